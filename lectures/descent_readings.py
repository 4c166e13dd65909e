"""The numbers of a descent by name.

``a``, ``b``, ``C`` of the runner in view, or ``a_1_2`` … of lane 1, runner 2; ``start_a``, ``start_b``, ``start_C``;
``da``, ``db`` and ``slope``, the gradient at the place in view and its length; ``minimum_a``, ``minimum_b``,
``minimum_C`` of the lowest minimum and how many ``minima`` there are; ``diverged``, ``arrived`` (at any minimum) and
``at_global``, which are 0 or 1; ``eta``, ``M``, ``m``, ``steps`` and how many ``runners`` there are.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from lectures.descent_scene import DescentScene
from lectures.readings import Readings
from simulator.arrays import Array
from simulator.descent.outcome import OutcomeKind, outcome_of
from simulator.descent.setup import DescentSetup
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.surfaces.surface import Window

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


def descent_readings(scene: DescentScene, landscapes: tuple[Landscape, ...] = ()) -> Readings:
    """The numbers of what is in view.

    Parameters
    ----------
    landscapes
        Of the lanes, where they are known; otherwise they are worked out when something is asked that needs them.
    """
    return Readings(_Look(scene, landscapes).number)


class _Look:
    """Looks numbers up in a scene."""

    def __init__(self, scene: DescentScene, landscapes: tuple[Landscape, ...]) -> None:
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
