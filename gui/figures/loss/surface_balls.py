"""Balls that lie on the surface, and vanish behind its hills pixel by pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRadialGradient, QTransform

from gui.figures.colors import dark_ink, light_ink
from gui.figures.loss.relief import FINE, Relief
from gui.figures.loss.surface_lines import Sight
from gui.figures.marks import class_shape
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.boundary import Truth

RADIUS, CHOSEN_RADIUS, FAINT_RADIUS = 7.5, 9.0, 5.5
"""At scale 1."""
_HIDDEN = 0.3
"""Opacity of what a hill hides of the chosen one: so it is never lost."""
_NEARER = 0.015
"""What hides a ball stands nearer by so much, in units of the box."""


@dataclass(frozen=True, eq=False)
class Ball:
    """A ball on the surface.

    Attributes
    ----------
    contact
        Pixel (across, down) where it touches the surface.
    centre
        Pixel (across, down) of its middle.
    depth
        How far away from the eye its middle lies along the floor, in units of the box.
    radius
        In pixels of the widget.
    shape
        Number of its outline, which covers as much as a disc of its radius, see `class_shape`.
    """

    contact: tuple[float, float]
    centre: tuple[float, float]
    depth: float
    radius: float
    shape: int = 0

    @cached_property
    def half(self) -> int:
        """Half the side of its picture, in pixels of the widget."""
        return math.ceil(self.radius * _reach(self.shape)) + 2

    @property
    def room(self) -> QRectF:
        """Where it is drawn on the widget."""
        reach = self.radius * _reach(self.shape)
        return QRectF(self.centre[0] - reach, self.centre[1] - reach, 2.0 * reach, 2.0 * reach)


@lru_cache(maxsize=16)
def _reach(shape: int) -> float:
    """How far an outline reaches from its middle to a side, in radii."""
    box = class_shape(shape).boundingRect()
    return max(-box.left(), box.right(), -box.top(), box.bottom())


def ball_on(sight: Sight, place: Array, radius: float, shape: int = 0) -> Ball | None:
    """The ball that touches the surface at (a, b); None in holes and outside of the window."""
    square = sight.relief.squared(place[np.newaxis])
    touched = sight.relief.on_surface(square)
    if not np.isfinite(touched).all():
        return None
    lifted = touched[0] + _normal(sight.relief, square[0]) * (radius / sight.view.unit)
    contact, centre = sight.view.places(np.stack((touched[0], lifted))).tolist()
    return Ball((contact[0], contact[1]), (centre[0], centre[1]), centre[2], radius, shape)


def _normal(relief: Relief, square: Array) -> Array:
    column, row = np.clip(np.rint((square + 1.0) * ((FINE - 1) / 2)), 0, FINE - 1).astype(np.int64)
    return np.array([component[row, column] for component in relief.normals], np.float64)


def is_seen(sight: Sight, ball: Ball) -> bool:
    """Whether any of it is to be seen."""
    return bool((_disc(ball, 1.0) & ~_hidden(sight, ball, 1.0)).any())


def paint_ball(painter: QPainter, sight: Sight, ball: Ball, color: QColor, theme: Theme, *, is_chosen: bool = False
               ) -> None:
    """A shaded ball, or what has its shape, with a rim, and a shadow where it touches the surface.

    What a hill hides of it is left out; of the chosen one it is faint.
    """
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    hidden = _hidden(sight, ball, ratio)
    is_lost = bool((hidden | ~_disc(ball, ratio)).all())
    if is_lost and not is_chosen:
        return
    if not hidden.any():
        _paint_shadow(painter, ball, sight.view.depth_step / sight.view.unit)
    picture = _picture(color.rgb(), ball.shape, ball.radius, ball.half, ratio, theme.scale, is_chosen)
    corner = QPointF(ball.centre[0] - ball.half, ball.centre[1] - ball.half)
    if hidden.any():
        if is_chosen:
            opacity = painter.opacity()
            painter.setOpacity(_HIDDEN * opacity)
            painter.drawImage(corner, picture)
            painter.setOpacity(opacity)
        picture = picture.copy()
        stride = picture.bytesPerLine() // 4
        pixels = np.frombuffer(picture.bits(), np.uint32).reshape(picture.height(), stride)
        pixels[:, :picture.width()][hidden] = 0
    if not is_lost:
        painter.drawImage(corner, picture)


def _grid(ball: Ball, ratio: float) -> tuple[Array, Array]:
    """Pixels to the right and upwards of the ball's middle, for each pixel of its picture."""
    side = round(2 * ball.half * ratio)
    line = (np.arange(side) + 0.5) / ratio - ball.half
    return np.broadcast_to(line, (side, side)), np.broadcast_to(-line[:, np.newaxis], (side, side))


def _disc(ball: Ball, ratio: float) -> Truth:
    right, up = _grid(ball, ratio)
    return np.asarray(right ** 2 + up ** 2 <= ball.radius ** 2)


def _hidden(sight: Sight, ball: Ball, ratio: float) -> Truth:
    """Which pixels of its picture show something that stands before the ball.

    A pixel higher up on the picture is farther away along the floor, one on the front of the ball is nearer.
    """
    right, up = _grid(ball, ratio)
    front = np.sqrt(np.maximum(ball.radius ** 2 - right ** 2 - up ** 2, 0.0))
    tilt = sight.view.camera.elevation
    depth = ball.depth + (up * math.sin(tilt) - front * math.cos(tilt)) / sight.view.unit
    raster = sight.raster
    height, width = raster.depth.shape
    column = np.clip((ball.centre[0] + right) * raster.factor, 0, width - 1).astype(np.int64)
    row = np.clip((ball.centre[1] - up) * raster.factor, 0, height - 1).astype(np.int64)
    hidden: npt.NDArray[np.bool_] = raster.depth[row, column] < depth - _NEARER
    return hidden


def _paint_shadow(painter: QPainter, ball: Ball, flatness: float) -> None:
    shade = QRadialGradient(QPointF(0.0, 0.0), 1.25 * ball.radius)
    shade.setColorAt(0.0, dark_ink(0.75))
    shade.setColorAt(0.55, dark_ink(0.45))
    shade.setColorAt(1.0, dark_ink(0.0))
    painter.save()
    painter.translate(*ball.contact)
    painter.scale(1.0, flatness)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0.0, 0.0), 1.25 * ball.radius, 1.25 * ball.radius)
    painter.restore()


@lru_cache(maxsize=64)
def _picture(rgb: int, shape: int, radius: float, half: int, ratio: float, scale: float, is_chosen: bool) -> QImage:
    side = round(2 * half * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(ratio)
    color, middle = QColor.fromRgb(rgb), QPointF(half, half)
    shade = QRadialGradient(middle, radius, middle + QPointF(-0.36, -0.42) * radius)
    shade.setColorAt(0.0, color.lighter(175))
    shade.setColorAt(0.35, color.lighter(112))
    shade.setColorAt(0.8, color.darker(118))
    shade.setColorAt(1.0, color.darker(160))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = (1.9 if is_chosen else 1.4) * scale
    body = QTransform(radius - rim, 0.0, 0.0, radius - rim, half, half).map(class_shape(shape))
    # a rim of the same width everywhere, its corners round
    painter.setPen(QPen(light_ink(), 2.0 * rim, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap,
                        Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(body)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPath(body)
    painter.end()
    return image
