"""Where the transport bar can stop in a graph: a value forward, a contribution on an edge backward, and its sum.

Forward, the nodes get their values one after the other, arguments first; variables and numbers have theirs from the
start. Backward, the output's derivative is 1; then, from the output to the variables, each node gets the product of
every edge that leaves it, one by one, and then their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from simulator.graph.graph import Graph


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
