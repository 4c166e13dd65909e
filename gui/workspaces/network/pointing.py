"""What lies under a point of the stage: a neuron, a pixel, an edge, or nothing; and what pointing at it does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.run.choice import Selection
from gui.run.hand import parameter_index, parameter_symbol
from gui.widgets.keyboard import Tool, act_on
from gui.workspaces.network.canvas import StageCanvas
from gui.workspaces.network.captions import shortened_caption
from gui.workspaces.network.edge_pictures import SINGLE_CURVES, Frame, are_dashed
from gui.workspaces.network.edge_values import Shown, edge_values
from gui.workspaces.network.focus_edges import Bundle, bundle_ends
from gui.workspaces.network.hover_card import Entries, card_entries
from gui.workspaces.network.neurons import bias_mark_rect
from simulator.arrays import Array
from simulator.moment import Moment

_NEURON_REACH = 3.0
_BUNDLE_REACH = 5.0
EDGE_REACH = 3.0
"""So near, at scale 1, an edge is pointed at."""


def neuron_at(frame: Frame, point: QPointF) -> Selection | None:
    """The neuron or pixel under a point; at the output, its label and its bar belong to it."""
    x, y = frame.view.back(point)
    reach = _NEURON_REACH * frame.theme.scale / frame.view.zoom
    for column in reversed(frame.layout.columns):
        neuron = column.neuron_at(x, y, reach)
        if neuron is not None:
            return Selection(column.layer, neuron)
    output = frame.layout.columns[-1]
    right_of_it = frame.view.x(output.x) + output.largest_radius * frame.view.zoom
    if right_of_it < point.x() < right_of_it + frame.layout.output_room:
        nearest = int(np.abs(output.y - y).argmin())
        if abs(float(output.y[nearest]) - y) <= output.spacing / 2:
            return Selection(output.layer, nearest)
    return None


def layer_rect(frame: Frame, layer: int) -> QRectF:
    """The part of the widget that the neurons of a layer take; those of the output with what is written beside it."""
    column, view = frame.layout.columns[layer], frame.view
    if column.picture is not None:
        return view.rect(column.picture)
    radius = column.largest_radius * view.zoom
    top, bottom = view.point(column.x, float(column.y.min())), view.point(column.x, float(column.y.max()))
    beside = frame.layout.output_room if layer == len(frame.layout.columns) - 1 else 0.0
    return QRectF(top, bottom).adjusted(-radius, -radius, radius + beside, radius)


def layers_to_come(moment: Moment, target: Selection) -> tuple[int, ...]:
    """The layers to which the signal, or the error, goes from a neuron or an edge, the next one first."""
    if moment.is_backward:
        return tuple(range(target.layer - 1, -1, -1))
    first = target.layer if target.source is not None else target.layer + 1
    return tuple(range(first, moment.network.depth + 1))


def bundle_edge_at(frame: Frame, bundle: Bundle | None, point: QPointF) -> Selection | None:
    """The edge under a point among those that are brought out."""
    if bundle is None or not len(bundle.values):
        return None
    source_y, neuron_y, start, end = bundle_ends(frame, bundle)
    if not start < point.x() < end:
        return None
    t = (point.x() - start) / (end - start)
    s = _bend(t)
    distance = np.abs(source_y * (1.0 - s) + neuron_y * s - point.y())
    distance = distance / _steepness(t, neuron_y - source_y, end - start)
    nearest = int(distance.argmin())
    if distance[nearest] > _BUNDLE_REACH * frame.theme.scale:
        return None
    return Selection(bundle.layer, int(bundle.neurons[nearest]), int(bundle.sources[nearest]))


def edge_at(frame: Frame, moment: Moment, stacks: tuple[tuple[Shown, ...], ...], point: QPointF, *,
            reach: float = EDGE_REACH) -> Selection | None:
    """The edge under a point among all, within a reach at scale 1.

    Where many lie within reach it is the strongest of them, because it is seen; where edges are so few that each of
    them is seen, the nearest one.
    """
    columns, view = frame.layout.columns, frame.view
    for layer in range(1, len(columns)):
        start, end = view.x(columns[layer - 1].x), view.x(columns[layer].x)
        if not start < point.x() < end:
            continue
        t = (point.x() - start) / (end - start)
        s = _bend(t)
        source_y = columns[layer - 1].y * view.zoom + view.top
        neuron_y = columns[layer].y * view.zoom + view.top
        distance = np.abs(np.add.outer(neuron_y * s - point.y(), source_y * (1.0 - s)))
        distance = distance / _steepness(t, np.subtract.outer(neuron_y, source_y), end - start)
        within = distance <= reach * frame.theme.scale
        if not within.any():
            return None
        if are_dashed(distance.size):
            # what isn't drawn stands back behind what is
            nearest = int((distance + np.where(moment.weights[layer] == 0.0, 0.5 * reach, 0.0)).argmin())
            if not within.ravel()[nearest]:
                nearest = int(distance.argmin())
        else:
            size = np.abs(edge_values(moment, layer, stacks[layer - 1][-1].quantity))
            nearest = int(np.where(within, np.nan_to_num(size, nan=0.0) + 1e-300, -1.0).argmax())
        neuron, source = divmod(nearest, len(source_y))
        return Selection(layer, neuron, source)
    return None


def _steepness(t: float, rise: Array, run: float) -> Array:
    """What the distance straight up to a curve is divided by to be, very nearly, the distance across."""
    return np.hypot(1.0, rise * (6.0 * t * (1.0 - t) / run))


def _bend(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)


_HAND_REACH = 6.0
"""So near, at scale 1, a hand takes hold of an edge."""


class PointingTool(Tool):
    """Chooses neurons and edges of a stage, tells what is under the pointer, and moves the picture.

    Up and Down choose a neuron within the layer, with Shift a weight that leads to it, [ and ] another layer; Escape
    chooses nothing.

    Parameters
    ----------
    name_of
        Words for a neuron or an edge.

    Attributes
    ----------
    pointer
        Where the mouse is; None where it isn't on the stage.
    rests
        Whether another tool has taken hold of something: then nothing else is pointed at.
    """

    def __init__(self, canvas: StageCanvas, name_of: Callable[[Selection], str]) -> None:
        super().__init__(canvas, {
            QEvent.Type.MouseButtonPress: self._on_press, QEvent.Type.MouseMove: self._on_move,
            QEvent.Type.MouseButtonRelease: self._on_release, QEvent.Type.MouseButtonDblClick: self._on_double_click,
            QEvent.Type.Leave: self._on_leave, QEvent.Type.Wheel: self._on_wheel, QEvent.Type.KeyPress: self._on_key})
        self._canvas = canvas
        self._name_of = name_of
        self.pointer: QPointF | None = None
        self.rests = False
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        canvas.shown.connect(self._refresh_card)

    def target_at(self, point: QPointF, *, any_edge: bool) -> Selection | None:
        """The neuron or edge at a point; beside an edge only those of small layers, unless any will do."""
        frame, moment = self._canvas.frame, self._canvas.moment
        if frame is None or moment is None:
            return None
        if self._canvas.by_hand:
            for column in frame.layout.columns[1:]:  # the mark of a bias stands for its neuron
                place = column.neuron_at(*frame.view.back(point), reach=column.largest_radius)
                if place is not None and bias_mark_rect(frame, column.layer, place).contains(point):
                    return Selection(column.layer, place)
        neuron = neuron_at(frame, point)
        if neuron is not None:
            return self._pixel_target(neuron)
        edge = bundle_edge_at(frame, self._canvas.brought_out, point)
        if edge is not None:
            return edge
        found, sizes = None, moment.network.sizes
        if any_edge or any(left * right <= SINGLE_CURVES for left, right in pairwise(sizes)):
            reach = _HAND_REACH if self._canvas.by_hand else EDGE_REACH
            found = edge_at(frame, moment, self._canvas.stacks(), point, reach=reach)
        if found is None or any_edge:
            return found
        return found if sizes[found.layer] * sizes[found.layer - 1] <= SINGLE_CURVES else None

    def grip_at(self, point: QPointF) -> Selection | None:
        """The weight or neuron that a hand at this point takes hold of; an input has nothing to change."""
        frame, moment = self._canvas.frame, self._canvas.moment
        if not self._canvas.by_hand or frame is None or moment is None:
            return None
        if frame.layout.columns[0].neuron_at(*frame.view.back(point), reach=0.0) is not None:
            return None
        target = self.target_at(point, any_edge=True)
        return target if parameter_index(moment.network, target) is not None else None

    def _pixel_target(self, found: Selection) -> Selection:
        """A pixel stands for the weight from it to the neuron of layer 1 that was chosen."""
        attention = self._canvas.attention
        focus = attention.focus
        if found.layer == 0 and attention.chosen and focus is not None and focus.layer == 1:
            return Selection(1, focus.neuron, found.neuron)
        return found

    def hover(self, point: QPointF) -> None:
        """Point at what is there."""
        self.pointer = point
        canvas = self._canvas
        target = self.target_at(point, any_edge=False)
        canvas.set_hovered(target)
        if target is not None and canvas.moment is not None:
            self.show_card(point, self._title_of(target, canvas.moment), card_entries(canvas.moment, target), target)
        elif caption := self._caption_at(point):
            canvas.card.show_beside(point.toPoint(), caption, [])
        else:
            canvas.card.hide()
        if canvas.by_hand and self.grip_at(point) is not None:
            canvas.setCursor(Qt.CursorShape.SizeVerCursor)
        elif canvas.by_hand:
            canvas.unsetCursor()

    def show_card(self, point: QPointF, title: str, entries: Entries, target: Selection) -> None:
        """Show the card beside the pointer, off the layers to which the signal goes next."""
        frame, moment = self._canvas.frame, self._canvas.moment
        if frame is not None and moment is not None:
            layers = [layer for layer in layers_to_come(moment, target) if layer < len(frame.layout.columns)]
            keep_free = [layer_rect(frame, layer) for layer in layers]
            self._canvas.card.show_beside(point.toPoint(), title, entries, keep_free)

    def end_drag(self) -> None:
        """Nothing is pressed any more."""
        self._pressed = self._dragged = None

    def _refresh_card(self) -> None:
        """The numbers beside the pointer belong to the moment in view, too."""
        if self.rests or self._canvas.card.isHidden() or self.pointer is None:
            return
        if self._canvas.fits:
            self.hover(self.pointer)
        else:
            self._canvas.card.hide()

    def _title_of(self, target: Selection, moment: Moment) -> str:
        """The headline of the card beside the pointer."""
        name = self._name_of(target)
        if parameter_index(moment.network, target) not in self._canvas.frozen:
            return name
        return self.tr("{name} · {symbol} is frozen").format(name=name, symbol=parameter_symbol(target))

    def _caption_at(self, point: QPointF) -> str:
        frame, captions = self._canvas.frame, self._canvas.captions
        return shortened_caption(frame, captions, point) if frame is not None and captions is not None else ""

    def _step(self, layers: int, neurons: int) -> None:
        """Choose a neighbour of what is in focus."""
        moment = self._canvas.moment
        if moment is None:
            return
        sizes, focus = moment.network.sizes, self._stepped_from(moment)
        if focus is None:
            self._canvas.chosen.emit(Selection(max(moment.layer, 1), 0))
            return
        layer = min(max(focus.layer + layers, 1), len(sizes) - 1)
        self._canvas.chosen.emit(Selection(layer, min(max(focus.neuron + neurons, 0), sizes[layer] - 1)))

    def _step_weight(self, by: int) -> None:
        """Choose the next weight that leads to a neuron; before the first and after the last is the neuron itself."""
        moment = self._canvas.moment
        if moment is None:
            return
        focus = self._stepped_from(moment)
        if focus is None or focus.layer == 0:
            focus = Selection(max(moment.layer, 1), 0)
        sources = moment.network.sizes[focus.layer - 1]
        place = (sources if focus.source is None else focus.source) + by
        place %= sources + 1
        self._canvas.chosen.emit(Selection(focus.layer, focus.neuron, place if place < sources else None))

    def _stepped_from(self, moment: Moment) -> Selection | None:
        """What is chosen, or else what the numbers follow."""
        for one in (self._canvas.selected, self._canvas.attention.focus):
            if one is not None and one.exists_in(moment.network.sizes):
                return one
        return None

    def _on_press(self, event: QMouseEvent) -> bool:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position()
            self._dragged = None
        return True

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            self.hover(event.position())
            return True
        if self._dragged is None:
            if (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return True
            self._dragged = self._pressed
            self._canvas.card.hide()
            self._canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._canvas.pan(event.position() - self._dragged)
        self._dragged = event.position()
        return True

    def _on_release(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return True
        if self._dragged is None and event.button() is Qt.MouseButton.LeftButton:
            self._canvas.chosen.emit(self.target_at(event.position(), any_edge=True))
            self.hover(event.position())
        self.end_drag()
        self._canvas.unsetCursor()
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.LeftButton:
            self._canvas.fit()
        return True

    def _on_leave(self, _event: QEvent) -> bool:
        self.pointer = None
        self._canvas.card.hide()
        self._canvas.set_hovered(None)
        return False

    def _on_wheel(self, event: QWheelEvent) -> bool:
        """Two fingers on a trackpad move what is larger than the stage."""
        on_trackpad = event.device().type() is QInputDevice.DeviceType.TouchPad and not event.pixelDelta().isNull()
        if not on_trackpad or self._canvas.view.zoom <= 1.0 or \
                event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._canvas.pan(QPointF(event.pixelDelta()))
        event.accept()
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self._step(0, -1), Qt.Key.Key_Down: lambda: self._step(0, 1),
            Qt.Key.Key_BracketLeft: lambda: self._step(-1, 0), Qt.Key.Key_BracketRight: lambda: self._step(1, 0),
        }
        if self._canvas.selected is not None:  # otherwise Escape may mean something to the window
            acts[Qt.Key.Key_Escape] = lambda: self._canvas.chosen.emit(None)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            acts |= {Qt.Key.Key_Up: lambda: self._step_weight(-1), Qt.Key.Key_Down: lambda: self._step_weight(1)}
        return act_on(event, acts)
