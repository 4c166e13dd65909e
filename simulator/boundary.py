"""Where a function over the plane takes a value: marching squares over a grid of its values.

W. Lorensen and H. Cline, *Marching cubes*, 1987, in the plane: a cell whose corners lie on both sides of the level is
crossed by the line, which meets the cell's sides where the values, taken to be linear between two corners, reach the
level. A cell with two opposite corners above and two below (a saddle) is decided by the mean of its corners.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array, Indices

Truth = npt.NDArray[np.bool_]

_HALVINGS = 6
"""A crossing is found to within a 64th of a cell."""
_PARALLEL = 1e-12
"""A direction with a smaller part across two sides of a window never meets them."""

# Sides of a cell: top, right, bottom, left; each leads from one corner (row, column) to another.
_SIDE_STARTS = np.array([(0, 0), (0, 1), (1, 0), (0, 0)])
_SIDE_ENDS = np.array([(0, 1), (1, 1), (1, 1), (1, 0)])
_NONE = -1
# The sides that lines join, by which corners are above: 8 top left, 4 top right, 2 bottom right, 1 bottom left. The
# last two rows are the saddles 5 and 10 with a mean that is above.
_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_JOINED = np.array([
    (_NONE,) * 4, (_LEFT, _BOTTOM, _NONE, _NONE), (_BOTTOM, _RIGHT, _NONE, _NONE), (_LEFT, _RIGHT, _NONE, _NONE),
    (_TOP, _RIGHT, _NONE, _NONE), (_TOP, _RIGHT, _LEFT, _BOTTOM), (_TOP, _BOTTOM, _NONE, _NONE),
    (_TOP, _LEFT, _NONE, _NONE), (_TOP, _LEFT, _NONE, _NONE), (_TOP, _BOTTOM, _NONE, _NONE),
    (_TOP, _LEFT, _BOTTOM, _RIGHT), (_TOP, _RIGHT, _NONE, _NONE), (_LEFT, _RIGHT, _NONE, _NONE),
    (_BOTTOM, _RIGHT, _NONE, _NONE), (_LEFT, _BOTTOM, _NONE, _NONE), (_NONE,) * 4,
    (_TOP, _LEFT, _BOTTOM, _RIGHT), (_TOP, _RIGHT, _LEFT, _BOTTOM),
])
_SADDLES = ((5, 16), (10, 17))


@dataclass(frozen=True, eq=False)
class Crossings:
    """The level line of a grid, in pieces.

    Attributes
    ----------
    starts, ends
        The grid points (row, column), shape (crossings, 2), between which each crossing lies: neighbours on both
        sides of the level, the first in reading order first.
    shares
        How far along the way from start to end it lies, 0 to 1, shape (crossings,).
    pieces
        Numbers of the two crossings that each straight piece joins, shape (pieces, 2).
    """

    starts: Indices
    ends: Indices
    shares: Array
    pieces: Indices

    @property
    def places(self) -> Array:
        """Every crossing as (row, column), fractions of cells, shape (crossings, 2)."""
        return self.at(self.shares)

    def at(self, shares: Array) -> Array:
        """The places (row, column) at these shares of the way from start to end, shape (crossings, 2)."""
        places: Array = self.starts + np.multiply(shares[:, np.newaxis], self.ends - self.starts)
        return places

    @property
    def segments(self) -> Array:
        """Both ends of every piece as (row, column), shape (pieces, 2, 2)."""
        return self.places[self.pieces]


_SUMS_END = 1e307
"""Beyond, the sum of a cell's corners may be no number, nor the difference of two."""


def crossings(values: Array, level: float = 0.0) -> Crossings:
    """The level line of values on a grid, shape (rows, columns).

    Cells with a corner that is no number have no line.
    """
    if (np.abs(values) > _SUMS_END).any():
        values, level = 0.25 * values, 0.25 * level
    above = values > level
    code = (8 * above[:-1, :-1] + 4 * above[:-1, 1:] + 2 * above[1:, 1:] + above[1:, :-1]).astype(np.int64)
    rows, columns = np.nonzero((code > 0) & (code < 15))
    corners = np.stack([values[rows, columns], values[rows, columns + 1], values[rows + 1, columns],
                        values[rows + 1, columns + 1]])
    known = np.isfinite(corners).all(axis=0)
    rows, columns, corners = rows[known], columns[known], corners[:, known]
    codes = code[rows, columns]
    above_in_the_middle = corners.mean(axis=0) > level
    for saddle, with_high_middle in _SADDLES:
        codes[(codes == saddle) & above_in_the_middle] = with_high_middle
    joined = _JOINED[codes].reshape(-1, 2)
    cells = np.repeat(np.column_stack((rows, columns)), 2, axis=0)[joined[:, 0] != _NONE]
    sides = joined[joined[:, 0] != _NONE]
    return _joined_up(values, level, cells, sides)


def _joined_up(values: Array, level: float, cells: Indices, sides: Indices) -> Crossings:
    """The crossings of cells' sides; a crossing that two cells share is kept once."""
    starts = cells[:, np.newaxis] + _SIDE_STARTS[sides]
    ends = cells[:, np.newaxis] + _SIDE_ENDS[sides]
    along_column = ends[..., 0] != starts[..., 0]
    number = 2 * (starts[..., 0] * values.shape[1] + starts[..., 1]) + along_column
    _, first, pieces = np.unique(number, return_index=True, return_inverse=True)
    starts, ends = starts.reshape(-1, 2)[first], ends.reshape(-1, 2)[first]
    low, high = values[starts[:, 0], starts[:, 1]], values[ends[:, 0], ends[:, 1]]
    return Crossings(starts, ends, (level - low) / (high - low), pieces.reshape(-1, 2))


def halved(found: Crossings, is_above: Callable[[Array], Truth], start_is_above: Truth) -> Crossings:
    """The same line with every crossing found by halving, for functions that jump and are not linear in between.

    Parameters
    ----------
    is_above
        is_above(places), shape (count,), says on which side of the level the places (row, column), shape (count, 2),
        lie.
    start_is_above
        The same of the crossings' starts.
    """
    low, high = np.zeros(len(found.shares)), np.ones(len(found.shares))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        as_start = is_above(found.at(middle)) == start_is_above
        low, high = np.where(as_start, middle, low), np.where(as_start, high, middle)
    return Crossings(found.starts, found.ends, (low + high) / 2, found.pieces)


def widened(values: Array) -> Array:
    """A grid with one more row and column on every side, continued in straight lines.

    A grid of the middles of cells ends half a cell before the edge of the window; the line shall not.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        tall = np.concatenate((2 * values[:1] - values[1:2], values, 2 * values[-1:] - values[-2:-1]))
        return np.concatenate((2 * tall[:, :1] - tall[:, 1:2], tall, 2 * tall[:, -1:] - tall[:, -2:-1]), axis=1)


def line_in_window(weights: tuple[float, float], bias: float, low: tuple[float, ...],
                   high: tuple[float, ...]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Where the line w·x + b = 0 enters and leaves a window.

    Parameters
    ----------
    weights, bias
        w and b.
    low, high
        Corners of the window.

    Returns
    -------
    Both ends, or None if the line doesn't go through the window (or isn't one: w = 0). Seen from the first end to the
    second, w·x + b is positive on the left (with x₂ upwards).
    """
    w1, w2 = weights
    if not (np.isfinite([w1, w2, bias]).all() and (w1 or w2)):
        return None
    size = float(np.hypot(w1, w2))
    w1, w2, bias = w1 / size, w2 / size, bias / size
    foot = np.array((-bias * w1, -bias * w2))  # the line's point nearest to the origin
    way = np.array((w2, -w1))
    first, last = -np.inf, np.inf
    for axis in range(2):
        if abs(way[axis]) >= _PARALLEL:
            ends = sorted(((low[axis] - foot[axis]) / way[axis], (high[axis] - foot[axis]) / way[axis]))
            first, last = max(first, ends[0]), min(last, ends[1])
        elif not low[axis] <= foot[axis] <= high[axis]:
            return None
    if first >= last:
        return None
    begin, end = foot + first * way, foot + last * way
    return (float(begin[0]), float(begin[1])), (float(end[0]), float(end[1]))
