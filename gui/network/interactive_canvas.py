"""The stage under mouse, trackpad and keys: hover, choose, zoom, pan."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from gui.choice import Selection
from gui.network.attention import Attention
from gui.network.canvas import StageCanvas
from gui.network.captions import shortened_caption
from gui.network.edge_pictures import SINGLE_CURVES
from gui.network.hover_card import Entries, HoverCard, card_entries
from gui.network.pointing import EDGE_REACH, bundle_edge_at, edge_at, layer_rect, layers_to_come, neuron_at
from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.zoomed import ZOOM_PER_WHEEL_UNIT, Zoomed
from simulator.moment import Moment


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
