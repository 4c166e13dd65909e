"""The accuracy over the steps of the run."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt

from gui.figures.chart import DOT, MOST_POINTS, NO_POINTS, Points, Range, legend_entry, lines
from gui.foundation.number_text import percent
from gui.foundation.theme import Theme
from gui.plots.run_chart import Measurements, RunChart
from simulator.evaluation import Evaluation

translate = QCoreApplication.translate

FROM_TENTHS = 5
"""As soon as all but the start of a run is at least this good (in tenths), the view shows only what is better."""


class AccuracyCurves:
    """Share of correctly classified training and test samples, in per cent.

    Attributes
    ----------
    training, test
        The curves.
    """

    corner = Qt.Corner.BottomRightCorner

    def __init__(self, theme: Theme) -> None:
        self.title = translate("AccuracyChart", "Accuracy")
        self.empty_text = translate("AccuracyChart", "Train to see the accuracy")
        self._colors = (theme.text, theme.positive)

    def begin(self, chart: RunChart) -> None:
        self._of = chart
        training, test = self._colors
        self.training = chart.surface.add_curve(training, 2)
        self.test = chart.surface.add_curve(test, 2, dots=True)

    def value_text(self, value: float) -> str:
        return percent(value / 100.0, 0 if float(value).is_integer() else 1)

    def legend_entries(self) -> tuple[str, ...]:
        training, test = self._colors
        entry = legend_entry(training, translate("AccuracyChart", "training"))
        if not self._of.has_test_data:
            return (entry,)
        return entry, legend_entry(test, translate("AccuracyChart", "test"), sign=DOT)

    def measured_text(self, evaluation: Evaluation) -> str:
        return percent(evaluation.test_accuracy if self._of.has_test_data else evaluation.train_accuracy, 1)

    def draw(self) -> Range:
        first, second = self._of.measurements, self._of.second_measurements
        single = [_in_per_cent(first, name) for name in ("train_accuracy", "test_accuracy")]
        if self._of.second is not None:
            part = "test_accuracy" if self._of.has_test_data else "train_accuracy"
            self._of.compared.draw(_in_per_cent(first, part), _in_per_cent(second, part))
            single = [NO_POINTS] * 2
        for curve, points in zip((self.training, self.test), single, strict=True):
            self._of.surface.draw(curve, *points)
        start, later = self._lowest()
        # in tens of per cent, so that the scale stands still most of the time
        tenths = min(9, int(10 * later))
        if tenths >= FROM_TENTHS and start < tenths / 10:
            accuracy = percent(start, 1)
            texts = translate("AccuracyChart", "↓ {accuracy} at the start").format(accuracy=accuracy), f"↓ {accuracy}"
            return Range(self._of.chart.steps, 10.0 * tenths, 100.0, texts)
        return Range(self._of.chart.steps, 0.0, 100.0)

    def _lowest(self) -> tuple[float, float]:
        """The least share at the start, and of all that follows; 0 as long as little follows."""
        starts, later = list[float](), list[float]()
        first, second = self._of.measurements, self._of.second_measurements
        for measured in (first, second) if self._of.second else (first,):
            lowest = np.fmin(measured.column("train_accuracy"), measured.column("test_accuracy"))
            starts.extend(lowest[:1])
            later.append(lowest[1:].min() if len(lowest) > 2 else 0.0)
        start, least = min(starts, default=0.0), min(later)
        return (start, least) if math.isfinite(start) and math.isfinite(least) else (0.0, 0.0)

    def readout(self, step: int) -> str:
        if self._of.second is not None:
            return lines(*self._of.compared_readout(step))
        near = self._of.evaluation_near(step)
        if near is None:
            return self._of.chart.steps_text(step)
        training, test = self._colors
        entries = [self._of.chart.steps_text(near.step),
                   legend_entry(training, translate("AccuracyChart", "training {accuracy}").format(
                       accuracy=percent(near.train_accuracy, 1)))]
        if self._of.has_test_data:
            entries.append(legend_entry(test, translate("AccuracyChart", "test {accuracy}").format(
                accuracy=percent(near.test_accuracy, 1)), sign=DOT))
        return lines(*entries)


def _in_per_cent(measurements: Measurements, name: str) -> Points:
    """The curve of an accuracy; nothing for regression, which has none."""
    steps, shares = measurements.curve(name, MOST_POINTS)
    known = np.isfinite(shares)
    return steps[known], 100.0 * shares[known]
