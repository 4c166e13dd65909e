"""Where the transport bar can stop in a graph: a value forward, a contribution on an edge backward, and its sum.

Forward, the nodes get their values one after the other, arguments first; variables and numbers have theirs from the
start. Backward, the output's derivative is 1; then, from the output to the variables, each node gets the product of
every edge that leaves it, one by one, and then their sum.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from simulator.arrays import Array
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained, Phrase, name_list
from simulator.expressions import ExpressionError
from simulator.graph.graph import Graph, GraphNode, GraphNumbers, evaluate


class StopKind(Enum):
    """What happens at a stop.

    START
        Nothing is computed yet: the variables stand there with their values.
    VALUE
        Forward: a node's value appears.
    SEED
        Backward: ∂L/∂L = 1 at the output.
    PRODUCT
        Backward: the product travels over an edge: local derivative times the derivative of the node it leads to.
    SUM
        Backward: a node has all of its contributions, and their sum is its derivative.
    """

    START = "start"
    VALUE = "value"
    SEED = "seed"
    PRODUCT = "product"
    SUM = "sum"


class GraphStride(Enum):
    """How far one press of Next or Back leads, from fine to coarse."""

    EDGE = "edge"
    NODE = "node"
    PASS = "pass"

    @property
    def coarser(self) -> GraphStride:
        """The next coarser stride; the coarsest is its own."""
        ordered = list(GraphStride)
        return ordered[min(ordered.index(self) + 1, len(ordered) - 1)]


@dataclass(frozen=True, slots=True)
class Stop:
    """One instant.

    Attributes
    ----------
    kind
        What happens.
    node
        Number of the node that it happens to; of a product the source of the edge. −1 at the start.
    edge
        Number of the edge of a product; −1 otherwise.
    """

    kind: StopKind
    node: int = -1
    edge: int = -1

    @property
    def is_backward(self) -> bool:
        """Whether it belongs to the pass backward."""
        return self.kind in (StopKind.SEED, StopKind.PRODUCT, StopKind.SUM)


@lru_cache(maxsize=32)
def stops_of(graph: Graph) -> tuple[Stop, ...]:
    """All stops of a graph in their order.

    A node with a single contribution has no sum of its own: its product is its derivative. Nodes that don't depend on
    a variable get no derivative.
    """
    stops = [Stop(StopKind.START)]
    stops += [Stop(StopKind.VALUE, number) for number, node in enumerate(graph.nodes) if node.kind is not None]
    stops.append(Stop(StopKind.SEED, graph.output))
    for number in graph.backward:
        if number == graph.output or not graph.depends[number]:
            continue
        edges = graph.contributions[number]
        stops += [Stop(StopKind.PRODUCT, number, edge) for edge in edges]
        if len(edges) > 1:
            stops.append(Stop(StopKind.SUM, number))
    return tuple(stops)


def is_stop_of(stops: tuple[Stop, ...], number: int, stride: GraphStride) -> bool:
    """Whether one stops there with a stride: at every edge; where a node is done; where a pass is done."""
    if number in (0, len(stops) - 1) or stride is GraphStride.EDGE:
        return True
    here, behind = stops[number], stops[number + 1]
    if behind.kind is StopKind.SEED:  # the pass forward is done; both are the output's
        return True
    return stride is GraphStride.NODE and here.node != behind.node


def following(stops: tuple[Stop, ...], number: int, stride: GraphStride) -> int:
    """Where Next leads; the last stop is the end."""
    return next((later for later in range(number + 1, len(stops)) if is_stop_of(stops, later, stride)), number)


def preceding(stops: tuple[Stop, ...], number: int, stride: GraphStride) -> int:
    """Where Back leads; the first stop is the end."""
    return next((earlier for earlier in range(number - 1, -1, -1) if is_stop_of(stops, earlier, stride)), number)


# Gradient descent on chosen variables of a graph: v → v − η ∂L/∂v for all of them at once.

@dataclass(frozen=True, eq=False)
class GraphDescent:
    """Where descent stands, and how it goes on.

    Attributes
    ----------
    graph
        Whose output L is to become smaller.
    values
        Of all variables, by name.
    names
        The variables that are changed; the others stay.
    learning_rate
        η.

    Raises
    ------
    Explained
        If η is not positive, or a name is not that of a variable.
    """

    graph: Graph
    values: Mapping[str, float]
    names: tuple[str, ...]
    learning_rate: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", dict(self.values))
        object.__setattr__(self, "names", tuple(self.names))
        object.__setattr__(self, "learning_rate", LEARNING_RATE.check(self.learning_rate))
        for name in self.names:
            if name not in self.graph.names:
                raise Explained(Phrase("there is no variable {name} in this graph; choose one of {known}",
                                       name=repr(name), known=name_list(self.graph.names)))

    def next_values(self, numbers: GraphNumbers | None = None) -> dict[str, float]:
        """The values of all variables after one update. Whether L is defined there is not looked at.

        Parameters
        ----------
        numbers
            Those of the graph at `values`, if they are known already.

        Raises
        ------
        ExpressionError
            If the graph is not defined at `values`, or a variable would become too large for a number: with the place
            of its name.
        """
        numbers = evaluate(self.graph, self.values) if numbers is None else numbers
        changed = dict(self.values)
        for number in self.graph.variables:
            node = self.graph.nodes[number]
            if node.name in self.names:
                value = self.values[node.name] - self.learning_rate * float(numbers.derivatives[number])
                if not math.isfinite(value):
                    raise _too_large(node, self.learning_rate)
                changed[node.name] = value
        return changed


def _too_large(node: GraphNode, learning_rate: float) -> ExpressionError:
    return ExpressionError(Phrase("the update of {name} by η·∂L/∂{name} is too large for a number; choose a smaller "
                                  "learning rate than {rate}", name=node.name, rate=f"{learning_rate:.6g}"),
                           node.place, node.length)


@dataclass(frozen=True, eq=False)
class GraphTrail:
    """The record of some updates.

    Attributes
    ----------
    descent
        Where it stands now: at the last values at which all is defined.
    costs
        L before the first update and after each, shape (updates + 1,).
    values
        Of the variables `descent.names`, shape (updates + 1, names).
    end
        Why it can't go on: a node that is not defined after the next update, or a variable that becomes too large;
        None as long as it can.
    """

    descent: GraphDescent
    costs: Array
    values: Array
    end: ExpressionError | None = None

    @property
    def updates(self) -> int:
        """How many were made."""
        return len(self.costs) - 1


def descend(descent: GraphDescent, updates: int) -> GraphTrail:
    """Makes so many updates, fewer if it comes to where L, or a derivative, is not defined or overflows.

    Raises
    ------
    ExpressionError
        If the graph is not defined at the values it starts from.
    """
    numbers = evaluate(descent.graph, descent.values)
    costs = [float(numbers.values[descent.graph.output])]
    values = [[descent.values[name] for name in descent.names]]
    end: ExpressionError | None = None
    for _ in range(updates):
        try:
            changed = descent.next_values(numbers)
            numbers = evaluate(descent.graph, changed)
        except ExpressionError as error:
            end = error
            break
        descent = GraphDescent(descent.graph, changed, descent.names, descent.learning_rate)
        costs.append(float(numbers.values[descent.graph.output]))
        values.append([changed[name] for name in descent.names])
    return GraphTrail(descent, np.array(costs), np.array(values).reshape(len(costs), len(descent.names)), end)


def extended(trail: GraphTrail, updates: int) -> GraphTrail:
    """A trail with so many updates more; one that has come to its end stays as it is."""
    if trail.end is not None:
        return trail
    more = descend(trail.descent, updates)
    return GraphTrail(more.descent, np.concatenate([trail.costs, more.costs[1:]]),
                      np.concatenate([trail.values, more.values[1:]]), more.end)
