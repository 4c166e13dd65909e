"""Whether a racer has come to rest, and where: at a critical point, on a floor, or hovering around a minimum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.descent.look_back import LookBack, curvatures_of, memory_span
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape

REACHED = 1e-3
"""So near a point, in shares of the window, that the eye can't tell the two apart."""
LINGERS = 0.02
"""So near a saddle or a maximum, and so flat there, that descent is as good as stuck."""
_AS_LOW = 1e-4
"""Share of the costs' range by which C at the place and at the point may differ."""
EQUALLY_LOW = 1e-6
"""Share of the costs' range by which two costs count as one."""
_HELD, _HELD_LINGERING, _HELD_NOISY = 5, 10, 50
"""Steps that the racer has to stay there; with mini-batches it may pass by slowly by chance."""
_SPANS, _HELD_MOST = 3.0, 300
"""With momentum it has to stay until what it came with is forgotten, that many spans of its memory."""
_REGULAR = 1e-6
"""Where one curvature is that much smaller than the other, there is a floor and not a point."""
_NEWTON_STEPS = 8
_HOVERING_STEPS = (1600, 400, 100, 40)
"""Steps over which a racer that hovers does not come closer."""
_STEADY, _STEADY_NOISY = 0.93, 0.5
"""Its mean distance in the later half of them is at least that share of that in the earlier half."""
_CENTRED = 0.3 * REACHED
"""Their mean may be further from the minimum than they scatter by this."""
_NET = 0.25
"""From the first to the last of them is at most that share of the way between."""
_OWN, _ASKED = 0.9, 64
"""So many of its places, of a choice of some, are nearer to that minimum than to any other."""


@dataclass(frozen=True)
class Rest:
    """Where a racer stays.

    Attributes
    ----------
    since
        The step.
    point
        What it is; None for a floor whose cost is as low as any that is known.
    """

    since: int
    point: CriticalPoint | None


def rest_of(look: LookBack, landscape: Landscape, best_cost: float) -> Rest | None:
    """The critical point that has been reached, or the floor; None while the racer is on its way.

    It has been reached when the racer has stayed there until its memory can't carry it away any more.
    """
    if not look.step or not look.moves[-1] <= 2 * REACHED:
        return None
    for point in _points_by_distance(look, landscape)[:1]:
        since = _since_near(look, point, REACHED)
        if since <= look.step:
            as_low = abs(look.cost - point.cost) <= _AS_LOW * _range(landscape)
            return Rest(since, point) if as_low and _has_stayed(look, since, _HELD) else None
    unlisted = _point_beside(look, best_cost, landscape)
    if unlisted is not None:
        since = _since_near(look, unlisted, REACHED)
        return Rest(since, unlisted) if _has_stayed(look, since, _HELD) else None
    return _floor(look, landscape, best_cost)


def lingering_at(look: LookBack, landscape: Landscape) -> Rest | None:
    """The saddle or the maximum near which the surface is so flat that the racer hardly moves."""
    if not look.slope < landscape.threshold:
        return None
    for point in _points_by_distance(look, landscape)[:1]:
        since = _since_near(look, point, LINGERS)
        if point.kind is not PointKind.MINIMUM and _has_stayed(look, since, _HELD_LINGERING):
            return Rest(since, point)
    return None


def hovering_around(look: LookBack, landscape: Landscape) -> Rest | None:
    """The minimum around which the racer moves without coming closer: steps too large, or the noise of batches."""
    path = look.trail.path(look.step)
    for steps in _HOVERING_STEPS:
        if look.step < steps:
            continue
        recent = path[-steps:]
        point = _centre(look, landscape, recent) if _gets_nowhere(look, recent) else None
        if point is None:
            continue
        distances = look.distances(point.a, point.b, look.step + 1 - steps, look.step + 1)
        earlier, later = (float(np.sqrt(np.mean(half * half))) for half in np.split(distances, 2))
        if later > max(REACHED, earlier * (_STEADY_NOISY if look.is_noisy else _STEADY)):
            return Rest(_since_near(look, point, 1.5 * float(distances.max())), point)
    return None


def corner_reached(look: LookBack, landscape: Landscape) -> CriticalPoint | None:
    """The minimum with a corner, at which there is no gradient, where the racer stands."""
    for point in _points_by_distance(look, landscape)[:1]:
        if point.is_corner and _distance(look, point) <= REACHED:
            return point
    return None


def _range(landscape: Landscape) -> float:
    return landscape.scale.high - landscape.scale.low


@lru_cache(maxsize=8)
def _places(landscape: Landscape) -> Array:
    """The critical points, shape (points, 2)."""
    return np.array([(point.a, point.b) for point in landscape.points]).reshape(-1, 2)


@lru_cache(maxsize=8)
def _minima(landscape: Landscape) -> Indices:
    """Numbers of the minima among the critical points."""
    kinds = [point.kind is PointKind.MINIMUM for point in landscape.points]
    return np.flatnonzero(np.array(kinds, dtype=np.bool_))


def _points_by_distance(look: LookBack, landscape: Landscape) -> list[CriticalPoint]:
    """The critical points near enough to matter, the nearest first."""
    distances = look.shares(_places(landscape) - look.theta)
    near = np.flatnonzero(distances <= LINGERS)
    return [landscape.points[number] for number in near[np.argsort(distances[near])]]


def _distance(look: LookBack, point: CriticalPoint) -> float:
    return float(look.shares(look.theta - (point.a, point.b)))


def _since_near(look: LookBack, point: CriticalPoint, reach: float) -> int:
    return look.since(lambda first, last: np.asarray(look.distances(point.a, point.b, first, last) <= reach))


def _has_stayed(look: LookBack, since: int, held: int) -> bool:
    needed = max(held, min(_SPANS * memory_span(look.trail.racer), _HELD_MOST), _HELD_NOISY * look.is_noisy)
    return look.step - since >= needed


def _point_beside(look: LookBack, best_cost: float, landscape: Landscape) -> CriticalPoint | None:
    """The point without slope close to θ that the landscape does not list, such as one out of the window.

    It is found with Newton's method. On a landscape that is still coarse, a minimum is no global one.
    """
    surface, at = look.trail.surface, look.theta
    for _ in range(_NEWTON_STEPS):
        hessian = surface.hessians(at[:1], at[1:])[0]
        if not _is_regular(hessian):
            return None
        largest = np.abs(hessian).max()  # beside numbers without all their digits a regular one may have no inverse
        at = at - np.linalg.solve(hessian / largest, surface.gradients(at[:1], at[1:])[0] / largest)
        if not look.shares(at - look.theta) <= REACHED:
            return None
    hessian, cost = surface.hessians(at[:1], at[1:])[0], float(surface.costs(at[:1], at[1:])[0])
    if not _is_regular(hessian):
        return None
    low, high = (float(value) for value in curvatures_of(hessian))
    kind = PointKind.MINIMUM if low > 0 else PointKind.MAXIMUM if high < 0 else PointKind.SADDLE
    is_global = kind is PointKind.MINIMUM and is_as_low(cost, best_cost, landscape)
    if is_global and not landscape.is_final:
        return None
    return CriticalPoint(kind, float(at[0]), float(at[1]), cost, (low, high), is_global)


def _is_regular(hessian: Array) -> bool:
    low, high = np.abs(curvatures_of(hessian))
    return bool(min(low, high) > _REGULAR * max(low, high) and np.isfinite(high))


def is_as_low(cost: float, best_cost: float, landscape: Landscape) -> bool:
    """Whether a cost counts as the best one, roundings allowed for."""
    return cost <= best_cost + EQUALLY_LOW * _range(landscape)


def _floor(look: LookBack, landscape: Landscape, best_cost: float) -> Rest | None:
    """The floor of a valley or of a plain, level and as low as anything known, on whose ground the racer stands."""
    low, high = (float(values[-1]) for values in look.curvatures)
    is_plain = low == high == 0.0
    if not ((is_plain or (high > 0 and abs(low) <= _REGULAR * high)) and landscape.is_final):
        return None
    little, across = EQUALLY_LOW * _range(landscape), float(np.hypot(*look.size))
    costs, gradients = look.trail.costs(look.step), look.trail.gradients(look.step)

    def is_level_and_low(first: int, last: int) -> Truth:
        slopes = np.hypot(*gradients[first:last].T)
        return np.asarray((costs[first:last] <= best_cost + little) & (slopes * across <= little))

    since = look.since(is_level_and_low)
    return Rest(since, None) if _has_stayed(look, since, _HELD) else None


def _gets_nowhere(look: LookBack, recent: Array) -> bool:
    """Whether a way goes to and fro, and not through."""
    return bool(look.shares(recent[-1] - recent[0]) <= _NET * look.shares(np.diff(recent, axis=0)).sum())


def _centre(look: LookBack, landscape: Landscape, recent: Array) -> CriticalPoint | None:
    """The minimum in the middle of recent places (n, 2): no further from their mean than they scatter, every way."""
    minima = _minima(landscape)
    if not len(minima):
        return None
    mean, places = recent.mean(axis=0), _places(landscape)[minima]
    nearest = int(look.shares(places - mean).argmin())
    scatter, directions = np.linalg.eigh(np.cov((recent - mean) / look.size, rowvar=False))
    offsets = np.abs(((mean - places[nearest]) / look.size) @ directions)
    if not (offsets <= np.sqrt(np.maximum(scatter, 0.0)) + _CENTRED).all():
        return None
    some = recent[np.linspace(0, len(recent) - 1, min(_ASKED, len(recent))).astype(np.int64)]
    own = look.shares(some[:, np.newaxis] - places).argmin(axis=1) == nearest
    return landscape.points[minima[nearest]] if own.mean() >= _OWN else None
