"""Paints the frame of a map or a plot with few ticks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from gui.number_text import field_text
from gui.plane.frame import Frame, round_ticks
from gui.theme import Theme

_MOST_TICKS = 3
_TICK = 3.0


def tick_texts(low: float, high: float) -> list[tuple[float, str]]:
    """Ticks of an axis with what is written at them."""
    return [(tick, field_text(float(f"{tick:.12g}"))) for tick in round_ticks(low, high, _MOST_TICKS)]


@dataclass(frozen=True)
class Margins:
    """Room for the axes around a map."""

    left: int
    bottom: int
    top: int


def margins(low: tuple[float, float], high: tuple[float, float], names: tuple[str, str], theme: Theme) -> Margins:
    """Room for numbers at the left and below; above, where the name of the upright axis is too long for the left."""
    metrics = QFontMetricsF(theme.font(12, tabular=True))
    widest = max((metrics.horizontalAdvance(text) for _, text in tick_texts(low[1], high[1])), default=0.0)
    left = max(widest, metrics.horizontalAdvance("x₂")) + theme.px(6)
    fits = metrics.horizontalAdvance(names[1]) + theme.px(5) <= left
    return Margins(round(left), round(metrics.height() + theme.px(3)),
                   theme.px(1) if fits else round(metrics.height() + theme.px(1)))


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
    for number, (left, text) in enumerate(texts_across(frame, name, theme)):
        painter.setPen(theme.text_dim if number else theme.text)
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
