"""From costs to heights and colours: linear, or logarithmic above the lowest cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array


@dataclass(frozen=True)
class CostScale:
    """Shares of the way from the lowest to the highest cost that is shown.

    Attributes
    ----------
    low, high
        Costs at share 0 and at share 1; `low` < `high`.
    softness
        None for a linear scale. Otherwise share = ln(1 + (C − low) / softness) / ln(1 + (high − low) / softness): the
        smaller it is, the more room the low costs get.
    """

    low: float
    high: float
    softness: float | None = None

    def shares(self, costs: Array) -> Array:
        """Share of every cost, shape as `costs`; beyond the ends below 0 and above 1, NaN stays NaN."""
        above = np.asarray(costs, dtype=np.float64) - self.low
        if self.softness is None:
            return np.asarray(above / (self.high - self.low))
        stretched = np.log1p(np.maximum(above, -0.5 * self.softness) / self.softness)
        return np.asarray(stretched / np.log1p((self.high - self.low) / self.softness))

    def costs(self, shares: Array) -> Array:
        """The inverse of `shares`."""
        shares = np.asarray(shares, dtype=np.float64)
        if self.softness is None:
            return np.asarray(self.low + shares * (self.high - self.low))
        whole = np.log1p((self.high - self.low) / self.softness)
        return np.asarray(self.low + self.softness * np.expm1(shares * whole))

    def levels(self, count: int) -> Array:
        """Costs of `count` contour lines at equal distances of the shares, without the two ends, shape (count,)."""
        return self.costs(np.arange(1, count + 1) / (count + 1))


_SPIKE_QUANTILE = 0.98
_SPIKE = 4.0
"""Colours and heights are clipped where the highest 2 % of the costs reach that many times higher than the rest."""
_SPIKE_LOGARITHMIC = 1e6
_SOFT_QUANTILE = 0.02
_SOFTEST, _HARDEST = 0.5, 1e-12
"""Bounds of the softness, as shares of the whole range."""
_SOFT = 1e-3
"""The softness, as a share of the range, where more than the lowest 2 % of the costs are equal."""


def scale_for(costs: Array, best: float, logarithmic: bool) -> CostScale:
    """The scale on which a surface is seen well.

    It runs from the lowest cost to the highest, or, if a few spikes are very much higher than the rest, to the height
    below which 98 % lie. The softness of a logarithmic scale is what the lowest 2 % of the costs rise above the best.

    Parameters
    ----------
    costs
        What is drawn; NaN where there is nothing.
    best
        The lowest cost known beside them, such as that of a minimum between the points of the grid; NaN or infinite
        if there is none.
    """
    known = np.asarray(costs, dtype=np.float64)
    known = known[np.isfinite(known)]
    lowest = np.array([best] if np.isfinite(best) else [])
    if not len(known) + len(lowest):
        return CostScale(0.0, 1.0, 1.0 if logarithmic else None)
    known = known if len(known) else lowest
    low, top = float(np.concatenate((known, lowest)).min()), float(known.max())
    most = float(np.quantile(known, _SPIKE_QUANTILE))
    bound = _SPIKE_LOGARITHMIC if logarithmic else _SPIKE
    high = most if most > low and top - low > bound * (most - low) else top
    if not high - low > 1e-12 * max(abs(low), abs(high)):  # flat but for roundings
        return CostScale(low, low + (abs(low) or 1.0), (abs(low) or 1.0) if logarithmic else None)
    if not logarithmic:
        return CostScale(low, high)
    softness = float(np.quantile(known, _SOFT_QUANTILE)) - low
    if softness <= _HARDEST * (high - low):
        softness = _SOFT * (high - low)
    return CostScale(low, high, min(softness, _SOFTEST * (high - low)))
