"""Forward, the four equations, costs, terms and evaluation against a network in plain Python that knows no formula
for a derivative.
"""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest

from simulator import activations, costs
from simulator.activations import Activation
from simulator.costs import Cost, accepts, cost_per_sample
from simulator.datasets import DATA_SETS
from simulator.datasets.data_set import DataSet
from simulator.evaluation import measure
from simulator.experiment import Experiment, Layer
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient
from simulator.regularisation import REGULARISATIONS, Regularisation
from tests.simulator.independent.hyper_dual import Dual, gradient, value_of
from tests.simulator.independent.plain_network import (
    ACTIVATION_RULES,
    COST_RULES,
    TERM_RULES,
    PlainNetwork,
    with_rule,
)

ACTIVATIONS: list[Activation] = with_rule(activations.ACTIVATIONS, ACTIVATION_RULES)
COSTS: list[Cost] = with_rule(costs.COSTS, COST_RULES)
Z = (-30.0, -4.0, -1.3, -0.2, 1e-3, 0.7, 2.0, 11.0)


def accepted(cost: Cost, activation: Activation, count: int) -> bool:
    try:
        accepts(cost, activation, count)
    except ValueError:
        return False
    return True


OUTPUTS = [one for one in itertools.product(COSTS, ACTIVATIONS, (1, 2, 3)) if accepted(*one)]
each_output = pytest.mark.parametrize(("cost", "output", "count"), OUTPUTS,
                                      ids=[f"{cost.name}-{output.name}-{count}" for cost, output, count in OUTPUTS])


def drawn(sizes: tuple[int, ...], cost: Cost, samples: int, seed: int) -> tuple[list[float], list[tuple]]:
    """θ, and samples (x, y) as the cost wants them."""
    source = random.Random(seed)
    count = sum((below + 1) * here for below, here in itertools.pairwise(sizes))
    theta = [source.gauss(0.0, 0.8) for _ in range(count)]
    rows = []
    for number in range(samples):
        if cost.needs_one_hot:
            y = [float(number % sizes[-1] == one) for one in range(sizes[-1])]
        else:
            y = [source.choice((0.0, 1.0, 0.3)) if not cost.reads_z else float(source.random() < 0.5)
                 for _ in range(sizes[-1])]
        rows.append(([source.gauss(0.0, 1.0) for _ in range(sizes[0])], y))
    return theta, rows


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda one: one.name)
def test_every_activation_and_its_derivative(activation: Activation) -> None:
    plain = ACTIVATION_RULES[activation.name]
    z = np.array([Z])
    a = activation.value(z)
    np.testing.assert_allclose(a[0], [value_of(one) for one in plain(Z)], rtol=1e-12, atol=1e-13)
    slopes = [plain([Dual(x, float(place == number)) for place, x in enumerate(Z)])[number].first
              for number in range(len(Z))]
    np.testing.assert_allclose(activation.derivative(z, a)[0], slopes, rtol=1e-11, atol=1e-13)


@each_output
def test_every_pass_forward_and_back(cost: Cost, output: Activation, count: int) -> None:
    for number, hidden in enumerate(ACTIVATIONS):
        sizes = (2, 3, count)
        plain = PlainNetwork(sizes, (hidden.name, output.name), cost.name)
        network = Network(sizes, (hidden, output), cost)
        numbers, samples = drawn(sizes, cost, 2, seed=number)
        theta, inputs = np.array(numbers), np.array([x for x, _ in samples])
        targets = np.array([y for _, y in samples])
        weights, biases = network.weights(theta), network.biases(theta)
        z, a = forward(network, weights, biases, inputs)
        delta = backward(network, weights, z, a, targets)
        costs = cost_per_sample(cost, output, z[-1], a[-1], targets)
        for row, (x, y) in enumerate(samples):
            for layer, (plain_z, plain_a) in enumerate(plain.forward(numbers, x)):
                np.testing.assert_allclose(a[layer][row], list(map(value_of, plain_a)), rtol=1e-12)
                if layer:
                    np.testing.assert_allclose(z[layer][row], list(map(value_of, plain_z)), rtol=1e-12)
            assert costs[row] == pytest.approx(value_of(plain.sample_cost(numbers, x, y)), rel=1e-11, abs=1e-13)
            for layer, error in enumerate(plain.errors(numbers, x, y), 1):
                np.testing.assert_allclose(delta[layer][row], error, rtol=1e-9, atol=1e-12, err_msg=hidden.name)
        np.testing.assert_allclose(mean_gradient(network, a, delta, len(samples)), plain.gradient(numbers, samples),
                                   rtol=1e-9, atol=1e-12, err_msg=hidden.name)


def test_a_deep_network_of_all_activations() -> None:
    hidden = [one for one in ACTIVATIONS if one.name != "step"]
    sizes = (3, *[3] * len(hidden), 2)
    names = (*[one.name for one in hidden], "tanh")
    plain = PlainNetwork(sizes, names, "quadratic")
    network = Network(sizes, (*hidden, next(one for one in ACTIVATIONS if one.name == "tanh")), COSTS[0])
    numbers, samples = drawn(sizes, COSTS[0], 3, seed=7)
    theta, inputs = np.array(numbers), np.array([x for x, _ in samples])
    weights = network.weights(theta)
    z, a = forward(network, weights, network.biases(theta), inputs)
    delta = backward(network, weights, z, a, np.array([y for _, y in samples]))
    expected = plain.gradient(numbers, samples)
    assert max(map(abs, expected[:6])) > 1e-9  # the error has come through all of them
    np.testing.assert_allclose(mean_gradient(network, a, delta, 3), expected, rtol=1e-8, atol=1e-15)


@pytest.mark.parametrize("term", with_rule(REGULARISATIONS, TERM_RULES), ids=lambda one: one.name)
def test_every_term_of_regularisation_and_its_gradient(term: Regularisation) -> None:
    network = Network((3, 4, 2), (ACTIVATIONS[2], ACTIVATIONS[2]), COSTS[0])
    plain = PlainNetwork((3, 4, 2), ("sigmoid", "sigmoid"), "quadratic")
    plain_term = TERM_RULES[term.name]
    numbers, _ = drawn((3, 4, 2), COSTS[0], 1, seed=3)
    numbers[4] = 0.0  # the corner of L1
    theta, places = np.array(numbers), [network.weight_slice(layer) for layer in (1, 2)]
    assert term.cost(theta, places, 2.5, 40) == pytest.approx(value_of(plain_term(plain.weights(numbers), 2.5, 40)))
    added = np.ones(len(theta))
    term.add_gradient(added, theta, places, 2.5, 40)
    expected = gradient(lambda moved: plain_term(plain.weights(moved), 2.5, 40), numbers)
    np.testing.assert_allclose(added - 1.0, expected, atol=1e-13)


TASKS = [one for one in DATA_SETS if one.image_shape is None and not one.is_regression]


@pytest.mark.parametrize("task", TASKS, ids=lambda one: one.name)
def test_cost_and_accuracy_of_data(task: DataSet) -> None:
    outputs = task.output_count
    experiment = Experiment(data_set=task.name, layers=(Layer(3, "tanh"), Layer(outputs, "sigmoid")), batch_size=1)
    data = experiment.open_data()
    network = experiment.network(data)
    plain = PlainNetwork(network.sizes, ("tanh", "sigmoid"), experiment.cost)
    numbers, _ = drawn(network.sizes, COSTS[0], 1, seed=8)
    rows = np.arange(min(25, data.train.count))
    inputs, targets = data.train.inputs(rows), data.targets(data.train, rows)
    cost, right = 0.0, 0
    for row in rows:
        x, y = inputs[row].tolist(), targets[row].tolist()
        answer = list(map(value_of, plain.forward(numbers, x)[-1][1]))
        cost += value_of(plain.sample_cost(numbers, x, y)) / len(rows)
        distances = [math.dist(answer, target) for target in data.target_table.tolist()]
        right += distances.index(min(distances)) == data.train.labels[row]
    measured = measure(network, data, data.train, np.array(numbers), rows)
    assert measured == pytest.approx((cost, right / len(rows)), rel=1e-11)
