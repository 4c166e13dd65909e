"""One movement of the pen: a smooth line through every point that was reported."""

from __future__ import annotations

from math import hypot, sqrt

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from gui.digits.paper import pen


class Stroke:
    """Puts a line on paper as its points come in.

    The line is a centripetal Catmull-Rom spline: it goes through every point, and makes no loops however unevenly the
    points lie (C. Yuksel, S. Schaefer, J. Keyser, *Parameterization and Applications of Catmull-Rom Curves*, 2011).
    The piece between two points depends on the point after them, so the newest piece is drawn anew when the next
    point is there; all pieces before it are settled. A point costs the same, however long the stroke is.

    Parameters
    ----------
    ink
        The paper before the stroke; nothing is painted on it.
    grey
        Ink, or none for an eraser.

    Attributes
    ----------
    ink : QImage
        The paper with the stroke as far as it has come: the network reads it, and the window shows it.
    point_count : int
        Points that lie on the line; one that comes again at the same place is counted once.
    """

    def __init__(self, ink: QImage, grey: int) -> None:
        self.ink = ink
        self.grey = grey
        self.point_count = 0
        self._settled = QImage(ink)
        self._points: list[QPointF] = []  # the newest three; the first point counts twice, as its own neighbour
        self._width = 0.0

    def add(self, point: QPointF, width: float) -> None:
        """Lead the line to a point.

        Parameters
        ----------
        point
            In dots of the paper.
        width
            Of the pen there, in dots.
        """
        if self._points and point == self._points[-1] and width <= self._width:
            return  # what stands still leaves no more ink, and no piece without a length
        self.point_count += 1
        if not self._points:
            self._points, self._width = [point, point], width
            self.ink = self._with_piece(point, point, point, point, width)
            return
        before, start = self._points[-2:]
        if len(self._points) > 2:
            self._settled = self._with_piece(self._points[-3], before, start, point, self._width)
        self.ink = self._with_piece(before, start, point, point, width)
        self._points, self._width = [*self._points[-2:], point], width

    def _with_piece(self, before: QPointF, start: QPointF, end: QPointF, after: QPointF, width: float) -> QImage:
        """The settled paper with the piece from `start` to `end`."""
        ink = QImage(self._settled)
        painter = QPainter(ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if start == end:
            painter.setPen(pen(width, self.grey))
            painter.drawPoint(end)
        else:
            path = QPainterPath(start)
            path.cubicTo(_control(before, start, end), _control(after, end, start), end)
            painter.strokePath(path, pen(width, self.grey))
        painter.end()
        return ink


def _control(beyond: QPointF, here: QPointF, there: QPointF) -> QPointF:
    """The control point beside `here` of the piece to `there`; `beyond` is the neighbour on the other side."""
    back, ahead = sqrt(_distance(beyond, here)), sqrt(_distance(here, there))
    if back == 0.0:
        return here
    return (there * back**2 - beyond * ahead**2 + here * (2 * back**2 + 3 * back * ahead + ahead**2)) / (
        3 * back * (back + ahead))


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(other.x() - one.x(), other.y() - one.y())
