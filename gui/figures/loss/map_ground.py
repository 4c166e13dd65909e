"""What stands still on the map: the colours of the costs, contours, plateaus, holes and basins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from gui.figures.colors import BASIN_COLORS, basin_color, dark_ink, gray_table, light_ink, viridis_table
from gui.figures.frame import Frame
from gui.figures.loss.relief import plateau_field
from gui.figures.marks import paint_blank, paint_hatch
from gui.foundation.theme import Theme
from simulator.arrays import Array, Bytes, Indices
from simulator.landscape.contours import contour_lines
from simulator.landscape.landscape import Basins, Landscape

# Their lines in the coordinates (a, b), worked out once for each landscape.

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
class MapLines:
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


def map_lines(landscape: Landscape) -> MapLines:
    """The lines and regions of a landscape."""
    defined = np.isfinite(landscape.costs)
    return MapLines(contours=contours_of(landscape, landscape.costs),
                  plateau=_outlines(landscape.a, landscape.b, plateau_field(landscape)),
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
        As in `MapLines`.
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


# Paints all of it.

HATCH, DOTS = 7.0, 6.0
"""Distances at scale 1."""
_BRIGHT = 0.7
"""Contours above this share of the colours are dark: white ones would not be seen there."""
_TINT = 0.5
GHOST_EVERY = 2
"""A mini-batch has lines at every second of the levels: so both are still told apart."""
_FARTHEST = 1e6
"""So far beyond the ends of the scale everything has the last colour, and single precision holds it."""

Singles = npt.NDArray[np.float32]


def ground_image(landscape: Landscape, width: int, height: int, colors: Sequence[int]) -> QImage:
    """The costs as colours, interpolated between the points of the grid.

    Parameters
    ----------
    width, height
        Of the picture in pixels.
    colors
        256 of them (QRgb), from the lowest cost to the highest.
    """
    everywhere = _continued_outwards(landscape.scale.shares(landscape.costs))
    shares = np.clip(everywhere, -_FARTHEST, _FARTHEST).astype(np.float32)
    rows, columns = shares.shape
    above = (height - 0.5 - np.arange(height)) / height * (rows - 1)
    across = (np.arange(width) + 0.5) / width * (columns - 1)
    levels = _between(_between(shares, above, 0), across, 1)
    pixels: Bytes = np.ascontiguousarray(np.clip(np.rint(255.0 * levels), 0.0, 255.0).astype(np.uint8))
    image = QImage(pixels.data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable(list(colors))
    return image


def _between(values: Singles, places: Array, axis: int) -> Singles:
    """Linear between neighbours along an axis, at places counted in cells."""
    before = np.minimum(places.astype(np.int64), max(values.shape[axis] - 2, 0))
    share = (places - before).astype(np.float32)
    share = share[:, np.newaxis] if axis == 0 else share
    after = np.minimum(before + 1, values.shape[axis] - 1)
    first = values.take(before, axis=axis)
    between: Singles = first + (values.take(after, axis=axis) - first) * share
    return between


def _continued_outwards(shares: Array) -> Array:
    """Without gaps: what is not defined takes the nearest value of its row, or else of its column.

    The colours then reach up to the outline of a hole, which runs between the points of the grid.
    """
    if np.isfinite(shares).all():
        return shares
    filled = _filled_rows(_filled_rows(shares).T).T
    return np.nan_to_num(filled, nan=0.0, posinf=1.0, neginf=0.0)


def _filled_rows(values: Array) -> Array:
    known = np.isfinite(values)
    numbers = np.broadcast_to(np.arange(values.shape[1]), values.shape)
    before = np.maximum.accumulate(np.where(known, numbers, -1), axis=1)
    last = values.shape[1]
    after = np.minimum.accumulate(np.where(known, numbers, last)[:, ::-1], axis=1)[:, ::-1]
    takes_before = (after == last) | ((before >= 0) & (numbers - before <= after - numbers))
    nearest = np.clip(np.where(takes_before, before, after), 0, last - 1)
    return np.take_along_axis(values, nearest, axis=1)


def paint_ground(painter: QPainter, landscape: Landscape, drawn: MapLines, basins: Sequence[Basin] | None,
                 frame: Frame, theme: Theme, *, is_dimmed: bool = False) -> None:
    """All of it.

    Parameters
    ----------
    basins
        The overlay, or None; below it the costs are gray, so that the basins' colours are seen as they are.
    is_dimmed
        Whether other contours are drawn over these.
    """
    area, ratio = frame.area, painter.device().devicePixelRatioF()
    width, height = max(round(area.width() * ratio), 1), max(round(area.height() * ratio), 1)
    colors = viridis_table() if basins is None else gray_table()
    painter.drawImage(area, ground_image(landscape, width, height, colors))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(area)
    for basin in basins or ():
        _paint_basin(painter, basin, frame, theme)
    paint_contours(painter, drawn.contours, frame, theme, strength=0.45 if is_dimmed else 1.0)
    _paint_holes(painter, drawn.holes, frame, theme)
    _paint_plateau(painter, drawn.plateau, frame, theme)
    painter.setClipping(False)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_contours(painter: QPainter, contours: Sequence[Lines], frame: Frame, theme: Theme, *, strength: float = 1.0
                   ) -> None:
    """The lines of equal cost: light ones on dark colours, dark ones on bright colours."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, number in _line_colors(len(contours), strength * 0.5, strength * 0.4):
        painter.setPen(QPen(color, 1.0 * theme.scale))
        painter.drawPath(path_of(contours[number], frame))


def paint_ghost(painter: QPainter, contours: Sequence[Lines], frame: Frame, theme: Theme) -> None:
    """The lines of a mini-batch's cost, dashed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(frame.area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, number in _line_colors(len(contours), 0.95, 0.85):
        pen = QPen(color, 1.3 * theme.scale, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawPath(path_of(contours[number], frame))


def _line_colors(count: int, light: float, dark: float) -> list[tuple[QColor, int]]:
    return [(light_ink(light) if (number + 1) / (count + 1) < _BRIGHT else dark_ink(dark), number)
            for number in range(count)]


def _paint_basin(painter: QPainter, basin: Basin, frame: Frame, theme: Theme) -> None:
    color = basin_color(basin.tint)
    path = path_of(basin.outlines, frame)
    painter.setPen(QPen(light_ink(0.9), 1.6 * theme.scale))
    color.setAlphaF(_TINT)
    painter.setBrush(color)
    painter.drawPath(path)


def _paint_holes(painter: QPainter, holes: Lines, frame: Frame, theme: Theme) -> None:
    if not holes:
        return
    path = path_of(holes, frame)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    paint_blank(painter, frame.area, DOTS * theme.scale, theme)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.outline, 1.4 * theme.scale))
    painter.drawPath(path)


def _paint_plateau(painter: QPainter, plateau: Lines, frame: Frame, theme: Theme) -> None:
    if not plateau:
        return
    path = path_of(plateau, frame)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    paint_hatch(painter, path.boundingRect().intersected(frame.area), HATCH * theme.scale, theme)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(dark_ink(0.8), 1.0 * theme.scale))
    painter.drawPath(path)
