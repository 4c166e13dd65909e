"""A document is saved while everything goes on, and nothing is lost where it can't be."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from documents.document import ENDING as DOCUMENT_ENDING
from documents.document import Document, read_document, write_document
from gui.digits.paper import grey_values
from gui.documents.openable import ENDING
from gui.workspaces.descent import descent_player
from simulator.experiment import Layer, with_change
from simulator.graph.network_text import Wanted
from tests.gui.documents.person import Person
from tests.waiting import PATIENCE


def test_the_ending_is_that_of_documents() -> None:
    assert ENDING == DOCUMENT_ENDING


def test_what_is_saved_comes_back_in_another_window(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="xor")
    person.work(3)
    person.session.set_parameter(2, 0.75)
    person.session.navigator.next()
    person.settle()
    window = person.window
    window.show_workspace("descent")
    window.workspaces["descent"].page.session.choose_surface("rosenbrock")
    window.workspaces["descent"].page.session.go_to_step(17)
    person.settle()
    window.workspaces["graph"].join.show_wanted(Wanted(1, 0, 0))
    window.show_workspace("graph")
    window.workspaces["graph"].page.session.next()
    person.settle()
    person.save_to(tmp_path / "xor.deltaflow")
    seen = person.seen()

    other = sit_down(experiment="spiral")
    other.desk.open_path(tmp_path / "xor.deltaflow")
    other.settle()

    again = other.seen()
    assert again == seen
    assert other.window.current.name == "graph"
    assert other.window.workspaces["graph"].page.join.agrees, "the graph goes along with the network as it did"
    workspaces = other.window.workspaces
    for session in (other.session, workspaces["descent"].session, workspaces["graph"].session):
        assert not session.history.can_undo
        assert not session.history.can_redo
    assert not other.desk.is_changed
    assert other.window.windowTitle() == "xor.deltaflow[*] — Deltaflow"


def test_a_descent_opens_at_its_step_and_with_whoever_was_looked_at(
        sit_down: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sit_down(experiment="xor")
    person.window.show_workspace("descent")
    session = person.window.workspaces["descent"].page.session
    session.choose_surface("line")
    session.compare("batches")
    session.go_to_step(600)
    person.settle()
    session.choose(1, 1)  # the full descent, on the right
    person.save_to(tmp_path / "far.deltaflow")
    seen = person.seen()

    other = sit_down()
    monkeypatch.setattr(descent_player, "SLICE", 0.0)  # however slowly it is recorded again
    other.desk.open_path(tmp_path / "far.deltaflow")
    other.settle()

    assert other.window.workspaces["descent"].page.session.chosen == (1, 1)
    assert other.seen() == seen


def test_a_derivative_opens_as_one_of_the_network_it_was_made_from_after_the_network_got_another_shape(
        sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="xor")
    person.window.workspaces["graph"].join.show_wanted(Wanted(1, 0, 0))
    person.window.show_workspace("graph")
    person.settle()
    experiment = person.session.experiment
    person.session.start_run(with_change(experiment, layers=(Layer(3, "tanh"), *experiment.layers[-1:])))
    person.settle()
    assert person.window.workspaces["graph"].page.join.made is None
    person.save_to(tmp_path / "xor.deltaflow")
    seen, depends = person.seen(), person.window.workspaces["graph"].page.session.graph.depends

    other = sit_down()
    other.desk.open_path(tmp_path / "xor.deltaflow")
    other.settle()

    assert other.seen() == seen
    assert other.window.workspaces["graph"].session.graph.depends == depends, "only what was wanted has a derivative"
    other.session.start_run(experiment)
    other.settle()
    join = other.window.workspaces["graph"].page.join
    assert join.made is not None, "as soon as the network has that shape again they go together"


def test_it_goes_on_as_the_one_that_was_saved(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.work(1)
    person.save_to(tmp_path / "a.deltaflow")
    other = sit_down()
    other.desk.open_path(tmp_path / "a.deltaflow")
    other.settle()

    for one in (person, other):
        one.work(1)

    assert person.session.moment.theta.tobytes() == other.session.moment.theta.tobytes()


def test_a_comparison_comes_back(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.session.start_comparison(with_change(person.session.experiment, learning_rate=0.011))
    person.settle()
    person.work(1)
    person.save_to(tmp_path / "two.deltaflow")
    seen = person.seen()
    assert seen["second"] is not None

    other = sit_down()
    other.desk.open_path(tmp_path / "two.deltaflow")
    other.settle()

    assert other.seen() == seen


def test_a_remedy_that_is_tried_comes_back_on_the_same_optimizer(sit_down: Callable[..., Person],
                                                                tmp_path: Path) -> None:
    person = sit_down()
    person.window.show_workspace("descent")
    session = person.window.workspaces["descent"].page.session
    for number in (0, 1):
        session.change_entrant(number, replace(session.setup.entrants[number], runs=True))
    session.choose(0, 1)
    session.compare("learning_rate")
    session.go_to_step(5)
    person.settle()
    assert session.lanes[0].runners[0].entrant == 1
    person.save_to(tmp_path / "two.deltaflow")

    other = sit_down()
    other.desk.open_path(tmp_path / "two.deltaflow")
    other.settle()
    again = other.window.workspaces["descent"].page.session
    assert [lane.setup for lane in again.lanes] == [lane.setup for lane in session.lanes]
    assert other.seen() == person.seen()


def test_a_drawing_comes_back(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="mnist")
    canvas = person.window.workspaces["network"].page.workspace.digits.panel.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    person.wait(lambda: person.desk.is_changed)
    person.settle()
    ink = grey_values(canvas.sheet.ink).copy()
    person.save_to(tmp_path / "three.deltaflow")

    other = sit_down(experiment="xor")
    other.desk.open_path(tmp_path / "three.deltaflow")
    other.settle()

    assert (grey_values(other.window.workspaces["network"].page.workspace.digits.panel.canvas.sheet.ink) == ink).all()
    assert other.session.moment.sample.inputs.tobytes() == person.session.moment.sample.inputs.tobytes()
    canvas = other.window.workspaces["network"].page.workspace.digits.panel.canvas
    assert not canvas.history.can_undo, "the undo list of the canvas is fresh, too"
    assert not other.desk.is_changed


def test_training_goes_on_while_it_is_saved(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down(experiment="spiral")
    person.choose(tmp_path / "long.deltaflow")
    person.session.navigator.train(4000)
    person.wait(lambda: person.session.run_length > 200)

    person.desk.save_as()
    person.wait(lambda: person.said)
    length = person.session.run_length
    person.wait(lambda: person.session.run_length > length)

    assert person.session.is_training
    kept = read_document(tmp_path / "long.deltaflow", tmp_path).network.run
    assert 200 <= kept.timeline.length <= length
    person.wait(lambda: person.desk.is_changed)
    person.session.navigator.pause()
    person.settle()


def test_a_second_save_waits_for_the_first(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.session.set_parameter(0, 0.5)
    person.desk.save()
    person.session.set_parameter(0, 0.25)
    person.desk.save()
    person.settle()

    assert read_document(tmp_path / "a.deltaflow", tmp_path).network.run.moment.theta[0] == 0.25
    assert not person.desk.is_changed
    assert person.said == ["Saved a.deltaflow"] * 3


def test_a_new_document_is_not_taken_for_the_one_that_is_still_being_saved(
        sit_down: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    slow = Event()

    def slowly(made: Document, path: Path) -> None:
        assert slow.wait(PATIENCE)
        write_document(made, path)

    monkeypatch.setattr("documents.document.write_document", slowly)
    person.desk.save()
    QTimer.singleShot(0, person.window, slow.set)
    person.desk.new()
    person.settle()
    assert person.desk.path is None
    assert person.desk.name == "Untitled"
    assert read_document(tmp_path / "a.deltaflow", tmp_path).network.run.moment.network.sizes != (784, 30, 10)


def test_where_a_document_cannot_be_gathered_it_is_told_and_saving_goes_on(
        sit_down: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("something is broken")

    person = sit_down()
    person.save_to(tmp_path / "a.deltaflow")
    person.session.set_parameter(0, 0.5)
    with monkeypatch.context() as patch:
        patch.setattr("gui.documents.workspaces.document_of", broken)
        with pytest.raises(RuntimeError):
            person.desk.save()
    assert "something is broken" in person.told
    person.desk.save()
    person.settle()
    assert not person.desk.is_changed


def test_the_ending_is_added_and_a_file_of_that_name_is_asked_about(sit_down: Callable[..., Person],
                                                                   tmp_path: Path) -> None:
    person = sit_down()
    person.save_to(tmp_path / "spiral")
    assert person.desk.path == tmp_path / "spiral.deltaflow"

    (tmp_path / "other.deltaflow").write_text("somebody else's")
    person.answer("Cancel")
    person.save_to(tmp_path / "other")
    assert (tmp_path / "other.deltaflow").read_text() == "somebody else's"
    assert person.desk.path == tmp_path / "spiral.deltaflow"

    person.answer("Overwrite")
    person.save_to(tmp_path / "other")
    assert person.desk.path == tmp_path / "other.deltaflow"
    assert person.asked == ["other.deltaflow exists already"] * 2


def test_nothing_is_saved_where_no_name_is_chosen(sit_down: Callable[..., Person]) -> None:
    person = sit_down()
    person.work()
    person.choose(None)
    person.desk.save()
    assert person.desk.path is None
    assert person.desk.is_changed


def test_where_it_cannot_be_written_the_reason_is_told(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    person.work()
    (tmp_path / "file").write_text("no folder")
    person.save_to(tmp_path / "file" / "a.deltaflow")

    assert "a.deltaflow" in person.told
    assert person.desk.is_changed
    assert person.desk.path is None
    assert not person.said
    person.save_to(tmp_path / "a.deltaflow")
    assert not person.desk.is_changed, "the next one is possible"
    assert person.program.session.notice is None, "what was wrong isn't any more"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_told(sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    person.save_to(folder / "a.deltaflow")
    assert "a.deltaflow" in person.told
    assert not list(folder.iterdir())


def test_a_full_disk_leaves_the_old_file(sit_down: Callable[..., Person], tmp_path: Path,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    person = sit_down()
    path = tmp_path / "a.deltaflow"
    person.save_to(path)
    before = path.read_bytes()
    person.work()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        person.desk.save()
        person.settle()

    assert "a.deltaflow" in person.told
    assert os.strerror(errno.ENOSPC) in person.told
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["a.deltaflow"]
    assert person.desk.is_changed
    assert person.window.isWindowModified()


def test_a_file_that_somebody_else_has_changed_is_asked_about(sit_down: Callable[..., Person],
                                                              tmp_path: Path) -> None:
    person = sit_down()
    path = tmp_path / "a.deltaflow"
    person.save_to(path)
    person.work()
    path.write_bytes(b"another program's")

    person.answer("Cancel")
    person.desk.save()
    assert path.read_bytes() == b"another program's"
    person.choose(tmp_path / "b.deltaflow")
    person.answer("Save as…")
    person.desk.save()
    person.settle()
    assert path.read_bytes() == b"another program's"
    assert person.desk.path == tmp_path / "b.deltaflow"
    assert person.asked == ["a.deltaflow was changed by another program"] * 2

    person.work()
    (tmp_path / "b.deltaflow").unlink()
    person.desk.save()  # one that is gone takes nothing from anybody
    person.settle()
    assert person.desk.path.exists()
    assert len(person.asked) == 2
