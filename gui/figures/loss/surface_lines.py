"""Lines on the surface: trails, arrows and wires, cut into what is seen and what a hill hides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QPainterPath

from gui.figures.loss.camera import Projection
from gui.figures.loss.relief import FINE, Relief
from gui.figures.loss.relief_raster import Raster
from gui.figures.loss.trails import Room, drawn_segments, finite_part
from simulator.arrays import Array, Indices
from simulator.boundary import Truth

_PIECE = 6.0
"""Pixels along the floor after which a line is lifted to the surface again."""
WIRES = 20
"""Cells between the wires of a ghost, along each side."""


@dataclass(frozen=True, eq=False)
class Sight:
    """What is needed to draw on a surface.

    Attributes
    ----------
    relief
        The surface.
    view
        Where its points lie on the widget.
    raster
        What is seen of it.
    """

    relief: Relief
    view: Projection
    raster: Raster

    def places(self, points: Array) -> Array:
        """Where points (a, b) of the surface lie, (pixel across, pixel down, depth), shape (n, 3), NaN in holes."""
        return self.view.places(self.relief.on_surface(self.relief.squared(points)))

    def shows(self, points: Array) -> Truth:
        """Which points (a, b) of the surface are seen, shape (n,)."""
        return self.raster.shows(self.places(points))


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines on the widget: those that are seen, and those behind a hill."""

    seen: QPainterPath
    hidden: QPainterPath


def trail_lines(sight: Sight, path: Array) -> Lines:
    """A way over the surface; what of it lies outside of the window is left out.

    Parameters
    ----------
    path
        Its points (a, b), shape (n, 2).
    """
    segments = _segments(sight, path)
    pieces, start = _pieces(segments)
    places = sight.view.places(sight.relief.on_surface(pieces / sight.view.unit - 1.0))
    joined = np.ones(len(places), dtype=np.bool_)
    joined[start] = np.concatenate((np.zeros(1, np.bool_), (segments[1:, 0] == segments[:-1, 1]).all(axis=1)))[
        :len(start)]
    return _lines(places, sight.raster.shows(places), joined)


def trail_end(sight: Sight, path: Array) -> tuple[Array, Array] | None:
    """The last piece of a way that is within the window, its two ends (across, down) on the widget."""
    segments = _segments(sight, path)
    pieces, _ = _pieces(segments[-1:])
    places = sight.view.places(sight.relief.on_surface(pieces / sight.view.unit - 1.0))[:, :2]
    places = places[np.isfinite(places).all(axis=1)]
    return (places[-2], places[-1]) if len(places) >= 2 else None


def _segments(sight: Sight, path: Array) -> Array:
    """Straight pieces on the floor, in its pixels, each once, shape (pieces, 2, 2)."""
    unit = sight.view.unit
    floor = finite_part((sight.relief.squared(path) + 1.0) * unit)
    if len(floor) < 2:
        return np.empty((0, 2, 2))
    return drawn_segments(floor, Room(0.0, 0.0, 2.0 * unit, 2.0 * unit))


def _pieces(segments: Array) -> tuple[Array, Indices]:
    """The points of segments in short distances, shape (points, 2), and where each segment's first one is."""
    if not len(segments):
        return np.empty((0, 2)), np.empty(0, np.int64)
    ways = segments[:, 1] - segments[:, 0]
    counts = np.ceil(np.hypot(*ways.T) / _PIECE).astype(np.int64) + 1
    counts = np.maximum(counts, 2)
    start = np.cumsum(counts) - counts
    share = (np.arange(counts.sum()) - np.repeat(start, counts)) / np.repeat(counts - 1, counts)
    points: Array = np.repeat(segments[:, 0], counts, axis=0) + share[:, np.newaxis] * np.repeat(ways, counts, axis=0)
    return points, start


def wire_lines(ghost: Relief, view: Projection, raster: Raster) -> Lines:
    """The wires of another relief over the same square, and what of them the surface hides."""
    step = (FINE - 1) // WIRES
    fine = slice(None, None, step // 2)
    axis = np.linspace(-1.0, 1.0, FINE)
    along, across = axis[fine], axis[::step]
    rows = _mesh_points(along, across, ghost.heights[::step, fine].astype(np.float64))
    columns = _mesh_points(along, across, ghost.heights[fine, ::step].T.astype(np.float64))[:, [1, 0, 2]]
    places = view.places(np.concatenate((rows, columns)))
    joined = np.arange(len(places)) % len(along) != 0
    return _lines(places, raster.shows(places), joined)


def _mesh_points(along: Array, across: Array, heights: Array) -> Array:
    """Points (x, y, z) of lines along x, shape (lines · points, 3)."""
    x, y = np.meshgrid(along, across)
    return np.column_stack((x.ravel(), y.ravel(), heights.ravel()))


def _lines(places: Array, shown: Truth, joined: Truth) -> Lines:
    """Paths through points of the widget.

    Parameters
    ----------
    joined
        Which points are joined to the one before, shape (points,).
    """
    known = np.asarray(np.isfinite(places).all(axis=1))
    linked = joined[1:] & known[1:] & known[:-1]
    seen = linked & shown[1:] & shown[:-1]
    return Lines(_path(places, seen), _path(places, linked & ~seen))


def _path(places: Array, linked: Truth) -> QPainterPath:
    """Lines from each point to the next where these are linked, shape (points − 1,)."""
    from pyqtgraph import arrayToQPath  # noqa: PLC0415  (takes long to load)

    if not linked.any():
        return QPainterPath()
    used = np.flatnonzero(np.concatenate((linked, [False])) | np.concatenate(([False], linked)))
    follows = np.zeros(len(used), np.int32)  # whether a point is linked to the next one
    follows[:-1] = linked[used[:-1]] & (np.diff(used) == 1)
    return arrayToQPath(places[used, 0].copy(), places[used, 1].copy(), connect=follows, finiteCheck=False)
