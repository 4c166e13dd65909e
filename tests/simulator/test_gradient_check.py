"""Backpropagation against central differences, and whether the check itself can be trusted."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.arrays import Array
from simulator.costs import COSTS, Cost, accepts, cost_named
from simulator.gradient_check import Check, check_network, check_parameter, check_weighted_input
from simulator.network import Network

OUTPUT_COUNTS = (1, 2, 3, 10)
SEVEN_DIGITS = 1e-7


def accepted(cost: Cost, activation: Activation, output_count: int) -> bool:
    try:
        accepts(cost, activation, output_count)
    except ValueError:
        return False
    return True


OUTPUTS = [one for one in itertools.product(COSTS, ACTIVATIONS, OUTPUT_COUNTS) if accepted(*one)]
HIDDEN = [one for one in ACTIVATIONS if one.elementwise]


def network(sizes: tuple[int, ...], *activations: Activation, cost: str | Cost = "quadratic") -> Network:
    return Network(sizes, activations, cost_named(cost) if isinstance(cost, str) else cost)


def named(*names: str) -> tuple[Activation, ...]:
    return tuple(activation_named(name) for name in names)


def drawn(net: Network, m: int = 8, seed: int = 2) -> tuple[Array, Array, Array]:
    """θ, inputs and targets, as the cost wants them."""
    rng = np.random.default_rng(seed)
    n = net.sizes[-1]
    theta = rng.normal(0.0, 0.8, net.parameter_count)
    targets = np.eye(n)[rng.integers(n, size=m)] if net.cost.needs_one_hot else rng.uniform(size=(m, n))
    return theta, rng.normal(size=(m, net.sizes[0])), targets


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.name)
@pytest.mark.parametrize(("cost", "output", "count"), OUTPUTS,
                         ids=[f"{cost.name}-{output.name}-{count}" for cost, output, count in OUTPUTS])
def test_every_activation_cost_and_output_count_agrees_to_seven_digits(
    cost: Cost, output: Activation, count: int, hidden: Activation
) -> None:
    net = network((3, 4, count), hidden, output, cost=cost)
    check = check_network(net, *drawn(net))
    # (where the slope of a cost has kinks of its own, as Huber's has, differences across them lose a digit)
    smooth = not any(sign in cost.expression for sign in ("abs", "max", "min"))
    assert check.relative_error < (SEVEN_DIGITS if smooth else 10.0 * SEVEN_DIGITS)
    if "step" not in (hidden.name, output.name):
        assert np.abs(check.analytic).max() > 1e-4  # or there would have been nothing to compare


@pytest.mark.parametrize("sizes", [(1, 1), (2, 60, 1), (4, *[4] * 9, 2), (40, 2, 5)])
def test_deep_narrow_and_wide_networks_agree_to_seven_digits(sizes: tuple[int, ...]) -> None:
    names = ["tanh", "softplus", "sigmoid", "leaky_relu"]
    net = network(sizes, *named(*(names[n % 4] for n in range(len(sizes) - 2)), "identity"))
    assert check_network(net, *drawn(net)).relative_error < SEVEN_DIGITS


def test_the_error_of_every_neuron_agrees_to_seven_digits() -> None:
    for names, cost in ((("relu", "tanh", "softmax"), "categorical_cross_entropy"),
                        (("sigmoid", "leaky_relu", "sigmoid"), "binary_cross_entropy"),
                        (("softplus", "identity", "softmax"), "quadratic"), (("tanh", "relu", "tanh"), "quadratic")):
        net = network((3, 4, 3, 2), *named(*names), cost=cost)
        theta, inputs, targets = drawn(net, m=1)
        for layer in range(1, 4):
            for neuron in range(net.sizes[layer]):
                assert check_weighted_input(net, theta, inputs[0], targets[0], layer, neuron).digits >= 7


def test_one_parameter_alone_gives_the_same_as_the_whole_network() -> None:
    net = network((2, 3, 1), *named("tanh", "sigmoid"), cost="binary_cross_entropy")
    everything = drawn(net)
    whole = check_network(net, *everything)
    for index in range(net.parameter_count):
        one = check_parameter(net, *everything, index)
        assert one.analytic == whole.analytic[index]
        assert one.numeric == whole.numeric[index]
        assert one.digits >= 7


def test_only_the_entries_that_are_asked_for_are_checked_in_their_order() -> None:
    net = network((2, 3, 1), *named("tanh", "sigmoid"), cost="binary_cross_entropy")
    everything = drawn(net)
    whole, some = check_network(net, *everything), check_network(net, *everything, indices=[7, 0, 12])
    assert some.analytic.tolist() == whole.analytic[[7, 0, 12]].tolist()
    assert some.numeric.tolist() == whole.numeric[[7, 0, 12]].tolist()


@pytest.mark.parametrize("layer", [0, 1])
def test_a_wrong_derivative_is_found_out(layer: int) -> None:
    right = activation_named("sigmoid")
    wrong = replace(right, backward=lambda z, a, gradient: 1.001 * right.backward(z, a, gradient))
    activations = [right, right]
    activations[layer] = wrong
    net = network((3, 4, 2), *activations)
    assert check_network(net, *drawn(net)).relative_error > 1e-5


def test_a_gradient_that_forgot_to_divide_by_the_number_of_outputs_would_be_found_out() -> None:
    # the mistake of scikit-learn's MLP: cost and gradient that differ by a factor when there are several outputs
    right = cost_named("quadratic")
    divided = replace(right, value=lambda a, y: right.value(a, y) / 3)
    net = network((3, 4, 3), *named("tanh", "identity"), cost=divided)
    assert check_network(net, *drawn(net)).relative_error > 0.1


def test_a_derivative_known_by_heart_is_met() -> None:
    # C = ½(wx + b − y)² with w = 2, b = 1, x = 3, y = 5: ∂C/∂w = (7 − 5)·3 = 6, ∂C/∂b = 2
    net = network((1, 1), *named("identity"))
    theta, inputs, targets = np.array([2.0, 1.0]), np.array([[3.0]]), np.array([[5.0]])
    check = check_network(net, theta, inputs, targets)
    assert check.analytic.tolist() == [6.0, 2.0]
    assert check.numeric == pytest.approx([6.0, 2.0], rel=1e-11)


@pytest.mark.parametrize("z", [1e-4, -1e-4, 1e-6, -1e-6])
def test_close_to_a_kink_the_differences_stay_on_their_side_of_it(z: float) -> None:
    # one ReLU with w = 0 and b = z: its output is max(0, z), and y = 1 makes δ = (a − 1)·[z > 0]
    net = network((1, 1), *named("relu"))
    check = check_parameter(net, np.array([0.0, z]), np.array([[1.0]]), np.array([[1.0]]), index=1)
    assert check.analytic == (z - 1.0 if z > 0 else 0.0)
    assert check.numeric == pytest.approx(check.analytic, rel=1e-7, abs=1e-12)


def test_at_a_kink_where_no_derivative_exists_the_check_does_not_pretend_to_agree() -> None:
    net = network((1, 1), *named("relu"))
    check = check_parameter(net, np.array([0.0, 0.0]), np.array([[1.0]]), np.array([[1.0]]), index=1)
    assert check.analytic == 0.0
    assert check.numeric == pytest.approx(-0.5, abs=1e-3)  # half of the slope −1 on the right
    assert check.digits == 0


def test_a_kink_that_only_a_later_layer_comes_to_is_seen_as_well() -> None:
    # a¹ = tanh(b¹) = 10⁻⁵ and W² = 1, b² = 0: z² crosses the kink although z¹ has none
    net = network((1, 1, 1), *named("tanh", "relu"))
    theta = np.array([0.0, math.atanh(1e-5), 1.0, 0.0])
    inputs, target = np.array([[1.0]]), np.array([[1.0]])
    assert check_parameter(net, theta, inputs, target, index=1).digits >= 7
    assert check_weighted_input(net, theta, inputs[0], target[0], 1, 0).digits >= 7


def test_a_step_in_a_hidden_layer_lets_no_error_through() -> None:
    net = network((2, 3, 2), *named("step", "sigmoid"))
    check = check_network(net, *drawn(net))
    first = net.weight_slice(2).start
    assert check.analytic[:first].tolist() == [0.0] * first
    assert check.numeric[:first].tolist() == [0.0] * first
    assert np.abs(check.analytic[first:]).max() > 0


def test_digits_count_the_decimal_places_that_agree() -> None:
    assert Check(1.0, 1.0).digits == 15
    assert Check(0.0, 0.0).digits == 15
    assert Check(1.0, 1.000002).digits == 5  # they differ by 2·10⁻⁶: five places are sure
    assert Check(1e-9, 1.001e-9).digits == 3
    assert Check(1.0, -1.0).digits == 0
    assert Check(1.0, 0.0).digits == 0


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_agree_in_no_digit(number: float) -> None:
    assert Check(number, number).digits == 0
    assert Check(1.0, number).digits == 0


def test_a_network_without_any_gradient_has_no_error() -> None:
    net = network((2, 3, 1), *named("step", "step"))
    assert check_network(net, *drawn(net)).relative_error == 0.0


def test_the_check_changes_nothing() -> None:
    net = network((2, 3, 2), *named("tanh", "softmax"), cost="categorical_cross_entropy")
    theta, inputs, targets = drawn(net)
    for array in (theta, inputs, targets):
        array.flags.writeable = False
    check_network(net, theta, inputs, targets)
    check_weighted_input(net, theta, inputs[0], targets[0], 1, 0)
