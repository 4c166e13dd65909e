"""The numbers of a graph: by hand, against differences, against another way to derive, and where there are none."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from simulator.expressions import OPERATIONS, ExpressionError, parse
from simulator.graph.graph import GraphNumbers, evaluate
from simulator.graph.text import read_graph
from tests.simulator.graph.random_texts import Sample, random_samples

COUNT = 1000


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return list(random_samples(COUNT, seed=5))


def at(text: str, **given: float) -> GraphNumbers:
    return evaluate(read_graph(text), given)


def derivatives(text: str, **given: float) -> dict[str, float]:
    numbers = at(text, **given)
    graph = numbers.graph
    return {name: float(numbers.derivatives[node]) for name, node in zip(graph.names, graph.variables, strict=True)}


# One neuron by hand, w = 0.8, x = 1.5, b = −0.3, y = 1.06:
#   z = 0.8·1.5 − 0.3 = 0.9,  a = 1/(1 + e^(−0.9)) = 0.710949502625,  a − y = −0.349050497375,  L = 0.121836249718
#   ∂L/∂(a − y) = 2·(−0.349050497375) = −0.698100994750 = ∂L/∂a = −∂L/∂y
#   σ′(z) = 0.710949502625·0.289050497375 = 0.205500307342
#   ∂L/∂z = −0.698100994750·0.205500307342 = −0.143459968977 = ∂L/∂b
#   ∂L/∂w = 1.5·∂L/∂z = −0.215189953466,  ∂L/∂x = 0.8·∂L/∂z = −0.114767975182
def test_one_neuron_has_the_numbers_worked_out_by_hand() -> None:
    numbers = at("z = w*x + b\na = sigmoid(z)\nL = (a - y)^2", w=0.8, x=1.5, b=-0.3, y=1.06)
    # w, x, w·x, b, z, a, y, a − y, 2, L
    assert numbers.values == pytest.approx(
        [0.8, 1.5, 1.2, -0.3, 0.9, 0.710949502625, 1.06, -0.349050497375, 2, 0.121836249718], rel=1e-11)
    assert numbers.derivatives == pytest.approx(
        [-0.215189953466, -0.114767975182, -0.143459968977, -0.143459968977, -0.143459968977, -0.698100994750,
         0.698100994750, -0.698100994750, 0, 1], rel=1e-11)
    # w→·, x→·, ·→z, b→z, z→a, a→(a − y), y→(a − y), (a − y)→L, 2→L
    assert numbers.locals == pytest.approx([1.5, 0.8, 1, 1, 0.205500307342, 1, -1, -0.698100994750, 0], rel=1e-11)
    assert numbers.products == pytest.approx(
        [-0.215189953466, -0.114767975182, -0.143459968977, -0.143459968977, -0.143459968977, -0.698100994750,
         0.698100994750, -0.698100994750, 0], rel=1e-11)


def test_contributions_of_every_use_of_a_variable_are_summed() -> None:
    # x·x + 3x at 2: 2 + 2 from the product, 3 from the other term
    numbers = at("L = x·x + 3x", x=2.0)
    assert sorted(numbers.products[list(numbers.graph.outgoing[0])]) == [2.0, 2.0, 3.0]
    assert derivatives("L = x·x + 3x", x=2.0) == {"x": 7.0}
    assert derivatives("L = a·a·a", a=2.0) == {"a": 12.0}
    assert derivatives("L = x − x", x=2.0) == {"x": 0.0}


@pytest.mark.parametrize(("text", "expected"), [
    ("L = max(a, b)", {"a": 0, "b": 1}), ("L = min(a, b)", {"a": 1, "b": 0}),
    ("L = relu(a)·b", {"a": 3, "b": 2}), ("L = relu(−a)·b", {"a": 0, "b": 0}),
    ("L = a/b", {"a": 1 / 3, "b": -2 / 9}), ("L = a^b", {"a": 12, "b": 8 * math.log(2)}),
    ("L = ln(a·b)", {"a": 1 / 2, "b": 1 / 3}), ("L = b·sqrt(a + 2)", {"a": 3 / 4, "b": 2}),
    ("L = −abs(a − b)", {"a": 1, "b": -1}), ("L = exp(a − 2)·b", {"a": 3, "b": 1}),
    ("L = (a − b)³", {"a": 3, "b": -3}), ("L = (a − 2)^0 + b", {"a": 0, "b": 1}), ("L = 2^(a·b/6)", {
        "a": math.log(2), "b": 2 / 3 * math.log(2)}),
])
def test_derivatives_at_two_and_three_are_those_of_the_textbook(text: str, expected: dict[str, float]) -> None:
    assert derivatives(text, a=2.0, b=3.0) == pytest.approx(expected, rel=1e-14)


def test_kinks_have_the_derivative_of_the_programs_activations() -> None:
    assert derivatives("L = relu(a) + abs(a)", a=0.0) == {"a": 0.0}
    assert derivatives("L = max(a, b)", a=1.0, b=1.0) == {"a": 1.0, "b": 0.0}


def test_a_part_without_variables_has_values_and_no_derivatives() -> None:
    numbers = at("c = ln(2)\nL = c·x + 3·2", x=2.0)
    constant = [number for number, depends in enumerate(numbers.graph.depends) if not depends]
    assert len(constant) == 5
    assert not numbers.derivatives[constant].any()
    assert numbers.values[numbers.graph.output] == pytest.approx(2 * math.log(2) + 6)


# a thousand random expressions


def test_a_thousand_random_derivatives_agree_with_central_differences_to_seven_digits(samples: list[Sample]) -> None:
    compared = 0
    for sample in samples:
        found = derivatives(sample.text, **sample.values)
        for name, difference in sample.differences.items():
            if name in found:
                # where contributions cancel, the differences are 0 and rounding leaves some 1e-16
                nothing = 0.0 if difference else 1e-13
                assert found[name] == pytest.approx(difference, rel=1e-7, abs=nothing), (sample.text, name)
                compared += 1
    assert compared > 2.5 * COUNT


def test_their_values_are_those_of_the_same_lines_in_python(samples: list[Sample]) -> None:
    for sample in samples:
        numbers = at(sample.text, **sample.values)
        assert numbers.values[numbers.graph.output] == pytest.approx(sample.output, rel=1e-12, abs=1e-12), sample.text


def test_they_use_every_operation_often_and_share_values(samples: list[Sample]) -> None:
    graphs = [read_graph(sample.text) for sample in samples]
    used = Counter(node.kind.name for graph in graphs for node in graph.nodes if node.kind)
    assert set(used) == {kind.name for kind in OPERATIONS}
    assert min(used.values()) > COUNT / 10
    assert sum(any(len(node.arguments) > 2 for node in graph.nodes) for graph in graphs) > COUNT / 2
    shared = sum(any(len(edges) > 1 for edges in graph.outgoing) for graph in graphs)
    assert shared > COUNT / 2


def test_backward_gives_what_derivatives_carried_forward_give(samples: list[Sample]) -> None:
    single = [sample for sample in samples if "\n" not in sample.text]
    assert len(single) > 10
    for sample in single:
        names = tuple(sample.values)
        forward = parse(sample.text.removeprefix("L = "), names).gradients(
            **{name: np.array(value) for name, value in sample.values.items()})
        found = derivatives(sample.text, **sample.values)
        assert [found.get(name, 0.0) for name in names] == pytest.approx(list(forward), rel=1e-11, abs=1e-13)


def test_a_derivative_is_the_sum_of_the_products_that_leave_the_node(samples: list[Sample]) -> None:
    for sample in samples[:100]:
        numbers = at(sample.text, **sample.values)
        for node, edges in enumerate(numbers.graph.outgoing):
            if node != numbers.graph.output:
                total = math.fsum(float(numbers.products[edge]) for edge in edges)
                assert numbers.derivatives[node] == pytest.approx(total, rel=1e-12, abs=1e-14)
        for number, edge in enumerate(numbers.graph.edges):
            assert numbers.products[number] == numbers.locals[number] * numbers.derivatives[edge.target]


# where there are no numbers


@pytest.mark.parametrize(("text", "place", "phrase"), [
    ("z = x + 1\nL = z/(x − 2)", "z/(x − 2", "3 / 0: division by 0 is not defined"),
    ("z = −x\nL = 1 + ln(z)", "ln(z)", "ln(−2): only numbers above 0 have a logarithm"),
    ("L = ln(x − 2)", "ln(x − 2)", "ln(0): only numbers above 0 have a logarithm"),
    ("L = √(1 − x)", "√(1 − x)", "sqrt(−1): a number below 0 has no square root"),
    ("L = (1 − x)^0.5", "(1 − x)^0.5", "(−1) ^ 0.5: a number below 0 has no powers but whole ones"),
    ("L = (x − 2)⁻¹", "(x − 2)⁻¹", "0 ^ (−1): 0 has no negative powers"),
    ("L = x + exp(400x)", "exp(400x)", "exp(800) is beyond all numbers that can be computed with"),
    ("a = 1e200·x\nL = a·a", "a·a", "2e+200 · 2e+200 is beyond all numbers"),
    ("L = 2 + sqrt(x − 2)", "sqrt(x − 2)", "sqrt(0) has a value but no finite slope here"),
    ("L = (x − 4)^x", "(x − 4)^x", "(−2) ^ 2 has a value but no finite slope here"),
    ("L = 1e200·(1e200·(x − 2))", "x", "the derivative with respect to this is beyond all numbers"),
])
def test_what_is_not_defined_at_two_is_refused_at_its_place(text: str, place: str, phrase: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        at(text, x=2.0)
    found = caught.value
    assert phrase in str(found)
    assert "change the values" in str(found)
    assert text[found.place:found.place + found.length].startswith(place)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_variable_must_be_finite(value: float) -> None:
    with pytest.raises(ExpressionError, match="x must be a finite number") as caught:
        at("L = 1 + x", x=value)
    assert (caught.value.place, caught.value.length) == (8, 1)


def test_what_is_not_defined_for_numbers_alone_is_refused_too_and_a_slope_nobody_asks_for_is_not_missed() -> None:
    with pytest.raises(ExpressionError, match="division by 0"):
        at("L = x + 1/0", x=1.0)
    assert derivatives("L = x + sqrt(0)", x=1.0) == {"x": 1.0}
    assert derivatives("L = (x − 3)²", x=1.0) == {"x": -4.0}


def test_a_saturated_neuron_that_rounds_to_one_has_no_cross_entropy_but_a_slope() -> None:
    with pytest.raises(ExpressionError, match=r"ln\(0\)"):
        at("a = sigmoid(z)\nL = −ln(1 − a)", z=40.0)
    assert derivatives("L = sigmoid(z)", z=-800.0) == {"z": 0.0}
