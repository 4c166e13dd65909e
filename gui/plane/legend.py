"""What the colours and the shapes stand for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.network.maps import Range
from gui.number_text import signed
from gui.plane.class_looks import class_colors
from gui.plane.marks import paint_point
from gui.theme import Theme

_RADIUS = 4.5
_MARK, _GAP, _BAR = 14, 10, 36
_DIGITS = 2
_LEAST_NAME = 16
"""A name that has less room than this says nothing."""


class Legend(QWidget):
    """The mark and the name of every class in a row; for values a bar of their colours with its ends.

    Where there isn't room for all of them, the longest names are shortened.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._range: Range | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def names(self) -> tuple[str, ...]:
        """The names of the classes, or the numbers at the ends of the bar."""
        if self._range is None:
            return self._names
        return tuple(signed(value, _DIGITS) for value in self._range)

    def show_classes(self, names: Sequence[str]) -> None:
        """The names of the classes 0, 1, …; without any it takes no room."""
        self._show(tuple(names), None)

    def show_range(self, colors: Range) -> None:
        """The values with the full orange and the full blue."""
        self._show((), colors)

    def _show(self, names: tuple[str, ...], colors: Range | None) -> None:
        if (names, colors) != (self._names, self._range):
            self._names, self._range = names, colors
            self.updateGeometry()
            self.update()

    def _widths(self) -> list[float]:
        """Of the names, without what is drawn beside them."""
        metrics = QFontMetricsF(self._theme.font(12))
        return [metrics.horizontalAdvance(name) for name in self.names()]

    def shown_names(self, room: float) -> tuple[str, ...]:
        """The names as they are drawn in so much room; none where it is too little even for shortened ones."""
        names, widths = self.names(), self._widths()
        left = room - self._room_beside(len(widths))
        if sum(widths) <= left:
            return names
        # the room that the short names leave is for the long ones
        limit, waiting = 0.0, sorted(widths)
        while waiting and (limit := left / len(waiting)) > waiting[0]:
            left -= waiting.pop(0)
        if limit < self._theme.px(_LEAST_NAME) or self._range is not None:
            return ()
        metrics = QFontMetricsF(self._theme.font(12))
        return tuple(metrics.elidedText(name, Qt.TextElideMode.ElideRight, limit) for name in names)

    def _room_beside(self, count: int) -> float:
        """What is taken by all that isn't the names."""
        px = self._theme.px
        if self._range is not None:
            return px(_BAR) + 2 * px(5) + px(4)
        return count * px(_MARK) + max(count - 1, 0) * px(_GAP) + 1

    def _paint_classes(self, painter: QPainter) -> None:
        theme, left = self._theme, 0.0
        names = self.shown_names(self.width())
        colors = class_colors(len(names), theme)
        metrics = QFontMetricsF(theme.font(12))
        for number, name in enumerate(names):
            width = metrics.horizontalAdvance(name)
            centre = QPointF(left + theme.px(6), self.height() / 2)
            paint_point(painter, centre, _RADIUS * theme.scale, colors[number], number, theme)
            painter.setPen(theme.text_dim)
            left += theme.px(_MARK)
            painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
            left += width + theme.px(_GAP)

    def _paint_bar(self, painter: QPainter) -> None:
        theme = self._theme
        low, high = self.names()
        first, last = self._widths()
        bar = QRectF(first + theme.px(5), self.height() / 2 - theme.px(4), theme.px(_BAR), theme.px(8))
        colors = QLinearGradient(bar.topLeft(), bar.topRight())
        for share in (-1.0, 0.0, 1.0):
            colors.setColorAt((share + 1) / 2, theme.signed_color(share, 1.0))
        painter.fillRect(bar, colors)
        painter.setPen(theme.text_dim)
        painter.drawText(QRectF(0, 0, first + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(QRectF(bar.right() + theme.px(5), 0, last + 1, self.height()), Qt.AlignmentFlag.AlignVCenter,
                         high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(12))
        if self._range is not None:
            self._paint_bar(painter)
        else:
            self._paint_classes(painter)

    def sizeHint(self) -> QSize:
        px, widths = self._theme.px, self._widths()
        width = sum(widths) + self._room_beside(len(widths))
        return QSize(math.ceil(width) if widths else 0, px(18))
