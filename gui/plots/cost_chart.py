"""The cost over the steps of the run."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt

from gui.figures.chart import DOT, MOST_POINTS, NO_POINTS, Range, legend_entry, lines
from gui.figures.envelope import GrowingEnvelope
from gui.figures.frame import tick_text
from gui.foundation.number_text import number
from gui.foundation.theme import Theme, blend
from gui.plots.run_chart import RunChart
from gui.run.run_view import RunView
from simulator.arrays import Array
from simulator.evaluation import Evaluation

translate = QCoreApplication.translate

_DIGITS = 3


class CostCurves:
    """Cost of every batch (faint), mean cost on training and test data; linear or logarithmic.

    Attributes
    ----------
    batch, training, test
        The curves; on the logarithmic scale their heights are decimal logarithms.
    """

    corner = Qt.Corner.TopRightCorner

    def __init__(self, theme: Theme) -> None:
        self.title = translate("CostChart", "Cost")
        self.empty_text = translate("CostChart", "Train to see the cost")
        self._batches = GrowingEnvelope(MOST_POINTS), GrowingEnvelope(MOST_POINTS)
        self._band = pg.mkPen(blend(theme.card, theme.outline, 0.35), width=theme.px(1))
        self._line = pg.mkPen(blend(theme.card, theme.outline, 0.8), width=theme.px(1))
        self._colors = (blend(theme.card, theme.outline, 0.6), theme.text, theme.positive)

    def begin(self, chart: RunChart) -> None:
        self._of = chart
        logarithmic = chart.chart.logarithmic
        logarithmic.toggled.connect(chart.redraw)
        chart.add_to_header(logarithmic)
        logarithmic.show()
        faint, training, test = self._colors
        self.batch = chart.surface.add_curve(faint, 1)
        self.training = chart.surface.add_curve(training, 2)
        self.test = chart.surface.add_curve(test, 2, dots=True)

    def value_text(self, value: float) -> str:
        return tick_text(value)

    def legend_entries(self) -> tuple[str, ...]:
        faint, training, test = self._colors
        entries = (legend_entry(faint, translate("CostChart", "batch")),
                   legend_entry(training, translate("CostChart", "training")))
        if not self._of.has_test_data:
            return entries
        return *entries, legend_entry(test, translate("CostChart", "test"), sign=DOT)

    def measured_text(self, evaluation: Evaluation) -> str:
        return number(evaluation.test_cost if self._of.has_test_data else evaluation.train_cost, _DIGITS)

    def draw(self) -> Range:
        second, placed = self._of.second, self._of.chart.placed
        drawn = [placed(self._batches[0].of(costs_in_view(self._of.session))),
                 *(placed(self._of.measurements.curve(part, MOST_POINTS)) for part in ("train_cost", "test_cost"))]
        shown = drawn
        if second is not None:
            part = "test_cost" if self._of.has_test_data else "train_cost"
            batches = placed(self._batches[1].of(costs_in_view(second)))
            other = placed(self._of.second_measurements.curve(part, MOST_POINTS))
            curves = drawn[2 if self._of.has_test_data else 1], other
            self._of.compared.draw(*curves, (drawn[0], batches))
            shown, drawn = [drawn[0], batches, *curves], [NO_POINTS] * 3
        for curve, points in zip((self.batch, self.training, self.test), drawn, strict=True):
            self._of.surface.draw(curve, *points)
        # where the peaks melt into a band, it must not drown the curves
        self.batch.setPen(self._band if self._of.session.length_in_view > MOST_POINTS else self._line)
        return self._of.chart.range_of(shown)

    def readout(self, step: int) -> str:
        costs = costs_in_view(self._of.session)
        entries = [self._of.chart.steps_text(step)]
        if self._of.second is not None:
            batches = self._compared_batches(step, costs, costs_in_view(self._of.second))
            return lines(*entries, *batches, *self._of.compared_readout(step, step))
        faint, training, test = self._colors
        if step < len(costs):
            entries.append(legend_entry(faint, translate("CostChart", "batch {cost}").format(
                cost=number(costs[step], _DIGITS))))
        near = self._of.evaluation_near(step)
        if near is not None:
            if near.step != step:
                entries.append(self._of.chart.steps_text(near.step))
            entries.append(legend_entry(training, translate("CostChart", "training {cost}").format(
                cost=number(near.train_cost, _DIGITS))))
            if self._of.has_test_data:
                entries.append(legend_entry(test, translate("CostChart", "test {cost}").format(
                    cost=number(near.test_cost, _DIGITS)), sign=DOT))
        return lines(*entries)

    def _compared_batches(self, step: int, *costs: Array) -> list[str]:
        """The cost of both batches of a step, as far as both runs have made it."""
        batch = translate("CostChart", "batch {cost}")
        texts = [batch.format(cost=number(one[step], _DIGITS)) if step < len(one) else "" for one in costs]
        entries = self._of.compared_entries(texts[0], texts[1])
        return [entry for entry, text in zip(entries, texts, strict=True) if text]


def costs_in_view(view: RunView) -> Array:
    """The cost of the batch of every step of a run, as far as it is in view, shape (steps,)."""
    return view.training_history.costs[:view.length_in_view]
