"""The ready expressions: each can be read, is defined, shows what is said of it, and descends with its η."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from simulator.errors import Explained
from simulator.graph.examples import EXAMPLES, GraphExample, example_named
from simulator.graph.graph import GraphNumbers, evaluate
from simulator.graph.text import read_graph

each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


def numbers_of(name: str, **others: float) -> GraphNumbers:
    example = example_named(name)
    return evaluate(read_graph(example.text), {**example.values, **others})


def derivative(numbers: GraphNumbers, name: str) -> float:
    """∂L/∂ of a variable or of a named line."""
    return float(numbers.derivatives[next(i for i, node in enumerate(numbers.graph.nodes) if node.name == name)])


def value(numbers: GraphNumbers, name: str) -> float:
    return float(numbers.values[next(i for i, node in enumerate(numbers.graph.nodes) if node.name == name)])


def test_there_are_at_least_twelve_with_names_and_labels_of_their_own() -> None:
    assert len(EXAMPLES) >= 12
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)
    assert len({example.label for example in EXAMPLES}) == len(EXAMPLES)


@each
def test_it_has_a_value_for_each_variable_and_one_sentence_that_says_what_to_look_for(example: GraphExample) -> None:
    graph = read_graph(example.text)
    assert set(graph.names) == set(example.values)
    assert set(example.descending) <= set(example.values)
    assert graph.nodes[graph.output].name == "L"
    assert example.about.endswith(".")
    assert example.about.count(". ") == 0
    assert evaluate(graph, example.values).derivatives.any()


@each
def test_all_of_its_derivatives_agree_with_central_differences(example: GraphExample) -> None:
    graph = read_graph(example.text)
    numbers = evaluate(graph, example.values)

    def cost(name: str, change: float) -> float:
        changed = {**example.values, name: example.values[name] + change}
        return float(evaluate(graph, changed).values[graph.output])

    for name, node in zip(graph.names, graph.variables, strict=True):
        five_points = 8 * (cost(name, 1e-3) - cost(name, -1e-3)) - cost(name, 2e-3) + cost(name, -2e-3)
        assert numbers.derivatives[node] == pytest.approx(five_points / 12e-3, rel=1e-7, abs=1e-10)


@each
def test_gradient_descent_with_its_learning_rate_never_climbs_and_gets_somewhere(example: GraphExample) -> None:
    graph = read_graph(example.text)
    values = dict(example.values)
    costs = []
    for _ in range(101):
        numbers = evaluate(graph, values)
        costs.append(float(numbers.values[graph.output]))
        for name, node in zip(graph.names, graph.variables, strict=True):
            if name in example.descending:
                values[name] -= example.learning_rate * float(numbers.derivatives[node])
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(costs))
    if example.descending and example.name != "relu":
        assert costs[-1] < costs[0] - 0.1
    else:
        assert costs[-1] == costs[0]


# what is said of them


def test_the_neuron_is_that_of_the_hand_calculation() -> None:
    numbers = numbers_of("neuron_quadratic")
    delta = derivative(numbers, "z")
    assert delta == pytest.approx(2 * (value(numbers, "a") - 1.06) * value(numbers, "a") * (1 - value(numbers, "a")))
    assert delta == pytest.approx(-0.143459968977, rel=1e-11)
    assert derivative(numbers, "b") == delta
    assert derivative(numbers, "w") == pytest.approx(1.5 * delta)


def test_with_cross_entropy_what_arrives_at_z_is_a_minus_y_even_where_the_neuron_is_saturated() -> None:
    for b in (-0.4, -12.0):
        numbers = numbers_of("neuron_cross_entropy", b=b)
        assert derivative(numbers, "z") == pytest.approx(value(numbers, "a") - 1.0, rel=1e-9)


def test_softmax_sends_p_minus_y_to_each_input() -> None:
    numbers = numbers_of("softmax")
    first = math.exp(0.2) / (math.exp(0.2) + math.exp(1.1))
    assert derivative(numbers, "z1") == pytest.approx(first - 1.0)
    assert derivative(numbers, "z2") == pytest.approx(1.0 - first)
    e1 = next(i for i, node in enumerate(numbers.graph.nodes) if node.name == "e1")
    assert len(numbers.graph.outgoing[e1]) == 2


def test_the_chain_of_six_sigmoids_leaves_less_than_a_thousandth_for_the_first_weight() -> None:
    numbers = numbers_of("vanishing")
    arriving = [abs(derivative(numbers, f"a{layer}")) for layer in range(6, 0, -1)]
    # a_(l+1) = σ(w_(l+1)·a_l): each way back costs a factor w σ′ ≤ 1.2/4
    assert all(later < 0.31 * earlier for earlier, later in pairwise(arriving))
    assert abs(derivative(numbers, "w1")) < 1e-3 * abs(derivative(numbers, "w6"))


def test_with_skip_connections_about_half_arrives() -> None:
    numbers = numbers_of("skip")
    assert abs(derivative(numbers, "x")) > 0.5 * abs(derivative(numbers, "a3"))


def test_shared_variables_get_the_sum() -> None:
    assert derivative(numbers_of("shared"), "x") == pytest.approx(2 * 1.2 + math.cos(1.2))
    assert len(numbers_of("shared").graph.outgoing[0]) == 3
    assert derivative(numbers_of("samples"), "w") == pytest.approx((0.3 - 2) + (0.6 - 3) * 2)
    assert derivative(numbers_of("weight_decay"), "w") == pytest.approx(2 * (2 + 0.5 - 1) + 2 * 0.1 * 2)


def test_the_maximum_routes_and_relu_that_is_off_blocks() -> None:
    numbers = numbers_of("max")
    assert [derivative(numbers, name) for name in "abc"] == pytest.approx([0, 2.2, 0])
    numbers = numbers_of("relu")
    assert derivative(numbers, "a") == -2.0
    assert [derivative(numbers, name) for name in "zwb"] == [0, 0, 0]


def test_the_ratio_pulls_both_ways_and_balances_where_both_are_equal() -> None:
    numbers = numbers_of("ratio")
    r = next(i for i, node in enumerate(numbers.graph.nodes) if node.name == "r")
    assert sorted(numbers.products[list(numbers.graph.outgoing[r])]) == [-0.5, 1.0]
    assert derivative(numbers_of("ratio", a=1.5), "a") == 0.0


def test_the_first_ones_have_the_derivatives_of_the_textbook() -> None:
    assert [derivative(numbers_of("linear"), name) for name in "wxb"] == [1.5, 2.0, 1.0]
    assert [derivative(numbers_of("product"), name) for name in "abc"] == [-1.5, 1.0, -6.0]
    inner = 0.8**2
    assert derivative(numbers_of("chain"), "x") == pytest.approx(
        math.exp(math.sin(inner)) * math.cos(inner) * 2 * 0.8, rel=1e-14)
    assert derivative(numbers_of("distance"), "t") == pytest.approx(
        (-(math.cos(-0.5) - 1) * math.sin(-0.5) + (math.sin(-0.5) - 2) * math.cos(-0.5))
        / math.hypot(math.cos(-0.5) - 1, math.sin(-0.5) - 2))


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Explained, match='there is no expression "nonsense"; choose one of linear, product'):
        example_named("nonsense")
