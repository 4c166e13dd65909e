"""Optimizers: functions from θ, the gradient and their memory to the next θ and the next memory.

None of them writes into what it is given, so that every moment of a run stays what it was. A new optimizer is one
new entry in `OPTIMIZERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator import optimizer_rules as rules
from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.hyperparameters import HyperParameter
from simulator.optimizer_rules import Memory, Numbers, Terms

Update = Callable[[Array, Array, Memory, int, float, Numbers], tuple[Array, Memory]]
Apart = Callable[[Array, Memory, int, float, Numbers], Terms]


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
    apart
        The move taken apart, as `terms` gives it; None for one that is not.
    stability
        What `stable_curvature` gives, from the numbers; None where no learning rate is too large for a quadratic cost
        of its own accord, because the steps are scaled by the gradients met so far.
    """

    name: str
    label: str
    formulas: tuple[str, ...]
    update: Update
    usual_rate: float
    hyperparameters: tuple[HyperParameter, ...] = ()
    memory_symbols: tuple[str, ...] = ()
    assignments: tuple[tuple[str, str], ...] = ()
    apart: Apart | None = None
    stability: Callable[[Numbers], float] | None = None

    @property
    def memory_count(self) -> int:
        """How many vectors the optimizer remembers."""
        return len(self.memory_symbols)

    @property
    def defaults(self) -> Numbers:
        """The default of every number, as `update` takes them."""
        return tuple(number.default for number in self.hyperparameters)

    def terms(self, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers) -> Terms:
        """The move θ_new − θ of `update` as named vectors that add up to it.

        Parameters are those of `update`: the memory is that of before the step. The names are short formulas in plain
        characters, the same in every language, whose symbols mean the values before the step.
        """
        if self.apart is not None:
            return self.apart(gradient, memory, step, learning_rate, numbers)
        # from θ = 0 the next θ is the move itself, without the rounding that another θ brings
        move, _ = self.update(np.zeros_like(gradient), gradient, memory, step, learning_rate, numbers)
        return (("Δθ", move),)

    def stable_curvature(self, numbers: Numbers) -> float | None:
        """On a quadratic cost of curvature λ descent converges while η·λ is below this; None if there is no bound."""
        return None if self.stability is None else self.stability(numbers)


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
        update=rules.gradient_descent,
        apart=rules.gradient_descent_terms,
        stability=rules.gradient_descent_stability,
        usual_rate=0.3,
        assignments=(("θ", "θ − η · g"),),
    ),
    # B. Polyak, 1964; written as in Nielsen (107) and (108)
    Optimizer(
        name="momentum",
        label="Momentum",
        formulas=(r"v \leftarrow \mu v - \eta \, g", r"\theta \leftarrow \theta + v"),
        update=rules.momentum,
        apart=rules.momentum_terms,
        stability=rules.momentum_stability,
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
        update=rules.nesterov,
        apart=rules.nesterov_terms,
        stability=rules.nesterov_stability,
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
        update=rules.adagrad,
        apart=rules.adagrad_terms,
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
        update=rules.rmsprop,
        apart=rules.rmsprop_terms,
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
        update=rules.adam,
        apart=rules.adam_terms,
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
