"""A wide layer's edges as a field: every edge is added to an image column by column, in numpy.

The sums of `edge_sums` become a calm picture as light does on film: opacity = 1 − exp(−gain · light), where light is
what is left of the signs, and a little of what they have in common, and the colour is that of the sign that prevails.
The gain is metered on the picture itself. So no edge is left out, however many there are, and none is drawn by hand.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gui.network.edge_sums import Edges, Light, Strip, finite_maximum
from simulator.arrays import Array

_ELEMENTS_AT_ONCE = 48_000
_MOST_STEPS_PER_PIXEL = 4
_EDGES_WITH_MANY_STEPS = 12_000
_COMMON = 0.12
"""How much light the cancelling part of positive and negative values gives, at most …"""
_COMMON_SHARE = 0.45
"""… and at most so much of what is left of them: where edges are dense they nearly cancel."""
_EXPOSURE = 0.8
_METERED_AT = (0.2, 0.4, 0.5, 0.6, 0.8)


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


def metered(strip: Strip, values: Array, unit: float) -> Exposure:
    """The exposure at which the picture of these values has the usual brightness."""
    edges = Edges(strip, values, unit)
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
    def _unit(self) -> float:
        return finite_maximum(self._whole) or 1.0

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self.strip, self._values, self._unit)

    @cached_property
    def _exposure(self) -> Exposure:
        return metered(self.strip, self._whole, self._unit)

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
