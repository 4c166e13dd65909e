"""What all timelines have in common: their rows, the names under their parts, and how large they want to be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.transport.timeline_picture import TimelineRows


class Timeline(QWidget):
    """A line along which the player is moved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_labels = True
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # a click takes the keys away from a text field
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

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

    @property
    def _margin(self) -> int:
        """Room for half of the mark's head at both ends."""
        return self._theme.px(4)

    def sizeHint(self) -> QSize:
        return QSize(self.width_for_labels(), TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), TimelineRows.wanted_height(self._theme, has_labels=self._has_labels))
