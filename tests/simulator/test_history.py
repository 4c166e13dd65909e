"""Costs and evaluations of a run, which grow at one end while they are looked at."""

from __future__ import annotations

import numpy as np

from simulator.evaluation import Evaluation, History


def evaluation(step: int, accuracy: float = 0.5) -> Evaluation:
    return Evaluation(step, 1.0, accuracy, 4, 1.0, accuracy, 4)


def history_of(costs: int) -> History:
    history = History()
    for step in range(costs):
        history.append(float(step))
    return history


def test_costs_come_back_in_their_order_however_many_there_are() -> None:
    history = history_of(5000)
    assert len(history) == 5000
    assert history.costs.tolist() == [float(step) for step in range(5000)]


def test_a_view_of_the_costs_stays_as_it_was_while_the_run_goes_on() -> None:
    history = history_of(1023)
    seen = history.costs
    for _ in range(3000):
        history.append(-1.0)
    assert seen.tolist() == [float(step) for step in range(1023)]


def test_a_view_of_the_costs_stays_as_it_was_when_another_future_begins() -> None:
    history = history_of(100)
    seen = history.costs
    history.cut(40)
    for _ in range(60):
        history.append(-1.0)
    assert seen.tolist() == [float(step) for step in range(100)]
    assert history.costs.tolist() == [float(step) for step in range(40)] + [-1.0] * 60


def test_evaluations_are_kept_in_the_order_of_their_steps() -> None:
    history = History()
    for step in (10, 0, 30, 20):
        history.add(evaluation(step))
    assert [one.step for one in history.evaluations] == [0, 10, 20, 30]


def test_a_newer_evaluation_of_a_step_takes_the_place_of_the_older_one() -> None:
    history = History()
    for step, accuracy in ((0, 0.1), (10, 0.2), (20, 0.3), (10, 0.9), (0, 0.8)):
        history.add(evaluation(step, accuracy))
    assert [(one.step, one.test_accuracy) for one in history.evaluations] == [(0, 0.8), (10, 0.9), (20, 0.3)]


def test_a_cut_forgets_the_steps_from_there_on_but_not_what_was_measured_before_them() -> None:
    history = history_of(30)
    for step in (0, 10, 20, 30):
        history.add(evaluation(step))
    history.cut(20)
    assert len(history) == 20
    assert [one.step for one in history.evaluations] == [0, 10, 20]


def test_a_cut_behind_the_end_forgets_nothing() -> None:
    history = history_of(5)
    history.cut(9)
    assert len(history) == 5


def test_what_was_measured_at_one_step_can_be_forgotten_alone() -> None:
    history = history_of(30)
    for step in (0, 10, 20):
        history.add(evaluation(step))
    history.forget_evaluation(10)
    assert [one.step for one in history.evaluations] == [0, 20]


def test_a_copy_grows_on_its_own() -> None:
    history = history_of(3)
    history.add(evaluation(0))
    twin = history.copy()
    twin.append(7.0)
    twin.add(evaluation(3))
    history.append(-7.0)
    assert history.costs.tolist() == [0.0, 1.0, 2.0, -7.0]
    assert twin.costs.tolist() == [0.0, 1.0, 2.0, 7.0]
    assert (len(history.evaluations), len(twin.evaluations)) == (1, 2)


def test_the_costs_of_a_copy_do_not_change_when_the_original_is_cut() -> None:
    history = history_of(2000)
    twin = history.copy()
    history.cut(0)
    history.append(-1.0)
    assert np.array_equal(twin.costs, np.arange(2000.0))


def test_a_history_that_was_kept_grows_on() -> None:
    history = History.of(np.array([3.0, 2.0]), [])
    history.append(1.0)
    assert history.costs.tolist() == [3.0, 2.0, 1.0]
