"""A loss surface that is written down: any expression in two parameters."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.arrays import Array
from simulator.expressions import Expression, parse
from simulator.surfaces.surface import Window

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
