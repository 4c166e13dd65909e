"""What is painted over the picture of small networks for whoever changes weights by hand.

A frozen weight or bias carries a padlock. Edges of 0 are not drawn by the picture: those that can be given a weight
get a hairline here, and one whose weight is frozen at 0 is a connection that the network doesn't have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.workspaces.network.edge_pictures import SINGLE_CURVES, Frame
from gui.workspaces.network.edge_values import edge_values
from gui.workspaces.network.layout import ring_reach
from gui.workspaces.network.neurons import bias_mark_rect
from gui.workspaces.network.scene import Stacks
from gui.workspaces.network.squares import has_room_for_biases, plain_number, usual_places
from gui.workspaces.network.stamps import NumberForm, paint_over_edges, short_number, word_measures
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


# The weights of small networks as numbers on their edges, for whoever changes them by hand.
#
# Like the biases they are written at all edges of a layer or at none: where numbers would lie on one another, on
# words of the neurons or on an edge that isn't theirs, there are none.

_MOST_EDGES, _MOST_PLACES = 6, 16
"""More numbers in front of a layer would be a thicket; and of so many places for edges none are looked at."""
_USUAL, _ROUNDED, _USUAL_BIAS = "w −0.000", "w −0.0", "b −0.00"
"""Room is kept for so much, so that a number doesn't leap while it is dragged; where room is short it is rounded."""
_LOCK = 14.0
_BESIDE = 4.0
_PLACES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78)
_ASIDE = (0.0, -0.75, 0.75)
"""On the edge, or else above or below it, in heights of a line."""
_SAMPLES = np.linspace(0.0, 1.0, 101)
_CLEAR, _CLOSE = 2.0, 0.3
"""Other edges pass a number at this distance, at least; the second one where it can't be otherwise."""

Places = Mapping[Selection, QRectF]


@dataclass
class WeightWords:
    """Knows where the weights of a moment are written; works it out anew only for another view or other edges."""

    _key: tuple[object, ...] = ()
    _places: Places = field(default_factory=dict)
    _frame: Frame | None = None  # keeps the layout alive whose id is in the key

    def places(self, frame: Frame, moment: Moment, frozen: Collection[int]) -> Places:
        """Where the number of each edge stands that has one, with room for a padlock if the weight is frozen."""
        drawn = tuple(edges for layer in range(1, moment.network.depth + 1)
                      if (edges := connections(moment, layer, frozen)))
        key = (frame.key(), drawn, frozenset(frozen))
        if key != self._key:
            self._key, self._frame = key, frame
            self._places = {edge: rect for edges in drawn for edge, rect in _placed(frame, moment, edges, frozen)}
        return self._places


def connections(moment: Moment, layer: int, frozen: Collection[int]) -> tuple[Selection, ...]:
    """The edges that lead to a layer but for those that are frozen at 0; none where they are many."""
    network = moment.network
    weights = moment.weights[layer]
    if moment.data.image_shape is not None or weights.size > _MOST_PLACES:
        return ()
    edges = tuple(Selection(layer, neuron, source) for neuron, source in np.ndindex(weights.shape)
                  if weights[neuron, source] != 0.0 or network.weight_index(layer, neuron, source) not in frozen)
    return edges if len(edges) <= _MOST_EDGES else ()


def weight_text(moment: Moment, edge: Selection, theme: Theme, room: float) -> str:
    """What is written on an edge in so much room: three digits, or the number rounded."""
    w, width = float(moment.weights[edge.layer][edge.neuron, edge.source or 0]), word_measures(theme).width
    texts = [f"w {plain_number(w)}", f"w {short_number(w)}", f"w {short_number(w, NumberForm.COARSE)}"]
    return next((text for text in texts if width(text) <= room), "w …")  # the card of the edge has the number


def paint_weight_words(painter: QPainter, frame: Frame, moment: Moment, places: Places, frozen: Collection[int]
                       ) -> None:
    """The numbers, each on a patch of the card; a frozen one behind its padlock."""
    theme = frame.theme
    painter.setFont(word_measures(theme).font)
    for edge, rect in places.items():
        centre, lock = rect.center(), _LOCK * theme.scale
        if moment.network.weight_index(edge.layer, edge.neuron, edge.source or 0) in frozen:
            text = weight_text(moment, edge, theme, rect.width() - lock)
            centre += QPointF(lock / 2, 0.0)
            paint_over_edges(painter, centre, text, theme.text_dim, theme)
            left = centre.x() - word_measures(theme).width(text) / 2
            # on whole pixels, so that it is crisp
            paint_lock(painter, QPointF(round(left - lock / 2 - theme.scale), round(centre.y())), theme)
        else:
            paint_over_edges(painter, centre, weight_text(moment, edge, theme, rect.width()), theme.text_dim, theme)


def _placed(frame: Frame, moment: Moment, edges: tuple[Selection, ...], frozen: Collection[int]
            ) -> list[tuple[Selection, QRectF]]:
    """The place of every number in front of a layer, of three digits or rounded; none where neither has room."""
    ways = ((_USUAL, _CLEAR), (_ROUNDED, _CLEAR), (_ROUNDED, _CLOSE))
    return next((placed for usual, clear in ways
                 if (placed := _placed_so(frame, moment, edges, frozen, usual, clear * frame.theme.scale))), [])


def _placed_so(frame: Frame, moment: Moment, edges: tuple[Selection, ...], frozen: Collection[int], usual: str,
               clear: float) -> list[tuple[Selection, QRectF]]:
    """The place of numbers as long as the usual one, each as near to the middle of its edge as it can be."""
    layer, theme = edges[0].layer, frame.theme
    between = _room_between(frame, layer)
    measures = word_measures(theme)
    taken = [*_bias_words(frame, layer), *usual_places(frame, frame.layout.columns[layer - 1]),
             *usual_places(frame, frame.layout.columns[layer])]
    courses = {edge: np.array([edge_point(frame, edge, float(t)).toTuple() for t in _SAMPLES]) for edge in edges}
    placed: list[tuple[Selection, QRectF]] = []
    for edge in edges:
        is_frozen = moment.network.weight_index(layer, edge.neuron, edge.source or 0) in frozen
        others = np.concatenate([np.empty((0, 2)), *(courses[other] for other in edges if other != edge)])
        width = measures.width(usual) + _LOCK * is_frozen * theme.scale
        for aside, t in product(_ASIDE, _PLACES):
            at = edge_point(frame, edge, t)
            middle = at.y() + aside * measures.line
            rect = QRectF(at.x() - width / 2, middle - measures.line / 2, width, measures.line)
            is_free = between.left() <= rect.left() and rect.right() <= between.right() and not any(
                rect.adjusted(-3, -1, 3, 1).intersects(other) for other in taken)
            reach = np.array([width, measures.line]) / 2 + clear
            if is_free and not (np.abs(others - (at.x(), middle)) < reach).all(axis=1).any():
                taken.append(rect)
                placed.append((edge, rect))
                break
        else:
            return []
    return placed


def _room_between(frame: Frame, layer: int) -> QRectF:
    """From the rings of one layer to those of the next one."""
    left, right = frame.layout.columns[layer - 1], frame.layout.columns[layer]
    zoom, scale = frame.view.zoom, frame.theme.scale
    ends = [frame.view.x(column.x) + side * (column.largest_radius * zoom + _BESIDE * scale
                                             + ring_reach(column.largest_radius * zoom, scale))
            for column, side in ((left, 1), (right, -1))]
    return QRectF(ends[0], 0.0, ends[1] - ends[0], frame.size.height())


def _bias_words(frame: Frame, layer: int) -> list[QRectF]:
    """The places of a layer's biases, which stand among the ends of its edges."""
    column, scale = frame.layout.columns[layer], frame.theme.scale
    if not (column.is_square and has_room_for_biases(frame)):
        return []
    measures = word_measures(frame.theme)
    width = measures.width(_USUAL_BIAS) + 7.0 * scale
    marks = [bias_mark_rect(frame, layer, neuron) for neuron in range(column.size)]
    return [QRectF(mark.left() - width, mark.center().y() - measures.line / 2, width + mark.width(), measures.line)
            for mark in marks]
