"""The end of a step with its numbers: mean gradient and update of one weight and of the neuron's bias."""

from __future__ import annotations

from collections.abc import Mapping
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
            and optimizer_named(experiment.optimizer).is_plain and active_regularisation(experiment) is None)


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
    chosen = parameter(moment, place)
    if chosen.index in moment.experiment.frozen:
        stays = Number(float(after.theta[chosen.index]), Tone.SIGNAL)
        return (Statement((chosen.symbol,), (), stays),)
    change = _change_of(moment, after, chosen.index)
    gradient, statements = _regularised(moment, chosen, change.start()["θ"])
    statements = (*statements, *_rule(change, chosen.symbol, gradient))
    return (*(replace(statement, rank=Rank.SECOND) for statement in statements[:-1]), statements[-1])


@dataclass(frozen=True)
class Assignment:
    """One assignment of an optimizer's rule, for one entry of θ.

    Attributes
    ----------
    name, text
        What gets a new value, and how it is calculated (see `Calculation`).
    known
        What the names in the text stand for by then.
    new
        The new value; from then on the name stands for it.
    relation
        "←" where the name had a value before, otherwise "=".
    """

    name: str
    text: str
    known: Mapping[str, Number]
    new: Number
    relation: str

    def statement(self, left: Symbol) -> Statement:
        """As a line of numbers."""
        return Statement((left,), tuple(breakable(filled(self.text, self.known))), self.new, self.relation)


@dataclass(frozen=True)
class Change:
    """All numbers of the update of one entry of θ.

    Attributes
    ----------
    theta, theta_after
        The entry before and after.
    memory, memory_after
        What the optimizer remembers of it before and after, one number for each of its `memory_symbols`.
    step
        t, counted from 1.
    learning_rate, numbers
        η and the optimizer's own numbers.
    """

    optimizer: Optimizer
    theta: float
    theta_after: float
    memory: tuple[float, ...]
    memory_after: tuple[float, ...]
    step: int
    learning_rate: float
    numbers: tuple[float, ...]

    def start(self) -> dict[str, Number]:
        """Everything that is known before the first assignment, but for g."""
        settings = {one.name: Number(value, digits=AS_ENTERED)
                    for one, value in zip(self.optimizer.hyperparameters, self.numbers, strict=True)}
        return {**settings, **self._remembered(self.memory), "θ": self._theta(self.theta),
                "η": Number(self.learning_rate, digits=AS_ENTERED), "t": Number(self.step, digits=AS_ENTERED)}

    def results(self) -> dict[str, Number]:
        """The new values of the memory and of θ."""
        return {**self._remembered(self.memory_after), "θ": self._theta(self.theta_after)}

    def assigned(self, g: Number) -> tuple[Assignment, ...]:
        """Every assignment of the rule, with the numbers of this entry."""
        known, results = {**self.start(), "g": g}, self.results()
        made = []
        for name, text in self.optimizer.assignments:
            new = results.get(name)
            relation = "=" if new is None else "←"
            if new is None:
                new = Number(worked_out(text, {one: number.value for one, number in known.items()}))
            made.append(Assignment(name, text, dict(known), new, relation))
            known[name] = new
        return tuple(made)

    def _theta(self, value: float) -> Number:
        return Number(value, Tone.SIGNAL, digits_that_show(self.theta, self.theta_after))

    def _remembered(self, memory: tuple[float, ...]) -> dict[str, Number]:
        return {symbol: Number(value) for symbol, value in zip(self.optimizer.memory_symbols, memory, strict=True)}


def _change_of(moment: Moment, after: TrainingState, index: int) -> Change:
    """The update of one entry of a network's θ."""
    state, experiment = moment.state, moment.experiment
    memory, memory_after = (tuple(float(vector[index]) for vector in one.memory) for one in (state, after))
    return Change(optimizer_named(experiment.optimizer), float(state.theta[index]), float(after.theta[index]), memory,
                  memory_after, state.step + 1, experiment.learning_rate, experiment.optimizer_numbers)


def _rule(change: Change, symbol: Symbol, g: Number) -> tuple[Statement, ...]:
    """Every assignment; of a rule without any, what it starts with and what it leaves."""
    if change.optimizer.assignments:
        return tuple(one.statement(symbol if one.name == "θ" else Symbol(one.name)) for one in change.assigned(g))
    known, results = change.start(), change.results()
    memory = change.optimizer.memory_symbols
    start = (("g", g), ("η", known["η"]), *((name, known[name]) for name in memory))
    return (
        *(Statement((Symbol(name),), (), number) for name, number in start),
        Statement((symbol,), (), known["θ"]),
        *(Statement((Symbol(name),), (), results[name], "←") for name in memory),
        Statement((symbol,), (), results["θ"], "←"),
    )


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
