"""Forward and backward through the network: pure functions from θ and a batch to records of matrices.

Every matrix has one row a sample. The equation numbers BP1 to BP4 are those of M. Nielsen, *Neural Networks and
Deep Learning*, chapter 2; the matrices are transposed there, because he writes one sample as a column.
"""

from __future__ import annotations

import numpy as np

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
