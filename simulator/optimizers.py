"""Optimizers: functions from θ, the gradient and their memory to the next θ and the next memory.

None of them writes into what it is given, so that every moment of a run stays what it was. A new optimizer is one
new entry in `OPTIMIZERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.hyperparameters import HyperParameter

Memory = tuple[Array, ...]
Numbers = tuple[float, ...]
Update = Callable[[Array, Array, Memory, int, float, Numbers], tuple[Array, Memory]]


@dataclass(frozen=True)
class Optimizer:
    """One rule for the step from θ to the next θ.

    Attributes
    ----------
    name, label
        The key in experiments, and the English name that the window translates.
    formulas
        The rule in LaTeX, one line an assignment, in the order of calculation; g is the gradient ∂C/∂θ and every
        operation is meant entry by entry.
    update
        update(theta, gradient, memory, step, learning_rate, numbers) gives (next theta, next memory). `step`
        counts updates from 1; `numbers` holds one value for each of `hyperparameters`.
    hyperparameters
        What can be adjusted besides η.
    usual_rate
        A learning rate η to begin with: what suits one optimizer makes another one creep or diverge.
    memory_symbols
        One symbol for each vector of the memory. They are as long as θ and begin as zeros.
    assignments
        The rule in numbers: pairs of a name and the text of the calculation (see `Calculation`) of its next value, in
        their order. The names are θ, g, η, t for the step, those of `memory_symbols`, the `name` of every
        hyperparameter, and what an assignment before has introduced. The last one is that of θ. Without any, a window
        shows no more than what changes.
    """

    name: str
    label: str
    formulas: tuple[str, ...]
    update: Update
    usual_rate: float
    hyperparameters: tuple[HyperParameter, ...] = ()
    memory_symbols: tuple[str, ...] = ()
    assignments: tuple[tuple[str, str], ...] = ()

    @property
    def memory_count(self) -> int:
        """How many vectors the optimizer remembers."""
        return len(self.memory_symbols)

    @property
    def defaults(self) -> Numbers:
        """The default of every number, as `update` takes them."""
        return tuple(number.default for number in self.hyperparameters)


def _gradient_descent(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    theta_new = gradient * -learning_rate
    theta_new += theta
    return theta_new, memory


def _next_velocity(gradient: Array, velocity: Array, learning_rate: float, mu: float) -> tuple[Array, Array]:
    descent = gradient * -learning_rate
    velocity_new = velocity * mu
    velocity_new += descent
    return velocity_new, descent


def _momentum(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    velocity, spare = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    return np.add(theta, velocity, out=spare), (velocity,)


def _nesterov(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    velocity, theta_new = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    theta_new += velocity * numbers[0]
    theta_new += theta
    return theta_new, (velocity,)


def _moving_mean(mean: Array, gradient: Array, decay: float) -> Array:
    """Decay · mean + (1 − decay) · gradient."""
    result = mean * decay
    result += gradient * (1.0 - decay)
    return result


def _moving_mean_of_squares(mean: Array, gradient: Array, decay: float) -> Array:
    """Decay · mean + (1 − decay) · gradient²."""
    result = gradient * gradient
    result *= 1.0 - decay
    result += mean * decay
    return result


def _descend_scaled(theta: Array, direction: Array, square: Array, epsilon: float, learning_rate: float) -> Array:
    """Next θ = θ − η / (√square + ε) · direction, all in one new array."""
    theta_new = np.sqrt(square)
    theta_new += epsilon
    np.divide(direction, theta_new, out=theta_new)
    theta_new *= -learning_rate
    theta_new += theta
    return theta_new


def _adagrad(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    square = gradient * gradient
    square += memory[0]
    return _descend_scaled(theta, gradient, square, numbers[0], learning_rate), (square,)


def _rmsprop(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    rho, epsilon = numbers
    square = _moving_mean_of_squares(memory[0], gradient, rho)
    return _descend_scaled(theta, gradient, square, epsilon, learning_rate), (square,)


def _adam(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    beta_1, beta_2, epsilon = numbers
    mean = _moving_mean(memory[0], gradient, beta_1)
    square = _moving_mean_of_squares(memory[1], gradient, beta_2)
    corrected_square = square / (1.0 - beta_2**step)
    corrected_rate = learning_rate / (1.0 - beta_1**step)
    return _descend_scaled(theta, mean, corrected_square, epsilon, corrected_rate), (mean, square)


def _share(name: str, label: str, symbol: str, default: float) -> HyperParameter:
    """How much of the memory survives a step."""
    return HyperParameter(name, label, symbol, default, 0.0, 1.0, low_included=True)


_MU = _share("momentum", "momentum", r"\mu", 0.9)
_EPSILON = HyperParameter("epsilon", "smallest divisor", r"\varepsilon", 1e-8, 0.0, 1.0, high_included=True)
_SCALED_STEP = r"\theta \leftarrow \theta - \frac{\eta}{\sqrt{s} + \varepsilon} \, g"
_VELOCITY = ("v", "momentum · v − η · g")
_SCALED = ("θ", "θ − η / ( √s + epsilon ) · g")

OPTIMIZERS: tuple[Optimizer, ...] = (
    Optimizer(
        name="gradient_descent",
        label="Gradient descent",
        formulas=(r"\theta \leftarrow \theta - \eta \, g",),
        update=_gradient_descent,
        usual_rate=0.3,
        assignments=(("θ", "θ − η · g"),),
    ),
    # B. Polyak, 1964; written as in Nielsen (107) and (108)
    Optimizer(
        name="momentum",
        label="Momentum",
        formulas=(r"v \leftarrow \mu v - \eta \, g", r"\theta \leftarrow \theta + v"),
        update=_momentum,
        usual_rate=0.03,
        hyperparameters=(_MU,),
        memory_symbols=("v",),
        assignments=(_VELOCITY, ("θ", "θ + v")),
    ),
    # Nesterov takes the gradient one step of the velocity ahead. Here θ is that look-ahead point itself, so that the
    # gradient belongs to the θ that is shown: Y. Bengio, N. Boulanger-Lewandowski, R. Pascanu, *Advances in
    # Optimizing Recurrent Networks*, 2013, with one μ for all steps.
    Optimizer(
        name="nesterov",
        label="Nesterov momentum",
        formulas=(r"v \leftarrow \mu v - \eta \, g", r"\theta \leftarrow \theta + \mu v - \eta \, g"),
        update=_nesterov,
        usual_rate=0.03,
        hyperparameters=(_MU,),
        memory_symbols=("v",),
        assignments=(_VELOCITY, ("θ", "θ + momentum · v − η · g")),
    ),
    # J. Duchi, E. Hazan, Y. Singer, *Adaptive Subgradient Methods*, 2011
    Optimizer(
        name="adagrad",
        label="AdaGrad",
        formulas=(r"s \leftarrow s + g^2", _SCALED_STEP),
        update=_adagrad,
        usual_rate=0.02,
        hyperparameters=(_EPSILON,),
        memory_symbols=("s",),
        assignments=(("s", "s + g²"), _SCALED),
    ),
    # G. Hinton, *Neural Networks for Machine Learning*, lecture 6e, 2012
    Optimizer(
        name="rmsprop",
        label="RMSProp",
        formulas=(r"s \leftarrow \rho s + (1 - \rho) \, g^2", _SCALED_STEP),
        update=_rmsprop,
        usual_rate=0.001,
        hyperparameters=(_share("decay", "decay of the mean square", r"\rho", 0.9), _EPSILON),
        memory_symbols=("s",),
        assignments=(("s", "decay · s + ( 1 − decay ) · g²"), _SCALED),
    ),
    # D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, 2015, algorithm 1; t counts the updates from 1
    Optimizer(
        name="adam",
        label="Adam",
        formulas=(
            r"m \leftarrow \beta_1 m + (1 - \beta_1) \, g",
            r"s \leftarrow \beta_2 s + (1 - \beta_2) \, g^2",
            r"\hat{m} = \frac{m}{1 - \beta_1^t}, \quad \hat{s} = \frac{s}{1 - \beta_2^t}",
            r"\theta \leftarrow \theta - \frac{\eta}{\sqrt{\hat{s}} + \varepsilon} \, \hat{m}",
        ),
        update=_adam,
        usual_rate=0.001,
        hyperparameters=(
            _share("beta_1", "decay of the mean", r"\beta_1", 0.9),
            _share("beta_2", "decay of the mean square", r"\beta_2", 0.999),
            _EPSILON,
        ),
        memory_symbols=("m", "s"),
        assignments=(
            ("m", "beta_1 · m + ( 1 − beta_1 ) · g"),
            ("s", "beta_2 · s + ( 1 − beta_2 ) · g²"),
            ("m\u0302", "m / ( 1 − beta_1^t )"),
            ("s\u0302", "s / ( 1 − beta_2^t )"),
            ("θ", "θ − η / ( √s\u0302 + epsilon ) · m\u0302"),
        ),
    ),
)


def initial_memory(optimizer: Optimizer, parameter_count: int) -> Memory:
    """The memory before the first update: zeros, one vector of length p for each of `memory_symbols`."""
    return tuple(np.zeros(parameter_count) for _ in optimizer.memory_symbols)


def optimizer_named(name: str) -> Optimizer:
    """The optimizer with this key.

    Raises
    ------
    Explained
        If there is none.
    """
    for optimizer in OPTIMIZERS:
        if optimizer.name == name:
            return optimizer
    known = ", ".join(optimizer.name for optimizer in OPTIMIZERS)
    raise Explained(Phrase("there is no optimizer {name}; choose one of {known}", name=repr(name), known=known))
