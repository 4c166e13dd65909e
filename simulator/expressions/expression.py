"""A text that was read as an expression, and what it is worth at many points at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.expressions.operations import Values
from simulator.expressions.parser import read_tree
from simulator.expressions.program import Derivatives, Program, compile_tree
from simulator.expressions.tree import Node


@dataclass(frozen=True, eq=False)
class Jet:
    """What a function is near every point, to the second order.

    Attributes
    ----------
    value
        Shape (…), that to which the variables broadcast; NaN where the function is not defined or overflows.
    gradient
        First derivatives in the order of the variables, shape (…, k). NaN where the value is, and where a derivative
        does not exist, as that of √a at 0.
    hessian
        Second derivatives, shape (…, k, k), symmetric; likewise.
    """

    value: Array
    gradient: Array
    hessian: Array


@dataclass(frozen=True)
class Expression:
    """A function of named variables. Made by `parse`; equal to another with the same text and variables.

    Attributes
    ----------
    text
        As it was typed.
    names
        The variables it may contain, in the order of all derivatives.
    root
        What it is made of.
    """

    text: str
    names: tuple[str, ...]
    root: Node = field(compare=False, repr=False)

    @cached_property
    def program(self) -> Program:
        """The steps that compute it."""
        return compile_tree(self.root, self.names)

    def values(self, **arrays: Array) -> Array:
        """The value at all points.

        Parameters
        ----------
        **arrays
            One for each of the `names`. They broadcast against each other, and what depends on one of them only is
            computed for its own points only: for a grid give a row and a column.

        Returns
        -------
        Array
            Shape to which they broadcast. NaN where any part of the expression is not defined (division by 0, root
            or logarithm of a negative number …) or overflows. No warnings.
        """
        variables = self._variables(arrays)
        value, _, _ = self.program.run(variables, 0)
        return _defined(value, np.broadcast_shapes(*(one.shape for one in variables)))

    def gradients(self, **arrays: Array) -> Array:
        """The first derivatives alone, shape (…, k): those of `jets`, quicker."""
        variables = self._variables(arrays)
        shape = np.broadcast_shapes(*(one.shape for one in variables))
        value, first, _ = self.program.run(variables, 1)
        gradient = _stacked(first, shape)
        _blank(gradient, np.isfinite(value))
        return gradient

    def jets(self, **arrays: Array) -> Jet:
        """Value, gradient and Hessian at all points, exact; parameters as for `values`.

        Where a function has a kink its derivative is that of the program's activations: |u| and relu(u) have 0 at
        u = 0, and of the two sides of max and min the first counts where both are equal.
        """
        variables = self._variables(arrays)
        shape = np.broadcast_shapes(*(one.shape for one in variables))
        value, first, second = self.program.run(variables, 2)
        gradient, halves = _stacked(first, shape), _stacked(second, shape)
        _blank(gradient, np.isfinite(value))
        _blank(halves, np.isfinite(value))
        return Jet(_defined(value, shape), gradient, halves[..., self._places_of_pairs])

    @cached_property
    def _places_of_pairs(self) -> Indices:
        """Which second derivative stands in every place of the Hessian, shape (k, k)."""
        places = np.empty((len(self.names), len(self.names)), dtype=np.int64)
        for number, (i, j) in enumerate(self.program.pairs):
            places[i, j] = places[j, i] = number
        return places

    def _variables(self, arrays: dict[str, Array]) -> list[Array]:
        return [np.asarray(arrays[name], dtype=np.float64) for name in self.names]


def parse(text: str, names: Sequence[str]) -> Expression:
    """Read a text as an expression in these variables.

    Numbers, the constants pi (π) and e, + − · × * / ÷ ^ ** ² ³, brackets, and the functions of `OPERATIONS`. Powers
    bind more tightly than signs: −a² is −(a²). A product needs no sign after a number, a constant, a bracket or a
    raised digit, as in 2a, 2 pi a, 3(a + b) or a²b, unless it could be read in two ways, as 1/2a.

    Raises
    ------
    ExpressionError
        If it is none; with the place in the text.
    """
    return Expression(text, tuple(names), read_tree(text, tuple(names)))


def _stacked(derivatives: Derivatives, shape: tuple[int, ...]) -> Array:
    result = np.empty((*shape, len(derivatives)))
    for number, derivative in enumerate(derivatives):
        result[..., number] = derivative
    return result


def _defined(value: Values, shape: tuple[int, ...]) -> Array:
    result = np.empty(shape)
    result[...] = value
    _blank(result, None)
    return result


def _blank(numbers: Array, is_defined: Truth | np.bool | None) -> None:
    """Write NaN, in place, for what is not finite and, of derivatives, where the value is not defined."""
    np.copyto(numbers, np.nan, where=~np.isfinite(numbers))
    if is_defined is not None and not np.all(is_defined):
        np.copyto(numbers, np.nan, where=~np.asarray(is_defined)[..., np.newaxis])
