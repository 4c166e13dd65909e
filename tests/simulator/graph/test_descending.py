"""Gradient descent on variables of a graph, beside loops written by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.graph.graph import evaluate
from simulator.graph.stops import GraphDescent, descend, extended
from simulator.graph.text import read_graph

NEURON = "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2"
VALUES = {"w": 0.8, "x": 1.5, "b": -0.3, "y": 0.06}


def neuron(rate: float = 0.5, names: tuple[str, ...] = ("w", "b")) -> GraphDescent:
    return GraphDescent(read_graph(NEURON), VALUES, names, rate)


def test_it_agrees_with_a_loop_by_hand() -> None:
    trail = descend(neuron(), 200)
    w, x, b, y = VALUES.values()
    costs, ways = [], []
    for _ in range(201):
        a = 1 / (1 + math.exp(-(w * x + b)))
        costs.append((a - y) ** 2)
        ways.append((w, b))
        delta = 2 * (a - y) * (a * (1 - a))
        w, b = w - 0.5 * delta * x, b - 0.5 * delta
    assert trail.updates == 200
    assert trail.values.shape == (201, 2)
    np.testing.assert_allclose(trail.costs, costs, rtol=0, atol=1e-15)
    np.testing.assert_allclose(trail.values, ways, rtol=0, atol=1e-15)
    assert trail.costs[-1] < 0.05 * trail.costs[0]


def test_of_a_square_each_update_multiplies_by_one_minus_two_eta() -> None:
    trail = descend(GraphDescent(read_graph("x^2"), {"x": 1.0}, ("x",), 0.25), 10)
    np.testing.assert_array_equal(trail.values[:, 0], 0.5 ** np.arange(11))
    np.testing.assert_array_equal(trail.costs, 0.25 ** np.arange(11))
    assert trail.end is None


def test_all_chosen_variables_move_at_once() -> None:
    # L = u·v from (2, 3): if u moved first, v would see the new u
    after = GraphDescent(read_graph("u*v"), {"u": 2.0, "v": 3.0}, ("u", "v"), 0.5).next_values()
    assert after == {"u": 0.5, "v": 2.0}


def test_the_other_variables_stay_and_nothing_given_is_changed() -> None:
    given = dict(VALUES)
    descent = GraphDescent(read_graph(NEURON), given, ("w",), 1.0)
    after = descend(descent, 5).descent.values
    assert given == VALUES
    assert descent.values == VALUES
    assert {name: after[name] for name in "xby"} == {name: VALUES[name] for name in "xby"}
    assert after["w"] != VALUES["w"]


def test_known_numbers_need_not_be_found_again() -> None:
    descent = neuron()
    assert descent.next_values(evaluate(descent.graph, VALUES)) == descent.next_values()


def test_in_pieces_it_is_the_same_to_the_last_bit() -> None:
    whole, pieces = descend(neuron(), 30), descend(neuron(), 7)
    for count in (0, 20, 3):
        pieces = extended(pieces, count)
    np.testing.assert_array_equal(pieces.costs, whole.costs)
    np.testing.assert_array_equal(pieces.values, whole.values)
    assert pieces.descent.values == whole.descent.values


def test_no_update_records_only_where_it_begins() -> None:
    trail = descend(neuron(), 0)
    assert (trail.updates, trail.values.tolist()) == (0, [[0.8, -0.3]])


def test_without_a_chosen_variable_nothing_moves() -> None:
    trail = descend(neuron(names=()), 3)
    assert trail.values.shape == (4, 0)
    assert len(set(trail.costs.tolist())) == 1


def test_it_stops_where_the_output_is_not_defined_and_keeps_the_last_good_values() -> None:
    # √x pushes to the left by 1/(2√x) each time, over 0 at last
    trail = descend(GraphDescent(read_graph("1 + sqrt(x)"), {"x": 1.0}, ("x",), 0.3), 100)
    xs = [1.0]
    while xs[-1] > 0:
        xs.append(xs[-1] - 0.3 * 0.5 / math.sqrt(xs[-1]))
    assert trail.values[:, 0] == pytest.approx(xs[:-1], abs=1e-15)
    assert trail.descent.values == {"x": trail.values[-1, 0]}
    assert trail.end is not None
    assert trail.end.place == 4
    assert "sqrt" in str(trail.end)
    assert extended(trail, 5) is trail


def test_it_stops_where_the_output_overflows() -> None:
    trail = descend(GraphDescent(read_graph("x^2"), {"x": 1.0}, ("x",), 1.5), 10_000)
    assert 400 < trail.updates < 600  # |x| doubles each time, and x² ends at 2¹⁰²⁴
    assert np.isfinite(trail.costs).all()
    assert trail.end is not None


def test_it_stops_where_a_variable_overflows() -> None:
    trail = descend(GraphDescent(read_graph("y + 100*x"), {"x": 0.0, "y": 1.0}, ("x",), 1e307), 3)
    assert trail.updates == 0
    assert trail.end is not None
    assert (trail.end.place, trail.end.length) == (8, 1)
    assert "smaller learning rate" in str(trail.end)


def test_from_undefined_values_it_does_not_begin() -> None:
    with pytest.raises(ExpressionError):
        descend(GraphDescent(read_graph("log(x)"), {"x": -1.0}, ("x",), 0.1), 1)


@pytest.mark.parametrize("rate", [0.0, -0.1, math.nan, math.inf])
def test_the_learning_rate_must_be_positive(rate: float) -> None:
    with pytest.raises(Explained, match="learning rate must be a positive number"):
        neuron(rate)


def test_an_unknown_variable_is_named_with_those_there_are() -> None:
    with pytest.raises(Explained, match="no variable 'q' in this graph; choose one of w, x, b, y"):
        neuron(names=("w", "q"))
