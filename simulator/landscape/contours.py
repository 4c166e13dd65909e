"""Contour lines: the pieces of a level line joined, so that they are drawn in one go and can carry dashes."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import crossings

_NONE = -1


def contour_lines(values: Array, level: float) -> list[Array]:
    """Where a grid of values takes a level, the values taken to be linear between neighbours.

    Parameters
    ----------
    values
        Shape (rows, columns). A cell with a corner that is no number has no line: what is not defined leaves a gap.

    Returns
    -------
    Polylines of (column, row), fractions of cells, shape (points, 2) each; a closed one ends where it begins.
    Open ones first.
    """
    with np.errstate(over="ignore"):  # beside the largest numbers there are
        found = crossings(values, level)
    if not len(found.pieces):
        return []
    places = found.places[:, ::-1]
    return [places[chain] for chain in _chains(found.pieces, len(places))]


def _chains(pieces: Indices, count: int) -> list[list[int]]:
    """Numbers of the crossings in the order in which pieces join them; none is the end of more than two pieces."""
    neighbours = _neighbours(pieces, count)
    seen = [False] * count

    def followed(start: int) -> list[int]:
        chain, here = [start], start
        seen[start] = True
        while True:
            here = next((there for there in neighbours[here] if there != _NONE and not seen[there]), _NONE)
            if here == _NONE:
                return chain
            seen[here] = True
            chain.append(here)

    chains = [followed(number) for number, pair in enumerate(neighbours) if _NONE in pair and not seen[number]]
    loops = [followed(number) for number in range(count) if not seen[number]]
    return chains + [[*loop, loop[0]] for loop in loops]


def _neighbours(pieces: Indices, count: int) -> list[list[int]]:
    """The two crossings that each one is joined to, −1 for a missing one."""
    ends = np.concatenate((pieces, pieces[:, ::-1]))
    ends = ends[np.argsort(ends[:, 0], kind="stable")]
    second = np.flatnonzero(ends[1:, 0] == ends[:-1, 0]) + 1
    neighbours = np.full((count, 2), _NONE, dtype=np.int64)
    neighbours[ends[:, 0], 0] = ends[:, 1]  # of two, the later one stays
    neighbours[ends[second - 1, 0], 1] = ends[second - 1, 1]
    pairs: list[list[int]] = neighbours.tolist()
    return pairs
