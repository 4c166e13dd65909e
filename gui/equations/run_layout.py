"""Lines of numbers: from symbols, numbers and words to positioned text, without a typesetting engine.

A number must stand on the screen at once when a step is made, so these lines are not LaTeX. The layout is small:
items become inks on a baseline, inks become pieces that are never broken, and pieces fill lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtGui import QFontMetricsF

from gui.equations.notation import (
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Sentence,
    Statement,
    Symbol,
    Tone,
    Words,
)
from gui.equations.rounding import shown_line
from gui.formulas import math_font
from gui.number_text import count
from gui.theme import SMALLEST_TEXT, Theme

WORD_SIZE = 13
_SMALL = 15
"""Mathematical letters beside words of `WORD_SIZE` look as large as these at this size."""
_SCRIPT = 0.72
_RAISED, _LOWERED = 0.40, 0.24
"""How far scripts stand above and below the baseline, as shares of the letters' size."""
_ITALIC = {**{chr(ord("a") + n): chr(0x1D44E + n) for n in range(26)},
           **{chr(ord("A") + n): chr(0x1D434 + n) for n in range(26)},
           **{chr(ord("α") + n): chr(0x1D6FC + n) for n in range(25)}, "h": "ℎ"}
_PLACEHOLDER = re.compile(r"(\{\w+\}|\s+)")
_SPACE_AROUND = {**dict.fromkeys("+−=≈←>", 0.28), **dict.fromkeys("·/", 0.16)}
_SPACE_BEHIND = {",": 0.18, "ln": 0.14, "sin": 0.14}
_BEHIND_SCRIPTS = 0.06
FRAME = 0.3
"""What stands between a result and its frame. All of these are shares of the letters' size."""
_KNOWN_WIDTHS = 4000


class Face(Enum):
    """The ways in which letters are drawn; the small mathematical ones stand among words."""

    MATH = auto()
    SCRIPT = auto()
    SMALL_MATH = auto()
    SMALL_SCRIPT = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Ink:
    """A text at a place: x from the left, y down from the baseline (then from the top of the page).

    `value` is what decides on its colour within its tone.
    """

    text: str
    face: Face
    x: float
    y: float
    tone: Tone = Tone.PLAIN
    value: float = 0.0

    def moved(self, x: float, y: float = 0.0) -> Ink:
        """The same text elsewhere."""
        return Ink(self.text, self.face, self.x + x, self.y + y, self.tone, self.value)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that is never broken.

    Attributes
    ----------
    space
        Width that is left before it, except at the beginning of a line.
    names
        The symbols behind its numbers.
    is_result
        Whether it is what comes out.
    """

    inks: tuple[Ink, ...]
    width: float
    space: float = 0.0
    names: Items = ()
    is_result: bool = False


class Typesetter:
    """Measures and places items in one size.

    Parameters
    ----------
    size_px
        Size of numbers and symbols at scale 1.
    template_of, name_of
        From a sentence to its words with placeholders, and from a name to the name in the window's language.
    """

    def __init__(self, theme: Theme, size_px: float, template_of: Callable[[Sentence], str],
                 name_of: Callable[[str], str]) -> None:
        self._template_of = template_of
        self._name_of = name_of
        self.size = theme.px(size_px)
        self.small_size = theme.px(_SMALL)
        self.fonts = {
            Face.MATH: math_font(size_px, theme),
            Face.SCRIPT: math_font(max(size_px * _SCRIPT, SMALLEST_TEXT), theme),
            Face.SMALL_MATH: math_font(_SMALL, theme),
            Face.SMALL_SCRIPT: math_font(SMALLEST_TEXT, theme),
            Face.WORDS: theme.font(WORD_SIZE, tabular=True),
        }
        self._metrics = {face: QFontMetricsF(font) for face, font in self.fonts.items()}
        self._widths: dict[tuple[str, Face], float] = {}
        self.line_height = round(self.size * 1.6)
        self.ascent = self.size * 1.1
        self.word_line_height = round(theme.px(WORD_SIZE) * 1.5)
        self.word_ascent = theme.px(WORD_SIZE) * 1.1

    def width(self, text: str, face: Face) -> float:
        """Width of a text in a face."""
        key = text, face
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) > _KNOWN_WIDTHS:
                self._widths.clear()
            known = self._widths[key] = self._metrics[face].horizontalAdvance(text)
        return known

    def pieces(self, statement: Statement, limit: int) -> list[Piece]:
        """A statement as pieces; of every sum at most `limit` summands, and the rest."""
        line = shown_line(statement, limit)
        pieces = [self._piece(line.left), *(self._piece(items, names) for items, names in line.rows)]
        if line.result is not None:
            pieces.append(self._result(line.result, line.sign if line.rows else ""))
        # the relation has its space behind it; from then on an operator at the beginning of a piece gets its own
        return [replace(piece, space=0.0 if place < 2 else self._space_before(piece))
                for place, piece in enumerate(pieces)]

    def sentence(self, sentence: Sentence) -> list[Piece]:
        """A sentence as words between which it may be broken."""
        words: list[_Line] = []
        inside = False
        for part in filter(None, _PLACEHOLDER.split(self._template_of(sentence))):
            if part.isspace():
                inside = False
                continue
            if not inside:
                words.append(_Line(self, small=True))
                inside = True
            value = sentence.values[part[1:-1]] if part.startswith("{") else part
            if isinstance(value, Symbol | Number):
                words[-1].add(value)
            elif isinstance(value, int):
                words[-1].write(count(value), Face.WORDS, tone=Tone.DIM)
            else:
                words[-1].write(value if value is part else self._name_of(value), Face.WORDS, tone=Tone.DIM)
        space = self.width(" ", Face.WORDS)
        return [Piece(tuple(word.inks), word.x, space) for word in words]

    def _result(self, result: Number, sign: str) -> Piece:
        line = _Line(self)
        if sign:
            line.add(Operator(sign))
        line.x += FRAME * self.size
        line.add(result)
        return Piece(tuple(line.inks), line.x + FRAME * self.size, is_result=True)

    def _piece(self, items: Items, names: Items = ()) -> Piece:
        line = _Line(self)
        for item in items:
            line.add(item)
        return Piece(tuple(line.inks), line.x, names=names)

    def _space_before(self, piece: Piece) -> float:
        return _space_around(piece.inks[0].text, self.size) if piece.inks else 0.0


class _Line:
    """Inks one behind the other on a baseline."""

    def __init__(self, typesetter: Typesetter, *, small: bool = False) -> None:
        self._typesetter = typesetter
        self._size = typesetter.small_size if small else typesetter.size
        self._math, self._script = (Face.SMALL_MATH, Face.SMALL_SCRIPT) if small else (Face.MATH, Face.SCRIPT)
        self.inks: list[Ink] = []
        self.x = 0.0

    def write(self, text: str, face: Face, *, y: float = 0.0, tone: Tone = Tone.PLAIN, value: float = 0.0) -> None:
        """Append a text."""
        self.inks.append(Ink(text, face, self.x, y, tone, value))
        self.x += self._typesetter.width(text, face)

    def add(self, item: Item) -> None:
        """Append an item."""
        if isinstance(item, Number):
            self.write(item.text, self._math, tone=item.tone, value=item.value)
        elif isinstance(item, Mark):
            self.write(item.text, self._math)
            self.x += _SPACE_BEHIND.get(item.text, 0.0) * self._size
        elif isinstance(item, Operator):
            space = _space_around(item.text, self._size)
            self.x += space if self.inks else 0.0  # at the beginning of a piece its neighbours decide
            self.write(item.text, self._math)
            self.x += space
        elif isinstance(item, Power):
            self.add(item.base)
            self._add_exponent(item.exponent)
        elif isinstance(item, Words):
            self._add_words(item.sentence)
        else:
            self._add_symbol(item)

    def _add_symbol(self, symbol: Symbol) -> None:
        self.write("".join(_ITALIC.get(letter, letter) for letter in symbol.letter), self._math)
        behind, ends = self.x, [self.x]
        for script, shift in ((symbol.upper, -_RAISED), (symbol.lower, _LOWERED)):
            if script:
                self.x = behind
                self.write(_ITALIC.get(script, script.replace(",", ",\N{THIN SPACE}")), self._script,
                           y=shift * self._size)
                ends.append(self.x)
        self.x = max(ends) + _BEHIND_SCRIPTS * self._size

    def _add_exponent(self, exponent: Number | Symbol) -> None:
        y = -_RAISED * self._size
        if isinstance(exponent, Number):
            self.write(exponent.text, self._script, y=y, tone=exponent.tone, value=exponent.value)
        else:
            self.write(exponent.letter, self._script, y=y)

    def _add_words(self, sentence: Sentence) -> None:
        for word in self._typesetter.sentence(sentence):
            self.x += word.space
            self.inks.extend(ink.moved(self.x) for ink in word.inks)
            self.x += word.width


def _space_around(text: str, size: float) -> float:
    return _SPACE_AROUND.get(text, 0.0) * size
