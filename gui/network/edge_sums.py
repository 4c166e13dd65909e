"""Adds edges up: every edge of a layer puts its |value| into one cell of each pixel column that it crosses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array

_EDGES_BEFORE_GROUPING = 130_000
_CELLS_PER_PIXEL = 2

Light = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Strip:
    """The pixel columns between two layers, in device pixels.

    Attributes
    ----------
    start, end
        x of the edges' left and right ends.
    sources, neurons
        y of the left ends, shape (n_{l−1},), ascending, and of the right ends, shape (n_l,), ascending.
    first, count
        The columns that are drawn: [first, first + count).
    height
        Rows of the image.
    grain
        So many neighbouring columns share one computation: 1 for a sharp picture, more for a quick one.
    """

    start: float
    end: float
    sources: Array
    neurons: Array
    first: int
    count: int
    height: int
    grain: int = 1

    def bend(self, x: Array) -> Array:
        """s(t) at these x: how far the curves have bent from their sources to their neurons."""
        t = np.clip((x - self.start) / max(self.end - self.start, 1e-9), 0.0, 1.0)
        return t * t * (3.0 - 2.0 * t)


class Edges:
    """The edges of a strip that carry a value, ready to be added up.

    Parameters
    ----------
    values
        One number for each edge, shape (n_l, n_{l−1}).
    unit
        What they are measured in: the largest |value| that is to be told from larger ones, such as infinity.
    """

    def __init__(self, strip: Strip, values: Array, unit: float) -> None:
        sources, neurons, positive, negative = _grouped(*_active(strip, _measured(values, unit)))
        self._rows = strip.height
        self._cells = strip.height * _CELLS_PER_PIXEL
        self._sources = sources * _CELLS_PER_PIXEL
        if negative is None:
            weights, negatives = np.abs(positive), positive < 0
        else:
            weights = np.concatenate([positive, negative])
            negatives = np.repeat([False, True], len(positive))[:, np.newaxis]
            neurons = np.concatenate([neurons, neurons])
        self._neurons = neurons * _CELLS_PER_PIXEL
        self._weights = weights
        self._half = np.where(negatives, float(self._cells), 0.0)
        ends = np.concatenate([self._sources, self._neurons])
        self._inside = not ends.size or bool(ends.min() >= 0 and ends.max() < self._cells)
        self._tiled = weights.ravel()

    @property
    def count(self) -> int:
        """Edges that are added up."""
        return int(self._weights.size)

    def light(self, bends: Array, steps: int) -> tuple[Light, Light]:
        """Sums of positive and of negative edges, shape (columns, rows) each.

        Parameters
        ----------
        bends
            s(t) at `steps` places in each column, shape (columns · steps,).
        """
        columns = len(bends) // steps
        s = bends[:, np.newaxis]
        first_cell = (np.arange(len(bends)) // steps * (2.0 * self._cells))[:, np.newaxis]
        left, right = self._sources * (1.0 - s) + first_cell, self._neurons * s
        heights = left[:, np.newaxis, :] + right[:, :, np.newaxis]
        inside = None
        if not self._inside:
            y = heights - first_cell[:, np.newaxis]
            inside = ((y >= 0) & (y < self._cells)).ravel()
        heights += self._half
        cells, weights = heights.astype(np.int64).ravel(), self._repeated(heights.size)
        if inside is not None:
            cells, weights = cells[inside], weights[inside]
        sums = np.bincount(cells, weights, columns * 2 * self._cells)
        light = sums.reshape(columns, 2, self._rows, _CELLS_PER_PIXEL).sum(axis=3).astype(np.float32)
        light /= np.float32(steps)
        return light[:, 0], light[:, 1]

    def _repeated(self, size: int) -> Array:
        """The weights, one copy for each place."""
        if len(self._tiled) < size:
            self._tiled = np.tile(self._weights.ravel(), size // self.count)
        return self._tiled[:size]


def finite_maximum(values: Array) -> float:
    """The largest |value| among the finite ones, 0 if there is none."""
    size = np.abs(values)
    largest = float(size.max(initial=0.0))
    return largest if np.isfinite(largest) else float(np.max(size, initial=0.0, where=np.isfinite(size)))


def _measured(values: Array, unit: float) -> Array:
    """The values in that unit, from −1 to 1; what is not a number counts as 0."""
    with np.errstate(over="ignore", invalid="ignore"):
        shares: Array = values / unit
    if np.isfinite(shares).all():
        return shares
    return np.clip(np.nan_to_num(shares, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)


def _active(strip: Strip, values: Array) -> tuple[Array, Array, Array]:
    """Sources, neurons and values without the sources and neurons whose edges are all 0."""
    sources, neurons = values.any(axis=0), values.any(axis=1)
    if not sources.all():
        values = values[:, sources]
    if not neurons.all():
        values = values[neurons]
    return strip.sources[sources], strip.neurons[neurons], values


def _grouped(sources: Array, neurons: Array, values: Array) -> tuple[Array, Array, Array, Array | None]:
    """Edges whose ends lie within one pixel of each other are added up beforehand where there are very many.

    Returns
    -------
    y of sources and neurons, and the values: with both signs in one matrix, or apart as (positive, |negative|).
    """
    if values.size <= _EDGES_BEFORE_GROUPING:
        return sources, neurons, values, None
    sources, columns = _groups(sources)
    neurons, rows = _groups(neurons)
    positive = np.add.reduceat(np.add.reduceat(np.maximum(values, 0.0), columns, axis=1), rows, axis=0)
    negative = np.add.reduceat(np.add.reduceat(np.maximum(-values, 0.0), columns, axis=1), rows, axis=0)
    return sources, neurons, positive, negative


def _groups(y: Array) -> tuple[Array, npt.NDArray[np.intp]]:
    """Mean of each group of neighbours in the same pixel, and where each group starts."""
    pixel = np.floor(y)
    starts = np.flatnonzero(np.concatenate([[True], pixel[1:] != pixel[:-1]]))
    sizes = np.diff(np.append(starts, len(y)))
    return np.add.reduceat(y, starts) / sizes, starts
