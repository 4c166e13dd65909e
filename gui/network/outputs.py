"""Paints what stands beside the output neurons: the class, a bar of the activation, the number and the target."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from gui.network.layout import Column, Layout
from gui.network.neurons import short_number
from gui.network.view_transform import View
from gui.theme import Theme
from simulator.moment import Moment

_LEAST_SPACING = 13.0


def output_labels(moment: Moment) -> tuple[str, ...]:
    """What each output neuron stands for; empty where one neuron answers for two classes."""
    labels = moment.data.class_labels
    return labels if len(labels) == moment.network.sizes[-1] else ()


def paint_outputs(painter: QPainter, layout: Layout, moment: Moment, view: View, theme: Theme) -> None:
    """Labels, bars, numbers and targets, one row for each output neuron."""
    column = layout.columns[-1]
    spacing = column.spacing * view.zoom if column.size > 1 else 100.0
    if column.squeezed or spacing < _LEAST_SPACING * theme.scale:
        return
    known = moment.sample.a[-1][:moment.reached_a(moment.network.depth)]
    whole = len(known) == column.size
    bars = _Bars(layout, moment, view, theme)
    predicted = moment.predicted_class if whole and output_labels(moment) else -1
    for neuron in range(column.size):
        a = float(known[neuron]) if neuron < len(known) else None
        bars.paint(painter, neuron, a, predicted=neuron == predicted)


class _Bars:
    """Measures that all rows share."""

    def __init__(self, layout: Layout, moment: Moment, view: View, theme: Theme) -> None:
        column = layout.columns[-1]
        self._column: Column = column
        self._moment, self._view, self._theme = moment, view, theme
        self._labels = output_labels(moment)
        self._label_font = theme.font(15 if column.spacing * view.zoom > 20 * theme.scale else 12, semibold=True)
        self._font = theme.font(12, tabular=True)
        widest = max((QFontMetricsF(self._label_font).horizontalAdvance(text) for text in self._labels), default=0.0)
        left = view.x(column.x) + column.largest_radius * view.zoom + theme.px(12)
        self._label_left = left
        self._label_width = min(max(widest, theme.px(10)), 0.4 * layout.output_room) if self._labels else 0.0
        self._bar_left = left + self._label_width + (theme.px(8) if self._labels else 0)
        number_width = QFontMetricsF(self._font).horizontalAdvance("−0.000")
        end = left + layout.output_room - theme.px(2)
        self._bar_width = max(end - self._bar_left - number_width, theme.px(16))
        a, target = moment.sample.a[-1], moment.sample.target
        low, high = moment.network.activation(moment.network.depth).output_range
        self._low = low if math.isfinite(low) else min(0.0, float(np.nanmin(a)), float(target.min()))
        self._high = high if math.isfinite(high) else max(1e-12, float(np.nanmax(a)), float(target.max()))

    def paint(self, painter: QPainter, neuron: int, a: float | None, *, predicted: bool) -> None:
        """One row."""
        y = self._view.y(float(self._column.y[neuron]))
        if self._labels:
            self._paint_label(painter, neuron, y, predicted=predicted)
        theme, height = self._theme, float(self._theme.px(8))
        track = QRectF(self._bar_left, y - height / 2, self._bar_width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        painter.drawRoundedRect(track, height / 2, height / 2)
        if a is not None:
            self._paint_bar(painter, track, a)
        if self._moment.knows_cost:
            self._paint_target(painter, track, float(self._moment.sample.target[neuron]))

    def _paint_label(self, painter: QPainter, neuron: int, y: float, *, predicted: bool) -> None:
        theme = self._theme
        metrics = QFontMetricsF(self._label_font)
        text = metrics.elidedText(self._labels[neuron], Qt.TextElideMode.ElideRight, self._label_width + 1)
        box = QRectF(self._label_left, y - metrics.height() / 2, self._label_width, metrics.height())
        if predicted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            around = box.adjusted(-theme.px(5), -theme.px(1), theme.px(5), theme.px(1))
            painter.drawRoundedRect(around, theme.px(4), theme.px(4))
        painter.setFont(self._label_font)
        painter.setPen(theme.on_accent if predicted else theme.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _at(self, track: QRectF, value: float) -> float:
        share = (value - self._low) / (self._high - self._low) if self._high > self._low else 0.0
        return track.left() + track.width() * min(max(share, 0.0), 1.0)

    def _paint_bar(self, painter: QPainter, track: QRectF, a: float) -> None:
        theme = self._theme
        if math.isfinite(a):
            zero, end = self._at(track, 0.0), self._at(track, a)
            bar = QRectF(min(zero, end), track.top(), abs(end - zero), track.height())
            painter.setBrush(theme.positive if a >= 0 else theme.negative)
            corner = min(bar.width(), bar.height()) / 2
            painter.drawRoundedRect(bar, corner, corner)
        painter.setFont(self._font)
        painter.setPen(theme.text)
        line = QFontMetricsF(self._font).height()
        painter.drawText(QPointF(track.right() + theme.px(8), track.center().y() + line * 0.32), short_number(a))

    def _paint_target(self, painter: QPainter, track: QRectF, target: float) -> None:
        """A tick at y; the target that isn't 0 also gets a small arrow, so that the right answer stands out."""
        theme = self._theme
        x = self._at(track, target)
        over = theme.px(3)
        painter.setPen(QPen(theme.text, 1.5 * theme.scale))
        painter.drawLine(QPointF(x, track.top() - over), QPointF(x, track.bottom() + over))
        if target != 0.0:
            side = float(theme.px(4))
            tip = track.top() - over
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text)
            painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - side, tip - 1.4 * side),
                                           QPointF(x + side, tip - 1.4 * side)]))
