"""The charts of the run, under one another; they come as soon as the library that draws them is loaded."""

from __future__ import annotations

import importlib
import sys
import threading
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.foundation.waiting import make_types
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from gui.widgets.whats_this import WindowPart, explain

_CURVES = (("gui.plots.cost_chart", "CostCurves"), ("gui.plots.accuracy_chart", "AccuracyCurves"))
_FIRST_LOOK, _LOOK_INTERVAL = 150, 15
"""Milliseconds until the library is loaded, and between two looks whether it is there."""
_SLICE = 0.008
"""Seconds of work at a time that the window doesn't notice."""


class ChartColumn(QWidget):
    """Cost and accuracy.

    pyqtgraph takes a fifth of the program's start to load, and before the first step there is nothing to draw: so it
    is loaded on a thread after the window is shown, and cards with the same words stand in its place until then.

    Attributes
    ----------
    charts
        Those of the cost and of the accuracy, once they are there.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.charts: tuple[Any, ...] = ()
        self._alone = False
        self._logarithmic = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(10))
        self._loading: threading.Thread | None = None
        self._look = QTimer(self)
        self._look.setInterval(_FIRST_LOOK)
        self._look.timeout.connect(self._build_when_loaded)
        if "pyqtgraph" in sys.modules:
            self._build()
        else:
            for title, words in ((self.tr("Cost"), self.tr("Train to see the cost")),
                                 (self.tr("Accuracy"), self.tr("Train to see the accuracy"))):
                self._lines.addWidget(_placeholder(title, words, theme), 1)
            self._show_charts()
            self._look.start()

    @property
    def is_complete(self) -> bool:
        """Whether the charts are there."""
        return bool(self.charts)

    @property
    def is_logarithmic(self) -> bool:
        """Whether the cost stands, or will stand, on a logarithmic scale."""
        return self.charts[0].chart.logarithmic.isChecked() if self.charts else self._logarithmic

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Put the cost on a logarithmic scale, or on a linear one."""
        self._logarithmic = logarithmic
        if self.charts:
            self.charts[0].chart.logarithmic.setChecked(logarithmic)

    def set_cost_alone(self, *, alone: bool) -> None:
        """Leave all the room to the cost: regression has no accuracy, and two charts need some height."""
        if alone is not self._alone:
            self._alone = alone
            self._show_charts()

    def _show_charts(self) -> None:
        for number in range(1, self._lines.count()):
            place = self._lines.itemAt(number)
            chart = place.widget() if place is not None else None
            if chart is not None:
                chart.setVisible(not self._alone)

    def _build_when_loaded(self) -> None:
        if self._loading is None:
            if not make_types(_SLICE):
                self._look.setInterval(_LOOK_INTERVAL)
                return
            # by now the window has been shown
            self._look.setInterval(_LOOK_INTERVAL)
            self._loading = threading.Thread(target=_load, name="charts", daemon=True)
            self._loading.start()
        elif not self._loading.is_alive():
            self._look.stop()
            self._build()

    def _build(self) -> None:
        while (place := self._lines.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        run_chart = importlib.import_module("gui.plots.run_chart").RunChart
        self.charts = tuple(run_chart(getattr(importlib.import_module(module), name)(self._theme), self._session,
                                      self._theme) for module, name in _CURVES)
        parts = (WindowPart.COST, WindowPart.ACCURACY)
        for chart, part, (module, _) in zip(self.charts, parts, _CURVES, strict=True):
            explain(part, chart)
            chart.setProperty("key", module.rpartition(".")[2])  # of its picture, when it is exported
            self._lines.addWidget(chart, 1)
        self.set_logarithmic(self._logarithmic)
        self._show_charts()


def _load() -> None:
    for module, _ in _CURVES:
        importlib.import_module(module)


def _placeholder(title: str, words: str, theme: Theme) -> Card:
    card = Card(title, theme)
    label = PlainLabel(words)
    label.setProperty("tone", "dim")
    label.setFont(theme.font(13))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    card.body.addWidget(label, 1)
    return card
