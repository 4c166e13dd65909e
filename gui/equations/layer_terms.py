"""The way forward with its numbers: input, weighted input, activation, cost."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from gui.equations.arithmetic import Chain, read
from gui.equations.filling import filled, summand, worked_out
from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Items,
    Mark,
    Number,
    Operator,
    Place,
    Rank,
    Statement,
    Sum,
    Symbol,
    Term,
    Tone,
    added,
    counted,
    neuron_symbol,
    rest_of,
    row,
    weight_symbol,
)
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import is_matched
from simulator.derived import Calculation
from simulator.moment import Moment

Parts = tuple[Items | Sum, ...]

_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_POWER = re.compile(f"x([{_LOWERED}]*)(²?)")
_FEATURE = re.compile(f"(sin )?({_POWER.pattern})+")
_DIGITS_OF_TARGET = 4
_SIGMA = Mark("Σ")
_FEW_INPUTS = 6
_ROUNDING = 1e-6
_SAME = 1e-9
"""Two ways to calculate the same number in double precision agree to about this share of it."""


def product(first: Number, second: Number, names: Items = ()) -> Term:
    """A summand first · second; the sign of the first stands before it."""
    unsigned = Number(first.value, first.tone, first.digits, unsigned=True)
    return Term(row(unsigned, "·", second), first.value < 0, names)


def result(value: float, tone: Tone) -> Number:
    """What comes out."""
    return Number(float(value), tone)


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
    parts: Parts = (_input_name(moment, neuron),)
    grey = x / moment.data.scale
    if moment.data.image_shape is not None and moment.data.scale != 1.0 and abs(grey - round(grey)) < _ROUNDING:
        shade, white = round(grey), round(1.0 / moment.data.scale)
        parts = (*parts, row("=", Number(shade, digits=AS_ENTERED), Mark("/"), Number(white, digits=AS_ENTERED)))
    return Statement((neuron_symbol("a", 0, neuron),), parts, result(x, Tone.SIGNAL))


def _input_name(moment: Moment, neuron: int) -> Items:
    """xₖ, or what the input is where it is no coordinate: x₁², sin x₁, a column of a table."""
    if not moment.data.input_names:
        return row(Symbol("x", lower=str(counted(neuron))))
    name = moment.data.input_names[neuron]
    if _FEATURE.fullmatch(name) is None:
        return (Mark(name),)
    powers = [Symbol("x", "2" if squared else "", "".join(str(_LOWERED.index(digit)) for digit in lowered))
              for lowered, squared in _POWER.findall(name)]
    return row(*(["sin"] if name.startswith("sin") else []), *powers)


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
    left = (neuron_symbol("a", place.layer, place.neuron),)
    parts = substituted(used, moment.sample.z[place.layer], place)
    return (Statement(left, parts, result(moment.sample.a[place.layer][place.neuron], Tone.SIGNAL)),)


def substituted(used: Activation, z: Array, place: Place) -> Parts:
    """σ with its z; an activation that doesn't say how it is calculated is written as σ(z) if z is all it needs."""
    own = Number(float(z[place.neuron]), Tone.SIGNAL)
    calculation = used.calculation
    if calculation is None:
        return (row(Symbol("σ"), "(", own, ")"),) if used.elementwise else ()
    whole = filled(calculation.text, {"z": own})
    if not calculation.summand:
        return (whole,)
    text = calculation.summand
    values = np.array([worked_out(text, {"z": float(one)}) for one in z])
    if not (np.isfinite(values).all() and values.all()):
        return ()  # beyond what a pocket calculator can add up

    def term(neuron: int) -> Term:
        return summand(filled(text, {"z": Number(float(z[neuron]), Tone.SIGNAL)}),
                       filled(text, {"z": neuron_symbol("z", place.layer, neuron)}))

    return _around_sum(whole, values, term, place.neuron)


def _around_sum(whole: Items, values: Array, term: Callable[[int], Term], pinned: int | None) -> Parts:
    """A row whose Σ is written out; signs before it stay with its first summand, numbers are a part of their own."""
    sigma = whole.index(_SIGMA)
    before, closing = whole[:sigma], whole[sigma + 1:]
    start = max((place + 1 for place, item in enumerate(before) if not isinstance(item, Mark | Operator)), default=0)
    if start and isinstance(before[start], Operator):
        start += 1
    opening = before[start:]
    if len(values) == 1 and opening[-1:] == (Mark("("),) and closing[:1] == (Mark(")"),) and _stands_alone(term(0)):
        opening, closing = opening[:-1], closing[1:]
    total = Sum(values, term, opening=opening, closing=closing, pinned=pinned)
    return (before[:start], total) if start else (total,)


def _stands_alone(term: Term) -> bool:
    """Whether a summand needs no brackets behind a sign or a factor."""
    reading = read(term.items)
    return not term.negative and reading is not None and not isinstance(reading.root, Chain)


def cost_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """C_x of the sample; a cost that doesn't say how it is calculated shows only its value."""
    left = (Symbol("C", lower="x"),)
    calculation = moment.network.cost.calculation
    parts = () if calculation is None else _cost_parts(moment, place, calculation)
    return (Statement(left, parts, result(moment.sample.cost, Tone.PLAIN)),)


def _cost_parts(moment: Moment, place: Place, calculation: Calculation) -> Parts:
    """The summands of the outputs; one that can't be worked out from a rounded a is written by its exact value."""
    z, a, y = moment.sample.z[-1], moment.sample.a[-1], moment.sample.target
    texts = [calculation.summand_for(float(one)) for one in y]
    neurons = [neuron for neuron, text in enumerate(texts) if text]
    if not neurons:
        return ()
    worked = [worked_out(texts[neuron], {"a": float(a[neuron]), "y": float(y[neuron]), "z": float(z[neuron])})
              for neuron in neurons]
    exact = _exact_summands(moment, calculation, neurons, worked)

    def term(which: int) -> Term:
        neuron = neurons[which]
        if not math.isclose(worked[which], exact[which], rel_tol=_SAME):
            return rest_of([exact[which]], Tone.PLAIN)
        names = {"a": neuron_symbol("a", place.layer, neuron), "y": Symbol("y", lower=str(counted(neuron))),
                 "z": neuron_symbol("z", place.layer, neuron)}
        numbers = {"a": Number(float(a[neuron]), Tone.SIGNAL), "y": target(y[neuron]),
                   "z": Number(float(z[neuron]), Tone.SIGNAL)}
        return summand(filled(texts[neuron], numbers), filled(texts[neuron], names))

    pinned = neurons.index(place.neuron) if place.neuron in neurons else None
    return _around_sum(filled(calculation.text, {}), np.array(exact), term, pinned)


def _exact_summands(moment: Moment, calculation: Calculation, neurons: Sequence[int],
                    worked: Sequence[float]) -> Sequence[float]:
    """From z where the cost and the output activation match, because there they are exact even if a is rounded to 1.

    The cost of a single output is a linear function of its summand.
    """
    cost, output, sample = moment.network.cost, moment.network.activations[-1], moment.sample
    if cost.matched_value is None or not is_matched(cost, output):
        return worked
    if output.elementwise:
        costs = cost.matched_value(sample.z[-1][neurons, np.newaxis], sample.target[neurons, np.newaxis])
    elif len(neurons) == 1:
        costs = np.array([sample.cost])
    else:
        return worked
    offset = worked_out(calculation.text, {_SIGMA.text: 0.0})
    slope = worked_out(calculation.text, {_SIGMA.text: 1.0}) - offset
    return [float(one - offset) / slope for one in costs]


def output_minus_target(moment: Moment, neuron: int) -> tuple[Number, str, Number]:
    """a − y of an output neuron."""
    return Number(float(moment.sample.a[-1][neuron]), Tone.SIGNAL), "−", target(moment.sample.target[neuron])


def target(y: float) -> Number:
    """An entry of y: with the digits that it has, if those are few; the values of a regression have many."""
    value = float(y)
    return Number(value, digits=AS_ENTERED if float(f"{value:.{_DIGITS_OF_TARGET}g}") == value else TERM_DIGITS)
