"""What is painted on the surface: marks of critical points, trails, starts, arrows and ghosts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.descent.map_inks import chip_size, dark_ink, light_ink, paint_chip
from gui.descent.map_labels import Wish, placed
from gui.descent.map_marks import mark_radius, paint_mark, shrinking
from gui.descent.map_trail import finite_part, stepping_stones
from gui.descent.scene import Arrow, Mover
from gui.descent.surface_lines import Lines, Sight, trail_end, trail_lines
from gui.theme import Theme
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint

_HIDDEN = 0.30
"""Opacity of what lies behind a hill."""
_MOST_HIDDEN = 12
_TRAIL, _FAINT_TRAIL, _RIM = 2.4, 1.4, 1.1
_STONE, _STONE_DISTANCE, _MOST_STONES = 2.3, 9.0, 400
_START = 5.0
_ARROW, _HEAD = 2.4, 9.0
_SHORTEST = 3.0
_LETTERS = 12.0
_SQUARES = 13
_GHOST = 1.0
_SOLID, _ROUND_CAP, _ROUND_JOIN = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin


@dataclass(frozen=True)
class PlacedMark:
    """A critical point on the widget.

    Attributes
    ----------
    point
        What it is.
    place
        Where it is drawn.
    is_seen
        False behind a hill.
    """

    point: CriticalPoint
    place: QPointF
    is_seen: bool


def placed_marks(sight: Sight, points: tuple[CriticalPoint, ...]) -> list[PlacedMark]:
    """Where the marks of critical points are drawn, the most important ones last."""
    if not points:
        return []
    places = sight.places(np.array([(point.a, point.b) for point in points]))
    shown = sight.raster.shows(places).tolist()
    marks = [PlacedMark(point, QPointF(place[0], place[1]), is_seen)
             for point, place, is_seen in zip(points, places.tolist(), shown, strict=True)
             if all(map(math.isfinite, place))]
    return marks[::-1]


def paint_marks(painter: QPainter, marks: list[PlacedMark], theme: Theme) -> None:
    """Stars, crosses and triangles; what lies behind a hill is faint, and with many of them left out."""
    smaller = shrinking([mark.place for mark in marks], theme) * theme.scale
    for is_seen in (False, True):
        painter.setOpacity(1.0 if is_seen else _HIDDEN)
        for mark in marks:
            is_wanted = is_seen or mark.point.is_global or len(marks) <= _MOST_HIDDEN
            if mark.is_seen is is_seen and is_wanted:
                paint_mark(painter, mark.place, mark.point.kind, mark_radius(mark.point) * smaller, theme,
                           is_global=mark.point.is_global)
    painter.setOpacity(1.0)


def paint_ghost(painter: QPainter, wires: Lines, theme: Theme) -> None:
    """The wires of a mini-batch's surface."""
    color = QColor(theme.text)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for path, opacity in ((wires.hidden, 0.16), (wires.seen, 0.62)):
        color.setAlphaF(opacity)
        painter.setPen(QPen(color, _GHOST * theme.scale))
        painter.drawPath(path)


def paint_trail(painter: QPainter, sight: Sight, mover: Mover, theme: Theme) -> None:
    """A way over the surface, with dots at steps that stand apart."""
    if len(mover.path) < 2:
        return
    lines, scale = trail_lines(sight, mover.path), theme.scale
    width = (_FAINT_TRAIL if mover.is_faint else _TRAIL) * scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _stroke(painter, lines.hidden, mover.color, 0.6 * width, _HIDDEN)
    if not mover.is_faint:
        _stroke(painter, lines.seen, light_ink(), width + 2.0 * _RIM * scale, 0.85)
    _stroke(painter, lines.seen, mover.color, width, 0.75 if mover.is_faint else 1.0)
    if not mover.is_faint:
        _paint_stones(painter, sight, mover, theme)


def _paint_stones(painter: QPainter, sight: Sight, mover: Mover, theme: Theme) -> None:
    known = finite_part(mover.path)[1:][-_MOST_STONES:]
    places = sight.places(known)
    shown = sight.raster.shows(places)
    if len(known) < 2 or not shown.any():
        return
    apart = stepping_stones(np.nan_to_num(places[:, :2]), _STONE_DISTANCE * theme.scale)
    beads = [QPointF(x, y) for x, y in places[shown & apart, :2].tolist()]
    for color, radius in ((light_ink(), _STONE + _RIM), (mover.color, _STONE)):
        painter.setPen(QPen(color, 2.0 * radius * theme.scale, _SOLID, _ROUND_CAP))
        painter.drawPoints(beads)


def _stroke(painter: QPainter, path: QPainterPath, color: QColor, width: float, opacity: float) -> None:
    if path.isEmpty():
        return
    shade = QColor(color)
    shade.setAlphaF(opacity)
    painter.setPen(QPen(shade, width, _SOLID, _ROUND_CAP, _ROUND_JOIN))
    painter.drawPath(path)


def paint_starts(painter: QPainter, sight: Sight, starts: tuple[tuple[float, float], ...], theme: Theme) -> None:
    """Small rings where the ways begin."""
    if not starts:
        return
    places = sight.places(np.array(starts, dtype=np.float64))
    shown = sight.raster.shows(places)
    radius, flat = _START * theme.scale, 0.5 + 0.5 * math.sin(sight.view.camera.elevation)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x, y, _ in places[shown].tolist():
        for color, width in ((dark_ink(), 3.6), (light_ink(), 1.8)):
            painter.setPen(QPen(color, width * theme.scale))
            painter.drawEllipse(QPointF(x, y), radius, radius * flat)


def paint_arrows(painter: QPainter, sight: Sight, arrows: Sequence[Arrow], theme: Theme
                 ) -> tuple[list[tuple[Wish, QColor]], list[QRectF]]:
    """Vectors laid onto the surface.

    Returns
    -------
    Their symbols, to be written where there is room, with the colour of each; and what the arrows cover.
    """
    wishes, covered = [], []
    font = theme.font(_LETTERS, semibold=True)
    for arrow in arrows:
        tip = _paint_arrow(painter, sight, arrow, theme)
        if arrow.label and tip is not None:
            size = chip_size(arrow.label, font, theme)
            wishes.append((Wish(((arrow.label, size),), tip, 6.0 * theme.scale, insists=True), arrow.color))
            covered += _covered(sight, arrow, theme.scale)
    return wishes, covered


def _covered(sight: Sight, arrow: Arrow, scale: float) -> list[QRectF]:
    """Small squares along an arrow."""
    way = np.linspace(0.0, 1.0, _SQUARES)[:, np.newaxis] * np.array(arrow.vector)
    side = _ARROW * scale
    return [QRectF(x - side / 2, y - side / 2, side, side) for x, y, _ in sight.places(arrow.start + way).tolist()
            if math.isfinite(x + y)]


def paint_symbols(painter: QPainter, wishes: Sequence[tuple[Wish, QColor]], area: QRectF, taken: Sequence[QRectF],
                  theme: Theme) -> None:
    """The symbols of arrows on small grounds, clear of what is taken and of each other."""
    painter.setFont(theme.font(_LETTERS, semibold=True))
    ground = QColor(theme.card)
    ground.setAlphaF(0.9)
    inks = {wish.texts[0][0]: color for wish, color in wishes}
    # the last arrow, the move itself, finds room first
    for label in placed([wish for wish, _ in reversed(wishes)], area, taken, 3.0 * theme.scale):
        paint_chip(painter, label.room, label.text, theme.readable(inks[label.text]), ground, theme)


def _paint_arrow(painter: QPainter, sight: Sight, arrow: Arrow, theme: Theme) -> QPointF | None:
    """An arrow on the surface, its head at the end; where it leaves the window it has none. Its tip."""
    start, scale = np.array(arrow.start), theme.scale
    path = np.stack((start, start + np.array(arrow.vector)))
    ends = trail_end(sight, path)
    if ends is None:
        return None
    lines, tip = trail_lines(sight, path), ends[1]
    whole = lines.seen.boundingRect().united(lines.hidden.boundingRect())
    if math.hypot(whole.width(), whole.height()) < _SHORTEST * scale:
        return None
    is_whole = bool((np.abs(sight.relief.squared(path[1:])) <= 1.0).all())
    head = _head(ends[0], tip, _HEAD * scale) if is_whole else None
    hidden = not bool(sight.shows(path[1:])[0])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw(painter, lines.hidden, arrow, scale, _HIDDEN)
    for color, wider in ((light_ink(), 2.0 * _RIM * scale), (arrow.color, 0.0)):
        _draw(painter, lines.seen, arrow, scale, 1.0, color, wider)
        if head is not None:
            painter.setOpacity(_HIDDEN if hidden else 1.0)
            painter.setPen(QPen(color, wider, _SOLID, _ROUND_CAP, _ROUND_JOIN) if wider else Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(color))
            painter.drawPolygon(head)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(1.0)
    return QPointF(*tip)


def _draw(painter: QPainter, path: QPainterPath, arrow: Arrow, scale: float, opacity: float,
          color: QColor | None = None, wider: float = 0.0) -> None:
    shade = QColor(color or arrow.color)
    shade.setAlphaF(opacity)
    width = _ARROW * scale + wider
    pen = QPen(shade, width, _SOLID, Qt.PenCapStyle.FlatCap, _ROUND_JOIN)
    if arrow.dashed:
        pen.setDashPattern([7.0 * scale / width, 4.5 * scale / width])
    painter.setPen(pen)
    painter.drawPath(path)


def _head(before: Array, tip: Array, length: float) -> QPolygonF:
    way = tip - before
    way = way / (np.hypot(*way) or 1.0) * length
    side = np.array((-way[1], way[0])) * 0.42
    return QPolygonF([QPointF(*corner) for corner in (tip + 0.25 * way, tip - way * 0.75 + side,
                                                     tip - way * 0.75 - side)])
