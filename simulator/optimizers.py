"""Optimizers: functions from θ, the gradient and their memory to the next θ and the next memory.

None of them writes into what it is given, so that every moment of a run stays what it was. A new optimizer is one
new entry in `OPTIMIZERS`: its rule, what it remembers and its numbers are enough, all else follows from that. What is
written by hand beside it is quicker or nicer to read, and tested against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.derived import DERIVED, expression_in, fill, value_of
from simulator.errors import Explained, Phrase
from simulator.expressions import Expression, Node, Number, Operation, Variable, operation_named, walk
from simulator.expressions.writing import calculation, latex
from simulator.hyperparameters import HyperParameter

# The rules of the optimizers: the update, the same move taken apart, and how large η may be.
#
# Every `…_terms` gives named vectors whose sum is the move θ_new − θ of its update; all symbols in the names are
# those of before the step. A `…_stability` answers for a quadratic cost of curvature λ: descent converges while η·λ
# stays below the number, and runs away above it.

Memory = tuple[Array, ...]
Numbers = tuple[float, ...]
Terms = tuple[tuple[str, Array], ...]
Update = Callable[[Array, Array, Memory, int, float, Numbers], tuple[Array, Memory]]
Apart = Callable[[Array, Array, Memory, int, float, Numbers], Terms]

_SMALL_RATE = 2.0**-10


def terms_of(update: Update) -> Apart:
    """The move of any update: what it is without θ, and what θ itself adds where it does, as weight decay does."""
    def apart(theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
              numbers: Numbers) -> Terms:
        # from θ = 0 the next θ is the move itself, without the rounding that another θ brings
        move, _ = update(np.zeros_like(gradient), gradient, memory, step, learning_rate, numbers)
        new, _ = update(theta, gradient, memory, step, learning_rate, numbers)
        rest = (new - theta) - move
        if (np.abs(rest) <= 4.0 * np.finfo(np.float64).eps * (np.abs(theta) + np.abs(move))).all():
            return (("Δθ", move),)
        return ("Δθ(g)", move), ("Δθ(θ)", rest)
    return apart


def stability_of(update: Update, memory_count: int, numbers: Numbers) -> float:
    """Below which η·λ an update that is linear in g, θ and memory converges, by the radius of its matrix."""
    def radius(bound: float) -> float:
        size = 1 + memory_count
        columns = []
        for unit in np.eye(size):
            theta, memory = np.array([unit[0]]), tuple(np.array([one]) for one in unit[1:])
            new, kept = update(theta, bound / _SMALL_RATE * theta, memory, 1, _SMALL_RATE, numbers)
            columns.append(np.concatenate((new, *kept)))
        return float(np.abs(np.linalg.eigvals(np.column_stack(columns))).max())

    low, high = 0.0, 2.0**-6
    while radius(high) < 1.0 and high < 2.0**20:
        low, high = high, 2.0 * high
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if radius(middle) < 1.0 else (low, middle)
    return low


def gradient_descent(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """Next θ = θ − η g."""
    theta_new = gradient * -learning_rate
    theta_new += theta
    return theta_new, memory


def gradient_descent_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """−η g alone."""
    return (("−η g", gradient * -learning_rate),)


def gradient_descent_stability(numbers: Numbers) -> float:
    """2: every step multiplies θ by 1 − η λ."""
    return 2.0


def _next_velocity(gradient: Array, velocity: Array, learning_rate: float, mu: float) -> tuple[Array, Array]:
    descent = gradient * -learning_rate
    velocity_new = velocity * mu
    velocity_new += descent
    return velocity_new, descent


def momentum(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """v = μ v − η g and next θ = θ + v."""
    velocity, spare = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    return np.add(theta, velocity, out=spare), (velocity,)


def momentum_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """What is left of the velocity, and the present gradient."""
    return ("μ v", memory[0] * numbers[0]), ("−η g", gradient * -learning_rate)


def momentum_stability(numbers: Numbers) -> float:
    """2 (1 + μ): z² − (1 + μ − η λ) z + μ has its roots in the unit circle."""
    return 2.0 * (1.0 + numbers[0])


def nesterov(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """v = μ v − η g and next θ = θ + μ v − η g, with the v just made."""
    velocity, theta_new = _next_velocity(gradient, memory[0], learning_rate, numbers[0])
    theta_new += velocity * numbers[0]
    theta_new += theta
    return theta_new, (velocity,)


def nesterov_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The new velocity put in: μ (μ v − η g) − η g."""
    mu = numbers[0]
    return ("μ² v", memory[0] * (mu * mu)), ("−(1 + μ) η g", gradient * (-(1.0 + mu) * learning_rate))


def nesterov_stability(numbers: Numbers) -> float:
    """2 (1 + μ) / (1 + 2 μ): below it, z² − (1 + μ) c z + μ c with c = 1 − η λ has its roots in the unit circle."""
    return 2.0 * (1.0 + numbers[0]) / (1.0 + 2.0 * numbers[0])


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


def _scaled(direction: Array, square: Array, epsilon: float, learning_rate: float) -> Array:
    """−η / (√square + ε) · direction."""
    return direction / (np.sqrt(square) + epsilon) * -learning_rate


def adagrad(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """s = s + g² and next θ = θ − η / (√s + ε) · g."""
    square = gradient * gradient
    square += memory[0]
    return _descend_scaled(theta, gradient, square, numbers[0], learning_rate), (square,)


def adagrad_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The gradient, each entry divided by the root of its own sum of squares."""
    square = gradient * gradient + memory[0]
    return (("−η g / √s", _scaled(gradient, square, numbers[0], learning_rate)),)


def rmsprop(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """s = ρ s + (1 − ρ) g² and next θ = θ − η / (√s + ε) · g."""
    rho, epsilon = numbers
    square = _moving_mean_of_squares(memory[0], gradient, rho)
    return _descend_scaled(theta, gradient, square, epsilon, learning_rate), (square,)


def rmsprop_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """The gradient, each entry divided by its own moving root mean square."""
    square = _moving_mean_of_squares(memory[0], gradient, numbers[0])
    return (("−η g / √s", _scaled(gradient, square, numbers[1], learning_rate)),)


def adam(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> tuple[Array, Memory]:
    """Algorithm 1 of Kingma and Ba, 2015."""
    beta_1, beta_2, epsilon = numbers
    mean = _moving_mean(memory[0], gradient, beta_1)
    square = _moving_mean_of_squares(memory[1], gradient, beta_2)
    corrected_square = square / (1.0 - beta_2**step)
    corrected_rate = learning_rate / (1.0 - beta_1**step)
    return _descend_scaled(theta, mean, corrected_square, epsilon, corrected_rate), (mean, square)


def adam_terms(
    theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float, numbers: Numbers
) -> Terms:
    """What is remembered of the mean, and the present gradient.

    Both are multiplied by η′ = η / ((1 − β₁ᵗ) (√ŝ + ε)), which differs from entry to entry.
    """
    beta_1, beta_2, epsilon = numbers
    square = _moving_mean_of_squares(memory[1], gradient, beta_2) / (1.0 - beta_2**step)
    rate = learning_rate / (1.0 - beta_1**step)
    return (("−η′ β₁ m", _scaled(memory[0] * beta_1, square, epsilon, rate)),
            ("−η′ (1 − β₁) g", _scaled(gradient * (1.0 - beta_1), square, epsilon, rate)))


# What follows from an optimizer's rule: the update, the move taken apart, and how both are written.

_MULTIPLY, _DIVIDE, _NEGATE = map(operation_named, ("multiply", "divide", "negate"))
_GIVEN = ("θ", "g", "η", "t")
_LETTERS = {"θ": r"\theta", "η": r"\eta"}
_HAT, _COMBINING_HAT = "_hat", "\N{COMBINING CIRCUMFLEX ACCENT}"


@dataclass(frozen=True)
class Rule:
    """The assignments of an optimizer.

    Attributes
    ----------
    assignments
        See `Optimizer.rule`.
    memory
        The names of what it remembers.
    numbers
        The names of its own numbers.
    """

    assignments: tuple[tuple[str, str], ...]
    memory: tuple[str, ...]
    numbers: tuple[str, ...]

    def update(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
               numbers: Numbers) -> tuple[Array, Memory]:
        """The next θ and memory; see `Optimizer.update`."""
        known = self._known(theta, gradient, memory, step, learning_rate, numbers)
        for name, expression in self._expressions:
            known[name] = value_of(expression)(*(known[one] for one in expression.names))
        return _as_long_as(known["θ"], theta), tuple(_as_long_as(known[name], theta) for name in self.memory)

    def terms(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
              numbers: Numbers) -> Terms:
        """The move by what it is proportional to: Δθ(g) is due to the present gradient, Δθ(θ) to a decay."""
        known = self._known(theta, gradient, memory, step, learning_rate, numbers)
        for version, expression in self._versions:
            known[version] = value_of(expression)(*(known[one] for one in expression.names))
        found: dict[str, Array] = {}
        for label, expression in self._summands:
            vector = _as_long_as(value_of(expression)(*(known[one] for one in expression.names)), theta)
            found[label] = found[label] + vector if label in found else vector
        return tuple(found.items())

    @property
    def calculations(self) -> tuple[tuple[str, str], ...]:
        """The rule as texts of `Calculation`; empty if one of them can't be written so."""
        names = {name: _with_hat(name) for name, _ in self.assignments}
        texts = [(names[name], calculation(one.root, names)) for name, one in self._expressions]
        return tuple((name, text) for name, text in texts if text) if all(text for _, text in texts) else ()

    def formulas(self, symbols: Mapping[str, str]) -> tuple[str, ...]:
        """The rule in LaTeX; `symbols` are those of its own numbers."""
        hats = {name: rf"\hat{{{name.removesuffix(_HAT)}}}" for name, _ in self.assignments if name.endswith(_HAT)}
        names = {**_LETTERS, **hats, **symbols}
        return tuple(rf"{names.get(name, name)} {'=' if name in hats else self._arrow(name)} {latex(one.root, names)}"
                     for name, one in self._expressions)

    def _arrow(self, name: str) -> str:
        return r"\leftarrow" if name == "θ" or name in self.memory else "="

    def _known(self, theta: Array, gradient: Array, memory: Memory, step: int, learning_rate: float,
               numbers: Numbers) -> dict[str, Array]:
        given = (theta, gradient, np.float64(learning_rate), np.float64(step), *memory, *map(np.float64, numbers))
        return {name: np.asarray(value) for name, value in zip(self._names, given, strict=True)}

    @property
    def _names(self) -> tuple[str, ...]:
        return (*_GIVEN, *self.memory, *self.numbers)

    @cached_property
    def _expressions(self) -> tuple[tuple[str, Expression], ...]:
        names, read = list(self._names), []
        for name, text in self.assignments:
            read.append((name, expression_in(text, *names)))
            names += [] if name in names else [name]
        return tuple(read)

    # taken apart

    @cached_property
    def _versions(self) -> tuple[tuple[str, Expression], ...]:
        """Every assignment with names of its own for new values: v before the step, v′1 after its assignment."""
        now: dict[str, str] = {}
        names, made = list(self._names), []
        for number, (name, expression) in enumerate(self._expressions, 1):
            root = _renamed(expression.root, now)
            made.append((f"{name}′{number}", Expression("", tuple(names), root)))
            now[name] = f"{name}′{number}"
            names.append(now[name])
        return tuple(made)

    @cached_property
    def _summands(self) -> tuple[tuple[str, Expression], ...]:
        """What the move is the sum of, each with its label."""
        roots = {version: expression.root for version, expression in self._versions}
        names = (*self._names, *roots)
        vectors = {"θ", "g", *self.memory, *roots}
        last = self._versions[-1][0]
        summands = list(_split(roots[last], roots, vectors))
        bare = next((one for one in summands if isinstance(one, Variable) and one.name == "θ"), None)
        if bare is not None:
            summands.remove(bare)
        else:  # such as (1 − η λ) θ
            summands.append(Operation(_NEGATE, (Variable("θ"),)))
        return tuple((f"Δθ({_label(one, vectors)})", Expression("", names, one)) for one in summands)


def _as_long_as(value: Array, theta: Array) -> Array:
    return np.array(np.broadcast_to(value, theta.shape))


def _with_hat(name: str) -> str:
    return name.removesuffix(_HAT) + _COMBINING_HAT if name.endswith(_HAT) else name


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    if isinstance(node, Variable):
        return Variable(names.get(node.name, node.name))
    if isinstance(node, Number):
        return node
    return Operation(node.kind, tuple(_renamed(one, names) for one in node.arguments))


def _split(node: Node, roots: Mapping[str, Node], vectors: set[str]) -> Iterator[Node]:
    """Summands of a node: brackets with vectors are multiplied out, and what the rule has assigned is put in."""
    if isinstance(node, Variable) and node.name in roots:
        yield from _split(roots[node.name], roots, vectors)
    elif not isinstance(node, Operation) or not _holds(node, vectors):
        yield node
    elif node.kind.name in {"add", "subtract"}:
        first, second = node.arguments
        yield from _split(first, roots, vectors)
        minus = node.kind.name == "subtract"
        yield from (Operation(_NEGATE, (one,)) if minus else one for one in _split(second, roots, vectors))
    elif node.kind.name == "negate":
        yield from (Operation(_NEGATE, (one,)) for one in _split(node.arguments[0], roots, vectors))
    elif node.kind.name == "multiply":
        first, second = node.arguments
        for one in _split(first, roots, vectors):
            yield from (Operation(_MULTIPLY, (one, other)) for other in _split(second, roots, vectors))
    elif node.kind.name == "divide":
        divisor = node.arguments[1]
        yield from (Operation(_DIVIDE, (one, divisor)) for one in _split(node.arguments[0], roots, vectors))
    else:
        yield node


def _holds(node: Node, vectors: set[str]) -> bool:
    return any(isinstance(one, Variable) and one.name in vectors for one in walk(node))


def _label(node: Node, vectors: set[str]) -> str:
    """What a summand is proportional to; all vectors in it where it is proportional to none."""
    letters = list(dict.fromkeys(_proportional(node, vectors)))
    if not letters:
        letters = list(dict.fromkeys(one.name.partition("′")[0] for one in walk(node)
                                     if isinstance(one, Variable) and one.name in vectors))
    return ", ".join(map(_with_hat, letters)) or "1"


def _proportional(node: Node, vectors: set[str]) -> Sequence[str]:
    if isinstance(node, Variable):
        return [node.name] if node.name in vectors else []
    if isinstance(node, Operation) and node.kind.name in {"multiply", "negate"}:
        return [name for one in node.arguments for name in _proportional(one, vectors)]
    if isinstance(node, Operation) and node.kind.name == "divide":
        return _proportional(node.arguments[0], vectors)
    return []


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
    return optimizer.read.terms if optimizer.rule else terms_of(optimizer.update)


def _stability(optimizer: Optimizer) -> Callable[[Numbers], float] | None:
    if not optimizer.follows_slope:
        return None
    return lambda numbers: stability_of(optimizer.update, optimizer.memory_count, numbers)


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
        update=gradient_descent,
        apart=gradient_descent_terms,
        stability=gradient_descent_stability,
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
        update=momentum,
        apart=momentum_terms,
        stability=momentum_stability,
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
        update=nesterov,
        apart=nesterov_terms,
        stability=nesterov_stability,
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
        update=adagrad,
        apart=adagrad_terms,
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
        update=rmsprop,
        apart=rmsprop_terms,
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
        update=adam,
        apart=adam_terms,
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
