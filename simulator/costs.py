"""Costs C_x of one sample, and BP1: where the error starts on its way back.

A cost depends on the output a = aᴸ and the target y only; the cost C of many samples is the mean of theirs. Every
function takes one row a sample. A cost that is infinite, or beyond all numbers, is returned as infinite, never
clipped: callers that allow it hold `numpy.errstate(divide="ignore", over="ignore")`.

One cost breaks that rule (the lecture's assumption 2) on purpose: the perceptron criterion is read from z, because
behind the perceptron's step no function of a has a slope. See `Cost.reads_z`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator import derived
from simulator.activations import Activation, activation_named
from simulator.arrays import Array
from simulator.derived import DERIVED, Calculation
from simulator.errors import Explained, Label, Phrase
from simulator.expressions import Expression

Value = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Cost:
    """The cost C_x of one sample.

    Attributes
    ----------
    name, label
        The key in experiments, and the English name that the window translates.
    expression, factor
        C_x = factor · Σ expression over the outputs, which `parse` reads in a and y of one of them: what a
        computational graph shows, and from what everything below follows that isn't given. Empty where there is none.
    value
        value(a, y) = C_x of every row, shape (m,), from the output a and the target y, (m, n) each; None if C_x is
        read from z.
    gradient
        gradient(a, y) = ∇ₐC_x, shape (m, n); None if C_x is read from z.
    formula, gradient_formula
        LaTeX; the gradient is ∇ₐC_x, or ∂C_x/∂z if C_x is read from z.
    calculation
        How C_x is worked out; Σ is over the outputs, and its summand has the a, y and z of one of them. Without one,
        a window shows no more than C_x = value.
    domain
        The open interval in which the outputs have to lie for C_x to be finite.
    matched_activation
        Name of the activation for which BP1 becomes δ = a − y, because ∇ₐC_x and σ′ cancel or because C_x is read
        from z; None if there is none.
    matched_value
        matched_value(z, y) = C_x, shape (m,), with that activation: exact even where a is rounded to 0 or 1.
    needs_one_hot
        Whether a target has to name one class: a single 1 among zeros (any y with the sum 1 will do).
    """

    name: str
    label: str
    expression: str = ""
    factor: float = 1.0
    value: Value | None = DERIVED
    gradient: Value | None = DERIVED
    formula: str = DERIVED
    gradient_formula: str = DERIVED
    calculation: Calculation | None = DERIVED
    domain: tuple[float, float] = DERIVED
    matched_activation: str | None = None
    matched_value: Value | None = None
    needs_one_hot: bool = False

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
            raise Explained(Phrase("the cost {name} has no expression; give one in a and y, or everything that would "
                                   "follow from it", name=repr(self.name)))
        return derived.expression_in(self.expression, "a", "y")

    @property
    def reads_z(self) -> bool:
        """Whether C_x depends on z and not on aᴸ alone, against the lecture's assumption 2.

        Then only `matched_value` says what it is, only `matched_activation` is accepted, and BP1 is no product with
        σ′: the error is ∂C_x/∂z itself.
        """
        return self.value is None


def _value(cost: Cost) -> Value:
    term, factor = derived.value_of(cost.read), cost.factor

    def value(a: Array, y: Array) -> Array:
        total: Array = factor * np.add.reduce(term(a, y), axis=-1)
        return total + 0.0  # no −0
    return value


def _gradient(cost: Cost) -> Value:
    slope, factor = derived.derivative_of(cost.read), cost.factor
    return lambda a, y: factor * slope(a, y)


def _with_factor(cost: Cost, text: str) -> str:
    sign = "-" if cost.factor < 0 else ""
    size = "" if abs(cost.factor) == 1.0 else f"{abs(cost.factor):g} "
    return f"{sign}{size}{text}"


def _calculation(cost: Cost) -> Calculation | None:
    summand = derived.calculation_text(cost.read) if cost.expression else None
    if not summand:
        return None
    size = {1.0: "Σ", -1.0: "− ( Σ )", 0.5: "½ · ( Σ )"}.get(cost.factor, f"{cost.factor:g} · ( Σ )")
    return Calculation(size, summand=f"( {summand} )")


def _summand(cost: Cost) -> str:
    return derived.formula_of(cost.read, a="a_j", y="y_j")


_WORKED_OUT: dict[str, Callable[[Cost], object]] = {
    "value": _value,
    "gradient": _gradient,
    "formula": lambda one: "C_x = " + _with_factor(one, rf"\sum_j [ {_summand(one)} ]"),
    "gradient_formula": lambda one: r"\frac{\partial C_x}{\partial a_j} = "
                                    + _with_factor(one, derived.derivative_latex("a_j", _summand(one))),
    "calculation": _calculation,
    "domain": lambda one: derived.domain_of(derived.value_of(one.read)) if one.expression else (-math.inf, math.inf),
}
"""How a field that isn't given follows from the expression, in this order."""


# quadratic cost: Nielsen (6), with the sum over the outputs written out


def _quadratic(a: Array, y: Array) -> Array:
    difference = a - y
    # (halved before it is squared: half of a square may be a number where the square is none)
    cost: Array = np.vecdot(0.5 * difference, difference)
    return cost


def _quadratic_gradient(a: Array, y: Array) -> Array:
    return a - y


# cross-entropy: Nielsen (63). A term whose factor y or 1 − y is 0 counts as 0 even where the logarithm is infinite.


def _times_log(factor: Array, a: Array) -> Array:
    logarithm = np.zeros_like(a)
    np.log(a, out=logarithm, where=factor != 0.0)
    return factor * logarithm


def _quotient(factor: Array, a: Array) -> Array:
    return np.divide(factor, a, out=np.zeros_like(a), where=factor != 0.0)


def _minus_sum(logarithms: Array) -> Array:
    # Subtracted from 0, because a negative sign would turn a cost of 0 into −0.
    total: Array = np.add.reduce(logarithms, axis=-1)
    return np.subtract(0.0, total)


def _binary_cross_entropy(a: Array, y: Array) -> Array:
    logarithms = _times_log(y, a)
    logarithms += _times_log(1.0 - y, 1.0 - a)
    return _minus_sum(logarithms)


def _binary_cross_entropy_gradient(a: Array, y: Array) -> Array:
    return _quotient(1.0 - y, 1.0 - a) - _quotient(y, a)


@np.errstate(over="ignore", under="ignore")
def _binary_cross_entropy_of_sigmoid(z: Array, y: Array) -> Array:
    # −ln σ(z) = ln(1 + e^−z) and −ln(1 − σ(z)) = z + ln(1 + e^−z), so C_x = Σ ln(1 + e^z) − y z; and
    # ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|) neither overflows nor loses the digits of a tiny cost.
    terms = np.copysign(z, -1.0)
    np.exp(terms, out=terms)
    np.log1p(terms, out=terms)
    terms += np.maximum(z, 0.0) - y * z
    cost: Array = np.add.reduce(terms, axis=-1)
    return cost


# cross-entropy of one distribution: Nielsen's log-likelihood cost (80) when y is one-hot


def _categorical_cross_entropy(a: Array, y: Array) -> Array:
    return _minus_sum(_times_log(y, a))


def _categorical_cross_entropy_gradient(a: Array, y: Array) -> Array:
    return -_quotient(y, a)


@np.errstate(over="ignore", under="ignore", invalid="ignore")
def _categorical_cross_entropy_of_softmax(z: Array, y: Array) -> Array:
    # −ln aⱼ = ln Σₖ e^(zₖ) − zⱼ, and y adds up to 1; the largest z of the row is subtracted everywhere, so that no
    # power overflows
    shifted = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    logarithm: Array = np.log(np.add.reduce(np.exp(shifted), axis=-1))
    cost: Array = logarithm - np.vecdot(y, shifted)
    if not np.vdot(cost, cost) < math.inf:
        # two z may be farther apart than the largest number; where y is 0, that doesn't matter
        cost = logarithm - np.add.reduce(np.multiply(y, shifted, out=np.zeros_like(shifted), where=y != 0.0), axis=-1)
    return cost


# the perceptron criterion: R. Duda, P. Hart, D. Stork, *Pattern Classification*, 2001, (5.16), over the outputs and
# with targets 0 and 1. A wrong output costs |z|, its distance from the threshold; a right one costs nothing. By z,
# away from the jump, its derivative is a − y: gradient descent with m = 1 is w ← w + η (y − a) x, the rule of
# F. Rosenblatt, *Principles of Neurodynamics*, 1962.

_STEP = activation_named("step")


def _perceptron_criterion(z: Array, y: Array) -> Array:
    # (0 is added because a right output may give −0)
    cost: Array = np.vecdot(_STEP.value(z) - y, z) + 0.0
    return cost


COSTS: tuple[Cost, ...] = (
    Cost(
        name="quadratic",
        label="Quadratic cost",
        expression="(a − y)²",
        factor=0.5,
        value=_quadratic,
        gradient=_quadratic_gradient,
        formula=r"C_x = \frac{1}{2} \sum_j (a_j - y_j)^2",
        gradient_formula=r"\frac{\partial C_x}{\partial a_j} = a_j - y_j",
        calculation=Calculation("½ · ( Σ )", summand="( a − y )²"),
        domain=(-math.inf, math.inf),
    ),
    Cost(
        name="binary_cross_entropy",
        label="Binary cross-entropy",
        expression="y·ln(a) + (1 − y)·ln(1 − a)",
        factor=-1.0,
        value=_binary_cross_entropy,
        gradient=_binary_cross_entropy_gradient,
        formula=r"C_x = -\sum_j [ y_j \, \ln a_j + (1 - y_j) \, \ln (1 - a_j) ]",
        gradient_formula=r"\frac{\partial C_x}{\partial a_j} = \frac{a_j - y_j}{a_j (1 - a_j)}",
        calculation=Calculation(
            "− ( Σ )", summand="( y · ln a + ( 1 − y ) · ln ( 1 − a ) )",
            shorter=((1.0, "ln a"), (0.0, "ln ( 1 − a )")),
        ),
        domain=(0.0, 1.0),
        matched_activation="sigmoid",
        matched_value=_binary_cross_entropy_of_sigmoid,
    ),
    Cost(
        name="categorical_cross_entropy",
        label="Categorical cross-entropy",
        expression="y·ln(a)",
        factor=-1.0,
        value=_categorical_cross_entropy,
        gradient=_categorical_cross_entropy_gradient,
        formula=r"C_x = -\sum_j y_j \, \ln a_j",
        gradient_formula=r"\frac{\partial C_x}{\partial a_j} = -\frac{y_j}{a_j}",
        calculation=Calculation("− ( Σ )", summand="y · ln a", shorter=((1.0, "ln a"), (0.0, ""))),
        domain=(0.0, 1.0),
        matched_activation="softmax",
        matched_value=_categorical_cross_entropy_of_softmax,
        needs_one_hot=True,
    ),
    Cost(
        name="perceptron",
        label="Perceptron criterion",
        value=None,
        gradient=None,
        formula=r"C_x = \sum_j (a_j - y_j) \, z_j",
        gradient_formula=r"\frac{\partial C_x}{\partial z_j} = a_j - y_j",
        calculation=Calculation("Σ", summand="( a − y ) · z"),
        matched_activation=_STEP.name,
        matched_value=_perceptron_criterion,
    ),
)


def cost_named(name: str) -> Cost:
    """The cost with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for cost in COSTS:
        if cost.name == name:
            return cost
    known = ", ".join(cost.name for cost in COSTS)
    raise Explained(Phrase("there is no cost {name}; choose one of {known}", name=repr(name), known=known))


def is_matched(cost: Cost, activation: Activation) -> bool:
    """Whether BP1 has the short form δ = a − y for this cost behind this output activation."""
    return activation.name == cost.matched_activation


def output_error(cost: Cost, activation: Activation, z: Array, a: Array, y: Array) -> Array:
    """BP1: δ = ∂C_x/∂z of the output layer, shape (m, n), for a pair that `accepts` accepts.

    In general δ = ∇ₐC_x ⊙ σ′(z), or the product with the Jacobian of an activation such as softmax. For two matched
    pairs factors cancel:

    - sigmoid and binary cross-entropy: (aⱼ − yⱼ) / (aⱼ (1 − aⱼ)) · aⱼ (1 − aⱼ) = aⱼ − yⱼ;
    - softmax and categorical cross-entropy: Σₖ −yₖ/aₖ · aₖ (1[j = k] − aⱼ) = aⱼ Σₖ yₖ − yⱼ = aⱼ − yⱼ, because a
      target's entries add up to 1.

    The short form is used there: it is the same number, and it stays exact where a is rounded to 0 or 1, while the
    long form would divide 0 by 0. For the perceptron criterion a − y is the only form there is.
    """
    if is_matched(cost, activation):
        return a - y
    assert cost.gradient is not None, f"{cost.label} is read from z and can't stand behind {activation.label}"
    return activation.backward(z, a, cost.gradient(a, y))


def cost_per_sample(cost: Cost, activation: Activation, z: Array, a: Array, y: Array) -> Array:
    """C_x of every row, shape (m,); from z for the matched pairs, where it stays exact for saturated outputs."""
    if cost.matched_value is not None and activation.name == cost.matched_activation:
        return cost.matched_value(z, y)
    assert cost.value is not None, f"{cost.label} is read from z and can't stand behind {activation.label}"
    return cost.value(a, y)


def mean_cost(costs: Array, count: int | None = None) -> float:
    """The mean of costs; or what they, as a part of `count` costs, add to the mean of all."""
    count = len(costs) if count is None else count
    mean = float(np.add.reduce(costs)) / count
    # their sum may be beyond all numbers where their mean is not
    return mean if mean < math.inf else float(np.add.reduce(costs / count))


def accepts(cost: Cost, activation: Activation, output_count: int) -> None:
    """Check that a cost makes sense behind an output layer.

    Raises
    ------
    Explained
        If the outputs can leave the cost's domain or reach its ends, where the cost is infinite; if the targets
        need one distribution and the outputs are none, or the other way round; if a distribution has a single
        output, which is always 1; if the cost is read from the z of another activation.
    """
    if activation.is_distribution and output_count == 1:
        raise Explained(
            Phrase(
                "{activation} with 1 output always gives 1, whatever the weights are; "
                "use at least 2 outputs, or {sigmoid} for a yes-or-no answer",
                activation=Label(activation.label),
                sigmoid=Label(activation_named("sigmoid").label),
            )
        )
    reason = _objection(cost, activation)
    if reason is not None:
        raise Explained(
            Phrase(
                "{cost} {reason}, got {activation}; {remedy}",
                cost=Label(cost.label),
                reason=reason,
                activation=Label(activation.label),
                remedy=_remedy(cost),
            )
        )


def _objection(cost: Cost, activation: Activation) -> Phrase | None:
    low, high = cost.domain
    smallest, largest = activation.output_range
    outside = smallest < low or largest > high
    at_an_end = activation.reaches_bounds and math.isfinite(low) and (smallest == low or largest == high)
    if outside or at_an_end:
        return Phrase("needs outputs strictly between {low} and {high}", low=f"{low:g}", high=f"{high:g}")
    if cost.reads_z and not is_matched(cost, activation):
        return Phrase("needs outputs that are 0 or 1")
    if cost.needs_one_hot and not activation.is_distribution:
        return Phrase("needs outputs that add up to 1")
    if math.isfinite(low) and not cost.needs_one_hot and activation.is_distribution:
        return Phrase("reads every output as a yes-or-no answer of its own")
    return None


def _remedy(cost: Cost) -> Phrase:
    if cost.matched_activation is None:
        return Phrase("choose another cost")
    matched = Label(activation_named(cost.matched_activation).label)
    return Phrase("choose {activation} for the output layer, or another cost", activation=matched)
