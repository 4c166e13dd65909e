"""What can be undone has a limit: of edits, and of memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.run import session as undo
from gui.run.edit_history import DEPTH, EditHistory
from gui.run.edits import DrawingEdit, Edit
from gui.run.session import Session
from simulator.experiment import Experiment, Layer, with_change

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(CIRCLES)
    yield session
    session.close()


def undone(session: Session) -> int:
    """How many edits can be undone."""
    count = 0
    while session.history.can_undo:
        session.history.undo()
        session.worker.wait()
        count += 1
    return count


def test_the_newest_hundred_edits_can_be_undone() -> None:
    history: EditHistory[int] = EditHistory()
    for number in range(DEPTH + 20):
        history.remember(number, Edit(DrawingEdit.STROKE))
    present = DEPTH + 20
    while history.can_undo:
        present = history.undo(present)
    assert present == 20
    assert len(history.redo_edits) == DEPTH == 100


def test_runs_that_take_too_much_room_are_forgotten_but_never_the_newest(
        session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    assert undo.BUDGET == 128 * 1024**2
    room = session.run.timeline.byte_count
    monkeypatch.setattr(undo, "BUDGET", 3 * room)
    for _ in range(6):
        session.reset()
        session.worker.wait()
    assert undone(session) == 3
    monkeypatch.setattr(undo, "BUDGET", 1)
    for _ in range(3):
        session.reset()
        session.worker.wait()
    assert undone(session) == 1


def test_both_runs_of_a_comparison_take_room(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    room = session.run.timeline.byte_count
    monkeypatch.setattr(undo, "BUDGET", 4 * room)
    for rate in (0.1, 0.2, 0.4):
        session.start_comparison(with_change(CIRCLES, learning_rate=rate))
        session.worker.wait()
    session.reset()
    session.worker.wait()
    assert undone(session) == 2


def test_a_copy_of_a_history_goes_its_own_way() -> None:
    history: EditHistory[int] = EditHistory()
    history.remember(1, Edit(DrawingEdit.STROKE))
    copy = history.copy()
    copy.remember(2, Edit(DrawingEdit.CLEARING))
    assert history.undo(5) == 1
    assert copy.undo(5) == 2
    assert copy.can_undo
