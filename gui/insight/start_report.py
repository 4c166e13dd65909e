"""Initial weights compared, made ready to be drawn: histograms with axes that all rows share."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gui.plots.envelope import round_up
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment
from simulator.first_pass import FirstPass, Outcome, compare_starts
from simulator.network import Network

BINS = 41
"""An odd number: what is exactly 0 stands in the middle of an axis around 0."""
_MOST = 0.99
_ROOM = 1.5
_ROOM_BEHIND_SATURATION = 1.35


@dataclass(frozen=True, slots=True)
class Axis:
    """What a column of histograms shows."""

    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Strip:
    """One histogram.

    Attributes
    ----------
    shares
        Share of the values in every bin, shape (BINS,); what lies outside of the axis is counted in the outermost.
    below, above
        Shares of the values that lie outside.
    """

    shares: Array
    below: float
    above: float


@dataclass(frozen=True, eq=False)
class StartRow:
    """What one way to begin does.

    Attributes
    ----------
    strips
        Of z, a and δ; of each, one for every layer behind the input.
    outcome, spreads, saturated, dead, alike
        As in `FirstPass`.
    """

    experiment: Experiment
    strips: tuple[tuple[Strip, ...], ...]
    outcome: Outcome
    spreads: tuple[float, ...]
    saturated: float
    dead: tuple[int, int]
    alike: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class StartReport:
    """All rows, the first of which is that of the run, and the axes of z, a and δ.

    Attributes
    ----------
    samples
        So many training samples went through each of them.
    """

    network: Network
    axes: tuple[Axis, Axis, Axis]
    rows: tuple[StartRow, ...]
    samples: int


def start_report(experiment: Experiment, data: DataSet, start: Array | None,
                 should_stop: Callable[[], bool]) -> StartReport:
    """Takes samples through all initial weights; see `compare_starts` for what it raises."""
    passes = compare_starts(experiment, data, start, should_stop)
    network = passes[0].network
    axes = (_z_axis(network, passes), _a_axis(network, passes),
            _around_zero(_ROOM * _usual([one.delta[1:] for one in passes])))
    return StartReport(network, axes, tuple(_row(one, axes) for one in passes), len(passes[0].a[0]))


def histogram(values: Array, axis: Axis) -> Strip:
    """The histogram of all finite values of a matrix; those that are none count as lying above."""
    flat = values.ravel()
    counted = np.clip(np.nan_to_num(flat, nan=np.inf), axis.low, axis.high)
    places: Indices = np.minimum(((counted - axis.low) / (axis.high - axis.low) * BINS).astype(np.int64), BINS - 1)
    shares = np.bincount(places, minlength=BINS) / len(flat)
    return Strip(shares, float((flat < axis.low).mean()), float((~(flat <= axis.high)).mean()))


def _row(one: FirstPass, axes: tuple[Axis, Axis, Axis]) -> StartRow:
    strips = tuple(tuple(histogram(values, axis) for values in matrices[1:])
                   for matrices, axis in zip((one.z, one.a, one.delta), axes, strict=True))
    return StartRow(one.experiment, strips, one.outcome, one.spreads, one.saturated, one.dead, one.alike)


def _z_axis(network: Network, passes: Sequence[FirstPass]) -> Axis:
    """Far enough to see where neurons saturate; where they never do, as far as most values go."""
    bounds = [max(-activation.saturated_below, activation.saturated_above) for activation in network.activations]
    finite = [bound for bound in bounds if 0.0 < bound < math.inf]
    if finite:
        return _around_zero(_ROOM_BEHIND_SATURATION * max(finite))
    return _around_zero(_ROOM * _usual([one.z[1:] for one in passes]))


def _a_axis(network: Network, passes: Sequence[FirstPass]) -> Axis:
    """From the least to the largest activation that there can be, or as far as most go."""
    low = min(activation.output_range[0] for activation in network.activations)
    high = max(activation.output_range[1] for activation in network.activations)
    usual = round_up(max(_ROOM * _usual([one.a[1:] for one in passes]), 1.0))
    return Axis(max(low, -usual), min(high, usual))


def _usual(matrices: Sequence[Sequence[Array]]) -> float:
    """How large values get: the middle one of all rows, each of which may leave out its largest values."""
    with np.errstate(all="ignore"):
        largest = [max(float(np.quantile(np.abs(np.nan_to_num(values)), _MOST)) for values in row)
                   for row in matrices]
    return float(np.median(largest))


def _around_zero(length: float) -> Axis:
    length = round_up(length) if 0.0 < length < math.inf else 1.0
    return Axis(-length, length)
