"""Costs and gradients of a surface on a grid over its window, in bands of rows that can be interrupted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.surfaces.surface import Surface
from simulator.training import NEVER, Interrupted

_POINTS_AT_ONCE = 4000
"""Few enough to be asked between them whether to go on, and enough that what a call costs is not seen."""
LARGEST_COST = 1e300
"""What is larger is as good as an overflow: differences of such costs would be."""


@dataclass(frozen=True, eq=False)
class Samples:
    """A surface on a grid.

    Attributes
    ----------
    a, b
        Columns and rows, ascending, shapes (columns,) and (rows,).
    costs
        C, shape (rows, columns); what is not finite, or beyond `LARGEST_COST`, is NaN.
    gradients
        ∇C, shape (rows, columns, 2), in units of the surface.
    """

    a: Array
    b: Array
    costs: Array
    gradients: Array

    @property
    def slopes(self) -> Array:
        """‖∇C‖, shape (rows, columns)."""
        return np.asarray(np.hypot(self.gradients[..., 0], self.gradients[..., 1]))


def sampled(surface: Surface, columns: int, rows: int, should_stop: Callable[[], bool] = NEVER) -> Samples:
    """Costs and gradients on a grid whose ends are those of the window.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    a, b = surface.window.axis(0, columns), surface.window.axis(1, rows)
    costs, gradients = np.empty((rows, columns)), np.empty((rows, columns, 2))
    rows_at_once = max(1, _POINTS_AT_ONCE // columns)
    for first in range(0, rows, rows_at_once):
        if should_stop():
            raise Interrupted
        band = slice(first, first + rows_at_once)
        costs[band] = surface.costs(a[np.newaxis], b[band, np.newaxis])
        gradients[band] = surface.gradients(a[np.newaxis], b[band, np.newaxis])
    costs[~(np.abs(costs) <= LARGEST_COST)] = np.nan
    gradients[~np.isfinite(gradients)] = np.nan
    return Samples(a, b, costs, gradients)
