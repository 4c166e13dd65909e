"""Reads what a change says about the Descent workspace, and keeps the set-up that it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from lectures.descent_scene import alone_of
from lectures.problems import Given, shown
from lectures.reading_in_force import InForce
from lectures.reading_network import MOST_STEPS
from simulator.descent.remedies import REMEDIES, Remedy, remedied, remedy_for
from simulator.descent.setup import LARGEST_COORDINATE, MOST_STARTS, OWN, DescentSetup, check_window
from simulator.descent.stops import Part
from simulator.errors import Explained, Phrase, name_list
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import SURFACES, other_structures
from simulator.surfaces.surface import Window

_Wanted = tuple[str, float | None, tuple[float, ...]]
_EXAMPLE = '[{ name = "gradient_descent", learning_rate = 0.1 }]'


def read_descent(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """The fields of a change that belong to the descent, in the order in which they are applied."""
    if not state.has_descent:
        state.has_descent, state.setup = True, DescentSetup()
    found = {**_surface(given, state), **_who_moves(given, state)}
    if "compare" in given:
        found["compare"] = _compare(given["compare"], state)
    for name in ("logarithmic", "basins"):
        if name in given:
            found[name] = given[name].truth()
    if "steps" in given:
        found["steps"] = given["steps"].whole(0, MOST_STEPS)
    if "part" in given:
        found["part"] = given["part"].choice([part.name.lower() for part in Part])
    if "runner" in given:
        found["runner"] = _runner(given["runner"], state)
    return found


def _who_moves(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """Optimizers, starts and batches."""
    found: dict[str, Any] = {}
    if "optimizers" in given:
        found["optimizers"] = _optimizers(given["optimizers"], state)
    if "learning_rate" in given:
        rate = found["learning_rate"] = given["learning_rate"].number()
        _change(given["learning_rate"], state, lambda setup: remedied(setup, Remedy("learning_rate", rate)),
                is_known=rate is not None)
    if "starts" in given:
        starts = found["starts"] = _starts(given["starts"])
        _change(given["starts"], state, lambda setup: replace(setup, starts=starts or ()),
                is_known=starts is not None)
    if "batch_size" in given:
        size = found["batch_size"] = given["batch_size"].whole(0)
        _change(given["batch_size"], state, lambda setup: replace(setup, batch_size=size or 0),
                is_known=size is not None)
    if "seed" in given:
        seed = found["seed"] = given["seed"].whole(0)
        _change(given["seed"], state, lambda setup: replace(setup, seed=seed or 0), is_known=seed is not None)
    return found


def _change(given: Given, state: InForce, changed: Callable[[DescentSetup], DescentSetup], *, is_known: bool) -> None:
    """Another set-up, if the present one is known and the change can be made."""
    if state.setup is None:
        return
    if not is_known:
        state.setup = None
        return
    try:
        state.setup = changed(state.setup)
    except Explained as error:
        given.refuse_for(error)
        state.setup = None


def _surface(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "surface" in given:
        if "expression" in given:
            given["surface"].refuse(Phrase("{key}: there can be one surface only; take out either surface or "
                                           "expression", key=given["surface"].key))
        name = found["surface"] = given["surface"].choice([entry.name for entry in SURFACES])
        state.setup, state.remedy = (None if name is None else DescentSetup(name)), None
    window = _window(given["window"]) if "window" in given else None
    if window is not None:
        found["window"] = window.low, window.high
    if "expression" in given:
        text = found["expression"] = given["expression"].word()
        former = state.setup or DescentSetup()
        state.setup, state.remedy = former, None
        _change(given["expression"], state, lambda _: DescentSetup(OWN, str(text), window or former.window),
                is_known=text is not None and (window is not None or "window" not in given))
    elif "window" in given:
        given["window"].refuse(Phrase("{key} belongs to a surface of one's own; write its expression, too",
                                      key=given["window"].key))
    return found


def _window(given: Given) -> Window | None:
    example = "[[-4, -4], [4, 4]]"
    pairs = [item.pair("[-4, -4]") for item in given.items(example)]
    if isinstance(given.value, list) and len(pairs) != 2:
        given.refuse(Phrase("{key} must have the lower left and the upper right corner, got {count} places; write it "
                            "as in {example}", key=given.key, count=len(pairs), example=example))
        return None
    if len(pairs) != 2 or pairs[0] is None or pairs[1] is None:
        return None
    try:
        check_window(Window(pairs[0], pairs[1]))
    except Explained as error:
        given.refuse_for(error)
        return None
    return Window(pairs[0], pairs[1])


def _optimizers(given: Given, state: InForce) -> tuple[_Wanted, ...] | None:
    found: list[_Wanted] = []
    is_known = isinstance(given.value, list)
    for item in given.items(_EXAMPLE):
        inside = item.table(("name", "learning_rate", "numbers"), _EXAMPLE)
        if "name" not in inside:
            if isinstance(item.value, dict):
                item.refuse(Phrase("{key} has no name; write it as in {example}", key=item.key, example=_EXAMPLE))
            is_known = False
            continue
        name = inside["name"].choice([one.name for one in OPTIMIZERS])
        rate = inside["learning_rate"].number() if "learning_rate" in inside else None
        numbers = inside["numbers"].numbers(None, "[0.9]") if "numbers" in inside else ()
        if name is not None and any(name == other for other, _, _ in found):
            item.refuse(Phrase("{key}: {name} is there already; name every optimizer once", key=item.key, name=name))
        if name is None or numbers is None or (rate is None and "learning_rate" in inside):
            is_known = False
            continue
        found.append((name, rate, numbers))
        setup = state.setup
        _change(item, state, partial(_with_optimizer, name=name, rate=rate, numbers=numbers), is_known=True)
        state.setup = state.setup or setup  # the others are looked at all the same
    if given.value == []:
        given.refuse(Phrase("{key} is empty, and somebody has to move; write it as in {example}", key=given.key,
                            example=_EXAMPLE))
        is_known = False
    names = [name for name, _, _ in found]
    _change(given, state, lambda setup: replace(setup, entrants=tuple(
        replace(entrant, runs=entrant.optimizer in names) for entrant in setup.entrants)), is_known=is_known)
    return tuple(found) if is_known else None


def _with_optimizer(setup: DescentSetup, name: str, rate: float | None, numbers: tuple[float, ...]) -> DescentSetup:
    return replace(setup, entrants=tuple(
        replace(entrant, learning_rate=entrant.learning_rate if rate is None else rate,
                numbers=numbers or entrant.numbers) if entrant.optimizer == name else entrant
        for entrant in setup.entrants))


def _starts(given: Given) -> tuple[tuple[float, float], ...] | None:
    pairs = [item.pair("[0.5, -1]") for item in given.items("[[0.5, -1], …]")]
    if isinstance(given.value, list) and not 1 <= len(pairs) <= MOST_STARTS:
        given.refuse(Phrase("{key} must have 1 to {most} places, got {count}; write them as in {example}",
                            key=given.key, most=MOST_STARTS, count=len(pairs), example="[[0.5, -1]]"))
        return None
    found = tuple(pair for pair in pairs if pair is not None)
    for pair in found:
        if max(map(abs, pair)) > LARGEST_COORDINATE:
            given.refuse(Phrase("{key}: {a}, {b} lies too far away; choose a place in the window", key=given.key,
                                a=pair[0], b=pair[1]))
            return None
    return found if found and len(found) == len(pairs) else None


def _compare(given: Given, state: InForce) -> tuple[str, Any] | None:
    inside = given.table(("kind", "value"), '{ kind = "learning_rate", value = 0.3 }')
    state.remedy = None
    if "kind" not in inside:
        if isinstance(given.value, dict):
            given.refuse(Phrase('{key} has no kind; choose one of {known}, or write kind = "" to end it',
                                key=given.key, known=name_list(REMEDIES)))
        return None
    if inside["kind"].value == "":
        return "", None
    kind = inside["kind"].choice(tuple(REMEDIES))
    if kind is None:
        return None
    value = _remedy_value(kind, inside["value"], state) if "value" in inside else None
    if value is None and "value" in inside:
        return None
    if state.setup is not None:
        try:
            alone = alone_of(state.setup)
            state.remedy = Remedy(kind, value) if value is not None else remedy_for(kind, alone)
            remedied(alone, state.remedy)
        except Explained as error:
            given.refuse_for(error)
            state.remedy = None
            return None
    return kind, value


def _remedy_value(kind: str, given: Given, state: InForce) -> Any:
    if kind == "start":
        return given.pair("[0.5, -1]")
    if kind == "learning_rate":
        return given.number()
    if kind == "batches":
        return given.whole(0)
    if kind == "optimizer":
        return given.choice([one.name for one in OPTIMIZERS])
    entry = None if state.setup is None else state.setup.entry
    if entry is None:
        return given.word()
    others = [model.name for model in other_structures(entry)]
    if not others:
        given.refuse(Phrase("{key}: the surface {surface} belongs to no model on data, so it has no other structure; "
                            "choose a model", key=given.key, surface=entry.name))
        return None
    return given.choice(others)


def _runner(given: Given, state: InForce) -> tuple[int, int] | None:
    items = given.items("[1, 1]")
    if isinstance(given.value, list) and len(items) != 2:
        given.refuse(Phrase("{key} must have the numbers of a lane and of a runner, got {count}; write it as in "
                            "{example}", key=given.key, count=len(items), example="[1, 1]"))
        return None
    numbers = [item.whole(1) for item in items]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    lanes = state.lanes
    if lanes:
        if numbers[0] > len(lanes):
            items[0].refuse(Phrase("{key}: there are {count} lanes, got {lane}; choose another one, or compare first",
                                   key=items[0].key, count=len(lanes), lane=shown(numbers[0])))
            return None
        runners = len(lanes[numbers[0] - 1].runners)
        if numbers[1] > runners:
            items[1].refuse(Phrase("{key}: there are {count} that move there, got {number}; choose another one",
                                   key=items[1].key, count=runners, number=shown(numbers[1])))
            return None
    return numbers[0], numbers[1]
