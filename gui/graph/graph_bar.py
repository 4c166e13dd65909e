"""The transport bar of the Graph workspace."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.graph.graph_session import GraphSession
from gui.graph.graph_timeline import GraphTimeline
from gui.graph.graph_words import made_text, position_text, stride_texts, widest_text
from gui.theme import Theme
from gui.transport.transport_card import TransportCard
from gui.whats_this import WindowPart, explain


class GraphBar(TransportCard):
    """The card for a graph."""

    def __init__(self, session: GraphSession, theme: Theme, parent: QWidget | None = None) -> None:
        self.timeline = GraphTimeline(session, theme)
        super().__init__(session, theme, stride_texts(), self.timeline, parent=parent)
        explain(WindowPart.GRAPH_TRANSPORT, self)
        explain(WindowPart.GRAPH_TIMELINE, self.timeline)
        self._session = session
        session.moved.connect(self._show_position)
        session.graph_changed.connect(self._on_graph)
        self._on_graph()

    def _on_graph(self) -> None:
        self.position.make_room_for(widest_text(self._session))
        self._fit()
        self._show_position()

    def _show_position(self) -> None:
        session = self._session
        self.tell_position(position_text(session, session.position), made_text(session.numbers, session.position))
