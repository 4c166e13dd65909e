"""What of a graph has appeared at a stop: of every node its value and its derivative, of every edge its product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulator.graph.graph import Graph
from simulator.graph.stops import Stop, StopKind, stops_of

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
