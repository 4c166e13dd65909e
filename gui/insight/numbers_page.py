"""The page "Numbers": the numbers of the moment in view as a table, beside the drawing of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QHeaderView, QTableView, QWidget

from gui.insight.moment_tables import Cell, Kind, table_of
from gui.insight.numbers_model import NumbersModel
from gui.labour import Activity
from gui.number_text import count
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip
from gui.widgets.segmented_control import SegmentedControl
from simulator.moment import Moment, Occasion
from simulator.steps import Address

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
        if selection is None and not self.table.shows_ring() and not self._session.is_training:
            # nothing is chosen, but what happens now is in view
            self.table.bring_into_view(table.row_of(self._session.focus))

    def _on_row(self, row: int) -> None:
        selection = self.table.numbers.table.selection(row)
        if selection is not None and selection != self._session.selection:
            self._session.select(selection)

    def _go_to_sample(self, sample: int) -> None:
        session, moment = self._session, self._session.moment
        if self.kind is not Kind.SAMPLES or session.activity is not Activity.IDLE \
                or moment.occasion is not Occasion.TRAINING:
            return
        here = moment.address
        session.go_to(Address(here.step, sample, here.station, here.neuron)
                      if here.station < len(moment.route.sample_stations)
                      else moment.route.end_of_sample(here.step, sample))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)


class NumbersView(KeyboardFocus, QTableView):
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
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
                          Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageUp,
                          Qt.Key.Key_PageDown})

    def __init__(self, numbers: NumbersModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        for number, column in enumerate(table.columns):
            head = metrics.horizontalAdvance(column.head) + px(16)
            is_count = isinstance(table.cell(0, number), int | str) if table.row_count else False
            widths.append(max(head, px(48) if is_count else wide))
        spare = max(self.viewport().width() - sum(widths), 0) // max(len(widths), 1)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width + min(spare, px(64)))

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
