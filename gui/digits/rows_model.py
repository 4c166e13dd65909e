"""The samples of a data set as a table, with what the network says to each; for a gate it is its truth table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, never_whole, number
from gui.widgets.plain_text import plain_tip
from gui.workspaces.network.stamps import NumberForm, short_number
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.datasets.features import coordinates
from simulator.evaluation import classes

MOST_INPUTS_SHOWN = 4
MOST_OUTPUTS_SHOWN = 3
MOST_ANSWERED = 1000
"""Tables with more rows than that leave the network's answers out."""
_BETWEEN = 0.5
"""An output above this says 1, and 0 otherwise."""
_WRITTEN_OUT = 1e6
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NO_PARENT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class Kind(Enum):
    """What a column is about."""

    NUMBER = auto()
    INPUT = auto()
    TARGET = auto()
    OUTPUT = auto()
    MARK = auto()


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    place
        Which input or output it is, from 0.
    begins
        Whether a line parts it from what stands before it.
    """

    kind: Kind
    place: int = 0
    begins: bool = False


def raw_names(data: DataSet) -> tuple[str, ...]:
    """What the raw numbers are called: by the lecture's x₁, x₂ where they have no names of their own."""
    if data.column_names:
        return data.column_names
    if data.domain is not None:
        return tuple(feature.symbol_for(data.domain.dimension) for feature in coordinates(data.domain.dimension))
    return tuple("x" + _below(k) for k in range(data.test.width))


def short(x: float) -> str:
    """A number of the data, to recognise it by: whole ones without decimals."""
    return count(int(x)) if float(x).is_integer() and abs(x) < _WRITTEN_OUT else number(x, 2)


def answer_text(a: float, data: DataSet, digits: int) -> str:
    """An output's activation: just 0 or 1 where a step function says so to a row of a truth table."""
    if data.is_truth_table and a.is_integer() and abs(a) < _WRITTEN_OUT:
        return count(int(a))
    return never_whole(a, digits)


def right_rows(outputs: Array, targets: Array) -> npt.NDArray[np.bool_]:
    """Which rows of a truth table come out right, shape (count,): every output is nearer to its target than to the
    other of 0 and 1.

    Parameters
    ----------
    outputs, targets
        Shape (count, n_L).
    """
    right: npt.NDArray[np.bool_] = (np.isfinite(outputs) & ((outputs > _BETWEEN) == (targets > _BETWEEN))).all(axis=1)
    return right


class RowsModel(QAbstractTableModel):
    """Columns: number, raw inputs (where they are few), what the answer should be, and the network's answer.

    The answer is the output's activation where there is one output (or a few values), else the class that the outputs
    say. A truth table has a column for each output, and one that marks the rows as right or wrong.

    Attributes
    ----------
    columns
        All of them.
    row_in_view
        The row of the sample that the moment in view is about; −1 for none.
    right
        Which rows of a truth table come out right, as far as that is known.

    Signals
    -------
    row_in_view_changed(int)
        The moment in view is about another row.
    """

    row_in_view_changed = Signal(int)

    def __init__(self, data: DataSet) -> None:
        super().__init__()
        self.row_in_view = -1
        self._outputs: Array | None = None
        self._hidden_row = -1
        self._take(data)

    def _take(self, data: DataSet) -> None:
        self._data = data
        self._outputs = None
        self.right: npt.NDArray[np.bool_] | None = None
        self.is_answered = data.test.count <= MOST_ANSWERED
        self.inputs_shown = data.test.width if data.test.width <= MOST_INPUTS_SHOWN else 0
        self._by_output = data.is_truth_table or (data.is_regression and data.output_count <= MOST_OUTPUTS_SHOWN)
        self._targets = data.targets(data.test, np.arange(data.test.count)) if self._by_output else None
        self.columns = self._all_columns()

    @property
    def is_truth_table(self) -> bool:
        """Whether every possible row is there."""
        return self._data.is_truth_table

    def set_data(self, data: DataSet) -> None:
        """Other samples."""
        self.beginResetModel()
        self._take(data)
        self.endResetModel()

    def _all_columns(self) -> list[Column]:
        data = self._data
        outputs = range(data.output_count if self._by_output else 1)
        lines = data.is_truth_table
        columns = [Column(Kind.NUMBER), *(Column(Kind.INPUT, k) for k in range(self.inputs_shown)),
                   *(Column(Kind.TARGET, j, begins=lines and j == 0) for j in outputs)]
        if self.is_answered:
            columns += [Column(Kind.OUTPUT, j, begins=lines and j == 0) for j in outputs]
            columns += [Column(Kind.MARK)] * data.is_truth_table
        return columns

    def set_outputs(self, outputs: Array | None, hidden_row: int = -1) -> None:
        """What the network says to every row, shape (count, n_L); the answer of one row (−1: none) is held back."""
        if not self.is_answered:
            return
        self._outputs, self._hidden_row = outputs, hidden_row
        if outputs is not None and self._targets is not None and self._data.is_truth_table:
            self.right = right_rows(outputs, self._targets)
        first = next(place for place, column in enumerate(self.columns) if column.kind is Kind.OUTPUT)
        self.dataChanged.emit(self.index(0, first), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def set_row_in_view(self, row: int) -> None:
        """Mark another row."""
        before, self.row_in_view = self.row_in_view, row
        for one in {before, row} if before != row else ():
            if 0 <= one < self.rowCount():
                self.dataChanged.emit(self.index(one, 0), self.index(one, self.columnCount() - 1))
        if row != before:
            self.row_in_view_changed.emit(row)

    def heading(self, column: Column) -> str:
        """What stands above a column."""
        several = self._by_output and self._data.output_count > 1
        if column.kind is Kind.INPUT:
            return raw_names(self._data)[column.place]
        if column.kind is Kind.TARGET:
            return ("y" + _below(column.place) * several) if self._by_output else self.tr("label")
        if column.kind is Kind.OUTPUT:
            by_number = self._by_output or self._data.output_count == 1
            return ("a" + _below(column.place) * several) if by_number else self.tr("says")
        return ""

    def _text(self, row: int, column: Column) -> str:
        data = self._data
        if column.kind is Kind.NUMBER:
            return count(row + 1)
        if column.kind is Kind.INPUT:
            return short(float(data.test.raw[row, column.place]) * data.scale)
        if column.kind is Kind.TARGET:
            if self._targets is not None:
                return short(float(self._targets[row, column.place]))
            return data.class_labels[int(data.test.labels[row])] if data.class_labels else ""
        return self._answer(row, column) if column.kind is Kind.OUTPUT else ""

    def shorter_texts(self, row: int, column: Column) -> tuple[str, ...]:
        """Fewer digits of a number, for a cell that is too narrow for it: a number is rounded and never cut."""
        if column.kind is Kind.INPUT:
            x = float(self._data.test.raw[row, column.place]) * self._data.scale
        elif column.kind is Kind.TARGET and self._targets is not None:
            x = float(self._targets[row, column.place])
        elif column.kind is Kind.OUTPUT and self._by_output and self._text(row, column) not in ("", "–"):
            assert self._outputs is not None, "a number stands there"
            x = float(self._outputs[row, column.place])
        else:
            return ()
        return tuple(short_number(x, form) for form in NumberForm)

    def _answer(self, row: int, column: Column) -> str:
        if self._outputs is None or row == self._hidden_row:
            return ""
        if not np.isfinite(self._outputs[row]).all():
            return "–"
        if self._by_output or self._data.output_count == 1:
            a = float(self._outputs[row, column.place])
            return answer_text(a, self._data, 3 if self._data.output_count == 1 else 2)
        return self._data.class_labels[int(classes(self._outputs[row:row + 1], self._data.target_table)[0])]

    def _spoken(self, row: int, column: Column) -> str | None:
        """What a mark says to whoever can't see it."""
        if column.kind is not Kind.MARK or self.right is None:
            return None
        return self.tr("right") if self.right[row] else self.tr("wrong")

    def _tip(self, column: Column) -> str | None:
        names = self._data.output_names
        if column.kind not in (Kind.TARGET, Kind.OUTPUT) or column.place >= len(names):
            return None
        text = self.tr("target: {output}") if column.kind is Kind.TARGET else self.tr("output: {output}")
        return plain_tip(text.format(output=translate_name(names[column.place])))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._data.test.count

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._spoken(index.row(), column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(self.columns[section])
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(self.columns[section])
        return None


def _below(place: int) -> str:
    """The number of an input or output, counted from 1, below the line."""
    return str(place + 1).translate(_SUBSCRIPTS)
