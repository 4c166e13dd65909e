"""A neuron on the line: the graph of its activation over x, coloured as maps are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.figures.colors import middle_of
from gui.network.maps import map_range
from gui.theme import Theme
from simulator.arrays import Array
from simulator.network import Network

_MARGIN = 0.09
"""Share of the picture's height that is left free above and below the range."""


@dataclass(frozen=True, eq=False)
class Curve:
    """a(x) of one neuron.

    Attributes
    ----------
    across
        x, shape (count,), ascending.
    values
        a(x), shape (count,).
    low, high
        The range of a that is shown; all curves of a layer have the same one.
    middle
        From here on upwards the curve is blue, below it is orange.
    """

    across: Array
    values: Array
    low: float
    high: float
    middle: float

    @classmethod
    def of(cls, network: Network, layer: int, across: Array, layer_values: Array, neuron: int) -> Curve:
        """The curve of a neuron; `layer_values` are those of its layer, shape (count, n_l)."""
        values = layer_values[:, neuron]
        shared = layer_values if layer > 0 else values
        colors = map_range(network, layer, shared)
        low, high = colors
        if layer > 0:
            # where an activation is bounded on one side only, as ReLU is, half of the picture would be empty
            bounds = network.activation(layer).output_range
            low, high = (bound if math.isfinite(bound) else end for bound, end in zip(bounds, colors, strict=True))
        return cls(across, values, low, high, middle_of(colors))

    def with_room_for(self, values: Array) -> Curve:
        """The same curve in a range in which these values lie, too."""
        finite = values[np.isfinite(values)]
        if not finite.size:
            return self
        return replace(self, low=min(self.low, float(finite.min())), high=max(self.high, float(finite.max())))

    def at(self, share: float) -> float:
        """The value at a share of the way from the left end to the right one."""
        x = self.across[0] + share * (self.across[-1] - self.across[0])
        return float(np.interp(x, self.across, self.values))

    def place(self, rect: QRectF, share: float, value: float) -> QPointF:
        """Where a value is drawn in a picture."""
        # halves, because the whole span of the largest numbers is none any more
        height = (0.5 * value - 0.5 * self.low) / (0.5 * self.high - 0.5 * self.low)
        inside = (1.0 - 2 * _MARGIN) * rect.height()
        return QPointF(rect.left() + share * rect.width(), rect.bottom() - _MARGIN * rect.height() - height * inside)


def paint_curve(painter: QPainter, rect: QRectF, curve: Curve, theme: Theme, share: float | None, *, reached: bool,
                thickness: float = 1.8) -> None:
    """The curve, the axis a = 0, and the sample's x.

    Parameters
    ----------
    share
        Where x of the sample lies, from the left end (0) to the right one (1); None where it isn't known.
    reached
        Whether the sample's activation is known: then its point on the curve is marked.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.line if not curve.low < 0.0 < curve.high else theme.outline, 0.8 * theme.scale))
    inset = 1.0 * theme.scale
    zero = curve.place(rect, 0.0, 0.0).y()
    painter.drawLine(QPointF(rect.left() + inset, zero), QPointF(rect.right() - inset, zero))
    if share is not None:
        x = rect.left() + share * rect.width()
        pen = QPen(theme.text_dim, theme.scale)
        pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, rect.top() + inset), QPointF(x, rect.bottom() - inset))
    for points, is_high in _pieces(curve, rect):
        color = theme.positive if is_high else theme.negative
        painter.setPen(QPen(color, thickness * theme.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
    if share is not None and reached:
        value = curve.at(share)
        if math.isfinite(value):
            painter.setPen(QPen(theme.card, theme.scale))
            painter.setBrush(theme.text)
            radius = 1.6 * thickness * theme.scale
            painter.drawEllipse(curve.place(rect, share, min(max(value, curve.low), curve.high)), radius, radius)


def _pieces(curve: Curve, rect: QRectF) -> list[tuple[QPolygonF, bool]]:
    """The curve cut where it crosses the middle, each piece with its side; what isn't a number is left out."""
    values = np.clip(curve.values, curve.low, curve.high)
    shares = (curve.across - curve.across[0]) / (curve.across[-1] - curve.across[0])
    pieces: list[tuple[QPolygonF, bool]] = []
    points: list[QPointF] = []
    before: tuple[float, float] | None = None
    for share, value in zip(shares.tolist(), values.tolist(), strict=True):
        if math.isnan(value):
            _finish(pieces, points, before, curve)
            before = None
            continue
        if before is not None and (before[1] >= curve.middle) is not (value >= curve.middle):
            part = (curve.middle - before[1]) / (value - before[1])
            crossing = curve.place(rect, before[0] + part * (share - before[0]), curve.middle)
            points.append(crossing)
            _finish(pieces, points, before, curve)
            points.append(crossing)
        points.append(curve.place(rect, share, value))
        before = share, value
    _finish(pieces, points, before, curve)
    return pieces


def _finish(pieces: list[tuple[QPolygonF, bool]], points: list[QPointF], last: tuple[float, float] | None,
            curve: Curve) -> None:
    """Closes the piece that was begun; the next one starts afresh."""
    if last is not None and len(points) > 1:
        pieces.append((QPolygonF(points), last[1] >= curve.middle))
    points.clear()
