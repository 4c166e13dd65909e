"""Minima, saddle points and maxima on the map: their marks, and their names where there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter

from gui.descent.map_movers import RING
from gui.descent.map_relief import Basin
from gui.descent.map_words import cost_text, point_name
from gui.figures.colors import basin_color, dark_ink, light_ink, pale
from gui.figures.frame import Frame
from gui.figures.labels import Label, Wish, chip_size, paint_chip, placed, square_around
from gui.figures.marks import mark_radius, paint_mark, shrinking
from gui.theme import Theme
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Basins, Landscape

NAME_GROUND = 0.62
"""Opacity of the dark behind the names: they are read on the brightest of the map's colours too."""
_GAP = 4.0
_LETTERS = 12.0
_MOST_MINIMA, _MOST_OTHERS, _MOST = 8, 2, 16
"""Where there are more local minima, or more saddle points and maxima, only the others have names; among more points
than the last, a name must not cover any of them."""
_MOST_RINGS = 3
"""Among more starts than these there is hardly a place for names that is free."""
_SHARE_OF_NAME = 0.45
"""Of a slice the names are long, and there is a legend: one that is wider than this share of the map is left out."""
_REACH = 9.0
"""Pixels at scale 1 from a mark to the pointer that is on it."""


def named_points(landscape: Landscape) -> list[CriticalPoint]:
    """The points that have a name on the map, the most important ones first; with many of them, only the best."""
    minima = [point for point in landscape.points if point.kind is PointKind.MINIMUM]
    others = [point for point in landscape.points if point.kind is not PointKind.MINIMUM]
    best = [point for point in minima if point.is_global]
    local = [point for point in minima if not point.is_global]
    return [*best[:_MOST_MINIMA], *(local if len(local) <= _MOST_MINIMA else []),
            *(others if len(others) <= _MOST_OTHERS else [])]


def labels_of(landscape: Landscape, frame: Frame, theme: Theme, kept_clear: Sequence[QPointF] = ()) -> list[Label]:
    """The names of the points, with their costs, where they find room.

    Parameters
    ----------
    kept_clear
        The middles of rings on the map, which a name covers only if it has no other place.
    """
    places = [frame.to_widget((point.a, point.b)) for point in landscape.points]
    factor = shrinking(places, theme) * theme.scale
    marks = [square_around(place, factor * mark_radius(point))
             for place, point in zip(places, landscape.points, strict=True)]
    marks.extend(square_around(place, RING * theme.scale) for place in kept_clear[:_MOST_RINGS])
    font = theme.font(_LETTERS, tabular=True)
    wishes = [Wish(_texts(point, landscape, font, theme, frame.area.width()), frame.to_widget((point.a, point.b)),
                   factor * mark_radius(point), insists=point.is_global and len(places) <= _MOST)
              for point in named_points(landscape)]
    return placed(wishes, frame.area, marks, _GAP * theme.scale)


def _texts(point: CriticalPoint, landscape: Landscape, font: QFont, theme: Theme, width: float
           ) -> tuple[tuple[str, tuple[float, float]], ...]:
    """Name and cost, and the cost alone for where there is less room."""
    cost = cost_text(point, landscape)
    texts = [(text, chip_size(text, font, theme)) for text in (f"{point_name(point, landscape)}  {cost}", cost)]
    has_name = not landscape.is_slice or texts[0][1][0] <= _SHARE_OF_NAME * width
    return tuple(texts if has_name else texts[1:])


def paint_labels(painter: QPainter, labels: Sequence[Label], theme: Theme) -> None:
    """The names on grounds of their own."""
    painter.setFont(theme.font(_LETTERS, tabular=True))
    for label in labels:
        paint_chip(painter, label.room, label.text, light_ink(), dark_ink(NAME_GROUND), theme)


def paint_points(painter: QPainter, landscape: Landscape, basins: tuple[Basins, Sequence[Basin]] | None, frame: Frame,
                 theme: Theme) -> None:
    """The marks, the lowest minima on top; with basins, a minimum has the colour of its basin."""
    places = [frame.to_widget((point.a, point.b)) for point in landscape.points]
    factor = shrinking(places, theme) * theme.scale
    tints = {} if basins is None else {
        (point.a, point.b): basin.tint for point, basin in zip(basins[0].minima, basins[1], strict=True)}
    for place, point in reversed(list(zip(places, landscape.points, strict=True))):
        tint = tints.get((point.a, point.b))
        fill = None if tint is None else pale(basin_color(tint))
        paint_mark(painter, place, point.kind, factor * mark_radius(point), theme, is_global=point.is_global,
                   fill=fill)


def point_at(landscape: Landscape, frame: Frame, position: QPointF, theme: Theme) -> CriticalPoint | None:
    """The marked point that is nearest to a position, if it is on its mark."""
    nearest, distance = None, _REACH * theme.scale
    for point in landscape.points:
        place = frame.to_widget((point.a, point.b)) - position
        if math.hypot(place.x(), place.y()) <= distance:
            nearest, distance = point, math.hypot(place.x(), place.y())
    return nearest
