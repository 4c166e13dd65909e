"""Why backpropagation is cheap: the multiplications of the chain rule, counted for three ways to all derivatives.

What counts as one multiplication is the same everywhere: local derivative times what has been multiplied so far, once
for every edge that is crossed, from ∂L/∂L = 1 at the output on. Products by 1 and −1 count, too: a program carries
them out, and they are shown on their edges like the others. What all ways need alike is left out: one pass forward,
the local derivatives, and the additions where contributions are summed.

Finite differences know no edges. They go forward again, so that each operation done again counts one, as a product
by a local derivative does, be it a sigmoid or a sum of however many terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulator.graph.graph import Graph
from simulator.graph.stops import Stop, StopKind, stops_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Multiplications for the derivatives of L with respect to all variables that it depends on.

    Attributes
    ----------
    backpropagation
        One for each edge that leads from a variable to L, however many variables there are: what is known at a node
        is used by all that lies before it.
    each_alone
        The chain rule for one variable after the other, without what was found for the others: for each of them one
        for every edge on its ways to L. Within the derivative of one variable nothing is done twice.
    every_path
        The same with every path from a variable to L multiplied out by itself: the edges of all paths, added up.
        Without values that are used more than once it is `each_alone`; otherwise it can grow exponentially with the
        depth (an exact whole number of any length).
    finite_differences
        Operations of two further passes forward for each variable, (L(v + h) − L(v − h)) / 2h, which give only
        approximations.
    """

    backpropagation: int = 0
    each_alone: int = 0
    every_path: int = 0
    finite_differences: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.backpropagation + other.backpropagation, self.each_alone + other.each_alone,
                      self.every_path + other.every_path, self.finite_differences + other.finite_differences)


@dataclass(frozen=True, eq=False)
class _Ways:
    """What leads from each node to L.

    Attributes
    ----------
    leads
        For every node whether L depends on it.
    edges
        For every node the edges on its ways to L, as the bits of a whole number.
    lengths
        For every node the edges of all of its paths to L, added up.
    """

    leads: tuple[bool, ...]
    edges: tuple[int, ...]
    lengths: tuple[int, ...]


@lru_cache(maxsize=32)
def _ways_of(graph: Graph) -> _Ways:
    count = len(graph.nodes)
    leads, edges, paths, lengths = [False] * count, [0] * count, [0] * count, [0] * count
    leads[graph.output], paths[graph.output] = True, 1
    for number in reversed(range(graph.output)):
        for edge in graph.outgoing[number]:
            target = graph.edges[edge].target
            if leads[target]:
                leads[number] = True
                edges[number] |= edges[target] | 1 << edge
                paths[number] += paths[target]
                lengths[number] += lengths[target] + paths[target]
    return _Ways(tuple(leads), tuple(edges), tuple(lengths))


def leads_to_output(graph: Graph) -> tuple[bool, ...]:
    """For every node whether L depends on it."""
    return _ways_of(graph).leads


def edges_to_output(graph: Graph, node: int) -> frozenset[int]:
    """Numbers of the edges on all ways from a node to L: the products of which its derivative is made."""
    bits = _ways_of(graph).edges[node]
    return frozenset(edge for edge in range(len(graph.edges)) if bits >> edge & 1)


def counts_of(graph: Graph) -> Counts:
    """All multiplications of a graph."""
    return _running_counts(graph)[-1]


def counts_until(graph: Graph, position: int) -> Counts:
    """The multiplications made when one stands at a stop, that of the stop itself among them.

    Backpropagation grows with every product. The other ways grow whenever the derivative of a variable is complete,
    by what it would have cost to find that one without the others.

    Parameters
    ----------
    position
        Number of the stop in `stops_of(graph)`.
    """
    return _running_counts(graph)[position]


@lru_cache(maxsize=32)
def _running_counts(graph: Graph) -> tuple[Counts, ...]:
    """The counts at every stop."""
    ways, stops, running = _ways_of(graph), stops_of(graph), [Counts()]
    operations = sum(node.kind is not None and graph.depends[number] and ways.leads[number]
                     for number, node in enumerate(graph.nodes))
    for position, stop in enumerate(stops[1:], 1):
        counts = running[-1]
        if _is_counted(graph, stop):
            counts += Counts(backpropagation=1)
        if _completes_a_variable(graph, stops, position):
            counts += Counts(0, ways.edges[stop.node].bit_count(), ways.lengths[stop.node], 2 * operations)
        running.append(counts)
    return tuple(running)


def _is_counted(graph: Graph, stop: Stop) -> bool:
    """Whether it is a product on a way to L: others are 0 and need not be computed."""
    return stop.kind is StopKind.PRODUCT and _ways_of(graph).leads[graph.edges[stop.edge].target]


def _completes_a_variable(graph: Graph, stops: tuple[Stop, ...], position: int) -> bool:
    stop = stops[position]
    if not (stop.is_backward and graph.nodes[stop.node].is_variable and _ways_of(graph).leads[stop.node]):
        return False
    return position + 1 == len(stops) or stops[position + 1].node != stop.node


def reused_at(graph: Graph, stop: Stop) -> tuple[int, ...]:
    """Nodes whose derivatives the product of a stop uses as an earlier product did: known, and not computed again.

    That is the node to which the edge leads, if its derivative has already travelled over another of its edges; no
    node at other stops. What is spared each time are the products of `edges_to_output` of that node.
    """
    if not _is_counted(graph, stop) or stop.edge not in _reusing_edges(graph):
        return ()
    return (graph.edges[stop.edge].target,)


@lru_cache(maxsize=32)
def _reusing_edges(graph: Graph) -> frozenset[int]:
    """Edges whose target's derivative was used before, in the order of the stops."""
    used: set[int] = set()
    reusing: set[int] = set()
    for stop in stops_of(graph):
        if stop.kind is StopKind.PRODUCT:
            target = graph.edges[stop.edge].target
            if target in used:
                reusing.add(stop.edge)
            used.add(target)
    return frozenset(reusing)
