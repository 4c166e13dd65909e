"""Basins of attraction: from where gradient descent at a given learning rate comes to which minimum."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.landscape.landscape import Basins, Landscape
from simulator.landscape.neighbourhoods import Neighbourhoods, minima_of, neighbourhoods_of
from simulator.surfaces.surface import Surface
from simulator.training import NEVER, Interrupted

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
