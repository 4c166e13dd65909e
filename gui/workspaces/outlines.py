"""Outlines that light up, and how they are painted: a clear line that a pale one parts from any ground."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion

from gui.foundation.theme import Theme

LINE, HALO = 3.0, 1.5
_GLOW, _PALE = 11.0, 0.30
_HIDDEN = 0.55


@dataclass(frozen=True)
class Outline:
    """A line on the window.

    Attributes
    ----------
    path
        Where it runs, in pixels of the window.
    clip
        The part of the window that it must not leave.
    is_hidden
        Whether something lies in front of it, such as a hill: then it is thin and dashed.
    glows
        Whether it is a broad pale band under a line that stays seen, instead of a line of its own.
    """

    path: QPainterPath
    clip: QRect
    is_hidden: bool = False
    glows: bool = False

    def area(self, theme: Theme) -> QRect:
        """The part of the window that it may touch."""
        reach = (max(LINE / 2 + HALO, _GLOW / 2) + 1.0) * theme.scale
        return self.path.boundingRect().adjusted(-reach, -reach, reach, reach).toAlignedRect() & self.clip


def rounded_outline(rect: QRectF, radius: float, clip: QRect, *, shrinks: bool = True) -> Outline:
    """Around a rectangle; where it would leave the clip it stays just inside if it may shrink."""
    path = QPainterPath()
    inset = LINE / 2 + HALO
    room = QRectF(clip).adjusted(inset, inset, -inset, -inset)
    path.addRoundedRect(rect & room if shrinks else rect, radius, radius)
    return Outline(path, clip)


def paint_outlines(painter: QPainter, outlines: tuple[Outline, ...], region: QRegion, theme: Theme) -> None:
    """Those that touch a region of the window, each within its clip."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for outline in outlines:
        if not region.intersects(outline.area(theme)):
            continue
        painter.save()
        painter.setClipRect(outline.clip, Qt.ClipOperation.IntersectClip)
        for pen in _pens(outline, theme):
            painter.setPen(pen)
            painter.drawPath(outline.path)
        painter.restore()


def _pens(outline: Outline, theme: Theme) -> tuple[QPen, ...]:
    halo, color, pale = QColor(theme.card), QColor(theme.focus), QColor(theme.focus)
    halo.setAlphaF(0.9)
    pale.setAlphaF(_PALE)
    if outline.glows:
        return _pen(pale, _GLOW * theme.scale), _pen(color, HALO * theme.scale)
    if outline.is_hidden:
        color.setAlphaF(_HIDDEN)
        pen = _pen(color, HALO * theme.scale)
        pen.setDashPattern([3.0, 3.0])
        return (pen,)
    return _pen(halo, (LINE + 2 * HALO) * theme.scale), _pen(color, LINE * theme.scale)


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
