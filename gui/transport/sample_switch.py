"""Whose sample is in view: one's own on its way through the network, or the run's step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.session import Session
from gui.theme import Theme
from gui.widgets.segmented_control import SegmentedControl
from simulator.moment import Moment

OWN, TRAINING = 0, 1


class SampleSwitch(SegmentedControl):
    """Goes back and forth between a sample of one's own and the run.

    Signals
    -------
    texts_changed()
        The data are of another kind, and so are the words.
    """

    texts_changed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(("", ""), theme, parent=parent)
        self._session = session
        self.setAccessibleName(self.tr("Whose sample is shown"))
        self.changed.connect(self._on_chosen)
        session.run_changed.connect(self._on_run)
        session.moment_changed.connect(self._show)
        self._set_texts()
        self._show(session.moment)

    def _set_texts(self) -> None:
        is_digit = self._session.data.image_shape is not None
        self.set_options((self.tr("My digit") if is_digit else self.tr("My sample"), self.tr("Training")))
        self.segments()[TRAINING].setToolTip(self.tr("The step of the run, with its batch"))
        self.updateGeometry()
        self.texts_changed.emit()

    def _on_run(self) -> None:
        self._set_texts()
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        is_digit = moment.data.image_shape is not None
        own = self._session.own_sample
        if own is not None:
            reason = self.tr("Take your digit through the network; nothing is learned") if is_digit \
                else self.tr("Take your sample through the network; nothing is learned")
        else:
            reason = self.tr("Draw or choose a digit first") if is_digit else self.tr("Choose a sample first")
        self.set_option_enabled(OWN, own is not None, reason)
        self.set_index(OWN if self._session.is_following else TRAINING)

    def _on_chosen(self, index: int) -> None:
        session, own = self._session, self._session.own_sample
        if index == TRAINING:
            session.leave_sample()
        elif own is not None and session.is_training:
            session.show_sample(own)  # training goes on meanwhile
        elif own is not None:
            session.follow_sample(own)
