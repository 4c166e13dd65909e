"""Where the lines of a derivation stand: a formula, its numbers below it, and beside or below them the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.equations.notation import Statement
from gui.equations.page import FormulaSizes, PlacedFormula
from gui.equations.run_layout import FRAME, Ink, Piece, Typesetter
from gui.insight.lettering import Lettering, Words
from gui.theme import Theme

FORMULA_PX = 17.0
NUMBER_PX = 15.0
_SIDE_BY_SIDE = 520
"""From this width at scale 1 on, the reason stands beside the formula."""
_SHARE = 0.6
_PAD, _INSET, _GAP = 6, 14, 18
_MOST_TERMS = 4


@dataclass(frozen=True)
class DerivationText:
    """What a line says.

    Attributes
    ----------
    formula
        LaTeX.
    statements
        Its numbers.
    reason, remark
        Sentences: why the line follows, and what stands in the place of numbers that there aren't.
    """

    formula: str
    statements: tuple[Statement, ...]
    reason: Words
    remark: Words = ()


@dataclass
class Block:
    """One line as it is painted; all positions are the widget's.

    Attributes
    ----------
    sentences
        Parts of sentences with x and baseline.
    results
        Frames of what comes out.
    """

    rect: QRectF
    formula: PlacedFormula | None = None
    inks: list[Ink] = field(default_factory=list)
    results: list[QRectF] = field(default_factory=list)
    sentences: list[tuple[float, float, Words]] = field(default_factory=list)


class DerivationLayout:
    """Places lines below one another in a width."""

    def __init__(self, theme: Theme, formulas: FormulaSizes, typesetter: Typesetter, lettering: Lettering) -> None:
        self._theme = theme
        self._formulas = formulas
        self._typesetter = typesetter
        self._lettering = lettering

    def blocks(self, texts: Sequence[DerivationText], width: float) -> list[Block]:
        """A block for every line."""
        blocks: list[Block] = []
        top = 0.0
        for text in texts:
            blocks.append(self._block(text, top, width))
            top = blocks[-1].rect.bottom()
        return blocks

    def _block(self, text: DerivationText, top: float, width: float) -> Block:
        px = self._theme.px
        beside = width >= px(_SIDE_BY_SIDE)
        left, right, y = float(px(_INSET)), width - px(_INSET), top + px(_PAD)
        column = _SHARE * width if beside else right
        block = Block(QRectF(0, top, width, 0))
        size = self._formula_size(text.formula)
        scale = min(1.0, (column - left) / max(size.width(), 1.0))
        block.formula = PlacedFormula(text.formula, max(FORMULA_PX * scale, 12.0), QPointF(left, y))
        bottom = y + size.height() * scale + px(3)
        if not beside:
            bottom = self._place_words(block, text.reason, left, bottom, right - left)
        bottom = self._place_statements(block, text.statements, left, bottom, column)
        if text.remark:
            bottom = self._place_words(block, text.remark, left, bottom, column - left)
        if beside:
            words = column + px(_GAP)
            first = y + max((size.height() * scale - self._lettering.line_height) / 2, 0.0)
            lines = len(self._lettering.lines(text.reason, right - words))
            first = y if lines > 1 else first
            bottom = max(bottom, self._place_words(block, text.reason, words, first, right - words))
        block.rect.setBottom(bottom + px(_PAD))
        return block

    def _formula_size(self, latex: str) -> QSizeF:
        if self._formulas.is_ready(latex):
            try:
                return self._formulas.size(latex, FORMULA_PX)
            except ValueError:
                pass
        return QSizeF(self._theme.px(160), self._theme.px(38))

    def _place_words(self, block: Block, words: Words, x: float, top: float, width: float) -> float:
        for line in self._lettering.lines(words, width):
            block.sentences.append((x, top + self._lettering.ascent, line))
            top += self._lettering.line_height
        return top

    def _place_statements(self, block: Block, statements: Sequence[Statement], left: float, top: float,
                          right: float) -> float:
        """Each in a line of its own, or behind the one before it where there is room for all of it."""
        typesetter = self._typesetter
        x, indent = left, left + 1.6 * typesetter.size
        baseline = top + typesetter.ascent - typesetter.line_height
        for place, statement in enumerate(statements):
            pieces = typesetter.pieces(statement, _MOST_TERMS)
            gap = 1.8 * typesetter.size
            if place and x + gap + sum(piece.space + piece.width for piece in pieces) <= right:
                x += gap
            else:
                x, baseline = left, baseline + typesetter.line_height
            for number, piece in enumerate(pieces):
                one = piece
                if number and x > indent and x + piece.space + piece.width > right:
                    baseline += typesetter.line_height
                    x, one = indent, replace(piece, space=0.0)
                x += one.space if number else 0.0
                self._ink(block, one, x, baseline)
                x += one.width
        return baseline - typesetter.ascent + typesetter.line_height

    def _ink(self, block: Block, piece: Piece, x: float, baseline: float) -> None:
        block.inks.extend(ink.moved(x, baseline) for ink in piece.inks)
        size = self._typesetter.size
        if piece.is_result:
            number = piece.inks[-1].x
            block.results.append(QRectF(x + number - FRAME * size, baseline - 0.98 * size,
                                        piece.width - number + FRAME * size, 1.34 * size))
