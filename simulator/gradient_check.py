"""Gradients checked by central differences: the definition of the derivative against backpropagation.

    ∂C/∂v ≈ (4 D(h/2) − D(h)) / 3   with   D(h) = (C(v + h) − C(v − h)) / 2h

Richardson's extrapolation of two central differences: its error falls with h⁴, so that h can stay so large that
rounding does not matter.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import cost_per_sample, mean_cost
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient

STEP_WIDTH = 1e-3
"""h for a quantity of size 1."""
_NARROWEST = 1e-7
_EXACT_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Check:
    """A derivative from backpropagation beside one from differences.

    Attributes
    ----------
    analytic
        From the equations BP1 to BP4.
    numeric
        From central differences of the cost.
    """

    analytic: float
    numeric: float

    @property
    def digits(self) -> int:
        """Decimal digits in which both agree, 0 to 15, relative to the larger one."""
        if not (math.isfinite(self.analytic) and math.isfinite(self.numeric)):
            return 0
        largest = max(abs(self.analytic), abs(self.numeric))
        if self.analytic == self.numeric:
            return _EXACT_DIGITS
        # (of shares, because the difference of the largest numbers is none)
        difference = abs(self.analytic / largest - self.numeric / largest)
        return max(0, min(_EXACT_DIGITS, math.floor(-math.log10(difference)))) if difference > 0.0 else _EXACT_DIGITS


@dataclass(frozen=True, slots=True)
class NetworkCheck:
    """All derivatives of a network at once.

    Attributes
    ----------
    analytic, numeric
        ∂C/∂θ, shape (p,) or only the checked entries.
    relative_error
        ‖analytic − numeric‖ / (‖analytic‖ + ‖numeric‖); 0 when both vanish, NaN where one is not finite.
    """

    analytic: Array
    numeric: Array
    relative_error: float


@np.errstate(all="ignore")
def check_parameter(network: Network, theta: Array, inputs: Array, targets: Array, index: int) -> Check:
    """∂C/∂θ[index] of the mean cost of a batch (BP3, BP4).

    Parameters
    ----------
    inputs, targets
        Shapes (m, n₀) and (m, n_L).
    """
    z, a = forward(network, network.weights(theta), network.biases(theta), inputs)
    delta = backward(network, network.weights(theta), z, a, targets)
    analytic = float(mean_gradient(network, a, delta, len(inputs))[index])
    return Check(analytic, _numeric_parameter(network, theta, inputs, targets, index))


@np.errstate(all="ignore")
def check_weighted_input(network: Network, theta: Array, inputs: Array, target: Array, layer: int,
                         neuron: int) -> Check:
    """δˡⱼ = ∂C_x/∂zˡⱼ of one sample (BP1, BP2).

    Parameters
    ----------
    inputs, target
        Shapes (n₀,) and (n_L,).
    """
    weights, biases = network.weights(theta), network.biases(theta)
    z, a = forward(network, weights, biases, inputs[np.newaxis])
    delta = backward(network, weights, z, a, target[np.newaxis])

    def moved(shift: float) -> tuple[float, list[Array]]:
        own = z[layer].copy()
        own[0, neuron] += shift
        zs = [own]
        activation = network.activation(layer).value(own)
        for later in range(layer + 1, network.depth + 1):
            zs.append(activation @ weights[later].T + biases[later])
            activation = network.activation(later).value(zs[-1])
        cost = cost_per_sample(network.cost, network.activations[-1], zs[-1], activation, target[np.newaxis])
        return float(cost[0]), zs

    kinked = network.activations[layer - 1:]
    return Check(float(delta[layer][0, neuron]), _derivative(moved, kinked, abs(float(z[layer][0, neuron]))))


@np.errstate(all="ignore")
def check_network(network: Network, theta: Array, inputs: Array, targets: Array,
                  indices: Iterable[int] | None = None) -> NetworkCheck:
    """∂C/∂θ of the mean cost of a batch, for the whole network or the given entries of θ."""
    chosen = np.arange(len(theta)) if indices is None else np.fromiter(indices, dtype=np.int64)
    z, a = forward(network, network.weights(theta), network.biases(theta), inputs)
    delta = backward(network, network.weights(theta), z, a, targets)
    analytic = mean_gradient(network, a, delta, len(inputs))[chosen]
    numeric = np.array([_numeric_parameter(network, theta, inputs, targets, int(index)) for index in chosen])
    # (halves of what is divided by the largest: neither a difference nor a sum is beyond all numbers)
    largest = max(float(np.abs(analytic).max(initial=0.0)), float(np.abs(numeric).max(initial=0.0)))
    one, other = (0.5 * (vector / largest) if largest != 0.0 else vector for vector in (analytic, numeric))
    size = float(np.linalg.norm(one) + np.linalg.norm(other))
    error = float(np.linalg.norm(one - other)) / size if size != 0.0 else 0.0
    return NetworkCheck(analytic, numeric, error)


def _numeric_parameter(network: Network, theta: Array, inputs: Array, targets: Array, index: int) -> float:
    def moved(shift: float) -> tuple[float, list[Array]]:
        shifted = theta.copy()
        shifted[index] += shift
        z, a = forward(network, network.weights(shifted), network.biases(shifted), inputs)
        costs = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)
        return mean_cost(costs), z[1:]

    return _derivative(moved, network.activations, abs(float(theta[index])))


def _derivative(moved: Callable[[float], tuple[float, list[Array]]], activations: tuple[Activation, ...],
                size: float) -> float:
    """Richardson's central difference; h shrinks until no kink of an activation lies between the points."""
    width = STEP_WIDTH * max(1.0, size)
    while True:
        (low, first), (high, last) = moved(-width), moved(width)
        if width < _NARROWEST or not _crosses_a_kink(first, last, activations):
            break
        width /= 4
    coarse = (high - low) / (2 * width)
    fine = (moved(width / 2)[0] - moved(-width / 2)[0]) / width
    return (4 * fine - coarse) / 3


def _crosses_a_kink(first: list[Array], last: list[Array], activations: tuple[Activation, ...]) -> bool:
    return any(bool(np.any((low < kink) != (high < kink)))
               for low, high, activation in zip(first, last, activations, strict=True)
               for kink in activation.kinks)
