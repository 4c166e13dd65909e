"""Races: recorded in any pieces, read at any step, ended where nothing goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from simulator.descent.race import REACH, Race
from simulator.descent.racer import Racer
from simulator.descent.setup import DescentSetup
from simulator.descent.trail import DescentStep, EndReason, Trail
from simulator.errors import SettingError
from simulator.optimizers import OPTIMIZERS, initial_memory, optimizer_named
from simulator.surfaces.surface import Surface

Surfaces = Callable[[str], Surface]
START = (-1.2, 0.7)
ALL = tuple(Racer(optimizer.name, 0.02, start=START) for optimizer in OPTIMIZERS)
WITH_BATCHES = (*ALL, Racer("adam", 0.02, start=START, batch_size=5, seed=4),
                Racer("gradient_descent", 0.02, start=START, batch_size=5, seed=4),
                Racer("momentum", 0.02, start=START, batch_size=12, seed=9))


def same(one: DescentStep, other: DescentStep) -> bool:
    arrays = ("theta", "theta_after", "gradient", "full_gradient", "rows")
    memories = zip(one.memory_before + one.memory_after, other.memory_before + other.memory_after, strict=True)
    return (all(np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays)
            and all(np.array_equal(*pair) for pair in memories)
            and (one.cost, one.cost_after, one.number) == (other.cost, other.cost_after, other.number))


def test_a_race_is_the_same_in_whatever_pieces_it_is_recorded(surface_named: Surfaces) -> None:
    at_once, bit_by_bit, by_the_clock = (Race(surface_named("line"), WITH_BATCHES) for _ in range(3))
    assert at_once.extend_to(700)
    for step in (1, 2, 3, 50, 51, 300, 700):
        assert bit_by_bit.extend_to(step)
        assert bit_by_bit.length == step
    while not by_the_clock.extend_for(1e-4, 700):
        assert by_the_clock.length <= 700
    for trails in zip(at_once.trails, bit_by_bit.trails, by_the_clock.trails, strict=True):
        first, *others = trails
        for other in others:
            np.testing.assert_array_equal(first.path(700), other.path(700))
            np.testing.assert_array_equal(first.costs(700), other.costs(700))
            assert same(first.step(699), other.step(699))


def test_company_changes_nobodys_way(surface_named: Surfaces) -> None:
    together = Race(surface_named("rosenbrock"), ALL)
    together.extend_to(300)
    for racer, trail in zip(ALL, together.trails, strict=True):
        alone = Race(surface_named("rosenbrock"), [racer])
        alone.extend_to(300)
        np.testing.assert_array_equal(alone.trails[0].path(300), trail.path(300))


def test_recording_stops_when_told_and_goes_on_from_there(surface_named: Surfaces) -> None:
    race = Race(surface_named("bowl"), ALL)
    answers = iter([False, False, True])
    assert not race.extend_to(500, should_stop=lambda: next(answers))
    assert 0 < race.length < 500
    assert race.extend_to(500)
    assert race.length == 500


def test_any_step_can_be_read_in_any_order(surface_named: Surfaces) -> None:
    race = Race(surface_named("line"), WITH_BATCHES)
    race.extend_to(400)
    for trail in race.trails:
        forwards = [trail.step(number) for number in range(400)]
        for number in np.random.default_rng(0).permutation(400):
            assert same(trail.step(int(number)), forwards[number])


@pytest.mark.parametrize("place", range(len(WITH_BATCHES)))
def test_steps_join_and_are_those_of_the_optimizer(surface_named: Surfaces, place: int) -> None:
    surface: Any = surface_named("line")
    race = Race(surface, WITH_BATCHES)
    race.extend_to(60)
    trail, racer = race.trails[place], WITH_BATCHES[place]
    optimizer = optimizer_named(racer.optimizer)
    theta, memory = np.array(START), initial_memory(optimizer, 2)
    for number in range(60):
        step = trail.step(number)
        seen = surface.part(step.rows) if racer.batch_size else surface
        np.testing.assert_array_equal(step.theta, theta)
        np.testing.assert_allclose(step.gradient, seen.gradients(*theta), rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(step.full_gradient, surface.gradients(*theta), rtol=1e-12, atol=1e-15)
        assert step.cost == pytest.approx(float(surface.costs(*theta)), rel=1e-14)
        theta, memory = optimizer.update(theta, step.gradient, memory, number + 1, racer.learning_rate, racer.numbers)
        np.testing.assert_array_equal(step.theta_after, theta)
        assert all(map(np.array_equal, step.memory_after, memory))
        np.testing.assert_allclose(sum(term.vector for term in step.terms), step.move, rtol=1e-9, atol=1e-15)


def test_batches_of_all_samples_lead_where_the_full_cost_leads(surface_named: Surfaces) -> None:
    race = Race(surface_named("line"), [Racer(start=START), Racer(start=START, batch_size=12)])
    race.extend_to(100)
    np.testing.assert_allclose(race.trails[0].path(100), race.trails[1].path(100), rtol=1e-10, atol=1e-13)


def test_full_gradients_are_recorded_beside_those_of_the_batches(trail_on: Callable[..., Trail]) -> None:
    full = trail_on("line", 5, "gradient_descent", 0.1, START).step(0)
    batch = trail_on("line", 5, "gradient_descent", 0.1, START, batch_size=2).step(0)
    np.testing.assert_array_equal(full.full_gradient, batch.full_gradient)
    np.testing.assert_array_equal(full.gradient, full.full_gradient)
    assert not np.allclose(batch.gradient, batch.full_gradient)


def test_what_is_read_can_not_be_written_to(trail_on: Callable[..., Trail]) -> None:
    trail = trail_on("line", 5, "adam", 0.1, START, batch_size=2)
    step = trail.step(3)
    for array in (trail.path(5), trail.costs(5), trail.gradients(5), trail.theta(2), step.theta, step.theta_after,
                  step.gradient, step.full_gradient, *step.memory_before, *step.memory_after):
        assert not array.flags.writeable


def test_a_view_stays_what_it_was_while_the_trail_grows(surface_named: Surfaces) -> None:
    race = Race(surface_named("bowl"), [Racer(start=START)])
    race.extend_to(100)
    early = race.trails[0].path(100)
    kept = early.copy()
    race.extend_to(3000)
    np.testing.assert_array_equal(early, kept)
    np.testing.assert_array_equal(race.trails[0].path(100), kept)


def test_steps_that_were_not_made_are_not_there(trail_on: Callable[..., Trail]) -> None:
    trail = trail_on("bowl", 5)
    for number in (-1, 5):
        with pytest.raises(IndexError, match=f"step {number} of a trail of 5 steps"):
            trail.step(number)
    assert len(trail.path(999)) == 6, "a path gives what it has"


def test_a_trail_that_leaves_the_domain_ends_there(surface_named: Surfaces) -> None:
    # C = a + ln(1 + a) + b² falls towards a = −1 and is not defined beyond
    race = Race(surface_named("logarithm"), [Racer(learning_rate=0.1, start=(0.0, 1.0))])
    assert race.extend_to(1000)
    (trail,) = race.trails
    assert race.is_over
    assert trail.end is not None
    assert trail.end.reason is EndReason.LEFT_DOMAIN
    assert trail.end.step == trail.length < 20
    assert trail.end.theta[0] <= -1.0
    np.testing.assert_array_equal(trail.end.theta, trail.theta(trail.length))
    assert np.isnan(trail.cost(trail.length))
    assert np.isfinite(trail.costs(trail.length)[:-1]).all()
    assert np.isnan(trail.step(trail.length - 1).cost_after)


def test_a_start_out_of_the_domain_ends_before_it_begins(trail_on: Callable[..., Trail]) -> None:
    trail = trail_on("logarithm", 10, "adam", 0.1, (-1.5, 0.0))
    assert trail.length == 0
    assert trail.end is not None
    assert (trail.end.step, trail.end.reason) == (0, EndReason.LEFT_DOMAIN)


def test_too_large_a_learning_rate_ends_a_trail_far_away(trail_on: Callable[..., Trail]) -> None:
    trail = trail_on("bowl", 10_000, "gradient_descent", 1.1, (1.0, 0.5))
    # every step multiplies θ by 1 − 2 · 1.1 = −1.2; the window is 4 wide
    steps = int(np.ceil(np.log((0.5 + REACH) * 4.0) / np.log(1.2)))
    assert trail.end is not None
    assert (trail.end.step, trail.end.reason) == (steps, EndReason.DIVERGED)


@pytest.mark.parametrize("rate", [1.0, 1e3, 1e100, 1e300])
def test_overflow_is_divergence_and_never_a_hole(trail_on: Callable[..., Trail], rate: float) -> None:
    for optimizer in ("gradient_descent", "momentum", "nesterov"):
        trail = trail_on("steeper and steeper", 1000, optimizer, rate, (1.8, 1.0))
        assert trail.end is not None
        assert trail.end.reason is EndReason.DIVERGED
        assert np.isfinite(trail.path(1000)).all()


def test_where_there_is_a_cost_but_no_slope_a_trail_ends(trail_on: Callable[..., Trail]) -> None:
    trail = trail_on("roof", 100, "gradient_descent", 0.25, (1.0, 0.0))
    assert trail.end is not None
    assert (trail.end.step, trail.end.reason, trail.end.cost) == (4, EndReason.NO_GRADIENT, 0.0)


def test_who_goes_on_is_not_held_up_by_who_has_ended(surface_named: Surfaces) -> None:
    race = Race(surface_named("bowl"), [Racer(learning_rate=5.0, start=START), Racer(start=START)])
    race.extend_to(200)
    assert race.trails[0].length < 10
    assert race.trails[1].length == race.length == 200
    assert not race.is_over


def test_mini_batches_on_a_surface_without_samples_are_refused(surface_named: Surfaces) -> None:
    with pytest.raises(SettingError, match="no samples"):
        Race(surface_named("bowl"), [Racer(batch_size=2)])


def test_a_race_without_racers_is_over(surface_named: Surfaces) -> None:
    race = Race(surface_named("bowl"), [])
    assert race.is_over
    assert race.extend_to(10)


@pytest.mark.parametrize("batch_size", [0, 4])
def test_a_twin_goes_on_as_the_race_would_and_leaves_it_as_it_is(batch_size: int) -> None:
    setup = DescentSetup("line", batch_size=batch_size)
    racers = [runner.racer for runner in setup.runners]
    race, whole = Race(setup.made, racers), Race(setup.made, racers)
    race.extend_to(40)
    twin = race.twin()
    twin.extend_to(700)
    whole.extend_to(700)
    assert (race.length, twin.length) == (40, 700)
    for one, other in zip(twin.trails, whole.trails, strict=True):
        assert np.array_equal(one.path(700), other.path(700))
        assert np.array_equal(one.gradients(700), other.gradients(700))
    race.extend_to(50)
    assert np.array_equal(race.trails[0].path(50), whole.trails[0].path(50))
