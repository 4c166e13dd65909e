"""Next and Back across steps and epochs: every stop is reached, in both directions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.navigation import Stop, next_stop, previous_stop
from simulator.run import Run
from simulator.steps import START, Address, Granularity


def some_run(batch_size: int = 3, hidden: int = 2) -> Run:
    """Four rows of a gate, so that with m = 3 every second step has a single sample and ends an epoch."""
    experiment = Experiment("xor_gate", (Layer(hidden, "tanh"), Layer(1)), batch_size=batch_size)
    run = Run(experiment, data_set_named("xor_gate"))
    run.arrive(run.timeline.begin(), START)
    return run


def go(run: Run, stop: Stop) -> None:
    """Brings a stop into view as a window would."""
    while run.timeline.length <= stop.step:
        run.timeline.advance()
    step = run.timeline.step(stop.step)
    run.arrive(step, stop.arrive(run.route, step.record.batch_size))


def pressed_next(run: Run, granularity: Granularity, until: int) -> list[Address]:
    """Every stop from here to the first one behind step `until`."""
    stops = [run.address]
    while stops[-1].step <= until:
        go(run, next_stop(run.timeline, run.moment, granularity))
        stops.append(run.address)
    return stops


def pressed_back(run: Run, granularity: Granularity) -> list[Address]:
    """Every stop from here to the start; returned in the order of time."""
    stops = [run.address]
    while (stop := previous_stop(run.timeline, run.moment, granularity)) is not None:
        go(run, stop)
        stops.append(run.address)
        assert len(stops) < 10_000
    return stops[::-1]


@pytest.mark.parametrize("granularity", list(Granularity))
@pytest.mark.parametrize("batch_size", [1, 3, 4])
def test_back_comes_to_every_stop_that_next_came_to(granularity: Granularity, batch_size: int) -> None:
    run = some_run(batch_size)
    there = pressed_next(run, granularity, until=4)
    assert pressed_back(run, granularity) == there


@pytest.mark.parametrize("granularity", list(Granularity))
def test_next_always_goes_forward_in_time(granularity: Granularity) -> None:
    assert all(before < after for before, after in pairwise(pressed_next(some_run(), granularity, until=4)))


def test_neuron_by_neuron_nothing_is_left_out_across_updates_and_epochs() -> None:
    run = some_run()
    stops = pressed_next(run, Granularity.NEURON, until=2)[:-1]
    expected = [Address(step, sample, station, neuron)
                for step, m in ((0, 3), (1, 1), (2, 3)) for sample in range(m)
                for station in range(len(run.route.stations if sample == m - 1 else run.route.sample_stations))
                for neuron in range(run.route.neuron_count(station))]
    assert stops == expected


def test_layer_by_layer_only_whole_stations_are_stops() -> None:
    run = some_run()
    assert all(stop == run.route.with_neurons_complete(stop)
               for stop in pressed_next(run, Granularity.LAYER, until=3))


def test_sample_by_sample_each_sample_and_each_update_is_a_stop() -> None:
    run = some_run()
    route = run.route
    expected = [START]
    for step, m in ((0, 3), (1, 1), (2, 3)):
        expected += [*(route.end_of_sample(step, sample) for sample in range(m)), route.end_of_step(step, m)]
    assert pressed_next(run, Granularity.SAMPLE, until=2)[:-1] == expected


def test_step_by_step_the_ends_of_the_steps_are_stops_with_their_own_batch_sizes() -> None:
    run = some_run()
    stops = pressed_next(run, Granularity.STEP, until=2)
    assert stops == [START, *(run.route.end_of_step(step, m) for step, m in ((0, 3), (1, 1), (2, 3), (3, 1)))]


def test_epoch_by_epoch_the_last_steps_of_the_epochs_are_stops() -> None:
    run = some_run()
    assert pressed_next(run, Granularity.EPOCH, until=4) == [START, *(run.route.end_of_step(n, 1) for n in (1, 3, 5))]


def test_at_the_very_start_there_is_nothing_before() -> None:
    run = some_run()
    assert all(previous_stop(run.timeline, run.moment, granularity) is None for granularity in Granularity)


@given(st.integers(0, 200), st.sampled_from(list(Granularity)))
@settings(max_examples=60)
def test_from_anywhere_next_and_back_lead_past_here_to_the_nearest_stop(
    presses: int, granularity: Granularity
) -> None:
    run = some_run()
    neurons = pressed_next(some_run(), Granularity.NEURON, until=3)
    stops = pressed_next(some_run(), granularity, until=5)
    here = neurons[presses % len(neurons)]
    go(run, Stop(here.step, here))
    go(run, next_stop(run.timeline, run.moment, granularity))
    assert run.address == min(stop for stop in stops if stop > here)
    go(run, Stop(here.step, here))
    back = previous_stop(run.timeline, run.moment, granularity)
    if here == START:
        assert back is None
    else:
        assert back is not None
        go(run, back)
        assert run.address == max(stop for stop in stops if stop < here)


def test_back_by_epochs_from_the_middle_of_one_leads_to_the_end_of_the_one_before() -> None:
    run = some_run()
    pressed_next(run, Granularity.STEP, until=4)
    go(run, Stop(2, Address(2, 1, 3, 0)))
    assert previous_stop(run.timeline, run.moment, Granularity.EPOCH) == Stop(1)
    go(run, Stop(1, Address(1, 0, 3, 0)))
    assert previous_stop(run.timeline, run.moment, Granularity.EPOCH) == Stop(0, START)


def test_next_by_epochs_foretells_an_end_that_the_run_has_not_come_to() -> None:
    run = some_run(batch_size=1)
    assert next_stop(run.timeline, run.moment, Granularity.EPOCH) == Stop(3)
    go(run, Stop(3))
    assert next_stop(run.timeline, run.moment, Granularity.EPOCH) == Stop(7)


def test_a_stop_whose_batch_is_not_known_yet_is_found_on_arrival() -> None:
    route = some_run().route
    assert Stop(7).arrive(route, 3) == route.end_of_step(7, 3)
    assert Stop(7, granularity=Granularity.LAYER).arrive(route, 3) == Address(7, 0, 0, 0)
    assert Stop(7, granularity=Granularity.SAMPLE).arrive(route, 3) == route.end_of_sample(7, 0)
    assert Stop(7, Address(7, 1, 2, 0), Granularity.STEP).arrive(route, 3) == Address(7, 1, 2, 0)
