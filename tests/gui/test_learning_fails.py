"""What the window tells of a run that fails, when it tells it, and how it takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.run.jobs import Activity
from gui.run.notice_words import action_text, notice_text
from gui.run.notices import NoticeAction, NoticeKind, notice_of
from gui.run.session import Session
from simulator.diagnosis import Cause, Diagnosis, Intervention, Symptom
from simulator.experiment import Experiment, Layer, preset, with_change
from tests.waiting import MILLISECONDS

FAST = with_change(preset("circles"), learning_rate=30.0)
PLATEAU = with_change(preset("xor"), layers=(Layer(2, "tanh"), Layer(1)), initializer="normal_sigma",
                      initial_number=0.1, learning_rate=0.1)
ZEROS = with_change(preset("xor_points"), initializer="zeros")


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(FAST)
    yield session
    session.close()


def trained(session: Session, qtbot: QtBot, steps: int = 600) -> None:
    session.navigator.train_steps(steps)
    navigator = session.navigator
    qtbot.waitUntil(lambda: navigator.activity is Activity.IDLE and navigator.is_settled, timeout=MILLISECONDS)


def fails(session: Session) -> bool:
    return session.notice is not None and session.notice.kind is NoticeKind.LEARNING_FAILS


def test_it_is_told_with_its_step_and_stays_while_one_looks_around(session: Session, qtbot: QtBot) -> None:
    trained(session, qtbot)
    assert fails(session)
    diagnosis = session.notice.diagnosis
    measured = next(one for one in session.training_history.evaluations if one.step == diagnosis.step)
    assert diagnosis.cost == measured.train_cost
    text = notice_text(session.notice)
    assert str(diagnosis.step) in text
    for move in (session.navigator.back, session.navigator.first, session.navigator.last):
        move()
        session.worker.wait()
        assert notice_text(session.notice) == text


def test_its_remedy_goes_back_and_is_undone_and_the_message_comes_and_goes_with_it(session: Session, qtbot: QtBot
                                                                                  ) -> None:
    trained(session, qtbot)
    session.answer(NoticeAction.GO_BACK_AND_SLOW_DOWN)
    session.worker.wait()
    assert session.experiment.learning_rate < 3.0
    assert not fails(session)
    trained(session, qtbot)
    assert not fails(session)
    session.history.undo()
    session.worker.wait()
    assert session.experiment == FAST
    qtbot.waitUntil(lambda: session.navigator.is_settled, timeout=MILLISECONDS)
    assert session.run.timeline.diagnosis is not None


def test_a_message_that_was_closed_is_not_told_again(session: Session, qtbot: QtBot) -> None:
    trained(session, qtbot)
    session.answer(None)
    trained(session, qtbot)
    assert not fails(session)


def test_a_new_run_and_a_changed_rate_take_it_away(session: Session, qtbot: QtBot) -> None:
    trained(session, qtbot)
    session.change_settings(learning_rate=0.3)
    session.worker.wait()
    assert not fails(session)
    session.history.undo()
    session.worker.wait()
    session.reset()
    session.worker.wait()
    assert not fails(session)


@pytest.mark.parametrize(("fails_by", "cause"), [(ZEROS, Cause.ALIKE), (PLATEAU, Cause.PLATEAU)],
                         ids=["zeros", "a plateau"])
def test_of_zeros_and_on_a_plateau_a_new_run_with_other_weights_is_offered_and_undone(
        qtbot: QtBot, fails_by: Experiment, cause: Cause) -> None:
    session = Session(fails_by)
    try:
        trained(session, qtbot, 1300)
        assert session.notice.diagnosis.cause is cause
        assert action_text(session.notice, NoticeAction.START_ANEW) == "New run with the weights: Xavier"
        session.answer(NoticeAction.START_ANEW)
        session.worker.wait()
        assert session.experiment.initializer == "xavier"
        assert session.notice.kind is NoticeKind.NEW_RUN
        session.history.undo()
        session.worker.wait()
        assert session.experiment == fails_by
    finally:
        session.close()


def test_of_two_runs_each_tells_by_itself(session: Session, qtbot: QtBot) -> None:
    session.start_comparison(with_change(FAST, learning_rate=0.3))
    session.worker.wait()
    trained(session, qtbot)
    assert session.notice is None
    assert session.diagnosis is not None
    assert session.navigator.comparison.diagnosis is None
    session.end_comparison()
    session.worker.wait()
    assert fails(session)


def test_a_lecture_lets_learning_fail_and_what_was_told_before_comes_back_after_it(session: Session, qtbot: QtBot
                                                                                  ) -> None:
    trained(session, qtbot)
    aside = session.set_aside()
    session.worker.wait()
    assert session.notice is None
    trained(session, qtbot)
    assert session.diagnosis is None
    assert session.notice is None
    session.take_back(aside, lambda: None)
    session.worker.wait()
    assert fails(session)


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_its_sentence(cause: Cause) -> None:
    for symptom in Symptom:
        for accuracy in (0.5, float("nan")):
            one = _diagnosis(symptom, cause, accuracy)
            text = notice_text(notice_of(one))
            assert "{" not in text
            assert "1,234" in text or "1\u202f234" in text or "1 234" in text
            assert "nan" not in text
            assert text.endswith(".")


@pytest.mark.parametrize("intervention", Intervention)
def test_every_remedy_has_its_button(intervention: Intervention) -> None:
    notice = notice_of(_diagnosis(Symptom.STANDS_STILL, Cause.PLATEAU, 0.5, intervention))
    assert action_text(notice, notice.actions[0])


def _diagnosis(symptom: Symptom, cause: Cause, accuracy: float,
               intervention: Intervention = Intervention.NEW_RUN) -> Diagnosis:
    remedy: Experiment = with_change(FAST, initializer="he")
    return Diagnosis(symptom, cause, 1234, 0, 7.5, 0.7, accuracy, 0.5, FAST, 0.01, 0.5, 4.0, 200, 1, 0.9, 0,
                     intervention, remedy)
