"""What has become of a racer, in facts: the window turns them into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.descent.look_back import LookBack
from simulator.descent.resting import Rest, corner_reached, hovering_around, is_as_low, lingering_at, rest_of
from simulator.descent.swinging import curvature_of_divergence, is_diverging, largest_curvature, oscillates_since
from simulator.descent.trail import EndReason, Trail, TrailEnd
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, plateau_at

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
