"""A pen gets every move that the system reports; everything else gets the newest, once a frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.foundation import pointer_moves
from gui.foundation.pointer_moves import FRAME, PointerMoves
from tests.prove.pen import DrawnOn

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Place(QWidget):
    """Notes what comes to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.seen: list[tuple[str, int]] = []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.seen.append(("press", round(event.position().x())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.seen.append(("move", round(event.position().x())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.seen.append(("release", round(event.position().x())))


class PenPlace(Place):
    wants_every_move = True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """The time that the merging goes by: it stands still until it is moved on."""
    now = [100.0]
    monkeypatch.setattr(pointer_moves.time, "monotonic", lambda: now[0])

    def go_on(seconds: float) -> None:
        now[0] += seconds

    return go_on


@pytest.fixture
def window(qtbot: QtBot, clock: Callable[[float], None]) -> QWidget:
    """A window with a place for a pen above a place for anything else."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 200)
    PenPlace(window).setGeometry(0, 0, 200, 100)
    Place(window).setGeometry(0, 100, 200, 100)
    PointerMoves(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def send(window: QWidget, kind: QEvent.Type, x: int, y: int, button: Qt.MouseButton = NONE,
         buttons: Qt.MouseButton = NONE) -> None:
    """What the system reports to the window."""
    place = QPointF(x, y)
    event = QMouseEvent(kind, place, window.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.windowHandle(), event)


def drag(window: QWidget, y: int) -> None:
    """Press, twenty moves in no time, release."""
    send(window, QEvent.Type.MouseButtonPress, 10, y, LEFT, LEFT)
    for x in range(11, 31):
        send(window, QEvent.Type.MouseMove, x, y, NONE, LEFT)
    send(window, QEvent.Type.MouseButtonRelease, 30, y, LEFT)


def test_a_pen_gets_every_move_between_press_and_release(window: QWidget) -> None:
    drag(window, 50)
    pen = window.findChild(PenPlace)
    assert pen.seen == [("press", 10), *(("move", x) for x in range(11, 31)), ("release", 30)]


def test_anything_else_gets_the_first_move_and_the_newest_before_the_release(window: QWidget) -> None:
    drag(window, 150)
    other = next(child for child in window.findChildren(Place) if not isinstance(child, PenPlace))
    assert other.seen == [("press", 10), ("move", 11), ("move", 30), ("release", 30)]


def test_the_newest_move_comes_when_the_frame_is_over(window: QWidget, qtbot: QtBot,
                                                      clock: Callable[[float], None]) -> None:
    other = next(child for child in window.findChildren(Place) if not isinstance(child, PenPlace))
    for x in range(20, 40):
        send(window, QEvent.Type.MouseMove, x, 150)
    assert other.seen == [("move", 20)]
    qtbot.waitUntil(lambda: len(other.seen) == 2)
    assert other.seen[-1] == ("move", 39)
    clock(FRAME)
    send(window, QEvent.Type.MouseMove, 50, 150)
    assert other.seen[-1] == ("move", 50), "none has come in the last frame: it doesn't wait"


def test_a_key_finds_the_pointer_where_it_is(window: QWidget) -> None:
    other = next(child for child in window.findChildren(Place) if not isinstance(child, PenPlace))
    for x in (20, 30):
        send(window, QEvent.Type.MouseMove, x, 150)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(window.windowHandle(), key)
    assert other.seen == [("move", 20), ("move", 30)]


def test_no_point_of_a_fast_stroke_on_a_real_display_is_lost_while_the_network_trains(
        x11_environment: dict[str, str]) -> None:
    drawn_on = DrawnOn(x11_environment, epochs=0.05)
    try:
        readings = [drawn_on.draw(digit, 0, seconds=0.25, rate=200) for digit in (3, 8)]
    finally:
        drawn_on.close()
    for reading in readings:
        assert reading.sent > 40
        assert reading.put_down == reading.inked == reading.sent
