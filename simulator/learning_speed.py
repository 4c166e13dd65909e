"""Why a weight moves or doesn't: its change as a product of factors, and which of them is small.

BP1, BP2 and BP4 make the derivative of a weight for one sample a product of three numbers,

    ∂C_x/∂wˡⱼₖ = aˡ⁻¹ₖ · σ′(zˡⱼ) · eˡⱼ,   e = ∂C_x/∂a: ∇ₐC_x in the output layer, (Wˡ⁺¹)ᵀδˡ⁺¹ in front of it.

A step multiplies by two more: how far the samples of the batch agree, |Σ g_x| / Σ |g_x|, and the rate |Δw| / |∂C/∂w|,
which is η for gradient descent. Averaged as below, the five multiply to |Δw| exactly:

    error       the mean of |e|
    slope       the mean of |σ′|, weighed by |e|: what of the error comes through
    activation  the mean of |a|, weighed by |δ|: what comes in when there is an error
    agreement   |mean of g| / mean of |g|
    rate        |Δw| / |∂C/∂w|

Each is compared with the largest value that it can have here (see `Factor.reference`), so that one can say which of
them is small. A bias is a weight whose activation is 1 (BP3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from simulator.activations import SATURATION, Activation
from simulator.arrays import Array
from simulator.costs import is_matched
from simulator.moment import Moment

SMALL = SATURATION
"""A factor is small below this share of its reference: by the same measure a neuron counts as saturated."""

MOVE = 1e-3
"""A weight moves if a step changes it by at least this share of the typical weight of its layer.

A usual rule of thumb for the size of updates: A. Karpathy, *CS231n*, "Ratio of weights:updates"."""

_LOST_IN_ROUNDING = 1e-12


class Role(Enum):
    """What a factor of Δw is."""

    ACTIVATION = "activation"
    SLOPE = "slope"
    ERROR = "error"
    AGREEMENT = "agreement"
    RATE = "rate"


class Cause(Enum):
    """What keeps a weight from moving; the first of them is nothing."""

    MOVES = "moves"
    LOW_ACTIVATION = "low_activation"
    SATURATED = "saturated"
    DEAD = "dead"
    """σ′ is 0 for all samples of the batch, on the side on which σ is switched off: a ReLU with z ≤ 0."""
    FLAT = "flat"
    """σ′ is 0 everywhere: the step."""
    SMALL_ERROR = "small_error"
    CANCELLING = "cancelling"
    """The samples of the batch pull in opposite directions."""
    LEARNING_RATE = "learning_rate"
    TOGETHER = "together"
    """No factor is small by itself, but their product is."""
    FROZEN = "frozen"
    NOT_LEARNED = "not_learned"
    """A sample is only followed: no weight changes."""


class SlopePart(Enum):
    """Where σ′ is in δ."""

    FACTOR = "factor"
    CANCELS = "cancels"
    """Cost and activation match: δ = a − y."""
    JACOBIAN = "jacobian"
    """Softmax: δ takes the whole Jacobian, which is no factor of one neuron."""
    NONE = "none"
    """The perceptron criterion: its δ = a − y has no σ′ in the first place."""


_CAUSES = {
    Role.ACTIVATION: Cause.LOW_ACTIVATION, Role.SLOPE: Cause.SATURATED, Role.ERROR: Cause.SMALL_ERROR,
    Role.AGREEMENT: Cause.CANCELLING, Role.RATE: Cause.LEARNING_RATE,
}


@dataclass(frozen=True)
class Factor:
    """One factor of |Δw|.

    Attributes
    ----------
    size
        Over the batch, as the module's text says; not negative.
    reference
        What it is compared with. Activation: the end of σ's range or, where that is infinite, the largest |a| of the
        layer in this batch. Slope: the largest σ′. Error: the distance of two targets, the error of an output that is
        entirely wrong. Agreement: 1. Rate: the one with which a small gradient (`SMALL` times the largest possible)
        would still move the weight (by `MOVE` times the typical weight).
    of_sample
        Its value with its sign for the sample in view; None for agreement and rate.
    """

    role: Role
    size: float
    reference: float
    of_sample: float | None = None

    @property
    def share(self) -> float:
        """Size divided by reference: 1 is as large as it gets (a rate may be larger)."""
        if self.reference > 0:
            return self.size / self.reference
        return 0.0 if self.size == 0 else np.inf

    @property
    def is_small(self) -> bool:
        """Whether it is less than `SMALL` of its reference."""
        return self.share < SMALL


@dataclass(frozen=True)
class Diagnosis:
    """Why a weight or bias changes as it does in one step.

    Attributes
    ----------
    cause
        What keeps it from moving, or that it moves.
    factors
        In the order of `Role`; without an activation for a bias, without a slope where σ′ is no factor of its own,
        without agreement for a single sample.
    smallest
        The factor with the smallest share.
    slope_part
        Where σ′ is.
    gradient, gradient_of_sample
        ∂C/∂w, the mean over the batch, and ∂C_x/∂w of the sample in view.
    change
        Δw, or None where nothing is learned.
    rows
        Samples that the factors are averaged over: 1 where a large batch's single samples are not kept (then it is
        the sample in view, and the factors do not multiply to Δw).
    """

    cause: Cause
    factors: tuple[Factor, ...]
    smallest: Factor
    slope_part: SlopePart
    gradient: float
    gradient_of_sample: float
    change: float | None
    rows: int

    def factor(self, role: Role) -> Factor | None:
        """The factor with this role, if it is one."""
        return next((factor for factor in self.factors if factor.role is role), None)


def diagnose(moment: Moment, layer: int, neuron: int, source: int | None) -> Diagnosis:
    """The diagnosis of the weight wˡⱼₖ, or of the bias bˡⱼ when `source` is None.

    A weight hardly moves if its step is less than `MOVE` of the typical (root mean square) weight of the layer, or
    less than `SMALL` of the largest step in the layer. The factor with the smallest share is then named if it is
    small.

    Parameters
    ----------
    layer, neuron, source
        l from 1, j and k from 0.
    """
    network = moment.network
    index = network.bias_index(layer, neuron) if source is None else network.weight_index(layer, neuron, source)
    gradient = float(moment.record.gradient[index])
    change = None if moment.after is None else float(moment.after.theta[index] - moment.state.theta[index])
    with np.errstate(all="ignore"):
        parts = _Parts(moment, layer, neuron, source)
        factors = parts.factors(gradient)
        factors = (*factors, _rate(moment, layer, float(moment.state.theta[index]), factors, gradient, change))
        smallest = _smallest(factors)
        cause = _cause(moment, index, layer, change, factors, smallest, parts)
    return Diagnosis(cause, factors, smallest, parts.slope_part, gradient, parts.gradient_of_sample, change,
                     parts.rows)


class _Parts:
    """The factors of one weight for each sample that is kept."""

    def __init__(self, moment: Moment, layer: int, neuron: int, source: int | None) -> None:
        record, sample = moment.record, moment.sample
        kept = len(record.a) > 0
        a, z, delta = (record.a, record.z, record.delta) if kept else \
            tuple([one[np.newaxis] for one in part] for part in (sample.a, sample.z, sample.delta))
        targets = record.targets if kept else sample.target[np.newaxis]
        self.rows = len(a[0])
        self._row = moment.address.sample if kept else 0
        self._whole = kept
        self.slope_part = _slope_part(moment, layer)
        self.activation = moment.network.activation(layer)
        self._arriving = None if source is None else a[layer - 1][:, source]
        self._most_arriving = _largest_activation(moment, layer - 1, a[layer - 1])
        self._most_error = _distance_of_targets(moment)
        self.slopes: Array | None = None
        self._delta = delta[layer][:, neuron]
        self._errors = self._delta
        if self.slope_part is SlopePart.FACTOR:
            self.slopes = self.activation.derivative(z[layer], a[layer])[:, neuron]
            self._errors = self._error(moment, layer, neuron, a, delta, targets)
            self._delta = self.slopes * self._errors
        self._gradients = self._delta if self._arriving is None else self._arriving * self._delta

    @staticmethod
    def _error(moment: Moment, layer: int, neuron: int, a: list[Array], delta: list[Array], targets: Array) -> Array:
        """∂C_x/∂a of the neuron for every sample, shape (rows,)."""
        network = moment.network
        if layer < network.depth:
            outgoing = network.weights(moment.state.theta)[layer + 1][:, neuron]
            arriving: Array = delta[layer + 1] @ outgoing
            return arriving
        assert network.cost.gradient is not None, "a cost that is read from z has a short form"
        return network.cost.gradient(a[layer], targets)[:, neuron]

    @property
    def gradient_of_sample(self) -> float:
        """∂C_x/∂w of the sample in view."""
        return float(self._gradients[self._row])

    @property
    def error(self) -> Factor:
        """What arrives at the neuron."""
        errors = self._errors
        return Factor(Role.ERROR, float(np.abs(errors).mean()), self._most_error, float(errors[self._row]))

    def factors(self, gradient: float) -> tuple[Factor, ...]:
        """All factors but the rate, in the order of `Role`."""
        factors = []
        errors, row = np.abs(self._errors), self._row
        if self._arriving is not None:
            factors.append(Factor(Role.ACTIVATION, _weighed(self._arriving, np.abs(self._delta)),
                                  self._most_arriving, float(self._arriving[row])))
        if self.slopes is not None:
            factors.append(Factor(Role.SLOPE, _weighed(self.slopes, errors), largest_slope(self.activation),
                                  float(self.slopes[row])))
        factors.append(self.error)
        pulling = float(np.abs(self._gradients).mean())
        if self._whole and self.rows > 1 and pulling > 0:
            factors.append(Factor(Role.AGREEMENT, min(abs(gradient) / pulling, 1.0), 1.0))
        return tuple(factors)


def largest_slope(activation: Activation) -> float:
    """The largest |σ′(z)| for z from −10 to 10: ¼ for the sigmoid, 0 for the step."""
    z = np.linspace(-10.0, 10.0, 401)[np.newaxis]
    return float(np.abs(activation.derivative(z, activation.value(z))).max())


def holds_error_back(moment: Moment, layer: int) -> bool:
    """Whether the σ′ of a layer keeps its δ small: usual errors arrive at its neurons, and hardly any goes on.

    Never where σ′ is no factor of δ.
    """
    if _slope_part(moment, layer) is not SlopePart.FACTOR:
        return False
    with np.errstate(all="ignore"):
        errors = [_Parts(moment, layer, neuron, None).error for neuron in range(moment.network.sizes[layer])]
    return max(error.share for error in errors) >= SMALL


def _weighed(values: Array, by: Array) -> float:
    """Mean of |values| weighed by `by`; the plain mean where all weights are 0."""
    sizes, total = np.abs(values), float(by.sum())
    return float((sizes * by).sum()) / total if total > 0 else float(sizes.mean())


def _slope_part(moment: Moment, layer: int) -> SlopePart:
    network = moment.network
    activation = network.activation(layer)
    if layer == network.depth and is_matched(network.cost, activation):
        return SlopePart.CANCELS if network.cost.gradient is not None else SlopePart.NONE
    return SlopePart.FACTOR if activation.elementwise else SlopePart.JACOBIAN


def _largest_activation(moment: Moment, layer: int, a: Array) -> float:
    """The end of σ's range, or the largest |a| of the layer among these rows where there is no end."""
    if layer > 0:
        reach = max(abs(end) for end in moment.network.activation(layer).output_range)
        if np.isfinite(reach):
            return reach
    return float(np.abs(a).max(initial=0.0))


def _distance_of_targets(moment: Moment) -> float:
    """How far apart the targets of an output lie at most: 1 where they are 0 and 1."""
    values = moment.data.train.values
    targets = moment.data.target_table if values is None else values
    return float(np.ptp(targets, axis=0).max()) or 1.0


def _rate(moment: Moment, layer: int, theta: float, factors: tuple[Factor, ...], gradient: float,
          change: float | None) -> Factor:
    """How large a step is made of the gradient: η where that can't be told from a change that is lost in rounding."""
    told = change is not None and gradient != 0 and abs(change) > _LOST_IN_ROUNDING * abs(theta)
    size = abs(change / gradient) if told and change is not None else moment.experiment.learning_rate
    largest_gradient = float(np.prod([factor.reference for factor in factors]))
    needed = MOVE * typical_weight(moment, layer) / (SMALL * largest_gradient) if largest_gradient > 0 else 0.0
    return Factor(Role.RATE, size, needed)


def typical_weight(moment: Moment, layer: int) -> float:
    """Root mean square of the weights that lead to a layer, before the step."""
    weights = moment.state.theta[moment.network.weight_slice(layer)]
    return float(np.sqrt(np.dot(weights, weights) / len(weights)))


def _smallest(factors: tuple[Factor, ...]) -> Factor:
    """The factor with the smallest share; among several zeros a σ that is flat everywhere comes first."""
    return min(factors, key=lambda factor: (factor.share, factor.role is not Role.SLOPE or factor.reference > 0))


def _cause(moment: Moment, index: int, layer: int, change: float | None, factors: tuple[Factor, ...],
           smallest: Factor, parts: _Parts) -> Cause:
    if change is None or moment.after is None:
        return Cause.NOT_LEARNED
    if index in moment.experiment.frozen:
        return Cause.FROZEN
    place = moment.network.weight_slice(layer)
    fastest = float(np.abs(moment.after.theta[place] - moment.state.theta[place]).max())
    if abs(change) > 0 and abs(change) >= MOVE * typical_weight(moment, layer) and abs(change) >= SMALL * fastest:
        return Cause.MOVES
    if not smallest.is_small:
        # a step that is no less than all five allow, but far behind that of the layer's fastest weight
        return Cause.TOGETHER if float(np.prod([factor.share for factor in factors])) < SMALL else Cause.MOVES
    if smallest.role is Role.SLOPE and smallest.reference == 0:
        return Cause.FLAT
    is_off = smallest.role is Role.SLOPE and parts.slopes is not None and not parts.slopes.any()
    return Cause.DEAD if is_off and parts.activation.is_off_below else _CAUSES[smallest.role]
