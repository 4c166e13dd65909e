"""The transport bar of the Descent workspace."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.descent.descent_session import DescentSession
from gui.descent.descent_timeline import DescentTimeline
from gui.descent.descent_words import position_text, recording_text, stride_texts
from gui.descent.racer_looks import optimizer_name
from gui.labour import Activity
from gui.number_text import number
from gui.theme import Theme
from gui.transport.transport_card import TransportCard
from gui.whats_this import WindowPart, explain
from gui.widgets.plain_text import plain_tip
from simulator.descent.stops import Part, Place
from simulator.optimizers import OPTIMIZERS

_WIDE_STEP = 88_888


class DescentBar(TransportCard):
    """The card for a descent."""

    def __init__(self, session: DescentSession, theme: Theme, parent: QWidget | None = None) -> None:
        self.timeline = DescentTimeline(session, theme)
        super().__init__(session, theme, stride_texts(session.epoch), self.timeline, parent=parent)
        explain(WindowPart.DESCENT_TIMELINE, self.timeline)
        self._session = session
        session.moved.connect(self._show_position)
        session.lanes_changed.connect(self._on_lanes)
        session.activity_changed.connect(self._show_position)
        longest = max((optimizer_name(one.name) for one in OPTIMIZERS), key=len)
        self.position.make_room_for(position_text(longest, Place(_WIDE_STEP, Part.DIRECTION), _WIDE_STEP, 0))
        self._show_position()

    def _on_lanes(self) -> None:
        texts = stride_texts(self._session.epoch)
        self.granularity.set_options([name for name, _ in texts])
        for segment, (_, explanation) in zip(self.granularity.segments(), texts, strict=True):
            segment.setToolTip(plain_tip(explanation))
        self._show_position()

    def _show_position(self) -> None:
        session = self._session
        if session.activity is Activity.TRAVELLING and session.target is not None:
            self.tell_position(recording_text(session.length, session.target.step + 1))
            return
        lane, runner = session.chosen
        name = optimizer_name(session.lanes[lane].runners[runner].racer.optimizer)
        costs = session.lanes[lane].trails[runner].costs(session.place.steps_made)
        self.tell_position(position_text(name, session.place, session.length, session.epoch),
                           f"C = {number(float(costs[-1]))}.")
