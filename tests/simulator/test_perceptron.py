"""Rosenblatt's rule: it keeps Novikoff's bound on separable data, never ends on XOR, and is what the books write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.experiment import Experiment, Layer, SettingError
from simulator.training import Trainer, TrainingState

RULE = Experiment(data_set="separable", layers=(Layer(1, "step"),), cost="perceptron", learning_rate=1.0,
                  batch_size=1, sample_count=120, test_share=0.0, initial_theta=(0.0, 0.0, 0.0))
XOR = replace(RULE, data_set="xor_gate", sample_count=None, test_share=None)


def trainer_of(experiment: Experiment) -> Trainer:
    return Trainer(experiment, experiment.open_data())


def states(trainer: Trainer) -> Iterator[TrainingState]:
    """The state before each step, without end."""
    state = trainer.initial_state()
    while True:
        yield state
        state, _ = trainer.step(state)


def rows_of(trainer: Trainer) -> tuple[Array, Array]:
    """The training data with a 1 behind each row, and their labels."""
    part = trainer.data.train
    inputs = part.inputs(np.arange(part.count))
    return np.column_stack([inputs, np.ones(part.count)]), part.labels


def mistakes(trainer: Trainer, epochs: int) -> tuple[int, int]:
    """Updates that change something, and the epoch of the last one."""
    changes, last, before = 0, 0, None
    for state in states(trainer):
        if state.epoch == epochs:
            return changes, last
        if before is not None and not np.array_equal(before.theta, state.theta):
            changes, last = changes + 1, before.epoch
        before = state
    raise AssertionError


def largest_margin(rows: Array, labels: Array) -> float:
    """The margin of the best unit vector (w₁, w₂, b) by brute force over a grid on the half sphere of directions."""
    signed = np.where(labels == 1, 1.0, -1.0)[:, np.newaxis] * rows
    angles = np.linspace(0.0, 2.0 * np.pi, 721)
    heights = np.linspace(-0.99, 0.99, 199)
    radii = np.sqrt(1.0 - heights**2)
    best = 0.0
    for angle in angles:
        vectors = np.stack([radii * np.cos(angle), radii * np.sin(angle), heights])
        best = max(best, float((signed @ vectors).min(axis=0).max()))
    return best


@pytest.mark.parametrize("data_seed", [1, 2, 3, 4])
@pytest.mark.parametrize("learning_rate", [1.0, 0.05])
def test_on_separable_data_it_makes_no_more_mistakes_than_novikoff_allows(
    data_seed: int, learning_rate: float
) -> None:
    trainer = trainer_of(replace(RULE, data_seed=data_seed, learning_rate=learning_rate))
    rows, labels = rows_of(trainer)
    margin = largest_margin(rows, labels)
    assert margin > 0.0, "the data of this test are separable"
    bound = float((rows**2).sum(axis=1).max()) / margin**2
    changes, last = mistakes(trainer, epochs=30)
    assert 0 < changes <= bound
    assert last < 20, "it has stopped long ago"


def test_when_it_has_stopped_every_row_is_right_and_the_cost_is_zero() -> None:
    trainer = trainer_of(RULE)
    state = next(state for state in states(trainer) if state.epoch == 30)
    rows, labels = rows_of(trainer)
    assert ((rows @ state.theta > 0.0) == (labels == 1)).all()
    costs = [record.cost for _, record in (trainer.step(state) for _ in range(5))]
    assert costs == [0.0] * 5


@pytest.mark.parametrize("shuffled", [True, False])
def test_on_xor_a_row_is_wrong_after_every_one_of_a_thousand_epochs(shuffled: bool) -> None:
    trainer = trainer_of(replace(XOR, shuffled=shuffled))
    rows, labels = rows_of(trainer)
    for state in states(trainer):
        if state.epoch == 1000:
            break
        if state.step_in_epoch == 0:
            assert ((rows @ state.theta > 0.0) != (labels == 1)).any()


def test_on_xor_the_weights_go_round_in_a_cycle() -> None:
    at_epochs: list[tuple[float, ...]] = []
    for state in states(trainer_of(replace(XOR, shuffled=False))):
        if state.epoch == 1000:
            break
        if state.step_in_epoch == 0:
            at_epochs.append(tuple(state.theta))
    first = at_epochs.index(at_epochs[-1])
    period = at_epochs[first + 1:].index(at_epochs[first]) + 1
    assert period < 20
    for number in range(first, 1000 - period):
        assert at_epochs[number] == at_epochs[number + period]


def test_it_is_the_rule_of_the_books_to_the_last_bit() -> None:
    experiment = replace(RULE, learning_rate=0.1, initial_theta=(0.3, -0.7, 0.2), noise=0.4)
    trainer = trainer_of(experiment)
    run = states(trainer)
    w1, w2, b = experiment.initial_theta
    corrections = 0
    for state in (next(run) for _ in range(200)):
        assert state.theta.tolist() == [w1, w2, b]
        row, = trainer.batch(state)
        (x1, x2), y = trainer.data.train.inputs(np.array([row]))[0].tolist(), int(trainer.data.train.labels[row])
        error = y - (1 if w1 * x1 + w2 * x2 + b > 0 else 0)
        w1, w2, b = w1 + 0.1 * error * x1, w2 + 0.1 * error * x2, b + 0.1 * error
        corrections += abs(error)
    assert corrections > 15


def test_several_outputs_learn_as_perceptrons_of_their_own() -> None:
    both = replace(XOR, data_set="half_adder", layers=(Layer(2, "step"),), initial_theta=(0.0,) * 6, shuffled=False)
    carry = replace(XOR, data_set="and_gate", shuffled=False)
    for together, alone, _ in zip(states(trainer_of(both)), states(trainer_of(carry)), range(60), strict=False):
        assert together.theta[[2, 3, 5]].tolist() == alone.theta.tolist()


def test_gradient_descent_on_the_quadratic_cost_leaves_a_step_as_it_is() -> None:
    theta = (0.3, -0.7, 0.2)
    for state, _ in zip(states(trainer_of(replace(RULE, cost="quadratic", initial_theta=theta))), range(200),
                        strict=False):
        assert tuple(state.theta) == theta


def test_it_asks_for_a_step_at_the_output() -> None:
    with pytest.raises(SettingError, match="Perceptron criterion needs outputs that are 0 or 1, got Sigmoid"):
        replace(RULE, layers=(Layer(1, "sigmoid"),)).fits(RULE.open_data())
