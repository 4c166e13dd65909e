"""The graph of a derivative of a network: its numbers are those of BP1 to BP4, its stops those of the network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.costs import cost_named, cost_per_sample
from simulator.errors import Explained
from simulator.graph.graph import GraphNumbers, evaluate
from simulator.graph.network_text import MOST_NODES, NodePlace, Role, Wanted, name_of, network_text, node_count
from simulator.graph.of_network import NetworkGraph, derivative_graph
from simulator.graph.stops import GraphStride, StopKind, following
from simulator.graph.text import read_graph
from simulator.network import Network, ParameterPlace
from simulator.propagation import backward, forward, mean_gradient
from simulator.steps import Address, Phase, Route


def made(sizes: tuple[int, ...], hidden: str, output: str, cost: str) -> Network:
    names = [hidden] * (len(sizes) - 2) + [output]
    return Network(sizes, tuple(map(activation_named, names)), cost_named(cost))


XOR = made((2, 2, 1), "sigmoid", "sigmoid", "binary_cross_entropy")
NETWORKS = {
    "xor": XOR,
    "xor quadratic": made((2, 2, 1), "sigmoid", "sigmoid", "quadratic"),
    "tanh": made((2, 3, 2), "tanh", "tanh", "quadratic"),
    "relu": made((3, 4, 1), "relu", "sigmoid", "binary_cross_entropy"),
    "leaky": made((2, 3, 2, 1), "leaky_relu", "identity", "quadratic"),
    "softplus": made((2, 2, 2), "softplus", "sigmoid", "binary_cross_entropy"),
    "identity": made((2, 2, 2, 1), "identity", "identity", "quadratic"),
    "softmax": made((2, 3, 3), "tanh", "softmax", "categorical_cross_entropy"),
    "softmax quadratic": made((2, 2, 2), "tanh", "softmax", "quadratic"),
    "one layer": made((12, 1), "tanh", "sigmoid", "binary_cross_entropy"),
}


def everything_wanted(network: Network) -> Iterator[Wanted]:
    for layer in range(1, network.depth + 1):
        for neuron in range(network.sizes[layer]):
            yield Wanted(layer, neuron)
            yield Wanted(layer, neuron, is_bias=True)
            for source in range(network.sizes[layer - 1]):
                yield Wanted(layer, neuron, source)


def sample_of(network: Network, seed: int) -> tuple[Array, Array, Array]:
    """θ, inputs and target."""
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=network.sizes[0])
    target = np.eye(network.sizes[-1])[rng.integers(network.sizes[-1])]
    if network.cost.name != "categorical_cross_entropy":
        target = rng.integers(0, 2, network.sizes[-1]).astype(np.float64)
    return rng.normal(size=network.parameter_count), inputs, target


def numbers_of(made_graph: NetworkGraph, theta: Array, inputs: Array, target: Array) -> GraphNumbers:
    return evaluate(made_graph.graph, made_graph.values(theta, inputs, target))


def by_equations(network: Network, theta: Array, inputs: Array, target: Array) -> tuple[Array, list[Array], float]:
    """∂C_x/∂θ and δ of BP1 to BP4, and C_x."""
    weights, biases = network.weights(theta), network.biases(theta)
    z, a = forward(network, weights, biases, inputs[np.newaxis])
    delta = backward(network, weights, z, a, target[np.newaxis])
    cost = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], target[np.newaxis])
    return mean_gradient(network, a, delta, 1), delta, float(cost[0])


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("seed", range(3))
def test_every_derivative_is_that_of_the_four_equations(name: str, seed: int) -> None:
    network = NETWORKS[name]
    theta, inputs, target = sample_of(network, seed)
    gradient, delta, cost = by_equations(network, theta, inputs, target)
    for wanted in everything_wanted(network):
        graph = derivative_graph(network, wanted)
        numbers = numbers_of(graph, theta, inputs, target)
        if wanted.source is not None:
            expected = gradient[network.weight_index(wanted.layer, wanted.neuron, wanted.source)]
        elif wanted.is_bias:
            expected = gradient[network.bias_index(wanted.layer, wanted.neuron)]
        else:
            expected = delta[wanted.layer][0, wanted.neuron]
        assert graph.derivative(numbers) == pytest.approx(expected, rel=1e-12, abs=1e-12), wanted
        assert numbers.values[graph.graph.output] == pytest.approx(cost, rel=1e-12, abs=1e-12)


def test_every_row_of_xor_gives_bp4_for_every_weight() -> None:
    theta, rows = np.random.default_rng(5).normal(size=XOR.parameter_count), [(0, 0), (0, 1), (1, 0), (1, 1)]
    for first, second in rows:
        inputs, target = np.array([first, second], float), np.array([float(first != second)])
        gradient, _, _ = by_equations(XOR, theta, inputs, target)
        for wanted in everything_wanted(XOR):
            if wanted.source is not None:
                graph = derivative_graph(XOR, wanted)
                index = XOR.weight_index(wanted.layer, wanted.neuron, wanted.source)
                assert graph.derivative(numbers_of(graph, theta, inputs, target)) == pytest.approx(
                    gradient[index], rel=1e-12, abs=1e-12)


def test_the_leaky_slope_at_zero_is_that_of_the_network() -> None:
    network = made((1, 1, 1), "leaky_relu", "identity", "quadratic")
    theta, inputs, target = np.array([1.0, 0.0, 2.0, 0.0]), np.array([0.0]), np.array([3.0])
    graph = derivative_graph(network, Wanted(1, 0, is_bias=True))
    assert graph.derivative(numbers_of(graph, theta, inputs, target)) == pytest.approx(-3.0 * 2.0 * 0.01)


def test_a_neuron_has_the_derivatives_of_its_weights_and_its_bias() -> None:
    theta, inputs, target = sample_of(XOR, 2)
    gradient, _, _ = by_equations(XOR, theta, inputs, target)
    graph = derivative_graph(XOR, Wanted(1, 1))
    numbers = numbers_of(graph, theta, inputs, target)
    for place in [NodePlace(Role.WEIGHT, 1, 1, 0), NodePlace(Role.WEIGHT, 1, 1, 1), NodePlace(Role.BIAS, 1, 1)]:
        index = XOR.bias_index(1, 1) if place.source is None else XOR.weight_index(1, 1, place.source)
        assert numbers.derivatives[graph.places.index(place)] == pytest.approx(gradient[index], rel=1e-12)


# what is in the graph


def named(graph: NetworkGraph, *names: NodePlace) -> set[str]:
    return {name_of(name) for name in names}


def test_what_does_not_lead_there_enters_with_its_value() -> None:
    graph = derivative_graph(XOR, Wanted(2, 0, 1))
    assert set(graph.graph.names) == named(
        graph, NodePlace(Role.WEIGHT, 2, 0, 0), NodePlace(Role.WEIGHT, 2, 0, 1), NodePlace(Role.BIAS, 2, 0),
        NodePlace(Role.ACTIVATION, 1, 0), NodePlace(Role.ACTIVATION, 1, 1), NodePlace(Role.TARGET, 2, 0))
    assert graph.graph.text.count("\n") == 2


def test_only_what_is_wanted_is_differentiated_by() -> None:
    theta, inputs, target = sample_of(XOR, 1)
    graph = derivative_graph(XOR, Wanted(1, 0, 1))
    numbers = numbers_of(graph, theta, inputs, target)
    leaves = [number for number in graph.graph.variables if graph.graph.depends[number]]
    assert leaves == [graph.derivative_node]
    assert [number for number in graph.graph.variables if numbers.derivatives[number]] == leaves
    assert all(graph.graph.depends[edge.source] for edge, product
               in zip(graph.graph.edges, numbers.products, strict=True) if product)


@pytest.mark.parametrize("name", NETWORKS)
def test_the_text_reads_back_as_the_same_function(name: str) -> None:
    network = NETWORKS[name]
    theta, inputs, target = sample_of(network, 0)
    graph = derivative_graph(network, Wanted(1, 0))
    values = graph.values(theta, inputs, target)
    again = read_graph(graph.graph.text)
    assert again.names == graph.graph.names
    assert evaluate(again, values).values[again.output] == pytest.approx(
        evaluate(graph.graph, values).values[graph.graph.output], rel=1e-13)


@pytest.mark.parametrize("name", NETWORKS)
def test_nodes_are_counted_before_they_are_made(name: str) -> None:
    for wanted in everything_wanted(NETWORKS[name]):
        assert len(derivative_graph(NETWORKS[name], wanted).graph.nodes) == node_count(NETWORKS[name], wanted)


def test_nodes_stand_behind_their_arguments_and_know_their_place_in_the_text() -> None:
    for network in NETWORKS.values():
        graph = derivative_graph(network, Wanted(1, 0)).graph
        for number, node in enumerate(graph.nodes):
            assert all(argument < number for argument in node.arguments)
            if node.is_variable:
                assert graph.text[node.place:node.place + node.length] == node.name


def test_two_digits_are_kept_apart() -> None:
    name = name_of(NodePlace(Role.WEIGHT, 1, 0, 11))
    assert name.endswith("₁_₁₂")
    assert len(set(derivative_graph(NETWORKS["one layer"], Wanted(1, 0)).graph.names)) == 12 + 12 + 1 + 1


def test_every_node_has_its_place_in_the_network() -> None:
    graph = derivative_graph(XOR, Wanted(1, 0, 1))
    edge = graph.nodes_at(1, 0, 1)
    assert [graph.graph.nodes[number].name for number in edge] == [name_of(NodePlace(Role.WEIGHT, 1, 0, 1)), ""]
    assert graph.graph.nodes[edge[1]].arguments[0] == edge[0]
    assert {graph.graph.nodes[number].name for number in graph.nodes_at(1, 0)} >= named(
        graph, NodePlace(Role.WEIGHTED_INPUT, 1, 0), NodePlace(Role.ACTIVATION, 1, 0), NodePlace(Role.BIAS, 1, 0))


# stepping together


@pytest.mark.parametrize("name", NETWORKS)
def test_the_network_never_goes_back_while_the_graph_goes_on(name: str) -> None:
    network = NETWORKS[name]
    stations = Route(network.sizes).sample_stations
    for wanted in everything_wanted(network):
        graph = derivative_graph(network, wanted)
        addresses = [graph.address(position, 7, 3) for position in range(len(graph.stops))]
        assert addresses == sorted(addresses)
        assert addresses[0] == Address(7, 3, 0, 0)
        phases = {stations[address.station].phase for address in addresses}
        assert {Phase.WEIGHTED_INPUT, Phase.COST, Phase.BP1} <= phases
        last = stations[addresses[-1].station]
        assert last.layer == wanted.layer
        assert last.phase is (Phase.BP3 if wanted.is_bias else Phase.BP4)


@pytest.mark.parametrize("name", NETWORKS)
def test_at_every_stop_the_network_stands_at_the_equation_that_lights_up(name: str) -> None:
    network = NETWORKS[name]
    stations = Route(network.sizes).sample_stations
    for wanted in everything_wanted(network):
        graph = derivative_graph(network, wanted)
        for position in range(len(graph.stops)):
            address, lit = graph.address(position, 0, 0), graph.lit(position)
            station = stations[address.station]
            assert lit.phase is station.phase, (wanted, graph.stops[position])
            assert lit.phase is Phase.INPUT or lit.layer == station.layer
            # (every a of a softmax begins with the powers of all z)
            is_ahead = lit.phase is Phase.ACTIVATION and network.activation(lit.layer).is_distribution
            assert lit.phase is Phase.INPUT or lit.neuron == address.neuron or is_ahead


def test_every_z_is_one_sum_of_its_products_and_its_bias() -> None:
    graph = derivative_graph(NETWORKS["leaky"], Wanted(1, 0, 1))
    for number, place in enumerate(graph.places):
        if place.role is Role.WEIGHTED_INPUT and place.is_whole:
            terms = [graph.places[argument] for argument in graph.graph.nodes[number].arguments]
            assert [term.source for term in terms] == [*range(NETWORKS["leaky"].sizes[place.layer - 1]), None]
            assert terms[-1].role is Role.BIAS


@pytest.mark.parametrize("name", NETWORKS)
def test_going_there_and_back_comes_to_the_same_instant(name: str) -> None:
    network = NETWORKS[name]
    graph = derivative_graph(network, Wanted(1, 0))
    for position in range(len(graph.stops)):
        address = graph.address(position, 0, 0)
        assert graph.address(graph.position(address), 0, 0) == address


def test_instants_that_the_graph_does_not_know_lead_to_the_stop_before() -> None:
    graph, route = derivative_graph(XOR, Wanted(2, 0, 1)), Route(XOR.sizes)
    assert graph.position(Address(0, 0, route.index(Phase.ACTIVATION, 1), 1)) == 0
    update = graph.position(Address(0, 0, route.index(Phase.UPDATE, 1), 0))
    assert update == len(graph.stops) - 1
    before = graph.position(Address(0, 0, route.index(Phase.BP1, 2), 0))
    assert graph.graph.nodes[graph.stops[before].node].name == name_of(NodePlace(Role.WEIGHTED_INPUT, 2, 0))


def test_the_equations_light_up_in_their_order() -> None:
    graph = derivative_graph(XOR, Wanted(1, 0))
    phases = [graph.lit(position).phase for position in range(len(graph.stops))]
    runs = [phase for number, phase in enumerate(phases) if number == 0 or phase is not phases[number - 1]]
    assert runs == [Phase.INPUT, Phase.WEIGHTED_INPUT, Phase.ACTIVATION, Phase.WEIGHTED_INPUT, Phase.ACTIVATION,
                    Phase.COST, Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4]


def test_at_the_weight_its_edge_and_both_ends_light_up() -> None:
    graph = derivative_graph(XOR, Wanted(1, 0, 1))
    lit = graph.lit(len(graph.stops) - 1)
    assert (lit.phase, lit.layer, lit.neuron, lit.source) == (Phase.BP4, 1, 0, 1)
    assert lit.neurons == {(0, 1), (1, 0)}
    assert lit.parameters == {ParameterPlace(1, 0, 1)}


def test_where_errors_meet_they_come_over_one_edge_after_the_other_and_then_over_all() -> None:
    graph = derivative_graph(NETWORKS["tanh"], Wanted(1, 1, 0))
    a = graph.places.index(NodePlace(Role.ACTIVATION, 1, 1))
    lit = [(stop.kind, graph.lit(position).parameters) for position, stop in enumerate(graph.stops)
           if stop.node == a and stop.is_backward]
    both = frozenset({ParameterPlace(2, 0, 1), ParameterPlace(2, 1, 1)})
    assert {edges for kind, edges in lit if kind is StopKind.PRODUCT} == {frozenset({edge}) for edge in both}
    assert lit[-1] == (StopKind.SUM, both)


def test_what_lights_up_in_the_network_has_its_nodes_and_edges_in_the_graph() -> None:
    graph = derivative_graph(XOR, Wanted(1, 0, 1))
    nodes, edges = graph.linked(graph.lit(len(graph.stops) - 1))
    names = {graph.graph.nodes[number].name for number in nodes}
    assert names == {""} | named(graph, NodePlace(Role.WEIGHT, 1, 0, 1), NodePlace(Role.ACTIVATION, 0, 1),
                                 NodePlace(Role.WEIGHTED_INPUT, 1, 0), NodePlace(Role.ACTIVATION, 1, 0))
    product = graph.nodes_at(1, 0, 1)[1]
    joined = {(graph.graph.edges[edge].source, graph.graph.edges[edge].target) for edge in edges}
    assert {(argument, product) for argument in graph.graph.nodes[product].arguments} <= joined
    assert all({source, target} <= nodes for source, target in joined)


def test_each_equation_has_its_nodes() -> None:
    graph = derivative_graph(XOR, Wanted(1, 0))
    names = {phase: {graph.graph.nodes[number].name for number in graph.nodes_of_phase(phase)} - {""}
             for phase in (Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4)}
    assert names[Phase.BP1] == named(graph, NodePlace(Role.ACTIVATION, 2, 0), NodePlace(Role.WEIGHTED_INPUT, 2, 0))
    assert names[Phase.BP2] == named(graph, NodePlace(Role.ACTIVATION, 1, 0), NodePlace(Role.WEIGHTED_INPUT, 1, 0))
    assert names[Phase.BP3] == named(graph, NodePlace(Role.BIAS, 1, 0))
    assert names[Phase.BP4] == named(graph, NodePlace(Role.WEIGHT, 1, 0, 0), NodePlace(Role.WEIGHT, 1, 0, 1))


def test_stepping_by_passes_leads_to_the_cost_and_to_the_end() -> None:
    graph, route = derivative_graph(XOR, Wanted(1, 0, 0)), Route(XOR.sizes)
    forward_end = following(graph.stops, 0, GraphStride.PASS)
    assert graph.address(forward_end, 0, 0) == Address(0, 0, route.index(Phase.COST, 2), 0)


# what is refused


@pytest.mark.parametrize(("network", "wanted", "words"), [
    (XOR, Wanted(0, 1), "an input is given with the sample"),
    (XOR, Wanted(3, 0), "has nothing at layer 3"),
    (XOR, Wanted(1, 0, 2), "has nothing at layer 1"),
    (made((2, 2, 1), "step", "sigmoid", "quadratic"), Wanted(1, 0), "layer 1 is Step: its slope is 0"),
    (made((2, 1), "step", "step", "perceptron"), Wanted(1, 0), "Perceptron criterion is read from z"),
    (made((784, 30, 10), "sigmoid", "sigmoid", "binary_cross_entropy"), Wanted(1, 0, 5),
     f"and more than {MOST_NODES} can't be read; choose a weight nearer to the output, or a smaller network"),
])
def test_what_cannot_be_shown_says_why(network: Network, wanted: Wanted, words: str) -> None:
    with pytest.raises(Explained, match=words):
        network_text(network, wanted)


def test_behind_a_step_the_last_layer_can_still_be_shown() -> None:
    network = made((2, 2, 1), "step", "sigmoid", "quadratic")
    theta, inputs, target = sample_of(network, 3)
    gradient, _, _ = by_equations(network, theta, inputs, target)
    graph = derivative_graph(network, Wanted(2, 0, 0))
    assert graph.derivative(numbers_of(graph, theta, inputs, target)) == pytest.approx(
        gradient[network.weight_index(2, 0, 0)], rel=1e-12, abs=1e-12)
