"""The ways of what moves on a map: clipped to it, thinned out, and painted on pictures that they are added to."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.figures.colors import light_ink
from gui.figures.frame import Frame
from gui.figures.loss.scene import Mover
from gui.foundation.theme import Theme
from simulator.arrays import Array
from simulator.boundary import Truth

_GRAIN, _COARSE_GRAIN = 0.75, 3.0
"""Points nearer to one another than this, in pixels, are not told apart; the second of ways of very many points."""
_FARTHEST = 1e9
"""Pixels: beyond it the differences of coordinates are no longer exact."""
_BITS = 15
_PROBES, _CELL, _RECENT = 3, 4.0, 40
"""Of a tangle: places along a piece that are looked at, pixels of the smallest cells, last pieces that are kept."""


@dataclass(frozen=True)
class Room:
    """A rectangle of the widget, in logical pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def contains(self, places: Array) -> Truth:
        """Which of the places, shape (count, 2), lie in it."""
        x, y = places[:, 0], places[:, 1]
        return (x >= self.left) & (x <= self.right) & (y >= self.top) & (y <= self.bottom)


def finite_part(places: Array) -> Array:
    """The way up to where it is no longer a number; what is far away is drawn nearer, in the same direction."""
    finite = np.isfinite(places).all(axis=1)
    known = places[:int(np.argmin(finite))] if not finite.all() else places
    farthest = np.abs(known).max(axis=1, keepdims=True, initial=_FARTHEST)
    nearer: Array = known * (_FARTHEST / farthest)
    return nearer


def drawn_segments(places: Array, room: Room, most: int | None = None) -> Array:
    """The straight pieces of a way that are seen, each of them once, in their order.

    Parameters
    ----------
    places
        Points of the way on the widget, finite, shape (count, 2).
    most
        About so many pieces of a tangle are enough: see `thinned`.

    Returns
    -------
    Array
        Both ends of every piece, shape (pieces, 2, 2).
    """
    kept = _told_apart(places, _GRAIN)
    if most is None:
        return _each_once(clipped(np.stack((kept[:-1], kept[1:]), axis=1), room), room)
    if len(kept) > most:  # slow ways first: they stay in one piece
        kept = _told_apart(kept, _COARSE_GRAIN)
    return thinned(clipped(np.stack((kept[:-1], kept[1:]), axis=1), room), room, most)


def _told_apart(places: Array, grain: float) -> Array:
    """The way without the points that are not in another cell of this size than the ones before them."""
    rounded = np.rint(places / grain)
    differs = np.empty(len(places), dtype=np.bool_)
    differs[:1] = True
    differs[1:] = (rounded[1:] != rounded[:-1]).any(axis=1)
    differs[-1:] = True
    kept: Array = places[differs]
    return kept


def clipped(segments: Array, room: Room) -> Array:
    """The parts of segments, shape (count, 2, 2), that lie in the room (Y.-D. Liang and B. Barsky, 1984)."""
    starts, ways = segments[:, 0], segments[:, 1] - segments[:, 0]
    first, last = np.zeros(len(segments)), np.ones(len(segments))
    is_outside = np.zeros(len(segments), dtype=np.bool_)
    for axis, low, high in ((0, room.left, room.right), (1, room.top, room.bottom)):
        for slope, distance in ((-ways[:, axis], starts[:, axis] - low), (ways[:, axis], high - starts[:, axis])):
            with np.errstate(divide="ignore", invalid="ignore"):
                share = distance / slope
            first = np.where(slope < 0.0, np.maximum(first, share), first)
            last = np.where(slope > 0.0, np.minimum(last, share), last)
            is_outside |= (slope == 0.0) & (distance < 0.0)
    seen = (first <= last) & ~is_outside
    starts, ways, shares = starts[seen], ways[seen], np.stack((first[seen], last[seen]), axis=1)
    parts: Array = starts[:, np.newaxis] + shares[..., np.newaxis] * ways[:, np.newaxis]
    return parts


def _each_once(segments: Array, room: Room) -> Array:
    """Without the pieces that lie on others: a way that goes to and fro is drawn once."""
    corner = np.array((room.left, room.top))
    cells = np.clip(np.rint((segments - corner) / _GRAIN), 0, 2 ** _BITS - 1).astype(np.int64)
    ends = np.sort((cells[..., 0] << _BITS) | cells[..., 1], axis=1)
    _, first = np.unique((ends[:, 0] << (2 * _BITS)) | ends[:, 1], return_index=True)
    return segments[np.sort(first)]


def thinned(segments: Array, room: Room, most: int) -> Array:
    """About so many pieces of a tangle, in their order: the last ones, and one for each cell that they run through.

    What is left out lies where others are drawn, so that the tangle keeps its shape.
    """
    if len(segments) <= most:
        return segments
    kept = np.zeros(len(segments), dtype=np.bool_)
    shares = (np.arange(_PROBES) + 0.5) / _PROBES
    probes = segments[:, :1] + shares[:, np.newaxis] * (segments[:, 1:] - segments[:, :1])
    probes -= np.array((room.left, room.top))
    numbers = np.repeat(np.arange(len(segments)), _PROBES)[::-1]
    size = _CELL
    while True:
        cells = np.maximum(probes / size, 0.0).astype(np.int64)
        columns, rows = cells.max(axis=(0, 1)) + 1
        first = np.full(columns * rows, -1, dtype=np.int64)
        first[(cells[..., 1] * columns + cells[..., 0]).ravel()[::-1]] = numbers  # the last that is written stays
        found = np.unique(first[first >= 0])
        if len(found) <= most or size > max(room.right - room.left, room.bottom - room.top):
            break
        size *= 1.6
    kept[found] = True
    kept[-_RECENT:] = True
    return segments[kept]


def stepping_stones(places: Array, least: float) -> Truth:
    """Which points of a way stand apart: their step before or after is at least so long."""
    is_long = np.hypot(*np.diff(places, axis=0).T) >= least
    stands_apart = np.zeros(len(places), dtype=np.bool_)
    stands_apart[1:] |= is_long
    stands_apart[:-1] |= is_long
    return stands_apart


# The trails on pictures of their own, to which each step adds its piece.

_LINE, _FAINT_LINE, _RIM, _FAINT_RIM = 2.0, 1.3, 1.2, 0.7
_STONE = 5.0
"""Diameter of the dot of a step."""
_LEAST_STEP = 8.0
"""Pixels at scale 1: shorter steps have no dots."""
_REACH = 8.0
_MOST_PIECES, _MOST_STONES = 12000, 3000
"""Pieces and dots that all trails together have when they are painted in one go."""

_BACK = 100
"""At least so many steps can mostly be taken back before the trails are painted anew."""

NewLayer = Callable[[], QPixmap]


@dataclass(frozen=True)
class _Painted:
    """Two pictures, and how far they have come: the look, and the movers with the lengths of their ways."""

    look: Hashable
    movers: tuple[Mover, ...]
    lengths: tuple[int, ...]
    rims: QPixmap
    colors: QPixmap

    def begins(self, movers: Sequence[Mover], look: Hashable) -> bool:
        """Whether these movers only go on from here."""
        return look == self.look and len(movers) == len(self.movers) and all(
            map(_continues, movers, self.movers, self.lengths))

    def is_near(self, movers: Sequence[Mover]) -> bool:
        """Whether not many steps of these movers are missing."""
        return all(len(mover.path) - length <= 2 * _BACK for mover, length in zip(movers, self.lengths, strict=True))

    def copy(self) -> _Painted:
        """Another pair of pictures to paint on."""
        return replace(self, rims=self.rims.copy(), colors=self.colors.copy())


class TrailLayers:
    """Two pictures: the light rims of all trails, and above them their colours.

    As long as every trail only grows, what is new is added to them. An earlier state is kept for going back; only
    from before it, the trails are painted anew.
    """

    def __init__(self, new_layer: NewLayer) -> None:
        self._new_layer = new_layer
        self._present: _Painted | None = None
        self._earlier: _Painted | None = None

    def pictures(self, movers: Sequence[Mover], frame: Frame, look: Hashable, theme: Theme
                 ) -> tuple[QPixmap, QPixmap]:
        """Rims and colours of the trails.

        Parameters
        ----------
        look
            What the whole picture depends on: size, theme, window.
        """
        known = (painted for painted in (self._present, self._earlier) if painted is not None)
        painted = next((one for one in known if one.begins(movers, look)), None)
        if painted is None:
            painted = _Painted(look, tuple(movers), (1,) * len(movers), self._new_layer(), self._new_layer())
            self._earlier = None
        elif painted is self._earlier:
            painted = painted.copy()
        if self._earlier is None or not self._earlier.is_near(movers):
            lengths = [max(len(mover.path) - _BACK, length)
                       for mover, length in zip(movers, painted.lengths, strict=True)]
            painted = _with_new_pieces(painted, movers, lengths, frame, theme)
            self._earlier = painted.copy()
        self._present = _with_new_pieces(painted, movers, [len(mover.path) for mover in movers], frame, theme)
        return self._present.rims, self._present.colors


def _with_new_pieces(painted: _Painted, movers: Sequence[Mover], lengths: Sequence[int], frame: Frame,
                     theme: Theme) -> _Painted:
    """The same pictures with the ways up to these lengths added, the chosen one's last."""
    if tuple(lengths) == painted.lengths:
        return painted
    room, most = _room(frame, theme), _MOST_PIECES // max(len(movers), 1)
    rims, colors = QPainter(painted.rims), QPainter(painted.colors)
    for painter in (rims, colors):
        painter.setClipRect(frame.area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    order = sorted(range(len(movers)), key=lambda number: 2 * movers[number].is_chosen - movers[number].is_faint)
    for number in order:
        mover, part = movers[number], slice(painted.lengths[number] - 1, lengths[number])
        _paint_trail(rims, colors, mover, finite_part(frame.places(mover.path[part])), room, most, theme)
    rims.end()
    colors.end()
    return replace(painted, movers=tuple(movers), lengths=tuple(lengths))


def _continues(mover: Mover, before: Mover, length: int) -> bool:
    """Whether a trail has the first steps, so many points of them, of another one, and looks the same."""
    return (len(mover.path) >= length and mover.color == before.color and mover.is_faint is before.is_faint
            and mover.is_chosen is before.is_chosen
            and np.array_equal(mover.path[:length], before.path[:length], equal_nan=True))


def _room(frame: Frame, theme: Theme) -> Room:
    area, reach = frame.area, _REACH * theme.scale
    return Room(area.left() - reach, area.top() - reach, area.right() + reach, area.bottom() + reach)


def _paint_trail(rims: QPainter, colors: QPainter, mover: Mover, places: Array, room: Room, most: int, theme: Theme
                 ) -> None:
    """A piece of a way; the dots of its steps where they can be told apart."""
    if len(places) < 2:
        return
    segments = drawn_segments(places, room, most)
    lines = [QLineF(*ends) for ends in segments.reshape(-1, 4).tolist()]
    stones = [] if mover.is_faint else _stones(places, room, most * _MOST_STONES // _MOST_PIECES, theme)
    line = (_FAINT_LINE if mover.is_faint else _LINE) * theme.scale
    color = QColor(mover.color)
    color.setAlpha(255)  # lines that are not opaque take Qt ten times as long
    rim = (_FAINT_RIM if mover.is_faint else _RIM) * theme.scale
    for painter, ink, wider in ((rims, light_ink(), 2 * rim), (colors, color, 0.0)):
        painter.setPen(_pen(ink, line + wider))
        painter.drawLines(lines)
        _paint_stones(painter, stones, ink, _STONE * theme.scale + wider)


def _stones(places: Array, room: Room, most: int, theme: Theme) -> list[QPointF]:
    """The dots of the steps, the last ones where there are too many."""
    chosen = stepping_stones(places, _LEAST_STEP * theme.scale) & room.contains(places)
    return [QPointF(x, y) for x, y in places[chosen][-most:].tolist()]


def _paint_stones(painter: QPainter, stones: Sequence[QPointF], color: QColor, size: float) -> None:
    """Dots: one is painted, the others are its copies."""
    if not stones:
        return
    ratio, side = painter.device().devicePixelRatioF(), size + 2.0
    stamp = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    middle = stamp.width() / ratio / 2
    on_stamp = QPainter(stamp)
    on_stamp.setRenderHint(QPainter.RenderHint.Antialiasing)
    on_stamp.setPen(Qt.PenStyle.NoPen)
    on_stamp.setBrush(color)
    on_stamp.drawEllipse(QPointF(middle, middle), size / 2, size / 2)
    on_stamp.end()
    for place in stones:
        painter.drawPixmap(QPointF(place.x() - middle, place.y() - middle), stamp)


def _pen(color: QColor, width: float) -> QPen:
    """For lines: ends that are round take Qt up to fifty times as long."""
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap)
