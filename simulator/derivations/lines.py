"""The derivations of BP1 to BP4 as plain data: formulas in their order, and what each of them is about.

They follow M. Nielsen, *Neural Networks and Deep Learning*, chapter 2 ("Proof of the four fundamental equations"),
and are carried out for the activations and the cost that the network has: a softmax output keeps the sum over k, and
a cost that is read from z has no ∂C_x/∂a at all. Sentences belong to the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from simulator.activations import Activation
from simulator.costs import Cost, is_matched
from simulator.network import Network
from simulator.steps import Phase

DERIVED = (Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4)
"""The phases that have a derivation."""


class LineKind(Enum):
    """What a line of a derivation does."""

    DEFINITION = auto()
    """The error is the derivative of the cost by z."""
    CHAIN = auto()
    """The chain rule: a sum over everything that can stand between."""
    CHAIN_OF_OUTPUT = auto()
    """The chain rule where every summand stays, because each output depends on every z of its layer (softmax)."""
    CHAIN_FROM_Z = auto()
    """The sum that the cost itself is, where it is read from z."""
    COLLAPSE = auto()
    """All summands but one are 0."""
    SLOPE = auto()
    """∂a/∂z is σ′(z)."""
    MIXING = auto()
    """∂aₖ/∂zⱼ of softmax."""
    COST_SLOPE = auto()
    """∂C_x/∂a of the cost in use."""
    COST_IN_SUM = auto()
    """The same below the sum of softmax, where aₖ cancels."""
    SHORT = auto()
    """Factors of cost and activation cancel: a − y is left."""
    NAMED = auto()
    """∂C_x/∂z of the next layer is an error that is known already."""
    FORWARD = auto()
    """z written out as it was computed on the way forward."""
    INNER = auto()
    """The derivative of that z, in which all summands but one are 0."""
    SUBSTITUTED = auto()
    """Both factors put in."""
    FACTORED = auto()
    """What doesn't depend on k is taken out of the sum."""
    RESULT = auto()
    """The equation itself, where the line before was still to be named."""
    MATRIX = auto()
    """The whole layer at once."""


class Light(Enum):
    """Places of the network, seen from neuron j of layer l."""

    NEURON = auto()
    LAYER = auto()
    NEXT_LAYER = auto()
    PREVIOUS_LAYER = auto()
    OUTGOING = auto()
    """The weights from neuron j to the next layer."""
    ONE_OUTGOING = auto()
    """The weight from neuron j to neuron k of the next layer."""
    NEXT_NEURON = auto()
    """Neuron k of the next layer."""
    SOURCE = auto()
    """The neuron of the layer before in which the weight begins."""
    WEIGHT = auto()
    """The weight from that neuron to neuron j."""


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes
    ----------
    formula
        LaTeX.
    lights
        What the line is about.
    is_goal
        Whether it is the equation that was to be derived.
    """

    phase: Phase
    kind: LineKind
    formula: str
    lights: frozenset[Light]
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """For which neuron j of layer l a derivation is carried out; all counted from 0, layers as in the lecture.

    Attributes
    ----------
    source
        Where the weight of BP4 begins.
    following
        The neuron k of the next layer that BP2 looks at closely.
    """

    layer: int
    neuron: int
    source: int = 0
    following: int = 0


@dataclass(frozen=True, slots=True)
class LitPlace:
    """A neuron, or the weight that leads to it from neuron `source` of the layer before."""

    layer: int
    neuron: int
    source: int | None = None


_ONE = frozenset({Light.NEURON})
_ALL = frozenset({Light.LAYER})
_FORWARDS = frozenset({Light.NEURON, Light.OUTGOING, Light.NEXT_LAYER})
_ONE_FORWARDS = frozenset({Light.NEURON, Light.ONE_OUTGOING, Light.NEXT_NEURON})
_WEIGHT = frozenset({Light.SOURCE, Light.WEIGHT, Light.NEURON})

_D_COST_A = r"\frac{\partial C_x}{\partial a^L_%s}"
_D_A_Z = r"\frac{\partial a^L_%s}{\partial z^L_j}"
_BRACKET = r"([k=j] - a^L_j)"


def derivation(network: Network, phase: Phase) -> tuple[Line, ...]:
    """The lines of one derivation for a network.

    Parameters
    ----------
    phase
        One of `DERIVED`.

    Raises
    ------
    KeyError
        If nothing is derived in this phase.
    """
    if phase is Phase.BP1:
        return _bp1(network.cost, network.activations[-1])
    return {Phase.BP2: _BP2, Phase.BP3: _BP3, Phase.BP4: _BP4}[phase]


def layers_of(network: Network, phase: Phase) -> range:
    """The layers in which an equation holds: BP1 at the output, BP2 in front of it, BP3 and BP4 everywhere."""
    if phase is Phase.BP1:
        return range(network.depth, network.depth + 1)
    return range(1, network.depth + (phase is not Phase.BP2))


def lit_places(line: Line, subject: Subject, sizes: tuple[int, ...]) -> tuple[LitPlace, ...]:
    """What a line lights up in a network of these sizes, neurons and weights."""
    layer, j, k = subject.layer, subject.neuron, subject.following

    def whole(number: int) -> list[LitPlace]:
        return [LitPlace(number, neuron) for neuron in range(sizes[number])] if number < len(sizes) else []

    where = {
        Light.NEURON: [LitPlace(layer, j)],
        Light.LAYER: whole(layer),
        Light.NEXT_LAYER: whole(layer + 1),
        Light.PREVIOUS_LAYER: whole(layer - 1),
        Light.OUTGOING: [LitPlace(one.layer, one.neuron, j) for one in whole(layer + 1)],
        Light.ONE_OUTGOING: [LitPlace(layer + 1, k, j)],
        Light.NEXT_NEURON: [LitPlace(layer + 1, k)],
        Light.SOURCE: [LitPlace(layer - 1, subject.source)],
        Light.WEIGHT: [LitPlace(layer, j, subject.source)],
    }
    places = (place for light in Light if light in line.lights for place in where[light])
    return tuple(dict.fromkeys(places))


def _bp1(cost: Cost, output: Activation) -> tuple[Line, ...]:
    definition = _bp1_line(LineKind.DEFINITION, r"\delta^L_j = \frac{\partial C_x}{\partial z^L_j}", _ONE)
    short = _bp1_line(LineKind.SHORT, r"\delta^L_j = a^L_j - y_j", _ONE, is_goal=cost.reads_z)
    shorts = (short,) if is_matched(cost, output) else ()
    if cost.reads_z:
        return (
            definition,
            _bp1_line(LineKind.CHAIN_FROM_Z, r"\delta^L_j = \sum_k \frac{\partial}{\partial z^L_j} "
                                             r"[(a^L_k - y_k) \, z^L_k]", _ALL),
            short,
            _bp1_line(LineKind.MATRIX, r"\delta^L = a^L - y", _ALL),
        )
    summand = _D_COST_A % "k"
    if not output.elementwise:
        in_sum = (_bp1_line(LineKind.COST_IN_SUM, r"\delta^L_j = \sum_k (-y_k) \, " + _BRACKET, _ALL),) \
            if shorts else ()
        return (
            definition,
            _bp1_line(LineKind.CHAIN_OF_OUTPUT, rf"\delta^L_j = \sum_k {summand} \, {_D_A_Z % 'k'}", _ALL,
                      is_goal=True),
            _bp1_line(LineKind.MIXING, rf"\delta^L_j = \sum_k {summand} \, a^L_k \, {_BRACKET}", _ALL),
            *in_sum, *shorts,
            _bp1_line(LineKind.MATRIX, r"\delta^L = J^{\top} \, \nabla_{a} C_x , \quad "
                                       r"J_{kj} = \frac{\partial a^L_k}{\partial z^L_j}", _ALL),
        )
    return (
        definition,
        _bp1_line(LineKind.CHAIN, rf"\delta^L_j = \sum_k {summand} \, {_D_A_Z % 'k'}", _ALL),
        _bp1_line(LineKind.COLLAPSE, rf"\delta^L_j = {_D_COST_A % 'j'} \, {_D_A_Z % 'j'}", _ONE),
        _bp1_line(LineKind.SLOPE, rf"\delta^L_j = {_D_COST_A % 'j'} \, \sigma'(z^L_j)", _ONE, is_goal=True),
        _bp1_line(LineKind.COST_SLOPE, cost.gradient_formula, _ONE),
        *shorts,
        _bp1_line(LineKind.MATRIX, r"\delta^L = \nabla_{a} C_x \, \odot \, \sigma'(z^L)", _ALL),
    )


def _bp1_line(kind: LineKind, formula: str, lights: frozenset[Light], *, is_goal: bool = False) -> Line:
    return Line(Phase.BP1, kind, formula, lights, is_goal)


_D_NEXT = r"\frac{\partial z^{l+1}_k}{\partial z^l_j}"

_BP2 = (
    Line(Phase.BP2, LineKind.DEFINITION, r"\delta^l_j = \frac{\partial C_x}{\partial z^l_j}", _ONE),
    Line(Phase.BP2, LineKind.CHAIN,
         rf"\delta^l_j = \sum_k \frac{{\partial C_x}}{{\partial z^{{l+1}}_k}} \, {_D_NEXT}", _FORWARDS),
    Line(Phase.BP2, LineKind.NAMED, rf"\delta^l_j = \sum_k \delta^{{l+1}}_k \, {_D_NEXT}", _FORWARDS),
    Line(Phase.BP2, LineKind.FORWARD, r"z^{l+1}_k = \sum_i w^{l+1}_{ki} \, \sigma(z^l_i) + b^{l+1}_k",
         frozenset({Light.LAYER, Light.NEXT_NEURON})),
    Line(Phase.BP2, LineKind.INNER, rf"{_D_NEXT} = w^{{l+1}}_{{kj}} \, \sigma'(z^l_j)", _ONE_FORWARDS),
    Line(Phase.BP2, LineKind.SUBSTITUTED,
         r"\delta^l_j = \sum_k \delta^{l+1}_k \, w^{l+1}_{kj} \, \sigma'(z^l_j)", _FORWARDS),
    Line(Phase.BP2, LineKind.FACTORED,
         r"\delta^l_j = \sigma'(z^l_j) \, \sum_k w^{l+1}_{kj} \, \delta^{l+1}_k", _FORWARDS, is_goal=True),
    Line(Phase.BP2, LineKind.MATRIX, r"\delta^l = (W^{l+1})^{\top} \delta^{l+1} \, \odot \, \sigma'(z^l)",
         frozenset({Light.LAYER, Light.NEXT_LAYER})),
)

_D_COST_B = r"\frac{\partial C_x}{\partial b^l_j}"
_D_COST_W = r"\frac{\partial C_x}{\partial w^l_{jk}}"

_BP3 = (
    Line(Phase.BP3, LineKind.CHAIN,
         rf"{_D_COST_B} = \sum_i \frac{{\partial C_x}}{{\partial z^l_i}} \, "
         r"\frac{\partial z^l_i}{\partial b^l_j}", _ALL),
    Line(Phase.BP3, LineKind.COLLAPSE,
         rf"{_D_COST_B} = \delta^l_j \, \frac{{\partial z^l_j}}{{\partial b^l_j}}", _ONE),
    Line(Phase.BP3, LineKind.FORWARD, r"z^l_j = \sum_k w^l_{jk} \, a^{l-1}_k + b^l_j", _ONE),
    Line(Phase.BP3, LineKind.INNER, r"\frac{\partial z^l_j}{\partial b^l_j} = 1", _ONE),
    Line(Phase.BP3, LineKind.RESULT, rf"{_D_COST_B} = \delta^l_j", _ONE, is_goal=True),
    Line(Phase.BP3, LineKind.MATRIX, r"\frac{\partial C_x}{\partial b^l} = \delta^l", _ALL),
)

_BP4 = (
    Line(Phase.BP4, LineKind.CHAIN,
         rf"{_D_COST_W} = \sum_i \frac{{\partial C_x}}{{\partial z^l_i}} \, "
         r"\frac{\partial z^l_i}{\partial w^l_{jk}}", frozenset({Light.LAYER, Light.WEIGHT})),
    Line(Phase.BP4, LineKind.COLLAPSE,
         rf"{_D_COST_W} = \delta^l_j \, \frac{{\partial z^l_j}}{{\partial w^l_{{jk}}}}",
         frozenset({Light.NEURON, Light.WEIGHT})),
    Line(Phase.BP4, LineKind.FORWARD, r"z^l_j = \sum_i w^l_{ji} \, a^{l-1}_i + b^l_j", _WEIGHT),
    Line(Phase.BP4, LineKind.INNER, r"\frac{\partial z^l_j}{\partial w^l_{jk}} = a^{l-1}_k", _WEIGHT),
    Line(Phase.BP4, LineKind.RESULT, rf"{_D_COST_W} = a^{{l-1}}_k \, \delta^l_j", _WEIGHT, is_goal=True),
    Line(Phase.BP4, LineKind.MATRIX, r"\frac{\partial C_x}{\partial W^l} = \delta^l \, (a^{l-1})^{\top}",
         frozenset({Light.LAYER, Light.PREVIOUS_LAYER})),
)
