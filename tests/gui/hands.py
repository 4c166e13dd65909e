"""Somebody in front of the program, with mouse, keys and a remote."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.widgets.buttons import CheckBox
from gui.widgets.fields import ChoiceBox

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """The program on the screen, and what somebody in front of it does.

    Keys go to the window, which hands them to whatever has the focus; so do clicks, to whatever lies under them.
    """

    def __init__(self, program: Deltaflow, qtbot: QtBot) -> None:
        self.program = program
        self.window = program.window
        self._qtbot = qtbot

    def settle(self) -> None:
        """Waits until nothing goes on and all events have arrived; the threads get the time meanwhile."""
        arrived: list[bool] = []
        QTimer.singleShot(0, self.window, lambda: arrived.append(True))
        self.wait(lambda: arrived and self.program.session.navigator.is_settled and self.window.is_settled)

    def wait(self, condition: Callable[[], Any]) -> None:
        """Waits until something is so."""
        self._qtbot.waitUntil(lambda: bool(condition()))

    # keys

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Presses keys one after the other."""
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key, modifier)

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "nobody hears what is typed"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, 0, NO_KEYS, letter))

    def fill(self, line: QWidget, text: str, *, enter: bool = True) -> None:
        """Clicks into a line, and types over what stands there."""
        self.click(line)
        self.press(Qt.Key.Key_A, modifier=CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)
        if enter:
            self.press(Qt.Key.Key_Return)

    # mouse

    def click(self, widget: QWidget, position: QPoint | QPointF | None = None, *,
              keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Clicks on a widget, in its middle if nothing else is said, with what lies over it in the way."""
        QTest.mouseClick(self.window.windowHandle(), LEFT, keys, self.within(widget, position))

    def tick(self, box: CheckBox) -> None:
        """Clicks on a box to tick."""
        self.click(box, QPoint(8, box.height() // 2))

    def drag(self, widget: QWidget, *positions: QPoint | QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drags from the first position through the others."""
        handle, places = self.window.windowHandle(), [self.within(widget, position) for position in positions]
        QTest.mouseMove(handle, places[0])
        QTest.mousePress(handle, LEFT, keys, places[0])
        for here, there in itertools.pairwise(places):
            QTest.mouseMove(handle, (here + there) / 2)
            QTest.mouseMove(handle, there)
        QTest.mouseRelease(handle, LEFT, keys, places[-1])

    def point(self, widget: QWidget, position: QPoint | QPointF | None = None) -> None:
        """Moves the pointer over a place of a widget."""
        handle, place = self.window.windowHandle(), self.within(widget, position)
        QTest.mouseMove(handle, place - QPoint(1, 1))
        QTest.mouseMove(handle, place)
        self.wait(lambda: not self.window.moves.is_waiting)  # the second move is handed on with the next frame

    def turn_wheel(self, widget: QWidget, notches: int, position: QPoint | None = None) -> None:
        """Turns the wheel over a widget."""
        QTest.wheelEvent(self.window.windowHandle(), QPointF(self.within(widget, position)), QPoint(0, 120 * notches))

    def within(self, widget: QWidget, position: QPoint | QPointF | None = None) -> QPoint:
        """A place of a widget in the window; what has to be scrolled to is scrolled to."""
        self.scroll_to(widget)
        point = position.toPoint() if isinstance(position, QPointF) else position
        place = widget.mapTo(self.window, point if point is not None else widget.rect().center())
        found = self.window.childAt(place)
        assert found is not None
        assert found is widget or widget.isAncestorOf(found) or found.isAncestorOf(widget), f"{found} is in the way"
        return place

    @staticmethod
    def scroll_to(widget: QWidget) -> None:
        """Brings a widget into view, as somebody would who wants to click on it."""
        assert widget.isVisible(), f"{widget} can't be seen"
        parent = widget.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            QApplication.processEvents()
            parent.ensureWidgetVisible(widget)

    def choose(self, box: ChoiceBox, key: str) -> None:
        """Opens a list with the mouse and clicks on an entry."""
        self.click(box)
        view = box.view()
        self.wait(view.isVisible)
        index = box.model().index(box.findData(key), 0)
        view.scrollTo(index)
        # without a move the list would take the release for that of the click which opened it
        for place in (QPoint(4, 4), view.visualRect(index).center()):
            QTest.mouseMove(view.viewport(), place)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, place)
        self.wait(lambda: not view.isVisible())

    # the look

    def change_look(self, **changes: Any) -> None:
        """Another theme, language or text size, as the buttons of the top bar ask for it."""
        self.program.change_look(replace(self.program.look, **changes))
        self.settle()
