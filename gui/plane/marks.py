"""Paints the points, and what is marked on them."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from gui.figures.colors import Range, class_colors, middle_of
from gui.figures.frame import Frame
from gui.figures.marks import class_shape
from gui.foundation.theme import Theme, blend, contrast
from gui.plane.picture import Picture, true_classes
from gui.plane.points import PointSet
from simulator.arrays import Array, Indices
from simulator.boundary import Truth

_RADII = ((12, 6.5), (60, 4.75), (500, 3.5), (math.inf, 2.5))
"""At most so many points have this radius, at scale 1 and in a map of the usual size."""
_USUAL_SIDE = 230.0
_RIM = 1.0
_CROSS, _CROSS_WIDTH = 0.57, 0.35
"""From the middle of a wrong point to the ends of its cross across and down, and its width: shares of the radius."""
_LEAST_CROSS, _LEAST_CROSS_WIDTH = 2.1, 1.25
_GRAPHIC_CONTRAST = 3.0
"""Least contrast of a graphical object with what is beside it (WCAG 2.2, 1.4.11)."""


def point_radius(count: int, frame: Frame, theme: Theme) -> float:
    """Radius of the points: the more there are, the smaller they are; in a small map they are a little smaller."""
    radius = next(radius for most, radius in _RADII if count <= most)
    size = min(frame.area.width(), frame.area.height()) / (_USUAL_SIDE * theme.scale)
    return radius * theme.scale * min(max(math.sqrt(size), 0.8), 1.35)


def point_colors(picture: Picture, points: PointSet, theme: Theme) -> list[QColor]:
    """The colour of each point: of its class, or of its value on the scale of the map."""
    if picture.data.is_regression:
        wanted = points.targets[:, picture.output]
        colors = picture.surface.colors if picture.quantity.is_output else _range_of(wanted)
        middle, half = middle_of(colors), (colors[1] - colors[0]) / 2
        return [theme.signed_color(value - middle, half) for value in wanted.tolist()]
    numbers = true_classes(picture.data, points, picture.quantity)
    table = class_colors(int(numbers.max(initial=1)) + 1, theme)
    return [table[number] for number in numbers.tolist()]


def _range_of(values: Array) -> Range:
    limit = float(np.abs(values).max(initial=0.0)) or 1.0
    return -limit, limit


def paint_points(painter: QPainter, picture: Picture, points: PointSet, frame: Frame, theme: Theme, *,
                 hollow: bool = False, without: int = -1) -> None:
    """All points but one; hollow ones are those of the test data."""
    places = frame.places(points.positions(picture.output))
    radius = point_radius(picture.train.whole, frame, theme)
    colors = point_colors(picture, points, theme)
    shapes = _shape_numbers(picture, points)
    for index, (x, y) in enumerate(places.tolist()):
        if index != without:
            paint_point(painter, QPointF(x, y), radius, colors[index], shapes[index], theme, hollow=hollow)


def _shape_numbers(picture: Picture, points: PointSet) -> list[int]:
    return true_classes(picture.data, points, picture.quantity).tolist()


def paint_point(painter: QPainter, centre: QPointF, radius: float, color: QColor, shape: int, theme: Theme, *,
                hollow: bool = False) -> None:
    """One point with its rim."""
    path = _mark(shape, radius if not hollow else 0.85 * radius)
    painter.translate(centre)
    if hollow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.card, 3.0 * theme.scale))
        painter.drawPath(path)
        painter.setPen(QPen(color, 1.5 * theme.scale))
    else:
        painter.setBrush(color)
        painter.setPen(QPen(theme.card, _RIM * theme.scale))
        # a value near the middle has nearly the colour of the card
        if _is_pale(color, theme):
            painter.setPen(QPen(blend(theme.card, theme.text, 0.6), _RIM * theme.scale))
    painter.drawPath(path)
    painter.translate(-centre)


def _is_pale(color: QColor, theme: Theme) -> bool:
    card = theme.card
    return abs(color.red() - card.red()) + abs(color.green() - card.green()) + abs(color.blue() - card.blue()) < 150


@lru_cache(maxsize=64)
def _mark(shape: int, radius: float) -> QPainterPath:
    return QTransform.fromScale(radius, radius).map(class_shape(shape))


def paint_wrong(painter: QPainter, picture: Picture, points: PointSet, wrong: Truth, frame: Frame, theme: Theme, *,
                hollow: bool = False) -> None:
    """A small cross in each wrong point: its colour and its shape are still seen when every one of them is wrong.

    Parameters
    ----------
    wrong
        Which of the points, shape (count,).
    hollow
        Whether they are those of the test data: their cross has their own colour.
    """
    if not wrong.any():
        return
    radius = point_radius(picture.train.whole, frame, theme)
    reach = max(_CROSS * radius, _LEAST_CROSS * theme.scale)
    width = max(_CROSS_WIDTH * radius, _LEAST_CROSS_WIDTH * theme.scale)
    colors = point_colors(picture, points, theme)
    lines: dict[int, list[QLineF]] = {}
    places = frame.places(points.positions(picture.output)[wrong]).tolist()
    for index, (x, y) in zip(np.flatnonzero(wrong).tolist(), places, strict=True):
        lines.setdefault(colors[index].rgb(), []).extend((
            QLineF(x - reach, y - reach, x + reach, y + reach), QLineF(x - reach, y + reach, x + reach, y - reach)))
    for number, crosses in lines.items():
        color = QColor(number)
        rim = (theme.card, width + 1.5 * theme.scale)
        pens = (rim, (color, width)) if hollow else ((_seen_on(color, theme), width),)
        for cross_color, thickness in pens:
            painter.setPen(QPen(cross_color, thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines(crosses)


def _seen_on(color: QColor, theme: Theme) -> QColor:
    """The colour of the card, as that of the rim, where it can be seen on a point; a dark one on pale points."""
    return theme.card if contrast(theme.card, color) >= _GRAPHIC_CONTRAST else blend(color, theme.text, 0.7)


def paint_batch(painter: QPainter, places: Array, shapes: Indices, radius: float, theme: Theme) -> None:
    """A dark rim around the samples of the present batch."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.text, 1.4 * theme.scale))
    for (x, y), shape in zip(places.tolist(), shapes.tolist(), strict=True):
        painter.translate(x, y)
        painter.drawPath(_mark(shape, radius + 0.4 * theme.scale))
        painter.translate(-x, -y)


def paint_current(painter: QPainter, centre: QPointF, radius: float, theme: Theme) -> None:
    """The ring around the sample in view."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.card, 4.5), (theme.text, 2.0)):
        painter.setPen(QPen(color, width * theme.scale))
        painter.drawEllipse(centre, radius + 4.0 * theme.scale, radius + 4.0 * theme.scale)


def paint_hovered(painter: QPainter, centre: QPointF, radius: float, theme: Theme) -> None:
    """The ring around the point under the pointer."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.focus, 2.0 * theme.scale))
    painter.drawEllipse(centre, radius + 2.0 * theme.scale, radius + 2.0 * theme.scale)
