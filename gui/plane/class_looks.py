"""How classes are told apart: a colour and a shape for each, so that neither has to be seen for the other."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPolygonF

from gui.theme import Theme, blend

# Of the same area as a circle of radius 1
_SQUARE_HALF = 0.886
_TRIANGLE_RADIUS = 1.45
_DIAMOND_RADIUS = 1.25
_STAR_RADII = (1.59, 0.67)
_SHAPES = 7


def class_colors(count: int, theme: Theme) -> list[QColor]:
    """The colours of so many classes.

    The first two are those of the two sides of one output: orange for class 0, blue for class 1. Mint and deep purple
    differ from them, and from each other, in lightness as well: seen with any of the three kinds of colour blindness
    (simulated after G. Machado, M. Oliveira, L. Fernandes, 2009) the nearest two are more than 22 apart in CIELAB.
    """
    if theme.dark:
        mint, purple = blend(theme.delta_negative, theme.text, 0.55), blend(theme.delta_positive, theme.card, 0.35)
    else:
        mint, purple = blend(theme.delta_negative, theme.card, 0.4), blend(theme.delta_positive, theme.text, 0.45)
    further = (theme.warning, theme.outline, theme.error, theme.text)
    colors = (theme.negative, theme.positive, mint, purple, *further)
    return [colors[number % len(colors)] for number in range(count)]


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
            path.addPolygon(_star())
    path.closeSubpath()
    return path


def _star() -> QPolygonF:
    angles = [math.pi * corner / 5 for corner in range(10)]
    radii = _STAR_RADII * 5
    return QPolygonF([QPointF(radius * math.sin(angle), -radius * math.cos(angle))
                      for angle, radius in zip(angles, radii, strict=True)])


def _regular(corners: int, radius: float, turn: float) -> QPolygonF:
    """A regular polygon with a corner at the top, turned clockwise."""
    angles = (turn + 2 * math.pi * corner / corners for corner in range(corners))
    return QPolygonF([QPointF(radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles])
