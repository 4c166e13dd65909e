"""What has become of a racer, in facts: the window turns them into sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.descent.racer import Racer
from simulator.descent.trail import EndReason, Trail, TrailEnd
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, plateau_at
from simulator.optimizers import initial_memory, optimizer_named

# The last steps of a trail, seen from one of them: what the judgement about a racer rests on.

STRETCH = 40
"""Steps that are looked at closely."""
_CHUNK = 64


class LookBack:
    """A trail up to a step. What is asked for is worked out once.

    Parameters
    ----------
    trail
        Of whom.
    step
        Steps made; of a trail that has ended before, all it has.

    Attributes
    ----------
    theta, cost, slope
        θ there, shape (2,), C and ‖∇C‖ of the full cost.
    size
        Of the window, shape (2,): distances without a unit are shares of it.
    first
        The step with which the last stretch begins.
    """

    def __init__(self, trail: Trail, step: int) -> None:
        self.trail = trail
        self.step = max(0, min(step, trail.length))
        self.size = np.array(trail.surface.window.size)
        self.theta = trail.theta(self.step)
        self.cost = trail.cost(self.step)
        self.slope = float(np.hypot(*trail.gradients(self.step)[-1]))
        self.first = max(0, self.step - STRETCH)

    @cached_property
    def thetas(self) -> Array:
        """θ over the last stretch, shape (n, 2), n ≤ STRETCH + 1."""
        return self.trail.path(self.step)[self.first:]

    @cached_property
    def costs(self) -> Array:
        """C over the last stretch, shape (n,)."""
        return self.trail.costs(self.step)[self.first:]

    @cached_property
    def moves(self) -> Array:
        """How far each of the last steps has led, in shares of the window, shape (n − 1,)."""
        return self.shares(np.diff(self.thetas, axis=0))

    @cached_property
    def hessians(self) -> Array:
        """Second derivatives over the last stretch, shape (n, 2, 2)."""
        return self.trail.surface.hessians(self.thetas[:, 0], self.thetas[:, 1])

    @cached_property
    def curvatures(self) -> tuple[Array, Array]:
        """Smaller and larger eigenvalue of the Hessian over the last stretch, shapes (n,)."""
        return curvatures_of(self.hessians)

    @property
    def is_outside(self) -> bool:
        """Whether it is out of the window."""
        return not self.trail.surface.window.contains(float(self.theta[0]), float(self.theta[1]))

    @property
    def is_noisy(self) -> bool:
        """Whether it sees a part of the samples only."""
        return 0 < self.trail.racer.batch_size < self.trail.sample_count

    def shares(self, vectors: Array) -> Array:
        """Lengths of vectors (…, 2) in shares of the window, shape (…)."""
        return np.asarray(np.hypot(vectors[..., 0] / self.size[0], vectors[..., 1] / self.size[1]))

    def distances(self, a: float, b: float, first: int, last: int) -> Array:
        """From a place, of the positions `first` up to and without `last`, in shares of the window."""
        return self.shares(self.trail.path(self.step)[first:last] - (a, b))

    def since(self, holds: Callable[[int, int], Truth]) -> int:
        """The position since which something holds without a break; `step` + 1 if it does not hold now.

        Parameters
        ----------
        holds
            holds(first, last) answers for the positions `first` up to and without `last`.
        """
        last, length = self.step + 1, _CHUNK
        while last > 0:
            begin = max(0, last - length)
            breaks = np.flatnonzero(~holds(begin, last))
            if len(breaks):
                return begin + int(breaks[-1]) + 1
            last, length = begin, 4 * length
        return 0


@lru_cache(maxsize=64)
def memory_span(racer: Racer) -> float:
    """Steps over which a gradient is remembered: 1 without a memory of the direction, 1/(1 − μ) for momentum.

    After a single gradient, the moves fade by the same factor from step to step, which is read off two of them.
    """
    optimizer, nothing = optimizer_named(racer.optimizer), np.zeros(1)
    late = 1_000_000  # where Adam's corrections are over
    _, memory = optimizer.update(nothing, np.ones(1), initial_memory(optimizer, 1), late, 1.0, racer.numbers)
    once, memory = optimizer.update(nothing, nothing, memory, late, 1.0, racer.numbers)
    again, _ = optimizer.update(nothing, nothing, memory, late, 1.0, racer.numbers)
    fades = abs(float(again[0] / once[0])) if once[0] else 0.0
    return 1.0 / max(1.0 - fades, 1e-6)


def curvatures_of(hessians: Array) -> tuple[Array, Array]:
    """Smaller and larger eigenvalue of symmetric matrices (…, 2, 2), shapes (…); NaN stays NaN."""
    middle = (hessians[..., 0, 0] + hessians[..., 1, 1]) / 2
    radius = np.hypot((hessians[..., 0, 0] - hessians[..., 1, 1]) / 2, hessians[..., 0, 1])
    return np.asarray(middle - radius), np.asarray(middle + radius)


def steep_directions(hessians: Array) -> Array:
    """Unit eigenvectors of the larger eigenvalue of symmetric matrices (…, 2, 2), shape (…, 2)."""
    angle = 0.5 * np.arctan2(2.0 * hessians[..., 0, 1], hessians[..., 0, 0] - hessians[..., 1, 1])
    return np.stack((np.cos(angle), np.sin(angle)), axis=-1)


# Whether a racer has come to rest, and where: at a critical point, on a floor, or hovering around a minimum.

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


# Whether a racer swings: from side to side of a ravine, or further and further out.

_RAVINE = 5.0
"""Across a ravine the curvature is larger than along it by this factor."""
_TURNS = 5
"""How often the slope across it has changed its sign within the last stretch."""
_BETWEEN_TURNS = 12
"""Steps from one turn to the next, at most."""
_WIDTH = 2e-3
"""A narrower swing, in shares of the window, is not seen."""
_GROWS = 1.5
_RUN, _LONG_RUN = 4, 8
"""Steps in a row that have to lead up and further than the one before: fewer where C is higher than ever of late."""
_BLOCKS = (4, 8, 12)
"""Steps of a swing, whose largest values are compared."""
_FURTHEST = 2048


def oscillates_since(look: LookBack) -> int | None:
    """The step since which the racer crosses a ravine from side to side; None if it doesn't.

    The gradient's component along the steep eigenvector of the Hessian changes its sign again and again, the ravine
    is much steeper across than along, and the racer moves more across than along. Where the noise of mini-batches
    alone can turn the sign, the steps have to be large enough to overshoot, too: η beyond half of what is stable.
    """
    low, high = (float(values[-1]) for values in look.curvatures)
    if len(look.moves) < _TURNS or not (high > 0 and high >= _RAVINE * abs(low)):
        return None
    if look.is_noisy and not _overshoots(look, high):
        return None
    steep = steep_directions(look.hessians)
    steep = steep * np.where(steep @ steep[-1] < 0, -1.0, 1.0)[:, np.newaxis]
    gradients = look.trail.gradients(look.step)
    turns = _turns(np.einsum("ni,ni->n", gradients[look.first:], steep))
    if len(turns) < _TURNS or len(look.moves) - turns[-1] > _BETWEEN_TURNS:
        return None
    if not _moves_across(look, steep[-1], int(turns[-_TURNS])):
        return None
    begin = max(0, look.step - _FURTHEST)
    turns = _turns(gradients[begin:] @ steep[-1])
    if not len(turns):
        return look.first
    pauses = np.flatnonzero(np.diff(turns) > _BETWEEN_TURNS)
    return begin + int(turns[pauses[-1] + 1] if len(pauses) else turns[0]) - 1


def _overshoots(look: LookBack, curvature: float) -> bool:
    racer = look.trail.racer
    stable = look.trail.optimizer.stable_curvature(racer.numbers)
    return stable is not None and racer.learning_rate * curvature > 0.5 * stable


def _turns(across: Array) -> Indices:
    """Numbers of the places at which a component (n,) has another sign than at the place before."""
    signs = np.sign(across)
    return np.flatnonzero(signs[1:] * signs[:-1] < 0) + 1


def _moves_across(look: LookBack, steep: Array, begin: int) -> bool:
    """Whether the moves since a place of the stretch lead more across than along, and visibly."""
    recent = np.diff(look.thetas[begin:], axis=0)
    across = np.abs(recent @ steep)
    along = np.abs(recent @ (-steep[1], steep[0]))
    wide = float(across.max()) * float(look.shares(steep)) >= _WIDTH
    return wide and bool(across.sum() >= along.sum())


def is_diverging(look: LookBack) -> bool:
    """Whether cost and steps grow, and η is too large for the curvature met: it is about to run away."""
    stable = look.trail.optimizer.stable_curvature(look.trail.racer.numbers)
    if stable is None or look.step < _RUN or not np.isfinite(look.costs).all():
        return False
    if not look.trail.racer.learning_rate * largest_curvature(look) > stable:
        return False
    costs, moves = look.costs[1:], look.moves
    run = _RUN if costs[-1] > look.costs[:-1].max() else _LONG_RUN
    if len(costs) >= run and (np.diff(costs[-run:]) > 0).all() and (np.diff(moves[-run:]) > 0).all():
        return True
    return any(_grows_by_blocks(costs, length) and _grows_by_blocks(moves, length) for length in _BLOCKS)


def _grows_by_blocks(values: Array, length: int) -> bool:
    """Whether the largest of every block of the last three is larger than that of the block before, clearly."""
    if len(values) < 3 * length:
        return False
    first, second, third = values[-3 * length:].reshape(3, length).max(axis=1)
    return bool(first < second < third and third > _GROWS * first)


def largest_curvature(look: LookBack) -> float:
    """The largest curvature met in the last steps of a swing; NaN if there is none."""
    return float(np.fmax.reduce(look.curvatures[1][-max(_BLOCKS):]))


def curvature_of_divergence(look: LookBack, since: int) -> float:
    """The curvature that was too large for η first, after a step; if none was, that at the step itself."""
    trail = look.trail
    thetas = trail.path(look.step)[since:since + STRETCH + 1]
    curvatures = curvatures_of(trail.surface.hessians(thetas[:, 0], thetas[:, 1]))[1]
    stable = trail.optimizer.stable_curvature(trail.racer.numbers)
    if stable is not None:
        too_large = np.flatnonzero(trail.racer.learning_rate * curvatures > stable)
        if len(too_large):
            return float(curvatures[too_large[0]])
    return float(curvatures[0])


_LARGEST = float(np.finfo(np.float64).max)
_NOT_MINIMAL = 0.01
"""Out of the window, a flat place is a plateau when its cost is higher than the best by this share of the range."""


class OutcomeKind(Enum):
    """What has become of a racer, or is becoming of it.

    DESCENDING
        On its way; nothing else can be said yet.
    GLOBAL_MINIMUM, LOCAL_MINIMUM, SADDLE, MAXIMUM
        At rest there, or (saddle, maximum) so near and so slow that it is as good as stuck.
    PLATEAU
        ‖∇C‖ is below the threshold though C is not minimal.
    OSCILLATING
        From side to side of a ravine.
    HOVERING
        Around a minimum without coming closer, because of too large steps or the noise of mini-batches.
    DIVERGING
        Cost and steps grow, and η is larger than is stable; still on its way.
    DIVERGED
        It has run away, or its numbers have overflowed: the end.
    UNBOUNDED
        It has run away downhill: C falls without end in that direction. The end.
    TOO_LARGE
        Where it begins the cost or the slope is so large that nothing can be worked out with it: the end.
    LEFT_DOMAIN
        It stepped to where C is not defined: the end.
    NO_GRADIENT
        It stands where C has a value but no slope, such as on an edge: the end.
    OUTSIDE_WINDOW
        On its way, out of sight.
    """

    DESCENDING = "descending"
    GLOBAL_MINIMUM = "global_minimum"
    LOCAL_MINIMUM = "local_minimum"
    SADDLE = "saddle"
    MAXIMUM = "maximum"
    PLATEAU = "plateau"
    OSCILLATING = "oscillating"
    HOVERING = "hovering"
    DIVERGING = "diverging"
    DIVERGED = "diverged"
    UNBOUNDED = "unbounded"
    TOO_LARGE = "too_large"
    LEFT_DOMAIN = "left_domain"
    NO_GRADIENT = "no_gradient"
    OUTSIDE_WINDOW = "outside_window"


@dataclass(frozen=True)
class Outcome:
    """The facts about a racer after some steps.

    Attributes
    ----------
    kind
        What has become of it.
    step, since
        Steps made, and the step since which this holds (0 from the start on). For DIVERGING and DIVERGED it is the
        step of the lowest cost, after which it went up; for a trail that has ended otherwise, the end.
    a, b
        θ there. Of a trail that left the domain, the offending θ; it may be infinite.
    cost
        C there; if it is not defined there, that of the step before, NaN if there is none.
    best_cost
        The lowest known: of minima, of the landscape's grid and of the racer's own way. NaN if there is none.
    slope
        ‖∇C‖ there, of the full cost.
    point
        The critical point that is spoken of: reached, or hovered around. None for other kinds, and for a global
        minimum that is a whole floor.
    curvature
        λ_max, the largest eigenvalue of the Hessian there; for a racer that diverges, the largest of its last steps,
        and for one that has diverged, the first that was too large for η. NaN where it is not defined.
    learning_rate
        η chosen.
    stable_rate
        The largest η with which descent is stable at that curvature: 2/λ_max for gradient descent. None for
        optimizers without such a bound, where the surface does not curve upwards, and for a bound beyond all numbers.
    threshold
        Of the slope, below which the surface counts as flat; None as long as there is no landscape.
    is_noisy
        Whether the racer sees a mini-batch in every step and not the full cost.
    is_outside
        Whether it is out of the window.
    is_over
        Whether its trail ends here for good.
    """

    kind: OutcomeKind
    step: int
    since: int
    a: float
    b: float
    cost: float
    best_cost: float
    slope: float
    point: CriticalPoint | None
    curvature: float
    learning_rate: float
    stable_rate: float | None
    threshold: float | None
    is_noisy: bool = False
    is_outside: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class _Verdict:
    """What an outcome says beyond plain numbers; `curvature` None means that at θ."""

    kind: OutcomeKind
    since: int
    point: CriticalPoint | None = None
    curvature: float | None = None


def outcome_of(trail: Trail, step: int, landscape: Landscape | None) -> Outcome:
    """What has become of a racer after so many steps, judged only by what it did until then.

    Parameters
    ----------
    step
        Steps made, from 0; of a trail that has ended before, its end is what counts.
    landscape
        What is known of the surface. Without one, or as long as it is coarse, nothing is said that a finer one could
        prove wrong.
    """
    with np.errstate(all="ignore"):
        look = LookBack(trail, step)
        end = trail.end if trail.end is not None and look.step >= trail.end.step else None
        best_cost = _best_cost(look, landscape)
        verdict = _ended(look, end, landscape, best_cost) if end else _on_the_way(look, landscape, best_cost)
        curvature = float(look.curvatures[1][-1]) if verdict.curvature is None else verdict.curvature
        stable = trail.optimizer.stable_curvature(trail.racer.numbers)
    a, b = (end.theta if end else look.theta).tolist()
    return Outcome(
        kind=verdict.kind, step=look.step, since=verdict.since, a=a, b=b, cost=_last_known_cost(look),
        best_cost=best_cost, slope=look.slope, point=verdict.point, curvature=curvature,
        learning_rate=trail.racer.learning_rate,
        stable_rate=stable / curvature if stable is not None and curvature > stable / _LARGEST else None,
        threshold=None if landscape is None else landscape.threshold, is_noisy=look.is_noisy,
        is_outside=look.is_outside, is_over=end is not None)


def _best_cost(look: LookBack, landscape: Landscape | None) -> float:
    costs = look.trail.costs(look.step)
    best = float(np.fmin.reduce(costs))
    if landscape is None or not np.isfinite(landscape.costs).any():
        return best
    return float(np.fmin(best, landscape.scale.low))


def _last_known_cost(look: LookBack) -> float:
    if np.isnan(look.cost) and look.step:
        return look.trail.cost(look.step - 1)
    return look.cost


def _ended(look: LookBack, end: TrailEnd, landscape: Landscape | None, best_cost: float) -> _Verdict:
    """Of a trail that can't go on."""
    if end.reason is EndReason.LEFT_DOMAIN:
        return _Verdict(OutcomeKind.LEFT_DOMAIN, end.step)
    if end.reason is EndReason.NO_GRADIENT:
        corner = None if landscape is None else corner_reached(look, landscape)
        if corner is not None and landscape is not None:
            return _resting(Rest(end.step, corner), landscape, best_cost)
        return _Verdict(OutcomeKind.NO_GRADIENT, end.step)
    if end.step == 0:
        return _Verdict(OutcomeKind.TOO_LARGE, 0)
    since = _lowest(look)
    if since >= look.step - 1 and since > 0:
        return _far_below(look, end, landscape, best_cost)
    return _Verdict(OutcomeKind.DIVERGED, since, curvature=curvature_of_divergence(look, since))


def _far_below(look: LookBack, end: TrailEnd, landscape: Landscape | None, best_cost: float) -> _Verdict:
    """Of a racer that has run away downhill: on and on, or to where the ground is level."""
    if look.slope != 0.0:
        return _Verdict(OutcomeKind.UNBOUNDED, end.step)
    if landscape is None or is_as_low(look.cost, best_cost, landscape):
        return _Verdict(OutcomeKind.GLOBAL_MINIMUM, end.step)
    return _Verdict(OutcomeKind.PLATEAU, end.step)


def _lowest(look: LookBack) -> int:
    """The step with the lowest cost of all."""
    costs = look.trail.costs(look.step)
    return int(np.nanargmin(costs)) if not np.isnan(costs).all() else look.step


def _on_the_way(look: LookBack, landscape: Landscape | None, best_cost: float) -> _Verdict:
    """Of a racer that goes on: what is surest and matters most comes first."""
    if is_diverging(look):
        return _Verdict(OutcomeKind.DIVERGING, _lowest(look), curvature=largest_curvature(look))
    if landscape is not None:
        around = hovering_around(look, landscape)
        if around is not None:
            return _Verdict(OutcomeKind.HOVERING, around.since, around.point)
        rest = rest_of(look, landscape, best_cost) or lingering_at(look, landscape)
        if rest is not None:
            return _resting(rest, landscape, best_cost)
        if _is_on_plateau(look, landscape, best_cost):
            return _Verdict(OutcomeKind.PLATEAU, _flat_since(look, landscape.threshold))
    since = oscillates_since(look)
    if since is not None:
        return _Verdict(OutcomeKind.OSCILLATING, since)
    if look.is_outside:
        return _Verdict(OutcomeKind.OUTSIDE_WINDOW, _outside_since(look))
    return _Verdict(OutcomeKind.DESCENDING, 0)


def _resting(rest: Rest, landscape: Landscape, best_cost: float) -> _Verdict:
    """A minimum is a global one as long as nothing lower is known, wherever that may lie."""
    point = rest.point
    if point is None:
        return _Verdict(OutcomeKind.GLOBAL_MINIMUM, rest.since)
    if point.kind is not PointKind.MINIMUM:
        kind = OutcomeKind.SADDLE if point.kind is PointKind.SADDLE else OutcomeKind.MAXIMUM
    elif point.is_global and is_as_low(point.cost, best_cost, landscape):
        kind = OutcomeKind.GLOBAL_MINIMUM
    else:
        kind = OutcomeKind.LOCAL_MINIMUM
    return _Verdict(kind, rest.since, point)


def _is_on_plateau(look: LookBack, landscape: Landscape, best_cost: float) -> bool:
    """In the window as it is hatched; out of it by the same definition."""
    if not look.slope < landscape.threshold:
        return False
    if look.is_outside:
        scale = landscape.scale
        return look.cost - best_cost > _NOT_MINIMAL * (scale.high - scale.low)
    return plateau_at(landscape, float(look.theta[0]), float(look.theta[1]))


def _flat_since(look: LookBack, threshold: float) -> int:
    gradients = look.trail.gradients(look.step)
    return look.since(lambda first, last: np.asarray(np.hypot(*gradients[first:last].T) < threshold))


def _outside_since(look: LookBack) -> int:
    path, window = look.trail.path(look.step), look.trail.surface.window
    outside = np.asarray(((path < window.low) | (path > window.high)).any(axis=1))
    return look.since(lambda first, last: np.asarray(outside[first:last]))
