"""What texts mean: precedence, implied products, constants, functions, and where each part stands in the text."""

from __future__ import annotations

import math
import operator
import random
import sys

import pytest

from simulator.expressions import Expression, Number, Operation, Variable, parse, walk

A, B = 1.7, 0.6


def value(text: str, a: float = A, b: float = B) -> float:
    return float(parse(text, ("a", "b")).values(a=a, b=b))


def test_the_text_and_the_names_are_kept_and_make_two_expressions_equal() -> None:
    assert parse("a+b", ["a", "b"]) == parse("a+b", ("a", "b"))
    assert parse("a+b", ("a", "b")) != parse("a + b", ("a", "b"))
    assert parse("a", ("a", "b")).names == ("a", "b")
    assert repr(parse("a", "a")) == "Expression(text='a', names=('a',))"
    assert isinstance(parse("1", ()), Expression)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2·3", 7), ("2·3 + 1", 7), ("10 − 3 − 2", 5), ("8/4/2", 1), ("8/4·2", 4), ("2^3^2", 512),
        ("(2^3)^2", 64), ("−2²", -4), ("(−2)²", 4), ("−2^2", -4), ("2^−1", 0.5), ("2^−2²", 2**-4), ("2^-+-2", 4),
        ("2·−3", -6), ("2 − −3", 5), ("−−3", 3), ("+3", 3), ("2³²", 2**32), ("2⁻¹", 0.5), ("2·3²", 18), ("(1)", 1),
        ("((((7))))", 7), ("2(3)(4)", 24), ("(1 + 2)(3 + 4)", 21), ("1/2·4", 2), ("2^(3)·2", 16), ("2^(3)(2)", 16),
    ],
)
def test_powers_come_before_signs_signs_before_products_and_products_before_sums(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2a", 2 * A), ("2 a", 2 * A), ("2pi", 2 * math.pi), ("2 pi a", 2 * math.pi * A), ("pi a", math.pi * A),
        ("2e", 2 * math.e), ("2e^a", 2 * math.exp(A)), ("3(a + b)", 3 * (A + B)), ("(a + b)(a − b)", A * A - B * B),
        ("(a + b)a", (A + B) * A), ("2a²", 2 * A * A), ("a²b", A * A * B), ("3a²b³", 3 * A**2 * B**3),
        ("2sin(a)cos(b)", 2 * math.sin(A) * math.cos(B)), ("2sin(a)²", 2 * math.sin(A) ** 2),
        ("e^(−a²)cos(b)", math.exp(-A * A) * math.cos(B)), ("2a/3", 2 * A / 3), ("a/3·2b", A / 3 * 2 * B),
        ("1 − 2a", 1 - 2 * A), ("a^2·3b", A**2 * 3 * B), ("−2a", -2 * A), ("1/(2a)", 1 / (2 * A)),
        ("5 − 1/2 − 2b", 5 - 1 / 2 - 2 * B), ("pi(a + 1)", math.pi * (A + 1)), ("2√(a)", 2 * math.sqrt(A)),
    ],
)
def test_a_product_needs_no_sign_behind_a_number_a_constant_a_bracket_or_a_raised_digit(
        text: str, expected: float) -> None:
    assert value(text) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("1e-3", 1e-3), ("1E+3", 1e3), ("1e−3", 1e-3), ("2.5e2", 250.0),
     ("007", 7.0), ("1e-400", 0.0)],
)
def test_numbers_are_read_as_they_are_written_in_science(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text", ["a*b − a/b", "a·b − a÷b", "a × b - a / b", "a⋅b–a∕b", "\ta*b\n- a/b\u00a0", "a∗b-a/b"])
def test_signs_may_be_typed_in_every_usual_way(text: str) -> None:
    assert value(text) == pytest.approx(A * B - A / B, rel=1e-14)


def test_powers_may_be_typed_in_four_ways() -> None:
    assert value("a²") == value("a^2") == value("a**2") == value("a ** 2") == A * A


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exp(a)", math.exp(A)), ("ln(a)", math.log(A)), ("log(a)", math.log(A)), ("sqrt(a)", math.sqrt(A)),
        ("√(a)", math.sqrt(A)), ("sin(a)", math.sin(A)), ("cos(a)", math.cos(A)), ("tan(a)", math.tan(A)),
        ("tanh(a)", math.tanh(A)), ("sigmoid(a)", 1 / (1 + math.exp(-A))), ("σ(a)", 1 / (1 + math.exp(-A))),
        ("relu(a)", A), ("relu(−a)", 0.0), ("abs(−a)", A), ("max(a, b)", A), ("min(a, b)", B),
        ("max(b, 0, a, 1)", A), ("min(a, b, -3)", -3.0), ("exp (a)", math.exp(A)), ("π", math.pi), ("e", math.e),
    ],
)
def test_every_function_and_constant_is_that_of_mathematics(text: str, expected: float) -> None:
    assert value(text) == pytest.approx(expected, rel=1e-14)


def test_a_variable_hides_the_constant_of_its_name() -> None:
    assert parse("2e", ("e",)).values(e=3.0) == 6.0


def test_variables_may_have_long_names_with_digits_and_underscores() -> None:
    assert parse("w_1·x₁ + δ2", ("w_1", "x₁", "δ2")).values(**{"w_1": 2.0, "x₁": 3.0, "δ2": 1.0}) == 7.0


def test_every_part_knows_where_it_stands_in_the_text() -> None:
    text = " (a + 2pi)·b² − max(a, b, 1) "
    parts = [text[node.place:node.place + node.length] for node in walk(parse(text, ("a", "b")).root)]
    assert parts == ["a", "2", "pi", "2pi", "a + 2pi", "b", "²", "b²", "(a + 2pi)·b²", "a", "b", "max(a, b, 1)", "1",
                     "max(a, b, 1)", "(a + 2pi)·b² − max(a, b, 1)"]


def test_the_tree_is_what_was_written() -> None:
    root = parse("2a − π", ("a",)).root
    assert isinstance(root, Operation)
    product, constant = root.arguments
    assert root.kind.name == "subtract"
    assert constant == Number(math.pi, "π")
    assert isinstance(product, Operation)
    assert product.kind.name == "multiply"
    assert product.arguments == (Number(2.0), Variable("a"))


def _written(rng: random.Random, depth: int) -> tuple[str, float]:
    """A random text in full brackets or without needless ones, and its value by Python's own operators."""
    if depth == 0 or rng.random() < 0.2:
        return rng.choice([("a", A), ("b", B), ("2", 2.0), ("0.5", 0.5), ("pi", math.pi)])
    sign, combine = rng.choice([("+", operator.add), ("-", operator.sub), ("*", operator.mul),
                                ("/", operator.truediv)])
    left, right = _written(rng, depth - 1), _written(rng, depth - 1)
    if sign == "/" and not right[1]:
        return left
    return f"({left[0]}{sign}{right[0]})", combine(left[1], right[1])


@pytest.mark.parametrize("seed", range(50))
def test_random_texts_are_worth_what_they_are_by_the_arithmetic_of_python(seed: int) -> None:
    rng = random.Random(seed)
    text, expected = _written(rng, 5)
    assert value(text) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", range(50))
def test_texts_without_brackets_are_read_with_the_precedence_of_python(seed: int) -> None:
    # Python's own parser is the second source; its precedence of + − * / ** and signs is ours
    rng = random.Random(seed)
    text = rng.choice(["", "-"]) + rng.choice("ab")
    for _ in range(8):
        text += rng.choice(["+", "-", "*", "/", "**", "*-", "**-"]) + rng.choice(["a", "b", "1", "2", "0.5"])
    expected = eval(text, {"__builtins__": {}}, {"a": A, "b": B})  # a text of this test's own making
    assert value(text) == pytest.approx(expected, rel=1e-9)


def test_long_chains_and_the_deepest_nesting_that_is_allowed_are_read_and_computed() -> None:
    assert value("a" + "+a" * 2400) == pytest.approx(2401 * A)
    assert value("(" * 99 + "a" + ")" * 99) == A
    assert value("sin(" * 99 + "a" + ")" * 99) < 1.0


def test_deep_nesting_leaves_room_on_the_stack_of_a_window() -> None:
    limit = sys.getrecursionlimit()
    frame, used = sys._getframe(), 0
    while frame.f_back is not None:
        frame, used = frame.f_back, used + 1
    sys.setrecursionlimit(used + 500)
    try:
        assert value("(1+2·−max(0," * 19 + "a" + "))" * 19) == -1.0  # 1 − 2·(1 − 2·(… − 2·0))
        assert value("sin(" * 99 + "a" + ")" * 99) < 1.0
    finally:
        sys.setrecursionlimit(limit)
