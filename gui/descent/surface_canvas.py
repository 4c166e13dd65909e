"""The surface with what moves on it, painted in layers: only what has changed is painted again."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.descent.camera import Camera, Projection, projection_of
from gui.descent.map_inks import basin_color
from gui.descent.map_relief import basins_in_plane
from gui.descent.map_words import description
from gui.descent.relief import Relief, relief_of
from gui.descent.relief_raster import rasterise
from gui.descent.relief_skin import NAKED, Skin, skin_of
from gui.descent.scene import Mover, Scene
from gui.descent.surface_axes import paint_axes, paint_floor
from gui.descent.surface_balls import CHOSEN_RADIUS, FAINT_RADIUS, RADIUS, Ball, ball_on, paint_ball
from gui.descent.surface_lines import Sight, wire_lines
from gui.descent.surface_marks import (
    PlacedMark,
    paint_arrows,
    paint_ghost,
    paint_marks,
    paint_starts,
    paint_symbols,
    paint_trail,
    placed_marks,
)
from gui.theme import Theme
from gui.widgets.telling import describe_quietly
from simulator.arrays import Array

_REST = 140
"""Milliseconds without a change after which the picture is made sharp."""
_QUICK_PIXELS, _SHARP_PIXELS = 200_000.0, 2_400_000.0
"""Pixels of the surface that are computed at most while it moves, and at rest."""
_LEAST_FACTOR = 0.4
_LEAST_SIDE = 160


@dataclass(frozen=True, eq=False)
class Ground:
    """The layer that stands still while balls move.

    Attributes
    ----------
    sight
        The surface as it is seen.
    marks
        Its critical points.
    image
        Card, floor, surface, axes and marks.
    is_sharp
        False while the surface moves.
    """

    sight: Sight
    marks: list[PlacedMark]
    image: QImage
    is_sharp: bool


class SurfaceCanvas(QWidget):
    """Draws a scene in three dimensions.

    Signals
    -------
    camera_changed
        It is looked at from elsewhere.
    settled
        Camera and surface have come to rest, and the picture becomes sharp.
    """

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
        """Which keys there are."""
        return ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._ground = None
        self.update()

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
            self._ground = Ground(sight, marks, self._painted_ground(sight, scene, marks), not self._is_moving)
        return self._ground

    def _factor(self) -> float:
        """Pixels computed for one of the widget."""
        ratio, unit = self.devicePixelRatioF(), self.projection().unit
        seen = min(4.0 * unit ** 2, self.width() * self.height())
        finest, most = (ratio, _QUICK_PIXELS) if self._is_moving else (max(2.0, ratio), _SHARP_PIXELS)
        return max(min(finest, math.sqrt(most / max(seen, 1.0))), _LEAST_FACTOR)

    def _painted_ground(self, sight: Sight, scene: Scene, marks: list[PlacedMark]) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(self._theme.card)
        pixels = sight.raster.pixels
        height, width = pixels.shape
        surface = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        paint_floor(painter, sight.view, self._theme)
        painter.drawImage(QRectF(0.0, 0.0, width / sight.raster.factor, height / sight.raster.factor), surface)
        paint_axes(painter, sight.view, scene.landscape, self._theme)
        paint_marks(painter, marks, self._theme)
        painter.end()
        return image

    def _paint_movers(self, painter: QPainter, sight: Sight, scene: Scene) -> None:
        """Trails, then starts and arrows, then the balls from the farthest to the nearest."""
        ordered = sorted(scene.movers, key=lambda mover: (mover.is_chosen, not mover.is_faint))
        for mover in ordered:
            paint_trail(painter, sight, mover, self._theme)
        paint_starts(painter, sight, scene.starts, self._theme)
        arrows = [arrow for mover in ordered for arrow in mover.arrows]
        symbols, covered = paint_arrows(painter, sight, arrows, self._theme)
        balls = [(mover, ball) for mover in ordered if (ball := self.ball_of(mover, sight)) is not None]
        for mover, ball in sorted(balls, key=lambda pair: -pair[1].depth):
            paint_ball(painter, sight, ball, mover.color, self._theme, is_chosen=mover.is_chosen)
        covered += [ball.room for _, ball in balls]
        paint_symbols(painter, symbols, QRectF(self.rect()), covered, self._theme)

    def ball_of(self, mover: Mover, sight: Sight) -> Ball | None:
        """The ball of one that moves, where it is on the surface."""
        radius = FAINT_RADIUS if mover.is_faint else CHOSEN_RADIUS if mover.is_chosen else RADIUS
        return ball_on(sight, mover.path[-1], radius * self._theme.scale, mover.shape)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, scene = self.made_ground(), self._scene
        if ground is None or scene is None:
            painter.fillRect(self.rect(), self._theme.card)
            painter.end()
            return
        painter.drawImage(QPointF(0.0, 0.0), ground.image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._ghost is not None:
            paint_ghost(painter, wire_lines(self._ghost, ground.sight.view, ground.sight.raster), self._theme)
        self._paint_movers(painter, ground.sight, scene)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stir()


def _one(a: float, b: float) -> Array:
    return np.array(((a, b),))
