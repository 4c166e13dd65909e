"""Everything that is drawn of a surface, worked out on a grid and frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.cost_scale import CostScale, scale_for
from simulator.landscape.critical_points import CriticalPoint, find_critical_points
from simulator.landscape.plateaus import plateau_of, threshold_for
from simulator.landscape.regions import nearest
from simulator.landscape.samples import sampled
from simulator.surfaces.surface import Surface
from simulator.training import NEVER

FINE_ENOUGH = 61
"""Points of a grid, each way, from which critical points can be searched; for a coarser one they get their own."""


@dataclass(frozen=True, eq=False)
class Landscape:
    """A surface over its window.

    Attributes
    ----------
    surface
        What was looked at.
    a, b
        The columns and the rows of the grid, ascending, ends of the window included, shapes (columns,) and (rows,).
    costs
        C, shape (rows, columns); row 0 is the lowest b. NaN where C is not defined.
    slopes
        ‖∇C‖, shape (rows, columns), NaN where it is not defined.
    scale
        How costs become heights and colours.
    points
        Minima, saddle points and maxima in the window, minima by their cost first.
    plateau
        Where ‖∇C‖ is below `threshold` though C is not minimal, shape (rows, columns).
    threshold
        That bound.
    is_final
        False for a coarse grid that a finer one will take the place of.
    is_slice
        Whether the surface is only a slice through more parameters: its minima are then none of the whole cost.
    """

    surface: Surface
    a: Array
    b: Array
    costs: Array
    slopes: Array
    scale: CostScale
    points: tuple[CriticalPoint, ...]
    plateau: Truth
    threshold: float
    is_final: bool = True
    is_slice: bool = False


@dataclass(frozen=True, eq=False)
class Basins:
    """Where gradient descent ends from every point of a grid.

    Attributes
    ----------
    a, b
        The grid, as in `Landscape`.
    minima
        The minima that were reached.
    owner
        Number in `minima` for every point, −1 where descent reached none of them, shape (rows, columns).
    learning_rate
        η of the descent.
    """

    a: Array
    b: Array
    minima: tuple[CriticalPoint, ...]
    owner: Indices
    learning_rate: float


def landscape_of(surface: Surface, columns: int, rows: int, *, logarithmic: bool, threshold: float | None = None,
                 points: tuple[CriticalPoint, ...] | None = None, should_stop: Callable[[], bool] = NEVER,
                 is_final: bool = True) -> Landscape:
    """A surface over its window, worked out.

    Parameters
    ----------
    columns, rows
        Points of the grid along a and along b.
    logarithmic
        Whether heights and colours are logarithmic above the lowest cost.
    threshold
        Slope below which the surface counts as flat; None takes one that fits it.
    points
        Its critical points if they are known; None has them searched.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    samples = sampled(surface, columns, rows, should_stop)
    if points is None:
        fine = samples if min(columns, rows) >= FINE_ENOUGH else None
        points = find_critical_points(surface, should_stop=should_stop, samples=fine)
    scale = scale_for(samples.costs, min((point.cost for point in points), default=np.nan), logarithmic)
    if threshold is None:
        threshold = threshold_for(samples, surface.window.size)
    plateau = plateau_of(surface, samples, scale, points, threshold)
    return Landscape(surface, samples.a, samples.b, samples.costs, samples.slopes, scale, points, plateau, threshold,
                     is_final)


def plateau_at(landscape: Landscape, a: float, b: float) -> bool:
    """Whether a place lies on a plateau, by the nearest point of the grid; outside of the window there is none."""
    if not landscape.surface.window.contains(a, b):
        return False
    return bool(landscape.plateau[nearest(landscape.b, b), nearest(landscape.a, a)])
