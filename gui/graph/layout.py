"""Where the nodes and edges of a graph stand: columns from left to right, without needless crossings.

Units: a node is 1 wide and high. Columns are `COLUMN` apart; nodes of a column are at least `ROW` apart, so that a
number fits above and below each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np

from gui.graph.layout_heights import HALF_ROOMS, heights_of
from gui.graph.layout_layers import ItemKind, Layers, folded_edges, layers_of
from gui.graph.layout_order import count_crossings, ordered
from simulator.arrays import Array
from simulator.graph.graph import Graph

COLUMN = 3.0
"""Between the middles of two columns."""
ROW = 2.0 * HALF_ROOMS[ItemKind.NODE]
"""Between the middles of two nodes of a column, at least."""
_BOW = 0.45
"""How far the two edges of a·a stand apart."""


@dataclass(frozen=True, eq=False)
class GraphLayout:
    """A graph on the plane, x to the right and y downwards.

    Attributes
    ----------
    graph
        Whose layout it is.
    places
        Middle of every node, shape (nodes, 2); NaN for a hidden one.
    routes
        For every edge points from its source's middle to its target's, x rising, shape (at least 2, 2); empty (0, 2)
        where it is hidden.
    size
        Width and height of all of it, from middle to middle.
    hidden
        Nodes of numbers that are only written at the power whose exponent they are.
    exponents
        For a power with a number as its exponent, by the power's node: the number's node.
    crossings
        How often edges cross.
    """

    graph: Graph
    places: Array
    routes: tuple[Array, ...]
    size: tuple[float, float]
    hidden: frozenset[int]
    exponents: Mapping[int, int]
    crossings: int

    @cached_property
    def columns(self) -> Array:
        """Column of every node, shape (nodes,); −1 for a hidden one."""
        return np.where(np.isnan(self.places[:, 0]), -1, np.rint(self.places[:, 0] / COLUMN)).astype(np.intp)


def layout_of(graph: Graph) -> GraphLayout:
    """The layout of a graph: always the same for the same graph."""
    layers = layers_of(graph)
    order = ordered(layers)
    points = np.column_stack((layers.columns * COLUMN, heights_of(layers, order)))
    places = np.full((len(graph.nodes), 2), np.nan)
    for item, node in enumerate(layers.nodes):
        if node >= 0:
            places[node] = points[item]
    exponents = {graph.edges[edge].target: graph.edges[edge].source for edge in folded_edges(graph)}
    size = np.ptp(points, axis=0)
    return GraphLayout(graph, places, _routes(graph, layers, points),
                       (float(size[0]), float(size[1])),
                       frozenset(np.flatnonzero(np.isnan(places[:, 0])).tolist()), MappingProxyType(exponents),
                       count_crossings(layers, order))


def _routes(graph: Graph, layers: Layers, points: Array) -> tuple[Array, ...]:
    """The points of each edge; edges between the same two nodes are bowed apart."""
    routes = [points[list(way)] for way in layers.ways]
    same: dict[tuple[int, int], list[int]] = {}
    for number, edge in enumerate(graph.edges):
        if layers.ways[number]:
            same.setdefault((edge.source, edge.target), []).append(number)
    for numbers in same.values():
        for place, number in enumerate(numbers):
            bow = (place - (len(numbers) - 1) / 2.0) * 2.0 * _BOW
            if bow and len(routes[number]) == 2:
                start, end = routes[number]
                routes[number] = np.array((start, (start + end) / 2.0 + (0.0, bow), end))
    return tuple(routes)
