"""What is written at the squares of a layer, and what there is room for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from gui.network.edge_pictures import Frame
from gui.network.layout import Column, ring_reach, words_away
from gui.network.neurons import ColumnNumbers, bias_rect
from gui.network.short_numbers import NumberForm, short_number
from gui.network.stamps import WordMeasures, paint_over_edges, word_measures
from gui.number_text import MINUS, never_whole, number, signed
from gui.theme import Theme

_HALF_FOR_BIAS, _GAP_FOR_BIAS, _MOST_FOR_BIAS = 18.0, 80.0, 6
_LOCK = 13.0
"""Width of the padlock at the mark of a frozen bias."""
_WIDEST, _USUAL = "δ −1.23·10⁻¹²", "δ −0.0000"
_BESIDE = 8.0
"""Words of neighbouring layers stay so far apart."""


@dataclass(frozen=True)
class SquareLettering:
    """What is written at the squares of a layer: at all of them or at none.

    Attributes
    ----------
    room
        Width that words may take.
    number
        Whether activations (or weighted inputs) have room below the squares.
    delta
        Whether errors have room above.
    bias
        Whether biases have room at their marks.
    form
        How activations are written where "a 0.509" is too wide; None if not even that fits.
    measures
        Of the words.
    is_ample
        Whether there is room for any number, so that none need be measured.
    """

    room: float
    number: bool
    delta: bool
    bias: bool
    form: NumberForm | None
    measures: WordMeasures
    is_ample: bool


def square_lettering(frame: Frame, column: Column, numbers: ColumnNumbers) -> SquareLettering:
    """What there is room for above and below the squares of a layer."""
    theme, layout, zoom = frame.theme, frame.layout, frame.view.zoom
    measures = word_measures(theme)
    neighbours = [other for other in layout.columns if abs(other.layer - column.layer) == 1]
    room = min(abs(other.x - column.x) for other in neighbours) * zoom - _BESIDE * theme.scale
    has_number, has_delta = _room_for_words(frame, column)
    form = next((form for form in NumberForm if all(
        measures.width(short_number(a, form)) <= room for a in numbers.longest())), None)
    return SquareLettering(room, has_number, has_delta, has_room_for_biases(frame), form, measures,
                           room >= measures.width(_WIDEST))


def _room_for_words(frame: Frame, column: Column) -> tuple[bool, bool]:
    """Whether a line has room below the squares of a layer, and one above them."""
    layout, zoom, scale = frame.layout, frame.view.zoom, frame.theme.scale
    half = column.largest_radius * zoom
    reach, line = ring_reach(half, scale), word_measures(frame.theme).line
    between = column.spacing * zoom - 2 * half if column.size > 1 else math.inf
    above = (float(column.y[0] - column.radius[0]) - layout.captions_end) * zoom
    below = (layout.bottom - float(column.y[-1] + column.radius[-1])) * zoom + 2.0 * scale
    needed = words_away(half, scale) + line
    return min(between - reach, below) >= needed, above >= needed and between >= 2 * needed


def usual_places(frame: Frame, column: Column) -> list[QRectF]:
    """The places of the numbers above and below the squares of a layer, as long as they usually are."""
    measures, zoom = word_measures(frame.theme), frame.view.zoom
    width, line = measures.width(_USUAL), measures.line
    half = column.largest_radius * zoom
    away = half + words_away(half, frame.theme.scale)
    has_number, has_delta = _room_for_words(frame, column)
    tops = [top for top, is_written in ((away, has_number), (-away - line, has_delta and column.layer > 0))
            if is_written]
    return [QRectF(frame.view.x(column.x) - width / 2, frame.view.y(float(y)) + top, width, line)
            for y in column.y for top in tops]


def has_room_for_biases(frame: Frame) -> bool:
    """Whether every layer has room for them: small networks, where they are often put by hand."""
    scale, zoom, columns = frame.theme.scale, frame.view.zoom, frame.layout.columns
    for before, column in pairwise(columns):
        gap = (column.x - column.largest_radius - before.x - before.largest_radius) * zoom
        half = column.largest_radius * zoom
        if gap < _GAP_FOR_BIAS * scale or half < _HALF_FOR_BIAS * scale or column.size > _MOST_FOR_BIAS:
            return False
    return True


def paint_words(painter: QPainter, rect: QRectF, neuron: int, numbers: ColumnNumbers, words: SquareLettering,
                theme: Theme) -> None:
    """z or a below a square, δ above it, as far as they are known and there is room."""
    away = words_away(rect.width() / 2, theme.scale) + words.measures.line / 2
    if words.number and neuron < max(len(numbers.a), len(numbers.z)):
        text, color = "", theme.text
        if neuron < len(numbers.a):
            text = _activation_text(float(numbers.a[neuron]), words, is_input=not numbers.bias.size)
        else:
            z = float(numbers.z[neuron])
            text, color = _first_fitting((f"z {number(z, digits)}" for digits in (3, 2, 1)), words), theme.text_dim
        if text:
            paint_over_edges(painter, QPointF(rect.center().x(), rect.bottom() + away), text, color, theme)
    if words.delta and neuron < len(numbers.delta):
        delta = float(numbers.delta[neuron])
        text = _first_fitting((f"δ {signed(delta, digits)}" for digits in (3, 2, 1)), words)
        color = error_color(delta, theme) if delta else theme.text_dim
        paint_over_edges(painter, QPointF(rect.center().x(), rect.top() - away), text, color, theme)


def paint_bias_number(painter: QPainter, rect: QRectF, bias: float, theme: Theme, *, is_frozen: bool) -> None:
    """The value of the bias at the left of its mark, and of the padlock of a frozen one."""
    mark = bias_rect(rect.center(), rect.width() / 2, theme.scale, square=True)
    text = f"b {plain_number(bias)}"
    width = word_measures(theme).width(text)
    right = mark.left() - (4.0 + _LOCK * is_frozen) * theme.scale
    paint_over_edges(painter, QPointF(right - width / 2, mark.center().y()), text, theme.text_dim, theme)


def plain_number(x: float) -> str:
    """Three digits, or just the number where it has no more: weights put by hand often haven't."""
    exact = f"{x:.3g}"
    if x.is_integer():
        return short_number(x)
    return exact.replace("-", MINUS) if 1e-3 < abs(x) < 1e3 and float(exact) == x else never_whole(x, 3)


def _activation_text(a: float, words: SquareLettering, *, is_input: bool) -> str:
    """The activation with its symbol, or as much of it as fits; the name of an input stands beside it anyway."""
    if words.form is None:
        return ""
    symbol, form = "" if is_input else "a ", words.form
    ways = (lambda: f"{symbol}{plain_number(a)}", lambda: f"{symbol}{short_number(a, form)}",
            lambda: short_number(a, form))
    return _first_fitting((way() for way in ways), words)


def _first_fitting(texts: Iterable[str], words: SquareLettering) -> str:
    """The first text for which there is room, or the last one."""
    text = ""
    for text in texts:
        if words.is_ample or words.measures.width(text) <= words.room:
            break
    return text


def error_color(delta: float, theme: Theme) -> QColor:
    """Colour of the ring and the number of an error."""
    return theme.delta_positive if delta > 0 else theme.delta_negative if delta < 0 else theme.outline
