"""Graphs without their picture: how exact the derivatives are, and what five hundred nodes cost while one drags."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.graph.graph import Graph, evaluate
from simulator.graph.network_text import Wanted
from simulator.graph.of_network import derivative_graph
from simulator.graph.stops import GraphStride, following, stops_of
from simulator.graph.text import read_graph
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient
from tests.simulator.graph.random_texts import SMALLEST, random_samples

NODES = 500
ROUNDS = 15
FRAME = 1000.0 / 60.0
DIGITS = 7
EXPRESSIONS = 1000
SAMPLES = 20
EQUATIONS = 1e-12


def milliseconds(act: Callable[[], object]) -> float:
    """Of this thread, the median: what other programs do on the machine doesn't count."""
    spent = []
    for _ in range(ROUNDS):
        begin = time.thread_time()
        act()
        spent.append(1e3 * (time.thread_time() - begin))
    return statistics.median(spent)


def large_text() -> str:
    """Layers of one neuron each that share a weight, a bias and, every third layer, what came two layers before."""
    lines, nodes, layer = ["h0 = tanh(w·x + b)"], 6, 0
    while nodes < NODES - 9:
        layer += 1
        past = f" + h{layer - 3}" if layer > 2 and layer % 3 == 0 else ""
        lines.append(f"h{layer} = tanh(w·h{layer - 1} + b{layer % 5}){past}")
        nodes += 4 if past else 3
    return "\n".join([*lines, f"L = (h{layer} − y)²"])


@pytest.fixture(scope="module")
def large() -> Graph:
    graph = read_graph(large_text())
    assert NODES <= len(graph.nodes) < NODES + 10
    return graph


def test_derivatives_of_a_thousand_random_expressions_agree_with_central_differences() -> None:
    digits = []
    for sample in random_samples(EXPRESSIONS, seed=12):
        graph = read_graph(sample.text)
        numbers = evaluate(graph, sample.values)
        for name, node in zip(graph.names, graph.variables, strict=True):
            found, difference = float(numbers.derivatives[node]), sample.differences[name]
            # relative; but where contributions cancel and the true derivative is 0, rounding leaves some 1e-16
            error = abs(found - difference) / max(abs(found), abs(difference), SMALLEST)
            digits.append(-math.log10(max(error, 1e-16)))
    print(f"\n{len(digits)} derivatives of {EXPRESSIONS} random expressions agree with central differences to "
          f"{min(digits):.1f} digits at least, {statistics.median(digits):.1f} in the middle (promised: {DIGITS})")
    assert min(digits) >= DIGITS


NETWORKS = (
    ((2, 2, 1), "sigmoid", "sigmoid", "binary_cross_entropy"), ((2, 2, 1), "tanh", "sigmoid", "quadratic"),
    ((2, 4, 1), "relu", "sigmoid", "binary_cross_entropy"), ((2, 3, 2, 1), "tanh", "sigmoid", "binary_cross_entropy"),
    ((3, 4, 2), "leaky_relu", "identity", "quadratic"), ((2, 3, 3), "tanh", "softmax", "categorical_cross_entropy"),
    ((2, 3, 2), "softplus", "sigmoid", "quadratic"),
)


def everything_wanted(network: Network) -> Iterator[Wanted]:
    """Every weight, every bias, and the z of every neuron."""
    for layer in range(1, network.depth + 1):
        for neuron in range(network.sizes[layer]):
            yield Wanted(layer, neuron)
            yield Wanted(layer, neuron, is_bias=True)
            yield from (Wanted(layer, neuron, source) for source in range(network.sizes[layer - 1]))


def test_derivatives_of_networks_as_graphs_are_those_of_the_four_equations() -> None:
    generator, errors = np.random.default_rng(7), []
    for sizes, hidden, output, cost in NETWORKS:
        names = [hidden] * (len(sizes) - 2) + [output]
        network = Network(sizes, tuple(map(activation_named, names)), cost_named(cost))
        graphs = [(wanted, derivative_graph(network, wanted)) for wanted in everything_wanted(network)]
        for _ in range(SAMPLES):
            theta, inputs = generator.normal(size=network.parameter_count), generator.normal(size=sizes[0])
            target = np.eye(sizes[-1])[generator.integers(sizes[-1])]
            weights, biases = network.weights(theta), network.biases(theta)
            z, a = forward(network, weights, biases, inputs[np.newaxis])
            delta = backward(network, weights, z, a, target[np.newaxis])
            gradient = mean_gradient(network, a, delta, 1)
            for wanted, graph in graphs:
                found = graph.derivative(evaluate(graph.graph, graph.values(theta, inputs, target)))
                layer, neuron = wanted.layer, wanted.neuron
                expected = float(delta[layer][0, neuron])
                if wanted.source is not None:
                    expected = float(gradient[network.weight_index(layer, neuron, wanted.source)])
                elif wanted.is_bias:
                    expected = float(gradient[network.bias_index(layer, neuron)])
                errors.append(abs(found - expected) / max(1.0, abs(expected)))
    print(f"\n{len(errors)} derivatives of {len(NETWORKS)} networks as graphs differ from BP1 to BP4 by "
          f"{max(errors):.1e} at most (promised: {EQUATIONS:.0e})")
    assert max(errors) <= EQUATIONS


def test_a_graph_of_five_hundred_nodes_gets_other_numbers_within_a_frame(large: Graph) -> None:
    given = dict.fromkeys(large.names, 0.3)
    spent = milliseconds(lambda: evaluate(large, given))
    print(f"\nall numbers of {len(large.nodes)} nodes and {len(large.edges)} edges: {spent:.2f} ms "
          f"(promised: a frame, {FRAME:.1f} ms)")
    assert spent < FRAME


def test_it_is_read_and_its_stops_are_found_while_one_types(large: Graph) -> None:
    read = milliseconds(lambda: read_graph(large.text))
    found = milliseconds(lambda: stops_of(read_graph(large.text)))
    print(f"\n{len(large.text)} characters are read in {read:.1f} ms, and have their {len(stops_of(large))} stops "
          f"after {found:.1f} ms (promised: 100 ms)")
    assert found < 100.0


@pytest.mark.parametrize("stride", GraphStride)
def test_a_step_from_anywhere_takes_nothing_of_a_frame(large: Graph, stride: GraphStride) -> None:
    stops = stops_of(large)
    spent = milliseconds(lambda: [following(stops, number, stride) for number in range(0, len(stops), 10)])
    each = spent / len(range(0, len(stops), 10))
    print(f"\none step by {stride.value} among {len(stops)} stops: {each:.4f} ms")
    assert each < FRAME / 10
