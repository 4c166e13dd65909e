"""Moves of the pointer: a pen gets every one that the system reports, everything else the newest, once a frame.

Qt merges waiting moves on X11 unless it is told otherwise; then a fast stroke on a busy window is left with its
corners. Without that merging every view that follows the pointer would do its work for moves that are out of date
already, so the merging is done here instead, where the pen can be left out.
"""

from __future__ import annotations

import time
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

FRAME = 0.016
"""Seconds between two moves that are handed on."""

_NEW_HANDLE = (QEvent.Type.Show, QEvent.Type.WinIdChange)
_AFTER_MOVES = frozenset({
    QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel,
    QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress})
"""What must find the pointer where it has come to."""


@runtime_checkable
class WantsEveryMove(Protocol):
    """A widget that misses none of the moves between press and release."""

    wants_every_move: bool


def report_every_move() -> None:
    """Have Qt report all moves of mouse, touch and tablet.

    Call it when the application is made: the constructor of Qt's plugin for X11 turns the merging on, whatever was
    said before.
    """
    for attribute in (Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
                      Qt.ApplicationAttribute.AA_CompressTabletEvents):
        QCoreApplication.setAttribute(attribute, False)


class PointerMoves(QObject):
    """Hands the moves over a window on, merged to one a frame; a widget that wants every move gets every move.

    A move is handed on at once if there was none in the last frame. Otherwise the newest one waits for the frame to
    end, or for whatever must come after it: the press or release of a button, a key, the wheel.

    Parameters
    ----------
    window
        A top-level widget.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._handle: QWindow | None = None
        self._waiting: QMouseEvent | None = None
        self._pressed: QWidget | None = None
        self._handed_on = 0.0
        self._is_handing_on = False
        self._frame = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._hand_on)
        window.installEventFilter(self)
        self._attach()

    @property
    def is_waiting(self) -> bool:
        """Whether a move is still to be handed on."""
        return self._waiting is not None

    def _attach(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle, self._waiting = handle, None
            handle.installEventFilter(self)

    def _take(self, move: QMouseEvent) -> bool:
        """Whether a move is to wait."""
        if self._is_handing_on or (move.buttons() and isinstance(self._pressed, WantsEveryMove)):
            return False
        left = self._handed_on + FRAME - time.monotonic()
        if left <= 0.0 and self._waiting is None:
            self._handed_on = time.monotonic()
            return False
        self._waiting = move.clone()
        if not self._frame.isActive():
            self._frame.start(max(0, round(1000 * left)))
        return True

    def _hand_on(self) -> None:
        self._frame.stop()
        move, self._waiting = self._waiting, None
        if move is None or self._handle is None:
            return
        self._handed_on, self._is_handing_on = time.monotonic(), True
        try:
            QCoreApplication.sendEvent(self._handle, move)
        finally:
            self._is_handing_on = False

    def _widget_at(self, place: QPoint) -> QWidget:
        return self._window.childAt(place) or self._window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind in _NEW_HANDLE:
                self._attach()
            return False
        if kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            return self._take(event)
        if kind in _AFTER_MOVES:
            self._hand_on()
            if kind is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
                self._pressed = self._widget_at(event.position().toPoint())
        return False
