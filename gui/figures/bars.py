"""Bars up and down from a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter


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
