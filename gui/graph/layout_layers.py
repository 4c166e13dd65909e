"""Layers of a graph: what is drawn, in which column, and through which columns the long edges run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from simulator.graph.graph import Graph

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
