"""The end of a step with its numbers: mean gradient and update of one weight and of the neuron's bias."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gui.equations.error_terms import derivative
from gui.equations.filling import breakable, filled, worked_out
from gui.equations.layer_terms import Parts, product, result
from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Number,
    Place,
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
from simulator.optimizers import Optimizer, optimizer_named
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


def is_perceptron_rule(moment: Moment, layer: int) -> bool:
    """Whether the update of a layer is w ← w + η (y − a) x: gradient descent on the perceptron criterion, m = 1."""
    experiment, network = moment.experiment, moment.network
    return (network.cost.reads_z and layer == network.depth and moment.record.batch_size == 1
            and experiment.optimizer == "gradient_descent" and active_regularisation(experiment) is None)


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


def update_statements(moment: Moment, after: TrainingState, place: Place) -> tuple[Statement, ...]:
    """The optimizer's rule for one parameter, before it what the regularisation makes of the gradient.

    A frozen one stays, and nothing is worked out.
    """
    chosen, optimizer = parameter(moment, place), optimizer_named(moment.experiment.optimizer)
    if chosen.index in moment.experiment.frozen:
        stays = Number(float(after.theta[chosen.index]), Tone.SIGNAL)
        return (Statement((chosen.symbol,), (), stays),)
    change = _Change(moment, after, optimizer, chosen)
    gradient, statements = _regularised(moment, chosen, change.theta)
    rule = change.assigned(gradient) if optimizer.assignments else change.seen(gradient)
    statements = (*statements, *rule)
    return (*(replace(statement, rank=Rank.SECOND) for statement in statements[:-1]), statements[-1])


class _Change:
    """All numbers of one parameter's update."""

    def __init__(self, moment: Moment, after: TrainingState, optimizer: Optimizer, chosen: Parameter) -> None:
        state, index = moment.state, chosen.index
        theta, theta_after = float(state.theta[index]), float(after.theta[index])
        digits = digits_that_show(theta, theta_after)
        self._optimizer = optimizer
        self._symbol = chosen.symbol
        self.theta = Number(theta, Tone.SIGNAL, digits)
        self._rate = Number(moment.experiment.learning_rate, digits=AS_ENTERED)
        self._step = Number(state.step + 1, digits=AS_ENTERED)
        self._numbers = {one.name: Number(value, digits=AS_ENTERED) for one, value in
                         zip(optimizer.hyperparameters, moment.experiment.optimizer_numbers, strict=True)}
        self._memory = _memory(optimizer, state, index)
        self._after = {**_memory(optimizer, after, index), "θ": Number(theta_after, Tone.SIGNAL, digits)}

    def assigned(self, g: Number) -> tuple[Statement, ...]:
        """Every assignment of the rule; from then on its name stands for the new value."""
        known = {**self._numbers, **self._memory, "θ": self.theta, "g": g, "η": self._rate, "t": self._step}
        statements = []
        for name, text in self._optimizer.assignments:
            parts = tuple(breakable(filled(text, known)))
            new = self._after.get(name)
            relation = "=" if new is None else "←"
            if new is None:
                new = Number(worked_out(text, {one: number.value for one, number in known.items()}))
            statements.append(Statement((self._symbol if name == "θ" else Symbol(name),), parts, new, relation))
            known[name] = new
        return tuple(statements)

    def seen(self, g: Number) -> tuple[Statement, ...]:
        """What a rule without assignments starts with and what it leaves."""
        start = (("g", g), ("η", self._rate), *self._memory.items())
        return (
            *(Statement((Symbol(name),), (), number) for name, number in start),
            Statement((self._symbol,), (), self.theta),
            *(Statement((Symbol(name),), (), self._after[name], "←") for name in self._memory),
            Statement((self._symbol,), (), self._after["θ"], "←"),
        )


def _memory(optimizer: Optimizer, state: TrainingState, index: int) -> dict[str, Number]:
    return {symbol: Number(float(vector[index]))
            for symbol, vector in zip(optimizer.memory_symbols, state.memory, strict=True)}


def _regularised(moment: Moment, chosen: Parameter, theta: Number) -> tuple[Number, tuple[Statement, ...]]:
    g = Number(float(moment.record.gradient[chosen.index]), Tone.ERROR)
    kind = active_regularisation(moment.experiment)
    if kind is None or not chosen.is_weight:
        return g, ()
    total = np.array([g.value])
    strength, count = moment.experiment.regularisation_strength, moment.data.train.count
    kind.add_gradient(total, np.array([theta.value]), (slice(0, 1),), strength, count)
    regularised = result(total[0], Tone.ERROR)
    if kind.gradient_calculation is None:
        parts: Parts = ((g,), added(regularised.value - g.value, Tone.SIGNAL))
    else:
        known = {"g": g, "w": replace(theta, digits=TERM_DIGITS), "λ": Number(strength, digits=AS_ENTERED),
                 "M": Number(count, digits=AS_ENTERED)}
        parts = tuple(breakable(filled(kind.gradient_calculation.text, known)))
    return regularised, (Statement((Symbol("g"),), parts, regularised),)
