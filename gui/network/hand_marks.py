"""What is painted over the picture of small networks for whoever changes weights by hand.

A frozen weight or bias carries a padlock. Edges of 0 are not drawn by the picture: those that can be given a weight
get a hairline here, and one whose weight is frozen at 0 is a connection that the network doesn't have.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.choice import Selection
from gui.network.edge_pictures import SINGLE_CURVES, Frame
from gui.network.edge_values import edge_values
from gui.network.neurons import bias_mark_rect
from gui.network.scene import Stacks
from gui.theme import Theme
from simulator.moment import Moment

_MARK_PLACE = 0.64
"""Where on an edge its padlock stands: in the middle those of edges that cross would cover one another."""
_POINTS = 24
_LOCK_WIDTH, _LOCK_HEIGHT = 8.0, 6.5


def paint_frozen(painter: QPainter, frame: Frame, moment: Moment, frozen: Collection[int],
                 written: Collection[Selection] = ()) -> None:
    """A padlock on each frozen weight that is not 0, and at each frozen bias, where edges are drawn one by one.

    Parameters
    ----------
    written
        Edges whose padlock stands before their number.
    """
    network = moment.network
    for index in frozen:
        if index >= network.parameter_count:
            continue
        place = network.locate(index)
        if not has_single_edges(moment, place.layer):
            continue
        if place.source is None:
            _paint_bias_lock(painter, frame, place.layer, place.neuron)
        elif moment.weights[place.layer][place.neuron, place.source] != 0.0:
            edge = Selection(place.layer, place.neuron, place.source)
            if edge not in written:
                paint_lock(painter, edge_point(frame, edge, _MARK_PLACE), frame.theme)


def paint_hidden(painter: QPainter, frame: Frame, moment: Moment, stacks: Stacks, frozen: Collection[int]) -> None:
    """A hairline for each connection that is there but not drawn, because its weight or what it carries is 0."""
    network, theme = moment.network, frame.theme
    weightless, silent = QPainterPath(), QPainterPath()
    for layer in range(1, network.depth + 1):
        if not has_single_edges(moment, layer):
            continue
        weights, carried = moment.weights[layer], edge_values(moment, layer, stacks[layer - 1][-1].quantity)
        for neuron, source in np.argwhere((weights == 0.0) | (carried == 0.0)).tolist():
            path = silent
            if weights[neuron, source] == 0.0:
                if network.weight_index(layer, neuron, source) in frozen:
                    continue
                path = weightless
            path.addPath(_edge_path(frame, Selection(layer, neuron, source)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path, pen in ((silent, QPen(theme.line, theme.scale)),
                      (weightless, QPen(theme.outline, theme.scale, Qt.PenStyle.DotLine))):
        if not path.isEmpty():
            painter.setPen(pen)
            painter.drawPath(path)


def paint_grip(painter: QPainter, frame: Frame, moment: Moment, edge: Selection) -> None:
    """The edge that a hand would take hold of: its course between two lines, also where no edge is drawn."""
    if edge.source is None or not edge.exists_in(moment.network.sizes):
        return
    theme = frame.theme
    line = edge_line(frame, edge)
    ground = QColor(theme.focus)
    ground.setAlphaF(0.22)
    painter.setPen(QPen(ground, theme.px(9), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(line)
    if moment.weights[edge.layer][edge.neuron, edge.source] == 0.0:
        painter.setPen(QPen(theme.outline, theme.px(1), Qt.PenStyle.DotLine))
        painter.drawPolyline(line)


def paint_lock(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """A padlock on a patch of the card."""
    width, height = _LOCK_WIDTH * theme.scale, _LOCK_HEIGHT * theme.scale
    body = QRectF(centre.x() - width / 2, centre.y() - 0.2 * height, width, height)
    bow = QRectF(body.center().x() - 0.28 * width, body.top() - 0.62 * height, 0.56 * width, 1.24 * height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.card)
    painter.drawEllipse(QPointF(centre.x(), centre.y() + 0.08 * height), 1.05 * width, 1.05 * width)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.text, 1.4 * theme.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(bow, 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.text)
    painter.drawRoundedRect(body, 1.2 * theme.scale, 1.2 * theme.scale)
    painter.setBrush(theme.card)
    painter.drawEllipse(body.center(), 0.9 * theme.scale, 0.9 * theme.scale)


def has_single_edges(moment: Moment, layer: int) -> bool:
    """Whether the edges that lead to a layer are drawn one by one."""
    sizes = moment.network.sizes
    return moment.data.image_shape is None and sizes[layer] * sizes[layer - 1] <= SINGLE_CURVES


def edge_point(frame: Frame, edge: Selection, t: float) -> QPointF:
    """Where on the widget an edge is when so much of its way from left to right is gone."""
    source = edge.source or 0
    left, right = frame.layout.columns[edge.layer - 1], frame.layout.columns[edge.layer]
    s = t * t * (3.0 - 2.0 * t)
    return frame.view.point(left.x + t * (right.x - left.x),
                            float(left.y[source] + s * (right.y[edge.neuron] - left.y[source])))


def edge_line(frame: Frame, edge: Selection) -> QPolygonF:
    """An edge from the rim of one neuron to the rim of the other."""
    left, right = frame.layout.columns[edge.layer - 1], frame.layout.columns[edge.layer]
    length = max(right.x - left.x, 1e-9)
    first = float(left.radius[edge.source or 0]) / length
    last = 1.0 - float(right.radius[edge.neuron]) / length
    return QPolygonF([edge_point(frame, edge, float(t)) for t in np.linspace(first, last, _POINTS)])


def _edge_path(frame: Frame, edge: Selection) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(edge_line(frame, edge))
    return path


def edge_rect(frame: Frame, edge: Selection) -> QRectF:
    """The part of the widget that the grip of an edge covers."""
    reach = frame.theme.px(8)
    return edge_line(frame, edge).boundingRect().adjusted(-reach, -reach, reach, reach)


def _paint_bias_lock(painter: QPainter, frame: Frame, layer: int, neuron: int) -> None:
    """Above the mark of the bias: at its left stands its value."""
    mark = bias_mark_rect(frame, layer, neuron)
    if not mark.isEmpty():
        paint_lock(painter, QPointF(mark.center().x(), mark.top() - 1.1 * _LOCK_HEIGHT * frame.theme.scale),
                   frame.theme)
