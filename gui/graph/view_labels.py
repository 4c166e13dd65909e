"""Where the numbers of a graph stand: clear of nodes and edges and of each other, or nowhere.

Those of the present stop are always shown; others that lie in their way give way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from gui.graph.view_frame import GraphFrame
from gui.theme import Theme
from simulator.arrays import Array

_GAP, _LETTERS = 4.5, 12.5
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
"""Where on an edge its label may stand, the best place first."""
_SHIFTS = (0.0, -0.25, 0.25, -0.5, 0.5)
_INSIDE = 2.0
_NEAR = 11
"""Rooms that count as near: two lines above or below, and beside it."""
_CELL = 2
_LINE, _NODE, _LABEL = 1, 2, 3


Room = tuple[float, float, float, float]
"""Left, top, right and bottom on the widget."""


def meets_any(room: Room, others: Iterable[Room]) -> bool:
    """Whether a room overlaps one of others."""
    left, top, right, bottom = room
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in others)


class LabelRole(Enum):
    """What a label says, which decides its colour and its weight."""

    VALUE = "value"
    DERIVATIVE = "derivative"
    LOCAL = "local"
    NAME = "name"
    PRESENT_VALUE = "present value"
    PRESENT_DERIVATIVE = "present derivative"
    PRESENT_LOCAL = "present local"
    PRESENT_SUM = "present sum"

    @property
    def is_semibold(self) -> bool:
        """Whether it is written in the heavier weight."""
        return self in _SEMIBOLD

    @property
    def is_present(self) -> bool:
        """Whether it belongs to the present stop."""
        return self.value.startswith("present")


_SEMIBOLD = frozenset({LabelRole.DERIVATIVE, LabelRole.PRESENT_VALUE, LabelRole.PRESENT_DERIVATIVE,
                       LabelRole.PRESENT_LOCAL})


@dataclass(frozen=True)
class Label:
    """A text with its place on the widget."""

    text: str
    room: Room
    role: LabelRole

    @property
    def rect(self) -> QRectF:
        """Its place."""
        left, top, right, bottom = self.room
        return QRectF(left, top, right - left, bottom - top)


    def moved(self, right: float, down: float) -> Label:
        """The same somewhere else."""
        left, top, far, low = self.room
        return Label(self.text, (left + right, top + down, far + right, low + down), self.role)


class Lettering:
    """Fonts and measures of the labels in a theme."""

    def __init__(self, theme: Theme) -> None:
        self.fonts: dict[bool, QFont] = {bold: theme.font(_LETTERS, semibold=bold, tabular=True)
                                         for bold in (False, True)}
        metrics = {bold: QFontMetricsF(font) for bold, font in self.fonts.items()}
        self.ascent = metrics[True].ascent()
        self.height = metrics[True].height()
        self.gap = _GAP * theme.scale
        self._letter: Callable[[bool, str], float] = lru_cache(maxsize=None)(
            lambda bold, letter: metrics[bold].horizontalAdvance(letter))

    def width(self, text: str, role: LabelRole) -> float:
        """Of a text, letter by letter: Qt takes longer for measuring than for drawing."""
        return sum(self._letter(role.is_semibold, letter) for letter in text) + 2.0


@lru_cache(maxsize=4)
def lettering_of(theme: Theme) -> Lettering:
    """Fonts and measures in a theme."""
    return Lettering(theme)


class Ground:
    """What labels must not cover, in cells of a few pixels.

    Parameters
    ----------
    frame
        How the graph lies on the widget.
    """

    def __init__(self, frame: GraphFrame) -> None:
        self._width, self._height = frame.size.width() - _INSIDE, frame.size.height() - _INSIDE
        rows, columns = int(frame.size.height()) // _CELL + 1, int(frame.size.width()) // _CELL + 1
        self._cells = np.zeros((rows, columns), np.uint8)
        if not frame.shows_symbols:
            return  # among mere dots there is no place that covers none
        points = np.floor(frame.samples / _CELL).astype(np.intp)
        inside = (points >= 0).all(axis=1) & (points[:, 0] < columns) & (points[:, 1] < rows)
        self._cells[points[inside, 1], points[inside, 0]] = _LINE
        reach = np.column_stack((frame.shapes.halves, np.full(len(frame.centres), frame.radius)))
        rooms = np.hstack((frame.centres - reach, frame.centres + reach))
        for left, top, right, bottom in rooms[~np.isnan(rooms[:, 0])].tolist():
            self._mark((left, top, right, bottom), _NODE)

    def copy(self) -> Ground:
        """The same, on which more can be put."""
        found = copy(self)
        found._cells = self._cells.copy()
        return found

    def take(self, room: Room) -> None:
        """Something stands there now."""
        self._mark(room, _LABEL)

    def is_inside(self, room: Room) -> bool:
        """Whether all of it is on the widget."""
        return room[0] >= _INSIDE and room[1] >= _INSIDE and room[2] <= self._width and room[3] <= self._height

    def is_free(self, room: Room, *, of_edges: bool = True) -> bool:
        """Whether neither nodes nor other labels are there, nor edges if these count."""
        return int(self._part(room).max(initial=0)) < (_LINE if of_edges else _NODE)

    def covered(self, room: Room) -> float:
        """How much a label there would hide; another label of the present stop is far worse to hide than a node."""
        part = self._part(room)
        return float(np.count_nonzero(part == _NODE) + 9 * np.count_nonzero(part == _LABEL))

    def _part(self, room: Room) -> npt.NDArray[np.uint8]:
        left, top = max(int(room[0]) // _CELL, 0), max(int(room[1]) // _CELL, 0)
        return self._cells[top:max(int(room[3]) // _CELL + 1, 0), left:max(int(room[2]) // _CELL + 1, 0)]

    def _mark(self, room: Room, mark: int) -> None:
        part = self._part(room)
        np.maximum(part, mark, out=part)


def beside_node(frame: GraphFrame, node: int, size: tuple[float, float], gap: float, *, above: bool,
                lines: int = 0) -> Iterable[Room]:
    """Rooms above or below a node, the middle one first; `lines` so many lines away from it."""
    (x, y), (width, height) = frame.centres[node].tolist(), size
    away = frame.radius + gap + lines * height
    top = y - away - height if above else y + away
    for shift in _SHIFTS:
        left = x - width / 2.0 + shift * width
        # at the edge of the widget it moves inwards, as long as it still touches the node
        left = min(max(left, _INSIDE, x - width), max(frame.size.width() - width - _INSIDE, _INSIDE), x)
        yield left, top, left + width, top + height


def left_of_node(frame: GraphFrame, node: int, size: tuple[float, float], gap: float) -> Iterable[Room]:
    """The room to the left of a node, level with it."""
    (x, y), (width, height) = frame.centres[node].tolist(), size
    right = x - float(frame.shapes.halves[node]) - gap
    yield right - width, y - height / 2.0, right, y + height / 2.0


def beside_edge(curve: Array, size: tuple[float, float], gap: float, *, farther: bool = False) -> Iterable[Room]:
    """Rooms beside an edge, above it first; if asked for, then others farther away from it."""
    yield from _beside(curve, size, gap)
    if farther:
        yield from _beside(curve, size, gap + 0.6 * size[1])
        yield from _beside(curve, size, gap + 1.5 * size[1])


def _beside(curve: Array, size: tuple[float, float], gap: float) -> Iterable[Room]:
    width, height = size
    last = len(curve) - 1
    places = np.clip(np.rint(np.array(_SHARES) * last).astype(np.intp), 1, last - 1)
    along = curve[places + 1] - curve[places - 1]
    across = np.column_stack((along[:, 1], -along[:, 0])) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    # so far that the nearest corner of the room is a gap away from the line
    away = gap + (np.abs(across[:, 0]) * width + np.abs(across[:, 1]) * height) / 2.0
    steps = across * away[:, None]
    corners = np.stack((curve[places] + steps, curve[places] - steps), axis=1) - np.array((width, height)) / 2.0
    for left, top in corners.reshape(-1, 2).tolist():
        yield left, top, left + width, top + height


def first_free(texts: Sequence[str], role: LabelRole, lettering: Lettering, ground: Ground,
               rooms: Callable[[tuple[float, float]], Iterable[Room]], *,
               of_edges: bool = True) -> Label | None:
    """The first of some texts, the fullest first, that finds room."""
    for text in texts:
        for room in rooms((lettering.width(text, role), lettering.height)):
            if ground.is_inside(room) and ground.is_free(room, of_edges=of_edges):
                return Label(text, room, role)
    return None


def insisting(texts: Sequence[str], role: LabelRole, lettering: Lettering, ground: Ground, frame: GraphFrame,
              rooms: Callable[[tuple[float, float]], Iterable[Room]], crowded: Ground | None = None) -> Label:
    """A label that is shown in any case: free if possible, else over edges, else where it covers the least.

    Parameters
    ----------
    texts
        The fullest first; a shorter one is taken where the one before finds no room that covers nothing but edges.
    crowded
        The same ground with the labels that would give way: where there is room near by they needn't.
    """
    def near(size: tuple[float, float]) -> Iterable[Room]:
        return islice(rooms(size), _NEAR)

    for of_edges in (True, False):
        label = first_free(texts[:1], role, lettering, crowded, near, of_edges=of_edges) if crowded else None
        if label is not None:
            return label
    for text in texts:
        for of_edges in (True, False):
            label = first_free((text,), role, lettering, ground, rooms, of_edges=of_edges)
            if label is not None:
                return label
    width, height = frame.size.width(), frame.size.height()
    size = lettering.width(texts[-1], role), lettering.height
    return Label(texts[-1], min((_kept(room, width, height) for room in rooms(size)), key=ground.covered), role)


def _kept(room: Room, width: float, height: float) -> Room:
    """The room, moved onto the widget."""
    left, top, right, bottom = room
    across = min(max(left, _INSIDE), max(width - (right - left) - _INSIDE, _INSIDE)) - left
    along = min(max(top, _INSIDE), max(height - (bottom - top) - _INSIDE, _INSIDE)) - top
    return left + across, top + along, right + across, bottom + along
