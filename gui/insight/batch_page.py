"""The page "Batch": the deck of the epoch, this step's hand of it, and how its gradients become one."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.insight.batch_bars import BatchBars
from gui.insight.batch_gradients import batch_gradients, followed_place
from gui.insight.deck_layout import deck_of
from gui.insight.deck_strip import DeckStrip
from gui.labour import Activity
from gui.number_text import count
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from simulator.moment import Moment, Occasion
from simulator.optimizers import optimizer_named
from simulator.steps import Address

_LOW = 196
"""A page that is lower than this at scale 1 says how M, m and M/m belong together in its header."""


class BatchPage(Card):
    """Which samples are in this step, and the gradient of each of them (assumption 1).

    The bars belong to the chosen neuron or weight or, while nothing is chosen, to what the equations follow.

    Attributes
    ----------
    deck
        The epoch's samples in their order.
    bars
        δ or ∂C_x/∂w of each sample of the batch, and their mean.
    facts
        M, m and M/m in a sentence.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.facts = ElidedLabel("", theme, tone="dim")
        self.deck = DeckStrip(theme)
        self.bars = BatchBars(theme)
        self._hears = False
        for part, stretch in ((self.facts, 0), (self.deck, 0), (self.bars, 1)):
            self.body.addWidget(part, stretch)
        self.body.setSpacing(theme.px(4))
        for part in (self.deck, self.bars):
            part.sample_clicked.connect(self._go_to)
        session.moment_changed.connect(self._show)
        for signal in (session.selection_changed, session.focus_changed, session.activity_changed):
            signal.connect(self._show_again)
        self._show_words(session.moment)

    def facts_text(self) -> str:
        """How M, m and M/m belong together."""
        moment = self._session.moment
        total, size = moment.data.train.count, min(moment.experiment.batch_size, moment.data.train.count)
        steps = -(-total // size)
        numbers = {"M": count(total), "m": count(size), "steps": count(steps), "rest": count(total % size)}
        if size == total and not optimizer_named(moment.experiment.optimizer).is_plain:
            text = self.tr("M = m = {M}: all samples in one batch, one step an epoch")
        elif size == total:
            text = self.tr("M = m = {M}: plain gradient descent, one step an epoch")
        elif size == 1:
            text = self.tr("M = {M}, m = 1: online learning, {steps} steps make one epoch")
        elif total % size:
            text = self.tr("M = {M}, m = {m}: {steps} steps make one epoch, the last with {rest} samples")
        else:
            text = self.tr("M = {M}, m = {m}: M/m = {steps} steps make one epoch")
        return text.format(**numbers)

    def _short_facts(self) -> str:
        """The same in symbols, for a header without room for a sentence."""
        moment = self._session.moment
        total, size = moment.data.train.count, min(moment.experiment.batch_size, moment.data.train.count)
        steps = "" if total % size else f" = {count(total // size)}"
        return f"M/m = {count(total)}/{count(size)}{steps}"

    def _where(self, moment: Moment) -> str:
        """Which step of the epoch it is."""
        if moment.occasion is Occasion.LEARNED:
            return self.tr("Your own sample, outside the epoch")
        if moment.occasion is Occasion.FOLLOWED:
            return self.tr("Your own sample: nothing is learned")
        state = moment.state
        return self.tr("Epoch {epoch}, step {step} of {steps}").format(
            epoch=count(state.epoch + 1), step=count(state.step_in_epoch + 1), steps=count(moment.steps_in_epoch))

    def _show_again(self, _: object = None) -> None:
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        self._show_words(moment)
        calm = moment.occasion is Occasion.TRAINING and self._session.activity is Activity.IDLE
        self.deck.show_deck(deck_of(moment, self._session.run.trainer), moment.data, is_clickable=calm)
        place, known = followed_place(self._session), moment.has_answer
        gradients = batch_gradients(moment, place) if known and place is not None else None
        self.bars.show_gradients(gradients, is_clickable=calm, is_answer_known=known)

    def _show_words(self, moment: Moment) -> None:
        low, text = self.height() < self._theme.px(_LOW), self.facts_text()
        self.set_title(self._where(moment))
        self.set_note(text if low else "")
        if low and self._note.shown_text() != text:
            self.set_note(self._short_facts())
        self.facts.setText(text)
        if self.facts.isHidden() != low:
            self.facts.setVisible(not low)

    def _go_to(self, sample: int) -> None:
        """The same instant of another sample; behind the samples its pass complete."""
        moment = self._session.moment
        here, step = moment.address, moment.address.step
        if here.station < len(moment.route.sample_stations):
            self._session.go_to(Address(step, sample, here.station, here.neuron))
        else:
            self._session.go_to(moment.route.end_of_sample(step, sample))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words(self._session.moment)
