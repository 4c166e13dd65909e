"""A transparent sheet over a window, to draw on: whatever lies beneath works as if it weren't there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gui.theme import Theme


class Overlay(QWidget):
    """Covers all of a window; clicks, hovering and keys go to what is beneath.

    It belongs to the window and not to its content, so it stays when the content is made anew.

    Parameters
    ----------
    level
        Of several sheets over a window, the one of the highest level lies on top.
    """

    def __init__(self, window: QWidget, theme: Theme, level: int = 0) -> None:
        super().__init__(window)
        self._covered = window
        self._theme = theme
        self._level = level
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    @property
    def level(self) -> int:
        """How high it lies."""
        return self._level

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.update()

    def _cover(self) -> None:
        """As large as the window, and above everything in it."""
        self.setGeometry(self._covered.rect())
        sheets = self._covered.findChildren(Overlay, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for sheet in sorted(sheets, key=lambda sheet: sheet.level):
            sheet.raise_()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a new content of the window lies above its older children
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded) and watched is self._covered \
                and not self.isHidden():
            self._cover()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover()
