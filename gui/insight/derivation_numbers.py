"""A line of a derivation with the numbers of the sample in view, as statements that can be typeset."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gui.equations.error_terms import bp2_statements, derivative
from gui.equations.layer_terms import output_minus_target, product, result, target, weighted_input_statements
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
from simulator.arrays import Array
from simulator.derivations.lines import Line, LineKind, Subject
from simulator.derivations.numbers import Factor, FactorKind, LineNumbers, Side, line_numbers
from simulator.moment import Moment
from simulator.steps import Phase

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
