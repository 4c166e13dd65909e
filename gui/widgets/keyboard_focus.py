"""A focus ring that appears for the keyboard only, and keys that reach the widget which shows it.

The window has shortcuts of one key (Space plays, → steps). A widget that somebody reached with Tab must still answer
to its own keys; a click must not take them away from the window: it leaves the focus where it is, and ends typing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
KEEPS_RING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property and let the style sheet look at it again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def end_typing() -> None:
    """Take the focus from a line that somebody types into; what stands there is taken over."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit):
        focus.clearFocus()


class KeyboardFocus(_Widget):
    """Mix-in for a widget that is operated by keys; it stands before Qt's class among the bases.

    Attributes
    ----------
    own_keys
        Keys that go to the widget rather than to the window's shortcuts while the ring is shown.
    """

    own_keys: frozenset[Qt.Key] = frozenset()

    def shows_ring(self) -> bool:
        """Whether the keyboard's focus came here by a key."""
        return bool(self.property("ring"))

    def _is_own(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self.shows_ring() and event.key() in self.own_keys and held == Qt.KeyboardModifier.NoModifier

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.MouseButtonPress:
            end_typing()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in KEEPS_RING:
            restyle(self, "ring", event.reason() in BY_KEY)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in KEEPS_RING:
            restyle(self, "ring", False)
        super().focusOutEvent(event)
