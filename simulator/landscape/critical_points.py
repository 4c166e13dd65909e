"""Points where the gradient of a surface vanishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from simulator.arrays import Array
from simulator.landscape.circles import ring
from simulator.landscape.corners import corner_minima, corner_starts
from simulator.landscape.newton import starts_of, zeros_of_gradient
from simulator.landscape.samples import Samples, sampled
from simulator.landscape.unit_square import UnitSquare
from simulator.landscape.verification import are_regular, distinct, flat_curvature
from simulator.surfaces.surface import Surface
from simulator.training import NEVER

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
