"""Heights in the columns: every item near the mean of its neighbours, and none nearer to the next than it may be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from gui.graph.layout_layers import ItemKind, Items, Layers
from simulator.arrays import Array

HALF_ROOMS: Mapping[ItemKind, float] = MappingProxyType(
    {ItemKind.NODE: 1.0, ItemKind.NUMBER: 0.7, ItemKind.PASSAGE: 0.35})
"""What an item takes above and below itself."""
_LEAF, _LIGHT = 0.3, 0.004
"""How much a leaf bends the chain, and how firmly it stands in its column: it gives way to operations."""
_SWEEPS = 16
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
    sweeps = _SWEEPS_OF_MANY if is_large else _SWEEPS
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
