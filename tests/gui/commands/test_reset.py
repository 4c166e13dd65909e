"""Look and layout are remembered from start to start, and one entry of a menu puts everything back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.app import Deltaflow
from gui.command_line import Options
from gui.documents.question import Question
from gui.foundation.theme import install_fonts

Begin = Callable[[], Deltaflow]


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Begin]:
    """Starts the program as a person does; what it remembers lies in a folder of the tests."""
    QSettings("Deltaflow", "Deltaflow").clear()
    programs: list[Deltaflow] = []

    def begun() -> Deltaflow:
        install_fonts()
        program = Deltaflow(qapp, Options(experiment="xor"), remembers=True)
        with qtbot.waitExposed(program.window):
            program.window.show()
        program.window.resize(1440, 900)  # whatever the screen's size: all parts are in view
        program.settle()
        programs.append(program)
        return program

    yield begun
    for program in programs:
        end(program)
    QSettings("Deltaflow", "Deltaflow").clear()


def end(program: Deltaflow) -> None:
    if isValid(program) and program.parent() is not None:
        if program.window.desk.is_changed:
            QTimer.singleShot(0, answer(program, "drop"))
        program.window.close()
        program.window.deleteLater()
        program.end()
        program.setParent(None)
        program.deleteLater()


def choose(program: Deltaflow, menu: str, text: str, *, answered: str = "") -> None:
    """An entry of a menu of the View menu, or of it itself; what it asks is answered."""
    program.settle()
    view = next(one for one in program.window.menuBar().actions() if one.text() == "&View").menu()
    assert isinstance(view, QMenu)
    view.aboutToShow.emit()
    part = view if not menu else next(one for one in view.actions() if one.text().replace("&", "") == menu).menu()
    assert isinstance(part, QMenu)
    entry = next(one for one in part.actions() if one.text().replace("&", "").startswith(text))
    if answered:
        QTimer.singleShot(0, answer(program, answered))
    entry.trigger()


def answer(program: Deltaflow, key: str) -> Callable[[], None]:
    def press() -> None:
        question = program.window.findChild(Question)
        assert question is not None
        QTest.mouseClick(question.button(key), Qt.MouseButton.LeftButton)

    return press


def test_theme_size_motion_and_parts_are_as_they_were_left(begin: Begin) -> None:
    program = begin()
    choose(program, "Theme", "Dark")
    choose(program, "Text size", "125")
    choose(program, "", "Reduce motion")
    choose(program, "Parts in view", "Charts")
    assert not program.window.workspaces["network"].page.workspace.right.isVisible()
    end(program)
    program = begin()
    assert (program.look.theme, program.look.scale, program.look.calm) == ("dark", 1.25, True)
    assert program.theme.still
    assert not program.window.workspaces["network"].page.workspace.right.isVisible()


def test_one_entry_puts_everything_back_and_the_run_stays(begin: Begin) -> None:
    program = begin()
    usual = program.look
    choose(program, "Theme", "Dark")
    choose(program, "Text size", "150")
    choose(program, "Parts in view", "Sample and set-up")
    program.session.change_settings(learning_rate=0.125)
    program.session.worker.wait()
    choose(program, "", "Put everything back", answered="reset")
    program.settle()
    assert program.look == usual
    assert program.window.workspaces["network"].page.workspace.digits.isVisible()
    assert program.session.experiment.learning_rate == 0.125
    end(program)
    assert begin().look == usual


def test_cancel_leaves_everything_as_it_is(begin: Begin) -> None:
    program = begin()
    choose(program, "Theme", "Dark")
    choose(program, "", "Put everything back", answered="cancel")
    assert program.look.theme == "dark"
