"""The map: a scene seen from above, in layers, on which starts are dragged and chosen."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figures.frame import Frame, fitted_frame, is_to_scale, paint_axes, paint_frame
from gui.figures.labels import Label, paint_readout
from gui.figures.loss.map_ground import (
    GHOST_EVERY,
    Basin,
    MapLines,
    basins_in_plane,
    contours_of,
    map_lines,
    paint_ghost,
    paint_ground,
)
from gui.figures.loss.map_marks import (
    RING,
    labels_of,
    last_place,
    paint_arrows,
    paint_balls,
    paint_labels,
    paint_points,
    paint_starts,
    readout_texts,
)
from gui.figures.loss.scene import Scene
from gui.figures.loss.trails import TrailLayers
from gui.figures.loss.words import description, map_name, scale_note
from gui.figures.map import Map, Same
from gui.foundation.theme import Theme
from gui.widgets.keyboard import KeyboardCursor, end_typing
from simulator.landscape.landscape import Basins, Landscape

_REACH = 5.0
"""Pixels at scale 1 beside the ring of a start from which it can still be taken."""
_CLICK = 4.0
"""A hand that moved farther than this between press and release did not click."""
_NOBODY = -1


class MapView(Map):
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
        self._scene: Scene | None = None
        self._lines: tuple[Landscape, MapLines] | None = None
        self._regions: tuple[Basins, tuple[Basin, ...]] | None = None
        self._trails = TrailLayers(self._layers.new)
        self._labels: list[Label] = []
        self._arrow_labels: list[Label] = []
        self._held_place: tuple[float, float] | None = None
        self._pressed: QPointF | None = None
        self._grip = QPointF()
        self._is_dragging = False
        self._is_inside = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(map_name())

    @property
    def scene(self) -> Scene | None:
        """What is drawn."""
        return self._scene

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of points as they are written on the map, then those of the arrows."""
        return tuple(label.text for label in (*self._labels, *self._arrow_labels))

    def show_scene(self, scene: Scene) -> None:
        """Draw this from now on. Where only the movers are others, only they are painted anew."""
        if self._held >= len(scene.starts):  # what was held is gone, by undo, say: there is nothing to move any more
            self._is_dragging = False
            self._let_go()
        before, self._scene = self._scene, scene
        self.update()
        if before is None or before.landscape is not scene.landscape:
            self.walk.tell_value()

    def about(self) -> str:
        """What there is on the map, in words."""
        if self._scene is None:
            return ""
        note = "" if is_to_scale(self._scene.landscape.surface.window) else f". {scale_note()}"
        return description(self._scene.landscape) + note

    # places

    def frame(self) -> Frame | None:
        """Where the window of the surface lies on the widget; None without a scene."""
        if self._scene is None:
            return None
        surface = self._scene.landscape.surface
        window = surface.window
        return fitted_frame((self.width(), self.height()), window.low, window.high, surface.symbols, self._theme,
                            window.size if is_to_scale(window) else None)

    def readout(self) -> list[str]:
        """What is said of the place under the pointer."""
        frame = self.frame()
        if self._scene is None or frame is None or self._pointer is None:
            return []
        return readout_texts(self._scene, frame, self._pointer, self._theme)

    def start_places(self) -> list[QPointF]:
        """The starts on the widget, that in the hand where the hand is."""
        frame = self.frame()
        if self._scene is None or frame is None:
            return []
        starts = [frame.to_widget(start) for start in self._scene.starts]
        if self._held_place is not None and 0 <= self._held < len(starts):
            starts[self._held] = frame.to_widget(self._held_place)
        return [frame.inside(place) for place in starts]

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

    # painting

    def _lines_of(self, landscape: Landscape) -> MapLines:
        if self._lines is None or self._lines[0] is not landscape:
            self._lines = landscape, map_lines(landscape)
        return self._lines[1]

    def _basins_of(self, scene: Scene) -> tuple[Basins, tuple[Basin, ...]] | None:
        if scene.basins is None:
            return None
        if self._regions is None or self._regions[0] is not scene.basins:
            self._regions = scene.basins, basins_in_plane(scene.basins)
        return self._regions

    def still_layers(self, frame: Frame, look: Hashable) -> Iterator[QPixmap]:
        """The ground, a mini-batch's contours, trails, and marks above them."""
        scene, layers = self._scene, self._layers
        if scene is None:
            return
        landscape = scene.landscape
        yield layers.picture("ground", (landscape, scene.basins, scene.ghost is None, look),
                             lambda painter: self._paint_ground(painter, scene, frame))
        ghost = scene.ghost
        if ghost is not None:
            yield layers.picture("ghost", (landscape, Same(ghost), look), lambda painter: paint_ghost(
                painter, contours_of(landscape, ghost, GHOST_EVERY), frame, self._theme))
        yield from self._trails.pictures(scene.movers, frame, look, self._theme)
        yield layers.picture("marks", (landscape, scene.basins, scene.starts, look),
                             lambda painter: self._paint_marks(painter, scene, frame))

    def _paint_ground(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """Colours, contours, regions and axes."""
        landscape, basins = scene.landscape, self._basins_of(scene)
        paint_ground(painter, landscape, self._lines_of(landscape), basins and basins[1], frame, self._theme,
                     is_dimmed=scene.ghost is not None)
        paint_frame(painter, frame, self._theme)
        paint_axes(painter, frame, landscape.surface.symbols, self._theme)

    def _paint_marks(self, painter: QPainter, scene: Scene, frame: Frame) -> None:
        """Minima, saddle points and maxima with their names: above the trails that lead to them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # a slice is mostly a new one when its ball has moved; elsewhere names keep their places while balls move
        kept_clear = [*self.start_places(), *(self._balls(scene, frame) if scene.landscape.is_slice else ())]
        self._labels = labels_of(scene.landscape, frame, self._theme, kept_clear)
        paint_labels(painter, self._labels, self._theme)
        paint_points(painter, scene.landscape, self._basins_of(scene), frame, self._theme)

    @staticmethod
    def _balls(scene: Scene, frame: Frame) -> list[QPointF]:
        return [place for mover in scene.movers if (place := last_place(mover, frame)) is not None]

    def paint_moving(self, painter: QPainter, frame: Frame) -> None:
        scene = self._scene
        if scene is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.area)
        paint_starts(painter, self.start_places(), self._held, self._theme)
        paint_balls(painter, scene.movers, frame, self._theme)
        arrows = [arrow for mover in scene.movers for arrow in mover.arrows]
        kept_clear = [*self._balls(scene, frame), *self.start_places()]
        self._arrow_labels = paint_arrows(painter, arrows, kept_clear, self._labels, frame, self._theme)
        texts = self.readout()
        if texts and self._pointer is not None:
            paint_readout(painter, texts, frame.area, self._pointer, self._theme)

    # the keyboard

    def first_point(self) -> QPointF:
        """At a start, if there is one."""
        starts = self.start_places()
        return starts[0] if starts else super().first_point()

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

    # Qt

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

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(340))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(140))
