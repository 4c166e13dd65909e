"""Where everything stands on the stage: pure geometry, in logical pixels of the stage at zoom 1.

Layers stand in columns from left to right. Between two columns every weight is a curve

    y(t) = y₀ + (y₁ − y₀) · s(t),   s(t) = 3t² − 2t³,   t from 0 at the left column to 1 at the right one,

which is the cubic Bézier curve whose control points lie level with its ends, at one and two thirds of the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from simulator.arrays import Array

ALWAYS_WHOLE = 32
"""Layers of up to so many neurons are always drawn neuron by neuron."""
_LEGIBLE_SPACING = 9.0
_END_SPACING = 15.0
_LOW, _HIGH = 150.0, 330.0
"""On stages lower than the first the network comes first, and captions and legend get no more room than they need; on
stages higher than the second they have all that they want, and between the two there are no leaps."""
_TWO_LINES_FROM = 260.0
"""Height of the stage from which on captions may take two lines."""
CAPTION_LINE = 17.0
"""Height of a line above the layers, at scale 1."""
_CAPTION_GAP = 8.0
_LARGEST_RADIUS = 22.0
_RADIUS_OF_SPACING = 0.42
_SMALLEST_RADIUS = 0.6
_LARGEST_HALF_SIDE, _LARGEST_HALF_SIDE_OF_ALL = 36.0, 64.0
_HALF_SIDE_OF_HEIGHT = 0.078
"""Squares grow with the stage between these two: on a large screen they are seen from the last row."""
_HALF_SIDE_OF_GAP = 0.23
"""A square takes at most so much of the distance of two layers, twice: there must be room for the edges."""
_LINE = 18.0
_APART = 5.0
_NUMBER, _NUMBER_AND_ERROR = _APART + _LINE, _APART + 2 * _LINE
"""Room that squares leave between them for a number below, and for δ above as well …"""
_LEAST_WITH_NUMBER, _LEAST_WITH_BOTH = 12.0, 16.0
"""… as long as half of their side is at least this; otherwise the squares come first."""
_SIDES_AND_RINGS = 2.0 + 2 * 1.4 * 0.09
"""Height of a square with the ring of its error above and below, in halves of its side."""
_LEAST_SQUARE = 0.38
"""Where squares stand close they take at least so much of their distance, twice, and rings may touch."""
_NAME_ROOM = 36.0


@dataclass(frozen=True)
class Box:
    """A rectangle by its corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, eq=False)
class Column:
    """One layer.

    Attributes
    ----------
    x
        Where the neurons' centres stand; for a picture its right edge, where the edges start.
    y, radius
        Shapes (n,); for a picture the heights at which the edges of its pixels start, in reading order.
        Of a square, `radius` is half of the side.
    squeezed
        The neurons [first, last) that are drawn as mere dots, or None if all of them are drawn.
    is_square
        Whether the neurons are squares with their maps in them.
    picture
        Where the picture stands, if the layer is one.
    picture_shape
        Its rows and columns.
    """

    layer: int
    x: float
    y: Array
    radius: Array
    squeezed: tuple[int, int] | None = None
    picture: Box | None = None
    picture_shape: tuple[int, int] | None = None
    is_square: bool = False

    @property
    def size(self) -> int:
        """Neurons in the layer."""
        return len(self.y)

    @cached_property
    def largest_radius(self) -> float:
        """Radius of the neurons that are drawn in full."""
        return 0.0 if self.picture else float(self.radius.max())

    @cached_property
    def spacing(self) -> float:
        """Distance of two neighbours that are drawn in full."""
        return float(self.y[1] - self.y[0]) if self.size > 1 else 4.0 * self.largest_radius

    def is_squeezed(self, neuron: int) -> bool:
        """Whether a neuron is drawn as a mere dot."""
        return self.squeezed is not None and self.squeezed[0] <= neuron < self.squeezed[1]

    def pixel_centre(self, pixel: int) -> tuple[float, float]:
        """Middle of a pixel of the picture."""
        if self.picture is None or self.picture_shape is None:
            raise ValueError(f"layer {self.layer} is no picture and has no pixels; ask for its y instead")
        rows, columns = self.picture_shape
        row, column = divmod(pixel, columns)
        return (self.picture.x + (column + 0.5) * self.picture.width / columns,
                self.picture.y + (row + 0.5) * self.picture.height / rows)

    def neuron_at(self, x: float, y: float, reach: float) -> int | None:
        """The neuron or pixel under a point; small neurons can be missed by `reach`."""
        if self.picture is not None and self.picture_shape is not None:
            if not self.picture.contains(x, y):
                return None
            rows, columns = self.picture_shape
            row = min(int((y - self.picture.y) / self.picture.height * rows), rows - 1)
            return row * columns + min(int((x - self.picture.x) / self.picture.width * columns), columns - 1)
        if abs(x - self.x) > self.largest_radius + reach:
            return None
        from_centre = np.maximum(np.abs(self.y - y), abs(self.x - x)) if self.is_square else \
            np.hypot(self.y - y, self.x - x)
        distance = from_centre - self.radius
        nearest = int(distance.argmin())
        return nearest if distance[nearest] <= reach else None


@dataclass(frozen=True)
class CaptionForm:
    """One way to write the captions above the layers.

    Attributes
    ----------
    lines
        How many each of them takes.
    widths
        How wide each of them is.
    """

    lines: int
    widths: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Layout:
    """All columns, and the room around them.

    Attributes
    ----------
    width, height
        Of the stage.
    columns
        One a layer, the input first.
    caption_y
        Upper edge of the line of captions.
    caption_form
        Number of the form in which all captions fit; as many as there are forms if none does.
    captions_end
        Lower edge of the captions.
    top, bottom
        Between these the network stands: below the captions, above the band with legend and buttons.
    output_room
        Width to the right of the output neurons for labels, bars and numbers.
    """

    width: float
    height: float
    columns: tuple[Column, ...]
    caption_y: float
    caption_form: int
    captions_end: float
    top: float
    bottom: float
    output_room: float

    @cached_property
    def smallest_spacing(self) -> float:
        """Distance of the closest neighbours among all neurons."""
        return min((float(np.diff(column.y).min()) for column in self.columns
                    if column.size > 1 and column.picture is None), default=self.height)

    def caption_x(self, layer: int) -> float:
        """Where the caption of a layer is centred."""
        column = self.columns[layer]
        return column.x if column.picture is None else column.picture.x + column.picture.width / 2

    def has_room_for(self, captions: Sequence[float], gap: float) -> bool:
        """Whether captions of these widths stand beside one another, so far apart, on the stage."""
        ends = [(self.caption_x(layer) - width / 2, self.caption_x(layer) + width / 2)
                for layer, width in enumerate(captions)]
        return (ends[0][0] >= gap / 2 and ends[-1][1] <= self.width - gap / 2
                and all(left[1] + gap <= right[0] for left, right in pairwise(ends)))


def ring_reach(half_side: float, scale: float) -> float:
    """From the edge of a square to beyond the ring of its error."""
    return scale + 1.4 * max(0.09 * half_side, 1.5 * scale)


def words_away(half_side: float, scale: float) -> float:
    """From the edge of a square to the words above or below: the ring that points it out must not touch them."""
    return ring_reach(half_side, scale) + 3.0 * scale


def make_layout(sizes: tuple[int, ...], image_shape: tuple[int, int] | None, width: float, height: float,
                scale: float = 1.0, caption_forms: Sequence[CaptionForm] = (), *, squares: bool = False,
                name_room: float = 0.0) -> Layout:
    """The layout of a network of these sizes on a stage of this size.

    Parameters
    ----------
    image_shape
        Rows and columns if the input is a picture.
    scale
        Factor of the theme.
    caption_forms
        Ways to write the captions, the best one first: the first that fits is taken, and none of them is ever cut.
    squares
        Whether neurons are drawn as squares with their maps.
    name_room
        Width that the names of the inputs need at their left.
    """
    bars = sizes[-1] <= ALWAYS_WHOLE
    output_room = min((134.0 if bars else 16.0) * scale, 0.22 * width)
    ease = float(np.clip((height / scale - _LOW) / (_HIGH - _LOW), 0.0, 1.0))
    caption_y, below = (3.0 + 11.0 * ease) * scale, (30.0 + 10.0 * ease) * scale

    def with_captions(number: int, lines: int) -> Layout:
        captions_end = caption_y + CAPTION_LINE * lines * scale
        top = captions_end + (2.0 + 10.0 * ease) * scale
        area = Box(24 * scale, top, width - 48 * scale - output_room, max(height - top - below, 40.0))
        columns = _columns(sizes, image_shape, area, scale, squares=squares, name_room=name_room)
        return Layout(width, height, columns, caption_y, number, captions_end, top, area.bottom, output_room)

    for number, form in enumerate(caption_forms):
        if form.lines == 1 or height >= _TWO_LINES_FROM * scale:
            layout = with_captions(number, form.lines)
            if layout.has_room_for(form.widths, _CAPTION_GAP * scale):
                return layout
    return with_captions(len(caption_forms), 0)


def _columns(sizes: tuple[int, ...], image_shape: tuple[int, int] | None, area: Box, scale: float, *, squares: bool,
             name_room: float) -> tuple[Column, ...]:
    depth = len(sizes) - 1
    first: Column | None = None
    names = min(max(_NAME_ROOM * scale, name_room), 0.2 * area.width)
    largest = min(_LARGEST_RADIUS * scale, 0.16 * area.width / depth)
    if squares:
        gap = (area.width - names) / (depth + 2 * _HALF_SIDE_OF_GAP)
        largest = float(np.clip(_HALF_SIDE_OF_HEIGHT * area.height, _LARGEST_HALF_SIDE * scale,
                                _LARGEST_HALF_SIDE_OF_ALL * scale))
        largest = min(largest, _HALF_SIDE_OF_GAP * gap)
    if image_shape is not None:
        first = _picture(image_shape, area, depth, scale)
        start, shares = first.x, [1.25] + [1.0] * (depth - 1)
    else:
        start, shares = area.x + largest + names, [1.0] * depth
    room = area.right - largest - start
    ends = start + np.cumsum([0.0, *shares]) / sum(shares) * room
    columns = [_neurons(layer, float(ends[layer]), size, area, largest, scale, squares=squares)
               for layer, size in enumerate(sizes) if layer or first is None]
    return tuple(columns) if first is None else (first, *columns)


def _picture(shape: tuple[int, int], area: Box, depth: int, scale: float) -> Column:
    rows, columns = shape
    wide = min(area.width * (0.27 if depth <= 3 else 0.2), 300.0 * scale + 0.05 * area.width)
    high = min(area.height, max(0.6 * area.height, 105.0 * scale))
    pixel = min(wide / columns, high / rows)
    box = Box(area.x, area.y + (area.height - pixel * rows) / 2, pixel * columns, pixel * rows)
    count = rows * columns
    y = box.y + (np.arange(count) + 0.5) * box.height / count
    return Column(0, box.right, y, np.zeros(count), None, box, shape)


def _neurons(layer: int, x: float, size: int, area: Box, largest: float, scale: float, *, squares: bool) -> Column:
    middle = area.y + area.height / 2
    spacing = min(area.height / size, max(0.26 * area.height, 3.6 * largest))
    if size <= ALWAYS_WHOLE or spacing >= _LEGIBLE_SPACING * scale:
        half = min(_half_side(spacing, scale) if squares else spacing * _RADIUS_OF_SPACING, largest)
        if squares and _fits(_NUMBER, spacing, half, scale) and not _fits(_NUMBER_AND_ERROR, spacing, half, scale):
            middle -= _LINE / 2 * scale  # words below and none above
        y = middle + (np.arange(size, dtype=np.float64) - (size - 1) / 2) * spacing
        return Column(layer, x, y, np.full(size, half, dtype=np.float64), is_square=squares)
    at_end = int(np.clip(0.31 * area.height / (_END_SPACING * scale), 3, 12))
    spacing = min(_END_SPACING * scale, 0.31 * area.height / at_end)
    squeezed = size - 2 * at_end
    between = area.height - 2 * at_end * spacing
    small = between / (squeezed + 1)
    head = area.y + (np.arange(at_end) + 0.5) * spacing
    body = area.y + at_end * spacing + (np.arange(squeezed) + 1) * small
    tail = area.bottom - (np.arange(at_end)[::-1] + 0.5) * spacing
    radius = np.full(size, spacing * _RADIUS_OF_SPACING)
    radius[at_end:at_end + squeezed] = max(small * _RADIUS_OF_SPACING, min(_SMALLEST_RADIUS * scale, small))
    return Column(layer, x, np.concatenate([head, body, tail]), radius, (at_end, at_end + squeezed),
                  is_square=squares)


def _half_side(spacing: float, scale: float) -> float:
    """Half of the side of squares at this distance: words come first as long as the squares stay legible."""
    for words, least in ((_NUMBER_AND_ERROR, _LEAST_WITH_BOTH), (_NUMBER, _LEAST_WITH_NUMBER)):
        half = (spacing - words * scale) / _SIDES_AND_RINGS
        if half >= least * scale:
            return half
    return max((spacing - _APART * scale) / _SIDES_AND_RINGS, _LEAST_SQUARE * spacing)


def _fits(words: float, spacing: float, half: float, scale: float) -> bool:
    """Whether words of this height fit between squares."""
    return spacing >= _SIDES_AND_RINGS * half + words * scale - 1e-9


# Zoom and pan: from the layout's coordinates to those of the widget, and back.

CLOSEST_SPACING = 16.0
"""At the largest zoom even the neurons of a squeezed layer stand so far apart."""
_LEAST_LARGEST_ZOOM = 8.0


@dataclass(frozen=True, slots=True)
class View:
    """A point (x, y) of the layout is drawn at (x · zoom + left, y · zoom + top)."""

    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def x(self, x: float) -> float:
        """Widget's x of the layout's."""
        return x * self.zoom + self.left

    def y(self, y: float) -> float:
        """Widget's y of the layout's."""
        return y * self.zoom + self.top

    def point(self, x: float, y: float) -> QPointF:
        """Where a point of the layout is drawn."""
        return QPointF(self.x(x), self.y(y))

    def rect(self, box: Box) -> QRectF:
        """Where a box of the layout is drawn."""
        return QRectF(self.x(box.x), self.y(box.y), box.width * self.zoom, box.height * self.zoom)

    def back(self, point: QPointF) -> tuple[float, float]:
        """The point of the layout that is drawn there."""
        return (point.x() - self.left) / self.zoom, (point.y() - self.top) / self.zoom

    def zoomed(self, factor: float, about: QPointF, largest: float) -> View:
        """Nearer by a factor, with the point under the cursor kept in its place; never smaller than the whole."""
        zoom = min(max(self.zoom * factor, 1.0), largest)
        if zoom == 1.0:
            return View()
        x, y = self.back(about)
        return View(zoom, about.x() - x * zoom, about.y() - y * zoom)

    def moved(self, by: QPointF) -> View:
        """The same, dragged by so much."""
        return View(self.zoom, self.left + by.x(), self.top + by.y())

    def kept_within(self, width: float, height: float) -> View:
        """The same, moved back so far that the stage fills the widget."""
        def kept(start: float, room: float) -> float:
            return min(max(start, room * (1.0 - self.zoom)), 0.0)

        return View(self.zoom, kept(self.left, width), kept(self.top, height))

    def from_view(self, other: View, rect: QRectF) -> QRectF:
        """Where something that was drawn at `rect` in another view belongs in this one."""
        ratio = self.zoom / other.zoom
        return QRectF((rect.x() - other.left) * ratio + self.left, (rect.y() - other.top) * ratio + self.top,
                      rect.width() * ratio, rect.height() * ratio)


def largest_zoom(smallest_spacing: float) -> float:
    """The zoom at which the closest neighbours of the layout stand legibly apart."""
    return max(_LEAST_LARGEST_ZOOM, CLOSEST_SPACING / max(smallest_spacing, 1e-3))
