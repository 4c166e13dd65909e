"""What initial weights do before anything is learned: z, a and δ of every layer in a first pass of many samples."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from simulator.arrays import Array, Indices
from simulator.costs import is_matched
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment, with_change
from simulator.network import Network
from simulator.propagation import backward, forward
from simulator.training import NEVER, Interrupted, Trainer

SAMPLES = 500
"""So many training samples go through the network at most."""
FADING, GROWING = 0.1, 10.0
"""The spread of a keeps its size while what is left of it in the last hidden layer lies between these two."""
SATURATED_SHARE = 1.0 / 3.0
"""A start is saturated where more than this share of the hidden activations is."""
TOO_SMALL, TOO_LARGE = 0.01, 5.0
"""Standard deviations of weights from which a network learns badly."""


class Outcome(Enum):
    """What follows from initial weights."""

    ALIKE = "alike"
    """All neurons of a hidden layer have the same weights and get the same δ: they stay alike for ever."""
    FLAT = "flat"
    """σ′ = 0 wherever a neuron of some layer stands: no δ comes through."""
    SATURATED = "saturated"
    SINGLE_LAYER = "single_layer"
    """There is no hidden layer: no symmetry between hidden neurons, and nothing that could fade on the way."""
    FADES = "fades"
    GROWS = "grows"
    KEEPS = "keeps"


@dataclass(frozen=True, eq=False)
class FirstPass:
    """A pass of some samples through a network that has learned nothing yet.

    Attributes
    ----------
    experiment
        Its initial weights and its network.
    theta
        θ, shape (p,).
    z, a, delta
        Lists over layers of matrices (samples, n_l); z[0] and delta[0] are empty, a[0] are the inputs.
    """

    experiment: Experiment
    network: Network
    theta: Array
    z: list[Array]
    a: list[Array]
    delta: list[Array]

    @property
    def hidden(self) -> range:
        """The hidden layers; the output where there is none."""
        return range(1, max(self.network.depth, 2))

    @cached_property
    def spreads(self) -> tuple[float, ...]:
        """How far activations differ from sample to sample, from a⁰ to aᴸ: √ of their mean variance in a layer."""
        with np.errstate(all="ignore"):
            return tuple(float(np.sqrt(a.var(axis=0).mean())) for a in self.a)

    @property
    def spread_left(self) -> float:
        """The spread of the last hidden layer, as a share of that of the input."""
        before, left = self.spreads[0], self.spreads[self.hidden[-1]]
        return left / before if before > 0.0 and math.isfinite(left) else math.inf

    @cached_property
    def saturated(self) -> float:
        """The share of the hidden activations (the output's where it is the only layer) at which σ hardly changes.

        Only layers count where it does so to both sides.
        """
        shares = [self.network.activation(layer).saturated(self.z[layer]) for layer in self.hidden
                  if self._flattens_both_ways(layer)]
        return float(np.concatenate([share.ravel() for share in shares]).mean()) if shares else 0.0

    @cached_property
    def dead(self) -> tuple[int, int]:
        """Hidden neurons that are off for every sample (ReLU with z ≤ 0), and how many could be."""
        layers = [layer for layer in self.hidden if self._is_off_below(layer)]
        off = [int(np.count_nonzero(self.network.activation(layer).saturated(self.z[layer]).all(axis=0)))
               for layer in layers]
        return sum(off), sum(self.network.sizes[layer] for layer in layers)

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """The hidden layers whose neurons all have the same weights, and get the same δ for every sample."""
        weights, biases = self.network.weights(self.theta), self.network.biases(self.theta)
        return tuple(layer for layer in range(1, self.network.depth) if self.network.sizes[layer] > 1
                     and bool((weights[layer] == weights[layer][0]).all())
                     and bool((biases[layer] == biases[layer][0]).all())
                     and bool((self.delta[layer] == self.delta[layer][:, :1]).all()))

    @cached_property
    def outcome(self) -> Outcome:
        """What stands out most."""
        if self.alike:
            return Outcome.ALIKE
        if any(self._never_changes(layer) and self._has_slope(layer) for layer in range(1, self.network.depth + 1)):
            return Outcome.FLAT
        if self.saturated > SATURATED_SHARE and self._has_slope(self.hidden[-1]):
            return Outcome.SATURATED
        if self.network.depth == 1:
            return Outcome.SINGLE_LAYER
        if self.spread_left < FADING:
            return Outcome.FADES
        return Outcome.GROWS if self.spread_left > GROWING else Outcome.KEEPS

    def _has_slope(self, layer: int) -> bool:
        """Whether δ of a layer is multiplied by its σ′: not where cost and output match (δ = a − y)."""
        network = self.network
        return layer < network.depth or not is_matched(network.cost, network.activation(layer))

    def _flattens_both_ways(self, layer: int) -> bool:
        activation = self.network.activation(layer)
        return math.isfinite(activation.saturated_below) and math.isfinite(activation.saturated_above)

    def _is_off_below(self, layer: int) -> bool:
        activation = self.network.activation(layer)
        return activation.is_off_below and not math.isfinite(activation.saturated_above)

    def _never_changes(self, layer: int) -> bool:
        activation = self.network.activation(layer)
        return activation.saturated_below == math.inf


def looked_at(data: DataSet, samples: int = SAMPLES) -> Indices:
    """Rows of the training data that stand for all of them: all, or so many, evenly spaced in their order."""
    count = data.train.count
    return np.unique(np.linspace(0, count - 1, min(samples, count)).astype(np.int64))


def first_pass(experiment: Experiment, data: DataSet, start: Array | None = None,
               samples: int = SAMPLES) -> FirstPass:
    """Takes training samples, evenly spaced in their order, forward and backward through the initial weights.

    Parameters
    ----------
    start
        The first θ, shape (p,), where the experiment doesn't tell it.

    Raises
    ------
    ValueError
        If the data can't be read or don't fit.
    """
    trainer = Trainer(experiment, data, start)
    network, theta = trainer.network, trainer.initial_state().theta
    rows = looked_at(data, samples)
    weights, biases = network.weights(theta), network.biases(theta)
    with np.errstate(all="ignore"):
        z, a = forward(network, weights, biases, data.train.inputs(rows))
        delta = backward(network, weights, z, a, data.targets(data.train, rows))
    return FirstPass(experiment, network, theta, z, a, delta)


def starts(experiment: Experiment) -> tuple[Experiment, ...]:
    """The same experiment with initial weights to compare: zeros, too small, too large, Xavier, He.

    One of them may be the experiment itself.
    """
    chosen = (("zeros", None), ("normal_sigma", TOO_SMALL), ("normal_sigma", TOO_LARGE), ("xavier", None),
              ("he", None))
    return tuple(with_change(experiment, initializer=name, initial_number=number, initial_theta=())
                 for name, number in chosen)


def compare_starts(experiment: Experiment, data: DataSet, start: Array | None = None,
                   should_stop: Callable[[], bool] = NEVER) -> tuple[FirstPass, ...]:
    """First passes of the experiment, which comes first, and of all other initial weights in `starts`.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    ValueError
        If the data can't be read or don't fit.
    """
    passes = [first_pass(experiment, data, start)]
    for other in starts(experiment):
        if should_stop():
            raise Interrupted
        if other != experiment or start is not None:
            passes.append(first_pass(other, data))
    return tuple(passes)
