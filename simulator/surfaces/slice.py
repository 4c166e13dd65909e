"""The cost of a network over a plane through its weights: a loss surface of two parameters.

Of tiny networks whose plane holds all parameters it is the whole truth; of larger ones it is a slice, and the lowest
point of a slice is not the network's minimum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array, Indices
from simulator.costs import cost_per_sample, is_matched, output_error
from simulator.network import Network
from simulator.surfaces.surface import Window
from simulator.training import NEVER, Interrupted
from simulator.weight_plane import WeightPlane

# One network at many points of a plane through its weights at once: cost and slope, forward only.
#
# In here a point is a row (1, α, β) of `coefficients`: θ = 1·θ₀ + α·d₁ + β·d₂ is its product with the three vectors.
# Matrices of activations have the shape (points, neurons, samples): the samples of a neuron lie side by side in
# memory. A tangent is the derivative by α and by β, (2, points, neurons, samples).

FloatType = type[np.float32] | type[np.float64]

CACHED_BYTES = 2**19
"""A layer's activations for the points and samples that are worked on together: what stays in a core's cache."""
DEEP_BYTES = 2**24
"""The points' own weights behind the first layer: wide layers with few samples would need gigabytes."""


@dataclass(frozen=True, eq=False)
class Block:
    """Some of the samples.

    Attributes
    ----------
    first
        z¹ at θ₀, and what α and β of 1 add to it, shape (3, n₁ · samples): z¹ is linear in α and β.
    targets
        y, shape (samples, n_L), in the memory's order of the transposed matrix, as the outputs are.
    count
        How many they are.
    """

    first: Array
    targets: Array
    count: int


@dataclass(frozen=True, eq=False)
class DeepLayers:
    """The parameters of the layers 2 … L at the points.

    Attributes
    ----------
    weights, biases
        One for each layer, shapes (points, n_l, n_(l−1)) and (points, n_l, 1).
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


class SlicePass:
    """What can be prepared for a network and a plane, whatever the samples are.

    Parameters
    ----------
    dtype
        In which numbers the passes are made.
    """

    def __init__(self, network: Network, plane: WeightPlane, dtype: FloatType) -> None:
        self.network = network
        self.dtype: Any = dtype  # (whatever the kind of its numbers, an array is called an `Array` here)
        self._vectors = np.stack((plane.origin, plane.first, plane.second))
        self._begin: int = network.bias_slice(1).stop
        self._deep = self._vectors[:, self._begin:]
        along = self._split(self._deep[1:].astype(dtype))
        self._along = DeepLayers(tuple(weights[:, np.newaxis] for weights in along.weights),
                                 tuple(biases[:, np.newaxis] for biases in along.biases))
        output = network.activations[-1]
        self._cost_reads_z = is_matched(network.cost, output) and network.cost.matched_value is not None

    @cached_property
    def width(self) -> int:
        """Neurons of the widest layer behind the input."""
        return max(self.network.sizes[1:])

    @property
    def deep_count(self) -> int:
        """How many weights and biases there are behind the first layer: every point has its own."""
        return self.network.parameter_count - self._begin

    def block(self, first: Array, targets: Array) -> Block:
        """Samples from z¹ of θ₀, d₁ and d₂, shape (3, n₁, m), and from their targets, shape (m, n_L)."""
        rows: Array = first.astype(self.dtype, copy=False).reshape(3, -1)
        columns: Array = targets.T.astype(self.dtype, order="C", copy=False)
        return Block(rows, columns.T, first.shape[2])

    def first_weighted_inputs(self, inputs: Array) -> Array:
        """z¹ of θ₀, d₁ and d₂ for inputs of the shape (m, n₀): shape (3, n₁, m)."""
        n_in, n_out = self.network.sizes[:2]
        weights = self._vectors[:, self.network.weight_slice(1)].reshape(3 * n_out, n_in)
        first = weights.dot(inputs.T).reshape(3, n_out, -1)
        first += self._vectors[:, self.network.bias_slice(1), np.newaxis]
        return np.asarray(first)

    def costs(self, coefficients: Array, blocks: tuple[Block, ...]) -> Array:
        """Σ C_x over all samples at every point, shape (points,)."""
        deep = self._split(coefficients.dot(self._deep).astype(self.dtype, copy=False))
        coefficients = coefficients.astype(self.dtype, copy=False)
        total: Array | None = None
        for block in blocks:
            z = self._first(coefficients, block)
            for activation, weights, biases in self._layers(deep):
                z = np.matmul(weights, _value(activation, z))
                z += biases
            rows = z.swapaxes(-1, -2)
            # a cost that is read from z needs no activations of the output
            a = rows if self._cost_reads_z else self.network.activations[-1].value(rows)
            costs = self._summed_costs(rows, a, block)
            total = costs if total is None else total + costs
        assert total is not None, "there is a block, even without samples"
        return total

    def costs_and_gradients(self, coefficients: Array, blocks: tuple[Block, ...]) -> tuple[Array, Array]:
        """Σ C_x, shape (points,), and Σ (∂C_x/∂α, ∂C_x/∂β), shape (2, points), over all samples.

        The tangents go forward with the activations, dzˡ = Wˡ daˡ⁻¹ + Dˡ aˡ⁻¹ + dˡ with the direction's weights D and
        biases d, and meet the error of BP1 at the output: ∂C_x/∂α = Σⱼ δᴸⱼ dzᴸⱼ.
        """
        deep = self._split(coefficients.dot(self._deep).astype(self.dtype, copy=False))
        coefficients = coefficients.astype(self.dtype, copy=False)
        total: Array | None = None
        slopes: Array | None = None
        for block in blocks:
            costs, gradients = self._block_gradients(coefficients, deep, block)
            total = costs if total is None else total + costs
            slopes = gradients if slopes is None else slopes + gradients
        assert total is not None
        assert slopes is not None, "there is a block, even without samples"
        return total, slopes

    def _block_gradients(self, coefficients: Array, deep: DeepLayers, block: Block) -> tuple[Array, Array]:
        network = self.network
        z = self._first(coefficients, block)
        dz = block.first[1:].reshape(2, 1, network.sizes[1], block.count)
        for (activation, weights, biases), directions, shifts in zip(
                self._layers(deep), self._along.weights, self._along.biases, strict=True):
            a = _value(activation, z)
            dz = np.matmul(weights, _tangent(activation, z, a, dz))
            dz += np.matmul(directions, a)
            dz += shifts
            z = np.matmul(weights, a)
            z += biases
        rows = z.swapaxes(-1, -2)
        output = network.activations[-1]
        a = output.value(rows)
        delta = output_error(network.cost, output, rows, a, block.targets).swapaxes(-1, -2)
        gradients = np.vecdot(delta.reshape(len(z), -1), dz.reshape(2, dz.shape[1], -1))
        return self._summed_costs(rows, a, block), gradients.astype(np.float64, copy=False)

    def _summed_costs(self, z: Array, a: Array, block: Block) -> Array:
        costs = cost_per_sample(self.network.cost, self.network.activations[-1], z, a, block.targets)
        return np.asarray(np.add.reduce(costs, axis=-1, dtype=np.float64))

    def _first(self, coefficients: Array, block: Block) -> Array:
        """z¹ = Z₀ + αZ₁ + βZ₂."""
        z: Array = coefficients.dot(block.first)
        return z.reshape(len(coefficients), self.network.sizes[1], block.count)

    def _layers(self, deep: DeepLayers) -> Iterator[tuple[Activation, Array, Array]]:
        """σ of every hidden layer, with the weights and biases behind it."""
        return zip(self.network.activations[:-1], deep.weights, deep.biases, strict=True)

    def _split(self, deep: Array) -> DeepLayers:
        """From the entries of θ behind the first layer, shape (points, …), to their matrices."""
        network, count = self.network, len(deep)
        weights, biases = [], []
        for layer in range(2, network.depth + 1):
            place, end = network.weight_slice(layer), network.bias_slice(layer).stop - self._begin
            start, middle = place.start - self._begin, place.stop - self._begin
            weights.append(deep[:, start:middle].reshape(count, network.sizes[layer], network.sizes[layer - 1]))
            biases.append(deep[:, middle:end, np.newaxis])
        return DeepLayers(tuple(weights), tuple(biases))


def _value(activation: Activation, z: Array) -> Array:
    """σ(z) for z of the shape (…, neurons, samples)."""
    if activation.elementwise:
        return activation.value(z)
    return activation.value(z.swapaxes(-1, -2)).swapaxes(-1, -2)


def _tangent(activation: Activation, z: Array, a: Array, dz: Array) -> Array:
    """What dz becomes behind σ: the product with σ′, or with the Jacobian of an activation such as softmax.

    `backward` is the product with the transposed Jacobian, and that of softmax, aₖ (1[j = k] − aⱼ), is symmetric.
    """
    if activation.elementwise:
        return np.multiply(activation.derivative(z, a), dz)
    rows = (array.swapaxes(-1, -2) for array in (z, a, dz))
    return activation.backward(*rows).swapaxes(-1, -2)


HESSIAN_STEP = 5e-6
"""h of the central differences behind the Hessian, as a share of the window: near the cube root of float64's ε, where
rounding and the neglected third order weigh the same."""
_GRADIENT_SHARE = 3
"""Matrices that a tangent pass keeps beside each one of a forward pass."""


@dataclass(frozen=True, eq=False)
class NetworkSlice:
    """C(α, β), the mean cost of samples at θ₀ + α·d₁ + β·d₂: a `DataSurface`.

    All points are passed at once, in parts that fit into the cache. Costs are those of `simulator.evaluation.measure`
    to 1e-12 in float64.

    Attributes
    ----------
    network, plane
        Whose cost it is, and where.
    inputs, targets
        a⁰ and y, shapes (M, n₀) and (M, n_L).
    window, symbols
        As in `Surface`.
    dtype
        `numpy.float32` is twice as fast and good to about 1e-6. Hessians are always worked out in float64.
    should_stop
        Asked between the parts of all work: where it says so, `costs`, `gradients` and `hessians` raise
        `Interrupted`.
    """

    network: Network
    plane: WeightPlane
    inputs: Array
    targets: Array
    window: Window
    symbols: tuple[str, str] = ("α", "β")
    dtype: FloatType = np.float64
    should_stop: Callable[[], bool] = NEVER

    @property
    def sample_count(self) -> int:
        """M."""
        return len(self.targets)

    def costs(self, a: Array, b: Array) -> Array:
        """C(α, β), in the shape that a and b broadcast to; NaN where it is not finite.

        Raises
        ------
        Interrupted
            If `should_stop` said so.
        """
        coefficients, shape = _coefficients(a, b)
        costs = np.empty(len(coefficients))
        with np.errstate(all="ignore"):
            for points in self._parts(len(costs), 1):
                costs[points] = self._pass.costs(coefficients[points], self._blocks)
            costs /= self.sample_count
            costs[~np.isfinite(costs)] = np.nan
            beyond = np.flatnonzero(np.isnan(costs))
            if len(beyond) and self._exact is not self:
                # what float32 doesn't hold, float64 often does
                costs[beyond] = self._exact.costs(coefficients[beyond, 1], coefficients[beyond, 2])
        return costs.reshape(shape)

    def gradients(self, a: Array, b: Array) -> Array:
        """∇C = (∂C/∂α, ∂C/∂β), shape (…, 2), exact; NaN where C is not finite.

        Raises
        ------
        Interrupted
            If `should_stop` said so.
        """
        coefficients, shape = _coefficients(a, b)
        gradients = np.empty((len(coefficients), 2))
        with np.errstate(all="ignore"):
            for points in self._parts(len(gradients), _GRADIENT_SHARE):
                costs, slopes = self._pass.costs_and_gradients(coefficients[points], self._blocks)
                # anything that is not finite, in the cost or in one of the slopes, makes both NaN
                slopes += 0.0 * (costs + slopes[0] + slopes[1])
                gradients[points] = slopes.T
            gradients /= self.sample_count
            beyond = np.flatnonzero(np.isnan(gradients[:, 0]))
            if len(beyond) and self._exact is not self:
                gradients[beyond] = self._exact.gradients(coefficients[beyond, 1], coefficients[beyond, 2])
        return gradients.reshape(*shape, 2)

    def hessians(self, a: Array, b: Array) -> Array:
        """Second derivatives, shape (…, 2, 2): central differences of the exact gradients.

        Raises
        ------
        Interrupted
            If `should_stop` said so.
        """
        a, b = np.broadcast_arrays(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
        width, height = (HESSIAN_STEP * size for size in self.window.size)
        with np.errstate(over="ignore"):
            high = np.stack((a + width, a)), np.stack((b, b + height))
            low = np.stack((a - width, a)), np.stack((b, b - height))
        gradients = self._exact.gradients(np.stack((high[0], low[0])), np.stack((high[1], low[1])))
        with np.errstate(all="ignore"):
            # (what lies between the rounded points, and not what should)
            distance = np.stack((high[0][0] - low[0][0], high[1][1] - low[1][1]))
            hessians = np.moveaxis((gradients[0] - gradients[1]) / distance[..., np.newaxis], 0, -2)
            return np.asarray(0.5 * (hessians + hessians.swapaxes(-1, -2)))

    def part(self, rows: Indices) -> NetworkSlice:
        """The same over some of the samples, as a mini-batch sees it; what was prepared for them is used again."""
        part = replace(self, inputs=self.inputs[rows], targets=self.targets[rows])
        part.__dict__["_pass"] = self._pass
        if len(self._blocks) == 1:
            block = self._blocks[0]
            first = block.first.reshape(3, self.network.sizes[1], block.count).take(rows, axis=2)
            part.__dict__["_blocks"] = (self._pass.block(first, part.targets),)
        return part

    def interruptible(self, should_stop: Callable[[], bool]) -> Self:
        """The same, with everything that was prepared, but its work can be stopped."""
        twin = replace(self, should_stop=should_stop)
        twin.__dict__.update({"_pass": self._pass, "_blocks": self._blocks})
        return twin

    @cached_property
    def _pass(self) -> SlicePass:
        with np.errstate(all="ignore"):
            return SlicePass(self.network, self.plane, self.dtype)

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        """All samples, in blocks of which one point at least fits into the cache."""
        size = max(1, CACHED_BYTES // (np.dtype(self.dtype).itemsize * self._pass.width))
        with np.errstate(all="ignore"):
            return tuple(
                self._pass.block(self._pass.first_weighted_inputs(self.inputs[start:start + size]),
                                 self.targets[start:start + size])
                for start in range(0, max(1, self.sample_count), size)
            )

    @cached_property
    def _exact(self) -> NetworkSlice:
        return self if self.dtype is np.float64 else replace(self, dtype=np.float64)

    def _parts(self, count: int, matrices: int) -> Iterator[slice]:
        """Consecutive points that are worked out together, with room for so many matrices of each layer."""
        row = self._blocks[0].first.itemsize * max(1, self._blocks[0].count) * self._pass.width
        weights = np.dtype(np.float64).itemsize * max(1, self._pass.deep_count)
        size = max(1, min(CACHED_BYTES // (row * matrices), DEEP_BYTES // weights))
        for start in range(0, count, size):
            if self.should_stop():
                raise Interrupted
            yield slice(start, start + size)


def _coefficients(a: Array, b: Array) -> tuple[Array, tuple[int, ...]]:
    """Rows (1, α, β), shape (points, 3), and the shape of the points."""
    shape = np.broadcast(a, b).shape
    coefficients = np.empty((*shape, 3))
    coefficients[..., 0] = 1.0
    coefficients[..., 1] = a
    coefficients[..., 2] = b
    return coefficients.reshape(-1, 3), shape
