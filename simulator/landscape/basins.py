"""Basins of attraction: from where gradient descent at a given learning rate comes to which minimum."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.critical_points import CriticalPoint, PointKind, lowest_on_circles
from simulator.landscape.landscape import Basins, Landscape, labelled, nearest
from simulator.surfaces.surface import Surface
from simulator.training import NEVER, Interrupted

# Neighbourhoods of minima that gradient descent never leaves again: who is inside has arrived.
#
# Two kinds, as each is large where the other is small:
#
# - *Hollows.* Let K be a connected part of {C ≤ c} in which the minimum is the only point without slope, and L the
# largest curvature in K. For η < 2 / L every step lowers the cost and stays in K (the descent lemma: Y. Nesterov,
# *Lectures on Convex Optimization*, 2nd edition, lemma 1.2.3), so it leads to the minimum. They are long where a
# valley is long. They are found on the landscape's grid.
# - *Discs* around the minimum, from all of which a step leads nearer to it. They are found on rings of points, so
# also for minima that the grid hardly shows, and for those at its edge. At a corner of C no step leads nearer for
# ever: there descent hovers, and the disc is one from which no step leads out.

_ZOOMS = 2
"""Times that the worst direction of a ring is looked at more closely."""
_SHRINKS = 2.0 ** -np.arange(20)
"""Radii of the rings, as shares of the largest: down to two millionths."""
_LEVELS = 32
"""Heights c that are tried."""
_CURVATURE_MARGIN = 1.1
"""Between the points of the grid the curvature may be larger than on them by this."""
_APART = 2
"""Cells by which another point without slope must be away from a hollow."""
_NONE = -1


@dataclass(frozen=True, eq=False)
class Neighbourhoods:
    """Where descent at one learning rate has arrived.

    Attributes
    ----------
    low, cell
        The grid's lower left corner, and the distances of its columns and rows, shapes (2,).
    hollows
        Number of the minimum in whose hollow each point of the grid lies, −1 for none, shape (rows, columns).
    levels
        The cost below which the hollow of each minimum lies, shape (minima,).
    places
        The minima, shape (minima, 2).
    radii
        Of their discs, 0 for none, shape (minima,).
    """

    low: Array
    cell: Array
    hollows: Indices
    levels: Array
    places: Array
    radii: Array

    @property
    def exist(self) -> bool:
        """Whether any minimum has one."""
        return bool(self.radii.any() or (self.hollows != _NONE).any())

    def owners(self, places: Array, costs: Array) -> Indices:
        """Number of the minimum at which descent has arrived, −1 where it has not.

        Parameters
        ----------
        places, costs
            Where it is, (a, b), shape (count, 2), and C there, shape (count,).
        """
        owners = self._by_hollows(places, costs)
        rest = np.flatnonzero(owners == _NONE)
        if len(rest) and self.radii.any():
            distances = np.linalg.norm(places[rest, np.newaxis] - self.places, axis=-1)
            inside = (distances <= self.radii) & (self.radii > 0)
            owners[rest] = np.where(inside.any(axis=-1), inside.argmax(axis=-1), _NONE)
        return owners

    def _by_hollows(self, places: Array, costs: Array) -> Indices:
        rows, columns = self.hollows.shape
        position = (places - self.low) / self.cell
        owners = np.full(len(places), _NONE, dtype=np.int64)
        inside = np.flatnonzero(((position >= 0) & (position <= (columns - 1, rows - 1))).all(axis=-1))
        column, row = np.rint(position[inside]).astype(np.int64).T
        found = self.hollows[row, column]
        owners[inside] = np.where(costs[inside] < self.levels[found], found, _NONE)
        return owners


def neighbourhoods_of(landscape: Landscape, minima: tuple[CriticalPoint, ...],
                      learning_rate: float) -> Neighbourhoods:
    """Those of each of the minima that attracts at this learning rate; there must be at least one minimum.

    A smooth minimum attracts if η < 2 / λ_max.
    """
    attracts = np.array([point.is_corner or learning_rate * point.curvatures[1] < 2 for point in minima])
    low = np.array((landscape.a[0], landscape.b[0]))
    high = np.array((landscape.a[-1], landscape.b[-1]))
    cell = (high - low) / np.array((len(landscape.a) - 1, len(landscape.b) - 1))
    hollows, levels = _hollows(landscape, minima, attracts, learning_rate)
    places = np.array([(point.a, point.b) for point in minima])
    radii = np.where(attracts, _radii(landscape, minima, places, learning_rate), 0.0)
    return Neighbourhoods(low, cell, hollows, levels, places, radii)


def _hollows(landscape: Landscape, minima: tuple[CriticalPoint, ...], attracts: Truth,
             learning_rate: float) -> tuple[Indices, Array]:
    """For each minimum the largest connected region below a level that holds nothing else and isn't too curved."""
    costs, shape = landscape.costs, landscape.costs.shape
    hollows, levels = np.full(shape, _NONE, dtype=np.int64), np.full(len(minima), -np.inf)
    too_curved = _too_curved(landscape.surface, landscape.a, landscape.b, learning_rate)
    at = np.array([_cell_of(landscape, point) for point in minima])
    around = _around(shape, np.array([_cell_of(landscape, point) for point in landscape.points]))
    heights = np.array([point.cost for point in landscape.points])
    is_open = attracts & ~np.array([point.is_corner for point in minima])
    for level in landscape.scale.levels(_LEVELS)[::-1].tolist():
        if not is_open.any():
            break
        with np.errstate(invalid="ignore"):
            labels = labelled(costs < level)
        fits = ~_barred(labels, costs, too_curved) & (_point_counts(labels, around[heights < level]) == 1)
        label = labels[at[:, 0], at[:, 1]]
        for number in np.flatnonzero(is_open & (label != _NONE) & np.append(fits, [False])[label]).tolist():
            hollows[labels == label[number]], levels[number] = number, level
            is_open[number] = False
    return hollows, levels


def _cell_of(landscape: Landscape, point: CriticalPoint) -> tuple[int, int]:
    return nearest(landscape.b, point.b), nearest(landscape.a, point.a)


def _too_curved(surface: Surface, a: Array, b: Array, learning_rate: float) -> Truth:
    """Where η is too large for the curvature, or nothing is known of it."""
    hessians = surface.hessians(a[np.newaxis], b[:, np.newaxis])
    defined = np.isfinite(hessians).all(axis=(-2, -1))
    hessians[~defined] = 0.0
    curvatures = np.abs(np.linalg.eigvalsh(hessians)).max(axis=-1)
    return np.asarray(~defined | (_CURVATURE_MARGIN * learning_rate * curvatures >= 2))


def _barred(labels: Indices, costs: Array, too_curved: Truth) -> Truth:
    """Which regions reach the window's edge, a hole, or a place that is too curved, shape (regions,)."""
    bad = too_curved | ~np.isfinite(costs)
    bad[[0, -1]] = bad[:, [0, -1]] = True
    near = bad.copy()
    near[1:] |= bad[:-1]
    near[:-1] |= bad[1:]
    near[:, 1:] |= bad[:, :-1]
    near[:, :-1] |= bad[:, 1:]
    barred = np.zeros(int(labels.max()) + 1, dtype=np.bool_)
    barred[labels[near & (labels != _NONE)]] = True
    return barred


def _around(shape: tuple[int, ...], cells: Indices) -> Indices:
    """The cells around each cell (row, column), as positions in the flattened grid, shape (cells, count)."""
    shifts = np.arange(-_APART, _APART + 1)
    rows = np.clip(cells[:, 0, np.newaxis, np.newaxis] + shifts[:, np.newaxis], 0, shape[0] - 1)
    columns = np.clip(cells[:, 1, np.newaxis, np.newaxis] + shifts, 0, shape[1] - 1)
    return np.asarray(rows * shape[1] + columns).reshape(len(cells), -1)


def _point_counts(labels: Indices, around: Indices) -> Indices:
    """How many points lie in each region or close to it, as a valley narrower than a cell tears, shape (regions,)."""
    close = np.sort(labels.ravel()[around], axis=1)
    is_new = np.diff(close, axis=1, prepend=_NONE) != 0  # each region once for each point
    return np.bincount(close[is_new], minlength=int(labels.max()) + 1)


def _radii(landscape: Landscape, minima: tuple[CriticalPoint, ...], places: Array, learning_rate: float) -> Array:
    """The radii of the discs, shape (minima,)."""
    every = np.array([(point.a, point.b) for point in landscape.points])
    distances = np.linalg.norm(places[:, np.newaxis] - every, axis=-1)
    largest = np.where(distances > 0, distances, 2 * min(landscape.surface.window.size)).min(axis=-1) / 2
    radii = largest[:, np.newaxis] * _SHRINKS
    reach = _reach(landscape.surface, places[:, np.newaxis], radii, learning_rate)
    farthest = np.maximum.accumulate(reach[:, ::-1], axis=1)[:, ::-1]  # from this ring or a smaller one
    nearer = np.logical_and.accumulate((reach < radii)[:, ::-1], axis=1)[:, ::-1]
    is_corner = np.array([point.is_corner for point in minima])[:, np.newaxis]
    holds = np.where(is_corner, farthest <= radii, nearer)
    # the next ring inwards, as the rings say nothing of what lies between them
    return np.asarray(np.where(holds, radii, 0.0).max(axis=1) * _SHRINKS[1])


def _reach(surface: Surface, places: Array, radii: Array, learning_rate: float) -> Array:
    """How far from its middle a step from a ring can lead, shape as `radii`; infinite where C is not defined.

    The worst direction is looked for closely: across a bent ravine it is a narrow one.
    """
    def nearness(offsets: Array) -> Array:
        around = places[..., np.newaxis, :] + offsets
        after = offsets - learning_rate * surface.gradients(around[..., 0], around[..., 1])
        distance = np.hypot(after[..., 0], after[..., 1])
        return np.where(np.isfinite(distance), -distance, -np.inf)

    with np.errstate(all="ignore"):
        return -lowest_on_circles(nearness, places, radii, _ZOOMS)[1]


def minima_of(landscape: Landscape) -> tuple[CriticalPoint, ...]:
    """The minima of a landscape, by their cost."""
    return tuple(point for point in landscape.points if point.kind is PointKind.MINIMUM)


STEPS = 5000
"""Who has not arrived after so many steps belongs to no minimum."""
_LOOK = 10
"""Steps between two looks at who has arrived."""
_FAR = 1e3
"""Who is so many windows away has left for good."""
_STILL = 1e-14
"""A step that is a smaller share of the window is none: descent stands, on a plateau or at what is no minimum."""


def basins_of_attraction(landscape: Landscape, learning_rate: float, columns: int, rows: int, *,
                         should_stop: Callable[[], bool] = NEVER) -> Basins:
    """Gradient descent itself, θ ← θ − η ∇C(θ), from every point of a grid over the window, until it has arrived.

    Descent may leave the window and come back. It belongs to no minimum if it diverges, comes to where C is not
    defined, stands elsewhere, goes on for ever without arriving, as it does where η > 2 / λ_max, or has not arrived
    after `STEPS` steps.

    Parameters
    ----------
    learning_rate
        η > 0.
    columns, rows
        Points of the grid along a and along b.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    surface = landscape.surface
    a, b = surface.window.axis(0, columns), surface.window.axis(1, rows)
    minima = minima_of(landscape)
    owner = np.full(rows * columns, -1, dtype=np.int64)
    if minima:
        starts = np.stack(np.meshgrid(a, b), axis=-1).reshape(-1, 2)
        arrived = neighbourhoods_of(landscape, minima, learning_rate)
        if arrived.exist:
            owner = _owners(surface, starts, learning_rate, arrived, should_stop)
    reached, numbers = np.unique(owner[owner >= 0], return_inverse=True)
    owner[owner >= 0] = numbers
    return Basins(a, b, tuple(minima[number] for number in reached.tolist()), owner.reshape(rows, columns),
                  learning_rate)


@np.errstate(all="ignore")
def _owners(surface: Surface, starts: Array, learning_rate: float, arrived: Neighbourhoods,
            should_stop: Callable[[], bool]) -> Indices:
    """Number of the minimum that descent reaches from each start, −1 for none, shape (starts,)."""
    size = np.array(surface.window.size)
    middle = np.array(surface.window.low) + size / 2
    owner = np.full(len(starts), -1, dtype=np.int64)
    on_the_way: Indices = np.arange(len(starts))
    places = starts.copy()
    moves = np.full_like(places, np.inf)
    for step in range(STEPS + 1):
        if should_stop():
            raise Interrupted
        if step % _LOOK == 0:
            found = arrived.owners(places, surface.costs(places[:, 0], places[:, 1]))
            owner[on_the_way] = found
            goes_on = (found < 0) & (np.abs(places - middle) < _FAR * size).all(axis=-1)
            goes_on &= (np.abs(moves) > _STILL * size).any(axis=-1)
            on_the_way, places = on_the_way[goes_on], places[goes_on]
            if not len(places):
                break
        moves = -learning_rate * surface.gradients(places[:, 0], places[:, 1])
        places = places + moves
    return owner
