"""What is drawn at every neuron again and again: small marks that are painted once, and short words on patches."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from gui.theme import Theme


def stamp_image(reach: float, ratio: float, paint: Callable[[QPainter], None]) -> QImage:
    """Something small that is drawn at every neuron: painted once, around (0, 0), at least as far as `reach`."""
    # whole and half pixels of `reach` stay where they are, so that a square fits on a square
    side = math.ceil(2 * reach * ratio - 1e-6)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(ratio, ratio)
    paint(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def stamp(painter: QPainter, centre: QPointF, image: QImage) -> None:
    """Puts such a picture at a place, in whole device pixels."""
    ratio, half = image.devicePixelRatio(), image.width() / 2
    painter.drawImage(QPointF(round(centre.x() * ratio - half) / ratio, round(centre.y() * ratio - half) / ratio),
                      image)


def paint_over_edges(painter: QPainter, centre: QPointF, text: str, color: QColor, theme: Theme) -> None:
    """Text on a patch of the card, so that edges don't run through it; the painter has the font of numbers."""
    words = word_measures(theme)
    width, line = words.width(text), words.line
    left, top = centre.x() - width / 2, centre.y() - line / 2
    painter.fillRect(QRectF(left - 3 * theme.scale, top, width + 6 * theme.scale, line), words.ground)
    painter.setPen(color)
    painter.drawText(QPointF(left, top + words.ascent), text)


class WordMeasures:
    """How large the numbers beside neurons are.

    A number is measured letter by letter from widths that are known: a stage with many neurons has hundreds to
    measure for every picture, and Qt takes longer for that than for drawing them.
    """

    def __init__(self, theme: Theme) -> None:
        self.font = theme.font(12, tabular=True)
        metrics = QFontMetricsF(self.font)
        self.line, self.ascent = metrics.height(), metrics.ascent()
        self.ground = QColor(theme.card)
        self.ground.setAlphaF(0.82)
        self._letter = lru_cache(maxsize=None)(metrics.horizontalAdvance)

    def width(self, text: str) -> float:
        """Width of a text, but for kerning."""
        return sum(map(self._letter, text))


@lru_cache(maxsize=4)
def word_measures(theme: Theme) -> WordMeasures:
    """Measures of the numbers beside neurons in a theme."""
    return WordMeasures(theme)
