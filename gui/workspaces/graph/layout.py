"""Where the nodes and edges of a graph stand: columns from left to right, without needless crossings.

Units: a node is 1 wide and high. Columns are `COLUMN` apart; nodes of a column are at least `ROW` apart, so that a
number fits above and below each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from simulator.arrays import Array
from simulator.graph.graph import Graph

# Layers of a graph: what is drawn, in which column, and through which columns the long edges run.

_OWN_WAYS = 600
"""As long as so many columns are passed by edges, every edge has its own way; then the edges of a node share one."""

Items = NDArray[np.intp]
"""Numbers of items, or places among them."""


class ItemKind(Enum):
    """What stands in a column.

    NODE
        A variable or an operation.
    NUMBER
        A number of the text.
    PASSAGE
        The place at which a long edge passes a column.
    """

    NODE = "node"
    NUMBER = "number"
    PASSAGE = "passage"


@dataclass(frozen=True)
class Layers:
    """What stands in the columns, in an order in which arguments come before what uses them.

    Attributes
    ----------
    kinds
        Of every item.
    nodes
        Number of the graph's node of every item; −1 for a passage.
    columns
        Column of every item, from 0 at the left, shape (items,).
    starts, ends
        Items of the two ends of every piece of an edge, from a column to the next, shape (pieces,).
    ways
        For every edge of the graph the items it leads through, both ends included; empty where it is hidden.
    """

    kinds: tuple[ItemKind, ...]
    nodes: tuple[int, ...]
    columns: Items
    starts: Items
    ends: Items
    ways: tuple[tuple[int, ...], ...]


def folded_edges(graph: Graph) -> frozenset[int]:
    """Edges from a number to the power whose exponent it is: it is written at the power's node."""
    return frozenset(number for number, edge in enumerate(graph.edges)
                     if edge.slot == 1 and graph.nodes[edge.source].is_number and not graph.nodes[edge.source].name
                     and _is_power(graph, edge.target))


def _is_power(graph: Graph, node: int) -> bool:
    kind = graph.nodes[node].kind
    return kind is not None and kind.name == "power"


def layers_of(graph: Graph) -> Layers:
    """Every operation as far to the left as its arguments let it, then to the right where edges get shorter."""
    folded = folded_edges(graph)
    kinds, nodes, items = _items(graph, folded)
    arcs = [(items[edge.source], items[edge.target], number)
            for number, edge in enumerate(graph.edges) if number not in folded]
    columns = _columns(len(kinds), [(start, end) for start, end, _ in arcs])
    return _with_passages(graph, kinds, nodes, columns, arcs)


def _items(graph: Graph, folded: frozenset[int]) -> tuple[list[ItemKind], list[int], dict[int, int]]:
    """An item for every node, but for numbers of which every edge is folded; by the node, its item."""
    shown = [number for number, node in enumerate(graph.nodes)
             if number == graph.output or not node.is_number
             or not all(edge in folded for edge in graph.outgoing[number])]
    kinds = [ItemKind.NUMBER if graph.nodes[number].is_number else ItemKind.NODE for number in shown]
    return kinds, shown, {number: item for item, number in enumerate(shown)}


def _columns(count: int, arcs: list[tuple[int, int]]) -> list[int]:
    arguments: list[list[int]] = [[] for _ in range(count)]
    users: list[list[int]] = [[] for _ in range(count)]
    for start, end in arcs:
        arguments[end].append(start)
        users[start].append(end)
    columns = [0] * count
    for item in range(count):
        columns[item] = 1 + max((columns[argument] for argument in arguments[item]), default=-1)
    for item in reversed(range(count)):
        if not users[item]:
            continue
        latest = min(columns[user] for user in users[item]) - 1
        # arguments that only this one uses follow it; the edges of the others get longer
        held = sum(len(users[argument]) > 1 for argument in arguments[item])
        if latest > columns[item] and len(users[item]) >= held:
            columns[item] = latest
    first = min(columns, default=0)
    return [column - first for column in columns]


def _with_passages(graph: Graph, kinds: list[ItemKind], nodes: list[int], columns: list[int],
                   arcs: list[tuple[int, int, int]]) -> Layers:
    shared = sum(columns[end] - columns[start] - 1 for start, end, _ in arcs) > _OWN_WAYS
    passages: dict[tuple[int, int], int] = {}
    ways: list[tuple[int, ...]] = [()] * len(graph.edges)
    pieces: dict[tuple[int, int], None] = {}
    for start, end, number in arcs:
        way = [start]
        for column in range(columns[start] + 1, columns[end]):
            key = (start if shared else -1 - number, column)
            if key not in passages:
                passages[key] = len(kinds)
                kinds.append(ItemKind.PASSAGE)
                nodes.append(-1)
                columns.append(column)
            way.append(passages[key])
        way.append(end)
        ways[number] = tuple(way)
        pieces.update(dict.fromkeys(pairwise(way)))
    ends = np.array(list(pieces), dtype=np.intp).reshape(-1, 2)
    return Layers(tuple(kinds), tuple(nodes), np.array(columns, dtype=np.intp), ends[:, 0], ends[:, 1], tuple(ways))


# The order in the columns: as few crossings as can be found.
#
# Sweeps that order each column by the mean place of its neighbours (K. Sugiyama, S. Tagawa, M. Toda, *Methods for
# visual understanding of hierarchical system structures*, 1981), with exchanges of neighbours in between (E. Gansner
# et al., *A technique for drawing directed graphs*, 1993). The best order on the way is kept.

_ORDER_SWEEPS, _PATIENCE = 16, 4
"""How many sweeps there are at most, and how many without success."""
_FEW = 260
"""Up to so many items neighbours are exchanged, too, and several first orders are tried."""
_STARTS = 6

Neighbours = list[list[int]]


def ordered(layers: Layers) -> Items:
    """Place of every item in its column, from 0 at the top, shape (items,)."""
    search = _Search(layers)
    return search.best()


def count_crossings(layers: Layers, places: Items) -> int:
    """How many pairs of pieces cross; those that share an end don't."""
    if len(layers.starts) < 2:
        return 0
    widest = int(places.max()) + 1
    columns = layers.columns[layers.starts]
    starts, ends = places[layers.starts], places[layers.ends]
    sequence = np.lexsort((ends, starts, columns))
    return _inversions((columns * widest + ends)[sequence])


def _inversions(values: Items) -> int:
    """Pairs in which the larger value comes first: bit by bit, among those that agree in all higher bits."""
    total = 0
    for bit in range(int(values.max()).bit_length()):
        groups = values >> (bit + 1)
        sequence = np.argsort(groups, kind="stable")
        groups, ones = groups[sequence], (values[sequence] >> bit) & 1
        before = np.cumsum(ones)
        begins = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
        earlier = np.repeat(np.r_[0, before][begins], np.diff(np.r_[begins, len(groups)]))
        total += int((before - earlier)[ones == 0].sum())
    return total


class _Search:
    """Looks for a good order of one graph."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        count = len(layers.kinds)
        self._is_small = count <= _FEW
        self._size = int(layers.columns.max()) + 1 if count else 0
        self._members = [np.flatnonzero(layers.columns == column) for column in range(self._size)]
        self._local = np.zeros(count, dtype=np.intp)
        for members in self._members:
            self._local[members] = np.arange(len(members))
        between = layers.columns[layers.starts]
        self._pieces = [(layers.starts[between == column], layers.ends[between == column])
                        for column in range(self._size)]
        self._left: Neighbours = [[] for _ in range(count)]
        self._right: Neighbours = [[] for _ in range(count)]
        for start, end in zip(layers.starts.tolist(), layers.ends.tolist(), strict=True):
            self._left[end].append(start)
            self._right[start].append(end)

    def best(self) -> Items:
        """The order with the fewest crossings; among several, that which is nearest to the order of the text."""
        found = self._first()
        if self._is_small:
            found = self._exchanged(found)
        fewest, found = self._judged(found)
        generator = np.random.default_rng(0)
        for start in range(_STARTS if self._is_small else 1):
            if fewest[0] == 0:
                break
            places = self._first() if start == 0 else self._shuffled(generator)
            fruitless = 0
            for sweep in range(_ORDER_SWEEPS):
                if fruitless == _PATIENCE:
                    break
                places = self._swept(places, rightwards=sweep % 2 == 0, both=sweep % 4 > 1)
                if self._is_small:
                    places = self._exchanged(places)
                judged, upright = self._judged(places)
                fruitless += 1
                if judged < fewest:
                    fewest, found, fruitless = judged, upright, 0
        return found

    def _judged(self, places: Items) -> tuple[tuple[int, int], Items]:
        """Crossings, and how far an order is from that of the text; of the order or its mirror image, the nearer."""
        above, place = 0, places.tolist()
        for arguments in self._left:
            above += sum(1 if place[one] < place[other] else -1 for one, other in pairwise(arguments))
        for members in self._members:
            # members are in the order of the text
            above += int(np.sign(np.diff(places[members])).sum())
        crossings = count_crossings(self._layers, places)
        if above >= 0:
            return (crossings, -above), places
        lasts = np.array([len(members) - 1 for members in self._members])
        return (crossings, above), lasts[self._layers.columns] - places

    def _first(self) -> Items:
        """Depth first from the output, arguments in their order: a tree has no crossings then."""
        places = np.zeros(len(self._left), dtype=np.intp)
        filled = [0] * self._size
        seen = [False] * len(self._left)
        for root in reversed(range(len(self._left))):
            if self._right[root] or seen[root]:
                continue
            stack = [root]
            while stack:
                item = stack.pop()
                if seen[item]:
                    continue
                seen[item] = True
                column = int(self._layers.columns[item])
                places[item] = filled[column]
                filled[column] += 1
                stack.extend(reversed(self._left[item]))
        return places

    def _shuffled(self, generator: np.random.Generator) -> Items:
        places = np.zeros(len(self._left), dtype=np.intp)
        for members in self._members:
            places[members] = generator.permutation(len(members))
        return places

    def _swept(self, places: Items, *, rightwards: bool, both: bool) -> Items:
        """Each column by the mean place of its neighbours in the columns that the sweep comes from, or in both."""
        places = places.copy()
        sizes = [max(len(members), 1) for members in self._members]
        for column in (range(self._size) if rightwards else reversed(range(self._size))):
            members = self._members[column]
            sums, counts = np.zeros(len(members)), np.zeros(len(members))
            if column > 0 and (rightwards or both):
                starts, ends = self._pieces[column - 1]
                sums += np.bincount(self._local[ends], (places[starts] + 0.5) / sizes[column - 1], len(members))
                counts += np.bincount(self._local[ends], minlength=len(members))
            if column < self._size - 1 and (not rightwards or both):
                starts, ends = self._pieces[column]
                sums += np.bincount(self._local[starts], (places[ends] + 0.5) / sizes[column + 1], len(members))
                counts += np.bincount(self._local[starts], minlength=len(members))
            own = (places[members] + 0.5) / sizes[column]
            wished = np.where(counts > 0, sums / np.maximum(counts, 1.0), own)
            places[members[np.lexsort((places[members], wished))]] = np.arange(len(members))
        return places

    def _exchanged(self, places: Items) -> Items:
        """Neighbours change places as long as that saves crossings."""
        place = places.tolist()
        columns = [sorted(members.tolist(), key=place.__getitem__) for members in self._members]
        for _ in range(len(place)):
            saved = 0
            for column in columns:
                for upper in range(len(column) - 1):
                    first, second = column[upper], column[upper + 1]
                    gain = self._cost(place, first, second) - self._cost(place, second, first)
                    if gain > 0:
                        column[upper], column[upper + 1] = second, first
                        place[first], place[second] = place[second], place[first]
                        saved += gain
            if not saved:
                break
        return np.array(place, dtype=np.intp)

    def _cost(self, place: list[int], upper: int, lower: int) -> int:
        """Crossings between the pieces of two items if the one stands above the other."""
        return sum(place[above] > place[below] for side in (self._left, self._right)
                   for above in side[upper] for below in side[lower])


# Heights in the columns: every item near the mean of its neighbours, and none nearer to the next than it may be.

HALF_ROOMS: Mapping[ItemKind, float] = MappingProxyType(
    {ItemKind.NODE: 1.0, ItemKind.NUMBER: 0.7, ItemKind.PASSAGE: 0.35})
"""What an item takes above and below itself."""
_LEAF, _LIGHT = 0.3, 0.004
"""How much a leaf bends the chain, and how firmly it stands in its column: it gives way to operations."""
_HEIGHT_SWEEPS = 16
_MANY, _SWEEPS_OF_MANY, _LAST_SWEEPS = 1500, 6, 4


def heights_of(layers: Layers, places: Items) -> Array:
    """The y of every item, downwards, shape (items,); the highest is at 0."""
    size = int(layers.columns.max()) + 1
    halves = np.array([HALF_ROOMS[kind] for kind in layers.kinds])
    columns = []
    for column in range(size):
        members = np.flatnonzero(layers.columns == column)
        columns.append(members[np.argsort(places[members])])
    offsets = []
    heights = np.zeros(len(halves))
    for members in columns:
        half = halves[members]
        offset = np.r_[0.0, np.cumsum(half[:-1] + half[1:])]
        offsets.append(offset)
        heights[members] = offset - offset[-1] / 2.0
    weights = _weights(layers)
    sides = _Sides(layers, columns, weights)
    is_large = len(halves) > _MANY
    sweeps = _SWEEPS_OF_MANY if is_large else _HEIGHT_SWEEPS
    firmness = np.full(len(halves), _LIGHT)
    firmness[layers.ends] = 1.0

    def sweep(*, rightwards: bool, left: bool, right: bool, leaves: bool = False) -> None:
        for column in (range(size) if rightwards else reversed(range(size))):
            wished = sides.wished(heights, column, left=left, right=right, leaves=leaves)
            wished -= offsets[column]
            found = spaced_quickly(wished) if is_large else spaced(wished, firmness[columns[column]])
            heights[columns[column]] = found + offsets[column]

    # first the shape that one side asks for, then a balance of both …
    for number in range(sweeps):
        rightwards, both = number % 2 == 0, number >= sweeps // 3
        sweep(rightwards=rightwards, left=rightwards or both, right=not rightwards or both)
    # … at last every operation amid its arguments, and the leaves beside what uses them
    for _ in range(_LAST_SWEEPS):
        sweep(rightwards=True, left=True, right=False, leaves=True)
    return heights - heights.min()


def spaced(wished: Array, weights: Array) -> Array:
    """The rising sequence with the least weighted squares of distances from a wished one.

    By pooling neighbours that would fall (R. Barlow et al., *Statistical inference under order restrictions*, 1972).
    """
    blocks: list[tuple[float, float, int]] = []
    for place, weight in zip(wished.tolist(), weights.tolist(), strict=True):
        mean, total, count = place, weight, 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, many = blocks.pop()
            mean = (before * heavy + mean * total) / (heavy + total)
            total, count = total + heavy, count + many
        blocks.append((mean, total, count))
    return np.repeat([mean for mean, _, _ in blocks], [count for _, _, count in blocks])


def spaced_quickly(wished: Array) -> Array:
    """The rising sequence whose largest distance from a wished one is least."""
    highest = np.maximum.accumulate(wished)
    lowest = np.minimum.accumulate(wished[::-1])[::-1]
    return (highest + lowest) / 2.0


def _weights(layers: Layers) -> Array:
    """Long edges are kept straight where they pass columns; beside an operation, a leaf hardly bends the chain."""
    passes = np.array([kind is ItemKind.PASSAGE for kind in layers.kinds])
    weights = np.array([1.0, 2.0, 6.0])[passes[layers.starts].astype(int) + passes[layers.ends].astype(int)]
    has_arguments = np.zeros(len(layers.kinds), dtype=bool)
    has_arguments[layers.ends] = True
    follows_one = np.zeros(len(layers.kinds), dtype=bool)
    follows_one[layers.ends[has_arguments[layers.starts]]] = True
    weights[~has_arguments[layers.starts] & follows_one[layers.ends] & ~passes[layers.ends]] = _LEAF
    return weights


class _Sides:
    """Means of the neighbours' heights."""

    def __init__(self, layers: Layers, columns: list[Items], weights: Array) -> None:
        local = np.zeros(len(layers.kinds), dtype=np.intp)
        for members in columns:
            local[members] = np.arange(len(members))
        between = layers.columns[layers.starts]
        self._columns = columns
        self._pieces = []
        for column in range(len(columns)):
            here = np.flatnonzero(between == column)
            starts, ends = layers.starts[here], layers.ends[here]
            self._pieces.append((starts, ends, local[starts], local[ends], weights[here]))

    def wished(self, heights: Array, column: int, *, left: bool, right: bool, leaves: bool) -> Array:
        """For every member the mean of its neighbours on these sides; without neighbours, its own height.

        Parameters
        ----------
        leaves
            Whether those without neighbours on the left ask the right in any case.
        """
        members = self._columns[column]
        sums, totals = np.zeros(len(members)), np.zeros(len(members))
        if left and column > 0:
            starts, _, _, here, weights = self._pieces[column - 1]
            sums += np.bincount(here, weights * heights[starts], len(members))
            totals += np.bincount(here, weights, len(members))
        if (right or leaves) and column < len(self._columns) - 1:
            _, ends, here, _, weights = self._pieces[column]
            weights = weights if right else weights * (totals[here] == 0.0)
            sums += np.bincount(here, weights * heights[ends], len(members))
            totals += np.bincount(here, weights, len(members))
        return np.where(totals > 0.0, sums / np.maximum(totals, 1e-9), heights[members])


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
