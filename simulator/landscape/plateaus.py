"""Plateaus: where ‖∇C‖ is below a threshold though the cost is not minimal."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Indices
from simulator.boundary import Truth
from simulator.landscape.cost_scale import CostScale
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.regions import labelled, nearest, opened
from simulator.landscape.samples import Samples
from simulator.surfaces.surface import Surface

_SHARE = 0.05
"""On a plateau C falls so slowly that crossing the window lowers it by less than this share of the costs' range."""
_NEAR_MINIMAL = 0.01
"""Costs within this share of their range above the lowest are minimal."""
_FLOOR = 0.02
"""The floor around a minimum is at most this share of the range above it."""
_PREDICTED = 2.0
"""The floor ends where the minimum's Hessian predicts this multiple of the threshold."""
_MARKED = 3.5
"""Cells around a saddle or a maximum that belong to the point, not to a plateau."""
_SMALLEST = 12
"""A region of fewer points on a grid of 100 × 100 is not shown."""


def threshold_for(samples: Samples, size: tuple[float, float]) -> float:
    """The slope below which a surface counts as flat: 1, 2 or 5 times a power of ten; 0 for a constant.

    Parameters
    ----------
    size
        Of the window.
    """
    costs = samples.costs[np.isfinite(samples.costs)]
    slopes = samples.slopes[np.isfinite(samples.slopes)]
    if not len(costs) or not len(slopes):
        return 0.0
    low, high = np.quantile(costs, (0.0, 0.95))
    bound = _SHARE * (high - low) / np.hypot(*size)
    return rounded_down(float(bound))


def rounded_down(value: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not above a value; 0 if that is no positive number."""
    if not (np.isfinite(value) and value > 0):
        return 0.0
    digits, _, power = f"{value:.17e}".partition("e")  # 10 to this power may be no number any more
    digit = max(digit for digit in (1, 2, 5) if digit <= float(digits) * (1 + 1e-12))
    return float(f"{digit}e{power}") or value  # which then is the smallest number that there is


def plateau_of(surface: Surface, samples: Samples, scale: CostScale, points: tuple[CriticalPoint, ...],
               threshold: float) -> Truth:
    """Which points of the grid lie on a plateau, shape (rows, columns).

    Not part of it: costs that are as good as minimal, the floor around a minimum, what lies close to a saddle or a
    maximum, and regions too narrow or too small to be seen.
    """
    with np.errstate(invalid="ignore"):
        flat = samples.slopes < threshold
        high = flat & (samples.costs - scale.low > _NEAR_MINIMAL * (scale.high - scale.low))
    labels = labelled(flat)
    for point in points:
        high &= ~_surroundings(surface, samples, scale, point, threshold, labels)
    resolution = min(flat.shape)
    wide = opened(high, round(resolution / 100))
    labels = labelled(wide)
    if not wide.any():
        return wide
    sizes = np.bincount(labels[wide])
    return np.asarray(wide & (sizes[labels] >= _SMALLEST * (resolution / 100) ** 2))


def _surroundings(surface: Surface, samples: Samples, scale: CostScale, point: CriticalPoint, threshold: float,
                  labels: Indices) -> Truth:
    """Where the slope is small because a critical point is near."""
    column, row = nearest(samples.a, point.a), nearest(samples.b, point.b)
    offset = np.stack(np.broadcast_arrays(samples.a - point.a, (samples.b - point.b)[:, np.newaxis]), axis=-1)
    if point.is_corner:
        predicted = np.zeros(labels.shape)
    else:
        hessian = surface.hessians(np.array(point.a), np.array(point.b))
        predicted = np.hypot(*np.moveaxis(offset @ hessian, -1, 0))
    with np.errstate(invalid="ignore"):
        if point.kind is PointKind.MINIMUM:
            around = (samples.costs - point.cost < _FLOOR * (scale.high - scale.low))
            around &= labels == labels[row, column] if labels[row, column] >= 0 else labels >= 0
        else:
            rows, columns = np.indices(labels.shape)
            around = np.hypot(rows - row, columns - column) <= _MARKED
    return np.asarray(around & (predicted < _PREDICTED * threshold))
