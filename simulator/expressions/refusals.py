"""What is said about a name that nobody knows, and about a function with the wrong number of values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from simulator.errors import Phrase, name_list
from simulator.expressions.operations import FUNCTIONS, OPERATIONS, OperationKind

_LONGEST_SHOWN = 20


def unknown_name(name: str, known: Sequence[str], *, is_called: bool) -> Phrase:
    """Which names there are, and which of them may be meant.

    Parameters
    ----------
    known
        Variables and constants.
    is_called
        Whether a bracket stands behind the name, as behind that of a function.
    """
    functions = name_list(kind.spellings[0] for kind in OPERATIONS if kind.spellings)
    product = _product(name, known)
    if product:
        return Phrase("there is no {name}; for a product write {product}", name=shortened(name), product=product)
    nearest = _nearest(name, tuple(FUNCTIONS) if is_called else (*known, *FUNCTIONS))
    if nearest:
        return Phrase("there is no {name}; perhaps you mean {nearest}? The names are {names}, the functions "
                      "{functions}", name=shortened(name), nearest=nearest, names=name_list(known),
                      functions=functions)
    return Phrase("there is no {name}; the names are {names}, the functions {functions}", name=shortened(name),
                  names=name_list(known), functions=functions)


def wrong_count(name: str, kind: OperationKind, count: int, example: str) -> Phrase:
    """How many values a function takes, and not so many; the example is how it is called."""
    if kind.takes_more:
        return Phrase("{name} takes {wanted} values or more, got {count}; write {example}", name=name,
                      wanted=kind.arity, count=count, example=example)
    if kind.arity == 1:
        return Phrase("{name} takes one value, got {count}; write {example}", name=name, count=count, example=example)
    return Phrase("{name} takes {wanted} values, got {count}; write {example}", name=name, wanted=kind.arity,
                  count=count, example=example)


def shortened(text: str) -> str:
    """A piece of a text that fits into a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _nearest(name: str, known: Sequence[str]) -> str:
    lowered = {one.lower(): one for one in reversed(known)}
    if name.lower() in lowered:
        return lowered[name.lower()]
    close = get_close_matches(name[:_LONGEST_SHOWN].lower(), list(lowered), 1)
    return lowered[close[0]] if close else ""


def _product(name: str, known: Sequence[str]) -> str:
    """Ab is no name, but a and b may be: a·b; empty if the name is not made of known ones."""
    one = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    pieces = re.findall(one, name)
    if len(name) > _LONGEST_SHOWN or len(pieces) < 2 or "".join(pieces) != name:
        return ""
    return "·".join(pieces)
