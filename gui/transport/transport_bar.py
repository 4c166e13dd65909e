"""The transport bar of the Network workspace: moving through a step and through the run, and where one is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.labour import Activity
from gui.session import Session
from gui.theme import Theme
from gui.transport.made_text import made_text
from gui.transport.position_text import position_text, training_text, travelling_text, widest_texts
from gui.transport.sample_switch import SampleSwitch
from gui.transport.step_timeline import StepTimeline
from gui.transport.transport_card import Arrangement, TransportCard
from simulator.moment import Moment
from simulator.steps import Granularity

__all__ = ["GRANULARITIES", "Arrangement", "TransportBar"]

GRANULARITIES = tuple(Granularity)


class TransportBar(TransportCard):
    """The card for a run.

    Attributes
    ----------
    switch, timeline
        What it has beside the parts of every such card.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        self.switch = SampleSwitch(session, theme)
        self.timeline = StepTimeline(session, theme)
        super().__init__(session, theme, _granularity_texts(), self.timeline, self.switch, parent)
        self._session = session
        self._widest: tuple[object, ...] = ()
        self.switch.texts_changed.connect(self._fit)
        session.granularity_changed.connect(self._show_position)
        session.moment_changed.connect(self._show_position)
        session.activity_changed.connect(self._show_position)
        self._show_position()

    def _show_position(self) -> None:
        moment, activity = self._session.moment, self._session.activity
        self._make_room(moment)
        if activity is Activity.TRAINING:
            self.tell_position(training_text(moment))
        elif activity is Activity.TRAVELLING:
            self.tell_position(travelling_text(moment))
        else:
            by_neuron = self._session.granularity is Granularity.NEURON
            self.tell_position(position_text(moment, by_neuron=by_neuron), made_text(moment, self._session.focus))

    def _make_room(self, moment: Moment) -> None:
        """Gives the words a width that stays as long as the run keeps its shape."""
        shape = (moment.route.sizes, moment.steps_in_epoch, moment.experiment.batch_size, moment.data)
        if shape != self._widest:
            self._widest = shape
            self.position.make_room_for(widest_texts(moment))
            self._fit()


def _granularity_texts() -> list[tuple[str, str]]:
    translate = QCoreApplication.translate
    texts = {
        Granularity.NEURON: (translate("TransportBar", "Neuron"),
                             translate("TransportBar", "Next and Back go neuron by neuron (1)")),
        Granularity.LAYER: (translate("TransportBar", "Layer"),
                            translate("TransportBar", "Next and Back go layer by layer (2)")),
        Granularity.SAMPLE: (translate("TransportBar", "Sample"),
                             translate("TransportBar", "Next and Back go sample by sample (3)")),
        Granularity.STEP: (translate("TransportBar", "Step"), translate(
            "TransportBar", "Next and Back go step by step: one mini-batch and its update (4)")),
        Granularity.EPOCH: (translate("TransportBar", "Epoch"), translate(
            "TransportBar", "Next and Back go epoch by epoch: once through all training data (5)")),
    }
    return [texts[granularity] for granularity in GRANULARITIES]
