"""Histograms of z, a and δ, one strip for each layer, painted small."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.insight.start_report import BINS, Axis, StartReport, StartRow, Strip
from gui.number_text import field_text
from gui.theme import Theme
from simulator.network import Network

STRIP = 18
"""Height of a strip at scale 1."""
_LABEL, _GAP = 24, 14
_WIDTH, _LEAST_WIDTH = 300, 160
_TEXT = 12
_OUTSIDE = 0.005
"""A mark stands where more than this share of the values lies outside of the axis."""
_SYMBOLS = ("z", "a", "δ")


def cells(width: float, theme: Theme) -> tuple[QRectF, QRectF, QRectF]:
    """The places of the three columns across a picture of this width, behind the layers' numbers."""
    label, gap = theme.px(_LABEL), theme.px(_GAP)
    each = max((width - label - 2 * gap) / 3, 1.0)
    first, second, third = (QRectF(label + place * (each + gap), 0.0, each, 0.0) for place in range(3))
    return first, second, third


class StartPicture(QWidget):
    """The histograms of one way to begin."""

    def __init__(self, report: StartReport, row: StartRow, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._row = row
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(STRIP) * self._report.network.depth)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, network = self._theme, self._report.network
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(_TEXT, tabular=True))
        height = theme.px(STRIP)
        for layer in range(1, network.depth + 1):
            top = (layer - 1) * height
            painter.setPen(theme.text_dim)
            painter.drawText(QRectF(0, top, theme.px(_LABEL - 10), height),
                             Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(layer))
        for column, (cell, axis) in enumerate(zip(cells(self.width(), theme), self._report.axes, strict=True)):
            for layer in range(1, network.depth + 1):
                box = QRectF(cell.left(), (layer - 1) * height, cell.width(), height)
                if column == 0:
                    self._shade_saturated(painter, box, axis, network, layer)
                self._paint_strip(painter, box, axis, self._row.strips[column][layer - 1], column)
        painter.end()

    def _shade_saturated(self, painter: QPainter, box: QRectF, axis: Axis, network: Network, layer: int) -> None:
        """Where σ hardly changes, or is off."""
        activation = network.activation(layer)
        for low, high in ((axis.low, activation.saturated_below), (activation.saturated_above, axis.high)):
            left, right = (box.left() + (min(max(value, axis.low), axis.high) - axis.low)
                           / (axis.high - axis.low) * box.width() for value in (low, high))
            if right > left:
                painter.fillRect(QRectF(left, box.top(), right - left, box.height()), self._theme.sunken)

    def _paint_strip(self, painter: QPainter, box: QRectF, axis: Axis, strip: Strip, column: int) -> None:
        theme = self._theme
        base = box.bottom() - theme.px(1)
        room = box.height() - theme.px(3)
        painter.setPen(QPen(theme.line, theme.px(1)))
        painter.drawLine(QPointF(box.left(), base), QPointF(box.right(), base))
        if axis.low < 0.0 < axis.high:
            zero = box.left() - axis.low / (axis.high - axis.low) * box.width()
            painter.drawLine(QPointF(zero, box.top()), QPointF(zero, base))
        largest = float(strip.shares.max())
        wide = box.width() / BINS
        painter.setPen(Qt.PenStyle.NoPen)
        for place, share in enumerate(strip.shares):
            if share > 0.0:
                tall = max(room * float(share) / largest, theme.px(1))
                value = axis.low + (place + 0.5) / BINS * (axis.high - axis.low)
                painter.fillRect(QRectF(box.left() + place * wide, base - tall, max(wide, 1.0), tall),
                                 self._color(value, axis, column))
        for share, edge, outwards in ((strip.below, box.left(), -1), (strip.above, box.right(), 1)):
            if share > _OUTSIDE:
                self._paint_mark(painter, QPointF(edge, base - room / 2), outwards)

    def _color(self, value: float, axis: Axis, column: int) -> QColor:
        theme = self._theme
        if abs(value) <= 0.5001 / BINS * (axis.high - axis.low):
            return theme.outline
        if column == len(_SYMBOLS) - 1:
            return theme.delta_positive if value > 0 else theme.delta_negative
        return theme.positive if value > 0 else theme.negative

    def _paint_mark(self, painter: QPainter, tip: QPointF, outwards: int) -> None:
        """There is more beyond this end."""
        size = self._theme.px(4)
        painter.setBrush(self._theme.text)
        painter.drawPolygon(QPolygonF([tip + QPointF(outwards * (size + 1), 0), tip + QPointF(outwards, -size),
                                       tip + QPointF(outwards, size)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


class StartAxes(QWidget):
    """The head of all pictures: what each column shows, and from where to where."""

    def __init__(self, axes: tuple[Axis, Axis, Axis], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = axes
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # as wide as a picture, so that a layout gives both the same room

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(STRIP))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(STRIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height = self._theme, self.height()
        painter = QPainter(self)
        left, middle, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
        for cell, axis, symbol in zip(cells(self.width(), theme), self._axes, _SYMBOLS, strict=True):
            box = QRectF(cell.left(), 0.0, cell.width(), height)
            painter.setPen(theme.text_dim)
            painter.setFont(theme.font(_TEXT, tabular=True))
            painter.drawText(box, left, axis_text(axis.low))
            painter.drawText(box, right, axis_text(axis.high))
            painter.setPen(theme.text)
            painter.setFont(theme.font(_TEXT, semibold=True))
            painter.drawText(box, middle, symbol)
        painter.end()


def axis_text(value: float) -> str:
    """The end of an axis, a round number, without idle digits."""
    return field_text(float(f"{value:.3g}"))
