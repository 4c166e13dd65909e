"""What is said of the place under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from gui.descent.map_readout import read_at
from gui.descent.map_words import cost_text, cost_texts, place_texts, point_name
from gui.descent.scene import Mover
from gui.plane.frame import Frame
from simulator.landscape.critical_points import CriticalPoint
from simulator.landscape.landscape import Landscape


def rounded(landscape: Landscape, place: tuple[float, float]) -> tuple[float, float]:
    """(a, b) with as many decimals as a hand can tell apart, not beyond the edge of the window."""
    low, high = landscape.surface.window.low, landscape.surface.window.high
    a, b = Frame(QRectF(0.0, 0.0, 1.0, 1.0), low, high).rounded(place)
    return min(max(a, low[0]), high[0]), min(max(b, low[1]), high[1])


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
