"""The map: a scene seen from above, on which starts are dragged and chosen."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.figures.loss.map_canvas import MapCanvas
from gui.figures.loss.map_marks import RING
from gui.figures.loss.scene import Scene
from gui.theme import Theme
from gui.widgets.keyboard_cursor import KeyboardCursor, step_within
from gui.widgets.keyboard_focus import end_typing, shows_ring

_REACH = 5.0
"""Pixels at scale 1 beside the ring of a start from which it can still be taken."""
_CLICK = 4.0
"""A hand that moved farther than this between press and release did not click."""
_NOBODY = -1


class MapView(MapCanvas):
    """The cost over two parameters as a map, and what moves on it.

    Signals
    -------
    start_moved(int, float, float, bool)
        A hand drags the start of this number to (a, b); the last value says whether it still holds it.
    start_chosen(float, float)
        Somebody clicked on the map at (a, b).
    hovered(object)
        (a, b) under the pointer, None when it has left the map.
    """

    start_moved = Signal(int, float, float, bool)
    start_chosen = Signal(float, float)
    hovered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.walk = KeyboardCursor(self)
        self._pressed: QPointF | None = None
        self._grip = QPointF()
        self._is_dragging = False
        self._is_inside = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_scene(self, scene: Scene) -> None:
        if self._held >= len(scene.starts):  # what was held is gone, by undo, say: there is nothing to move any more
            self._is_dragging = False
            self._let_go()
        before = self.scene
        super().show_scene(scene)
        if before is None or before.landscape is not scene.landscape:
            self.walk.tell_value()

    def start_at(self, position: QPointF) -> int:
        """Number of the start at a position, −1 for none."""
        found, distance = _NOBODY, (RING + _REACH) * self._theme.scale
        for number, place in enumerate(self.start_places()):
            way = place - position
            if math.hypot(way.x(), way.y()) <= distance:
                found, distance = number, math.hypot(way.x(), way.y())
        return found

    def _place_at(self, position: QPointF) -> tuple[float, float]:
        """(a, b) at a position, or at the nearest one on the map, rounded to what a hand can tell apart."""
        frame = self.frame()
        assert frame is not None, "nothing is taken without a scene"
        a, b = frame.rounded(frame.to_point(frame.inside(position)))
        # rounding must not carry it over the edge
        return min(max(a, frame.low[0]), frame.high[0]), min(max(b, frame.low[1]), frame.high[1])

    def _drag_to(self, position: QPointF) -> None:
        self._is_dragging = True
        self._held_place = self._place_at(position + self._grip)
        self.start_moved.emit(self._held, *self._held_place, True)
        self.update()

    def _let_go(self) -> None:
        """End of a drag, whatever the reason."""
        held, place = self._held, self._held_place
        is_dragged = self._is_dragging
        self._pressed, self._held, self._held_place, self._is_dragging = None, _NOBODY, None, False
        if is_dragged and place is not None:
            self.start_moved.emit(held, *place, False)

    def _follow(self, position: QPointF) -> None:
        """Show and say what is under the pointer."""
        frame = self.frame()
        is_inside = frame is not None and frame.area.contains(position)
        self._pointer = position if is_inside else None
        if self._pressed is None:
            self._held = self.start_at(position) if is_inside else _NOBODY
        self.setCursor(self._cursor_for(is_inside=is_inside))
        if is_inside and frame is not None:
            self.hovered.emit(frame.to_point(position))
        elif self._is_inside:
            self.hovered.emit(None)
        self._is_inside = is_inside
        self.update()

    def _cursor_for(self, *, is_inside: bool) -> Qt.CursorShape:
        if self._held != _NOBODY:
            return Qt.CursorShape.OpenHandCursor if self._pressed is None else Qt.CursorShape.ClosedHandCursor
        return Qt.CursorShape.CrossCursor if is_inside else Qt.CursorShape.ArrowCursor

    # the keyboard

    def first_point(self) -> QPointF:
        """At a start, if there is one."""
        starts = self.start_places()
        return starts[0] if starts else self._walked_area().center()

    def _walked_area(self) -> QRectF:
        frame = self.frame()
        return QRectF(frame.area).adjusted(0, 0, -1, -1) if frame is not None else QRectF(self.rect())

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        return step_within(self._walked_area(), point, right, down, self._theme)

    def point_with_keys(self, point: QPointF | None) -> None:
        if point is not None:
            self._follow(point)
            self._held = _NOBODY  # the keys hold nothing: Enter puts a start here
        else:
            self._leave()

    def take_with_keys(self, point: QPointF) -> None:
        if self.frame() is not None:
            self.start_chosen.emit(*self._place_at(point))
            self._follow(point)
            self._held = _NOBODY

    def value_text(self) -> str:
        return ", ".join(self.readout()) if self.walk.point is not None else self.about()

    def keys_text(self) -> str:
        return self.tr("The arrow keys move a pointer that reads off the cost, Enter starts there.")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if shows_ring(self):
            painter = QPainter(self)
            self.walk.paint(painter, self._theme, cross=True)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame = self.frame()
        event.accept()
        end_typing()
        if event.button() != Qt.MouseButton.LeftButton or frame is None:
            return
        number = self.start_at(event.position())
        if number == _NOBODY and not frame.area.contains(event.position()):
            return
        self._pressed, self._held = event.position(), number
        if number != _NOBODY:
            self._grip = self.start_places()[number] - event.position()
        self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._held != _NOBODY:
            way = event.position() - self._pressed
            if self._is_dragging or way.manhattanLength() > _CLICK * self._theme.scale:
                self._drag_to(event.position())
        self._follow(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        way = event.position() - self._pressed
        is_click = self._held == _NOBODY and way.manhattanLength() <= _CLICK * self._theme.scale
        self._let_go()
        if is_click:
            self.start_chosen.emit(*self._place_at(event.position()))
        self._follow(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._pressed is None:
            self._held = _NOBODY
        self._leave()

    def _leave(self) -> None:
        """Nothing is pointed at any more."""
        self._pointer = None
        if self._is_inside:
            self._is_inside = False
            self.hovered.emit(None)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._let_go()
