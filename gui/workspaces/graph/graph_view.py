"""A computational graph under mouse, wheel and keys: choose, read off, zoom, shift."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.foundation.theme import Theme
from gui.widgets.access import describe, describe_quietly
from gui.widgets.keyboard import KEEPS_RING, KeyboardFocus, act_on, paint_ring
from gui.widgets.zoom_tool import ZOOM_KEYS, ZoomTool
from gui.workspaces.graph.graph_painter import CHOSEN, CLOSED, HOVERED, LINKED, REUSED, GraphPainter, GraphScene
from gui.workspaces.graph.layout import GraphLayout, layout_of
from gui.workspaces.graph.view_frame import GraphFrame
from gui.workspaces.graph.view_labels import (
    NOTHING,
    Labels,
    StandingLabels,
    chosen_label,
    labels_at,
    lettering_of,
    standing_labels,
)
from gui.workspaces.graph.view_words import (
    DONE,
    Schedule,
    computation,
    derivative_word,
    local_formula,
    output_word,
    product_text,
    quotient,
    schedule_of,
    shown,
    word_of,
    written,
)
from gui.workspaces.network.hover_card import HoverCard
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import stops_of

# What is said of a node or an edge of a graph under the pointer, and of the graph as a whole.

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Told:
    """A title and rows: symbol, number, and the name of the theme's colour for it."""

    title: str
    rows: tuple[tuple[str, float, str], ...]


def told_of_node(numbers: GraphNumbers, node: int, position: int, schedule: Schedule) -> Told:
    """A node's formula, and of its value, the contributions to its derivative and that itself what is known."""
    graph, it = numbers.graph, numbers.graph.nodes[node]
    word = word_of(graph, node)
    title = f"{it.name} = {written(graph, node)}" if it.name and it.kind is not None else written(graph, node)
    rows: list[tuple[str, float, str]] = []
    if schedule.values[node] <= position:
        rows.append((it.name or word, float(numbers.values[node]), "positive"))
        if it.kind is not None:
            title += f"\n= {computation(numbers, node)}"
    uses = graph.outgoing[node] if graph.depends[node] and len(graph.outgoing[node]) > 1 else ()
    rows += [(translate("GraphView", "from {operation}").format(operation=word_of(graph, graph.edges[edge].target)),
              float(numbers.products[edge]), "delta_positive")
             for edge in uses if schedule.products[edge] <= position]
    if schedule.derivatives[node] <= position:
        rows.append((derivative_word(graph, node), float(numbers.derivatives[node]), "delta_positive"))
    return Told(title, tuple(rows))


def told_of_edge(numbers: GraphNumbers, edge: int, position: int, schedule: Schedule) -> Told:
    """An edge's local derivative as formula and number, and the product that travels over it once it has."""
    graph, it = numbers.graph, numbers.graph.edges[edge]
    if not graph.depends[it.source]:
        return Told(translate("GraphView", "{number} is a number: no derivative goes there").format(
            number=word_of(graph, it.source)), ())
    name = quotient(graph, it.target, it.source)
    formula = local_formula(numbers, edge)
    if schedule.values[it.target] > position:
        return Told(f"{name} = {formula}" if formula else name, ())
    value = shown(float(numbers.locals[edge]))
    title = f"{name} = {formula} = {value}" if formula not in {"", value} else f"{name} = {value}"
    rows = [(name, float(numbers.locals[edge]), "delta_positive")]
    if schedule.products[edge] <= position:
        title += f"\n{derivative_word(graph, it.target)} · {name} = {product_text(numbers, edge)}"
        rows.append((translate("GraphView", "contribution to {derivative}").format(
            derivative=derivative_word(graph, it.source)), float(numbers.products[edge]), "delta_positive"))
    return Told(title, tuple(rows))


def told_text(told: Told) -> str:
    """The same of a node in one line, to be read out."""
    return ", ".join((told.title.replace("\n", " "), *(f"{name} = {shown(value)}" for name, value, _ in told.rows)))


def told_edge_text(told: Told) -> str:
    """The same of an edge: all its numbers are in the title."""
    return told.title.replace("\n", ", ")


def description(graph: Graph) -> str:
    """The graph in words, for those who don't see it."""
    operations = sum(node.kind is not None for node in graph.nodes)
    return translate("GraphView", "{output} from {variables}, in {count} operations").format(
        output=output_word(graph), variables=", ".join(graph.names), count=operations)


_REACH_OF_NODES, _REACH_OF_EDGES = 3.0, 6.0
_ROOM_FOR_NUMBERS = 26.0
"""Below a node stands its value."""
_BEHIND_BUTTONS = 0.88
_NONE: frozenset[int] = frozenset()
_DATA = ("x", "y", "t")
_REST = 120
"""Milliseconds without a change after which labels are placed anew."""
_LEAST_SIDE = 160


class GraphView(QWidget):
    """A graph that can be looked at from nearer and whose parts can be chosen.

    Dragging shifts it, the wheel zooms about the pointer, a double click beside the graph shows all of it again. With
    the keyboard's ring, Up and Down choose nodes in reading order, with Shift they point at the edges of the chosen
    node, Enter is a click on the edge, Escape chooses nothing, + and − zoom, F shows all.

    Signals
    -------
    node_chosen
        Number of a node that was clicked or reached by a key; None for a click beside the graph.
    edge_chosen(int)
        An edge was clicked, or taken with Enter.
    hovered
        ("node", number) or ("edge", number) of what is under the pointer or pointed at by keys, None where there is
        nothing.
    frame_changed
        It is looked at from nearer, farther, or elsewhere.
    """

    node_chosen = Signal(object)
    edge_chosen = Signal(int)
    hovered = Signal(object)
    frame_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = GraphPainter(self, theme)
        self._frame: GraphFrame | None = None
        self._sight: tuple[float, float, float] | None = None  # wanted as soon as it is in view
        self._schedule: Schedule | None = None
        self._numbers: GraphNumbers | None = None
        self._position = 0
        self._chosen: int | None = None
        self._hovered_node: int | None = None
        self._hovered_edge: int | None = None
        self._key_edge: int | None = None
        self._linked: tuple[frozenset[int], frozenset[int]] = (_NONE, _NONE)
        self._linked_color: QColor | None = None
        self._reused: tuple[frozenset[int], frozenset[int]] = (_NONE, _NONE)
        self._given: frozenset[int] = _NONE
        self._standing: StandingLabels | None = None
        self._scene: GraphScene | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin_anew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._pointer: QPointF | None = None
        KeyboardFocus(self, {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter,
                             *ZOOM_KEYS})
        self._zoom = ZoomTool(self, theme, self.tr("Show all of the graph (F)"))
        self.buttons = self._zoom.buttons
        self.card = HoverCard(theme, self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Computational graph"))
        self.frame_changed.connect(self._on_frame)
        self._on_frame()

    @property
    def graph(self) -> Graph | None:
        """What is drawn."""
        return self._frame.layout.graph if self._frame is not None else None

    @property
    def frame(self) -> GraphFrame | None:
        """Where it lies on the widget."""
        return self._frame

    @property
    def scene(self) -> GraphScene | None:
        """What is seen at the present stop."""
        if self._scene is None and self._frame is not None:
            self._scene = self._made_scene(self._frame)
        return self._scene

    def show_graph(self, graph: Graph | None, layout: GraphLayout | None = None) -> None:
        """Draw another graph from now on, without numbers and from its start.

        Parameters
        ----------
        layout
            Its layout, if that is known already.
        """
        self.card.hide()
        self._numbers = None
        self._position, self._chosen = 0, None
        self._hovered_node = self._hovered_edge = self._key_edge = None
        self._linked = self._reused = (_NONE, _NONE)
        if graph is None:
            self._frame = self._schedule = None
        else:
            self._schedule = schedule_of(graph)
            self._given = frozenset(number for number in graph.variables
                                    if graph.nodes[number].name.startswith(_DATA))
            self._frame = GraphFrame(layout or layout_of(graph), QSizeF(self.size()), self._theme.scale)
        self._begin_anew()
        self.frame_changed.emit()
        self.tell_value()

    def show_numbers(self, numbers: GraphNumbers) -> None:
        """Other values of the variables; numbers of another graph show that graph first."""
        if numbers.graph is not self.graph:
            self.show_graph(numbers.graph)
        self._numbers = numbers
        self._begin_anew()
        self._point_at(self._pointer)

    def show_stop(self, position: int) -> None:
        """Go to a stop, by its number among `stops_of(graph)`."""
        if self._schedule is not None and position != self._position:
            self._position = min(max(position, 0), len(self._schedule.stops) - 1)
            if not self._follow():
                self._change()
        self._tell()
        describe_quietly(self, self._value_text(), self._keys_text())  # the transport bar reads it out

    def show_chosen(self, node: int | None) -> None:
        """Ring a node."""
        if node != self._chosen:
            self._chosen = node
            self._change()
        if node is not None:
            self._point_with_keys(None)
        self.tell_value()

    def show_linked(self, nodes: frozenset[int], edges: frozenset[int], color: QColor | None = None) -> None:
        """Light up what corresponds to something that is pointed out elsewhere; empty sets take the light away.

        Parameters
        ----------
        color
            Of the light; the theme's focus colour if None.
        """
        if (nodes, edges) != self._linked or color != self._linked_color:
            is_same = color == self._linked_color
            self._linked, self._linked_color = (nodes, edges), color
            if is_same:
                self._change()
            else:
                self._begin_anew(labels=False)

    def show_reused(self, nodes: Iterable[int], edges: Iterable[int] = ()) -> None:
        """Light up factors that are known already and used again."""
        reused = frozenset(nodes), frozenset(edges)
        if reused != self._reused:
            self._reused = reused
            self._change()

    def show_given(self, nodes: frozenset[int]) -> None:
        """Which variables are data and not parameters; at first those whose names begin with x, y or t."""
        if nodes != self._given:
            self._given = nodes
            self._begin_anew(labels=False)

    def tell_value(self) -> None:
        """Let screen readers know of the graph, and of the chosen node what is known at this stop."""
        describe(self, self._value_text(), self._keys_text())

    def _value_text(self) -> str:
        graph, numbers, node = self.graph, self._numbers, self._chosen
        if graph is not None and numbers is not None and self._key_edge is not None:
            return told_edge_text(told_of_edge(numbers, self._key_edge, self._position, schedule_of(graph)))
        if graph is None or numbers is None or node is None or node >= len(graph.nodes):
            return "" if graph is None else description(graph)
        return told_text(told_of_node(numbers, node, self._position, schedule_of(graph)))

    def _keys_text(self) -> str:
        return self.tr("↑ and ↓ go from node to node, with Shift from edge to edge of the chosen node, Enter goes to "
                       "where the product travels over the edge, + and − zoom, F shows all, Escape chooses nothing.")

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._painter.set_theme(theme)
        if self._frame is not None:
            self._frame = replace(self._frame, scale=theme.scale).kept()
        self._begin_anew()
        self.card.set_theme(theme)
        self._zoom.set_theme(theme)
        self._zoom.place_in_corner(theme)

    def sight(self) -> tuple[float, float, float]:
        """The zoom, and which place of the picture is in the middle, in shares of its width and height."""
        if self._sight is not None:
            return self._sight
        frame = self._frame
        if frame is None or frame.zoom == 1.0:
            return 1.0, 0.5, 0.5
        return (frame.zoom, 0.5 - frame.left / (frame.zoom * max(self.width(), 1)),
                0.5 - frame.top / (frame.zoom * max(self.height(), 1)))

    def show_sight(self, zoom: float, across: float, down: float) -> None:
        """Zoom and move to what `sight` has told at another time: now, or as soon as it has its size."""
        if self._frame is None or not self.isVisible():
            self._sight = (zoom, across, down)
            return
        self._sight = None
        zoom = min(max(zoom, 1.0), self._frame.largest_zoom)
        self.set_frame(replace(self._frame, zoom=zoom, left=(0.5 - across) * zoom * self.width(),
                               top=(0.5 - down) * zoom * self.height()).kept())

    def set_frame(self, frame: GraphFrame) -> None:
        """Look at it from nearer, farther, or elsewhere."""
        before = self._frame
        if frame == before:
            return
        self._frame = frame
        if self._standing is not None and before is not None and frame.is_only_moved(before):
            # while it moves the labels go with it; those of what comes into view follow when it rests
            self._standing = self._standing.moved(frame.left - before.left, frame.top - before.top)
            self._rest.start()
            self._begin_anew(labels=False)
        else:
            self._begin_anew()
        self.frame_changed.emit()

    def _set_hovered(self, node: int | None, edge: int | None) -> None:
        if (node, edge) != (self._hovered_node, self._hovered_edge):
            self._hovered_node, self._hovered_edge = node, edge
            self._change()

    def _set_key_edge(self, edge: int | None) -> None:
        """Light up the edge that the keys point at: there is no pointer that shows which one it is."""
        if edge != self._key_edge:
            self._key_edge = edge
            self._change()

    def _follow(self) -> bool:
        """Move the view to what happens, where that is not seen; whether it had to."""
        frame, schedule = self._frame, self._schedule
        if frame is None or schedule is None or frame.zoom == 1.0:
            return False
        node = schedule.stops[self._position].node
        if node < 0 or frame.area.contains(frame.centre(node)):
            return False
        self.set_frame(frame.moved(frame.area.center() - frame.centre(node)))
        return True

    @property
    def is_at_rest(self) -> bool:
        """Whether all labels stand where they belong."""
        return not self._rest.isActive()

    def _begin_anew(self, *, labels: bool = True) -> None:
        """Everything has to be painted again."""
        if labels:
            self._standing = None
            self._rest.stop()
        self._scene = None
        self._painter.begin_anew()

    def _change(self) -> None:
        """Something has changed: paint again where the picture differs."""
        before, frame = self._scene, self._frame
        if before is None or frame is None:
            self._begin_anew(labels=False)
            return
        self._scene = self._made_scene(frame)
        if not self._painter.change(before, self._scene):
            self._begin_anew(labels=False)

    def _made_scene(self, frame: GraphFrame) -> GraphScene:
        schedule, numbers, graph = self._schedule, self._numbers, frame.layout.graph
        assert schedule is not None, "a graph that is shown has stops"
        nodes, edges = schedule.node_looks(self._position), schedule.edge_looks(graph, self._position)
        lit = self._linked[1] if self._key_edge is None else self._linked[1] | {self._key_edge}
        for looks, linked, reused, hovered in ((nodes, self._linked[0], self._reused[0], self._hovered_node),
                                               (edges, lit, self._reused[1], self._hovered_edge)):
            looks[list(linked)] += LINKED
            looks[list(reused)] += REUSED
            if hovered is not None:
                looks[hovered] += HOVERED
        if self._chosen is not None:
            nodes[self._chosen] += CHOSEN
        labels: Labels = {}
        if numbers is not None:
            lettering = lettering_of(self._theme)
            edges[(edges == DONE) & (numbers.locals == 0.0)] += CLOSED
            if self._standing is None:
                self._standing = standing_labels(frame, numbers, schedule, lettering)
            labels = labels_at(self._position, self._standing or NOTHING, frame, numbers, schedule, lettering)
            if self._chosen is not None:
                labels = {**chosen_label(frame, graph, self._chosen, lettering), **labels}
        return GraphScene(frame, nodes, edges, self._given, labels, self._linked_color or self._theme.focus)

    def fit(self) -> None:
        """Show all of it."""
        if self._frame is not None:
            self.set_frame(self._frame.zoomed(0.0, QPointF()))

    def zoom(self, factor: float, about: QPointF) -> None:
        """Nearer by a factor; what is at a position of the widget stays there."""
        if self._frame is not None:
            self.set_frame(self._frame.zoomed(factor, about))

    def _on_frame(self) -> None:
        frame = self._frame
        self.buttons[2].setVisible(frame is not None and frame.zoom > 1.0)
        for button in self.buttons[:2]:
            button.setVisible(frame is not None)
        if self._dragged is None:
            self._point_at(self._pointer)

    # under the pointer

    def _found(self, position: QPointF) -> tuple[int | None, int | None]:
        """Node or edge at a position; nodes lie above edges."""
        frame, scale = self._frame, self._theme.scale
        if frame is None:
            return None, None
        node = frame.node_at(position, _REACH_OF_NODES * scale)
        return (node, None) if node is not None else (None, frame.edge_at(position, _REACH_OF_EDGES * scale))

    def _point_at(self, position: QPointF | None) -> None:
        """Ring what is under the pointer, and say what it is."""
        self._pointer = position
        node, edge = self._found(position) if position is not None else (None, self._key_edge)
        before = self._hovered_node, self._hovered_edge
        self._set_hovered(node, edge)
        if self._dragged is None:
            is_something = node is not None or edge is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if is_something else Qt.CursorShape.ArrowCursor)
        if (node, edge) != before:
            self.hovered.emit(("node", node) if node is not None else ("edge", edge) if edge is not None else None)
        self._tell()

    def _tell(self) -> None:
        """The card beside the pointer: everything that is known at this stop of what is there."""
        told, place = self.told(), self._pointer
        if place is None and self._key_edge is not None:
            place = self._middle(self._key_edge)
        if told is None or place is None:
            self.card.hide()
        else:
            self.card.show_beside(place.toPoint(), told.title, told.rows, self._to_come())

    def _to_come(self) -> list[QRectF]:
        """The nodes to which the values go next from what is pointed at, or back from it the products."""
        graph, frame, node = self.graph, self._frame, self._hovered_node
        if graph is None or frame is None:
            return []
        backward = stops_of(graph)[self._position].is_backward
        edges = (self._hovered_edge,) if node is None else (graph.incoming if backward else graph.outgoing)[node]
        reach = frame.radius + _ROOM_FOR_NUMBERS * self._theme.scale
        found = []
        for edge in edges:
            if edge is not None:
                ends = graph.edges[edge]
                centre = frame.centre(ends.source if backward else ends.target)
                if not math.isnan(centre.x()):  # a hidden one
                    half = QPointF(frame.radius, frame.radius)
                    found.append(QRectF(centre - half, centre + QPointF(frame.radius, reach)))
        return found

    def _middle(self, edge: int) -> QPointF | None:
        """The middle of an edge; None of one that isn't drawn."""
        curve = self._frame.curve(edge) if self._frame is not None else ()
        return QPointF(*curve[len(curve) // 2].tolist()) if len(curve) else None

    def told(self) -> Told | None:
        """What is said of the node or the edge under the pointer."""
        graph, numbers = self.graph, self._numbers
        if graph is None or numbers is None or self._dragged is not None:
            return None
        schedule = schedule_of(graph)
        if self._hovered_node is not None:
            return told_of_node(numbers, self._hovered_node, self._position, schedule)
        if self._hovered_edge is not None:
            return told_of_edge(numbers, self._hovered_edge, self._position, schedule)
        return None

    def _step_choice(self, by: int) -> None:
        """The next node in reading order: column by column, from the top."""
        frame = self._frame
        if frame is None:
            return
        columns = frame.layout.columns
        order = [node for node in np.lexsort((frame.layout.places[:, 1], columns)).tolist() if columns[node] >= 0]
        if self._chosen in order:
            node = order[(order.index(self._chosen) + by) % len(order)]
        else:
            node = order[0 if by > 0 else -1]
        self._bring_into_view(frame.centre(node))
        self.node_chosen.emit(node)

    def _step_edge(self, by: int) -> None:
        """The next edge of the chosen node: those from its arguments, then those to its uses; of all without one."""
        graph, node = self.graph, self._chosen
        if graph is None:
            return
        edges = range(len(graph.edges)) if node is None else (*graph.incoming[node], *graph.outgoing[node])
        drawn = [edge for edge in edges if self._middle(edge) is not None]
        if not drawn:
            return
        if self._key_edge in drawn:
            edge = drawn[(drawn.index(self._key_edge) + by) % len(drawn)]
        else:
            edge = drawn[0 if by > 0 else -1]
        self._bring_into_view(self._middle(edge) or QPointF())
        self._point_with_keys(edge)

    def _bring_into_view(self, place: QPointF) -> None:
        frame = self._frame
        if frame is not None and not frame.area.contains(place):
            self.set_frame(frame.moved(frame.area.center() - place))

    def _point_with_keys(self, edge: int | None) -> None:
        """An edge is pointed at without a mouse, or none is any more."""
        if edge is None and self._key_edge is None:
            return
        self._set_key_edge(edge)
        self._point_at(None)
        self.tell_value()

    def _take_edge(self) -> None:
        if self._key_edge is not None:
            self.edge_chosen.emit(self._key_edge)

    def _choose_nothing(self) -> None:
        self._point_with_keys(None)
        self.node_chosen.emit(None)

    def _end_drag(self) -> None:
        self._pressed = self._dragged = None
        self._point_at(self._pointer)

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None and self._frame is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), None
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._frame is None:
            self._set_key_edge(None)  # the mouse points now
            self._point_at(event.position())
            return
        if self._dragged is None:
            if (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragged = self._pressed
            self._point_at(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        by = event.position() - self._dragged
        self._dragged = event.position()
        self.set_frame(self._frame.moved(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        was_click = self._dragged is None
        self._pointer = event.position() if self.rect().contains(event.position().toPoint()) else None
        self._end_drag()
        if was_click and self._pointer is not None:
            node, edge = self._found(event.position())
            if edge is not None:
                self.edge_chosen.emit(edge)
            else:
                self.node_chosen.emit(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._found(event.position()) == (None, None):
            self.fit()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._pressed is None:
            self._point_at(None)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointer = None
        self._end_drag()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._step_choice(-1), Qt.Key.Key_Down: lambda: self._step_choice(1),
            Qt.Key.Key_Return: self._take_edge, Qt.Key.Key_Enter: self._take_edge,
            Qt.Key.Key_Escape: self._choose_nothing,
        }
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            acts |= {Qt.Key.Key_Up: lambda: self._step_edge(-1), Qt.Key.Key_Down: lambda: self._step_edge(1)}
        if not act_on(event, acts):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in KEEPS_RING:
            self._point_with_keys(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sight is not None:
            self.show_sight(*self._sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frame is not None:
            self.set_frame(replace(self._frame, size=QSizeF(self.size())).kept())
        self._zoom.place_in_corner(self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scene = QPainter(self), self.scene
        if scene is None:
            painter.fillRect(event.rect(), self._theme.card)
        else:
            painter.drawImage(QPointF(0.0, 0.0), self._painter.picture(scene))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._frame is not None and self._frame.zoom > 1.0:
            # the graph may lie below the buttons
            ground = QColor(self._theme.card)
            ground.setAlphaF(_BEHIND_BUTTONS)
            painter.fillRect(self.buttons[2].geometry().united(self.buttons[1].geometry()), ground)
        paint_ring(painter, self, self._theme)
        painter.end()
