"""Where the whole error of a sample is lost: a layer whose σ is flat everywhere lets nothing through."""

from __future__ import annotations

import math

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import is_matched
from simulator.moment import Moment


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
