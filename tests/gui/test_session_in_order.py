"""Edits of a run one after the other, wherever the cursor stands: each changes what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run.edits import EditKind
from gui.run.jobs import Activity
from gui.run.notice_words import notice_text
from gui.run.notices import NoticeAction, NoticeKind
from gui.run.session import Session
from simulator.experiment import Experiment, Layer, with_change
from simulator.steps import Granularity
from simulator.timeline import Timeline
from simulator.training import OwnSample

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    session.navigator.train_steps(20)
    session.worker.wait()
    yield session
    session.close()


def to_sample(session: Session, number: int) -> None:
    """Into the pass of this sample of the next step, counted from 1."""
    for _ in range(number):
        session.navigator.next(Granularity.SAMPLE)
    session.navigator.back(Granularity.LAYER)


@pytest.mark.parametrize("sample", [2, 9])
@pytest.mark.parametrize("then", ["settings", "weight", "learned"])
def test_a_begun_step_keeps_its_batch_whatever_is_changed_after_another_m_was_chosen(session: Session, sample: int,
                                                                                    then: str) -> None:
    to_sample(session, sample)
    before = session.moment
    session.change_settings(batch_size=4)
    assert (session.moment.record.batch_size, session.experiment.batch_size) == (10, 4)
    if then == "settings":
        session.change_settings(learning_rate=0.1)
        assert session.moment.address == before.address
    elif then == "weight":
        session.set_parameter(3, 0.5)
    else:
        session.learn_sample(OwnSample(np.array([0.3, -0.2]), np.array([1.0])))
    assert session.experiment.batch_size == 4, "m was not lost"
    step = session.run.timeline.step(before.address.step)
    assert step.record.batch_size == 10
    assert step.record.cost == before.record.cost
    session.navigator.train_steps(2)
    session.worker.wait()
    assert session.moment.record.batch_size == 4


def test_a_change_in_the_past_starts_from_the_settings_that_were_in_force_there(session: Session) -> None:
    session.change_settings(learning_rate=9.0)
    session.navigator.train_steps(5)
    session.worker.wait()
    session.navigator.go_to_step(3)
    session.change_settings(regularisation="l2")
    session.navigator.next(Granularity.STEP)
    assert session.moment.experiment.learning_rate == 0.3
    assert session.experiment == with_change(CIRCLES, regularisation="l2")
    edit = session.history.undo_edit
    assert edit is not None
    assert (edit.values["before"], edit.values["after"]) == (CIRCLES, session.experiment)


def test_what_was_set_behind_the_last_step_outlasts_a_weight_set_in_it(session: Session) -> None:
    session.change_settings(learning_rate=0.05)
    session.navigator.back(Granularity.LAYER)
    session.set_parameter(3, 0.5)
    assert session.experiment.learning_rate == 0.05
    assert session.moment.theta[3] == 0.5
    session.history.undo()
    session.history.undo()
    assert session.experiment == CIRCLES


def test_a_value_that_holds_here_but_not_later_begins_a_future_in_which_it_stays(session: Session) -> None:
    session.change_settings(learning_rate=9.0)
    session.navigator.train_steps(5)
    session.worker.wait()
    session.navigator.go_to_step(3)
    session.change_settings(learning_rate=0.3)
    assert session.experiment.learning_rate == 0.3
    assert session.notice is not None
    assert session.notice.kind is NoticeKind.FUTURE_FORGOTTEN


def test_an_edit_in_the_past_replays_no_step_that_is_in_view(session: Session, monkeypatch: pytest.MonkeyPatch
                                                            ) -> None:
    session.navigator.go_to_step(13)
    session.navigator.back(Granularity.LAYER)

    def replayed(*_: object) -> None:
        raise AssertionError("the window would stand still")

    monkeypatch.setattr(Timeline, "_replay", replayed)
    session.change_settings(learning_rate=0.1)
    session.set_parameter(3, 0.5)


def test_a_setting_that_is_typed_while_a_new_run_begins_belongs_to_that_run(qtbot: QtBot, session: Session) -> None:
    session.navigator.train(1000)
    qtbot.waitUntil(lambda: session.is_training)
    session.draw_new_weights()
    assert not session.worker.is_free, "the training has not stopped yet"
    session.change_settings(learning_rate=0.07)
    session.set_parameter(3, 0.5)
    session.worker.wait()
    assert (session.experiment.learning_rate, session.experiment.seed) == (0.07, CIRCLES.seed + 1)
    assert session.navigator.activity is Activity.IDLE, "the new run stands still"
    assert session.run_length <= 1
    assert session.moment.theta[3] != 0.5, "the weight was one of the former run"


def test_a_place_in_a_run_that_is_gone_leads_nowhere(qtbot: QtBot, session: Session) -> None:
    there = session.moment.address
    session.navigator.train(1000)
    qtbot.waitUntil(lambda: session.is_training)
    session.draw_new_weights()
    session.navigator.go_to(there)
    session.worker.wait()
    assert session.run_length <= 1


def test_after_an_undo_the_run_is_measured_as_before(session: Session, qtbot: QtBot) -> None:
    session.change_settings(learning_rate=0.2)
    session.navigator.train(3000)
    session.worker.wait()
    session.history.undo()
    session.navigator.train(30)
    qtbot.waitUntil(lambda: session.navigator.is_settled)
    steps = [one.step for one in session.training_history.evaluations]
    assert max(np.diff(steps)) <= 120


def test_a_run_that_diverges_at_a_step_without_a_cost_goes_back_to_the_best_one_before(qtbot: QtBot) -> None:
    straight = Layer(4, "identity")
    session = Session(with_change(CIRCLES, layers=(straight, straight, Layer(1)), learning_rate=0.1))
    session.navigator.train_steps(30)
    session.worker.wait()
    index = session.network.weight_index
    for place, value in (((1, 0, 0), 1e308), ((1, 0, 1), 1e308), ((1, 1, 0), -1e308), ((1, 1, 1), -1e308),
                         ((2, 0, 0), 5.0), ((2, 0, 1), 5.0)):
        session.set_parameter(index(*place), value)
    for _ in range(4):
        session.navigator.next(Granularity.STEP)
        session.worker.wait()
    notice = session.notice
    assert notice is not None
    assert notice.kind is NoticeKind.DIVERGENCE
    costs = session.training_history.costs
    assert not np.isfinite(costs[-1])
    assert int(notice.values["back_to"]) - 1 == int(np.nanargmin(costs))
    session.answer(NoticeAction.GO_BACK_AND_SLOW_DOWN)
    session.worker.wait()
    assert np.isfinite(session.moment.record.cost)
    assert session.history.undo_edit is not None
    assert session.history.undo_edit.kind is EditKind.SLOWER
    session.history.undo()
    assert session.run_length == len(costs)
    session.close()


@pytest.mark.parametrize("at_the_start", [True, False])
def test_a_memory_that_overflows_is_told_with_the_remedy_that_helps(at_the_start: bool, qtbot: QtBot) -> None:
    straight = with_change(CIRCLES, layers=(Layer(2, "identity"), Layer(1, "identity")), cost="quadratic",
                           optimizer="adam", learning_rate=1e-3, initializer="normal_sigma")
    session = Session(with_change(straight, initial_number=1e60) if at_the_start else straight)
    try:
        if not at_the_start:
            session.navigator.train_steps(2)
            session.worker.wait()
            for index in range(session.network.parameter_count):
                session.set_parameter(index, 1e60)
        for _ in range(2):  # to the step, and through it
            session.navigator.next(Granularity.STEP)
            session.worker.wait()
        notice = session.notice
        assert notice is not None
        assert notice.kind is NoticeKind.DIVERGENCE
        text = notice_text(notice)
        assert not at_the_start or "in step 1 the" in text
        assert "the optimizer's memory overflows, although the cost is finite" in text
        assert "Begin with smaller weights, or choose an optimizer that remembers nothing." in text
        assert "too long" not in text
        helps = NoticeAction.GO_BACK_AND_SLOW_DOWN in notice.actions
        assert helps is not at_the_start, "with whatever rate, the first step is the same"
    finally:
        session.close()
