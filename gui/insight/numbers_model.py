"""A table of the numbers of a moment, for Qt's views."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.insight.moment_tables import Cell, MomentTable
from gui.number_text import count, number

translate = QCoreApplication.translate

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class NumbersModel(QAbstractTableModel):
    """One of the tables, for Qt."""

    def __init__(self, table: MomentTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table

    def show_table(self, table: MomentTable) -> None:
        """Another moment, or another table."""
        before = self.table
        same = type(before) is type(table) and before.row_count == table.row_count and \
            before.columns == table.columns
        if same:  # only what is seen is asked for again, and what is selected stays selected
            self.table = table
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """A cell as the window writes numbers; empty for what isn't computed yet."""
        return cell_text(self.table.cell(row, column))

    # Qt

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self.table.row_count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.text(index.row(), index.column()) or translate("NumbersPage", "not computed yet")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.columns):
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return column.about if role == Qt.ItemDataRole.ToolTipRole else None


def cell_text(cell: Cell) -> str:
    """As the window writes it."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return count(cell)
    return number(cell) if isinstance(cell, float) else cell
