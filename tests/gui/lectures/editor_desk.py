"""A window with the editor of lectures beside it, for tests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.editor import LectureEditor
from gui.lectures.own_folder import OwnFolder
from gui.run.session import Session
from gui.window.main_window import MainWindow
from lectures.model import Lecture
from lectures.reading import read_lecture
from simulator.experiment import preset


class Desk:
    """A window, and beside it the editor."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.theme, self.formulas = Theme(), Formulas(Theme())
        self.session = Session(preset("moons"))
        self.window = MainWindow(self.session)
        self.window.compose(self.theme, "en", self.formulas)
        self.window.resize(1200, 800)
        self.folder = OwnFolder(path)
        self.editor = LectureEditor(self.window, self.folder, self.theme, self.formulas, "en")
        self.editor.resize(360, 820)
        qtbot.addWidget(self.window)
        qtbot.addWidget(self.editor)
        with qtbot.waitExposed(self.editor):
            self.editor.show()
        self.editor.new_lecture()

    def saved(self) -> str:
        """What stands in the file of the lecture."""
        return self.folder.path_of(self.editor.name).read_text(encoding="utf-8")

    def lecture(self) -> Lecture:
        reading = read_lecture(self.saved(), self.editor.name)
        assert reading.problems == ()
        assert reading.lecture is not None
        return reading.lecture

    def press_next(self, count: int) -> None:
        for _ in range(count):
            self.session.navigator.next()
            self.session.worker.wait()

    def type_text(self, text: str) -> None:
        self.editor.form.beat_text.edit.setPlainText(text)

    def titles(self) -> list[str]:
        draft = self.editor.draft
        assert draft is not None
        return [draft.label(number, "en") for number in range(len(draft.beats))]

    def close(self) -> None:
        self.editor.hide()
        self.session.close()
        self.formulas.close()


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write_in(line: object, text: str) -> None:
    line.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(line, text)
