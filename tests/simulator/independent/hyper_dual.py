"""Numbers that carry their derivatives: a second way to every gradient and Hessian, without a formula for either.

A hyper-dual number f + f₁ε₁ + f₂ε₂ + f₁₂ε₁ε₂ with ε₁² = ε₂² = 0 goes through a calculation as a number does and comes
out with the exact first derivatives in two directions and the mixed second one: J. Fike, J. Alonso, *The Development
of Hyper-Dual Numbers for Exact Second-Derivative Calculations*, 2011. Plain Python, no numpy, nothing of simulator/.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dual:
    """f + f₁ε₁ + f₂ε₂ + f₁₂ε₁ε₂."""

    value: float
    first: float = 0.0
    second: float = 0.0
    mixed: float = 0.0

    def chain(self, value: float, slope: float, curvature: float) -> Dual:
        """g(self) for a function whose value, g′ and g″ here are known."""
        return Dual(value, slope * self.first, slope * self.second,
                    slope * self.mixed + curvature * self.first * self.second)

    def __add__(self, other: Number) -> Dual:
        one = dual(other)
        return Dual(self.value + one.value, self.first + one.first, self.second + one.second, self.mixed + one.mixed)

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.first, -self.second, -self.mixed)

    def __mul__(self, other: Number) -> Dual:
        one = dual(other)
        return Dual(self.value * one.value, self.first * one.value + self.value * one.first,
                    self.second * one.value + self.value * one.second,
                    self.mixed * one.value + self.first * one.second + self.second * one.first
                    + self.value * one.mixed)

    def __pow__(self, power: int) -> Dual:
        result = Dual(1.0)
        for _ in range(power):
            result = result * self
        return result

    def __sub__(self, other: Number) -> Dual:
        return self + -dual(other)

    def __rsub__(self, other: float) -> Dual:
        return -self + other

    def __truediv__(self, other: Number) -> Dual:
        one = dual(other)
        return self * one.chain(1.0 / one.value, -1.0 / one.value**2, 2.0 / one.value**3)

    def __rtruediv__(self, other: float) -> Dual:
        return dual(other) / self

    __radd__ = __add__
    __rmul__ = __mul__


Number = Dual | float


def dual(number: Number) -> Dual:
    """A number, as one that doesn't change."""
    return number if isinstance(number, Dual) else Dual(float(number))


def value_of(number: Number) -> float:
    """Without its derivatives."""
    return number.value if isinstance(number, Dual) else number


def exp(number: Number) -> Dual:
    """e^x."""
    x = dual(number)
    power = math.exp(x.value)
    return x.chain(power, power, power)


def log(number: Number) -> Dual:
    """The natural logarithm."""
    x = dual(number)
    return x.chain(math.log(x.value), 1.0 / x.value, -1.0 / x.value**2)


def sqrt(number: Number) -> Dual:
    """The root."""
    x = dual(number)
    root = math.sqrt(x.value)
    return x.chain(root, 0.5 / root, -0.25 / root**3)


def cos(number: Number) -> Dual:
    """The cosine."""
    x = dual(number)
    return x.chain(math.cos(x.value), -math.sin(x.value), -math.cos(x.value))


Function = Callable[[Sequence[Number]], Number]


def gradient(function: Function, at: Sequence[float]) -> list[float]:
    """All first derivatives of a function of several numbers, one after the other."""
    slopes = []
    for index in range(len(at)):
        moved = [Dual(x, 1.0 if place == index else 0.0) for place, x in enumerate(at)]
        slopes.append(dual(function(moved)).first)
    return slopes


def hessian(function: Function, at: Sequence[float]) -> list[list[float]]:
    """All second derivatives."""
    def second(row: int, column: int) -> float:
        moved = [Dual(x, float(place == row), float(place == column)) for place, x in enumerate(at)]
        return dual(function(moved)).mixed

    return [[second(row, column) for column in range(len(at))] for row in range(len(at))]
