"""Lines of numbers: from symbols, numbers and words to positioned text, without a typesetting engine.

A number must stand on the screen at once when a step is made, so these lines are not LaTeX. The layout is small:
items become inks on a baseline, inks become pieces that are never broken, and pieces fill lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from gui.equations.notation import (
    Equation,
    Formula,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Rank,
    Sentence,
    Statement,
    Sum,
    Symbol,
    Tone,
    Words,
)
from gui.equations.rounding import shown_line
from gui.equations.words import URGENT, Say
from gui.foundation.formulas import math_font
from gui.foundation.number_text import count
from gui.foundation.theme import SMALLEST_TEXT, Theme

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


# The page of an equation: formulas, numbers, notes and check, placed so that all of it fits.
#
# Nothing is scrolled and nothing is cut off. Where there is little room the page says less: fewer summands (with the
# count and the sum of the rest), no extra statements, no notes, smaller letters.

MOST_TERMS = 12
"""More summands than these don't help anybody, however large the panel is."""


class FormulaSizes(Protocol):
    """What the page needs to know of `gui.foundation.formulas.Formulas`."""

    def is_ready(self, latex: str) -> bool: ...

    def size(self, latex: str, size_px: float) -> QSizeF: ...

    def ascent(self, latex: str, size_px: float) -> float: ...


@dataclass(frozen=True, slots=True)
class Level:
    """How much a page says, and how large.

    Attributes
    ----------
    formula_px, number_px
        Sizes of the letters at scale 1.
    terms
        Summands that are written out.
    rank
        Statements of a higher rank are left out.
    formula_rank
        Formulas of a higher rank are left out, but extra ones are shown where there is room beside the others; None
        leaves out all of them.
    notes
        Whether there are notes.
    """

    formula_px: float
    number_px: float
    terms: int
    rank: Rank
    formula_rank: Rank | None = Rank.SECOND
    notes: bool = False


LEVELS: tuple[Level, ...] = (
    *(Level(20, 17, terms, Rank.EXTRA, notes=True) for terms in (MOST_TERMS, 8)),
    *(Level(20, 17, terms, Rank.SECOND, notes=True) for terms in (MOST_TERMS, 8, 5, 3)),
    *(Level(size, size - 2, 3, Rank.SECOND, notes=True) for size in (18, 17)),
    *(Level(20, 17, terms, Rank.SECOND) for terms in (5, 3, 2)),
    *(Level(17, 15, terms, Rank.SECOND) for terms in (4, 2)),
    *(Level(size, size - 2, 2, Rank.SECOND, Rank.MAIN) for size in (19, 17)),
    *(Level(20, 17, terms, Rank.MAIN, Rank.MAIN) for terms in (3, 2)),
    *(Level(17, 15, terms, Rank.MAIN, Rank.MAIN) for terms in (3, 2, 1)),
    Level(17, 15, 1, Rank.MAIN, None),
)
"""From the richest page to the smallest."""


@dataclass(frozen=True, slots=True)
class PlacedFormula:
    """A formula with its upper left corner."""

    latex: str
    size_px: float
    corner: QPointF


@dataclass
class Page:
    """What is painted.

    Attributes
    ----------
    inks
        With positions on the page.
    results
        Frames of the results.
    spots
        Where numbers stand that have names.
    """

    level: Level
    typesetter: Typesetter
    formulas: list[PlacedFormula] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    results: list[QRectF] = field(default_factory=list)
    spots: list[tuple[QRectF, Items]] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0


class Composer:
    """Makes pages of one theme.

    Parameters
    ----------
    formulas
        Tells the sizes of the formulas.
    typesetter_of
        The typesetter for numbers of a size.
    """

    def __init__(self, formulas: FormulaSizes, typesetter_of: Callable[[float], Typesetter]) -> None:
        self._formulas = formulas
        self._typesetter_of = typesetter_of
        self._pieces: dict[tuple[Statement, Typesetter, int], list[Piece]] = {}

    def fitting(self, equation: Equation, check: Sentence | None, width: float, height: float) -> Page:
        """The richest page of the width that is no higher than the height; the smallest one if none is."""
        page: Page | None = None
        for level in LEVELS:
            page = self.page(equation, check, width, level)
            if page.height <= height and page.width <= width:
                break
        self._pieces.clear()  # statements hold on to the matrices of their step
        assert page is not None
        return page

    def page(self, equation: Equation, check: Sentence | None, width: float, level: Level) -> Page:
        """The page at one level."""
        typesetter = self._typesetter_of(level.number_px)
        page = Page(level, typesetter)
        if level.formula_rank is not None:
            wanted = [one for one in equation.formulas if one.rank <= level.formula_rank or one.rank is Rank.EXTRA]
            self._place_formulas(page, wanted, width)
        statements = [statement for statement in equation.statements if statement.rank <= level.rank]
        if statements:
            page.height += 0.25 * typesetter.size
        self._place_statements(page, statements, width)
        sentences = equation.notes
        if statements and not level.notes:
            sentences = tuple(note for note in equation.notes if note.key in URGENT)
        if sentences or equation.check is not None:
            page.height += 0.2 * typesetter.size
        for sentence in sentences:
            _place_sentence(page, sentence, width)
        if sentences and not level.notes:
            return page  # where there is so little room, what is urgent takes that of the check
        if check is not None:
            _place_sentence(page, _shortened(check) if level.rank is Rank.MAIN else check, width)
        elif equation.check is not None:
            page.height += typesetter.word_line_height  # the check comes in a moment, and nothing shall jump then
        return page

    def _place_formulas(self, page: Page, formulas: list[Formula], width: float) -> None:
        gap = 1.8 * page.level.formula_px / page.level.number_px * page.typesetter.size
        line: list[tuple[str, float, QSizeF, float]] = []
        used = 0.0
        for formula in formulas:
            size_px = page.level.formula_px
            size, ascent = self._measure(formula.latex, size_px, page)
            if size.width() > width and formula.rank < Rank.EXTRA:
                size_px = max(12.0, size_px * width / size.width())
                size, ascent = self._measure(formula.latex, size_px, page)
            fits = used + size.width() <= width
            if not fits and formula.rank is Rank.EXTRA:
                continue
            if not fits and line:
                _end_formula_line(page, line, gap)
                line, used = [], 0.0
            line.append((formula.latex, size_px, size, ascent))
            used += size.width() + gap
            page.width = max(page.width, size.width())
        _end_formula_line(page, line, gap)

    def _measure(self, latex: str, size_px: float, page: Page) -> tuple[QSizeF, float]:
        nominal = size_px / page.level.number_px * page.typesetter.size
        if self._formulas.is_ready(latex):
            try:
                return self._formulas.size(latex, size_px), self._formulas.ascent(latex, size_px)
            except ValueError:
                return QSizeF(page.typesetter.size * 0.5 * len(latex), nominal * 1.5), nominal
        return QSizeF(nominal * 8.0, nominal * 2.4), nominal * 1.3

    def _pieces_of(self, statement: Statement, typesetter: Typesetter, limit: int) -> list[Piece]:
        """The same on many levels: a limit above the longest sum changes nothing."""
        longest = max((len(part.values) for part in statement.parts if isinstance(part, Sum)), default=0)
        key = statement, typesetter, min(limit, longest)
        if key not in self._pieces:
            self._pieces[key] = typesetter.pieces(statement, limit)
        return self._pieces[key]

    def _place_statements(self, page: Page, statements: list[Statement], width: float) -> None:
        typesetter = page.typesetter
        indent, gap = 1.6 * typesetter.size, 1.8 * typesetter.size
        x = 0.0
        for place, statement in enumerate(statements):
            pieces = self._pieces_of(statement, typesetter, page.level.terms)
            whole = sum(piece.width + piece.space for piece in pieces)
            if place and x + gap + whole <= width:
                x += gap
            else:
                page.height += typesetter.line_height
                x = 0.0
            for number, piece in enumerate(pieces):
                if number and x > indent and x + piece.space + piece.width > width:
                    page.height += typesetter.line_height
                    x = indent
                    piece = replace(piece, space=0.0)  # noqa: PLW2901
                x += piece.space if number else 0.0
                baseline = page.height - typesetter.line_height + typesetter.ascent
                _ink(page, piece, x, baseline)
                x += piece.width


def _end_formula_line(page: Page, line: list[tuple[str, float, QSizeF, float]], gap: float) -> None:
    if not line:
        return
    above = max(ascent for *_, ascent in line)
    below = max(size.height() - ascent for _, _, size, ascent in line)
    x = 0.0
    for latex, size_px, size, ascent in line:
        page.formulas.append(PlacedFormula(latex, size_px, QPointF(x, page.height + above - ascent)))
        x += size.width() + gap
    page.height += above + below


def _shortened(check: Sentence) -> Sentence:
    return Sentence(Say.CHECK_AGREES_SHORT, check.values) if check.key is Say.CHECK_AGREES else check


def _place_sentence(page: Page, sentence: Sentence, width: float) -> None:
    typesetter = page.typesetter
    for line in _lines(typesetter.sentence(sentence), width):
        x = 0.0
        for piece in line:
            _ink(page, piece, x, page.height + typesetter.word_ascent)
            x += piece.width + piece.space
        page.height += typesetter.word_line_height


def _lines(pieces: list[Piece], width: float) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        if not lines or used + piece.space + piece.width > width:
            lines.append([])
            used = -piece.space
        used += piece.space + piece.width
        lines[-1].append(piece)
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:
        lines[-1].insert(0, lines[-2].pop())  # no word stands alone
    return lines


def _ink(page: Page, piece: Piece, x: float, baseline: float) -> None:
    page.inks.extend(ink.moved(x, baseline) for ink in piece.inks)
    page.width = max(page.width, x + piece.width)
    size = page.typesetter.size
    if piece.is_result:
        number = piece.inks[-1].x
        page.results.append(QRectF(x + number - FRAME * size, baseline - 0.98 * size,
                                   piece.width - number + FRAME * size, 1.34 * size))
    if piece.names:
        page.spots.append((QRectF(x, baseline - size, piece.width, 1.4 * size), piece.names))
