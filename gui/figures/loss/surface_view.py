"""The surface under mouse, trackpad and keys: turn, zoom, shift, read off, choose a start."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.figures.colors import basin_color
from gui.figures.frame import Frame
from gui.figures.labels import paint_readout
from gui.figures.loss.camera import HIGHEST, LARGEST_ZOOM, LOWEST, SMALLEST_ZOOM, Camera, Projection, projection_of
from gui.figures.loss.map_ground import basins_in_plane
from gui.figures.loss.relief import NAKED, Relief, Skin, relief_of, skin_of
from gui.figures.loss.relief_raster import rasterise
from gui.figures.loss.scene import Mover, Scene
from gui.figures.loss.surface_balls import is_seen
from gui.figures.loss.surface_lines import Sight, wire_lines
from gui.figures.loss.surface_painter import Ground, ball_of, paint_ghost, paint_movers, painted_ground, placed_marks
from gui.figures.loss.words import description, words_at, words_of_mover, words_of_point
from gui.foundation.kept_layout import is_number
from gui.foundation.theme import Theme
from gui.widgets.access import describe_quietly
from gui.widgets.keyboard import KeyboardFocus, act_on, paint_ring
from gui.widgets.zoom_tool import ZOOM_KEYS, ZoomTool
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint
from simulator.landscape.landscape import Landscape


def rounded(landscape: Landscape, place: tuple[float, float]) -> tuple[float, float]:
    """(a, b) with as many decimals as a hand can tell apart, not beyond the edge of the window."""
    low, high = landscape.surface.window.low, landscape.surface.window.high
    a, b = Frame(QRectF(0.0, 0.0, 1.0, 1.0), low, high).rounded(place)
    return min(max(a, low[0]), high[0]), min(max(b, low[1]), high[1])


_REST = 140
"""Milliseconds without a change after which the picture is made sharp."""
_QUICK_PIXELS, _SHARP_PIXELS = 200_000.0, 2_400_000.0
"""Pixels of the surface that are computed at most while it moves, and at rest."""
_LEAST_FACTOR = 0.4
_LEAST_SIDE = 160


RADIANS_PER_PIXEL = 0.0085
"""How far the surface turns for a pixel of a drag, at scale 1."""
_KEY_TURN = 0.12
_MARK_REACH = 9.0
_HOME = Camera()
_CAMERA_BOUNDS = ((-6.3, 6.3), (LOWEST, HIGHEST), (SMALLEST_ZOOM, LARGEST_ZOOM), (-20.0, 20.0), (-20.0, 20.0))


class _Drag(Enum):
    TURN = "turn"
    SHIFT = "shift"


class SurfaceView(QWidget):
    """A scene in three dimensions that can be turned.

    Dragging turns it, dragging with the right button or with Shift shifts it, the wheel zooms about the pointer, and
    a double click beside the surface shows all of it again. With the keyboard's ring, [ and ] turn, Up and Down tilt,
    + and − zoom, F shows all.

    Signals
    -------
    start_chosen(float, float)
        Somebody clicked on the surface, at (a, b).
    hovered
        (a, b) of the point of the surface under the pointer; None where there is none.
    camera_changed
        It is looked at from elsewhere.
    settled
        Camera and surface have come to rest, and the picture becomes sharp.
    """

    start_chosen = Signal(float, float)
    hovered = Signal(object)
    camera_changed = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene: Scene | None = None
        self._camera = Camera()
        self._relief: Relief | None = None
        self._skin: Skin = NAKED
        self._ghost: Relief | None = None
        self._ground: Ground | None = None
        self._is_moving = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._sharpen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_SIDE, _LEAST_SIDE)
        self.setAccessibleName(self.tr("Loss surface in three dimensions"))
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._drag = _Drag.TURN
        self._pointer: QPointF | None = None
        self._place: tuple[float, float] | None = None
        KeyboardFocus(self, {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight,
                             *ZOOM_KEYS})
        self._zoom = ZoomTool(self, theme, self.tr("Back to the first view (F)"))
        self.buttons = self._zoom.buttons
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.camera_changed.connect(self._on_camera)
        self.settled.connect(self._point_again)
        self._on_camera()

    @property
    def scene(self) -> Scene | None:
        """What is drawn."""
        return self._scene

    @property
    def camera(self) -> Camera:
        """From where it is looked at."""
        return self._camera

    @property
    def is_sharp(self) -> bool:
        """Whether the picture is as fine as it gets: it is coarser while the surface turns."""
        return not self._is_moving

    @property
    def place(self) -> tuple[float, float] | None:
        """(a, b) under the pointer."""
        return self._place

    def words(self) -> list[str]:
        """What is said of what is under the pointer: a ball, a critical point, or a place of the surface."""
        scene, place = self.scene, self._place
        if scene is None or place is None:
            return []
        mover, point = self._pointed_mover(), self._pointed_mark()
        if mover is not None:
            return words_of_mover(scene.landscape, mover)
        return words_of_point(scene.landscape, point) if point is not None else words_at(scene.landscape, place)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._ground = None
        self.update()
        self._zoom.set_theme(theme)
        self._zoom.place_in_corner(theme)

    def show_scene(self, scene: Scene | None) -> None:
        """Draw this from now on; where only balls have moved, the surface isn't drawn again."""
        before, self._scene = self._scene, scene
        if scene is None:
            self._relief = self._ghost = self._ground = None
            self.setAccessibleDescription("")
            self.update()
            return
        landscape = scene.landscape
        is_new = before is None or before.landscape is not landscape
        if is_new:
            self._relief = relief_of(landscape)
            describe_quietly(self, description(landscape), self._keys_text())
        if before is None or is_new or before.basins is not scene.basins:
            colors = ([basin_color(basin.tint) for basin in basins_in_plane(scene.basins)]
                      if scene.basins is not None else [])
            self._skin = skin_of(landscape, scene.basins, colors)
            self._stir()
        if before is None or is_new or before.ghost is not scene.ghost:
            self._ghost = relief_of(landscape, scene.ghost) if scene.ghost is not None else None
        self.update()

    def _keys_text(self) -> str:
        return self.tr("↑ and ↓ tilt the surface, [ and ] turn it, + and − zoom, F goes back to the first view. "
                       "Starts are set on the map.")

    def set_camera(self, camera: Camera) -> None:
        """Look at it from elsewhere."""
        if camera != self._camera:
            self._camera = camera
            self._stir()
            self.camera_changed.emit()
            self.update()

    def projection(self) -> Projection:
        """Where the points of the box lie on the widget."""
        return projection_of(self._camera, (self.width(), self.height()), self._theme)

    def to_widget(self, a: float, b: float) -> QPointF | None:
        """Where the point of the surface over (a, b) is drawn, be it hidden or not; None where there is none."""
        ground = self.made_ground()
        if ground is None:
            return None
        (x, y, _), = ground.sight.places(_one(a, b)).tolist()
        return QPointF(x, y) if math.isfinite(x + y) else None

    def to_parameters(self, position: QPointF) -> tuple[float, float] | None:
        """(a, b) of the point of the surface that is seen at a position; None beside it and in holes."""
        ground = self.made_ground()
        place = ground.sight.raster.floor_place(position.x(), position.y()) if ground is not None else None
        return ground.sight.relief.parameters(*place) if ground is not None and place is not None else None

    def is_seen(self, a: float, b: float) -> bool:
        """Whether the point of the surface over (a, b) isn't hidden by a hill."""
        ground = self.made_ground()
        return ground is not None and bool(ground.sight.shows(_one(a, b))[0])

    def _stir(self) -> None:
        """The surface has changed: it is quickly drawn now, and finely when it rests."""
        self._is_moving = self._is_moving or self._ground is not None
        self._ground = None
        if self._is_moving:
            self._rest.start()

    def _sharpen(self) -> None:
        self._is_moving = False
        self._ground = None
        self.update()
        self.settled.emit()

    def made_ground(self) -> Ground | None:
        """The layer that stands still, painted if need be; None without a scene."""
        scene, relief = self._scene, self._relief
        if scene is None or relief is None:
            return None
        if self._ground is None:
            raster = rasterise(relief, self.projection(), (self.width(), self.height()), self._factor(), self._skin)
            sight = Sight(relief, self.projection(), raster)
            marks = placed_marks(sight, scene.landscape.points)
            self._ground = Ground(sight, marks, painted_ground(
                sight, scene, marks, (self.width(), self.height()), self.devicePixelRatioF(), self._theme),
                not self._is_moving)
        return self._ground

    def _factor(self) -> float:
        """Pixels computed for one of the widget."""
        ratio, unit = self.devicePixelRatioF(), self.projection().unit
        seen = min(4.0 * unit ** 2, self.width() * self.height())
        finest, most = (ratio, _QUICK_PIXELS) if self._is_moving else (max(2.0, ratio), _SHARP_PIXELS)
        return max(min(finest, math.sqrt(most / max(seen, 1.0))), _LEAST_FACTOR)

    def camera_state(self) -> list[float]:
        """From where it is looked at, as plain JSON; nothing while that is as at first."""
        camera = self.camera
        return [] if camera == _HOME else [camera.azimuth, camera.elevation, camera.zoom, *camera.pan]

    def show_camera_state(self, state: object) -> None:
        """Look at it as `camera_state` has told, and as at first where that can't be read."""
        camera = _HOME
        if isinstance(state, list) and len(state) == len(_CAMERA_BOUNDS) and all(
                is_number(number, *bound) for number, bound in zip(state, _CAMERA_BOUNDS, strict=True)):
            azimuth, elevation, zoom, right, up = map(float, state)
            camera = Camera(azimuth, elevation, zoom).moved(right, up)
        self.set_camera(camera)

    def fit(self) -> None:
        """See all of it again, as at first."""
        self.set_camera(_HOME)

    def zoom(self, factor: float, about: QPointF) -> None:
        """Nearer by a factor; what is at a position of the widget stays there."""
        middle = self.projection().framed((about.x(), about.y()), (self.width(), self.height()))
        self.set_camera(self.camera.zoomed(factor, middle))

    def _on_camera(self) -> None:
        self.buttons[2].setVisible(self.camera != _HOME)

    def _turn(self, right: float, down: float) -> None:
        """The near side follows the hand."""
        step = RADIANS_PER_PIXEL / self._theme.scale
        self.set_camera(self.camera.turned(-right * step, down * step))

    def _shift(self, right: float, down: float) -> None:
        unit = self.projection().unit / self.camera.zoom
        self.set_camera(self.camera.moved(right / unit, -down / unit))

    def _point_at(self, position: QPointF | None) -> None:
        """Read off what is under the pointer."""
        self._pointer = position
        place = self.to_parameters(position) if position is not None else None
        if self._dragged is None:
            self.setCursor(Qt.CursorShape.CrossCursor if place is not None else Qt.CursorShape.OpenHandCursor)
        if place != self._place:
            self._place = place
            self.hovered.emit(place)
            self.update()

    def _point_again(self) -> None:
        """Another place may have come to lie under a pointer that rests."""
        self._point_at(self._pointer)

    def _pointed_mark(self) -> CriticalPoint | None:
        """The seen critical point under the pointer."""
        ground, pointer = self._ground, self._pointer
        if ground is None or pointer is None:
            return None
        near = [((mark.place - pointer).manhattanLength(), mark) for mark in ground.marks if mark.is_seen]
        distance, mark = min(near, key=lambda pair: pair[0], default=(math.inf, None))
        return mark.point if mark is not None and distance <= _MARK_REACH * self._theme.scale else None

    def _pointed_mover(self) -> Mover | None:
        """The one with a name whose ball is seen under the pointer."""
        ground, pointer, scene = self._ground, self._pointer, self.scene
        if ground is None or pointer is None or scene is None:
            return None
        for mover in scene.movers[::-1]:
            ball = ball_of(mover, ground.sight, self._theme) if mover.name else None
            if ball is not None and is_seen(ground.sight, ball):
                way = QPointF(*ball.centre) - pointer
                if math.hypot(way.x(), way.y()) <= ball.radius:
                    return mover
        return None

    def _end_drag(self) -> None:
        self._pressed = self._dragged = None
        self._point_at(self._pointer)

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None or self.scene is None:
            return
        self._pressed, self._dragged = event.position(), None
        is_shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        turns = event.button() is Qt.MouseButton.LeftButton and not is_shifted
        self._drag = _Drag.TURN if turns else _Drag.SHIFT
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._point_at(event.position())
            return
        if self._dragged is None:
            if (event.position() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragged = self._pressed
            self._point_at(None)
            turns = self._drag is _Drag.TURN
            self.setCursor(Qt.CursorShape.ClosedHandCursor if turns else Qt.CursorShape.SizeAllCursor)
        by = event.position() - self._dragged
        self._dragged = event.position()
        (self._turn if self._drag is _Drag.TURN else self._shift)(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.buttons():
            return
        was_click = self._dragged is None and self._drag is _Drag.TURN
        self._pointer = event.position() if self.rect().contains(event.position().toPoint()) else None
        self._end_drag()
        if was_click and self._place is not None and self.scene is not None:
            self.start_chosen.emit(*rounded(self.scene.landscape, self._place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.to_parameters(event.position()) is None:
            self.fit()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._pressed is None:
            self._point_at(None)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointer = None
        self._end_drag()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: self.set_camera(self.camera.turned(0.0, _KEY_TURN)),
            Qt.Key.Key_Down: lambda: self.set_camera(self.camera.turned(0.0, -_KEY_TURN)),
            Qt.Key.Key_BracketLeft: lambda: self.set_camera(self.camera.turned(_KEY_TURN, 0.0)),
            Qt.Key.Key_BracketRight: lambda: self.set_camera(self.camera.turned(-_KEY_TURN, 0.0)),

        }
        if not act_on(event, acts):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stir()
        self._zoom.place_in_corner(self._theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ground, scene, pointer = QPainter(self), self.made_ground(), self._scene, self._pointer
        painter.save()
        if ground is None or scene is None:
            painter.fillRect(self.rect(), self._theme.card)
        else:
            painter.drawImage(QPointF(0.0, 0.0), ground.image)
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            if self._ghost is not None:
                paint_ghost(painter, wire_lines(self._ghost, ground.sight.view, ground.sight.raster), self._theme)
            paint_movers(painter, ground.sight, scene, QRectF(self.rect()), self._theme)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.words()
        if words and scene is not None and pointer is not None:
            paint_readout(painter, words, self._room_for_words(), pointer, self._theme)
        paint_ring(painter, self, self._theme)
        painter.end()

    def _room_for_words(self) -> QRectF:
        """All but the buttons' column, be they three or two."""
        right = self._theme.px(6) + 3 * (self.buttons[0].width() + self._theme.px(2))
        return QRectF(self.rect()).adjusted(0.0, 0.0, -right, 0.0)


def _one(a: float, b: float) -> Array:
    return np.array(((a, b),))
