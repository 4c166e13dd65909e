"""What an equation with its numbers is made of, before anybody draws or writes it.

An `Equation` has general formulas (LaTeX) and statements such as

    δ¹₂ = 0.419 · (0.810 · −0.112 − 1.24 · 0.304 + …) = −0.268

made of symbols, numbers and signs. The numbers keep their full precision; only the text of each is rounded, to as
many digits as `rounding` finds that its line needs.
Sentences are keys with values: the panel turns them into words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto

import numpy as np

from gui.equations.words import Say
from gui.foundation.number_text import number
from simulator.arrays import Array
from simulator.steps import Phase

TERM_DIGITS = 3
_MOST_DIGITS = 12
AS_ENTERED = 0
"""`Number.digits` of settings and targets: as many digits as the number has."""

_SHORT_SUM = 4
_LARGEST_WHOLE = 1000
_LARGEST_WRITTEN_OUT = 6
"""From ten to this power on `number` writes a power of ten; below it, all digits before the decimal point."""

OPERATORS = frozenset("+−=≈·/←>")


class Tone(Enum):
    """What a number is, and so in which pair of colours its sign is shown."""

    PLAIN = auto()
    DIM = auto()
    SIGNAL = auto()
    """Weights, weighted inputs, activations: blue and orange."""
    ERROR = auto()
    """Errors δ and gradients: purple and green."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter with its layer above and its neurons below."""

    letter: str
    upper: str = ""
    lower: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that takes a symbol's place.

    Attributes
    ----------
    digits
        Significant digits of its text, at least, or `AS_ENTERED`.
    unsigned
        Whether its sign stands before it as an operator.
    """

    value: float
    tone: Tone = Tone.PLAIN
    digits: int = TERM_DIGITS
    unsigned: bool = False

    @property
    def text(self) -> str:
        """As the window writes it."""
        return number(self.signed_value, _digits_of(self.value) if self.is_exact else self.digits)

    @property
    def signed_value(self) -> float:
        """Without the sign that stands before it as an operator."""
        return abs(self.value) if self.unsigned else self.value

    @property
    def is_exact(self) -> bool:
        """Whether the text is the number itself: exactly 1 is told from a value near 1, as 0 is."""
        if self.digits == AS_ENTERED or not math.isfinite(self.value):
            return True
        return abs(self.value) < _LARGEST_WHOLE and self.value == round(self.value)

    @property
    def shown_value(self) -> float:
        """The number that the text says."""
        value = self.signed_value
        return value if self.is_exact else rounded(value, self.digits)[0]

    @property
    def last_place(self) -> float:
        """The unit of the last digit of the text; 0 where nothing is rounded."""
        return 0.0 if self.is_exact else 10.0 ** rounded(self.value, self.digits)[1]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bracket, a name of a function, a whole number that belongs to the formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A sign with space around it."""

    text: str


@dataclass(frozen=True, slots=True)
class Power:
    """A base with an exponent."""

    base: Symbol | Number
    exponent: Number | Symbol


@dataclass(frozen=True, slots=True)
class Words:
    """Small words among the numbers."""

    sentence: Sentence


Item = Symbol | Number | Mark | Operator | Power | Words
Items = tuple[Item, ...]


class Rank(IntEnum):
    """What is left out first where there is little room: the highest."""

    MAIN = 0
    SECOND = 1
    EXTRA = 2


@dataclass(frozen=True)
class Sentence:
    """A sentence by its key, and what its placeholders stand for; texts among the values are names to translate."""

    key: Say
    values: Mapping[str, Symbol | Number | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One summand.

    Attributes
    ----------
    items
        The summand without its sign.
    negative
        Whether it is subtracted.
    names
        The symbols whose numbers it holds.
    """

    items: Items
    negative: bool = False
    names: Items = ()


def rest_of(values: Sequence[float] | Array, tone: Tone) -> Term:
    """The sum of the summands that are not written out."""
    # fsum adds up exactly, but refuses numbers that are not finite
    total = math.fsum(values) if np.isfinite(values).all() else sum(map(float, values))
    rest = Number(total, tone, unsigned=True)
    return Term((rest,), rest.value < 0)


@dataclass(frozen=True, eq=False)
class Sum:
    """Summands, of which a narrow panel shows the largest ones and the sum of the rest.

    Attributes
    ----------
    values
        All summands, shape (n,).
    term
        How summand i is written.
    opening, closing
        What stands before the first and behind the last summand.
    tone
        Of the rest.
    pinned
        A summand that is always written out.
    rest
        How the sum of some summands is written.
    more
        The words for the number of those.
    """

    values: Array
    term: Callable[[int], Term]
    opening: Items = ()
    closing: Items = ()
    tone: Tone = Tone.PLAIN
    pinned: int | None = None
    rest: Callable[[Array, Tone], Term] = rest_of
    more: Say = Say.MORE_TERMS

    def shown(self, limit: int) -> list[int]:
        """The summands that are written out, in their order: the `limit` largest by magnitude, or all.

        Summands that are 0 join the rest, unless the sum is short; a rest of a single summand would take no less room
        than the summand.
        """
        count, sizes = len(self.values), np.abs(self.values)
        if count <= min(_SHORT_SUM, limit + 1):
            return list(range(count))
        if self.pinned is not None:
            sizes[self.pinned] = np.inf
        telling = max(1, int(np.count_nonzero(sizes)))
        wanted = telling if telling <= limit + 1 else limit
        if wanted >= count - 1:
            return list(range(count))
        return sorted(int(i) for i in np.argpartition(-sizes, wanted - 1)[:wanted])

    def terms(self, limit: int) -> list[Term]:
        """The summands that are written out and, behind them, the rest with their count."""
        shown = self.shown(limit)
        terms = [self.term(i) for i in shown]
        left = len(self.values) - len(shown)
        if left:
            hidden = np.delete(self.values, shown)
            rest = self.rest(hidden, self.tone)
            words = Words(Sentence(self.more if hidden.any() else Say.MORE_ZEROS, {"count": left}))
            terms.append(Term((*rest.items, words), rest.negative))
        return terms


@dataclass(frozen=True, eq=False)
class Statement:
    """One line of numbers: left = parts = result.

    Attributes
    ----------
    parts
        Pieces between which a line may be broken, and sums.
    result
        None when the parts end with it.
    relation
        "=", or "←" for an assignment.
    rank
        How soon it is left out where there is little room.
    """

    left: Items
    parts: tuple[Items | Sum, ...]
    result: Number | None
    relation: str = "="
    rank: Rank = Rank.MAIN


@dataclass(frozen=True, slots=True)
class Formula:
    """A general formula; an extra one is shown where there is room for it beside the others."""

    latex: str
    rank: Rank = Rank.MAIN


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """The derivative that central differences shall check.

    Attributes
    ----------
    index
        Place of the parameter in θ, or None for the weighted input of the neuron.
    symbol
        What is nudged.
    """

    layer: int
    neuron: int
    index: int | None
    symbol: Symbol


@dataclass(frozen=True, eq=False)
class Equation:
    """All that the panel says about one moment."""

    phase: Phase
    title: Sentence
    formulas: tuple[Formula, ...]
    statements: tuple[Statement, ...] = ()
    notes: tuple[Sentence, ...] = ()
    check: CheckRequest | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The neuron, or one of the weights that lead to it, whose numbers are shown; checked against the network."""

    layer: int
    neuron: int
    source: int | None = None


def counted(index: int) -> int:
    """The number by which people call a neuron: the first one is 1."""
    return index + 1


def neuron_symbol(letter: str, layer: int, neuron: int) -> Symbol:
    """For example z¹₂."""
    return Symbol(letter, str(layer), str(counted(neuron)))


def weight_symbol(layer: int, neuron: int, source: int) -> Symbol:
    """wˡⱼₖ; a comma parts the two numbers."""
    return Symbol("w", str(layer), f"{counted(neuron)},{counted(source)}")


def row(*pieces: str | Item) -> Items:
    """Items side by side; the words of a text become operators and marks.

    A negative number behind an operator stands in brackets: two signs side by side are easily misread.
    """
    items: list[Item] = []
    for piece in pieces:
        if isinstance(piece, str):
            items.extend(Operator(word) if word in OPERATORS else Mark(word) for word in piece.split())
        elif isinstance(piece, Number) and piece.value < 0 and not piece.unsigned and items \
                and isinstance(items[-1], Operator):
            items.extend((Mark("("), piece, Mark(")")))
        else:
            items.append(piece)
    return tuple(items)


def added(value: float, tone: Tone) -> Items:
    """A summand with its sign as an operator."""
    return row("−" if value < 0 else "+", Number(value, tone, unsigned=True))


def rounded(value: float, digits: int) -> tuple[float, int]:
    """A number as `number` writes it with so many digits, and the power of ten of its last digit."""
    text = f"{value:.{digits - 1}e}"
    exponent = int(text[text.index("e") + 1:])
    if digits <= exponent < _LARGEST_WRITTEN_OUT:
        return float(round(value)), 0
    return float(text), exponent - digits + 1


def digits_that_show(one: float, other: float, fewest: int = TERM_DIGITS) -> int:
    """Enough digits of two numbers for their difference to be seen, with two digits of its own."""
    difference = abs(other - one)
    if difference == 0 or one == 0 or not math.isfinite(difference):
        return fewest
    return min(max(fewest, math.ceil(math.log10(abs(one) / difference)) + 2), _MOST_DIGITS)


def _digits_of(value: float) -> int:
    if not math.isfinite(value) or value == 0:
        return 1
    return max(1, len(f"{value:.15e}".split("e", maxsplit=1)[0].replace(".", "").lstrip("-").rstrip("0")))
