"""The lines and regions of a landscape that the map draws, in the coordinates (a, b): worked out once for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from gui.figures.colors import BASIN_COLORS
from gui.figures.frame import Frame
from simulator.arrays import Array, Indices
from simulator.landscape.contours import contour_lines
from simulator.landscape.landscape import Basins, Landscape

_SMOOTHINGS = 8
_AT_EDGE = 1e-3
"""Cells: nearer to the edge of the grid than this is on it."""
LEVELS = 12
"""Contour lines of a landscape."""
_OUTSIDE = -1e6
"""Beyond the edge: it puts the outline of a region that reaches the edge onto the edge."""

Lines = tuple[Array, ...]
"""Polylines, (count, 2) each: (a, b)."""


@dataclass(frozen=True, eq=False)
class Relief:
    """What is drawn of a landscape besides its colours.

    Attributes
    ----------
    contours
        The lines of each of `LEVELS` costs, the lowest first.
    plateau, holes
        Closed outlines of the plateaus, and of where C is not defined; what lies inside of two is outside again.
    """

    contours: tuple[Lines, ...]
    plateau: Lines
    holes: Lines


def relief_of(landscape: Landscape) -> Relief:
    """The lines and regions of a landscape."""
    defined = np.isfinite(landscape.costs)
    return Relief(contours=contours_of(landscape, landscape.costs),
                  plateau=_outlines(landscape.a, landscape.b, _plateau_field(landscape)),
                  holes=_outlines(landscape.a, landscape.b, np.where(defined, -1.0, 1.0), smoothed=True))


def contours_of(landscape: Landscape, costs: Array, every: int = 1) -> tuple[Lines, ...]:
    """The lines at the levels of a landscape, of its own costs or of a mini-batch's on the same grid.

    Parameters
    ----------
    every
        2 for every second of the levels, and so on.
    """
    return tuple(_in_plane(contour_lines(costs, level), landscape.a, landscape.b)
                 for level in landscape.scale.levels(LEVELS)[every - 1::every].tolist())


def _plateau_field(landscape: Landscape) -> Array:
    """Positive on the plateaus, negative elsewhere; it reaches zero where the slope reaches the threshold.

    The outline then runs between the points of the grid instead of in stairs along them.
    """
    distance = np.abs(landscape.slopes - landscape.threshold)
    distance = np.where(np.isfinite(distance), np.maximum(distance, 1e-9 * landscape.threshold), landscape.threshold)
    return np.where(landscape.plateau, distance, -distance)


def _outlines(a: Array, b: Array, field: Array, *, smoothed: bool = False) -> Lines:
    """Closed lines around where a field is positive, those along the edge of the window included.

    Parameters
    ----------
    smoothed
        For a field that only says on which side a point of the grid is: without its stairs.
    """
    positive = field > 0.0
    if not positive.any():
        return ()
    rows, columns = np.flatnonzero(positive.any(axis=1)), np.flatnonzero(positive.any(axis=0))
    # with the neighbours that the outline runs in front of
    top, bottom = max(int(rows[0]) - 1, 0), int(rows[-1]) + 2
    left, right = max(int(columns[0]) - 1, 0), int(columns[-1]) + 2
    part = field[top:bottom, left:right]
    padded = np.pad(part, 1, constant_values=_OUTSIDE * float(np.abs(part).max()))
    offset = np.array((left - 1, top - 1))
    lines = [line + offset for line in contour_lines(padded, 0.0)]
    if smoothed:
        lines = [_without_stairs(line, (len(a) - 1, len(b) - 1)) for line in lines]
    return _in_plane(lines, a, b)


def _without_stairs(line: Array, last: tuple[int, int]) -> Array:
    """A closed polyline of (column, row), its points moved by less than a cell; those on the edge stay on it."""
    on_edge = (line < _AT_EDGE) | (line > np.array(last) - _AT_EDGE)
    points = line[:-1]
    for _ in range(_SMOOTHINGS):
        around = (np.roll(points, 1, axis=0) + np.roll(points, -1, axis=0)) / 2
        points = np.where(on_edge[:-1], points, (points + around) / 2)
    return np.concatenate((points, points[:1]))


def _in_plane(lines: Sequence[Array], a: Array, b: Array) -> Lines:
    """Polylines of (column, row) as polylines of (a, b)."""
    low = np.array((a[0], b[0]))
    step = np.array(((a[-1] - a[0]) / max(len(a) - 1, 1), (b[-1] - b[0]) / max(len(b) - 1, 1)))
    return tuple(low + line * step for line in lines)


@dataclass(frozen=True, eq=False)
class Basin:
    """The region from which descent reaches one minimum.

    Attributes
    ----------
    outlines
        As in `Relief`.
    tint
        Number of its colour: basins that touch have different ones.
    """

    outlines: Lines
    tint: int


def basins_in_plane(basins: Basins) -> tuple[Basin, ...]:
    """The region of every minimum that some point of the grid reaches."""
    tints = _tints(basins.owner, len(basins.minima))
    return tuple(Basin(_outlines(basins.a, basins.b, np.where(basins.owner == number, 1.0, -1.0),
                                 smoothed=True), tints[number])
                 for number in range(len(basins.minima)))


def _tints(owner: Indices, count: int) -> list[int]:
    """A colour for each basin, in the order of the minima, that none of its neighbours has and few others have."""
    across = np.column_stack((owner[:, :-1].ravel(), owner[:, 1:].ravel()))
    down = np.column_stack((owner[:-1].ravel(), owner[1:].ravel()))
    pairs: npt.NDArray[np.int64] = np.unique(np.concatenate((across, down)), axis=0)
    touching: list[set[int]] = [set() for _ in range(count)]
    for first, second in pairs.tolist():
        if first != second and first >= 0 and second >= 0:
            touching[first].add(second)
            touching[second].add(first)
    tints: list[int] = []
    for number in range(count):
        taken = {tints[other] for other in touching[number] if other < number}
        free = [tint for tint in range(max(BASIN_COLORS, len(taken) + 1)) if tint not in taken]
        tints.append(min(free, key=tints.count))
    return tints


def path_of(lines: Sequence[Array], frame: Frame) -> QPainterPath:
    """The lines on the widget, to be stroked or filled."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in frame.places(line).tolist()]))
    return path
