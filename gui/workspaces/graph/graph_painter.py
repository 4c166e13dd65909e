"""How a graph is painted: where a stop differs from the last one, and only there, it is painted again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
    QRegion,
)
from PySide6.QtWidgets import QWidget

from gui.foundation.theme import Theme, blend
from gui.workspaces.graph.view_frame import NUMBER_SIZE, GraphFrame, curves_of
from gui.workspaces.graph.view_labels import Label, LabelRole, Labels, Lettering, lettering_of
from gui.workspaces.graph.view_words import (
    DONE,
    PALE,
    PRESENT_BACKWARD,
    PRESENT_FORWARD,
    REACHED,
    WAITING,
    Looks,
    symbol_of,
)

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


_MANY_RECTS = 24


class GraphPainter:
    """Keeps the picture of what a widget shows of a graph."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        self._widget = widget
        self._theme, self._inks = theme, Inks(theme)
        self._picture: QImage | None = None

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme, self._inks = theme, Inks(theme)

    def begin_anew(self) -> None:
        """Everything has to be painted again."""
        self._picture = None
        self._widget.update()

    def change(self, before: GraphScene, after: GraphScene) -> bool:
        """Paint where a scene differs from the one before; False where everything has to be painted again."""
        rects = _differences(before, after)
        if self._picture is None or len(rects) > _MANY_RECTS:
            return False
        if rects:
            self._paint_into(self._picture, after, rects)
            self._widget.update(_region(rects))
        return True

    def picture(self, scene: GraphScene) -> QImage:
        """The picture of a scene."""
        if self._picture is None:
            widget, ratio = self._widget, self._widget.devicePixelRatioF()
            self._picture = QImage(math.ceil(widget.width() * ratio), math.ceil(widget.height() * ratio),
                                   QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(ratio)
            self._paint_into(self._picture, scene, [QRectF(widget.rect())])
        return self._picture

    def _paint_into(self, picture: QImage, scene: GraphScene, rects: list[QRectF]) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(_region(rects))
        paint_scene(painter, scene, [QRectF(rect.toAlignedRect()) for rect in rects], self._inks,
                    lettering_of(self._theme))
        painter.end()


def _region(rects: list[QRectF]) -> QRegion:
    region = QRegion()
    for rect in rects:
        region += rect.toAlignedRect()
    return region


def _differences(before: GraphScene, after: GraphScene) -> list[QRectF]:
    """Where two scenes in the same frame differ."""
    boxes = np.concatenate((node_boxes(after.frame)[before.node_looks != after.node_looks],
                            edge_boxes(after.frame)[before.edge_looks != after.edge_looks]))
    rects = [QRectF(left, top, right - left, bottom - top)
             for left, top, right, bottom in boxes[~np.isnan(boxes[:, 0])].tolist()]
    for first, second in ((before.labels, after.labels), (after.labels, before.labels)):
        rects += [label.rect for key, label in first.items() if second.get(key) != label]
    return [rect.adjusted(-1.0, -1.0, 1.0, 1.0) for rect in rects if rect.intersects(after.frame.area)]
