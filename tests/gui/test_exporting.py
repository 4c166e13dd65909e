"""Weights go out of the window and come back, and the network leaves it as a program."""

from __future__ import annotations

import errno
import os
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from documents.weights import read_weights, write_weights
from gui.app import Deltaflow
from gui.commands.files import Exports
from gui.run.notices import Notice, NoticeAction, NoticeKind
from gui.run.session import Session
from gui.workspaces.contract import Row
from gui.workspaces.numbers_table import write_csv
from simulator.errors import Explained
from simulator.experiment import preset

Started = tuple[Exports, Session]


@pytest.fixture
def started(qtbot: QtBot) -> Iterator[Started]:
    session, window = Session(preset("xor")), QWidget()
    qtbot.addWidget(window)
    yield Exports(session, window), session
    session.close()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What the file dialog will say: a name, and the kind with this word in it."""
    def answered(path: Path | None, word: str = "") -> list[str]:
        asked: list[str] = []

        def dialog(_: object, title: str, name: str, kinds: str) -> tuple[str, str]:
            asked.extend((title, name))
            return ("" if path is None else str(path)), next(kind for kind in kinds.split(";;") if word in kind)

        for kind in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, kind, dialog)
        return asked

    return answered


def told(session: Session, qtbot: QtBot, act: Callable[[], None], kind: NoticeKind = NoticeKind.MESSAGE) -> Notice:
    """The notice that comes of it."""
    with qtbot.waitSignal(session.notice_changed, check_params_cb=lambda notice: notice is not None):
        act()
    assert session.notice is not None
    assert session.notice.kind is kind
    return session.notice


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_window_says_what_has_become_of_it_and_takes_an_import_back(
        start: Callable[..., Deltaflow], qtbot: QtBot, answer: Callable[..., list[str]], tmp_path: Path) -> None:
    program = start(experiment="xor", steps=3)
    content = program.window.centralWidget()
    assert content is not None
    exports, session = Exports(program.session, content), program.session
    before = session.moment.theta.copy()
    path = tmp_path / "ones.npz"
    write_weights(session.moment.network, np.ones_like(before), path)
    answer(path)
    told(session, qtbot, exports.import_weights)
    assert program.window.banner.isVisible()
    assert session.moment.theta.tolist() == [1.0] * len(before)
    undo = next(button for button in program.window.banner.findChildren(QAbstractButton) if button.text() == "Undo")
    with qtbot.waitSignal(session.history.changed):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert np.array_equal(session.moment.theta, before)


@pytest.mark.parametrize(("word", "ending"), [("NumPy", ".npz"), ("PyTorch", ".safetensors")])
def test_weights_go_out_and_come_back_as_an_edit_that_can_be_undone(
        started: Started, qtbot: QtBot, answer: Callable[..., list[str]], tmp_path: Path, word: str,
        ending: str) -> None:
    exports, session = started
    theta, network = session.moment.theta.copy(), session.moment.network
    assert answer(tmp_path / "mine", word) == []
    notice = told(session, qtbot, exports.export_weights)
    assert notice.values["message"] == f"mine{ending} holds the {theta.size} weights and biases in view."
    assert np.array_equal(read_weights(network, tmp_path / f"mine{ending}"), theta)

    session.set_parameter(0, 7.5)
    assert session.moment.theta[0] == 7.5
    answer(tmp_path / f"mine{ending}")
    notice = told(session, qtbot, exports.import_weights)
    assert notice.actions == (NoticeAction.UNDO,)
    assert np.array_equal(session.moment.theta, theta)
    session.answer(NoticeAction.UNDO)
    assert session.moment.theta[0] == 7.5


def test_weights_of_another_network_are_refused_and_nothing_is_lost(
        started: Started, qtbot: QtBot, answer: Callable[..., list[str]], tmp_path: Path) -> None:
    exports, session = started
    theta = session.moment.theta.copy()
    path = tmp_path / "other.npz"
    np.savez(path, **{"0.weight": np.ones((3, 2)), "0.bias": np.ones(3)})  # type: ignore[arg-type]
    answer(path)
    notice = told(session, qtbot, exports.import_weights, NoticeKind.ERROR)
    assert str(notice.values["message"]).startswith(
        "other.npz belongs to a network with another number of layers: 1, not 2")
    assert np.array_equal(session.moment.theta, theta)


def test_the_program_gives_the_outputs_in_view(started: Started, qtbot: QtBot, answer: Callable[..., list[str]],
                                               tmp_path: Path) -> None:
    exports, session = started
    asked = answer(tmp_path / "net")
    notice = told(session, qtbot, exports.export_program)
    assert asked == ["Export network as a program", "network.py"]
    assert "python net.py" in str(notice.values["message"])
    found = runpy.run_path(str(tmp_path / "net.py"))
    assert found["outputs"](found["x"]) == pytest.approx(session.moment.sample.a[-1], abs=1e-12)

    answer(tmp_path / "torch.py", "PyTorch")
    told(session, qtbot, exports.export_program)
    assert "import torch" in (tmp_path / "torch.py").read_text(encoding="utf-8")


def test_a_file_that_nobody_was_asked_about_is_not_written_over(
        started: Started, qtbot: QtBot, answer: Callable[..., list[str]], tmp_path: Path) -> None:
    exports, session = started
    (tmp_path / "mine.npz").write_text("precious")
    answer(tmp_path / "mine", "NumPy")  # the dialog has looked for a file called "mine" only
    notice = told(session, qtbot, exports.export_weights, NoticeKind.ERROR)
    assert str(notice.values["message"]).startswith("mine.npz is there already")
    assert (tmp_path / "mine.npz").read_text() == "precious"
    answer(tmp_path / "mine.npz", "NumPy")  # now it has asked
    told(session, qtbot, exports.export_weights)
    read_weights(session.moment.network, tmp_path / "mine.npz")


def test_whoever_chooses_another_kind_means_it(started: Started, qtbot: QtBot, answer: Callable[..., list[str]],
                                               tmp_path: Path) -> None:
    exports, session = started
    answer(tmp_path / "weights.npz", "PyTorch")  # the name that the dialog began with
    told(session, qtbot, exports.export_weights)
    answer(tmp_path / "typed.safetensors", "NumPy")  # the kind that the dialog began with
    told(session, qtbot, exports.export_weights)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["typed.safetensors", "weights.safetensors"]


def test_a_folder_that_is_none_is_named_and_thinking_better_of_it_does_nothing(
        started: Started, qtbot: QtBot, answer: Callable[..., list[str]], tmp_path: Path) -> None:
    exports, session = started
    answer(tmp_path / "nowhere" / "net.py")
    notice = told(session, qtbot, exports.export_program, NoticeKind.ERROR)
    assert "can't be written" in str(notice.values["message"])
    session.tell(None)
    answer(None)
    for act in (exports.export_program, exports.export_weights, exports.import_weights):
        act()
    assert session.notice is None


def test_files_are_written_beside_the_document_and_not_where_the_program_was_started(
        start: Callable[..., Deltaflow], answer: Callable[..., list[str]], tmp_path: Path) -> None:
    window = start(experiment="xor", steps=3).window
    window.desk.path = tmp_path / "mine.deltaflow"
    files = window.files
    for act, name in ((files.exports.export_weights, "weights.npz"), (files.exports.export_program, "network.py"),
                      (files.exports.import_weights, ""), (files.save, "experiment.json"),
                      (files.save_picture, "window.png")):
        begun = answer(None)
        act()
        assert Path(begun[1]) == tmp_path / name


def test_the_settings_get_their_ending_and_the_window_says_that_they_are_saved(
        start: Callable[..., Deltaflow], answer: Callable[..., list[str]], tmp_path: Path) -> None:
    window = start(experiment="xor").window
    answer(tmp_path / "mine")
    window.files.save()
    assert (tmp_path / "mine.json").is_file()
    assert window.top_bar.line() == "Saved mine.json"


def test_a_picture_is_of_the_kind_that_was_chosen_whatever_its_name_ended_with(
        start: Callable[..., Deltaflow], answer: Callable[..., list[str]], tmp_path: Path) -> None:
    window = start(experiment="xor").window
    answer(tmp_path / "window.png", "Scalable")  # the name that the dialog began with
    window.files.save_picture()
    assert [path.name for path in tmp_path.iterdir()] == ["window.svg"]
    assert b"<svg" in (tmp_path / "window.svg").read_bytes()


def test_a_dot_in_a_name_begins_no_ending(started: Started, qtbot: QtBot, answer: Callable[..., list[str]],
                                          start: Callable[..., Deltaflow], tmp_path: Path) -> None:
    window = start(experiment="xor").window
    answer(tmp_path / "run 1.5")
    window.files.save()
    window.files.save_picture()
    exports, session = started
    told(session, qtbot, exports.export_weights)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run 1.5.json", "run 1.5.npz", "run 1.5.png"]


def test_settings_that_cannot_be_written_leave_the_old_file(
        start: Callable[..., Deltaflow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window, path = start(experiment="xor").window, tmp_path / "mine.json"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full_disk)
    window.files.save_file(path)
    assert path.read_text() == "old"
    notice = window.session.notice
    assert notice is not None
    assert str(notice.values["message"]) == \
        "mine.json can't be written (No space left on device); choose another folder"


def test_numbers_that_cannot_be_written_leave_the_old_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("old")

    def rows() -> Iterator[Row]:
        yield (1, 2.0)
        full_disk()

    with pytest.raises(Explained, match=r"numbers\.csv can't be written .No space left.*; choose another folder"):
        write_csv(path, ("a", "b"), rows())
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(Explained, match=r"numbers\.csv can't be written .No space left.*; choose another folder"):
        write_csv(path, ("a", "b"), [(1, 2.0)])
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["numbers.csv"]
