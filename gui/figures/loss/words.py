"""What map and surface write and say of a landscape, and of a place on it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.figures.loss.scene import Mover
from gui.foundation.number_text import MINUS, NARROW_SPACE, number
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape

_DIGITS, _MOST_DIGITS = 3, 7
_NEARLY_NOTHING = 1e-12
"""Costs below this share of those that are shown come from rounding."""

translate = QCoreApplication.translate


def point_name(point: CriticalPoint, landscape: Landscape) -> str:
    """What a point without slope is; in a slice through more parameters, only what it is there."""
    if point.kind is PointKind.MINIMUM and landscape.is_slice:
        return translate("MapView", "lowest minimum of the slice") if point.is_global \
            else translate("MapView", "minimum of the slice")
    if point.kind is PointKind.MINIMUM:
        return translate("MapView", "global minimum") if point.is_global else translate("MapView", "local minimum")
    return translate("MapView", "saddle point") if point.kind is PointKind.SADDLE else translate("MapView", "maximum")


def cost_text(point: CriticalPoint, landscape: Landscape) -> str:
    """Its cost, the same for all global minima; that of a local one with as many digits as tell it from theirs."""
    scale = landscape.scale
    best = min((other.cost for other in landscape.points if other.is_global), key=abs, default=math.nan)
    cost = best if point.is_global else point.cost
    if 0.0 < abs(cost) <= _NEARLY_NOTHING * (scale.high - scale.low):
        return f"≈{NARROW_SPACE}0"
    digits = _DIGITS
    while not point.is_global and number(cost, digits) == number(best, digits) and digits < _MOST_DIGITS:
        digits += 1
    return number(cost, digits)


def map_name() -> str:
    """What the map is."""
    return translate("MapView", "Map of the cost")


def description(landscape: Landscape) -> str:
    """What is found on the map, in words."""
    minima = [point for point in landscape.points if point.kind is PointKind.MINIMUM]
    counts = {kind: sum(point.kind is kind for point in landscape.points) for kind in PointKind}
    best = sum(point.is_global for point in minima)
    parts = [_counted(best, translate("MapView", "1 global minimum"), translate("MapView", "{count} global minima")),
             _counted(len(minima) - best, translate("MapView", "1 local minimum"),
                      translate("MapView", "{count} local minima")),
             _counted(counts[PointKind.SADDLE], translate("MapView", "1 saddle point"),
                      translate("MapView", "{count} saddle points")),
             _counted(counts[PointKind.MAXIMUM], translate("MapView", "1 maximum"),
                      translate("MapView", "{count} maxima")),
             plateau_text(landscape) if landscape.plateau.any() else "",
             translate("MapView", "places where the cost is not defined") if has_holes(landscape) else ""]
    found = ", ".join(part for part in parts if part)
    return found or translate("MapView", "neither minima nor saddle points in this window")


def _counted(count: int, one: str, many: str) -> str:
    if count == 1:
        return one
    return many.format(count=count) if count else ""


def plateau_text(landscape: Landscape) -> str:
    """What makes a plateau of a place."""
    return translate("MapView", "plateau ‖∇C‖ < {threshold}").format(threshold=threshold_text(landscape.threshold))


def threshold_text(threshold: float) -> str:
    """A round number as it is; one that was computed, with two digits."""
    if 1e-3 <= threshold < 1e3 and len(f"{threshold:g}") <= 5:
        return f"{threshold:g}"
    return number(threshold, 1 if float(f"{threshold:.0e}") == threshold else 2)


def has_holes(landscape: Landscape) -> bool:
    """Whether the cost is undefined somewhere on the grid."""
    return not all(map(math.isfinite, (float(landscape.costs.min()), float(landscape.costs.max()))))


def place_texts(symbols: tuple[str, str], place: tuple[float, float], size: tuple[float, float]) -> list[str]:
    """Both coordinates, with as many decimals as a thousandth of the window."""
    return [f"{symbol} = {_fixed(value, max(3 - math.floor(math.log10(length)), 0))}"
            for symbol, value, length in zip(symbols, place, size, strict=True)]


def _fixed(value: float, decimals: int) -> str:
    return f"{value + 0.0:.{decimals}f}".replace("-", MINUS)


def cost_texts(cost: float, slope: float) -> list[str]:
    """Cost and slope as read between the points of a grid, or that there are none."""
    if not math.isfinite(cost):
        return [translate("MapView", "C is not defined here")]
    return [f"C ≈ {number(cost, _DIGITS)}", *([f"‖∇C‖ ≈ {number(slope, 2)}"] if math.isfinite(slope) else [])]


def scale_note() -> str:
    """What is to be known of a map that isn't drawn to scale."""
    return translate(
        "MapView", "The two axes have different scales, so ∇C need not look perpendicular to the contours.")


def read_at(landscape: Landscape, place: tuple[float, float]) -> tuple[float, float]:
    """C and ‖∇C‖ at a place of the window, between the points of the grid; NaN where the nearest one has none.

    The surface itself isn't asked: that of a network over many samples would hold the pointer up.
    """
    corners, weights = _corners(landscape, place)
    rows, columns = corners
    shares = landscape.scale.shares(landscape.costs[rows, columns])
    share, slope = _mean(shares, weights), _mean(landscape.slopes[rows, columns], weights)
    return float(landscape.scale.costs(np.array(share))), slope


def _corners(landscape: Landscape, place: tuple[float, float]) -> tuple[tuple[Array, Array], Array]:
    """Rows and columns of the four points around a place, and their weights."""
    numbers, parts = [], []
    for value, axis in zip(place, (landscape.a, landscape.b), strict=True):
        cells = len(axis) - 1
        at = min(max((value - axis[0]) / (axis[-1] - axis[0]) * cells, 0.0), float(cells))
        before = min(int(at), cells - 1)
        numbers.append((before, before + 1))
        parts.append((1.0 - (at - before), at - before))
    rows, columns = np.meshgrid(numbers[1], numbers[0], indexing="ij")
    return (rows, columns), np.outer(parts[1], parts[0])


def _mean(values: Array, weights: Array) -> float:
    known = np.isfinite(values)
    if known.all():
        return float((values * weights).sum())
    nearest = np.unravel_index(int(weights.argmax()), weights.shape)
    return float(values[nearest]) if known[nearest] else math.nan


def words_at(landscape: Landscape, place: tuple[float, float]) -> list[str]:
    """A place and the cost there."""
    size = landscape.surface.window.size
    return [*place_texts(landscape.surface.symbols, place, size), *cost_texts(*read_at(landscape, place))]


def words_of_point(landscape: Landscape, point: CriticalPoint) -> list[str]:
    """The name of a critical point, its place and its cost."""
    places = place_texts(landscape.surface.symbols, (point.a, point.b), landscape.surface.window.size)
    return [point_name(point, landscape), *places, f"C = {cost_text(point, landscape)}"]


def words_of_mover(landscape: Landscape, mover: Mover) -> list[str]:
    """Who it is, where, and the cost there."""
    return [mover.name, *words_at(landscape, (float(mover.path[-1, 0]), float(mover.path[-1, 1])))]
