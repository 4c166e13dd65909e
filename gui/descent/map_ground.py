"""Paints what stands still on the map: the colours of the costs, contours, plateaus, holes and basins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.descent.color_map import viridis_table
from gui.descent.map_inks import basin_color, dark_ink, gray_table, light_ink, paint_blank, paint_hatch
from gui.descent.map_relief import Basin, Lines, Relief, path_of
from gui.plane.frame import Frame
from gui.theme import Theme
from simulator.arrays import Array, Bytes
from simulator.landscape.landscape import Landscape

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
    shares = np.clip(_extended(landscape.scale.shares(landscape.costs)), -_FARTHEST, _FARTHEST).astype(np.float32)
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


def _extended(shares: Array) -> Array:
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


def paint_ground(painter: QPainter, landscape: Landscape, relief: Relief, basins: Sequence[Basin] | None,
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
    paint_contours(painter, relief.contours, frame, theme, strength=0.45 if is_dimmed else 1.0)
    _paint_holes(painter, relief.holes, frame, theme)
    _paint_plateau(painter, relief.plateau, frame, theme)
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
