"""A wide layer's edges as a field: every edge is added to an image column by column, in numpy.

An edge puts its |value| into one cell of each pixel column that it crosses; positive and negative values are added up
apart. The sums become a calm picture as light does on film: opacity = 1 − exp(−gain · light), where light is what is
left of the signs, and a little of what they have in common, and the colour is that of the sign that prevails. The
gain is metered on the picture itself. So no edge is left out, however many there are, and none is drawn by hand.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array

_ELEMENTS_AT_ONCE = 48_000
_EDGES_BEFORE_GROUPING = 130_000
_CELLS_PER_PIXEL = 2
_MOST_STEPS_PER_PIXEL = 4
_EDGES_WITH_MANY_STEPS = 12_000
_COMMON = 0.12
"""How much light the cancelling part of positive and negative values gives, at most …"""
_COMMON_SHARE = 0.45
"""… and at most so much of what is left of them: where edges are dense they nearly cancel."""
_EXPOSURE = 0.8
_METERED_AT = (0.2, 0.4, 0.5, 0.6, 0.8)

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
    """

    def __init__(self, strip: Strip, values: Array) -> None:
        finite = values if np.isfinite(values).all() else np.nan_to_num(values, nan=0.0)
        sources, neurons, positive, negative = _grouped(*_active(strip, finite))
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
        y = (self._sources * (1.0 - s))[:, np.newaxis, :] + (self._neurons * s)[:, :, np.newaxis]
        outside = None if self._inside else (y < 0) | (y >= self._cells)
        y += self._half
        y += (np.arange(len(bends)) // steps * (2.0 * self._cells))[:, np.newaxis, np.newaxis]
        cells, weights = y.astype(np.int64).ravel(), self._repeated(y.size)
        if outside is not None:
            inside = ~outside.ravel()
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


@dataclass(frozen=True)
class Exposure:
    """How sums of edges become light and opacity.

    Attributes
    ----------
    gain
        Of all light; 0 where there is nothing to see.
    common
        Of what the signs have in common.
    """

    gain: float
    common: float

    def light(self, positive: Light, negative: Light) -> Light:
        """Light of sums of positive and negative edges."""
        light = np.abs(positive - negative)
        light += np.minimum(positive, negative) * np.float32(self.common)
        return light


DARK = Exposure(0.0, 0.0)


def metered(strip: Strip, values: Array) -> Exposure:
    """The exposure at which the picture of these values has the usual brightness."""
    edges = Edges(strip, values)
    if not edges.count:
        return DARK
    first, last = strip.first, strip.first + strip.count
    x = np.array([first + share * (last - first) for share in _METERED_AT])
    positive, negative = edges.light(strip.bend(x), 1)
    left = float(np.abs(positive - negative).sum())
    cancelled = float(np.minimum(positive, negative).sum())
    exposure = Exposure(1.0, min(_COMMON, _COMMON_SHARE * left / cancelled) if cancelled > 0 else _COMMON)
    light = exposure.light(positive, negative)
    seen = light[light > 0]
    typical = float(np.sqrt(np.square(seen, dtype=np.float64).mean())) if seen.size else 0.0
    return Exposure(_EXPOSURE / typical, exposure.common) if 0 < typical < np.inf else DARK


class EdgeField:
    """The image of a strip, computed a few columns at a time.

    Parameters
    ----------
    values
        One number for each edge, shape (n_l, n_{l−1}); what is not reached is 0.
    whole
        The same with what is not reached yet: the exposure is metered on it, so that the picture does not change its
        brightness while it grows.
    colors
        (red, green, blue) of positive and of negative values.
    from_left
        Which columns come first.

    Attributes
    ----------
    pixels
        Premultiplied BGRA, shape (height, count, 4).
    done
        Columns that are computed.
    """

    def __init__(self, strip: Strip, values: Array, whole: Array, colors: tuple[tuple[int, int, int], ...],
                 *, from_left: bool = True) -> None:
        self.strip = strip
        self.from_left = from_left
        self.done = 0
        self.pixels: npt.NDArray[np.uint8] = np.zeros((strip.height, strip.count, 4), dtype=np.uint8)
        self._values, self._whole = values, whole
        self._colors = np.array(colors, dtype=np.float32)[:, ::-1] / np.float32(255.0)

    @property
    def complete(self) -> bool:
        """Whether every column is computed."""
        return self.done >= self.strip.count

    def work(self, until: float) -> None:
        """Computes columns until `time.perf_counter()` passes this instant; at least one batch of them."""
        while not self.complete:
            self._batch()
            if time.perf_counter() >= until:
                return

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self.strip, self._values)

    @cached_property
    def _exposure(self) -> Exposure:
        return metered(self.strip, self._whole)

    def _batch(self) -> None:
        strip, edges = self.strip, self._edges
        if self._exposure is DARK or not edges.count:
            self.done = strip.count
            return
        # where edges are few, several steps in each column make steep ones smooth
        steps = int(np.clip(_EDGES_WITH_MANY_STEPS // edges.count, 1, _MOST_STEPS_PER_PIXEL))
        grain = strip.grain
        count = min(max(1, _ELEMENTS_AT_ONCE // (edges.count * steps)) * grain, strip.count - self.done)
        first = self.done if self.from_left else strip.count - self.done - count
        computed = -(-count // grain)
        x = strip.first + first + (np.arange(computed * steps) + 0.5) / steps * grain
        positive, negative = edges.light(strip.bend(x), steps)
        if grain > 1:
            positive, negative = (light.repeat(grain, axis=0)[:count] for light in (positive, negative))
        self._expose(first, positive, negative)
        self.done += count

    def _expose(self, first: int, positive: Light, negative: Light) -> None:
        exposure = self._exposure
        opacity = np.expm1(exposure.light(positive, negative) * np.float32(-exposure.gain))
        opacity *= np.float32(-255.0)
        squares = positive * positive, negative * negative
        share = squares[0] / np.maximum(squares[0] + squares[1], np.float32(1e-30))
        target = self.pixels[:, first:first + len(opacity)]
        for channel in range(3):
            high, low = self._colors[:, channel]
            target[:, :, channel] = ((share * (high - low) + low) * opacity).T
        target[:, :, 3] = opacity.T


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
