"""A focus ring that appears for the keyboard only, and keys that reach the widget which shows it.

The window has shortcuts of one key (Space plays, → steps). A widget that was reached with Tab must still answer to
its own keys; a click must not take them away from the window: it leaves the focus where it is, and ends typing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from gui.foundation.theme import Theme
from gui.widgets.access import describe

# A tool that a widget has: it gets the widget's events before the widget itself does.

Handlers = Mapping[QEvent.Type, Callable[[Any], bool]]
"""For each type of event what is done with one, and whether that is all: then the widget doesn't get it."""


class Tool(QObject):
    """Acts on some of the events of a widget; of several tools the one that was made last gets them first."""

    _handlers: Handlers = MappingProxyType({})  # until it has its own, and after it was collected with its widget

    def __init__(self, widget: QWidget, handlers: Handlers) -> None:
        super().__init__(widget)
        self.widget = widget
        self._handlers = handlers
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        # a widget that is being deleted still loses the focus, and is then none of Python's any more
        return handler is not None and watched is self.widget and handler(event)


BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
KEEPS_RING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
PRESSING_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""Those that press a button …"""
ROW_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
                      Qt.Key.Key_PageDown})
"""… go from row to row …"""
SLIDING_KEYS = ROW_KEYS | {Qt.Key.Key_Left, Qt.Key.Key_Right}
"""… and move a slider, or go from cell to cell."""

_HARMLESS = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
"""Held for + on many keyboards."""


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property and let the style sheet look at it again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def end_typing() -> None:
    """Take the focus from a line that is typed into; what stands there is taken over."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit):
        focus.clearFocus()


def act_on(event: QKeyEvent, acts: Mapping[int, Callable[[], None]]) -> bool:
    """Do what a key stands for, if it stands for anything."""
    act = acts.get(event.key())
    if act is None or event.modifiers() & ~_HARMLESS:
        return False
    act()
    return True


def shows_ring(widget: QWidget | None) -> bool:
    """Return whether the keyboard's focus came to a widget by a key."""
    return widget is not None and bool(widget.property("ring"))


def paint_ring(painter: QPainter, widget: QWidget, theme: Theme) -> None:
    """Paint the ring along the border of a widget, if it shows one."""
    if shows_ring(widget):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.focus, theme.px(2)))
        painter.drawRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1))


class KeyboardFocus(Tool):
    """Gives a widget its ring, and its own keys before the window's shortcuts.

    Parameters
    ----------
    keys
        Keys that go to the widget while the ring is shown and no modifier is held.
    also_takes
        Whether another key goes to it.
    """

    def __init__(self, widget: QWidget, keys: AbstractSet[Qt.Key] = frozenset(),
                 also_takes: Callable[[QKeyEvent], bool] | None = None) -> None:
        super().__init__(widget, {
            QEvent.Type.ShortcutOverride: self._on_shortcut, QEvent.Type.MouseButtonPress: self._on_press,
            QEvent.Type.FocusIn: self._on_focus, QEvent.Type.FocusOut: self._on_focus})
        self.keys = keys
        self._also_takes = also_takes

    def takes(self, event: QKeyEvent) -> bool:
        """Return whether a key goes to the widget rather than to the window's shortcuts."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in self.keys and held == Qt.KeyboardModifier.NoModifier and shows_ring(self.widget):
            return True
        return self._also_takes is not None and self._also_takes(event)

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        taken = self.takes(event)
        if taken:
            event.accept()
        return taken

    def _on_press(self, _event: QMouseEvent) -> bool:
        end_typing()
        return False

    def _on_focus(self, event: QFocusEvent) -> bool:
        if event.reason() not in KEEPS_RING:
            restyle(self.widget, "ring", event.gotFocus() and event.reason() in BY_KEY)
        return False


# Pictures that are read off with the mouse, and with the arrow keys just as well.

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
