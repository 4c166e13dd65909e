"""The table of samples."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.digits.rows_model import Kind, RowsModel
from gui.theme import Theme, blend
from gui.widgets.elided_label import ElidingDelegate
from gui.widgets.icons import icon_pixmap
from gui.widgets.keyboard_focus import KeyboardFocus

ModelIndex = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT = 24
_ROWS_IN_SIGHT = 4
_FEWEST_ROWS = 1
_NUMBER_WIDTH, _MARK_WIDTH = 32, 30
_MARK_SIZE = 14
_LIT = 0.16
"""How much of the accent the ground of the row in view takes on."""


class RowsTable(KeyboardFocus, QTableView):
    """One row a sample; ↑ and ↓ choose, Enter or a click takes it. The row in view has a bar before it.

    In a truth table it is the row in view that stands out and not the one that was chosen.

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
        self.rows = model
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
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.clicked.connect(lambda index: self.row_taken.emit(index.row()))
        self._silent = False
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        model.row_in_view_changed.connect(self._show_row)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.card)  # the cells paint what is chosen
        self.setPalette(palette)
        self._heading.set_theme(theme)
        self.setFont(theme.font(12, tabular=True))
        self._fit_columns()
        self.verticalHeader().setMinimumSectionSize(theme.px(_ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_HEIGHT))
        self._fit_height()

    def set_compact(self, compact: bool) -> None:
        """Whether rows may be given up where the card is too low for all of them: the others are scrolled to."""
        self._compact = compact
        self._fit_height()

    def _fit_height(self) -> None:
        rows = min(self.rows.rowCount(), _ROWS_IN_SIGHT)
        fewest = min(rows, _FEWEST_ROWS) if self._compact else rows
        self.setMinimumHeight((fewest + 1) * self.theme.px(_ROW_HEIGHT))
        self.setMaximumHeight((rows + 1) * self.theme.px(_ROW_HEIGHT))

    def _show_row(self, row: int) -> None:
        """In a table that doesn't show all of its rows: the row in view, as long as nobody chooses among them."""
        if self.rows.is_truth_table and row >= 0 and not self.shows_ring():
            self.scrollTo(self.rows.index(row, 0))

    def _fit_columns(self) -> None:
        """Numbers and marks are narrow, all other columns share the room."""
        for section, column in enumerate(self.rows.columns):
            narrow = {Kind.NUMBER: _NUMBER_WIDTH, Kind.MARK: _MARK_WIDTH}.get(column.kind)
            if narrow is not None:
                self._heading.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
                self._heading.resizeSection(section, self.theme.px(narrow))

    def refit(self) -> None:
        """The model has other rows or columns."""
        self._heading.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.set_theme(self.theme)

    def row(self) -> int | None:
        """The chosen row."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def shows_bar(self) -> bool:
        """Whether the chosen row has a bar: where no row is in view, and for the keyboard."""
        return self.shows_ring() or (self.rows.row_in_view < 0 and not self.rows.is_truth_table)

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

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_row(self.rows.row_in_view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_taken.emit(row)
        else:
            super().keyPressEvent(event)


class _Cell(ElidingDelegate):
    """A cell without a frame of its own: the whole row is chosen or in view, and a bar before it says so.

    It is painted without the style, which takes several times as long: a dragged weight changes every answer.
    """

    def __init__(self, table: RowsTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        table, model = self._table, self._table.rows
        theme, column, row, rect = table.theme, model.columns[index.column()], index.row(), option.rect
        in_view, chosen = row == model.row_in_view, row == table.row()
        if in_view or (chosen and not model.is_truth_table):
            painter.fillRect(rect, blend(theme.card, theme.focus, _LIT) if in_view else theme.sunken)
        if column.begins:
            painter.fillRect(QRect(rect.topLeft(), QSize(theme.px(1), rect.height())), theme.line)
        if column.kind is Kind.MARK and model.right is not None:
            name, color = ("check", theme.good) if model.right[row] else ("close", theme.error)
            side = theme.px(_MARK_SIZE)
            corner = rect.center() - QPoint(side // 2, side // 2)
            painter.drawPixmap(corner, icon_pixmap(name, color, side, table.devicePixelRatioF()))
        elif text := index.data():
            painter.setFont(table.font())
            painter.setPen(theme.text)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._shown(text, rect, index))
        if index.column() == 0 and (in_view or (chosen and table.shows_bar())):
            bar = QRect(rect)
            bar.setWidth(theme.px(3))
            painter.fillRect(bar, theme.focus if table.shows_ring() and chosen else theme.accent)


    def _shown(self, text: str, rect: QRect, index: ModelIndex) -> str:
        """The text as far as there is room for it: a number is rounded."""
        table = self._table
        room = rect.width() - table.theme.px(4)
        texts = (text, *table.rows.shorter_texts(index.row(), table.rows.columns[index.column()]))
        return next((one for one in texts if table.fontMetrics().horizontalAdvance(one) <= room),
                    table.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))

    def shortened_text(self, option: QStyleOptionViewItem, index: ModelIndex) -> str:
        text = str(index.data() or "")
        return text if "…" in self._shown(text, option.rect, index) else ""


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

    def _begins(self, section: int) -> bool:
        model = self.model()
        return isinstance(model, RowsModel) and model.columns[section].begins

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's own
        theme, hair = self._theme, self._theme.px(1)
        painter.fillRect(rect, theme.card)
        painter.fillRect(rect.adjusted(0, rect.height() - hair, 0, 0), theme.line)
        if self._begins(section):
            painter.fillRect(QRect(rect.topLeft(), QSize(hair, rect.height())), theme.line)
        painter.setPen(theme.text_dim)
        painter.setFont(self.font())
        text = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(text))
