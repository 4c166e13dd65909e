"""What is marked on the map: critical points with their names, and what moves."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTransform

from gui.figures.colors import basin_color, dark_ink, light_ink, pale
from gui.figures.frame import Frame
from gui.figures.labels import Label, Wish, chip_size, paint_chip, paint_symbols, placed, square_around, symbol_font
from gui.figures.loss.map_ground import Basin
from gui.figures.loss.scene import Arrow, Mover, Scene
from gui.figures.loss.trails import Room, clipped, finite_part
from gui.figures.loss.words import cost_text, point_name, words_at, words_of_mover, words_of_point
from gui.figures.marks import class_shape, mark_radius, paint_mark, shrinking
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Basins, Landscape

# What moves: balls, arrows, and the starts; what is outside is marked at the edge.

BALL, CHOSEN_BALL, FAINT_BALL = 5.0, 6.5, 4.0
RING = 8.0
"""Radius of a start."""
_EDGE = 11.0
"""From the edge of the map to the mark of one that is outside."""
_SHAFT, _HEAD = 2.2, 8.0
_SHORTEST = 3.0
"""An arrow of fewer pixels is not drawn."""
_LETTERS = 12.0


def last_place(mover: Mover, frame: Frame) -> QPointF | None:
    """Where it is on the widget: where it was last, if it has no place any more; None if it never had one."""
    places = finite_part(frame.places(mover.path[-1:]))
    if not len(places):
        places = finite_part(frame.places(mover.path))
    return QPointF(*places[-1].tolist()) if len(places) else None


def paint_balls(painter: QPainter, movers: Sequence[Mover], frame: Frame, theme: Theme) -> None:
    """All of them, the chosen one last."""
    for mover in sorted(movers, key=_rank):
        place = last_place(mover, frame)
        if place is None:
            continue
        if frame.area.contains(place):
            radius = CHOSEN_BALL if mover.is_chosen else FAINT_BALL if mover.is_faint else BALL
            _paint_ball(painter, place, radius * theme.scale, mover, theme)
        else:
            _paint_outside(painter, place, mover.color, frame.area, theme)


def _rank(mover: Mover) -> int:
    return 2 * mover.is_chosen - mover.is_faint


def _paint_ball(painter: QPainter, place: QPointF, radius: float, mover: Mover, theme: Theme) -> None:
    rim = 1.8 * theme.scale
    painter.setPen(Qt.PenStyle.NoPen)
    for ink, size in ((dark_ink(0.9), radius + rim + theme.scale), (light_ink(), radius + rim),
                      (mover.color, radius)):
        painter.setBrush(ink)
        painter.drawPath(QTransform(size, 0.0, 0.0, size, place.x(), place.y()).map(class_shape(mover.shape)))


def _paint_outside(painter: QPainter, place: QPointF, color: QColor, area: QRectF, theme: Theme) -> None:
    """A triangle at the edge that points to where it is."""
    inset = _EDGE * theme.scale
    inside = area.adjusted(inset, inset, -inset, -inset)
    centre = QPointF(min(max(place.x(), inside.left()), inside.right()),
                     min(max(place.y(), inside.top()), inside.bottom()))
    way = place - centre
    painter.save()
    painter.translate(centre)
    painter.rotate(math.degrees(math.atan2(way.y(), way.x())))
    size = 8.0 * theme.scale
    back, half = -0.65 * size, 0.85 * size
    triangle = QPolygonF([QPointF(size, 0.0), QPointF(back, -half), QPointF(back, half)])
    joined = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    for ink, width in ((dark_ink(0.9), 5.0), (light_ink(), 3.0)):
        painter.setPen(QPen(ink, width * theme.scale, *joined))
        painter.setBrush(color)
        painter.drawPolygon(triangle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(triangle)
    painter.restore()


def paint_starts(painter: QPainter, places: Sequence[QPointF], held: int, theme: Theme) -> None:
    """Rings that can be dragged.

    Parameters
    ----------
    held
        Number of the one that is under the pointer or in the hand, −1 for none.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = RING * theme.scale
    for number, place in enumerate(places):
        for ink, width in ((dark_ink(0.9), 4.4), (theme.focus if number == held else light_ink(), 2.4)):
            painter.setPen(QPen(ink, width * theme.scale))
            painter.drawEllipse(place, radius, radius)


# arrows

def paint_arrows(painter: QPainter, arrows: Sequence[Arrow], kept_clear: Sequence[QPointF], names: Sequence[Label],
                 frame: Frame, theme: Theme) -> list[Label]:
    """The parts of a step with their symbols, where these find room.

    Parameters
    ----------
    kept_clear
        Balls and starts, which the symbols shall not cover.
    names
        Those of the points, which a symbol covers only if it has no other place.

    Returns
    -------
    The symbols as they were written.
    """
    wishes = []
    covered = [*(square_around(place, RING * theme.scale) for place in kept_clear), *(name.room for name in names)]
    for arrow in arrows:
        ends = arrow_on(arrow, frame)
        if ends is None:
            continue
        _paint_arrow(painter, ends, arrow, frame, theme)
        seen = _seen_part(ends, frame)
        if seen is not None:
            covered.extend(_along(seen, theme))
            if arrow.label:
                size = chip_size(arrow.label, symbol_font(theme), theme)
                tip = QPointF(*seen[1].tolist())
                wishes.append((Wish(((arrow.label, size),), tip, 5.0 * theme.scale, insists=True), arrow.color))
    return paint_symbols(painter, wishes, frame.area, covered, theme)


def _along(ends: Array, theme: Theme) -> list[QRectF]:
    """Squares along an arrow, so close together that nothing finds room between them."""
    size = 4.0 * theme.scale
    count = int(np.hypot(*(ends[1] - ends[0])) / (2 * size)) + 2
    return [square_around(QPointF(x, y), size) for x, y in np.linspace(ends[0], ends[1], count).tolist()]


def arrow_on(arrow: Arrow, frame: Frame) -> Array | None:
    """Its tail and its tip on the widget, shape (2, 2); None if it is too short or has no end."""
    tail = np.array(arrow.start)
    with np.errstate(over="ignore", invalid="ignore"):
        ends = frame.places(np.stack((tail, tail + np.array(arrow.vector))))
        if len(finite_part(ends)) < 2 or np.hypot(*(ends[1] - ends[0])) < _SHORTEST:
            return None
    return ends


def _seen_part(ends: Array, frame: Frame) -> Array | None:
    area = frame.area
    parts = clipped(ends[np.newaxis], Room(area.left(), area.top(), area.right(), area.bottom()))
    return parts[0] if len(parts) else None


def _paint_arrow(painter: QPainter, ends: Array, arrow: Arrow, frame: Frame, theme: Theme) -> None:
    area, scale = frame.area.adjusted(-40.0, -40.0, 40.0, 40.0), theme.scale
    parts = clipped(ends[np.newaxis], Room(area.left(), area.top(), area.right(), area.bottom()))
    if not len(parts):
        return
    tail, tip = (QPointF(*end) for end in parts[0].tolist())
    way = ends[1] - ends[0]
    length = float(np.hypot(*way))
    along = QPointF(*(way / length).tolist())
    across = QPointF(-along.y(), along.x())
    head = min(_HEAD * scale, 0.6 * length)
    neck = tip - along * head
    point = QPolygonF([tip, neck + across * (0.5 * head), neck - across * (0.5 * head)])
    joined = (Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(light_ink())
    painter.setPen(QPen(light_ink(0.9), (_SHAFT + 2.2) * scale, Qt.PenStyle.SolidLine, *joined))
    painter.drawLine(tail, neck)
    painter.setPen(QPen(light_ink(0.9), 2.2 * scale, Qt.PenStyle.SolidLine, *joined))
    painter.drawPolygon(point)
    shaft = QPen(arrow.color, _SHAFT * scale, Qt.PenStyle.SolidLine, *joined)
    if arrow.dashed:
        shaft.setDashPattern([2.2, 1.4])
    painter.setPen(shaft)
    painter.drawLine(tail, neck)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(arrow.color)
    painter.drawPolygon(point)


# Minima, saddle points and maxima: their marks, and their names where there is room.

NAME_GROUND = 0.62
"""Opacity of the dark behind the names: they are read on the brightest of the map's colours too."""
_GAP = 4.0
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


# What is said of the place under the pointer.

def readout_texts(scene: Scene, frame: Frame, position: QPointF, theme: Theme) -> list[str]:
    """What is at a position of the widget: a marked point, a ball, or just a place; without any, nothing."""
    if not frame.area.contains(position):
        return []
    landscape = scene.landscape
    point, mover = point_at(landscape, frame, position, theme), _mover_at(scene, frame, position, theme)
    if mover is not None:
        return words_of_mover(landscape, mover)
    return words_of_point(landscape, point) if point is not None else words_at(landscape, frame.to_point(position))


def _mover_at(scene: Scene, frame: Frame, position: QPointF, theme: Theme) -> Mover | None:
    """The ball with a name under a position."""
    for mover in reversed(scene.movers):
        place = last_place(mover, frame)
        if mover.name and place is not None and frame.area.contains(place):
            way = place - position
            if math.hypot(way.x(), way.y()) <= (BALL + 3.0) * theme.scale:
                return mover
    return None
