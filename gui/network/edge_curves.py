"""The edges of narrow layers as single curves: width and opacity tell the size, colour and dashes the sign."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from simulator.arrays import Array

DASH = (4.0, 3.0)
"""Drawn and empty lengths of negative edges, in widths of the pen, at least 1 px."""
_DASHED_UP_TO = 160
_INVISIBLE = 1.0 / 255.0
_EDGES_AT_ONCE = 4


def are_dashed(edges: int) -> bool:
    """Whether the negative ones among so many edges are dashed: where they are dense, dashes would be mere noise."""
    return edges <= _DASHED_UP_TO


def edge_path(start: QPointF, end: QPointF) -> QPainterPath:
    """The curve of an edge: level at both ends."""
    path = QPainterPath(start)
    third = (end.x() - start.x()) / 3.0
    path.cubicTo(start.x() + third, start.y(), end.x() - third, end.y(), end.x(), end.y())
    return path


def edge_pen(share: float, color: QColor, thickest: float, *, dashed: bool) -> QPen:
    """The pen of an edge whose |value| is this share of the largest."""
    color = QColor(color)
    color.setAlphaF(0.10 + 0.82 * share ** 0.8)
    width = max(thickest * share, 0.25 * thickest)
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if dashed:
        unit = max(width, 1.2) / width
        pen.setDashPattern([length * unit for length in DASH])
    return pen


def still_pen(color: QColor, thickest: float) -> QPen:
    """The pen of an edge that stands still: a dotted hairline."""
    width = max(0.2 * thickest, 1.0)
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.5, 3.0])
    return pen


def thickest_line(edges: int, height: float) -> float:
    """Width of the strongest edge on a stage of this height: the more edges there are, the thinner it is."""
    return min(max(height / 130.0, 1.5), 6.0) * min(1.0, (60.0 / max(edges, 1)) ** 0.25)


class EdgeCurves:
    """Draws the edges into an image, a few at a time, the weak ones first.

    Parameters
    ----------
    start, end
        x of the edges' ends.
    sources, neurons
        y of the left and of the right ends.
    values
        One number for each edge, shape (n_l, n_{l−1}); what is not reached is 0.
    largest
        The |value| that gets the thickest line.
    still
        Colour of dotted hairlines for edges of value 0, where edges are so few that dots are seen; without one they
        are left out.
    """

    def __init__(self, image: QImage, start: float, end: float, sources: Array, neurons: Array, values: Array,
                 largest: float, colors: tuple[QColor, QColor], thickest: float, *,
                 still: QColor | None = None) -> None:
        self.image = image
        self._start, self._end = start, end
        self._sources, self._neurons = sources, neurons
        self._colors = colors
        self._thickest = thickest
        size = np.abs(values).ravel()
        shares = np.nan_to_num(size / largest, nan=0.0, posinf=1.0) if largest > 0 else np.zeros_like(size)
        self._values = values
        self._shares = np.minimum(shares, 1.0)
        self._dashed = are_dashed(values.size)
        self._still = still if self._dashed else None
        left_out = np.count_nonzero(self._shares <= _INVISIBLE) if self._still is None else 0
        self._order = np.argsort(self._shares, kind="stable")[left_out:]
        self._done = 0

    @property
    def complete(self) -> bool:
        """Whether every edge is drawn."""
        return self._done >= len(self._order)

    def work(self, until: float) -> None:
        """Draws edges until `time.perf_counter()` passes this instant; at least a few."""
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        while not self.complete:
            for edge in self._order[self._done:self._done + _EDGES_AT_ONCE]:
                neuron, source = divmod(int(edge), len(self._sources))
                painter.setPen(self._pen(int(edge), negative=bool(self._values[neuron, source] < 0)))
                painter.drawPath(edge_path(QPointF(self._start, float(self._sources[source])),
                                           QPointF(self._end, float(self._neurons[neuron]))))
            self._done += _EDGES_AT_ONCE
            if time.perf_counter() >= until:
                break
        painter.end()

    def _pen(self, edge: int, *, negative: bool) -> QPen:
        share = float(self._shares[edge])
        if share <= _INVISIBLE and self._still is not None:
            return still_pen(self._still, self._thickest)
        return edge_pen(share, self._colors[negative], self._thickest, dashed=negative and self._dashed)
