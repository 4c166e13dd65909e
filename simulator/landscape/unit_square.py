"""A surface seen through its window as the unit square, so that two parameters of different size weigh the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.surfaces.surface import Surface


@dataclass(frozen=True, eq=False)
class UnitSquare:
    """The same cost over (u, v), where the window runs from 0 to 1 in both: a = low + u · width.

    Attributes
    ----------
    surface
        What is seen.
    """

    surface: Surface

    @property
    def low(self) -> Array:
        """The window's lower left corner, shape (2,)."""
        return np.array(self.surface.window.low, dtype=np.float64)

    @property
    def size(self) -> Array:
        """The window's width and height, shape (2,)."""
        return np.array(self.surface.window.size, dtype=np.float64)

    def places(self, points: Array) -> Array:
        """(a, b) of points (u, v), shape (…, 2)."""
        return np.asarray(self.low + points * self.size)

    def points(self, places: Array) -> Array:
        """The inverse of `places`."""
        return np.asarray((places - self.low) / self.size)

    def costs(self, points: Array) -> Array:
        """C at points (u, v) of shape (…, 2), shape (…)."""
        places = self.places(points)
        return np.asarray(self.surface.costs(places[..., 0], places[..., 1]))

    def gradients(self, points: Array) -> Array:
        """(∂C/∂u, ∂C/∂v), shape (…, 2)."""
        places = self.places(points)
        return np.asarray(self.surface.gradients(places[..., 0], places[..., 1]) * self.size)

    def hessians(self, points: Array) -> Array:
        """Second derivatives by u and v, shape (…, 2, 2)."""
        places, sizes = self.places(points), np.multiply.outer(self.size, self.size)
        return np.asarray(self.surface.hessians(places[..., 0], places[..., 1]) * sizes)
