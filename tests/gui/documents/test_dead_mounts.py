"""Who looks into a folder on a dead mount gets an error, unlike with one that is gone: the program goes on."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.documents.desk import where_to_save
from gui.documents.openable import dragged_file
from gui.documents.question import Questions
from gui.documents.recent import fill_recent_menu, usual_folder


@pytest.fixture
def dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nobody can look into."""
    folder, stat = tmp_path / "dead", os.stat

    def fails(path: Any, *arguments: Any, **keywords: Any) -> os.stat_result:
        if str(path).startswith(str(folder)):
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        return stat(path, *arguments, **keywords)

    monkeypatch.setattr(os, "stat", fails)
    return folder


def test_a_document_there_is_listed_as_one_that_is_gone(dead: Path, qtbot: QtBot) -> None:
    here = dead.parent / "here.deltaflow"
    here.touch()
    menu = QMenu()
    qtbot.addWidget(menu)
    fill_recent_menu(menu, (dead / "lost.deltaflow", here), lambda _: None, lambda: None)
    lost, found, *_ = menu.actions()
    assert lost.text() == "&1 lost.deltaflow (not there any more)"
    assert not lost.isEnabled()
    assert found.isEnabled()


def test_the_next_folder_that_can_be_looked_into_is_the_usual_one(dead: Path) -> None:
    assert usual_folder([dead / "lost.deltaflow", dead.parent / "here.deltaflow"]) == dead.parent


def test_a_name_there_is_taken_as_it_is_typed(dead: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(dead / "mine"), ""))
    window = QWidget()
    qtbot.addWidget(window)
    # whether the file is there nobody can say; nobody is asked, and saving will tell what is wrong
    assert where_to_save(window, None, (), Questions(window)) == dead / "mine.deltaflow"


def test_a_file_that_is_dragged_from_there_is_none(dead: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dead / "lost.deltaflow"))])
    event = QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier)
    assert dragged_file(event) is None
