"""What a row of numbers and signs says, worked out as with a pocket calculator."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gui.equations.notation import Item, Items, Mark, Number, Operator, Power, Symbol, Term, Tone, Words, row

Values = Sequence[float]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number of the row, by its place among the row's numbers."""

    index: int

    def value(self, values: Values) -> float:
        """The number itself."""
        return values[self.index]


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that belongs to the formula."""

    number: float

    def value(self, values: Values) -> float:
        """The number itself."""
        return self.number


@dataclass(frozen=True, slots=True)
class Chain:
    """Summands, each with whether it is subtracted."""

    terms: tuple[tuple[bool, Node], ...]

    def value(self, values: Values) -> float:
        """The sum."""
        total = 0.0
        for subtracted, node in self.terms:
            total += -node.value(values) if subtracted else node.value(values)
        return total


@dataclass(frozen=True, slots=True)
class Product:
    """Factors, each with whether one divides by it."""

    factors: tuple[tuple[bool, Node], ...]

    def value(self, values: Values) -> float:
        """The product."""
        total = 1.0
        for divides, node in self.factors:
            factor = node.value(values)
            total = _quotient(total, factor) if divides else total * factor
        return total


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or two arguments."""

    function: Callable[..., float]
    arguments: tuple[Node, ...]

    def value(self, values: Values) -> float:
        """The function's value; not a number outside of where it is defined."""
        return self.function(*(node.value(values) for node in self.arguments))


Node = Leaf | Constant | Chain | Product | Call


@dataclass(frozen=True, slots=True)
class Reading:
    """A row that has been understood.

    Attributes
    ----------
    root
        What is to be worked out.
    leaves
        The numbers and symbols of the row, in their order.
    """

    root: Node
    leaves: tuple[Number | Symbol, ...]


def read(items: Items) -> Reading | None:
    """The meaning of a row; None if it holds anything but numbers, symbols, signs and known functions."""
    reader = _Reader(tuple(item for item in items if not isinstance(item, Words)))
    try:
        root = reader.chain()
    except _Unreadable:
        return None
    return Reading(root, tuple(reader.leaves)) if reader.done else None


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    """The row is no calculation."""


class _Reader:
    """Reads from left to right: sums of products of factors."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._place = 0
        self.leaves: list[Number | Symbol] = []

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self._place == len(self._items)

    def chain(self) -> Node:
        """A sum, up to what can't belong to it."""
        terms = [(self._found("−"), self._product())]
        while self._next in {"+", "−"}:
            subtracted = self._take() == "−"
            terms.append((subtracted, self._product()))
        return terms[0][1] if len(terms) == 1 and not terms[0][0] else Chain(tuple(terms))

    def _product(self) -> Node:
        factors = [(False, self._factor())]
        while self._next in {"·", "/"}:
            divides = self._take() == "/"
            factors.append((divides, self._factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _factor(self) -> Node:
        node = self._operand()
        while self._found("²"):
            node = Call(_square, (node,))
        return node

    def _operand(self) -> Node:
        if self.done:
            raise _Unreadable
        item = self._items[self._place]
        if isinstance(item, Number | Symbol):
            self._place += 1
            return self._leaf(item)
        if isinstance(item, Power):
            self._place += 1
            base = Constant(math.e) if item.base == Symbol("e") else self._leaf(item.base)
            return Call(_power, (base, self._leaf(item.exponent)))
        return self._bracket_or_function(self._take())

    def _bracket_or_function(self, text: str) -> Node:
        if text == "(":
            return self._closed(self.chain(), ")")
        if text == "[":
            low = self._closed(self.chain(), ">")
            return Call(_exceeds, (low, self._closed(self.chain(), "]")))
        if text in _OF_TWO:
            self._expect("(")
            one = self._closed(self.chain(), ",")
            return Call(_OF_TWO[text], (one, self._closed(self.chain(), ")")))
        if text in _FUNCTIONS:
            return Call(_FUNCTIONS[text], (self._operand(),))
        try:
            return Constant(_CONSTANTS[text] if text in _CONSTANTS else float(text))
        except ValueError:
            raise _Unreadable from None

    def _leaf(self, item: Number | Symbol) -> Leaf:
        self.leaves.append(item)
        return Leaf(len(self.leaves) - 1)

    @property
    def _next(self) -> str:
        return "" if self.done else _sign_of(self._items[self._place])

    def _take(self) -> str:
        text = self._next
        self._place += 1
        return text

    def _found(self, text: str) -> bool:
        if self._next != text:
            return False
        self._place += 1
        return True

    def _expect(self, text: str) -> None:
        if not self._found(text):
            raise _Unreadable

    def _closed(self, node: Node, closing: str) -> Node:
        self._expect(closing)
        return node


def _sign_of(item: Item) -> str:
    return item.text if isinstance(item, Mark | Operator) else ""


def _quotient(one: float, other: float) -> float:
    if other == 0.0:
        return math.nan if one == 0.0 or math.isnan(one) else math.copysign(math.inf, one)
    return one / other


def _power(base: float, exponent: float) -> float:
    try:
        return math.exp(exponent) if base == math.e else math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _square(x: float) -> float:
    return x * x


def _exceeds(one: float, other: float) -> float:
    return float(one > other)


def _logarithm(x: float) -> float:
    return math.log(x) if x > 0.0 else -math.inf if x == 0.0 else math.nan


def _root(x: float) -> float:
    return math.sqrt(x) if x >= 0.0 else math.nan


def _sign(x: float) -> float:
    return float((x > 0.0) - (x < 0.0))


def _exponential(x: float) -> float:
    return _power(math.e, x)


_FUNCTIONS: dict[str, Callable[..., float]] = {
    "ln": _logarithm, "√": _root, "tanh": math.tanh, "sgn": _sign, "exp": _exponential, "abs": abs, "sin": math.sin,
    "cos": math.cos, "tan": math.tan, "σ": lambda x: 1.0 / (1.0 + _exponential(-x))}
_OF_TWO: dict[str, Callable[..., float]] = {"max": max, "min": min}
_CONSTANTS = {"½": 0.5, "π": math.pi}


# From the text of a `Calculation` to a row of the notation: numbers, or symbols, in the place of its names.

Quantities = Mapping[str, Number | Symbol]


def filled(text: str, quantities: Quantities) -> Items:
    """The row that a text says with these quantities.

    A sign before a negative number joins the number's own, so that nothing like 1 + −2 is written.
    """
    items: list[Item] = []
    for item in (item for word in text.split() for item in _word(word, quantities)):
        before = items[-1] if items else None
        negative = isinstance(item, Number) and item.value < 0 and not item.unsigned
        if isinstance(item, Number) and negative and isinstance(before, Operator) and before.text in "+−":
            items[-1] = Operator("−" if before.text == "+" else "+")
            items.append(replace(item, unsigned=True))
        elif negative and isinstance(before, Operator):
            items.extend(row("(", item, ")"))
        else:
            items.append(item)
    return tuple(items)


def worked_out(text: str, values: Mapping[str, float]) -> float:
    """What a text gives for these values of its quantities.

    Raises
    ------
    ValueError
        If the text is no calculation with these quantities.
    """
    names = tuple(values)
    reading = _reading(text, names)
    return reading.root.value([-values[leaf[1:]] if leaf[0] == "−" else values[leaf] for leaf in _letters(reading)])


def breakable(items: Items) -> Iterator[Items]:
    """A row in parts between which a line may be broken: at its sums, and where a factor follows a bracket."""
    depth, start = 0, 0
    for place, item in enumerate(items):
        text = item.text if isinstance(item, Mark | Operator) else ""
        depth += (text in {"(", "["}) - (text in {")", "]"})
        behind_bracket = text == "·" and place > 0 and items[place - 1] == Mark(")")
        if place > start and depth == 0 and isinstance(item, Operator) and (text in "+−" or behind_bracket):
            yield items[start:place]
            start = place
    yield items[start:]


def summand(items: Items, names: Items = ()) -> Term:
    """A row as a summand; the sign of a number at its beginning stands before it."""
    first = items[0]
    if isinstance(first, Number) and first.value < 0:
        return Term((replace(first, unsigned=True), *items[1:]), True, names)
    return Term(items, names=names)


def enclosed(quantity: Number | Symbol) -> Items:
    """In brackets where a power or a root would seem to belong to a part of the number only."""
    wanted = isinstance(quantity, Number) and (quantity.value < 0 or "·" in quantity.text)
    return row("(", quantity, ")") if wanted else (quantity,)


@lru_cache(maxsize=64)
def _reading(text: str, names: tuple[str, ...]) -> Reading:
    reading = read(filled(text, {name: Symbol(name) for name in names}))
    if reading is None:
        raise ValueError(f"{text!r} is no calculation with {', '.join(names)}; see simulator.derived")
    return reading


def _letters(reading: Reading) -> Iterator[str]:
    return (leaf.letter for leaf in reading.leaves if isinstance(leaf, Symbol))


def _word(word: str, quantities: Quantities) -> Items:
    if word in quantities:
        return (quantities[word],)
    if word.startswith("√") and word[1:] in quantities:
        return (Mark("√"), *enclosed(quantities[word[1:]]))
    if len(word) > 1 and word.endswith("²"):
        base = word[:-1]
        return (*(enclosed(quantities[base]) if base in quantities else row(base)), Mark("²"))
    base, power, exponent = word.partition("^")
    if power and exponent.lstrip("−") in quantities:
        return (Power(quantities.get(base, Symbol(base)), _exponent(exponent, quantities)),)
    return row(word)


def _exponent(word: str, quantities: Quantities) -> Number | Symbol:
    quantity = quantities[word.lstrip("−")]
    if not word.startswith("−"):
        return quantity
    if isinstance(quantity, Symbol):
        return replace(quantity, letter="−" + quantity.letter)
    # colours tell the signs of the quantities themselves, and −z is none
    return replace(quantity, value=-quantity.value if quantity.value else 0.0, tone=Tone.PLAIN)
