"""Choose a sample that is no picture: from the table of the data, or by typing its numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.digits.first_digit import own_sample
from gui.digits.label_chooser import LabelChooser
from gui.digits.rows_model import MOST_INPUTS_SHOWN, RowsModel, input_name
from gui.digits.rows_table import RowsTable
from gui.digits.verdict import DIGITS, Verdict, shows
from gui.number_text import MINUS, count, number, parse_number
from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.number_field import NumberField
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.moment import Moment
from simulator.propagation import forward
from simulator.training import OwnSample

_FIELDS_IN_A_ROW = 2


def _short(x: float) -> str:
    """The number in a field; its value keeps all of its digits."""
    return f"{x:.4g}".replace("-", MINUS)


class RowsPanel(QWidget):
    """A table of samples, fields for the inputs where they are few, and the label.

    Attributes
    ----------
    table, fields, verdict_line, label_chooser
        The parts.
    header : None
        Nothing belongs into the card's header.

    Signals
    -------
    changed()
        It is another sample.
    relabelled()
        The same inputs are said to belong to another class.
    taken()
        The chosen row shall be followed.
    """

    changed = Signal()
    relabelled = Signal()
    taken = Signal()
    header = None

    def __init__(self, data: DataSet, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = data
        self._model = RowsModel(data)
        self._rows: Array | None = None
        self._verdict: Verdict | None = None
        self.table = RowsTable(self._model, theme)
        self.label_chooser = LabelChooser(data.class_labels, theme)
        self.verdict_line = ElidedLabel("", theme)
        shown = data.input_count if data.input_count <= MOST_INPUTS_SHOWN else 0
        names = [input_name(k) for k in range(shown)]
        self.fields = [NumberField(0.0, parse_number, theme, text_of=_short, name=name) for name in names]
        self._names = [QLabel(name) for name in names]
        self._lay_out()
        self._put(0)
        self.table.choose(0)
        self._connect()
        self.set_theme(theme)
        self._set_texts()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        for place, (name, field) in enumerate(zip(self._names, self.fields, strict=True)):
            row, column = divmod(place, _FIELDS_IN_A_ROW)
            name.setProperty("tone", "dim")
            self._grid.addWidget(name, row, 2 * column)
            self._grid.addWidget(field, row, 2 * column + 1)
        self._line = QHBoxLayout()
        self._line.addWidget(self.verdict_line, 1)
        self._line.addWidget(self.label_chooser)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._line)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._on_row)
        self.table.row_taken.connect(self._on_taken)
        self.label_chooser.chosen.connect(self._on_relabelled)
        for field in self.fields:
            field.committed.connect(self._on_typed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._column.setSpacing(theme.px(6))
        self._grid.setSpacing(theme.px(6))
        self._line.setSpacing(theme.px(8))
        for name in self._names:
            name.setFont(theme.font(13))
        for field in self.fields:
            field.set_theme(theme)
        for part in (self.table, self.label_chooser, self.verdict_line):
            part.set_theme(theme)

    # the sample

    def own_sample(self) -> OwnSample:
        """The chosen or typed sample with its label."""
        return self._sample

    def inputs(self) -> Array:
        """What the network gets, shape (n₀,)."""
        return self._sample.inputs

    def stored_index(self) -> int | None:
        """Number of the chosen row, or None for typed numbers."""
        return self.table.row()

    def load(self, index: int) -> None:
        """Choose a row, with its true label."""
        self.table.choose(index)
        self._on_row(index)

    def origin(self) -> str:
        """Where the sample comes from."""
        row = self.table.row()
        if row is None:
            return self.tr("a sample of your own")
        return self.tr("sample {number} of {all}").format(number=count(row + 1), all=count(self.data.test.count))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what the network says."""
        self._verdict = verdict
        self._set_texts()

    def show_moment(self, moment: Moment) -> None:
        """Show what the network of a moment says to every row."""
        if not self._model.is_answered or moment.network.sizes[0] != self.data.input_count:
            return
        if self._rows is None:
            self._rows = self.data.test.inputs(np.arange(self.data.test.count))
        with np.errstate(all="ignore"):
            outputs = forward(moment.network, moment.weights, moment.biases, self._rows)[1][-1]
        unknown = shows(moment, self.inputs()) and moment.reached_a(moment.network.depth) < moment.network.sizes[-1]
        row = self.table.row()
        self._model.set_outputs(outputs, row if unknown and row is not None else -1)

    def _put(self, row: int) -> None:
        """Fill the fields from a row of the data."""
        index = np.array([row])
        label = int(self.data.test.labels[row])
        self.label_chooser.set_label(label)
        self._sample = own_sample(self.data, self.data.test.inputs(index)[0], label)
        for field, value in zip(self.fields, self._sample.inputs, strict=False):
            field.set_value(float(value))

    def _on_row(self, row: int) -> None:
        self._put(row)
        self.changed.emit()

    def _on_taken(self, row: int) -> None:
        self._put(row)
        self.taken.emit()

    def _on_typed(self) -> None:
        self.table.choose(None)
        inputs = np.array([float(field.value()) for field in self.fields])
        self._sample = own_sample(self.data, inputs, self.label_chooser.label())
        self.changed.emit()

    def _on_relabelled(self, label: int) -> None:
        self._sample = own_sample(self.data, self._sample.inputs, label)
        self.relabelled.emit()

    def _set_texts(self) -> None:
        verdict = self._verdict
        if verdict is None:
            text = self.tr("no output yet")
        elif verdict.predicted is None:
            text = self.tr("the output is not a number")
        else:
            text = self.tr("output: {label} · a = {a}").format(
                label=self.data.class_labels[verdict.predicted], a=number(verdict.a, DIGITS))
        self.verdict_line.setText(text)
        self.table.setAccessibleName(self.tr("Samples of the data"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
