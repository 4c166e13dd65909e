"""What counts as unsaved work, and what is asked before it would be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from documents.document import read_document
from gui.documents.desk import Desk
from simulator.steps import Granularity
from tests.gui.documents.person import Person

UNSAVED = "Save the changes in Untitled?"


def test_looking_around_is_no_change(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="xor")
    person.work()
    person.save_to(tmp_path / "a.deltaflow")
    window, navigator = person.window, person.session.navigator
    for move in (navigator.first, navigator.last, navigator.back, navigator.next, lambda: navigator.go_to_step(3)):
        move()
        person.settle()
    person.session.select(None)
    navigator.set_granularity(Granularity.NEURON)
    for name in ("descent", "graph", "network"):
        window.show_workspace(name)
        person.settle()
    window.workspaces["descent"].page.session.next()
    window.workspaces["descent"].page.session.set_logarithmic(True)
    window.workspaces["graph"].page.session.next()
    person.settle()

    assert not person.desk.is_changed
    assert not window.isWindowModified()


def test_an_edit_training_and_a_step_further_are_changes(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="xor")
    for deed in (lambda: person.session.set_parameter(0, 0.3), lambda: person.session.navigator.train_steps(2),
                 lambda: person.session.change_settings(learning_rate=0.7), person.session.history.undo):
        deed()
        person.settle()
        assert person.desk.is_changed
        assert person.window.isWindowModified()
        person.save_to(tmp_path / "a.deltaflow")
        assert not person.desk.is_changed


def test_a_change_of_a_descent_that_is_undone_is_none(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.window.show_workspace("descent")
    session = person.window.workspaces["descent"].page.session
    person.settle()
    assert not person.desk.is_changed
    session.choose_surface("saddle")
    assert person.desk.is_changed
    person.wait(person.window.isWindowModified)
    session.history.undo()
    assert not person.desk.is_changed
    person.wait(lambda: not person.window.isWindowModified())


def test_a_change_of_a_graph_that_is_undone_is_none(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.window.show_workspace("graph")
    session = person.window.workspaces["graph"].page.session
    person.settle()
    assert not person.desk.is_changed
    session.set_text("a·b + 1")
    assert person.desk.is_changed
    session.history.undo()
    assert not person.desk.is_changed


def test_without_changes_nothing_is_asked(sit_down: Callable[..., Person]) -> None:
    person = sit_down(closes=True)
    assert person.window.close()


def test_closing_asks_and_escape_stays(sit_down: Callable[..., Person]) -> None:
    person = sit_down(closes=True)
    person.work()
    QTimer.singleShot(0, person.window, lambda: person.press_key(Qt.Key.Key_Escape))
    assert not person.window.close()
    person.answer("Cancel")
    assert not person.window.close()
    assert person.asked == [UNSAVED] * 2
    assert person.window.isVisible()
    assert person.desk.is_changed

    person.answer("Don't save")
    assert person.window.close()
    assert not person.window.isVisible()


def test_the_question_is_answered_with_the_keyboard(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.work()
    length = person.session.run_length
    QTimer.singleShot(0, person.window, lambda: person.press_key(Qt.Key.Key_Return))  # Save comes first
    assert person.desk.may_close()
    assert read_document(tmp_path / "a.deltaflow", tmp_path).network.run.timeline.length == length
    assert not person.desk.is_changed


def test_saving_what_has_no_name_asks_for_one(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(closes=True)
    person.work()
    person.choose(None)  # whoever doesn't choose a name wants to stay
    person.answer("Save")
    assert not person.window.close()
    person.choose(tmp_path / "a.deltaflow")
    person.answer("Save")
    assert person.window.close()
    assert (tmp_path / "a.deltaflow").exists()


def test_where_saving_fails_the_window_stays(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.work()
    (tmp_path / "file").touch()
    person.choose(tmp_path / "file" / "a.deltaflow")
    person.answer("Save")
    assert not person.window.close()
    assert "a.deltaflow" in person.told
    assert person.desk.is_changed


def test_a_training_that_goes_on_is_saved_whole(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.save_to(tmp_path / "a.deltaflow")
    person.session.navigator.train(4000)
    person.wait(lambda: person.session.run_length > 100)
    person.answer("Save")
    assert person.desk.may_close()
    kept = read_document(tmp_path / "a.deltaflow", tmp_path).network.run
    assert kept.timeline.length == person.session.run_length
    assert not person.desk.is_changed


@pytest.mark.parametrize("way", ["new", "open_path"])
def test_another_document_asks_too(sit_down: Callable[..., Person], tmp_path: Path, way: str) -> None:
    person = sit_down()
    person.save_to(tmp_path / "other.deltaflow")
    person.work()
    length = person.session.run_length
    arguments = () if way == "new" else (tmp_path / "other.deltaflow",)

    person.answer("Cancel")
    getattr(person.desk, way)(*arguments)
    person.settle()
    assert person.session.run_length == length

    person.answer("Don't save")
    getattr(person.desk, way)(*arguments)
    person.settle()
    assert person.asked == ["Save the changes in other.deltaflow?"] * 2
    assert person.session.run_length < length
    assert not person.desk.is_changed


def test_what_is_done_while_a_file_is_read_is_asked_about(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "other.deltaflow")
    person.desk.open_path(tmp_path / "other.deltaflow")
    person.session.set_parameter(0, 0.125)
    person.answer("Cancel")
    person.settle()
    assert person.session.moment.theta[0] == 0.125


def test_what_was_given_up_for_a_file_that_cannot_be_read_is_asked_about_again(sit_down: Callable[..., Person],
                                                                               tmp_path: Path) -> None:
    person = sit_down()
    person.work()
    (tmp_path / "broken.deltaflow").write_bytes(b"no document")
    person.answer("Don't save")
    person.desk.open_path(tmp_path / "broken.deltaflow")
    person.settle()
    person.answer("Cancel")
    assert not person.desk.may_close()
    assert person.asked == [UNSAVED] * 2


def test_what_is_done_while_it_is_saved_is_asked_about(sit_down: Callable[..., Person], tmp_path: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.session.set_parameter(0, 0.25)

    def once() -> None:
        person.desk.said.disconnect(once)
        person.session.set_parameter(0, 0.5)

    person.desk.said.connect(once)  # "Saved …": the file is written
    person.answer("Save", "Save")
    assert person.desk.may_close()
    assert len(person.asked) == 2
    assert read_document(tmp_path / "a.deltaflow", tmp_path).network.run.moment.theta[0] == 0.5


def test_where_nobody_sits_nothing_is_asked(sit_down: Callable[..., Person]) -> None:
    person = sit_down(asks=False, closes=True)
    person.work()
    person.desk.new()
    person.settle()
    assert person.session.network.sizes == (784, 30, 10)
    person.session.set_parameter(0, 1.0)
    person.settle()
    assert person.desk.is_changed
    assert person.window.close()


def test_a_new_document_is_the_first_experiment(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="xor")
    person.window.show_workspace("descent")
    person.window.workspaces["descent"].page.session.choose_surface("saddle")
    person.save_to(tmp_path / "a.deltaflow")
    person.desk.new()
    person.settle()

    assert person.window.current.name == "network"
    assert person.session.network.sizes == (784, 30, 10)
    assert person.desk.path is None
    assert not person.desk.is_changed
    assert not person.session.history.can_undo
    session = person.window.workspaces["descent"].page.session
    assert session.setup == session.beginning.state.setup
    fresh = sit_down(experiment="mnist")
    assert {**person.seen(), "descent": None} == {**fresh.seen(), "view": person.seen()["view"], "descent": None}


def test_saving_during_a_lecture_saves_what_was_set_aside(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.work(1)
    person.window.show_workspace("descent")
    person.window.workspaces["descent"].page.session.choose_surface("saddle")
    person.settle()
    seen = person.seen()
    person.desk.lecture_begins()
    person.window.lectures.open_named("13_backpropagation")
    person.settle()
    for _ in range(4):
        person.window.lectures.director.next()
        person.settle()
    assert person.session.network.sizes != (2, 8, 8, 1)
    assert person.desk.is_changed

    person.save_to(tmp_path / "mine.deltaflow")
    assert person.said == ["Saved mine.deltaflow, as it was before the lecture"]
    assert not person.desk.is_changed
    person.session.navigator.train_steps(3)  # in the lecture: nobody's work
    person.settle()
    assert not person.desk.is_changed

    other = sit_down()
    other.desk.open_path(tmp_path / "mine.deltaflow")
    other.settle()
    assert other.seen() == seen

    person.window.lectures.leave()
    person.settle()
    assert not person.desk.is_changed
    assert person.seen() == seen


def test_opening_a_document_leaves_the_lecture(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.save_to(tmp_path / "a.deltaflow")
    seen = person.seen()
    person.desk.lecture_begins()
    person.window.lectures.open_named("13_backpropagation")
    person.settle()
    person.desk.open_path(tmp_path / "a.deltaflow")
    person.settle()
    assert not person.window.lectures.is_open
    assert person.seen() == seen
    assert not person.desk.is_changed


def test_the_desk_can_be_closed_twice(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.desk.close()
    person.desk.close()
    assert isinstance(person.desk, Desk)
    QTest.qWait(0)
