"""Activations σ: the value, the derivative and the way an error takes back through it, side by side.

Every function takes and returns one row a sample, accepts any finite z without a warning, and never writes into
its inputs. A new activation is one new entry in `ACTIVATIONS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.arrays import Array
from simulator.calculation import Calculation
from simulator.errors import Explained, Phrase

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
    value: Value
    derivative: Derivative
    backward: Backward
    formula: str
    derivative_formula: str
    numpy_source: str
    torch_source: str
    output_range: tuple[float, float]
    saturated_below: float = -math.inf
    saturated_above: float = math.inf
    calculation: Calculation | None = None
    elementwise: bool = True
    is_distribution: bool = False
    kinks: tuple[float, ...] = ()
    reaches_bounds: bool = False

    def saturated(self, z: Array) -> npt.NDArray[np.bool_]:
        """Which entries of z lie where σ hardly changes, shape as z."""
        return (z <= self.saturated_below) | (z >= self.saturated_above)


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


# (errstate costs a third as a decorator of what it does as a block, and sigmoid is called in every step)
@np.errstate(over="ignore", under="ignore")
def _sigmoid(z: Array) -> Array:
    # For z < −709.78 e^−z is infinite and the quotient 0: the true value is below the smallest normal number.
    result = np.negative(z)
    np.exp(result, out=result)
    result += 1.0
    return np.reciprocal(result, out=result)


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
        value=_identity,
        derivative=_identity_derivative,
        backward=_identity_backward,
        formula=r"\sigma(z) = z",
        derivative_formula=r"\sigma'(z) = 1",
        numpy_source="z",
        torch_source="z",
        output_range=(-math.inf, math.inf),
        calculation=Calculation("z"),
    ),
    Activation(
        name="sigmoid",
        label="Sigmoid",
        value=_sigmoid,
        derivative=_sigmoid_derivative,
        backward=_sigmoid_backward,
        formula=r"\sigma(z) = \frac{1}{1 + e^{-z}}",
        derivative_formula=r"\sigma'(z) = \sigma(z)(1 - \sigma(z))",
        # (e^700 is a number, e^710 is none anymore)
        numpy_source="1 / (1 + np.exp(-np.maximum(z, -700.0)))",
        torch_source="torch.sigmoid(z)",
        output_range=(0.0, 1.0),
        calculation=Calculation("1 / ( 1 + e^−z )"),
        saturated_below=-2.0 * _TANH_BOUND,
        saturated_above=2.0 * _TANH_BOUND,
    ),
    Activation(
        name="tanh",
        label="Tanh",
        value=_tanh,
        derivative=_tanh_derivative,
        backward=_tanh_backward,
        formula=r"\sigma(z) = \tanh(z)",
        derivative_formula=r"\sigma'(z) = 1 - \tanh^2(z)",
        numpy_source="np.tanh(z)",
        torch_source="torch.tanh(z)",
        output_range=(-1.0, 1.0),
        calculation=Calculation("tanh ( z )"),
        saturated_below=-_TANH_BOUND,
        saturated_above=_TANH_BOUND,
    ),
    Activation(
        name="relu",
        label="ReLU",
        value=_relu,
        derivative=_relu_derivative,
        backward=_relu_backward,
        formula=r"\sigma(z) = \max(0, z)",
        derivative_formula=r"\sigma'(z) = \begin{cases} 1, & z > 0 \\ 0, & z \le 0 \end{cases}",
        numpy_source="np.maximum(z, 0.0)",
        torch_source="torch.relu(z)",
        output_range=(0.0, math.inf),
        calculation=Calculation("max ( 0 , z )"),
        saturated_below=0.0,
        kinks=(0.0,),
        reaches_bounds=True,
    ),
    Activation(
        name="leaky_relu",
        label="Leaky ReLU",
        value=_leaky_relu,
        derivative=_leaky_relu_derivative,
        backward=_leaky_relu_backward,
        formula=rf"\sigma(z) = \max({LEAK} \, z, z)",
        derivative_formula=rf"\sigma'(z) = \begin{{cases}} 1, & z > 0 \\ {LEAK}, & z \le 0 \end{{cases}}",
        numpy_source=f"np.maximum(z, {LEAK} * z)",
        torch_source=f"torch.maximum(z, {LEAK} * z)",
        output_range=(-math.inf, math.inf),
        calculation=Calculation(f"max ( {LEAK} · z , z )"),
        saturated_below=0.0,
        kinks=(0.0,),
    ),
    Activation(
        name="softplus",
        label="Softplus",
        value=_softplus,
        derivative=_softplus_derivative,
        backward=_softplus_backward,
        formula=r"\sigma(z) = \ln(1 + e^z)",
        derivative_formula=r"\sigma'(z) = \frac{1}{1 + e^{-z}}",
        numpy_source="np.logaddexp(0.0, z)",
        torch_source="torch.logaddexp(torch.zeros_like(z), z)",
        output_range=(0.0, math.inf),
        calculation=Calculation("ln ( 1 + e^z )"),
        saturated_below=_SOFTPLUS_BOUND,
    ),
    Activation(
        name="softmax",
        label="Softmax",
        value=_softmax,
        derivative=_softmax_diagonal,
        backward=_softmax_backward,
        formula=r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}",
        derivative_formula=r"\frac{\partial a_k}{\partial z_j} = a_k (1_{k=j} - a_j)",
        numpy_source="(powers := np.exp(z - z.max(axis=-1, keepdims=True))) / powers.sum(axis=-1, keepdims=True)",
        torch_source="torch.softmax(z, dim=-1)",
        output_range=(0.0, 1.0),
        calculation=Calculation("e^z / ( Σ )", summand="e^z"),
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
