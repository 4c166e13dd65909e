"""What is drawn with on the colours of the map, which are the same in the light and in the dark theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.descent.color_map import viridis
from gui.plane.class_looks import class_colors
from gui.theme import LIGHT, Theme, blend

_CENTRED = Qt.AlignmentFlag.AlignCenter
_PADDING, _CORNER = 4.0, 4.0
BASIN_COLORS = 6
_LIGHTEST, _DARKEST = 0.93, 0.30
"""Lightness of the highest and of the lowest cost below the basins' colours."""


def dark_ink(opacity: float = 1.0) -> QColor:
    """For rims and hatching."""
    return _faded(LIGHT["text"], opacity)


def light_ink(opacity: float = 1.0) -> QColor:
    """For lines, rims and marks."""
    return _faded(LIGHT["card"], opacity)


def _faded(name: str, opacity: float) -> QColor:
    color = QColor(name)
    color.setAlphaF(opacity)
    return color


def star_color() -> QColor:
    """Of minima: the brightest of the map's colours, which no minimum lies on."""
    return viridis(1.0)


@cache
def gray_table() -> tuple[int, ...]:
    """256 grays (QRgb), from the lowest cost to the highest: the ground below the basins' colours."""
    shares = (_DARKEST + (_LIGHTEST - _DARKEST) * level / 255 for level in range(256))
    return tuple(QColor.fromRgbF(share, share, share).rgb() for share in shares)


def basin_color(tint: int) -> QColor:
    """Of a basin, and of the star in it; none of the first `BASIN_COLORS` is a gray."""
    theme = Theme()
    colors = (*class_colors(4, theme), theme.error, theme.warning)
    return QColor(colors[tint % BASIN_COLORS])


def pale(color: QColor) -> QColor:
    """A colour for a star in its own basin."""
    return blend(QColor(LIGHT["card"]), color, 0.45)


def chip_size(text: str, font: QFont, theme: Theme) -> tuple[float, float]:
    """Width and height of a text on its small ground."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text) + 2 * _PADDING * theme.scale, metrics.height() + theme.scale


def paint_chip(painter: QPainter, room: QRectF, text: str, letters: QColor, ground: QColor, theme: Theme) -> None:
    """A short text on a small ground of its own, in the painter's font: it is read on any colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, _CORNER * theme.scale, _CORNER * theme.scale)
    painter.setPen(letters)
    painter.drawText(room, _CENTRED, text)


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
