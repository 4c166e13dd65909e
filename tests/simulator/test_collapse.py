"""A network without bends is one matrix: worked out by hand, and against the network itself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.costs import cost_named
from simulator.network import Network
from simulator.propagation import bending_layer, collapsed, forward, threshold


def network_of(sizes: tuple[int, ...], *activations: str) -> Network:
    return Network(sizes, tuple(activation_named(name) for name in activations), cost_named("quadratic"))


def test_two_layers_worked_out_by_hand() -> None:
    # W¹ = (1 2; 3 4), b¹ = (1, −1), W² = (1 −1), b² = 5: W = W² W¹ = (−2 −2), b = 1 + 1 + 5 = 7
    one = collapsed(network_of((2, 2, 1), "identity", "sigmoid"), np.array([1.0, 2, 3, 4, 1, -1, 1, -1, 5]))
    assert one is not None
    assert one.weights.tolist() == [[-2.0, -2.0]]
    assert one.biases.tolist() == [7.0]
    assert one.z(np.array([0.5, 2.0])).tolist() == [2.0]


@pytest.mark.parametrize("hidden", [(), (4,), (3, 5), (8,) * 6])
def test_the_one_layer_gives_what_the_network_gives(hidden: tuple[int, ...]) -> None:
    rng = np.random.default_rng(len(hidden))
    network = network_of((3, *hidden, 2), *["identity"] * len(hidden), "tanh")
    theta, inputs = rng.normal(size=network.parameter_count), rng.normal(size=(20, 3))
    one = collapsed(network, theta)
    assert one is not None
    z, a = forward(network, network.weights(theta), network.biases(theta), inputs)
    np.testing.assert_allclose(one.z(inputs), z[-1], rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(np.tanh(one.z(inputs)), a[-1], rtol=1e-10, atol=1e-10)
    assert one.z(inputs[0]) == pytest.approx(one.z(inputs)[0], rel=1e-12)


def test_the_weights_of_the_network_stay_as_they_are() -> None:
    network = network_of((2, 1), "step")
    theta = np.array([1.0, 2.0, 3.0])
    one = collapsed(network, theta)
    assert one is not None
    one.weights[:] = 9.0
    assert theta.tolist() == [1.0, 2.0, 3.0]


def test_the_first_layer_that_bends_is_named() -> None:
    assert bending_layer(network_of((2, 1), "sigmoid")) is None, "the output's own bend leaves the boundary straight"
    assert bending_layer(network_of((2, 3, 3, 1), "identity", "relu", "identity")) == 2
    bent = network_of((2, 3, 1), "tanh", "identity")
    assert bending_layer(bent) == 1
    assert collapsed(bent, np.zeros(bent.parameter_count)) is None


@pytest.mark.parametrize(("name", "expected"), [
    ("sigmoid", 0.0), ("step", 0.0), ("identity", 0.5), ("relu", 0.5), ("leaky_relu", 0.5), ("tanh", math.atanh(0.5)),
    ("softplus", math.log(math.expm1(0.5))),
])
def test_where_an_output_changes_its_answer(name: str, expected: float) -> None:
    assert threshold(activation_named(name), 0.0, 1.0) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("activation", [one for one in ACTIVATIONS if one.elementwise], ids=lambda one: one.name)
def test_on_both_sides_of_the_threshold_the_answers_differ(activation: Activation) -> None:
    z = threshold(activation, 0.0, 1.0)
    assert z is not None
    before, behind = activation.value(np.array([z - 1e-6, z + 1e-6]))
    assert before < 0.5 < behind


def test_there_is_no_threshold_for_shares_and_for_targets_that_are_never_reached() -> None:
    assert threshold(activation_named("softmax"), 0.0, 1.0) is None
    assert threshold(activation_named("tanh"), 2.0, 4.0) is None
