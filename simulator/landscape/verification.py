"""Whether a point at which Newton's method stands is what its Hessian says."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array
from simulator.boundary import Truth
from simulator.landscape.circles import ring
from simulator.landscape.unit_square import UnitSquare

_RING = 16
_RADII = 0.5 ** np.array((1, 2, 3, 5, 7, 10, 13))
"""Radii of the rings, in cells of the grid."""
_BEND = 0.4
"""The gradient on a ring may differ from H·d by this share of the smallest curvature · radius."""
_ROUNDING = 256 * np.finfo(np.float64).eps
"""Relative error that a cost may have."""
_FLAT = 1e-8
"""A curvature that raises the cost by a smaller share of itself over the whole window is not told from zero."""
_LEVEL = 1e-12
"""The same as a share of the costs' spread in the window."""
_UNEVEN = 1e-8
"""A curvature is not told from zero beside another that is larger by more than this."""
_PLACED = 1e-5
"""So exactly the place of a point without slope must be known, in the unit square."""
QUANTA = 64
"""Distances of the smallest costs that there are which roundings may add up to."""


def flat_curvature(unit: UnitSquare, costs: Array, spread: float) -> Array:
    """The curvature in the unit square below which a surface is flat, shape as `costs`: beyond it lie roundings."""
    return np.asarray(_FLAT * np.abs(costs) + _LEVEL * spread + QUANTA * unit.quantum / _PLACED)


def are_regular(unit: UnitSquare, points: Array, hessians: Array, cell: float, spread: float) -> Truth:
    """Which points (u, v), shape (points, 2), are minima, saddles or maxima beyond doubt.

    Both curvatures are clearly no zeros, and on a ring around the point the gradient is what the Hessian predicts:
    so there is no corner, and no zero made of roundings. On that ring, a minimum's cost is nowhere lower, a maximum's
    nowhere higher, and a saddle's is both.
    """
    if not len(points):
        return np.zeros(0, dtype=np.bool_)
    curvatures = np.abs(np.linalg.eigvalsh(hessians))
    smallest, largest = curvatures.min(axis=-1), curvatures.max(axis=-1)
    costs = unit.costs(points)
    curved = (smallest > flat_curvature(unit, costs, spread)) & (smallest > _UNEVEN * largest)
    fits = np.zeros(len(points), dtype=np.bool_)
    for radius in _RADII * cell:
        open_ones = np.flatnonzero(curved & ~fits)
        if not len(open_ones):
            break
        around = points[open_ones, np.newaxis] + radius * ring(_RING)
        expected = radius * np.einsum("pij,rj->pri", hessians[open_ones], ring(_RING))
        bend = np.linalg.norm(unit.gradients(around) - expected, axis=-1).max(axis=-1)
        rises = unit.costs(around) - costs[open_ones, np.newaxis]
        noise = _ROUNDING * np.abs(costs[open_ones]) + QUANTA * unit.quantum
        predicted = np.einsum("pij,ri,rj->pr", hessians[open_ones], ring(_RING), ring(_RING))
        sure = np.abs(predicted) > 0.5 * smallest[open_ones, np.newaxis]
        agrees = ~sure | (rises * np.sign(predicted) >= -noise[:, np.newaxis])
        fits[open_ones] = (bend <= _BEND * radius * smallest[open_ones]) & agrees.all(axis=-1)
    return fits


def distinct(points: Array, nearness: float) -> Array:
    """Numbers of the points left when each, the first ones first, takes those nearer than `nearness` with it."""
    kept: list[int] = []
    free = np.ones(len(points), dtype=np.bool_)
    for number in range(len(points)):
        if free[number]:
            kept.append(number)
            free &= np.abs(points - points[number]).max(axis=-1) >= nearness
    return np.array(kept, dtype=np.int64)
