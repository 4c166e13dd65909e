"""What is written in a computational graph: symbols, values, and local derivatives as formula and number.

Plain text throughout: the letters stand on a canvas, at any size and in large numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from gui.foundation.number_text import MINUS, count, field_text, never_whole
from gui.transport.position_text import PositionText
from gui.workspaces.graph.graph_session import GraphPlayer
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import GraphStride, Stop, StopKind, stops_of

PRIME, PARTIAL, DOT, TIMES, DIVIDE, ROOT, ELLIPSIS = "′", "∂", "·", "×", "÷", "√", "…"
SUPERSCRIPTS = str.maketrans("-−0123456789", "⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = 3
_LONGEST_WORD, _LONGEST_TITLE = 14, 32
_MOST_TERMS, _LONGEST_NUMBER = 4, 5
_SIGNS: Mapping[str, str] = MappingProxyType({
    "add": "+", "subtract": MINUS, "multiply": TIMES, "divide": DIVIDE, "negate": MINUS, "power": "^", "abs": "|·|"})
_BINDING: Mapping[str, int] = MappingProxyType({
    "add": 1, "subtract": 1, "multiply": 2, "divide": 2, "negate": 2, "power": 3})
"""How strongly a sign binds; what is called with brackets is never torn apart."""
_JOINTS: Mapping[str, str] = MappingProxyType({
    "add": " + ", "subtract": f" {MINUS} ", "multiply": DOT, "divide": "/", "power": "^"})
_ATOM = 9
_UNBROKEN = re.compile(r"…|[\w.′]+(\([^()]*\))?")


def shown(x: float) -> str:
    """A value in the graph: three digits, whole numbers without decimals.

    Examples
    --------
    >>> shown(1.2), shown(-1.0), shown(0.20507)
    ('1.20', '−1', '0.205')
    """
    if float(x).is_integer() and abs(x) < 1e6:
        return f"{x + 0.0:.0f}".replace("-", MINUS)
    return never_whole(x, _DIGITS)


def as_given(x: float) -> str:
    """A value that somebody has set: 0.8 is written 0.80, and digits that were not given are not shown."""
    has_two_decimals = round(x, 2) == x and not float(x).is_integer() and abs(x) < 1e3
    return f"{x:.2f}".replace("-", MINUS) if has_two_decimals else shown(x)


def in_brackets(text: str) -> str:
    """A factor or a later term: a negative one, or a power of ten, gets brackets."""
    return f"({text})" if text.startswith(MINUS) or DOT in text else text


def symbol_of(graph: Graph, node: int, exponent: int | None = None) -> str:
    """What stands in a node: a variable's name, a number, the sign of an operation.

    Parameters
    ----------
    exponent
        Node of the number that a power is written with: the square's symbol is "²".
    """
    it = graph.nodes[node]
    if it.value is not None:
        return it.name or (text if len(text := field_text(it.value)) <= _LONGEST_NUMBER else shown(it.value))
    if it.kind is None:
        return it.name
    if exponent is not None:
        return _superscript(graph.nodes[exponent].value or 0.0) or "^"
    return _SIGNS.get(it.kind.name, it.kind.symbol)


@lru_cache(maxsize=4096)
def word_of(graph: Graph, node: int) -> str:
    """The shortest way to speak of a node: its name, or what it is made of; … where that would be long."""
    text = graph.nodes[node].name or written(graph, node)
    return text if len(text) <= _LONGEST_TITLE else ELLIPSIS


def written(graph: Graph, node: int) -> str:
    """A node as a formula of those with names, such as "w·x + b"; its own name isn't used."""
    return _written(graph, node, depth=0)[0]


@lru_cache(maxsize=4096)
def local_texts(numbers: GraphNumbers, edge: int) -> tuple[str, ...]:
    """The local derivative of an edge, from formula and number to the bare number.

    Examples
    --------
    For the edge from z to σ: ``("σ′(z) = 0.205", "0.205")``; for that into a sum: ``("1",)``.
    """
    value, formula = shown(numbers.locals[edge]), local_formula(numbers, edge)
    return (value,) if formula in {"", value} else (f"{formula} = {value}", value)


def local_formula(numbers: GraphNumbers, edge: int) -> str:
    """The local derivative of an edge without its number; the number itself where it is the same everywhere."""
    graph = numbers.graph
    it = graph.edges[edge]
    kind = graph.nodes[it.target].kind
    assert kind is not None, "only operations have arguments"
    words = [_short_word(numbers, argument) for argument in graph.nodes[it.target].arguments]
    if isinstance(kind.first[it.slot], float):
        return shown(float(kind.first[it.slot]))  # type: ignore[arg-type]
    formula = _FORMULAS.get((kind.name, it.slot))
    if formula is not None:
        return formula(*words)
    if kind.name == "power":
        return _power_formula(graph, it.target, it.slot, words)
    return f"{kind.symbol}{PRIME}({words[0]})" if kind.arity == 1 else ""


def quotient(graph: Graph, target: int, source: int) -> str:
    """How a derivative is written, such as "∂L/∂z"."""
    return f"{PARTIAL}{_factor(word_of(graph, target))}/{PARTIAL}{_factor(word_of(graph, source))}"


def output_word(graph: Graph) -> str:
    """What the output is called."""
    return graph.output_name


def derivative_word(graph: Graph, node: int) -> str:
    """The derivative of the output with respect to a node, such as "∂L/∂z"."""
    return f"{PARTIAL}{output_word(graph)}/{PARTIAL}{_factor(word_of(graph, node))}"


def computation(numbers: GraphNumbers, node: int) -> str:
    """How a node's value comes about, such as "0.80 × 1.50 = 1.20"."""
    graph = numbers.graph
    it = graph.nodes[node]
    assert it.kind is not None, "variables and numbers are not computed"
    values = [shown(numbers.values[argument]) for argument in it.arguments]
    return f"{_applied(it.kind.name, it.kind.symbol, values)} = {shown(numbers.values[node])}"


def product_text(numbers: GraphNumbers, edge: int) -> str:
    """What travels over an edge backward, such as "−0.698 · 0.205 = −0.143"."""
    target = numbers.graph.edges[edge].target
    factors = shown(numbers.derivatives[target]), in_brackets(shown(numbers.locals[edge]))
    return f"{' · '.join(factors)} = {shown(numbers.products[edge])}"


def sum_text(products: Sequence[float], *, is_complete: bool) -> str:
    """The contributions that have arrived, and their sum once all have: "−0.14 + 0.31 = 0.17"."""
    terms = _added([shown(product) for product in products])
    return f"{terms} = {shown(sum(products))}" if is_complete else f"{terms} + {ELLIPSIS}"


def _shortened(terms: list[str]) -> list[str]:
    """Of many terms the first two and the last."""
    return terms if len(terms) <= _MOST_TERMS else [*terms[:2], ELLIPSIS, terms[-1]]


def _added(terms: list[str]) -> str:
    """Terms of a sum; the sign of a later one is the sum's."""
    first, *later = _shortened(terms)
    return first + "".join(f" {MINUS} {term[1:]}" if term.startswith(MINUS) else f" + {term}" for term in later)


def _short_word(numbers: GraphNumbers, node: int) -> str:
    """A node in a formula: by its value where words would be long."""
    word = word_of(numbers.graph, node)
    return word if len(word) <= _LONGEST_WORD else shown(numbers.values[node])


def _factor(word: str) -> str:
    return word if _UNBROKEN.fullmatch(word) else f"({word})"


def _superscript(exponent: float) -> str:
    text = shown(exponent)
    return text.translate(SUPERSCRIPTS) if all(letter in f"{MINUS}0123456789" for letter in text) else ""


def _raised(base: str, exponent: float) -> str:
    if exponent == 1.0:
        return base
    small = _superscript(exponent)
    return f"{base}{small}" if small else f"{base}^{in_brackets(shown(exponent))}"


def _power_formula(graph: Graph, node: int, slot: int, words: list[str]) -> str:
    base, exponent = _factor(words[0]), graph.nodes[graph.nodes[node].arguments[1]]
    if slot == 1:
        return f"{base}^{_factor(words[1])}{DOT}ln {base}"
    if exponent.value is None:
        power = _factor(words[1])
        return f"{power}{DOT}{base}^({words[1]} {MINUS} 1)"
    if exponent.value in {0.0, 1.0}:
        return shown(exponent.value)
    factor = shown(exponent.value)
    tight = "" if base.isalpha() or base.startswith("(") else DOT
    return f"{factor}{tight}{_raised(base, exponent.value - 1.0)}"


_FORMULAS: Mapping[tuple[str, int], Callable[..., str]] = MappingProxyType({
    ("multiply", 0): lambda u, v: v,
    ("multiply", 1): lambda u, v: u,
    ("divide", 0): lambda u, v: f"1/{_factor(v)}",
    ("divide", 1): lambda u, v: f"{MINUS}{_factor(u)}/{_factor(v)}²",
    ("exp", 0): lambda u: f"exp({u})",
    ("log", 0): lambda u: f"1/{_factor(u)}",
    ("sqrt", 0): lambda u: f"1/(2{ROOT}{_factor(u)})",
    ("sin", 0): lambda u: f"cos({u})",
    ("cos", 0): lambda u: f"{MINUS}sin({u})",
    ("tan", 0): lambda u: f"1 + tan²({u})",
    ("tanh", 0): lambda u: f"1 {MINUS} tanh²({u})",
    ("abs", 0): lambda u: f"sign({u})",
    # the larger (smaller) one lets all of it through, the other one nothing: the number says which
    ("max", 0): lambda u, v: "",
    ("max", 1): lambda u, v: "",
    ("min", 0): lambda u, v: "",
    ("min", 1): lambda u, v: "",
})
"""How local derivatives are written, by the operation and the argument; others are written f′(u)."""


def _written(graph: Graph, node: int, depth: int) -> tuple[str, int]:
    """The formula, and how strongly its last sign binds."""
    it = graph.nodes[node]
    if depth and it.name:
        return it.name, _ATOM
    if it.kind is None:
        return symbol_of(graph, node), _ATOM
    if depth > 3:
        return ELLIPSIS, _ATOM
    parts = [_written(graph, argument, depth + 1) for argument in it.arguments]
    binding = _BINDING.get(it.kind.name)
    if binding is None:
        return _applied(it.kind.name, it.kind.symbol, [text for text, _ in parts]), _ATOM
    # the right one of two that bind alike needs brackets: a − (b − c); of a power, the left one
    least = [binding + (it.kind.name == "power"),
             *[binding + (it.kind.name in {"subtract", "divide"})] * (len(parts) - 1)]
    texts = [text if strength >= needed else f"({text})" for (text, strength), needed in
             zip(parts, least, strict=True)]
    exponent = graph.nodes[it.arguments[-1]].value
    if it.kind.name == "power" and exponent is not None:
        return _raised(texts[0], exponent), binding
    if it.kind.name == "negate":
        return f"{MINUS}{texts[0]}", binding
    return _JOINTS[it.kind.name].join(_shortened(texts)), binding


def _applied(name: str, symbol: str, texts: list[str]) -> str:
    """An operation done with what these texts say."""
    if name == "power":
        base, exponent = in_brackets(texts[0]), texts[1]
        small = all(letter in f"{MINUS}0123456789" for letter in exponent)
        return f"{base}{exponent.translate(SUPERSCRIPTS)}" if small else f"{base}^{in_brackets(exponent)}"
    if name == "negate":
        return f"{MINUS}{in_brackets(texts[0])}"
    if name == "abs":
        return f"|{texts[0]}|"
    if name == "add":
        return _added(texts)
    if name in _SIGNS:
        return f" {_SIGNS[name]} ".join((texts[0], in_brackets(texts[1])))
    return f"{symbol}({', '.join(texts)})"


# What of a graph has appeared at a stop: of every node its value and its derivative, of every edge its product.

NEVER = 1 << 40
"""A stop that never comes."""

Looks = NDArray[np.int64]

PALE, REACHED, DONE, PRESENT_FORWARD, PRESENT_BACKWARD, WAITING = range(6)
"""How far a node or an edge has come; WAITING: a node that has some of its contributions, but not all."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """When things appear.

    Attributes
    ----------
    stops
        Of the graph.
    values, derivatives
        Number of the stop from which on a node's value and its complete derivative are known, shape (nodes,).
    first_products
        From which on a node has at least one contribution, shape (nodes,).
    products
        From which on an edge's product is known, shape (edges,).
    """

    stops: tuple[Stop, ...]
    values: Looks
    derivatives: Looks
    first_products: Looks
    products: Looks

    def node_looks(self, position: int) -> Looks:
        """How far every node has come at a stop."""
        looks = np.where(self.values <= position, REACHED, PALE)
        looks[self.first_products <= position] = WAITING
        looks[self.derivatives <= position] = DONE
        stop = self.stops[position]
        if stop.node >= 0:
            looks[stop.node] = PRESENT_BACKWARD if stop.is_backward else PRESENT_FORWARD
        return looks

    def edge_looks(self, graph: Graph, position: int) -> Looks:
        """How far every edge has come at a stop."""
        looks = np.where(self.values[_targets(graph)] <= position, REACHED, PALE)
        looks[self.products <= position] = DONE
        stop = self.stops[position]
        if stop.kind is StopKind.VALUE:
            looks[list(graph.incoming[stop.node])] = PRESENT_FORWARD
        elif stop.kind is StopKind.PRODUCT:
            looks[stop.edge] = PRESENT_BACKWARD
        return looks


@lru_cache(maxsize=4)
def schedule_of(graph: Graph) -> Schedule:
    """When the parts of a graph appear."""
    stops = stops_of(graph)
    values = np.array([0 if node.kind is None else NEVER for node in graph.nodes], dtype=np.int64)
    derivatives, firsts = np.full(len(graph.nodes), NEVER), np.full(len(graph.nodes), NEVER)
    products = np.full(len(graph.edges), NEVER)
    for position, stop in enumerate(stops):
        if stop.kind is StopKind.VALUE:
            values[stop.node] = position
        elif stop.is_backward:
            firsts[stop.node] = min(firsts[stop.node], position)
            derivatives[stop.node] = position
            if stop.kind is StopKind.PRODUCT:
                products[stop.edge] = position
    return Schedule(stops, values, derivatives, firsts, products)


@lru_cache(maxsize=4)
def _targets(graph: Graph) -> Looks:
    return np.array([edge.target for edge in graph.edges], dtype=np.int64)


def arrived(graph: Graph, position: int) -> tuple[int, ...]:
    """The edges whose products have come to the node of a stop backward, in the order in which they came."""
    stops = stops_of(graph)
    node = stops[position].node
    return tuple(sorted((edge for edge in graph.outgoing[node] if schedule_of(graph).products[edge] <= position),
                        key=lambda edge: schedule_of(graph).products[edge]))


# What the transport bar of the Graph workspace says: names of strides, and where one is.

translate = QCoreApplication.translate
_LONGEST_NAME = 12
_MOST_TEXTS = 200
"""Stops of a large graph that are looked at for the longest text."""


def stride_texts() -> list[tuple[str, str]]:
    """Name and explanation of every stride."""
    texts = {
        GraphStride.EDGE: (translate("GraphBar", "Edge"),
                           translate("GraphBar", "Next and Back go edge by edge: one product at a time (1)")),
        GraphStride.NODE: (translate("GraphBar", "Node"), translate("GraphBar", "Next and Back go node by node (2)")),
        GraphStride.PASS: (translate("GraphBar", "Pass"),
                           translate("GraphBar", "Next and Back go a whole pass: forward, backward (3)")),
    }
    return [texts[stride] for stride in GraphStride]


def node_name(graph: Graph, number: int) -> str:
    """What a node is called: by its name, or by what it is made of where that is short, else by its sign."""
    word, kind = word_of(graph, number), graph.nodes[number].kind
    is_long = kind is not None and (word == ELLIPSIS or len(word) > _LONGEST_NAME)
    return symbol_of(graph, number) if is_long else word


def position_text(player: GraphPlayer, position: int) -> PositionText:
    """What happens at a stop, and how far it is."""
    graph, stops = player.graph, player.stops
    stop = stops[position]
    if stop.kind is StopKind.START:
        title = translate("GraphBar", "Start")
    elif stop.kind is StopKind.VALUE:
        title = translate("GraphBar", "Forward · value of {node}").format(node=node_name(graph, stop.node))
    elif stop.kind is StopKind.SEED:
        title = translate("GraphBar", "Backward · begins at {node}").format(node=node_name(graph, stop.node))
    elif stop.kind is StopKind.PRODUCT:
        title = translate("GraphBar", "Backward · {target} to {source}").format(
            target=node_name(graph, graph.edges[stop.edge].target), source=node_name(graph, stop.node))
    else:
        title = translate("GraphBar", "Backward · sum at {node}").format(node=node_name(graph, stop.node))
    done, made = count(position), count(len(stops) - 1)
    detail = translate("GraphBar", "{done} of {count}").format(done=done, count=made)
    return PositionText((title,), (detail,), f"{title}. {detail}")


def made_text(numbers: GraphNumbers, position: int) -> str:
    """The number that a stop has made, to be read out."""
    graph, stop = numbers.graph, schedule_of(numbers.graph).stops[position]
    if stop.kind is StopKind.START:
        return ""
    if stop.kind is StopKind.VALUE:
        return f"{word_of(graph, stop.node)} = {shown(float(numbers.values[stop.node]))}."
    value = numbers.products[stop.edge] if stop.kind is StopKind.PRODUCT else numbers.derivatives[stop.node]
    return f"{derivative_word(graph, stop.node)} = {shown(float(value))}." if stop.kind is not StopKind.PRODUCT else \
        translate("GraphBar", "Contribution to {derivative}: {value}.").format(
            derivative=derivative_word(graph, stop.node), value=shown(float(value)))


def widest_text(player: GraphPlayer) -> PositionText:
    """The longest that is said of any stop: to make room for."""
    texts = (position_text(player, position) for position in range(min(len(player.stops), _MOST_TEXTS)))
    return max(texts, key=lambda text: len(text.titles[0]))
