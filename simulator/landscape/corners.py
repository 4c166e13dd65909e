"""Minima that Newton's method can't find, because C has a corner there or no curvature: found by costs alone.

From the lowest points of a grid the search walks to the lowest point of a circle around it, or makes the circle
smaller. The lowest point of a circle is found to a small fraction of a degree, so that the walk doesn't get stuck in
a crease that runs obliquely, as pattern searches do.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.circles import lowest_on_circles, ring
from simulator.landscape.newton import is_lowest
from simulator.landscape.samples import Samples
from simulator.landscape.unit_square import UnitSquare
from simulator.landscape.verification import QUANTA, distinct
from simulator.training import NEVER, Interrupted

_ZOOMS = 9
"""Times that a circle is looked at more closely."""
_RING = 24
_WALKS = 400
_FIRST_RADIUS = 0.5
_LAST_RADIUS = 1e-9
"""In the unit square: how exactly the place is known."""
_PROVING_RADII = np.array((0.5, 0.1, 0.01))
"""Of the circles, in cells, on which C must be higher than in the middle."""
_NOISE_RADIUS = 1e-7
"""Of a circle, in cells, on which C differs by nothing but roundings, which are large if it is kept in float32."""
_RISE = 1e-7
"""Share of the costs' spread by which a grid point must lie below the mean of those around to be looked at."""
_HIGHER = 1e-8
"""Share of the rise across a crease that the lowest point of a circle must rise, or the place is a valley's floor."""
_SETTLED = 0.4
"""The rise on a circle of a hundredth may be at most this share of it: a hole without a bottom gives a half."""
_MOST = 64


def corner_starts(samples: Samples, known: Array, spread: float) -> Array:
    """Lowest points (u, v) of the grid that no known point explains, the lowest first, shape (starts, 2).

    Parameters
    ----------
    known
        Minima found already, (u, v), shape (minima, 2).
    """
    rows, columns = samples.costs.shape
    lows = np.argwhere(is_lowest(samples.costs))
    lows = lows[[_depth(samples.costs, row, column) > _RISE * spread for row, column in lows]]
    lows = lows[np.argsort(samples.costs[lows[:, 0], lows[:, 1]], kind="stable")]
    points = lows[:, ::-1] / np.array((columns - 1, rows - 1))
    cells = np.abs(points[:, np.newaxis] - known) * np.array((columns - 1, rows - 1))
    return np.asarray(points[~(cells.max(axis=-1) < 1.5).any(axis=-1)][:_MOST])


def _depth(costs: Array, row: int, column: int) -> float:
    around = costs[max(row - 1, 0):row + 2, max(column - 1, 0):column + 2]
    return float(np.nanmean(around) - costs[row, column])


def corner_minima(unit: UnitSquare, starts: Array, cell: float,
                  should_stop: Callable[[], bool] = NEVER) -> Array:
    """Minima inside the window that the search reaches from its starts, (u, v), shape (minima, 2).

    Each is lower than all around on circles of several radii.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    points = starts.copy()
    costs = unit.costs(points)
    radius = np.full(len(points), _FIRST_RADIUS * cell)
    active: Indices = np.arange(len(points))
    for walk in range(_WALKS):
        if not len(active):
            break
        if should_stop():
            raise Interrupted
        places, lowest = _lowest_around(unit, points[active], radius[active])
        better = lowest < costs[active]
        moved = active[better]
        points[moved], costs[moved] = places[better], lowest[better]
        radius[active[~better]] /= 3
        near = ((points[active] > -cell) & (points[active] < 1 + cell)).all(axis=-1)
        active = active[(radius[active] > _LAST_RADIUS) & near]
        if walk % 20 == 19:  # several starts of one valley go the same way
            active = active[distinct(points[active], 0.1 * cell)]
    found = points[(radius <= _LAST_RADIUS) & ((points >= 0) & (points <= 1)).all(axis=-1)]
    found = found[distinct(found, 1e-4 * cell)]
    return np.asarray(found[_are_minima(unit, found, cell)])


def _lowest_around(unit: UnitSquare, points: Array, radii: Array) -> tuple[Array, Array]:
    """The lowest point of a circle around each point, shape (points, 2), and its cost, shape (points,)."""
    def costs(offsets: Array) -> Array:
        found = unit.costs(points[:, np.newaxis] + offsets)
        return np.where(np.isfinite(found), found, np.inf)

    return lowest_on_circles(costs, points, radii, _ZOOMS)


def _are_minima(unit: UnitSquare, points: Array, cell: float) -> Truth:
    """Whether C is higher on every circle around, and rises less on the smaller ones."""
    costs = unit.costs(points)
    nearest = unit.costs(points[:, np.newaxis] + _NOISE_RADIUS * cell * ring(_RING))
    noise = np.abs(nearest - costs[:, np.newaxis]).max(axis=-1, initial=0.0)
    noise = np.maximum(noise, 64 * np.finfo(np.float64).eps * np.abs(costs) + QUANTA * unit.quantum)
    are = np.isfinite(costs)
    rises = []
    for radius in _PROVING_RADII * cell:
        all_around = unit.costs(points[:, np.newaxis] + radius * ring(_RING))
        highest = np.where(np.isfinite(all_around), all_around, np.inf).max(axis=-1, initial=-np.inf) - costs
        lowest = _lowest_around(unit, points, np.full(len(points), radius))[1] - costs
        are &= np.isfinite(highest) & (lowest > _HIGHER * highest + noise)
        rises.append(highest)
    return np.asarray(are & (rises[-1] < _SETTLED * rises[0]))
