"""The Descent workspace in lectures: what stands in it, its numbers by name, how changes are read and captured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from lectures.in_force import InForce
from lectures.model import MOST_STEPS, Change
from lectures.problems import Given, shown
from lectures.readings import Readings
from simulator.arrays import Array
from simulator.declared import PAIR, Many, Row, Text, by_lecture_key, lecture_values
from simulator.descent.outcome import OutcomeKind, outcome_of
from simulator.descent.remedies import REMEDIES, Remedy, remedied, remedy_for
from simulator.descent.setup import LARGEST_COORDINATE, OWN, DescentSetup, Entrant, check_window
from simulator.descent.state import DescentState
from simulator.descent.stops import BEGINNING, Part, Place, Stride, place_after
from simulator.errors import Explained, Phrase, name_list
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import SURFACES
from simulator.surfaces.surface import Window

_FIELDS = by_lecture_key(DescentState)
_KINDS = {key: one.kind for key, one in _FIELDS.items()}
KEYS = (*(key for key in _FIELDS if key != "granularity"), "learning_rate", "steps", "part")
"""Of a change, besides those that all workspaces share."""


def descent_applied(state: DescentState | None, change: Change) -> DescentState:
    """The state after a change; without one before it, after the beginning.

    Raises
    ------
    Explained
        If something can't be used.
    """
    before = state or DescentState.on(DescentSetup())
    state = _with_setup(replace(before, run=()), change)
    if change.compare is not None:
        state = replace(state, remedy=_remedy(state.setup, *change.compare), chosen=(0, 0), compared=None)
    if change.logarithmic is not None:
        state = replace(state, logarithmic=change.logarithmic)
    if change.basins is not None:
        state = replace(state, basins=change.basins)
    if change.steps is not None:
        state = replace(state, place=place_after(change.steps))
    if change.part is not None:
        part = Part[change.part.upper()]
        state = replace(state, place=Place(state.place.steps_made, part) if part is not Part.MOVE
                        else place_after(state.place.steps_made + 1))
    if change.granularity is not None:
        state = replace(state, stride=Stride(change.granularity))
    if change.next:
        state = state.pressed(change.next)
    state = state.going_on_from(before).ended()
    return state if change.runner is None else state.looking_at(change.runner[0] - 1, change.runner[1] - 1)


def _with_setup(state: DescentState, change: Change) -> DescentState:
    setup = state.setup
    if change.surface is not None:
        state = DescentState.on(DescentSetup(change.surface))
    elif change.expression is not None:
        (low_a, low_b), (high_a, high_b) = change.window or (setup.window.low, setup.window.high)
        window = Window((low_a, low_b), (high_a, high_b))
        state = DescentState.on(DescentSetup(OWN, change.expression, window))
    setup = state.setup
    if change.optimizers is not None:
        setup = replace(setup, entrants=_entrants(setup, change.optimizers))
    if change.learning_rate is not None:
        setup = replace(setup, entrants=tuple(replace(one, learning_rate=change.learning_rate) if one.runs else one
                                              for one in setup.entrants))
    for name in ("starts", "batch_size", "seed"):
        if getattr(change, name) is not None:
            setup = replace(setup, **{name: getattr(change, name)})
    return state.with_setup(setup)


def _entrants(setup: DescentSetup, wanted: tuple[tuple[str, float | None, tuple[float, ...]], ...]
              ) -> tuple[Entrant, ...]:
    known = {one.name for one in OPTIMIZERS}
    chosen = {name: (rate, numbers) for name, rate, numbers in wanted}
    for name in chosen:
        if name not in known:
            raise Explained(Phrase('there is no optimizer "{name}"; choose one of {known}', name=name,
                                   known=name_list(sorted(known))))
    entrants = []
    for one in setup.entrants:
        rate, numbers = chosen.get(one.optimizer, (None, ()))
        entrants.append(replace(one, runs=one.optimizer in chosen,
                                learning_rate=one.learning_rate if rate is None else rate,
                                numbers=numbers or one.numbers))
    return tuple(entrants)


def _remedy(setup: DescentSetup, kind: str, value: object) -> Remedy | None:
    if not kind:
        return None
    alone = setup.first_alone
    remedy = remedy_for(kind, alone)
    if value is not None:
        remedy = Remedy(kind, tuple(map(float, value)) if isinstance(value, tuple | list) else value)
    remedied(alone, remedy)  # raises where it can't be used
    return remedy


# The numbers of a descent by name

DESCENT_NAME = re.compile(r"(?P<what>a|b|C)_(?P<lane>[12])_(?P<runner>\d+)")
_OUTCOMES = {
    "diverged": frozenset({OutcomeKind.DIVERGED}),
    "arrived": frozenset({OutcomeKind.GLOBAL_MINIMUM, OutcomeKind.LOCAL_MINIMUM}),
    "at_global": frozenset({OutcomeKind.GLOBAL_MINIMUM}),
}
DESCENT_NAMES = frozenset({"a", "b", "C", "start_C", "start_a", "start_b", "steps", "slope", "da", "db", "eta", "M",
                           "m", "minimum_C", "minimum_a", "minimum_b", "minima", "runners", *_OUTCOMES})
"""Besides those of `DESCENT_NAME`."""
_POINTS = 101
"""Of the landscape's grid each way, as in the window."""


def descent_readings(scene: DescentState, landscapes: tuple[Landscape, ...] = ()) -> Readings:
    """The numbers of what is in view.

    Parameters
    ----------
    landscapes
        Of the lanes, where they are known; otherwise they are worked out when something is asked that needs them.
    """
    return Readings(_Look(scene, landscapes).number)


class _Look:
    """Looks numbers up in a scene."""

    def __init__(self, scene: DescentState, landscapes: tuple[Landscape, ...]) -> None:
        self._scene = scene
        self._landscapes = landscapes
        self._lane, self._runner = scene.chosen
        self._setup, self._made = scene.setups[self._lane], scene.place.steps_made
        self._trail = scene.races[self._lane].trails[self._runner]

    def number(self, name: str) -> float:
        match = DESCENT_NAME.fullmatch(name)
        if match is not None:
            return self._place(int(match["lane"]) - 1, int(match["runner"]) - 1)["abC".index(match["what"])]
        if name in ("a", "b", "C"):
            return self._place(self._lane, self._runner)["abC".index(name)]
        if name in ("slope", "da", "db"):
            slope_a, slope_b = self._gradient()
            return float({"slope": np.hypot(slope_a, slope_b), "da": slope_a, "db": slope_b}[name])
        if name in _OUTCOMES:
            return float(outcome_of(self._trail, self._made, self._landscape()).kind in _OUTCOMES[name])
        if name.startswith("minim"):
            return self._minimum(name)
        return self._plain(name)

    def _place(self, lane: int, runner: int) -> tuple[float, float, float]:
        trail = self._scene.races[lane].trails[runner]
        a, b = trail.theta(min(self._made, trail.length))
        return float(a), float(b), _cost(self._scene.setups[lane], a, b)

    def _gradient(self) -> Array:
        a, b = self._trail.theta(min(self._made, self._trail.length))
        gradient: Array = self._setup.made.gradients(np.array([a]), np.array([b]))[0]
        return gradient

    def _minimum(self, name: str) -> float:
        minima = [point for point in self._landscape().points if point.kind is PointKind.MINIMUM]
        if name == "minima":
            return len(minima)
        lowest: CriticalPoint = _lowest(minima, name)
        return {"minimum_C": lowest.cost, "minimum_a": lowest.a, "minimum_b": lowest.b}[name]

    def _plain(self, name: str) -> float:
        setup, racer = self._setup, self._setup.runners[self._runner].racer
        if name == "start_C":
            return _cost(setup, *racer.start)
        return {"steps": self._made, "M": setup.sample_count, "m": setup.batch_size or setup.sample_count,
                "runners": len(setup.runners), "eta": racer.learning_rate, "start_a": racer.start[0],
                "start_b": racer.start[1]}[name]

    def _landscape(self) -> Landscape:
        if self._landscapes and self._landscapes[self._lane].is_final:
            return self._landscapes[self._lane]
        setup = self._setup
        return _worked_out(setup.surface, setup.expression, setup.window, self._scene.logarithmic)


def _lowest(minima: list[CriticalPoint], name: str) -> CriticalPoint:
    if not minima:
        raise KeyError(name)
    return min(minima, key=lambda point: point.cost)


@lru_cache(maxsize=16)
def _worked_out(surface: str, expression: str, window: Window, logarithmic: bool) -> Landscape:
    """With its critical points: it takes a while."""
    return landscape_of(DescentSetup(surface, expression, window).made, _POINTS, _POINTS, logarithmic=logarithmic)


def _cost(setup: DescentSetup, a: float, b: float) -> float:
    return float(setup.made.costs(np.array([a], dtype=np.float64), np.array([b], dtype=np.float64))[0])


# Reads what a change says about the Descent workspace, and keeps the set-up that it leads to

_Wanted = tuple[str, float | None, tuple[float, ...]]
_ENTRANT = by_lecture_key(Entrant)
_EXAMPLE = '[{ name = "gradient_descent", learning_rate = 0.1 }]'


def read_descent(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """The fields of a change that belong to the descent, in the order in which they are applied."""
    if not state.has_descent:
        state.has_descent, state.setup = True, DescentSetup()
    found = {**_read_surface(given, state), **_who_moves(given, state)}
    if "compare" in given:
        found["compare"] = _read_compare(given["compare"], state)
    for name in ("logarithmic", "basins"):
        if name in given:
            found[name] = given[name].of(_KINDS[name])
    if "steps" in given:
        found["steps"] = given["steps"].whole(0, MOST_STEPS)
    if "part" in given:
        found["part"] = given["part"].choice([part.name.lower() for part in Part])
    if "runner" in given:
        found["runner"] = _read_runner(given["runner"], state)
    return found


def _who_moves(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    """Optimizers, starts and batches."""
    found: dict[str, Any] = {}
    if "optimizers" in given:
        found["optimizers"] = _read_optimizers(given["optimizers"], state)
    if "learning_rate" in given:
        rate = found["learning_rate"] = given["learning_rate"].number()
        _change(given["learning_rate"], state, lambda setup: remedied(setup, Remedy("learning_rate", rate)),
                is_known=rate is not None)
    if "starts" in given:
        starts = found["starts"] = _read_starts(given["starts"])
        _change(given["starts"], state, lambda setup: replace(setup, starts=starts or ()),
                is_known=starts is not None)
    for name in ("batch_size", "seed"):
        if name in given:
            number = found[name] = given[name].of(_KINDS[name])
            _change(given[name], state, partial(_with_number, name=name, number=number), is_known=number is not None)
    return found


def _with_number(setup: DescentSetup, name: str, number: Any) -> DescentSetup:
    return replace(setup, **{name: number})


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


def _read_surface(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "surface" in given:
        if "expression" in given:
            given["surface"].refuse(Phrase("{key}: there can be one surface only; take out either surface or "
                                           "expression", key=given["surface"].key))
        name = found["surface"] = given["surface"].choice([entry.name for entry in SURFACES])
        state.setup, state.remedy = (None if name is None else DescentSetup(name)), None
    window = _read_window(given["window"]) if "window" in given else None
    if window is not None:
        found["window"] = window.low, window.high
    if "expression" in given:
        text = found["expression"] = given["expression"].of(_KINDS["expression"])
        former = state.setup or DescentSetup()
        state.setup, state.remedy = former, None
        _change(given["expression"], state, lambda _: DescentSetup(OWN, str(text), window or former.window),
                is_known=text is not None and (window is not None or "window" not in given))
    elif "window" in given:
        given["window"].refuse(Phrase("{key} belongs to a surface of one's own; write its expression, too",
                                      key=given["window"].key))
    return found


def _read_window(given: Given) -> Window | None:
    example = "[[-4, -4], [4, 4]]"
    corners = _KINDS["window"]
    assert isinstance(corners, Row), "two corners are two places"
    pairs = [item.of(PAIR, "[-4, -4]") for item in given.items(example)]
    if isinstance(given.value, list) and len(pairs) != len(corners.kinds):
        given.refuse(Phrase("{key} must have the lower left and the upper right corner, got {count} places; write it "
                            "as in {example}", key=given.key, count=len(pairs), example=example))
        return None
    if len(pairs) != len(corners.kinds) or None in pairs:
        return None
    window: Window = corners.make(*pairs)
    try:
        check_window(window)
    except Explained as error:
        given.refuse_for(error)
        return None
    return window


def _read_optimizers(given: Given, state: InForce) -> tuple[_Wanted, ...] | None:
    found: list[_Wanted] = []
    is_known = isinstance(given.value, list)
    for item in given.items(_EXAMPLE):
        inside = item.table(tuple(_ENTRANT), _EXAMPLE)
        if "name" not in inside:
            if isinstance(item.value, dict):
                item.refuse(Phrase("{key} has no name; write it as in {example}", key=item.key, example=_EXAMPLE))
            is_known = False
            continue
        name = inside["name"].of(_ENTRANT["name"].kind)
        rate = inside["learning_rate"].of(_ENTRANT["learning_rate"].kind) if "learning_rate" in inside else None
        numbers = inside["numbers"].of(_ENTRANT["numbers"].kind, "[0.9]") if "numbers" in inside else ()
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


def _read_starts(given: Given) -> tuple[tuple[float, float], ...] | None:
    starts = _KINDS["starts"]
    assert isinstance(starts, Many), "there may be several"
    pairs = [item.of(starts.kind, "[0.5, -1]") for item in given.items("[[0.5, -1], …]")]
    if isinstance(given.value, list) and not 1 <= len(pairs) <= starts.most():
        given.refuse(Phrase("{key} must have 1 to {most} places, got {count}; write them as in {example}",
                            key=given.key, most=starts.most(), count=len(pairs), example="[[0.5, -1]]"))
        return None
    found = tuple(pair for pair in pairs if pair is not None)
    for pair in found:
        if max(map(abs, pair)) > LARGEST_COORDINATE:
            given.refuse(Phrase("{key}: {a}, {b} lies too far away; choose a place in the window", key=given.key,
                                a=pair[0], b=pair[1]))
            return None
    return found if found and len(found) == len(pairs) else None


def _read_compare(given: Given, state: InForce) -> tuple[str, Any] | None:
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
            alone = state.setup.first_alone
            state.remedy = Remedy(kind, value) if value is not None else remedy_for(kind, alone)
            remedied(alone, state.remedy)
        except Explained as error:
            given.refuse_for(error)
            state.remedy = None
            return None
    return kind, value


def _remedy_value(kind: str, given: Given, state: InForce) -> Any:
    """The value of a remedy; a name that depends on the surface is one of those that fit it, where that is known."""
    entry = REMEDIES[kind]
    if not isinstance(entry.kind, Text) or entry.choices is None or state.setup is None or state.setup.entry is None:
        return given.of(entry.kind, "[0.5, -1]")
    try:
        entry.first(state.setup.first_alone)
    except Explained as error:
        given.refuse_for(error)
        return None
    return given.choice([name for name, _ in entry.choices(state.setup)])


def _read_runner(given: Given, state: InForce) -> tuple[int, int] | None:
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


# From what is in view in the Descent workspace to the change that builds it again, or that leads there

_MOST_PRESSES = 20
_GROUND = ("surface", "expression", "window")


def captured_descent(state: DescentState) -> Change:
    """The change that builds a state of the Descent workspace, without what is in view around it."""
    setup = state.setup
    place: dict[str, Any] = {"surface": setup.surface}
    if setup.surface == OWN:
        place = {"expression": setup.expression, "window": (setup.window.low, setup.window.high)}
    start = descent_applied(None, Change(**place))
    # the stride is kept from one surface to another
    return replace(_between(start, state), granularity=state.stride.value, **place)


def descent_action(before: DescentState, now: DescentState) -> Change:
    """The change that leads from one state to another, as little as it takes."""
    ground = _GROUND if OWN in (before.setup.surface, now.setup.surface) else ("surface",)
    if any(getattr(before.setup, name) != getattr(now.setup, name) for name in ground):
        return captured_descent(now)
    change = _between(before, now)
    if change.steps is None and change.part is None:
        return change
    rest = replace(change, steps=None, part=None)
    there = descent_applied(before, replace(rest, runner=None))
    for count in range(1, _MOST_PRESSES + 1):
        pressed = descent_applied(there, Change(next=count))
        if pressed.place == now.place:
            return replace(rest, next=count)
        if pressed.place > now.place:
            break
    return change


def _between(before: DescentState, now: DescentState) -> Change:
    former, values = lecture_values(before), lecture_values(now)
    found = {key: value for key, value in values.items() if key not in (*_GROUND, "runner") and value != former[key]}
    if "optimizers" in found:
        found["optimizers"] = _optimizers(before.setup, now.setup)
    if "compare" in found:
        found["compare"] = ("", None) if now.remedy is None else (now.remedy.kind, now.remedy.value)
    if "granularity" in found:
        found["granularity"] = now.stride.value
    return Change(**found, runner=_runner(before, now), **_position(before, now))


def _optimizers(former: DescentSetup, setup: DescentSetup) -> tuple[tuple[str, float | None, tuple[float, ...]], ...]:
    """Those that move, with what is not as it was."""
    return tuple((one.optimizer, None if one.learning_rate == then.learning_rate else one.learning_rate,
                  () if one.numbers == then.numbers else one.numbers)
                 for then, one in zip(former.entrants, setup.entrants, strict=True) if one.runs)


def _runner(before: DescentState, now: DescentState) -> tuple[int, int] | None:
    """Whoever is looked at, unless it is so by itself; another comparison begins with the first one."""
    same = now.setup == before.setup and now.remedy == before.remedy
    stays = now.chosen == before.chosen and (same or now.chosen == (0, 0))
    return None if stays else (now.chosen[0] + 1, now.chosen[1] + 1)


def _position(before: DescentState, now: DescentState) -> dict[str, Any]:
    place = now.place
    if place == before.place:
        return {}
    if place.part is Part.MOVE:
        return {"steps": place.step + 1}
    if place == BEGINNING:
        return {"steps": 0}
    return {"steps": place.step, "part": place.part.name.lower()}
