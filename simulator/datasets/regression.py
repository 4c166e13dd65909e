"""Values over the plane and over a line, which a network learns by regression.

Every function f takes points, shape (count, dimension), and gives a value between −1 and 1 for each, shape (count,).
The points are spread evenly over the window; the noise is the standard deviation of what is added to the values, so
that a noisy value can lie outside of −1 to 1. A new data set is a function and one more entry in a tuple below.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array
from simulator.datasets.data_set import DataOptions, DataSet, Domain, Recipe, Samples
from simulator.datasets.points import EDGE, PLANE

Function = Callable[[Array], Array]

LINE = Domain((-EDGE,), (EDGE,))
ONE_VALUE = np.empty((0, 1))
"""No classes, one output."""
LARGEST_NOISE = 0.3

LINEAR_WEIGHTS, LINEAR_BIAS = (0.2, -0.1), 0.1
HILLS = ((1.4, 1.4, 1.0), (-1.4, -1.4, 1.0), (1.4, -1.4, -1.0), (-1.4, 1.4, -1.0))
"""x₁ and x₂ of each summit, and its height; below zero it is a hollow."""
HILL_WIDTH = 0.8
ZIGZAG_PERIOD = 3.0


def linear(points: Array) -> Array:
    """0.2 x₁ − 0.1 x₂ + 0.1: what one neuron with the identity learns, with these very weights and this bias."""
    values: Array = points @ np.array(LINEAR_WEIGHTS) + LINEAR_BIAS
    return values


def hills(points: Array) -> Array:
    """Two hills and two hollows in turn, each a Gaussian bell: the height falls as exp(−½ (distance/width)²)."""
    heights = np.zeros(len(points))
    for x1, x2, height in HILLS:
        distance = np.hypot(points[:, 0] - x1, points[:, 1] - x2)
        heights += height * np.exp(-0.5 * (distance / HILL_WIDTH) ** 2)
    return heights


def sine(points: Array) -> Array:
    """Sin x: nearly one period fits into the window."""
    return np.sin(points[:, 0])


def parabola(points: Array) -> Array:
    """2 (x/3)² − 1: from 1 at both ends of the window down to −1 in the middle."""
    return 2.0 * np.square(points[:, 0] / EDGE) - 1.0


def bump(points: Array) -> Array:
    """1 where |x| ≤ 1, otherwise 0: two steps, so two sigmoid neurons can make it (Nielsen, chapter 4)."""
    return np.where(np.abs(points[:, 0]) <= 1.0, 1.0, 0.0)


def zigzag(points: Array) -> Array:
    """Straight pieces between −1 and 1 with a corner every 1.5: what ReLU neurons are made for, a corner for each."""
    phase = points[:, 0] / ZIGZAG_PERIOD % 1.0
    return 4.0 * np.abs(phase - 0.5) - 1.0


def _data_set(name: str, label: str, function: Function, domain: Domain, usual: DataOptions) -> DataSet:
    def make(rng: np.random.Generator, count: int, noise: float) -> Samples:
        points = rng.uniform(-EDGE, EDGE, (count, domain.dimension))
        values = function(points) + noise * rng.standard_normal(count)
        return points, values[:, np.newaxis]

    return DataSet.made_by(Recipe.of(make, usual, LARGEST_NOISE), name, label, (), ONE_VALUE, domain)


PLANE_REGRESSIONS: tuple[DataSet, ...] = (
    _data_set("linear", "Linear regression", linear, PLANE, DataOptions(300, noise=0.05)),
    _data_set("hills", "Hills", hills, PLANE, DataOptions(400)),
)
# Of 80 points 60 are learned from: so few that each can be seen.
_CURVE = DataOptions(80, noise=0.05, test_share=0.25)
CURVES: tuple[DataSet, ...] = (
    _data_set("sine", "Sine", sine, LINE, _CURVE),
    _data_set("parabola", "Parabola", parabola, LINE, _CURVE),
    _data_set("zigzag", "Zigzag", zigzag, LINE, _CURVE),
    _data_set("bump", "Bump", bump, LINE, _CURVE),
)
