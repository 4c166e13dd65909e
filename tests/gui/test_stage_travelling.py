from __future__ import annotations

import pytest

from gui.workspaces.network.transition import SECONDS_PER_LAYER, Way, travel_between
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_step, moved
from simulator.steps import Address, Phase
from simulator.timeline import Timeline
from simulator.training import Trainer

EXPERIMENT = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(3, "tanh"), Layer(1)), batch_size=2)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    return Trainer(EXPERIMENT, EXPERIMENT.open_data())


@pytest.fixture(scope="module")
def start(trainer: Trainer) -> Moment:
    return moment_of_step(trainer, Timeline(trainer).begin(), Address(0, 0, 0, 0), own=False)


def pair(start: Moment, trainer: Trainer, phase: Phase, layer: int) -> tuple[Moment, Moment]:
    """The moments before and at a station."""
    station = start.route.index(phase, layer)
    ends = [moved(start, trainer, Address(0, 0, place, start.route.neuron_count(place) - 1))
            for place in (station - 1, station)]
    return ends[0], ends[1]


def test_signals_travel_to_the_right_and_their_neurons_change_on_arrival(start: Moment, trainer: Trainer) -> None:
    travel = travel_between(*pair(start, trainer, Phase.WEIGHTED_INPUT, 2), 1.0, training=False)
    assert (travel.way, travel.layer, travel.arrives_at, travel.carries_dots) == (Way.RIGHTWARDS, 2, 2, True)


def test_errors_travel_to_the_left_through_the_edges_behind_their_layer(start: Moment, trainer: Trainer) -> None:
    travel = travel_between(*pair(start, trainer, Phase.BP2, 1), 1.0, training=False)
    assert (travel.way, travel.layer, travel.arrives_at, travel.carries_dots) == (Way.LEFTWARDS, 2, 1, True)


@pytest.mark.parametrize(("phase", "layer", "way"), [(Phase.WEIGHTED_INPUT, 2, Way.LEFTWARDS),
                                                     (Phase.BP2, 1, Way.RIGHTWARDS)])
def test_a_step_back_takes_the_signal_back(start: Moment, trainer: Trainer, phase: Phase, layer: int, way: Way
                                           ) -> None:
    before, after = pair(start, trainer, phase, layer)
    travel = travel_between(after, before, 1.0, training=False)
    assert (travel.way, travel.layer, travel.carries_dots) == (way, 2, False)


@pytest.mark.parametrize(("phase", "layer"), [(Phase.ACTIVATION, 1), (Phase.COST, 3), (Phase.BP1, 3), (Phase.BP4, 2),
                                              (Phase.MEAN_GRADIENT, 2), (Phase.UPDATE, 2)])
def test_other_phases_fade(start: Moment, trainer: Trainer, phase: Phase, layer: int) -> None:
    travel = travel_between(*pair(start, trainer, phase, layer), 1.0, training=False)
    assert travel.way is Way.FADE
    assert 0 < travel.seconds <= SECONDS_PER_LAYER


def test_twice_the_speed_takes_half_the_time(start: Moment, trainer: Trainer) -> None:
    ends = pair(start, trainer, Phase.WEIGHTED_INPUT, 1)
    slow, quick = (travel_between(*ends, speed, training=False).seconds for speed in (1.0, 2.0))
    assert slow == SECONDS_PER_LAYER == 2 * quick


def test_at_the_highest_speed_nothing_travels(start: Moment, trainer: Trainer) -> None:
    assert travel_between(*pair(start, trainer, Phase.WEIGHTED_INPUT, 1), 32.0, training=False).way is Way.AT_ONCE


def test_a_jump_is_a_short_fade(start: Moment, trainer: Trainer) -> None:
    far = moved(start, trainer, Address(0, 1, 5, 0))
    travel = travel_between(start, far, 1.0, training=False)
    assert travel.way is Way.FADE
    assert travel.seconds < 0.5 * SECONDS_PER_LAYER


def test_while_training_nothing_travels(start: Moment, trainer: Trainer) -> None:
    assert travel_between(*pair(start, trainer, Phase.BP2, 1), 1.0, training=True).way is Way.AT_ONCE


def test_the_edges_of_one_more_neuron_take_less_time_than_those_of_a_layer(start: Moment, trainer: Trainer) -> None:
    station = start.route.index(Phase.WEIGHTED_INPUT, 2)
    first, second = (moved(start, trainer, Address(0, 0, station, neuron)) for neuron in (0, 1))
    travel = travel_between(first, second, 1.0, training=False)
    assert travel.way is Way.RIGHTWARDS
    assert travel.seconds < SECONDS_PER_LAYER
