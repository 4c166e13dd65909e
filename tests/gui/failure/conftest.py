"""A window in which things go wrong, and what keeps them from doing harm."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.failure.keeper import FailureDialog, FailureKeeper
from gui.failure.log import ProgramLog
from gui.foundation.theme import Theme


class Faulty(QPushButton):
    """A window that is a button whose picture can't be drawn as soon as it is told so."""

    breaks_when_painted = False

    def paintEvent(self, event: object) -> None:
        if self.breaks_when_painted:
            raise LookupError("there is no such colour")
        super().paintEvent(event)  # type: ignore[arg-type]


class Accident:
    """The window, the log and the keeper; the clock stands still until it is turned."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.now = 0.0
        self.kept = 0
        self.window = Faulty("press")
        qtbot.addWidget(self.window)
        self.window.resize(300, 200)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.log = ProgramLog(folder)
        self.keeper = FailureKeeper(self.window, self.log, keep_document=self.keep, describe=self.describe,
                                    theme=Theme, version="1.2.3", clock=lambda: self.now)

    def keep(self) -> str:
        self.kept += 1
        return "A copy of your work was kept at 14:03."

    def describe(self) -> dict[str, str]:
        return {"workspace": "network"}

    def dialog(self) -> FailureDialog:
        """The dialog, as soon as it is there."""
        self.qtbot.waitUntil(lambda: self.keeper.dialog is not None and self.keeper.dialog.isVisible())
        assert self.keeper.dialog is not None
        return self.keeper.dialog

    def written(self) -> str:
        """What is in the log."""
        assert self.log.file is not None
        return self.log.file.read_text(encoding="utf-8")


@pytest.fixture
def without_crash_dumps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own crash dumps stay where they are."""
    monkeypatch.setattr(faulthandler, "enable", lambda *_: None)
    monkeypatch.setattr(faulthandler, "disable", lambda: None)


@pytest.fixture
def accident(qtbot: QtBot, light_look: None, tmp_path: Path, without_crash_dumps: None) -> Iterator[Accident]:
    made = Accident(qtbot, tmp_path / "state")
    made.log.begin("1.2.3", ["--theme", "light"])
    made.keeper.install()
    yield made
    made.window.breaks_when_painted = False
    made.keeper.uninstall()
    made.log.end()
    QApplication.clipboard().clear()
