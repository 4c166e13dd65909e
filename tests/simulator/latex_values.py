"""What a formula in LaTeX is worth: so that it can be compared with the numbers that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from simulator.arrays import Array

_TOKEN = re.compile(r"""
    (?P<space>\\[,;!]|\\quad|\s+|&) | (?P<indicator>1_\{k=j\}) | (?P<number>\d+\.?\d*(?:e-?\d+)?)
    | (?P<sign>\\cdot|\\le\b|\\\\|[-+/^_(){}\[\]|,<>=]) | (?P<command>\\[A-Za-z]+) | (?P<letter>[A-Za-z])
    """, re.VERBOSE)
_FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    r"\ln": np.log, r"\exp": np.exp, r"\sin": np.sin, r"\cos": np.cos, r"\tan": np.tan, r"\tanh": np.tanh,
    r"\sgn": np.sign}
_ENDS = ("+", "-", ")", "]", "}", "|", ",", "<", ">", "=", r"\le", r"\\", r"\end")
_WIDTH = 1e-6


class Unreadable(Exception):  # noqa: N818
    """The formula holds what isn't known here."""


def latex_value(text: str, values: Mapping[str, Any]) -> Array:
    r"""The right-hand side of a formula for values of its symbols, such as "z", "a_j", r"\eta" and r"\hat{m}".

    Sums run over the last axis. A value that can be called is a function, such as σ.
    """
    text = text.replace(r"\frac{\partial C_0}{\partial w}", r"\gradient").replace(r"\mathrm{sgn}", r"\sgn")
    tokens, place = [], 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise Unreadable(f"{text[place:]!r}")
        if match.lastgroup != "space":
            tokens.append(match.group())
        place = match.end()
    reader = _Reader(tokens, values)
    value = reader.sum()
    if reader.at < len(tokens):
        raise Unreadable(" ".join(tokens[reader.at:]))
    return np.asarray(value)


class _Reader:
    """Works out while it reads, from left to right."""

    def __init__(self, tokens: list[str], values: Mapping[str, Any], at: int = 0) -> None:
        self.tokens, self.values, self.at = tokens, values, at

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        if not self.next or (wanted and self.next != wanted):
            raise Unreadable(f"{self.next!r} where {wanted!r} is needed")
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self) -> Any:
        total = -self.product() if self.next == "-" and self.take() else self.product()
        while self.next in ("+", "-"):
            sign = self.take()
            total = total + self.product() if sign == "+" else total - self.product()
        return total

    def product(self) -> Any:
        value = self.power()
        while self.next and self.next not in _ENDS:
            if self.next in (r"\cdot", "/"):
                value = value * self.power() if self.take() == r"\cdot" else value / self.power()
            else:
                value = value * self.power()
        return value

    def power(self) -> Any:
        base = self.base()
        return base ** self.raised() if self.next == "^" else base

    def raised(self) -> Any:
        self.take("^")
        return self.group() if self.next == "{" else self.base()

    def group(self, opening: str = "{", closing: str = "}") -> Any:
        self.take(opening)
        value = self.sum()
        self.take(closing)
        return value

    def base(self) -> Any:  # noqa: PLR0911
        token = self.take()
        if token in "([{":
            self.at -= 1
            return self.group(token, {"(": ")", "[": "]", "{": "}"}[token])
        if token == "|":
            value = self.sum()
            self.take("|")
            return np.abs(value)
        if token == r"\frac":
            if self.tokens[self.at:self.at + 3] == ["{", r"\mathrm", "{"]:
                return self.derivative()
            return self.group() / self.group()
        if token == r"\sqrt":
            return np.sqrt(self.group())
        if token == r"\sum":
            self.take("_")
            self.take()
            return np.add.reduce(self.product(), axis=-1, keepdims=True)
        if token in (r"\max", r"\min"):
            self.take("(")
            one = self.sum()
            self.take(",")
            both = one, self.sum()
            self.take(")")
            return np.maximum(*both) if token == r"\max" else np.minimum(*both)
        if token == r"\begin":
            return self.cases()
        if token in _FUNCTIONS:
            exponent = self.raised() if self.next == "^" else 1.0
            argument = self.power()
            return _FUNCTIONS[token](argument) ** exponent
        return self.symbol(token)

    def symbol(self, token: str) -> Any:
        if token == "1_{k=j}":
            return 1.0
        if token[0].isdigit():
            return float(token)
        if token == r"\hat":
            token += "".join(self.take() for _ in range(3))
        if self.next == "_":
            token += f"{self.take()}{self.take()}"
            if token.endswith("{"):
                while not token.endswith("}") or token.count("{") != token.count("}"):
                    token += self.take()
        if token == "e" and "e" not in self.values:
            return np.e
        if token == r"\pi":
            return np.pi
        if token not in self.values:
            raise Unreadable(token)
        value = self.values[token]
        return value(self.group("(", ")")) if callable(value) else value

    def derivative(self) -> Any:
        """The derivative d/dx [ … ], by central differences."""
        self.take("{")
        while self.take() != "d":
            pass
        self.at += 2  # } }
        self.take("{")
        while self.take() != "d":
            pass
        self.take("}")
        name = ""
        while self.next != "}":
            name += self.take()
        self.take("}")
        sides = []
        for shift in (-_WIDTH, _WIDTH):
            inner = _Reader(self.tokens, {**self.values, name: self.values[name] + shift}, self.at)
            sides.append(inner.base())
        self.at = inner.at
        return (sides[1] - sides[0]) / (2.0 * _WIDTH)

    def cases(self) -> Any:
        for token in ("{", *"cases", "}"):
            self.take(token)
        value: Any = np.nan
        while True:
            case = self.sum()
            self.take(",")
            left, relation, right = self.sum(), self.take(), self.sum()
            holds = {">": np.greater, "<": np.less, r"\le": np.less_equal}[relation](left, right)
            value = np.where(holds, case, value)
            if self.take() == r"\end":
                break
        for token in ("{", *"cases", "}"):
            self.take(token)
        return value
