"""The stage with all that a hand on the weights needs to see: what it would take hold of, and what is frozen."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.choice import Selection
from gui.network.attention import Attention
from gui.network.canvas import StageCanvas
from gui.network.captions import shortened_caption
from gui.network.edge_pictures import SINGLE_CURVES, Frame
from gui.network.hand import Hand, parameter_index, parameter_symbol, value_text
from gui.network.hand_marks import edge_point, edge_rect, paint_frozen, paint_grip, paint_hidden, paint_lock
from gui.network.hover_card import Entries, HoverCard, card_entries
from gui.network.layout import ring_reach
from gui.network.neurons import bias_mark_rect
from gui.network.pointing import EDGE_REACH, bundle_edge_at, edge_at, layer_rect, layers_to_come, neuron_at
from gui.network.short_numbers import NumberForm, short_number
from gui.network.square_words import has_room_for_biases, plain_number, usual_places
from gui.network.stamps import paint_over_edges, word_measures
from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.zoomed import ZOOM_PER_WHEEL_UNIT, Zoomed
from simulator.moment import Moment

# The stage under mouse, trackpad and keys: hover, choose, zoom, pan.

class InteractiveCanvas(Zoomed, StageCanvas):
    """A canvas on which neurons and edges can be chosen.

    Up and Down choose a neuron within the layer, with Shift a weight that leads to it, [ and ] another layer; F shows
    the whole network, + and − zoom, Escape chooses nothing.

    Parameters
    ----------
    name_of
        Words for a neuron or an edge.

    Attributes
    ----------
    selected
        What is chosen; whoever shows the canvas keeps it up to date.

    Signals
    -------
    chosen
        A Selection, or None.
    hover_changed
        The Selection of the neuron under the pointer, or None where there is none.
    """

    chosen = Signal(object)
    hover_changed = Signal(object)
    own_keys = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight,
                          Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Escape})

    def __init__(self, theme: Theme, name_of: Callable[[Selection], str], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._name_of = name_of
        self.selected: Selection | None = None
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._pointer: QPointF | None = None
        self._edge_reach = EDGE_REACH
        self._card = HoverCard(theme, self)
        self.buttons = (
            IconButton("zoom-out", self.tr("Zoom out"), theme, size=26, parent=self),
            IconButton("zoom-in", self.tr("Zoom in"), theme, size=26, parent=self),
            IconButton("fit", self.tr("Show the whole network (F)"), theme, size=26, parent=self),
        )
        for button, act in zip(self.buttons, (self._zoom_out, self._zoom_in, self.fit), strict=True):
            button.clicked.connect(act)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view_changed.connect(self._on_view)
        self._on_view()

    @property
    def card(self) -> HoverCard:
        """The card beside the pointer."""
        return self._card

    @property
    def hovered_neuron(self) -> Selection | None:
        """The neuron under the pointer."""
        hovered = self._hovered
        return hovered if hovered is not None and hovered.source is None else None

    def set_hovered(self, hovered: Selection | None) -> None:
        """Point out what is under the pointer."""
        before = self.hovered_neuron
        super().set_hovered(hovered)
        if self.hovered_neuron != before:
            self.hover_changed.emit(self.hovered_neuron)

    def show_moment(self, moment: Moment, attention: Attention, *, speed: float, training: bool) -> None:
        super().show_moment(moment, attention, speed=speed, training=training)
        self._refresh_card()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._card.set_theme(theme)
        for button in self.buttons:
            button.set_theme(theme)
        super().set_theme(theme)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        StageCanvas.zoom(self, factor, about)

    def fit(self) -> None:
        StageCanvas.fit(self)

    def _on_view(self) -> None:
        whole = self.view.zoom == 1.0
        self.buttons[0].setEnabled(not whole)
        self.buttons[2].setEnabled(not whole)
        self._card.hide()
        self._place_buttons()
        hovered, moment = self._hovered, self._moment
        if hovered is not None and moment is not None and not hovered.exists_in(moment.network.sizes):
            self.set_hovered(None)

    def legend_right(self) -> float:
        return float(self.buttons[0].x() - self._theme.px(12))

    def _place_buttons(self) -> None:
        """In the band below the network."""
        gap = self._theme.px(4)
        x = self.width() - self._theme.px(12)
        bottom = self._frame.layout.bottom if self._frame is not None else self.height() - self._theme.px(40)
        for button in reversed(self.buttons):
            x -= button.width()
            button.move(x, round((bottom + self.height() - button.height()) / 2))
            x -= gap

    # pointing

    def _target(self, point: QPointF, *, any_edge: bool) -> Selection | None:
        frame, moment = self._frame, self._moment
        if frame is None or moment is None:
            return None
        neuron = neuron_at(frame, point)
        if neuron is not None:
            return self._pixel_target(neuron)
        edge = bundle_edge_at(frame, self.brought_out, point)
        if edge is not None:
            return edge
        found = None
        if any_edge or self._has_curves():
            found = edge_at(frame, moment, self._stacks(), point, reach=self._edge_reach)
        if found is None or any_edge:
            return found
        sizes = moment.network.sizes
        return found if sizes[found.layer] * sizes[found.layer - 1] <= SINGLE_CURVES else None

    def _has_curves(self) -> bool:
        sizes = self._moment.network.sizes if self._moment is not None else ()
        return any(left * right <= SINGLE_CURVES for left, right in pairwise(sizes))

    def _pixel_target(self, found: Selection) -> Selection:
        """A pixel stands for the weight from it to the neuron of layer 1 that was chosen."""
        focus = self._attention.focus
        if found.layer == 0 and self._attention.chosen and focus is not None and focus.layer == 1:
            return Selection(1, focus.neuron, found.neuron)
        return found

    def _hover(self, point: QPointF) -> None:
        self._pointer = point
        moment = self._moment
        target = self._target(point, any_edge=False)
        self.set_hovered(target)
        if target is not None and moment is not None:
            self._show_card(point, self._title_of(target), card_entries(moment, target), target)
        elif caption := self._caption_at(point):
            self._card.show_beside(point.toPoint(), caption, [])
        else:
            self._card.hide()

    def _show_card(self, point: QPointF, title: str, entries: Entries, target: Selection) -> None:
        """Beside the pointer, off the layers to which the signal goes next."""
        frame, moment = self._frame, self._moment
        if frame is not None and moment is not None:
            layers = [layer for layer in layers_to_come(moment, target) if layer < len(frame.layout.columns)]
            keep_free = [layer_rect(frame, layer) for layer in layers]
            self._card.show_beside(point.toPoint(), title, entries, keep_free)

    def _refresh_card(self) -> None:
        """The numbers beside the pointer belong to the moment in view, too."""
        if self._card.isHidden() or self._pointer is None:
            return
        if self._fits:
            self._hover(self._pointer)
        else:
            self._card.hide()

    def _title_of(self, target: Selection) -> str:
        """The headline of the card beside the pointer."""
        return self._name_of(target)

    def _caption_at(self, point: QPointF) -> str:
        frame, captions = self._frame, self._written
        return shortened_caption(frame, captions, point) if frame is not None and captions is not None else ""

    def _step(self, layers: int, neurons: int) -> None:
        """Choose a neighbour of what is in focus."""
        moment = self._moment
        if moment is None:
            return
        sizes, focus = moment.network.sizes, self._stepped_from(moment)
        if focus is None:
            self.chosen.emit(Selection(max(moment.layer, 1), 0))
            return
        layer = min(max(focus.layer + layers, 1), len(sizes) - 1)
        self.chosen.emit(Selection(layer, min(max(focus.neuron + neurons, 0), sizes[layer] - 1)))

    def _step_weight(self, by: int) -> None:
        """Choose the next weight that leads to a neuron; before the first and after the last is the neuron itself."""
        moment = self._moment
        if moment is None:
            return
        focus = self._stepped_from(moment)
        if focus is None or focus.layer == 0:
            focus = Selection(max(moment.layer, 1), 0)
        sources = moment.network.sizes[focus.layer - 1]
        place = (sources if focus.source is None else focus.source) + by
        place %= sources + 1
        self.chosen.emit(Selection(focus.layer, focus.neuron, place if place < sources else None))

    def _stepped_from(self, moment: Moment) -> Selection | None:
        """What is chosen, or else what the numbers follow."""
        for one in (self.selected, self._attention.focus):
            if one is not None and one.exists_in(moment.network.sizes):
                return one
        return None

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position()
            self._dragged = None
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(event.position())
            return
        if self._dragged is None:
            if (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragged = self._pressed
            self._card.hide()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.pan(event.position() - self._dragged)
        self._dragged = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if self._dragged is None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._target(event.position(), any_edge=True))
            self._hover(event.position())
        self._pressed = self._dragged = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._card.hide()
        self.set_hovered(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        on_trackpad = event.device().type() is QInputDevice.DeviceType.TouchPad and not event.pixelDelta().isNull()
        if on_trackpad and self.view.zoom > 1.0 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(QPointF(event.pixelDelta()))
        else:
            self.zoom(ZOOM_PER_WHEEL_UNIT ** event.angleDelta().y(), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._step(0, -1), Qt.Key.Key_Down: lambda: self._step(0, 1),
            Qt.Key.Key_BracketLeft: lambda: self._step(-1, 0), Qt.Key.Key_BracketRight: lambda: self._step(1, 0),
            **self._zoom_keys(),
        }
        if self.selected is not None:  # otherwise Escape may mean something to the window
            acts[Qt.Key.Key_Escape] = lambda: self.chosen.emit(None)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            acts |= {Qt.Key.Key_Up: lambda: self._step_weight(-1), Qt.Key.Key_Down: lambda: self._step_weight(1)}
        if not self._acted(event, acts):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shows_ring():
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.end()


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


_HAND_REACH = 6.0
"""So near, at scale 1, a hand takes hold of an edge."""
_AT_ONCE = math.inf
"""A speed at which nothing travels."""


class GripCanvas(InteractiveCanvas):
    """A canvas that shows, while `by_hand` is on, which weight or bias a hand would change.

    Attributes
    ----------
    hand
        Makes new values of movements.

    Signals
    -------
    frozen_wanted
        All places in θ that shall be frozen, a tuple in ascending order.
    """

    frozen_wanted = Signal(object)

    def __init__(self, theme: Theme, name_of: Callable[[Selection], str], parent: QWidget | None = None) -> None:
        super().__init__(theme, name_of, parent)
        self.hand = Hand(self._value_of, self)
        self._by_hand = False
        self._frozen: frozenset[int] = frozenset()
        self._held: Selection | None = None
        self._words = WeightWords()

    @property
    def by_hand(self) -> bool:
        """Whether weights and biases can be changed."""
        return self._by_hand

    def set_by_hand(self, by_hand: bool) -> None:
        """Let weights and biases be changed, or only be looked at."""
        if by_hand == self._by_hand:
            return
        self._by_hand = by_hand
        self._edge_reach = _HAND_REACH if by_hand else EDGE_REACH
        self.let_go()
        self.unsetCursor()
        self.update()

    @property
    def frozen(self) -> frozenset[int]:
        """Places in θ that no step changes."""
        return self._frozen

    def set_frozen(self, frozen: frozenset[int]) -> None:
        """Mark other weights and biases as frozen."""
        if frozen != self._frozen:
            self._frozen = frozen
            self.update()
            self._refresh_card()

    def freeze(self, indices: frozenset[int], *, frozen: bool) -> None:
        """Ask for weights and biases to be frozen, or to be released."""
        wanted = self._frozen | indices if frozen else self._frozen - indices
        if wanted != self._frozen:
            self.frozen_wanted.emit(tuple(sorted(wanted)))

    def toggle_frozen(self, selection: Selection) -> None:
        """Freeze a weight or a bias, or release it."""
        index = self._index_of(selection)
        if index is not None:
            self.freeze(frozenset({index}), frozen=index not in self._frozen)

    def show_at_once(self, moment: Moment, attention: Attention) -> None:
        """Show what the hand has made: nothing travels, and the edges are drawn before the next frame."""
        self.show_moment(moment, attention, speed=_AT_ONCE, training=False)
        self.advance()

    def written_weights(self) -> dict[Selection, tuple[str, QRectF]]:
        """What is written on edges, and where: in small networks, while the hand is on."""
        frame, moment = self._frame, self._moment
        if not self._by_hand or frame is None or moment is None:
            return {}
        places = self._words.places(frame, moment, self._frozen)
        return {edge: (weight_text(moment, edge, self._theme, rect.width()), rect) for edge, rect in places.items()}

    def let_go(self) -> None:
        """End what is being dragged."""
        self._held = None
        self.hand.let_go()

    # what the hand is on

    def _value_of(self, index: int) -> float | None:
        moment = self._moment
        if moment is None or index >= moment.network.parameter_count:
            return None
        return float(moment.theta[index])

    def _index_of(self, selection: Selection | None) -> int | None:
        return parameter_index(self._moment.network, selection) if self._moment is not None else None

    def _grip_at(self, point: QPointF) -> Selection | None:
        """The weight or neuron that a hand at this point takes hold of; an input has nothing to change."""
        frame = self._frame
        if not self._by_hand or frame is None:
            return None
        if frame.layout.columns[0].neuron_at(*frame.view.back(point), reach=0.0) is not None:
            return None
        target = self._target(point, any_edge=True)
        return target if self._index_of(target) is not None else None

    def _target(self, point: QPointF, *, any_edge: bool) -> Selection | None:
        """The mark of a bias stands for its neuron."""
        frame = self._frame
        if self._by_hand and frame is not None:
            for column in frame.layout.columns[1:]:
                neuron = column.neuron_at(*frame.view.back(point), reach=column.largest_radius)
                if neuron is not None and bias_mark_rect(frame, column.layer, neuron).contains(point):
                    return Selection(column.layer, neuron)
        return super()._target(point, any_edge=any_edge)

    def _chosen(self) -> Selection | None:
        """What the keys change."""
        return self.selected if self._by_hand and self._index_of(self.selected) is not None else None

    def _show_bubble(self, selection: Selection, point: QPointF) -> None:
        """The value beside the pointer, as short as it can be."""
        index = self._index_of(selection)
        if index is not None:
            text = f"{parameter_symbol(selection)} = {value_text(self.hand.value(index), self.hand.digits)}"
            self._show_card(point, text, [], selection)

    def _refresh_card(self) -> None:
        if self._pointer is not None and self._held is not None and self.hand.is_holding:
            self._show_bubble(self._held, self._pointer)
        else:
            super()._refresh_card()

    def _title_of(self, target: Selection) -> str:
        name = super()._title_of(target)
        if self._index_of(target) not in self._frozen:
            return name
        return self.tr("{name} · {symbol} is frozen").format(name=name, symbol=parameter_symbol(target))

    def set_hovered(self, hovered: Selection | None) -> None:
        """Point out what is under the pointer, an edge too while the hand is on."""
        before = self._hovered
        super().set_hovered(hovered)
        if self._by_hand and before != self._hovered and self._frame is not None:
            sizes = tuple(column.size for column in self._frame.layout.columns)
            for edge in (before, self._hovered):
                if edge is not None and edge.source is not None and edge.exists_in(sizes):
                    self.update(edge_rect(self._frame, edge).toAlignedRect())

    def _hover(self, point: QPointF) -> None:
        super()._hover(point)
        if self._by_hand:
            if self._grip_at(point) is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.SizeVerCursor)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame, moment = self._frame, self._moment
        if frame is None or moment is None or len(frame.layout.columns) != len(moment.network.sizes):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        written = self._words.places(frame, moment, self._frozen) if self._by_hand else {}
        if self._by_hand:
            paint_hidden(painter, frame, moment, self._stacks(), self._frozen)
            grip = self._held or self._hovered
            if grip is not None:
                paint_grip(painter, frame, moment, grip)
            paint_weight_words(painter, frame, moment, written, self._frozen)
        paint_frozen(painter, frame, moment, self._frozen, written)
        painter.end()
