"""The Descent workspace in a document; its races are run again by whoever opens it."""

from __future__ import annotations

from typing import Any

from documents.parts import DescentPart
from documents.values import Damaged, Values, listed, number, pair, refused, whole
from simulator.descent.remedies import REMEDIES, Remedy, remedied
from simulator.descent.setup import MOST_RACERS, MOST_STARTS, DescentSetup, Entrant, usual_entrants
from simulator.descent.stops import Part, Place, Stride
from simulator.errors import Phrase, name_list
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.surface import Window, own_surface

MOST_STEPS = 100_000
"""Steps that a race in the window can have."""
_MOST_NUMBERS = 20


def write_descent(part: DescentPart) -> dict[str, Any]:
    """All of it as plain values."""
    setup, remedy = part.setup, part.remedy
    return {
        "surface": setup.surface,
        "expression": setup.expression,
        "window": [list(setup.window.low), list(setup.window.high)],
        "entrants": [{"optimizer": one.optimizer, "learning_rate": one.learning_rate, "numbers": list(one.numbers),
                      "runs": one.runs} for one in setup.entrants],
        "starts": [list(start) for start in setup.starts],
        "batch_size": setup.batch_size,
        "seed": setup.seed,
        "remedy": None if remedy is None else {"kind": remedy.kind, "value": remedy.value},
        "place": [part.place.step, int(part.place.part)],
        "chosen": list(part.chosen),
        "stride": part.stride.value,
        "logarithmic": part.logarithmic,
        "basins": part.basins,
        "batch": part.batch,
    }


def read_descent(values: Values) -> DescentPart:
    """The Descent workspace.

    Raises
    ------
    Explained
        If something in it can't be used.
    """
    setup = _setup(values)
    chosen = _chosen(values)
    remedy = _remedy(values, setup)
    step, part = values.wholes("place", 2)
    where = f"{values.place}.place"
    place = Place(whole(step, where, 0, MOST_STEPS), Part(whole(part, where, 0, len(Part) - 1)))
    if remedy is None and chosen[0] == 1:
        chosen = (0, 0)
    return DescentPart(setup, remedy, place, chosen, values.chosen("stride", Stride), values.truth("logarithmic"),
                       values.truth("basins"), values.truth("batch"))


def _setup(values: Values) -> DescentSetup:
    corners = values.items("window", pair, 2)
    if len(corners) != 2:
        raise refused(f"{values.place}.window", list(corners), Phrase("two corners"))
    window, expression = Window(corners[0], corners[1]), values.text("expression")
    starts = values.items("starts", pair, MOST_STARTS)
    if not starts:
        raise refused(f"{values.place}.starts", [], Phrase("a place to start from"))
    given = {one.optimizer: one for one in values.items("entrants", _entrant, len(OPTIMIZERS))}
    unknown = set(given) - {one.name for one in OPTIMIZERS}
    if unknown:
        raise refused(f"{values.place}.entrants", min(unknown), Phrase("the name of an optimizer"))
    # an optimizer that came with a later program takes no part
    entrants = tuple(given.get(one.optimizer, Entrant(one.optimizer, one.learning_rate, one.numbers, runs=False))
                     for one in usual_entrants(window, 0.1))
    if not any(one.runs for one in entrants):
        raise Damaged(Phrase("nobody takes part in its descent"))
    setup = DescentSetup(values.text("surface"), expression, window, entrants, starts, values.whole("batch_size"),
                         values.whole("seed"))
    own_surface(expression, window)  # kept while another surface is shown: it must be one as well
    return setup


def _entrant(content: Any, place: str) -> Entrant:
    values = Values(content, place)
    return Entrant(values.text("optimizer"), values.number("learning_rate"),
                   values.items("numbers", number, _MOST_NUMBERS), values.truth("runs"))


def _remedy(values: Values, setup: DescentSetup) -> Remedy | None:
    if values.get("remedy") is None:
        return None
    given = values.inner("remedy")
    kind = given.text("kind")
    if kind not in REMEDIES:
        raise refused(f"{given.place}.kind", kind, Phrase("one of {known}", known=name_list(REMEDIES)))
    read: dict[str, Any] = {
        "start": lambda: pair(given.get("value"), f"{given.place}.value"),
        "learning_rate": lambda: given.number("value"),
        "batches": lambda: given.whole("value"),
    }
    remedy = Remedy(kind, read.get(kind, lambda: given.text("value"))())
    running = [place for place, entrant in enumerate(setup.entrants) if entrant.runs]
    if not remedied(setup.alone(running[0]), remedy).runners:
        raise refused(f"{given.place}.value", remedy.value, Phrase("what a descent can be compared with"))
    return remedy


def _chosen(values: Values) -> tuple[int, int]:
    """Who is looked at: whoever lays the descent looks whether there is somebody."""
    given = values.get("chosen")
    try:
        lane, runner = listed(given, "", 2)
        return whole(lane, "", 0, 1), whole(runner, "", 0, MOST_RACERS - 1)
    except ValueError:
        return 0, 0
