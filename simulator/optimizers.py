"""Optimizers: functions from θ, the gradient and their memory to the next θ and the next memory.

None of them writes into what it is given, so that every moment of a run stays what it was. A new optimizer is one
new entry in `OPTIMIZERS`: its rule, what it remembers and its numbers are enough, all else follows from that. What is
written by hand beside it is quicker or nicer to read, and tested against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator import optimizer_rules as rules
from simulator.arrays import Array
from simulator.derived import DERIVED, fill
from simulator.derived_rules import Rule
from simulator.errors import Explained, Phrase
from simulator.hyperparameters import HyperParameter
from simulator.optimizer_rules import Apart, Memory, Numbers, Terms, Update

_LONGEST_MARK = 5


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
    usual_rate
        A learning rate η to begin with: what suits one optimizer makes another one creep or diverge.
    hyperparameters
        What can be adjusted besides η.
    memory_symbols
        One symbol for each vector of the memory. They are as long as θ and begin as zeros.
    rule
        The assignments: pairs of a name and the expression, as `parse` reads it, of its next value, in their order.
        The names are θ, g, η, t for the step, those of `memory_symbols`, the `name` of every hyperparameter, and what
        an assignment before has introduced, such as m_hat. The last one is that of θ. From it everything follows that
        isn't given; empty where `update` says it all.
    assignments
        The rule in numbers: the same pairs with the text of a `Calculation`. Without any, a window shows no more than
        what changes.
    apart
        The move taken apart, as `terms` gives it, with the arguments of `update`.
    stability
        What `stable_curvature` gives, from the numbers; None where no learning rate is too large for a quadratic cost
        of its own accord, because the steps are scaled by the gradients met so far.
    surface_rate
        η on a loss surface: where the moves grow with the slope, as a share of what suits gradient descent there;
        otherwise of the narrower side of the window, because a move is about as long as η.
    mark
        The name in a few letters, the same in every language.
    colors
        In charts, on light and on dark ground, such as "#2563eb"; None for some that differ from all others.
    """

    name: str
    label: str
    formulas: tuple[str, ...] = DERIVED
    update: Update = DERIVED
    usual_rate: float = DERIVED
    hyperparameters: tuple[HyperParameter, ...] = ()
    memory_symbols: tuple[str, ...] = ()
    rule: tuple[tuple[str, str], ...] = ()
    assignments: tuple[tuple[str, str], ...] = DERIVED
    apart: Apart = DERIVED
    stability: Callable[[Numbers], float] | None = DERIVED
    surface_rate: float = DERIVED
    mark: str = DERIVED
    colors: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        fill(self, _WORKED_OUT)

    @property
    def read(self) -> Rule:
        """The rule, read.

        Raises
        ------
        Explained
            If there is none, or none that can be read.
        """
        if not self.rule:
            raise Explained(Phrase("the optimizer {name} has no rule; give one, or everything that would follow from "
                                   "it", name=repr(self.name)))
        return Rule(self.rule, self.memory_symbols, tuple(one.name for one in self.hyperparameters))

    @cached_property
    def follows_slope(self) -> bool:
        """Whether the moves grow with the gradients, so that η means the same as for gradient descent."""
        gradient = np.array([0.3, -1.1])
        memory = tuple(np.array([0.2, 0.7]) for _ in self.memory_symbols)
        one, ten = (self.update(np.zeros(2), scale * gradient, tuple(scale * vector for vector in memory), 3, 0.1,
                                self.defaults)[0] for scale in (1.0, 10.0))
        return bool(np.allclose(10.0 * one, ten, rtol=1e-6))

    @cached_property
    def is_plain(self) -> bool:
        """Whether it is gradient descent itself: θ − η g, whatever came before."""
        theta, gradient = np.array([2.0, -3.0]), np.array([0.5, -1.0])
        memory = tuple(np.ones(2) for _ in self.memory_symbols)
        new, _ = self.update(theta, gradient, memory, 3, 0.25, self.defaults)
        return bool(np.array_equal(new, theta - 0.25 * gradient))

    @property
    def memory_count(self) -> int:
        """How many vectors the optimizer remembers."""
        return len(self.memory_symbols)

    @property
    def defaults(self) -> Numbers:
        """The default of every number, as `update` takes them."""
        return tuple(number.default for number in self.hyperparameters)

    def terms(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
              numbers: Numbers) -> Terms:
        """The move θ_new − θ of `update` as named vectors that add up to it.

        Parameters are those of `update`: the memory is that of before the step. The names are short formulas in plain
        characters, the same in every language, whose symbols mean the values before the step.
        """
        return self.apart(theta, gradient, memory, step, learning_rate, numbers)

    def stable_curvature(self, numbers: Numbers) -> float | None:
        """On a quadratic cost of curvature λ descent converges while η·λ is below this; None if there is no bound."""
        return None if self.stability is None else self.stability(numbers)


def _apart(optimizer: Optimizer) -> Apart:
    return optimizer.read.terms if optimizer.rule else rules.terms_of(optimizer.update)


def _stability(optimizer: Optimizer) -> Callable[[Numbers], float] | None:
    if not optimizer.follows_slope:
        return None
    return lambda numbers: rules.stability_of(optimizer.update, optimizer.memory_count, numbers)


def _mark(optimizer: Optimizer) -> str:
    """A short name as it is, otherwise its capitals or the first letters of its words."""
    label = optimizer.label
    capitals = "".join(letter for letter in label if letter.isupper())
    initials = "".join(word[0].upper() for word in label.split())
    return label if len(label) <= _LONGEST_MARK else max(capitals, initials, label[:3], key=lambda one: (
        2 <= len(one) <= _LONGEST_MARK, one != label[:3], len(one)))


_WORKED_OUT: dict[str, Callable[[Optimizer], object]] = {
    "formulas": lambda one: one.read.formulas({number.name: number.symbol for number in one.hyperparameters}),
    "update": lambda one: one.read.update,
    "usual_rate": lambda one: 0.1 if one.follows_slope else 0.001,
    "assignments": lambda one: one.read.calculations if one.rule else (),
    "apart": _apart,
    "stability": _stability,
    "surface_rate": lambda one: 0.2 if one.follows_slope else 0.02,
    "mark": _mark,
}
"""How a field that isn't given follows from the rule, in this order."""


def _share(name: str, label: str, symbol: str, default: float) -> HyperParameter:
    """How much of the memory survives a step."""
    return HyperParameter(name, label, symbol, default, 0.0, 1.0, low_included=True)


_MU = _share("momentum", "momentum", r"\mu", 0.9)
_EPSILON = HyperParameter("epsilon", "smallest divisor", r"\varepsilon", 1e-8, 0.0, 1.0, high_included=True)
_SCALED_STEP = r"\theta \leftarrow \theta - \frac{\eta}{\sqrt{s} + \varepsilon} \, g"
_VELOCITY = ("v", "momentum·v − η·g")
_SCALED = ("θ", "θ − η/(sqrt(s) + epsilon)·g")

OPTIMIZERS: tuple[Optimizer, ...] = (
    Optimizer(
        name="gradient_descent",
        label="Gradient descent",
        formulas=(r"\theta \leftarrow \theta - \eta \, g",),
        update=rules.gradient_descent,
        apart=rules.gradient_descent_terms,
        stability=rules.gradient_descent_stability,
        usual_rate=0.3,
        surface_rate=1.0,
        mark="GD",
        colors=("#2563eb", "#4e76b4"),
        rule=(("θ", "θ − η·g"),),
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
        mark="M",
        colors=("#cb6e2f", "#f49b4c"),
        hyperparameters=(_MU,),
        memory_symbols=("v",),
        rule=(_VELOCITY, ("θ", "θ + v")),
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
        mark="N",
        colors=("#215358", "#97c2c3"),
        hyperparameters=(_MU,),
        memory_symbols=("v",),
        rule=(_VELOCITY, ("θ", "θ + momentum·v − η·g")),
    ),
    # J. Duchi, E. Hazan, Y. Singer, *Adaptive Subgradient Methods*, 2011
    Optimizer(
        name="adagrad",
        label="AdaGrad",
        formulas=(r"s \leftarrow s + g^2", _SCALED_STEP),
        update=rules.adagrad,
        apart=rules.adagrad_terms,
        usual_rate=0.02,
        surface_rate=0.08,
        mark="AG",
        colors=("#328c5f", "#5cc794"),
        hyperparameters=(_EPSILON,),
        memory_symbols=("s",),
        rule=(("s", "s + g²"), _SCALED),
    ),
    # G. Hinton, *Neural Networks for Machine Learning*, lecture 6e, 2012
    Optimizer(
        name="rmsprop",
        label="RMSProp",
        formulas=(r"s \leftarrow \rho s + (1 - \rho) \, g^2", _SCALED_STEP),
        update=rules.rmsprop,
        apart=rules.rmsprop_terms,
        usual_rate=0.001,
        surface_rate=0.008,
        mark="RMS",
        colors=("#8824a4", "#d39df0"),
        hyperparameters=(_share("decay", "decay of the mean square", r"\rho", 0.9), _EPSILON),
        memory_symbols=("s",),
        rule=(("s", "decay·s + (1 − decay)·g²"), _SCALED),
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
        mark="Adam",
        colors=("#b32a32", "#af5f62"),
        hyperparameters=(
            _share("beta_1", "decay of the mean", r"\beta_1", 0.9),
            _share("beta_2", "decay of the mean square", r"\beta_2", 0.999),
            _EPSILON,
        ),
        memory_symbols=("m", "s"),
        rule=(
            ("m", "beta_1·m + (1 − beta_1)·g"),
            ("s", "beta_2·s + (1 − beta_2)·g²"),
            ("m_hat", "m/(1 − beta_1^t)"),
            ("s_hat", "s/(1 − beta_2^t)"),
            ("θ", "θ − η/(sqrt(s_hat) + epsilon)·m_hat"),
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
