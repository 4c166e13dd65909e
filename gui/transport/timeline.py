"""What all timelines have in common: their rows, the names under their parts, and how large they want to be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.transport.timeline_picture import TimelineRows
from gui.widgets.keyboard_focus import KeyboardFocus, shows_ring
from gui.widgets.plain_text import plain_tip


class Timeline(QWidget):
    """A line along which the player is moved.

    With the keyboard the window's own keys do that: the arrows, Home and End, and the digits that say how far.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self)
        self._theme = theme
        self._has_labels = True
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # a click takes the keys away from a text field
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._about = self.tr("Where the picture stands: click or drag to go elsewhere (← →, Home and End)")
        self.setToolTip(plain_tip(self._about))

    @property
    def rows(self) -> TimelineRows:
        """Where the rows lie."""
        return TimelineRows(self._theme, self.height(), self._has_labels)

    def width_for_labels(self) -> int:
        """The width from which on all names can be read."""
        raise NotImplementedError

    def set_labels_shown(self, shown: bool) -> None:
        """Whether the names stand under the parts."""
        self._has_labels = shown
        self.updateGeometry()
        self.update()

    def tell_position(self, sentence: str) -> None:
        """Let screen readers know where the mark stands; it is read out by whoever tells of the move."""
        self.setAccessibleDescription(f"{sentence} {self._about}")

    def _paint_ring(self, painter: QPainter) -> None:
        if shows_ring(self):
            width = self._theme.px(2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.focus, width))
            inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(inside, self._theme.px(4), self._theme.px(4))

    @property
    def _margin(self) -> int:
        """Room for half of the mark's head at both ends."""
        return self._theme.px(4)

    def sizeHint(self) -> QSize:
        return QSize(self.width_for_labels(), TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))

    def minimumSizeHint(self) -> QSize:
        # a bar gives it no more than its names need, and then the buttons must not be squeezed for it
        least = min(self._theme.px(160), self.width_for_labels())
        return QSize(least, TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))
