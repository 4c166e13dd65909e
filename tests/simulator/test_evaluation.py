"""Cost and accuracy over many samples, and the samples that a network gets wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.costs import cost_named
from simulator.datasets import data_set_named
from simulator.datasets.data_set import DataSet, Part
from simulator.evaluation import TRAIN_SAMPLES, classes, evaluate, measure, next_wrong
from simulator.experiment import Experiment, Layer
from simulator.network import Network
from simulator.training import Interrupted, Trainer

ONE_HOT, YES_OR_NO = np.eye(3), np.array([[0.0], [1.0]])


def data_of(inputs: Array, labels: list[int], targets: Array, test: tuple[Array, list[int]] | None = None) -> DataSet:
    train = Part.of(inputs, np.array(labels, dtype=np.int64))
    own_test = train if test is None else Part.of(test[0], np.array(test[1], dtype=np.int64))
    return DataSet("own", "Own", None, ("a", "b", "c"), targets, train, own_test)


# Three inputs go straight to three outputs, a = x: the largest input is the answer.
#   x = (0.9 0.1 0.0), class a: right, C = ½(0.01 + 0.01)        = 0.01
#   x = (0.5 0.4 0.1), class a: right, C = ½(0.25 + 0.16 + 0.01) = 0.21
#   x = (0.2 0.7 0.1), class c: wrong, C = ½(0.04 + 0.49 + 0.81) = 0.67
#   x = (0.0 0.0 1.0), class c: right, C = 0
STRAIGHT = Network((3, 3), (activation_named("identity"),), cost_named("quadratic"))
STRAIGHT_THETA = np.concatenate([np.eye(3).ravel(), np.zeros(3)])
ROWS = np.array([[0.9, 0.1, 0.0], [0.5, 0.4, 0.1], [0.2, 0.7, 0.1], [0.0, 0.0, 1.0]])
HAND_WORKED = data_of(ROWS, [0, 0, 2, 2], ONE_HOT)


def test_cost_and_accuracy_worked_out_by_hand() -> None:
    cost, accuracy = measure(STRAIGHT, HAND_WORKED, HAND_WORKED.train, STRAIGHT_THETA, np.arange(4))
    assert cost == pytest.approx((0.01 + 0.21 + 0.67 + 0.0) / 4, rel=1e-14)
    assert accuracy == 0.75


def test_only_the_samples_that_are_asked_for_count() -> None:
    cost, accuracy = measure(STRAIGHT, HAND_WORKED, HAND_WORKED.train, STRAIGHT_THETA, np.array([2, 0]))
    assert cost == pytest.approx((0.67 + 0.01) / 2, rel=1e-14)
    assert accuracy == 0.5


def test_of_no_samples_nothing_can_be_said() -> None:
    nothing = measure(STRAIGHT, HAND_WORKED, HAND_WORKED.train, STRAIGHT_THETA, np.array([], dtype=np.int64))
    assert all(math.isnan(number) for number in nothing)


def test_more_samples_than_fit_at_once_give_the_same_mean() -> None:
    inputs = np.tile(ROWS, (700, 1))  # 2,800 samples
    many = data_of(inputs, [0, 0, 2, 2] * 700, ONE_HOT)
    cost, accuracy = measure(STRAIGHT, many, many.train, STRAIGHT_THETA, np.arange(2800))
    assert cost == pytest.approx(0.2225, rel=1e-12)
    assert accuracy == 0.75


def test_the_largest_of_several_outputs_names_the_class() -> None:
    outputs = np.array([[0.2, 0.3, 0.1], [0.0, -1.0, -2.0], [5.0, 4.0, 6.0]])
    assert classes(outputs, ONE_HOT).tolist() == [1, 0, 2]


def test_one_output_names_the_class_whose_target_is_nearer() -> None:
    assert classes(np.array([[0.49], [0.51], [-3.0], [7.0]]), YES_OR_NO).tolist() == [0, 1, 0, 1]


def test_targets_that_are_not_one_hot_name_the_nearest_class() -> None:
    table = np.array([[-1.0, -1.0], [1.0, 1.0], [3.0, -1.0]])
    outputs = np.random.default_rng(2).normal(size=(50, 2), scale=2.0)
    nearest = [min(range(3), key=lambda c: math.dist(row, table[c])) for row in outputs]
    assert classes(outputs, table).tolist() == nearest
    assert set(nearest) == {0, 1, 2}


def test_an_evaluation_tells_training_and_test_apart() -> None:
    data = data_of(ROWS, [0, 0, 2, 2], ONE_HOT, test=(ROWS[2:], [1, 2]))
    trainer = Trainer(Experiment(layers=(Layer(3, "identity"),), cost="quadratic", batch_size=2), data)
    state = trainer.initial_state()
    state.theta[:] = STRAIGHT_THETA
    result = evaluate(STRAIGHT, data, state)
    assert (result.step, result.train_count, result.test_count) == (0, 4, 2)
    assert (result.train_accuracy, result.test_accuracy) == (0.75, 1.0)
    assert result.train_cost == pytest.approx(0.2225, rel=1e-14)
    assert result.test_cost == pytest.approx((0.04 + 0.09 + 0.01) / 4, rel=1e-14)  # y = b: ½(0.2² + 0.3² + 0.1²)


def test_of_a_large_training_set_only_the_first_samples_are_measured() -> None:
    inputs = np.zeros((TRAIN_SAMPLES + 500, 3))
    inputs[TRAIN_SAMPLES:] = np.nan  # whoever looks at these gets no number
    data = data_of(inputs, [0] * len(inputs), ONE_HOT, test=(ROWS, [0, 0, 2, 2]))
    trainer = Trainer(Experiment(layers=(Layer(3, "identity"),), cost="quadratic", initializer="zeros"), data)
    result = evaluate(trainer.network, data, trainer.initial_state())
    assert result.train_count == TRAIN_SAMPLES
    assert result.train_cost == 0.5


def test_an_evaluation_can_be_stopped() -> None:
    with pytest.raises(Interrupted):
        measure(STRAIGHT, HAND_WORKED, HAND_WORKED.train, STRAIGHT_THETA, np.arange(4), lambda: True)
    with pytest.raises(Interrupted):
        next_wrong(STRAIGHT, HAND_WORKED, HAND_WORKED.train, STRAIGHT_THETA, 0, lambda: True)


def test_an_infinite_cost_stays_infinite() -> None:
    theta = STRAIGHT_THETA * 1e200
    cost, _ = measure(STRAIGHT, HAND_WORKED, HAND_WORKED.train, theta, np.arange(4))
    assert cost == math.inf


# the next wrong sample


def next_wrong_of(labels: list[int], after: int) -> int | None:
    data = data_of(ROWS, labels, ONE_HOT)  # the answers are a, a, b, c
    return next_wrong(STRAIGHT, data, data.train, STRAIGHT_THETA, after)


def test_the_next_wrong_sample_is_looked_for_behind_the_present_one() -> None:
    labels = [1, 0, 2, 2]  # wrong: 0 and 2
    assert next_wrong_of(labels, -1) == 0
    assert next_wrong_of(labels, 0) == 2
    assert next_wrong_of(labels, 1) == 2


def test_at_the_end_the_search_goes_round() -> None:
    labels = [1, 0, 2, 2]
    assert next_wrong_of(labels, 2) == 0
    assert next_wrong_of(labels, 3) == 0


def test_the_only_wrong_sample_is_found_again_from_itself() -> None:
    assert next_wrong_of([0, 0, 2, 2], 2) == 2


def test_a_network_that_gets_everything_right_has_no_wrong_sample() -> None:
    assert next_wrong_of([0, 0, 1, 2], 0) is None


def test_a_wrong_sample_is_found_far_behind_the_present_one() -> None:
    labels = [0, 0, 1, 2] * 800
    labels[3] = 1
    data = data_of(np.tile(ROWS, (800, 1)), labels, ONE_HOT)
    assert next_wrong(STRAIGHT, data, data.train, STRAIGHT_THETA, 3) == 3
    assert next_wrong(STRAIGHT, data, data.train, STRAIGHT_THETA, 1500) == 3


# real digits


def test_digits_are_told_apart_after_a_fifth_of_an_epoch_and_wrong_ones_are_really_wrong() -> None:
    mnist = data_set_named("mnist")
    trainer = Trainer(Experiment(seed=3), mnist)
    state = trainer.initial_state()
    at_random = measure(trainer.network, mnist, mnist.test, state.theta, np.arange(2000))[1]
    for _ in range(1200):
        state, _ = trainer.step(state)
    learned = measure(trainer.network, mnist, mnist.test, state.theta, np.arange(2000))[1]
    assert at_random < 0.3
    assert learned > 0.8
    wrong = next_wrong(trainer.network, mnist, mnist.test, state.theta, 0)
    assert wrong is not None
    weights, biases = trainer.network.weights(state.theta), trainer.network.biases(state.theta)
    a = mnist.test.inputs(np.arange(wrong + 1))
    for layer in (1, 2):
        a = 1.0 / (1.0 + np.exp(-(a @ weights[layer].T + biases[layer])))
    right = a.argmax(axis=1) == mnist.test.labels[:wrong + 1]
    assert right[1:wrong].all()
    assert not right[wrong]
