"""The axes of the charts: round ticks, written as the window writes numbers."""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from gui.plots.envelope import decade_ticks, round_ticks
from gui.theme import Theme

_HEIGHT_OF_TICK = 34
_WIDTH_OF_TICK = 56


class ChartAxis(pg.AxisItem):
    """An axis without a line of its own.

    Parameters
    ----------
    side
        "left" or "bottom".
    text_of
        How a value is written.
    """

    def __init__(self, side: str, theme: Theme, text_of: Callable[[float], str]) -> None:
        super().__init__(side, pen=pg.mkPen(theme.line, width=theme.px(1)), textPen=theme.text_dim)
        self._text_of = text_of
        self._per_tick = theme.px(_HEIGHT_OF_TICK if side == "left" else _WIDTH_OF_TICK)
        self._is_logarithmic = False
        font = theme.font(12, tabular=True)
        self._metrics = QFontMetricsF(font)
        self.setStyle(tickFont=font, tickLength=0, tickTextOffset=theme.px(6), autoExpandTextSpace=False,
                      autoReduceTextSpace=False, hideOverlappingLabels=False)
        if side == "left":
            self.setWidth(theme.px(44))
        else:
            self.setHeight(theme.px(22))

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Whether positions are decimal logarithms of the values."""
        self._is_logarithmic = logarithmic
        self.picture = None
        self.update()

    def _fits(self, tick: float, low: float, high: float, size: float) -> bool:
        """Whether the text of a tick ends before the axis does: it would be cut off there."""
        half = self._metrics.horizontalAdvance(self.tickStrings([tick], 1.0, 1.0)[0]) / 2
        return (high - tick) / (high - low) * size >= half

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        most = max(int(size / self._per_tick), 1)
        ticks = self._ticks(minVal, maxVal, size, most)
        if len(ticks) < 2 and self.orientation == "bottom":
            # one number alone tells no length: a closer spacing may have two that fit
            closer = self._ticks(minVal, maxVal, size, most + 2)
            ticks = closer[:2] if len(closer) > 1 else ticks
        return [(1.0, ticks)]

    def _ticks(self, low: float, high: float, size: float, most: int) -> list[float]:
        ticks = (decade_ticks if self._is_logarithmic else round_ticks)(low, high, most)
        if self.orientation == "bottom":
            ticks = [tick for tick in ticks if self._fits(tick, low, high, size)]
        return ticks

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._text_of(10.0 ** value if self._is_logarithmic else value) for value in values]
