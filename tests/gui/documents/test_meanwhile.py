"""What somebody does while a document is read or saved: nothing of it is lost, and nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gui.documents.shelf
import gui.run.jobs
from documents.document import Document, read_document, write_document
from gui.run.snapshot import Snapshot
from tests.gui.documents.person import Person
from tests.waiting import PATIENCE


@pytest.fixture
def goes_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Reading and writing wait for this."""
    goes_on, read = Event(), gui.documents.shelf.read

    def slow_read(*given: Path) -> Document:
        assert goes_on.wait(PATIENCE)
        return read(*given)

    def slow_write(made: Document, path: Path) -> None:
        assert goes_on.wait(PATIENCE)
        write_document(made, path)

    goes_on.set()
    monkeypatch.setattr("gui.documents.shelf.read", slow_read)
    monkeypatch.setattr("documents.document.write_document", slow_write)
    yield goes_on
    goes_on.set()


def first_weight(path: Path) -> float:
    """In the document that is kept there."""
    return float(read_document(path, path.parent).network.run.moment.theta[0])


@pytest.fixture
def person(sit_down: Callable[..., Person], tmp_path: Path, goes_on: Event) -> Person:
    """Somebody who works on "mine", and has another document too."""
    person = sit_down(experiment="xor", closes=True)
    person.save_to(tmp_path / "other.deltaflow")
    person.save_to(tmp_path / "mine.deltaflow")
    return person


def test_whoever_stays_is_asked_again_when_the_other_document_comes(person: Person, tmp_path: Path,
                                                                    goes_on: Event) -> None:
    goes_on.clear()
    person.desk.open_path(tmp_path / "other.deltaflow")
    person.session.set_parameter(0, 5.0)
    person.answer("Cancel", "Cancel")
    assert not person.window.close()
    goes_on.set()
    person.settle()
    assert person.asked == ["Save the changes in mine.deltaflow?"] * 2
    assert (person.desk.name, person.session.moment.theta[0]) == ("mine.deltaflow", 5.0)


def test_another_document_that_comes_during_a_question_waits_for_the_answer(person: Person, tmp_path: Path,
                                                                           goes_on: Event) -> None:
    goes_on.clear()
    person.desk.open_path(tmp_path / "other.deltaflow")
    person.session.set_parameter(0, 5.0)
    person.desk._shelf.found.connect(lambda _: person.answer("Save"))
    when_asked(person, goes_on.set)
    assert person.window.close()
    assert person.asked == ["Save the changes in mine.deltaflow?"]
    assert first_weight(tmp_path / "mine.deltaflow") == 5.0
    assert first_weight(tmp_path / "other.deltaflow") != 5.0


def test_saving_right_after_save_as_goes_to_the_new_file(person: Person, tmp_path: Path, goes_on: Event) -> None:
    before = (tmp_path / "mine.deltaflow").read_bytes()
    person.session.set_parameter(0, 5.0)
    goes_on.clear()
    person.choose(tmp_path / "new.deltaflow")
    person.desk.save_as()
    person.session.set_parameter(0, 6.0)
    person.desk.save()
    goes_on.set()
    person.settle()
    assert person.desk.name == "new.deltaflow"
    assert first_weight(tmp_path / "new.deltaflow") == 6.0
    assert (tmp_path / "mine.deltaflow").read_bytes() == before


def when_asked(person: Person, action: Callable[[], None]) -> None:
    """Does something as soon as there is a question."""
    if QApplication.activeModalWidget() is None:
        QTimer.singleShot(5, person.window, lambda: when_asked(person, action))
    else:
        action()


def no_memory(*_: object, **__: object) -> None:
    raise MemoryError


@pytest.mark.parametrize("meanwhile", ["nothing", "training", "travelling"])
def test_where_memory_is_short_for_a_moment_it_is_told_and_saving_goes_on(
        person: Person, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, meanwhile: str) -> None:
    person.work(200)
    with qtbot.captureExceptions() as caught, monkeypatch.context() as patch:
        if meanwhile == "travelling":
            patch.setattr(gui.run.jobs, "QUICK_SECONDS", -1.0)
            patch.setattr(gui.run.jobs, "travel", no_memory)
            person.session.navigator.go_to_step(3)
        else:
            patch.setattr(Snapshot, "part", no_memory)
        if meanwhile == "training":
            person.session.navigator.train(100_000)
        QTimer.singleShot(0, person.window, person.desk.save)
        person.wait(lambda: caught and not person.desk._saving.is_under_way)
    assert caught[0][0] is MemoryError
    if meanwhile != "travelling":  # where only the way has failed the document is saved
        assert person.told == "There isn't enough memory; close other programs and try again"
    person.session.navigator.pause()
    person.session.worker.wait()
    person.desk.save()
    person.settle()
    assert not person.desk.is_changed
    assert person.window.close()
