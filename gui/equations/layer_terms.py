"""The way forward with its numbers: input, weighted input, activation, cost."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from gui.equations.notation import (
    AS_ENTERED,
    RESULT_DIGITS,
    TERM_DIGITS,
    Items,
    Mark,
    Number,
    Operator,
    Place,
    Power,
    Rank,
    Statement,
    Sum,
    Symbol,
    Term,
    Tone,
    added,
    counted,
    digits_that_show,
    neuron_symbol,
    rest_of,
    row,
    weight_symbol,
)
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import Cost, is_matched
from simulator.moment import Moment

Parts = tuple[Items | Sum, ...]

_LARGEST_EXPONENT = 690.0
"""Powers of e beyond ±this are written as powers: they overflow, or vanish."""
_FEW_INPUTS = 6
_ROUNDING = 1e-6
_NEARLY_ONE = 0.999
"""From here on 1 − a is written as the small number that it is."""


def product(first: Number, second: Number, names: Items = ()) -> Term:
    """A summand first · second; the sign of the first stands before it."""
    unsigned = Number(first.value, first.tone, first.digits, unsigned=True)
    return Term(row(unsigned, "·", second), first.value < 0, names)


def result(value: float, tone: Tone) -> Number:
    """What comes out."""
    return Number(float(value), tone, RESULT_DIGITS)


def input_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """a⁰ₖ = xₖ of one input and, where they are few, of the others."""
    count = len(moment.sample.inputs)
    if count > _FEW_INPUTS:
        return (_input_statement(moment, place.neuron),)
    return tuple(replace(_input_statement(moment, neuron), rank=Rank.MAIN if neuron == place.neuron else Rank.EXTRA)
                 for neuron in range(count))


def _input_statement(moment: Moment, neuron: int) -> Statement:
    """A pixel's grey value is written as what it is, a share of white."""
    x = float(moment.sample.inputs[neuron])
    parts: Parts = (row(Symbol("x", lower=str(counted(neuron)))),)
    grey = x / moment.data.scale
    if moment.data.image_shape is not None and moment.data.scale != 1.0 and abs(grey - round(grey)) < _ROUNDING:
        shade, white = round(grey), round(1.0 / moment.data.scale)
        parts = (*parts, row("=", Number(shade, digits=AS_ENTERED), Mark("/"), Number(white, digits=AS_ENTERED)))
    return Statement((neuron_symbol("a", 0, neuron),), parts, result(x, Tone.SIGNAL))


def weighted_input_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ."""
    layer, neuron = place.layer, place.neuron
    theta = moment.state.theta
    weights = moment.network.weights(theta)[layer][neuron]
    arriving = moment.sample.a[layer - 1]
    bias = float(moment.network.biases(theta)[layer][neuron])

    def term(source: int) -> Term:
        return product(Number(float(weights[source]), Tone.SIGNAL), Number(float(arriving[source])),
                       (weight_symbol(layer, neuron, source), Operator("·"),
                        neuron_symbol("a", layer - 1, source)))

    total = Sum(weights * arriving, term, tone=Tone.SIGNAL, pinned=place.source)
    left = (neuron_symbol("z", layer, neuron),)
    return (Statement(left, (total, added(bias, Tone.SIGNAL)),
                      result(moment.sample.z[layer][neuron], Tone.SIGNAL)),)


def activation_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """aˡⱼ = σ(zˡⱼ)."""
    used = moment.network.activation(place.layer)
    z = moment.sample.z[place.layer]
    left = (neuron_symbol("a", place.layer, place.neuron),)
    parts = _softmax(z, place) if used.name == "softmax" else substituted(used, float(z[place.neuron]))
    return (Statement(left, parts, result(moment.sample.a[place.layer][place.neuron], Tone.SIGNAL)),)


_SUBSTITUTIONS: dict[str, Callable[[Number], Items]] = {
    "step": lambda z: row("[", z, "> 0 ]"),
    "identity": row,
    "sigmoid": lambda z: row("1 / ( 1 +", Power(Symbol("e"), _negated(z)), ")"),
    "tanh": lambda z: row("tanh", "(", z, ")"),
    "relu": lambda z: row("max", "( 0 ,", z, ")"),
    "leaky_relu": lambda z: row("max", "( 0.01 ·", z, ",", z, ")"),
    "softplus": lambda z: row("ln", "( 1 +", Power(Symbol("e"), z), ")"),
}


def substituted(used: Activation, z: float) -> Parts:
    """σ with its z; an activation whose formula this module doesn't know is written as σ(z)."""
    write = _SUBSTITUTIONS.get(used.name, lambda number: row(Symbol("σ"), "(", number, ")"))
    return (write(Number(z, Tone.SIGNAL)),)


def _negated(z: Number) -> Number:
    return Number(-z.value if z.value else 0.0, Tone.PLAIN, z.digits)


def _softmax(z: Array, place: Place) -> Parts:
    largest = float(z.max())

    def power(neuron: int) -> Power:
        return Power(Symbol("e"), Number(float(z[neuron]), Tone.SIGNAL))

    def term(neuron: int) -> Term:
        return Term((power(neuron),), names=(Symbol("e"), neuron_symbol("z", place.layer, neuron)))

    def rest(shares: Array, tone: Tone) -> Term:
        exponent = largest + math.log(math.fsum(shares)) if shares.any() else -math.inf
        if abs(exponent) < _LARGEST_EXPONENT:
            return Term((Number(math.exp(exponent), tone),))
        return Term((Power(Symbol("e"), Number(exponent)),))

    with np.errstate(under="ignore"):
        shares = np.exp(z - largest)
    total = Sum(shares, term, opening=row("("), closing=row(")"), pinned=place.neuron, rest=rest)
    return (row(power(place.neuron), "/"), total)


def cost_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """C_x of the sample; a cost whose formula this module doesn't know shows only its value."""
    left = (Symbol("C", lower="x"),)
    write = _COST_PARTS.get(moment.network.cost.name)
    parts = () if write is None else write(moment, place)
    return (Statement(left, parts, result(moment.sample.cost, Tone.PLAIN)),)


def _quadratic(moment: Moment, place: Place) -> Parts:
    a, y = moment.sample.a[-1], moment.sample.target

    def term(neuron: int) -> Term:
        return Term(row("(", *output_minus_target(moment, neuron), ") ²"),
                    names=row("(", neuron_symbol("a", place.layer, neuron), "−",
                              Symbol("y", lower=str(counted(neuron))), ") ²"))

    return (Sum((a - y) ** 2, term, opening=row("½", Operator("·"), "("), closing=row(")"), pinned=place.neuron),)


def _cross_entropy(moment: Moment, place: Place, neurons: Sequence[int], values: Array) -> Parts:
    """−(… + ln …): the summands are what the cost adds up, without the minus before the bracket."""
    a, y = moment.sample.a[-1], moment.sample.target

    def term(which: int) -> Term:
        neuron = neurons[which]
        names = row("ln", neuron_symbol("a", place.layer, neuron))
        if y[neuron] == 1.0:
            return Term(_logarithm(float(values[which])), names=names)
        if y[neuron] == 0.0:
            names = row("ln", "( 1 −", neuron_symbol("a", place.layer, neuron), ")")
            if a[neuron] > _NEARLY_ONE:
                return Term(_logarithm(float(values[which])), names=names)
            return Term(row("ln", "( 1 −", Number(float(a[neuron]), Tone.SIGNAL), ")"), names=names)
        return rest_of([float(values[which])], Tone.PLAIN)

    opening, closing = (row(Mark("−"), "("), row(")")) if len(neurons) > 1 else (row(Mark("−")), ())
    pinned = list(neurons).index(place.neuron) if place.neuron in neurons else None
    return (Sum(values, term, opening=opening, closing=closing, pinned=pinned, rest=rest_of),)


def _logarithm(value: float) -> Items:
    """The argument is e^value, exact where it was rounded to 0 or 1; where it vanishes only its logarithm is left."""
    if value < -_LARGEST_EXPONENT:
        return row("ln", Power(Symbol("e"), Number(value)))
    return row("ln", Number(math.exp(value), Tone.SIGNAL))


def _binary_cross_entropy(moment: Moment, place: Place) -> Parts:
    network, sample = moment.network, moment.sample
    z, a, y = (column[:, np.newaxis] for column in (sample.z[-1], sample.a[-1], sample.target))
    values = 0.0 - _cost_of_rows(network.cost, network.activations[-1], z, a, y)
    return _cross_entropy(moment, place, range(len(y)), values)


def _categorical_cross_entropy(moment: Moment, place: Place) -> Parts:
    network, sample = moment.network, moment.sample
    neurons = [int(neuron) for neuron in np.flatnonzero(sample.target)]
    chosen = np.zeros((len(neurons), len(sample.target)))
    chosen[range(len(neurons)), neurons] = sample.target[neurons]
    rows = len(neurons), 1
    z, a = np.tile(sample.z[-1], rows), np.tile(sample.a[-1], rows)
    values = 0.0 - _cost_of_rows(network.cost, network.activations[-1], z, a, chosen)
    return _cross_entropy(moment, place, neurons, values)


def _cost_of_rows(cost: Cost, output: Activation, z: Array, a: Array, y: Array) -> Array:
    with np.errstate(all="ignore"):
        if cost.matched_value is not None and is_matched(cost, output):
            return cost.matched_value(z, y)
        return cost.value(a, y)


_COST_PARTS: dict[str, Callable[[Moment, Place], Parts]] = {
    "quadratic": _quadratic,
    "binary_cross_entropy": _binary_cross_entropy,
    "categorical_cross_entropy": _categorical_cross_entropy,
}


def output_minus_target(moment: Moment, neuron: int) -> tuple[Number, str, Number]:
    """a − y of an output neuron, a with as many digits as the difference needs."""
    a, y = float(moment.sample.a[-1][neuron]), float(moment.sample.target[neuron])
    return Number(a, Tone.SIGNAL, digits_that_show(a, y, TERM_DIGITS)), "−", target(y)


def target(y: float) -> Number:
    """An entry of y, with the digits that it has."""
    return Number(float(y), digits=AS_ENTERED)
