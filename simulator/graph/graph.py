"""A computational graph: operations and variables as nodes, each argument of an operation as an edge."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.errors import Phrase
from simulator.expressions import ExpressionError
from simulator.expressions.operations import OperationKind, Partial

_OUTPUTS = ("L", "C", "J", "f")
"""What a last line without a name may be called."""


@dataclass(frozen=True)
class GraphNode:
    """A variable, a number, or an operation.

    Attributes
    ----------
    kind
        The operation; None for a variable or a number.
    arguments
        Numbers of the nodes it is done with, in their order; one node may be there twice, as in a·a.
    name
        Of a variable, what a line of the text calls its result, such as "z", or "π" and "e"; "" for the others.
    value
        Of a number; None otherwise.
    place, length
        The characters of the text it was read from.
    """

    kind: OperationKind | None = None
    arguments: tuple[int, ...] = ()
    name: str = ""
    value: float | None = None
    place: int = 0
    length: int = 0

    @property
    def is_variable(self) -> bool:
        """Whether its value is given from outside."""
        return self.kind is None and self.value is None

    @property
    def is_number(self) -> bool:
        """Whether its value is written in the text."""
        return self.value is not None


@dataclass(frozen=True)
class GraphEdge:
    """One argument of an operation.

    Attributes
    ----------
    source, target
        Numbers of the argument's node and of the operation's node.
    slot
        Which argument it is, from 0.
    """

    source: int
    target: int
    slot: int


@dataclass(frozen=True, eq=False)
class Graph:
    """A scalar function of named variables.

    Attributes
    ----------
    text
        What it was read from.
    nodes
        Every node once, arguments before what is done with them. What is written the same twice is one node, but
        every number in it is one of its own.
    output
        Number of the node whose derivatives are asked for.
    """

    text: str
    nodes: tuple[GraphNode, ...]
    output: int

    @cached_property
    def output_name(self) -> str:
        """What the output is called: as its line calls it, or L, or a letter that nothing else is called."""
        taken = {node.name for node in self.nodes}
        letters = (*_OUTPUTS, *(f"L{number}" for number in range(1, len(self.nodes) + 1)))
        return self.nodes[self.output].name or next(letter for letter in letters if letter not in taken)

    @cached_property
    def edges(self) -> tuple[GraphEdge, ...]:
        """All of them, in the order of their targets, then of the arguments."""
        return tuple(GraphEdge(source, target, slot) for target, node in enumerate(self.nodes)
                     for slot, source in enumerate(node.arguments))

    @cached_property
    def incoming(self) -> tuple[tuple[int, ...], ...]:
        """For every node the numbers of the edges from its arguments."""
        numbers: list[list[int]] = [[] for _ in self.nodes]
        for number, edge in enumerate(self.edges):
            numbers[edge.target].append(number)
        return tuple(map(tuple, numbers))

    @cached_property
    def outgoing(self) -> tuple[tuple[int, ...], ...]:
        """For every node the numbers of the edges to those that use it."""
        numbers: list[list[int]] = [[] for _ in self.nodes]
        for number, edge in enumerate(self.edges):
            numbers[edge.source].append(number)
        return tuple(map(tuple, numbers))

    @cached_property
    def backward(self) -> tuple[int, ...]:
        """All nodes in the order in which they get their derivatives: what uses a node comes before it."""
        return tuple(reversed(range(len(self.nodes))))

    @cached_property
    def contributions(self) -> tuple[tuple[int, ...], ...]:
        """For every node the edges to those that use it, in the order in which their products arrive."""
        ranks = {number: rank for rank, number in enumerate(self.backward)}
        return tuple(tuple(sorted(edges, key=lambda edge: (ranks[self.edges[edge].target], self.edges[edge].slot)))
                     for edges in self.outgoing)

    @cached_property
    def variables(self) -> tuple[int, ...]:
        """Numbers of the variables' nodes, in the order in which the text names them."""
        return tuple(sorted((number for number, node in enumerate(self.nodes) if node.is_variable),
                            key=lambda number: self.nodes[number].place))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the variables, in the same order."""
        return tuple(self.nodes[number].name for number in self.variables)

    @cached_property
    def asked(self) -> tuple[int, ...]:
        """Numbers of the variables whose derivatives are asked for, in the same order: usually all of them."""
        return tuple(number for number in self.variables if self.depends[number])

    @cached_property
    def depends(self) -> tuple[bool, ...]:
        """For every node whether it depends on a variable that is asked for: the others have no derivative."""
        found: list[bool] = []
        for node in self.nodes:
            found.append(node.is_variable or any(found[argument] for argument in node.arguments))
        return tuple(found)


# The numbers of a graph at given values of its variables: forward, and backward by the chain rule.

@dataclass(frozen=True, eq=False)
class GraphNumbers:
    """Everything that is shown of a graph; all of it finite.

    Attributes
    ----------
    graph
        Whose numbers these are.
    values
        Of every node, shape (nodes,).
    locals
        Of every edge: the derivative of its target with respect to that argument, shape (edges,). 0 for an argument
        that depends on no variable: nobody asks for it.
    products
        Of every edge: that times the derivative of L with respect to the target, shape (edges,).
    derivatives
        ∂L/∂node of every node, shape (nodes,): the sum of the products of the edges that leave it; 1 at the output, 0
        for a node that L does not depend on, or that depends on no variable.
    """

    graph: Graph
    values: Array
    locals: Array
    products: Array
    derivatives: Array


def evaluate(graph: Graph, given: Mapping[str, float]) -> GraphNumbers:
    """All numbers of a graph.

    Where a function has a kink its derivative is that of the program's activations: |u| and relu(u) have 0 at u = 0,
    and of the two sides of max and min the first counts where both are equal.

    Parameters
    ----------
    given
        A value for each of the variables, at least.

    Raises
    ------
    ExpressionError
        If a node is not defined or overflows at these values, or its derivative does: with its place in the text.
    """
    values, local = np.empty(len(graph.nodes)), np.zeros(len(graph.edges))
    with np.errstate(all="ignore"):
        for number, node in enumerate(graph.nodes):
            if node.kind is None:
                values[number] = _given(node, given) if node.value is None else node.value
                continue
            arguments = [values[argument] for argument in node.arguments]  # numpy's: dividing them by 0 is no error
            value = values[number] = node.kind.value(*arguments)
            if not math.isfinite(value):
                raise ExpressionError(_undefined(node.kind, [float(one) for one in arguments]),
                                      node.place, node.length)
            for edge, source, partial in zip(graph.incoming[number], node.arguments, node.kind.first, strict=True):
                if graph.depends[source]:
                    local[edge] = _partial(partial, arguments, values[number])
                    if not math.isfinite(local[edge]):
                        raise ExpressionError(
                            Phrase("{term} has a value but no finite slope here; change the values that lead there",
                                   term=_term(node.kind, arguments)), node.place, node.length)
        products, derivatives = _backward(graph, local)
    return GraphNumbers(graph, values, local, products, derivatives)


def _backward(graph: Graph, local: Array) -> tuple[Array, Array]:
    """Products of the edges and derivatives of the nodes, from the output to the variables."""
    products, derivatives = np.zeros(len(graph.edges)), np.zeros(len(graph.nodes))
    derivatives[graph.output] = 1.0
    for number in reversed(range(len(graph.nodes))):
        node = graph.nodes[number]
        if not math.isfinite(derivatives[number]):
            raise ExpressionError(Phrase("the derivative with respect to this is beyond all numbers that can be "
                                         "computed with; change the values"), node.place, node.length)
        for edge, source in zip(graph.incoming[number], node.arguments, strict=True):
            products[edge] = local[edge] * derivatives[number]
            derivatives[source] += products[edge]
    return products, derivatives


def _given(node: GraphNode, given: Mapping[str, float]) -> float:
    value = given[node.name]
    if not math.isfinite(value):
        raise ExpressionError(Phrase("{name} must be a finite number, got {value}", name=node.name, value=value),
                              node.place, node.length)
    return value


def _partial(partial: Partial, arguments: list[float], value: float) -> float:
    if isinstance(partial, float):
        return partial
    return float(np.asarray(partial(*arguments, value)))


# what is said of an operation that has no value at its arguments


def _undefined(kind: OperationKind, arguments: list[float]) -> Phrase:
    first, last = arguments[0], arguments[-1]
    if kind.name == "divide" and last == 0.0:
        return Phrase("{term}: division by 0 is not defined; change the values that lead there",
                      term=_term(kind, arguments))
    if kind.name == "log" and first <= 0.0:
        return Phrase("{term}: only numbers above 0 have a logarithm; change the values that lead there",
                      term=_term(kind, arguments))
    if kind.name == "sqrt" and first < 0.0:
        return Phrase("{term}: a number below 0 has no square root; change the values that lead there",
                      term=_term(kind, arguments))
    if kind.name == "power" and first == 0.0:
        return Phrase("{term}: 0 has no negative powers; change the values that lead there",
                      term=_term(kind, arguments))
    if kind.name == "power" and first < 0.0 and not last.is_integer():
        return Phrase("{term}: a number below 0 has no powers but whole ones; change the values that lead there",
                      term=_term(kind, arguments))
    return Phrase("{term} is beyond all numbers that can be computed with; change the values that lead there",
                  term=_term(kind, arguments))


def _term(kind: OperationKind, arguments: list[float]) -> str:
    """An operation with the numbers it is done with, as it would be typed."""
    shown = [f"{argument:.6g}".replace("-", "−") for argument in arguments]
    if kind.spellings:
        return f"{kind.spellings[0]}({', '.join(shown)})"
    if kind.arity == 1:
        return f"{kind.symbol}{shown[0]}"
    return f" {kind.symbol} ".join(f"({one})" if one.startswith("−") else one for one in shown)
