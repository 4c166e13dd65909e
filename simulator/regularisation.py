"""Regularisation: what large weights add to the cost C, over all M samples of the training set.

Only weights are punished, never biases. A new one is one new entry in `REGULARISATIONS`: a name, a label, what one
weight adds and the strength to begin with are enough. The factors are those of Nielsen, chapter 3: (87) for L2 and
(95) for L1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from simulator import derived
from simulator.arrays import Array
from simulator.derived import DERIVED, Calculation
from simulator.errors import Explained, Phrase
from simulator.expressions import Expression
from simulator.hyperparameters import HyperParameter
from simulator.weight_plane import lengths

Slices = Sequence[slice]
CostOfWeights = Callable[[Array, Slices, float, int], float]
AddGradient = Callable[[Array, Array, Slices, float, int], None]
_SMALLEST_SQUARE = 1e-280
"""A sum of squares below may lack some of them."""


@dataclass(frozen=True)
class Regularisation:
    """A term that is added to the cost.

    Attributes
    ----------
    name, label
        The key in experiments, and the English name that the window translates.
    expression
        What one weight w adds: the term is λ/M Σ expression, as `parse` reads it in w. From it everything below
        follows that isn't given; empty where nothing is added.
    formula, gradient_formula
        LaTeX; C_0 is the cost without the term.
    cost
        cost(theta, weight_slices, strength, sample_count) gives the term. `weight_slices` says where in θ the
        weights stand, `strength` is λ and `sample_count` M, the size of the training set.
    add_gradient
        add_gradient(gradient, theta, weight_slices, strength, sample_count) adds the term's derivative to
        `gradient`, in place, at the weights.
    gradient_calculation
        How ∂C/∂w is worked out from g = ∂C_0/∂w, the weight w, λ and M. Without one, a window shows what is added.
    strength
        λ, or None where there is nothing to adjust.
    """

    name: str
    label: str
    expression: str = ""
    formula: str = DERIVED
    gradient_formula: str = DERIVED
    cost: CostOfWeights = DERIVED
    add_gradient: AddGradient = DERIVED
    gradient_calculation: Calculation | None = None
    strength: HyperParameter | None = None

    def __post_init__(self) -> None:
        derived.fill(self, _WORKED_OUT)

    @property
    def read(self) -> Expression:
        """The expression, read.

        Raises
        ------
        Explained
            If there is none, or none that can be read.
        """
        if not self.expression:
            raise Explained(Phrase("the regularisation {name} has no expression; give one in w, or everything that "
                                   "would follow from it", name=repr(self.name)))
        return derived.expression_in(self.expression, "w")


def _cost(kind: Regularisation) -> CostOfWeights:
    term = derived.value_of(kind.read)

    def cost(theta: Array, weight_slices: Slices, strength: float, sample_count: int) -> float:
        factor = strength / sample_count
        return sum(float(np.add.reduce(factor * term(theta[place]))) for place in weight_slices)
    return cost


def _add_gradient(kind: Regularisation) -> AddGradient:
    slope = derived.derivative_of(kind.read)

    @np.errstate(over="ignore", invalid="ignore")
    def add_gradient(gradient: Array, theta: Array, weight_slices: Slices, strength: float,
                     sample_count: int) -> None:
        for place in weight_slices:
            gradient[place] += strength / sample_count * slope(theta[place])
    return add_gradient


_WORKED_OUT: dict[str, Callable[[Regularisation], object]] = {
    "formula": lambda one: rf"C = C_0 + \frac{{\lambda}}{{M}} \sum_w [ {derived.formula_of(one.read)} ]",
    "gradient_formula": lambda one: (
        r"\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{M} \, "
        + derived.derivative_latex("w", derived.formula_of(one.read))),
    "cost": _cost,
    "add_gradient": _add_gradient,
}
"""How a field that isn't given follows from the expression."""


def _no_cost(theta: Array, weight_slices: Slices, strength: float, sample_count: int) -> float:
    return 0.0


def _no_gradient(
    gradient: Array, theta: Array, weight_slices: Slices, strength: float, sample_count: int
) -> None:
    return None


# L1: λ/M Σ |w|; the corner at 0 gets the slope 0


def _l1_cost(theta: Array, weight_slices: Slices, strength: float, sample_count: int) -> float:
    factor = strength / sample_count
    with np.errstate(over="ignore"):
        cost = factor * sum(float(np.add.reduce(np.abs(theta[place]))) for place in weight_slices)
        if cost < math.inf:
            return cost
        # the sum may be beyond all numbers where the term is not
        return sum(float(np.add.reduce(factor * np.abs(theta[place]))) for place in weight_slices)


@np.errstate(over="ignore", invalid="ignore")
def _l1_add_gradient(
    gradient: Array, theta: Array, weight_slices: Slices, strength: float, sample_count: int
) -> None:
    for place in weight_slices:
        gradient[place] += strength / sample_count * np.sign(theta[place])


# L2: λ/2M Σ w²


def _l2_cost(theta: Array, weight_slices: Slices, strength: float, sample_count: int) -> float:
    factor = strength / (2.0 * sample_count)
    total = sum(float(np.vdot(theta[place], theta[place])) for place in weight_slices)
    if _SMALLEST_SQUARE < total < math.inf:
        return factor * total
    # the squares may be beyond all numbers, or be lost below them, where the term is not
    root = math.sqrt(factor)
    parts = (root * float(lengths(theta[place])) for place in weight_slices) if root else ()
    return sum((part * part for part in parts), 0.0)


@np.errstate(over="ignore", invalid="ignore")
def _l2_add_gradient(
    gradient: Array, theta: Array, weight_slices: Slices, strength: float, sample_count: int
) -> None:
    for place in weight_slices:
        gradient[place] += strength / sample_count * theta[place]


def _strength(default: float) -> HyperParameter:
    label = "regularisation strength"
    return HyperParameter("strength", label, r"\lambda", default, 0.0, math.inf, low_included=True)


REGULARISATIONS: tuple[Regularisation, ...] = (
    Regularisation(
        name="none",
        label="None",
        formula="C = C_0",
        gradient_formula=r"\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w}",
        cost=_no_cost,
        add_gradient=_no_gradient,
    ),
    Regularisation(
        name="l1",
        label="L1",
        expression="abs(w)",
        formula=r"C = C_0 + \frac{\lambda}{M} \sum_w |w|",
        gradient_formula=(
            r"\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{M} \mathrm{sgn}(w)"
        ),
        cost=_l1_cost,
        add_gradient=_l1_add_gradient,
        gradient_calculation=Calculation("g + λ / M · sgn ( w )"),
        strength=_strength(1.0),
    ),
    Regularisation(
        name="l2",
        label="L2",
        expression="w²/2",
        formula=r"C = C_0 + \frac{\lambda}{2M} \sum_w w^2",
        gradient_formula=(
            r"\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{M} w"
        ),
        cost=_l2_cost,
        add_gradient=_l2_add_gradient,
        gradient_calculation=Calculation("g + λ / M · w"),
        strength=_strength(5.0),
    ),
)


def regularisation_named(name: str) -> Regularisation:
    """The regularisation with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for regularisation in REGULARISATIONS:
        if regularisation.name == name:
            return regularisation
    known = ", ".join(regularisation.name for regularisation in REGULARISATIONS)
    raise Explained(Phrase("there is no regularisation {name}; choose one of {known}", name=repr(name), known=known))
