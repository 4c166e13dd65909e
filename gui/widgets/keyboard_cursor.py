"""Pictures that are read off with the mouse, and with the arrow keys just as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme import Theme
from gui.widgets.keyboard_focus import BY_KEY, KEEPS_RING, KeyboardFocus, paint_ring, shows_ring
from gui.widgets.telling import describe
from gui.widgets.tool import Tool

_STEP = 8
"""Pixels at scale 1 that a press moves the cursor where there are no places to go to."""
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, *_TAKES})


def step_within(area: QRectF, point: QPointF, right: int, down: int, theme: Theme) -> QPointF:
    """From a point one step to the right or down, or back, but not out of an area."""
    step = float(theme.px(_STEP))
    return QPointF(min(max(point.x() + right * step, area.left()), area.right()),
                   min(max(point.y() + down * step, area.top()), area.bottom()))


class Walkable(Protocol):
    """What a picture does with the cursor: the same as with the mouse."""

    def first_point(self) -> QPointF:
        """Return where the cursor begins."""

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """Return where it goes from a point, one step to the right or down, or back."""

    def point_with_keys(self, point: QPointF | None) -> None:
        """The cursor stands there, or is gone."""

    def take_with_keys(self, point: QPointF) -> None:
        """Enter was pressed there."""

    def value_text(self) -> str:
        """What is in view or pointed at, in words with numbers."""

    def keys_text(self) -> str:
        """Which keys there are."""


class KeyboardCursor(Tool):
    """Gives a picture that was reached by Tab a cursor that the arrow keys move; Enter is its click.

    Parameters
    ----------
    also_takes
        As for `KeyboardFocus`.

    Attributes
    ----------
    point
        Where the cursor stands; None while the picture has no focus that came by a key.
    """

    def __init__(self, picture: Walkable, also_takes: Callable[[QKeyEvent], bool] | None = None) -> None:
        assert isinstance(picture, QWidget), "a picture is a widget"
        super().__init__(picture, {QEvent.Type.KeyPress: self._on_key, QEvent.Type.FocusIn: self._on_focus_in,
                                   QEvent.Type.FocusOut: self._on_focus_out})
        self._picture: Walkable = picture
        self.point: QPointF | None = None
        self.focus = KeyboardFocus(picture, _KEYS, also_takes)  # made last, it sets the ring first

    def tell_value(self) -> None:
        """Let screen readers know what is in view now."""
        describe(self.widget, self._picture.value_text(), self._picture.keys_text())

    def paint(self, painter: QPainter, theme: Theme, *, cross: bool = False) -> None:
        """Paint the ring, and a cross at the cursor where the picture itself marks no place."""
        if cross and self.point is not None and shows_ring(self.widget):
            arm = theme.px(7)
            for color, width in ((theme.card, 4), (theme.text, 2)):
                painter.setPen(QPen(color, theme.px(width)))
                for way in (QPointF(arm, 0), QPointF(0, arm)):
                    painter.drawLine(self.point - way, self.point + way)
        paint_ring(painter, self.widget, theme)

    def _go(self, point: QPointF | None) -> None:
        self.point = point
        self._picture.point_with_keys(point)
        self.tell_value()

    def _on_key(self, event: QKeyEvent) -> bool:
        point, way = self.point, _WAYS.get(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or point is None:
            return False
        if way is not None:
            self._go(self._picture.next_point(point, *way))
        elif event.key() in _TAKES:
            self._picture.take_with_keys(point)
            self.tell_value()
        else:
            return False
        return True

    def _on_focus_in(self, event: QFocusEvent) -> bool:
        if event.reason() in BY_KEY:
            self._go(self._picture.first_point())
        self.widget.update()
        return False

    def _on_focus_out(self, event: QFocusEvent) -> bool:
        if event.reason() not in KEEPS_RING and self.point is not None:
            self._go(None)
        self.widget.update()
        return False
