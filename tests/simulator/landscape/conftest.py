"""Surfaces that are given by a formula, with derivatives that no code of the program works out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array
from simulator.surfaces.surface import Window

Complex = npt.NDArray[np.complex128]

_IMAGINARY = 1e-20
_DISTANCE = 1e-7


@dataclass(frozen=True)
class FormulaSurface:
    """Gradients by the complex step, exact to roundings; Hessians by central differences of them.

    W. Squire and G. Trapp, *Using Complex Variables to Estimate Derivatives of Real Functions*, 1998.
    """

    formula: Callable[[Complex, Complex], Complex]
    window: Window
    symbols: tuple[str, str] = ("a", "b")

    @np.errstate(all="ignore")
    def costs(self, a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
        costs = self.formula(a + 0j, b + 0j) + 0 * a
        defined = np.isfinite(costs) & (np.abs(costs.imag) <= 1e-12 * np.abs(costs))
        return np.asarray(np.where(defined, costs.real, np.nan))

    @np.errstate(all="ignore")
    def gradients(self, a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
        step = 1j * _IMAGINARY
        moved = self.formula(a + step, b + 0j) + 0 * a, self.formula(a + 0j, b + step) + 0 * a
        gradients = np.stack(moved, axis=-1).imag / _IMAGINARY
        undefined = np.isnan(self.costs(a, b)) | ~np.isfinite(gradients).all(axis=-1)
        return np.asarray(np.where(undefined[..., np.newaxis], np.nan, gradients))

    def hessians(self, a: Array, b: Array) -> Array:
        a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
        along_a = self.gradients(a + _DISTANCE, b) - self.gradients(a - _DISTANCE, b)
        along_b = self.gradients(a, b + _DISTANCE) - self.gradients(a, b - _DISTANCE)
        hessians = np.stack((along_a, along_b), axis=-2) / (2 * _DISTANCE)
        return np.asarray((hessians + hessians.swapaxes(-1, -2)) / 2)


def over(formula: Callable[[Complex, Complex], Complex], reach: float = 5.0) -> FormulaSurface:
    """A formula over the square from −reach to reach."""
    return FormulaSurface(formula, Window((-reach, -reach), (reach, reach)))


def sigmoid(z: Complex) -> Complex:
    return np.asarray(1 / (1 + np.exp(-z)))


def magnitude(x: Complex) -> Complex:
    """|x|, so that the complex step sees its slope."""
    return np.asarray(np.sqrt(x * x))


def neuron(inputs: tuple[float, ...], targets: tuple[float, ...], activation: Callable[[Complex], Complex],
           reach: float) -> FormulaSurface:
    """Quadratic cost of one neuron over its weight a and bias b: mean over the samples of (f(a·x + b) − y)² / 2."""
    def cost(a: Complex, b: Complex) -> Complex:
        outputs = [activation(a * x + b) for x in inputs]
        return np.asarray(sum((y - t) ** 2 for y, t in zip(outputs, targets, strict=True)) / (2 * len(inputs)))

    return over(cost, reach)


BOWL = over(lambda a, b: a * a + 2 * b * b)
TWO_VALLEYS = over(lambda a, b: (a * a - 1) ** 2 + b * b + 0.3 * a, 2.0)
HIMMELBLAU = over(lambda a, b: (a * a + b - 11) ** 2 + (a + b * b - 7) ** 2)
ROSENBROCK = FormulaSurface(lambda a, b: (1 - a) ** 2 + 100 * (b - a * a) ** 2, Window((-2.0, -1.0), (2.0, 3.0)))
RASTRIGIN = over(lambda a, b: 20 + a * a - 10 * np.cos(2 * np.pi * a) + b * b - 10 * np.cos(2 * np.pi * b), 5.12)
BEALE = over(lambda a, b: (1.5 - a + a * b) ** 2 + (2.25 - a + a * b**2) ** 2 + (2.625 - a + a * b**3) ** 2, 4.5)
ACKLEY = over(lambda a, b: (20 + np.e - 20 * np.exp(-0.2 * np.sqrt((a * a + b * b) / 2))
                            - np.exp((np.cos(2 * np.pi * a) + np.cos(2 * np.pi * b)) / 2)))
CONE = over(lambda a, b: magnitude(a) + magnitude(b))
