"""What is drawn at every neuron again and again: small marks that are painted once, and short words on patches."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from gui.foundation.number_text import MINUS, number
from gui.foundation.theme import Theme

# Numbers in few letters, for circles and bars: rounded, but never so that they claim to be exactly 0 or 1.

_WRITTEN_OUT_BELOW = 100.0


class NumberForm(Enum):
    """How much is written, from the most to the least."""

    BOUNDS = "bounds"
    """Two decimals; <0.01 and >0.99 where they would claim 0 or 1."""
    NEARLY = "nearly"
    """Two decimals; ≈0 and ≈1 in these places."""
    COARSE = "coarse"
    """One decimal, ≈0 and ≈1."""


def short_number(x: float, form: NumberForm = NumberForm.BOUNDS) -> str:
    """A number in few letters; whole ones have no decimals, so that exactly 0 is told from nearly 0.

    Examples
    --------
    >>> short_number(0.4432), short_number(1.0), short_number(0.9999), short_number(-0.9999), short_number(-1e-9)
    ('0.44', '1', '>0.99', '<−0.99', '>−0.01')
    """
    size = abs(x)
    if not math.isfinite(x) or size >= _WRITTEN_OUT_BELOW:
        return number(x, 1 if form is NumberForm.COARSE else 3)
    sign = MINUS if x < 0 else ""
    if size.is_integer():
        return f"{sign}{size:.0f}"
    decimals = 1 if form is NumberForm.COARSE else 2
    unit = 10.0 ** -decimals
    below_unit, almost_one = size < unit / 2, 1.0 - unit / 2 <= size < 1.0
    if not below_unit and not almost_one:
        return f"{sign}{size:.{decimals}f}"
    if form is not NumberForm.BOUNDS:
        return "≈0" if below_unit else f"≈{sign}1"
    bound = unit if below_unit else 1.0 - unit
    return f"{'<' if below_unit is (x > 0) else '>'}{sign}{bound:.{decimals}f}"


def number_form(values: Iterable[float], room: float, metrics: QFontMetricsF) -> NumberForm | None:
    """The fullest form in which every one of these numbers fits into this width; None if there is none."""
    known = list(values)
    for form in NumberForm:
        if all(metrics.horizontalAdvance(short_number(x, form)) <= room for x in known):
            return form
    return None


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
