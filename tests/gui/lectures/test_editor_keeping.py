"""The editor while the disk is full, while it is made anew, and while a lecture is in view."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.lectures import editor as editor_module
from gui.lectures import own_folder
from gui.lectures.editor import LectureEditor
from gui.lectures.own_folder import OwnFolder
from simulator.errors import Explained
from tests.gui.lectures.editor_desk import Desk, click, write_in


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, light_look: None) -> Iterator[Desk]:
    desk = Desk(tmp_path / "lectures", qtbot)
    yield desk
    desk.close()


def fill_up(patch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    patch.setattr(own_folder.os, "fsync", refuse)


def made_anew(desk: Desk, qtbot: QtBot) -> LectureEditor:
    """As the window makes it when its theme, language or scale changes: with another folder object."""
    again = LectureEditor(desk.window, OwnFolder(desk.folder.path), desk.theme, desk.formulas, "en",
                          former=desk.editor)
    qtbot.addWidget(again)
    return again


def test_an_editor_that_is_made_anew_goes_on_with_the_same_file(desk: Desk, qtbot: QtBot) -> None:
    write_in(desk.editor.form.title.edit, "Before")
    again = made_anew(desk, qtbot)
    write_in(again.form.title.edit, "Behind")
    again.save()
    assert again.name == "my_lecture"
    assert desk.folder.names() == ("my_lecture",)
    assert desk.lecture().title.in_language("en") == "Behind"
    assert again.message.text() == "Saved; no problems"


def test_with_a_full_disk_the_editor_stays_open_and_saves_when_there_is_room_again(
        desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_module, "TRYING_PAUSE", 50)
    editor = desk.editor
    closed: list[bool] = []
    editor.closed.connect(lambda: closed.append(True))
    with monkeypatch.context() as patch:
        fill_up(patch)
        write_in(editor.form.title.edit, "Important")
        click(editor.close_button)
        assert not closed
        assert "disk is full" in editor.message.text()
        with pytest.raises(Explained, match="not saved yet"):
            editor.new_lecture()
        again = made_anew(desk, qtbot)
        assert again.form.title.edit.text() == "Important"
        assert "New lecture" in desk.saved()
    qtbot.waitUntil(lambda: "Important" in desk.saved())
    assert desk.folder.names() == ("my_lecture",)


def test_what_can_not_be_saved_is_given_up_only_when_asked_for_twice(
        desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    desk.editor.closed.connect(lambda: closed.append(True))
    with monkeypatch.context() as patch:
        fill_up(patch)
        write_in(desk.editor.form.title.edit, "Important")
        click(desk.editor.close_button)
        assert not closed
        click(desk.editor.close_button)
        assert closed


def test_the_window_does_not_close_over_what_can_not_be_saved_unless_asked_for_twice(
        desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.window.lectures.editor = desk.editor
    desk.window.show()
    with monkeypatch.context() as patch:
        fill_up(patch)
        write_in(desk.editor.form.title.edit, "Important")
        assert not desk.window.close()
        assert "Close once more" in desk.editor.message.text()
        assert desk.window.isVisible()
        assert desk.window.close()


def test_the_editor_makes_way_for_a_lecture_and_comes_back(desk: Desk) -> None:
    desk.window.lectures.open(desk.lecture())
    assert desk.editor.isHidden()
    desk.window.lectures.leave()
    assert not desk.editor.isHidden()
