"""The painted part of a graph: where a stop differs from the last one, and only there, it is painted again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.graph.layout import GraphLayout, layout_of
from gui.graph.view_frame import NUMBER_SIZE, GraphFrame, curves_of
from gui.graph.view_labels import (
    NOTHING,
    Label,
    LabelRole,
    Labels,
    Lettering,
    StandingLabels,
    chosen_label,
    labels_at,
    lettering_of,
    standing_labels,
)
from gui.graph.view_words import (
    DONE,
    PALE,
    PRESENT_BACKWARD,
    PRESENT_FORWARD,
    REACHED,
    WAITING,
    Looks,
    Schedule,
    schedule_of,
    symbol_of,
)
from gui.theme import Theme, blend
from simulator.graph.graph import Graph, GraphNumbers

# Colours and pens of a graph in a theme.

_TINT = 0.13
_HALO = 0.30


class Inks:
    """What a graph is drawn with.

    Attributes
    ----------
    edges
        Colour and width (pixels at scale 1) by how far an edge has come.
    edge_order
        Which edges lie above which.
    nodes
        Ring, its width and fill by how far a node has come.
    """

    def __init__(self, theme: Theme) -> None:
        forward, backward = theme.positive, theme.delta_positive
        pale = blend(theme.card, theme.outline, 0.42)
        self.card = QColor(theme.card)
        self.patch = QColor(theme.card)
        self.patch.setAlphaF(0.86)
        self.given = blend(theme.card, theme.sunken, 0.75)
        self.number_ring = blend(theme.card, theme.outline, 0.55)
        self.chosen, self.hovered, self.reused = theme.accent, theme.outline, theme.warning
        self.edges: Mapping[int, tuple[QColor, float]] = MappingProxyType({
            PALE: (pale, 1.1), REACHED: (blend(theme.card, theme.outline, 0.72), 1.3), DONE: (backward, 1.7),
            WAITING: (backward, 1.7), PRESENT_FORWARD: (forward, 2.6), PRESENT_BACKWARD: (backward, 3.0)})
        self.edge_order = {PALE: 0, REACHED: 1, DONE: 2, WAITING: 2, PRESENT_FORWARD: 3, PRESENT_BACKWARD: 4}
        self.nodes: Mapping[int, tuple[QColor, float, QColor]] = MappingProxyType({
            PALE: (pale, 1.3, self.card), REACHED: (theme.text, 1.5, self.card), DONE: (backward, 1.8, self.card),
            WAITING: (backward, 1.8, self.card),
            PRESENT_FORWARD: (forward, 2.8, blend(theme.card, forward, _TINT)),
            PRESENT_BACKWARD: (backward, 2.8, blend(theme.card, backward, _TINT))})
        self.labels: Mapping[LabelRole, QColor] = MappingProxyType({
            LabelRole.VALUE: forward, LabelRole.PRESENT_VALUE: forward, LabelRole.NAME: theme.text_dim,
            LabelRole.DERIVATIVE: backward, LabelRole.LOCAL: backward, LabelRole.PRESENT_DERIVATIVE: backward,
            LabelRole.PRESENT_LOCAL: backward, LabelRole.PRESENT_SUM: theme.readable(backward)})
        self._symbols = {PALE: theme.text_disabled}
        self._text, self._theme = theme.text, theme
        self._fonts: dict[int, QFont] = {}

    def symbol(self, look: int) -> QColor:
        """Of the letters in a node."""
        return self._symbols.get(look, self._text)

    def symbol_font(self, size: float) -> QFont:
        """Letters in a node, as large as that in pixels."""
        pixels = max(round(size), 1)
        if pixels not in self._fonts:
            self._fonts[pixels] = self._theme.font(pixels / self._theme.scale)
        return self._fonts[pixels]

    @staticmethod
    def halo(color: QColor) -> QColor:
        """A colour so thin that what lies in its light stays legible."""
        faint = QColor(color)
        faint.setAlphaF(_HALO)
        return faint


# Paints a graph as it stands at a stop: all of it, or what lies in a part of the widget.

LINKED, REUSED, CHOSEN, HOVERED, CLOSED = 8, 16, 32, 64, 128
"""Added to how far a node or an edge has come; CLOSED: an edge with the local derivative 0."""
_LOOK = 7
_HALO_OF_EDGES, _HALO_OF_NODES, _REACH = 10.0, 6.0, 11.0
_SQUARE, _CORNER = 0.98, 0.30
_THIN, _LEAST_PRESENT = 0.62, 5.5
_RING = 3.2
_DASH, _DOTS = (4.0, 2.4), (1.0, 2.6)


@dataclass(frozen=True, eq=False)
class GraphScene:
    """What is seen of a graph at a stop.

    Attributes
    ----------
    frame
        Where everything is.
    node_looks, edge_looks
        How far each has come, together with what points it out, shape (nodes,) and (edges,).
    given
        Nodes of variables that are data.
    labels
        What is written.
    linked_color
        Of what is pointed out from elsewhere.
    """

    frame: GraphFrame
    node_looks: Looks
    edge_looks: Looks
    given: frozenset[int]
    labels: Labels = field(default_factory=dict)
    linked_color: QColor = field(default_factory=QColor)


def paint_scene(painter: QPainter, scene: GraphScene, rects: list[QRectF], inks: Inks, lettering: Lettering) -> None:
    """Everything that touches one of some rectangles; the painter is clipped to them."""
    for rect in rects:
        painter.fillRect(rect, inks.card)
    edges, nodes = _touching(edge_boxes(scene.frame), rects), _touching(node_boxes(scene.frame), rects)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _paint_edges(painter, scene, edges, inks)
    for node in nodes:
        _paint_node(painter, scene, node, inks)
    # the present stop's labels last, over everything
    labels = [label for label in scene.labels.values() if any(label.rect.intersects(rect) for rect in rects)]
    for label in sorted(labels, key=lambda label: label.role.is_present):
        paint_label(painter, label, inks, lettering)


def edge_boxes(frame: GraphFrame) -> Looks:
    """What an edge covers with all that may be around it, shape (edges, 4)."""
    reach = _REACH * frame.scale
    return frame.boxes + np.array((-reach, -reach, reach, reach))


def node_boxes(frame: GraphFrame) -> Looks:
    """What a node covers with all that may be around it, shape (nodes, 4)."""
    halves = np.column_stack((frame.shapes.halves, np.full(len(frame.centres), frame.radius)))
    reach = halves + _REACH * frame.scale
    return np.hstack((frame.centres - reach, frame.centres + reach))


def _touching(boxes: Looks, rects: list[QRectF]) -> list[int]:
    touched = np.zeros(len(boxes), dtype=bool)
    for rect in rects:
        touched |= ((boxes[:, 0] < rect.right()) & (rect.left() < boxes[:, 2])
                    & (boxes[:, 1] < rect.bottom()) & (rect.top() < boxes[:, 3]))
    return np.flatnonzero(touched).tolist()


def _paint_edges(painter: QPainter, scene: GraphScene, edges: list[int], inks: Inks) -> None:
    """Halos, then the edges that have come less far, then the others, the present one last."""
    frame, looks = scene.frame, scene.edge_looks
    paths, scale = curves_of(frame.layout).paths, frame.scale
    painter.save()
    painter.setTransform(frame.transform, True)
    for edge in edges:
        for bit, color in ((LINKED, scene.linked_color), (REUSED, inks.reused)):
            if looks[edge] & bit:
                painter.setPen(_pen(inks.halo(color), _HALO_OF_EDGES * scale))
                painter.drawPath(paths[edge])
    thin = 1.0 if frame.shows_symbols else _THIN
    for edge in sorted(edges, key=lambda edge: inks.edge_order[int(looks[edge]) & _LOOK]):
        look = int(looks[edge]) & _LOOK
        color, width = inks.edges[look]
        pen = _pen(color, width * scale * thin)
        if look == PRESENT_BACKWARD:
            pen.setDashPattern(list(_DASH))
        elif look == DONE and looks[edge] & CLOSED:
            pen.setDashPattern(list(_DOTS))
        if looks[edge] & (HOVERED | CHOSEN):
            pen.setWidthF(pen.widthF() + 1.2 * scale)
        painter.setPen(pen)
        painter.drawPath(paths[edge])
    painter.restore()
    for edge in edges:
        look = int(looks[edge]) & _LOOK
        if look in {PRESENT_FORWARD, PRESENT_BACKWARD}:
            _paint_arrow(painter, frame, edge, inks.edges[look][0], backward=look == PRESENT_BACKWARD)


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setCosmetic(True)
    return pen


def _paint_arrow(painter: QPainter, frame: GraphFrame, edge: int, color: QColor, *, backward: bool) -> None:
    """At the rim of the node that the number travels to."""
    curve = frame.curve(edge)[::-1] if backward else frame.curve(edge)
    tip_at = frame.radius + 1.5 * frame.scale
    end = frame.layout.graph.edges[edge].source if backward else frame.layout.graph.edges[edge].target
    longer = max(float(frame.shapes.halves[end]) - frame.radius, 0.0)
    across, along = np.abs(curve - curve[-1]).T
    away = np.hypot(np.maximum(across - longer, 0.0), along)
    inside = int(np.argmax(away <= tip_at))
    if inside == 0:
        return
    outer, inner = curve[inside - 1], curve[inside]
    share = (away[inside - 1] - tip_at) / max(float(away[inside - 1] - away[inside]), 1e-9)
    tip = outer + min(max(share, 0.0), 1.0) * (inner - outer)
    ahead = (inner - outer) / max(float(np.hypot(*(inner - outer))), 1e-9)
    length = min(9.0 * frame.scale, max(frame.radius, 5.0 * frame.scale))
    aside = np.array((-ahead[1], ahead[0])) * 0.48 * length
    base = tip - length * ahead
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF([QPointF(*point.tolist()) for point in (tip, base + aside, base - aside)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_node(painter: QPainter, scene: GraphScene, node: int, inks: Inks) -> None:
    frame, it = scene.frame, scene.frame.layout.graph.nodes[node]
    code = int(scene.node_looks[node])
    look = code & _LOOK
    centre, radius, scale = frame.centre(node), frame.radius, frame.scale
    half = float(frame.shapes.halves[node])
    ring, width, fill = inks.nodes[look]
    is_round = it.kind is not None
    if it.is_number:
        radius *= NUMBER_SIZE
    if look in {PRESENT_FORWARD, PRESENT_BACKWARD}:
        # among many small ones it must be found
        radius = max(radius, _LEAST_PRESENT * scale)
    longer = max(half - radius, 0.0)
    for bit, color in ((LINKED, scene.linked_color), (REUSED, inks.reused)):
        if code & bit:
            _outline(painter, centre, radius + _HALO_OF_NODES * scale, longer, QPen(Qt.PenStyle.NoPen),
                     inks.halo(color), round_=is_round)
    if code & CHOSEN:
        _outline(painter, centre, radius + _RING * scale, longer, QPen(inks.chosen, 2.0 * scale), None,
                 round_=is_round)
    if code & HOVERED:
        _outline(painter, centre, radius + _RING * scale, longer, QPen(inks.hovered, scale), None, round_=is_round)
    pen = QPen(ring, width * scale if frame.shows_symbols else min(width, 1.6) * scale)
    if look == WAITING:
        pen.setDashPattern([3.0, 2.0])
    ground = inks.given if (node in scene.given or it.is_number) and fill == inks.card else fill
    if it.is_number:
        pen = QPen(inks.number_ring, scale)
    _outline(painter, centre, radius, longer, pen, ground, round_=is_round)
    if frame.shapes.letters[node]:
        _paint_symbol(painter, scene, node, centre, inks)


def _outline(painter: QPainter, centre: QPointF, radius: float, longer: float, pen: QPen, fill: QColor | None, *,
             round_: bool) -> None:
    """A circle or a rounded square, or the same pulled apart by so much on either side."""
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if round_:
        rect = QRectF(centre.x() - radius - longer, centre.y() - radius, 2 * (radius + longer), 2 * radius)
        painter.drawRoundedRect(rect, radius, radius)
        return
    half = _SQUARE * radius
    rect = QRectF(centre.x() - half - longer, centre.y() - half, 2 * (half + longer), 2 * half)
    painter.drawRoundedRect(rect, _CORNER * radius, _CORNER * radius)


def _paint_symbol(painter: QPainter, scene: GraphScene, node: int, centre: QPointF, inks: Inks) -> None:
    layout, shapes = scene.frame.layout, scene.frame.shapes
    text = symbol_of(layout.graph, node, layout.exponents.get(node))
    painter.setPen(inks.symbol(int(scene.node_looks[node]) & _LOOK))
    painter.setFont(inks.symbol_font(float(shapes.letters[node])))
    across, along = 2.0 * float(shapes.halves[node]), 2.0 * scene.frame.radius
    room = QRectF(centre.x() - across, centre.y() - along, 2 * across, 2 * along)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def paint_label(painter: QPainter, label: Label, inks: Inks, lettering: Lettering) -> None:
    """A text on a patch of the card, so that edges don't run through it."""
    painter.fillRect(label.rect, inks.patch)
    painter.setFont(lettering.fonts[label.role.is_semibold])
    painter.setPen(inks.labels[label.role])
    painter.drawText(QPointF(label.room[0] + 1.0, label.room[1] + lettering.ascent), label.text)


_NONE: frozenset[int] = frozenset()
_DATA = ("x", "y", "t")
_MANY_RECTS = 24
_REST = 120
"""Milliseconds without a change after which labels are placed anew."""
_LEAST_SIDE = 160


class GraphCanvas(QWidget):
    """Draws a graph at a stop.

    Signals
    -------
    frame_changed
        It is looked at from nearer, farther, or elsewhere.
    """

    frame_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inks = Inks(theme)
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
        self._picture: QImage | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._begin_anew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)

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

    def show_numbers(self, numbers: GraphNumbers) -> None:
        """Other values of the variables; numbers of another graph show that graph first."""
        if numbers.graph is not self.graph:
            self.show_graph(numbers.graph)
        self._numbers = numbers
        self._begin_anew()

    def show_stop(self, position: int) -> None:
        """Go to a stop, by its number among `stops_of(graph)`."""
        if self._schedule is None or position == self._position:
            return
        self._position = min(max(position, 0), len(self._schedule.stops) - 1)
        if not self._follow():
            self._change()

    def show_chosen(self, node: int | None) -> None:
        """Ring a node."""
        if node != self._chosen:
            self._chosen = node
            self._change()

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

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme, self._inks = theme, Inks(theme)
        if self._frame is not None:
            self._frame = replace(self._frame, scale=theme.scale).kept()
        self._begin_anew()

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
        self._scene = self._picture = None
        self.update()

    def _change(self) -> None:
        """Something has changed: paint again where the picture differs."""
        before, frame = self._scene, self._frame
        if before is None or frame is None or self._picture is None:
            self._begin_anew(labels=False)
            return
        self._scene = self._made_scene(frame)
        rects = _differences(before, self._scene)
        if len(rects) > _MANY_RECTS:
            self._begin_anew(labels=False)
        elif rects:
            self._paint_into(self._picture, self._scene, rects)
            region = QRegion()
            for rect in rects:
                region += rect.toAlignedRect()
            self.update(region)

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

    def _paint_into(self, picture: QImage, scene: GraphScene, rects: list[QRectF]) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = QRegion()
        for rect in rects:
            region += rect.toAlignedRect()
        painter.setClipRegion(region)
        paint_scene(painter, scene, [QRectF(rect.toAlignedRect()) for rect in rects], self._inks,
                    lettering_of(self._theme))
        painter.end()

    def _made_picture(self) -> QImage | None:
        scene = self.scene
        if self._picture is None and scene is not None:
            ratio = self.devicePixelRatioF()
            self._picture = QImage(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio),
                                   QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(ratio)
            self._paint_into(self._picture, scene, [QRectF(self.rect())])
        return self._picture

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        picture = self._made_picture()
        if picture is None:
            painter.fillRect(event.rect(), self._theme.card)
        else:
            painter.drawImage(QPointF(0.0, 0.0), picture)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._sight is not None:
            self.show_sight(*self._sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frame is not None:
            self.set_frame(replace(self._frame, size=QSizeF(self.size())).kept())


def _differences(before: GraphScene, after: GraphScene) -> list[QRectF]:
    """Where two scenes in the same frame differ."""
    boxes = np.concatenate((node_boxes(after.frame)[before.node_looks != after.node_looks],
                            edge_boxes(after.frame)[before.edge_looks != after.edge_looks]))
    rects = [QRectF(left, top, right - left, bottom - top)
             for left, top, right, bottom in boxes[~np.isnan(boxes[:, 0])].tolist()]
    for first, second in ((before.labels, after.labels), (after.labels, before.labels)):
        rects += [label.rect for key, label in first.items() if second.get(key) != label]
    return [rect.adjusted(-1.0, -1.0, 1.0, 1.0) for rect in rects if rect.intersects(after.frame.area)]
