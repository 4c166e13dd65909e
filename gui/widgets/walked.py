"""Pictures that are read off with the mouse, and with the arrow keys just as well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen

from gui.theme import Theme
from gui.widgets.keyboard_focus import BY_KEY, KEEPS_RING, KeyboardFocus
from gui.widgets.telling import describe

_STEP = 8
"""Pixels at scale 1 that a press moves the pointer where there are no places to go to."""
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Walked(KeyboardFocus):
    """Mix-in: whoever came by Tab has a pointer of the keyboard, and Enter is its click.

    It stands before Qt's class among the bases. A picture says where the pointer begins and goes, and does with it
    what it does with the mouse.
    """

    own_keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, *_TAKES})
    _theme: Theme
    _key_point: QPointF | None = None

    @property
    def key_point(self) -> QPointF | None:
        """Where the keyboard's pointer stands; None while the picture has no focus that came by a key."""
        return self._key_point

    # what a picture does

    def _first_point(self) -> QPointF:
        """Where the pointer begins."""
        return QPointF(self._walked_area().center())

    def _walked_area(self) -> QRectF:
        """What the pointer doesn't leave."""
        return QRectF(self.rect())

    def _next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """Where it goes from a point, one step to the right or down, or back."""
        step, area = float(self._theme.px(_STEP)), self._walked_area()
        return QPointF(min(max(point.x() + right * step, area.left()), area.right()),
                       min(max(point.y() + down * step, area.top()), area.bottom()))

    def _point_with_keys(self, point: QPointF | None) -> None:
        """The pointer stands there, or is gone."""
        raise NotImplementedError

    def _take_with_keys(self, point: QPointF) -> None:
        """Enter was pressed there."""

    def _value_text(self) -> str:
        """What is in view or pointed at, in words with numbers."""
        raise NotImplementedError

    def _keys_text(self) -> str:
        """Which keys there are."""
        raise NotImplementedError

    # what they share

    def tell_value(self) -> None:
        """Let screen readers know what is in view now."""
        describe(self, self._value_text(), self._keys_text())

    def _go(self, point: QPointF | None) -> None:
        self._key_point = point
        self._point_with_keys(point)
        self.tell_value()

    def _paint_walk(self, painter: QPainter, *, cross: bool = False) -> None:
        """The ring, and a cross at the pointer where the picture itself marks no place."""
        if not self.shows_ring():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if cross and self._key_point is not None:
            arm = self._theme.px(7)
            for color, width in ((self._theme.card, 4), (self._theme.text, 2)):
                painter.setPen(QPen(color, self._theme.px(width)))
                for way in (QPointF(arm, 0), QPointF(0, arm)):
                    painter.drawLine(self._key_point - way, self._key_point + way)
        painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        point = self._key_point
        way = _WAYS.get(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or point is None:
            super().keyPressEvent(event)
        elif way is not None:
            self._go(self._next_point(point, *way))
        elif event.key() in _TAKES:
            self._take_with_keys(point)
            self.tell_value()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY:
            self._go(self._first_point())
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in KEEPS_RING and self._key_point is not None:
            self._go(None)
        self.update()
