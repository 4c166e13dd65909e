"""The page of the Graph workspace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme, blend
from gui.run.session import Session
from gui.transport.timeline import TEXT_SIZE, Span, Timeline, paint_mark, shared_widths
from gui.transport.transport_card import TransportCard
from gui.widgets.whats_this import WindowPart, explain
from gui.workspaces.graph.graph_session import GraphPlayer, GraphSession
from gui.workspaces.graph.join import NetworkJoin
from gui.workspaces.graph.view_words import made_text, position_text, stride_texts, widest_text
from gui.workspaces.graph.workspace import GraphWorkspace
from gui.workspaces.page import Page, ViewMenu
from simulator.graph.stops import StopKind

# The timeline of a graph: forward and backward, one cell a stop, to be clicked and dragged.

_GAP = 3
_AHEAD = 0.3
_LEAST_CELL_WITH_GAP = 5


class GraphTimeline(Timeline):
    """Two parts in a row: as many cells as there are stops, and a mark at the one in view."""

    def __init__(self, player: GraphPlayer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._player = player
        self._is_dragged = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Timeline of the graph"))
        player.moved.connect(self.update)

    def width_for_labels(self) -> int:
        labels = sum(self._label_width(text) for text in self._labels())
        return round(labels) + self._theme.px(_GAP) + 2 * self._margin

    def span_of(self, position: int) -> Span:
        """Where the cell of a stop lies; the start has none of its own and stands before the first."""
        first, second = self._spans()
        forward = self._forward_count
        if position <= 0:
            return Span(first.left, first.left)
        if position <= forward:
            return first.piece(position - 1, forward)
        return second.piece(position - 1 - forward, self._backward_count)

    def position_at(self, x: float) -> int:
        """The stop whose cell lies at x."""
        first, second = self._spans()
        if x < first.left:
            return 0
        if x <= first.right + self._theme.px(_GAP) / 2:
            return 1 + first.piece_at(x, self._forward_count) if self._forward_count else 0
        return 1 + self._forward_count + second.piece_at(x, self._backward_count)

    @property
    def _forward_count(self) -> int:
        return sum(stop.kind is StopKind.VALUE for stop in self._player.stops)

    @property
    def _backward_count(self) -> int:
        return sum(stop.is_backward for stop in self._player.stops)

    def _labels(self) -> tuple[str, str]:
        return self.tr("forward"), self.tr("backward")

    def _label_width(self, text: str) -> float:
        return QFontMetricsF(self._theme.font(TEXT_SIZE)).horizontalAdvance(text) + self._theme.px(8)

    def _spans(self) -> tuple[Span, Span]:
        gap, margin = self._theme.px(_GAP), self._margin
        room = max(self.width() - 2 * margin - gap, 2)
        least = [self._label_width(text) for text in self._labels()]
        counts = [max(self._forward_count, 1), max(self._backward_count, 1)]
        first, second = shared_widths(counts, least, room)
        return Span(margin, margin + first), Span(margin + first + gap, margin + first + gap + second)

    def _colors(self) -> tuple[QColor, QColor]:
        return self._theme.positive, self._theme.delta_positive

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_dragged = True
            self._player.go_to(self.position_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            self._player.go_to(self.position_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragged = False

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, here, rows = self._theme, self._player.position, self.rows
        forward = self._forward_count
        for part, (span, count, color, before) in enumerate(zip(
                self._spans(), (forward, self._backward_count), self._colors(), (0, forward), strict=True)):
            done = min(max(here - before, 0), count)
            self._paint_cells(painter, span, count, done, color)
            if self._has_labels:
                is_here = (here > forward) == bool(part)
                painter.setFont(theme.font(TEXT_SIZE))
                painter.setPen(theme.text if is_here else theme.text_dim)
                painter.drawText(rows.labels(span), Qt.AlignmentFlag.AlignCenter, self._labels()[part])
                painter.setPen(Qt.PenStyle.NoPen)
        paint_mark(painter, rows, self.span_of(here).right)
        self._paint_ring(painter)

    def _paint_cells(self, painter: QPainter, span: Span, count: int, done: int, color: QColor) -> None:
        theme = self._theme
        wide = count > 0 and span.width / count >= theme.px(_LEAST_CELL_WITH_GAP)
        ahead = blend(theme.card, color, _AHEAD)
        if not wide:
            for left, right, ink in ((0, count, ahead), (0, done, color)):
                if right > left:
                    part = Span(span.piece(left, count).left, span.piece(right - 1, count).right)
                    self._rounded(painter, self.rows.bar(part), ink)
            return
        for number in range(count):
            cell = span.piece(number, count)
            gap = theme.px(1) if number < count - 1 else 0
            ink = color if number < done else ahead
            self._rounded(painter, self.rows.bar(Span(cell.left, cell.right - gap)), ink)

    def _rounded(self, painter: QPainter, rect: QRectF, color: QColor) -> None:
        painter.setBrush(color)
        painter.drawRoundedRect(rect, self._theme.px(2), self._theme.px(2))


# The transport bar of the Graph workspace.

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


class GraphPage(Page):
    """The Graph workspace over its transport bar.

    Parameters
    ----------
    former
        The page that this one takes the place of.
    """

    def __init__(self, session: GraphSession, join: NetworkJoin, network: Session, theme: Theme, formulas: Formulas,
                 former: GraphPage | None) -> None:
        self.session = session
        self.join = join
        workspace = former.workspace if former is not None else None
        self.workspace: GraphWorkspace = GraphWorkspace(session, join, network, theme, formulas, workspace)
        self.bar = GraphBar(session, theme)
        super().__init__(self.workspace, self.bar, session, theme)
        self.undoable = session.history
        self.view = ViewMenu(self.workspace, (("left", self.tr("Expression and values"), "F6"),
                                              ("right", self.tr("Multiplications and descent"), "F8")), self)

    @property
    def home(self) -> QWidget:
        return self.workspace.view

    @property
    def centre_parts(self) -> tuple[QWidget, ...]:
        return self.workspace.centre, self.workspace.below

    @property
    def is_settled(self) -> bool:
        return self.workspace.is_settled
