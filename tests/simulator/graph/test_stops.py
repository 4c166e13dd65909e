"""Where one can stop: everything once, in an order in which it can be computed, and the same way back."""

from __future__ import annotations

from itertools import pairwise

import pytest

from simulator.graph.graph import Graph
from simulator.graph.stops import GraphStride, Stop, StopKind, following, is_stop_of, preceding, stops_of
from simulator.graph.text import read_graph
from tests.simulator.graph.random_texts import random_samples

NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"


@pytest.fixture(scope="module")
def graphs() -> list[Graph]:
    others = ["x", "L = a·a", "L = x + sin(1)·2", "L = max(a, a)·a"]
    return [read_graph(text) for text in [NEURON, *others, *(one.text for one in random_samples(100, seed=8))]]


def told(graph: Graph, stop: Stop) -> str:
    def name(number: int) -> str:
        node = graph.nodes[number]
        return node.name or (node.kind.symbol if node.kind else f"{node.value:g}")

    if stop.kind is StopKind.START:
        return "start"
    if stop.kind is StopKind.PRODUCT:
        return f"{name(graph.edges[stop.edge].target)}→{name(stop.node)}"
    return f"{stop.kind.value} {name(stop.node)}"


def reached(stops: tuple[Stop, ...], stride: GraphStride) -> list[int]:
    found = [0]
    while (later := following(stops, found[-1], stride)) != found[-1]:
        found.append(later)
    return found


def test_one_neuron_goes_forward_from_the_product_to_the_cost_and_back_to_the_weight() -> None:
    graph = read_graph(NEURON)
    stops = stops_of(graph)
    assert [told(graph, stop) for stop in stops] == [
        "start", "value ·", "value z", "value a", "value −", "value L",
        "seed L", "L→−", "−→y", "−→a", "a→z", "z→b", "z→·", "·→x", "·→w"]
    assert [number for number, stop in enumerate(stops) if stop.is_backward] == list(range(6, 15))


def test_contributions_of_a_shared_value_come_one_by_one_and_then_their_sum() -> None:
    graph = read_graph("u = x·x\nL = u·y + sin(u)")
    assert [told(graph, stop) for stop in stops_of(graph)] == [
        "start", "value u", "value ·", "value sin", "value L",
        "seed L", "L→sin", "L→·", "·→y", "sin→u", "·→u", "sum u", "u→x", "u→x", "sum x"]
    assert [graph.edges[stop.edge].slot for stop in stops_of(graph)[-3:-1]] == [0, 1]


def test_what_depends_on_no_variable_has_values_and_no_products() -> None:
    graph = read_graph("L = x·ln(2)")
    assert [told(graph, stop) for stop in stops_of(graph)] == ["start", "value ln", "value L", "seed L", "L→x"]


def test_a_lone_variable_has_its_derivative_at_once() -> None:
    assert [stop.kind for stop in stops_of(read_graph("x"))] == [StopKind.START, StopKind.SEED]


def test_every_operation_has_its_value_once_and_every_edge_that_carries_something_its_product_once(
        graphs: list[Graph]) -> None:
    for graph in graphs:
        stops = stops_of(graph)
        operations = [number for number, node in enumerate(graph.nodes) if node.kind]
        assert [stop.node for stop in stops if stop.kind is StopKind.VALUE] == operations
        edges = [number for number, edge in enumerate(graph.edges) if graph.depends[edge.source]]
        assert sorted(stop.edge for stop in stops if stop.kind is StopKind.PRODUCT) == edges
        assert [stop.node for stop in stops if stop.kind is StopKind.SEED] == [graph.output]
        assert all(graph.edges[stop.edge].source == stop.node for stop in stops if stop.kind is StopKind.PRODUCT)


def test_nothing_is_computed_before_what_it_is_computed_from(graphs: list[Graph]) -> None:
    for graph in graphs:
        has_value = {number for number, node in enumerate(graph.nodes) if node.kind is None}
        has_derivative: set[int] = set()
        arrived: dict[int, set[int]] = {}
        for stop in stops_of(graph):
            if stop.kind is StopKind.VALUE:
                assert set(graph.nodes[stop.node].arguments) <= has_value
                has_value.add(stop.node)
            elif stop.kind is StopKind.SEED:
                assert len(has_value) == len(graph.nodes)
                has_derivative.add(stop.node)
            elif stop.kind is StopKind.PRODUCT:
                assert graph.edges[stop.edge].target in has_derivative
                arrived.setdefault(stop.node, set()).add(stop.edge)
                if len(graph.outgoing[stop.node]) == 1:
                    has_derivative.add(stop.node)
            elif stop.kind is StopKind.SUM:
                assert arrived[stop.node] == set(graph.outgoing[stop.node])
                has_derivative.add(stop.node)
        assert has_derivative == {number for number, depends in enumerate(graph.depends) if depends}


def test_there_is_a_sum_just_where_there_are_several_contributions(graphs: list[Graph]) -> None:
    for graph in graphs:
        sums = {stop.node for stop in stops_of(graph) if stop.kind is StopKind.SUM}
        assert sums == {number for number, edges in enumerate(graph.outgoing)
                        if len(edges) > 1 and graph.depends[number]}


@pytest.mark.parametrize("stride", GraphStride)
def test_back_undoes_next_with_every_stride(graphs: list[Graph], stride: GraphStride) -> None:
    for graph in graphs:
        stops = stops_of(graph)
        forward = reached(stops, stride)
        assert forward[-1] == len(stops) - 1
        backward = [forward[-1]]
        while backward[-1]:
            backward.append(preceding(stops, backward[-1], stride))
        assert backward == forward[::-1]
        assert preceding(stops, 0, stride) == 0
        for number in range(len(stops)):  # from between two stops of a stride one gets to the nearest on either side
            before = [one for one in forward if one < number]
            after = [one for one in forward if one > number]
            assert preceding(stops, number, stride) == (before[-1] if before else number)
            assert following(stops, number, stride) == (after[0] if after else number)


def test_a_coarser_stride_stops_only_where_the_finer_ones_do(graphs: list[Graph]) -> None:
    for graph in graphs:
        stops = stops_of(graph)
        assert reached(stops, GraphStride.EDGE) == list(range(len(stops)))
        for fine, coarse in pairwise(GraphStride):
            assert fine.coarser is coarse
            assert set(reached(stops, coarse)) <= set(reached(stops, fine))
    assert GraphStride.PASS.coarser is GraphStride.PASS


def test_node_by_node_all_contributions_of_a_node_and_their_sum_are_one_step() -> None:
    graph = read_graph("u = x·x\nL = u·y + sin(u)")
    stops = stops_of(graph)
    assert [told(graph, stops[number]) for number in reached(stops, GraphStride.NODE)] == [
        "start", "value u", "value ·", "value sin", "value L", "seed L", "L→sin", "L→·", "·→y", "sum u", "sum x"]
    assert [told(graph, stops[number]) for number in reached(stops, GraphStride.PASS)] == [
        "start", "value L", "sum x"]


def test_the_two_ends_are_stops_of_every_stride(graphs: list[Graph]) -> None:
    for graph in graphs:
        stops = stops_of(graph)
        assert all(is_stop_of(stops, number, stride) for number in (0, len(stops) - 1) for stride in GraphStride)


def test_the_stops_of_a_graph_are_made_once() -> None:
    graph = read_graph(NEURON)
    assert stops_of(graph) is stops_of(graph)
