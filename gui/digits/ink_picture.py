"""How ink looks on the screen: dark on the light card, light on the dark one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen

from gui.digits.paper import INK
from gui.theme import Theme, blend

_RADIUS = 6


def ink_colors(theme: Theme) -> list[int]:
    """The colour of every grey value, from the bare card to full ink."""
    return [blend(theme.card, theme.text, grey / INK).rgb() for grey in range(INK + 1)]


def draw_picture(painter: QPainter, rect: QRectF, ink: QImage, colors: list[int], theme: Theme, *,
                 ring: bool = False) -> None:
    """Draw ink in a frame with round corners; with a ring around it while it has the keyboard."""
    width = theme.px(2) if ring else theme.px(1)
    frame = QPainterPath()
    frame.addRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), theme.px(_RADIUS),
                         theme.px(_RADIUS))
    painter.save()
    painter.setClipPath(frame)
    painter.drawImage(rect, _tinted(ink, colors))
    painter.restore()
    painter.setPen(QPen(theme.focus if ring else blend(theme.line, theme.outline, 0.35), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)


def _tinted(ink: QImage, colors: list[int]) -> QImage:
    """The grey values as numbers of colours; it lives as long as `ink`."""
    shown = QImage(ink.constBits(), ink.width(), ink.height(), ink.bytesPerLine(), QImage.Format.Format_Indexed8)
    shown.setColorTable(colors)
    return shown
