"""The left column of the Descent workspace: surface, optimizers, what is compared, and what happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from gui.descent.descent_session import DescentSession
from gui.descent.optimizer_row import OptimizerRow
from gui.descent.outcome_list import OutcomeList
from gui.descent.remedy_rows import RemedyRows
from gui.descent.scenes import looks_in
from gui.descent.surface_rows import SurfaceRows
from gui.language import error_text
from gui.setup.setting_row import MessageLabel
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.card import Card
from gui.widgets.plain_text import PlainLabel
from simulator.descent.remedies import Remedy
from simulator.descent.setup import DescentSetup, Entrant
from simulator.errors import Explained

_PADDING = 17
"""Of a card, with its border."""
_LEAST_OUTCOMES = 128
_OUTCOMES, _OUTCOMES_LOW = 150, 128
"""Height that is kept for what happened while the choices would need more, in a high and in a low column."""
_LOW = 620
"""A column below this height, at scale 1, does without the sentence about the surface."""


class DescentColumn(QSplitter):
    """All that is chosen in one card, what happened in another; each scrolls where it is too low.

    Attributes
    ----------
    surface, optimizers, remedies, outcomes
        Its sections.
    message
        Why the last change could not be made.
    """

    def __init__(self, session: DescentSession, theme: Theme, former: DescentColumn | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._session = session
        self._theme = theme
        self.surface = SurfaceRows(session, theme)
        self.optimizers = [OptimizerRow(entrant, theme) for entrant in session.setup.entrants]
        self.remedies = RemedyRows(session, theme)
        self.message = MessageLabel(theme, "error")
        self.outcomes = OutcomeList(theme)
        explain(WindowPart.OUTCOMES, self.outcomes)
        self._lay_out(theme)
        self._connect()
        self._show()
        self._show_outcomes()
        if former is not None:
            self.surface.expression.go_on_from(former.surface.expression)

    def _lay_out(self, theme: Theme) -> None:
        content = QWidget()
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, theme.px(8), 0)
        lines.setSpacing(theme.px(6))
        self._heading(lines, self.tr("Surface"), theme, first=True)
        lines.addWidget(self.surface)
        lines.addWidget(self.message)
        self._heading(lines, self.tr("Optimizers"), theme, over_fields=self.tr("learning rate η"))
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(2))
        for row in self.optimizers:
            rows.addWidget(row)
        lines.addLayout(rows)
        self._heading(lines, self.tr("Compare with"), theme)
        lines.addWidget(self.remedies)
        lines.addStretch(1)
        self._content = content
        self._choices = choices = Card("", theme)
        choices.setAccessibleName(self.tr("Surface and optimizers"))
        self.area = _scrolled(content)
        choices.body.addWidget(self.area)
        content.installEventFilter(self)
        happened = Card(self.tr("What happened"), theme)
        below = QWidget()
        entries = QVBoxLayout(below)
        entries.setContentsMargins(0, 0, theme.px(8), 0)
        entries.addWidget(self.outcomes)
        entries.addStretch(1)
        happened.body.addWidget(_scrolled(below))
        happened.setMinimumHeight(theme.px(_LEAST_OUTCOMES))
        for number, card in enumerate((choices, happened)):
            self.addWidget(card)
            self.setCollapsible(number, False)
        self.setHandleWidth(theme.px(10))
        self.setStretchFactor(0, 1)
        # what is cut off at the right could not be reached
        beside = 2 * theme.px(_PADDING) + self.area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(theme.px(220), content.minimumSizeHint().width() + beside))
        self._sizes_chosen = False
        self.splitterMoved.connect(self._keep_sizes)

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _share_room(self) -> None:
        """The choices are as high as they need to be; what happened has the rest, and always some."""
        px = self._theme.px
        is_low = self.height() < px(_LOW)
        self.surface.show_about(not is_low)
        if self._sizes_chosen:
            return
        around = self._choices.height() - self.area.height()
        content = self._content
        needed = around + (content.heightForWidth(self.area.viewport().width()) if content.hasHeightForWidth()
                           else content.minimumSizeHint().height())
        room = self.height() - self.handleWidth()
        upper = max(min(needed, room - px(_OUTCOMES_LOW if is_low else _OUTCOMES)), 0)
        self.setSizes([upper, room - upper])

    def _heading(self, lines: QVBoxLayout, text: str, theme: Theme, *, first: bool = False,
                 over_fields: str = "") -> None:
        if not first:
            hairline = QFrame()
            hairline.setFixedHeight(theme.px(1))
            hairline.setProperty("part", "hairline")
            hairline.setStyleSheet(f"background: {theme.line.name()};")
            lines.addSpacing(theme.px(4))
            lines.addWidget(hairline)
        heading = PlainLabel(text)
        heading.setFont(theme.font(13, semibold=True))
        heading.setFixedHeight(theme.px(26))
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch(1)
        if over_fields:
            name = PlainLabel(over_fields)
            name.setFont(theme.font(12))
            name.setProperty("tone", "dim")
            row.addWidget(name)
            row.addSpacing(theme.px(26))
        lines.addLayout(row)

    def _connect(self) -> None:
        session = self._session
        self.surface.edited.connect(self._edit)
        for number, row in enumerate(self.optimizers):
            row.changed.connect(partial(self._change_entrant, number))
        self.remedies.kind_chosen.connect(self._compare)
        self.remedies.value_chosen.connect(self._change_remedy)
        self.outcomes.slow_down.connect(self._slow_down)
        self.outcomes.go_back.connect(self._go_back)
        session.lanes_changed.connect(self._show)
        self.outcomes.chosen.connect(self._look_at)
        session.moved.connect(self._show_outcomes)
        session.activity_changed.connect(self._show_outcomes)
        session.ground_changed.connect(self._show_outcomes)

    def _edit(self, setup: DescentSetup) -> None:
        self._try(partial(self._session.edit, setup))

    def _change_entrant(self, number: int, entrant: Entrant) -> None:
        self._try(partial(self._session.change_entrant, number, entrant))

    def _change_remedy(self, remedy: Remedy) -> None:
        self._try(partial(self._session.change_remedy, remedy))

    def _try(self, change: partial[None]) -> None:
        """A change that can't be made is undone in the fields, and its reason is told."""
        try:
            change()
        except Explained as error:
            self._show()
            self.message.show_text(error_text(error))
            self.area.ensureWidgetVisible(self.message)
        else:
            self._show()

    def _compare(self, kind: str) -> None:
        try:
            if kind:
                self._session.compare(kind)
            else:
                self._session.change_remedy(None)
        except Explained as error:
            self.remedies.show_objection(error)

    def _slow_down(self, number: int, learning_rate: float) -> None:
        lane, runner = self._everybody()[number]
        self._session.slow_down(lane, runner, learning_rate)

    def _go_back(self, number: int, steps: int) -> None:
        lane, runner = self._everybody()[number]
        self._session.choose(lane, runner)
        self._session.go_to_step(steps)

    def _look_at(self, number: int) -> None:
        self._session.choose(*self._everybody()[number])

    def _everybody(self) -> list[tuple[int, int]]:
        return [(number, runner) for number, lane in enumerate(self._session.lanes)
                for runner in range(len(lane.runners))]

    def _show(self) -> None:
        setup = self._session.setup
        self.message.show_text("")
        self.surface.show_setup(setup)
        for row, entrant in zip(self.optimizers, setup.entrants, strict=True):
            row.show_entrant(entrant)
        self.remedies.show_remedy()

    def _show_outcomes(self) -> None:
        """Also while steps are played: the sentences name numbers, and those of the other views stand beside them."""
        session = self._session
        lanes = session.lanes
        looks = [look for number in range(len(lanes)) for look in looks_in(lanes, number, self._theme)]
        self.outcomes.show_outcomes([outcome for _, _, outcome in session.outcomes()], looks,
                                    self._everybody().index(session.chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    area.setWidget(content)
    return area
