"""Gradient descent on chosen variables of a graph: v → v − η ∂L/∂v for all of them at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.descent.racer import LEARNING_RATE
from simulator.errors import Explained, Phrase, name_list
from simulator.expressions import ExpressionError
from simulator.graph.evaluation import GraphNumbers, evaluate
from simulator.graph.graph import Graph, GraphNode


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
