"""A choice among few, all of them in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip

_PADDING = 12


class SegmentedControl(QFrame):
    """Buttons in a row of which exactly one is down; the arrow keys move along it.

    Parameters
    ----------
    options
        Texts of the segments.
    name
        What is chosen, for screen readers.

    Signals
    -------
    changed(int)
        Somebody chose another segment. `set_index` doesn't emit it.
    """

    changed = Signal(int)

    def __init__(self, options: Sequence[str], theme: Theme, *, name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._segments = [_Segment(text, _place(number, len(options))) for number, text in enumerate(options)]
        for number, segment in enumerate(self._segments):
            segment.setToolTip(plain_tip(name))
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        self._index = 0
        self._segments[0].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        hair = theme.px(1)
        self._row.setContentsMargins(hair, hair, hair, hair)
        self.setFixedHeight(theme.px(28))
        for segment in self._segments:
            segment.set_theme(theme)

    def index(self) -> int:
        """Number of the chosen segment, counted from 0."""
        return self._index

    def set_index(self, index: int) -> None:
        """Choose a segment without emitting `changed`."""
        self._index = index
        self._segments[index].setChecked(True)

    def segments(self) -> tuple[QPushButton, ...]:
        """The buttons, from left to right."""
        return tuple(self._segments)

    def set_options(self, options: Sequence[str]) -> None:
        """Other texts for the same segments."""
        for segment, text in zip(self._segments, options, strict=True):
            segment.setText(text)

    def set_option_enabled(self, index: int, enabled: bool, reason: str = "") -> None:
        """Put a segment in or out of use; the reason becomes its tooltip."""
        self._segments[index].setEnabled(enabled)
        self._segments[index].setToolTip(plain_tip(reason or self.accessibleName()))

    def _on_toggled(self, index: int, down: bool) -> None:
        if down and index != self._index:
            self._index = index
            self.changed.emit(index)


def segments_width(options: Sequence[str], theme: Theme) -> int:
    """How wide a control with these texts wants to be: its frame, a hairline around the segments, and these."""
    metrics = QFontMetrics(theme.font(12))
    return 4 * theme.px(1) + sum(metrics.horizontalAdvance(text) + 2 * theme.px(_PADDING) for text in options)


class _Segment(QPushButton):

    def __init__(self, text: str, place: str) -> None:
        super().__init__(text)
        KeyboardFocus(self, {Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
        self.setCheckable(True)
        self.setAutoExclusive(True)  # the group sees to that; screen readers learn of it only so
        self.setProperty("place", place)
        self.setProperty("follows", place in ("middle", "last"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font(12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(_PADDING)
        return QSize(width, self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._theme.px(6)
        return QSize(width, self._theme.px(24))


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(number, "middle")
