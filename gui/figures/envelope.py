"""Long series of costs, thinned out for a chart without hiding a single peak."""

from __future__ import annotations

import math

import numpy as np

from simulator.arrays import Array

_SAMPLED = 64
"""Values by which a series is known again."""


def envelope(values: Array, most_points: int) -> tuple[Array, Array]:
    """A line through the lowest and highest value of every bin of steps.

    Bins hold a power of two of steps, so that those that are full stay as they are while the series grows: the line
    doesn't flicker. Values that are not finite are left out.

    Parameters
    ----------
    values
        One for each step, shape (n,).
    most_points
        The line has at most that many points.

    Returns
    -------
    x, y
        Steps, counted from 0, and values, shape (k,) each; the values themselves while there are few. Where a bin
        has no finite value y is not a number: a gap in the line.
    """
    return GrowingEnvelope(most_points).of(values)


class GrowingEnvelope:
    """`envelope` of one series that grows at its end: full bins are not looked through again, however long it is.

    A series that is another one, or was cut and goes on differently, is noticed and gone through from the start.
    """

    def __init__(self, most_points: int) -> None:
        self._most_points = most_points
        self._lows: Array
        self._highs: Array
        self._sampled: Array
        self._forget(1)

    def of(self, values: Array) -> tuple[Array, Array]:
        """The line through all values so far; see `envelope`."""
        count = len(values)
        if count <= self._most_points:
            self._forget(1)
            return np.arange(count, dtype=np.float64), _finite(values)
        width = 2 ** math.ceil(math.log2(2.0 * count / self._most_points))
        if width < self._width or not self._goes_on_in(values):
            self._forget(width)
        while self._width < width:
            self._join_pairs()
        full = count // width * width
        bins = _finite(values[len(self._lows) * width:full]).reshape(-1, width)
        self._lows = np.concatenate((self._lows, np.fmin.reduce(bins, axis=1)))
        self._highs = np.concatenate((self._highs, np.fmax.reduce(bins, axis=1)))
        self._places = np.unique(np.linspace(0, count - 1, _SAMPLED).astype(np.int64))
        self._sampled = values[self._places]
        rest = _finite(values[full:])
        starts = np.arange(0, count, width)
        lows, highs = ((np.append(done, reduced.reduce(rest)) if len(rest) else done)
                       for done, reduced in ((self._lows, np.fmin), (self._highs, np.fmax)))
        middles = starts + 0.5 * (np.minimum(starts + width, count) - 1 - starts)
        return np.repeat(middles, 2), np.column_stack((lows, highs)).ravel()

    def _forget(self, width: int) -> None:
        self._width = width
        self._lows = self._highs = self._sampled = np.empty(0)
        self._places = np.empty(0, dtype=np.int64)

    def _goes_on_in(self, values: Array) -> bool:
        """Whether the beginning of a series is what is known: another future differs nearly everywhere."""
        return len(self._places) > 0 and int(self._places[-1]) < len(values) \
            and np.array_equal(values[self._places], self._sampled, equal_nan=True)

    def _join_pairs(self) -> None:
        """Bins twice as wide; one that is left over becomes a part of a bin that isn't full."""
        self._width *= 2
        pairs = len(self._lows) // 2
        self._lows = np.fmin.reduce(self._lows[:2 * pairs].reshape(pairs, 2), axis=1)
        self._highs = np.fmax.reduce(self._highs[:2 * pairs].reshape(pairs, 2), axis=1)


def _finite(values: Array) -> Array:
    return np.where(np.isfinite(values), values, np.nan)
