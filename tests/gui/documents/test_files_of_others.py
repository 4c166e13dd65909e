"""What stands in the place of a file, and what a file is called, harms nothing: neither is chosen by the person."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from documents.atomic import keep_private
from documents.weights import read_weights
from gui.command_line import UsageError, parse
from gui.documents.openable import opened, promise
from gui.documents.recent import RecentFiles, fill_recent_menu
from gui.foundation.language import file_text
from gui.lectures.own_folder import OwnFolder
from gui.lectures.panel_words import problem_text
from lectures.library import Library, read_file
from lectures.network import load_numbers
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.datasets.table import open_table
from simulator.errors import Explained
from simulator.network import Network
from tests.gui.documents.person import Person

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")

LECTURE = ('title.en = "T"\n[[beat]]\ntitle.en = "B"\ntext.en = "X"\n'
           'scene = { experiment = "mnist", weights = "w.npy" }\n')
HOSTILE = "a\nb\u202egpj.<b>x<b>&\t" + "n" * 180
"""A name as a file may have it."""
HARMFUL = ("\n", "\t", "\r", "\u202e", "\u2066", "\x1b")


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may have about 100 characters
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _link(path: Path) -> None:
    os.mkfifo(path.with_name("end"))
    path.symlink_to("end")


@pytest.fixture(params=[os.mkfifo, Path.mkdir, _socket, _link], ids=["pipe", "folder", "socket", "link to a pipe"])
def put(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    """Puts something into the place of a file that is none."""
    made: Callable[[Path], object] = request.param
    return made


def test_rights_are_taken_of_files_and_folders_only(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "pipe").chmod(0o666)
    keep_private(tmp_path / "pipe")
    assert (tmp_path / "pipe").stat().st_mode & 0o777 == 0o666


def test_a_copy_of_a_lecture_leaves_out_weights_that_are_no_file(
        put: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "l.toml").write_text(LECTURE, encoding="utf-8")
    put(tmp_path / "w.npy")
    folder = OwnFolder(tmp_path / "own")
    name = folder.copy_of(tmp_path / "l.toml")
    assert {path.name for path in folder.path.iterdir()} == {f"{name}.toml"}


def test_where_weights_are_copied_to_nothing_that_is_no_file_is_read(
        put: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "l.toml").write_text(LECTURE, encoding="utf-8")
    (tmp_path / "w.npy").write_bytes(b"numbers")
    folder = OwnFolder(tmp_path / "own")
    folder.path.mkdir()
    put(folder.path / "w.npy")
    folder.copy_of(tmp_path / "l.toml")
    assert (folder.path / "w_2.npy").read_bytes() == b"numbers"


@pytest.mark.parametrize("name", ["f.json", "f.csv", "train-images-idx3-ubyte"])
def test_links_in_a_circle_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "half").symlink_to(name)
    (tmp_path / name).symlink_to("half")
    with pytest.raises(Explained, match=name):
        opened(tmp_path / name)


@pytest.mark.parametrize("name", ["f.json", "f.csv", "train-images-idx3-ubyte"])
def test_data_and_experiments_that_are_no_file_are_refused(
        name: str, put: Callable[[Path], object], tmp_path: Path) -> None:
    put(tmp_path / name)
    with pytest.raises(Explained, match=name):
        opened(tmp_path / name)


def test_labels_beside_images_that_are_no_file_are_refused(put: Callable[[Path], object], tmp_path: Path) -> None:
    put(tmp_path / "train-labels-idx1-ubyte")
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"\0\0\x08\3" + bytes(12))
    with pytest.raises(Explained):
        opened(tmp_path / "train-images-idx3-ubyte")


def test_lectures_and_their_numbers_that_are_no_file_are_refused(
        put: Callable[[Path], object], tmp_path: Path) -> None:
    put(tmp_path / "l.toml")
    entry = Library(()).named(str(tmp_path / "l.toml"))
    assert entry.lecture is None
    assert "it is a" in str(entry.problems[0])
    (tmp_path / "n").mkdir()
    put(tmp_path / "n" / "w.npy")
    with pytest.raises(ValueError, match="it is a"):
        load_numbers(tmp_path / "n" / "w.npy")


def test_weights_that_are_no_file_are_refused(put: Callable[[Path], object], tmp_path: Path) -> None:
    put(tmp_path / "w.npz")
    network = Network((2, 1), (activation_named("sigmoid"),), cost_named("quadratic"))
    with pytest.raises(Explained, match=r"w\.npz"):
        read_weights(network, tmp_path / "w.npz")


@pytest.mark.parametrize("option", [(), ("--lecture",), ("--check-lecture",)])
def test_the_command_line_takes_no_file_that_is_none(
        option: tuple[str, ...], put: Callable[[Path], object], tmp_path: Path) -> None:
    put(tmp_path / "f.toml")
    with pytest.raises(UsageError, match="no file"):
        parse([*option, str(tmp_path / "f.toml")])


def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_refused(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    exists = Path.exists

    def swapped(self: Path) -> bool:
        found = exists(self)
        if self == path and not path.is_fifo():
            path.unlink()
            os.mkfifo(path)
        return found

    monkeypatch.setattr(Path, "exists", swapped)
    with pytest.raises(Explained):
        open_table(path)


def _is_harmless(text: str) -> bool:
    return bool(text) and len(text) < 400 and not any(sign in text for sign in HARMFUL)


def test_a_hostile_name_is_written_in_one_short_line(
        sit_down: Callable[..., Person], tmp_path: Path) -> None:
    person = sit_down()
    path = tmp_path / f"{HOSTILE}.deltaflow"
    person.save_to(path)
    assert path.is_file()
    title = person.window.windowTitle()
    (tmp_path / f"{HOSTILE}.csv").write_text("x1,x2,class\n0,0,a\n0,1,b\n1,0,b\n1,1,a\n", encoding="utf-8")
    person.desk.open_path(tmp_path / f"{HOSTILE}.csv")
    person.settle()
    (tmp_path / f"{HOSTILE}.json").write_text("{", encoding="utf-8")
    person.desk.open_path(tmp_path / f"{HOSTILE}.json")
    person.wait(lambda: person.desk.is_settled)
    texts = (title, *person.said, person.told, person.session.data.label, promise(path, takes_weights=False))
    assert len(person.said) >= 2
    assert all(map(_is_harmless, texts)), [one for one in texts if not _is_harmless(one)]
    assert all("…" in text for text in texts if "nnn" in text)


def test_a_hostile_name_is_one_line_of_the_menu_of_recent_files(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    recent, menu = RecentFiles(settings), QMenu()
    qtbot.addWidget(menu)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / f"{HOSTILE}.json"
        path.write_text("{}", encoding="utf-8")
        recent.add(path)
    fill_recent_menu(menu, recent.paths, lambda path: None, lambda: None)
    entries = menu.actions()[:2]
    assert all(_is_harmless(text) for entry in entries for text in (entry.text(), entry.toolTip(), entry.statusTip()))
    assert len({entry.text() for entry in entries}) == 2
    assert "<b>" not in entries[0].toolTip()  # a tip would show it as markup


def test_a_problem_of_a_lecture_of_a_hostile_name_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / f"{HOSTILE}.toml"
    path.write_text("x", encoding="utf-8")
    problem = read_file(path, is_own=True).problems[0]
    assert _is_harmless(str(problem))
    assert _is_harmless(problem_text(problem))


@pytest.mark.parametrize("name", [HOSTILE, "\u2066", "\ud800", "한글.csv", "a" * 255, "\x1b[2J"])
def test_the_text_of_a_name_is_short_and_harmless(name: str) -> None:
    text = file_text(name)
    assert len(text) <= 44
    assert not any(sign in text for sign in (*HARMFUL, "\ud800"))
