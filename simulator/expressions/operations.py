"""Everything that can be computed in an expression: value, first and second derivatives, side by side.

A new function is one new entry in `OPERATIONS`: it can then be typed, evaluated and derived. Nothing here warns by
itself; whoever calls says what becomes of division by zero and the like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase

Values = Array | float
"""Values at all points, or a float where they are the same everywhere."""

Partial = float | Callable[..., Values]
"""A derivative: a number that holds everywhere, or a function of the arguments and, last, of the value."""


@dataclass(frozen=True, eq=False)
class OperationKind:
    """One operation f.

    Attributes
    ----------
    name, symbol
        The key, and how it is written in a formula.
    arity
        1 or 2, the number of its arguments u and v.
    value
        f(u) or f(u, v), where u and v broadcast; NaN or infinite where it is not defined.
    first
        (f_u,) or (f_u, f_v): each a function of (u, f) or of (u, v, f), or a number.
    second
        (f_uu,) or (f_uu, f_uv, f_vv), likewise.
    spellings
        Names by which it is called with arguments in brackets; none for what is written with a sign.
    takes_more
        Called with more than two arguments, it is done with the first two, then with the result and the third …
    """

    name: str
    symbol: str
    arity: int
    value: Callable[..., Values]
    first: tuple[Partial, ...]
    second: tuple[Partial, ...]
    spellings: tuple[str, ...] = ()
    takes_more: bool = False

    def __repr__(self) -> str:
        return f"<{self.name}>"


# powers: a constant exponent is a float, and whole ones are exact for negative bases, too


def _power(u: Values, v: Values) -> Values:
    if isinstance(v, float):
        if v == 0.0:
            return u * 0.0 + 1.0
        if v == 1.0:
            return u
        if v == 2.0:
            return u * u
        if v == 3.0:
            return u * u * u
        return cast(Values, np.power(u, v))
    # (the differences are 0, but NaN where u or v is: np.power says that NaN⁰ = 1)
    return cast(Values, np.power(u, v) + ((u - u) + (v - v)))


def _power_u(u: Values, v: Values, f: Values) -> Values:
    if isinstance(v, float):
        return 1.0 if v == 1.0 else 0.0 if v == 0.0 else v * _power(u, v - 1.0)
    return v * np.power(u, v - 1.0)


def _power_uu(u: Values, v: Values, f: Values) -> Values:
    if isinstance(v, float):
        return 2.0 if v == 2.0 else 0.0 if v in {0.0, 1.0} else v * (v - 1.0) * _power(u, v - 2.0)
    return v * (v - 1.0) * np.power(u, v - 2.0)


def _log_beside(factor: Values, u: Values) -> Values:
    """ln u, or 0 where the factor beside it is 0: 0^v has the derivative 0 with respect to a positive v."""
    return np.log(np.where(factor == 0.0, 1.0, u))


def _power_v(u: Values, v: Values, f: Values) -> Values:
    return f * _log_beside(f, u)


def _power_uv(u: Values, v: Values, f: Values) -> Values:
    lower = np.power(u, v - 1.0)
    return lower * (1.0 + v * _log_beside(lower, u))


def _power_vv(u: Values, v: Values, f: Values) -> Values:
    return f * _log_beside(f, u) ** 2


# The rest, in the order of the table. At a kink the derivative is that of the activations: |u|′ = 0 at 0.


# (errstate costs a third as a decorator of what it does as a block, and sigmoid is called in every step)
@np.errstate(over="ignore", under="ignore")
def sigmoid(z: Array) -> Array:
    """1 / (1 + e^−z) of an array of at least one dimension, without a warning."""
    # For z < −709.78 e^−z is infinite and the quotient 0: the true value is below the smallest normal number.
    result = np.negative(z)
    np.exp(result, out=result)
    result += 1.0
    return np.reciprocal(result, out=result)


def _sigmoid(u: Values) -> Values:
    return sigmoid(np.atleast_1d(u)).reshape(np.shape(u))  # it takes no single number


def _relu_u(u: Values, f: Values) -> Values:
    return cast(Values, np.heaviside(u, 0.0))


def _first_is_it(u: Values, v: Values, f: Values) -> Values:
    # where both are equal the first has the whole derivative, so that max(0, z) is ReLU with its σ′(0) = 0
    return np.where(f == u, 1.0, 0.0)


def _second_is_it(u: Values, v: Values, f: Values) -> Values:
    return np.where(f == u, 0.0, 1.0)


OPERATIONS: tuple[OperationKind, ...] = (
    OperationKind(
        "add", "+", 2, lambda u, v: u + v,
        first=(1.0, 1.0),
        second=(0.0, 0.0, 0.0),
    ),
    OperationKind(
        "subtract", "−", 2, lambda u, v: u - v,
        first=(1.0, -1.0),
        second=(0.0, 0.0, 0.0),
    ),
    OperationKind(
        "multiply", "·", 2, lambda u, v: u * v,
        first=(lambda u, v, f: v, lambda u, v, f: u),
        second=(0.0, 1.0, 0.0),
    ),
    OperationKind(
        "divide", "/", 2, np.divide,
        first=(lambda u, v, f: np.divide(1.0, v), lambda u, v, f: np.divide(-f, v)),
        second=(0.0, lambda u, v, f: np.divide(-1.0, v * v), lambda u, v, f: np.divide(2.0 * f, v * v)),
    ),
    OperationKind(
        "power", "^", 2, _power,
        first=(_power_u, _power_v),
        second=(_power_uu, _power_uv, _power_vv),
    ),
    OperationKind(
        "negate", "−", 1, lambda u: -u,
        first=(-1.0,),
        second=(0.0,),
    ),
    OperationKind(
        "exp", "exp", 1, np.exp,
        first=(lambda u, f: f,),
        second=(lambda u, f: f,),
        spellings=("exp",),
    ),
    OperationKind(
        "log", "ln", 1, np.log,
        first=(lambda u, f: np.divide(1.0, u),),
        second=(lambda u, f: np.divide(-1.0, u * u),),
        spellings=("ln", "log"),
    ),
    OperationKind(
        "sqrt", "√", 1, np.sqrt,
        first=(lambda u, f: np.divide(0.5, f),),
        second=(lambda u, f: np.divide(-0.25, u * f),),
        spellings=("sqrt", "√"),
    ),
    OperationKind(
        "sin", "sin", 1, np.sin,
        first=(lambda u, f: np.cos(u),),
        second=(lambda u, f: -f,),
        spellings=("sin",),
    ),
    OperationKind(
        "cos", "cos", 1, np.cos,
        first=(lambda u, f: -np.sin(u),),
        second=(lambda u, f: -f,),
        spellings=("cos",),
    ),
    OperationKind(
        "tan", "tan", 1, np.tan,
        first=(lambda u, f: 1.0 + f * f,),
        second=(lambda u, f: 2.0 * f * (1.0 + f * f),),
        spellings=("tan",),
    ),
    OperationKind(
        "tanh", "tanh", 1, np.tanh,
        first=(lambda u, f: 1.0 - f * f,),
        second=(lambda u, f: -2.0 * f * (1.0 - f * f),),
        spellings=("tanh",),
    ),
    OperationKind(
        "sigmoid", "σ", 1, _sigmoid,
        first=(lambda u, f: f * (1.0 - f),),
        second=(lambda u, f: f * (1.0 - f) * (1.0 - 2.0 * f),),
        spellings=("sigmoid", "σ"),
    ),
    OperationKind(
        "relu", "relu", 1, lambda u: np.maximum(u, 0.0),
        first=(_relu_u,),
        second=(0.0,),
        spellings=("relu",),
    ),
    OperationKind(
        "abs", "abs", 1, np.abs,
        first=(lambda u, f: np.sign(u),),
        second=(0.0,),
        spellings=("abs",),
    ),
    OperationKind(
        "max", "max", 2, np.maximum,
        first=(_first_is_it, _second_is_it),
        second=(0.0, 0.0, 0.0),
        spellings=("max",),
        takes_more=True,
    ),
    OperationKind(
        "min", "min", 2, np.minimum,
        first=(_first_is_it, _second_is_it),
        second=(0.0, 0.0, 0.0),
        spellings=("min",),
        takes_more=True,
    ),
)

FUNCTIONS = {spelling: kind for kind in OPERATIONS for spelling in kind.spellings}
"""What is called with brackets, by every name it is known by."""


def operation_named(name: str) -> OperationKind:
    """The operation with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for kind in OPERATIONS:
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in OPERATIONS)
    raise Explained(Phrase("there is no operation {name}; choose one of {known}", name=repr(name), known=known))
