"""From the layout's units to pixels: the whole graph fits, or it is looked at from nearer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QTransform

from gui.foundation.theme import SMALLEST_TEXT, Theme
from gui.workspaces.graph.layout import COLUMN, ROW, GraphLayout, Items
from gui.workspaces.graph.view_words import symbol_of
from simulator.arrays import Array

# How wide the nodes of a graph are, and how large their letters: what is too long for a circle gets a capsule.

NUMBER_SIZE = 0.72
"""Of the node of a number, of that of an operation."""
_LETTERS, _INSIDE, _INSIDE_SMALL = 0.88, 1.62, 1.80
"""Of what is written in a circle: its size, and its width if it is to become smaller or is the smallest, in radii."""
_COMFORTABLE, _IN_CAPSULE, _LARGEST_IN_CAPSULE = 13.0, 1.15, 15.0
_ROOM, _LEAST_ROOM = 0.34, 2.5
"""Beside the letters of a capsule: in radii, and in pixels."""
_WIDEST = 0.41
"""Half of a capsule, of the way to the next column."""
_MEASURED = 100.0


@dataclass(frozen=True, eq=False)
class NodeShapes:
    """Sizes of the nodes in a frame.

    Attributes
    ----------
    halves
        Half of every node's width in pixels, shape (nodes,); its height is that of the radius.
    letters
        Size of the letters in every node in pixels, shape (nodes,); 0 where its symbol has no room.
    """

    halves: Array
    letters: Array


def radii_of(layout: GraphLayout, radius: float) -> Array:
    """Half of every node's height, shape (nodes,)."""
    return radius * np.where([node.is_number for node in layout.graph.nodes], NUMBER_SIZE, 1.0)


def shapes_of(layout: GraphLayout, radius: float, column: float, scale: float) -> NodeShapes:
    """The sizes of all nodes.

    Parameters
    ----------
    radius, column
        Of the node of an operation, and from a column to the next, in pixels.
    """
    radii, widths, smallest = radii_of(layout, radius), _widths(layout), SMALLEST_TEXT * scale
    in_circle = np.minimum(_LETTERS * radii, _INSIDE * radii / widths)
    is_small = smallest * widths <= _INSIDE_SMALL * radii
    fits = (in_circle >= _COMFORTABLE * scale) | ((in_circle < smallest) & is_small & (widths < 1.0)) \
        | ((in_circle >= smallest) & (widths < 1.0))
    in_capsule = np.clip(_IN_CAPSULE * radii, smallest, _LARGEST_IN_CAPSULE * scale)
    halves, letters = radii.copy(), np.where(fits, np.maximum(in_circle, smallest), 0.0)
    for size, room in ((in_capsule, _ROOM * radii), (smallest, _LEAST_ROOM * scale)):
        half = np.maximum(widths * size / 2.0 + room, radii)
        chosen = (letters == 0.0) & (half <= _WIDEST * column)
        halves, letters = np.where(chosen, half, halves), np.where(chosen, size, letters)
    return NodeShapes(halves, np.where((letters == 0.0) & is_small, smallest, letters))


@lru_cache(maxsize=4)
def _widths(layout: GraphLayout) -> Array:
    """Of every node's symbol, for letters of one pixel."""
    metrics = QFontMetricsF(Theme().font(_MEASURED))
    graph = layout.graph
    found: dict[str, float] = {}
    for node in range(len(graph.nodes)):
        text = symbol_of(graph, node, layout.exponents.get(node))
        if text not in found:
            found[text] = max(metrics.horizontalAdvance(text) / _MEASURED, 0.1)
    return np.array([found[symbol_of(graph, node, layout.exponents.get(node))] for node in range(len(graph.nodes))])


# The lines of the edges: smooth, level at both ends, and never beyond the points they lead through.

_STEPS, _STEPS_OF_MANY, _MANY = 32, 6, 400


@dataclass(frozen=True, eq=False)
class EdgeCurves:
    """All edges of a layout, in its units.

    Attributes
    ----------
    layout
        Whose edges they are.
    samples
        Points on the lines, one edge after the other, shape (points, 2).
    bounds
        Where each edge's points begin, and at last their number, shape (edges + 1,).
    boxes
        Left, top, right and bottom of every edge, shape (edges, 4); NaN for hidden ones.
    """

    layout: GraphLayout
    samples: Array
    bounds: Items
    boxes: Array

    @cached_property
    def paths(self) -> tuple[QPainterPath, ...]:
        """The line of every edge, from its source to its target."""
        return tuple(map(_path, self.layout.routes))


@lru_cache(maxsize=4)
def curves_of(layout: GraphLayout) -> EdgeCurves:
    """The lines of a layout's edges."""
    pieces = sum(max(len(route) - 1, 0) for route in layout.routes)
    steps = _STEPS if pieces <= _MANY else _STEPS_OF_MANY
    lines = [_sampled(route, steps) for route in layout.routes]
    bounds = np.cumsum([0, *map(len, lines)])
    boxes = np.full((len(lines), 4), np.nan)
    for number, route in enumerate(layout.routes):
        if len(route):
            # monotone between its points, so that these are the extremes
            boxes[number] = (*route.min(axis=0), *route.max(axis=0))
    return EdgeCurves(layout, np.concatenate([*lines, np.empty((0, 2))]), bounds, boxes)


def slopes_of(points: Array) -> Array:
    """Slopes at points with rising x: level at both ends, and nowhere so steep that the line swings beyond them.

    Those in between are by F. N. Fritsch and J. Butland, *A method for constructing local monotone piecewise cubic
    interpolants* (1984).
    """
    secants = np.diff(points[:, 1]) / np.diff(points[:, 0])
    before, after = secants[:-1], secants[1:]
    slopes = np.zeros(len(points))
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes[1:-1] = np.where(before * after > 0.0, 2.0 * before * after / (before + after), 0.0)
    return slopes


def _sampled(route: Array, steps: int) -> Array:
    if not len(route):
        return route
    slopes, widths = slopes_of(route), np.diff(route[:, 0])[:, None]
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :]
    heights = ((1 + 2 * t) * (1 - t) ** 2 * route[:-1, 1, None] + t * (1 - t) ** 2 * widths * slopes[:-1, None]
               + t ** 2 * (3 - 2 * t) * route[1:, 1, None] + t ** 2 * (t - 1) * widths * slopes[1:, None])
    line = np.column_stack(((route[:-1, 0, None] + t * widths).ravel(), heights.ravel()))
    return np.concatenate((line, route[-1:]))


def _path(route: Array) -> QPainterPath:
    path = QPainterPath()
    if not len(route):
        return path
    points, slopes = route.tolist(), slopes_of(route).tolist()
    path.moveTo(*points[0])
    for (x, y), (right, low), here, there in zip(points[:-1], points[1:], slopes[:-1], slopes[1:], strict=True):
        third = (right - x) / 3.0
        path.cubicTo(x + third, y + third * here, right - third, low - third * there, right, low)
    return path


_LARGEST_COLUMN, _LARGEST_ROW = 190.0, 128.0
_SIDES, _EDGES = (46.0, 30.0), (50.0, 34.0)
"""Beside and above the outermost nodes: where there is room, and where there is little."""
_NARROW, _LOW = 52.0, 84.0
"""Between columns and between rows: less than this is little."""
_RADIUS, _LARGEST_RADIUS, _LEAST_WITH_VALUES = 25.0, 28.0, 11.0
_LINES = 43.0
"""Height of the value below a node and the derivative above it."""
_WORDS = 62.0
"""Width of the local derivative between two nodes."""
_CLOSEST_ROW = 130.0
_LEAST_LARGEST_ZOOM = 4.0
SYMBOL_RADIUS, _LETTERED = 8.5, 9.4
"""Nodes smaller than this are dots without a symbol; where nodes have letters they are at least as large as that."""


@dataclass(frozen=True)
class GraphFrame:
    """How the layout lies on the widget.

    Attributes
    ----------
    layout
        What is drawn.
    size
        Of the widget.
    scale
        Of the theme.
    zoom
        1 where all of it fits.
    left, top
        By how many pixels it is moved.
    """

    layout: GraphLayout
    size: QSizeF
    scale: float = 1.0
    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @cached_property
    def unit(self) -> tuple[float, float]:
        """Pixels of one of the layout's units to the right and down; they differ, so that the room is used."""
        width, height = self.layout.size
        right = _fitting(self.size.width(), width, _SIDES, COLUMN, (_NARROW, _LARGEST_COLUMN), self.scale)
        down = _fitting(self.size.height(), height, _EDGES, ROW, (_LOW, _LARGEST_ROW), self.scale)
        return right * self.zoom, down * self.zoom

    @cached_property
    def radius(self) -> float:
        """Of a node, in pixels: with room for numbers above, below and beside it if possible."""
        right, down = self.unit
        row, column = ROW * down, COLUMN * right
        with_lines = (row - _LINES * self.scale) / 2.0
        least = min(_LEAST_WITH_VALUES * self.scale, 0.36 * row)
        largest = (_LARGEST_RADIUS if self.zoom > 1.0 else _RADIUS) * self.scale
        with_words = min(max((column - _WORDS * self.scale) / 2.0, 0.17 * column, _LETTERED * self.scale),
                         0.27 * column)
        return max(min(max(with_lines, least), largest, with_words), 1.2 * self.scale)

    @cached_property
    def shapes(self) -> NodeShapes:
        """Widths of the nodes, and the letters in them; mere dots have none."""
        if self.shows_symbols:
            return shapes_of(self.layout, self.radius, COLUMN * self.unit[0], self.scale)
        radii = radii_of(self.layout, self.radius)
        return NodeShapes(radii, np.zeros(len(radii)))

    @property
    def shows_symbols(self) -> bool:
        """Whether nodes are large enough for letters."""
        return self.radius >= SYMBOL_RADIUS * self.scale

    @property
    def largest_zoom(self) -> float:
        """At which the rows stand well apart."""
        right, down = self.unit
        nearest = min(ROW * down, COLUMN * right) / self.zoom
        return max(_LEAST_LARGEST_ZOOM, _CLOSEST_ROW * self.scale / max(nearest, 1e-3))

    @cached_property
    def _origin(self) -> tuple[float, float]:
        right, down = self.unit
        width, height = self.layout.size
        return ((self.size.width() - width * right) / 2.0 + self.left,
                (self.size.height() - height * down) / 2.0 + self.top)

    def to_pixels(self, points: Array) -> Array:
        """Pixels of points of the layout, shape (…, 2)."""
        moved: Array = points * np.array(self.unit) + np.array(self._origin)
        return moved

    @cached_property
    def centres(self) -> Array:
        """Middle of every node in pixels, shape (nodes, 2); NaN for hidden ones."""
        return self.to_pixels(self.layout.places)

    def centre(self, node: int) -> QPointF:
        """Middle of a node."""
        return QPointF(*self.centres[node].tolist())

    @cached_property
    def samples(self) -> Array:
        """Points on all edges in pixels, one edge after the other, shape (points, 2)."""
        return self.to_pixels(curves_of(self.layout).samples)

    def curve(self, edge: int) -> Array:
        """Points on an edge from middle to middle, shape (points, 2); none for a hidden one."""
        first, last = curves_of(self.layout).bounds[edge:edge + 2]
        return self.samples[first:last]

    @cached_property
    def boxes(self) -> Array:
        """Left, top, right and bottom of every edge, shape (edges, 4); NaN for hidden ones."""
        corners = curves_of(self.layout).boxes.reshape(-1, 2, 2)
        return self.to_pixels(corners).reshape(-1, 4)

    @cached_property
    def transform(self) -> QTransform:
        """From the layout's units to pixels."""
        return QTransform(self.unit[0], 0.0, 0.0, self.unit[1], *self._origin)

    def zoomed(self, factor: float, about: QPointF) -> GraphFrame:
        """Nearer by a factor; what is at a position of the widget stays there. Never smaller than the whole."""
        zoom = min(max(self.zoom * factor, 1.0), self.largest_zoom)
        if zoom == 1.0:
            return replace(self, zoom=1.0, left=0.0, top=0.0)
        ratio = zoom / self.zoom
        middle = self.size.width() / 2.0, self.size.height() / 2.0
        return replace(self, zoom=zoom,
                       left=(about.x() - middle[0]) * (1.0 - ratio) + self.left * ratio,
                       top=(about.y() - middle[1]) * (1.0 - ratio) + self.top * ratio).kept()

    def moved(self, by: QPointF) -> GraphFrame:
        """The same, dragged by so much."""
        return replace(self, left=self.left + by.x(), top=self.top + by.y()).kept()

    def is_only_moved(self, other: GraphFrame) -> bool:
        """Whether another frame shows the same elsewhere, but as large."""
        return replace(self, left=other.left, top=other.top) == other

    def kept(self) -> GraphFrame:
        """The same, moved back so far that the middle of the widget shows a part of the graph."""
        if self.zoom == 1.0:
            return replace(self, left=0.0, top=0.0)
        across, along = (length * unit / 2.0 for length, unit in zip(self.layout.size, self.unit, strict=True))
        return replace(self, left=min(max(self.left, -across), across), top=min(max(self.top, -along), along))

    def node_at(self, position: QPointF, reach: float) -> int | None:
        """The nearest node within its radius and a reach; the hidden ones are nowhere."""
        if not len(self.centres):
            return None
        across = np.abs(self.centres[:, 0] - position.x()) - np.maximum(self.shapes.halves - self.radius, 0.0)
        away = np.hypot(np.maximum(across, 0.0), self.centres[:, 1] - position.y())
        away[np.isnan(away)] = np.inf
        nearest = int(away.argmin())
        return nearest if away[nearest] <= self.radius + reach else None

    def edge_at(self, position: QPointF, reach: float) -> int | None:
        """The nearest edge within a reach."""
        x, y = position.x(), position.y()
        boxes = self.boxes
        near = np.flatnonzero((boxes[:, 0] - reach <= x) & (x <= boxes[:, 2] + reach)
                              & (boxes[:, 1] - reach <= y) & (y <= boxes[:, 3] + reach))
        distances = [(_distance(self.curve(edge), position), edge) for edge in near.tolist()]
        distance, edge = min(distances, default=(np.inf, -1))
        return edge if distance <= reach else None

    @property
    def area(self) -> QRectF:
        """Of the widget."""
        return QRectF(0.0, 0.0, self.size.width(), self.size.height())


def _fitting(size: float, length: float, margins: tuple[float, float], step: float, limits: tuple[float, float],
             scale: float) -> float:
    """Pixels of one unit, so that a length of them finds room in a size.

    Parameters
    ----------
    margins
        On either side: the wide ones, and those where steps would otherwise be smaller than the first limit.
    limits
        Of a step, in pixels at scale 1: what is little, and what is more than enough.
    """
    unit = limits[1] * scale / step
    if length > 0:
        room, narrow = (max(size - 2 * margin * scale, 20.0) / length for margin in margins)
        unit = min(unit, room if step * room >= limits[0] * scale else min(narrow, limits[0] * scale / step))
    return unit


def _distance(curve: Array, position: QPointF) -> float:
    """From a position to a line of points."""
    here = np.array((position.x(), position.y()))
    starts, ways = curve[:-1], np.diff(curve, axis=0)
    lengths = np.maximum((ways ** 2).sum(axis=1), 1e-12)
    shares = np.clip(((here - starts) * ways).sum(axis=1) / lengths, 0.0, 1.0)
    return float(np.hypot(*(starts + shares[:, None] * ways - here).T).min())
