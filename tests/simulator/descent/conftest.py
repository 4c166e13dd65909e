"""Surfaces whose derivatives are written out by hand, and their landscapes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from simulator.arrays import Array, Indices
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.descent.trail import Trail
from simulator.landscape.landscape import Landscape, landscape_of
from simulator.surfaces.surface import Surface, Window


class Formula:
    """C, (∂C/∂a, ∂C/∂b) and (∂²C/∂a², ∂²C/∂a∂b, ∂²C/∂b²) as functions of a and b."""

    symbols = ("a", "b")

    def __init__(self, reach: float, cost: Callable[..., Any], slope: Callable[..., Any],
                 bend: Callable[..., Any]) -> None:
        self.window = Window((-reach, -reach), (reach, reach))
        self._cost, self._slope, self._bend = cost, slope, bend

    def costs(self, a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), b)
        with np.errstate(all="ignore"):
            costs = np.asarray(self._cost(a, b) + 0.0 * a)
        return np.where(np.isfinite(costs), costs, np.nan)

    def gradients(self, a: Array, b: Array) -> Array:
        return self._stacked(self._slope, a, b)

    def hessians(self, a: Array, b: Array) -> Array:
        entries = self._stacked(self._bend, a, b)
        return np.stack((entries[..., :2], entries[..., 1:]), axis=-2)

    def _stacked(self, derivatives: Callable[..., Any], a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), b)
        with np.errstate(all="ignore"):
            result = np.stack([part + 0.0 * a for part in derivatives(a, b)], axis=-1)
        return np.where(np.isnan(self.costs(a, b))[..., np.newaxis], np.nan, result)


class Line:
    """The line a·x + b with the quadratic cost ½ (a·x + b − y)²."""

    symbols = ("a", "b")
    window = Window((-3.0, -3.0), (3.0, 3.0))

    def __init__(self, x: Array, y: Array) -> None:
        self.x, self.y = x, y
        self.sample_count = len(x)

    def part(self, rows: Indices) -> Line:
        return Line(self.x[rows], self.y[rows])

    def _misses(self, a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), b)
        return np.asarray(a[..., np.newaxis] * self.x + b[..., np.newaxis] - self.y)

    def costs(self, a: Array, b: Array) -> Array:
        return np.asarray(0.5 * (self._misses(a, b) ** 2).mean(axis=-1))

    def gradients(self, a: Array, b: Array) -> Array:
        misses = self._misses(a, b)
        return np.stack(((misses * self.x).mean(axis=-1), misses.mean(axis=-1)), axis=-1)

    def hessians(self, a: Array, b: Array) -> Array:
        shape = np.broadcast_shapes(np.shape(a), np.shape(b))
        mean = self.x.mean()
        return np.broadcast_to(np.array([[(self.x**2).mean(), mean], [mean, 1.0]]), (*shape, 2, 2))


def _hole(a: Array, b: Array) -> Array:
    return np.exp(-(a * a + b * b))


def _line() -> Line:
    """Twelve points about the line 0.8 x − 0.5."""
    rng = np.random.default_rng(3)
    x = np.linspace(-1.0, 1.0, 12)
    return Line(x, 0.8 * x - 0.5 + 0.3 * rng.standard_normal(12))


SURFACES: dict[str, Any] = {
    "bowl": Formula(2.0, lambda a, b: a * a + b * b, lambda a, b: (2 * a, 2 * b), lambda a, b: (2, 0, 2)),
    "tilted bowl": Formula(
        2.0, lambda a, b: a * a + a * b + 2 * b * b, lambda a, b: (2 * a + b, a + 4 * b), lambda a, b: (2, 1, 4)),
    "ravine": Formula(
        2.0, lambda a, b: 0.05 * a * a + b * b, lambda a, b: (0.1 * a, 2 * b), lambda a, b: (0.1, 0, 2)),
    "rosenbrock": Formula(
        2.0, lambda a, b: (1 - a) ** 2 + 100 * (b - a * a) ** 2,
        lambda a, b: (2 * (a - 1) - 400 * a * (b - a * a), 200 * (b - a * a)),
        lambda a, b: (2 - 400 * b + 1200 * a * a, -400 * a, 200)),
    "two valleys": Formula(
        2.0, lambda a, b: (a * a - 1) ** 2 + 0.3 * a + b * b,
        lambda a, b: (4 * a * (a * a - 1) + 0.3, 2 * b), lambda a, b: (12 * a * a - 4, 0, 2)),
    "saddle": Formula(
        2.0, lambda a, b: a * a - b * b + b**4 / 4, lambda a, b: (2 * a, b**3 - 2 * b),
        lambda a, b: (2, 0, 3 * b * b - 2)),
    "ridge without end": Formula(
        2.0, lambda a, b: a * a - b * b, lambda a, b: (2 * a, -2 * b), lambda a, b: (2, 0, -2)),
    "hole": Formula(
        4.0, lambda a, b: 1 - _hole(a, b), lambda a, b: (2 * a * _hole(a, b), 2 * b * _hole(a, b)),
        lambda a, b: ((2 - 4 * a * a) * _hole(a, b), -4 * a * b * _hole(a, b), (2 - 4 * b * b) * _hole(a, b))),
    "floor": Formula(
        2.0, lambda a, b: (a + b - 1) ** 2, lambda a, b: (2 * (a + b - 1), 2 * (a + b - 1)), lambda a, b: (2, 2, 2)),
    "plain": Formula(
        2.0, lambda a, b: np.maximum(a, 0.0) + 0.0 * b, lambda a, b: (np.where(a > 0, 1.0, 0.0), 0.0 * b),
        lambda a, b: (0.0 * a, 0, 0.0 * b)),
    "plain beside a pit": Formula(
        2.0, lambda a, b: np.maximum(a, 0.0) - np.maximum(1.0 - a * a - b * b, 0.0),
        lambda a, b: (np.where(a > 0, 1.0, 0.0) + np.where(a * a + b * b < 1, 2 * a, 0.0),
                      np.where(a * a + b * b < 1, 2 * b, 0.0)),
        lambda a, b: (np.where(a * a + b * b < 1, 2.0, 0.0), 0, np.where(a * a + b * b < 1, 2.0, 0.0))),
    "logarithm": Formula(2.0, lambda a, b: np.where(a > -1, a + np.log1p(a), np.nan) + b * b,
                         lambda a, b: (1 + 1 / (1 + a), 2 * b), lambda a, b: (-1 / (1 + a) ** 2, 0, 2)),
    "roof": Formula(2.0, lambda a, b: np.abs(a) + b * b,
                    lambda a, b: (np.where(a == 0, np.nan, np.sign(a)), 2 * b), lambda a, b: (0, 0, 2)),
    "steeper and steeper": Formula(
        2.0, lambda a, b: np.exp(a * a) + b * b, lambda a, b: (2 * a * np.exp(a * a), 2 * b),
        lambda a, b: ((2 + 4 * a * a) * np.exp(a * a), 0, 2)),
    "line": _line(),
}


@lru_cache
def _landscape(name: str) -> Landscape:
    return landscape_of(SURFACES[name], 101, 101, logarithmic=False)


@pytest.fixture
def surface_named() -> Callable[[str], Surface]:
    return SURFACES.__getitem__


@pytest.fixture
def landscape_named() -> Callable[[str], Landscape]:
    """Worked out on 101 × 101 points, once for all tests."""
    return _landscape


@pytest.fixture
def trail_on() -> Callable[..., Trail]:
    """The trail of one racer: trail_on(surface, steps, optimizer, learning rate, start, …)."""

    def raced(name: str, steps: int, *racer: Any, **more: Any) -> Trail:
        arguments = dict(zip(("optimizer", "learning_rate", "start"), racer, strict=False))
        race = Race(SURFACES[name], [Racer(**arguments, **more)])
        race.extend_to(steps)
        return race.trails[0]

    return raced
