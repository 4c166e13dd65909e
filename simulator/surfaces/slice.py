"""The cost of a network over a plane through its weights: a loss surface of two parameters.

Of tiny networks whose plane holds all parameters it is the whole truth; of larger ones it is a slice, and the lowest
point of a slice is not the network's minimum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np

from simulator.arrays import Array, Indices
from simulator.network import Network
from simulator.surfaces.slice_forward import CACHED_BYTES, DEEP_BYTES, Block, FloatType, SlicePass
from simulator.surfaces.surface import Window
from simulator.training import NEVER, Interrupted
from simulator.weight_plane import WeightPlane

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
