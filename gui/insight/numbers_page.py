"""The page "Numbers": the numbers of the moment in view as a table, beside the drawing of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.widgets.buttons import SegmentedControl
from gui.widgets.card import Card
from gui.widgets.keyboard import SLIDING_KEYS, KeyboardFocus, shows_ring
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import plain_tip
from gui.workspaces.network.column_pictures import subscript
from simulator.arrays import Array
from simulator.evaluation import classes
from simulator.moment import Moment, Occasion
from simulator.steps import Address, Phase

# The numbers of a moment as tables whose cells are looked up only when they are seen.

translate = QCoreApplication.translate

Cell = str | int | float | None


class Kind(Enum):
    """What the rows of a table are."""

    NEURONS = "neurons"
    WEIGHTS = "weights"
    SAMPLES = "samples"


@dataclass(frozen=True)
class Column:
    """A column: its head, and what it holds, in words."""

    head: str
    about: str


class MomentTable:
    """A table of a moment; what isn't computed yet at the moment is None.

    Attributes
    ----------
    columns
        Their heads.
    row_count
        How many rows there are.
    """

    columns: tuple[Column, ...]
    row_count: int

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def cell(self, row: int, column: int) -> Cell:
        """What stands there."""
        raise NotImplementedError

    def selection(self, row: int) -> Selection | None:
        """What the row is on the stage, if it is anything there."""
        raise NotImplementedError

    def row_of(self, selection: Selection | None) -> int:
        """The row of something on the stage, −1 for none."""
        raise NotImplementedError


class NeuronTable(MomentTable):
    """A row a neuron, layer by layer, from the inputs on."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        self.columns = (
            Column(translate("NumbersPage", "layer"), translate("NumbersPage", "0 are the inputs")),
            Column(translate("NumbersPage", "neuron"), translate("NumbersPage", "counted from 1")),
            Column("z", translate("NumbersPage", "weighted input")),
            Column("a", translate("NumbersPage", "activation")),
            Column("σ′(z)", translate("NumbersPage", "slope of the activation function; softmax has none of one z")),
            Column("δ", translate("NumbersPage", "error of the neuron for the sample in view: ∂C_x/∂z = ∂C_x/∂b")),
            Column("b", translate("NumbersPage", "bias")),
            Column("∂C/∂b", translate("NumbersPage", "mean of ∂C_x/∂b over the batch")),
        )
        self._begins = list(accumulate(moment.network.sizes, initial=0))
        self.row_count = self._begins[-1]
        self._slopes: dict[int, Array] = {}

    def _place(self, row: int) -> tuple[int, int]:
        layer = int(np.searchsorted(self._begins, row, side="right")) - 1
        return layer, row - self._begins[layer]

    def cell(self, row: int, column: int) -> Cell:
        layer, neuron = self._place(row)
        if column < 2:
            return (layer, neuron + 1)[column]
        moment = self.moment
        if layer == 0:
            return float(moment.sample.a[0][neuron]) if column == 3 else None
        made: tuple[Callable[[], float | None], ...] = (
            lambda: _known(moment.sample.z[layer], neuron, moment.reached_z(layer)),
            lambda: _known(moment.sample.a[layer], neuron, moment.reached_a(layer)),
            lambda: _known(self._slope(layer), neuron, moment.reached_a(layer)),
            lambda: _known(moment.sample.delta[layer], neuron, moment.reached_delta(layer)),
            lambda: float(moment.biases[layer][neuron]),
            lambda: _known(moment.record.gradient[moment.network.bias_slice(layer)], neuron,
                           moment.reached(Phase.MEAN_GRADIENT, layer)),
        )
        return made[column - 2]()

    def _slope(self, layer: int) -> Array:
        if layer not in self._slopes:
            activation, sample = self.moment.network.activation(layer), self.moment.sample
            z, a = sample.z[layer][np.newaxis], sample.a[layer][np.newaxis]
            with np.errstate(all="ignore"):
                self._slopes[layer] = activation.derivative(z, a)[0] if activation.elementwise else np.zeros(0)
        return self._slopes[layer]

    def selection(self, row: int) -> Selection | None:
        return Selection(*self._place(row))

    def row_of(self, selection: Selection | None) -> int:
        return -1 if selection is None else self._begins[selection.layer] + selection.neuron


class WeightTable(MomentTable):
    """A row a weight, layer by layer, in the order of θ."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        self.columns = (
            Column(translate("NumbersPage", "layer"), translate("NumbersPage", "to which the weight leads")),
            Column(translate("NumbersPage", "neuron"), translate("NumbersPage", "to which the weight leads")),
            Column(translate("NumbersPage", "from"), translate("NumbersPage", "neuron of the layer before")),
            Column("w", translate("NumbersPage", "weight at this instant")),
            Column("∂C_x/∂w", translate("NumbersPage", "gradient of the sample in view: a·δ")),
            Column("∂C/∂w", translate("NumbersPage", "mean of ∂C_x/∂w over the batch")),
            Column("Δw", translate("NumbersPage", "what the update has added")),
        )
        sizes = moment.network.sizes
        self._begins = list(accumulate((left * right for left, right in pairwise(sizes)), initial=0))
        self.row_count = self._begins[-1]

    def _place(self, row: int) -> tuple[int, int, int]:
        layer = int(np.searchsorted(self._begins, row, side="right"))
        neuron, source = divmod(row - self._begins[layer - 1], self.moment.network.sizes[layer - 1])
        return layer, neuron, source

    @cached_property
    def _updates(self) -> list[Array] | None:
        after = self.moment.after
        if after is None:
            return None
        with np.errstate(all="ignore"):
            return self.moment.network.weights(after.theta - self.moment.state.theta)

    @cached_property
    def _means(self) -> list[Array]:
        return self.moment.network.weights(self.moment.record.gradient)

    def cell(self, row: int, column: int) -> Cell:
        layer, neuron, source = self._place(row)
        moment = self.moment
        if column < 3:
            return (layer, neuron + 1, source + 1)[column]
        if column == 3:
            return float(moment.weights[layer][neuron, source])
        if column == 4:
            known = neuron < moment.reached_gradient(layer)
            with np.errstate(all="ignore"):
                return float(moment.sample.delta[layer][neuron] * moment.sample.a[layer - 1][source]) if known \
                    else None  # BP4
        if column == 5:
            return float(self._means[layer][neuron, source]) \
                if neuron < moment.reached(Phase.MEAN_GRADIENT, layer) else None
        updates = self._updates
        return None if updates is None or neuron >= moment.reached(Phase.UPDATE, layer) \
            else float(updates[layer][neuron, source])

    def selection(self, row: int) -> Selection | None:
        return Selection(*self._place(row))

    def row_of(self, selection: Selection | None) -> int:
        if selection is None or selection.layer == 0:
            return -1
        width = self.moment.network.sizes[selection.layer - 1]
        return self._begins[selection.layer - 1] + selection.neuron * width + (selection.source or 0)


class SampleTable(MomentTable):
    """A row a sample of the batch: what is known of it once it has been through the network."""

    def __init__(self, moment: Moment) -> None:
        super().__init__(moment)
        data = moment.data
        self._is_kept = len(moment.record.a[-1]) == moment.record.batch_size
        answers = (Column(translate("NumbersPage", "target"), translate("NumbersPage", "what is right")),
                   Column(translate("NumbersPage", "output"), translate("NumbersPage", "what the network says")))
        outputs = tuple(
            Column(f"a{subscript(place + 1)}" if data.output_count > 1 else "a",
                   translate("NumbersPage", "activation of the output"))
            for place in range(data.output_count))
        self.columns = (
            Column(translate("NumbersPage", "sample"), translate("NumbersPage", "of the batch, counted from 1")),
            Column(translate("NumbersPage", "row"), translate("NumbersPage", "of the training data")),
            *answers, Column("C_x", translate("NumbersPage", "cost of the sample")), *outputs)
        self.row_count = moment.record.batch_size

    def _done(self, row: int) -> bool:
        """Whether the pass has come to the cost of this sample."""
        moment = self.moment
        if moment.address.station >= len(moment.route.sample_stations):
            return True
        return row < moment.address.sample or (row == moment.address.sample and moment.knows_cost)

    def cell(self, row: int, column: int) -> Cell:
        record = self.moment.record
        if column == 0:
            return row + 1
        if column == 1:
            return int(record.indices[row]) + 1 if len(record.indices) else None
        if column == 4:
            return float(record.costs[row]) if self._done(row) else None
        if not self._is_kept:
            return None
        if column == 2:
            return self._answer(record.targets[row])
        if not self._done(row):
            return None
        if column == 3:
            return self._answer(record.a[-1][row])
        return float(record.a[-1][row, column - 5])

    def _answer(self, outputs: Array) -> Cell:
        data = self.moment.data
        if data.is_regression or not data.class_labels:
            return float(outputs[0])
        return str(data.class_labels[int(classes(outputs[np.newaxis], data.target_table)[0])])

    def selection(self, row: int) -> Selection | None:
        return None

    def row_of(self, selection: Selection | None) -> int:
        return self.moment.address.sample if self.moment.address.sample < self.row_count else -1


_TABLES: dict[Kind, type[MomentTable]] = {Kind.NEURONS: NeuronTable, Kind.WEIGHTS: WeightTable,
                                          Kind.SAMPLES: SampleTable}


def table_of(moment: Moment, kind: Kind) -> MomentTable:
    """The table of a moment."""
    return _TABLES[kind](moment)


def _known(values: Array, place: int, known: int) -> float | None:
    return float(values[place]) if place < min(known, len(values)) else None


# A table of the numbers of a moment, for Qt's views.

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


_KINDS = tuple(Kind)
_WIDEST = "−0.000·10⁻⁰⁰"
_AROUND = 24
"""What a cell keeps free at both sides of its number: the style's padding and margin."""
_FEWEST_ROWS = 2
_ROW = 22


class NumbersPage(Card):
    """Neurons, weights or samples of the batch, a row each.

    The row of what is chosen on the stage is chosen here and the other way round; Enter or a double click on a sample
    goes to it.

    Attributes
    ----------
    kinds, table
        The choice among the tables, and the one that is shown.
    """

    def __init__(self, session: Session, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Numbers"), theme, parent=parent)
        self._session = session
        self.kind = Kind.NEURONS
        self.kinds = SegmentedControl((self.tr("Neurons"), self.tr("Weights"), self.tr("Batch")), theme,
                                      name=self.tr("Which numbers"))
        for segment, about in zip(self.kinds.segments(), (
                self.tr("z, a, σ′(z), δ, b and ∂C/∂b of every neuron"),
                self.tr("w, its gradients and its update for every weight"),
                self.tr("Target, output and cost of every sample of the batch")), strict=True):
            segment.setToolTip(plain_tip(about))
        self.kinds.set_index(_KINDS.index(self.kind))
        self.facts = ElidedLabel("", theme, size=12, tone="dim")
        self.table = NumbersView(NumbersModel(table_of(session.moment, self.kind)), theme)
        self._lay_out(theme)
        self.kinds.changed.connect(self._on_kind)
        self.table.row_chosen.connect(self._on_row)
        self.table.row_taken.connect(self._go_to_sample)
        session.moment_changed.connect(self._show)
        session.selection_changed.connect(self._follow)

    def choose(self, kind: Kind) -> None:
        """Show another table."""
        self.kinds.set_index(_KINDS.index(kind))
        self._on_kind(_KINDS.index(kind))

    def view_state(self) -> dict[str, Any]:
        """Which table is chosen, see `gui.insight.lower_panel.Chosen`."""
        return {} if self.kind is Kind.NEURONS else {"table": self.kind.name.lower()}

    def show_view_state(self, state: dict[str, Any]) -> None:
        """Show the table that was chosen."""
        kinds = {kind.name.lower(): kind for kind in _KINDS}
        self.choose(kinds.get(str(state.get("table")), Kind.NEURONS))

    def _lay_out(self, theme: Theme) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(self.kinds)
        line.addWidget(self.facts, 1)
        self.body.setSpacing(theme.px(4))
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)

    def _on_kind(self, index: int) -> None:
        self.kind = _KINDS[index]
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        table = table_of(moment, self.kind)
        self.table.numbers.show_table(table)
        self.table.fit_columns()
        names = {Kind.NEURONS: self.tr("Numbers of the neurons"), Kind.WEIGHTS: self.tr("Numbers of the weights"),
                 Kind.SAMPLES: self.tr("Numbers of the samples of the batch")}
        self.table.setAccessibleName(names[self.kind])
        self.facts.setText(self.tr("rows: {count} · empty: not computed yet at this instant · Ctrl+C copies").format(
            count=count(table.row_count)))
        self._follow()

    def _follow(self, _: object = None) -> None:
        """The row of what is chosen on the stage, or of the sample in view.

        While a run trains, the table stays where it was scrolled to: the most active neuron is another one in every
        frame, and rows that jump can't be read.
        """
        if not self.isVisible():
            return
        selection = self._session.selection
        table, row = self.table.numbers.table, self.table.row()
        here = table.selection(row) if 0 <= row < table.row_count else None
        if self.kind is Kind.WEIGHTS and selection is not None and selection.source is None and here is not None \
                and (here.layer, here.neuron) == (selection.layer, selection.neuron):
            return  # one of its weights is chosen here already
        self.table.choose(table.row_of(selection))
        if selection is None and not shows_ring(self.table) and not self._session.is_training:
            # nothing is chosen, but what happens now is in view
            self.table.bring_into_view(table.row_of(self._session.focus))

    def _on_row(self, row: int) -> None:
        selection = self.table.numbers.table.selection(row)
        if selection is not None and selection != self._session.selection:
            self._session.select(selection)

    def _go_to_sample(self, sample: int) -> None:
        session, moment = self._session, self._session.moment
        if self.kind is not Kind.SAMPLES or session.navigator.activity is not Activity.IDLE \
                or moment.occasion is not Occasion.TRAINING:
            return
        here = moment.address
        session.navigator.go_to(Address(here.step, sample, here.station, here.neuron)
                      if here.station < len(moment.route.sample_stations)
                      else moment.route.end_of_sample(here.step, sample))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)


class NumbersView(QTableView):
    """The table: the arrows move in it, Shift and the mouse choose several cells, Ctrl+C copies them.

    Signals
    -------
    row_chosen(int)
        Somebody has come to a row.
    row_taken(int)
        Enter, or a double click.
    """

    row_chosen = Signal(int)
    row_taken = Signal(int)

    def __init__(self, numbers: NumbersModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, SLIDING_KEYS | {Qt.Key.Key_Return, Qt.Key.Key_Enter})
        self.numbers = numbers
        numbers.setParent(self)
        self._theme = theme
        self._silent = False
        self.setModel(numbers)
        self.setFont(theme.font(12, tabular=True))
        self.setProperty("part", "numbers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # or else every row is measured
        rows.setMinimumSectionSize(theme.px(_ROW))
        rows.setDefaultSectionSize(theme.px(_ROW))
        heads = self.horizontalHeader()
        heads.setFont(theme.font(12))
        heads.setHighlightSections(False)
        heads.setFixedHeight(theme.px(_ROW + 2))
        heads.setMinimumSectionSize(theme.px(24))
        self.setMinimumHeight(theme.px(_ROW * (_FEWEST_ROWS + 1)))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.row_taken.emit(index.row()))
        self.setAccessibleDescription(self.tr(
            "The arrow keys, Page Up and Page Down move in the table, Ctrl+C copies the chosen cells"))

    def row(self) -> int:
        """The row in which somebody is, −1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Go to a row, −1 for none, without telling it as a choice; the column stays."""
        if row == self.row():
            return
        self._silent = True
        if row < 0:
            self.selectionModel().clear()
        else:
            index = self.numbers.index(row, max(self.currentIndex().column(), 0))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        self._silent = False

    def bring_into_view(self, row: int) -> None:
        """Scroll to a row, −1 for none."""
        if row >= 0:
            self.scrollTo(self.numbers.index(row, 0))

    def copied_text(self) -> str:
        """The chosen cells with all of their digits, as spreadsheets read them: tabs between columns."""
        chosen = {(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()}
        if not chosen:
            return ""
        rows = sorted({row for row, _ in chosen})
        columns = sorted({column for _, column in chosen})
        table = self.numbers.table
        return "\n".join("\t".join(_plain(table.cell(row, column)) if (row, column) in chosen else ""
                                   for column in columns) for row in rows)

    def fit_columns(self) -> None:
        """As wide as their numbers need; what is to spare is shared."""
        px, table = self._theme.px, self.numbers.table
        metrics = QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(_WIDEST) + px(_AROUND)
        widths = []
        for place, column in enumerate(table.columns):
            head = metrics.horizontalAdvance(column.head) + px(16)
            is_count = isinstance(table.cell(0, place), int | str) if table.row_count else False
            widths.append(max(head, px(48) if is_count else wide))
        spare = max(self.viewport().width() - sum(widths), 0) // max(len(widths), 1)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width + min(spare, px(64)))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.row_chosen.emit(index.row())

    # Qt

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride \
                and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            if text := self.copied_text():  # nothing chosen is nothing copied
                QApplication.clipboard().setText(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row() >= 0:
            self.row_taken.emit(self.row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()


def _plain(cell: Cell) -> str:
    return "" if cell is None else repr(cell) if isinstance(cell, float) else str(cell)


def make_page(session: Session, theme: Theme, _: Formulas) -> NumbersPage:
    """The page, see `lectures.pages`."""
    return NumbersPage(session, theme)
