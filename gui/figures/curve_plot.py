"""A small plot of a function of z, painted by hand: its curve, where it is flat, and marks for neurons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from gui.figures.frame import Frame, curve_path, tick_text
from gui.foundation.theme import Theme
from simulator.arrays import Array

# Bars up and down from a line.

def paint_bars(painter: QPainter, left: float, pitch: float, width: float, zero: float, heights: Iterable[float],
               colors: Sequence[QColor], *, least: float = 0.0) -> None:
    """Bars that stand on a line or hang from it; those of one colour are painted in one go.

    Parameters
    ----------
    left, pitch, width
        The left edge of the first one, from one to the next, and how wide each is.
    zero
        y of the line.
    heights
        In pixels, downwards where they are negative; a bar of height 0 is none.
    least
        Height of the lowest ones: they are seen to be there.
    """
    rooms: dict[int, list[QRectF]] = {}
    for place, (height, color) in enumerate(zip(heights, colors, strict=True)):
        if height:
            tall = max(abs(height), least)
            room = QRectF(left + place * pitch, zero - (tall if height > 0 else 0.0), width, tall)
            rooms.setdefault(color.rgb(), []).append(room)
    painter.setPen(Qt.PenStyle.NoPen)
    for rgb, bars in rooms.items():
        painter.setBrush(QColor(rgb))
        painter.drawRects(bars)
    painter.setBrush(Qt.BrushStyle.NoBrush)


_TEXT = 12
_BELOW = 0.1
"""Free height below the curve, as a share of its range; above it there is a line for words."""
_JUMP = 0.3
"""Two neighbouring points that differ by this share of the height stand on two sides of a jump."""


@dataclass(frozen=True, eq=False)
class Curve:
    """What a plot shows.

    Attributes
    ----------
    name
        What is plotted, such as "σ(z)".
    z, y
        The curve, shape (count,) each; z ascending.
    ticks
        Heights that are written beside it.
    ghost
        Another curve over the same z, to compare with, or None.
    ghost_room
        How far it may stretch the plot to each side, as a share of the curve's range.
    flat
        Pairs of z between which the function hardly changes, and the word for it.
    mark
        (z, y) of the neuron, or None, with the text beside it.
    others
        z of other neurons.
    """

    name: str
    z: Array
    y: Array
    ticks: tuple[float, ...] = (0.0,)
    ghost: Array | None = None
    ghost_room: float = 1.0
    flat: tuple[tuple[float, float], ...] = ()
    flat_word: str = ""
    mark: tuple[float, float] | None = None
    mark_text: str = ""
    mark_color: QColor | None = None
    others: Array | None = None

    def height_range(self) -> tuple[float, float]:
        """Lowest and highest y of the plot: 0, the curve, and as much of the ghost as there is room for."""
        low, high = min(0.0, float(self.y.min())), max(0.0, float(self.y.max()))
        if high == low:
            high = low + 1.0
        if self.ghost is not None:
            most = self.ghost_room * (high - low)
            low = min(low, max(float(self.ghost.min()), low - most))
            high = max(high, min(float(self.ghost.max()), high + most))
        return low, high


class CurvePainter:
    """Paints one plot into a rectangle."""

    def __init__(self, painter: QPainter, theme: Theme, box: QRectF, curve: Curve) -> None:
        self._painter = painter
        self._theme = theme
        self._curve = curve
        self._font = theme.font(_TEXT, tabular=True)
        self._metrics = QFontMetricsF(self._font)
        self._line_height = self._metrics.height()
        left = max(self._metrics.horizontalAdvance(tick_text(y, 3)) for y in curve.ticks) + theme.px(6)
        self.area = box.adjusted(left, 0.0, -theme.px(2), -self._line_height - theme.px(2))
        low, high = curve.height_range()
        words = (self._line_height + theme.px(4)) / max(self.area.height(), 1.0)
        span = (high - low) * (1.0 + _BELOW) / max(1.0 - words, 0.1)
        bottom = low - _BELOW * (high - low)
        self._frame = Frame(self.area, (float(curve.z[0]), bottom), (float(curve.z[-1]), bottom + span))
        self._taken: list[QRectF] = []

    def paint(self) -> None:
        """Paint all of it."""
        painter, theme = self._painter, self._theme
        painter.setFont(self._font)
        self._paint_flat_parts()
        self._paint_axes()
        if self._curve.ghost is not None:
            dashes = QPen(theme.outline, theme.px(1.5), Qt.PenStyle.DashLine)
            painter.save()
            painter.setClipRect(self.area)
            painter.strokePath(self._path(self._curve.ghost), dashes)
            painter.restore()
        painter.strokePath(self._path(self._curve.y), QPen(theme.text, theme.px(2)))
        self._paint_others()
        self._paint_name()
        label = self._place_of_label()
        self._paint_flat_words()
        self._paint_mark(label)

    def point(self, z: float, y: float) -> QPointF:
        """Where a point of the plot lies."""
        return self._frame.to_widget((z, y))

    def _paint_axes(self) -> None:
        painter, theme, area = self._painter, self._theme, self.area
        painter.setPen(QPen(theme.line, theme.px(1)))
        zero = self.point(0.0, 0.0)
        painter.drawLine(QPointF(area.left(), zero.y()), QPointF(area.right(), zero.y()))
        painter.drawLine(QPointF(zero.x(), area.top()), QPointF(zero.x(), area.bottom()))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(theme.text_dim)
        written: list[float] = []
        for y in sorted(self._curve.ticks, key=abs, reverse=True):
            middle = self.point(0.0, y).y()
            if any(abs(middle - other) < 0.8 * self._line_height for other in written):
                continue
            written.append(middle)
            painter.drawText(QRectF(area.left() - theme.px(64), middle - self._line_height / 2, theme.px(60),
                                    self._line_height), Qt.AlignmentFlag.AlignRight, tick_text(y, 3))
        last = float(self._curve.z[-1])
        below = QRectF(area.left(), area.bottom() + theme.px(1), area.width(), self._line_height)
        for text, side in ((tick_text(-last, 3), Qt.AlignmentFlag.AlignLeft), ("0", Qt.AlignmentFlag.AlignHCenter),
                           (tick_text(last, 3), Qt.AlignmentFlag.AlignRight)):
            painter.drawText(below, side, text)
        # apart from the 0, with which it would seem to be what the neuron's z is
        painter.drawText(below.adjusted(area.width() / 2, 0, 0, 0), Qt.AlignmentFlag.AlignHCenter, "z")

    def _paint_flat_parts(self) -> None:
        for box in self._flat_boxes():
            self._painter.fillRect(box, self._theme.sunken)
            self._painter.fillRect(box, QBrush(self._theme.line, Qt.BrushStyle.BDiagPattern))

    def _flat_boxes(self) -> Iterator[QRectF]:
        for first, last in self._curve.flat:
            left, right = self.point(first, 0.0).x(), self.point(last, 0.0).x()
            yield QRectF(left, self.area.top(), right - left, self.area.height())

    def _paint_flat_words(self) -> None:
        """In each flat part, away from its curve; upright where the part is too narrow for the word."""
        painter, theme, word = self._painter, self._theme, self._curve.flat_word
        width = self._metrics.horizontalAdvance(word) + theme.px(4)
        painter.setPen(theme.text_dim)
        for box in self._flat_boxes():
            lies_flat = box.width() >= width
            size = (width, self._line_height) if lies_flat else (self._line_height, width)
            if box.width() < size[0] or box.height() < size[1]:
                continue
            places = [QRectF(box.center().x() - size[0] / 2, top, *size)
                      for top in (box.bottom() - size[1] - theme.px(6), box.top() + theme.px(2),
                                  box.center().y() - size[1] / 2)]
            place = next((place for place in places if self._is_free(place)), None)
            if place is None:
                continue
            self._taken.append(place)
            if lies_flat:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
            else:
                painter.save()
                painter.translate(place.center())
                painter.rotate(-90.0)
                painter.drawText(QRectF(-width / 2, -self._line_height / 2, width, self._line_height),
                                 Qt.AlignmentFlag.AlignCenter, word)
                painter.restore()

    def _path(self, y: Array) -> QPainterPath:
        places = self._frame.places(np.column_stack((self._curve.z, y)))
        jumps = np.flatnonzero(np.abs(np.diff(y)) > _JUMP * self._frame.size[1]) + 1
        return curve_path(np.insert(places, jumps, np.nan, axis=0) if len(jumps) else places)

    def _paint_others(self) -> None:
        others = self._curve.others
        if others is None:
            return
        painter, area, last = self._painter, self.area, float(self._curve.z[-1])
        painter.setPen(QPen(self._theme.outline, self._theme.px(1)))
        for z in others[np.abs(others) <= last].tolist():
            foot = QPointF(self.point(z, 0.0).x(), area.bottom())
            painter.drawLine(foot, foot - QPointF(0.0, self._theme.px(5)))

    def _paint_name(self) -> None:
        width = self._metrics.horizontalAdvance(self._curve.name) + self._theme.px(4)
        place = QRectF(self.area.left() + self._theme.px(4), self.area.top(), width, self._line_height)
        self._taken.append(place)
        self._painter.setFont(self._theme.font(_TEXT, semibold=True))
        self._painter.setPen(self._theme.text)
        self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self._curve.name)
        self._painter.setFont(self._font)

    def _place_of_label(self) -> QRectF | None:
        curve = self._curve
        if curve.mark is None or not curve.mark_text:
            return None
        place = self._place_beside(self.point(*curve.mark), self._metrics.horizontalAdvance(curve.mark_text))
        self._taken.append(place)
        return place

    def _paint_mark(self, label: QRectF | None) -> None:
        mark, painter, theme = self._curve.mark, self._painter, self._theme
        if mark is None:
            return
        color = self._curve.mark_color or theme.text
        point, foot = self.point(*mark), self.point(mark[0], 0.0)
        painter.setPen(QPen(color, theme.px(1), Qt.PenStyle.DotLine))
        painter.drawLine(point, QPointF(foot.x(), self.area.bottom()))
        painter.setPen(QPen(theme.card, theme.px(2)))
        painter.setBrush(color)
        painter.drawEllipse(point, theme.px(5), theme.px(5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if label is not None:
            ground = QColor(theme.card)
            ground.setAlpha(220)
            painter.fillRect(label, ground)
            painter.setPen(theme.readable(color))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._curve.mark_text)

    def _place_beside(self, point: QPointF, width: float) -> QRectF:
        """A place for a text near a point that covers neither the curve nor another text; the best if none is."""
        gap, height = self._theme.px(8), self._line_height
        wide = width + self._theme.px(4)
        places = [QRectF(x, y, wide, height)
                  for far in (gap, 3 * gap, 5 * gap)
                  for y in (point.y() - gap / 2 - height, point.y() + gap / 2, point.y() - height / 2)
                  for x in (point.x() + far, point.x() - far - wide)]
        inside = [self._moved_inside(place) for place in places]
        apart = [place for place in inside if not place.contains(point)]
        return next((place for place in apart if self._is_free(place)), (apart or inside)[0])

    def _moved_inside(self, place: QRectF) -> QRectF:
        area = self.area
        left = min(max(place.left(), area.left()), area.right() - place.width())
        top = min(max(place.top(), area.top()), area.bottom() - place.height())
        return QRectF(left, top, place.width(), place.height())

    def _is_free(self, place: QRectF) -> bool:
        if any(place.intersects(taken) for taken in self._taken):
            return False
        curve = self._curve
        if curve.ghost is not None and not self._misses(place, curve.ghost):
            return False
        return self._misses(place, curve.y)

    def _misses(self, place: QRectF, y: Array) -> bool:
        """Whether a curve doesn't go through a place."""
        z, (low, _), (high, _) = self._curve.z, *map(self._frame.to_point, (place.topLeft(), place.topRight()))
        heights = y[(z >= low) & (z <= high)]
        if not len(heights):
            return True
        top, bottom = self.point(0.0, float(heights.max())).y(), self.point(0.0, float(heights.min())).y()
        return place.bottom() < top or place.top() > bottom
