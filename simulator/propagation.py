"""Forward and backward through the network: pure functions from θ and a batch to records of matrices.

Every matrix has one row a sample. The equation numbers BP1 to BP4 are those of M. Nielsen, *Neural Networks and
Deep Learning*, chapter 2; the matrices are transposed there, because he writes one sample as a column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.activations import Activation
from simulator.arrays import Array
from simulator.costs import output_error
from simulator.network import NO_VALUES, Network


def forward(
    network: Network, weights: list[Array], biases: list[Array], inputs: Array
) -> tuple[list[Array], list[Array]]:
    """Weighted inputs and activations of every layer.

    Parameters
    ----------
    weights, biases
        Views of θ, as `network.weights` and `network.biases` give them.
    inputs
        a⁰, shape (m, n₀).

    Returns
    -------
    z, a
        z[l] = a[l−1] W[l]ᵀ + b[l] and a[l] = σ(z[l]), shape (m, n_l) each; a[0] is `inputs`, z[0] is empty.
    """
    z, a = [NO_VALUES], [inputs]
    for layer, activation in enumerate(network.activations, 1):
        weighted_input = a[-1].dot(weights[layer].T)
        weighted_input += biases[layer]
        z.append(weighted_input)
        a.append(activation.value(weighted_input))
    return z, a


def backward(
    network: Network, weights: list[Array], z: list[Array], a: list[Array], targets: Array
) -> list[Array]:
    """Errors δˡ = ∂C_x/∂zˡ of every layer, shape (m, n_l); index 0 is empty: the input has no z.

    BP1 starts at the output; BP2 takes the error one layer back: δˡ = (δˡ⁺¹ Wˡ⁺¹) ⊙ σ′(zˡ).
    """
    depth = network.depth
    delta = [NO_VALUES] * (depth + 1)
    delta[depth] = output_error(network.cost, network.activation(depth), z[depth], a[depth], targets)
    for layer in range(depth - 1, 0, -1):
        arriving = delta[layer + 1].dot(weights[layer + 1])
        delta[layer] = network.activation(layer).backward(z[layer], a[layer], arriving)
    return delta


def mean_gradient(network: Network, a: list[Array], delta: list[Array], sample_count: int) -> Array:
    """∂C/∂θ, flat as θ, from BP3 and BP4: the sum over the rows of the batch divided by `sample_count`.

    `sample_count` is m; it is larger than the number of rows when a large batch is added up in parts.
    """
    gradient = np.empty(network.parameter_count)
    weights, biases = network.weights(gradient), network.biases(gradient)
    shares = np.full(len(a[0]), 1.0 / sample_count)
    for layer in range(1, network.depth + 1):
        np.dot((delta[layer] * (1.0 / sample_count)).T, a[layer - 1], out=weights[layer])
        # a product with a constant row is the quickest way to add up a few short columns
        np.dot(shares, delta[layer], out=biases[layer])
    return gradient


def outputs(network: Network, theta: Array, inputs: Array) -> Array:
    """aᴸ of a batch, shape (m, n_L)."""
    return forward(network, network.weights(theta), network.biases(theta), inputs)[1][-1]


# Why activation functions: layers without any are one matrix, however many they are.
#
# With the identity in every hidden layer z^L = W^L (… (W¹ a⁰ + b¹) …) + b^L = W a⁰ + b, where
#
# W = W^L … W¹        b = W^L (… (W² b¹ + b²) …) + b^L
#
# What the network computes is what a single layer computes: a boundary between two classes is one straight line.

_FARTHEST = 1e6
_HALVINGS = 200


@dataclass(frozen=True, eq=False)
class OneLayer:
    """The single layer z = W a⁰ + b that a network without bends is.

    Attributes
    ----------
    weights, biases
        W, shape (n_L, n₀), and b, shape (n_L,).
    """

    weights: Array
    biases: Array

    def z(self, inputs: Array) -> Array:
        """z of the output for inputs of shape (n₀,) or (m, n₀): shape (n_L,) or (m, n_L)."""
        weighted_input: Array = inputs @ self.weights.T + self.biases
        return weighted_input


def bending_layer(network: Network) -> int | None:
    """The first hidden layer whose σ is no straight line; None if all layers can be multiplied into one."""
    hidden = network.activations[:-1]
    return next((layer for layer, activation in enumerate(hidden, 1) if activation.line is None), None)


def collapsed(network: Network, theta: Array) -> OneLayer | None:
    """The one layer that a network is, or None if a hidden layer bends. Overflows to infinity as the network does."""
    if bending_layer(network) is not None:
        return None
    weights, biases = network.weights(theta), network.biases(theta)
    product, bias = weights[1].copy(), biases[1].copy()
    with np.errstate(all="ignore"):
        for layer in range(2, network.depth + 1):
            factor, offset = network.activation(layer - 1).line or (1.0, 0.0)
            if (factor, offset) != (1.0, 0.0):
                product, bias = factor * product, factor * bias + offset
            product = weights[layer] @ product
            bias = weights[layer] @ bias + biases[layer]
    return OneLayer(product, bias)


def threshold(activation: Activation, low: float, high: float) -> float | None:
    """The z at which an output comes nearer to the target `high` than to `low`: 0 for a sigmoid between 0 and 1.

    For a rising σ, by bisection; None if σ isn't elementwise or doesn't pass the middle of the two targets.
    """
    if not activation.elementwise:
        return None
    middle = (low + high) / 2.0

    def passed(z: float) -> bool:
        return bool(activation.value(np.array([z]))[0] > middle)

    # exactly 0 where σ(0) is the middle, or where σ jumps over it there
    if float(activation.value(np.zeros(1))[0]) == middle or (not passed(0.0) and passed(np.nextafter(0.0, 1.0))):
        return 0.0
    below, above = -_FARTHEST, _FARTHEST
    if passed(below) or not passed(above):
        return None
    for _ in range(_HALVINGS):
        half = (below + above) / 2.0
        below, above = (below, half) if passed(half) else (half, above)
    return above
