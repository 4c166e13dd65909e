"""A surface seen through its window as the unit square, and in units of its own costs.

So two parameters of different size weigh the same, and squares of slopes and curvatures neither overflow nor vanish,
be the costs near 1e300 or near 1e-310.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

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
    exponent
        Costs are divided by 2 to this power, which rounds nothing.
    """

    surface: Surface
    exponent: int = 0

    @classmethod
    def fitting(cls, surface: Surface, spread: float) -> Self:
        """In units in which the costs' spread is about 1; 0 is a spread, too."""
        return cls(surface, int(np.frexp(spread)[1]))

    @property
    def quantum(self) -> float:
        """The distance of the smallest costs that there are, in units of this square: what a rounding is at least."""
        return float(np.ldexp(1.0, -1074 - self.exponent))

    def scaled(self, values: Array) -> Array:
        """Costs of the surface or their derivatives in units of this square, shape as `values`."""
        with np.errstate(over="ignore"):  # of a spike beside which nothing else can be seen
            return np.ldexp(values, -self.exponent)

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
        return self.scaled(self.surface.costs(places[..., 0], places[..., 1]))

    def gradients(self, points: Array) -> Array:
        """(∂C/∂u, ∂C/∂v), shape (…, 2)."""
        places = self.places(points)
        return np.asarray(self.scaled(self.surface.gradients(places[..., 0], places[..., 1])) * self.size)

    def hessians(self, points: Array) -> Array:
        """Second derivatives by u and v, shape (…, 2, 2)."""
        places, sizes = self.places(points), np.multiply.outer(self.size, self.size)
        return np.asarray(self.scaled(self.surface.hessians(places[..., 0], places[..., 1])) * sizes)
