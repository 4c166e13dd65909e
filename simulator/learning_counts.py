"""How fast all weights of a network learn in one step, and how many of its neurons can't."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array
from simulator.first_pass import looked_at
from simulator.moment import Moment
from simulator.propagation import forward

DECADES = 4
"""Powers of ten between the fastest weight and those that are drawn as the slowest."""
_SLOWEST = 0.1
"""Share of a weight that moves, however slowly: not 0, which is standing still."""


@dataclass(frozen=True)
class LayerCounts:
    """The neurons of one layer that hardly learn in a step.

    Attributes
    ----------
    neurons
        n_l.
    dead
        Neurons that are switched off for every training sample (ReLU: z ≤ 0), so that no error ever comes through, as
        in `FirstPass.dead`: of many samples for those of `looked_at`, with the weights at the start of the step. None
        for an activation that is never switched off. A neuron that is off for one batch only may come back.
    saturated
        Neurons that are saturated for every sample of the batch; None where σ has no saturated end, and for the
        output of the perceptron rule, which learns without σ′.
    share
        Of all pairs of a sample and a neuron, how many are saturated.
    """

    layer: int
    neurons: int
    dead: int | None
    saturated: int | None
    share: float


def layer_counts(moment: Moment) -> tuple[LayerCounts, ...]:
    """The counts of the layers 1 … L over the batch, or over the sample in view where the batch isn't kept.

    Dead neurons are counted over the training data.
    """
    kept = len(moment.record.z) > 0
    dead = _dead(moment)
    counts = []
    for layer in range(1, moment.network.depth + 1):
        z = moment.record.z[layer] if kept else moment.sample.z[layer][np.newaxis]
        activation = moment.network.activation(layer)
        stuck = activation.saturated(z) if _needs_slope(moment, layer) else np.zeros(z.shape, bool)
        whole = int(stuck.all(axis=0).sum())
        counts.append(LayerCounts(layer, z.shape[1], dead.get(layer),
                                  whole if _has_ends(activation) and _needs_slope(moment, layer) else None,
                                  float(stuck.mean())))
    return tuple(counts)


def _dead(moment: Moment) -> dict[int, int]:
    """How many neurons are off for all training samples, of each layer whose neurons can be."""
    network = moment.network
    layers = [layer for layer in range(1, network.depth + 1) if can_die(network.activation(layer))]
    if not layers:
        return {}
    theta = moment.state.theta
    with np.errstate(all="ignore"):
        z, _ = forward(network, network.weights(theta), network.biases(theta),
                       moment.data.train.inputs(looked_at(moment.data)))
        return {layer: int(np.count_nonzero(network.activation(layer).saturated(z[layer]).all(axis=0)))
                for layer in layers}


def can_die(activation: Activation) -> bool:
    """Whether σ is switched off on one side: constant there, but not everywhere."""
    return activation.is_off_below


def _needs_slope(moment: Moment, layer: int) -> bool:
    return layer < moment.network.depth or not moment.network.cost.reads_z


def _has_ends(activation: Activation) -> bool:
    return activation.saturated_below > -math.inf or activation.saturated_above < math.inf


def silent_inputs(moment: Moment) -> int:
    """How many inputs are 0 in every sample of the batch: by BP4 none of their weights has a gradient."""
    inputs = moment.record.a[0] if len(moment.record.a) else moment.sample.a[0][np.newaxis]
    return int(inputs.shape[1] - np.count_nonzero(inputs.any(axis=0)))


def speeds(moment: Moment, layer: int) -> Array:
    """|Δw| of this step for all weights that lead to a layer, shape (n_l, n_{l−1}); 0 where nothing is learned."""
    network = moment.network
    if moment.after is None:
        return np.zeros((network.sizes[layer], network.sizes[layer - 1]))
    change: Array = network.weights(moment.after.theta)[layer] - network.weights(moment.state.theta)[layer]
    return np.abs(change, out=change)


def fastest_speed(moment: Moment) -> float:
    """The largest |Δw| of all weights of the network in this step; 0 where nothing is learned."""
    if moment.after is None:
        return 0.0
    change = moment.after.theta - moment.state.theta
    places = (change[moment.network.weight_slice(layer)] for layer in range(1, moment.network.depth + 1))
    return max(max(float(place.max()), -float(place.min())) for place in places)


def speed_shares(values: Array, fastest: float) -> Array:
    """|Δw| on a logarithmic scale: 1 for the fastest weight, 0 for what stands still.

    From 10^−DECADES of the fastest on, whatever moves has the same small share.

    Parameters
    ----------
    values
        |Δw|, not negative.
    fastest
        |Δw| of the fastest weight of the network.
    """
    if not fastest > 0:
        return np.zeros_like(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.log10(values / fastest)
    shares /= DECADES
    shares += 1.0
    return np.where(values > 0, np.clip(np.nan_to_num(shares, nan=1.0), _SLOWEST, 1.0), 0.0)
