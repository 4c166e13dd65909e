"""Where a window of coordinates lies on a widget."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from simulator.arrays import Array

_STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Frame:
    """A rectangle on the widget that shows a rectangle of coordinates, with the second one upwards.

    Attributes
    ----------
    area
        On the widget, in logical pixels.
    low, high
        Coordinates of its lower left and upper right corner.
    """

    area: QRectF
    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def size(self) -> tuple[float, float]:
        """How much of each coordinate is shown."""
        return self.high[0] - self.low[0], self.high[1] - self.low[1]

    def x(self, value: float) -> float:
        """Where a first coordinate lies on the widget."""
        return self.area.left() + (value - self.low[0]) / self.size[0] * self.area.width()

    def y(self, value: float) -> float:
        """Where a second coordinate lies on the widget."""
        return self.area.bottom() - (value - self.low[1]) / self.size[1] * self.area.height()

    def to_widget(self, point: tuple[float, float]) -> QPointF:
        """Where a point lies on the widget."""
        return QPointF(self.x(point[0]), self.y(point[1]))

    def to_point(self, position: QPointF) -> tuple[float, float]:
        """The point at a position of the widget: the inverse of `to_widget`."""
        across = (position.x() - self.area.left()) / self.area.width()
        up = (self.area.bottom() - position.y()) / self.area.height()
        return self.low[0] + across * self.size[0], self.low[1] + up * self.size[1]

    def inside(self, position: QPointF) -> QPointF:
        """The position, or the nearest one to it that is in the area."""
        area = self.area
        return QPointF(min(max(position.x(), area.left()), area.right()),
                       min(max(position.y(), area.top()), area.bottom()))

    def rounded(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point with as many decimals as can be told apart by a hand: about a thousandth of the window."""
        first, second = (round(value, 3 - math.floor(math.log10(size)))
                         for value, size in zip(point, self.size, strict=True))
        return first + 0.0, second + 0.0  # no −0

    def places(self, points: Array) -> Array:
        """Where many points, shape (count, 2), lie on the widget."""
        corner = np.array((self.area.left(), self.area.bottom()))
        scale = np.array((self.area.width() / self.size[0], -self.area.height() / self.size[1]))
        places: Array = corner + (points - np.array(self.low)) * scale
        return places


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, evenly spread, at most so many (at least two are tried for)."""
    span = high - low
    power = 10.0 ** math.floor(math.log10(span / max(most, 1)))
    steps = (power * factor * scale for scale in (1.0, 10.0) for factor in _STEPS)
    for step in steps:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [number * step for number in range(first, last + 1)]
    return []
