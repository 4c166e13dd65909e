"""The Network workspace: the stage, sample and settings on its left, map and charts on its right, numbers below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.digits.digit_card import DigitCard
from gui.equations.equation_panel import EquationPanel
from gui.formulas import Formulas
from gui.insight.lower_panel import LowerPanel
from gui.kept_layout import SplitterShares, known_wishes
from gui.network.arrangement import Arrangement, Part, arrange
from gui.network.left_column import LeftColumn
from gui.network.right_column import RightColumn
from gui.network.stage import NetworkStage
from gui.network.stage_area import StageArea
from gui.plots.chart_column import ChartColumn
from gui.plots.weight_picture import WeightPicture
from gui.session import Session
from gui.setup.setup_card import SetupCard
from gui.theme import Theme
from gui.whats_this import WindowPart, explain


class NetworkWorkspace(QSplitter):
    """Three columns, as wide as one drags the gaps between them; what doesn't fit waits behind the menu "View".

    Parameters
    ----------
    former
        A workspace that this one takes the place of: what was drawn and what was wanted is kept.

    Attributes
    ----------
    digits, setup, stages, below, right
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
        self._session = session
        self.digits: DigitCard = former.digits if former else DigitCard(session, theme)
        self.digits.set_theme(theme)
        self.setup: SetupCard = SetupCard(session, theme, former.setup.draft if former else None)
        self.stages = StageArea(session, theme)
        self.below: LowerPanel = LowerPanel(session, theme, formulas, former.below if former else None)
        self.right: RightColumn = RightColumn(session, theme, former.right if former else None)
        self.wanted: dict[Part, bool] = dict(former.wanted) if former else {}
        self._left = LeftColumn(self.digits, self.setup, theme)
        explain(WindowPart.STAGE, self.stages)
        explain(WindowPart.SAMPLE, self.digits)
        explain(WindowPart.SETUP, self.setup)
        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._shares = SplitterShares({"columns": self, "rows": self._centre})
        if former is not None:
            self._shares.restore(former.layout_state()["sizes"])
        self._lay_out(theme)
        self._has_map = session.data.domain is not None
        self._was_tall = self.below.is_tall
        self.below.page_changed.connect(self._on_page)
        session.run_changed.connect(self._on_run)
        self.stage.canvas.hover_changed.connect(self.right.show_neuron)

    @property
    def stage(self) -> NetworkStage:
        """The stage of the run in view."""
        return self.stages.stage

    @property
    def equations(self) -> EquationPanel:
        """The page of the numbers, below the stage."""
        return self.below.equations

    @property
    def charts(self) -> ChartColumn:
        """Cost and accuracy, at the right."""
        return self.right.charts

    @property
    def weights(self) -> WeightPicture:
        """What a neuron looks for, at the right."""
        return self.right.weights

    @property
    def is_settled(self) -> bool:
        """Whether no picture is still moving or being made."""
        return self.charts.is_complete and not self.stages.is_moving and self.below.is_settled

    def is_shown(self, part: Part) -> bool:
        """Whether a part is in view."""
        return part in self._arrangement().parts

    def show_part(self, part: Part, shown: bool) -> None:
        """Show a part, or leave its room to the others."""
        self.wanted[part] = shown
        self._arrange()
        self.parts_changed.emit()

    def show_cards(self, *, sample: bool = True, settings: bool = True, output: bool = True, charts: bool = True,
                   weights: bool = True) -> None:
        """Which cards the columns at the left and at the right have while they are in view."""
        self._left.show_cards(sample=sample, settings=settings)
        self.right.show_cards(output=output, charts=charts, weights=weights)

    def show_settings(self) -> None:
        """The set-up into view, where it was hidden or had given way to the sample."""
        if not self.is_shown(Part.SAMPLE):
            self.show_part(Part.SAMPLE, True)
        self._left.take_turn(1)

    def set_wanted(self, wanted: dict[Part, bool]) -> None:
        """Show and hide what was asked for at another time; of everything else as much as fits."""
        self.wanted = dict(wanted)
        self._arrange()
        self.parts_changed.emit()

    @property
    def turn(self) -> int:
        """Whose turn it is where room is short: 0 the sample, 1 the set-up."""
        return self._left.switch.index()

    def take_turn(self, turn: object) -> None:
        """Let one of the two have its turn."""
        self._left.take_turn(1 if turn == 1 else 0)

    def layout_state(self) -> dict[str, Any]:
        """Which parts somebody wants to see and how the room is divided among them, as plain JSON."""
        if self._sizes_chosen:
            self._shares.keep(self._kind())
        return {"parts": {part.value: shown for part, shown in self.wanted.items()}, "sizes": self._shares.state()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Arrange everything as `layout_state` has told; whatever can't be read is as usual."""
        self._shares.restore(state.get("sizes"))
        self._sizes_chosen = False
        parts = known_wishes(state.get("parts"), [part.value for part in Part])
        self.set_wanted({Part(name): shown for name, shown in parts.items()})

    def _kind(self) -> str:
        return "map" if self._session.data.domain is not None else ""

    def _widget_of(self, part: Part) -> QWidget:
        return {Part.SAMPLE: self._left, Part.CHARTS: self.right, Part.EQUATIONS: self.below}[part]

    def _lay_out(self, theme: Theme) -> None:
        self._centre.addWidget(self.stages)
        self._centre.addWidget(self.below)
        for column in (self._left, self._centre, self.right):
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
        self._shares.keep(self._kind())

    def _arrangement(self) -> Arrangement:
        scale = self._theme.scale
        return arrange(self.width() / scale, self.height() / scale, self.wanted,
                       has_map=self._session.data.domain is not None, tall_below=self.below.is_tall)

    def _on_page(self) -> None:
        """Pictures and numbers need different heights; whoever has dragged the gap has chosen one for both."""
        if self.below.is_tall is self._was_tall:
            return
        self._was_tall = self.below.is_tall
        if not self._sizes_chosen:
            self._arrange()

    def _on_run(self) -> None:
        has_map = self._session.data.domain is not None
        if has_map is not self._has_map:
            self._has_map = has_map
            self._sizes_chosen = False
            self._arrange()

    def _arrange(self) -> None:
        arrangement, px = self._arrangement(), self._theme.px
        for part in Part:
            widget = self._widget_of(part)
            if widget.isHidden() == (part in arrangement.parts):
                widget.setVisible(part in arrangement.parts)
                self._sizes_chosen = False
        self._left.take_turns(arrangement.shares_left)
        self.right.set_low(arrangement.shares_left)
        if not self._sizes_chosen:
            left, right, below = px(arrangement.left), px(arrangement.right), px(arrangement.equations)
            self.setSizes([left, max(self.width() - left - right, 1), right])
            self._centre.setSizes([max(self.height() - below, 1), below])
            self._shares.apply(self._kind())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = [part for part in Part if not self._widget_of(part).isHidden()]
        self._arrange()
        if shown != [part for part in Part if not self._widget_of(part).isHidden()]:
            self.parts_changed.emit()
