"""Where the nodes of a graph stand."""

from __future__ import annotations

from itertools import pairwise, permutations, product

import numpy as np
import pytest

from gui.workspaces.graph.layout import COLUMN, ROW, GraphLayout, count_crossings, layers_of, layout_of, spaced
from simulator.expressions.operations import operation_named
from simulator.graph.graph import Graph, GraphNode
from simulator.graph.text import read_graph

NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"
TEXTS = {
    "linear": "L = a*x + b",
    "neuron": NEURON,
    "cross-entropy": "z = w*x + b\na = sigmoid(z)\nL = -(y*ln(a) + (1 - y)*ln(1 - a))",
    "softmax": "p = exp(u)/(exp(u) + exp(v))\nL = -ln(p)",
    "shared": "L = x*x + x*y + sin(x)",
    "max": "L = max(a*x, b*x) + max(a, 0)",
    "long way": "L = x*sin(cos(exp(sin(cos(x)))))",
    "2-2-1": "a = sigmoid(w1*x + w2*y + b1)\nc = sigmoid(w3*x + w4*y + b2)\nL = (sigmoid(v1*a + v2*c + b3) - t)^2",
}
ADD = operation_named("add")


def tangle(seed: int, count: int, variables: int = 4) -> Graph:
    """Sums of whatever was computed before; what isn't used is added up at last."""
    generator = np.random.default_rng(seed)
    nodes = [GraphNode(name=f"x{number}") for number in range(variables)]
    while len(nodes) < count:
        nodes.append(GraphNode(ADD, tuple(int(number) for number in generator.integers(len(nodes), size=2))))
    used = {argument for node in nodes for argument in node.arguments}
    loose = [number for number in range(len(nodes)) if number not in used]
    while len(loose) > 1:
        nodes.append(GraphNode(ADD, (loose.pop(0), loose.pop(0))))
        loose.append(len(nodes) - 1)
    return Graph("", tuple(nodes), len(nodes) - 1)


def node_named(graph: Graph, name: str) -> int:
    return next(number for number, node in enumerate(graph.nodes) if node.name == name)


def check(layout: GraphLayout) -> None:
    """Nothing overlaps, and every edge leads to the right."""
    graph = layout.graph
    shown = [number for number in range(len(graph.nodes)) if number not in layout.hidden]
    places = layout.places[shown]
    assert not np.isnan(places).any()
    for column in set(layout.columns[shown].tolist()):
        heights = np.sort(places[layout.columns[shown] == column, 1])
        assert (np.diff(heights) >= 1.0).all(), "a node is 1 high"
    for edge, route in zip(graph.edges, layout.routes, strict=True):
        if len(route):
            assert (np.diff(route[:, 0]) > 0).all()
            assert route[0] == pytest.approx(layout.places[edge.source])
            assert route[-1] == pytest.approx(layout.places[edge.target])
            for x, y in route[1:-1].tolist():
                beside = np.abs(places[np.abs(places[:, 0] - x) < 1e-9, 1] - y)
                assert beside.min(initial=9.0) >= 0.9, "no edge runs through a node"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nothing_overlaps_and_all_edges_lead_to_the_right(text: str) -> None:
    check(layout_of(read_graph(text)))


@pytest.mark.parametrize("seed", range(12))
def test_nothing_overlaps_in_a_tangle(seed: int) -> None:
    check(layout_of(tangle(seed, 10 + 6 * seed)))


@pytest.mark.parametrize("name", ["linear", "neuron", "cross-entropy", "softmax", "shared", "max", "long way"])
def test_graphs_that_can_be_drawn_without_crossings_are(name: str) -> None:
    assert layout_of(read_graph(TEXTS[name])).crossings == 0


def test_a_large_tree_has_no_crossings() -> None:
    text = "L = " + " + ".join(f"sin(a{number}*cos(b{number}))*c{number}" for number in range(60))
    assert layout_of(read_graph(text)).crossings == 0


def test_two_inputs_that_both_lead_to_two_neurons_cross_once() -> None:
    assert layout_of(read_graph(TEXTS["2-2-1"])).crossings == 1


@pytest.mark.parametrize("seed", range(10))
def test_small_graphs_have_as_few_crossings_as_is_possible(seed: int) -> None:
    """Among all orders of all columns, tried one by one."""
    graph = tangle(seed, 6, variables=3)
    layers = layers_of(graph)
    columns = [np.flatnonzero(layers.columns == column) for column in range(int(layers.columns.max()) + 1)]
    fewest = 10 ** 9
    places = np.zeros(len(layers.kinds), dtype=np.intp)
    orders = [list(permutations(range(len(members)))) for members in columns]
    if np.prod([len(choices) for choices in orders]) > 20_000:
        pytest.skip("too many orders to try")
    for chosen in product(*orders):
        for members, order in zip(columns, chosen, strict=True):
            places[members] = order
        fewest = min(fewest, count_crossings(layers, places))
    assert layout_of(graph).crossings == fewest


@pytest.mark.parametrize("seed", range(5))
def test_crossings_are_counted_pair_by_pair(seed: int) -> None:
    layers = layers_of(tangle(seed, 30))
    generator = np.random.default_rng(seed)
    places = np.zeros(len(layers.kinds), dtype=np.intp)
    for column in range(int(layers.columns.max()) + 1):
        members = np.flatnonzero(layers.columns == column)
        places[members] = generator.permutation(len(members))
    pieces = list(zip(layers.columns[layers.starts], places[layers.starts], places[layers.ends], strict=True))
    crossings = sum(first[0] == second[0] and (first[1] - second[1]) * (first[2] - second[2]) < 0
                    for place, first in enumerate(pieces) for second in pieces[:place])
    assert count_crossings(layers, places) == crossings


def test_variables_stand_right_before_what_uses_them_first() -> None:
    layout = layout_of(read_graph(NEURON))
    graph = layout.graph
    for edge in graph.edges:
        if graph.nodes[edge.source].is_variable:
            assert layout.columns[edge.target] - layout.columns[edge.source] == 1


def test_arguments_stand_in_the_order_in_which_they_are_written() -> None:
    layout = layout_of(read_graph(NEURON))
    w, x, b = (layout.places[node_named(layout.graph, name), 1] for name in "wxb")
    assert w < x < b


def test_an_operation_stands_amid_its_arguments_and_a_chain_is_level() -> None:
    layout = layout_of(read_graph("z = w*x\nL = sigmoid(sin(z))"))
    graph = layout.graph
    w, x, z, last = (layout.places[node_named(graph, name), 1] for name in ("w", "x", "z", "L"))
    assert z == pytest.approx((w + x) / 2.0, abs=0.02)
    assert last == pytest.approx(z, abs=0.02)


def test_the_exponent_of_a_square_is_written_at_its_node() -> None:
    layout = layout_of(read_graph("L = 2*x^2"))
    graph = layout.graph
    (power, exponent), = layout.exponents.items()
    assert graph.nodes[power].kind is operation_named("power")
    assert graph.nodes[exponent].value == 2.0
    assert layout.hidden == {exponent}
    assert [len(route) == 0 for route in layout.routes].count(True) == 1


def test_a_number_with_a_name_stays_a_node() -> None:
    layout = layout_of(read_graph("c = 3\nL = x^c"))
    assert not layout.hidden
    assert not layout.exponents


def test_the_two_edges_of_a_square_written_as_a_product_stand_apart() -> None:
    layout = layout_of(read_graph("L = x*x"))
    first, second = layout.routes
    assert first[1, 1] < second[1, 1]


def test_columns_and_rows_have_their_distances() -> None:
    layout = layout_of(read_graph("L = a*b + c"))
    assert {round(float(x / COLUMN), 6) for x in layout.places[:, 0]} == {0.0, 1.0, 2.0}
    a, b = (layout.places[node_named(layout.graph, name), 1] for name in "ab")
    assert b - a >= ROW - 1e-9


def test_a_graph_may_be_a_single_variable_or_a_number() -> None:
    for node in (GraphNode(name="x"), GraphNode(value=3.0)):
        layout = layout_of(Graph("", (node,), 0))
        assert layout.size == (0.0, 0.0)
        assert layout.places.tolist() == [[0.0, 0.0]]


def test_the_same_graph_is_always_laid_out_alike() -> None:
    graph = tangle(3, 60)
    first, second = layout_of(graph), layout_of(graph)
    assert np.array_equal(first.places, second.places)
    assert all(np.array_equal(one, other) for one, other in zip(first.routes, second.routes, strict=True))


def test_many_nodes_share_ways_and_still_do_not_overlap() -> None:
    check(layout_of(tangle(1, 300, variables=40)))


@pytest.mark.parametrize("seed", range(6))
def test_places_in_a_column_are_moved_as_little_as_possible(seed: int) -> None:
    """Against many other rising sequences near the one that was found."""
    generator = np.random.default_rng(seed)
    wished, weights = generator.normal(size=8), generator.uniform(0.1, 2.0, 8)
    found = spaced(wished, weights)
    assert all(before <= behind for before, behind in pairwise(found.tolist()))
    cost = float((weights * (found - wished) ** 2).sum())
    for scale in (1e-3, 1e-2, 0.1):
        others = np.sort(found + scale * generator.normal(size=(400, 8)), axis=1)
        assert (weights * (others - wished) ** 2).sum(axis=1).min() >= cost
