"""The cost over the steps of the run."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.figures.chart import DOT, MOST_POINTS, NO_POINTS, Range, legend_entry, lines
from gui.figures.envelope import GrowingEnvelope
from gui.figures.scales import tick_text
from gui.number_text import number
from gui.plots.run_chart import RunChart
from gui.run_view import RunView
from gui.session import Session
from gui.theme import Theme, blend
from simulator.arrays import Array
from simulator.evaluation import Evaluation

_DIGITS = 3


class CostChart(RunChart):
    """Cost of every batch (faint), mean cost on training and test data; linear or logarithmic.

    Attributes
    ----------
    batch_curve, training_curve, test_curve
        The curves; on the logarithmic scale their heights are decimal logarithms.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Cost"), session, theme, Qt.Corner.TopRightCorner, parent)
        self.logarithmic = self.chart.logarithmic
        self.logarithmic.toggled.connect(self._on_history)
        self.add_to_header(self.logarithmic)
        self.logarithmic.show()
        self._batches = GrowingEnvelope(MOST_POINTS), GrowingEnvelope(MOST_POINTS)
        self._band = pg.mkPen(blend(theme.card, theme.outline, 0.35), width=theme.px(1))
        self._line = pg.mkPen(blend(theme.card, theme.outline, 0.8), width=theme.px(1))
        self._colors = (blend(theme.card, theme.outline, 0.6), theme.text, theme.positive)
        faint, training, test = self._colors
        self.batch_curve = self.surface.add_curve(faint, 1)
        self.training_curve = self.surface.add_curve(training, 2)
        self.test_curve = self.surface.add_curve(test, 2, dots=True)
        self.show_legend()

    def header_widgets(self) -> tuple[QWidget, ...]:
        return (self.logarithmic,)

    def empty_text(self) -> str:
        return self.tr("Train to see the cost")

    def value_text(self, value: float) -> str:
        return tick_text(value)

    def legend_entries(self) -> tuple[str, ...]:
        faint, training, test = self._colors
        entries = legend_entry(faint, self.tr("batch")), legend_entry(training, self.tr("training"))
        return (*entries, legend_entry(test, self.tr("test"), sign=DOT)) if self.has_test_data else entries

    def measured_text(self, evaluation: Evaluation) -> str:
        return number(evaluation.test_cost if self.has_test_data else evaluation.train_cost, _DIGITS)

    def draw_curves(self) -> Range:
        second, placed = self.second, self.chart.placed
        drawn = [placed(self._batches[0].of(costs_in_view(self.session))),
                 *(placed(self.measurements.curve(part, MOST_POINTS)) for part in ("train_cost", "test_cost"))]
        shown = drawn
        if second is not None:
            part = "test_cost" if self.has_test_data else "train_cost"
            batches = placed(self._batches[1].of(costs_in_view(second)))
            curves = drawn[2 if self.has_test_data else 1], placed(self.second_measurements.curve(part, MOST_POINTS))
            self.compared.draw(*curves, (drawn[0], batches))
            shown, drawn = [drawn[0], batches, *curves], [NO_POINTS] * 3
        for curve, points in zip((self.batch_curve, self.training_curve, self.test_curve), drawn, strict=True):
            self.surface.draw(curve, *points)
        # where the peaks melt into a band, it must not drown the curves
        self.batch_curve.setPen(self._band if self.session.length_in_view > MOST_POINTS else self._line)
        return self.chart.range_of(shown)

    def readout(self, step: int) -> str:
        costs = costs_in_view(self.session)
        entries = [self.chart.steps_text(step)]
        if self.second is not None:
            batches = self._compared_batches(step, costs, costs_in_view(self.second))
            return lines(*entries, *batches, *self.compared_readout(step, step))
        faint, training, test = self._colors
        if step < len(costs):
            entries.append(legend_entry(faint, self.tr("batch {cost}").format(cost=number(costs[step], _DIGITS))))
        near = self.evaluation_near(step)
        if near is not None:
            if near.step != step:
                entries.append(self.chart.steps_text(near.step))
            entries.append(legend_entry(training, self.tr("training {cost}").format(
                cost=number(near.train_cost, _DIGITS))))
            if self.has_test_data:
                entries.append(legend_entry(test, self.tr("test {cost}").format(
                    cost=number(near.test_cost, _DIGITS)), sign=DOT))
        return lines(*entries)

    def _compared_batches(self, step: int, *costs: Array) -> list[str]:
        """The cost of both batches of a step, as far as both runs have made it."""
        texts = [self.tr("batch {cost}").format(cost=number(one[step], _DIGITS)) if step < len(one) else ""
                 for one in costs]
        entries = self.compared_entries(texts[0], texts[1])
        return [entry for entry, text in zip(entries, texts, strict=True) if text]


def costs_in_view(view: RunView) -> Array:
    """The cost of the batch of every step of a run, as far as it is in view, shape (steps,)."""
    return view.history.costs[:view.length_in_view]
