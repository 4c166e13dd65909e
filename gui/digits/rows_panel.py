"""Choose a sample that is no picture: from the table of the data, or by typing its numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QEvent,
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
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.digits.label_chooser import LabelChooser, ValueField, short_number
from gui.digits.paper import own_sample, stored_sample
from gui.digits.rows_model import Kind, RowsModel, answer_text, raw_names, short
from gui.digits.verdict import DIGITS, Verdict, shows
from gui.foundation.number_text import count, number, parse_number
from gui.foundation.theme import Theme, blend
from gui.widgets.buttons import icon_pixmap
from gui.widgets.fields import NumberField
from gui.widgets.keyboard import ROW_KEYS, KeyboardFocus, restyle, shows_ring
from gui.widgets.labels import ElidedLabel, ElidingDelegate
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.moment import Moment
from simulator.propagation import forward
from simulator.training import OwnSample

# The table of samples.

ModelIndex = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT = 24
_ROWS_IN_SIGHT = 4
_FEWEST_ROWS = 1
_NUMBER_WIDTH, _MARK_WIDTH = 32, 30
_MARK_SIZE = 14
_LIT = 0.16
"""How much of the accent the ground of the row in view takes on."""


class RowsTable(QTableView):
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

    def __init__(self, model: RowsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, ROW_KEYS | {Qt.Key.Key_Return, Qt.Key.Key_Enter})
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
        if self.rows.is_truth_table and row >= 0 and not shows_ring(self):
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
        return shows_ring(self) or (self.rows.row_in_view < 0 and not self.rows.is_truth_table)

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
            painter.fillRect(bar, theme.focus if shows_ring(table) and chosen else theme.accent)


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


# The line below a truth table: which of its rows are wrong.

_LINES = 2


class TruthLine(QLabel):
    """"All 4 rows are right.", or the numbers and the inputs of those that are wrong; always as high as two lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right: tuple[bool, ...] = ()
        self._inputs: Array = np.empty((0, 0))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.setFont(theme.font(12, tabular=True))
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + theme.px(2))

    def show_rows(self, right: npt.NDArray[np.bool_], inputs: Array) -> None:
        """Say which rows are right.

        Parameters
        ----------
        right
            Shape (count,).
        inputs
            Raw numbers of each row, shape (count, width).
        """
        rows = tuple(bool(one) for one in right)
        if rows != self._right or inputs is not self._inputs:
            self._right, self._inputs = rows, inputs
            self._set_texts()

    def _set_texts(self) -> None:
        wrong = [row for row, right in enumerate(self._right) if not right]
        if not self._right:
            text = ""
        elif not wrong:
            text = self.tr("All {count} rows are right.").format(count=count(len(self._right)))
        elif len(wrong) == len(self._right):
            text = self.tr("All {count} rows are wrong.").format(count=count(len(self._right)))
        else:
            rows = [self.tr("row {number} ({inputs})").format(
                number=count(row + 1), inputs=", ".join(short(float(x)) for x in self._inputs[row])) for row in wrong]
            text = self.tr("Wrong: {rows}.").format(rows=", ".join(rows))
        self.setText(text)
        restyle(self, "tone", "good" if self._right and not wrong else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


_FIELDS_IN_A_ROW = 2


class RowsPanel(QWidget):
    """A table of samples, fields for the raw numbers where they are few, and what the answer should be.

    A gate's table is its truth table, with a line below that says which rows are wrong.

    Attributes
    ----------
    table, truth_line, fields, verdict_line
        The parts.
    answer : LabelChooser, ValueField or None
        The class or the value that the sample is said to have; None where there are several values.
    header : None
        Nothing belongs into the card's header.

    Signals
    -------
    changed()
        It is another sample.
    relabelled()
        The same inputs are said to have another answer.
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
        self._is_answer_chosen = False
        self.table = RowsTable(self._model, theme)
        self.truth_line = TruthLine(theme)
        self.answer = _answer_part(data, theme)
        self.verdict_line = ElidedLabel("", theme)
        names = raw_names(data) if _can_be_typed(data) and self._model.inputs_shown else ()
        self.fields = [NumberField(0.0, parse_number, theme, text_of=short_number, name=name) for name in names]
        self._names = [PlainLabel(name) for name in names]
        for label in self._names:
            label.setTextFormat(Qt.TextFormat.PlainText)  # the head of a table is no HTML
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
        if self.answer is not None:
            self._line.addWidget(self.answer)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.table)
        self._column.addWidget(self.truth_line)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._line)
        self.truth_line.setVisible(self.data.is_truth_table)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._on_row)
        self.table.row_taken.connect(self._on_taken)
        if self.answer is not None:
            self.answer.chosen.connect(self._on_relabelled)
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
        for part in (self.table, self.truth_line, self.answer, self.verdict_line):
            if part is not None:
                part.set_theme(theme)

    def set_room(self, is_short: bool, has_fields: bool) -> None:
        """How much is shown of it all.

        Parameters
        ----------
        is_short
            Whether the table may give up rows.
        has_fields
            Whether there are fields to type numbers into; without them a truth table also leaves out the line about
            the chosen row, for the table itself says it.
        """
        self.table.set_compact(is_short)
        for widget in (*self._names, *self.fields):
            widget.setVisible(has_fields)
        for part in (self.verdict_line, self.answer):
            if part is not None:
                part.setVisible(has_fields or not self.data.is_truth_table)

    # the data

    def can_take(self, data: DataSet) -> bool:
        """Whether other data are of the same kind, so that the panel can go on with them."""
        mine = self.data
        return (data.image_shape is None and _can_be_typed(data) is _can_be_typed(mine)
                and (data.class_labels, data.is_truth_table, data.output_count, data.test.width, raw_names(data))
                == (mine.class_labels, mine.is_truth_table, mine.output_count, mine.test.width, raw_names(mine)))

    def take_data(self, data: DataSet) -> None:
        """Go on with other data of the same kind; the sample stays, if they have it."""
        before, row = self.data, self.table.row()
        self.data, self._rows = data, None
        self._model.set_data(data)
        self.table.refit()
        if row is None:
            self._sample = self._answered(self._typed_inputs())
            return
        if row >= data.test.count or not np.array_equal(data.test.raw[row], before.test.raw[row]):
            row = 0
        self.table.choose(row)
        self._put(row)

    # the sample

    def own_sample(self) -> OwnSample:
        """The chosen or typed sample with its answer."""
        return self._sample

    def inputs(self) -> Array:
        """What the network gets, shape (n₀,)."""
        return self._sample.inputs

    def stored_index(self) -> int | None:
        """Number of the chosen row, or None for typed numbers."""
        return self.table.row()

    def load(self, index: int) -> None:
        """Choose a row, with its true answer."""
        self.table.choose(index)
        self._on_row(index)

    def origin(self) -> str:
        """Where the sample comes from."""
        row = self.table.row()
        if row is None:
            return self.tr("a sample of your own")
        # a map beside it counts the training samples, which may be as many, or others
        text = self.tr("test sample {number} of {all}") if self.data.has_own_test else \
            self.tr("sample {number} of {all}")
        return text.format(number=count(row + 1), all=count(self.data.test.count))

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what the network says."""
        if verdict != self._verdict:
            self._verdict = verdict
            self._set_texts()

    def show_moment(self, moment: Moment) -> None:
        """Show what the network of a moment says to every row, and which row the moment is about."""
        if moment.network.sizes[0] != self.data.input_count:
            return
        if self.data.is_truth_table:
            self._go_with(self._row_in_view(moment, follows=False))
        follows = shows(moment, self.inputs())
        self._model.set_row_in_view(self._row_in_view(moment, follows=follows))
        if not self._model.is_answered:
            return
        with np.errstate(all="ignore"):
            outputs = forward(moment.network, moment.weights, moment.biases, self._all_rows())[1][-1]
        unknown = follows and moment.reached_a(moment.network.depth) < moment.network.sizes[-1]
        row = self.table.row()
        # a truth table is looked at as a whole: it must be complete while a weight is changed by hand
        hidden = row if unknown and row is not None and not self.data.is_truth_table else -1
        self._model.set_outputs(outputs, hidden)
        if self._model.right is not None:
            self.truth_line.show_rows(self._model.right, np.asarray(self.data.test.raw))

    def _go_with(self, row: int) -> None:
        """Put the row in view into the fields, so that they don't tell about another one than the row that is lit.

        Typed numbers, another label and whatever somebody is about to choose or to type stay.
        """
        chosen = self.table.row()
        in_use = shows_ring(self.table) or any(field.line.hasFocus() for field in self.fields)
        if row < 0 or chosen is None or chosen == row or in_use:
            return
        target = self._sample.target
        if target is not None and np.array_equal(target, _answer_in(self.data, chosen)):
            self.table.choose(row)
            self._put(row)

    def _all_rows(self) -> Array:
        """Inputs of all rows, shape (count, n₀)."""
        if self._rows is None:
            self._rows = self.data.test.inputs(np.arange(self.data.test.count))
        return self._rows

    def _row_in_view(self, moment: Moment, *, follows: bool) -> int:
        """The row of the moment's sample; −1 where the table doesn't have it."""
        if self.data.is_truth_table:
            same = np.flatnonzero((self._all_rows() == moment.sample.inputs).all(axis=1))
            return int(same[0]) if len(same) else -1
        if moment.sample.index is not None:
            return -1 if self.data.has_own_test else moment.sample.index
        row = self.table.row()
        return row if follows and row is not None else -1

    def _put(self, row: int) -> None:
        """Fill the fields from a row of the data."""
        self._sample, self._is_answer_chosen = stored_sample(self.data, row), False
        self._show_answer(row)
        for field, value in zip(self.fields, self.data.test.raw[row], strict=False):
            field.set_value(float(value) * self.data.scale)

    def _show_answer(self, row: int | None) -> None:
        """The answer that a row has in the data; None for an unknown one."""
        target = self._sample.target
        if isinstance(self.answer, LabelChooser):
            self.answer.set_label(None if row is None else int(self.data.test.labels[row]))
        elif self.answer is not None:
            self.answer.set_value(None if target is None else float(target[0]))

    def choose_label(self, label: int) -> None:
        """Say which class the sample belongs to."""
        if isinstance(self.answer, LabelChooser):
            self.answer.set_label(label)
            self._on_relabelled()

    def set_answer_wanted(self, wanted: bool) -> None:
        """Whether the right answer is asked for."""
        if self.answer is not None:
            self.answer.set_wanted(wanted)

    def _on_row(self, row: int) -> None:
        self._put(row)
        self.changed.emit()

    def _on_taken(self, row: int) -> None:
        self._put(row)
        self.taken.emit()

    def _on_typed(self) -> None:
        self.table.choose(None)
        if self._is_answer_chosen:
            self._sample = self._answered(self._typed_inputs())
        else:  # the answer of the row that was there isn't one to other numbers
            self._sample = OwnSample(self._typed_inputs(), None)
            self._show_answer(None)
        self.changed.emit()

    def _typed_inputs(self) -> Array:
        """What the network gets of the numbers in the fields, shape (n₀,)."""
        typed = np.array([float(field.value()) for field in self.fields])
        domain = self.data.domain
        return typed if domain is None else domain.inputs(typed[np.newaxis])[0]

    def _on_relabelled(self) -> None:
        self._is_answer_chosen = True
        self._sample = self._answered(self._sample.inputs)
        self.relabelled.emit()

    def _answered(self, inputs: Array) -> OwnSample:
        """A sample with the answer that is chosen."""
        if isinstance(self.answer, LabelChooser):
            return own_sample(self.data, inputs, self.answer.label())
        if self.answer is None or np.isnan(self.answer.value()):
            return OwnSample(inputs, self._sample.target)
        return OwnSample(inputs, np.array([self.answer.value()]))

    def _set_texts(self) -> None:
        verdict = self._verdict
        if verdict is None:
            text = self.tr("no output yet")
        elif np.isnan(verdict.a):
            text = self.tr("the output is not a number")
        elif verdict.predicted is None:
            text = self.tr("output: a = {a}").format(a=number(verdict.a, DIGITS))
        else:
            text = self.tr("output: {label} · a = {a}").format(
                label=self.data.class_labels[verdict.predicted],
                a=", ".join(short_number(a) for a in verdict.outputs) or answer_text(verdict.a, self.data, DIGITS))
        self.verdict_line.setText(text)
        for field, label in zip(self.fields, self._names, strict=True):
            field.setToolTip(plain_tip(self.tr("Value of {name} as in the data: type it, or turn the wheel").format(
                name=label.text())))
        self.table.setAccessibleDescription(self.tr("↑ and ↓ choose a row, Enter takes it"))
        self.table.setAccessibleName(self.tr("Truth table") if self.data.is_truth_table
                                     else self.tr("Test samples") if self.data.has_own_test
                                     else self.tr("Samples of the data"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


def _answer_part(data: DataSet, theme: Theme) -> LabelChooser | ValueField | None:
    """What the answer is chosen or typed with."""
    if data.class_labels:
        return LabelChooser(data.class_labels, theme)
    return ValueField(theme) if data.output_count == 1 else None


def _answer_in(data: DataSet, row: int) -> Array:
    """The target of a row of the test data, shape (n_L,)."""
    return data.targets(data.test, np.array([row]))[0]


def _can_be_typed(data: DataSet) -> bool:
    """Whether inputs can be told from raw numbers: by the domain, or because nothing but a factor is done to them."""
    return data.domain is not None or not data.is_remade
