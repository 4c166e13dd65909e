"""The Network workspace: the stage with the sample and the settings on its left and the charts on its right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.digits.digit_card import DigitCard
from gui.equations.equation_panel import EquationPanel
from gui.formulas import Formulas
from gui.network.stage import NetworkStage
from gui.plots.chart_column import ChartColumn
from gui.plots.weight_picture import WeightPicture
from gui.session import Session
from gui.setup.setup_card import SetupCard
from gui.theme import Theme

LEFT_WIDTH = 284
RIGHT_WIDTH = 264
NARROW = 1240
"""Below this width (at scale 1) the columns beside the stage become narrower."""
NARROW_LEFT_WIDTH = 248
NARROW_RIGHT_WIDTH = 208


class NetworkWorkspace(QSplitter):
    """Three columns that can be made wider, or pushed away, by dragging the gaps between them.

    Parameters
    ----------
    former
        A workspace that this one takes the place of: what was drawn and what was wanted is kept.

    Attributes
    ----------
    digits, setup, stage, equations, charts, weights
        The parts.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas,
                 former: NetworkWorkspace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.digits: DigitCard = former.digits if former else DigitCard(session, theme)
        self.digits.set_theme(theme)
        self.setup: SetupCard = SetupCard(session, theme, former.setup.draft if former else None)
        self.stage = NetworkStage(session, theme)
        if former is not None:
            self.stage.choose_mode(former.stage.modes.index())
        self.equations = EquationPanel(session, theme, formulas)
        self.charts = ChartColumn(session, theme)
        self.weights = WeightPicture(session, theme)
        self.setHandleWidth(theme.px(10))
        self.addWidget(_column(theme, (self.digits, 0), (self.setup, 1)))
        self.addWidget(self._centre(theme))
        self.addWidget(_column(theme, (self.charts, 2), (self.weights, 1)))
        for number, collapsible in enumerate((True, False, True)):
            self.setCollapsible(number, collapsible)
            self.setStretchFactor(number, int(number == 1))
        self._widths_chosen = False
        self.splitterMoved.connect(self._keep_widths)

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still moving or being made."""
        return self.charts.is_complete and not self.stage.canvas.is_moving

    def _centre(self, theme: Theme) -> QSplitter:
        centre = QSplitter(Qt.Orientation.Vertical)
        centre.setHandleWidth(theme.px(10))
        centre.addWidget(self.stage)
        centre.addWidget(self.equations)
        centre.setStretchFactor(0, 1)
        centre.setStretchFactor(1, 0)
        centre.setCollapsible(0, False)
        return centre

    def _keep_widths(self) -> None:
        self._widths_chosen = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._widths_chosen:
            px, whole = self._theme.px, event.size().width()
            narrow = whole < px(NARROW)
            left = px(NARROW_LEFT_WIDTH if narrow else LEFT_WIDTH)
            right = px(NARROW_RIGHT_WIDTH if narrow else RIGHT_WIDTH)
            self.setSizes([left, max(whole - left - right, 1), right])


def _column(theme: Theme, *parts: tuple[QWidget, int]) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.px(10))
    for part, stretch in parts:
        lines.addWidget(part, stretch)
    return column
