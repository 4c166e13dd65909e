"""The list of a lecture's beats in the editor, and what can be done with one as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from gui.lectures.editor_fields import small_label
from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip

_FEWEST_ROWS, _MOST_ROWS = 3, 7
_ROW = 24


class BeatList(QWidget):
    """Titles of all beats with buttons for the chosen one.

    Attributes
    ----------
    rows
        The list.
    add, duplicate, up, down, delete
        The buttons.

    Signals
    -------
    chosen(int)
        Somebody chose another beat.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = _Rows(theme)
        self.rows.setAccessibleName(self.tr("Beats"))
        self.add = IconButton("plus", self.tr("New beat behind this one"), theme, size=24, look="flat")
        self.duplicate = IconButton("duplicate", self.tr("Duplicate this beat"), theme, size=24, look="flat")
        self.up = IconButton("chevron-up", self.tr("Move this beat up"), theme, size=24, look="flat")
        self.down = IconButton("chevron-down", self.tr("Move this beat down"), theme, size=24, look="flat")
        self.delete = IconButton("clear", self.tr("Delete this beat; undo brings it back"), theme, size=24,
                                 look="flat")
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(small_label(self.tr("Beats"), theme), 1)
        for button in (self.add, self.duplicate, self.up, self.down, self.delete):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addLayout(head)
        column.addWidget(self.rows)
        self.rows.currentRowChanged.connect(self._on_row)
        self._is_shown_only = False

    def show_beats(self, titles: Sequence[str], current: int, faulty: frozenset[int] = frozenset()) -> None:
        """Other titles, or another choice, without emitting `chosen`.

        Parameters
        ----------
        faulty
            Numbers of beats that have problems, from 0.
        """
        self._is_shown_only = True
        texts = [f"{number}  {title or self.tr('(no title)')}" for number, title in enumerate(titles, 1)]
        while self.rows.count() > len(texts):
            self.rows.takeItem(self.rows.count() - 1)
        for number, text in enumerate(texts):
            if number >= self.rows.count():
                self.rows.addItem(text)
            item = self.rows.item(number)
            item.setText(text)
            item.setToolTip(plain_tip(text))
            item.setSizeHint(QSize(0, self._theme.px(_ROW)))
            item.setForeground(self._theme.error if number in faulty else self._theme.text)
        self.rows.setCurrentRow(current)
        height = min(max(len(texts), _FEWEST_ROWS), _MOST_ROWS)
        self.rows.setFixedHeight(height * self._theme.px(_ROW) + 2 * self._theme.px(3))
        self.up.setEnabled(current > 0)
        self.down.setEnabled(current < len(texts) - 1)
        self.delete.setEnabled(len(texts) > 1)
        self._is_shown_only = False

    def _on_row(self, row: int) -> None:
        if not self._is_shown_only and row >= 0:
            self.chosen.emit(row)


class _Rows(KeyboardFocus, QListWidget):
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QListWidget.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.own_keys:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters don't search here: they are the window's
