"""The lines of the edges: smooth, level at both ends, and never beyond the points they lead through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from PySide6.QtGui import QPainterPath

from gui.graph.layout import GraphLayout
from gui.graph.layout_layers import Items
from simulator.arrays import Array

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
