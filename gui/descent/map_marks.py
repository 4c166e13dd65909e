"""The marks of minima, saddle points and maxima."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from gui.descent.map_inks import dark_ink, light_ink, star_color
from gui.theme import Theme
from simulator.landscape.critical_points import CriticalPoint, PointKind

STAR, LOCAL_STAR, CROSS, TRIANGLE = 8.5, 7.0, 4.5, 5.0
"""Radii at scale 1, where there is room."""
_INNER = 0.45
_SPACING = 0.36
"""Where marks lie close together, the radius of a star is this share of their distance."""
_SMALLEST, _SMALLEST_OF_FEW, _FEW = 0.4, 0.75, 12
"""Not smaller than this, of its usual size; where there are only few marks, a part of them may overlap instead."""
_PROBED = 400


def mark_radius(point: CriticalPoint) -> float:
    """Radius of a point's mark at scale 1, where there is room."""
    if point.kind is PointKind.MINIMUM:
        return STAR if point.is_global else LOCAL_STAR
    return CROSS if point.kind is PointKind.SADDLE else TRIANGLE


def shrinking(places: Sequence[QPointF], theme: Theme) -> float:
    """Factor by which the marks are smaller where they lie close together, by the median of their distances."""
    if len(places) < 3:
        return 1.0
    points = np.array([(place.x(), place.y()) for place in places])
    probed = points[:: max(len(points) // _PROBED, 1)]
    distances = np.hypot(*np.moveaxis(probed[:, np.newaxis] - points, 2, 0))
    distances[distances == 0.0] = math.inf
    typical = float(np.median(distances.min(axis=1)))
    smallest = _SMALLEST if len(places) > _FEW else _SMALLEST_OF_FEW
    return min(max(_SPACING * typical / (STAR * theme.scale), smallest), 1.0)


def paint_mark(painter: QPainter, centre: QPointF, point_kind: PointKind, radius: float, theme: Theme, *,
               is_global: bool = False, fill: QColor | None = None) -> None:
    """A filled star for a global minimum, a hollow one for a local one, ✕ for a saddle, a triangle for a maximum.

    Parameters
    ----------
    radius
        In pixels.
    fill
        Another colour for a star.
    """
    painter.translate(centre)
    if point_kind is PointKind.MINIMUM:
        _paint_star(painter, radius, fill or star_color(), theme, is_filled=is_global)
    elif point_kind is PointKind.SADDLE:
        half = 0.8 * radius
        line = max(min(0.42 * radius, 2.0 * theme.scale), 1.2 * theme.scale)
        for color, width in ((dark_ink(), line + 2.0 * theme.scale), (light_ink(), line)):
            painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(-half, -half), QPointF(half, half))
            painter.drawLine(QPointF(-half, half), QPointF(half, -half))
    else:
        painter.setPen(QPen(dark_ink(), 1.2 * theme.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap,
                            Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(light_ink())
        painter.drawPath(_scaled(_triangle(), radius))
    painter.translate(-centre)


def _paint_star(painter: QPainter, radius: float, color: QColor, theme: Theme, *, is_filled: bool) -> None:
    path = _scaled(_star(), radius)
    rim, line = 1.3 * theme.scale, 1.5 * theme.scale
    join = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if is_filled:
        painter.setPen(QPen(dark_ink(), 2 * rim, *join))
        painter.setBrush(color)
        painter.drawPath(path)
        painter.fillPath(path, color)
        return
    painter.setPen(QPen(dark_ink(), line + 2 * rim, *join))
    painter.setBrush(dark_ink())
    painter.drawPath(path)
    painter.setPen(QPen(color, line, *join))
    painter.drawPath(path)


@lru_cache(maxsize=1)
def _star() -> QPainterPath:
    """Five points, the first one upwards, around (0, 0) with radius 1."""
    corners = [(1.0 if corner % 2 == 0 else _INNER, math.pi * corner / 5) for corner in range(10)]
    return _closed([QPointF(radius * math.sin(angle), -radius * math.cos(angle)) for radius, angle in corners])


@lru_cache(maxsize=1)
def _triangle() -> QPainterPath:
    return _closed([QPointF(math.sin(angle), -math.cos(angle)) for angle in (0.0, 2 * math.pi / 3, 4 * math.pi / 3)])


def _closed(corners: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def _scaled(path: QPainterPath, radius: float) -> QPainterPath:
    return QTransform.fromScale(radius, radius).map(path)
