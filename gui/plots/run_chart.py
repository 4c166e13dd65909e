"""What the charts of a run have in common: steps along the bottom, a cursor, a readout, and travel by click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.figures.chart import NO_POINTS, ChartSurface, Points, Range, StepChart, caption, legend_entry
from gui.figures.envelope import envelope
from gui.foundation.number_text import count
from gui.foundation.theme import Theme, blend
from gui.run.comparison import SecondRun
from gui.run.comparison_words import side_names
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.arrays import Array
from simulator.comparison import Compared
from simulator.evaluation import Evaluation
from simulator.moment import Moment

# The evaluations of a run as columns of numbers, each converted only once however long the run becomes.

_COLUMNS = ("step", "train_cost", "train_accuracy", "test_cost", "test_accuracy")
_FIRST_CAPACITY = 64


class Measurements:
    """Follows a growing list of evaluations.

    Attributes
    ----------
    newest
        The last evaluation, None while there is none.
    """

    def __init__(self) -> None:
        self._table = np.empty((len(_COLUMNS), _FIRST_CAPACITY))
        self._count = 0
        self.newest: Evaluation | None = None
        self._evaluations: tuple[Evaluation, ...] = ()

    def __len__(self) -> int:
        return self._count

    def follow(self, evaluations: Sequence[Evaluation]) -> None:
        """Takes in what is new; starts over when what is known isn't the beginning any more."""
        known = self._count
        if known > len(evaluations) or (known and evaluations[known - 1] is not self.newest):
            known = 0
        while self._table.shape[1] < len(evaluations):
            self._table = np.concatenate([self._table, np.empty_like(self._table)], axis=1)
        for place in range(known, len(evaluations)):
            self._table[:, place] = [getattr(evaluations[place], name) for name in _COLUMNS]
        self._count, self._evaluations = len(evaluations), tuple(evaluations)
        self.newest = evaluations[-1] if evaluations else None

    def column(self, name: str) -> Array:
        """One number of every evaluation, by its name in `Evaluation`; shape (count,)."""
        return self._table[_COLUMNS.index(name), :self._count]

    def curve(self, name: str, most_points: int) -> tuple[Array, Array]:
        """Steps and values to draw, thinned out as by `envelope`."""
        places, values = envelope(self.column(name), most_points)
        if self._count <= most_points:
            return self.column("step"), values
        return np.interp(places, np.arange(self._count), self.column("step")), values

    def nearest(self, step: float) -> Evaluation | None:
        """The evaluation that was made nearest to a step."""
        if self._count == 0:
            return None
        steps = self.column("step")
        after = min(int(np.searchsorted(steps, step)), self._count - 1)
        before = max(after - 1, 0)
        return self._evaluations[before if step - steps[before] <= steps[after] - step else after]


_HEIGHT_WITH_HINT = 170
_BESIDE_LEGEND = 8

_FAINT = 0.4


class ComparedCurves:
    """One curve of each run.

    Attributes
    ----------
    first, second
        The curves, first solid and second dashed.
    batches
        The cost of every batch of both, faint.
    """

    def __init__(self, surface: ChartSurface, theme: Theme) -> None:
        self._surface = surface
        self._colors = theme.positive, theme.text
        self.batches = tuple(surface.add_curve(blend(theme.card, color, _FAINT), 1) for color in self._colors)
        self.first: pg.PlotDataItem = surface.add_curve(self._colors[0], 2, dots=True)
        self.second: pg.PlotDataItem = surface.add_curve(self._colors[1], 2, dots=True, dashed=True)

    def draw(self, first: Points, second: Points, batches: tuple[Points, Points] = (NO_POINTS, NO_POINTS)) -> None:
        """Show these, x and y of each curve, shape (n,)."""
        for curve, points in zip((*self.batches, self.first, self.second), (*batches, first, second), strict=True):
            self._surface.draw(curve, *points)

    def clear(self) -> None:
        """Show nothing."""
        self.draw(NO_POINTS, NO_POINTS)

    def entries(self, first: str, second: str) -> tuple[str, str]:
        """What is to be said of either, with the stroke that it is drawn with, as rich text."""
        return legend_entry(self._colors[0], first), legend_entry(self._colors[1], second, dashed=True)


class Curves(Protocol):
    """What a chart of a run draws and says.

    Attributes
    ----------
    title
        Of the chart.
    corner
        Where its readout stands.
    empty_text
        What stands there before there is anything to see.
    """

    title: str
    corner: Qt.Corner
    empty_text: str

    def begin(self, chart: RunChart) -> None:
        """Put empty curves into a chart."""

    def value_text(self, value: float) -> str:
        """How a value is written on the axis."""

    def legend_entries(self) -> tuple[str, ...]:
        """Rich texts that say what the curves of a single run are."""

    def measured_text(self, evaluation: Evaluation) -> str:
        """A measured value: of the test data where there are any."""

    def draw(self) -> Range:
        """Draw what there is; what has to be seen of it."""

    def readout(self, step: int) -> str:
        """What there is to read at a step."""


class RunChart(Card):
    """A chart over the steps of the run.

    A point at x is measured with the weights and biases as they are after x steps. While more steps are made the
    curves end at the moment in view, however far the thread has come. While two runs are compared, one curve of each
    takes the place of all others.

    Attributes
    ----------
    curves
        What is drawn.
    measurements, second_measurements
        The evaluations that are drawn, of the run and of the one beside it.
    compared
        The curves of two runs.
    chart, surface
        What stands below the header, and where in it the curves are.
    """

    def __init__(self, curves: Curves, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        title = curves.title
        super().__init__(title, theme, parent=parent)
        self.session = session
        self.curves = curves
        self.measurements, self.second_measurements = Measurements(), Measurements()
        self._is_stale = True
        self._title_width = QFontMetrics(theme.font(13, semibold=True)).horizontalAdvance(title)
        self._range: Range | None = None
        self.latest = PlainLabel()
        self.latest.setProperty("tone", "dim")
        self.latest.setFont(theme.font(13, tabular=True))
        self.add_to_header(self.latest)
        self.legend = caption(theme, rich=True)
        self.axis_hint = ElidedLabel("", theme, size=12, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(_BESIDE_LEGEND))
        foot.addWidget(self.legend)
        foot.addWidget(self.axis_hint, 1)
        self.chart = StepChart(theme, curves.corner, curves.empty_text, foot, curves.readout, curves.value_text)
        self.surface, self.empty = self.chart.surface, self.chart.empty
        self.surface.setAccessibleName(self.tr("{title} over the steps").format(title=title))
        self.compared = ComparedCurves(self.surface, theme)
        self.body.addWidget(self.chart, 1)
        self.chart.step_chosen.connect(self._travel)
        session.history_changed.connect(self.redraw)
        session.moment_changed.connect(self._show_cursor)
        session.run_changed.connect(self._on_run)
        session.navigator.comparison_changed.connect(self._on_comparison)
        curves.begin(self)
        self._show_legend()

    def _show_legend(self) -> None:
        """Say what the curves are."""
        if self.second is None:
            *others, last = self.curves.legend_entries()
            for between in ("&nbsp; ", "<br>"):  # in a narrow chart the last one stands below the others
                self.legend.setText(between.join(filter(None, ("&nbsp; ".join(others), last))))
                if self.legend.sizeHint().width() <= self.width() - self._theme.px(2 * 16 + 2):
                    return
            return
        hint = self.axis_hint.fontMetrics().horizontalAdvance(self.tr("steps")) + self._theme.px(_BESIDE_LEGEND)
        room = self.width() - self._theme.px(2 * 16 + 2) - (0 if self.axis_hint.isHidden() else hint)
        for names in (self._names(), ("", "")):  # where they don't fit, the letters remain
            self.legend.setText("&nbsp; ".join(self.compared_entries(*names)))
            if self.legend.sizeHint().width() <= room:
                return

    @property
    def second(self) -> SecondRun | None:
        """The run beside the one in view, while two are compared."""
        return self.session.navigator.comparison

    @property
    def has_test_data(self) -> bool:
        """Whether there is anything to measure beside the training data."""
        data = self.session.data
        return data.test is not data.train and data.test.count > 0

    def compared_entries(self, first: str, second: str) -> tuple[str, str]:
        """What is to be said of each of the two runs."""
        return self.compared.entries(f"A: {first}" if first else "A", f"B: {second}" if second else "B")

    def _names(self) -> tuple[str, str]:
        second = self.second
        if second is None:
            return "", ""
        trainers = self.session.run.trainer, second.run.trainer
        return side_names(trainers[0].experiment, trainers[1].experiment, second.compared)

    def _on_run(self) -> None:
        self._show_legend()
        self.redraw()

    def _on_comparison(self) -> None:
        self.second_measurements = Measurements()
        self.compared.clear()
        self._show_legend()
        self.redraw()

    def update_chart(self) -> None:
        """Draw the history as it is now."""
        self._is_stale = False
        self.measurements.follow(self.session.evaluations_in_view)
        if self.second is not None:
            self.second_measurements.follow(self.second.evaluations_in_view)
        self._show_value()
        if not self.chart.show_length(self.steps, is_empty=self.steps <= 1 and len(self.measurements) <= 1):
            return
        self._set_range(self.curves.draw())
        self._show_cursor(self.session.moment)

    @property
    def steps(self) -> int:
        """How far the curves reach: that of the run, or that of the run beside it where it is longer."""
        second = self.second
        return max(self.session.length_in_view, 0 if second is None else second.length_in_view)

    def evaluation_near(self, step: int) -> Evaluation | None:
        """The evaluation nearest to a step."""
        return self.measurements.nearest(step)

    def second_evaluation_near(self, step: int) -> Evaluation | None:
        """The evaluation of the run beside it that is nearest to a step."""
        return None if self.second is None else self.second_measurements.nearest(step)

    def part_text(self, value: str) -> str:
        """A measured value with the word for the data it was measured on."""
        return (self.tr("test {value}") if self.has_test_data else self.tr("training {value}")).format(value=value)

    def compared_readout(self, step: int, known: int | None = None) -> list[str]:
        """What was measured of two runs nearest to a step; where that was, unless it is known already."""
        entries = list[str]()
        pair = self.evaluation_near(step), self.second_evaluation_near(step)
        for which, near in enumerate(pair):
            if near is None:
                continue
            if near.step != known:
                entries.append(self.chart.steps_text(near.step))
                known = near.step
            entries.append(self.compared_entries(*[self.part_text(self.curves.measured_text(near))] * 2)[which])
        return entries

    def _set_range(self, wanted: Range) -> None:
        if wanted != self._range:
            self._range = wanted
            self.surface.set_range(wanted)

    def _show_value(self) -> None:
        """What was measured last before the moment in view."""
        here = self._steps_done
        if self.second is None:
            last, other = next(reversed(self.session.evaluations_so_far), None), None
        else:
            last, other = self.second.measured_last()
        if last is None:
            self.latest.setText("")
            return
        value = self.curves.measured_text(last)
        if self.second is not None:
            value = self.tr("A {first} · B {second}").format(
                first=value, second="–" if other is None else self.curves.measured_text(other))
        text = self.part_text(value)
        at_step = self.tr("{value} · step {step}").format(value=text, step=count(last.step))
        texts = (*((at_step,) if last.step != here else ()), text, value)
        # a number that is cut off is another number: whole, or not at all
        self.latest.setText(next((text for text in texts if self._has_room_for(text)), ""))
        tip = self.tr(
            "After {steps} steps, measured on {test} test samples; training: the first {train} training samples")
        if not self.has_test_data:
            tip = self.tr("After {steps} steps, measured on the first {train} training samples")
        self.latest.setToolTip(plain_tip(tip.format(steps=count(last.step), test=count(last.test_count),
                                          train=count(last.train_count))))

    @property
    def _steps_done(self) -> int:
        """Updates that are made at the moment in view; a run that has diverged stays behind the other one."""
        return max(self.session.steps_done, 0 if self.second is None else self.second.steps_done)

    def _has_room_for(self, text: str) -> bool:
        row, margins = self._header_row, self._column.contentsMargins()
        others = row.minimumSize().width() - self.latest.minimumSizeHint().width() \
            - self._title.minimumSizeHint().width() + self._title_width
        room = self.contentsRect().width() - margins.left() - margins.right()
        return others + self.latest.fontMetrics().horizontalAdvance(text) + 2 <= room

    def _show_cursor(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        if self._is_stale:
            self.update_chart()
            return
        self._show_value()
        self.surface.set_about(self.latest.text())
        self.surface.set_cursor(self._steps_done)
        self.axis_hint.setText(self._axis_text(moment))

    def _axis_text(self, moment: Moment) -> str:
        """What the bottom axis counts, as far as there is room beside the legend; nothing is cut."""
        texts = [self.tr("steps"), ""]
        differ = self.second is not None and self.second.compared is Compared.BATCH_SIZE
        if not differ and self.session.run.timeline.keeps_batch_size:
            texts.insert(0, self.tr("steps · {count} an epoch").format(count=count(moment.steps_in_epoch)))
        room = self.width() - self.legend.sizeHint().width() - self._theme.px(16 + 16 + _BESIDE_LEGEND + 2)
        advance = self.axis_hint.fontMetrics().horizontalAdvance
        return next(text for text in texts if not text or advance(text) <= room)

    def _travel(self, step: int) -> None:
        if self.session.run_length:
            # after x steps is the end of step number x − 1, counted from 0
            self.session.navigator.go_to_step(max(step - 1, 0))

    def redraw(self) -> None:
        """Draw the curves anew, now or as soon as they are in view."""
        if self.isVisible():
            self.update_chart()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.update_chart()
        self._show_value()  # it may have become narrower while it was hidden

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.axis_hint.setVisible(self.height() >= self._theme.px(_HEIGHT_WITH_HINT))
        self._show_legend()
        self._show_cursor(self.session.moment)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(120))
