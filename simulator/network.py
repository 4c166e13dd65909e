"""The shape of a multi-layer perceptron and the place of every weight and bias in the flat vector θ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import Cost

NO_VALUES: Array = np.empty((0, 0))
"""Stands at index 0 of lists over layers that begin with layer 1, so that `z[l]` is the lecture's zˡ."""


@dataclass(frozen=True)
class ParameterPlace:
    """Where one entry of θ belongs: w^layer_{neuron, source}, or b^layer_neuron when `source` is None."""

    layer: int
    neuron: int
    source: int | None


@dataclass(frozen=True)
class Network:
    """A fully connected network: its sizes, activations and cost, without any numbers of its own.

    Attributes
    ----------
    sizes
        Neurons of every layer, (n₀, …, n_L); layer 0 is the input.
    activations
        One for each of the layers 1 … L.
    cost
        C_x, the cost of one sample.
    """

    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    cost: Cost

    @property
    def depth(self) -> int:
        """L, the number of the output layer."""
        return len(self.sizes) - 1

    def activation(self, layer: int) -> Activation:
        """σ of a layer, counted as in the lecture: 1 … L."""
        return self.activations[layer - 1]

    @cached_property
    def _offsets(self) -> tuple[tuple[int, int, int], ...]:
        """(first weight, first bias, end) of every layer; the input layer owns nothing."""
        offsets = [(0, 0, 0)]
        for n_in, n_out in pairwise(self.sizes):
            start = offsets[-1][2]
            offsets.append((start, start + n_in * n_out, start + n_in * n_out + n_out))
        return tuple(offsets)

    @cached_property
    def parameter_count(self) -> int:
        """p, the length of θ."""
        return self._offsets[-1][2]

    @cached_property
    def weight_count(self) -> int:
        """How many entries of θ are weights: the edges of the picture."""
        return sum(n_in * n_out for n_in, n_out in pairwise(self.sizes))

    @cached_property
    def _weight_places(self) -> tuple[tuple[slice, tuple[int, int]], ...]:
        """Slice of θ and shape of every weight matrix."""
        return tuple((slice(start, middle), (n_out, n_in)) for (n_in, n_out), (start, middle, _)
                     in zip(pairwise(self.sizes), self._offsets[1:], strict=True))

    @cached_property
    def _bias_places(self) -> tuple[slice, ...]:
        """Slice of θ of every bias vector."""
        return tuple(slice(middle, end) for _, middle, end in self._offsets[1:])

    def weights(self, theta: Array) -> list[Array]:
        """Views of θ: `weights[l]` has the shape (n_l, n_{l−1}) and row j holds what arrives at neuron j."""
        return [NO_VALUES, *[theta[place].reshape(shape) for place, shape in self._weight_places]]

    def biases(self, theta: Array) -> list[Array]:
        """Views of θ: `biases[l]` has the shape (n_l,)."""
        return [NO_VALUES, *[theta[place] for place in self._bias_places]]

    def weight_slice(self, layer: int) -> slice:
        """Where W^layer stands in θ."""
        start, middle, _ = self._offsets[layer]
        return slice(start, middle)

    def bias_slice(self, layer: int) -> slice:
        """Where b^layer stands in θ."""
        _, middle, end = self._offsets[layer]
        return slice(middle, end)

    def weight_index(self, layer: int, neuron: int, source: int) -> int:
        """Place in θ of wˡⱼₖ, which leads from neuron k = `source` to neuron j = `neuron` of `layer`."""
        return self._offsets[layer][0] + neuron * self.sizes[layer - 1] + source

    def bias_index(self, layer: int, neuron: int) -> int:
        """Place in θ of bˡⱼ."""
        return self._offsets[layer][1] + neuron

    def locate(self, index: int) -> ParameterPlace:
        """The inverse of `weight_index` and `bias_index`.

        Raises
        ------
        IndexError
            If θ has no such entry.
        """
        if not 0 <= index < self.parameter_count:
            raise IndexError(f"the parameters are numbered 0 to {self.parameter_count - 1}, got {index}")
        layer = next(n for n, (_, _, end) in enumerate(self._offsets) if index < end)
        start, middle, _ = self._offsets[layer]
        if index >= middle:
            return ParameterPlace(layer, index - middle, None)
        neuron, source = divmod(index - start, self.sizes[layer - 1])
        return ParameterPlace(layer, neuron, source)
