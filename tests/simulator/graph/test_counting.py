"""The multiplications of three ways to all derivatives, counted by hand and by walking along every path."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from simulator.expressions import OPERATIONS
from simulator.graph.counting import Counts, counts_of, counts_until, edges_to_output, leads_to_output, reused_at
from simulator.graph.graph import Graph, GraphNode
from simulator.graph.stops import Stop, StopKind, stops_of
from simulator.graph.text import read_graph

NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"


def drawn(seed: int, operations: int) -> Graph:
    """A random graph of three variables and a number; not everything in it leads to its output."""
    rng = random.Random(seed)
    nodes = [GraphNode(name="u"), GraphNode(name="v"), GraphNode(name="w"), GraphNode(value=2.0)]
    for _ in range(operations):
        kind = rng.choice(OPERATIONS)
        nodes.append(GraphNode(kind, tuple(rng.randrange(len(nodes)) for _ in range(kind.arity))))
    return Graph("", tuple(nodes), len(nodes) - 1 - rng.randrange(2))


def paths(graph: Graph, node: int) -> Iterator[list[int]]:
    """Every path from a node to the output, as the edges that it takes."""
    if node == graph.output:
        yield []
        return
    for number, edge in enumerate(graph.edges):
        if edge.source == node:
            yield from ([number, *rest] for rest in paths(graph, edge.target))


def test_one_neuron_is_counted_as_by_hand() -> None:
    # w and x cross ×, +, σ, − and ², b one edge less, y only − and ²; five operations, twice for each of four
    assert counts_of(read_graph(NEURON)) == Counts(backpropagation=8, each_alone=5 + 5 + 4 + 2,
                                                   every_path=16, finite_differences=2 * 4 * 5)


def test_a_value_used_twice_doubles_the_paths_but_not_the_work() -> None:
    # x ⇉ a ⇉ L: four edges, and four paths of two edges each
    counts = counts_of(read_graph("a = x*x\nL = a*a"))
    assert counts == Counts(backpropagation=4, each_alone=4, every_path=8, finite_differences=2 * 2)


def test_numbers_cost_nothing() -> None:
    # 3·x + 2·4: only x reaches L, over two edges; the product 2·4 is never done again
    times, plus = (next(kind for kind in OPERATIONS if kind.name == name) for name in ("multiply", "add"))
    nodes = (GraphNode(name="x"), GraphNode(value=3.0), GraphNode(value=2.0), GraphNode(value=4.0),
             GraphNode(times, (1, 0)), GraphNode(times, (2, 3)), GraphNode(plus, (4, 5)))
    assert counts_of(Graph("", nodes, 6)) == Counts(2, 2, 2, 2 * 2)


def test_with_one_variable_in_a_chain_all_ways_of_the_chain_rule_cost_the_same() -> None:
    assert counts_of(read_graph("sin(cos(exp(x)))")) == Counts(3, 3, 3, 6)


def test_a_graph_that_is_only_a_variable_needs_no_multiplication() -> None:
    assert counts_of(read_graph("x")) == Counts()


@pytest.mark.parametrize("seed", range(60))
def test_random_graphs_are_counted_as_by_walking_along_every_path(seed: int) -> None:
    graph = drawn(seed, 9)
    ways = {number: list(paths(graph, number)) for number in graph.variables}
    crossed = {number: {edge for path in found for edge in path} for number, found in ways.items()}
    counts = counts_of(graph)
    assert counts.backpropagation == len(set().union(*crossed.values()))
    assert counts.each_alone == sum(map(len, crossed.values()))
    assert counts.every_path == sum(len(path) for found in ways.values() for path in found)
    redone = {graph.edges[edge].target for edges in crossed.values() for edge in edges}
    nudged = sum(bool(edges) for edges in crossed.values())
    assert counts.finite_differences == 2 * len(redone) * nudged
    for number, edges in crossed.items():
        assert edges_to_output(graph, number) == edges
        assert leads_to_output(graph)[number] == bool(ways[number])


def test_backpropagation_never_costs_more_than_each_by_itself() -> None:
    for seed in range(100):
        counts = counts_of(drawn(seed, 30))
        assert counts.backpropagation <= counts.each_alone <= counts.every_path


def test_a_deep_graph_is_counted_exactly_and_at_once() -> None:
    depth = 500
    doubled = (GraphNode(OPERATIONS[0], (number, number)) for number in range(depth))
    graph = Graph("", (GraphNode(name="x"), *doubled), depth)
    began = time.process_time()
    counts = counts_of(graph)
    assert time.process_time() - began < 0.5
    assert counts == Counts(2 * depth, 2 * depth, depth * 2**depth, 2 * depth)


def test_the_counts_grow_stop_by_stop_from_nothing_to_all() -> None:
    graph = read_graph(NEURON)
    stops = stops_of(graph)
    running = [counts_until(graph, position) for position in range(len(stops))]
    assert running[0] == Counts()
    assert running[-1] == counts_of(graph)
    for stop, before, after in zip(stops[1:], running, running[1:], strict=False):
        assert after.backpropagation - before.backpropagation == (stop.kind is StopKind.PRODUCT)
        is_variable = stop.kind is StopKind.PRODUCT and graph.nodes[stop.node].is_variable
        alone = {"w": 5, "x": 5, "b": 4, "y": 2}[graph.nodes[stop.node].name] if is_variable else 0
        assert after.each_alone - before.each_alone == alone
        assert after.finite_differences - before.finite_differences == (10 if is_variable else 0)


def test_a_variable_used_twice_is_complete_only_with_its_sum() -> None:
    graph = read_graph("x*x")
    stops = stops_of(graph)
    assert [stop.kind for stop in stops[-3:]] == [StopKind.PRODUCT, StopKind.PRODUCT, StopKind.SUM]
    assert [counts_until(graph, len(stops) - 3 + k).each_alone for k in range(3)] == [0, 0, 2]


def test_products_that_lead_nowhere_are_not_counted() -> None:
    add, sine = OPERATIONS[0], next(kind for kind in OPERATIONS if kind.name == "sin")
    graph = Graph("", (GraphNode(name="x"), GraphNode(sine, (0,)), GraphNode(add, (0, 0))), 2)
    assert counts_of(graph).backpropagation == 2
    assert counts_until(graph, len(stops_of(graph)) - 1) == counts_of(graph)
    assert reused_at(graph, Stop(StopKind.PRODUCT, 0, 0)) == ()


def test_the_second_argument_of_an_operation_reuses_what_the_first_has_used() -> None:
    graph = read_graph(NEURON)
    named = {node.name: number for number, node in enumerate(graph.nodes) if node.name}
    reused = [(graph.nodes[stop.node].name, reused_at(graph, stop)) for stop in stops_of(graph)
              if reused_at(graph, stop)]
    product = next(number for number, node in enumerate(graph.nodes) if node.kind and node.kind.name == "multiply")
    minus = next(number for number, node in enumerate(graph.nodes) if node.kind and node.kind.name == "subtract")
    # backward, a and b come before y, w·x and w: of each pair the later one finds the factor known
    targets = {nodes for _, nodes in reused}
    assert targets == {(minus,), (named["z"],), (product,)}
    assert len(reused) == 3


@pytest.mark.parametrize("seed", range(30))
def test_every_derivative_is_used_for_the_first_time_once(seed: int) -> None:
    graph = drawn(seed, 12)
    seen: set[int] = set()
    for stop in stops_of(graph):
        if stop.kind is not StopKind.PRODUCT or not leads_to_output(graph)[graph.edges[stop.edge].target]:
            assert reused_at(graph, stop) == ()
            continue
        target = graph.edges[stop.edge].target
        assert reused_at(graph, stop) == ((target,) if target in seen else ())
        seen.add(target)
