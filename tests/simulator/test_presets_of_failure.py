"""The presets that show what doesn't work, or when it ends: the effect that each of them is named after."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from simulator.datasets.points import SEPARABLE_NORMAL, SEPARABLE_OFFSET
from simulator.evaluation import measure
from simulator.experiment import Experiment, preset, with_change
from simulator.propagation import forward
from simulator.timeline import Timeline
from simulator.training import Divergence, Trainer


def begun(experiment: Experiment) -> Timeline:
    return Timeline(Trainer(experiment, experiment.open_data()))


def go_on(timeline: Timeline, epochs: int) -> Timeline:
    while timeline.end.epoch < epochs:
        timeline.advance()
    return timeline


def accuracy(timeline: Timeline) -> float:
    trainer = timeline.trainer
    test = trainer.data.test
    return measure(trainer.network, trainer.data, test, timeline.end.theta, np.arange(test.count))[1]


def test_the_perceptron_comes_to_an_end_on_separable_data_within_novikoffs_bound() -> None:
    timeline = begun(preset("perceptron_separable"))
    assert not timeline.trainer.initial_state().theta.any()
    corrections, last = 0, 0
    while timeline.end.epoch < 60:
        step = timeline.advance()
        if step.record.delta[-1].any():
            corrections, last = corrections + 1, step.before.epoch
    data = timeline.trainer.data
    theta, points = timeline.end.theta, data.train.raw
    # (R/γ)² of A. Novikoff, 1962, with the bias as the weight of a further input 1
    extended = np.column_stack((points, np.ones(len(points))))
    line = np.array([*SEPARABLE_NORMAL, SEPARABLE_OFFSET])
    margin = np.abs(extended @ line).min() / np.linalg.norm(line)
    assert 0 < corrections <= (extended ** 2).sum(axis=1).max() / margin ** 2
    assert last < 55, "whole epochs without a correction: it has come to an end"
    assert np.array_equal(points @ theta[:2] + theta[2] > 0, data.train.labels == 1)


def test_the_perceptron_on_xor_goes_round_in_a_circle_for_ever() -> None:
    """The order of the samples is fixed, so a θ that comes again at the start of an epoch comes again for ever."""
    timeline = begun(preset("perceptron_xor"))
    seen: list[tuple[float, ...]] = []
    while (theta := tuple(timeline.end.theta)) not in seen:
        seen.append(theta)
        go_on(timeline, timeline.end.epoch + 1)
        assert len(seen) < 50
    circle = seen[seen.index(theta):]
    for start in circle:  # in no epoch of the circle all four rows are right
        w1, w2, b = start
        assert [w1 * x1 + w2 * x2 + b > 0 for x1 in (0, 1) for x2 in (0, 1)] != [False, True, True, False]


def test_a_step_passes_no_error_back_so_that_nothing_ever_moves() -> None:
    timeline = begun(preset("step_gradient"))
    theta = timeline.trainer.initial_state().theta
    costs = []
    for _ in range(40):
        step = timeline.advance()
        costs.append(step.record.cost)
        assert not any(delta.any() for delta in step.record.delta[1:])
        assert np.array_equal(step.after.theta, theta)
    assert max(costs) > 0.0, "there is a lot to learn"
    assert accuracy(timeline) < 0.2
    sigmoids = with_change(preset("step_gradient"), layers=tuple(
        type(layer)(layer.neurons, "sigmoid") for layer in preset("step_gradient").layers))
    assert accuracy(go_on(begun(sigmoids), 20)) > 0.95


def test_layers_of_identities_are_one_matrix_and_their_boundary_is_a_line() -> None:
    timeline = go_on(begun(preset("linear_collapse")), 30)
    network, theta = timeline.trainer.network, timeline.end.theta
    (_, w1, w2, w3), (_, b1, b2, b3) = network.weights(theta), network.biases(theta)
    matrix, bias = w3 @ w2 @ w1, w3 @ (w2 @ b1 + b2) + b3
    points = np.random.default_rng(0).uniform(-3.0, 3.0, (50, 2))
    z = forward(network, network.weights(theta), network.biases(theta), points)[0][-1]
    assert z == pytest.approx(points @ matrix.T + bias)
    assert accuracy(timeline) < 0.7
    tanh = with_change(preset("linear_collapse"), layers=tuple(
        type(layer)(layer.neurons, "tanh" if layer.activation == "identity" else layer.activation)
        for layer in preset("linear_collapse").layers))
    assert accuracy(go_on(begun(tanh), 60)) > 0.95


def test_saturated_sigmoids_stand_still_and_the_same_network_learns_from_xavier_weights() -> None:
    saturated = preset("saturated_start")
    timeline = begun(saturated)
    first = timeline.advance().record
    slopes = first.a[1] * (1.0 - first.a[1])
    assert np.median(slopes) < 0.01, "σ′ could be 0.25"
    start = timeline.trainer.initial_state().theta
    go_on(timeline, 50)
    assert np.abs(timeline.end.theta - start).max() < 0.01 * np.abs(start).max()
    assert accuracy(timeline) < 0.6
    assert accuracy(go_on(begun(with_change(saturated, initializer="xavier")), 150)) > 0.98


def test_hidden_neurons_that_begin_at_zero_stay_alike_to_the_last_bit() -> None:
    symmetric = preset("zeros_symmetry")
    timeline = go_on(begun(symmetric), 30)
    network, theta = timeline.trainer.network, timeline.end.theta
    weights, biases = network.weights(theta), network.biases(theta)
    assert theta.any(), "they do learn"
    assert np.abs(weights[1] - weights[1][0]).max() < 1e-12
    assert np.abs(biases[1] - biases[1][0]).max() < 1e-12
    assert np.abs(weights[2] - weights[2][0, 0]).max() < 1e-12
    assert accuracy(timeline) < 0.75
    assert accuracy(go_on(begun(with_change(symmetric, initializer="xavier")), 100)) > 0.95


def silent(timeline: Timeline) -> np.ndarray:
    """Which hidden neurons are 0 for every training sample."""
    network, theta, train = timeline.trainer.network, timeline.end.theta, timeline.trainer.data.train
    inputs = train.inputs(np.arange(train.count))
    hidden = forward(network, network.weights(theta), network.biases(theta), inputs)[1][1]
    return ~hidden.any(axis=0)


def test_relu_neurons_die_of_a_learning_rate_that_is_too_large_and_never_come_back() -> None:
    experiment = preset("dead_relu")
    timeline = begun(experiment)
    assert not silent(timeline).any(), "at first all of them are at work"
    dead = silent(go_on(timeline, 10))
    weights = timeline.trainer.network.weights(timeline.end.theta)[1].copy()
    assert np.count_nonzero(dead) >= 6
    later = silent(go_on(timeline, 30))
    assert later[dead].all()
    assert np.array_equal(timeline.trainer.network.weights(timeline.end.theta)[1][dead], weights[dead])
    assert accuracy(timeline) < 0.9
    slower = go_on(begun(with_change(experiment, learning_rate=0.3)), 30)
    assert not silent(slower).any()
    assert accuracy(slower) > 0.98


def test_a_run_that_is_too_fast_overshoots_further_and_further_until_it_diverges() -> None:
    experiment = preset("too_fast")
    timeline = begun(experiment)
    with pytest.raises(Divergence):
        go_on(timeline, 100)
    assert timeline.end.epoch > 5, "one can watch it for a while"
    means = []
    for epoch in range(5):
        steps = [timeline.step(number).record.cost for number in range(15 * epoch, 15 * epoch + 15)]
        means.append(sum(steps) / len(steps))
    assert all(later > 10.0 * earlier for earlier, later in pairwise(means))
    slower = go_on(begun(with_change(experiment, learning_rate=0.05)), 20)
    assert slower.end.theta == pytest.approx([0.2, -0.1, 0.1], abs=0.03)
