"""What each operation does with the derivative that comes back, at numbers that can be worked out by hand."""

from __future__ import annotations

import pytest

from simulator.expressions import OPERATIONS
from simulator.graph.checking import Gate, GatePattern, gathered_at, is_at_kink, pattern_at, pattern_of
from simulator.graph.graph import Graph, GraphNode, GraphNumbers, evaluate
from simulator.graph.stops import Stop, StopKind, stops_of
from simulator.graph.text import read_graph


def numbers_of(text: str, **given: float) -> GraphNumbers:
    return evaluate(read_graph(text), given)


def gate(numbers: GraphNumbers, name: str) -> Gate:
    """The pattern on the only edge that leaves a variable."""
    return pattern_of(numbers.graph, numbers, edge_from(numbers.graph, name))


def edge_from(graph: Graph, name: str) -> int:
    return graph.outgoing[node(graph, name)][0]


def node(graph: Graph, name: str) -> int:
    return next(number for number, one in enumerate(graph.nodes) if one.name == name)


def test_an_addition_passes_on_to_both() -> None:
    numbers = numbers_of("p + b", p=2.0, b=3.0)
    for name in ("p", "b"):
        assert gate(numbers, name) == Gate(GatePattern.PASSES_ON, numbers.graph.output, 1.0)


def test_a_subtraction_passes_on_to_the_first_and_negated_to_the_second() -> None:
    numbers = numbers_of("a - y", a=2.0, y=3.0)
    assert gate(numbers, "a").pattern is GatePattern.PASSES_ON
    assert gate(numbers, "y").pattern is GatePattern.PASSES_NEGATED
    assert gate(numbers, "y").local == -1.0


def test_a_negation_passes_on_negated() -> None:
    assert gate(numbers_of("exp(-x)", x=1.0), "x").pattern is GatePattern.PASSES_NEGATED


def test_a_multiplication_swaps_its_factors() -> None:
    numbers = numbers_of("w*x", w=0.8, x=1.5)
    graph = numbers.graph
    assert gate(numbers, "w") == Gate(GatePattern.SWAPS, graph.output, 1.5, node(graph, "x"), 1.5)
    assert gate(numbers, "x") == Gate(GatePattern.SWAPS, graph.output, 0.8, node(graph, "w"), 0.8)


def test_in_a_square_written_as_a_product_the_other_factor_is_itself() -> None:
    numbers = numbers_of("a*a", a=3.0)
    for edge in numbers.graph.incoming[numbers.graph.output]:
        found = pattern_of(numbers.graph, numbers, edge)
        assert (found.pattern, found.other, found.other_value) == (GatePattern.SWAPS, node(numbers.graph, "a"), 3.0)


@pytest.mark.parametrize(("text", "winner"), [("max(u, v)", "v"), ("min(u, v)", "u")])
def test_max_routes_to_the_larger_and_min_to_the_smaller(text: str, winner: str) -> None:
    numbers = numbers_of(text, u=1.0, v=2.0)
    for name in ("u", "v"):
        found = gate(numbers, name)
        assert found.pattern is GatePattern.ROUTES
        assert found.winner == edge_from(numbers.graph, winner)
        assert found.local == float(name == winner)
        assert found.lets_through == (name == winner)
        assert not found.is_tied


def test_of_equals_the_first_gets_everything() -> None:
    numbers = numbers_of("max(u, v)", u=2.0, v=2.0)
    assert gate(numbers, "v").winner == edge_from(numbers.graph, "u")
    assert gate(numbers, "v").is_tied


def test_a_number_can_win_too() -> None:
    numbers = numbers_of("max(z, 0)", z=-1.0)
    found = gate(numbers, "z")
    assert not found.lets_through
    assert found.winner is not None
    assert numbers.graph.nodes[numbers.graph.edges[found.winner].source].is_number


@pytest.mark.parametrize(("z", "passes", "tied"), [(2.0, True, False), (-2.0, False, False), (0.0, False, True)])
def test_relu_passes_or_blocks(z: float, passes: bool, tied: bool) -> None:
    numbers = numbers_of("relu(z)", z=z)
    found = gate(numbers, "z")
    assert found.pattern is GatePattern.ROUTES
    assert (found.winner is not None) == found.lets_through == passes
    assert found.is_tied == tied


def test_a_sigmoid_scales_by_its_slope() -> None:
    found = gate(numbers_of("sigmoid(z)", z=0.0), "z")
    assert (found.pattern, found.local) == (GatePattern.SCALES, 0.25)


def test_a_slope_that_happens_to_be_one_still_scales() -> None:
    assert gate(numbers_of("exp(z)", z=0.0), "z").pattern is GatePattern.SCALES
    assert gate(numbers_of("abs(z)", z=-2.0), "z").pattern is GatePattern.SCALES


def test_a_division_scales_both() -> None:
    numbers = numbers_of("u/v", u=6.0, v=2.0)
    assert [gate(numbers, name).pattern for name in "uv"] == [GatePattern.SCALES] * 2
    assert [gate(numbers, name).local for name in "uv"] == [0.5, -1.5]


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
def test_every_operation_has_a_pattern_on_each_of_its_edges(kind: object) -> None:
    found = next(one for one in OPERATIONS if one is kind)
    nodes = (GraphNode(name="u"), GraphNode(name="v"), GraphNode(found, tuple(range(found.arity))))
    numbers = evaluate(Graph("", nodes, 2), {"u": 0.75, "v": 0.5})
    for edge in range(found.arity):
        one = pattern_of(numbers.graph, numbers, edge)
        assert one.pattern is not GatePattern.ADDS_UP
        assert one.local == numbers.locals[edge]
        assert (one.other is not None) == (one.pattern is GatePattern.SWAPS)


def test_a_value_used_twice_adds_up_its_contributions_in_the_order_of_the_stops() -> None:
    numbers = numbers_of("a = x*x\nL = sin(a) + cos(a)", x=0.5)
    graph, a = numbers.graph, node(numbers.graph, "a")
    found = gathered_at(graph, a)
    assert found is not None
    assert (found.pattern, found.node) == (GatePattern.ADDS_UP, a)
    assert found.contributions == tuple(stop.edge for stop in stops_of(graph) if stop.kind is StopKind.PRODUCT
                                        and stop.node == a)
    assert sum(numbers.products[list(found.contributions)]) == pytest.approx(numbers.derivatives[a], abs=1e-15)


def test_a_value_used_once_and_the_output_add_up_nothing() -> None:
    graph = read_graph("sin(x)")
    assert gathered_at(graph, graph.output) is None
    assert gathered_at(graph, node(graph, "x")) is None


def test_a_use_that_does_not_lead_to_the_output_contributes_nothing() -> None:
    sine = next(kind for kind in OPERATIONS if kind.name == "sin")
    graph = Graph("", (GraphNode(name="x"), GraphNode(sine, (0,)), GraphNode(sine, (0,))), 2)
    assert gathered_at(graph, 0) is None


def test_each_stop_shows_the_pattern_of_its_edge_or_of_its_sum() -> None:
    numbers = numbers_of("x*x", x=3.0)
    stops = stops_of(numbers.graph)
    found = [pattern_at(numbers.graph, numbers, stop) for stop in stops]
    assert [one and one.pattern for one in found] == [None, None, None, GatePattern.SWAPS, GatePattern.SWAPS,
                                                      GatePattern.ADDS_UP]
    assert pattern_at(numbers.graph, numbers, Stop(StopKind.SEED, numbers.graph.output)) is None


def test_a_kink_is_where_a_slope_jumps() -> None:
    for text, value, there in (("relu(x)", 0.0, True), ("abs(x)", 0.0, True), ("abs(x)", 0.1, False),
                               ("max(x, 1)", 1.0, True), ("sin(x)", 0.0, False)):
        numbers = numbers_of(text, x=value)
        assert is_at_kink(numbers.graph, numbers, numbers.graph.output) == there
    numbers = numbers_of("max(x, 1)", x=1.0 + 1e-12)
    assert is_at_kink(numbers.graph, numbers, numbers.graph.output, tolerance=1e-9)
