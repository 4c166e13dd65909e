"""A focus ring that appears for the keyboard only, and keys that reach the widget which shows it.

The window has shortcuts of one key (Space plays, → steps). A widget that was reached with Tab must still answer to
its own keys; a click must not take them away from the window: it leaves the focus where it is, and ends typing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from gui.theme import Theme
from gui.widgets.tool import Tool

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
