"""Points where the gradient of a surface vanishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.surfaces.surface import Surface
from simulator.training import NEVER, Interrupted

# A surface seen through its window as the unit square, and in units of its own costs.
#
# So two parameters of different size weigh the same, and squares of slopes and curvatures neither overflow nor
# vanish, be the costs near 1e300 or near 1e-310.

@dataclass(frozen=True, eq=False)
class UnitSquare:
    """The same cost over (u, v), where the window runs from 0 to 1 in both: a = low + u · width.

    Attributes
    ----------
    surface
        What is seen.
    exponent
        Costs are divided by 2 to this power, which rounds nothing.
    """

    surface: Surface
    exponent: int = 0

    @classmethod
    def fitting(cls, surface: Surface, spread: float) -> Self:
        """In units in which the costs' spread is about 1; 0 is a spread, too."""
        return cls(surface, int(np.frexp(spread)[1]))

    @property
    def quantum(self) -> float:
        """The distance of the smallest costs that there are, in units of this square: what a rounding is at least."""
        return float(np.ldexp(1.0, -1074 - self.exponent))

    def scaled(self, values: Array) -> Array:
        """Costs of the surface or their derivatives in units of this square, shape as `values`."""
        with np.errstate(over="ignore"):  # of a spike beside which nothing else can be seen
            return np.ldexp(values, -self.exponent)

    @property
    def low(self) -> Array:
        """The window's lower left corner, shape (2,)."""
        return np.array(self.surface.window.low, dtype=np.float64)

    @property
    def size(self) -> Array:
        """The window's width and height, shape (2,)."""
        return np.array(self.surface.window.size, dtype=np.float64)

    def places(self, points: Array) -> Array:
        """(a, b) of points (u, v), shape (…, 2)."""
        return np.asarray(self.low + points * self.size)

    def points(self, places: Array) -> Array:
        """The inverse of `places`."""
        return np.asarray((places - self.low) / self.size)

    def costs(self, points: Array) -> Array:
        """C at points (u, v) of shape (…, 2), shape (…)."""
        places = self.places(points)
        return self.scaled(self.surface.costs(places[..., 0], places[..., 1]))

    def gradients(self, points: Array) -> Array:
        """(∂C/∂u, ∂C/∂v), shape (…, 2)."""
        places = self.places(points)
        return np.asarray(self.scaled(self.surface.gradients(places[..., 0], places[..., 1])) * self.size)

    def hessians(self, points: Array) -> Array:
        """Second derivatives by u and v, shape (…, 2, 2)."""
        places, sizes = self.places(points), np.multiply.outer(self.size, self.size)
        return np.asarray(self.scaled(self.surface.hessians(places[..., 0], places[..., 1])) * sizes)


# What a function over the plane does on circles around points.

_DIRECTIONS = 24
_CLOSE = 17
"""Directions in a piece of a circle that is looked at more closely."""


def ring(count: int) -> Array:
    """Unit vectors evenly around the circle, shape (count, 2)."""
    return _unit_vectors(2 * np.pi * np.arange(count) / count)


def lowest_on_circles(values: Callable[[Array], Array], middles: Array, radii: Array,
                      zooms: int) -> tuple[Array, Array]:
    """The lowest point of the circle around each point, and the value there.

    Parameters
    ----------
    values
        values(offsets), shape (…, directions), of offsets from the middles, shape (…, directions, 2); no NaN.
    middles, radii
        Shapes (…, 2) and (…).
    zooms
        Times that the piece around the lowest direction is looked at more closely, an eighth of it each time.

    Returns
    -------
    Points, shape (…, 2), and values, shape (…).
    """
    angles: Array = np.broadcast_to(2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS, (*radii.shape, _DIRECTIONS))
    half = 2 * np.pi / _DIRECTIONS
    for zoom in range(zooms + 1):
        found = values(radii[..., np.newaxis, np.newaxis] * _unit_vectors(angles))
        lowest = found.argmin(axis=-1)[..., np.newaxis]
        best = np.take_along_axis(angles, lowest, axis=-1)
        if zoom < zooms:
            angles = best + np.linspace(-half, half, _CLOSE)  # the middle one is the best so far
            half *= 2 / (_CLOSE - 1)
    offsets = radii[..., np.newaxis] * _unit_vectors(best[..., 0])
    return middles + offsets, np.take_along_axis(found, lowest, axis=-1)[..., 0]


def _unit_vectors(angles: Array) -> Array:
    return np.stack((np.cos(angles), np.sin(angles)), axis=-1)


# Costs and gradients of a surface on a grid over its window, in bands of rows that can be interrupted.

_POINTS_AT_ONCE = 4000
"""Few enough to be asked between them whether to go on, and enough that what a call costs is not seen."""
LARGEST_COST = 1e300
"""What is larger is as good as an overflow: differences of such costs would be."""


@dataclass(frozen=True, eq=False)
class Samples:
    """A surface on a grid.

    Attributes
    ----------
    a, b
        Columns and rows, ascending, shapes (columns,) and (rows,).
    costs
        C, shape (rows, columns); what is not finite, or beyond `LARGEST_COST`, is NaN.
    gradients
        ∇C, shape (rows, columns, 2), in units of the surface.
    """

    a: Array
    b: Array
    costs: Array
    gradients: Array

    @property
    def slopes(self) -> Array:
        """‖∇C‖, shape (rows, columns)."""
        return np.asarray(np.hypot(self.gradients[..., 0], self.gradients[..., 1]))


def sampled(surface: Surface, columns: int, rows: int, should_stop: Callable[[], bool] = NEVER) -> Samples:
    """Costs and gradients on a grid whose ends are those of the window.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    a, b = surface.window.axis(0, columns), surface.window.axis(1, rows)
    costs, gradients = np.empty((rows, columns)), np.empty((rows, columns, 2))
    rows_at_once = max(1, _POINTS_AT_ONCE // columns)
    for first in range(0, rows, rows_at_once):
        if should_stop():
            raise Interrupted
        band = slice(first, first + rows_at_once)
        costs[band] = surface.costs(a[np.newaxis], b[band, np.newaxis])
        gradients[band] = surface.gradients(a[np.newaxis], b[band, np.newaxis])
    costs[~(np.abs(costs) <= LARGEST_COST)] = np.nan
    gradients[~np.isfinite(gradients)] = np.nan
    return Samples(a, b, costs, gradients)


# Newton's method for ∇C = 0, for many starts at once.
#
# The step −H⁻¹∇C leads to saddles and maxima as well as to minima. It is kept short (a trust region that halves when
# ‖∇C‖ has not become smaller), so that every start ends at the zero near it: J. Nocedal and S. Wright, *Numerical
# Optimization*, 2nd edition, chapter 11.

_ITERATIONS = 60
_EFFORT = 20_000
"""Steps of all starts together: a third more than any surface of the catalogue takes, and a bound for kinked ones,
on which starts are many and lead nowhere."""
_LONGEST_STEP = 2.0
"""Cells of the grid that a start may move in one step."""
_NEWTON_STANDS = 1e-13
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
        shorter = np.minimum(1.0, radius[active] / np.maximum(lengths, _NEWTON_STANDS))
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
        active = active[goes_on & (lengths > _NEWTON_STANDS) & (radius[active] > _NEWTON_STANDS)]
    return points, left


def newton_steps(hessians: Array, gradients: Array) -> Array:
    """−H⁻¹∇C, without the directions along which H has no curvature, shape (points, 2)."""
    curvatures, axes = np.linalg.eigh(hessians)
    damping = _DAMPING * np.abs(curvatures).max(axis=-1, keepdims=True)
    along = np.einsum("pij,pi->pj", axes, gradients)
    with np.errstate(all="ignore"):
        lengths = np.nan_to_num(along * curvatures / (curvatures**2 + damping**2), nan=0.0, posinf=0.0, neginf=0.0)
    return np.asarray(-np.einsum("pij,pj->pi", axes, lengths))


# Whether a point at which Newton's method stands is what its Hessian says.

_RING_OF_CHECK = 16
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
        around = points[open_ones, np.newaxis] + radius * ring(_RING_OF_CHECK)
        expected = radius * np.einsum("pij,rj->pri", hessians[open_ones], ring(_RING_OF_CHECK))
        bend = np.linalg.norm(unit.gradients(around) - expected, axis=-1).max(axis=-1)
        rises = unit.costs(around) - costs[open_ones, np.newaxis]
        noise = _ROUNDING * np.abs(costs[open_ones]) + QUANTA * unit.quantum
        predicted = np.einsum("pij,ri,rj->pr", hessians[open_ones], ring(_RING_OF_CHECK), ring(_RING_OF_CHECK))
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


# Minima that Newton's method can't find, because C has a corner there or no curvature: found by costs alone.
#
# From the lowest points of a grid the search walks to the lowest point of a circle around it, or makes the circle
# smaller. The lowest point of a circle is found to a small fraction of a degree, so that the walk doesn't get stuck
# in a crease that runs obliquely, as pattern searches do.

_ZOOMS = 9
"""Times that a circle is looked at more closely."""
_RING_OF_CORNER = 24
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
    nearest = unit.costs(points[:, np.newaxis] + _NOISE_RADIUS * cell * ring(_RING_OF_CORNER))
    noise = np.abs(nearest - costs[:, np.newaxis]).max(axis=-1, initial=0.0)
    noise = np.maximum(noise, 64 * np.finfo(np.float64).eps * np.abs(costs) + QUANTA * unit.quantum)
    are = np.isfinite(costs)
    rises = []
    for radius in _PROVING_RADII * cell:
        all_around = unit.costs(points[:, np.newaxis] + radius * ring(_RING_OF_CORNER))
        highest = np.where(np.isfinite(all_around), all_around, np.inf).max(axis=-1, initial=-np.inf) - costs
        lowest = _lowest_around(unit, points, np.full(len(points), radius))[1] - costs
        are &= np.isfinite(highest) & (lowest > _HIGHER * highest + noise)
        rises.append(highest)
    return np.asarray(are & (rises[-1] < _SETTLED * rises[0]))


GRID = 81
"""Points of the grid from which they are searched, each way."""
_STANDS = 1e-6
"""A zero of the gradient is nearer than this, in the unit square (with double precision mostly 1e-12)."""
_SAME = 1e-5
_EXPLAINED = 0.5
"""Cells around a smooth minimum in which the search by costs finds nothing but the same, less exactly."""
_EDGE = 1e-9
"""A point on the window's edge is in it, roundings included."""
_EQUALLY_LOW = 1e-9
"""Share of the costs' spread by which the costs of two global minima may differ."""


class PointKind(Enum):
    """What a point without slope is, by the eigenvalues of its Hessian."""

    MINIMUM = "minimum"
    SADDLE = "saddle"
    MAXIMUM = "maximum"


@dataclass(frozen=True)
class CriticalPoint:
    """One point where ∇C = 0.

    Attributes
    ----------
    kind, a, b, cost
        What it is, where, and C there.
    curvatures
        Eigenvalues of the Hessian, ascending; NaN at a corner.
    is_global
        For a minimum: nothing lower is known in the window, neither another minimum nor a point of the grid.
    is_corner
        A minimum at which C has a corner, so that there is no gradient, such as that of |a| + |b|.
    """

    kind: PointKind
    a: float
    b: float
    cost: float
    curvatures: tuple[float, float]
    is_global: bool = False
    is_corner: bool = False


_ORDER = tuple(PointKind)


def find_critical_points(surface: Surface, *, should_stop: Callable[[], bool] = NEVER,
                         samples: Samples | None = None) -> tuple[CriticalPoint, ...]:
    """All minima, saddles and maxima in the surface's window.

    Points without slope that have no curvature in some direction (floors of valleys, plateaus, monkey saddles) are
    none of the three and are left out, except minima that costs all around prove, such as that of a⁴ + b⁴.

    Parameters
    ----------
    samples
        The surface on a fine grid, if it is there already.

    Returns
    -------
    Minima by their cost, then saddles, then maxima.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    samples = samples or sampled(surface, GRID, GRID, should_stop)
    known = samples.costs[np.isfinite(samples.costs)]
    if not len(known):
        return ()
    with np.errstate(all="ignore"):
        spread = float(np.median(known) - known.min()) or float(np.ptp(known))
        lowest, unit = float(known.min()), UnitSquare.fitting(surface, spread)
        samples = replace(samples, costs=unit.scaled(samples.costs), gradients=unit.scaled(samples.gradients))
        spread = float(unit.scaled(np.array(spread)))
        cell = 1 / (min(samples.costs.shape) - 1)
        smooth = _regular_points(unit, samples, cell, spread, should_stop)
        minima = smooth[np.linalg.eigvalsh(unit.hessians(smooth)).min(axis=-1) > 0] if len(smooth) else smooth
        starts = corner_starts(samples, minima, spread)
        corners = corner_minima(unit, starts, cell, should_stop)
        corners = corners[~(np.abs(corners[:, np.newaxis] - minima).max(axis=-1) < _EXPLAINED * cell).any(axis=-1)]
        found = [*_described(unit, smooth), *(_minimum_by_costs(unit, point, cell) for point in corners)]
    return _with_global_ones_marked(found, lowest, float(np.ldexp(spread, unit.exponent)))


def _regular_points(unit: UnitSquare, samples: Samples, cell: float, spread: float,
                    should_stop: Callable[[], bool]) -> Array:
    """Points (u, v) without slope and with clear curvatures, shape (points, 2)."""
    starts = starts_of(samples, unit, 0.1 * cell * flat_curvature(unit, samples.costs, spread))
    found = _reached(unit, starts, np.empty((0, 2)), cell, spread, should_stop)
    # A minimum and a saddle may lie so close together that a start finds only one of the two.
    near = (found[:, np.newaxis] + 0.5 * cell * ring(4)).reshape(-1, 2)
    return _reached(unit, near, found, cell, spread, should_stop)


def _reached(unit: UnitSquare, starts: Array, known: Array, cell: float, spread: float,
             should_stop: Callable[[], bool]) -> Array:
    """The known points, and behind them what Newton's method finds beside them."""
    points, left = zeros_of_gradient(unit, starts, cell, should_stop)
    rests = (left < _STANDS) & ((points >= -_EDGE) & (points <= 1 + _EDGE)).all(axis=-1)
    points = points[rests][np.argsort(left[rests], kind="stable")]
    together = np.concatenate((known, points))
    new = distinct(together, _SAME)
    new = new[new >= len(known)]
    hessians = unit.hessians(together[new])
    defined = np.isfinite(hessians).all(axis=(-2, -1))
    new, hessians = new[defined], hessians[defined]
    return np.concatenate((known, together[new][are_regular(unit, together[new], hessians, cell, spread)]))


def _described(unit: UnitSquare, points: Array) -> list[CriticalPoint]:
    """What each regular point is."""
    places = unit.places(points)
    costs = unit.surface.costs(places[:, 0], places[:, 1])
    curvatures = np.linalg.eigvalsh(unit.surface.hessians(places[:, 0], places[:, 1])) if len(points) else points
    found = []
    for (a, b), cost, (low, high) in zip(places, costs, curvatures, strict=True):
        kind = PointKind.MINIMUM if low > 0 else PointKind.MAXIMUM if high < 0 else PointKind.SADDLE
        found.append(CriticalPoint(kind, float(a), float(b), float(cost), (float(low), float(high))))
    return found


def _minimum_by_costs(unit: UnitSquare, point: Array, cell: float) -> CriticalPoint:
    """A minimum that Newton's method did not find: with a corner, unless the slope fades towards it."""
    a, b = (float(x) for x in unit.places(point))
    cost = float(unit.surface.costs(np.array(a), np.array(b)))
    slopes = [float(np.linalg.norm(unit.gradients(point + share * cell * ring(8)), axis=-1).max())
              for share in (1e-2, 1e-4)]
    hessian = unit.surface.hessians(np.array(a), np.array(b))
    if slopes[1] < 0.1 * slopes[0] and np.isfinite(hessian).all():
        low, high = np.linalg.eigvalsh(hessian)
        return CriticalPoint(PointKind.MINIMUM, a, b, cost, (float(low), float(high)))
    return CriticalPoint(PointKind.MINIMUM, a, b, cost, (np.nan, np.nan), is_corner=True)


def _with_global_ones_marked(found: list[CriticalPoint], lowest: float, spread: float) -> tuple[CriticalPoint, ...]:
    """The points in order; every minimum below which nothing is known is a global one."""
    minima = [point.cost for point in found if point.kind is PointKind.MINIMUM]
    bound = min([lowest, *minima]) + _EQUALLY_LOW * spread
    marked = [replace(point, is_global=point.kind is PointKind.MINIMUM and point.cost <= bound) for point in found]
    return tuple(sorted(marked, key=lambda point: (_ORDER.index(point.kind), not point.is_global,
                                                   0.0 if point.is_global else point.cost, point.a, point.b)))
