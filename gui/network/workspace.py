"""The Network workspace: the stage with the sample and the settings on its left and the charts on its right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.digits.digit_card import DigitCard
from gui.equations.equation_panel import EquationPanel
from gui.formulas import Formulas
from gui.network.arrangement import Arrangement, Part, arrange
from gui.network.left_column import LeftColumn
from gui.network.stage import NetworkStage
from gui.plots.chart_column import ChartColumn
from gui.plots.weight_picture import WeightPicture
from gui.session import Session
from gui.setup.setup_card import SetupCard
from gui.theme import Theme


class NetworkWorkspace(QSplitter):
    """Three columns, as wide as one drags the gaps between them; what doesn't fit waits behind the menu "View".

    Parameters
    ----------
    former
        A workspace that this one takes the place of: what was drawn and what was wanted is kept.

    Attributes
    ----------
    digits, setup, stage, equations, charts, weights
        The parts.
    wanted
        Which of them a person has asked to see, or not to see.

    Signals
    -------
    parts_changed
        Other parts are in view.
    """

    parts_changed = Signal()

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
        self.wanted: dict[Part, bool] = dict(former.wanted) if former else {}
        self._left = LeftColumn(self.digits, self.setup, theme)
        self._right = _column(theme, (self.charts, 2), (self.weights, 1))
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._lay_out(theme)

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still moving or being made."""
        return self.charts.is_complete and not self.stage.canvas.is_moving

    def is_shown(self, part: Part) -> bool:
        """Whether a part is in view."""
        return part in self._arrangement().parts

    def show_part(self, part: Part, shown: bool) -> None:
        """Show a part, or leave its room to the others."""
        self.wanted[part] = shown
        self._arrange()
        self.parts_changed.emit()

    def _widget_of(self, part: Part) -> QWidget:
        return {Part.SAMPLE: self._left, Part.CHARTS: self._right, Part.EQUATIONS: self.equations}[part]

    def _lay_out(self, theme: Theme) -> None:
        self._centre.addWidget(self.stage)
        self._centre.addWidget(self.equations)
        for column in (self._left, self._centre, self._right):
            self.addWidget(column)
        for splitter in (self, self._centre):
            splitter.setHandleWidth(theme.px(10))
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._keep_sizes)
        self.setStretchFactor(1, 1)
        self._centre.setStretchFactor(0, 1)
        self._sizes_chosen = False

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _arrangement(self) -> Arrangement:
        scale = self._theme.scale
        return arrange(self.width() / scale, self.height() / scale, self.wanted)

    def _arrange(self) -> None:
        arrangement, px = self._arrangement(), self._theme.px
        for part in Part:
            widget = self._widget_of(part)
            if widget.isHidden() == (part in arrangement.parts):
                widget.setVisible(part in arrangement.parts)
                self._sizes_chosen = False
        self._left.take_turns(arrangement.shares_left)
        self.weights.setVisible(not arrangement.shares_left)
        if not self._sizes_chosen:
            left, right, below = px(arrangement.left), px(arrangement.right), px(arrangement.equations)
            self.setSizes([left, max(self.width() - left - right, 1), right])
            self._centre.setSizes([max(self.height() - below, 1), below])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [part for part in Part if not self._widget_of(part).isHidden()]
        self._arrange()
        if shown != [part for part in Part if not self._widget_of(part).isHidden()]:
            self.parts_changed.emit()


def _column(theme: Theme, *parts: tuple[QWidget, int]) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.px(10))
    for part, stretch in parts:
        lines.addWidget(part, stretch)
    return column
