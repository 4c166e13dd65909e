"""What is written at the nodes and edges of a graph."""

from __future__ import annotations

import re

import numpy as np
import pytest

from gui.workspaces.graph.layout import layout_of
from gui.workspaces.graph.view_words import (
    as_given,
    computation,
    derivative_word,
    local_formula,
    local_texts,
    product_text,
    quotient,
    shown,
    sum_text,
    symbol_of,
    written,
)
from simulator.expressions.operations import OPERATIONS, OperationKind
from simulator.graph.graph import Graph, GraphNode, GraphNumbers, evaluate
from simulator.graph.text import read_graph


def edge_from(graph: Graph, name: str) -> int:
    return next(number for number, edge in enumerate(graph.edges) if graph.nodes[edge.source].name == name)


def of_first(text: str, **values: float) -> tuple[str, ...]:
    """The texts of the edge that leaves u."""
    graph = read_graph(text)
    numbers = evaluate(graph, values)
    return local_texts(numbers, edge_from(graph, "u"))


@pytest.mark.parametrize(("text", "expected"), [
    ("L = sigmoid(u)", ("σ′(u) = 0.197", "0.197")),
    ("L = u + v", ("1",)),
    ("L = v - u", ("−1",)),
    ("L = u*v", ("v = 2", "2")),
    ("L = u/v", ("1/v = 0.500", "0.500")),
    ("L = v/u", ("−v/u² = −2", "−2")),
    ("L = u^2", ("2u = 2", "2")),
    ("L = u^3", ("3u² = 3", "3")),
    ("L = u^v", ("v·u^(v − 1) = 2", "2")),
    ("L = v^u", ("v^u·ln v = 1.39", "1.39")),
    ("L = exp(u)", ("exp(u) = 2.72", "2.72")),
    ("L = ln(u)", ("1/u = 1", "1")),
    ("L = sqrt(u)", ("1/(2√u) = 0.500", "0.500")),
    ("L = sin(u)", ("cos(u) = 0.540", "0.540")),
    ("L = cos(u)", ("−sin(u) = −0.841", "−0.841")),
    ("L = tanh(u)", ("1 − tanh²(u) = 0.420", "0.420")),
    ("L = relu(u)", ("relu′(u) = 1", "1")),
    ("L = max(u, v)", ("0",)),
    ("L = max(v, u)", ("0",)),
    ("L = min(u, v)", ("1",)),
    ("L = -u", ("−1",)),
])
def test_a_local_derivative_is_written_as_formula_and_number(text: str, expected: tuple[str, ...]) -> None:
    values = {"u": 1.0, "v": 2.0} if "v" in text else {"u": 1.0}
    assert of_first(text, **values) == expected


@pytest.mark.parametrize("kind", OPERATIONS, ids=repr)
def test_the_number_is_the_slope_that_central_differences_find(kind: OperationKind) -> None:
    nodes = tuple(GraphNode(name=name) for name in "uv"[:kind.arity])
    graph = Graph("", (*nodes, GraphNode(kind, tuple(range(kind.arity)))), kind.arity)
    place = [0.7, 1.3][:kind.arity]
    numbers = evaluate(graph, dict(zip("uv", place, strict=False)))
    for slot in range(kind.arity):
        sides = []
        for step in (1e-6, -1e-6):
            moved = [np.float64(value + step * (number == slot)) for number, value in enumerate(place)]
            sides.append(float(np.asarray(kind.value(*moved))))
        text = local_texts(numbers, slot)[-1]
        assert text == shown(round((sides[0] - sides[1]) / 2e-6, 7))


def neuron() -> GraphNumbers:
    graph = read_graph("z = w*x + b\na = sigmoid(z)\nL = (a - y)^2")
    return evaluate(graph, {"w": 0.8, "x": 1.5, "b": -0.3, "y": 1.06})


def test_the_numbers_of_the_lectures_neuron() -> None:
    """δ = 2(a − y)·σ′(z) with a = σ(0.9) = 0.7109, worked out by hand."""
    numbers = neuron()
    graph = numbers.graph
    assert local_texts(numbers, edge_from(graph, "z")) == ("σ′(z) = 0.206", "0.206")
    assert product_text(numbers, edge_from(graph, "z")) == "−0.698 · 0.206 = −0.143"
    assert product_text(numbers, edge_from(graph, "y")) == "−0.698 · (−1) = 0.698"
    assert local_formula(numbers, graph.incoming[graph.output][0]) == "2(a − y)"


def test_how_a_value_comes_about() -> None:
    numbers = neuron()
    texts = [computation(numbers, number) for number, node in enumerate(numbers.graph.nodes) if node.kind is not None]
    assert texts == ["0.800 × 1.50 = 1.20", "1.20 − 0.300 = 0.900", "σ(0.900) = 0.711",
                     "0.711 − 1.06 = −0.349", "(−0.349)² = 0.122"]


def test_a_node_is_written_by_the_names_of_its_arguments() -> None:
    graph = read_graph("z = w*x + b\nL = (z - y)^2 - (z - (y - 1))/max(z, 2)")
    assert written(graph, graph.output) == "(z − y)² − (z − (y − 1))/max(z, 2)"
    z = next(number for number, node in enumerate(graph.nodes) if node.name == "z")
    assert written(graph, z) == "w·x + b"
    assert derivative_word(graph, z) == "∂L/∂z"


def test_a_sum_of_several_terms_is_written_as_one_and_a_long_one_is_cut() -> None:
    graph = read_graph("L = u + v*x + w - (u - v)")
    numbers = evaluate(graph, {"u": 0.5, "v": -2.0, "x": 1.0, "w": 3.0})
    total = next(number for number, node in enumerate(graph.nodes) if node.kind and len(node.arguments) == 3)
    assert written(graph, total) == "u + v·x + w"
    assert computation(numbers, total) == "0.500 − 2 + 3 = 1.50"
    assert [local_texts(numbers, edge) for edge in graph.incoming[total]] == [("1",)] * 3
    graph = read_graph("L = a + b + c + d + f")
    assert written(graph, graph.output) == "a + b + … + f"
    assert computation(evaluate(graph, dict.fromkeys("abcdf", -1.0)), graph.output) == "−1 − 1 + … − 1 = −5"


def test_a_quotient_names_both_ends() -> None:
    graph = neuron().graph
    edge = graph.edges[edge_from(graph, "z")]
    assert quotient(graph, edge.target, edge.source) == "∂a/∂z"


def test_symbols_are_those_of_the_lecture() -> None:
    graph = read_graph("L = (sigmoid(a*b) - c)^2/exp(-d)")
    layout = layout_of(graph)
    symbols = {symbol_of(graph, number, layout.exponents.get(number)) for number, node in enumerate(graph.nodes)
               if node.kind is not None}
    assert symbols == {"σ", "×", "−", "²", "÷", "exp"}


@pytest.mark.parametrize(("products", "is_complete", "text"), [
    ([-0.14], False, "−0.140 + …"),
    ([-0.14, 0.31], False, "−0.140 + 0.310 + …"),
    ([-0.14, 0.31], True, "−0.140 + 0.310 = 0.170"),
    ([0.5, -0.25], True, "0.500 − 0.250 = 0.250"),
    ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], True, "1 + 2 + … + 6 = 21"),
])
def test_contributions_are_added_one_by_one(products: list[float], is_complete: bool, text: str) -> None:
    assert sum_text(products, is_complete=is_complete) == text


def test_what_somebody_has_set_is_written_with_two_decimals() -> None:
    assert [as_given(value) for value in (0.8, -0.3, 1.0, 0.123)] == ["0.80", "−0.30", "1", "0.123"]


def test_a_long_formula_is_cut_short_and_deep_ones_end() -> None:
    text = "L = " + "sin(" * 90 + "x" + ")" * 90
    graph = read_graph(text)
    assert re.fullmatch(r"(sin\()+…\)+", written(graph, graph.output))
    assert len(local_texts(evaluate(graph, {"x": 0.3}), len(graph.edges) - 1)[0]) < 40
