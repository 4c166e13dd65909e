"""The samples of a data set as a table, with what the network says to each."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.number_text import count, never_whole, number
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.evaluation import classes

MOST_INPUTS_SHOWN = 4
MOST_ANSWERED = 1000
"""Tables with more rows than that leave the network's answers out."""
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


def input_name(k: int) -> str:
    """The name of an input as the lecture writes it: x₁ for k = 0."""
    return f"x{k + 1}".translate(_SUBSCRIPTS)


def short(x: float) -> str:
    """A number of the data, to recognise it by: whole ones without decimals."""
    return count(int(x)) if float(x).is_integer() and abs(x) < 1e6 else number(x, 2)


class RowsModel(QAbstractTableModel):
    """Columns: number, inputs (where they are few), label, and the network's answer.

    The answer is the output's activation where there is one output, else the class that the outputs say.
    """

    def __init__(self, data: DataSet) -> None:
        super().__init__()
        self._data = data
        self._inputs_shown = data.input_count if data.input_count <= MOST_INPUTS_SHOWN else 0
        self._outputs: Array | None = None
        self._hidden_row = -1
        self.is_answered = data.test.count <= MOST_ANSWERED

    def set_outputs(self, outputs: Array | None, hidden_row: int) -> None:
        """What the network says to every row, shape (count, n_L); the answer of one row (−1: none) is held back."""
        if not self.is_answered:
            return
        self._outputs, self._hidden_row = outputs, hidden_row
        last = self.columnCount() - 1
        self.dataChanged.emit(self.index(0, last), self.index(self.rowCount() - 1, last))

    def headings(self) -> list[str]:
        """What stands above the columns."""
        answer = "a" if self._data.output_count == 1 else self.tr("says")
        return ["", *map(input_name, range(self._inputs_shown)), self.tr("label"), *([answer] * self.is_answered)]

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return count(row + 1)
        if column <= self._inputs_shown:
            return short(float(self._data.test.raw[row, column - 1]) * self._data.scale)
        if column == self._inputs_shown + 1:
            return self._data.class_labels[int(self._data.test.labels[row])]
        return self._answer(row)

    def _answer(self, row: int) -> str:
        if self._outputs is None or row == self._hidden_row:
            return ""
        if self._data.output_count == 1:
            return never_whole(float(self._outputs[row, 0]), 3)
        if not np.isfinite(self._outputs[row]).all():
            return "–"
        return self._data.class_labels[int(classes(self._outputs[row:row + 1], self._data.target_table)[0])]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._data.test.count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 2 + self._inputs_shown + self.is_answered

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.headings()[section]
        return None
