"""What a person changes on the way: all weights at once, and what is left of changes at one place."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.changes import Change, ParameterChange, SettingsChange, ThetaChange, followed_by
from simulator.datasets import data_set_named
from simulator.errors import Explained
from simulator.experiment import Experiment, Layer, with_change
from simulator.timeline import Timeline
from simulator.training import Trainer

CIRCLES = Experiment("circles", layers=(Layer(3, "tanh"), Layer(1)), batch_size=20, optimizer="adam",
                     learning_rate=0.01)
COUNT = 13


def trainer() -> Trainer:
    return Trainer(CIRCLES, data_set_named("circles"))


def thetas(timeline: Timeline) -> list[np.ndarray]:
    return [timeline.state(step).theta for step in range(timeline.length + 1)]


def test_weights_brought_from_elsewhere_are_learned_on_from_with_the_optimizers_memory() -> None:
    theta = np.linspace(-1.0, 1.0, COUNT)
    made = trainer()
    timeline = Timeline(made)
    for _ in range(12):
        timeline.advance()
    memory = timeline.state(5).memory
    timeline.change(5, ThetaChange(theta))
    assert timeline.length == 5
    assert np.array_equal(timeline.end.theta, theta)
    assert all(np.array_equal(one, other) for one, other in zip(timeline.end.memory, memory, strict=True))
    expected, state = [], timeline.end
    for _ in range(20):
        state, _ = made.step(state)
        expected.append(state.theta)
        timeline.advance()
    assert all(np.array_equal(one, other) for one, other in zip(thetas(timeline)[6:], expected, strict=True))


def test_a_replay_over_them_is_exact_to_the_last_bit() -> None:
    timeline = Timeline(trainer(), budget=1)
    for _ in range(9):
        timeline.advance()
    timeline.change(9, ThetaChange(np.full(COUNT, 0.25)))
    for _ in range(30):
        timeline.advance()
    last = timeline.end.theta.copy()
    before = [state.copy() for state in thetas(timeline)]
    for step in (3, 9, 10, 25):
        timeline.step(step)
    assert all(np.array_equal(one, other) for one, other in zip(thetas(timeline), before, strict=True))
    assert np.array_equal(timeline.end.theta, last)
    assert np.array_equal(timeline.state(9).theta, np.full(COUNT, 0.25))


def test_they_never_change_whatever_becomes_of_what_was_given() -> None:
    given = np.ones(COUNT)
    change = ThetaChange(given)
    given[0] = 7.0
    assert change.theta[0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        change.theta[0] = 2.0


@pytest.mark.parametrize(("theta", "words"), [
    (np.zeros(12), ["13", "12"]),
    (np.zeros((13, 1)), ["13 × 1"]),
    (np.array([*np.zeros(12), np.nan]), ["nan"]),
    (np.array([*np.zeros(12), -np.inf]), ["-inf"]),
])
def test_what_is_no_theta_of_the_network_is_refused_with_the_reason(theta: np.ndarray, words: list[str]) -> None:
    timeline = Timeline(trainer())
    timeline.advance()
    before = timeline.end
    with pytest.raises(Explained) as caught:
        timeline.change(1, ThetaChange(theta))
    assert all(word in str(caught.value) for word in words)
    assert timeline.end is before


def test_cost_and_accuracy_are_measured_anew_where_the_weights_were_exchanged() -> None:
    timeline = Timeline(trainer())
    timeline.change(0, ThetaChange(np.zeros(COUNT)))
    assert timeline.to_evaluate is not None
    assert np.array_equal(timeline.to_evaluate.theta, np.zeros(COUNT))


def test_of_changes_at_one_place_those_stay_that_are_still_seen() -> None:
    rate = SettingsChange(with_change(CIRCLES, learning_rate=0.5))
    first, again, other = ParameterChange(1, 0.5), ParameterChange(1, 0.7), ParameterChange(2, 0.5)
    zeros, ones = ThetaChange(np.zeros(COUNT)), ThetaChange(np.ones(COUNT))

    def left(*changes: Change) -> tuple[Change, ...]:
        kept: tuple[Change, ...] = ()
        for change in changes:
            kept = followed_by(kept, change)
        return kept

    assert left(first, again) == (again,)
    assert left(first, other, again) == (first, other, again)
    assert left(rate, first, other, zeros) == (rate, zeros)
    assert left(zeros, first, ones, other) == (ones, other)
    assert left(first, rate, zeros) == (first, rate, zeros)
