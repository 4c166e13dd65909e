"""The floor of the box that a surface stands in, and the numbers at its edges."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from gui.descent.camera import HEIGHT, Projection
from gui.number_text import field_text, number
from gui.plane.frame import round_ticks
from gui.theme import Theme, blend
from simulator.landscape.cost_scale import CostScale
from simulator.landscape.landscape import Landscape

_TICK, _GAP = 4.0, 3.0
_ROOM = 44.0
"""Pixels of an edge, at scale 1, for each of its numbers."""
_MOST = 5
_FEW = 3
_STANDING_ROOM = 17.0
_DECADES = 40
_LONGEST = 7
_MOST_DIGITS = 9
_CORNERS = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))


@dataclass(frozen=True)
class Edge:
    """A near edge of the floor.

    Attributes
    ----------
    axis
        Which parameter runs along it: 0 or 1.
    fixed
        The other coordinate, −1 or 1.
    """

    axis: int
    fixed: float

    def at(self, place: float, out: float = 0.0) -> tuple[float, float]:
        """(x, y) of a place along it, from −1 to 1, and so far outside of it."""
        beside = self.fixed * (1.0 + out)
        return (place, beside) if self.axis == 0 else (beside, place)


def near_edges(view: Projection) -> tuple[Edge, Edge]:
    """The edges that meet at the corner nearest to the eye: that along the first parameter, that along the second."""
    x, y = (-math.copysign(1.0, away) for away in view.away)
    return Edge(0, y), Edge(1, x)


def left_corner(view: Projection) -> tuple[float, float]:
    """The corner of the floor farthest to the left: the costs are written there."""
    return min(_CORNERS, key=lambda corner: corner[0] * view.right[0] + corner[1] * view.right[1])


def cost_ticks(scale: CostScale) -> list[tuple[float, str]]:
    """Shares of the height, and the cost there.

    They are round; on a logarithmic scale the lowest cost and powers of ten, and where these are few their doubles
    and halves.
    """
    if scale.softness is None:
        costs = round_ticks(scale.low, scale.high, _MOST)
        return list(zip(scale.shares(np.array(costs)).tolist(), tick_texts(costs), strict=True))
    highest = math.floor(math.log10(max(abs(scale.high), abs(scale.low)) or 1.0))
    powers = [10.0 ** power for power in range(highest, highest - _DECADES, -1)]
    between = [factor * power for factor in (2.0, 5.0) for power in powers[:2]]
    ticks: list[tuple[float, str]] = []
    for cost in (scale.low, *powers, *between):
        if cost in between and len(ticks) >= _FEW:
            break
        share = float(scale.shares(np.array(cost)))
        if scale.low <= cost <= scale.high and all(abs(share - other) >= 1.0 / _MOST - 0.05 for other, _ in ticks):
            ticks.append((share, _cost_text(cost, scale)))
    return ticks


def tick_texts(values: list[float]) -> list[str]:
    """Round numbers as they are, or, where one would be long, all with as few digits as tell them exactly."""
    plain = [field_text(float(f"{value:.12g}")) for value in values]
    if all(len(text) <= _LONGEST and "e" not in text for text in plain):
        return plain
    largest = max(map(abs, values), default=0.0)
    digits = next((digits for digits in range(1, _MOST_DIGITS)
                   if all(abs(float(f"{value:.{digits - 1}e}") - value) < 1e-11 * largest for value in values)),
                  _MOST_DIGITS)
    return [number(0.0 if abs(value) < 1e-11 * largest else value, digits) for value in values]


def _cost_text(cost: float, scale: CostScale) -> str:
    if abs(cost) < 1e-9 * (scale.high - scale.low):
        return "0"
    power = round(math.log10(abs(cost)))
    if math.isclose(cost, 10.0 ** power):
        return tick_texts([cost])[0].removeprefix("1·")
    return number(cost, 2)


def paint_floor(painter: QPainter, view: Projection, theme: Theme) -> None:
    """The floor, before the surface that stands on it is painted."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(theme.card, theme.sunken, 0.55))
    painter.drawPolygon(QPolygonF([_at(view, x, y) for x, y in _CORNERS]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.line, theme.px(1)))
    painter.drawPolygon(QPolygonF([_at(view, x, y) for x, y in _CORNERS]))


def paint_axes(painter: QPainter, view: Projection, landscape: Landscape, theme: Theme) -> None:
    """The near edges with the parameters, and the costs at the left; painted over the surface."""
    painter.setFont(theme.font(12, tabular=True))
    for edge in near_edges(view):
        line = landscape.b if edge.axis else landscape.a
        window = (float(line[0]), float(line[-1]))
        _paint_edge(painter, view, edge, window, landscape.surface.symbols[edge.axis], theme)
    _paint_costs(painter, view, landscape.scale, theme)


def _at(view: Projection, x: float, y: float, z: float = 0.0) -> QPointF:
    across, down, _ = view.places(np.array((x, y, z))).tolist()
    return QPointF(across, down)


def _paint_edge(painter: QPainter, view: Projection, edge: Edge, window: tuple[float, float], name: str, theme: Theme
                ) -> None:
    metrics = QFontMetricsF(painter.font())
    begin, end = _at(view, *edge.at(-1.0)), _at(view, *edge.at(1.0))
    outward = _at(view, *edge.at(0.0, 1.0)) - _at(view, *edge.at(0.0))
    length = math.hypot(outward.x(), outward.y()) or 1.0
    out = QPointF(outward.x() / length, outward.y() / length)
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(begin, end)
    along = math.hypot(end.x() - begin.x(), end.y() - begin.y())
    most = min(int(along / (_ROOM * theme.scale)), _MOST)
    widest = 0.0
    ticks = round_ticks(*window, most) if most else []
    for tick, text in zip(ticks, tick_texts(ticks), strict=True):
        place = begin + (end - begin) * ((tick - window[0]) / (window[1] - window[0]))
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.drawLine(place, place + out * (_TICK * theme.scale))
        painter.setPen(theme.text_dim)
        widest = max(widest, _write(painter, place, out, (_TICK + _GAP) * theme.scale, text, metrics))
    painter.setPen(theme.text)
    painter.setFont(theme.font(14, semibold=True))
    _write(painter, (begin + end) / 2, out, (_TICK + 2 * _GAP) * theme.scale + widest, name,
           QFontMetricsF(painter.font()))
    painter.setFont(theme.font(12, tabular=True))


def _write(painter: QPainter, place: QPointF, out: QPointF, gap: float, text: str, metrics: QFontMetricsF) -> float:
    """Write outside of an edge, and say how far outwards the text reaches beyond the gap."""
    width, height = metrics.horizontalAdvance(text), metrics.ascent()
    reach = abs(out.x()) * width + abs(out.y()) * height
    centre = place + out * (gap + reach / 2)
    room = QRectF(centre.x() - width / 2, centre.y() - metrics.height() / 2, width + 1, metrics.height())
    seen = _seen(painter)
    if seen.contains(place):  # otherwise the place is out of view, and its number too
        painter.drawText(_within(room, seen), Qt.AlignmentFlag.AlignCenter, text)
    return reach


def _seen(painter: QPainter) -> QRectF:
    """What is in view of a picture."""
    device = painter.device()
    return QRectF(0.0, 0.0, device.width() / device.devicePixelRatioF(), device.height() / device.devicePixelRatioF())


def _within(room: QRectF, seen: QRectF) -> QRectF:
    """The room moved into view: a number that lost its beginning would be another one."""
    left = min(max(room.left(), seen.left() + 1.0), seen.right() - room.width() - 1.0)
    return QRectF(QPointF(left, min(max(room.top(), seen.top()), seen.bottom() - room.height())), room.size())


def _paint_costs(painter: QPainter, view: Projection, scale: CostScale, theme: Theme) -> None:
    metrics = QFontMetricsF(painter.font())
    foot = _at(view, *left_corner(view))
    x = foot.x() - theme.px(1)
    rise = view.height_step * HEIGHT
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(QPointF(x, foot.y()), QPointF(x, foot.y() - rise))
    tick, line, seen = _TICK * theme.scale, metrics.height(), _seen(painter)
    free = math.inf
    for share, text in sorted(cost_ticks(scale)):
        y = foot.y() - share * rise
        if y > free - _STANDING_ROOM * theme.scale:
            continue
        free = y
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.drawLine(QPointF(x - tick, y), QPointF(x, y))
        painter.setPen(theme.text_dim)
        if not seen.contains(QPointF(x, y)):
            continue  # the place is out of view
        width = metrics.horizontalAdvance(text) + 2.0
        top = min(y - line / 2, foot.y() - 0.85 * line)  # the corner's other number stands below
        room = _within(QRectF(x - tick - theme.px(_GAP) - width, top, width, line), seen)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(theme.text)
    painter.setFont(theme.font(14, semibold=True))
    room = QRectF(x - theme.px(10), foot.y() - rise - theme.px(24), theme.px(20), theme.px(20))
    if seen.contains(QPointF(x, foot.y() - rise)):
        painter.drawText(_within(room, seen), Qt.AlignmentFlag.AlignCenter, "C")
