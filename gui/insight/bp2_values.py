"""The matrices of BP2 for one hidden layer of the sample in view, as far as they are known at the moment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gui.choice import Selection
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase


@dataclass(frozen=True, eq=False)
class Bp2Values:
    """δˡ = (Wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ σ′(zˡ) with its numbers.

    Attributes
    ----------
    layer
        l.
    weights
        (Wˡ⁺¹)ᵀ, shape (n_l, n_{l+1}): row k holds the weights that lead out of neuron k.
    errors
        δˡ⁺¹, shape (n_{l+1},), of which the first `known_errors` are there.
    slopes
        σ′(zˡ), shape (n_l,), of which the first `known_slopes` are there.
    results
        δˡ, shape (n_l,), of which the first `known_results` are there.
    """

    layer: int
    weights: Array
    errors: Array
    slopes: Array
    results: Array
    known_errors: int
    known_slopes: int
    known_results: int

    @property
    def shape(self) -> tuple[int, int]:
        """n_l and n_{l+1}."""
        rows, columns = self.weights.shape
        return rows, columns

    @cached_property
    def products(self) -> Array:
        """wˡ⁺¹ⱼₖ δˡ⁺¹ⱼ, what each edge carries back, shape (n_l, n_{l+1})."""
        return self.weights * self.errors

    @cached_property
    def sums(self) -> Array:
        """(Wˡ⁺¹)ᵀ δˡ⁺¹ = ∂C_x/∂aˡ, shape (n_l,)."""
        return self.products.sum(axis=1)


def bp2_layer(moment: Moment, selection: Selection | None, *, chosen: bool = False) -> int | None:
    """Which hidden layer is shown; None if there is none.

    While BP2 goes on it is the layer in turn; otherwise that of the neuron, or before the weight, that is selected.

    Parameters
    ----------
    chosen
        Whether somebody has selected something since the last move: then that comes first.
    """
    last = moment.network.depth - 1
    if last < 1:
        return None
    if moment.phase is Phase.BP2 and not chosen:
        return moment.layer
    layer = moment.layer
    if selection is not None:
        layer = selection.layer if selection.source is None else selection.layer - 1
    return min(max(layer, 1), last)


def bp2_values(moment: Moment, layer: int) -> Bp2Values:
    """The numbers of a layer, 1 … L−1."""
    sample, network = moment.sample, moment.network
    with np.errstate(all="ignore"):
        slopes = network.activation(layer).derivative(sample.z[layer], sample.a[layer])
    return Bp2Values(layer, network.weights(moment.state.theta)[layer + 1].T, sample.delta[layer + 1], slopes,
                     sample.delta[layer], moment.reached_delta(layer + 1), moment.reached_a(layer),
                     moment.reached_delta(layer))
