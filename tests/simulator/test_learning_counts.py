"""Speeds of all weights, and neurons that can't learn: counted one by one."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.activations import ACTIVATIONS, Activation
from simulator.arrays import Array
from simulator.experiment import Experiment, Layer
from simulator.learning_counts import (
    DECADES,
    can_die,
    fastest_speed,
    layer_counts,
    silent_inputs,
    speed_shares,
    speeds,
)
from simulator.moment import Moment, moment_of_followed, moment_of_step
from simulator.steps import Address
from simulator.timeline import Step
from simulator.training import OwnSample, Trainer

CIRCLES = Experiment(data_set="circles", layers=(Layer(6, "relu"), Layer(5, "tanh"), Layer(1, "sigmoid")),
                     batch_size=8)


def moment_of(experiment: Experiment, change: float = 0.0, spread: float = 1.0) -> Moment:
    """The first step, with all initial parameters multiplied and moved."""
    trainer = Trainer(experiment, experiment.open_data())
    state = trainer.initial_state()
    state = replace(state, theta=state.theta * spread + change)
    after, record = trainer.step(state)
    return moment_of_step(trainer, Step(state, after, record), Address(0, 0, 0, 0), own=False)


@pytest.mark.parametrize("spread", [0.5, 3.0, 12.0])
def test_dead_and_saturated_neurons_are_those_found_one_by_one(spread: float) -> None:
    moment = moment_of(CIRCLES, spread=spread)
    relu, tanh, sigmoid = layer_counts(moment)
    z = moment.record.z
    off = [neuron for neuron in range(6) if all(z[1][row, neuron] <= 0 for row in range(8))]
    assert relu.saturated == len(off)
    train = moment.data.train
    weights, biases = (of(moment.state.theta)[1] for of in (moment.network.weights, moment.network.biases))
    of_all = train.inputs(np.arange(train.count)) @ weights.T + biases
    assert relu.dead == sum(all(z <= 0 for z in column) for column in of_all.T)
    assert (tanh.dead, sigmoid.dead) == (None, None)
    # tanh′ = 1/cosh² is below a twentieth of its largest value 1
    stuck = [[1 / math.cosh(z[2][row, neuron]) ** 2 < 0.05 for row in range(8)] for neuron in range(5)]
    assert tanh.saturated == sum(all(column) for column in stuck)
    assert tanh.share == pytest.approx(np.mean(stuck))
    assert [counts.neurons for counts in (relu, tanh, sigmoid)] == [6, 5, 1]


def test_identity_and_softmax_have_no_saturated_end_and_a_step_is_flat_all_over() -> None:
    three = replace(CIRCLES, layers=(Layer(4, "identity"), Layer(3, "step"), Layer(1, "sigmoid")))
    identity, step, _ = layer_counts(moment_of(three))
    assert (identity.saturated, identity.share) == (None, 0.0)
    assert (step.saturated, step.dead, step.share) == (3, None, 1.0)
    softmax = Experiment(layers=(Layer(4), Layer(10, "softmax")), cost="categorical_cross_entropy")
    assert layer_counts(moment_of(softmax))[-1].saturated is None


def test_the_step_of_the_perceptron_rule_does_not_count_as_saturated() -> None:
    (rule,) = layer_counts(moment_of(replace(CIRCLES, layers=(Layer(1, "step"),), cost="perceptron")))
    assert (rule.saturated, rule.share) == (None, 0.0)
    (lost,) = layer_counts(moment_of(replace(CIRCLES, layers=(Layer(1, "step"),), cost="quadratic")))
    assert lost.saturated == 1


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda one: one.name)
def test_what_is_constant_on_one_side_dies_there(activation: Activation) -> None:
    # near enough that the slopes of smooth ones aren't rounded to 0
    below, everywhere = np.array([[-4.0, -3.0, -2.5]]), np.linspace(-3.0, 3.0, 61)[np.newaxis]
    slopes, changes = (activation.derivative(z, activation.value(z)) for z in (below, everywhere))
    assert can_die(activation) is bool(activation.elementwise and changes.any() and not slopes.any())



def test_silent_inputs_are_the_pixels_that_are_black_in_every_picture_of_the_batch() -> None:
    moment = moment_of(Experiment())
    pictures = moment.data.train.raw[moment.record.indices]
    assert silent_inputs(moment) == sum(not any(pictures[:, pixel]) for pixel in range(784))
    assert silent_inputs(moment) > 200


def test_the_counts_of_a_batch_that_is_not_kept_are_those_of_the_sample_in_view() -> None:
    moment = moment_of(Experiment(layers=(Layer(4), Layer(10)), batch_size=2500), spread=40.0)
    assert silent_inputs(moment) == int(np.count_nonzero(moment.sample.a[0] == 0))
    bound = 2 * math.atanh(math.sqrt(0.95))
    assert layer_counts(moment)[0].share == np.mean(np.abs(moment.sample.z[1]) >= bound)


def test_speeds_are_the_changes_of_the_weights() -> None:
    moment = moment_of(CIRCLES)
    assert moment.after is not None
    for layer in (1, 2, 3):
        place = moment.network.weight_slice(layer)
        pairs = zip(moment.after.theta[place], moment.state.theta[place], strict=True)
        moved = [abs(new - old) for new, old in pairs]
        assert speeds(moment, layer).ravel() == pytest.approx(moved)
    assert fastest_speed(moment) == max(speeds(moment, layer).max() for layer in (1, 2, 3))


def test_nothing_has_a_speed_where_nothing_is_learned() -> None:
    trainer = Trainer(CIRCLES, CIRCLES.open_data())
    own = OwnSample(np.array([1.0, 0.0]), np.array([1.0]))
    moment = moment_of_followed(trainer, trainer.initial_state(), own, Address(0, 0, 0, 0))
    assert fastest_speed(moment) == 0.0
    assert not speeds(moment, 1).any()
    assert not speed_shares(speeds(moment, 1), 0.0).any()


def test_each_power_of_ten_below_the_fastest_takes_the_same_share_away() -> None:
    values = np.array([2.0, 0.2, 0.02])
    assert speed_shares(values, 2.0) == pytest.approx([1.0, 1 - 1 / DECADES, 1 - 2 / DECADES])


@given(st.lists(st.floats(0.0, 1e300), min_size=1, max_size=20))
def test_whatever_moves_is_told_from_what_stands_still_and_faster_is_never_paler(values: list[float]) -> None:
    speed: Array = np.sort(np.array(values))
    shares = speed_shares(speed, float(speed[-1]))
    assert np.array_equal(shares > 0, speed > 0)
    assert (np.diff(shares) >= 0).all()
    assert shares.max() <= 1.0
