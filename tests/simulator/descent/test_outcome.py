"""What has become of a racer: every kind in a case that can be worked out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from simulator.descent.outcome import Outcome, OutcomeKind, outcome_of
from simulator.descent.trail import Trail
from simulator.landscape.landscape import Landscape

Trails = Callable[..., Trail]
Landscapes = Callable[[str], Landscape]
Kind = OutcomeKind
Judge = Callable[..., list[Outcome]]


@pytest.fixture
def judged(trail_on: Trails, landscape_named: Landscapes) -> Judge:
    """Outcomes after every step: judged(surface, steps, optimizer, learning rate, start, …)."""

    def judge(name: str, steps: int, *racer: object, **more: object) -> list[Outcome]:
        trail = trail_on(name, steps, *racer, **more)
        return [outcome_of(trail, step, landscape_named(name)) for step in range(trail.length + 1)]

    return judge


def kinds(outcomes: list[Outcome]) -> list[OutcomeKind]:
    """What they were, one after the other, without repetitions."""
    found: list[OutcomeKind] = []
    for outcome in outcomes:
        if not found or found[-1] is not outcome.kind:
            found.append(outcome.kind)
    return found


@pytest.mark.parametrize(("optimizer", "rate"), [
    ("gradient_descent", 0.1), ("momentum", 0.03), ("nesterov", 0.03), ("adagrad", 0.3), ("adam", 0.1)])
def test_on_a_bowl_every_optimizer_descends_and_then_stays(judged: Judge, optimizer: str, rate: float) -> None:
    outcomes = judged("bowl", 400, optimizer, rate, (1.5, 1.0))
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.GLOBAL_MINIMUM]
    last = outcomes[-1]
    assert last.point is not None
    assert (last.point.a, last.point.b) == pytest.approx((0.0, 0.0), abs=1e-6)
    assert last.curvature == pytest.approx(2.0)
    assert last.best_cost == pytest.approx(0.0, abs=1e-9)


def test_since_when_it_is_at_the_minimum(judged: Judge) -> None:
    # θ = 0.8^k · (1.5, 1): within a thousandth of the window, 4 wide, from the step with 0.8^k · √3.25 ≤ 0.004
    last = judged("bowl", 100, "gradient_descent", 0.1, (1.5, 1.0))[-1]
    assert last.since == int(np.ceil(np.log(0.004 / np.sqrt(3.25)) / np.log(0.8)))


def test_the_stable_rate_belongs_to_the_local_curvature(judged: Judge) -> None:
    # 2 (1 + μ) / λ for momentum; ∂²C/∂a² = 12 a² − 4
    first = judged("two valleys", 3, "momentum", 0.01, (1.5, 0.0))[0]
    assert first.curvature == pytest.approx(23.0)
    assert first.stable_rate == pytest.approx(3.8 / 23.0)
    assert first.learning_rate == 0.01
    assert judged("two valleys", 3, "adam", 0.01, (1.5, 0.0))[0].stable_rate is None


def test_it_stops_in_the_local_minimum_while_a_better_one_is_known(judged: Judge) -> None:
    last = judged("two valleys", 300, "gradient_descent", 0.05, (1.8, 1.0))[-1]
    # minima at the zeros of 4 a³ − 4 a + 0.3
    left, _, right = sorted(np.roots([4.0, 0.0, -4.0, 0.3]).real)
    assert last.kind is Kind.LOCAL_MINIMUM
    assert last.point is not None
    assert last.point.a == pytest.approx(right, abs=1e-6)
    assert last.cost == pytest.approx((right**2 - 1) ** 2 + 0.3 * right, abs=1e-9)
    assert last.best_cost == pytest.approx((left**2 - 1) ** 2 + 0.3 * left, abs=1e-9)


def test_momentum_that_rushes_through_a_minimum_is_not_at_rest(trail_on: Trails, landscape_named: Landscapes) -> None:
    trail = trail_on("two valleys", 400, "momentum", 0.02, (1.8, 0.0))
    distances = np.abs(trail.path(400)[:, 0] - 0.9595)
    passes = [step for step in range(1, 60) if distances[step] < 0.1]
    assert passes
    for step in passes:
        assert outcome_of(trail, step, landscape_named("two valleys")).kind is not Kind.LOCAL_MINIMUM


def test_momentum_can_creep_through_a_minimum_without_being_at_rest(judged: Judge) -> None:
    # tiny steps with a long memory: it swings for hundreds of steps, and passes the middle with less than a
    # thousandth of the window a step
    outcomes = judged("bowl", 600, "momentum", 1e-5, (1.0, 0.0), numbers=(0.999,))
    assert kinds(outcomes) == [Kind.DESCENDING]
    assert min(outcome.cost for outcome in outcomes) < 1e-5


def test_a_point_that_lies_out_of_the_window_counts_as_well(trail_on: Trails, landscape_named: Landscapes) -> None:
    # with only the left half known, what the landscape lists is not where the racer stops
    landscape = landscape_named("two valleys")
    unlisted = replace(landscape, points=tuple(point for point in landscape.points if point.a < 0))
    last = outcome_of(trail_on("two valleys", 300, "gradient_descent", 0.05, (1.8, 1.0)), 300, unlisted)
    assert last.kind is Kind.LOCAL_MINIMUM
    assert last.point is not None
    assert last.point.a == pytest.approx(0.9595, abs=1e-3)


def test_on_the_ridge_it_ends_in_the_saddle(judged: Judge) -> None:
    outcomes = judged("saddle", 200, "gradient_descent", 0.05, (1.8, 0.0))
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.SADDLE]
    assert outcomes[-1].point is not None
    assert outcomes[-1].point.curvatures == pytest.approx((-2.0, 2.0))


def test_beside_the_ridge_it_lingers_in_the_saddle_and_leaves_it(judged: Judge) -> None:
    outcomes = judged("saddle", 300, "gradient_descent", 0.05, (1.8, 1e-6))
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.SADDLE, Kind.DESCENDING, Kind.GLOBAL_MINIMUM]


def test_on_a_maximum_it_does_not_move(judged: Judge) -> None:
    # the top between two valleys has no slope: find it from the cubic
    top = sorted(np.roots([4.0, 0.0, -4.0, 0.3]).real)[1]
    last = judged("two valleys", 40, "gradient_descent", 0.01, (float(top), 0.0))[-1]
    assert last.kind is Kind.SADDLE  # b still curves upwards there
    assert judged("hole", 40, "gradient_descent", 0.01, (0.0, 0.0))[-1].kind is Kind.GLOBAL_MINIMUM


def test_on_a_plateau_it_says_since_when(judged: Judge) -> None:
    outcomes = judged("hole", 60, "gradient_descent", 0.5, (3.0, 2.0))
    assert kinds(outcomes) == [Kind.PLATEAU]
    last = outcomes[-1]
    assert last.since == 0
    assert last.threshold is not None
    assert last.slope < last.threshold
    assert last.cost > 0.99
    assert last.best_cost == pytest.approx(0.0, abs=1e-9)


def test_a_racer_can_cross_a_plateau(judged: Judge) -> None:
    outcomes = judged("hole", 400, "adam", 0.1, (3.0, 3.0))
    assert kinds(outcomes) == [Kind.PLATEAU, Kind.DESCENDING, Kind.GLOBAL_MINIMUM]


def test_a_plateau_goes_on_out_of_the_window(judged: Judge) -> None:
    last = judged("hole", 20, "gradient_descent", 0.5, (5.0, 4.5))[-1]
    assert (last.kind, last.is_outside) == (Kind.PLATEAU, True)


@pytest.mark.parametrize(("optimizer", "rate"), [("gradient_descent", 0.95), ("momentum", 0.1)])
def test_across_a_ravine_it_oscillates_until_the_swing_is_gone(judged: Judge, optimizer: str, rate: float) -> None:
    outcomes = judged("ravine", 300, optimizer, rate, (-1.8, 1.0))
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.OSCILLATING, Kind.DESCENDING, Kind.GLOBAL_MINIMUM]
    swinging = next(outcome for outcome in outcomes if outcome.kind is Kind.OSCILLATING)
    assert swinging.since <= 3
    assert swinging.stable_rate is not None
    assert swinging.learning_rate < swinging.stable_rate


def test_along_a_ravine_small_steps_do_not_oscillate(judged: Judge) -> None:
    assert kinds(judged("ravine", 400, "gradient_descent", 0.3, (-1.8, 1.0))) == [
        Kind.DESCENDING, Kind.GLOBAL_MINIMUM]


def test_a_round_bowl_is_no_ravine(judged: Judge) -> None:
    assert Kind.OSCILLATING not in kinds(judged("bowl", 200, "gradient_descent", 0.95, (1.5, 1.0)))


def test_steps_as_large_as_the_bound_hover_around_the_minimum(judged: Judge) -> None:
    # 1 − η λ = −1: from side to side for ever
    last = judged("bowl", 100, "gradient_descent", 1.0, (0.5, 0.25))[-1]
    assert (last.kind, last.since, last.is_noisy) == (Kind.HOVERING, 0, False)
    assert last.point is not None
    assert last.stable_rate == last.learning_rate == 1.0


def test_rmsprop_hovers_because_its_steps_do_not_shrink(judged: Judge) -> None:
    last = judged("bowl", 600, "rmsprop", 0.05, (1.5, 1.0))[-1]
    assert last.kind is Kind.HOVERING


def test_the_noise_of_mini_batches_hovers_around_the_minimum(judged: Judge) -> None:
    outcomes = judged("line", 1500, "gradient_descent", 0.3, (2.0, 2.0), batch_size=2, seed=5)
    settled = outcomes[400:]
    hovering = [outcome for outcome in settled if outcome.kind is Kind.HOVERING]
    assert len(hovering) > 0.9 * len(settled)
    assert all(outcome.is_noisy for outcome in outcomes)
    assert not any(outcome.kind is Kind.GLOBAL_MINIMUM for outcome in settled)
    full = judged("line", 1500, "gradient_descent", 0.3, (2.0, 2.0))[-1]
    assert (full.kind, full.is_noisy) == (Kind.GLOBAL_MINIMUM, False)


@pytest.mark.parametrize(("optimizer", "rate"), [("gradient_descent", 1.05), ("momentum", 1.905), ("nesterov", 0.71)])
def test_it_diverges_before_it_has_diverged(judged: Judge, optimizer: str, rate: float) -> None:
    outcomes = judged("bowl", 5000, optimizer, rate, (0.05, 0.02))
    *on_the_way, end = outcomes
    assert any(outcome.kind is Kind.DIVERGING and not outcome.is_outside for outcome in on_the_way)
    assert (end.kind, end.is_over) == (Kind.DIVERGED, True)
    for outcome in outcomes:
        if outcome.kind in (Kind.DIVERGING, Kind.DIVERGED):
            assert outcome.curvature == pytest.approx(2.0)
            assert outcome.stable_rate is not None
            assert outcome.stable_rate < outcome.learning_rate
    assert not any(outcome.is_over for outcome in on_the_way)


def test_below_the_stable_rate_nothing_is_said_to_diverge(judged: Judge) -> None:
    for optimizer, rate in (("gradient_descent", 0.99), ("momentum", 1.85), ("nesterov", 0.65)):
        assert Kind.DIVERGING not in kinds(judged("bowl", 300, optimizer, rate, (0.5, 0.2)))


def test_where_the_curvature_grows_the_place_that_was_too_steep_is_named(judged: Judge) -> None:
    # ∂²C/∂a² at the start is 12 · 1.8² − 4
    last = judged("two valleys", 100, "gradient_descent", 0.28, (1.8, 1.0))[-1]
    assert (last.kind, last.since) == (Kind.DIVERGED, 0)
    assert last.curvature == pytest.approx(34.88)
    assert last.stable_rate == pytest.approx(2.0 / 34.88)


def test_a_cost_that_falls_without_end_is_not_the_fault_of_the_learning_rate(judged: Judge) -> None:
    outcomes = judged("ridge without end", 500, "gradient_descent", 0.05, (1.8, 0.1))
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.OUTSIDE_WINDOW, Kind.UNBOUNDED]
    # b = 0.1 · 1.1^k leaves the window, |b| ≤ 2, and that is where it says it left
    left = int(np.ceil(np.log(20.0) / np.log(1.1)))
    assert {outcome.since for outcome in outcomes if outcome.kind is Kind.OUTSIDE_WINDOW} == {left}


def test_it_says_where_it_left_the_domain_and_what_the_cost_was_before(judged: Judge) -> None:
    outcomes = judged("logarithm", 100, "gradient_descent", 0.1, (0.0, 1.0))
    last = outcomes[-1]
    assert (last.kind, last.is_over, last.since) == (Kind.LEFT_DOMAIN, True, len(outcomes) - 1)
    assert last.a <= -1.0
    assert last.cost == outcomes[-2].cost


def test_a_start_out_of_the_domain_has_no_cost(judged: Judge) -> None:
    (only,) = judged("logarithm", 100, "gradient_descent", 0.1, (-1.5, 1.0))
    assert (only.kind, only.since, only.step) == (Kind.LEFT_DOMAIN, 0, 0)
    assert np.isnan(only.cost)


def test_on_an_edge_there_is_no_gradient_unless_it_is_the_minimum_itself(judged: Judge) -> None:
    assert judged("roof", 50, "gradient_descent", 0.25, (1.0, 1.0))[-1].kind is Kind.NO_GRADIENT
    last = judged("roof", 50, "gradient_descent", 0.25, (1.0, 0.0))[-1]
    assert (last.kind, last.is_over) == (Kind.GLOBAL_MINIMUM, True)
    assert last.point is not None
    assert last.point.is_corner


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
def test_the_floor_of_a_valley_is_a_minimum_without_a_point(judged: Judge, optimizer: str) -> None:
    last = judged("floor", 600, optimizer, 0.05, (1.8, 0.1))[-1]
    assert (last.kind, last.point) == (Kind.GLOBAL_MINIMUM, None)


@pytest.mark.parametrize(("optimizer", "start"), [
    ("gradient_descent", (1.0, 1.0)), ("gradient_descent", (-1.0, 1.0)), ("adam", (1.0, 1.0))])
def test_a_level_plain_that_is_as_low_as_anything_known_is_a_floor_too(judged: Judge, optimizer: str,
                                                                     start: tuple[float, float]) -> None:
    last = judged("plain", 200, optimizer, 0.1, start)[-1]
    assert (last.kind, last.point, last.cost, last.slope) == (Kind.GLOBAL_MINIMUM, None, 0.0, 0.0)


def test_one_step_far_down_to_level_ground_has_not_gone_downhill_without_end(judged: Judge) -> None:
    last = judged("plain", 5, "gradient_descent", 1e5, (1.0, 1.0))[-1]
    assert (last.kind, last.is_over, last.is_outside) == (Kind.GLOBAL_MINIMUM, True, True)
    last = judged("plain beside a pit", 5, "gradient_descent", 1e5, (1.0, 1.5))[-1]
    assert (last.kind, last.cost, last.best_cost < 0.0) == (Kind.PLATEAU, 0.0, True)


def test_rosenbrocks_valley_is_no_minimum_though_it_is_nearly_level(judged: Judge) -> None:
    outcomes = judged("rosenbrock", 1500, "gradient_descent", 0.001, (-1.4, 1.5))
    assert outcomes[-1].threshold is not None
    assert outcomes[-1].slope < outcomes[-1].threshold
    assert kinds(outcomes) == [Kind.DESCENDING, Kind.OSCILLATING, Kind.DESCENDING]


def test_without_a_landscape_no_minimum_is_claimed(trail_on: Trails) -> None:
    trail = trail_on("bowl", 400, "gradient_descent", 0.1, (1.5, 1.0))
    last = outcome_of(trail, 400, None)
    assert (last.kind, last.threshold) == (Kind.DESCENDING, None)
    assert last.curvature == pytest.approx(2.0)
    diverged = outcome_of(trail_on("bowl", 400, "gradient_descent", 1.5, (1.5, 1.0)), 400, None)
    assert diverged.kind is Kind.DIVERGED


def test_a_coarse_landscape_without_points_claims_no_global_minimum(
        trail_on: Trails, landscape_named: Landscapes) -> None:
    coarse = replace(landscape_named("two valleys"), points=(), is_final=False)
    lower, higher = (trail_on("two valleys", 300, "gradient_descent", 0.05, (a, 1.0)) for a in (-1.8, 1.8))
    assert outcome_of(lower, 300, coarse).kind is Kind.DESCENDING
    assert outcome_of(higher, 300, coarse).kind is Kind.LOCAL_MINIMUM


def test_after_the_end_the_outcome_stays(trail_on: Trails, landscape_named: Landscapes) -> None:
    trail, landscape = trail_on("bowl", 5000, "gradient_descent", 1.1, (0.5, 0.2)), landscape_named("bowl")
    assert outcome_of(trail, trail.length, landscape) == outcome_of(trail, 10**9, landscape)
