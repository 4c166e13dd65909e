"""The trails on pictures of their own, to which each step adds its piece."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.descent.map_inks import light_ink
from gui.descent.map_trail import Room, drawn_segments, finite_part, stepping_stones
from gui.descent.scene import Mover
from gui.plane.frame import Frame
from gui.theme import Theme
from simulator.arrays import Array

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
            painted = _extended(painted, movers, lengths, frame, theme)
            self._earlier = painted.copy()
        self._present = _extended(painted, movers, [len(mover.path) for mover in movers], frame, theme)
        return self._present.rims, self._present.colors


def _extended(painted: _Painted, movers: Sequence[Mover], lengths: Sequence[int], frame: Frame, theme: Theme
              ) -> _Painted:
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
