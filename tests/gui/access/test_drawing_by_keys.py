"""In the whole window: a digit is drawn with keys, and a click gives the keys back to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.digits.drawing_panel import DrawingPanel

Keys, NO_KEYS, SHIFT = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def test_space_and_arrows_are_the_pens_until_somebody_clicks(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="mnist")
    window, session = program.window, program.session
    window.activateWindow()
    panel = window.workspaces["network"].page.workspace.digits.panel
    assert isinstance(panel, DrawingPanel)
    canvas = panel.canvas

    def press(*keys: Keys, held: Qt.KeyboardModifier = NO_KEYS) -> None:
        for key in keys:
            QTest.keyClick(window.windowHandle(), key, held)
        QApplication.processEvents()

    panel.pen_tools.pen.setFocus(Qt.FocusReason.TabFocusReason)
    canvas.setFocus(Qt.FocusReason.BacktabFocusReason)
    before = session.moment.address
    press(Keys.Key_Delete, Keys.Key_Space, Keys.Key_Right)
    press(Keys.Key_Right, Keys.Key_Down, held=SHIFT)
    assert canvas.key_pen.is_down
    assert not canvas.is_blank
    press(Keys.Key_Space)
    program.settle()
    assert not canvas.key_pen.is_down
    assert session.moment.address.step == before.step
    assert session.navigator.activity.name != "PLAYING"
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(30, 30))
    program.settle()
    mark, there = canvas.key_pen.mark, session.moment
    press(Keys.Key_Left)  # to the right is the cost, which asks for the label first
    program.settle()
    assert canvas.key_pen.mark == mark
    assert session.moment is not there, "the window steps again"


def test_a_pen_that_was_lifted_by_an_undo_is_said_to_be_up(start: Callable[..., Deltaflow]) -> None:
    program = start(experiment="mnist")
    program.window.activateWindow()
    panel = program.window.workspaces["network"].page.workspace.digits.panel
    assert isinstance(panel, DrawingPanel)
    canvas = panel.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(canvas, Keys.Key_Space)
    QTest.keyClick(canvas, Keys.Key_Right)
    assert canvas.accessibleDescription().startswith("pen down")
    QTest.keyClick(canvas, Keys.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not canvas.key_pen.is_down
    assert canvas.accessibleDescription().startswith("pen up")
