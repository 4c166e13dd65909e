"""Forward and backward, against numbers worked out by hand, published ones, and two other implementations."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.costs import cost_named, cost_per_sample
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient, outputs


def network(sizes: tuple[int, ...], activations: tuple[str, ...], cost: str) -> Network:
    return Network(sizes, tuple(activation_named(name) for name in activations), cost_named(cost))


@dataclass(frozen=True)
class Pass:
    z: list[Array]
    a: list[Array]
    delta: list[Array]
    costs: Array
    gradient: Array


def passed(net: Network, theta: Array, inputs: Array, targets: Array) -> Pass:
    weights, biases = net.weights(theta), net.biases(theta)
    z, a = forward(net, weights, biases, inputs)
    delta = backward(net, weights, z, a, targets)
    costs = cost_per_sample(net.cost, net.activations[-1], z[-1], a[-1], targets)
    return Pass(z, a, delta, costs, mean_gradient(net, a, delta, len(inputs)))


# W¹ = (1 1; 2 −1), b¹ = (0, 1), W² = (2 −3), b² = 1; ReLU, then identity; quadratic cost
#
#   x = (1, 2), y = 2:   z¹ = (3, 1)   a¹ = (3, 1)  z² = 6 − 3 + 1 = 4  C_x = 2²/2 = 2
#                        δ² = 2        δ¹ = 2·(2, −3) = (4, −6)
#   x = (−1, 3), y = 4:  z¹ = (2, −4)  a¹ = (2, 0)  z² = 4 + 1 = 5      C_x = 1²/2 = ½
#                        δ² = 1        δ¹ = (2, −3) ⊙ (1, 0) = (2, 0)
HAND_WORKED = network((2, 2, 1), ("relu", "identity"), "quadratic")
HAND_THETA = np.array([1.0, 1.0, 2.0, -1.0, 0.0, 1.0, 2.0, -3.0, 1.0])
HAND_INPUTS, HAND_TARGETS = np.array([[1.0, 2.0], [-1.0, 3.0]]), np.array([[2.0], [4.0]])


def test_a_pass_worked_out_by_hand_comes_out_exactly() -> None:
    one = passed(HAND_WORKED, HAND_THETA, HAND_INPUTS, HAND_TARGETS)
    assert one.z[1].tolist() == [[3, 1], [2, -4]]
    assert one.a[1].tolist() == [[3, 1], [2, 0]]
    assert one.a[2].tolist() == [[4], [5]]
    assert one.costs.tolist() == [2, 0.5]
    assert one.delta[2].tolist() == [[2], [1]]
    assert one.delta[1].tolist() == [[4, -6], [2, 0]]


def test_the_mean_gradient_worked_out_by_hand_comes_out_exactly() -> None:
    #        sample 1               sample 2              mean
    # ∂W¹    (4·1 4·2; −6·1 −6·2)   (2·−1 2·3; 0 0)       (1 7; −3 −6)
    # ∂b¹    (4, −6)                (2, 0)                (3, −3)
    # ∂W²    2·(3, 1)               1·(2, 0)              (4, 1)
    # ∂b²    2                      1                     1.5
    gradient = passed(HAND_WORKED, HAND_THETA, HAND_INPUTS, HAND_TARGETS).gradient
    assert gradient.tolist() == [1, 7, -3, -6, 3, -3, 4, 1, 1.5]


def test_a_published_example_is_met_in_all_of_its_digits() -> None:
    # M. Mazur, "A Step by Step Backpropagation Example" (2015): 2-2-2, sigmoid, quadratic cost, η = 0.5. He prints
    # the cost and the weights after one update (and leaves the biases as they are).
    net = network((2, 2, 2), ("sigmoid", "sigmoid"), "quadratic")
    theta = np.array([0.15, 0.20, 0.25, 0.30, 0.35, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.60])
    one = passed(net, theta, np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]))
    assert one.a[1][0] == pytest.approx([0.593269992, 0.596884378], abs=5e-10)
    assert one.a[2][0] == pytest.approx([0.75136507, 0.772928465], abs=5e-9)
    assert one.costs[0] == pytest.approx(0.298371109, abs=5e-10)
    updated = theta - 0.5 * one.gradient
    assert updated[:4] == pytest.approx([0.149780716, 0.19956143, 0.24975114, 0.29950229], abs=5e-9)
    assert updated[6:10] == pytest.approx([0.35891648, 0.408666186, 0.511301270, 0.561370121], abs=5e-9)


# Literal numbers from JAX 0.10 (64 bits), an implementation that knows nothing of BP1 to BP4: the forward pass was
# written as z = a @ W.T + b with jax.nn's activations, and everything else is jax.grad of the cost: of the mean by θ,
# and of the sum by an amount added to z¹. θ, x and y are those of `jax_case`. Of the gradient its length is kept and
# its products with sin(i), sin(2i), sin(3i), i = 1 … p, which together leave no entry room to be wrong.


@dataclass(frozen=True)
class JaxCase:
    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str
    outputs: tuple[float, ...]
    """aᴸ of the second of three samples."""
    costs: tuple[float, ...]
    delta: tuple[float, ...]
    """δ¹ of the second sample."""
    products: tuple[float, float, float]
    length: float


JAX_CASES = (
    JaxCase((3, 4, 2), ("tanh", "sigmoid"), "quadratic", (0.4897132362185886, 0.5012919173494871),
            (0.06012289707482009, 0.06168228442078057, 0.1442495464613396),
            (-0.05163797942416525, 0.005685840067065483, 0.04172017340421311, 0.010657044809759299),
            (-0.062362634553528674, 0.024001599512280595, -0.026471248389868945), 0.11314691493293488),
    JaxCase((3, 5, 4, 3), ("relu", "softplus", "softmax"), "categorical_cross_entropy",
            (0.3223317158985117, 0.28066539349774544, 0.3970028906037429),
            (1.1461580105901334, 1.2705920896495195, 0.8902558507374924),
            (-0.07014236992081486, 0.0, 0.0424380269604161, 0.0, 0.0),
            (-0.7650309737149077, -0.22323530559385488, 0.14507358309802704), 0.5097082620185741),
    JaxCase((4, 3, 3, 3, 2), ("leaky_relu", "sigmoid", "tanh", "sigmoid"), "binary_cross_entropy",
            (0.4771238207174877, 0.5338951873425866), (1.3493510338717467, 1.4128010854538804, 1.482325407488426),
            (-0.012367865544522544, -0.00018078484680559434, 2.6959185938081864e-05),
            (-0.042069233625427055, 0.1426585868097715, 0.05264435644588457), 0.3864939800158025),
    JaxCase((2, 6, 1), ("softplus", "sigmoid"), "binary_cross_entropy", (0.4329753850667915,),
            (0.7304652645305881, 0.7929987215361666, 0.7737954960140278),
            (0.13368781576396987, 0.0032356310599817428, -0.1043758161078182, -0.11275870229291396,
             0.0975038977195635, 0.1246069579187048),
            (0.05474196562241551, -0.020943172679292348, 0.17851671754833673), 0.7026991032823446),
    JaxCase((3, 4, 3), ("sigmoid", "softmax"), "quadratic",
            (0.11738123851776121, 0.285750699074426, 0.5968680624078129),
            (0.27975349002470856, 0.41067820794342524, 0.3225827786106943),
            (-0.02433366502850141, 0.022611853459679424, 0.038171045711983737, -0.011694697376747352),
            (0.3060653496220863, -0.29352176829360405, -0.22751473735654112), 0.30176939040920825),
    JaxCase((3, 3, 2), ("identity", "tanh"), "quadratic", (-0.6584312381448438, -0.6229498048445983),
            (1.2577334146042638, 1.8130314449728173, 1.7302167682269105),
            (-0.2676591234971374, 0.23340509653806174, 0.39253030333501965),
            (-0.886690385554093, 0.8555368648426384, -0.06334549958287919), 1.7880021941187272),
    JaxCase((2, 3, 3), ("tanh", "relu"), "quadratic", (0.0, 0.0, 1.3433963474259958),
            (0.8813487657376391, 1.257480113441843, 0.6780396490521695),
            (0.4123614176262829, 0.6103369379569485, -0.1830037323811422),
            (1.9155378869829938, 0.15743875410606936, -0.2815243040736924), 1.6283254419180746),
)


def jax_case(case: JaxCase) -> tuple[Network, Array, Array, Array]:
    net = network(case.sizes, case.activations, case.cost)
    theta = 0.7 * np.sin(1.3 * np.arange(net.parameter_count) + 0.4)
    rows = np.arange(3)[:, np.newaxis]
    inputs = np.cos(0.9 * rows + 0.7 * np.arange(case.sizes[0]))
    n = case.sizes[-1]
    targets = np.eye(n)[np.arange(3) % n] if net.cost.needs_one_hot else 0.5 + 0.4 * np.sin(rows + 2.0 * np.arange(n))
    return net, theta, inputs, targets


@pytest.mark.parametrize("case", JAX_CASES, ids=lambda case: "-".join((*case.activations, case.cost)))
def test_networks_of_several_layers_agree_with_automatic_differentiation(case: JaxCase) -> None:
    one = passed(*jax_case(case))
    i = np.arange(1.0, len(one.gradient) + 1)
    assert one.a[-1][1] == pytest.approx(case.outputs, rel=1e-13)
    assert one.costs == pytest.approx(case.costs, rel=1e-13)
    assert one.delta[1][1] == pytest.approx(case.delta, rel=1e-11, abs=1e-15)
    assert [one.gradient @ np.sin(f * i) for f in (1, 2, 3)] == pytest.approx(case.products, rel=1e-11)
    assert np.linalg.norm(one.gradient) == pytest.approx(case.length, rel=1e-13)


def neuron_by_neuron(net: Network, theta: Array, x: Array, y: Array) -> tuple[list[list[float]], dict[int, float]]:
    """δ of every neuron and ∂C_x/∂θᵢ of one sample, in sums over single neurons as the lecture writes them."""
    a = [[float(value) for value in x]]
    slopes: list[list[float]] = [[]]
    for layer in range(1, net.depth + 1):
        z = [sum(theta[net.weight_index(layer, j, k)] * a[-1][k] for k in range(net.sizes[layer - 1]))
             + theta[net.bias_index(layer, j)] for j in range(net.sizes[layer])]
        a.append([math.tanh(value) for value in z])
        slopes.append([1.0 / math.cosh(value) ** 2 for value in z])
    delta: list[list[float]] = [[] for _ in net.sizes]
    delta[-1] = [(a[-1][j] - y[j]) * slopes[-1][j] for j in range(net.sizes[-1])]
    for layer in range(net.depth - 1, 0, -1):
        delta[layer] = [slopes[layer][k] * sum(theta[net.weight_index(layer + 1, j, k)] * delta[layer + 1][j]
                                               for j in range(net.sizes[layer + 1]))
                        for k in range(net.sizes[layer])]
    gradient = {}
    for layer in range(1, net.depth + 1):
        for j in range(net.sizes[layer]):
            gradient[net.bias_index(layer, j)] = delta[layer][j]
            for k in range(net.sizes[layer - 1]):
                gradient[net.weight_index(layer, j, k)] = a[layer - 1][k] * delta[layer][j]
    return delta, gradient


@pytest.mark.parametrize("sizes", [(1, 1), (2, 1), (1, 40, 1), (5, *[3] * 12, 2), (30, 2, 30), (3, 4, 3, 4)])
def test_deep_narrow_and_wide_networks_agree_with_sums_over_single_neurons(sizes: tuple[int, ...]) -> None:
    net = network(sizes, ("tanh",) * (len(sizes) - 1), "quadratic")
    rng = np.random.default_rng(3)
    theta = rng.normal(0.0, 0.8, net.parameter_count)
    inputs, targets = rng.normal(size=(2, sizes[0])), rng.normal(size=(2, sizes[-1]))
    one = passed(net, theta, inputs, targets)
    expected = np.zeros(net.parameter_count)
    for row in range(2):
        delta, gradient = neuron_by_neuron(net, theta, inputs[row], targets[row])
        for layer in range(1, net.depth + 1):
            assert one.delta[layer][row] == pytest.approx(delta[layer], rel=1e-9, abs=1e-15)
        for index, value in gradient.items():
            expected[index] += value / 2
    assert one.gradient == pytest.approx(expected, rel=1e-9, abs=1e-15)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple), st.integers(1, 9), st.integers(0, 999))
def test_the_gradient_of_a_batch_is_the_mean_of_its_samples_gradients(
    sizes: tuple[int, ...], m: int, seed: int
) -> None:
    net = network(sizes, ("softplus",) * (len(sizes) - 1), "quadratic")
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=net.parameter_count)
    inputs, targets = rng.normal(size=(m, sizes[0])), rng.normal(size=(m, sizes[-1]))
    batch = passed(net, theta, inputs, targets)
    singles = [passed(net, theta, inputs[i:i + 1], targets[i:i + 1]) for i in range(m)]
    assert batch.gradient == pytest.approx(np.mean([one.gradient for one in singles], axis=0), rel=1e-9, abs=1e-12)
    assert batch.costs == pytest.approx([float(one.costs[0]) for one in singles], rel=1e-12)


def test_a_batch_in_two_parts_adds_up_to_the_whole_when_both_are_told_its_size() -> None:
    net = network((3, 4, 2), ("tanh", "sigmoid"), "quadratic")
    rng = np.random.default_rng(5)
    theta, inputs = rng.normal(size=net.parameter_count), rng.normal(size=(7, 3))
    targets = rng.uniform(size=(7, 2))
    whole = passed(net, theta, inputs, targets)
    parts = [mean_gradient(net, one.a, one.delta, 7)
             for one in (passed(net, theta, inputs[:4], targets[:4]), passed(net, theta, inputs[4:], targets[4:]))]
    assert parts[0] + parts[1] == pytest.approx(whole.gradient, rel=1e-12)


def test_a_pass_writes_into_nothing_that_it_is_given() -> None:
    net, theta, inputs, targets = jax_case(JAX_CASES[1])
    for array in (theta, inputs, targets):
        array.flags.writeable = False
    weights, biases = net.weights(theta), net.biases(theta)
    z, a = forward(net, weights, biases, inputs)
    for matrix in (*z, *a):
        matrix.flags.writeable = False
    delta = backward(net, weights, z, a, targets)
    for matrix in delta:
        matrix.flags.writeable = False
    mean_gradient(net, a, delta, 3)


def test_going_back_twice_gives_the_same_errors() -> None:
    net, theta, inputs, targets = jax_case(JAX_CASES[2])
    weights = net.weights(theta)
    z, a = forward(net, weights, net.biases(theta), inputs)
    first, second = (backward(net, weights, z, a, targets) for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_the_outputs_alone_are_those_of_the_whole_pass() -> None:
    net, theta, inputs, targets = jax_case(JAX_CASES[0])
    assert np.array_equal(outputs(net, theta, inputs), passed(net, theta, inputs, targets).a[-1])
