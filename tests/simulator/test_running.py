"""Long work: told its progress, stopped at any time, and honest about why it could not go on."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer
from simulator.running import STEPS_WORTH_EVALUATING, Progress, explained, measured, train, travel
from simulator.timeline import Timeline
from simulator.training import NEVER, Divergence, Interrupted, Trainer


def some_timeline(**changed: object) -> Timeline:
    given = {"layers": (Layer(3, "tanh"), Layer(1)), "batch_size": 20, "learning_rate": 0.1, **changed}
    return Timeline(Trainer(Experiment("circles", **given), data_set_named("circles")))  # type: ignore[arg-type]


def diverging(learning_rate: float = 1e40) -> Timeline:
    return some_timeline(layers=(Layer(1, "identity"),), cost="quadratic", learning_rate=learning_rate)


def newest(post: Progress) -> int:
    step, = (arrival.step for arrival in post.arrivals)
    assert step is not None
    return step.record.step


def after_asking(times: int) -> object:
    """Says stop when it is asked for the (times + 1)-th time."""
    answers = iter([False] * times + [True])
    return lambda: next(answers)


def test_training_makes_as_many_steps_as_were_wanted_and_arrives_at_the_last() -> None:
    timeline = some_timeline()
    arrival, = train((timeline,), 25, NEVER, lambda _: None)
    assert timeline.length == 25
    assert arrival.step is not None
    assert arrival.step.record.step == 24
    assert (arrival.divergence, arrival.interrupted) == (None, False)


def test_training_is_the_same_as_pressing_next() -> None:
    trained, pressed = some_timeline(), some_timeline()
    train((trained,), 25, NEVER, lambda _: None)
    for _ in range(25):
        pressed.advance()
    assert np.array_equal(trained.end.theta, pressed.end.theta)


def test_progress_is_posted_with_the_newest_step_and_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.running.SECONDS_BETWEEN_POSTS", 0.0)
    timeline, posts = some_timeline(), list[Progress]()
    train((timeline,), 10, NEVER, posts.append)
    train((timeline,), 5, NEVER, posts.append)
    assert [(post.done, post.total, newest(post)) for post in posts] == [
        *((n + 1, 10, n) for n in range(10)), *((n + 1, 5, 10 + n) for n in range(5))]


def test_a_step_is_posted_with_all_that_is_known_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it depends on the speed of the machine what stands beside it."""
    monkeypatch.setattr("simulator.running.SECONDS_BETWEEN_POSTS", -1.0)
    timeline, there = some_timeline(), list[tuple[int, ...]]()
    train((timeline,), 25, NEVER, lambda _: there.append(tuple(
        one.step for one in timeline.history.evaluations if one.step <= timeline.length)))
    again = [tuple(one.step for one in timeline.history.evaluations if one.step <= length + 1)
             for length in range(24)]
    assert there[:24] == again
    assert len(set(there)) > 1


def test_posts_are_few_however_fast_the_steps_are(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(n * 0.001 for n in range(1, 10**6))  # a millisecond a step
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    posts: list[Progress] = []
    train((some_timeline(),), 100, NEVER, posts.append, evaluating=False)
    assert 3 <= len(posts) <= 5


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_training_stops_as_soon_as_it_is_asked_to(steps: int) -> None:
    timeline = some_timeline()
    arrival, = train((timeline,), 1000, after_asking(steps), lambda _: None, evaluating=False)  # type: ignore[arg-type]
    assert arrival.interrupted
    assert timeline.length == steps
    assert (arrival.step is None) == (steps == 0)


def test_training_goes_on_after_a_stop_as_if_nothing_had_been() -> None:
    timeline, straight = some_timeline(), some_timeline()
    train((timeline,), 12, after_asking(5), lambda _: None)  # type: ignore[arg-type]
    train((timeline,), 12 - timeline.length, NEVER, lambda _: None)
    train((straight,), 12, NEVER, lambda _: None)
    assert np.array_equal(timeline.end.theta, straight.end.theta)
    assert [one.step for one in timeline.history.evaluations] == [one.step for one in straight.history.evaluations]


def test_a_stop_in_the_middle_of_an_evaluation_leaves_it_due() -> None:
    timeline = some_timeline()
    arrival, = train((timeline,), 10, after_asking(1), lambda _: None)  # type: ignore[arg-type]
    assert arrival.interrupted
    assert timeline.history.evaluations == ()
    assert timeline.to_evaluate is not None


def test_cost_and_accuracy_are_measured_where_they_are_due_and_at_the_very_end() -> None:
    timeline = some_timeline()
    train((timeline,), 30, NEVER, lambda _: None)
    # 200 points, 20 at a time: 3, 5, 8 and 10 steps complete the quarters; the third epoch counts as a whole
    assert [one.step for one in timeline.history.evaluations] == [0, 3, 5, 8, 10, 13, 15, 18, 20, 30]
    assert timeline.to_evaluate is None


def test_the_measured_numbers_belong_to_the_state_at_their_step() -> None:
    timeline = some_timeline()
    train((timeline,), 10, NEVER, lambda _: None)
    for one in timeline.history.evaluations:
        state = timeline.state(one.step)
        assert measured(timeline.trainer, state, timeline.evidence(state), NEVER) == (one, None)


def test_without_evaluations_only_steps_are_made() -> None:
    timeline = some_timeline()
    train((timeline,), 10, NEVER, lambda _: None, evaluating=False)
    assert timeline.history.evaluations == ()


def test_an_evaluation_that_is_stopped_gives_nothing() -> None:
    timeline = some_timeline()
    with pytest.raises(Interrupted):
        measured(timeline.trainer, timeline.end, timeline.evidence(timeline.end), lambda: True)


# divergence


def test_a_run_that_diverges_arrives_at_its_last_finite_step_with_the_reason() -> None:
    timeline = diverging()
    arrival, = train((timeline,), 50, NEVER, lambda _: None)
    assert arrival.divergence is not None
    assert arrival.step is not None
    assert not arrival.interrupted
    assert arrival.divergence.step == timeline.length == arrival.step.record.step + 1
    assert np.isfinite(arrival.step.after.theta).all()
    assert np.isfinite(arrival.divergence.cost_before)
    assert not np.isfinite(arrival.divergence.cost_after)
    assert arrival.divergence.largest_gradient > 0
    assert arrival.divergence.learning_rate == 1e40


def test_an_infinite_cost_is_explained_by_the_last_step_that_still_had_a_finite_one() -> None:
    timeline = diverging()
    train((timeline,), 50, NEVER, lambda _: None)
    with pytest.raises(Divergence) as caught:
        timeline.advance()
    raw, told = caught.value, explained(caught.value, timeline)
    last = timeline.step(timeline.length - 1).record
    assert raw.cost_before == raw.cost_after == told.cost_after == np.inf
    assert told.cost_before == last.cost == timeline.history.costs[-1]
    assert told.largest_gradient == np.abs(last.gradient).max()
    assert (told.step, told.learning_rate) == (raw.step, 1e40)


def test_weights_that_overflow_are_explained_by_their_own_step() -> None:
    # every weight is 10, so the gradient is far larger than 1 and η times it leaves the range of float64
    timeline = some_timeline(layers=(Layer(1, "identity"),), cost="quadratic", learning_rate=1e308,
                             initializer="constant", initial_number=10.0)
    first = timeline.trainer.look(timeline.end)
    told = train((timeline,), 50, NEVER, lambda _: None)[0].divergence
    assert told is not None
    assert (told.step, told.cost_before) == (0, first.cost)
    assert told.largest_gradient == np.abs(first.gradient).max()
    assert not np.isfinite(told.cost_after)
    assert timeline.length == 0


def test_a_network_that_starts_with_an_infinite_cost_tells_so_before_its_first_step() -> None:
    timeline = some_timeline(layers=(Layer(1, "identity"),), cost="quadratic", initializer="constant",
                             initial_number=1e200)
    arrival, = train((timeline,), 5, NEVER, lambda _: None)
    assert arrival.step is None
    assert arrival.divergence is not None
    assert (arrival.divergence.step, arrival.divergence.cost_before) == (0, np.inf)


# travelling


def test_travelling_to_the_past_brings_the_step_as_it_was() -> None:
    timeline = some_timeline()
    train((timeline,), 50, NEVER, lambda _: None)
    arrival, = travel((timeline,), (17,), NEVER, lambda _: None)
    assert arrival.step is not None
    assert arrival.step.record.step == 17
    assert arrival.step.record.cost == timeline.history.costs[17]
    assert timeline.length == 50


def test_travelling_to_the_future_makes_the_missing_steps() -> None:
    timeline = some_timeline()
    arrival, = travel((timeline,), (17,), NEVER, lambda _: None)
    assert arrival.step is not None
    assert arrival.step.record.step == 17
    assert timeline.length == 18


def test_a_short_way_is_not_held_up_by_evaluations_but_a_long_one_has_them() -> None:
    short, long = some_timeline(), some_timeline()
    travel((short,), (STEPS_WORTH_EVALUATING - 2,), NEVER, lambda _: None)
    travel((long,), (STEPS_WORTH_EVALUATING + 20,), NEVER, lambda _: None)
    assert short.history.evaluations == ()
    assert len(long.history.evaluations) > 5


def test_travelling_can_be_stopped_and_leaves_the_run_as_it_was() -> None:
    timeline = some_timeline()
    timeline._recent_limit = 1
    train((timeline,), 50, NEVER, lambda _: None)
    arrival, = travel((timeline,), (13,), after_asking(2), lambda _: None)  # type: ignore[arg-type]
    assert arrival.interrupted
    assert arrival.step is None
    assert timeline.length == 50


def test_travelling_to_the_first_step_of_a_run_that_can_not_begin_shows_it_all_the_same() -> None:
    timeline = some_timeline(layers=(Layer(1, "identity"),), cost="quadratic", initializer="constant",
                             initial_number=1e200)
    arrival, = travel((timeline,), (0,), NEVER, lambda _: None)
    assert arrival.step is not None
    assert arrival.step.record.cost == np.inf
