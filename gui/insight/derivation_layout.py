"""Where the lines of a derivation stand: a formula, its numbers below it, and beside or below them the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.equations.layer_terms import (
    bp2_statements,
    derivative,
    output_minus_target,
    product,
    result,
    target,
    weighted_input_statements,
)
from gui.equations.notation import (
    Items,
    Mark,
    Number,
    Place,
    Statement,
    Sum,
    Symbol,
    Term,
    Tone,
    neuron_symbol,
    row,
    weight_symbol,
)
from gui.equations.run_layout import FRAME, FormulaSizes, Ink, Piece, PlacedFormula, Typesetter
from gui.foundation.theme import Theme
from gui.insight.lettering import Lettering, Words
from simulator.arrays import Array
from simulator.derivations.lines import Line, LineKind, Subject
from simulator.derivations.numbers import Factor, FactorKind, LineNumbers, Side, line_numbers
from simulator.moment import Moment
from simulator.steps import Phase

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


# A line of a derivation with the numbers of the sample in view, as statements that can be typeset.

_COST = Symbol("C", lower="x")
_MOST_ENTRIES, _WINDOW = 4, 3
"""A vector with more entries than these shows so many: those around the entry that the derivation is about."""
_SHORT_SUM = 5
"""So many summands of a sum that has collapsed are written out with their zeros."""
_HADAMARD = Mark("\N{NO-BREAK SPACE}⊙\N{NO-BREAK SPACE}")
_SIGNAL = frozenset({FactorKind.WEIGHT, FactorKind.ACTIVATION})
_ERROR = frozenset({FactorKind.ERROR, FactorKind.NEXT_ERROR, FactorKind.ARRIVING})


def statements(moment: Moment, line: Line, subject: Subject) -> tuple[Statement, ...] | None:
    """The numbers of a line; None where they are 0 times infinity."""
    numbers = line_numbers(moment, line, subject)
    if numbers is None:
        by_z = derivative(_COST, neuron_symbol("z", subject.layer, subject.neuron))
        error = result(moment.sample.delta[subject.layer][subject.neuron], Tone.ERROR)
        return (Statement(_left(Side.ERROR, line, subject), (by_z,), error),)
    if line.kind is LineKind.FORWARD:
        place = Place(subject.layer + 1, subject.following, subject.neuron) if line.phase is Phase.BP2 else \
            Place(subject.layer, subject.neuron, subject.source if line.phase is Phase.BP4 else None)
        return weighted_input_statements(moment, place)[:1]
    if not numbers.is_finite:
        return None
    if line.kind is LineKind.FACTORED:
        return bp2_statements(moment, Place(subject.layer, subject.neuron))
    if line.kind is LineKind.COST_SLOPE:
        return _cost_slope(moment, numbers, line, subject)
    return (_of_layer(numbers, line, subject) if numbers.left.ndim else _of_neuron(moment, numbers, line, subject),)


def _of_neuron(moment: Moment, numbers: LineNumbers, line: Line, subject: Subject) -> Statement:
    """A line of one neuron or weight."""
    left, tone = _left(numbers.side, line, subject), _tone(numbers.side)
    out = result(float(numbers.left), tone)
    if line.kind is LineKind.SHORT:
        return Statement(left, (row(*output_minus_target(moment, subject.neuron)),), out)
    if line.kind is LineKind.RESULT and line.phase is Phase.BP3:
        return Statement(left, ((neuron_symbol("δ", subject.layer, subject.neuron),),), out)
    if line.kind is LineKind.INNER and line.phase is not Phase.BP2:
        return Statement(left, (), out)
    if line.kind is LineKind.COLLAPSE:
        return Statement(left, _collapsed(numbers, moment.network.sizes[subject.layer]), out)
    summands = Sum(numbers.products, _term(numbers.factors), tone=tone, pinned=_pinned(numbers))
    return Statement(left, (summands,), out)


def _pinned(numbers: LineNumbers) -> int | None:
    """The summand that a collapsing sum keeps; it is written out even where it is 0."""
    same = next((one for one in numbers.factors if one.kind is FactorKind.IS_SAME), None)
    return int(np.argmax(same.values)) if same is not None else None


def _collapsed(numbers: LineNumbers, count: int) -> tuple[Items, ...]:
    """What is left between the zeros that the others have become."""
    term = _term(numbers.factors)(0)
    kept = (*row("−"), *term.items) if term.negative else term.items
    if not 1 < count <= _SHORT_SUM:
        return ((Mark("−"), *term.items) if term.negative else term.items,)
    zero = Number(0.0, Tone.DIM)
    before, after = numbers.first, count - numbers.first - 1
    parts: list[Items] = [row(*(["+"] if place else []), zero) for place in range(before)]
    if before:
        parts.append(kept if term.negative else (*row("+"), *kept))
    else:
        parts.append((Mark("−"), *term.items) if term.negative else term.items)
    parts.extend(row("+", zero) for _ in range(after))
    return tuple(parts)


def _cost_slope(moment: Moment, numbers: LineNumbers, line: Line, subject: Subject) -> tuple[Statement, ...]:
    """a and y of the output, and what the cost makes of them."""
    layer, j, sample = subject.layer, subject.neuron, moment.sample
    return (
        Statement((neuron_symbol("a", layer, j),), (row(Number(float(sample.a[-1][j]), Tone.SIGNAL)),), None),
        Statement((Symbol("y", lower=str(j + 1)),), (row(target(sample.target[j])),), None),
        Statement(_left(Side.COST_SLOPE, line, subject), (), result(float(numbers.left), Tone.PLAIN)),
    )


def _term(factors: tuple[Factor, ...]) -> Callable[[int], Term]:
    """How summand k is written: as the product of its factors, pale where that is 0."""
    def term(k: int) -> Term:
        values = [float(factor.values[k]) for factor in factors]
        is_zero = not all(values)
        numbers = [Number(value, Tone.DIM if is_zero else _factor_tone(factor.kind))
                   for value, factor in zip(values, factors, strict=True)]
        if len(numbers) == 1:
            return Term((Number(values[0], numbers[0].tone, unsigned=True),), values[0] < 0)
        written = product(numbers[0], numbers[1])
        items = written.items
        for more in numbers[2:]:
            items = (*items, *row("·", more)) if more.value >= 0 else (*items, *row("·", "(", more, ")"))
        return Term(items, written.negative)

    return term


def _factor_tone(kind: FactorKind) -> Tone:
    if kind in _ERROR:
        return Tone.ERROR
    return Tone.SIGNAL if kind in _SIGNAL else Tone.PLAIN


def _tone(side: Side) -> Tone:
    return Tone.PLAIN if side in (Side.INNER, Side.COST_SLOPE) else Tone.ERROR


def _left(side: Side, line: Line, subject: Subject) -> Items:
    layer, j = subject.layer, subject.neuron
    z = neuron_symbol("z", layer, j)
    if side is Side.ERROR:
        return (neuron_symbol("δ", layer, j),)
    if side is Side.COST_SLOPE:
        return derivative(_COST, neuron_symbol("a", layer, j))
    bias, weight = neuron_symbol("b", layer, j), weight_symbol(layer, j, subject.source)
    if side is Side.INNER:
        if line.phase is Phase.BP2:
            return derivative(neuron_symbol("z", layer + 1, subject.following), z)
        return derivative(z, bias if line.phase is Phase.BP3 else weight)
    return derivative(_COST, bias if side is Side.BIAS_SLOPE else weight)


def _of_layer(numbers: LineNumbers, line: Line, subject: Subject) -> Statement:
    """The line of a whole layer: vectors entry by entry."""
    layer = str(subject.layer)
    if numbers.side is Side.WEIGHT_SLOPES:
        errors, arriving = (factor.values.ravel() for factor in numbers.factors)
        return Statement(derivative(_COST, Symbol("W", layer)), (
            _vector(errors, Tone.ERROR, subject.neuron),
            (*row("·"), *_vector(arriving, Tone.SIGNAL, subject.source), Symbol("", "⊤"))), None)
    left = (Symbol("δ", layer),) if numbers.side is Side.ERRORS else derivative(_COST, Symbol("b", layer))
    parts: list[Items] = []
    if len(numbers.factors) > 1:
        for place, factor in enumerate(numbers.factors):
            vector = _vector(factor.values, _factor_tone(factor.kind), subject.neuron)
            parts.append((_HADAMARD, *vector) if place else vector)
        parts.append((*row("="), *_vector(numbers.left, Tone.ERROR, subject.neuron)))
    else:
        parts.append(_vector(numbers.left, Tone.ERROR, subject.neuron))
    return Statement(left, tuple(parts), None)


def _vector(values: Array, tone: Tone, about: int) -> Items:
    """Its entries, or those about one of them and dots for the others."""
    count, start, shown = len(values), 0, len(values)
    if count > _MOST_ENTRIES:
        start, shown = min(max(about - _WINDOW // 2, 0), count - _WINDOW), _WINDOW
    entries: list[str | Number] = ["…"] if start else []
    entries.extend(Number(value, tone) for value in values[start:start + shown].tolist())
    entries.extend(["…"] if start + shown < count else [])
    items: list[str | Number] = ["("]
    for place, entry in enumerate(entries):
        items.extend([",", entry] if place else [entry])
    return row(*items, ")")
