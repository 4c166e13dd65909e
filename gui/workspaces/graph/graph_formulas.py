"""The nodes of a graph as formulas: in LaTeX, and with numbers in the places of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Item,
    Items,
    Mark,
    Number,
    Operator,
    Power,
    Symbol,
    Tone,
)
from gui.foundation.number_text import INFINITY, MINUS, NARROW_SPACE, number
from simulator.graph.graph import Graph, GraphNode, GraphNumbers

MOST_PARTS = 48
"""Nodes that a formula may have: a longer one can't be read at a glance."""
_SUM, _NEGATION, _PRODUCT, _POWER, _CALL, _ATOM = range(6)
"""How strongly the last sign of a formula binds."""
_DIGITS_OF_NUMBER = 6
_FEW_DIGITS = 4
"""A value with no more digits than these is written as it was entered."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_EXPONENTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_NAME = re.compile(r"(?P<letter>[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]+)(?P<upper>[⁰¹²³⁴⁵⁶⁷⁸⁹]*)(?P<digits>\d*)(?P<lower>.*)")
_GREEK: Mapping[str, str] = MappingProxyType({
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\epsilon", "ζ": r"\zeta", "η": r"\eta",
    "θ": r"\theta", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu", "ξ": r"\xi", "π": r"\pi",
    "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "φ": r"\phi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega",
    "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Σ": r"\Sigma", "Φ": r"\Phi", "Ω": r"\Omega"})
_FUNCTIONS: Mapping[str, str] = MappingProxyType({
    "exp": r"\exp", "log": r"\ln", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "tanh": r"\tanh",
    "sigmoid": r"\sigma", "relu": r"\mathrm{relu}", "max": r"\max", "min": r"\min"})


class TooLong(Exception):  # noqa: N818 - nobody but its callers sees it
    """A formula has more parts than it may have."""


def name_symbol(name: str) -> Symbol:
    """A variable's name with its numbers lowered: w11 is w₁₁; and what is raised in it stays so, as in w²₁₂."""
    match = _NAME.fullmatch(name)
    if match is None:
        return Symbol(name)
    upper, digits, lower = (match[part] for part in ("upper", "digits", "lower"))
    if digits and lower and lower[0] in "₀₁₂₃₄₅₆₇₈₉":  # the number of a layer
        upper, digits = digits, ""
    lower = (digits + lower).lstrip("_").translate(_LOWERED).replace("_", ",")
    return Symbol(match["letter"], upper.translate(_RAISED), lower)


def name_latex(name: str) -> str:
    """The same in LaTeX."""
    symbol = name_symbol(name)
    letter = symbol.letter
    text = _GREEK.get(letter) or (letter if len(letter) == 1 and letter.isascii() else rf"\mathrm{{{letter}}}")
    upper = f"^{{{symbol.upper}}}" if symbol.upper else ""
    lower = symbol.lower
    if lower and not lower.replace(",", "").isdigit() and len(lower) > 1:
        lower = rf"\mathrm{{{lower}}}"
    return text + upper + (f"_{{{lower}}}" if lower else "")


def number_latex(x: float) -> str:
    """A number that is written in a formula: as it is if it is short, rounded otherwise."""
    text = f"{x:.0f}" if float(x).is_integer() and abs(x) < 1e6 else f"{x:.{_DIGITS_OF_NUMBER}g}"
    if "e" in text:
        text = number(x, _DIGITS_OF_NUMBER)
    mantissa, power, exponent = text.partition("·10")
    plain = mantissa.replace(MINUS, "-").replace(NARROW_SPACE, r"\,").replace(INFINITY, r"\infty")
    return plain + (rf" \cdot 10^{{{exponent.translate(_EXPONENTS)}}}" if power else "")


def whole_latex(graph: Graph) -> str:
    """The output by the variables alone, such as L = (σ(w x + b) − y)²; "" where that would be too long."""
    try:
        right = formula_latex(graph, graph.output, by_name=False)
    except TooLong:
        return ""
    return f"{output_latex(graph)} = {right}"


def output_latex(graph: Graph) -> str:
    """What the output is called."""
    return name_latex(graph.output_name)


def formula_latex(graph: Graph, node: int, *, by_name: bool = True, names: Mapping[int, str] | None = None,
                  most: int = MOST_PARTS) -> str:
    """A node by what it is made of.

    Parameters
    ----------
    by_name
        Whether what has a name is written by it; the node's own name isn't used.
    names
        Further names, in LaTeX, by the numbers of the nodes.
    most
        Nodes that it may have.

    Raises
    ------
    TooLong
        If it has more.
    """
    return _Writer(graph, most, names or {}, by_name=by_name).formula(node, is_first=True)[0]


class _Writer:
    def __init__(self, graph: Graph, most: int, names: Mapping[int, str], *, by_name: bool) -> None:
        self._graph, self._left, self._names, self._by_name = graph, most, names, by_name

    def formula(self, node: int, *, is_first: bool = False) -> tuple[str, int]:
        """The text, and how strongly its last sign binds."""
        self._left -= 1
        if self._left < 0:
            raise TooLong
        it = self._graph.nodes[node]
        if not is_first and node in self._names:
            return self._names[node], _ATOM
        if it.kind is None or (it.name and self._by_name and not is_first):
            return _leaf_latex(it)
        name = it.kind.name
        if name in {"max", "min"}:
            listed = ", ".join(self.formula(one)[0] for one in self._listed(node, name))
            return rf"{_FUNCTIONS[name]}({listed})", _CALL
        parts = [self.formula(one) for one in it.arguments]
        return _JOINED[name](*parts) if name in _JOINED else _called(name, it.kind.symbol, parts[0][0])

    def _listed(self, node: int, name: str) -> list[int]:
        """The arguments of max(max(a, b), c): a, b, c."""
        first, second = self._graph.nodes[node].arguments
        it = self._graph.nodes[first]
        if it.kind is not None and it.kind.name == name and not it.name and len(self._graph.outgoing[first]) == 1:
            self._left -= 1
            return [*self._listed(first, name), second]
        return [first, second]


def _leaf_latex(node: GraphNode) -> tuple[str, int]:
    if node.value is None or node.name:
        return name_latex(node.name), _ATOM
    return number_latex(node.value), _NEGATION if node.value < 0 else _ATOM


def _called(name: str, symbol: str, argument: str) -> tuple[str, int]:
    return f"{_FUNCTIONS.get(name, rf'{chr(92)}mathrm{{{symbol}}}')}({argument})", _CALL


Part = tuple[str, int]


def _enclosed(part: Part, least: int) -> str:
    return part[0] if part[1] >= least else f"({part[0]})"


def _later(part: Part, least: int) -> str:
    """Behind a sign: what begins with one of its own gets brackets."""
    return f"({part[0]})" if part[1] < least or part[0].startswith("-") else part[0]


def _product(first: Part, second: Part) -> Part:
    left, right = _enclosed(first, _NEGATION), _later(second, _PRODUCT)
    # a number behind anything needs a dot, and so does what would look like one word
    sign = r" \cdot " if right[0].isdigit() or left == right or r"\cdot" in left + right else r"\,"
    return f"{left}{sign}{right}", _PRODUCT


_JOINED: Mapping[str, Callable[..., Part]] = MappingProxyType({
    "add": lambda first, *others: (" + ".join([first[0], *(_later(other, _SUM) for other in others)]), _SUM),
    "subtract": lambda u, v: (f"{u[0]} - {_later(v, _PRODUCT)}", _SUM),
    "multiply": _product,
    "divide": lambda u, v: (rf"\frac{{{u[0]}}}{{{v[0]}}}", _POWER),
    "negate": lambda u: (f"-{_later(u, _PRODUCT)}", _NEGATION),
    "power": lambda u, v: (f"{_enclosed(u, _ATOM)}^{{{v[0]}}}", _POWER),
    "sqrt": lambda u: (rf"\sqrt{{{u[0]}}}", _CALL),
    "abs": lambda u: (f"|{u[0]}|", _CALL),
})


# with numbers


def value_number(numbers: GraphNumbers, node: int) -> Number:
    """The value of a node: what somebody has entered as it was entered, what was computed in the usual digits."""
    value = float(numbers.values[node])
    it = numbers.graph.nodes[node]
    is_short = it.kind is None and not (it.is_number and it.name) and is_short_number(value)
    return Number(value, Tone.SIGNAL, digits=AS_ENTERED if is_short else TERM_DIGITS)


def is_short_number(value: float) -> bool:
    """Whether it can be written out as it was entered."""
    return float(f"{value:.{_FEW_DIGITS}g}") == value


def filled_in(numbers: GraphNumbers, node: int, most: int = MOST_PARTS) -> Items:
    """A node's formula with the values of what it is made of, as far as `formula_latex` writes it.

    Raises
    ------
    TooLong
        If it has more parts than it may have.
    """
    return _Filler(numbers, most).row(node, is_first=True)[0]


class _Filler:
    def __init__(self, numbers: GraphNumbers, most: int) -> None:
        self._numbers, self._left = numbers, most

    def row(self, node: int, *, is_first: bool = False) -> tuple[Items, int]:
        """The row, and how strongly its last sign binds."""
        self._left -= 1
        if self._left < 0:
            raise TooLong
        it = self._numbers.graph.nodes[node]
        if it.kind is None or (it.name and not is_first):
            value = value_number(self._numbers, node)
            return (value,), _NEGATION if value.value < 0 else _ATOM
        parts = [self.row(one) for one in it.arguments]
        if it.kind.name == "power":
            return self._power(it, parts)
        return applied(it.kind.name, it.kind.symbol, parts)

    def _power(self, it: GraphNode, parts: list[tuple[Items, int]]) -> tuple[Items, int]:
        exponent = self._numbers.graph.nodes[it.arguments[1]]
        base = _row_enclosed(parts[0], _ATOM)
        if exponent.value == 2.0:
            return (*base, Mark("²")), _POWER
        power = value_number(self._numbers, it.arguments[1])
        if len(base) == 1 and isinstance(base[0], Number):
            return (Power(base[0], power),), _POWER
        return (*base, Operator("^"), *_row_enclosed(parts[1], _ATOM)), _POWER


def applied(name: str, symbol: str, parts: list[tuple[Items, int]]) -> tuple[Items, int]:
    """An operation with rows for its arguments; a power is none of these."""
    first = parts[0]
    if name in _INFIX:
        sign, own, left, right = _INFIX[name]
        row = _row_enclosed(first, left)
        for part in parts[1:]:  # a sum may have more than two terms
            row = (*row, *_joined(sign, _row_enclosed(part, right), is_term=own == _SUM))
        return row, own
    if name == "negate":
        inner = _row_enclosed(first, _PRODUCT)
        return (Mark(MINUS), *((Mark("("), *inner, Mark(")")) if _begins_negative(inner) else inner)), _NEGATION
    if name == "sqrt":
        return (Mark("√"), *_row_enclosed(first, _ATOM)), _CALL
    if name == "abs":
        return (Mark("|"), *first[0], Mark("|")), _CALL
    arguments: list[Item] = []
    for argument, _ in parts:
        arguments += [*([Mark(",")] if arguments else []), *argument]
    return (Mark(symbol), Mark("("), *arguments, Mark(")")), _CALL


def _joined(sign: str, row: Items, *, is_term: bool) -> Items:
    """What follows a sign; that of a negative term joins it."""
    first = row[0]
    if is_term and len(row) == 1 and isinstance(first, Number) and first.value < 0:
        return Operator("+" if sign == MINUS else MINUS), replace(first, unsigned=True)
    return Operator(sign), *((Mark("("), *row, Mark(")")) if _begins_negative(row) else row)


_INFIX: Mapping[str, tuple[str, int, int, int]] = MappingProxyType({
    "add": ("+", _SUM, _SUM, _SUM), "subtract": (MINUS, _SUM, _SUM, _PRODUCT),
    "multiply": ("·", _PRODUCT, _PRODUCT, _PRODUCT), "divide": ("/", _PRODUCT, _PRODUCT, _POWER)})


def _row_enclosed(part: tuple[Items, int], least: int) -> Items:
    return part[0] if part[1] >= least else (Mark("("), *part[0], Mark(")"))


def _begins_negative(row: Items) -> bool:
    first = row[0]
    return first == Mark(MINUS) or (isinstance(first, Number) and first.value < 0 and not first.unsigned)
