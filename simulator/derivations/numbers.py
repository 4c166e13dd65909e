"""The numbers of a derivation's lines for one sample: both sides, with every factor of every summand."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from simulator.arrays import Array
from simulator.derivations.lines import Line, LineKind, Subject, layers_of
from simulator.moment import Moment
from simulator.steps import Phase


class Side(Enum):
    """What stands on the left."""

    ERROR = auto()
    """δˡⱼ."""
    ERRORS = auto()
    """δˡ, all of the layer."""
    BIAS_SLOPE = auto()
    BIAS_SLOPES = auto()
    WEIGHT_SLOPE = auto()
    WEIGHT_SLOPES = auto()
    """∂C_x/∂b or ∂C_x/∂w: of one parameter, and of the layer."""
    COST_SLOPE = auto()
    """∂C_x/∂aᴸⱼ."""
    WEIGHTED_INPUT = auto()
    """zˡⱼ."""
    NEXT_WEIGHTED_INPUT = auto()
    """zˡ⁺¹ₖ."""
    INNER = auto()
    """∂zˡ⁺¹ₖ/∂zˡⱼ, ∂zˡⱼ/∂bˡⱼ or ∂zˡⱼ/∂wˡⱼₖ."""


class FactorKind(Enum):
    """What a factor is; k is the number of its summand."""

    COST_SLOPE = auto()
    """∂C_x/∂aᴸₖ."""
    OUTPUT_SLOPE = auto()
    """∂aᴸₖ/∂zᴸⱼ."""
    SLOPE = auto()
    """σ′(zˡⱼ)."""
    ACTIVATION = auto()
    """aₖ: of the output in BP1, otherwise of the layer in front of the weights."""
    BRACKET = auto()
    """[k = j] − aᴸⱼ."""
    MINUS_TARGET = auto()
    """−yₖ."""
    DIFFERENCE = auto()
    """aₖ − yₖ."""
    IS_SAME = auto()
    """∂zₖ/∂zⱼ, ∂zₖ/∂bⱼ: 1 for k = j, otherwise 0."""
    NEXT_ERROR = auto()
    """δˡ⁺¹ₖ."""
    ERROR = auto()
    """δˡₖ."""
    WEIGHT = auto()
    """A weight of the next layer in BP2, of this one in BP3 and BP4."""
    INNER = auto()
    """∂zˡ⁺¹ₖ/∂zˡⱼ in BP2, ∂zˡₖ/∂w in BP4."""
    SLOPES = auto()
    """σ′(zˡₖ) of every neuron of the layer."""
    ARRIVING = auto()
    """((Wˡ⁺¹)ᵀ δˡ⁺¹)ₖ."""


@dataclass(frozen=True, eq=False)
class Factor:
    """One factor of every summand, shape (K,); for one summand alone K is 1."""

    kind: FactorKind
    values: Array


@dataclass(frozen=True, eq=False)
class LineNumbers:
    """Left = Σₖ of the products of the factors, plus the bias where there is one.

    Attributes
    ----------
    left
        Shape (); (n,) or (n, n′) in the lines of a whole layer, which have no sum.
    first
        Number of the first summand among the neurons: j where a single one is left, otherwise 0.
    bias
        What is added to the sum.
    """

    side: Side
    left: Array
    factors: tuple[Factor, ...]
    first: int = 0
    bias: float = 0.0

    @property
    def products(self) -> Array:
        """Every summand, shape (K,), or the matrix of a whole layer's line."""
        with np.errstate(all="ignore"):
            return np.asarray(math.prod((factor.values for factor in self.factors[1:]), start=self.factors[0].values))

    @property
    def right(self) -> Array:
        """The right side, shape as `left`."""
        products = self.products
        return products if self.left.ndim else np.asarray(products.sum() + self.bias)

    @property
    def is_finite(self) -> bool:
        """False where an output is so saturated that ∂C_x/∂a is infinite and σ′ is 0: only a − y is exact there."""
        return bool(np.isfinite(self.products).all())


def subject_of(moment: Moment, phase: Phase, layer: int, neuron: int, source: int | None = None) -> Subject:
    """The subject with what is to be looked at closely in it: by default the weights that carry the most.

    Parameters
    ----------
    source
        The weight of BP4; None for the one with the largest |a|, which has the largest gradient.

    Raises
    ------
    IndexError
        If the equation doesn't hold in the layer.
    """
    if layer not in layers_of(moment.network, phase):
        raise IndexError(f"{phase.value} holds in the layers {list(layers_of(moment.network, phase))}, got {layer}")
    if source is None:
        source = int(np.argmax(np.abs(moment.sample.a[layer - 1])))
    following = 0
    if phase is Phase.BP2:
        weights = moment.network.weights(moment.state.theta)[layer + 1][:, neuron]
        following = int(np.argmax(np.abs(weights * moment.sample.delta[layer + 1])))
    return Subject(layer, neuron, source, following)


def line_numbers(moment: Moment, line: Line, subject: Subject) -> LineNumbers | None:
    """The numbers of a line for the moment's sample and the θ of its step.

    Both sides are equal up to rounding wherever `is_finite`: the left one is what propagation has recorded, the right
    one is worked out here.

    Returns
    -------
    None for the definition, which has no other side.
    """
    if line.kind is LineKind.DEFINITION:
        return None
    with np.errstate(all="ignore"):
        return _NUMBERS[line.phase](moment, line.kind, subject)


def cost_slopes(moment: Moment) -> Array | None:
    """∂C_x/∂aᴸ of every output, shape (n_L,); None for a cost that is read from z."""
    gradient = moment.network.cost.gradient
    if gradient is None:
        return None
    with np.errstate(all="ignore"):
        return np.asarray(gradient(moment.sample.a[-1][np.newaxis], moment.sample.target[np.newaxis])[0])


def output_slopes(moment: Moment) -> Array:
    """∂aᴸₖ/∂zᴸⱼ, shape (n_L, n_L) with row k and column j: diagonal except for softmax."""
    sample, used = moment.sample, moment.network.activations[-1]
    if used.elementwise:
        return np.diag(used.derivative(sample.z[-1], sample.a[-1]))
    return np.diag(sample.a[-1]) - np.outer(sample.a[-1], sample.a[-1])


def _slopes(moment: Moment, layer: int) -> Array:
    return moment.network.activation(layer).derivative(moment.sample.z[layer], moment.sample.a[layer])


def _bp1(moment: Moment, kind: LineKind, subject: Subject) -> LineNumbers:
    j, delta = subject.neuron, np.asarray(moment.sample.delta[-1])
    gradient = cost_slopes(moment)
    if kind is LineKind.MATRIX:
        return LineNumbers(Side.ERRORS, delta, _whole_output(moment, gradient))
    if kind is LineKind.COST_SLOPE and gradient is not None:
        return LineNumbers(Side.COST_SLOPE, gradient[j], (Factor(FactorKind.COST_SLOPE, gradient[j:j + 1]),), j)
    if kind in (LineKind.COLLAPSE, LineKind.SLOPE, LineKind.SHORT):
        return LineNumbers(Side.ERROR, delta[j], _one_output(moment, kind, gradient, j), j)
    return LineNumbers(Side.ERROR, delta[j], _every_output(moment, kind, gradient, j))


def _whole_output(moment: Moment, gradient: Array | None) -> tuple[Factor, ...]:
    """Of the line of the whole layer."""
    if gradient is None:
        return (Factor(FactorKind.DIFFERENCE, moment.sample.a[-1] - moment.sample.target),)
    if moment.network.activations[-1].elementwise:
        return (Factor(FactorKind.COST_SLOPE, gradient),
                Factor(FactorKind.SLOPES, _slopes(moment, moment.network.depth)))
    return (Factor(FactorKind.ARRIVING, output_slopes(moment).T @ gradient),)


def _one_output(moment: Moment, kind: LineKind, gradient: Array | None, j: int) -> tuple[Factor, ...]:
    """Of a line in which one summand is left."""
    one = slice(j, j + 1)
    if kind is LineKind.SHORT or gradient is None:
        return (Factor(FactorKind.DIFFERENCE, (moment.sample.a[-1] - moment.sample.target)[one]),)
    slope = Factor(FactorKind.OUTPUT_SLOPE, output_slopes(moment)[one, j]) if kind is LineKind.COLLAPSE else \
        Factor(FactorKind.SLOPE, _slopes(moment, moment.network.depth)[one])
    return Factor(FactorKind.COST_SLOPE, gradient[one]), slope


def _every_output(moment: Moment, kind: LineKind, gradient: Array | None, j: int) -> tuple[Factor, ...]:
    """Of a line with a sum over the outputs."""
    a, y = moment.sample.a[-1], moment.sample.target
    same = np.eye(len(a))[j]
    if gradient is None:
        return Factor(FactorKind.DIFFERENCE, a - y), Factor(FactorKind.IS_SAME, same)
    by_a, bracket = Factor(FactorKind.COST_SLOPE, gradient), Factor(FactorKind.BRACKET, same - a[j])
    if kind is LineKind.MIXING:
        return by_a, Factor(FactorKind.ACTIVATION, a), bracket
    if kind is LineKind.COST_IN_SUM:
        return Factor(FactorKind.MINUS_TARGET, -y), bracket
    return by_a, Factor(FactorKind.OUTPUT_SLOPE, output_slopes(moment)[:, j])


def _bp2(moment: Moment, kind: LineKind, subject: Subject) -> LineNumbers:
    layer, j, k, sample = subject.layer, subject.neuron, subject.following, moment.sample
    theta = moment.state.theta
    weights, biases = moment.network.weights(theta)[layer + 1], moment.network.biases(theta)[layer + 1]
    errors, slopes = sample.delta[layer + 1], _slopes(moment, layer)
    delta = np.asarray(sample.delta[layer])
    slope = np.full(len(errors), slopes[j])
    by_errors = Factor(FactorKind.NEXT_ERROR, errors)
    match kind:
        case LineKind.FORWARD:
            return LineNumbers(Side.NEXT_WEIGHTED_INPUT, np.asarray(sample.z[layer + 1][k]), (
                Factor(FactorKind.WEIGHT, weights[k]), Factor(FactorKind.ACTIVATION, sample.a[layer])),
                bias=float(biases[k]))
        case LineKind.INNER:
            # the whole sum over i is differentiated; ∂aᵢ/∂zⱼ is 0 in all of its summands but that of j
            left = weights[k] @ np.where(np.arange(len(slopes)) == j, slopes, 0.0)
            return LineNumbers(Side.INNER, np.asarray(left), (
                Factor(FactorKind.WEIGHT, weights[k, j:j + 1]), Factor(FactorKind.SLOPE, slopes[j:j + 1])), j)
        case LineKind.SUBSTITUTED:
            factors: tuple[Factor, ...] = (
                by_errors, Factor(FactorKind.WEIGHT, weights[:, j]), Factor(FactorKind.SLOPE, slope))
        case LineKind.FACTORED:
            factors = (Factor(FactorKind.SLOPE, slope), Factor(FactorKind.WEIGHT, weights[:, j]), by_errors)
        case LineKind.MATRIX:
            return LineNumbers(Side.ERRORS, delta, (
                Factor(FactorKind.ARRIVING, weights.T @ errors), Factor(FactorKind.SLOPES, slopes)))
        case _:
            factors = (by_errors, Factor(FactorKind.INNER, weights[:, j] * slopes[j]))
    return LineNumbers(Side.ERROR, delta[j], factors)


def _forward(moment: Moment, subject: Subject) -> LineNumbers:
    layer, j, theta = subject.layer, subject.neuron, moment.state.theta
    weights, biases = moment.network.weights(theta)[layer], moment.network.biases(theta)[layer]
    return LineNumbers(Side.WEIGHTED_INPUT, np.asarray(moment.sample.z[layer][j]), (
        Factor(FactorKind.WEIGHT, weights[j]), Factor(FactorKind.ACTIVATION, moment.sample.a[layer - 1])),
        bias=float(biases[j]))


def _bp3(moment: Moment, kind: LineKind, subject: Subject) -> LineNumbers:
    j, errors = subject.neuron, np.asarray(moment.sample.delta[subject.layer])
    same = np.eye(len(errors))[j]
    error, one = Factor(FactorKind.ERROR, errors[j:j + 1]), Factor(FactorKind.IS_SAME, np.ones(1))
    match kind:
        case LineKind.FORWARD:
            return _forward(moment, subject)
        case LineKind.INNER:
            return LineNumbers(Side.INNER, np.asarray(1.0), (one,), j)
        case LineKind.CHAIN:
            return LineNumbers(Side.BIAS_SLOPE, errors[j], (
                Factor(FactorKind.ERROR, errors), Factor(FactorKind.IS_SAME, same)))
        case LineKind.COLLAPSE:
            return LineNumbers(Side.BIAS_SLOPE, errors[j], (error, one), j)
        case LineKind.RESULT:
            return LineNumbers(Side.BIAS_SLOPE, errors[j], (error,), j)
        case _:
            return LineNumbers(Side.BIAS_SLOPES, errors, (Factor(FactorKind.ERROR, errors),))


def _bp4(moment: Moment, kind: LineKind, subject: Subject) -> LineNumbers:
    j, k = subject.neuron, subject.source
    errors, arriving = np.asarray(moment.sample.delta[subject.layer]), moment.sample.a[subject.layer - 1]
    gradient = np.outer(errors, arriving)
    inner = np.where(np.arange(len(errors)) == j, arriving[k], 0.0)
    error, a = Factor(FactorKind.ERROR, errors[j:j + 1]), Factor(FactorKind.ACTIVATION, arriving[k:k + 1])
    match kind:
        case LineKind.FORWARD:
            return _forward(moment, subject)
        case LineKind.INNER:
            return LineNumbers(Side.INNER, np.asarray(arriving[k]), (a,), k)
        case LineKind.CHAIN:
            return LineNumbers(Side.WEIGHT_SLOPE, gradient[j, k], (
                Factor(FactorKind.ERROR, errors), Factor(FactorKind.INNER, inner)))
        case LineKind.COLLAPSE:
            return LineNumbers(Side.WEIGHT_SLOPE, gradient[j, k], (
                error, Factor(FactorKind.INNER, inner[j:j + 1])), j)
        case LineKind.RESULT:
            return LineNumbers(Side.WEIGHT_SLOPE, gradient[j, k], (a, error), j)
        case _:
            return LineNumbers(Side.WEIGHT_SLOPES, gradient, (
                Factor(FactorKind.ERROR, errors[:, np.newaxis]), Factor(FactorKind.ACTIVATION, arriving)))


_NUMBERS: dict[Phase, Callable[[Moment, LineKind, Subject], LineNumbers]] = {
    Phase.BP1: _bp1, Phase.BP2: _bp2, Phase.BP3: _bp3, Phase.BP4: _bp4,
}


# The two assumptions on the cost that backpropagation rests on, as numbers of a live batch.
#
# 1. C is the mean of the costs C_x of the single samples.
# 2. C_x is a function of the output aᴸ (and the target y) alone: M. Nielsen, *Neural Networks and Deep Learning*,
# chapter 2, "The two assumptions we need about the cost function".

@dataclass(frozen=True, eq=False)
class MeanCost:
    """Assumption 1.

    Attributes
    ----------
    costs
        C_x of every sample of the batch, shape (m,).
    mean
        C, as the step has it.
    sample
        Row of the sample in view.
    """

    costs: Array
    mean: float
    sample: int


@dataclass(frozen=True, eq=False)
class OutputCost:
    """Assumption 2.

    Attributes
    ----------
    a, y
        Output and target of the sample in view, shape (n_L,).
    slopes
        ∂C_x/∂aᴸ, shape (n_L,), or None where the cost is read from z, against the assumption.
    z
        zᴸ, shape (n_L,).
    cost
        C_x.
    """

    a: Array
    y: Array
    slopes: Array | None
    z: Array
    cost: float

    @property
    def holds(self) -> bool:
        """Whether the cost depends on aᴸ alone."""
        return self.slopes is not None


def mean_cost(moment: Moment) -> MeanCost:
    """Every C_x of the batch, and C."""
    return MeanCost(moment.record.costs, moment.record.cost, moment.address.sample)


def output_cost(moment: Moment) -> OutputCost:
    """What C_x of the sample in view is made of."""
    sample = moment.sample
    return OutputCost(sample.a[-1], sample.target, cost_slopes(moment), sample.z[-1], float(sample.cost))


def largest_outputs(shown: OutputCost, count: int) -> list[int]:
    """The outputs that matter most, in their order: those with the largest |y| and |a|."""
    weights = np.abs(shown.y) * 2.0 + np.abs(shown.a)
    if len(weights) <= count:
        return list(range(len(weights)))
    return sorted(int(i) for i in np.argsort(-weights, kind="stable")[:count])
