"""The pictures of the edges: made a slice at a time, kept for a while, shown as far as they have come."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage

from gui.network.edge_curves import EdgeCurves, thickest_line
from gui.network.edge_field import EdgeField
from gui.network.edge_sums import Strip, finite_maximum
from gui.network.edge_values import Quantity, Shown, edge_values, values_key
from gui.network.layout import Layout
from gui.network.view_transform import View
from gui.theme import Theme
from simulator.arrays import Array
from simulator.learning_counts import speed_shares
from simulator.moment import Moment

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
