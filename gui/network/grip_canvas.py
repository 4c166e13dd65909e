"""The stage with all that a hand on the weights needs to see: what it would take hold of, and what is frozen."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.choice import Selection
from gui.network.attention import Attention
from gui.network.hand import Hand, parameter_index, parameter_symbol, value_text
from gui.network.hand_marks import edge_rect, paint_frozen, paint_grip, paint_hidden
from gui.network.interactive_canvas import InteractiveCanvas
from gui.network.neurons import bias_mark_rect
from gui.network.pointing import EDGE_REACH
from gui.network.weight_words import WeightWords, paint_weight_words, weight_text
from gui.theme import Theme
from simulator.moment import Moment

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
