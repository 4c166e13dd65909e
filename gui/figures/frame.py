"""Where a window of coordinates lies on a widget, and the axes around it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from gui.foundation.number_text import MINUS, count, number
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.surfaces.surface import Window

# Round numbers: where an axis ends, where its ticks stand, and how they are written.

LARGEST = 1e307
"""Where axes end."""
_LEADING_DIGITS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_MOST_DIGITS = 12


def round_up(x: float) -> float:
    """The smallest round number (1, 1.2, 1.5, 2 … times a power of ten) that is not below a positive x.

    It is `LARGEST` at most: beyond it there would be no room left for the arithmetic of a chart.
    """
    x = min(x, LARGEST)
    power = 10.0 ** math.floor(math.log10(x))
    return float(next(digit * power for digit in _LEADING_DIGITS if digit * power >= x * (1 - 1e-12)))


def round_ticks(low: float, high: float, most: int, *, intervals: bool = False) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten from low to high, at most so many.

    Parameters
    ----------
    intervals
        Count the distances between the ticks that fit into the axis, not the ticks.
    """
    if not high > low or most < 1:
        return []
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for spacing in (factor * power for factor in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)):
        first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
        if (high - low) / spacing <= most if intervals else last - first < most:
            return [multiple * spacing for multiple in range(first, last + 1)]
    return []


def decade_ticks(low: float, high: float, most: int) -> list[float]:
    """Ticks of a logarithmic axis between the exponents `low` and `high`, as exponents: powers of ten, and between
    them 2 and 5 times a power of ten where there is room.
    """
    exponents = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
    fine = [exponent + math.log10(digit) for exponent in range(math.floor(low), math.ceil(high) + 1)
            for digit in (1, 2, 5)]
    fine = [tick for tick in fine if low - 1e-9 <= tick <= high + 1e-9]
    if len(fine) <= most:
        return fine
    every = -(-len(exponents) // most)
    return [float(exponent) for exponent in exponents if exponent % every == 0]


def tick_text(value: float, digits: int = _MOST_DIGITS) -> str:
    """A round number at an axis: without digits that say nothing, and without the errors of its arithmetic.

    Parameters
    ----------
    digits
        Round to so many: for values that need not be round.
    """
    value = float(f"{value:.{digits - 1}e}")
    if value != 0.0 and not 1e-3 <= abs(value) < 1e4:
        return number(value, next(few for few in range(1, digits + 1) if float(f"{value:.{few - 1}e}") == value))
    return count(round(value)) if value.is_integer() else f"{value:.12g}".replace("-", MINUS)


_MOST_TICKS = 3
_TICK = 3.0
_TO_SCALE = 1.6
"""A window whose sides differ by a smaller factor than this is drawn to scale."""


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


def is_to_scale(window: Window) -> bool:
    """Whether both parameters are drawn at the same scale: only then is ∇C seen at right angles to the contours.

    A window that is much longer than wide is stretched to fill the map: to scale, nothing would be seen in it.
    """
    width, height = window.size
    return max(width / height, height / width) < _TO_SCALE


@dataclass(frozen=True)
class Margins:
    """Room for the axes around a map."""

    left: int
    bottom: int
    top: int


def tick_texts(low: float, high: float) -> list[tuple[float, str]]:
    """Ticks of an axis with what is written at them."""
    return [(tick, tick_text(tick)) for tick in round_ticks(low, high, _MOST_TICKS)]


def margins(low: tuple[float, float], high: tuple[float, float], names: tuple[str, str], theme: Theme) -> Margins:
    """Room for numbers at the left and below; above, where the name of the upright axis is too long for the left."""
    metrics = QFontMetricsF(theme.font(12, tabular=True))
    widest = max((metrics.horizontalAdvance(text) for _, text in tick_texts(low[1], high[1])), default=0.0)
    left = max(widest, metrics.horizontalAdvance("x₂")) + theme.px(6)
    fits = metrics.horizontalAdvance(names[1]) + theme.px(5) <= left
    return Margins(round(left), round(metrics.height() + theme.px(3)),
                   theme.px(1) if fits else round(metrics.height() + theme.px(1)))


def fitted_frame(size: tuple[int, int], low: tuple[float, float], high: tuple[float, float], names: tuple[str, str],
                 theme: Theme, proportions: tuple[float, float] | None = None) -> Frame:
    """The largest place for a window on a widget, with room for its axes.

    Parameters
    ----------
    size
        Width and height of the widget.
    names
        What is written at the axes.
    proportions
        Width and height of the place by each other; None to fill the widget.
    """
    room = margins(low, high, names, theme)
    left, top = room.left, room.top
    width, height = max(size[0] - left - theme.px(1), 1), max(size[1] - top - room.bottom, 1)
    if proportions is not None:
        unit = min(width / proportions[0], height / proportions[1])
        wide, tall = (max(round(unit * part), 1) for part in proportions)
        left, top, width, height = left + (width - wide) // 2, top + (height - tall) // 2, wide, tall
    return Frame(QRectF(left, top, width, height), low, high)


def paint_axes(painter: QPainter, frame: Frame, names: tuple[str, str], theme: Theme) -> None:
    """Ticks, their numbers, and the name of each axis at its end."""
    painter.setFont(theme.font(12, tabular=True))
    metrics = QFontMetricsF(painter.font())
    across, up = (metrics.elidedText(name, Qt.TextElideMode.ElideRight, 0.6 * frame.area.width()) for name in names)
    _paint_across(painter, frame, across, metrics, theme)
    _paint_up(painter, frame, up, metrics, theme)


def texts_across(frame: Frame, name: str, theme: Theme) -> list[tuple[float, str]]:
    """What is written below the area, and where it begins: a number only where it stays clear of the others."""
    metrics, area, gap = QFontMetricsF(theme.font(12, tabular=True)), frame.area, theme.px(6)
    begin, end = area.left() - gap, area.right() - metrics.horizontalAdvance(name)
    texts = [(end, name)]
    for value, text in tick_texts(frame.low[0], frame.high[0]):
        width = metrics.horizontalAdvance(text)
        left = min(max(frame.x(value) - width / 2, area.left()), area.right() - width)
        if begin + gap <= left <= end - gap - width:
            texts.append((left, text))
            begin = left + width
    return texts


def _paint_across(painter: QPainter, frame: Frame, name: str, metrics: QFontMetricsF, theme: Theme) -> None:
    area, tick = frame.area, _TICK * theme.scale
    painter.setPen(QPen(theme.outline, theme.px(1)))
    for value, _ in tick_texts(frame.low[0], frame.high[0]):
        painter.drawLine(QPointF(frame.x(value), area.bottom()), QPointF(frame.x(value), area.bottom() + tick))
    for place, (left, text) in enumerate(texts_across(frame, name, theme)):
        painter.setPen(theme.text_dim if place else theme.text)
        room = QRectF(left, area.bottom() + tick, metrics.horizontalAdvance(text) + 1, metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_up(painter: QPainter, frame: Frame, name: str, metrics: QFontMetricsF, theme: Theme) -> None:
    area, tick, line = frame.area, _TICK * theme.scale, metrics.height()
    room = area.left() - tick - theme.px(2)
    is_above = metrics.horizontalAdvance(name) > room
    first_line = area.top() if is_above else area.top() + line
    for value, text in tick_texts(frame.low[1], frame.high[1]):
        y = frame.y(value)
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.drawLine(QPointF(area.left() - tick, y), QPointF(area.left(), y))
        top = min(max(y - line / 2, area.top()), area.bottom() - line)
        if top >= first_line:
            painter.setPen(theme.text_dim)
            painter.drawText(QRectF(0.0, top, room, line),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(theme.text)
    if is_above:
        painter.drawText(QRectF(area.left(), area.top() - line - 1, area.width(), line), Qt.AlignmentFlag.AlignLeft,
                         name)
    else:
        painter.drawText(QRectF(0.0, area.top(), room, line), Qt.AlignmentFlag.AlignRight, name)


def paint_frame(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """The hairline around the map."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawRect(frame.area)


def curve_path(places: Array) -> QPainterPath:
    """A line through points of the widget, shape (count, 2); where one is not finite it has a gap."""
    path = QPainterPath()
    line_to = path.lineTo
    finite = np.asarray(np.isfinite(places).all(axis=1))
    for part in np.split(places, np.flatnonzero(np.diff(finite)) + 1):
        if len(part) and np.isfinite(part[0]).all():
            first, *others = part.tolist()
            path.moveTo(*first)
            for x, y in others:
                line_to(x, y)
    return path
