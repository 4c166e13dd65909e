"""The table of samples."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.digits.rows_model import RowsModel
from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus

ModelIndex = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT = 24
_ROWS_IN_SIGHT = 4
_NUMBER_WIDTH = 32


class RowsTable(KeyboardFocus, QTableView):
    """One row a sample; ↑ and ↓ choose, Enter or a click takes it.

    Signals
    -------
    row_chosen(int)
        Somebody chose another row.
    row_taken(int)
        Somebody clicked a row or pressed Enter on it.
    """

    row_chosen = Signal(int)
    row_taken = Signal(int)
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return,
                          Qt.Key.Key_Enter, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

    def __init__(self, model: RowsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = _Heading(theme)
        self.setHorizontalHeader(self._heading)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setItemDelegate(_Cell(self))
        self._heading.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._heading.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.clicked.connect(lambda index: self.row_taken.emit(index.row()))
        self._silent = False
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.sunken)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.text)
        self.setPalette(palette)
        self._heading.set_theme(theme)
        self.setFont(theme.font(12, tabular=True))
        self._heading.resizeSection(0, theme.px(_NUMBER_WIDTH))
        self.verticalHeader().setMinimumSectionSize(theme.px(_ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        rows = min(self.model().rowCount(), _ROWS_IN_SIGHT) + 1
        self.setFixedHeight(rows * theme.px(_ROW_HEIGHT))

    def row(self) -> int | None:
        """The chosen row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def choose(self, row: int | None) -> None:
        """Choose a row, or none, without emitting `row_chosen`."""
        self._silent = True
        if row is None:
            self.selectionModel().clear()
        else:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)
        self._silent = False

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.row_chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_taken.emit(row)
        else:
            super().keyPressEvent(event)


class _Cell(QStyledItemDelegate):
    """A cell without a frame of its own: the whole row is chosen, and a bar before it says so."""

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        super().paint(painter, option, index)
        if index.column() == 0 and index.row() == self._table.row():
            theme = self._table.theme
            bar = QRect(option.rect)
            bar.setWidth(theme.px(3))
            painter.fillRect(bar, theme.focus if self._table.shows_ring() else theme.accent)

    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:  # noqa: N802 - Qt's own
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class _Heading(QHeaderView):
    """Quiet words over a hairline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setFont(theme.font(12))
        self.setFixedHeight(theme.px(_ROW_HEIGHT))
        self.setMinimumSectionSize(theme.px(16))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's own
        theme, hair = self._theme, self._theme.px(1)
        painter.fillRect(rect, theme.card)
        painter.fillRect(rect.adjusted(0, rect.height() - hair, 0, 0), theme.line)
        painter.setPen(theme.text_dim)
        painter.setFont(self.font())
        text = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(text))
