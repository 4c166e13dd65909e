"""Points in the plane that belong to one of two classes; drawn from fixed seeds, so everybody sees the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet, Part, Samples
from simulator.datasets.gates import BINARY_CLASSES, BINARY_TARGETS

POINT_COUNT = 200
"""Points in each part, half of them of either class."""

INNER_RADIUS = 1.0
RING_RADII = (1.4, 2.2)

GAUSSIAN_CENTRE = (1.0, 1.0)
"""The mean of class 1; class 0 lies opposite, at (−1, −1)."""
GAUSSIAN_DEVIATION = 0.7


def circles(rng: np.random.Generator, labels: Indices) -> Array:
    """Points for the labels, shape (count, 2): class 1 fills a disc, class 0 a ring around it, both evenly."""
    inside = labels == 1
    inner = np.where(inside, 0.0, RING_RADII[0])
    outer = np.where(inside, INNER_RADIUS, RING_RADII[1])
    # Area grows with the square of the radius: even in r² is even in the plane.
    radius = np.sqrt(rng.uniform(inner**2, outer**2))
    angle = rng.uniform(0.0, 2.0 * np.pi, labels.size)
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def two_gaussians(rng: np.random.Generator, labels: Indices) -> Array:
    """Points for the labels, shape (count, 2), normally distributed around one centre for each class.

    The classes overlap. The best line is x₁ + x₂ = 0, which misses Φ(−√2/0.7) = 2.2 % of all such points; no network
    does better for good.
    """
    centres: Array = np.where(labels == 1, 1.0, -1.0)[:, np.newaxis] * np.array(GAUSSIAN_CENTRE)
    return centres + GAUSSIAN_DEVIATION * rng.standard_normal((labels.size, 2))


def _part(make: Callable[[np.random.Generator, Indices], Array], seed: int) -> Part:
    def draw() -> Samples:
        labels = np.arange(POINT_COUNT, dtype=np.int64) % 2
        return make(np.random.default_rng(seed), labels), labels

    return Part(POINT_COUNT, 2, 1.0, draw)


CIRCLES = DataSet(
    "circles", "Circles", None, BINARY_CLASSES, BINARY_TARGETS, train=_part(circles, 1), test=_part(circles, 2)
)
TWO_GAUSSIANS = DataSet(
    "two_gaussians",
    "Two Gaussians",
    None,
    BINARY_CLASSES,
    BINARY_TARGETS,
    train=_part(two_gaussians, 3),
    test=_part(two_gaussians, 4),
)
