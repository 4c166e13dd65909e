"""What the small picture of the network shows at a stop of its graph: a few neurons, what joins them, and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from gui.equations.error_terms import derivative
from gui.equations.notation import Items, Mark, Number, Operator, Symbol, Tone, neuron_symbol, row, weight_symbol
from simulator.graph.network_stations import Lit
from simulator.moment import Moment
from simulator.network import ParameterPlace
from simulator.steps import Phase

_EQUALS = Operator("=")
_SUM = Mark("Σ\N{THIN SPACE}")
_BACKWARD = (Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4)


class Shape(Enum):
    """How a dot looks."""

    NEURON = auto()
    GIVEN = auto()
    """An input or a bias: a square."""
    COST = auto()


@dataclass(frozen=True)
class Dot:
    """A neuron, an input, a bias or the cost.

    Attributes
    ----------
    label
        What stands in it.
    a
        Its activation, for the fill and the number below; None where it isn't known or has none.
    error
        Its δ, or the derivative that is found here; None where it isn't known.
    is_lit
        Whether it is brought out.
    """

    label: Items
    shape: Shape
    a: float | None = None
    error: float | None = None
    is_lit: bool = False


@dataclass(frozen=True)
class Line:
    """What joins dot `left` to dot `right`.

    Attributes
    ----------
    carried
        What goes along it, for its colour and its dashes: a signal or an error.
    """

    left: int
    right: int
    carried: float = 0.0
    is_lit: bool = False


@dataclass(frozen=True)
class Sketch:
    """The picture.

    Attributes
    ----------
    left, right
        Dots from top to bottom.
    left_out, right_out
        How many others there are on each side.
    statement
        The equation of the phase with the neurons in view, such as ∂C/∂b¹₁ = δ¹₁ = −0.143.
    """

    phase: Phase
    left: tuple[Dot, ...]
    right: tuple[Dot, ...]
    lines: tuple[Line, ...]
    statement: tuple[Items, ...] = field(default=())
    left_out: int = 0
    right_out: int = 0

    @property
    def is_backward(self) -> bool:
        """Whether errors travel."""
        return self.phase in _BACKWARD


def sketch_of(lit: Lit, moment: Moment, most: int) -> Sketch:
    """What is shown of the network at a stop that lights this up.

    Parameters
    ----------
    most
        So many dots have room below one another: of more, those that light up and some others are shown.
    """
    most = max(most, 2)
    if lit.phase in (Phase.COST, Phase.BP1):
        return _at_the_output(lit, moment, most)
    if lit.phase is Phase.BP2 and any(one.layer == lit.layer + 1 for one in lit.parameters):
        return _between_layers(lit, moment, most)
    return _into_a_neuron(lit, moment, most)


def _into_a_neuron(lit: Lit, moment: Moment, most: int) -> Sketch:
    """Everything that arrives at one neuron: its sources, its bias."""
    layer, neuron, sample = lit.layer, lit.neuron, moment.sample
    is_backward = lit.phase in _BACKWARD
    weights = moment.network.weights(moment.state.theta)[layer][neuron]
    bias = float(moment.network.biases(moment.state.theta)[layer][neuron])
    delta = float(sample.delta[layer][neuron])
    shown, left_out = _chosen(len(weights), {one.source for one in lit.parameters if one.source is not None},
                              most - 1)
    left, lines = [], []
    for place, source in enumerate(shown):
        a = float(sample.a[layer - 1][source])
        is_lit = ParameterPlace(layer, neuron, source) in lit.parameters
        left.append(Dot(_a(layer - 1, source), Shape.GIVEN if layer == 1 else Shape.NEURON, a,
                        is_lit=is_lit or (layer - 1, source) in lit.neurons))
        lines.append(Line(place, 0, a * delta if is_backward else a * float(weights[source]), is_lit))
    has_bias = ParameterPlace(layer, neuron, None) in lit.parameters
    left.append(Dot(row(neuron_symbol("b", layer, neuron)), Shape.GIVEN, bias,
                    delta if lit.phase is Phase.BP3 and has_bias else None, has_bias))
    lines.append(Line(len(left) - 1, 0, delta if is_backward else bias, has_bias))
    is_known = lit.phase is Phase.ACTIVATION or is_backward
    target = Dot(_a(layer, neuron), Shape.NEURON, float(sample.a[layer][neuron]) if is_known else None,
                 delta if is_backward else None, (layer, neuron) in lit.neurons)
    return Sketch(lit.phase, tuple(left), (target,), tuple(lines), _statement(lit, moment), left_out)


def _between_layers(lit: Lit, moment: Moment, most: int) -> Sketch:
    """A neuron and those behind it, whose errors come back to it."""
    layer, neuron, sample = lit.layer, lit.neuron, moment.sample
    weights = moment.network.weights(moment.state.theta)[layer + 1][:, neuron]
    lit_neurons = {one.neuron for one in lit.parameters}
    shown, right_out = _chosen(len(weights), lit_neurons, most)
    # the graph may not have come to the errors of the others yet
    right = tuple(Dot(_a(layer + 1, behind), Shape.NEURON, float(sample.a[layer + 1][behind]),
                      float(sample.delta[layer + 1][behind]) if behind in lit_neurons else None,
                      behind in lit_neurons) for behind in shown)
    lines = tuple(Line(0, place, float(weights[behind] * sample.delta[layer + 1][behind]), behind in lit_neurons)
                  for place, behind in enumerate(shown))
    delta = float(sample.delta[layer][neuron]) if lit.has_error else None
    own = Dot(_a(layer, neuron), Shape.NEURON, float(sample.a[layer][neuron]), delta, is_lit=True)
    return Sketch(lit.phase, (own,), right, lines, _statement(lit, moment), 0, right_out)


def _at_the_output(lit: Lit, moment: Moment, most: int) -> Sketch:
    """The outputs and the cost."""
    depth, sample = moment.network.depth, moment.sample
    is_backward = lit.phase is Phase.BP1
    neurons = {neuron for layer, neuron in lit.neurons if layer == depth}
    shown, left_out = _chosen(moment.network.sizes[-1], {lit.neuron}, most)
    left = tuple(Dot(_a(depth, neuron), Shape.NEURON, float(sample.a[depth][neuron]),
                     float(sample.delta[depth][neuron]) if lit.has_error and neuron in neurons else None,
                     neuron in neurons) for neuron in shown)
    lines = tuple(Line(place, 0, float(sample.delta[depth][neuron]) if is_backward else 0.0, neuron in neurons)
                  for place, neuron in enumerate(shown))
    cost = Dot(row(Symbol("C")), Shape.COST, sample.cost, is_lit=True)
    return Sketch(lit.phase, left, (cost,), lines, _statement(lit, moment), left_out)


def _a(layer: int, neuron: int) -> Items:
    return row(Symbol("x", lower=str(neuron + 1)) if layer == 0 else neuron_symbol("a", layer, neuron))


def _chosen(count: int, wanted: set[int], most: int) -> tuple[list[int], int]:
    """Which of so many neurons are shown, and how many are left out."""
    if count <= most:
        return list(range(count)), 0
    first = [*sorted(wanted), *(one for one in range(count) if one not in wanted)]
    return sorted(first[:most]), count - most


def _statement(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    """The equation in symbols, and what it comes to where that is known."""
    return {
        Phase.WEIGHTED_INPUT: _weighted_input, Phase.ACTIVATION: _activation, Phase.COST: _cost, Phase.BP1: _bp1,
        Phase.BP2: _bp2, Phase.BP3: _bp3, Phase.BP4: _bp4,
    }.get(lit.phase, _nothing)(lit, moment)


def _nothing(_lit: Lit, _moment: Moment) -> tuple[Items, ...]:
    return ()


def _weighted_input(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    z = neuron_symbol("z", lit.layer, lit.neuron)
    formula = (z, _EQUALS, _SUM, *row(Symbol("w"), "·", Symbol("a"), "+", Symbol("b")))
    if ParameterPlace(lit.layer, lit.neuron, None) not in lit.parameters:
        return (formula,)  # a part of the sum
    return formula, _equal_to(float(moment.sample.z[lit.layer][lit.neuron]), Tone.SIGNAL)


def _activation(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    a, z = neuron_symbol("a", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    value = float(moment.sample.a[lit.layer][lit.neuron])
    return row(a, "=", Symbol("σ"), "(", z, ")"), _equal_to(value, Tone.SIGNAL)


def _cost(_lit: Lit, moment: Moment) -> tuple[Items, ...]:
    return (row(Symbol("C"), "=", Number(moment.sample.cost)),)


def _bp1(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    delta, z = neuron_symbol("δ", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    if not moment.network.activation(lit.layer).elementwise:
        total = (*derivative(Symbol("C"), Symbol("a")), *row("·"), *derivative(Symbol("a"), z))
        return (delta, _EQUALS, _SUM, *total), _error(lit, moment)
    slope = (*row("·", Symbol("σ′"), "(", z, ")"),)
    return (delta, _EQUALS, *derivative(Symbol("C"), neuron_symbol("a", lit.layer, lit.neuron)), *slope), \
        _error(lit, moment)


def _bp2(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    delta, z = neuron_symbol("δ", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    if lit.layer == moment.network.depth:  # the output's error on its way through the sum of z
        return (row(delta), _error(lit, moment))
    total = row(Symbol("w"), "·", Symbol("δ"), "·", Symbol("σ′"), "(", z, ")")
    return (delta, _EQUALS, _SUM, *total), _error(lit, moment)


def _bp3(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    bias, delta = neuron_symbol("b", lit.layer, lit.neuron), neuron_symbol("δ", lit.layer, lit.neuron)
    return (*derivative(Symbol("C"), bias), _EQUALS, delta), _error(lit, moment)


def _bp4(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    layer, neuron, source = lit.layer, lit.neuron, lit.source
    delta = neuron_symbol("δ", layer, neuron)
    if source is None:
        return ((*derivative(Symbol("C"), Symbol("w")), _EQUALS, *row(Symbol("a"), "·", delta)),)
    product = float(moment.sample.a[layer - 1][source] * moment.sample.delta[layer][neuron])
    factors = (*_a(layer - 1, source), *row("·", delta))
    return (*derivative(Symbol("C"), weight_symbol(layer, neuron, source)), _EQUALS, *factors), \
        _equal_to(product, Tone.ERROR)


def _error(lit: Lit, moment: Moment) -> Items:
    """= δ, where it is known."""
    return _equal_to(float(moment.sample.delta[lit.layer][lit.neuron]), Tone.ERROR) if lit.has_error else ()


def _equal_to(value: float, tone: Tone) -> Items:
    return _EQUALS, Number(value, tone)
