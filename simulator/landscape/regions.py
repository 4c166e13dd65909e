"""Connected regions of a grid."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth


def labelled(inside: Truth) -> Indices:
    """The number of each point's region, 0 … regions − 1, −1 outside all of them; neighbours share a side.

    Parameters
    ----------
    inside
        Shape (rows, columns).
    """
    padded = np.zeros((inside.shape[0], inside.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = inside
    change = np.diff(padded, axis=1)
    (rows, begins), (_, ends) = np.nonzero(change == 1), np.nonzero(change == -1)
    parents = _joined(rows, begins, ends, len(inside))
    _, numbers = np.unique(parents, return_inverse=True)
    labels = np.full(inside.shape, -1, dtype=np.int64)
    labels[inside] = np.repeat(numbers, ends - begins)
    return labels


def _joined(rows: Indices, begins: Indices, ends: Indices, row_count: int) -> Indices:
    """A number for each run of a row that it shares with the runs that touch it from above or below."""
    parents = list(range(len(rows)))

    def root(run: int) -> int:
        while parents[run] != run:
            parents[run] = run = parents[parents[run]]
        return run

    firsts = np.searchsorted(rows, np.arange(row_count + 1)).tolist()
    begin, end = begins.tolist(), ends.tolist()
    for row in range(1, row_count):
        upper, lower = firsts[row - 1], firsts[row]
        while upper < firsts[row] and lower < firsts[row + 1]:
            if begin[upper] < end[lower] and begin[lower] < end[upper]:
                parents[root(upper)] = root(lower)
            if end[upper] < end[lower]:
                upper += 1
            else:
                lower += 1
    return np.array([root(run) for run in range(len(parents))], dtype=np.int64)


def opened(inside: Truth, radius: int) -> Truth:
    """What of a region a square of 2 · radius + 1 points reaches that stays inside; beyond the grid is no outside."""
    if not radius or not inside.any():
        return inside.copy()
    return _spread(~_spread(~inside, radius), radius) & inside


def _spread(inside: Truth, radius: int) -> Truth:
    """Every point within a square of 2 · radius + 1 points around one inside."""
    wide = inside
    for axis in (0, 1):
        out = wide.copy()
        for shift in range(1, radius + 1):
            near, far = [slice(None)] * 2, [slice(None)] * 2
            near[axis], far[axis] = slice(None, -shift), slice(shift, None)
            out[tuple(near)] |= wide[tuple(far)]
            out[tuple(far)] |= wide[tuple(near)]
        wide = out
    return wide


def nearest(axis: Array, value: float) -> int:
    """The number of the point of an evenly spaced axis that is nearest to a value; beyond the ends, the end's."""
    share = (value - axis[0]) / (axis[-1] - axis[0])
    return int(np.clip(np.rint(share * (len(axis) - 1)), 0, len(axis) - 1))
