"""Short sentences with symbols in them, painted: words in the window's type, symbols as in the equations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.equations.notation import Items, Statement
from gui.equations.rounding import plain
from gui.equations.run_layout import Typesetter
from gui.foundation.theme import Theme

Value = Items | str
_MOST_KNOWN = 500
_PARTS = re.compile(r"(\{\w+\}|\s+)")
_SYMBOLS_LARGER = 2
"""Mathematical letters beside words look as large as these when they are so much larger."""


def unknown_answer() -> str:
    """Why there are no errors and gradients of the sample in view."""
    return QCoreApplication.translate(
        "UnknownAnswer", "The right answer to this sample is unknown, so it has no cost and no errors δ. Choose its "
                         "label on its card.")


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A text in one font, at a place beside the baseline."""

    text: str
    font: QFont
    x: float
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """What is never broken."""

    glyphs: tuple[Glyphs, ...]
    width: float
    text: str
    """Without typesetting, such as z^1_2."""


Words = tuple[Word, ...]


class Lettering:
    """Measures, breaks and paints sentences in one size."""

    def __init__(self, theme: Theme, size_px: float = 13) -> None:
        self._plain = theme.font(size_px, tabular=True)
        self._strong = theme.font(size_px, semibold=True, tabular=True)
        self._typesetter = Typesetter(theme, size_px + _SYMBOLS_LARGER, lambda _: "", str)
        self._metrics = {strong: QFontMetricsF(font) for strong, font in ((False, self._plain), (True, self._strong))}
        self._widths: dict[tuple[str, bool], float] = {}
        self._known_symbols: dict[Items, tuple[list[Glyphs], float]] = {}
        metrics = self._metrics[False]
        self.space = metrics.horizontalAdvance(" ")
        self.line_height = round(1.55 * theme.px(size_px))
        self.ascent = metrics.ascent()

    def words(self, template: str, **values: Value) -> Words:
        """A sentence whose {placeholders} are filled with symbols, numbers or texts."""
        return self._words(template, values, strong=False)

    def strong_words(self, template: str, **values: Value) -> Words:
        """The same in semibold."""
        return self._words(template, values, strong=True)

    def _words(self, template: str, values: Mapping[str, Value], *, strong: bool) -> Words:
        words: list[Word] = []
        glyphs: list[Glyphs] = []
        x, spoken = 0.0, ""
        font = self._strong if strong else self._plain
        for part in [*filter(None, _PARTS.split(template)), " "]:
            if part.isspace():
                if glyphs:
                    words.append(Word(tuple(glyphs), x, spoken))
                glyphs, x, spoken = [], 0.0, ""
                continue
            value = values[part[1:-1]] if part.startswith("{") else part
            if isinstance(value, str):
                glyphs.append(Glyphs(value, font, x))
                x += self._width(value, strong=strong)
                spoken += value
            else:
                symbols, width = self._symbols(value)
                glyphs.extend(Glyphs(one.text, one.font, x + one.x, one.y) for one in symbols)
                x += width
                spoken += plain(value).replace(" ", "")
        return tuple(words)

    def _width(self, text: str, *, strong: bool) -> float:
        known = self._widths.get((text, strong))
        if known is None:
            if len(self._widths) > _MOST_KNOWN:
                self._widths.clear()
            known = self._widths[text, strong] = self._metrics[strong].horizontalAdvance(text)
        return known

    def _symbols(self, items: Items) -> tuple[list[Glyphs], float]:
        known = self._known_symbols.get(items)
        if known is None:
            if len(self._known_symbols) > _MOST_KNOWN:
                self._known_symbols.clear()
            # a statement begins with its relation, which isn't wanted here
            piece = self._typesetter.pieces(Statement((), (items,), None), 1)[1]
            fonts = self._typesetter.fonts
            known = [Glyphs(ink.text, fonts[ink.face], ink.x, ink.y) for ink in piece.inks], piece.width
            self._known_symbols[items] = known
        return known

    def width(self, words: Words) -> float:
        """Width of a sentence in one line."""
        return sum(word.width for word in words) + self.space * max(len(words) - 1, 0)

    def lines(self, words: Words, width: float) -> list[Words]:
        """The sentence broken into lines."""
        lines: list[list[Word]] = [[]]
        x = 0.0
        for word in words:
            if lines[-1] and x + self.space + word.width > width:
                lines.append([])
                x = 0.0
            x += word.width + (self.space if lines[-1] else 0.0)
            lines[-1].append(word)
        return [tuple(line) for line in lines if line]

    def paint(self, painter: QPainter, x: float, baseline: float, words: Words, color: QColor) -> float:
        """Paint a line; gives the x behind it."""
        painter.setPen(color)
        for word in words:
            for glyphs in word.glyphs:
                painter.setFont(glyphs.font)
                painter.drawText(QPointF(x + glyphs.x, baseline + glyphs.y), glyphs.text)
            x += word.width + self.space
        return x

    def paint_block(self, painter: QPainter, x: float, top: float, words: Words, color: QColor, width: float,
                    most: int) -> float:
        """Paint at most so many lines below one another; gives the y below them."""
        for line in self.fitting_lines(words, width, most):
            self.paint(painter, x, top + self.ascent, line, color)
            top += self.line_height
        return top

    def fitting_lines(self, words: Words, width: float, most: int) -> list[Words]:
        """The sentence broken into at most so many lines; the last one ends with … where more would follow."""
        lines = self.lines(words, width)
        if len(lines) <= most:
            return lines
        (mark,) = self.words("…")
        last = lines[most - 1]
        while len(last) > 1 and self.width(last) + mark.width > width:
            last = last[:-1]
        end = last[-1]
        shift = tuple(Glyphs(one.text, one.font, end.width + one.x, one.y) for one in mark.glyphs)
        return [*lines[:most - 1], (*last[:-1], Word((*end.glyphs, *shift), end.width + mark.width, f"{end.text}…"))]

    def is_shortened(self, words: Words, width: float, most: int) -> bool:
        """Whether the sentence has more lines than that."""
        return len(self.lines(words, width)) > most


def text_of(words: Words) -> str:
    """The sentence without its typesetting, for screen readers."""
    return " ".join(word.text for word in words)
