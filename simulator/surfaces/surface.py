"""What a loss surface over two parameters is: costs, gradients and Hessians at any points, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from simulator.arrays import Array, Indices
from simulator.expressions import Expression, parse


@dataclass(frozen=True)
class Window:
    """The rectangle of the plane that is looked at.

    Attributes
    ----------
    low, high
        Its lower left and upper right corner, (a, b) each.
    """

    low: tuple[float, float]
    high: tuple[float, float]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.high[0] - self.low[0], self.high[1] - self.low[1]

    def axis(self, number: int, count: int) -> Array:
        """Points from end to end, both included, ascending, shape (count,): of a (0) or of b (1)."""
        return np.linspace(self.low[number], self.high[number], count)

    def contains(self, a: float, b: float) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.low[0] <= a <= self.high[0] and self.low[1] <= b <= self.high[1]


class Surface(Protocol):
    """A cost C over two parameters.

    Every method takes arrays a and b that broadcast against each other and answers for all points at once. Where the
    cost is not defined, or overflows, it is NaN, and so are gradient and Hessian: no warning, no error.
    """

    @property
    def window(self) -> Window:
        """What of it is worth looking at."""
        ...

    @property
    def symbols(self) -> tuple[str, str]:
        """The two parameters' names, such as ("w", "b")."""
        ...

    def costs(self, a: Array, b: Array) -> Array:
        """C(a, b), in the shape that a and b broadcast to."""
        ...

    def gradients(self, a: Array, b: Array) -> Array:
        """∇C = (∂C/∂a, ∂C/∂b), shape (…, 2)."""
        ...

    def hessians(self, a: Array, b: Array) -> Array:
        """Second derivatives, shape (…, 2, 2), symmetric."""
        ...


class DataSurface(Surface, Protocol):
    """A cost that is the mean over M samples."""

    @property
    def sample_count(self) -> int:
        """M."""
        ...

    def part(self, rows: Indices) -> DataSurface:
        """The same over some of the samples only, as a mini-batch sees it."""
        ...


# A loss surface that is written down: any expression in two parameters.

SYMBOLS = ("a", "b")
"""The parameters of a written surface."""


@dataclass(frozen=True)
class ExpressionSurface:
    """An expression as a `Surface`; its gradients and Hessians are exact.

    Attributes
    ----------
    expression
        In two variables, the first of them along a.
    window, symbols
        As in `Surface`.
    """

    expression: Expression
    window: Window
    symbols: tuple[str, str] = SYMBOLS

    def costs(self, a: Array, b: Array) -> Array:
        """C(a, b), in the shape that a and b broadcast to; NaN where any part of it is not defined."""
        return self.expression.values(**self._variables(a, b))

    def gradients(self, a: Array, b: Array) -> Array:
        """∇C, shape (…, 2); NaN where C is not defined, and where a derivative does not exist."""
        return self.expression.gradients(**self._variables(a, b))

    def hessians(self, a: Array, b: Array) -> Array:
        """Second derivatives, shape (…, 2, 2); NaN as in the gradient."""
        return self.expression.jets(**self._variables(a, b)).hessian

    def _variables(self, a: Array, b: Array) -> dict[str, Array]:
        return dict(zip(self.expression.names, (a, b), strict=True))


def own_surface(text: str, window: Window) -> ExpressionSurface:
    """What a person typed, in the parameters a and b.

    Raises
    ------
    ExpressionError
        If it can't be read; with the place in the text.
    """
    return ExpressionSurface(parse(text, SYMBOLS), window)
