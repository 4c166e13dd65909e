"""What follows from the expression of an entry: kernels, formulas, sources, and where a function is flat or ends.

An entry that gives only its expression has everything from here; one that gives more, such as a hand-tuned kernel,
is tested against it. All of this is slower and wider than what is written by hand, and just as true.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from simulator.arrays import Array
from simulator.expressions import Expression, Operation, parse, walk
from simulator.expressions.writing import calculation, latex

# Calculations as a person writes them down, so that a window can put numbers in the place of the symbols.

@dataclass(frozen=True)
class Calculation:
    """How a value comes from named quantities, step by step as with a pocket calculator.

    The words of a text are parted by spaces. A word is the name of a quantity, a number, one of the signs
    + − · / ( ) , or one of the functions ln, tanh, sgn and max( , ). Without a space inside are powers such as e^−z
    and t^k, squares such as g² or )², and roots such as √s. [ z > 0 ] is 1 where the condition holds, otherwise 0.

    Attributes
    ----------
    text
        The whole calculation. Σ in it stands for the sum of `summand` over all neurons of the layer.
    summand
        One summand of Σ, in terms of the quantities of its neuron.
    shorter
        Pairs of a target y and what is left of the summand for exactly this y; "" where nothing is left.

    Examples
    --------
    >>> sigmoid = Calculation("1 / ( 1 + e^−z )")
    >>> softmax = Calculation("e^z / ( Σ )", summand="e^z")
    """

    text: str
    summand: str = ""
    shorter: tuple[tuple[float, str], ...] = ()

    def summand_for(self, y: float) -> str:
        """The summand of a neuron with this target."""
        return dict(self.shorter).get(y, self.summand)


DERIVED: Any = object()
"""Stands in a field for what follows from the expression."""

_FAR = 1e6
_STILL_NUMBERS = (1e100, 500.0)
"""A derivative that isn't a number far out is that of the first of these places where it is one."""
_GRID = np.unique(np.concatenate((np.linspace(-40.0, 40.0, 32_001), -np.geomspace(40.0, _FAR, 400),
                                  np.geomspace(40.0, _FAR, 400))))
_REACHED_WITHIN = 5.0
"""A function that only comes near its bound is still apart from it at this distance, in float64."""

Values = Callable[..., Array]


def fill(entry: Any, worked_out: Mapping[str, Callable[[Any], Any]]) -> None:
    """Work out the fields of a new entry that it doesn't give, in this order: one may need another."""
    for name, work_out in worked_out.items():
        if getattr(entry, name) is DERIVED:
            object.__setattr__(entry, name, work_out(entry))


@lru_cache(maxsize=64)
def expression_in(text: str, *names: str) -> Expression:
    """The expression of an entry in its variables."""
    return parse(text, names)


def value_of(expression: Expression) -> Values:
    """f(…) of arrays in the order of the variables; infinite where it overflows, and never a warning."""
    program = expression.program

    def value(*arrays: Array) -> Array:
        return _filled(program.evaluate(arrays, 0)[0], arrays)
    return value


def derivative_of(expression: Expression, place: int = 0) -> Values:
    """∂f/∂ the variable at this place, likewise."""
    program = expression.program

    def derivative(*arrays: Array) -> Array:
        slopes = _filled(program.evaluate(arrays, 1)[1][place], arrays)
        for limit in _STILL_NUMBERS:
            lost = np.isnan(slopes)
            if lost.any():  # 0 · ∞
                near = [np.clip(array, -limit, limit) for array in arrays]
                slopes[lost] = _filled(program.evaluate(near, 1)[1][place], arrays)[lost]
        return slopes
    return derivative


def _filled(values: Any, arrays: Sequence[Array]) -> Array:
    result = np.empty(np.broadcast_shapes(*(array.shape for array in arrays)))
    result[...] = values
    return result


def derivative_latex(variable: str, formula: str) -> str:
    """The derivative of a formula, not carried out."""
    return rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}} {variable}}} [ {formula} ]"


def formula_of(expression: Expression, **names: str) -> str:
    """The formula, with the variables written as given."""
    return latex(expression.root, names)


def calculation_text(expression: Expression, **names: str) -> str | None:
    """The text of its `Calculation`, likewise."""
    return calculation(expression.root, names)


# functions of one variable


def range_of(value: Values) -> tuple[float, float]:
    """Infimum and supremum."""
    a = value(_GRID)
    low, high = float(np.nanmin(a)), float(np.nanmax(a))
    return (-math.inf if _grows(-a) else _extreme(value, -1.0, low), math.inf if _grows(a) else
            _extreme(value, 1.0, high))


def _grows(a: Array) -> bool:
    """Whether it is largest, and still growing, at an end of the grid."""
    return any(far > near and far > 2.0 * abs(near) for far, near in ((a[0], a[40]), (a[-1], a[-41])))


def _extreme(value: Values, sign: float, known: float) -> float:
    """The maximum (sign 1) or minimum, to rounding: narrowed down around the best place of the grid."""
    a = sign * value(_GRID)
    best = int(np.nanargmax(a))
    low, high = _GRID[max(best - 1, 0)], _GRID[min(best + 1, len(_GRID) - 1)]
    for _ in range(12):
        places = np.linspace(low, high, 41)
        inner = sign * value(places)
        best = int(np.nanargmax(inner))
        low, high = places[max(best - 1, 0)], places[min(best + 1, 40)]
    return sign * max(sign * known, float(inner[best]))


def reaches_bounds(value: Values, bounds: tuple[float, float]) -> bool:
    """Whether a finite bound is a value, and not only approached."""
    a = value(_GRID[np.abs(_GRID) <= _REACHED_WITHIN])
    return bool(a.min() <= bounds[0]) or bool(a.max() >= bounds[1]) or any(
        math.isfinite(bound) and np.isclose(a, bound, rtol=1e-6, atol=1e-12).any() for bound in bounds)


def saturation_of(derivative: Callable[[Array], Array], share: float) -> tuple[float, float]:
    """Below and above which z |σ′| stays under a share of its largest value; infinite where it doesn't."""
    slope = np.abs(derivative(_GRID))
    is_flat = slope < share * slope.max() if slope.max() > 0.0 else np.ones(len(slope), dtype=np.bool_)
    if is_flat.all():
        return math.inf, -math.inf

    def edge(steep: int, flat: int) -> float:
        inside, outside = float(_GRID[steep]), float(_GRID[flat])
        for _ in range(60):
            middle = (inside + outside) / 2.0
            if abs(derivative(np.array([middle]))[0]) < share * slope.max():
                outside = middle
            else:
                inside = middle
        return outside

    steep = np.flatnonzero(~is_flat)
    first, last = int(steep[0]), int(steep[-1])
    return (edge(first, first - 1) if first > 0 else -math.inf,
            edge(last, last + 1) if last < len(_GRID) - 1 else math.inf)


def kinks_of(expression: Expression) -> tuple[float, ...]:
    """Where relu, abs, max or min change over, in rising order."""
    found: set[float] = set()
    for node in walk(expression.root):
        if isinstance(node, Operation) and node.kind.name in {"relu", "abs", "max", "min"}:
            found |= set(_zeros(_switch(node, expression.names)))
    return tuple(sorted(found))


def _switch(node: Operation, names: tuple[str, ...]) -> Values:
    """What changes its sign where the operation changes over."""
    sides = [value_of(Expression("", names, argument)) for argument in node.arguments]
    if len(sides) == 1:
        return sides[0]
    return lambda z: sides[0](z) - sides[1](z)


def _zeros(function: Values) -> list[float]:
    signs = np.sign(function(_GRID))
    zeros = [float(_GRID[place]) for place in np.flatnonzero(signs == 0.0)
             if 0 < place < len(_GRID) - 1 and signs[place - 1] * signs[place + 1] < 0.0]
    for place in np.flatnonzero(signs[:-1] * signs[1:] < 0.0):
        low, high = float(_GRID[place]), float(_GRID[place + 1])
        for _ in range(60):
            middle = (low + high) / 2.0
            if np.sign(function(np.array([middle]))[0]) == signs[place]:
                low = middle
            else:
                high = middle
        zeros.append(round(high, 12))
    return zeros


def domain_of(value: Values) -> tuple[float, float]:
    """The open interval of a in which a cost is a number, whatever the target in [0, 1] is."""
    def is_defined(a: float) -> bool:
        with np.errstate(all="ignore"):
            return bool(np.isfinite(value(np.full(2, a), np.array([0.0, 1.0]))).all())

    def end(sign: float) -> float:
        if is_defined(sign * _FAR):
            return sign * math.inf
        inside, outside = 0.5, sign * _FAR
        for _ in range(200):
            middle = (inside + outside) / 2.0
            inside, outside = (middle, outside) if is_defined(middle) else (inside, middle)
        return round(outside, 9) + 0.0

    return end(-1.0), end(1.0)
