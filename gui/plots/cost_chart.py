"""The cost over the steps of the run."""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.figures.envelope import GrowingEnvelope
from gui.figures.scales import round_up, tick_text
from gui.number_text import number
from gui.plots.chart_surface import DOT, Range, legend_entry, lines
from gui.plots.compared_curves import NO_POINTS, Points
from gui.plots.run_chart import RunChart
from gui.run_view import RunView
from gui.session import Session
from gui.theme import Theme, blend
from gui.widgets.check_box import CheckBox
from simulator.arrays import Array
from simulator.evaluation import Evaluation

MOST_POINTS = 600
"""Points of the line of batch costs: more than the chart has columns adds nothing to see."""
START_SHARE = 0.02
"""Which part of a run is its start."""
FEWEST_AFTER_START = 100
"""A run of fewer steps is all start."""
FAR = 2.0
"""The view leaves the start out when it reaches so many times as high as all that follows."""
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
        self.logarithmic = CheckBox(self.tr("log"), theme)
        self.logarithmic.setToolTip(self.tr("Logarithmic scale: equal distances are equal factors"))
        self.logarithmic.toggled.connect(self._on_scale)
        self.add_to_header(self.logarithmic)
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

    def draw_curves(self, steps: float) -> Range:
        second = self.second
        batches = self._batches[0].of(costs_in_view(self.session))
        measured = (self.measurements.curve("train_cost", MOST_POINTS),
                    self.measurements.curve("test_cost", MOST_POINTS))
        drawn = [self._placed(points) for points in (batches, *measured)]
        if second is not None:
            part = "test_cost" if self.has_test_data else "train_cost"
            others = (self._batches[1].of(costs_in_view(second)),
                      self.second_measurements.curve(part, MOST_POINTS))
            placed = [self._placed(points) for points in others]
            first = drawn[2 if self.has_test_data else 1]
            self.compared.draw(first, placed[1], (drawn[0], placed[0]))
            shown, drawn = [drawn[0], first, *placed], [NO_POINTS] * 3
        else:
            shown = drawn
        for curve, points in zip((self.batch_curve, self.training_curve, self.test_curve), drawn, strict=True):
            self.surface.draw(curve, *points)
        # where the peaks melt into a band, it must not drown the curves
        self.batch_curve.setPen(self._band if self.session.length_in_view > MOST_POINTS else self._line)
        everywhere, everything = (np.concatenate([points[axis] for points in shown]) for axis in (0, 1))
        finite = np.isfinite(everything)
        return self._shown(everywhere[finite], everything[finite], steps)

    def _shown(self, x: Array, positions: Array, steps: float) -> Range:
        if self.logarithmic.isChecked():
            if len(positions) == 0:
                return Range(steps, -1.0, 0.0)
            # in quarters of a power of ten, so that the scale stands still most of the time
            return Range(steps, math.floor(4 * positions.min()) / 4, math.floor(4 * positions.max() + 1) / 4)
        highest = max(positions, default=0.0)
        later = max(positions[x > START_SHARE * self.steps], default=highest)
        if self.steps >= FEWEST_AFTER_START and highest > FAR * later > 0.0:
            cost = number(highest, _DIGITS)
            texts = self.tr("↑ up to {cost} at the start").format(cost=cost), f"↑ {cost}"
            return Range(steps, 0.0, round_up(later), texts)
        return Range(steps, 0.0, round_up(highest) if highest > 0.0 else 1.0)

    def _placed(self, points: Points) -> Points:
        return points[0], self._position(points[1])

    def _position(self, values: Array) -> Array:
        """Where values stand on the axis; costs that are no number, or 0 on a logarithmic axis, have no place."""
        values = np.where(np.isfinite(values), values, np.nan)
        if self.logarithmic.isChecked():
            return np.log10(np.where(values > 0.0, values, np.nan))
        return values

    def readout(self, step: int) -> str:
        costs = costs_in_view(self.session)
        entries = [self.steps_text(step)]
        if self.second is not None:
            batches = self._compared_batches(step, costs, costs_in_view(self.second))
            return lines(*entries, *batches, *self.compared_readout(step, step))
        faint, training, test = self._colors
        if step < len(costs):
            entries.append(legend_entry(faint, self.tr("batch {cost}").format(cost=number(costs[step], _DIGITS))))
        near = self.evaluation_near(step)
        if near is not None:
            if near.step != step:
                entries.append(self.steps_text(near.step))
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

    def _on_scale(self, logarithmic: bool) -> None:
        self.surface.left_axis.set_logarithmic(logarithmic)
        self._on_history()


def costs_in_view(view: RunView) -> Array:
    """The cost of the batch of every step of a run, as far as it is in view, shape (steps,)."""
    return view.history.costs[:view.length_in_view]
