"""The past is exact: replay, edits and the memory that they may take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.changes import Change, ParameterChange, SettingsChange
from simulator.datasets import data_set_named
from simulator.evaluation import Evaluation
from simulator.experiment import Experiment, Layer, SettingError, with_change
from simulator.timeline import Timeline
from simulator.training import Divergence, Interrupted, OwnSample, Trainer, TrainingState, with_theta

OWN = OwnSample(np.array([0.3, -0.4]), np.array([1.0]))
EPOCH = 10
"""Steps of an epoch: 200 points, 20 at a time."""


def some_trainer(optimizer: str = "gradient_descent", **changed: object) -> Trainer:
    given = {"layers": (Layer(3, "tanh"), Layer(1)), "batch_size": 20, "optimizer": optimizer, "learning_rate": 0.1}
    return Trainer(Experiment("circles", **{**given, **changed}), data_set_named("circles"))  # type: ignore[arg-type]


def long_timeline(steps: int, trainer: Trainer | None = None, budget: int | None = None) -> Timeline:
    trainer = trainer or some_trainer()
    timeline = Timeline(trainer) if budget is None else Timeline(trainer, budget)
    for _ in range(steps):
        timeline.advance()
    return timeline


def same(one: TrainingState, other: TrainingState) -> bool:
    """Whether two states are the same to the last bit."""
    arrays = zip((one.theta, *one.memory), (other.theta, *other.memory), strict=True)
    return all(np.array_equal(*pair) for pair in arrays) and replace(one, theta=other.theta, memory=()) == replace(
        other, memory=())


class StraightRun:
    """A run that keeps every state and knows no replay: what a timeline is compared with."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer = trainer
        self.states = [trainer.initial_state()]
        self.costs: list[float] = []
        self.own: dict[int, OwnSample] = {}

    def advance(self) -> None:
        state, record = self.trainer.step(self.states[-1], self.own.get(self.states[-1].step))
        self.states.append(state)
        self.costs.append(record.cost)

    def change(self, step: int, change: Change) -> None:
        self.give_up(step)
        state = self.states[step]
        self.states[step] = (with_theta(state, change.index, change.value) if isinstance(change, ParameterChange)
                             else replace(state, experiment=change.experiment))

    def learn(self, step: int) -> None:
        self.give_up(step)
        self.own[step] = OWN

    def give_up(self, step: int) -> None:
        del self.states[step + 1:], self.costs[step:]
        self.own = {known: sample for known, sample in self.own.items() if known < step}

    def agrees(self, timeline: Timeline, steps: Iterable[int]) -> bool:
        return (timeline.length == len(self.states) - 1 and timeline.history.costs.tolist() == self.costs
                and same(timeline.end, self.states[-1])
                and all(same(timeline.state(step), self.states[step]) for step in steps))


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "adam"])
@pytest.mark.parametrize("states_in_budget", [4, 24, 1000])
def test_every_state_and_step_of_the_past_comes_back_to_the_last_bit(optimizer: str, states_in_budget: int) -> None:
    trainer = some_trainer(optimizer, regularisation="l2", regularisation_strength=0.1)
    timeline = long_timeline(83, trainer, states_in_budget * trainer.initial_state().byte_count)
    straight = StraightRun(trainer)
    for _ in range(83):
        straight.advance()
    order = np.random.default_rng(1).permutation(84).tolist()
    assert straight.agrees(timeline, [*order, *range(83, -1, -1)])
    for step in order:
        if step < 83:
            before, after, record = timeline.step(step)
            assert same(before, straight.states[step])
            assert same(after, straight.states[step + 1])
            assert record.cost == straight.costs[step]
            assert record.indices.tolist() == trainer.batch(before).tolist()


actions = st.lists(st.tuples(st.sampled_from(["advance", "look", "eta", "m", "weight", "learn"]),
                             st.integers(0, 10**6)), min_size=3, max_size=12)


@given(actions)
@settings(max_examples=150)
def test_whatever_is_edited_wherever_the_run_equals_one_that_was_kept_in_full(edits: list[tuple[str, int]]) -> None:
    trainer = some_trainer("momentum")
    timeline = Timeline(trainer, 24 * trainer.initial_state().byte_count)
    straight = StraightRun(trainer)
    for kind, number in edits:
        step = number % (timeline.length + 1)
        if kind == "advance":
            for _ in range(1 + number % 19):
                timeline.advance()
                straight.advance()
        elif kind == "look":
            timeline.step(min(step, timeline.length - 1)) if timeline.length else None
        elif kind == "learn":
            timeline.learn(step, OWN)
            straight.learn(step)
        elif not timeline.is_own(step):
            changed = {"eta": {"learning_rate": 0.01 + number % 7 / 10}, "m": {"batch_size": 1 + number % 60}}
            change: Change = (ParameterChange(number % 13, number % 5 - 2.0) if kind == "weight" else SettingsChange(
                with_change(straight.states[step].experiment, **changed[kind])))
            timeline.change(step, change)
            straight.change(step, change)
        assert straight.agrees(timeline, {step % (timeline.length + 1), timeline.length // 2, 0})


def test_edits_are_replayed_where_they_were_made_even_when_no_state_near_them_is_kept() -> None:
    trainer = some_trainer()
    timeline, straight = Timeline(trainer, 20 * trainer.initial_state().byte_count), StraightRun(trainer)
    faster = SettingsChange(with_change(trainer.experiment, learning_rate=1.5, batch_size=30))
    for end, edit in ((11, faster), (17, ParameterChange(4, -2.5)), (21, None), (150, None)):
        while timeline.length < end:
            timeline.advance()
            straight.advance()
        if edit is not None:
            timeline.change(end, edit)
            straight.change(end, edit)
        elif end == 21:
            timeline.learn(end, OWN)
            straight.learn(end)
    assert straight.agrees(timeline, range(150, -1, -1))
    assert timeline.step(10).after.experiment.learning_rate == 0.1  # the step itself led to the old η
    assert timeline.state(11).experiment.learning_rate == timeline.state(150).experiment.learning_rate == 1.5
    assert timeline.state(17).theta[4] == -2.5 != timeline.step(16).after.theta[4]
    assert [step for step in range(150) if timeline.is_own(step)] == [21]
    assert timeline.step(21).record.inputs.tolist() == [OWN.inputs.tolist()]


def test_an_edit_in_the_past_begins_a_new_future() -> None:
    timeline = long_timeline(30)
    old = timeline.state(20).theta
    timeline.step(12)
    timeline.change(12, ParameterChange(0, 3.0))
    assert timeline.length == 12
    assert len(timeline.history) == 12
    with pytest.raises(IndexError, match="12 steps, got 13"):
        timeline.state(13)
    with pytest.raises(IndexError, match="numbered 0 to 11, got 12"):
        timeline.step(12)
    while timeline.length < 30:
        timeline.advance()
    assert not np.array_equal(timeline.state(20).theta, old)


def test_two_edits_at_one_step_both_stay() -> None:
    timeline = long_timeline(5)
    timeline.change(5, ParameterChange(0, 3.0))
    timeline.change(5, ParameterChange(1, -3.0))
    timeline.advance()
    assert timeline.state(5).theta[:2].tolist() == [3.0, -3.0]


def test_settings_that_do_not_fit_change_nothing() -> None:
    timeline = long_timeline(5)
    with pytest.raises(SettingError, match="at most M = 200"):
        timeline.change(2, SettingsChange(replace(timeline.trainer.experiment, batch_size=201)))
    with pytest.raises(IndexError):
        timeline.change(2, ParameterChange(13, 1.0))
    assert timeline.length == 5


def test_costs_that_a_view_still_draws_are_not_overwritten_by_a_new_future() -> None:
    timeline = long_timeline(30)
    drawn = timeline.history.costs
    kept = drawn.copy()
    timeline.change(3, SettingsChange(with_change(timeline.trainer.experiment, learning_rate=2.0)))
    for _ in range(30):
        timeline.advance()
    assert np.array_equal(drawn, kept)


# undo


def test_going_back_to_a_past_brings_everything_back() -> None:
    timeline = long_timeline(25)
    timeline.learn(13, OWN)
    for _ in range(12):
        timeline.advance()
    timeline.evaluated(Evaluation(0, 1.0, 0.5, 200, 1.0, 0.5, 200))
    states, costs = [timeline.state(step) for step in range(26)], timeline.history.costs.tolist()
    past = timeline.past()
    for step in (13, 5):
        timeline.change(step, ParameterChange(2, 1.0))
        for _ in range(40):
            timeline.advance()
    timeline.return_to(past)
    assert timeline.length == 25
    assert all(same(timeline.state(step), state) for step, state in enumerate(states))
    assert timeline.history.costs.tolist() == costs
    assert [one.step for one in timeline.history.evaluations] == [0]
    assert [step for step in range(25) if timeline.is_own(step)] == [13]
    assert [timeline.epoch_end_before(step) for step in (9, 10, 20, 21)] == [None, 9, 9, 20]


def test_a_past_can_be_returned_to_more_than_once() -> None:
    timeline = long_timeline(8)
    past, end = timeline.past(), timeline.end
    for _ in range(2):
        timeline.change(4, ParameterChange(2, 1.0))
        timeline.advance()
        timeline.return_to(past)
        timeline.advance()
        timeline.return_to(past)
        assert same(timeline.end, end)
        assert len(timeline.history) == 8


# memory and time


@pytest.mark.parametrize("states", [3, 10, 19, 30, 40, 64])
def test_the_kept_states_stay_within_the_budget_and_the_past_within_reach(states: int) -> None:
    trainer = some_trainer("adam")
    budget = states * trainer.initial_state().byte_count
    timeline = Timeline(trainer, budget)
    for step in range(700):
        timeline.advance()
        if step % 50 == 7:
            timeline.state(step // 3)
        # the states at both ends are always kept, and one before the end
        assert timeline.byte_count <= max(budget, 4 * trainer.initial_state().byte_count)
    assert max(timeline.replay_length(step) for step in range(700)) <= max(2 * 700 // max(states - 18, 1), 8) + 1


def test_a_step_that_was_just_seen_needs_no_replay() -> None:
    timeline = long_timeline(300, budget=20 * some_trainer().initial_state().byte_count)
    assert timeline.replay_length(299) <= 1
    timeline.step(201)
    assert timeline.replay_length(201) == 0
    assert timeline.replay_length(200) == 1
    assert timeline.step(201) is timeline.step(201)


def test_a_replay_can_be_stopped_and_leaves_the_run_as_it_was() -> None:
    trainer = some_trainer()
    timeline = long_timeline(200, trainer, 20 * trainer.initial_state().byte_count)
    end = timeline.end
    asked = []

    def stop_at_the_third() -> bool:
        asked.append(1)
        return len(asked) == 3

    far = max(range(200), key=timeline.replay_length)
    with pytest.raises(Interrupted):
        timeline.state(far, stop_at_the_third)
    assert timeline.end is end
    assert same(timeline.state(far), long_timeline(far, trainer).end)


@pytest.mark.parametrize("step", [-1, 31])
def test_there_is_nothing_before_the_start_and_behind_the_end(step: int) -> None:
    timeline = long_timeline(30)
    with pytest.raises(IndexError, match=f"30 steps, got {step}"):
        timeline.state(step)
    with pytest.raises(IndexError, match="numbered 0 to 29"):
        timeline.step(step if step < 0 else 30)


# epochs and evaluations


def test_the_ends_of_epochs_are_known_in_the_past_and_foretold_in_the_future() -> None:
    timeline = long_timeline(2 * EPOCH + 3)
    expected = [None] * EPOCH + [EPOCH - 1] * EPOCH + [2 * EPOCH - 1] * 3
    assert [timeline.epoch_end_before(step) for step in range(2 * EPOCH + 3)] == expected
    assert [timeline.epoch_end_from(step) for step in (0, 9, 10, 19, 20, 22, 23)] == [9, 9, 19, 19, 29, 29, 29]


def test_another_batch_size_or_a_sample_of_ones_own_moves_the_end_of_the_epoch_wherever_it_is_seen_from() -> None:
    # 60 of 200 points are used; 140 left with m = 40 are four steps: 3, 4, 5, 6
    timeline = long_timeline(3)
    timeline.change(3, SettingsChange(with_change(timeline.trainer.experiment, batch_size=40)))
    timeline.advance()
    assert {timeline.epoch_end_from(step) for step in range(5)} == {6}
    timeline.learn(4, OWN)
    assert {timeline.epoch_end_from(step) for step in range(5)} == {7}
    while timeline.end.epoch == 0:
        assert timeline.epoch_end_from(0) == timeline.epoch_end_from(timeline.length) == 7
        timeline.advance()
    assert timeline.length == 8
    assert timeline.epoch_end_from(0) == timeline.epoch_end_before(8) == 7


def test_evaluations_are_due_at_the_start_at_the_quarters_of_two_epochs_and_then_at_the_ends() -> None:
    timeline, due = Timeline(some_trainer()), []
    for _ in range(14 * EPOCH):
        if timeline.to_evaluate is not None:
            due.append(timeline.to_evaluate.step)
            timeline.evaluated(Evaluation(due[-1], 1.0, 0.5, 200, 1.0, 0.5, 200))
        timeline.advance()
    # a quarter of 200 points is 50: reached after 3, 5, 8 and 10 steps of 20; later a hundred steps lie between
    assert due == [0, 3, 5, 8, 10, 13, 15, 18, 20, 120]
    assert [one.step for one in timeline.history.evaluations] == due


def test_an_evaluation_of_a_future_that_was_given_up_is_dropped() -> None:
    timeline = long_timeline(20)
    timeline.change(5, ParameterChange(0, 1.0))
    timeline.evaluated(Evaluation(20, 1.0, 0.5, 200, 1.0, 0.5, 200))
    assert timeline.history.evaluations == ()


def test_a_weight_set_by_hand_has_to_be_evaluated_anew_but_a_new_learning_rate_not() -> None:
    timeline = Timeline(some_trainer())
    timeline.evaluated(Evaluation(0, 1.0, 0.5, 200, 1.0, 0.5, 200))
    timeline.change(0, SettingsChange(with_change(timeline.trainer.experiment, learning_rate=2.0)))
    assert len(timeline.history.evaluations) == 1
    assert timeline.to_evaluate is None
    timeline.change(0, ParameterChange(0, 1.0))
    assert timeline.history.evaluations == ()
    assert timeline.to_evaluate is timeline.end


# divergence


def diverged() -> tuple[Timeline, Divergence]:
    """A linear neuron with far too large an η, advanced until it can't go on."""
    timeline = Timeline(some_trainer(layers=(Layer(1, "identity"),), cost="quadratic", learning_rate=1e40))
    while True:
        try:
            timeline.advance()
        except Divergence as divergence:
            return timeline, divergence


def test_a_run_that_diverges_stays_at_its_last_finite_state() -> None:
    timeline, divergence = diverged()
    length, end = timeline.length, timeline.end
    assert 0 < length < 50
    assert divergence.step == length
    assert np.isfinite(end.theta).all()
    assert np.isfinite(timeline.history.costs).all()
    with pytest.raises(Divergence):
        timeline.advance()
    assert timeline.end is end


def test_a_diverged_run_goes_on_after_its_learning_rate_is_made_smaller() -> None:
    timeline, _ = diverged()
    timeline.change(0, SettingsChange(with_change(timeline.trainer.experiment, learning_rate=0.01)))
    for _ in range(50):
        timeline.advance()
    assert timeline.history.costs[-1] < timeline.history.costs[0]


def test_a_run_whose_very_first_cost_is_infinite_can_be_begun_and_seen() -> None:
    timeline = Timeline(some_trainer(layers=(Layer(1, "identity"),), cost="quadratic", initializer="constant",
                                     initial_number=1e200))
    with pytest.raises(Divergence):
        timeline.advance()
    assert timeline.begin().record.cost == np.inf
    assert timeline.length == 1
    assert timeline.step(0).record.cost == np.inf
    with pytest.raises(Divergence):
        timeline.advance()
