"""The outputs of a softmax layer as shares, and what the z of one neuron does to all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.number_text import number
from gui.theme import Theme

_TEXT = 12


def paint_bars(painter: QPainter, theme: Theme, box: QRectF, title: str, values: Sequence[float],
               labels: Sequence[str], chosen: int) -> None:
    """Bars up and down from 0, one for each output; the chosen one has its number.

    Parameters
    ----------
    values
        Empty while they are not known.
    labels
        What stands below the bars; where there is no room only the chosen one.
    """
    font = theme.font(_TEXT, tabular=True)
    metrics = QFontMetricsF(font)
    line = metrics.height()
    painter.setFont(theme.font(_TEXT, semibold=True))
    painter.setPen(theme.text)
    painter.drawText(QRectF(box.left(), box.top(), box.width(), line), Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(font)
    area = box.adjusted(0.0, 2.0 * line, 0.0, -line - theme.px(2))
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    span = (high - low) or 1.0
    zero = area.bottom() + low / span * area.height()
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
    step = area.width() / len(labels)
    thick = min(0.7 * step, theme.px(22))
    all_fit = max(metrics.horizontalAdvance(label) for label in labels) < step
    for place, label in enumerate(labels):
        middle = area.left() + (place + 0.5) * step
        if values:
            end = zero - values[place] / span * area.height()
            painter.setPen(QPen(theme.text, theme.px(2)) if place == chosen else Qt.PenStyle.NoPen)
            painter.setBrush(_color(theme, values[place]))
            painter.drawRect(QRectF(middle - thick / 2, min(zero, end), thick, abs(zero - end)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if all_fit or place == chosen:
            painter.setPen(theme.text if place == chosen else theme.text_dim)
            painter.drawText(QRectF(middle - area.width(), box.bottom() - line, 2 * area.width(), line),
                             Qt.AlignmentFlag.AlignHCenter, label)
    if values:
        text = number(values[chosen], 3)
        wide = metrics.horizontalAdvance(text) + theme.px(2)
        middle = area.left() + (chosen + 0.5) * step
        end = zero - max(values[chosen], 0.0) / span * area.height()
        left = min(max(middle - wide / 2, box.left()), box.right() - wide)
        painter.setPen(theme.text)
        painter.drawText(QRectF(left, end - line - theme.px(1), wide, line), Qt.AlignmentFlag.AlignCenter, text)


def _color(theme: Theme, value: float) -> QColor:
    return theme.signed_color(value, 1.0 if value >= 0 else 0.25) if value else theme.card
