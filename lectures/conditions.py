"""Conditions such as "accuracy >= 0.95", and the expressions that they and the numbers of texts are made of."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.errors import Explained, Phrase
from simulator.expressions import OPERATIONS, Expression, parse
from simulator.expressions.parser import TokenKind, tokens_of

_COMPARISON = re.compile(r"(==|>=|<=|>|<)")
_CONSTANTS = frozenset({"pi", "π", "e"})
_FUNCTIONS = frozenset(spelling for one in OPERATIONS for spelling in one.spellings)
_EQUAL = 1e-9
"""Numbers that differ by less than this count as equal."""


@dataclass(frozen=True)
class Quantity:
    """An expression of numbers that a scene has.

    Attributes
    ----------
    expression
        Its `names` are those of readings.
    """

    expression: Expression

    @property
    def names(self) -> tuple[str, ...]:
        """The readings that it needs."""
        return self.expression.names

    def value(self, readings: Mapping[str, float]) -> float:
        """Its value.

        Raises
        ------
        KeyError
            If there is no such reading in the scene.
        """
        numbers = {name: np.array(readings[name], dtype=np.float64) for name in self.names}
        return float(self.expression.values(**numbers))


@dataclass(frozen=True)
class Condition:
    """Two quantities compared."""

    text: str
    left: Quantity
    comparison: str
    right: Quantity

    def is_met(self, readings: Mapping[str, float]) -> bool:
        """Whether it holds; nothing holds of what is not a number.

        Raises
        ------
        KeyError
            If the scene has no such reading.
        """
        left, right = self.left.value(readings), self.right.value(readings)
        if math.isnan(left) or math.isnan(right):
            return False
        return {"==": abs(left - right) < _EQUAL, ">=": left >= right - _EQUAL, "<=": left <= right + _EQUAL,
                ">": left > right, "<": left < right}[self.comparison]


def quantity_of(text: str) -> Quantity:
    """Reads an expression of readings, such as 100·accuracy or a1_2·(1 − a1_2).

    Raises
    ------
    ExpressionError
        If it is none.
    """
    names = dict.fromkeys(token.text for token in tokens_of(text) if token.kind is TokenKind.NAME
                          and token.text not in _FUNCTIONS | _CONSTANTS)
    return Quantity(parse(text, tuple(names)))


def condition_of(text: str) -> Condition:
    """Reads a comparison of two expressions.

    Raises
    ------
    Explained
        If it is none.
    """
    parts = _COMPARISON.split(text)
    if len(parts) != 3:
        raise Explained(Phrase('"{text}" is no condition; compare two quantities with ==, >=, <=, > or <, as in '
                               "{example}", text=text, example="accuracy >= 0.95"))
    return Condition(text.strip(), quantity_of(parts[0]), parts[1], quantity_of(parts[2]))
