"""Costs and BP1: values, gradients, the short form a − y, saturated outputs, and which pairs make sense."""

from __future__ import annotations

import itertools
import math
import re
import warnings
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import ziamath
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.arrays import Array
from simulator.costs import COSTS, Cost, accepts, cost_named, cost_per_sample, is_matched, output_error

OUTPUT_COUNTS = (1, 2, 3, 10)

# The entries that the literal tables below know; new ones are tested by their general properties.
KNOWN_ACTIVATIONS = {"step", "identity", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "softmax"}
KNOWN_COSTS = {"quadratic", "binary_cross_entropy", "categorical_cross_entropy", "perceptron"}


def accepted(cost: Cost, activation: Activation, output_count: int) -> bool:
    try:
        accepts(cost, activation, output_count)
    except ValueError:
        return False
    return True


COMBINATIONS = [
    combination for combination in itertools.product(COSTS, ACTIVATIONS, OUTPUT_COUNTS) if accepted(*combination)
]
each_combination = pytest.mark.parametrize(
    ("cost", "activation", "output_count"),
    COMBINATIONS,
    ids=[f"{cost.name}-{activation.name}-{count}" for cost, activation, count in COMBINATIONS],
)
OF_THE_OUTPUT = [combination for combination in COMBINATIONS if not combination[0].reads_z]
each_cost_of_the_output = pytest.mark.parametrize(
    ("cost", "activation", "output_count"),
    OF_THE_OUTPUT,
    ids=[f"{cost.name}-{activation.name}-{count}" for cost, activation, count in OF_THE_OUTPUT],
)
each_cost = pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)


def batch(cost: Cost, output_count: int, seed: int = 7) -> tuple[Array, Array]:
    """Weighted inputs off the kinks, and targets as the cost wants them: one-hot, or any numbers from 0 to 1."""
    rng = np.random.default_rng(seed)
    z = rng.uniform(0.05, 3.0, (6, output_count)) * rng.choice([-1.0, 1.0], (6, output_count))
    if cost.needs_one_hot:
        return z, np.eye(output_count)[rng.integers(output_count, size=6)]
    y = rng.uniform(0.0, 1.0, (6, output_count))
    y[:3] = np.round(y[:3])
    return z, y


def difference(cost: Cost, activation: Activation, z: Array, y: Array) -> Array:
    """∂C_x/∂z by the five-point formula, one weighted input after the other."""
    h, result = 1e-3, np.empty_like(z)
    for j in range(z.shape[1]):
        shift = np.zeros(z.shape[1])
        shift[j] = h
        costs = {k: cost_per_sample(cost, activation, z + k * shift, activation.value(z + k * shift), y)
                 for k in (-2, -1, 1, 2)}
        result[:, j] = (8.0 * (costs[1] - costs[-1]) - (costs[2] - costs[-2])) / (12.0 * h)
    return result


@each_combination
def test_bp1_agrees_with_differences_of_the_cost(cost: Cost, activation: Activation, output_count: int) -> None:
    z, y = batch(cost, output_count)
    delta = output_error(cost, activation, z, activation.value(z), y)
    assert delta.shape == z.shape
    # the differences are as exact as the last digits of the cost
    largest = max(1.0, float(cost_per_sample(cost, activation, z, activation.value(z), y).max()))
    np.testing.assert_allclose(delta, difference(cost, activation, z, y), rtol=1e-8, atol=1e-12 * largest)


@each_cost_of_the_output
def test_the_error_is_the_jacobian_applied_to_the_gradient(
    cost: Cost, activation: Activation, output_count: int
) -> None:
    z, y = batch(cost, output_count)
    a = activation.value(z)
    long_form = activation.backward(z, a, cost.gradient(a, y))
    np.testing.assert_allclose(output_error(cost, activation, z, a, y), long_form, rtol=1e-12, atol=1e-14)


@each_cost_of_the_output
def test_the_cost_from_z_is_the_cost_from_a(cost: Cost, activation: Activation, output_count: int) -> None:
    z, y = batch(cost, output_count)
    a = activation.value(z)
    costs = cost_per_sample(cost, activation, z, a, y)
    assert costs.shape == (6,)
    np.testing.assert_allclose(costs, cost.value(a, y), rtol=1e-12)


@pytest.mark.parametrize("cost", [one for one in COSTS if one.matched_activation], ids=lambda cost: cost.name)
def test_the_matched_pairs_have_exactly_the_short_form(cost: Cost) -> None:
    assert cost.matched_activation is not None
    activation = activation_named(cost.matched_activation)
    z, y = batch(cost, 3)
    a = activation.value(z)
    assert is_matched(cost, activation)
    np.testing.assert_array_equal(output_error(cost, activation, z, a, y), a - y)


# JAX 0.10 in float64, jax.grad of the cost as a function of z; these z and targets:
Z = np.array([[0.3, -1.2, 0.8], [2.0, 0.1, -0.4]])
ONE_HOT = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
SEVERAL = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])
FROM_JAX = [
    ("quadratic", "identity", ONE_HOT, [2.785, 0.585], [[0.3, -2.2, 0.8], [1.0, 0.1, -0.4]]),
    ("quadratic", "sigmoid", ONE_HOT, [0.6983396662902216, 0.22543203902533898],
     [[0.14042724782316107, -0.13671628648376521, 0.14759223186475517],
      [-0.012515542173676753, 0.13091723095717991, 0.0964196020566603]]),
    ("quadratic", "tanh", ONE_HOT, [1.9440485441290143, 0.07779446903329218],
     [[0.2665909391007272, -0.5593013212765459, 0.37123318798246985],
      [-0.0025414811396079423, 0.09867792175453258, -0.32509906883686385]]),
    ("quadratic", "relu", ONE_HOT, [0.865, 0.505], [[0.3, 0.0, 0.8], [1.0, 0.1, 0.0]]),
    ("quadratic", "leaky_relu", ONE_HOT, [0.877072, 0.505008], [[0.3, -0.01012, 0.8], [1.0, 0.1, -4e-05]]),
    ("quadratic", "softplus", ONE_HOT, [1.322076188232872, 1.0436388893984723],
     [[0.490777976883741, -0.17053185037299878, 0.8080295743355194],
      [0.9925948992180771, 0.3907927537674599, 0.20587935133862598]]),
    ("quadratic", "softmax", ONE_HOT, [0.650740607445023, 0.02871271425484715],
     [[-0.010783763331981036, -0.10111933674186739, 0.11190310007384835],
      [-0.04630012916562189, 0.030980234785896673, 0.015319894379725248]]),
    ("binary_cross_entropy", "sigmoid", SEVERAL, [2.6887383777543357, 1.7843399235164963],
     [[0.574442516811659, -0.7685247834990176, -0.3100255188723875],
      [-0.11920292202211769, 0.52497918747894, -0.598687660112452]]),
    ("categorical_cross_entropy", "softmax", ONE_HOT, [2.554956919641991, 0.21534245978042232],
     [[0.3482074278837349, -0.9223044208514294, 0.5740969929676946],
      [-0.19373472053750995, 0.12059198457635661, 0.0731427359611533]]),
]  # fmt: skip


@pytest.mark.parametrize(("cost_name", "activation_name", "y", "costs", "delta"), FROM_JAX)
def test_costs_and_errors_agree_with_automatic_differentiation(
    cost_name: str, activation_name: str, y: Array, costs: list[float], delta: list[list[float]]
) -> None:
    cost, activation = cost_named(cost_name), activation_named(activation_name)
    a = activation.value(Z)
    np.testing.assert_allclose(cost_per_sample(cost, activation, Z, a, y), costs, rtol=1e-13)
    np.testing.assert_allclose(output_error(cost, activation, Z, a, y), delta, rtol=1e-12, atol=1e-16)


def test_costs_worked_out_by_hand() -> None:
    a, y = np.array([[0.8, 0.1], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    # ½ (0.2² + 0.1²) and ½ (0.5² + 0.5²)
    np.testing.assert_allclose(cost_named("quadratic").value(a, y), [0.025, 0.25], rtol=1e-14)
    # −ln 0.8 − ln 0.9 = −ln 0.72, and −2 ln ½
    binary = cost_named("binary_cross_entropy")
    np.testing.assert_allclose(binary.value(a, y), [-math.log(0.72), 2.0 * math.log(2.0)], rtol=1e-14)
    # (0.8 − 1) / (0.8 · 0.2) = −1.25 and 0.1 / (0.1 · 0.9) = 1/0.9
    np.testing.assert_allclose(binary.gradient(a, y), [[-1.25, 1.0 / 0.9], [2.0, -2.0]], rtol=1e-14)
    categorical = cost_named("categorical_cross_entropy")
    np.testing.assert_allclose(categorical.value(a, y), [-math.log(0.8), math.log(2.0)], rtol=1e-14)
    np.testing.assert_allclose(categorical.gradient(a, y), [[-1.25, 0.0], [0.0, -2.0]], rtol=1e-14)


@pytest.mark.parametrize("cost", [one for one in COSTS if not one.reads_z], ids=lambda cost: cost.name)
def test_the_gradient_agrees_with_differences_of_the_value(cost: Cost) -> None:
    rng, h = np.random.default_rng(3), 1e-3
    a = rng.uniform(0.1, 0.9, (5, 4))
    _, y = batch(cost, 4)
    for j in range(4):
        shift = np.zeros(4)
        shift[j] = h
        one = cost.value(a + shift, y[:5]) - cost.value(a - shift, y[:5])
        two = cost.value(a + 2.0 * shift, y[:5]) - cost.value(a - 2.0 * shift, y[:5])
        expected = (8.0 * one - two) / (12.0 * h)
        np.testing.assert_allclose(cost.gradient(a, y[:5])[:, j], expected, rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize(
    ("z", "cost_of_1", "cost_of_0"),
    # ln(1 + e^−z) and ln(1 + e^z), from mpmath with 40 digits
    [
        (-40.0, 40.0, 4.2483542552915889863e-18),
        (-3.0, 3.0485873515737420588, 0.048587351573742058759),
        (0.0, 0.69314718055994530942, 0.69314718055994530942),
        (5.0, 0.0067153484891180686164, 5.0067153484891180686),
        (50.0, 1.928749847963917783e-22, 50.0),
        (1e4, 0.0, 1e4),
        (-1e308, 1e308, 0.0),
    ],
)
def test_binary_cross_entropy_keeps_its_digits_however_sure_the_sigmoid_is(
    z: float, cost_of_1: float, cost_of_0: float
) -> None:
    cost, sigmoid = cost_named("binary_cross_entropy"), activation_named("sigmoid")
    column = np.array([[z], [z]])
    costs = cost_per_sample(cost, sigmoid, column, sigmoid.value(column), np.array([[1.0], [0.0]]))
    assert costs.tolist() == pytest.approx([cost_of_1, cost_of_0], rel=1e-14)


def test_categorical_cross_entropy_is_the_distance_to_the_largest_z_when_softmax_is_sure() -> None:
    cost, softmax = cost_named("categorical_cross_entropy"), activation_named("softmax")
    z = np.array([[1e4, -1e4, 0.0], [1e4, -1e4, 0.0]])
    costs = cost_per_sample(cost, softmax, z, softmax.value(z), np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]))
    assert costs.tolist() == [2e4, 0.0]


@each_combination
def test_outputs_that_are_completely_wrong_or_right_raise_no_warning(
    cost: Cost, activation: Activation, output_count: int
) -> None:
    z = np.full((2, output_count), -1e4)
    z[:, 0] = 1e4
    right = np.zeros(output_count)
    right[0] = 1.0
    wrong = np.roll(right, 1) if output_count > 1 else 1.0 - right
    y = np.array([right, wrong])
    if math.isfinite(cost.domain[0]) and not is_matched(cost, activation):
        pytest.skip("an output that is rounded to the end of the cost's domain may cost infinitely much")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        a = activation.value(z)
        costs = cost_per_sample(cost, activation, z, a, y)
        delta = output_error(cost, activation, z, a, y)
    assert np.all(np.isfinite(costs))
    assert np.all(np.isfinite(delta))
    if activation.name in KNOWN_ACTIVATIONS and activation.output_range[1] < math.inf:  # then they grow with z
        assert costs[0] < costs[1]


def test_an_infinite_cost_stays_infinite_and_a_perfect_output_costs_nothing() -> None:
    a = np.array([[0.0, 1.0], [0.0, 1.0]])
    y = np.array([[1.0, 0.0], [0.0, 1.0]])
    for name in ("binary_cross_entropy", "categorical_cross_entropy"):
        cost = cost_named(name)
        with np.errstate(divide="ignore"):
            wrong = cost.value(a, y)
            gradient = cost.gradient(a, y)
        assert wrong.tolist() == [math.inf, 0.0]
        assert not np.signbit(wrong[1])
        assert gradient[0, 0] == -math.inf
        assert gradient[1, 0] in (0.0, 1.0)


@given(
    z=hnp.arrays(np.float64, (3, 4), elements=st.floats(-1e6, 1e6)),
    y=hnp.arrays(np.float64, (3, 4), elements=st.floats(0.0, 1.0)),
)
def test_cross_entropy_of_a_sigmoid_is_never_negative(z: Array, y: Array) -> None:
    cost, sigmoid = cost_named("binary_cross_entropy"), activation_named("sigmoid")
    assert np.all(cost_per_sample(cost, sigmoid, z, sigmoid.value(z), y) >= 0.0)


@given(
    z=hnp.arrays(np.float64, (3, 4), elements=st.floats(-1e6, 1e6)),
    labels=st.lists(st.integers(0, 3), min_size=3, max_size=3),
)
def test_cross_entropy_of_a_softmax_is_never_negative_and_its_error_adds_up_to_zero(
    z: Array, labels: list[int]
) -> None:
    cost, softmax, y = cost_named("categorical_cross_entropy"), activation_named("softmax"), np.eye(4)[labels]
    a = softmax.value(z)
    assert np.all(cost_per_sample(cost, softmax, z, a, y) >= 0.0)
    np.testing.assert_allclose(output_error(cost, softmax, z, a, y).sum(axis=1), 0.0, atol=1e-15)


@each_combination
def test_nothing_is_written_into_the_inputs(cost: Cost, activation: Activation, output_count: int) -> None:
    z, y = batch(cost, output_count)
    a = activation.value(z)
    for array in (z, y, a):
        array.setflags(write=False)
    of_the_output = [] if cost.value is None else [cost.value(a, y), cost.gradient(a, y)]
    for result in (*of_the_output, output_error(cost, activation, z, a, y),
                   cost_per_sample(cost, activation, z, a, y)):
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in (z, y, a))


def test_the_pairs_that_make_sense() -> None:
    known = [(cost.name, activation.name, count) for cost, activation, count in COMBINATIONS
             if cost.name in KNOWN_COSTS and activation.name in KNOWN_ACTIVATIONS]
    several = {(cost, activation) for cost, activation, count in known if count > 1}
    one = {(cost, activation) for cost, activation, count in known if count == 1}
    quadratic = {("quadratic", name) for name in KNOWN_ACTIVATIONS}
    own = {("binary_cross_entropy", "sigmoid"), ("perceptron", "step")}
    assert several == quadratic | own | {("categorical_cross_entropy", "softmax")}
    assert one == (quadratic - {("quadratic", "softmax")}) | own


@pytest.mark.parametrize(
    ("cost_name", "activation_name", "output_count", "message"),
    [
        ("binary_cross_entropy", "tanh", 1,
         ("Binary cross-entropy needs outputs strictly between 0 and 1, got Tanh; "
          "choose Sigmoid for the output layer, or another cost")),
        ("binary_cross_entropy", "step", 1,
         ("Binary cross-entropy needs outputs strictly between 0 and 1, got Step; "
          "choose Sigmoid for the output layer, or another cost")),
        ("binary_cross_entropy", "softmax", 3,
         ("Binary cross-entropy reads every output as a yes-or-no answer of its own, got Softmax; "
          "choose Sigmoid for the output layer, or another cost")),
        ("categorical_cross_entropy", "sigmoid", 10,
         ("Categorical cross-entropy needs outputs that add up to 1, got Sigmoid; "
          "choose Softmax for the output layer, or another cost")),
        ("perceptron", "sigmoid", 1,
         ("Perceptron criterion needs outputs that are 0 or 1, got Sigmoid; "
          "choose Step for the output layer, or another cost")),
        ("categorical_cross_entropy", "softmax", 1,
         ("Softmax with 1 output always gives 1, whatever the weights are; "
          "use at least 2 outputs, or Sigmoid for a yes-or-no answer")),
    ],
)  # fmt: skip
def test_a_pair_that_makes_no_sense_is_refused_with_a_remedy(
    cost_name: str, activation_name: str, output_count: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        accepts(cost_named(cost_name), activation_named(activation_name), output_count)


def test_following_the_remedy_leads_to_an_accepted_pair() -> None:
    for cost in COSTS:
        if cost.matched_activation is not None:
            accepts(cost, activation_named(cost.matched_activation), 2)


def test_the_perceptron_criterion_costs_the_distance_from_the_threshold_where_the_output_is_wrong() -> None:
    cost, step = cost_named("perceptron"), activation_named("step")
    z = np.array([[0.7, -0.2], [0.7, -0.2], [0.7, -0.2], [0.0, -3.0]])
    y = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    costs = cost_per_sample(cost, step, z, step.value(z), y)
    np.testing.assert_allclose(costs, [0.0, 0.7, 0.9, 3.0], rtol=1e-15)
    assert not np.signbit(costs[0])
    assert output_error(cost, step, z, step.value(z), y).tolist() == [[0, 0], [1, 0], [1, -1], [0, -1]]


def test_the_error_of_a_step_is_zero_for_every_cost_but_the_one_that_is_read_from_z() -> None:
    step, z = activation_named("step"), np.array([[0.7], [-0.2]])
    wrong = 1.0 - step.value(z)
    assert output_error(cost_named("quadratic"), step, z, step.value(z), wrong).tolist() == [[0.0], [0.0]]
    assert output_error(cost_named("perceptron"), step, z, step.value(z), wrong).tolist() == [[1.0], [-1.0]]


@each_cost
def test_formulas_can_be_typeset(cost: Cost) -> None:
    for formula in (cost.formula, cost.gradient_formula):
        assert r"\left(" not in formula
        assert len(list(ET.fromstring(ziamath.Latex(formula).svg()).iter())) > 5


def test_costs_are_found_by_their_names_and_every_name_is_there_once() -> None:
    names = [cost.name for cost in COSTS]
    assert set(names) >= KNOWN_COSTS
    assert len(set(names)) == len(names)
    assert [cost_named(name) for name in names] == list(COSTS)


def test_an_unknown_cost_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no cost 'cubic'; choose one of .*quadratic, binary_cross_entropy, cat"):
        cost_named("cubic")
