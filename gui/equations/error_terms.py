"""The way back with its numbers: BP1 to BP4."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gui.equations.flat_layers import loses_errors, lost_in
from gui.equations.layer_terms import Parts, output_minus_target, product, result
from gui.equations.notation import (
    Items,
    Mark,
    Number,
    Operator,
    Place,
    Rank,
    Sentence,
    Statement,
    Sum,
    Symbol,
    Term,
    Tone,
    neuron_symbol,
    row,
    weight_symbol,
)
from gui.equations.say import Say
from simulator.arrays import Array
from simulator.costs import Value, is_matched
from simulator.moment import Moment


def slope(moment: Moment, place: Place) -> float:
    """σ′(zˡⱼ) of the sample."""
    z, a = moment.sample.z[place.layer][place.neuron], moment.sample.a[place.layer][place.neuron]
    used = moment.network.activation(place.layer)
    return float(used.derivative(np.array([[z]]), np.array([[a]]))[0, 0])


def slope_notes(moment: Moment, place: Place) -> tuple[Sentence, ...]:
    """What σ′ does to the error of this neuron, where it is worth a word."""
    used, z = moment.network.activation(place.layer), float(moment.sample.z[place.layer][place.neuron])
    lost = lost_in(moment)
    if lost is not None and lost >= place.layer:
        flat_here = loses_errors(moment, place.layer)
        return (Sentence(Say.EVERY_ERROR_LOST) if flat_here else Sentence(Say.LOST_BEHIND, {"layer": lost}),)
    if loses_errors(moment, place.layer):
        return (Sentence(Say.NO_ERROR_ARRIVES),)
    if z in used.kinks:
        slope_there = Number(slope(moment, place))
        return (Sentence(Say.CORNER, {"activation": used.label, "slope": slope_there}),)
    if not bool(used.saturated(np.array(z))):
        return ()
    return (Sentence(Say.SATURATED if slope(moment, place) else Say.NO_SLOPE),)


def bp1_statements(moment: Moment, place: Place) -> tuple[tuple[Statement, ...], tuple[Sentence, ...]]:
    """δᴸⱼ in the general form, and in the short one where cost and activation match; with what there is to say."""
    sample, network = moment.sample, moment.network
    delta = result(sample.delta[-1][place.neuron], Tone.ERROR)
    left = (neuron_symbol("δ", place.layer, place.neuron),)
    short = Statement(left, (row(*output_minus_target(moment, place.neuron)),), delta)
    if network.cost.gradient is None:
        return (short,), (Sentence(Say.READ_FROM_Z if delta.value else Say.NO_MISTAKE),)
    gradient = _cost_gradient(moment, network.cost.gradient)
    if network.activations[-1].elementwise:
        numbers = Number(float(gradient[place.neuron])), Number(slope(moment, place))
        parts: Parts = (row(numbers[0]), row("·", numbers[1]))
        finite = bool(np.isfinite(gradient[place.neuron])) and numbers[1].value != 0.0
    else:
        parts = (_jacobian_sum(moment, gradient, place),)
        finite = bool(np.isfinite(gradient).all())
    general = Statement(left, parts, delta)
    if not is_matched(network.cost, network.activations[-1]):
        return (general,), slope_notes(moment, place)
    if finite:
        return (general, replace(short, rank=Rank.SECOND)), (Sentence(Say.SHORT_FORM),)
    return (short,), (Sentence(Say.ONLY_SHORT_FORM),)


def _cost_gradient(moment: Moment, gradient: Value) -> Array:
    with np.errstate(all="ignore"):
        return gradient(moment.sample.a[-1][np.newaxis], moment.sample.target[np.newaxis])[0]


def _jacobian_sum(moment: Moment, gradient: Array, place: Place) -> Sum:
    """Σₖ ∂C/∂aₖ · ∂aₖ/∂zⱼ, for any activation."""
    slopes = _jacobian_column(moment, place.neuron)

    def term(k: int) -> Term:
        neuron_k = neuron_symbol("a", place.layer, k)
        return product(Number(float(gradient[k])), Number(float(slopes[k])),
                       (*derivative(Symbol("C", lower="x"), neuron_k), Operator("·"),
                        *derivative(neuron_k, neuron_symbol("z", place.layer, place.neuron))))

    with np.errstate(all="ignore"):
        values = gradient * slopes
    return Sum(values, term, tone=Tone.ERROR, pinned=place.neuron)


def _jacobian_column(moment: Moment, neuron: int) -> Array:
    """∂aₖ/∂zⱼ of every output k: what an error of 1 in aₖ alone becomes in zⱼ."""
    z, a = moment.sample.z[-1], moment.sample.a[-1]
    outputs = len(a)
    return moment.network.activations[-1].backward(
        np.tile(z, (outputs, 1)), np.tile(a, (outputs, 1)), np.eye(outputs))[:, neuron]


def bp2_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """δˡⱼ = σ′(zˡⱼ) Σₖ wˡ⁺¹ₖⱼ δˡ⁺¹ₖ."""
    layer, neuron = place.layer, place.neuron
    weights = moment.network.weights(moment.state.theta)[layer + 1][:, neuron]
    errors = moment.sample.delta[layer + 1]

    def term(k: int) -> Term:
        return product(Number(float(weights[k]), Tone.SIGNAL), Number(float(errors[k]), Tone.ERROR),
                       (weight_symbol(layer + 1, k, neuron), Operator("·"), neuron_symbol("δ", layer + 1, k)))

    total = Sum(weights * errors, term, opening=row("("), closing=row(")"), tone=Tone.ERROR)
    parts: Parts = (row(Number(slope(moment, place)), "·"), total)
    return (Statement((neuron_symbol("δ", layer, neuron),), parts, result(moment.sample.delta[layer][neuron],
                                                                          Tone.ERROR)),)


def derivative(value: Symbol, parameter: Symbol) -> Items:
    """∂C/∂w as it stands in a line."""
    return row("∂", value, Mark("/"), "∂", parameter)


def bp3_statements(moment: Moment, place: Place) -> tuple[Statement, ...]:
    """∂C_x/∂bˡⱼ = δˡⱼ."""
    left = derivative(Symbol("C", lower="x"), neuron_symbol("b", place.layer, place.neuron))
    parts: Parts = (row(neuron_symbol("δ", place.layer, place.neuron)),)
    return (Statement(left, parts, result(moment.sample.delta[place.layer][place.neuron], Tone.ERROR)),)


def bp4_statements(moment: Moment, place: Place, source: int) -> tuple[Statement, ...]:
    """∂C_x/∂wˡⱼₖ = aˡ⁻¹ₖ δˡⱼ."""
    a = float(moment.sample.a[place.layer - 1][source])
    error = float(moment.sample.delta[place.layer][place.neuron])
    left = derivative(Symbol("C", lower="x"), weight_symbol(place.layer, place.neuron, source))
    parts: Parts = (row(Number(a, Tone.SIGNAL), "·", Number(error, Tone.ERROR)),)
    return (Statement(left, parts, result(a * error, Tone.ERROR)),)
