"""Values, gradients and Hessians: by hand, against differences, where they are not defined, and on grids."""

from __future__ import annotations

import math
import random
import warnings

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.errors import Explained
from simulator.expressions import OPERATIONS, Expression, OperationKind, parse
from simulator.expressions.operations import FUNCTIONS, operation_named


def read(text: str) -> Expression:
    return parse(text, ("a", "b"))


def differences(expression: Expression, a: Array, b: Array, h: float = 1e-3) -> tuple[Array, Array]:
    """Gradient and Hessian from values alone: five-point formulas, and of the mixed derivative its product."""
    weights = {-2: 1 / 12, -1: -2 / 3, 1: 2 / 3, 2: -1 / 12}
    bends = {-2: -1 / 12, -1: 4 / 3, 0: -5 / 2, 1: 4 / 3, 2: -1 / 12}

    def at(i: int, j: int) -> Array:
        return expression.values(a=a + i * h, b=b + j * h)

    gradient = [sum(w * at(i, 0) for i, w in weights.items()) / h, sum(w * at(0, i) for i, w in weights.items()) / h]
    aa = sum(w * at(i, 0) for i, w in bends.items()) / h**2
    bb = sum(w * at(0, i) for i, w in bends.items()) / h**2
    ab = sum(v * w * at(i, j) for i, v in weights.items() for j, w in weights.items()) / h**2
    return np.stack(gradient, -1), np.stack((np.stack((aa, ab), -1), np.stack((ab, bb), -1)), -2)


# By hand, at (a, b) = (2, 3):
#   a²b:      ∇ = (2ab, a²) = (12, 4);  H = (2b, 2a; 2a, 0) = (6, 4; 4, 0)
#   a/b:      ∇ = (1/b, −a/b²) = (1/3, −2/9);  H = (0, −1/b²; −1/b², 2a/b³) = (0, −1/9; −1/9, 4/27)
#   a^b = 8:  ∇ = (b a^(b−1), a^b ln a) = (12, 8 ln 2);
#             H = (b(b−1)a^(b−2), a^(b−1)(1 + b ln a); …, a^b ln² a) = (12, 4(1 + 3 ln 2); …, 8 ln² 2)
#   ln(ab):   ∇ = (1/2, 1/3);  H = (−1/4, 0; 0, −1/9)
LN2 = math.log(2)


@pytest.mark.parametrize(
    ("text", "value", "gradient", "hessian"),
    [
        ("a²b", 12, (12, 4), (6, 4, 0)),
        ("a/b", 2 / 3, (1 / 3, -2 / 9), (0, -1 / 9, 4 / 27)),
        ("a^b", 8, (12, 8 * LN2), (12, 4 * (1 + 3 * LN2), 8 * LN2**2)),
        ("ln(a·b)", math.log(6), (1 / 2, 1 / 3), (-1 / 4, 0, -1 / 9)),
        ("max(a, b) + min(a, b)²", 7, (4, 1), (2, 0, 0)),
        ("abs(a − b)·b", 3, (-3, 4), (0, -1, 2)),
        ("relu(a − b) + relu(b)", 3, (0, 1), (0, 0, 0)),
        ("5", 5, (0, 0), (0, 0, 0)),
        ("b", 3, (0, 1), (0, 0, 0)),
        ("(a + b)^0 + (a + b)^1", 6, (1, 1), (0, 0, 0)),
        ("sin(pi) + e^0·a", 2, (1, 0), (0, 0, 0)),
    ],
)
def test_values_and_derivatives_are_those_worked_out_by_hand(
        text: str, value: float, gradient: tuple[float, float], hessian: tuple[float, float, float]) -> None:
    jet = read(text).jets(a=np.array(2.0), b=np.array(3.0))
    aa, ab, bb = hessian
    assert jet.value == pytest.approx(value, rel=1e-14, abs=1e-15)
    assert jet.gradient == pytest.approx(np.array(gradient), rel=1e-14)
    assert jet.hessian == pytest.approx(np.array([[aa, ab], [ab, bb]]), rel=1e-14)
    assert (read(text).gradients(a=np.array(2.0), b=np.array(3.0)) == jet.gradient).all()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda kind: kind.name)
def test_the_derivatives_of_every_operation_agree_with_differences(operation: OperationKind) -> None:
    if operation.spellings:
        inside = ("a·b + a", "b − a/3 + 0.5")[:operation.arity]
        text = f"{operation.spellings[0]}({', '.join(inside)})"
    elif operation.arity == 2:
        text = f"(a·b + a) {operation.symbol} (b − a/3 + 0.5)"
    else:
        text = f"{operation.symbol}(a·b + a)"
    rng = np.random.default_rng(3)
    a, b = rng.uniform(0.2, 0.6, (2, 20))  # a·b + a stays below π/2, and below the other argument
    jet = read(text).jets(a=a, b=b)
    gradient, hessian = differences(read(text), a, b)
    assert jet.gradient == pytest.approx(gradient, rel=1e-8, abs=1e-8)
    assert jet.hessian == pytest.approx(hessian, rel=1e-5, abs=1e-6)


def _random_text(rng: random.Random, depth: int) -> str:
    """Smooth and defined everywhere, and of moderate size."""
    if depth == 0:
        return rng.choice(["a", "b", "0.7", "2", "1.5a", "b²"])
    one, other = _random_text(rng, depth - 1), _random_text(rng, depth - 1)
    return rng.choice([f"({one} + {other})", f"({one} − {other})", f"sin({one})·{other}", f"tanh({one})",
                       f"({one})/(2 + cos({other}))", f"exp(−({one})²)", f"sqrt(1 + ({one})²)", f"sigmoid({one})",
                       f"ln(2 + sin({one}))", f"(2 + sin({one}))^({other})", f"(1 + ({one})²)^−0.5", f"−({one})^3"])


@pytest.mark.parametrize("seed", range(60))
def test_the_derivatives_of_random_expressions_agree_with_differences(seed: int) -> None:
    expression = read(_random_text(random.Random(seed), 3))
    a, b = np.random.default_rng(seed).uniform(-0.9, 0.9, (2, 6))
    jet = expression.jets(a=a, b=b)
    gradient, hessian = differences(expression, a, b, 5e-4)
    size = 1 + np.abs(jet.value) + np.abs(jet.hessian).max(axis=(-2, -1)) ** 2
    assert (np.abs(jet.gradient - gradient) < 1e-7 * size[:, np.newaxis]).all()
    assert (np.abs(jet.hessian - hessian) < 1e-5 * size[:, np.newaxis, np.newaxis]).all()
    assert (expression.gradients(a=a, b=b) == jet.gradient).all()
    assert (expression.values(a=a, b=b) == jet.value).all()


def test_a_kink_has_the_derivative_of_the_activations() -> None:
    zero = np.array(0.0)
    relu = activation_named("relu")
    assert read("relu(a)").gradients(a=zero, b=zero)[0] == relu.derivative(np.zeros(1), np.zeros(1))[0] == 0.0
    assert read("max(0, a)").gradients(a=zero, b=zero)[0] == 0.0
    assert read("abs(a)").gradients(a=zero, b=zero)[0] == 0.0
    assert (read("max(a, b)").gradients(a=zero, b=zero) == [1.0, 0.0]).all()


UNDEFINED = [
    ("1/a", (0.0, 1.0)), ("ln(a)", (-1.0, 0.0)), ("ln(a)", (0.0, 0.0)), ("sqrt(a)", (-1.0, 0.0)),
    ("a^0.5", (-1.0, 0.0)), ("a^b", (-1.0, 0.5)), ("a^−1", (0.0, 0.0)), ("exp(a)", (1000.0, 0.0)),
    ("a^200", (1e10, 0.0)), ("0·ln(a)", (-1.0, 0.0)), ("1/(1/a)", (0.0, 0.0)), ("tanh(1/a)", (0.0, 0.0)),
    ("exp(−exp(a))", (1000.0, 0.0)), ("max(a, ln(b))", (1.0, -1.0)), ("b + 1/0", (1.0, 1.0)),
    ("a + ln(−2)^0", (1.0, 1.0)), ("(1/a)^b", (0.0, 0.0)), ("relu(−ln(a))", (0.0, 0.0)),
]


@pytest.mark.parametrize(("text", "point"), UNDEFINED)
def test_where_any_part_is_not_defined_or_overflows_everything_is_nan_without_a_warning(
        text: str, point: tuple[float, float]) -> None:
    a, b = np.array([point[0], 1.0]), np.array([point[1], 1.0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        jet = read(text).jets(a=a, b=b)
        gradient = read(text).gradients(a=a, b=b)
        value = read(text).values(a=a, b=b)
    assert np.isnan(jet.value[0])
    assert np.isnan(jet.gradient[0]).all()
    assert np.isnan(jet.hessian[0]).all()
    for one, other in ((gradient, jet.gradient), (value, jet.value)):
        assert np.array_equal(one, other, equal_nan=True)
    if "1/0" not in text and "−2" not in text:
        assert np.isfinite(jet.value[1])
        assert np.isfinite(jet.gradient[1]).all()


def test_a_hole_leaves_its_neighbours_as_they_are() -> None:
    expression = read("b²/a + exp(a)")
    a, b = np.linspace(-2.0, 2.0, 5), np.linspace(1.0, 2.0, 3)[:, np.newaxis]
    jet = expression.jets(a=a, b=b)
    assert np.isnan(jet.value).sum() == 3
    for column in (0, 1, 3, 4):
        alone = expression.jets(a=a[column:column + 1], b=b)
        assert (jet.value[:, column:column + 1] == alone.value).all()
        assert (jet.hessian[:, column:column + 1] == alone.hessian).all()


def test_a_derivative_that_does_not_exist_is_nan_though_the_value_does() -> None:
    jet = read("sqrt(a) + b²").jets(a=np.array(0.0), b=np.array(1.0))
    assert jet.value == 1.0
    assert np.isnan(jet.gradient[0])
    assert np.isnan(jet.hessian[0, 0])


@pytest.mark.parametrize("text", ["3", "a", "a·b", "sigmoid(a)", "sigmoid(2)", "max(a, 1)", "a/0"])
@pytest.mark.parametrize(("shape_a", "shape_b"),
                         [((), ()), ((4,), (3, 1)), ((2, 5), ()), ((0,), (0,)), ((1, 3), (3,))])
def test_results_have_the_shape_that_the_variables_broadcast_to(
        text: str, shape_a: tuple[int, ...], shape_b: tuple[int, ...]) -> None:
    a, b = np.full(shape_a, 0.5), np.full(shape_b, 2.0)
    shape = np.broadcast_shapes(shape_a, shape_b)
    jet = read(text).jets(a=a, b=b)
    assert read(text).values(a=a, b=b).shape == jet.value.shape == shape
    assert read(text).gradients(a=a, b=b).shape == jet.gradient.shape == (*shape, 2)
    assert jet.hessian.shape == (*shape, 2, 2)


def test_results_are_new_arrays_and_what_is_given_stays_as_it_was() -> None:
    a, b = np.arange(3.0), np.arange(3.0)
    value = read("a").values(a=a, b=b)
    value += 1.0
    assert (a == np.arange(3.0)).all()


def test_infinite_points_are_not_defined() -> None:
    assert np.isnan(read("1/a + b").values(a=np.array([np.inf, np.nan]), b=np.array(1.0))).all()


def test_what_is_written_twice_is_computed_once_and_numbers_beforehand() -> None:
    program = read("(a + b)² + sin((a + b)²) + 2·3·pi").program
    names = [step.kind.name for step in program.instructions]
    assert names == ["add", "power", "sin", "add", "add"]
    assert 6 * math.pi in program.constants


def test_hessians_work_for_any_number_of_variables() -> None:
    jet = parse("x·y·z", ("x", "y", "z")).jets(x=np.array(2.0), y=np.array(3.0), z=np.array(5.0))
    assert (jet.gradient == [15.0, 10.0, 6.0]).all()
    assert (jet.hessian == [[0.0, 5.0, 3.0], [5.0, 0.0, 2.0], [3.0, 2.0, 0.0]]).all()
    assert parse("2 + 3", ()).jets().hessian.shape == (0, 0)


def test_operations_are_found_by_their_keys_and_functions_by_every_spelling() -> None:
    assert [operation_named(kind.name) for kind in OPERATIONS] == list(OPERATIONS)
    assert FUNCTIONS["ln"] is FUNCTIONS["log"] is operation_named("log")
    with pytest.raises(Explained, match="there is no operation 'modulo'; choose one of add, "):
        operation_named("modulo")
