"""The Network workspace: the stage, sample and settings on its left, map and charts on its right, numbers below."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gui.digits.digit_card import DigitCard
from gui.equations.equation_panel import EquationPanel
from gui.foundation.formulas import Formulas
from gui.foundation.kept_layout import SplitterShares, known_wishes
from gui.foundation.theme import Theme
from gui.insight.lower_panel import LowerPanel
from gui.plots.chart_column import ChartColumn
from gui.plots.weight_picture import WeightPicture
from gui.run.choice import Selection
from gui.run.comparison import SecondRun
from gui.run.comparison_words import (
    cost_reason,
    divergence_reason,
    divergence_text,
    failing_text,
    place_texts,
    side_names,
)
from gui.run.notice_words import diagnosis_text
from gui.run.run_view import RunView
from gui.run.session import Session
from gui.setup.setup_card import SetupCard
from gui.widgets.buttons import IconButton, PushButton, SegmentedControl
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.network.arrangement import Arrangement, Part, arrange
from gui.workspaces.network.stage import NetworkStage
from simulator.training import Divergence

if TYPE_CHECKING:
    from gui.plane.output_card import OutputCard


# The stage, and beside it a second one while two runs are compared.

_WIDTH_FOR_TEXT = 330
"""From this width of a stage on (at scale 1) the button above it is written out."""


class StageArea(QSplitter):
    """One stage; two of them beside (or, where there is more height, below) each other while two runs are compared.

    Attributes
    ----------
    stage
        That of the run in view.
    second
        That of the run beside it, None while there is none.
    heads
        The lines above them that say which run is which; empty while nothing is compared.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._theme = theme
        self.stage = NetworkStage(session, theme)
        self.second: NetworkStage | None = None
        self.heads: tuple[StageHead, ...] = ()
        self._first_side = _Side(self.stage, theme)
        self._second_side: _Side | None = None
        self.setHandleWidth(theme.px(10))
        self.setChildrenCollapsible(False)
        self.addWidget(self._first_side)
        self._is_shared_by_hand = False
        self.splitterMoved.connect(self._on_dragged)
        self.stage.modes.changed.connect(self._follow_mode)
        session.navigator.comparison_changed.connect(self._on_comparison)
        self._on_comparison(session.navigator.comparison)

    @property
    def is_moving(self) -> bool:
        """Whether a picture is still moving or being made."""
        return self.stage.canvas.is_moving or (self.second is not None and self.second.canvas.is_moving)

    def _on_comparison(self, second: SecondRun | None) -> None:
        self._take_away()
        if second is None:
            self._fit()
            return
        names = side_names(self._session.run.trainer.experiment, second.run.trainer.experiment, second.compared)
        # letters are names here and stay as they are in every language
        first_head = StageHead("A", names[0], self._session, second, self._theme)
        second_head = StageHead("B", names[1], second, second, self._theme)
        second_head.offer_end().connect(self._session.end_comparison)
        self.heads = (first_head, second_head)
        self.second = NetworkStage(second, self._theme)
        self.second.set_has_modes(False)
        self.second.choose_mode(self.stage.modes.index())
        self._first_side.put_head(first_head)
        self._second_side = _Side(self.second, self._theme)
        self._second_side.put_head(second_head)
        self.addWidget(self._second_side)
        self._is_shared_by_hand = False
        self._fit()

    def _take_away(self) -> None:
        if self._second_side is None:
            return
        self._first_side.take_head()
        self._second_side.hide()
        self._second_side.deleteLater()
        self._second_side = self.second = None
        self.heads = ()

    def _follow_mode(self, index: int) -> None:
        if self.second is not None:
            self.second.choose_mode(index)

    def _fit(self) -> None:
        """Both stages get the same room; where it isn't enough for the choice of what edges show, the choice goes."""
        across = self.height() <= self.width()
        wanted = Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical
        if self._second_side is not None and wanted != self.orientation():
            self.setOrientation(wanted)
        px, stage = self._theme.px, self.stage
        needed = stage.modes.minimumSizeHint().width() + stage.by_hand.sizeHint().width() + 2 * px(16) + 6 * px(8)
        narrow = self._second_side is not None and across and (self.width() - self.handleWidth()) // 2 < needed
        stage.set_has_modes(not narrow)
        if not self._is_shared_by_hand:
            # equal shares of whatever there is; a stage that has just been put away is still counted
            sides = (self._first_side, self._second_side)
            self.setSizes([1000 if self.widget(number) in sides else 0 for number in range(self.count())])

    def _on_dragged(self) -> None:
        self._is_shared_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Side(QWidget):
    """A stage, with a line above it while there is something to say."""

    def __init__(self, stage: NetworkStage, theme: Theme) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(4))
        self._lines.addWidget(stage, 1)
        self._head: StageHead | None = None

    def put_head(self, head: StageHead) -> None:
        self._head = head
        self._lines.insertWidget(0, head)

    def take_head(self) -> None:
        if self._head is not None:
            self._head.hide()
            self._head.deleteLater()
            self._head = None


class StageHead(QWidget):
    """Which run a stage shows, and where that run stands.

    Parameters
    ----------
    letter
        "A" or "B".
    name
        What tells this run from the other one.
    run
        Whose moment it tells.
    second
        Knows which of both has diverged.

    Attributes
    ----------
    name, place
        What is said.
    buttons
        That with a text and that with a cross, one of which is shown.
    """

    _ended = Signal()

    def __init__(self, letter: str, name: str, run: RunView, second: SecondRun, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._run = run
        self._second = second
        self.name = ElidedLabel(f"{letter} · {name}", theme, semibold=True)
        self.place = PlainLabel()
        self.place.setFont(theme.font(12, tabular=True))
        self.place.setMinimumWidth(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(16), 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self.name)
        self._row.addWidget(self.place)
        self._row.addStretch(1)
        self.buttons: tuple[QAbstractButton, ...] = ()
        self.setFixedHeight(theme.px(28))
        for signal in (run.moment_changed, second.moment_changed, run.history_changed):
            signal.connect(self._tell)
        self._tell()

    def offer_end(self) -> SignalInstance:
        """Put a button at the right end that ends the comparison; what is emitted when it is pressed."""
        text = self.tr("End comparison")
        self.buttons = (PushButton(text, self._theme), IconButton("close", text, self._theme))
        for button in self.buttons:
            self._row.addWidget(button)
            button.clicked.connect(self._ended)
        self._fit_button()
        return self._ended

    def _fit_button(self) -> None:
        """Its text where there is room for it, otherwise a cross."""
        narrow = self.width() < self._theme.px(_WIDTH_FOR_TEXT)
        for button, hidden in zip(self.buttons, (narrow, not narrow), strict=False):
            if button.isHidden() != hidden:
                button.setHidden(hidden)

    @property
    def _divergence(self) -> Divergence | None:
        return self._second.divergence if self._run is self._second else self._second.divergence_of_first

    def _tell(self) -> None:
        divergence = self._divergence
        tone, tip = "dim", ""
        if divergence is not None:
            texts: tuple[str, ...] = (divergence_text(divergence),)
            tone, tip = "warning", divergence_reason(divergence)
        else:
            first, other = self._second.measured_last()
            measured = other if self._run is self._second else first
            texts = place_texts(self._run.moment, self._run.steps_done, measured)
            tip = "" if measured is None else cost_reason(measured)
            if (diagnosis := self._run.diagnosis) is not None:
                texts, tone = (*map(failing_text, texts), *texts), "warning"
                tip = "\n\n".join(filter(None, (tip, diagnosis_text(diagnosis))))
        metrics, room = QFontMetrics(self.place.font()), self._room()
        text = next((text for text in texts if metrics.horizontalAdvance(text) <= room), "")
        if tone != self.place.property("tone"):
            self.place.setProperty("tone", tone)
            self.place.style().polish(self.place)
        self.place.setToolTip(plain_tip(tip))
        if text != self.place.text():
            self.place.setText(text)

    def _room(self) -> int:
        """What the name leaves to the place."""
        others: tuple[QWidget, ...] = (self.name, *(button for button in self.buttons if not button.isHidden()))
        taken = sum(widget.sizeHint().width() + self._row.spacing() for widget in others)
        return self.width() - taken - self._row.contentsMargins().left() - self._row.spacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_button()
        self._tell()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(28))


# The column at the right: the map of the output above the charts, or the charts above what a neuron looks for.

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
        session.navigator.comparison_changed.connect(self._on_comparison)
        self._on_comparison(session.navigator.comparison)

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


# The column at the left: the sample above the settings, or the two taking turns where room is short.

class LeftColumn(QWidget):
    """Two cards.

    Attributes
    ----------
    switch
        Chooses one of them while they take turns.
    """

    def __init__(self, sample: DigitCard, settings: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sample = sample
        self._cards: tuple[QWidget, ...] = (sample, settings)
        self._takes_turns = False
        self._wanted: frozenset[QWidget] = frozenset(self._cards)
        self.switch = SegmentedControl((self.tr("Sample"), self.tr("Set-up")), theme,
                                       name=self.tr("What is shown here"))
        explain(WindowPart.TURNS, self.switch)
        self.switch.changed.connect(self._show)
        self._lines = lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.px(10))
        lines.addWidget(self.switch)
        lines.addWidget(sample)
        lines.addWidget(settings, 1)
        lines.addStretch(0)
        self._show()

    def take_turns(self, takes_turns: bool) -> None:
        """Show one card at a time, or both."""
        if takes_turns != self._takes_turns:
            self._takes_turns = takes_turns
            self._show()

    def show_cards(self, *, sample: bool, settings: bool) -> None:
        """Show both cards, or one of them only."""
        self._wanted = frozenset(card for card, wanted in zip(self._cards, (sample, settings), strict=True) if wanted)
        self._show()

    def take_turn(self, number: int) -> None:
        """Let one of the cards have its turn: 0 is the sample, 1 the settings."""
        self.switch.set_index(number)
        self._show()

    def _share_room(self) -> None:
        """Tell the sample how much room there is while it has the column for itself."""
        if self._sample.parentWidget() is not self:
            return  # in another theme it stands in another column
        room = self.height() - self.switch.sizeHint().height() - self._lines.spacing()
        self._sample.set_room(room if self._takes_turns else None)

    def _show(self) -> None:
        takes_turns = self._takes_turns and len(self._wanted) > 1
        self.switch.setVisible(takes_turns)
        for number, card in enumerate(self._cards):
            card.setVisible(card in self._wanted and (not takes_turns or self.switch.index() == number))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()


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
