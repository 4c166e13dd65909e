"""The pictures of the edges: made a slice at a time, kept for a while, shown as far as they have come."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.foundation.theme import Theme
from gui.workspaces.network.edge_values import Quantity, Shown, edge_values, values_key
from gui.workspaces.network.layout import Layout, View
from simulator.arrays import Array
from simulator.learning_counts import speed_shares
from simulator.moment import Moment

# The edges of narrow layers as single curves: width and opacity tell the size, colour and dashes the sign.

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


# Adds edges up: every edge of a layer puts its |value| into one cell of each pixel column that it crosses.

_EDGES_BEFORE_GROUPING = 130_000
_CELLS_PER_PIXEL = 2

Light = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Strip:
    """The pixel columns between two layers, in device pixels.

    Attributes
    ----------
    start, end
        x of the edges' left and right ends.
    sources, neurons
        y of the left ends, shape (n_{l−1},), ascending, and of the right ends, shape (n_l,), ascending.
    first, count
        The columns that are drawn: [first, first + count).
    height
        Rows of the image.
    grain
        So many neighbouring columns share one computation: 1 for a sharp picture, more for a quick one.
    """

    start: float
    end: float
    sources: Array
    neurons: Array
    first: int
    count: int
    height: int
    grain: int = 1

    def bend(self, x: Array) -> Array:
        """s(t) at these x: how far the curves have bent from their sources to their neurons."""
        t = np.clip((x - self.start) / max(self.end - self.start, 1e-9), 0.0, 1.0)
        return t * t * (3.0 - 2.0 * t)


class Edges:
    """The edges of a strip that carry a value, ready to be added up.

    Parameters
    ----------
    values
        One number for each edge, shape (n_l, n_{l−1}).
    unit
        What they are measured in: the largest |value| that is to be told from larger ones, such as infinity.
    """

    def __init__(self, strip: Strip, values: Array, unit: float) -> None:
        sources, neurons, positive, negative = _grouped(*_active(strip, _measured(values, unit)))
        self._rows = strip.height
        self._cells = strip.height * _CELLS_PER_PIXEL
        self._sources = sources * _CELLS_PER_PIXEL
        if negative is None:
            weights, negatives = np.abs(positive), positive < 0
        else:
            weights = np.concatenate([positive, negative])
            negatives = np.repeat([False, True], len(positive))[:, np.newaxis]
            neurons = np.concatenate([neurons, neurons])
        self._neurons = neurons * _CELLS_PER_PIXEL
        self._weights = weights
        self._half = np.where(negatives, float(self._cells), 0.0)
        ends = np.concatenate([self._sources, self._neurons])
        self._inside = not ends.size or bool(ends.min() >= 0 and ends.max() < self._cells)
        self._tiled = weights.ravel()

    @property
    def count(self) -> int:
        """Edges that are added up."""
        return int(self._weights.size)

    def light(self, bends: Array, steps: int) -> tuple[Light, Light]:
        """Sums of positive and of negative edges, shape (columns, rows) each.

        Parameters
        ----------
        bends
            s(t) at `steps` places in each column, shape (columns · steps,).
        """
        columns = len(bends) // steps
        s = bends[:, np.newaxis]
        first_cell = (np.arange(len(bends)) // steps * (2.0 * self._cells))[:, np.newaxis]
        left, right = self._sources * (1.0 - s) + first_cell, self._neurons * s
        heights = left[:, np.newaxis, :] + right[:, :, np.newaxis]
        inside = None
        if not self._inside:
            y = heights - first_cell[:, np.newaxis]
            inside = ((y >= 0) & (y < self._cells)).ravel()
        heights += self._half
        cells, weights = heights.astype(np.int64).ravel(), self._repeated(heights.size)
        if inside is not None:
            cells, weights = cells[inside], weights[inside]
        sums = np.bincount(cells, weights, columns * 2 * self._cells)
        light = sums.reshape(columns, 2, self._rows, _CELLS_PER_PIXEL).sum(axis=3).astype(np.float32)
        light /= np.float32(steps)
        return light[:, 0], light[:, 1]

    def _repeated(self, size: int) -> Array:
        """The weights, one copy for each place."""
        if len(self._tiled) < size:
            self._tiled = np.tile(self._weights.ravel(), size // self.count)
        return self._tiled[:size]


def finite_maximum(values: Array) -> float:
    """The largest |value| among the finite ones, 0 if there is none."""
    size = np.abs(values)
    largest = float(size.max(initial=0.0))
    return largest if np.isfinite(largest) else float(np.max(size, initial=0.0, where=np.isfinite(size)))


def _measured(values: Array, unit: float) -> Array:
    """The values in that unit, from −1 to 1; what is not a number counts as 0."""
    with np.errstate(over="ignore", invalid="ignore"):
        shares: Array = values / unit
    if np.isfinite(shares).all():
        return shares
    return np.clip(np.nan_to_num(shares, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)


def _active(strip: Strip, values: Array) -> tuple[Array, Array, Array]:
    """Sources, neurons and values without the sources and neurons whose edges are all 0."""
    sources, neurons = values.any(axis=0), values.any(axis=1)
    if not sources.all():
        values = values[:, sources]
    if not neurons.all():
        values = values[neurons]
    return strip.sources[sources], strip.neurons[neurons], values


def _grouped(sources: Array, neurons: Array, values: Array) -> tuple[Array, Array, Array, Array | None]:
    """Edges whose ends lie within one pixel of each other are added up beforehand where there are very many.

    Returns
    -------
    y of sources and neurons, and the values: with both signs in one matrix, or apart as (positive, |negative|).
    """
    if values.size <= _EDGES_BEFORE_GROUPING:
        return sources, neurons, values, None
    sources, columns = _groups(sources)
    neurons, rows = _groups(neurons)
    positive = np.add.reduceat(np.add.reduceat(np.maximum(values, 0.0), columns, axis=1), rows, axis=0)
    negative = np.add.reduceat(np.add.reduceat(np.maximum(-values, 0.0), columns, axis=1), rows, axis=0)
    return sources, neurons, positive, negative


def _groups(y: Array) -> tuple[Array, npt.NDArray[np.intp]]:
    """Mean of each group of neighbours in the same pixel, and where each group starts."""
    pixel = np.floor(y)
    starts = np.flatnonzero(np.concatenate([[True], pixel[1:] != pixel[:-1]]))
    sizes = np.diff(np.append(starts, len(y)))
    return np.add.reduceat(y, starts) / sizes, starts


# A wide layer's edges as a field: every edge is added to an image column by column, in numpy.
#
# The sums of `edge_sums` become a calm picture as light does on film: opacity = 1 − exp(−gain · light), where light
# is what is left of the signs, and a little of what they have in common, and the colour is that of the sign that
# prevails. The gain is metered on the picture itself. So no edge is left out, however many there are, and none is
# drawn by hand.

_ELEMENTS_AT_ONCE = 48_000
_MOST_STEPS_PER_PIXEL = 4
_EDGES_WITH_MANY_STEPS = 12_000
_COMMON = 0.12
"""How much light the cancelling part of positive and negative values gives, at most …"""
_COMMON_SHARE = 0.45
"""… and at most so much of what is left of them: where edges are dense they nearly cancel."""
_EXPOSURE = 0.8
_METERED_AT = (0.2, 0.4, 0.5, 0.6, 0.8)


@dataclass(frozen=True)
class Exposure:
    """How sums of edges become light and opacity.

    Attributes
    ----------
    gain
        Of all light; 0 where there is nothing to see.
    common
        Of what the signs have in common.
    """

    gain: float
    common: float

    def light(self, positive: Light, negative: Light) -> Light:
        """Light of sums of positive and negative edges."""
        light = np.abs(positive - negative)
        light += np.minimum(positive, negative) * np.float32(self.common)
        return light


DARK = Exposure(0.0, 0.0)


def metered(strip: Strip, values: Array, unit: float) -> Exposure:
    """The exposure at which the picture of these values has the usual brightness."""
    edges = Edges(strip, values, unit)
    if not edges.count:
        return DARK
    first, last = strip.first, strip.first + strip.count
    x = np.array([first + share * (last - first) for share in _METERED_AT])
    positive, negative = edges.light(strip.bend(x), 1)
    left = float(np.abs(positive - negative).sum())
    cancelled = float(np.minimum(positive, negative).sum())
    exposure = Exposure(1.0, min(_COMMON, _COMMON_SHARE * left / cancelled) if cancelled > 0 else _COMMON)
    light = exposure.light(positive, negative)
    seen = light[light > 0]
    typical = float(np.sqrt(np.square(seen, dtype=np.float64).mean())) if seen.size else 0.0
    return Exposure(_EXPOSURE / typical, exposure.common) if 0 < typical < np.inf else DARK


class EdgeField:
    """The image of a strip, computed a few columns at a time.

    Parameters
    ----------
    values
        One number for each edge, shape (n_l, n_{l−1}); what is not reached is 0.
    whole
        The same with what is not reached yet: the exposure is metered on it, so that the picture does not change its
        brightness while it grows.
    colors
        (red, green, blue) of positive and of negative values.
    from_left
        Which columns come first.

    Attributes
    ----------
    pixels
        Premultiplied BGRA, shape (height, count, 4).
    done
        Columns that are computed.
    """

    def __init__(self, strip: Strip, values: Array, whole: Array, colors: tuple[tuple[int, int, int], ...],
                 *, from_left: bool = True) -> None:
        self.strip = strip
        self.from_left = from_left
        self.done = 0
        self.pixels: npt.NDArray[np.uint8] = np.zeros((strip.height, strip.count, 4), dtype=np.uint8)
        self._values, self._whole = values, whole
        self._colors = np.array(colors, dtype=np.float32)[:, ::-1] / np.float32(255.0)

    @property
    def complete(self) -> bool:
        """Whether every column is computed."""
        return self.done >= self.strip.count

    def work(self, until: float) -> None:
        """Computes columns until `time.perf_counter()` passes this instant; at least one batch of them."""
        while not self.complete:
            self._batch()
            if time.perf_counter() >= until:
                return

    @cached_property
    def _unit(self) -> float:
        return finite_maximum(self._whole) or 1.0

    @cached_property
    def _edges(self) -> Edges:
        return Edges(self.strip, self._values, self._unit)

    @cached_property
    def _exposure(self) -> Exposure:
        return metered(self.strip, self._whole, self._unit)

    def _batch(self) -> None:
        strip, edges = self.strip, self._edges
        if self._exposure is DARK or not edges.count:
            self.done = strip.count
            return
        # where edges are few, several steps in each column make steep ones smooth
        steps = int(np.clip(_EDGES_WITH_MANY_STEPS // edges.count, 1, _MOST_STEPS_PER_PIXEL))
        grain = strip.grain
        count = min(max(1, _ELEMENTS_AT_ONCE // (edges.count * steps)) * grain, strip.count - self.done)
        first = self.done if self.from_left else strip.count - self.done - count
        computed = -(-count // grain)
        x = strip.first + first + (np.arange(computed * steps) + 0.5) / steps * grain
        positive, negative = edges.light(strip.bend(x), steps)
        if grain > 1:
            positive, negative = (light.repeat(grain, axis=0)[:count] for light in (positive, negative))
        self._expose(first, positive, negative)
        self.done += count

    def _expose(self, first: int, positive: Light, negative: Light) -> None:
        exposure = self._exposure
        opacity = np.expm1(exposure.light(positive, negative) * np.float32(-exposure.gain))
        opacity *= np.float32(-255.0)
        squares = positive * positive, negative * negative
        share = squares[0] / np.maximum(squares[0] + squares[1], np.float32(1e-30))
        target = self.pixels[:, first:first + len(opacity)]
        for channel in range(3):
            high, low = self._colors[:, channel]
            target[:, :, channel] = ((share * (high - low) + low) * opacity).T
        target[:, :, 3] = opacity.T


SINGLE_CURVES = 700
"""Up to so many edges between two layers are drawn one by one; more are added up in a field."""
_KEPT_BYTES = 32 * 1024**2
_ARRAYS_OF_A_STATE = 3
"""θ, the mean gradient, and about as much for the matrices of a batch."""


@dataclass(frozen=True)
class Frame:
    """What a picture depends on beside the numbers.

    Attributes
    ----------
    grain
        See `Strip`.
    """

    layout: Layout
    view: View
    theme: Theme
    size: QSizeF
    device_ratio: float
    grain: int = 1

    def key(self) -> tuple[object, ...]:
        """Equal for two frames exactly if their pictures are."""
        return (id(self.layout), self.view, self.theme, self.size.width(), self.size.height(), self.device_ratio,
                self.grain)


class EdgePicture:
    """The edges between two layers, one quantity, in one view.

    Attributes
    ----------
    rect
        Where it belongs in the widget, in the view that it was made for.
    frame, moment
        That view, and all else that it depends on.
    """

    def __init__(self, frame: Frame, moment: Moment, shown: Shown, *, from_left: bool) -> None:
        self.shown = shown
        self.frame = frame  # keeps the layout alive as long as its id is part of a key
        self.moment = moment  # the same for the arrays
        values, whole = _on_its_scale(edge_values(moment, shown.layer, shown.quantity), shown)
        colors = edge_colors(frame.theme, shown.quantity)
        start, end = edge_ends(frame, shown.layer)
        first = max(0, int(np.floor(start)))
        last = min(int(np.ceil(end)), int(np.ceil(frame.size.width() * frame.device_ratio)))
        columns, rows = max(last - first, 1), max(int(np.ceil(frame.size.height() * frame.device_ratio)), 1)
        ratio = frame.device_ratio
        self.rect = QRectF(first / ratio, 0.0, columns / ratio, rows / ratio)
        self._first = first
        reached = _reached(values, shown)
        sources, neurons = edge_heights(frame, shown.layer)
        if values.size <= SINGLE_CURVES:
            self.image = QImage(columns, rows, QImage.Format.Format_ARGB32_Premultiplied)
            self.image.fill(0)
            self._curves: EdgeCurves | None = EdgeCurves(
                self.image, start - first, end - first, sources, neurons, reached, finite_maximum(whole), colors,
                thickest_line(values.size, frame.layout.height) * ratio * min(frame.view.zoom, 2.0),
                still=frame.theme.outline if shown.quantity is Quantity.SPEED else None)
            self._field: EdgeField | None = None
        else:
            strip = Strip(start, end, sources, neurons, first, columns, rows, frame.grain)
            rgb = tuple((color.red(), color.green(), color.blue()) for color in colors)
            self._field = EdgeField(strip, reached, whole, rgb, from_left=from_left)
            pixels = self._field.pixels
            self.image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
            self._curves = None
        self.image.setDevicePixelRatio(1.0)

    @property
    def layer(self) -> int:
        """The layer to which its edges lead."""
        return self.shown.layer

    @property
    def complete(self) -> bool:
        """Whether the picture is finished."""
        return self._work.complete

    @property
    def reached_from_left(self) -> float:
        """Widget's x up to which it can be shown from the left; its left end while nothing is."""
        if self.complete:
            return self.rect.right()
        if self._field is not None and self._field.from_left:
            return self.rect.left() + self._field.done / self.frame.device_ratio
        return self.rect.left()

    @property
    def reached_from_right(self) -> float:
        """Widget's x down to which it can be shown from the right."""
        if self.complete:
            return self.rect.left()
        if self._field is not None and not self._field.from_left:
            return self.rect.right() - self._field.done / self.frame.device_ratio
        return self.rect.right()

    def work(self, until: float) -> None:
        """Goes on until `time.perf_counter()` passes this instant."""
        if not self.complete:
            self._work.work(until)

    @property
    def _work(self) -> EdgeCurves | EdgeField:
        work = self._curves or self._field
        if work is None:
            raise RuntimeError("an edge picture has either curves or a field")
        return work


class Picture(Protocol):
    """Anything that is painted on the edges between two layers, finished or on its way."""

    @property
    def complete(self) -> bool:
        """Whether the picture is finished."""

    @property
    def image(self) -> QImage:
        """Its pixels."""

    @property
    def rect(self) -> QRectF:
        """Where it belongs in the widget, in the frame that it was made for."""

    @property
    def frame(self) -> Frame:
        """The frame that it was made for."""

    @property
    def layer(self) -> int:
        """The layer to which its edges lead."""

    @property
    def reached_from_left(self) -> float:
        """Widget's x up to which it can be shown from the left; its left end while nothing is."""

    @property
    def reached_from_right(self) -> float:
        """Widget's x down to which it can be shown from the right."""

    def work(self, until: float) -> None:
        """Goes on until `time.perf_counter()` passes this instant."""


class EdgePictures:
    """Makes pictures on demand and keeps the latest, so that a step back shows at once what was there before."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], EdgePicture] = OrderedDict()
        self._pictures_of: dict[int, int] = {}
        self._byte_count = 0

    def picture(self, frame: Frame, moment: Moment, shown: Shown, *, from_left: bool = True) -> EdgePicture:
        """The picture of one quantity, finished or just begun; `from_left` says where a new one begins."""
        key = (values_key(moment, shown.layer, shown.quantity), shown.neurons, shown.sources, frame.key())
        picture = self._kept.get(key)
        if picture is None:
            picture = EdgePicture(frame, moment, shown, from_left=from_left)
            self._kept[key] = picture
            self._count(picture, 1)
            while len(self._kept) > 1 and self._byte_count > _KEPT_BYTES:
                self._count(self._kept.popitem(last=False)[1], -1)
        self._kept.move_to_end(key)
        return picture

    def clear(self) -> None:
        """Forgets all pictures."""
        self._kept.clear()
        self._pictures_of.clear()
        self._byte_count = 0

    def _count(self, picture: EdgePicture, one: int) -> None:
        """Adds a picture to the bytes that are kept, or takes it off: its image, and the state that it holds."""
        state = picture.moment.state
        before = self._pictures_of.get(id(state), 0)
        self._pictures_of[id(state)] = before + one
        self._byte_count += one * int(picture.image.sizeInBytes())
        if before + one == 0:
            del self._pictures_of[id(state)]
        if 0 in (before, before + one):
            self._byte_count += one * _ARRAYS_OF_A_STATE * state.theta.nbytes


def placed(picture: Picture, frame: Frame) -> QRectF:
    """Where a picture belongs in another frame; exact for zoom and pan, a stopgap when the layout has changed."""
    if picture.frame.layout is frame.layout:
        return frame.view.from_view(picture.frame.view, picture.rect)
    old, new = ((*edge_ends(one, picture.layer), *_vertical_ends(one, picture.layer))
                for one in (picture.frame, frame))
    rect, old_ratio, ratio = picture.rect, picture.frame.device_ratio, frame.device_ratio
    across = (new[1] - new[0]) / max(old[1] - old[0], 1e-9)
    down = (new[3] - new[2]) / max(old[3] - old[2], 1e-9)
    left = (new[0] + (rect.left() * old_ratio - old[0]) * across) / ratio
    top = (new[2] + (rect.top() * old_ratio - old[2]) * down) / ratio
    return QRectF(left, top, rect.width() * across * old_ratio / ratio, rect.height() * down * old_ratio / ratio)


def work_on(pictures: Sequence[Picture], seconds: float) -> bool:
    """Goes on with unfinished pictures for so long; whether all are finished."""
    until = time.perf_counter() + seconds
    for picture in pictures:
        while not picture.complete:
            picture.work(until)
            if time.perf_counter() >= until:
                return all(one.complete for one in pictures)
    return True


def edge_colors(theme: Theme, quantity: Quantity) -> tuple[QColor, QColor]:
    """Colours of positive and negative values of a quantity; a speed has no sign."""
    if quantity is Quantity.SPEED:
        return theme.accent, theme.accent
    if quantity.is_error:
        return theme.delta_positive, theme.delta_negative
    return theme.positive, theme.negative


def edge_ends(frame: Frame, layer: int) -> tuple[float, float]:
    """x of both ends of the edges that lead to a layer, in device pixels."""
    left, right = frame.layout.columns[layer - 1], frame.layout.columns[layer]
    return frame.view.x(left.x) * frame.device_ratio, frame.view.x(right.x) * frame.device_ratio


def edge_heights(frame: Frame, layer: int) -> tuple[Array, Array]:
    """y of the left and of the right ends, in device pixels."""
    columns, view, ratio = frame.layout.columns, frame.view, frame.device_ratio
    left, right = ((columns[place].y * view.zoom + view.top) * ratio for place in (layer - 1, layer))
    return left, right


def _vertical_ends(frame: Frame, layer: int) -> tuple[float, float]:
    heights = np.concatenate(edge_heights(frame, layer))
    return float(heights.min()), float(heights.max()) + 1.0


def _on_its_scale(values: Array, shown: Shown) -> tuple[Array, Array]:
    """What is drawn, and what would have the full strength: for a speed the fastest weight of the whole network."""
    if shown.quantity is not Quantity.SPEED:
        return values, values
    # squared, so that a layer in which all weights are fast isn't one dark mass
    return speed_shares(values, shown.fastest) ** 2, np.ones_like(values)


def _reached(values: Array, shown: Shown) -> Array:
    if shown.neurons == values.shape[0] and shown.sources == values.shape[1]:
        return values
    reached = np.zeros_like(values)
    reached[:shown.neurons, :shown.sources] = values[:shown.neurons, :shown.sources]
    return reached
