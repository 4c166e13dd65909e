"""The page of an equation: formulas, numbers, notes and check, placed so that all of it fits.

Nothing is scrolled and nothing is cut off. Where there is little room the page says less: fewer summands (with the
count and the sum of the rest), no extra statements, no notes, smaller letters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.equations.notation import Equation, Formula, Items, Rank, Sentence, Statement, Sum
from gui.equations.run_layout import FRAME, Ink, Piece, Typesetter
from gui.equations.say import URGENT, Say

MOST_TERMS = 12
"""More summands than these don't help anybody, however large the panel is."""


class FormulaSizes(Protocol):
    """What the page needs to know of `gui.formulas.Formulas`."""

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
