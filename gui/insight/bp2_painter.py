"""Paints the matrices of BP2: their cells, their brackets, their names, and what is pointed at."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from gui.formulas import math_font
from gui.insight.bp2_layout import BLOCKS, Block, Bp2Layout, Measures
from gui.insight.bp2_values import Bp2Values
from gui.number_text import number
from gui.theme import Theme, blend
from simulator.arrays import Array

_DIGITS = 3
_TEXT = 13
_NAME, _RAISED, _SIGN = 15, 12, 18
_TINT = 0.4
"""Of the full colour behind a number."""
_LEVELS = 64
_WITH_SIGN = 9.0
_SIGNS = ("", "⊙", "=")


@dataclass(frozen=True)
class Pointed:
    """What is brought out: neuron k of layer l, neuron j of layer l+1, or both for the edge between them."""

    neuron: int | None = None
    behind: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is brought out."""
        return self.neuron is None and self.behind is None


class Bp2Painter:
    """Measures and paints in one theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = theme.font(_TEXT, tabular=True)
        self._metrics = QFontMetricsF(self._font)
        self._measured: tuple[Bp2Values, Measures] | None = None
        self._shades: dict[tuple[bool, int | None, float], tuple[QColor, QColor]] = {}

    @property
    def name_height(self) -> float:
        """Room below the cells for the names of the matrices."""
        return 1.5 * self._theme.px(_NAME)

    def measures(self, values: Bp2Values) -> Measures:
        """What the layout has to know of the fonts and the numbers."""
        if self._measured is None or self._measured[0] is not values:
            self._measured = values, self._measure(values)
        return self._measured[1]

    def _measure(self, values: Bp2Values) -> Measures:
        theme = self._theme
        shown = [values.errors, values.slopes, values.results]
        if values.weights.size <= 64:
            shown.append(values.weights)
        texts = (number(float(value), _DIGITS) for one in shown for value in one.flat[:64])
        widest = max(map(self._metrics.horizontalAdvance, texts))
        line = self._metrics.height() + theme.px(5)
        gaps = (float(theme.px(8)), float(theme.px(28)), float(theme.px(28)))
        return Measures(theme.scale, line, widest + theme.px(12), gaps, float(theme.px(7)))

    def paint(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, pointed: Pointed) -> None:
        """All of it, with the upper left corner of the cells at the origin."""
        limits = {Block.WEIGHTS: _largest(values.weights), Block.ERRORS: _largest(values.errors),
                  Block.SLOPES: _largest(values.slopes), Block.RESULTS: _largest(values.results)}
        for block in BLOCKS:
            self._paint_cells(painter, values, layout, block, limits[block], pointed)
            self._paint_brackets(painter, values, layout, block)
            self._paint_name(painter, values, layout, block)
        self._paint_signs(painter, layout)
        self._paint_pointed(painter, layout, pointed)

    def _paint_cells(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block, limit: float,
                     pointed: Pointed) -> None:
        theme, written = self._theme, layout.written[block]
        numbers, known = _numbers(values, block)
        painter.setFont(self._font)
        rows = layout.columns if block is Block.ERRORS else layout.rows
        columns = layout.columns if block is Block.WEIGHTS else (0, 1)
        gap = 0.5 * theme.scale if layout.height < theme.px(14) else 1.0 * theme.scale
        for row in range(*rows):
            for column in range(*columns):
                rect = QRectF(*layout.cell(block, row, column)).adjusted(gap, gap, -gap, -gap)
                value = float(numbers[row, column])
                stands_back = not pointed.is_nothing and not _takes_part(block, row, column, pointed)
                if row >= known:
                    self._paint_unknown(painter, rect)
                    continue
                strength = (_TINT if written else 1.0) * (0.45 if stands_back else 1.0)
                fill, on_fill = self._shade(block in (Block.ERRORS, Block.RESULTS), value / limit, strength)
                painter.fillRect(rect, fill)
                if written:
                    painter.setPen(theme.text_dim if stands_back else theme.text)
                    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number(value, _DIGITS))
                elif min(rect.width(), rect.height()) >= _WITH_SIGN * theme.scale - 2 * gap:
                    self._paint_sign(painter, rect, value, on_fill)

    def _shade(self, is_error: bool, share: float, strength: float) -> tuple[QColor, QColor]:
        """Fill of a cell and what can be seen on it; each of so many levels is mixed once."""
        level = round(share * _LEVELS) if math.isfinite(share) else None
        key = (is_error, level, strength)
        if key not in self._shades:
            theme = self._theme
            value = math.nan if level is None else float(level)
            full = theme.delta_color(value, _LEVELS) if is_error else theme.signed_color(value, _LEVELS)
            fill = blend(theme.card, full, strength)
            self._shades[key] = fill, theme.text_on(fill)
        return self._shades[key]

    def _paint_unknown(self, painter: QPainter, rect: QRectF) -> None:
        """What comes later on the way back is an empty frame."""
        painter.setPen(QPen(self._theme.outline, self._theme.scale, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_sign(self, painter: QPainter, rect: QRectF, value: float, color: QColor) -> None:
        if value == 0.0 or math.isnan(value):
            return
        arm, middle = min(rect.width(), rect.height()) / 4.5, rect.center()
        painter.setPen(QPen(color, self._theme.scale))
        painter.drawLine(middle - QPointF(arm, 0.0), middle + QPointF(arm, 0.0))
        if value > 0.0:
            painter.drawLine(middle - QPointF(0.0, arm), middle + QPointF(0.0, arm))

    def _paint_brackets(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block) -> None:
        """A bracket stays open at the ends where a matrix goes on beyond what is in view."""
        theme, (left, top, width, height) = self._theme, layout.box(block)
        away, inward = 0.6 * theme.px(7), 0.5 * theme.px(7)
        total = values.shape[1] if block is Block.ERRORS else values.shape[0]
        first, last = layout.columns if block is Block.ERRORS else layout.rows
        outline = QPainterPath()
        for x, turn in ((left - away, inward), (left + width + away, -inward)):
            outline.moveTo(x + (turn if first == 0 else 0.0), top - 1)
            outline.lineTo(x, top - 1)
            outline.lineTo(x, top + height + 1)
            outline.lineTo(x + (turn if last == total else 0.0), top + height + 1)
        painter.strokePath(outline, QPen(theme.text, theme.px(1.5)))

    def _paint_name(self, painter: QPainter, values: Bp2Values, layout: Bp2Layout, block: Block) -> None:
        theme, layer = self._theme, values.layer
        here, behind = str(layer), str(layer + 1)
        pieces = {Block.WEIGHTS: (("(𝑊", 0), (behind, 1), (")", 0), ("T", 1)), Block.ERRORS: (("𝛿", 0), (behind, 1)),
                  Block.SLOPES: (("𝜎′(𝑧", 0), (here, 1), (")", 0)), Block.RESULTS: (("𝛿", 0), (here, 1))}[block]
        fonts = (math_font(_NAME, theme), math_font(_RAISED, theme))
        widths = [QFontMetricsF(fonts[raised]).horizontalAdvance(text) for text, raised in pieces]
        left, _, width, _ = layout.box(block)
        _, top, _, height = layout.box(Block.WEIGHTS)
        _, other_top, _, other_height = layout.box(Block.ERRORS)
        base = max(top + height, other_top + other_height) + theme.px(_NAME) + theme.px(3)
        x = max(left + (width - sum(widths)) / 2, 0.0)  # a name is wider than a narrow matrix
        painter.setPen(theme.text)
        for (text, raised), advance in zip(pieces, widths, strict=True):
            painter.setFont(fonts[raised])
            painter.drawText(QPointF(x, base - (theme.px(6) if raised else 0)), text)
            x += advance

    def _paint_signs(self, painter: QPainter, layout: Bp2Layout) -> None:
        painter.setFont(math_font(_SIGN, self._theme))
        painter.setPen(self._theme.text)
        metrics = QFontMetricsF(painter.font())
        for block, sign in zip(BLOCKS, _SIGNS, strict=False):
            if sign:
                left, _, width, _ = layout.box(block)
                middle = (left + width + layout.lefts[block + 1]) / 2
                painter.drawText(QPointF(middle - metrics.horizontalAdvance(sign) / 2,
                                         layout.middle + 0.33 * self._theme.px(_SIGN)), sign)

    def _paint_pointed(self, painter: QPainter, layout: Bp2Layout, pointed: Pointed) -> None:
        """Frames: row and column thin, the cell of the edge and what it meets strong."""
        theme, neuron, behind = self._theme, pointed.neuron, pointed.behind
        in_rows = neuron is not None and layout.rows[0] <= neuron < layout.rows[1]
        in_columns = behind is not None and layout.columns[0] <= behind < layout.columns[1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, top, width, height = layout.box(Block.WEIGHTS)
        thin, strong = QPen(theme.accent, 1.0 * theme.scale), QPen(theme.accent, 2.0 * theme.scale)
        painter.setPen(thin)
        if in_rows and neuron is not None:
            _, y, _, high = layout.cell(Block.WEIGHTS, neuron, layout.columns[0])
            painter.drawRect(QRectF(left, y, width, high))
            for block in (Block.SLOPES, Block.RESULTS):
                painter.drawRect(QRectF(*layout.cell(block, neuron)))
        if in_columns and behind is not None:
            x, _, wide, _ = layout.cell(Block.WEIGHTS, layout.rows[0], behind)
            painter.drawRect(QRectF(x, top, wide, height))
            painter.setPen(strong)
            painter.drawRect(QRectF(*layout.cell(Block.ERRORS, behind)))
        painter.setPen(strong)
        if in_rows and in_columns and neuron is not None and behind is not None:
            painter.drawRect(QRectF(*layout.cell(Block.WEIGHTS, neuron, behind)))
        if in_rows and neuron is not None:
            painter.drawRect(QRectF(*layout.cell(Block.RESULTS, neuron)))


def _numbers(values: Bp2Values, block: Block) -> tuple[Array, float]:
    """The numbers of a block as a matrix, and how many of its rows are known."""
    columns = {Block.ERRORS: (values.errors, values.known_errors), Block.SLOPES: (values.slopes, values.known_slopes),
               Block.RESULTS: (values.results, values.known_results)}
    if block is Block.WEIGHTS:
        return values.weights, math.inf
    numbers, known = columns[block]
    return numbers[:, np.newaxis], known


def _takes_part(block: Block, row: int, column: int, pointed: Pointed) -> bool:
    if block is Block.WEIGHTS:
        return (pointed.neuron is not None and row == pointed.neuron) or \
            (pointed.behind is not None and column == pointed.behind)
    if block is Block.ERRORS:
        return pointed.behind is None or row == pointed.behind
    return pointed.neuron is None or row == pointed.neuron


def _largest(values: Array) -> float:
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size and finite.max() > 0 else 1.0
