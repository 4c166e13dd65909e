"""How wide the nodes of a graph are, and how large their letters: what is too long for a circle gets a capsule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QFontMetricsF

from gui.graph.layout import GraphLayout
from gui.graph.view_words import symbol_of
from gui.theme import SMALLEST_TEXT, Theme
from simulator.arrays import Array

NUMBER_SIZE = 0.72
"""Of the node of a number, of that of an operation."""
_LETTERS, _INSIDE, _INSIDE_SMALL = 0.88, 1.62, 1.80
"""Of what is written in a circle: its size, and its width if it is to become smaller or is the smallest, in radii."""
_COMFORTABLE, _IN_CAPSULE, _LARGEST_IN_CAPSULE = 13.0, 1.15, 15.0
_ROOM, _LEAST_ROOM = 0.34, 2.5
"""Beside the letters of a capsule: in radii, and in pixels."""
_WIDEST = 0.41
"""Half of a capsule, of the way to the next column."""
_MEASURED = 100.0


@dataclass(frozen=True, eq=False)
class NodeShapes:
    """Sizes of the nodes in a frame.

    Attributes
    ----------
    halves
        Half of every node's width in pixels, shape (nodes,); its height is that of the radius.
    letters
        Size of the letters in every node in pixels, shape (nodes,); 0 where its symbol has no room.
    """

    halves: Array
    letters: Array


def radii_of(layout: GraphLayout, radius: float) -> Array:
    """Half of every node's height, shape (nodes,)."""
    return radius * np.where([node.is_number for node in layout.graph.nodes], NUMBER_SIZE, 1.0)


def shapes_of(layout: GraphLayout, radius: float, column: float, scale: float) -> NodeShapes:
    """The sizes of all nodes.

    Parameters
    ----------
    radius, column
        Of the node of an operation, and from a column to the next, in pixels.
    """
    radii, widths, smallest = radii_of(layout, radius), _widths(layout), SMALLEST_TEXT * scale
    in_circle = np.minimum(_LETTERS * radii, _INSIDE * radii / widths)
    is_small = smallest * widths <= _INSIDE_SMALL * radii
    fits = (in_circle >= _COMFORTABLE * scale) | ((in_circle < smallest) & is_small & (widths < 1.0)) \
        | ((in_circle >= smallest) & (widths < 1.0))
    in_capsule = np.clip(_IN_CAPSULE * radii, smallest, _LARGEST_IN_CAPSULE * scale)
    halves, letters = radii.copy(), np.where(fits, np.maximum(in_circle, smallest), 0.0)
    for size, room in ((in_capsule, _ROOM * radii), (smallest, _LEAST_ROOM * scale)):
        half = np.maximum(widths * size / 2.0 + room, radii)
        chosen = (letters == 0.0) & (half <= _WIDEST * column)
        halves, letters = np.where(chosen, half, halves), np.where(chosen, size, letters)
    return NodeShapes(halves, np.where((letters == 0.0) & is_small, smallest, letters))


@lru_cache(maxsize=4)
def _widths(layout: GraphLayout) -> Array:
    """Of every node's symbol, for letters of one pixel."""
    metrics = QFontMetricsF(Theme().font(_MEASURED))
    graph = layout.graph
    found: dict[str, float] = {}
    for node in range(len(graph.nodes)):
        text = symbol_of(graph, node, layout.exponents.get(node))
        if text not in found:
            found[text] = max(metrics.horizontalAdvance(text) / _MEASURED, 0.1)
    return np.array([found[symbol_of(graph, node, layout.exponents.get(node))] for node in range(len(graph.nodes))])
