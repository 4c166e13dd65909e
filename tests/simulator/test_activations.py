"""Activations: their values, derivatives, saturation and behaviour at the ends of the number line."""

from __future__ import annotations

import math
import warnings
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import ziamath
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.activations import ACTIVATIONS, LEAK, SATURATION, Activation, activation_named
from simulator.arrays import Array

each = pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda activation: activation.name)
each_elementwise = pytest.mark.parametrize(
    "activation", [one for one in ACTIVATIONS if one.elementwise], ids=lambda activation: activation.name
)
rows = hnp.arrays(np.float64, (3, 4), elements=st.floats(-30.0, 30.0))


def frozen(*arrays: Array) -> None:
    for array in arrays:
        array.setflags(write=False)


def slope(activation: Activation, z: Array) -> Array:
    """σ′ by the five-point formula, whose error is of the order h⁴."""
    h = 1e-3
    one = activation.value(z + h) - activation.value(z - h)
    two = activation.value(z + 2.0 * h) - activation.value(z - 2.0 * h)
    return (8.0 * one - two) / (12.0 * h)


def away_from_kinks(activation: Activation, z: Array) -> Array:
    for kink in activation.kinks:
        z = z[np.abs(z - kink) > 0.01]
    return z


# From mpmath with 40 digits: z, sigmoid, sigmoid′, tanh, tanh′, softplus.
EXACT = [
    (-700.0, 9.8596765437597708567e-305, 9.8596765437597708567e-305, -1.0, 0.0, 9.8596765437597708567e-305),
    (-30.0, 9.3576229688392989538e-14, 9.3576229688384233028e-14, -1.0, 0.0, 9.3576229688397367794e-14),
    (-2.5, 0.075858180021243551193, 0.070103716545108156932, -0.98661429815143028888, 0.026592226683160619656,
     0.078889734292549623344),
    (0.0, 0.5, 0.25, 0.0, 1.0, 0.69314718055994530942),
    (0.7, 0.66818777216816609668, 0.22171287329310905372, 0.60436777711716346812, 0.63473958998245862144,
     1.1031860488854578635),
    (4.0, 0.98201379003790844197, 0.017662706213291116422, 0.99932929973906704379, 0.00134095068302589688,
     4.0181499279178097404),
    (30.0, 0.99999999999990642377, 9.3576229688384233028e-14, 1.0, 0.0, 30.000000000000093576),
]  # fmt: skip


@pytest.mark.parametrize(("z", "sigmoid", "sigmoid_slope", "tanh", "tanh_slope", "softplus"), EXACT)
def test_smooth_activations_agree_with_forty_digit_arithmetic(
    z: float, sigmoid: float, sigmoid_slope: float, tanh: float, tanh_slope: float, softplus: float
) -> None:
    expected = {"sigmoid": (sigmoid, sigmoid_slope), "tanh": (tanh, tanh_slope), "softplus": (softplus, sigmoid)}
    for name, (value, derivative) in expected.items():
        activation = activation_named(name)
        a = activation.value(np.array([[z]]))
        assert a[0, 0] == pytest.approx(value, rel=1e-14)
        # a is rounded to 16 digits, so that 1 − a has an absolute error of that size
        assert activation.derivative(np.array([[z]]), a)[0, 0] == pytest.approx(derivative, rel=1e-13, abs=3e-16)


@pytest.mark.parametrize(
    ("name", "values", "derivatives"),
    [
        ("step", [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]),
        ("identity", [-2.0, 0.0, 3.0], [1.0, 1.0, 1.0]),
        ("relu", [0.0, 0.0, 3.0], [0.0, 0.0, 1.0]),
        ("leaky_relu", [-0.02, 0.0, 3.0], [0.01, 0.01, 1.0]),
    ],
)
def test_activations_made_of_straight_pieces_are_exact(
    name: str, values: list[float], derivatives: list[float]
) -> None:
    activation, z = activation_named(name), np.array([[-2.0, 0.0, 3.0]])
    a = activation.value(z)
    assert a.tolist() == [values]
    assert activation.derivative(z, a).tolist() == [derivatives]


def test_softmax_turns_a_row_into_shares_of_one() -> None:
    # e, e², e³ divided by their sum, from mpmath with 40 digits
    expected = [0.090030573170380457998, 0.24472847105479765247, 0.66524095577482188953]
    softmax = activation_named("softmax")
    assert softmax.value(np.array([[1.0, 2.0, 3.0]]))[0] == pytest.approx(expected, rel=1e-14)
    assert softmax.value(np.array([[7.0]])).tolist() == [[1.0]]


@each_elementwise
def test_the_derivative_agrees_with_differences_of_the_value(activation: Activation) -> None:
    z = away_from_kinks(activation, np.linspace(-6.0, 6.0, 241))[np.newaxis]
    derivative = activation.derivative(z, activation.value(z))
    np.testing.assert_allclose(derivative, slope(activation, z), rtol=1e-9, atol=1e-12)


def test_the_derivative_of_softmax_is_the_diagonal_of_its_jacobian() -> None:
    softmax, z, h = activation_named("softmax"), np.array([[0.3, -1.2, 0.8, 0.1]]), 1e-3
    for j in range(4):
        shift = np.zeros_like(z)
        shift[0, j] = h
        one = softmax.value(z + shift) - softmax.value(z - shift)
        two = softmax.value(z + 2.0 * shift) - softmax.value(z - 2.0 * shift)
        difference = (8.0 * one - two) / (12.0 * h)
        assert softmax.derivative(z, softmax.value(z))[0, j] == pytest.approx(difference[0, j], rel=1e-9)


@each_elementwise
@given(z=rows, gradient=rows)
def test_backward_multiplies_by_the_derivative(activation: Activation, z: Array, gradient: Array) -> None:
    a = activation.value(z)
    expected = gradient * activation.derivative(z, a)
    np.testing.assert_allclose(activation.backward(z, a, gradient), expected, rtol=1e-12, atol=1e-13)


@given(z=rows, gradient=rows)
def test_backward_of_softmax_multiplies_by_its_jacobian(z: Array, gradient: Array) -> None:
    softmax = activation_named("softmax")
    a = softmax.value(z)
    # row k, column j: ∂aₖ/∂zⱼ = aₖ (1[j = k] − aⱼ)
    jacobians = [row[:, np.newaxis] * (np.eye(len(row)) - row) for row in a]
    expected = np.array([gradient[i] @ jacobians[i] for i in range(len(z))])
    np.testing.assert_allclose(softmax.backward(z, a, gradient), expected, rtol=1e-12, atol=1e-13)


@each
def test_backward_agrees_with_differences_along_every_weighted_input(activation: Activation) -> None:
    z, gradient = np.array([[0.3, -1.2, 0.8, 0.1]]), np.array([[0.7, -0.4, 1.9, 0.2]])
    delta = activation.backward(z, activation.value(z), gradient)
    for j in range(4):
        shift, h = np.zeros_like(z), 1e-3
        shift[0, j] = h
        one = activation.value(z + shift) - activation.value(z - shift)
        two = activation.value(z + 2.0 * shift) - activation.value(z - 2.0 * shift)
        difference = (8.0 * one - two) / (12.0 * h)
        assert delta[0, j] == pytest.approx(float((gradient * difference).sum()), rel=1e-8, abs=1e-11)


@each
@pytest.mark.parametrize("size", [1e4, 1e308])
def test_any_finite_input_passes_without_a_warning(activation: Activation, size: float) -> None:
    z = np.array([[size, -size, 0.0, 5e-324], [-size, -size, -1.0, -size], [size, size, 709.9, -745.2]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        a = activation.value(z)
        derivative = activation.derivative(z, a)
        delta = activation.backward(z, a, np.ones_like(z))
    low, high = activation.output_range
    assert np.all(np.isfinite(a))
    assert np.all(np.isfinite(derivative))
    assert np.all(np.isfinite(delta))
    assert np.all((a >= low) & (a <= high))


def test_far_outside_the_smooth_activations_reach_their_limits() -> None:
    z = np.array([[-1e4, 1e4]])
    assert activation_named("sigmoid").value(z).tolist() == [[0.0, 1.0]]
    assert activation_named("tanh").value(z).tolist() == [[-1.0, 1.0]]
    assert activation_named("softplus").value(z).tolist() == [[0.0, 1e4]]
    assert activation_named("softmax").value(z).tolist() == [[0.0, 1.0]]


@each
def test_nothing_is_written_into_the_inputs_and_nothing_shared_with_them(activation: Activation) -> None:
    z, gradient = np.array([[-1.0, 0.5, 2.0]]), np.array([[3.0, -1.0, 0.25]])
    a = activation.value(z)
    frozen(z, a, gradient)
    for result in (activation.value(z), activation.derivative(z, a), activation.backward(z, a, gradient)):
        assert result.shape == z.shape
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, given_array) for given_array in (z, a, gradient))


@each
def test_a_row_does_not_depend_on_the_other_rows(activation: Activation) -> None:
    z = np.array([[0.3, -1.2, 0.8], [2.0, 0.1, -0.4], [-50.0, 3.0, 50.0]])
    together = activation.value(z)
    for i in range(3):
        np.testing.assert_array_equal(activation.value(z[i : i + 1])[0], together[i])


@each_elementwise
def test_saturated_is_exactly_where_the_slope_falls_below_five_percent_of_its_maximum(activation: Activation) -> None:
    if activation.saturated_below == math.inf:  # flat everywhere
        assert activation.saturated(np.array([-5.0, 0.0, 5.0])).all()
        return
    z = away_from_kinks(activation, np.linspace(-45.0, 45.0, 9001))
    slopes = np.abs(slope(activation, z[np.newaxis])[0])
    steep = np.flatnonzero(slopes >= SATURATION * slopes.max())
    # (a slope may change its sign in between: there σ isn't saturated)
    outside = (np.arange(len(z)) < steep[0]) | (np.arange(len(z)) > steep[-1])
    np.testing.assert_array_equal(activation.saturated(z), outside)


@each_elementwise
def test_the_bounds_of_saturation_are_sharp(activation: Activation) -> None:
    everywhere = np.linspace(-45.0, 45.0, 9001)[np.newaxis]
    largest = np.abs(activation.derivative(everywhere, activation.value(everywhere))).max()
    for bound, inwards in ((activation.saturated_below, 1e-6), (activation.saturated_above, -1e-6)):
        if not math.isfinite(bound):
            continue
        z = np.array([[bound - inwards, bound + inwards]])
        outside, inside = np.abs(activation.derivative(z, activation.value(z))[0]) / largest
        assert outside < SATURATION < inside


@each
@given(z=rows)
def test_values_lie_in_the_output_range(activation: Activation, z: Array) -> None:
    low, high = activation.output_range
    a = activation.value(z)
    assert np.all((a >= low) & (a <= high))
    if not activation.reaches_bounds and activation.name == "sigmoid":
        assert np.all((a > low) & (a < high))


@given(z=rows)
def test_sigmoid_is_symmetric_and_tanh_is_a_stretched_sigmoid(z: Array) -> None:
    sigmoid, tanh = activation_named("sigmoid").value, activation_named("tanh").value
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1.0, rtol=1e-15)
    np.testing.assert_allclose(tanh(z), 2.0 * sigmoid(2.0 * z) - 1.0, rtol=1e-12, atol=1e-15)


@given(z=rows, shift=st.floats(-100.0, 100.0))
def test_softmax_adds_up_to_one_and_ignores_a_common_shift(z: Array, shift: float) -> None:
    softmax = activation_named("softmax").value
    np.testing.assert_allclose(softmax(z).sum(axis=1), 1.0, rtol=1e-14)
    np.testing.assert_allclose(softmax(z + shift), softmax(z), rtol=1e-11, atol=1e-300)


def test_leaky_relu_keeps_a_hundredth_of_a_negative_input() -> None:
    assert LEAK == 0.01
    assert activation_named("leaky_relu").value(np.array([[-1e4]])).tolist() == [[-100.0]]


@each
def test_formulas_can_be_typeset(activation: Activation) -> None:
    for formula in (activation.formula, activation.derivative_formula):
        assert r"\left(" not in formula
        assert len(list(ET.fromstring(ziamath.Latex(formula).svg()).iter())) > 5


def test_activations_are_found_by_their_names_and_every_name_is_there_once() -> None:
    names = [activation.name for activation in ACTIVATIONS]
    assert {"step", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"} <= set(names)
    assert len(set(names)) == len(names)
    assert [activation_named(name) for name in names] == list(ACTIVATIONS)


@each
def test_outputs_that_are_shares_add_up_to_one(activation: Activation) -> None:
    sums = activation.value(np.array([[0.3, -1.2, 0.8], [5.0, 0.1, -4.0]])).sum(axis=1)
    assert (sums.tolist() == pytest.approx([1.0, 1.0])) == activation.is_distribution


def test_an_unknown_activation_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no activation 'sigmund'; choose one of .*step, identity, .*softmax"):
        activation_named("sigmund")
