"""Pictures from a thread: the newest question is answered, and none waits for ever while they come quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot

from gui.landscape.picture import PlaneKind, SlicePicture, Wishes
from gui.landscape.surveyor import Question, SurveyWorker, question_about
from gui.run.session import Session
from simulator.experiment import Experiment, Layer

CIRCLES = Experiment("circles", (Layer(3, "tanh"), Layer(1)), seed=4)

Record = Callable[[SignalInstance], list[Any]]


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[SurveyWorker]:
    worker = SurveyWorker()
    yield worker
    worker.close()


def asked(session: Session, seed: int = 1, kind: PlaneKind = PlaneKind.RANDOM) -> Question:
    return question_about(session, Wishes(kind, seed=seed), is_free=True)


def test_a_question_is_answered_with_a_final_picture(session: Session, worker: SurveyWorker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.pictured, check_params_cb=lambda picture: picture.landscape.is_final):
        worker.ask(asked(session), moved=False)
    qtbot.waitUntil(lambda: not worker.is_busy)


def test_of_questions_that_come_together_the_last_one_is_answered(
    session: Session, worker: SurveyWorker, qtbot: QtBot, record: Record
) -> None:
    pictures: list[SlicePicture] = record(worker.pictured)
    for seed in range(1, 6):
        worker.ask(asked(session, seed), moved=False)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert pictures[-1].wishes.seed == 5
    assert {picture.wishes.seed for picture in pictures} <= {1, 5}, "those between were never begun"


def test_while_the_network_moves_quickly_a_picture_is_finished_coarse_before_the_next_one_begins(
    session: Session, worker: SurveyWorker, qtbot: QtBot, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.landscape.surveyor.PATIENCE_ON_THE_WAY", 0.0)
    monkeypatch.setattr("gui.landscape.surveyor.LONGEST", 0.0)
    pictures: list[SlicePicture] = record(worker.pictured)
    worker.ask(asked(session), moved=True)
    while len(pictures) < 4:  # each picture is asked for again and again while it is made
        session.navigator.next()
        session.worker.wait()
        worker.ask(asked(session), moved=True)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert pictures[-1].landscape.is_final
    assert pictures[-1].step == session.run.state.step


def test_another_plane_does_not_wait_for_the_picture_of_the_former_one(
    session: Session, worker: SurveyWorker, qtbot: QtBot, record: Record
) -> None:
    pictures: list[SlicePicture] = record(worker.pictured)
    worker.ask(asked(session, 1), moved=False)
    worker.ask(asked(session, 2), moved=False)
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert {picture.wishes.seed for picture in pictures} == {2}


def test_why_there_is_no_plane_is_told(session: Session, worker: SurveyWorker, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.refused) as heard:
        worker.ask(asked(session, kind=PlaneKind.COMPONENTS), moved=False)
    assert "at least 3 different points" in str(heard.args[0])


def test_after_another_run_has_begun_no_picture_of_the_former_one_comes(session: Session, worker: SurveyWorker,
                                                                        qtbot: QtBot, record: Record) -> None:
    pictures: list[SlicePicture] = record(worker.pictured)
    worker.ask(asked(session), moved=False)
    worker.forget()
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert pictures == []


def test_it_can_be_closed_in_the_middle_and_asked_again(session: Session, worker: SurveyWorker, qtbot: QtBot) -> None:
    worker.ask(asked(session), moved=False)
    worker.close()
    assert not worker.is_busy
    with qtbot.waitSignal(worker.pictured):
        worker.ask(asked(session), moved=False)
    qtbot.waitUntil(lambda: not worker.is_busy)
