"""The weights of small networks as numbers on their edges, for whoever changes them by hand.

Like the biases they are written at all edges of a layer or at none: where numbers would lie on one another, on words
of the neurons or on an edge that isn't theirs, there are none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.choice import Selection
from gui.network.edge_pictures import Frame
from gui.network.hand_marks import edge_point, paint_lock
from gui.network.layout import ring_reach
from gui.network.neurons import bias_mark_rect
from gui.network.short_numbers import NumberForm, short_number
from gui.network.square_words import has_room_for_biases, plain_number, usual_places
from gui.network.stamps import paint_over_edges, word_measures
from gui.theme import Theme
from simulator.moment import Moment

_MOST_EDGES, _MOST_PLACES = 6, 16
"""More numbers in front of a layer would be a thicket; and of so many places for edges none are looked at."""
_USUAL, _ROUNDED, _USUAL_BIAS = "w −0.000", "w −0.0", "b −0.00"
"""Room is kept for so much, so that a number doesn't leap while it is dragged; where room is short it is rounded."""
_LOCK = 14.0
_BESIDE = 4.0
_PLACES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78)
_ASIDE = (0.0, -0.75, 0.75)
"""On the edge, or else above or below it, in heights of a line."""
_POINTS = np.linspace(0.0, 1.0, 101)
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
    courses = {edge: np.array([edge_point(frame, edge, float(t)).toTuple() for t in _POINTS]) for edge in edges}
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
