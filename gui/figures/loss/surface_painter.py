"""The surface with what moves on it, painted in layers: only what has changed is painted again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from gui.figures.colors import dark_ink, light_ink
from gui.figures.frame import round_ticks, tick_text
from gui.figures.labels import Wish, chip_size, paint_symbols, symbol_font
from gui.figures.loss.camera import HEIGHT, Projection
from gui.figures.loss.scene import Arrow, Mover, Scene
from gui.figures.loss.surface_balls import CHOSEN_RADIUS, FAINT_RADIUS, RADIUS, Ball, ball_on, paint_ball
from gui.figures.loss.surface_lines import Lines, Sight, trail_end, trail_lines
from gui.figures.loss.trails import finite_part, stepping_stones
from gui.figures.marks import mark_radius, paint_mark, shrinking
from gui.foundation.number_text import number
from gui.foundation.theme import Theme, blend
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint
from simulator.landscape.landscape import CostScale, Landscape

# What is painted on the surface: marks of critical points, trails, starts, arrows and ghosts.

_HIDDEN = 0.30
"""Opacity of what lies behind a hill."""
_MOST_HIDDEN = 12
_TRAIL, _FAINT_TRAIL, _RIM = 2.4, 1.4, 1.1
_STONE, _STONE_DISTANCE, _MOST_STONES = 2.3, 9.0, 400
_START = 5.0
_ARROW, _HEAD = 2.4, 9.0
_SHORTEST = 3.0
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
    font = symbol_font(theme)
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


# The floor of the box that a surface stands in, and the numbers at its edges.

_TICK, _GAP = 4.0, 3.0
_ROOM = 44.0
"""Pixels of an edge, at scale 1, for each of its numbers."""
_MOST = 5
_FEW = 3
_STANDING_ROOM = 17.0
_DECADES = 40
_CORNERS = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))


@dataclass(frozen=True)
class Edge:
    """A near edge of the floor.

    Attributes
    ----------
    axis
        Which parameter runs along it: 0 or 1.
    fixed
        The other coordinate, −1 or 1.
    """

    axis: int
    fixed: float

    def at(self, place: float, out: float = 0.0) -> tuple[float, float]:
        """(x, y) of a place along it, from −1 to 1, and so far outside of it."""
        beside = self.fixed * (1.0 + out)
        return (place, beside) if self.axis == 0 else (beside, place)


def near_edges(view: Projection) -> tuple[Edge, Edge]:
    """The edges that meet at the corner nearest to the eye: that along the first parameter, that along the second."""
    x, y = (-math.copysign(1.0, away) for away in view.away)
    return Edge(0, y), Edge(1, x)


def left_corner(view: Projection) -> tuple[float, float]:
    """The corner of the floor farthest to the left: the costs are written there."""
    return min(_CORNERS, key=lambda corner: corner[0] * view.right[0] + corner[1] * view.right[1])


def cost_ticks(scale: CostScale) -> list[tuple[float, str]]:
    """Shares of the height, and the cost there.

    They are round; on a logarithmic scale the lowest cost and powers of ten, and where these are few their doubles
    and halves.
    """
    if scale.softness is None:
        costs = round_ticks(scale.low, scale.high, _MOST)
        return list(zip(scale.shares(np.array(costs)).tolist(), map(tick_text, costs), strict=True))
    highest = math.floor(math.log10(max(abs(scale.high), abs(scale.low)) or 1.0))
    powers = [10.0 ** power for power in range(highest, highest - _DECADES, -1)]
    between = [factor * power for factor in (2.0, 5.0) for power in powers[:2]]
    ticks: list[tuple[float, str]] = []
    for cost in (scale.low, *powers, *between):
        if cost in between and len(ticks) >= _FEW:
            break
        share = float(scale.shares(np.array(cost)))
        if scale.low <= cost <= scale.high and all(abs(share - other) >= 1.0 / _MOST - 0.05 for other, _ in ticks):
            ticks.append((share, _cost_text(cost, scale)))
    return ticks


def _cost_text(cost: float, scale: CostScale) -> str:
    if abs(cost) < 1e-9 * (scale.high - scale.low):
        return "0"
    power = round(math.log10(abs(cost)))
    if math.isclose(cost, 10.0 ** power):
        return tick_text(cost).removeprefix("1·")
    return number(cost, 2)


def paint_floor(painter: QPainter, view: Projection, theme: Theme) -> None:
    """The floor, before the surface that stands on it is painted."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(blend(theme.card, theme.sunken, 0.55))
    painter.drawPolygon(QPolygonF([_at(view, x, y) for x, y in _CORNERS]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.line, theme.px(1)))
    painter.drawPolygon(QPolygonF([_at(view, x, y) for x, y in _CORNERS]))


def paint_axes(painter: QPainter, view: Projection, landscape: Landscape, theme: Theme) -> None:
    """The near edges with the parameters, and the costs at the left; painted over the surface."""
    painter.setFont(theme.font(12, tabular=True))
    for edge in near_edges(view):
        line = landscape.b if edge.axis else landscape.a
        window = (float(line[0]), float(line[-1]))
        _paint_edge(painter, view, edge, window, landscape.surface.symbols[edge.axis], theme)
    _paint_costs(painter, view, landscape.scale, theme)


def _at(view: Projection, x: float, y: float, z: float = 0.0) -> QPointF:
    across, down, _ = view.places(np.array((x, y, z))).tolist()
    return QPointF(across, down)


def _paint_edge(painter: QPainter, view: Projection, edge: Edge, window: tuple[float, float], name: str, theme: Theme
                ) -> None:
    metrics = QFontMetricsF(painter.font())
    begin, end = _at(view, *edge.at(-1.0)), _at(view, *edge.at(1.0))
    outward = _at(view, *edge.at(0.0, 1.0)) - _at(view, *edge.at(0.0))
    length = math.hypot(outward.x(), outward.y()) or 1.0
    out = QPointF(outward.x() / length, outward.y() / length)
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(begin, end)
    along = math.hypot(end.x() - begin.x(), end.y() - begin.y())
    most = min(int(along / (_ROOM * theme.scale)), _MOST)
    widest = 0.0
    numbers: list[QRectF] = []
    ticks = round_ticks(*window, most) if most else []
    for tick, text in zip(ticks, map(tick_text, ticks), strict=True):
        place = begin + (end - begin) * ((tick - window[0]) / (window[1] - window[0]))
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.drawLine(place, place + out * (_TICK * theme.scale))
        painter.setPen(theme.text_dim)
        reach = _reach(out, text, metrics)
        centre = place + out * ((_TICK + _GAP) * theme.scale + reach / 2)
        widest = max(widest, reach)
        numbers.append(_letters(centre, text, metrics))
        _write(painter, place, centre, text, metrics)
    painter.setPen(theme.text)
    painter.setFont(theme.font(14, semibold=True))
    metrics, middle = QFontMetricsF(painter.font()), (begin + end) / 2
    centre = middle + out * ((_TICK + 2 * _GAP) * theme.scale + widest + _reach(out, name, metrics) / 2)
    # where the edge runs aslant, a number beside the middle may reach further out than the one at it
    while any(_letters(centre, name, metrics).intersects(number) for number in numbers):
        centre += out * theme.px(1)
    _write(painter, middle, centre, name, metrics)
    painter.setFont(theme.font(12, tabular=True))


def _reach(out: QPointF, text: str, metrics: QFontMetricsF) -> float:
    """How much room a text takes in a direction."""
    return abs(out.x()) * metrics.horizontalAdvance(text) + abs(out.y()) * metrics.ascent()


def _letters(centre: QPointF, text: str, metrics: QFontMetricsF) -> QRectF:
    """What the letters of a text cover around its centre."""
    width, height = metrics.horizontalAdvance(text), metrics.ascent()
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _write(painter: QPainter, place: QPointF, centre: QPointF, text: str, metrics: QFontMetricsF) -> None:
    """Write around a centre what belongs to a place, if this is in view."""
    width = metrics.horizontalAdvance(text)
    room = QRectF(centre.x() - width / 2, centre.y() - metrics.height() / 2, width + 1, metrics.height())
    seen = _seen(painter)
    if seen.contains(place):  # otherwise the place is out of view, and its number too
        painter.drawText(_within(room, seen), Qt.AlignmentFlag.AlignCenter, text)


def _seen(painter: QPainter) -> QRectF:
    """What is in view of a picture."""
    device = painter.device()
    return QRectF(0.0, 0.0, device.width() / device.devicePixelRatioF(), device.height() / device.devicePixelRatioF())


def _within(room: QRectF, seen: QRectF) -> QRectF:
    """The room moved into view: a number that lost its beginning would be another one."""
    left = min(max(room.left(), seen.left() + 1.0), seen.right() - room.width() - 1.0)
    return QRectF(QPointF(left, min(max(room.top(), seen.top()), seen.bottom() - room.height())), room.size())


def _paint_costs(painter: QPainter, view: Projection, scale: CostScale, theme: Theme) -> None:
    metrics = QFontMetricsF(painter.font())
    foot = _at(view, *left_corner(view))
    x = foot.x() - theme.px(1)
    rise = view.height_step * HEIGHT
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(QPointF(x, foot.y()), QPointF(x, foot.y() - rise))
    tick, line, seen = _TICK * theme.scale, metrics.height(), _seen(painter)
    free = math.inf
    for share, text in sorted(cost_ticks(scale)):
        y = foot.y() - share * rise
        if y > free - _STANDING_ROOM * theme.scale:
            continue
        free = y
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.drawLine(QPointF(x - tick, y), QPointF(x, y))
        painter.setPen(theme.text_dim)
        if not seen.contains(QPointF(x, y)):
            continue  # the place is out of view
        width = metrics.horizontalAdvance(text) + 2.0
        top = min(y - line / 2, foot.y() - 0.85 * line)  # the corner's other number stands below
        room = _within(QRectF(x - tick - theme.px(_GAP) - width, top, width, line), seen)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(theme.text)
    painter.setFont(theme.font(14, semibold=True))
    room = QRectF(x - theme.px(10), foot.y() - rise - theme.px(24), theme.px(20), theme.px(20))
    if seen.contains(QPointF(x, foot.y() - rise)):
        painter.drawText(_within(room, seen), Qt.AlignmentFlag.AlignCenter, "C")


@dataclass(frozen=True, eq=False)
class Ground:
    """The layer that stands still while balls move.

    Attributes
    ----------
    sight
        The surface as it is seen.
    marks
        Its critical points.
    image
        Card, floor, surface, axes and marks.
    is_sharp
        False while the surface moves.
    """

    sight: Sight
    marks: list[PlacedMark]
    image: QImage
    is_sharp: bool


def painted_ground(sight: Sight, scene: Scene, marks: list[PlacedMark], size: tuple[int, int], ratio: float,
               theme: Theme) -> QImage:
    """Card, floor, surface, axes and marks, as large as a widget."""
    image = QImage(math.ceil(size[0] * ratio), math.ceil(size[1] * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.card)
    pixels = sight.raster.pixels
    height, width = pixels.shape
    surface = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    paint_floor(painter, sight.view, theme)
    painter.drawImage(QRectF(0.0, 0.0, width / sight.raster.factor, height / sight.raster.factor), surface)
    paint_axes(painter, sight.view, scene.landscape, theme)
    paint_marks(painter, marks, theme)
    painter.end()
    return image


def paint_movers(painter: QPainter, sight: Sight, scene: Scene, area: QRectF, theme: Theme) -> None:
    """Trails, then starts and arrows, then the balls from the farthest to the nearest."""
    ordered = sorted(scene.movers, key=lambda mover: (mover.is_chosen, not mover.is_faint))
    for mover in ordered:
        paint_trail(painter, sight, mover, theme)
    paint_starts(painter, sight, scene.starts, theme)
    arrows = [arrow for mover in ordered for arrow in mover.arrows]
    symbols, covered = paint_arrows(painter, sight, arrows, theme)
    balls = [(mover, ball) for mover in ordered if (ball := ball_of(mover, sight, theme)) is not None]
    for mover, ball in sorted(balls, key=lambda pair: -pair[1].depth):
        paint_ball(painter, sight, ball, mover.color, theme, is_chosen=mover.is_chosen)
    covered += [ball.room for _, ball in balls]
    paint_symbols(painter, symbols, area, covered, theme)


def ball_of(mover: Mover, sight: Sight, theme: Theme) -> Ball | None:
    """The ball of one that moves, where it is on the surface."""
    radius = FAINT_RADIUS if mover.is_faint else CHOSEN_RADIUS if mover.is_chosen else RADIUS
    return ball_on(sight, mover.path[-1], radius * theme.scale, mover.shape)
