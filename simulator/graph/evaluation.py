"""The numbers of a graph at given values of its variables: forward, and backward by the chain rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.errors import Phrase
from simulator.expressions import ExpressionError, OperationKind
from simulator.expressions.operations import Partial
from simulator.graph.graph import Graph, GraphNode


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
