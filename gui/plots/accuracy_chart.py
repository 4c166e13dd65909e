"""The accuracy over the steps of the run."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.number_text import percent
from gui.plots.chart_surface import Range, legend_entry, lines
from gui.plots.run_chart import RunChart
from gui.session import Session
from gui.theme import Theme
from simulator.history import Evaluation

MOST_POINTS = 600
"""Points of a curve: more than the chart has columns adds nothing to see."""
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
        self.set_legend(legend_entry(training, self.tr("training")), legend_entry(test, self.tr("test")))

    def empty_text(self) -> str:
        return self.tr("Train to see the accuracy")

    def value_text(self, value: float) -> str:
        return percent(value / 100.0, 0 if float(value).is_integer() else 1)

    def latest_text(self, evaluation: Evaluation) -> str:
        return self.tr("test {accuracy}").format(accuracy=percent(evaluation.test_accuracy, 1))

    def draw_curves(self, steps: float) -> Range:
        for curve, name in ((self.training_curve, "train_accuracy"), (self.test_curve, "test_accuracy")):
            measured, shares = self.measurements.curve(name, MOST_POINTS)
            self.surface.draw(curve, measured, 100.0 * shares)
        lowest = np.minimum(self.measurements.column("train_accuracy"), self.measurements.column("test_accuracy"))
        # in tens of per cent, so that the scale stands still most of the time
        later = min(9, int(10 * lowest[1:].min())) if len(lowest) > 2 else 0
        if later >= FROM_TENTHS and lowest[0] < later / 10:
            text = self.tr("↓ {accuracy} at the start").format(accuracy=percent(float(lowest[0]), 1))
            return Range(steps, 10.0 * later, 100.0, text)
        return Range(steps, 0.0, 100.0)

    def readout(self, step: int) -> str:
        near = self.evaluation_near(step)
        if near is None:
            return self.steps_text(step)
        training, test = self._colors
        return lines(self.steps_text(near.step),
                     legend_entry(training, self.tr("training {accuracy}").format(
                         accuracy=percent(near.train_accuracy, 1))),
                     legend_entry(test, self.tr("test {accuracy}").format(accuracy=percent(near.test_accuracy, 1))))
