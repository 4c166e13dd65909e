"""The way forward with its numbers: input, weighted input, activation, cost."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gui.equations.arithmetic import Chain, breakable, filled, read, summand, worked_out
from gui.equations.notation import (
    AS_ENTERED,
    TERM_DIGITS,
    Formula,
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
    added,
    counted,
    digits_that_show,
    neuron_symbol,
    rest_of,
    row,
    weight_symbol,
)
from gui.equations.words import Say
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import Cost, Value, is_matched
from simulator.derived import Calculation
from simulator.experiment import Experiment
from simulator.moment import Moment
from simulator.network import Network
from simulator.optimizers import Optimizer, optimizer_named
from simulator.regularisation import Regularisation, regularisation_named
from simulator.training import TrainingState

# Where the whole error of a sample is lost: a layer whose σ is flat everywhere lets nothing through.

def is_flat(activation: Activation) -> bool:
    """Whether σ′ is 0 for every z, as that of the step function is."""
    return activation.saturated_below == math.inf


def loses_errors(moment: Moment, layer: int) -> bool:
    """Whether σ′ of a layer takes part in its errors, and is 0 everywhere.

    Where cost and output activation are made for each other, BP1 has no σ′ in it: so the perceptron's step learns.
    """
    network = moment.network
    straight = layer == network.depth and is_matched(network.cost, network.activations[-1])
    return is_flat(network.activation(layer)) and not straight


def lost_in(moment: Moment) -> int | None:
    """The layer in which all that is left of the sample's error becomes 0 because σ is flat; None if there is none.

    An error that is 0 before it gets there, because the cost doesn't change with the output, is not lost.
    """
    network = moment.network
    flat = next((layer for layer in range(network.depth, 0, -1) if loses_errors(moment, layer)), None)
    if flat is None:
        return None
    with np.errstate(all="ignore"):
        return flat if bool(np.any(_arriving(moment, flat) != 0.0)) else None


def _arriving(moment: Moment, layer: int) -> Array:
    """∂C_x/∂a of every neuron of a layer: what σ′ is multiplied with."""
    network, sample = moment.network, moment.sample
    if layer < network.depth:
        arriving: Array = sample.delta[layer + 1] @ network.weights(moment.state.theta)[layer + 1]
        return arriving
    gradient = network.cost.gradient
    assert gradient is not None, "a cost that is read from z has only its own activation in front of it"
    return gradient(sample.a[-1][np.newaxis], sample.target[np.newaxis])[0]


# The LaTeX of every phase, in one place; activations, costs, optimizers and regularisations bring their own.

INPUT = (Formula(r"a^0_k = x_k"), Formula(r"a^0 = x", Rank.EXTRA))

WEIGHTED_INPUT = (
    Formula(r"z^l_j = \sum_k w^l_{jk} \, a^{l-1}_k + b^l_j"),
    Formula(r"z^l = W^l a^{l-1} + b^l", Rank.EXTRA),
)

BP2 = Formula(r"\delta^l_j = \sigma'(z^l_j) \, \sum_k w^{l+1}_{kj} \, \delta^{l+1}_k")
BP2_MATRIX = Formula(r"\delta^l = (W^{l+1})^{\top} \delta^{l+1} \, \odot \, \sigma'(z^l)", Rank.EXTRA)

BP3 = (Formula(r"\frac{\partial C_x}{\partial b^l_j} = \delta^l_j"),)
BP4 = (
    Formula(r"\frac{\partial C_x}{\partial w^l_{jk}} = a^{l-1}_k \, \delta^l_j"),
    Formula(r"\frac{\partial C_x}{\partial W^l} = \delta^l \, (a^{l-1})^{\top}", Rank.EXTRA),
)

PERCEPTRON_RULE = (
    Formula(r"w^L_{jk} \leftarrow w^L_{jk} + \eta \, (y_j - a^L_j) \, a^{L-1}_k", Rank.EXTRA),
    Formula(r"b^L_j \leftarrow b^L_j + \eta \, (y_j - a^L_j)", Rank.EXTRA),
)

_ACTIVATION = Formula(r"a^l_j = \sigma(z^l_j)")
_MEAN_COST = Formula(r"C = \frac{1}{m} \sum_x C_x", Rank.EXTRA)
_BP1 = Formula(r"\delta^L_j = \frac{\partial C_x}{\partial a^L_j} \, \sigma'(z^L_j)")
_BP1_VECTOR = Formula(r"\delta^L = \nabla_{a} C_x \, \odot \, \sigma'(z^L)", Rank.EXTRA)
_BP1_JACOBIAN = Formula(
    r"\delta^L_j = \sum_k \frac{\partial C_x}{\partial a^L_k} \, \frac{\partial a^L_k}{\partial z^L_j}")
_BP1_FROM_Z = Formula(r"\delta^L_j = \frac{\partial C_x}{\partial z^L_j}")
_BP1_SHORT = Formula(r"\delta^L_j = a^L_j - y_j", Rank.SECOND)


def activation(used: Activation) -> tuple[Formula, ...]:
    """Of a layer with this activation."""
    if not used.elementwise:
        return (Formula(used.formula),)
    return _ACTIVATION, Formula(used.formula)


def cost(used: Cost) -> tuple[Formula, ...]:
    """Of the cost of one sample."""
    return Formula(used.formula), _MEAN_COST


def bp1(used: Cost, output: Activation) -> tuple[Formula, ...]:
    """The error of the output; behind the general form the short one, where the factors cancel."""
    short = (_BP1_SHORT,) if is_matched(used, output) else ()
    if used.reads_z:
        return _BP1_FROM_Z, *short
    gradient = Formula(used.gradient_formula, Rank.EXTRA)
    if not output.elementwise:
        return _BP1_JACOBIAN, Formula(output.derivative_formula, Rank.SECOND), *short, gradient
    return _BP1, *short, gradient, Formula(output.derivative_formula, Rank.EXTRA), _BP1_VECTOR


def bp2(used: Activation) -> tuple[Formula, ...]:
    """The error of a hidden layer with this activation."""
    return BP2, Formula(used.derivative_formula, Rank.EXTRA), BP2_MATRIX


def active_regularisation(experiment: Experiment) -> Regularisation | None:
    """The regularisation that changes the gradient, or None."""
    kind = regularisation_named(experiment.regularisation)
    return kind if kind.strength is not None and experiment.regularisation_strength > 0 else None


def cost_letter(regularisation: Regularisation | None) -> str:
    """What the mean cost of the samples is called: C₀ where a regularisation adds something to it."""
    return "C" if regularisation is None else "C_0"


def mean_gradient(regularisation: Regularisation | None) -> tuple[Formula, ...]:
    """The gradient of the mean cost of the batch, from BP3 and BP4."""
    mean = rf"\partial {cost_letter(regularisation)}"
    return (
        Formula(rf"\frac{{{mean}}}{{\partial w^l_{{jk}}}} = \frac{{1}}{{m}} \sum_x a^{{l-1}}_k \, \delta^l_j"),
        Formula(rf"\frac{{{mean}}}{{\partial b^l_j}} = \frac{{1}}{{m}} \sum_x \delta^l_j", Rank.EXTRA),
    )


def update(rule: tuple[str, ...], regularisation: Regularisation | None) -> tuple[Formula, ...]:
    """The optimizer's assignments; before them what the regularisation makes of g."""
    formulas = (*(Formula(latex, Rank.SECOND) for latex in rule[:-1]), Formula(rule[-1]))
    if regularisation is None:
        return (*formulas, Formula(r"g = \frac{\partial C}{\partial \theta}", Rank.EXTRA))
    return Formula(f"g = {regularisation.gradient_formula}", Rank.SECOND), *formulas


def all_formulas(network: Network, experiment: Experiment) -> Iterator[str]:
    """Everything that a run can show, in the order in which it comes."""
    regularisation = active_regularisation(experiment)
    output = network.activations[-1]
    groups = (
        INPUT, WEIGHTED_INPUT, *(activation(used) for used in network.activations), cost(network.cost),
        bp1(network.cost, output), *(bp2(used) for used in network.activations[:-1]), BP3, BP4,
        mean_gradient(regularisation),
        update(optimizer_named(experiment.optimizer).formulas, regularisation),
        PERCEPTRON_RULE if network.cost.reads_z else (),
    )
    yield from dict.fromkeys(formula.latex for group in groups for formula in group)


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


# The way back with its numbers: BP1 to BP4.

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


# The end of a step with its numbers: mean gradient and update of one weight and of the neuron's bias.

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
