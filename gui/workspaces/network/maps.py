"""Every neuron's own picture: its activation over the plane (or the line) as colours.

They are coloured by the one rule of `gui.figures.colors`. The range of a bounded activation is its output range, so
that the middle of a sigmoid is 0.5; an unbounded one, and every input, is symmetric about 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from gui.figures.colors import Range, map_images, map_pixels, middle_of
from gui.figures.map import Same
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.moment import Moment
from simulator.network import Network
from simulator.plane import Grid, activation_maps

_KEPT_GRIDS = 12
_KEPT_MAPS = 8



def maps_of(moment: Moment, columns: int, rows: int) -> Sequence[Array]:
    """Activations of all layers over the window of the data's domain, with θ as it is at a moment.

    Returns
    -------
    sequence of Array
        For the layers 0 … L, shape (rows · columns, n_l), rows from the top (x₂ high), columns from the left;
        (columns, n_l) on the line, whatever `rows` is. They are shared: copy before you write into them.

    Raises
    ------
    ValueError
        If the data can't be drawn.
    """
    domain = moment.data.domain
    if domain is None:
        raise ValueError(f"the inputs of {moment.data.name} are no points that can be drawn; ask for `domain` first")
    return _maps(Same(moment.network), Same(moment.theta), domain, columns, rows)


@lru_cache(maxsize=_KEPT_GRIDS)
def grid_of(domain: Domain, columns: int, rows: int) -> Grid:
    """The grid on which maps of so many points are made; it keeps its points and their inputs."""
    return Grid(domain, columns, rows)


@lru_cache(maxsize=_KEPT_MAPS)
def _maps(network: Same, theta: Same, domain: Domain, columns: int, rows: int) -> tuple[Array, ...]:
    shape, parameters = network.it, theta.it
    if not isinstance(shape, Network) or not isinstance(parameters, np.ndarray):
        raise TypeError(f"maps are made of a network and its θ, got {type(shape)} and {type(parameters)}")
    return tuple(activation_maps(shape, parameters, grid_of(domain, columns, rows).inputs))


def map_range(network: Network, layer: int, values: Array) -> Range:
    """The range of colours of maps that are coloured alike: those of a layer; of the inputs each one by itself."""
    if layer > 0:
        low, high = network.activation(layer).output_range
        if math.isfinite(low) and math.isfinite(high):
            return low, high
    return input_range(values)


def input_range(values: Array) -> Range:
    """The range of an input, or of what isn't bounded: symmetric about 0, as far as the values reach."""
    with np.errstate(invalid="ignore"):
        limit = max(abs(float(np.fmax.reduce(values, axis=None))), abs(float(np.fmin.reduce(values, axis=None))))
    if not math.isfinite(limit):
        finite = np.abs(values[np.isfinite(values)])
        limit = float(finite.max()) if finite.size else 0.0
    return (-limit, limit) if limit > 0.0 else (-1.0, 1.0)


def layer_images(network: Network, layer: int, maps: Sequence[Array], shape: tuple[int, int], theme: Theme, *,
                 corner: float = 0.0) -> list[QImage]:
    """The pictures of all neurons of a layer.

    Parameters
    ----------
    maps
        As `maps_of` gives them.
    shape
        (rows, columns) of each.
    corner
        As for `map_image`.
    """
    values = maps[layer].T
    if layer > 0:
        pixels = map_pixels(values, map_range(network, layer, values), theme)
    else:
        pixels = np.stack([map_pixels(one, map_range(network, 0, one), theme) for one in values])
    return map_images(pixels, shape, corner)


# A neuron on the line: the graph of its activation over x, coloured as maps are.

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
