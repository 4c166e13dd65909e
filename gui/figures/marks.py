"""Marks on pictures: the shapes of classes and optimizers, minima and saddle points, hatching and dots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from gui.figures.colors import dark_ink, light_ink, star_color
from gui.foundation.theme import Theme
from simulator.landscape.critical_points import CriticalPoint, PointKind

# The shape of each class, so that no colour has to be seen.

# Of the same area as a circle of radius 1
_SQUARE_HALF = 0.886
_TRIANGLE_RADIUS = 1.45
_DIAMOND_RADIUS = 1.25
_STAR_RADII = (1.59, 0.67)
_SHAPES = 7


@lru_cache(maxsize=16)
def class_shape(number: int) -> QPainterPath:
    """The mark of a class around (0, 0): circle, square, triangle, diamond, … All cover the same area, π."""
    path = QPainterPath()
    match number % _SHAPES:
        case 0:
            path.addEllipse(QPointF(0.0, 0.0), 1.0, 1.0)
        case 1:
            path.addRect(QRectF(-_SQUARE_HALF, -_SQUARE_HALF, 2 * _SQUARE_HALF, 2 * _SQUARE_HALF))
        case 2:
            path.addPolygon(_regular(3, _TRIANGLE_RADIUS, 0.0))
        case 3:
            path.addPolygon(_regular(4, _DIAMOND_RADIUS, 0.0))
        case 4:
            path.addPolygon(_regular(3, _TRIANGLE_RADIUS, math.pi))
        case 5:
            path.addPolygon(_regular(6, 1.1, 0.0))
        case _:
            path.addPolygon(_star(*_STAR_RADII))
    path.closeSubpath()
    return path


def _star(outer: float, inner: float) -> QPolygonF:
    """Five points, the first one upwards."""
    angles = [math.pi * corner / 5 for corner in range(10)]
    return QPolygonF([QPointF(radius * math.sin(angle), -radius * math.cos(angle))
                      for angle, radius in zip(angles, (outer, inner) * 5, strict=True)])


def _regular(corners: int, radius: float, turn: float) -> QPolygonF:
    """A regular polygon with a corner at the top, turned clockwise."""
    angles = (turn + 2 * math.pi * corner / corners for corner in range(corners))
    return QPolygonF([QPointF(radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles])


# Minima, saddle points and maxima.

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
        painter.drawPath(_scaled(_critical(PointKind.MAXIMUM), radius))
    painter.translate(-centre)


def _paint_star(painter: QPainter, radius: float, color: QColor, theme: Theme, *, is_filled: bool) -> None:
    path = _scaled(_critical(PointKind.MINIMUM), radius)
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


@lru_cache(maxsize=2)
def _critical(kind: PointKind) -> QPainterPath:
    """The outline of a minimum or of a maximum, around (0, 0) with radius 1."""
    path = QPainterPath()
    path.addPolygon(_star(1.0, _INNER) if kind is PointKind.MINIMUM else _regular(3, 1.0, 0.0))
    path.closeSubpath()
    return path


def _scaled(path: QPainterPath, radius: float) -> QPainterPath:
    return QTransform.fromScale(radius, radius).map(path)


# Regions.

def paint_hatch(painter: QPainter, area: QRectF, distance: float, theme: Theme) -> None:
    """Diagonal lines over an area, dark with a light edge, so that they are seen on any colour.

    They run through fixed places of the widget: the hatching of two areas is one.
    """
    reach = area.height()
    first, last = int((area.left() + area.top()) // distance), int((area.right() + area.bottom() + reach) // distance)
    for color, width, shift in ((light_ink(0.5), 1.0, 1.2), (dark_ink(0.85), 1.3, 0.0)):
        painter.setPen(QPen(color, width * theme.scale))
        offset = shift * theme.scale
        for number in range(first, last + 1):
            x = number * distance + offset  # on every line x + y = number · distance
            painter.drawLine(QPointF(x - area.top(), area.top()), QPointF(x - area.bottom(), area.bottom()))


def paint_blank(painter: QPainter, area: QRectF, distance: float, theme: Theme) -> None:
    """Where there is no cost: the ground of the cards with fine dots."""
    painter.fillRect(area, theme.card)
    painter.setPen(QPen(theme.outline, 1.6 * theme.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    columns = range(int(area.left() // distance), int(area.right() // distance) + 1)
    rows = range(int(area.top() // distance), int(area.bottom() // distance) + 1)
    painter.drawPoints([QPointF((column + 0.5 * (row % 2)) * distance, row * distance)
                        for row in rows for column in columns])
