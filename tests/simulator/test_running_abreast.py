"""Two runs that go abreast: the same as each alone, equally far whenever they are stopped, and not held up by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.running import Progress, train, travel
from simulator.timeline import Timeline
from simulator.training import NEVER, Trainer


def some_timeline(**changed: object) -> Timeline:
    given = {"layers": (Layer(3, "tanh"), Layer(1)), "batch_size": 20, "learning_rate": 0.1, **changed}
    return Timeline(Trainer(Experiment("circles", **given), data_set_named("circles")))  # type: ignore[arg-type]


def diverging() -> Timeline:
    return some_timeline(layers=(Layer(1, "identity"),), cost="quadratic", learning_rate=1e40)


def after_asking(times: int) -> Callable[[], bool]:
    """Says stop when it is asked for the (times + 1)-th time."""
    answers = iter([False] * times + [True])
    return lambda: next(answers)



def pair(**changed: object) -> tuple[Timeline, Timeline]:
    return some_timeline(), some_timeline(**changed)


def test_two_runs_trained_abreast_are_the_same_as_each_alone() -> None:
    together, alone = pair(learning_rate=0.5, batch_size=35), pair(learning_rate=0.5, batch_size=35)
    arrivals = train(together, 40, NEVER, lambda _: None)
    for timeline in alone:
        train((timeline,), 40, NEVER, lambda _: None)
    for one, other, arrival in zip(together, alone, arrivals, strict=True):
        assert arrival.step is not None
        assert arrival.step.record.step == 39
        assert np.array_equal(one.end.theta, other.end.theta)
        assert np.array_equal(one.history.costs, other.history.costs)
        assert one.history.evaluations == other.history.evaluations


def test_two_runs_with_equal_settings_are_the_same_to_the_last_bit() -> None:
    first, second = pair()
    train((first, second), 40, NEVER, lambda _: None)
    assert np.array_equal(first.end.theta, second.end.theta)
    assert np.array_equal(first.history.costs, second.history.costs)
    assert first.history.evaluations == second.history.evaluations


def test_every_post_tells_of_both_runs_at_the_same_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.running.SECONDS_BETWEEN_POSTS", 0.0)
    posts: list[Progress] = []
    train(pair(learning_rate=0.5), 6, NEVER, posts.append)
    steps = [[arrival.step.record.step for arrival in post.arrivals if arrival.step is not None] for post in posts]
    assert steps == [[n, n] for n in range(6)]


@pytest.mark.parametrize("asked", range(1, 40))
def test_whenever_two_runs_are_stopped_they_have_come_equally_far(asked: int) -> None:
    timelines = pair(learning_rate=0.5)
    should_stop = after_asking(asked)
    arrivals = train(timelines, 100, should_stop, lambda _: None)
    steps = {arrival.step.record.step if arrival.step is not None else -1 for arrival in arrivals}
    assert all(arrival.interrupted for arrival in arrivals)
    assert len(steps) == 1
    assert {timeline.length - 1 for timeline in timelines} == steps


def test_a_run_that_is_stopped_in_the_middle_of_a_large_batch_does_not_leave_the_other_one_ahead(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.training.ROWS_AT_ONCE", 50)
    timelines = pair(batch_size=200)
    # asked once a round, and four times in every step of the second run: the third round is broken off inside of it
    arrivals = train(timelines, 100, after_asking(12), lambda _: None, evaluating=False)
    assert [arrival.step.record.step for arrival in arrivals if arrival.step is not None] == [1, 1]
    assert [timeline.length for timeline in timelines] == [3, 2]
    train(timelines, 5, NEVER, lambda _: None)
    assert [timeline.length for timeline in timelines] == [8, 8]


@pytest.mark.parametrize("diverging_one", [0, 1])
def test_a_run_that_diverges_stays_behind_and_the_other_one_goes_on(diverging_one: int) -> None:
    timelines = [some_timeline(), diverging()][::1 if diverging_one else -1]
    arrivals = train(timelines, 50, NEVER, lambda _: None)
    lost, well = arrivals[diverging_one], arrivals[1 - diverging_one]
    assert lost.step is not None
    assert well.step is not None
    assert lost.divergence is not None
    assert lost.step.record.step == lost.divergence.step - 1 < 49
    assert np.isfinite(lost.step.after.theta).all()
    assert (well.divergence, well.step.record.step) == (None, 49)
    again = train(timelines, 10, NEVER, lambda _: None)
    assert again[diverging_one].step is not None
    assert again[diverging_one].step.record.step == lost.step.record.step, "its last finite step is handed out again"
    assert timelines[1 - diverging_one].length == 60


def test_two_runs_travel_to_the_past_together_and_one_may_stay() -> None:
    timelines = pair(learning_rate=0.5)
    train(timelines, 50, NEVER, lambda _: None)
    both = travel(timelines, (17, 17), NEVER, lambda _: None)
    for timeline, arrival in zip(timelines, both, strict=True):
        assert arrival.step is not None
        assert arrival.step.record.cost == timeline.history.costs[17]
    first, second = travel(timelines, (None, 9), NEVER, lambda _: None)
    assert first.step is None
    assert second.step is not None
    assert second.step.record.step == 9


def test_one_run_is_taken_back_while_the_other_one_makes_new_steps() -> None:
    timelines = pair(learning_rate=0.5)
    train(timelines, 5, NEVER, lambda _: None)
    first, second = travel(timelines, (2, 30), NEVER, lambda _: None)
    assert first.step is not None
    assert second.step is not None
    assert (first.step.record.step, second.step.record.step) == (2, 30)
    assert [timeline.length for timeline in timelines] == [5, 31]


def test_a_way_back_that_is_stopped_moves_neither_run() -> None:
    timelines = pair(learning_rate=0.5)
    train(timelines, 50, NEVER, lambda _: None)
    arrivals = travel(timelines, (13, 13), lambda: True, lambda _: None)
    assert [(arrival.step, arrival.interrupted) for arrival in arrivals] == [(None, True)] * 2
