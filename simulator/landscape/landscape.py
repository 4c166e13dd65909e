"""Everything that is drawn of a surface, worked out on a grid and frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.critical_points import CriticalPoint, PointKind, Samples, find_critical_points, sampled
from simulator.surfaces.surface import Surface
from simulator.training import NEVER

# From costs to heights and colours: linear, or logarithmic above the lowest cost.

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


# Connected regions of a grid.

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


# Plateaus: where ‖∇C‖ is below a threshold though the cost is not minimal.

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


FINE_ENOUGH = 61
"""Points of a grid, each way, from which critical points can be searched; for a coarser one they get their own."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """A surface over its window.

    Attributes
    ----------
    surface
        What was looked at.
    a, b
        The columns and the rows of the grid, ascending, ends of the window included, shapes (columns,) and (rows,).
    costs
        C, shape (rows, columns); row 0 is the lowest b. NaN where C is not defined.
    slopes
        ‖∇C‖, shape (rows, columns), NaN where it is not defined.
    scale
        How costs become heights and colours.
    points
        Minima, saddle points and maxima in the window, minima by their cost first.
    plateau
        Where ‖∇C‖ is below `threshold` though C is not minimal, shape (rows, columns).
    threshold
        That bound.
    is_final
        False for a coarse grid that a finer one will take the place of.
    is_slice
        Whether the surface is only a slice through more parameters: its minima are then none of the whole cost.
    """

    surface: Surface
    a: Array
    b: Array
    costs: Array
    slopes: Array
    scale: CostScale
    points: tuple[CriticalPoint, ...]
    plateau: Truth
    threshold: float
    is_final: bool = True
    is_slice: bool = False


@dataclass(frozen=True, eq=False)
class Basins:
    """Where gradient descent ends from every point of a grid.

    Attributes
    ----------
    a, b
        The grid, as in `Landscape`.
    minima
        The minima that were reached.
    owner
        Number in `minima` for every point, −1 where descent reached none of them, shape (rows, columns).
    learning_rate
        η of the descent.
    """

    a: Array
    b: Array
    minima: tuple[CriticalPoint, ...]
    owner: Indices
    learning_rate: float


def landscape_of(surface: Surface, columns: int, rows: int, *, logarithmic: bool, threshold: float | None = None,
                 points: tuple[CriticalPoint, ...] | None = None, should_stop: Callable[[], bool] = NEVER,
                 is_final: bool = True) -> Landscape:
    """A surface over its window, worked out.

    Parameters
    ----------
    columns, rows
        Points of the grid along a and along b.
    logarithmic
        Whether heights and colours are logarithmic above the lowest cost.
    threshold
        Slope below which the surface counts as flat; None takes one that fits it.
    points
        Its critical points if they are known; None has them searched.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    samples = sampled(surface, columns, rows, should_stop)
    if points is None:
        fine = samples if min(columns, rows) >= FINE_ENOUGH else None
        points = find_critical_points(surface, should_stop=should_stop, samples=fine)
    scale = scale_for(samples.costs, min((point.cost for point in points), default=np.nan), logarithmic)
    if threshold is None:
        threshold = threshold_for(samples, surface.window.size)
    plateau = plateau_of(surface, samples, scale, points, threshold)
    return Landscape(surface, samples.a, samples.b, samples.costs, samples.slopes, scale, points, plateau, threshold,
                     is_final)


def plateau_at(landscape: Landscape, a: float, b: float) -> bool:
    """Whether a place lies on a plateau, by the nearest point of the grid; outside of the window there is none."""
    if not landscape.surface.window.contains(a, b):
        return False
    return bool(landscape.plateau[nearest(landscape.b, b), nearest(landscape.a, a)])
