"""One instant of training: what is known at it, and which θ it shows."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, Occasion, moment_of_followed, moment_of_step, moved
from simulator.steps import START, Address, Granularity, Phase
from simulator.timeline import Step, Timeline
from simulator.training import ROWS_AT_ONCE, OwnSample, Trainer

SIZES = (2, 3, 2, 1)
OWN = OwnSample(np.array([0.3, -0.4]), np.array([1.0]))


def some_trainer() -> Trainer:
    layers = (Layer(3, "tanh"), Layer(2, "softplus"), Layer(1))
    return Trainer(Experiment("circles", layers, batch_size=4, learning_rate=0.3), data_set_named("circles"))


def first_step(trainer: Trainer) -> Step:
    return Timeline(trainer).advance()


def at(phase: Phase, layer: int, neuron: int = 0, sample: int = 0) -> Moment:
    trainer = some_trainer()
    moment = moment_of_step(trainer, first_step(trainer), START, own=False)
    return moved(moment, trainer, Address(0, sample, moment.route.index(phase, layer), neuron))


def known(moment: Moment) -> dict[str, list[int]]:
    """How many neurons of each layer are done."""
    layers = range(len(SIZES))
    return {"z": [moment.reached_z(layer) for layer in layers], "a": [moment.reached_a(layer) for layer in layers],
            "delta": [moment.reached_delta(layer) for layer in layers],
            "gradient": [moment.reached_gradient(layer) for layer in layers]}


NOTHING = [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("phase", "layer", "neuron", "z", "a", "delta", "gradient"),
    [
        (Phase.INPUT, 0, 0, NOTHING, [2, 0, 0, 0], NOTHING, NOTHING),
        (Phase.WEIGHTED_INPUT, 1, 0, [0, 1, 0, 0], [2, 0, 0, 0], NOTHING, NOTHING),
        (Phase.WEIGHTED_INPUT, 1, 2, [0, 3, 0, 0], [2, 0, 0, 0], NOTHING, NOTHING),
        (Phase.ACTIVATION, 1, 1, [0, 3, 0, 0], [2, 2, 0, 0], NOTHING, NOTHING),
        (Phase.WEIGHTED_INPUT, 2, 0, [0, 3, 1, 0], [2, 3, 0, 0], NOTHING, NOTHING),
        (Phase.ACTIVATION, 3, 0, [0, 3, 2, 1], [2, 3, 2, 1], NOTHING, NOTHING),
        (Phase.COST, 3, 0, [0, 3, 2, 1], [2, 3, 2, 1], NOTHING, NOTHING),
        (Phase.BP1, 3, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 0, 0, 1], NOTHING),
        (Phase.BP2, 2, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 0, 1, 1], NOTHING),
        (Phase.BP2, 1, 1, [0, 3, 2, 1], [2, 3, 2, 1], [0, 2, 2, 1], NOTHING),
        (Phase.BP3, 3, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 3, 2, 1], NOTHING),
        (Phase.BP4, 3, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 3, 2, 1], [0, 0, 0, 1]),
        (Phase.BP4, 1, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 3, 2, 1], [0, 1, 2, 1]),
        (Phase.MEAN_GRADIENT, 2, 0, [0, 3, 2, 1], [2, 3, 2, 1], [0, 3, 2, 1], [0, 3, 2, 1]),
        (Phase.UPDATE, 1, 2, [0, 3, 2, 1], [2, 3, 2, 1], [0, 3, 2, 1], [0, 3, 2, 1]),
    ],
)
def test_at_every_station_just_what_has_been_computed_is_known(
    phase: Phase, layer: int, neuron: int, z: list[int], a: list[int], delta: list[int], gradient: list[int]
) -> None:
    moment = at(phase, layer, neuron)
    assert known(moment) == {"z": z, "a": a, "delta": delta, "gradient": gradient}
    assert (moment.phase, moment.layer, moment.neuron) == (phase, layer, neuron)


def test_the_cost_is_known_from_its_own_station_on_and_the_way_back_begins_behind_it() -> None:
    assert not at(Phase.ACTIVATION, 3).knows_cost
    assert at(Phase.COST, 3).knows_cost
    assert not at(Phase.COST, 3).is_backward
    assert at(Phase.BP1, 3).is_backward
    assert at(Phase.UPDATE, 3).knows_cost


def test_what_is_known_never_gets_less_on_the_way_through_a_sample() -> None:
    trainer = some_trainer()
    moment = moment_of_step(trainer, first_step(trainer), START, own=False)
    before = known(moment)
    while (address := moment.route.following(moment.address, Granularity.NEURON, 1)) is not None:
        moment = moved(moment, trainer, address)
        now = known(moment)
        assert all(now[key][layer] >= before[key][layer] for key in now for layer in range(len(SIZES)))
        before = now


def test_nothing_is_reached_at_a_station_that_does_not_exist() -> None:
    assert at(Phase.UPDATE, 1, 2).reached(Phase.BP2, 3) == 0


# θ


@pytest.mark.parametrize("phase", [Phase.INPUT, Phase.COST, Phase.BP1, Phase.BP4, Phase.MEAN_GRADIENT])
def test_theta_is_the_old_one_until_the_update_begins(phase: Phase) -> None:
    layer = {Phase.INPUT: 0, Phase.BP4: 2, Phase.MEAN_GRADIENT: 1}.get(phase, 3)
    moment = at(phase, layer)
    assert np.array_equal(moment.theta, moment.state.theta)


@pytest.mark.parametrize(("layer", "neuron"), [(3, 0), (2, 0), (2, 1), (1, 0), (1, 1), (1, 2)])
def test_while_the_update_goes_on_theta_is_new_for_the_neurons_that_are_done(layer: int, neuron: int) -> None:
    moment = at(Phase.UPDATE, layer, neuron, sample=3)
    assert moment.after is not None
    network = moment.network
    for own_layer in (1, 2, 3):
        for j in range(SIZES[own_layer]):
            done = own_layer > layer or (own_layer == layer and j <= neuron)
            theta = (moment.after if done else moment.state).theta
            assert np.array_equal(moment.weights[own_layer][j], network.weights(theta)[own_layer][j])
            assert moment.biases[own_layer][j] == network.biases(theta)[own_layer][j]
    assert not np.array_equal(moment.state.theta, moment.after.theta)


def test_at_the_end_of_the_update_theta_is_that_of_the_next_state() -> None:
    moment = at(Phase.UPDATE, 1, 2, sample=3)
    assert moment.after is not None
    assert np.array_equal(moment.theta, moment.after.theta)


def test_looking_at_the_update_changes_neither_state() -> None:
    moment = at(Phase.UPDATE, 2, 0, sample=3)
    assert moment.after is not None
    before, after = moment.state.theta.copy(), moment.after.theta.copy()
    moment.theta[:] = 0.0
    assert np.array_equal(moment.state.theta, before)
    assert np.array_equal(moment.after.theta, after)


# occasions and samples


def test_a_step_of_the_run_is_training_or_a_sample_of_ones_own_that_is_learned() -> None:
    trainer = some_trainer()
    step = first_step(trainer)
    assert moment_of_step(trainer, step, START, own=False).occasion is Occasion.TRAINING
    timeline = Timeline(trainer)
    timeline.learn(0, OWN)
    learned = moment_of_step(trainer, timeline.advance(), START, own=timeline.is_own(0))
    assert learned.occasion is Occasion.LEARNED
    assert learned.after is not None
    assert learned.sample.index is None


def test_a_followed_sample_is_only_looked_at() -> None:
    trainer = some_trainer()
    state = trainer.initial_state()
    end = moment_of_followed(trainer, state, OWN, START).route.end_of_step(0, 1)
    moment = moment_of_followed(trainer, state, OWN, end)
    assert moment.occasion is Occasion.FOLLOWED
    assert moment.after is None
    assert moment.phase is Phase.BP4
    assert moment.theta is state.theta
    assert np.array_equal(moment.sample.inputs, OWN.inputs)
    assert known(moment)["gradient"] == [0, 3, 2, 1]


def test_another_address_in_the_same_step_computes_nothing_again() -> None:
    trainer = some_trainer()
    moment = moment_of_step(trainer, first_step(trainer), START, own=False)
    other = moved(moment, trainer, Address(0, 0, 4, 1))
    assert other.record is moment.record
    assert other.sample is moment.sample
    third = moved(moment, trainer, Address(0, 3, 4, 1))
    assert third.record is moment.record
    assert np.array_equal(third.sample.a[1], moment.record.a[1][3])
    assert third.sample.index == moment.record.indices[3]


def test_a_moment_is_in_force_with_the_settings_of_its_state() -> None:
    moment = at(Phase.INPUT, 0)
    assert moment.experiment is moment.state.experiment
    assert moment.steps_in_epoch == 50  # 200 points, 4 at a time


def test_a_moment_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        at(Phase.INPUT, 0).address = START  # type: ignore[misc]


def test_the_classes_of_a_moment_are_those_nearest_to_output_and_target() -> None:
    trainer = some_trainer()
    step = first_step(trainer)
    for sample in range(4):
        moment = moment_of_step(trainer, step, Address(0, sample, 0, 0), own=False)
        assert moment.true_class == trainer.data.train.labels[step.record.indices[sample]]
        assert moment.predicted_class == int(step.record.a[-1][sample, 0] > 0.5)


def test_a_sample_of_a_batch_too_large_to_be_kept_is_computed_when_it_is_looked_at() -> None:
    mnist = data_set_named("mnist")
    trainer = Trainer(Experiment(layers=(Layer(2), Layer(10)), batch_size=ROWS_AT_ONCE + 1), mnist)
    step = first_step(trainer)
    assert step.record.a == []
    moment = moment_of_step(trainer, step, Address(0, ROWS_AT_ONCE, 0, 0), own=False)
    index = step.record.indices[ROWS_AT_ONCE]
    assert np.array_equal(moment.sample.inputs, mnist.train.raw[index] * (1 / 255))
    assert moment.true_class == mnist.train.labels[index]
