"""One step of a racer with its numbers: the optimizer's rule, line by line, in vectors (a, b).

The numbers come from the same assignments as those of the equation panel, worked out for a and for b on their own,
and get the digits that their line needs (see `gui.equations.rounding`); here the two stand in one line as a vector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gui.equations.arithmetic import breakable, filled, worked_out
from gui.equations.layer_terms import Assignment, Change
from gui.equations.notation import (
    AS_ENTERED,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Symbol,
    digits_that_show,
    row,
)
from gui.equations.rounding import EQUAL, NEARLY, ShownLine, shown_line
from gui.setup.setting_row import symbol_text
from simulator.arrays import Array
from simulator.descent.stops import Part
from simulator.descent.trail import DescentStep
from simulator.optimizers import Optimizer, optimizer_named

THETA, MOVE, GRADIENT = "θ", "Δθ", "g"
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_THIN_SPACE = Mark("\N{THIN SPACE}")

Pair = tuple[Assignment, Assignment]
"""The same assignment for a and for b."""


@dataclass(frozen=True)
class StepRow:
    """What stands behind one sign "=" or "≈" of a line, in pieces between which it may be broken."""

    sign: str
    pieces: tuple[Items, ...]


@dataclass(frozen=True)
class StepLine:
    """One line: in symbols, with the numbers in their place, and what comes out.

    Attributes
    ----------
    part
        The part of the step that it belongs to.
    left
        What gets a value.
    rows
        The right sides, in their order.
    """

    part: Part
    left: Items
    rows: tuple[StepRow, ...]


def step_lines(step: DescentStep, symbols: tuple[str, str]) -> tuple[StepLine, ...]:
    """All lines of a step, in the order of calculation.

    Parameters
    ----------
    symbols
        The names of the two parameters.
    """
    with np.errstate(all="ignore"):  # what diverges has infinite numbers, and they are shown so
        return (*_gradient_lines(step, symbols), *_rule_lines(step))


def vector(first: Item, second: Item) -> Items:
    """The row (first, second)."""
    return Mark("("), first, Mark(","), _THIN_SPACE, second, Mark(")")


def _gradient_lines(step: DescentStep, symbols: tuple[str, str]) -> Iterator[StepLine]:
    """θ before the step, and the gradient there."""
    before = _indexed(THETA, step.number)
    names = StepRow(EQUAL, (vector(Symbol(symbols[0]), Symbol(symbols[1])),))
    yield StepLine(Part.GRADIENT, (before,), (names, _result(EQUAL, *_theta_numbers(step, step.theta))))
    of = Symbol("∇C", lower="B") if len(step.rows) else Symbol("∇C")
    yield StepLine(Part.GRADIENT, (Symbol(GRADIENT),), (
        StepRow(EQUAL, ((of, Mark("("), before, Mark(")")),)),
        _result(EQUAL, *(Number(float(slope)) for slope in step.gradient))))


def _rule_lines(step: DescentStep) -> Iterator[StepLine]:
    """The optimizer's assignments; the last one, if it is a long one, in two lines: direction and move."""
    optimizer = optimizer_named(step.racer.optimizer)
    if not optimizer.assignments:
        yield from _unexplained_lines(step, optimizer)
        return
    one, other = (_taken_apart(_change(step, optimizer, entry).assigned(Number(float(step.gradient[entry]))))
                  for entry in range(2))
    pairs = list(zip(one, other, strict=True))
    names = _Names(optimizer, step.number)
    for place, pair in enumerate(pairs):
        part = Part.MOVE if place == len(pairs) - 1 else Part.DIRECTION
        yield _line(part, pair, names)


def _unexplained_lines(step: DescentStep, optimizer: Optimizer) -> Iterator[StepLine]:
    """For a rule without assignments: what it leaves."""
    for symbol, memory in zip(optimizer.memory_symbols, step.memory_after, strict=True):
        yield StepLine(Part.DIRECTION, (_indexed(symbol, step.number + 1),),
                       (_result(EQUAL, *(Number(float(value)) for value in memory)),))
    yield StepLine(Part.DIRECTION, (Symbol(MOVE),), (_result(EQUAL, *(Number(float(way)) for way in step.move)),))
    text = _THETA_AFTER
    pair = tuple(_added_up(text, {THETA: Number(float(step.theta[entry])), MOVE: Number(float(step.move[entry]))},
                           _theta_numbers(step, step.theta_after)[entry]) for entry in range(2))
    yield _line(Part.MOVE, (pair[0], pair[1]), _Names(optimizer, step.number))


_THETA_AFTER = f"{THETA} + {MOVE}"


def _added_up(text: str, known: Mapping[str, Number], new: Number) -> Assignment:
    return Assignment(THETA, text, known, new, "←")


def _change(step: DescentStep, optimizer: Optimizer, entry: int) -> Change:
    before, after = (tuple(float(vector[entry]) for vector in memory)
                     for memory in (step.memory_before, step.memory_after))
    return Change(optimizer, float(step.theta[entry]), float(step.theta_after[entry]), before, after, step.number + 1,
                  step.racer.learning_rate, step.racer.numbers)


def _taken_apart(assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """The assignment of θ in two: its change Δθ, and θ + Δθ; one that adds a single vector stays as it is."""
    last = assignments[-1]
    first, _, rest = last.text.partition(" ")
    words = rest.split()
    if first != THETA or words[:1] not in (["+"], ["−"]) or len(words) == 2:
        return tuple(assignments)
    change = rest.removeprefix("+ ")
    way = Number(worked_out(change, {name: number.value for name, number in last.known.items()}))
    return (*assignments[:-1], Assignment(MOVE, change, last.known, way, EQUAL),
            _added_up(_THETA_AFTER, {**last.known, MOVE: way}, last.new))


class _Names:
    """The symbols of a rule: an index says after which step a vector has its value."""

    def __init__(self, optimizer: Optimizer, number: int) -> None:
        self._number = number
        settings = {"η": "η", "t": "t", **{one.name: symbol_text(one.symbol) for one in optimizer.hyperparameters}}
        self.settings = {name: _symbol(text) for name, text in settings.items()}
        self._known = {name: _indexed(name, number) for name in (*optimizer.memory_symbols, THETA)}
        self._known[GRADIENT] = Symbol(GRADIENT)

    def before(self) -> dict[str, Symbol]:
        """All symbols as they are to be written by now."""
        return {**self.settings, **self._known}

    def assign(self, name: str) -> Symbol:
        """The symbol of what gets a value now."""
        self._known[name] = Symbol(MOVE) if name == MOVE else _indexed(name, self._number + 1)
        return self._known[name]


def _line(part: Part, pair: Pair, names: _Names) -> StepLine:
    text = pair[0].text
    in_symbols = _spaced(filled(text, names.before()))
    left = names.assign(pair[0].name)
    shown = [shown_line(one.statement(left)) for one in pair]
    vectors = _vectors(pair, shown, names)
    pattern = filled(text, {**{name: number for name, number in pair[0].known.items() if name in names.settings},
                            **{name: Symbol(name) for name in vectors}})
    in_numbers = tuple(_expanded(piece, vectors) for piece in breakable(_led(pattern)))
    sign = EQUAL if all(line.sign == EQUAL for line in shown) else NEARLY
    results = [one.new if line.result is None else line.result for one, line in zip(pair, shown, strict=True)]
    return StepLine(part, (left,), (StepRow(EQUAL, tuple(breakable(_led(in_symbols)))), StepRow(EQUAL, in_numbers),
                                    _result(sign, *results)))


def _vectors(pair: Pair, shown: Sequence[ShownLine], names: _Names) -> dict[str, Items]:
    """Everything with one value for a and another for b, each number with the digits that its line gives it."""
    digits = [_digits(line) for line in shown]
    return {name: vector(*(_with_digits(one.known[name], known) for one, known in zip(pair, digits, strict=True)))
            for name in pair[0].known if name not in names.settings}


def _digits(line: ShownLine) -> dict[float, int]:
    """The digits of the numbers of a line, by their magnitude."""
    flat = [part for items, _ in line.rows for item in items
            for part in ((item.base, item.exponent) if isinstance(item, Power) else (item,))]
    return {abs(item.value): item.digits for item in flat if isinstance(item, Number) and item.digits != AS_ENTERED}


def _with_digits(one: Number, digits: Mapping[float, int]) -> Number:
    return replace(one, digits=digits.get(abs(one.value), one.digits))


def _expanded(items: Items, vectors: Mapping[str, Items]) -> Items:
    """With numbers in the place of the vectors' names."""
    made: list[Item] = []
    for item in items:
        made.extend(vectors[item.letter] if isinstance(item, Symbol) and item.letter in vectors else (item,))
    return tuple(made)


def _led(items: Items) -> Items:
    """A sign at the beginning is that of the first factor, without the space of an operator."""
    return (Mark("−"), *items[1:]) if items[:1] == (Operator("−"),) else items


def _spaced(items: Items) -> Items:
    """Products of symbols without dots, unless something is divided."""
    if Operator("/") in items:
        return items
    return tuple(_THIN_SPACE if item == Operator("·") else item for item in items)


def _result(sign: str, first: Number, second: Number) -> StepRow:
    return StepRow(sign, (vector(first, second),))


def _theta_numbers(step: DescentStep, theta: Array) -> tuple[Number, Number]:
    """The entries of θ, with so many digits that the move can be seen."""
    first, second = (Number(float(value), digits=digits_that_show(float(before), float(after)))
                     for value, before, after in zip(theta, step.theta, step.theta_after, strict=True))
    return first, second


def _indexed(letter: str, number: int) -> Symbol:
    return Symbol(letter, lower=str(number))


def _symbol(text: str) -> Symbol:
    """β₁ as a letter with what stands below it."""
    letter = text.rstrip("₀₁₂₃₄₅₆₇₈₉")
    return Symbol(letter, lower=text[len(letter):].translate(_SUBSCRIPTS))


def in_one_line(line: StepLine) -> Items:
    """The whole line as a row, for reading aloud."""
    return row(*line.left, *(item for one in line.rows
                             for item in (Operator(one.sign), *(item for piece in one.pieces for item in piece))))
