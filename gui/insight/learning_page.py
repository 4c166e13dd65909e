"""The page "Learning": why the chosen weight didn't move, and which neurons of the network can't learn."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.choice import Selection
from gui.insight.batch_gradients import followed_place
from gui.insight.counts_table import CountsTable
from gui.insight.factor_bars import FactorBars
from gui.insight.lettering import unknown_answer
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from simulator.learning_speed import diagnose
from simulator.moment import Moment

_ROOM_FOR_COUNTS = 480
"""A page that is narrower than this at scale 1 leaves the counts out."""


class LearningPage(Card):
    """The change of one weight as a product, with the factor named that is small.

    It is the chosen weight, the bias of the chosen neuron or, while nothing is chosen, that of the neuron that the
    equations follow.

    Attributes
    ----------
    factors
        The verdict, the factors as bars, and Δw.
    counts
        Dead and saturated neurons of each layer.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.factors = FactorBars(theme)
        self.counts = CountsTable(theme)
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(28))
        columns.addWidget(self.factors, 1)
        columns.addWidget(self.counts)
        self.body.addLayout(columns, 1)
        self.set_title(self.tr("Why didn't this weight move?"))
        session.moment_changed.connect(self._show)
        for signal in (session.selection_changed, session.focus_changed):
            signal.connect(self._show_again)

    def place(self) -> Selection | None:
        """The weight or neuron that is shown."""
        return followed_place(self._session)

    def _show_again(self, _: object = None) -> None:
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        place = self.place()
        if place is None or not moment.has_answer:
            self.set_title(self.tr("Why didn't this weight move?"))
            self.factors.show_nothing(unknown_answer() if not moment.has_answer else self.tr(
                "Choose a neuron or a weight: an input doesn't learn."))
        else:
            diagnosis = diagnose(moment, place.layer, place.neuron, place.source)
            self.set_title(self.factors.show_diagnosis(moment, place, diagnosis))
        self.counts.show_counts(moment, place.layer if place is not None else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_ROOM_FOR_COUNTS)
        if self.counts.isHidden() != narrow:
            self.counts.setVisible(not narrow)
