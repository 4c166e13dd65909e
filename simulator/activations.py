"""Activations σ: the value, the derivative and the way an error takes back through it, side by side.

Every function takes and returns one row a sample, accepts any finite z without a warning, and never writes into
its inputs. A new activation is one new entry in `ACTIVATIONS`: a name, a label and its expression are enough, all
else follows from that. What is written by hand beside it is quicker or nicer to read, and tested against it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from simulator import derived
from simulator.arrays import Array
from simulator.derived import DERIVED, Calculation
from simulator.errors import Explained, Phrase
from simulator.expressions import Expression
from simulator.expressions.operations import sigmoid
from simulator.expressions.writing import source

SATURATION = 0.05
"""A neuron is saturated where |σ′| is less than this share of its largest value."""

LEAK = 0.01
"""Slope of the leaky ReLU for negative z: A. Maas, A. Hannun, A. Ng, *Rectifier Nonlinearities*, 2013."""

Value = Callable[[Array], Array]
Derivative = Callable[[Array, Array], Array]
Backward = Callable[[Array, Array, Array], Array]


@dataclass(frozen=True)
class Activation:
    """One activation function σ.

    Attributes
    ----------
    name, label
        The key in experiments, and the English name that the window translates.
    expression
        σ(z) of one neuron as `parse` reads it: what a computational graph shows, and from what everything below
        follows that isn't given. Empty where there is none, as for the step.
    total
        Of an activation that mixes the neurons of its layer: what S in the expression is the sum of, over all z.
    value
        value(z) = σ(z), shape (m, n) as z.
    derivative
        derivative(z, a) = ∂aⱼ/∂zⱼ with a = σ(z), shape (m, n). For softmax this is only the diagonal of the
        Jacobian: use `backward` to take an error back.
    backward
        backward(z, a, gradient_a): from ∂C_x/∂a to δ = ∂C_x/∂z, both (m, n): gradient_a ⊙ σ′(z), or for
        softmax the product with the whole Jacobian.
    formula, derivative_formula
        LaTeX.
    numpy_source, torch_source
        σ(z) as it stands in a program for NumPy (`np`) and for PyTorch (`torch`): an expression in z, whose last axis
        is that of the neurons. It warns of nothing and loses no digits for large |z|.
    output_range
        Infimum and supremum of σ.
    saturated_below, saturated_above
        σ is saturated for z ≤ `saturated_below` and for z ≥ `saturated_above`: there |σ′| is less than
        `SATURATION` of its largest value. Infinite where that never happens; everything is saturated for the
        step function, and softmax has no bound, because its derivative depends on the other neurons.
    calculation
        How a is worked out from the z of its neuron; Σ is over the neurons of the layer. Without one, a window shows
        no more than σ(z) = a.
    elementwise
        Whether aⱼ depends on zⱼ alone. False for softmax.
    is_distribution
        Whether the outputs of a layer are shares that add up to 1. True for softmax.
    kinks
        Where σ′ does not exist, so that central differences disagree with the value chosen there.
    reaches_bounds
        Whether σ takes the finite ends of `output_range`: ReLU is 0, the sigmoid never is.
    """

    name: str
    label: str
    expression: str = ""
    total: str = ""
    value: Value = DERIVED
    derivative: Derivative = DERIVED
    backward: Backward = DERIVED
    formula: str = DERIVED
    derivative_formula: str = DERIVED
    numpy_source: str = DERIVED
    torch_source: str = DERIVED
    output_range: tuple[float, float] = DERIVED
    saturated_below: float = DERIVED
    saturated_above: float = DERIVED
    calculation: Calculation | None = DERIVED
    elementwise: bool = True
    is_distribution: bool = False
    kinks: tuple[float, ...] = DERIVED
    reaches_bounds: bool = DERIVED

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
            raise Explained(Phrase("the activation {name} has no expression; give one in z, or everything that would "
                                   "follow from it", name=repr(self.name)))
        return derived.expression_in(self.expression, "z", *(("S",) if self.total else ()))

    @property
    def is_flat(self) -> bool:
        """Whether σ′ is 0 wherever it exists, so that no error comes back through it."""
        return self.saturated_below == math.inf

    @cached_property
    def line(self) -> tuple[float, float] | None:
        """(c, d) where σ(z) = c z + d, so that layers can be multiplied into one; None where σ bends."""
        if not self.elementwise:
            return None
        places = np.array([0.0, 1.0, *np.linspace(-30.0, 30.0, 121)])
        a = self.value(places[np.newaxis])[0]
        offset, factor = float(a[0]), float(a[1] - a[0])
        is_line = np.allclose(a, factor * places + offset, rtol=1e-12, atol=1e-12)
        return (factor, offset) if is_line and not self.is_flat else None

    @cached_property
    def is_off_below(self) -> bool:
        """Whether σ doesn't change at all for small z, though elsewhere it does: then no error comes back, ever."""
        if not self.elementwise or self.is_flat or not math.isfinite(self.saturated_below):
            return False
        return not _slope(self)(self.saturated_below - np.array([[0.0, 0.01, 0.5, 3.0]])).any()

    @cached_property
    def is_rectifier(self) -> bool:
        """Whether σ lets large z through and holds small ones back, as ReLU does: what He's weights are made for."""
        if not self.elementwise:
            return False
        low, high = _slope(self)(np.array([[-30.0, 30.0]]))[0]
        return bool(abs(low) < SATURATION < 0.5 < high)

    def saturated(self, z: Array) -> npt.NDArray[np.bool_]:
        """Which entries of z lie where σ hardly changes, shape as z."""
        return (z <= self.saturated_below) | (z >= self.saturated_above)


def _value(activation: Activation) -> Value:
    value = derived.value_of(activation.read)
    if not activation.total:
        return value
    total = derived.value_of(derived.expression_in(activation.total, "z"))
    return lambda z: value(z, np.add.reduce(total(z), axis=-1, keepdims=True))


def _derivative(activation: Activation) -> Derivative:
    slope = derived.derivative_of(activation.read)
    if not activation.total:
        return lambda z, a: slope(z)
    by_total, total, total_slope = _parts_of_total(activation)

    def diagonal(z: Array, a: Array) -> Array:
        whole = np.add.reduce(total(z), axis=-1, keepdims=True)
        return slope(z, whole) + by_total(z, whole) * total_slope(z)
    return diagonal


def _backward(activation: Activation) -> Backward:
    derivative = activation.derivative
    if not activation.total:
        return lambda z, a, gradient_a: gradient_a * derivative(z, a)
    slope = derived.derivative_of(activation.read)
    by_total, total, total_slope = _parts_of_total(activation)

    def backward(z: Array, a: Array, gradient_a: Array) -> Array:
        # δⱼ = ∂C/∂aⱼ ∂aⱼ/∂zⱼ + (Σₖ ∂C/∂aₖ ∂aₖ/∂S) ∂S/∂zⱼ
        whole = np.add.reduce(total(z), axis=-1, keepdims=True)
        through = np.add.reduce(gradient_a * by_total(z, whole), axis=-1, keepdims=True)
        return gradient_a * slope(z, whole) + through * total_slope(z)
    return backward


def _parts_of_total(activation: Activation) -> tuple[derived.Values, derived.Values, derived.Values]:
    """∂a/∂S, the summand of S, and its derivative by z."""
    total = derived.expression_in(activation.total, "z")
    return derived.derivative_of(activation.read, 1), derived.value_of(total), derived.derivative_of(total)


def _formula(activation: Activation) -> str:
    if not activation.total:
        return rf"\sigma(z) = {derived.formula_of(activation.read)}"
    total = rf"\sum_k {derived.formula_of(derived.expression_in(activation.total, 'z'), z='z_k')}"
    return f"a_j = {derived.formula_of(activation.read, z='z_j', S=total)}"


def _derivative_formula(activation: Activation) -> str:
    right = activation.formula.partition(" = ")[2]
    if not activation.total:
        return rf"\sigma'(z) = {derived.derivative_latex('z', right)}"
    return rf"\frac{{\partial a_k}}{{\partial z_j}} = {derived.derivative_latex('z_j', right.replace('_j', '_k'))}"


def _source(activation: Activation, library: str, keep: str) -> str:
    names = {}
    if activation.total:
        summand = source(derived.expression_in(activation.total, "z").root, library)
        names = {"S": f"({summand}).sum(-1, {keep}=True)"}
    return source(activation.read.root, library, names)


def _range(activation: Activation) -> tuple[float, float]:
    if activation.elementwise:
        return derived.range_of(activation.value)
    return (0.0, 1.0) if activation.is_distribution else (-math.inf, math.inf)


def _slope(activation: Activation) -> Callable[[Array], Array]:
    return lambda z: activation.derivative(z, activation.value(z))


def _saturation(activation: Activation) -> tuple[float, float]:
    """Of an entry that says nothing of it."""
    if not activation.expression or not activation.elementwise:
        return -math.inf, math.inf
    return derived.saturation_of(_slope(activation), SATURATION)


def _calculation(activation: Activation) -> Calculation | None:
    text = derived.calculation_text(activation.read, S="( Σ )") if activation.expression else None
    if not activation.total:
        return Calculation(text) if text else None
    summand = derived.calculation_text(derived.expression_in(activation.total, "z"))
    return Calculation(text, summand=summand) if text and summand and text.count("Σ") == 1 else None


_WORKED_OUT: dict[str, Callable[[Activation], object]] = {
    "value": _value,
    "derivative": _derivative,
    "backward": _backward,
    "formula": _formula,
    "derivative_formula": _derivative_formula,
    "numpy_source": lambda one: _source(one, "np", "keepdims"),
    "torch_source": lambda one: _source(one, "torch", "keepdim"),
    "output_range": _range,
    "saturated_below": lambda one: _saturation(one)[0],
    "saturated_above": lambda one: _saturation(one)[1],
    "calculation": _calculation,
    "kinks": lambda one: derived.kinks_of(one.read) if one.expression and one.elementwise else (),
    "reaches_bounds": lambda one: (one.expression != "" and one.elementwise
                                   and derived.reaches_bounds(one.value, one.output_range)),
}
"""How a field that isn't given follows from the expression, in this order."""


# step: the perceptron's threshold, with the rule of Nielsen (2): output 0 if w·x + b ≤ 0


def _step(z: Array) -> Array:
    return np.heaviside(z, 0.0)


def _step_derivative(z: Array, a: Array) -> Array:
    return np.zeros_like(z)


def _step_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    return np.zeros_like(z)


# identity


def _identity(z: Array) -> Array:
    return z.copy()


def _identity_derivative(z: Array, a: Array) -> Array:
    return np.ones_like(z)


def _identity_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    return gradient_a.copy()


# sigmoid


def _sigmoid_derivative(z: Array, a: Array) -> Array:
    return a * (1.0 - a)


def _sigmoid_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    delta = 1.0 - a
    delta *= a
    delta *= gradient_a
    return delta


# tanh


def _tanh(z: Array) -> Array:
    return np.tanh(z)


def _tanh_derivative(z: Array, a: Array) -> Array:
    return 1.0 - a * a


def _tanh_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    delta = a * a
    np.subtract(1.0, delta, out=delta)
    delta *= gradient_a
    return delta


# ReLU; σ′(0) = 0 by convention


def _relu(z: Array) -> Array:
    return np.maximum(z, 0.0)


def _relu_derivative(z: Array, a: Array) -> Array:
    return np.heaviside(z, 0.0)


def _relu_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    return gradient_a * np.heaviside(z, 0.0)


# leaky ReLU; σ′(0) = LEAK by convention, as if 0 belonged to the negative side


def _leaky_relu(z: Array) -> Array:
    return np.maximum(z, LEAK * z)


def _leaky_relu_derivative(z: Array, a: Array) -> Array:
    return np.where(z > 0.0, 1.0, LEAK)


def _leaky_relu_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    return gradient_a * np.where(z > 0.0, 1.0, LEAK)


# softplus; 1 − e^−a is the same function as 1/(1 + e^−z) and keeps its digits for very negative z


def _softplus(z: Array) -> Array:
    with np.errstate(under="ignore"):
        return np.logaddexp(0.0, z)


def _softplus_derivative(z: Array, a: Array) -> Array:
    with np.errstate(under="ignore"):
        return -np.expm1(-a)


def _softplus_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    return gradient_a * _softplus_derivative(z, a)


# softmax; adding a constant to all z of a row changes nothing, so the largest is made 0 and no power overflows


def _softmax(z: Array) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        result = z - np.maximum.reduce(z, axis=-1, keepdims=True)
        np.exp(result, out=result)
        result /= np.add.reduce(result, axis=-1, keepdims=True)
    return result


def _softmax_diagonal(z: Array, a: Array) -> Array:
    return a * (1.0 - a)


def _softmax_backward(z: Array, a: Array, gradient_a: Array) -> Array:
    # δⱼ = Σₖ ∂C/∂aₖ aₖ (1[j = k] − aⱼ) = aⱼ (∂C/∂aⱼ − Σₖ aₖ ∂C/∂aₖ)
    mean = np.add.reduce(a * gradient_a, axis=-1, keepdims=True)
    delta = gradient_a - mean
    delta *= a
    return delta


# σ′ = a(1 − a) is SATURATION of its largest value ¼ where 2a − 1 = tanh(z/2) = ±√(1 − SATURATION);
# tanh′ = 1 − a² where a = tanh(z) is that; softplus′ = sigmoid(z) where z = ln(SATURATION / (1 − SATURATION)).
_TANH_BOUND = math.atanh(math.sqrt(1.0 - SATURATION))
_SOFTPLUS_BOUND = math.log(SATURATION / (1.0 - SATURATION))

ACTIVATIONS: tuple[Activation, ...] = (
    Activation(
        name="step",
        label="Step",
        value=_step,
        derivative=_step_derivative,
        backward=_step_backward,
        formula=r"\sigma(z) = \begin{cases} 1, & z > 0 \\ 0, & z \le 0 \end{cases}",
        derivative_formula=r"\sigma'(z) = 0",
        numpy_source="np.where(z > 0, 1.0, 0.0)",
        torch_source="(z > 0).to(z.dtype)",
        output_range=(0.0, 1.0),
        calculation=Calculation("[ z > 0 ]"),
        saturated_below=math.inf,
        saturated_above=-math.inf,
        kinks=(0.0,),
        reaches_bounds=True,
    ),
    Activation(
        name="identity",
        label="Identity",
        expression="z",
        value=_identity,
        derivative=_identity_derivative,
        backward=_identity_backward,
        formula=r"\sigma(z) = z",
        derivative_formula=r"\sigma'(z) = 1",
        output_range=(-math.inf, math.inf),
    ),
    Activation(
        name="sigmoid",
        label="Sigmoid",
        expression="σ(z)",
        value=sigmoid,
        derivative=_sigmoid_derivative,
        backward=_sigmoid_backward,
        formula=r"\sigma(z) = \frac{1}{1 + e^{-z}}",
        derivative_formula=r"\sigma'(z) = \sigma(z)(1 - \sigma(z))",
        output_range=(0.0, 1.0),
        calculation=Calculation("1 / ( 1 + e^−z )"),
        saturated_below=-2.0 * _TANH_BOUND,
        saturated_above=2.0 * _TANH_BOUND,
    ),
    Activation(
        name="tanh",
        label="Tanh",
        expression="tanh(z)",
        value=_tanh,
        derivative=_tanh_derivative,
        backward=_tanh_backward,
        formula=r"\sigma(z) = \tanh(z)",
        derivative_formula=r"\sigma'(z) = 1 - \tanh^2(z)",
        output_range=(-1.0, 1.0),
        saturated_below=-_TANH_BOUND,
        saturated_above=_TANH_BOUND,
    ),
    Activation(
        name="relu",
        label="ReLU",
        expression="relu(z)",
        value=_relu,
        derivative=_relu_derivative,
        backward=_relu_backward,
        formula=r"\sigma(z) = \max(0, z)",
        derivative_formula=r"\sigma'(z) = \begin{cases} 1, & z > 0 \\ 0, & z \le 0 \end{cases}",
        output_range=(0.0, math.inf),
        saturated_below=0.0,
        kinks=(0.0,),
        reaches_bounds=True,
    ),
    Activation(
        name="leaky_relu",
        label="Leaky ReLU",
        # where both are equal the slope is that of the first, as LEAK is the slope at 0
        expression=f"max({LEAK:g}·z, z)",
        value=_leaky_relu,
        derivative=_leaky_relu_derivative,
        backward=_leaky_relu_backward,
        formula=rf"\sigma(z) = \max({LEAK} \, z, z)",
        derivative_formula=rf"\sigma'(z) = \begin{{cases}} 1, & z > 0 \\ {LEAK}, & z \le 0 \end{{cases}}",
        numpy_source=f"np.maximum(z, {LEAK} * z)",
        torch_source=f"torch.maximum(z, {LEAK} * z)",
        output_range=(-math.inf, math.inf),
        saturated_below=0.0,
        kinks=(0.0,),
    ),
    Activation(
        name="softplus",
        label="Softplus",
        expression="ln(1 + exp(z))",
        value=_softplus,
        derivative=_softplus_derivative,
        backward=_softplus_backward,
        formula=r"\sigma(z) = \ln(1 + e^z)",
        derivative_formula=r"\sigma'(z) = \frac{1}{1 + e^{-z}}",
        numpy_source="np.logaddexp(0.0, z)",
        torch_source="torch.logaddexp(torch.zeros_like(z), z)",
        output_range=(0.0, math.inf),
        saturated_below=_SOFTPLUS_BOUND,
    ),
    Activation(
        name="softmax",
        label="Softmax",
        expression="exp(z)/S",
        total="exp(z)",
        value=_softmax,
        derivative=_softmax_diagonal,
        backward=_softmax_backward,
        formula=r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
        derivative_formula=r"\frac{\partial a_k}{\partial z_j} = a_k (1_{k=j} - a_j)",
        numpy_source="(powers := np.exp(z - z.max(axis=-1, keepdims=True))) / powers.sum(axis=-1, keepdims=True)",
        torch_source="torch.softmax(z, dim=-1)",
        output_range=(0.0, 1.0),
        elementwise=False,
        is_distribution=True,
    ),
)


def activation_named(name: str) -> Activation:
    """The activation with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for activation in ACTIVATIONS:
        if activation.name == name:
            return activation
    known = ", ".join(activation.name for activation in ACTIVATIONS)
    raise Explained(Phrase("there is no activation {name}; choose one of {known}", name=repr(name), known=known))
