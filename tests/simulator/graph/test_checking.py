"""The numerical check: whether it finds what is right, what is wrong, and what can't be told."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from simulator.expressions import OPERATIONS, ExpressionError, OperationKind, operation_named
from simulator.graph.checking import Check, check
from simulator.graph.examples import EXAMPLES
from simulator.graph.graph import Graph, GraphNode
from simulator.graph.text import read_graph


def checks(text: str, **given: float) -> dict[str, Check]:
    """By the names of variables and lines; the output is "L"."""
    graph = read_graph(text)
    return {("L" if one.node == graph.output else graph.nodes[one.node].name): one for one in check(graph, given)}


def test_one_neuron_agrees_with_its_derivatives_worked_out_by_hand() -> None:
    w, x, b, y = 0.8, 1.5, -0.3, 1.06
    found = checks("z = w*x + b\na = sigmoid(z)\nL = (a - y)^2", w=w, x=x, b=b, y=y)
    a = 1 / (1 + math.exp(-(w * x + b)))
    delta = 2 * (a - y) * a * (1 - a)
    for name, expected in {"w": delta * x, "x": delta * w, "b": delta, "y": -2 * (a - y), "z": delta,
                           "a": 2 * (a - y), "L": 1.0}.items():
        assert found[name].numeric == pytest.approx(expected, rel=1e-10)
        assert found[name].analytic == pytest.approx(expected, rel=1e-13)
        assert found[name].digits_agreeing >= 9
        assert found[name].agrees


def test_an_intermediate_node_is_nudged_by_itself() -> None:
    # with u = x², L = u·x depends on u directly as x, though u and x move together
    found = checks("u = x^2\nL = u*x", x=3.0)
    assert found["u"].numeric == pytest.approx(3.0, rel=1e-12)
    assert found["x"].numeric == pytest.approx(27.0, rel=1e-12)


def test_every_node_that_depends_on_a_variable_is_checked_in_their_order() -> None:
    graph = read_graph("2*x + sin(y)")
    found = [one.node for one in check(graph, {"x": 1.0, "y": 2.0})]
    assert found == [number for number in range(len(graph.nodes)) if graph.depends[number]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_every_ready_expression_agrees(example: object) -> None:
    one = next(known for known in EXAMPLES if known is example)
    assert all(found.agrees for found in check(read_graph(one.text), one.values))


def test_a_wrong_derivative_is_found() -> None:
    true = operation_named("sin")
    wrong = OperationKind("sin", "sin", 1, true.value, first=(lambda u, f: 1.0001 * np.cos(u),), second=(0.0,))
    graph = Graph("", (GraphNode(name="x"), GraphNode(wrong, (0,))), 1)
    first = check(graph, {"x": 0.5})[0]
    assert not first.agrees
    assert first.digits_agreeing in {3, 4}
    assert first.numeric == pytest.approx(math.cos(0.5), rel=1e-11)


def test_random_graphs_agree_wherever_they_are_defined() -> None:
    rng, tried, clear = random.Random(5), 0, 0.0
    while tried < 300:
        nodes = [GraphNode(name="u"), GraphNode(name="v"), GraphNode(value=2.0)]
        for _ in range(rng.randrange(2, 12)):
            kind = rng.choice(OPERATIONS)
            arguments = [rng.randrange(len(nodes)) for _ in range(kind.arity)]
            nodes.append(GraphNode(kind, tuple(arguments if kind.name != "power" else [arguments[0], 2])))
        try:
            found = check(Graph("", tuple(nodes), len(nodes) - 1), {"u": rng.uniform(-2, 2), "v": rng.uniform(-2, 2)})
        except ExpressionError:
            continue
        tried += 1
        assert all(one.agrees for one in found), nodes
        clear += sum(one.digits_agreeing >= 7 or one.kink is not None for one in found) / len(found)
    assert clear / tried > 0.98


@pytest.mark.parametrize("value", [1e-12, 1e-6, 1.0, 1e6, 1e12])
def test_the_nudge_suits_small_and_large_values(value: float) -> None:
    assert checks("log(x)", x=value)["x"].digits_agreeing >= 9
    assert checks("x + 1", x=value)["x"].digits_agreeing >= 9


def test_the_nudges_are_a_power_of_ten_that_can_be_named() -> None:
    step = checks("sin(x)", x=0.7)["x"].step
    assert math.log10(step) == pytest.approx(round(math.log10(step)), abs=1e-9)


def test_a_derivative_below_the_rounding_of_the_output_agrees_without_a_digit() -> None:
    found = checks("1 + sigmoid(x)", x=-40.0)["x"]
    assert found.analytic == pytest.approx(math.exp(-40.0), rel=1e-12)
    assert found.agrees
    assert abs(found.numeric) < 1e-12


def test_cancellation_does_not_make_it_blind() -> None:
    # x + 10⁸ is rounded to 10⁻⁸, so that small nudges show nothing at all
    assert checks("(x + 100000000) - 100000000", x=0.3)["x"].digits_agreeing >= 5


@pytest.mark.parametrize(("text", "value", "left", "right", "chain_rule"), [
    ("relu(x)", 0.0, 0.0, 1.0, 0.0), ("abs(x)", 0.0, -1.0, 1.0, 0.0), ("max(x, 2)", 2.0, 0.0, 1.0, 1.0),
    ("min(3*x, x*x)", 3.0, 6.0, 3.0, 3.0)])
def test_a_kink_is_named_with_the_slopes_on_both_sides(text: str, value: float, left: float, right: float,
                                                       chain_rule: float) -> None:
    found = checks(text, x=value)
    assert found["x"].kink == found["L"].node
    assert found["x"].left == pytest.approx(left, abs=1e-8)
    assert found["x"].right == pytest.approx(right, abs=1e-8)
    assert found["x"].numeric == pytest.approx((left + right) / 2, abs=1e-8)
    assert found["x"].analytic == chain_rule
    assert found["x"].agrees
    assert found["L"].kink is None


def test_a_derivative_outside_both_slopes_of_a_kink_is_wrong() -> None:
    assert not replace(checks("relu(x)", x=0.0)["x"], analytic=1.5).agrees


def test_a_kink_that_is_smoothed_again_is_none() -> None:
    assert checks("relu(x)^2", x=0.0)["x"].kink is None
    assert checks("max(x, x)", x=1.0)["x"].kink is None


def test_a_kink_near_by_does_not_disturb() -> None:
    found = checks("abs(x)", x=1e-5)["x"]
    assert found.kink is None
    assert found.numeric == pytest.approx(1.0, rel=1e-9)


def test_a_derivative_that_overflows_is_refused_at_its_place() -> None:
    # x·10²⁰⁰·10²⁰⁰ at 10⁻³⁰⁰ is 10¹⁰⁰, but its slope is beyond all numbers
    with pytest.raises(ExpressionError) as caught:
        checks("2 + x*1e200*1e200", x=1e-300)
    assert caught.value.place == 4


def test_where_the_output_ends_on_one_side_there_is_no_number_but_no_error_either() -> None:
    # √(x − 1) next to its end: every nudge to the left falls over the edge
    found = checks("x*sqrt(x - 1)", x=1.0 + 1e-15)["x"]
    assert math.isnan(found.numeric)
    assert math.isnan(found.step)
    assert found.digits_agreeing == 0
    assert not found.agrees


def test_undefined_values_are_refused_at_their_place() -> None:
    with pytest.raises(ExpressionError) as caught:
        check(read_graph("1 + log(x)"), {"x": -1.0})
    assert caught.value.place == 4


def test_what_the_output_does_not_depend_on_has_the_derivative_zero() -> None:
    sine = operation_named("sin")
    graph = Graph("", (GraphNode(name="x"), GraphNode(name="y"), GraphNode(sine, (0,)), GraphNode(sine, (1,))), 3)
    found = {one.node: one for one in check(graph, {"x": 1.0, "y": 1.0})}
    assert (found[2].analytic, found[2].numeric, found[2].digits_agreeing) == (0.0, 0.0, 15)
    assert found[2].agrees
