"""The accuracy over the steps of the run."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.figures.chart import DOT, MOST_POINTS, NO_POINTS, Points, Range, legend_entry, lines
from gui.number_text import percent
from gui.plots.measurements import Measurements
from gui.plots.run_chart import RunChart
from gui.session import Session
from gui.theme import Theme
from simulator.evaluation import Evaluation

FROM_TENTHS = 5
"""As soon as all but the start of a run is at least this good (in tenths), the view shows only what is better."""


class AccuracyChart(RunChart):
    """Share of correctly classified training and test samples, in per cent.

    Attributes
    ----------
    training_curve, test_curve
        The curves.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Accuracy"), session, theme, Qt.Corner.BottomRightCorner, parent)
        self._colors = (theme.text, theme.positive)
        training, test = self._colors
        self.training_curve = self.surface.add_curve(training, 2)
        self.test_curve = self.surface.add_curve(test, 2, dots=True)
        self.show_legend()

    def empty_text(self) -> str:
        return self.tr("Train to see the accuracy")

    def value_text(self, value: float) -> str:
        return percent(value / 100.0, 0 if float(value).is_integer() else 1)

    def legend_entries(self) -> tuple[str, ...]:
        training, test = self._colors
        entry = legend_entry(training, self.tr("training"))
        return (entry, legend_entry(test, self.tr("test"), sign=DOT)) if self.has_test_data else (entry,)

    def measured_text(self, evaluation: Evaluation) -> str:
        return percent(evaluation.test_accuracy if self.has_test_data else evaluation.train_accuracy, 1)

    def draw_curves(self) -> Range:
        single = [_in_per_cent(self.measurements, name) for name in ("train_accuracy", "test_accuracy")]
        if self.second is not None:
            part = "test_accuracy" if self.has_test_data else "train_accuracy"
            self.compared.draw(_in_per_cent(self.measurements, part), _in_per_cent(self.second_measurements, part))
            single = [NO_POINTS] * 2
        for curve, points in zip((self.training_curve, self.test_curve), single, strict=True):
            self.surface.draw(curve, *points)
        start, later = self._lowest()
        # in tens of per cent, so that the scale stands still most of the time
        tenths = min(9, int(10 * later))
        if tenths >= FROM_TENTHS and start < tenths / 10:
            accuracy = percent(start, 1)
            texts = self.tr("↓ {accuracy} at the start").format(accuracy=accuracy), f"↓ {accuracy}"
            return Range(self.chart.steps, 10.0 * tenths, 100.0, texts)
        return Range(self.chart.steps, 0.0, 100.0)

    def _lowest(self) -> tuple[float, float]:
        """The least share at the start, and of all that follows; 0 as long as little follows."""
        starts, later = list[float](), list[float]()
        for measured in (self.measurements, self.second_measurements) if self.second else (self.measurements,):
            lowest = np.fmin(measured.column("train_accuracy"), measured.column("test_accuracy"))
            starts.extend(lowest[:1])
            later.append(lowest[1:].min() if len(lowest) > 2 else 0.0)
        start, least = min(starts, default=0.0), min(later)
        return (start, least) if math.isfinite(start) and math.isfinite(least) else (0.0, 0.0)

    def readout(self, step: int) -> str:
        if self.second is not None:
            return lines(*self.compared_readout(step))
        near = self.evaluation_near(step)
        if near is None:
            return self.chart.steps_text(step)
        training, test = self._colors
        entries = [self.chart.steps_text(near.step), legend_entry(training, self.tr("training {accuracy}").format(
            accuracy=percent(near.train_accuracy, 1)))]
        if self.has_test_data:
            entries.append(legend_entry(test, self.tr("test {accuracy}").format(
                accuracy=percent(near.test_accuracy, 1)), sign=DOT))
        return lines(*entries)


def _in_per_cent(measurements: Measurements, name: str) -> Points:
    """The curve of an accuracy; nothing for regression, which has none."""
    steps, shares = measurements.curve(name, MOST_POINTS)
    known = np.isfinite(shares)
    return steps[known], 100.0 * shares[known]
