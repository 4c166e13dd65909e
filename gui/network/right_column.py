"""The column at the right: the map of the output above the charts, or the charts above what a neuron looks for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.choice import Selection
from gui.comparison import SecondRun
from gui.plots.chart_column import ChartColumn
from gui.plots.weight_picture import WeightPicture
from gui.session import Session
from gui.theme import Theme
from gui.whats_this import WindowPart, explain

if TYPE_CHECKING:
    from gui.plane.output_card import OutputCard

_ROOM_FOR_TWO_CHARTS = 250
"""Height at scale 1 that cost and accuracy take under one another."""
_SHARE_OF_CHART = 0.27
_AROUND_WEIGHTS = 96
"""Height at scale 1 of what stands over and under the picture of the weights."""
_ANY_HEIGHT = 16_777_215
"""Qt's largest size."""


class RightColumn(QWidget):
    """What belongs to the data of the run: inputs that can be drawn have a map, pictures have weights to look at.

    Parameters
    ----------
    former
        A column that this one takes the place of.

    Attributes
    ----------
    charts, weights
        Cards that are always there, in view or not.
    output
        The map; None as long as no data could be drawn: pictures, with which the program begins, don't wait for it.
    second
        The output of the run beside it, None while nothing is compared.
    """

    def __init__(self, session: Session, theme: Theme, former: RightColumn | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._is_low = False
        self._wants = {"output": True, "charts": True, "weights": True}
        self.output: OutputCard | None = None
        self.second: OutputCard | None = None
        self._former = former.output if former is not None else None
        self.charts = ChartColumn(session, theme)
        self.weights = WeightPicture(session, theme)
        explain(WindowPart.WEIGHTS, self.weights)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(10))
        for card, stretch in ((self.charts, 2), (self.weights, 1)):
            self._lines.addWidget(card, stretch)
        self._lines.addStretch(0)
        session.run_changed.connect(self._show)
        session.comparison_changed.connect(self._on_comparison)
        self._on_comparison(session.comparison)

    def show_neuron(self, neuron: Selection | None) -> None:
        """Show a neuron in place of the output for as long as somebody points at it."""
        if self.output is not None:
            self.output.show_neuron(neuron)

    def _make_output(self) -> OutputCard:
        made: OutputCard = importlib.import_module("gui.plane.output_card").OutputCard(
            self._session, self._theme, session=self._session, former=self._former)
        explain(WindowPart.OUTPUT, made)
        self._lines.insertWidget(0, made)
        for asked in (made.options.changed, made.header.chosen):
            asked.connect(self._lead_second)
        return made

    def _on_comparison(self, second: SecondRun | None) -> None:
        """Two runs have two outputs."""
        if self.second is not None:
            self.second.hide()
            self.second.deleteLater()
            self.second = None
        self._show()
        if self.output is None:
            return
        if second is not None and second.data.domain is not None:
            self.second = type(self.output)(second, self._theme, former=self.output)
            self.second.set_letter("B")
            self._lines.insertWidget(1, self.second)
        self.output.set_letter("A" if self.second is not None else "")
        self._show()

    def _lead_second(self) -> None:
        if self.second is not None and self.output is not None:
            self.second.follow(self.output.wishes)

    def show_cards(self, *, output: bool, charts: bool, weights: bool) -> None:
        """Show all cards that belong to the data, or some of them only."""
        self._wants = {"output": output, "charts": charts, "weights": weights}
        self._show()

    def set_low(self, low: bool) -> None:
        """There is no room below the charts."""
        self._is_low = low
        self._show()

    def _show(self) -> None:
        data = self._session.data
        if self.output is None and data.domain is not None:
            self.output = self._make_output()
        for card in (self.output, self.second):
            if card is not None:
                card.setVisible(data.domain is not None and self._wants["output"])
        self.charts.setVisible(self._wants["charts"])
        alone = not self._wants["charts"]
        self.weights.setVisible(data.domain is None and self._wants["weights"] and (alone or not self._is_low))
        self._fit()

    def _fit(self) -> None:
        """Accuracy gives way where there is none, or no room for it."""
        data = self._session.data
        taken = self.output.sizeHint().height() if self.output is not None and not self.output.isHidden() else 0
        room = self.height() - taken
        low = data.domain is not None and (room < self._theme.px(_ROOM_FOR_TWO_CHARTS) or self.second is not None)
        self.charts.set_cost_alone(alone=data.is_regression or low)
        # alone, the picture stands above and needs no more height than it is wide
        alone = self.charts.isHidden()
        self.weights.setMaximumHeight(self.width() + self._theme.px(_AROUND_WEIGHTS) if alone else _ANY_HEIGHT)
        # two maps must not take the room in which two curves are compared
        self.charts.setMinimumHeight(round(_SHARE_OF_CHART * self.height()) if self.second is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
