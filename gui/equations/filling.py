"""From the text of a `Calculation` to a row of the notation: numbers, or symbols, in the place of its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from gui.equations.arithmetic import Reading, read
from gui.equations.notation import Item, Items, Mark, Number, Operator, Power, Symbol, Term, Tone, row

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
