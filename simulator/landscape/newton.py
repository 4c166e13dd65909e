"""Newton's method for ∇C = 0, for many starts at once.

The step −H⁻¹∇C leads to saddles and maxima as well as to minima. It is kept short (a trust region that halves when
‖∇C‖ has not become smaller), so that every start ends at the zero near it: J. Nocedal and S. Wright, *Numerical
Optimization*, 2nd edition, chapter 11.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.samples import Samples
from simulator.landscape.unit_square import UnitSquare
from simulator.training import NEVER, Interrupted

_ITERATIONS = 60
_EFFORT = 20_000
"""Steps of all starts together: a third more than any surface of the catalogue takes, and a bound for kinked ones,
on which starts are many and lead nowhere."""
_LONGEST_STEP = 2.0
"""Cells of the grid that a start may move in one step."""
_STANDS = 1e-13
"""A shorter step in the unit square changes nothing: some hundred roundings."""
_TOLERANCE = 1e-9
"""… and where a step is shorter than this, roundings may be what makes it fail."""
_DAMPING = 1e-9
"""Directions with less than this share of the largest curvature are flat: no step is made along them."""
_HOPELESS = 1e-5
"""Where C is smooth, a short enough step along Newton's always makes ‖∇C‖ smaller. A start at which not even this
share of it does stands before a kink, beyond which the gradient is another one."""
_MARGIN = 0.05
"""A start that has left the window by more is given up."""
_SLACK = 0.3
"""A derivative may miss zero in a cell's corners by this share of its spread, and still have one inside."""


def starts_of(samples: Samples, unit: UnitSquare, flat: Array) -> Array:
    """Points (u, v) near which ∇C may vanish, shape (starts, 2).

    They are the middles of cells in which both derivatives change their sign, or nearly do, and the places where
    ‖∇C‖ is lower than all around.

    Parameters
    ----------
    flat
        ‖∇C‖ in the unit square below which there is no telling, shape (rows, columns).
    """
    gradients = samples.gradients * unit.size
    slopes = np.hypot(gradients[..., 0], gradients[..., 1])
    rows, columns = slopes.shape
    corners = np.stack((gradients[:-1, :-1], gradients[:-1, 1:], gradients[1:, :-1], gradients[1:, 1:]))
    low, high = corners.min(axis=0), corners.max(axis=0)
    slack = _SLACK * (high - low)
    steep = np.maximum(np.maximum(slopes[:-1, :-1], slopes[1:, 1:]), np.maximum(slopes[:-1, 1:], slopes[1:, :-1]))
    crossed = ((low - slack <= 0) & (high + slack >= 0)).all(axis=-1) & (steep > flat[:-1, :-1])
    cells = np.argwhere(crossed) + 0.5
    calm = np.argwhere(is_lowest(slopes) & (flat > 0)).astype(np.float64)
    places = np.concatenate((cells, calm))
    return np.column_stack((places[:, 1] / (columns - 1), places[:, 0] / (rows - 1)))


def is_lowest(values: Array) -> Truth:
    """Where a value is at most as large as its eight neighbours, and smaller than one of them; edges count too."""
    rows, columns = values.shape
    padded = np.full((rows + 2, columns + 2), np.inf)
    padded[1:-1, 1:-1] = np.where(np.isnan(values), np.inf, values)
    around = np.stack([padded[1 + down:1 + down + rows, 1 + right:1 + right + columns]
                       for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right])
    finite = np.where(np.isinf(around), -np.inf, around)
    return np.asarray(np.isfinite(values) & (values <= around.min(axis=0)) & (values < finite.max(axis=0)))


def zeros_of_gradient(unit: UnitSquare, starts: Array, cell: float,
                      should_stop: Callable[[], bool] = NEVER) -> tuple[Array, Array]:
    """Where Newton's method comes to rest.

    Parameters
    ----------
    starts
        Points (u, v), shape (starts, 2).
    cell
        How far the starts are apart.

    Returns
    -------
    Points (u, v), shape (starts, 2), and the length of the last whole Newton step, shape (starts,): how far a zero
    may still be away; infinite where the way led nowhere.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    points, gradients = starts.copy(), unit.gradients(starts)
    radius, left = np.full(len(starts), _LONGEST_STEP * cell), np.full(len(starts), np.inf)
    active: Indices = np.flatnonzero(np.isfinite(gradients).all(axis=-1))
    effort = 0
    for _ in range(_ITERATIONS):
        effort += len(active)
        if not len(active) or effort > _EFFORT:
            break
        if should_stop():
            raise Interrupted
        hessians = unit.hessians(points[active])
        active = active[known := np.isfinite(hessians).all(axis=(-2, -1))]
        steps = newton_steps(hessians[known], gradients[active])
        lengths = np.hypot(steps[:, 0], steps[:, 1])
        left[active] = lengths
        shorter = np.minimum(1.0, radius[active] / np.maximum(lengths, _STANDS))
        trials = points[active] + steps * shorter[:, np.newaxis]
        new = unit.gradients(trials)
        better = np.linalg.norm(new, axis=-1) < np.linalg.norm(gradients[active], axis=-1)
        moved = active[better]
        points[moved], gradients[moved] = trials[better], new[better]
        radius[active] = np.where(better, np.minimum(2 * radius[active], _LONGEST_STEP * cell),
                                  np.minimum(radius[active], lengths) / 4)
        goes_on = ((points[active] > -_MARGIN) & (points[active] < 1 + _MARGIN)).all(axis=-1)
        goes_on &= (radius[active] > _HOPELESS * lengths) | (lengths < _TOLERANCE)
        left[active[~goes_on]] = np.inf
        active = active[goes_on & (lengths > _STANDS) & (radius[active] > _STANDS)]
    return points, left


def newton_steps(hessians: Array, gradients: Array) -> Array:
    """−H⁻¹∇C, without the directions along which H has no curvature, shape (points, 2)."""
    curvatures, axes = np.linalg.eigh(hessians)
    damping = _DAMPING * np.abs(curvatures).max(axis=-1, keepdims=True)
    along = np.einsum("pij,pi->pj", axes, gradients)
    with np.errstate(all="ignore"):
        lengths = np.nan_to_num(along * curvatures / (curvatures**2 + damping**2), nan=0.0, posinf=0.0, neginf=0.0)
    return np.asarray(-np.einsum("pij,pj->pi", axes, lengths))
