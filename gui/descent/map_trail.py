"""What has to be drawn of a way of many points: clipped to the map, without what falls onto the same pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
