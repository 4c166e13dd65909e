"""The honest gauge: the network's cost beside that of the picture, and how far the network is from the plane."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.landscape.landscape_words import gauge_texts
from gui.landscape.picture import Gauge
from gui.theme import Theme

_ROW, _BAR, _GAP = 19.0, 6.0, 8.0
_SHORTEST_BAR = 24.0


class GaugeView(QWidget):
    """Three numbers under one another; the two costs have bars, so that a difference is seen at a glance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gauge: Gauge | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("How far the picture is from the network"))

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_gauge(self, gauge: Gauge | None) -> None:
        """Show these numbers, or none."""
        self._gauge = gauge
        texts = gauge_texts(gauge) if gauge is not None else ()
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value in texts))
        self.update()

    def texts(self) -> tuple[tuple[str, str], ...]:
        """The rows as they are written."""
        return gauge_texts(self._gauge) if self._gauge is not None else ()

    def _paint_bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        theme = self._theme
        radius = area.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.sunken)
        painter.drawRoundedRect(area, radius, radius)
        painter.setBrush(theme.positive)
        painter.drawRoundedRect(QRectF(area.left(), area.top(), max(share * area.width(), area.height()),
                                       area.height()), radius, radius)

    def paintEvent(self, event: QPaintEvent) -> None:
        gauge, texts = self._gauge, self.texts()
        if gauge is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, tabular = theme.font(12), theme.font(12, tabular=True)
        names = max(QFontMetricsF(plain).horizontalAdvance(name) for name, _ in texts)
        values = max(QFontMetricsF(tabular).horizontalAdvance(value) for _, value in texts)
        row, gap = theme.px(_ROW), theme.px(_GAP)
        bar = self.width() - names - values - 2 * gap
        largest = max(abs(gauge.cost), abs(gauge.projected_cost))
        for place, (name, value) in enumerate(texts):
            area = QRectF(0.0, place * row, self.width(), row)
            painter.setFont(plain)
            painter.setPen(theme.text_dim)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(tabular)
            painter.setPen(theme.text)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
            cost = (gauge.cost, gauge.projected_cost)[place] if place < 2 else math.nan
            if bar >= theme.px(_SHORTEST_BAR) and math.isfinite(cost) and 0.0 < largest < math.inf:
                height = theme.px(_BAR)
                self._paint_bar(painter, QRectF(names + gap, area.center().y() - height / 2, bar, height),
                                abs(cost) / largest)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), 3 * self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), 3 * self._theme.px(_ROW))
