"""A computational graph: operations and variables as nodes, each argument of an operation as an edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from simulator.expressions.operations import OperationKind

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
