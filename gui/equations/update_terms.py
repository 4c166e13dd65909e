"""The end of a step with its numbers: mean gradient and update of one weight and of the neuron's bias."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from gui.equations.error_terms import derivative
from gui.equations.layer_terms import Parts, product, result
from gui.equations.notation import (
    AS_ENTERED,
    RESULT_DIGITS,
    Items,
    Mark,
    Number,
    Place,
    Power,
    Rank,
    Statement,
    Sum,
    Symbol,
    Term,
    Tone,
    added,
    digits_that_show,
    neuron_symbol,
    row,
    weight_symbol,
)
from gui.equations.phase_formulas import active_regularisation, cost_letter
from gui.equations.say import Say
from simulator.moment import Moment
from simulator.training import TrainingState


@dataclass(frozen=True)
class Parameter:
    """One entry of θ and the letters by which it is called."""

    index: int
    symbol: Symbol
    is_weight: bool


def parameter(moment: Moment, place: Place) -> Parameter:
    """The weight of a place, or the neuron's bias where the place has no source."""
    network = moment.network
    if place.source is None:
        return Parameter(network.bias_index(place.layer, place.neuron),
                         neuron_symbol("b", place.layer, place.neuron), False)
    return Parameter(network.weight_index(place.layer, place.neuron, place.source),
                     weight_symbol(place.layer, place.neuron, place.source), True)


def mean_gradient_statement(moment: Moment, place: Place, rank: Rank = Rank.MAIN) -> Statement:
    """(… + aˡ⁻¹ₖ δˡⱼ + …) / m, one summand a sample; only the result where the samples are not kept."""
    record, chosen = moment.record, parameter(moment, place)
    mean = Symbol("C", lower=cost_letter(active_regularisation(moment.experiment))[2:])
    parts: Parts = ()
    if len(record.a):
        errors = record.delta[place.layer][:, place.neuron]
        arriving = None if place.source is None else record.a[place.layer - 1][:, place.source]

        def term(sample: int) -> Term:
            error = Number(float(errors[sample]), Tone.ERROR)
            if arriving is None:
                return Term((Number(error.value, Tone.ERROR, unsigned=True),), error.value < 0)
            return product(Number(float(arriving[sample]), Tone.SIGNAL), error)

        values = errors if arriving is None else arriving * errors
        parts = (Sum(values, term, opening=row("("), closing=row(") /", Number(record.batch_size, digits=AS_ENTERED)),
                     tone=Tone.ERROR, more=Say.MORE_SAMPLES),)
    return Statement(derivative(mean, chosen.symbol), parts, result(record.gradient[chosen.index], Tone.ERROR),
                     rank=rank)


@dataclass(frozen=True)
class _Change:
    """All numbers of one parameter's update."""

    symbol: Symbol
    theta: Number
    theta_after: Number
    g: Number
    memory: tuple[Number, ...]
    memory_after: tuple[Number, ...]
    learning_rate: Number
    numbers: tuple[Number, ...]
    step: Number

    def now(self, *parts: Items) -> Statement:
        """The assignment to the parameter itself."""
        return Statement((self.symbol,), parts, self.theta_after, "←")

    def remembered(self, letter: str, which: int, *parts: Items) -> Statement:
        """The assignment to one of the optimizer's vectors."""
        return Statement((Symbol(letter),), parts, self.memory_after[which], "←")


def update_statements(moment: Moment, after: TrainingState, place: Place) -> tuple[Statement, ...]:
    """The optimizer's rule for one parameter, before it what the regularisation makes of the gradient."""
    chosen = parameter(moment, place)
    state, experiment = moment.state, moment.experiment
    theta, theta_after = float(state.theta[chosen.index]), float(after.theta[chosen.index])
    gradient, statements = _regularised(moment, chosen, theta)
    digits = digits_that_show(theta, theta_after)
    change = _Change(
        chosen.symbol, Number(theta, Tone.SIGNAL, digits), Number(theta_after, Tone.SIGNAL, digits), gradient,
        tuple(Number(float(vector[chosen.index]), digits=RESULT_DIGITS) for vector in state.memory),
        tuple(Number(float(vector[chosen.index]), digits=RESULT_DIGITS) for vector in after.memory),
        Number(experiment.learning_rate, digits=AS_ENTERED),
        tuple(Number(number, digits=AS_ENTERED) for number in experiment.optimizer_numbers),
        Number(state.step + 1, digits=AS_ENTERED),
    )
    rule = _RULES.get(experiment.optimizer, _unknown)
    statements = (*statements, *rule(change))
    return (*(replace(statement, rank=Rank.SECOND) for statement in statements[:-1]), statements[-1])


def _regularised(moment: Moment, chosen: Parameter, theta: float) -> tuple[Number, tuple[Statement, ...]]:
    g = float(moment.record.gradient[chosen.index])
    kind = active_regularisation(moment.experiment)
    if kind is None or not chosen.is_weight:
        return Number(g, Tone.ERROR, RESULT_DIGITS), ()
    total = np.array([g])
    strength, count = moment.experiment.regularisation_strength, moment.data.train.count
    kind.add_gradient(total, np.array([theta]), (slice(0, 1),), strength, count)
    parts: Parts = (row(Number(g, Tone.ERROR, RESULT_DIGITS)), added(float(total[0]) - g, Tone.SIGNAL))
    factors = Number(strength, digits=AS_ENTERED), Number(count, digits=AS_ENTERED)
    if kind.name == "l2":
        share = row("+", factors[0], "/", factors[1], "·", Number(theta, Tone.SIGNAL, RESULT_DIGITS))
        parts = (parts[0], share)
    elif kind.name == "l1":
        share = row("+", factors[0], "/", factors[1], "· sgn (", Number(theta, Tone.SIGNAL, RESULT_DIGITS), ")")
        parts = (parts[0], share)
    regularised = result(float(total[0]), Tone.ERROR)
    return regularised, (Statement((Symbol("g"),), parts, regularised),)


def _unknown(c: _Change) -> tuple[Statement, ...]:
    """A rule that this module doesn't know shows only what it does to the parameter."""
    return (c.now(),)


def _gradient_descent(c: _Change) -> tuple[Statement, ...]:
    return (c.now(row(c.theta), row("−", c.learning_rate, "·", c.g)),)


def _velocity(c: _Change) -> Statement:
    return c.remembered("v", 0, row(c.numbers[0], "·", c.memory[0]), row("−", c.learning_rate, "·", c.g))


def _momentum(c: _Change) -> tuple[Statement, ...]:
    return _velocity(c), c.now(row(c.theta), added(c.memory_after[0].value, Tone.PLAIN, RESULT_DIGITS))


def _nesterov(c: _Change) -> tuple[Statement, ...]:
    return _velocity(c), c.now(row(c.theta), row("+", c.numbers[0], "·", c.memory_after[0]),
                               row("−", c.learning_rate, "·", c.g))


def _scaled(c: _Change, square: Number, epsilon: Number, direction: Number) -> Statement:
    divisor = row("/ ( √", *_enclosed(square), "+", epsilon, ")")
    return c.now(row(c.theta), row("−", c.learning_rate, *divisor), row("·", direction))


def _adagrad(c: _Change) -> tuple[Statement, ...]:
    total = c.remembered("s", 0, row(c.memory[0]), row("+", *_squared(c.g)))
    return total, _scaled(c, c.memory_after[0], c.numbers[0], c.g)


def _mean(c: _Change, letter: str, which: int, decay: Number, *, squared: bool) -> Statement:
    new = _squared(c.g) if squared else row(c.g)
    return c.remembered(letter, which, row(decay, "·", c.memory[which]), row("+ ( 1 −", decay, ") ·", *new))


def _rmsprop(c: _Change) -> tuple[Statement, ...]:
    decay, epsilon = c.numbers
    return _mean(c, "s", 0, decay, squared=True), _scaled(c, c.memory_after[0], epsilon, c.g)


def _adam(c: _Change) -> tuple[Statement, ...]:
    beta_1, beta_2, epsilon = c.numbers
    mean = Number(c.memory_after[0].value / (1.0 - beta_1.value ** c.step.value), digits=RESULT_DIGITS)
    square = Number(c.memory_after[1].value / (1.0 - beta_2.value ** c.step.value), digits=RESULT_DIGITS)

    def corrected(letter: str, remembered: Number, beta: Number, value: Number) -> Statement:
        parts: Parts = (row(remembered, "/ ( 1 −", Power(beta, c.step), ")"),)
        return Statement((Symbol(letter),), parts, value)

    return (
        _mean(c, "m", 0, beta_1, squared=False), _mean(c, "s", 1, beta_2, squared=True),
        corrected("m\u0302", c.memory_after[0], beta_1, mean),
        corrected("s\u0302", c.memory_after[1], beta_2, square),
        _scaled(c, square, epsilon, mean),
    )


def _squared(g: Number) -> Items:
    return (*_enclosed(g), Mark("²"))


def _enclosed(number: Number) -> Items:
    """In brackets where a power or a root would seem to belong to a part of the number only."""
    return row("(", number, ")") if number.value < 0 or "·" in number.text else row(number)


_RULES: dict[str, Callable[[_Change], tuple[Statement, ...]]] = {
    "gradient_descent": _gradient_descent,
    "momentum": _momentum,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
}
