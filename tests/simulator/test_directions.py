"""The planes that can be chosen: filter normalisation, principal components and gradients against plain numpy."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.costs import cost_named
from simulator.directions import (
    PARAMETER_REACH,
    SecondDirection,
    gradient_and_orthogonal,
    principal_components,
    random_directions,
    two_parameters,
    window_for,
)
from simulator.errors import Explained
from simulator.network import Network
from simulator.weight_plane import WeightPlane

SIZES = (3, 4, 2)
NETWORK = Network(SIZES, (activation_named("tanh"), activation_named("sigmoid")), cost_named("quadratic"))
THETA = np.random.default_rng(5).normal(size=NETWORK.parameter_count)


def curve(count: int, size: int = 30) -> Array:
    """A bent way through weight space that ends somewhere, shape (count, size)."""
    rng = np.random.default_rng(8)
    times = np.linspace(0.0, 1.0, count)[:, np.newaxis]
    away, aside, noise = rng.normal(size=(3, size))
    return 5.0 + 4.0 * times * away + np.sin(3.0 * times) * aside + 0.02 * np.cos(9.0 * times) * noise


# two parameters


def test_along_two_parameters_the_coordinates_are_the_parameters_themselves() -> None:
    chosen = two_parameters(NETWORK, 2, 17)
    plane = chosen.through(THETA)
    assert chosen.indices == (2, 17)
    assert plane.coordinates(THETA) == pytest.approx((THETA[2], THETA[17]), rel=1e-14)
    assert plane.distance(THETA) == pytest.approx(0.0, abs=1e-14)
    moved = THETA.copy()
    moved[[2, 17]] = -1.0, 4.0
    np.testing.assert_allclose(plane.theta(-1.0, 4.0), moved, rtol=1e-14)


def test_a_plane_of_two_parameters_reaches_beyond_zero_however_large_they_are() -> None:
    chosen = two_parameters(NETWORK, 2, 17)
    assert chosen.reach_at(THETA) == (PARAMETER_REACH, PARAMETER_REACH)
    saturated = THETA.copy()
    saturated[2] = -20.0
    assert chosen.reach_at(saturated) == pytest.approx((25.0, 25.0))
    plane = chosen.through(saturated)
    window = window_for(plane, plane.path([saturated]), chosen.reach_at(saturated))
    assert window.contains(0.0, 0.0)
    others = np.full(NETWORK.parameter_count, 8.0)
    others[[2, 17]] = 0.0
    assert chosen.reach_at(others)[0] == pytest.approx(1.25 * 8.0 * np.sqrt(1 - 2 / len(others)))


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300])
def test_the_reach_stays_where_there_is_no_telling(value: float) -> None:
    lost = THETA.copy()
    lost[5] = value
    assert two_parameters(NETWORK, 2, 17).reach_at(lost) == (PARAMETER_REACH, PARAMETER_REACH)


def test_a_plane_needs_two_different_parameters_and_says_which_one_was_taken_twice() -> None:
    with pytest.raises(Explained, match="both are number 4 of θ; choose another"):
        two_parameters(NETWORK, 3, 3)


@pytest.mark.parametrize("indices", [(0, NETWORK.parameter_count), (-1, 0)])
def test_parameters_that_the_network_has_not_got_are_refused(indices: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="parameters are numbered"):
        two_parameters(NETWORK, *indices)


# random directions


def test_what_arrives_at_a_neuron_has_the_same_length_in_both_random_directions_as_in_the_network() -> None:
    chosen = random_directions(NETWORK, THETA, seed=3)
    for direction in (chosen.first, chosen.second):
        for layer in (1, 2):
            for neuron in range(SIZES[layer]):
                arriving = [NETWORK.weight_index(layer, neuron, source) for source in range(SIZES[layer - 1])]
                arriving.append(NETWORK.bias_index(layer, neuron))
                expected = np.linalg.norm(THETA[arriving])
                assert np.linalg.norm(direction[arriving]) == pytest.approx(expected, rel=1e-12)


def test_random_directions_follow_from_the_seed_and_differ_from_each_other() -> None:
    one, same, other = (random_directions(NETWORK, THETA, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.first, same.first)
    assert np.array_equal(one.second, same.second)
    assert not np.allclose(one.first, other.first)
    assert one.through(THETA).coordinates(THETA) == (0.0, 0.0)


def test_a_network_with_weights_twice_as_large_gets_directions_twice_as_long() -> None:
    np.testing.assert_allclose(random_directions(NETWORK, 2.0 * THETA, 1).first,
                               2.0 * random_directions(NETWORK, THETA, 1).first, rtol=1e-12)


def test_a_neuron_without_weights_stays_where_it_is_but_a_network_without_any_has_no_random_directions() -> None:
    theta = THETA.copy()
    NETWORK.weights(theta)[1][2] = NETWORK.biases(theta)[1][2] = 0.0
    assert not NETWORK.weights(random_directions(NETWORK, theta, 1).first)[1][2].any()
    with pytest.raises(Explained, match="all weights and biases are 0; take two parameters"):
        random_directions(NETWORK, np.zeros_like(THETA), 1)


def test_the_smallest_network_gets_a_plane_too() -> None:
    neuron = Network((1, 1), (activation_named("sigmoid"),), cost_named("quadratic"))
    for seed in range(20):
        random_directions(neuron, np.array([1.0, -2.0]), seed).through(np.array([1.0, -2.0]))


# principal components


def test_principal_components_are_those_of_a_singular_value_decomposition() -> None:
    thetas = curve(40)
    chosen = principal_components(thetas)
    _, values, rows = np.linalg.svd(thetas - thetas[-1])
    assert chosen.shares == pytest.approx(tuple(values[:2] ** 2 / (values**2).sum()), rel=1e-10)
    for direction, row in zip((chosen.first, chosen.second), rows, strict=False):
        assert abs(float(direction @ row)) == pytest.approx(1.0, abs=1e-12)
    assert float(chosen.first @ chosen.second) == pytest.approx(0.0, abs=1e-14)
    assert chosen.point_count == 40


def test_the_shares_say_how_much_of_the_squared_distances_the_plane_shows() -> None:
    thetas = curve(25)
    chosen = principal_components(list(thetas))
    path = chosen.through(thetas[-1]).path(thetas)
    total = np.square(thetas - thetas[-1]).sum()
    assert chosen.shares == pytest.approx(tuple(np.square(path).sum(axis=0) / total), rel=1e-10)


def test_no_plane_through_the_present_point_comes_nearer_to_the_path() -> None:
    thetas = curve(25)
    rng = np.random.default_rng(0)

    def squares(plane: WeightPlane) -> float:
        return sum(plane.distance(theta) ** 2 for theta in thetas)

    best = principal_components(thetas).through(thetas[-1])
    for _ in range(30):
        first, second = (direction + 0.1 * rng.normal(size=30) for direction in (best.first, best.second))
        assert squares(WeightPlane(thetas[-1], first, second)) > squares(best)


def test_the_path_begins_on_the_left_and_its_point_farthest_up_or_down_is_up_whatever_its_sense() -> None:
    thetas = curve(25)
    for one in (thetas, 7.0 - thetas):
        path = principal_components(one).through(one[-1]).path(one)
        assert path[0, 0] < 0.0
        assert path[np.abs(path[:, 1]).argmax(), 1] > 0.0


def test_points_that_come_twice_count_once() -> None:
    thetas = curve(5)
    assert principal_components([thetas[0], *thetas]).point_count == 5


@pytest.mark.parametrize(("thetas", "count"), [
    (np.empty((0, 3)), 0), (curve(1), 1), (curve(2), 2), (np.repeat(curve(2), 4, axis=0), 2)])
def test_fewer_than_three_different_points_have_no_principal_components(thetas: Array, count: int) -> None:
    with pytest.raises(Explained, match=f"at least 3 different points of the path, got {count}; let the network"):
        principal_components(thetas)


@pytest.mark.parametrize("size", [1e-200, 1e-6, 1.0, 1e200])
def test_points_on_a_straight_line_span_no_plane_however_far_apart_they_are(size: float) -> None:
    start, way = np.random.default_rng(2).normal(size=(2, 50))
    straight = size * (start + np.linspace(0.0, 1.0, 6)[:, np.newaxis] * way)
    with pytest.raises(Explained, match="6 points of the path lie on a straight line"):
        principal_components(straight)


def test_a_path_that_is_not_finite_has_no_principal_components() -> None:
    thetas = curve(5)
    thetas[2, 3] = np.inf
    with pytest.raises(Explained, match="not finite"):
        principal_components(thetas)


# gradient and what is at right angles to it


def test_the_gradient_and_the_part_of_the_last_step_at_right_angles_to_it_by_hand() -> None:
    theta, gradient, step = np.zeros(3), np.array([0.0, 0.0, 5.0]), np.array([3.0, 4.0, -5.0])
    chosen = gradient_and_orthogonal(theta, gradient, step)
    assert chosen.first.tolist() == [0.0, 0.0, 1.0]
    assert chosen.second.tolist() == pytest.approx([0.6, 0.8, 0.0], abs=1e-15)
    assert chosen.second_is is SecondDirection.LAST_STEP
    assert chosen.gradient_length == 5.0
    assert chosen.turn == pytest.approx(45.0)


def test_both_directions_have_the_length_1_and_the_last_step_lies_in_their_plane() -> None:
    gradient, step = np.random.default_rng(3).normal(size=(2, NETWORK.parameter_count))
    chosen = gradient_and_orthogonal(THETA, gradient, step + 1e4 * gradient)
    assert float(chosen.first @ chosen.second) == pytest.approx(0.0, abs=1e-15)
    for direction in (chosen.first, chosen.second):
        assert np.linalg.norm(direction) == pytest.approx(1.0, rel=1e-14)
    assert chosen.through(THETA).distance(THETA + step) == pytest.approx(0.0, abs=1e-10)


@pytest.mark.parametrize("factor", [None, 0.0, -0.3, np.nan])
def test_a_random_direction_takes_the_place_of_a_step_that_went_straight_down_or_is_missing(
        factor: float | None) -> None:
    gradient = np.random.default_rng(3).normal(size=NETWORK.parameter_count)
    step = None if factor is None else factor * gradient
    chosen, same, other = (gradient_and_orthogonal(THETA, gradient, step, seed) for seed in (1, 1, 2))
    assert chosen.second_is is SecondDirection.RANDOM
    assert float(chosen.second @ gradient) == pytest.approx(0.0, abs=1e-13)
    assert np.array_equal(chosen.second, same.second)
    assert not np.allclose(chosen.second, other.second)
    assert chosen.turn == (pytest.approx(0.0, abs=1e-5) if factor == -0.3 else None)


@pytest.mark.parametrize(("value", "reason"), [(0.0, "gradient is 0.*choose another plane"), (np.inf, "not finite")])
def test_a_gradient_without_a_direction_is_refused(value: float, reason: str) -> None:
    with pytest.raises(Explained, match=reason):
        gradient_and_orthogonal(THETA, np.full_like(THETA, value))


# windows

SQUARE = WeightPlane(np.zeros(2), np.array([1.0, 0.0]), np.array([0.0, 1.0]))


def test_without_a_path_the_present_point_is_in_the_middle_and_everything_within_reach_can_be_seen() -> None:
    window = window_for(SQUARE, np.array([[2.0, -1.0]]), (PARAMETER_REACH, 4.0))
    assert window.low == (-1.0, -5.0)
    assert window.high == (5.0, 3.0)


def test_the_whole_path_and_the_surroundings_of_the_present_point_are_in_the_window() -> None:
    path = np.array([[-20.0, 3.0], [np.nan, 0.0], [-10.0, -8.0], [0.0, 0.0]])
    window = window_for(SQUARE, path, (2.0, 2.0))
    assert window.low == pytest.approx((-23.0, -9.65))  # 15 % of 20 and of 11 beyond the path
    assert window.high == pytest.approx((3.0, 4.65))
    assert window.contains(*path[-1])


def test_a_window_has_a_size_wherever_it_is_or_is_refused() -> None:
    far = window_for(SQUARE, np.array([[1e20, -1e300]]), (1.0, 1.0))
    assert min(far.size) > 0.0
    assert len(set(far.axis(0, 61))) == len(set(far.axis(1, 61))) == 61
    with pytest.raises(Explained, match="too large for a map"):
        window_for(SQUARE, np.array([[-1.7e308, 0.0], [1.7e308, 0.0]]), (1.0, 1.0))


def test_a_window_is_never_a_narrow_strip_measured_in_weight_space() -> None:
    path = np.array([[-100.0, 0.0], [0.0, 0.01]])
    window = window_for(SQUARE, path, (1.0, 1.0))
    assert window.size[1] == pytest.approx(0.25 * window.size[0])
    assert sum((window.low[1], window.high[1])) == pytest.approx(0.02)
    stretched = window_for(WeightPlane(np.zeros(2), np.array([1.0, 0.0]), np.array([0.0, 50.0])), path, (1.0, 1.0))
    assert stretched.size[1] == 2.0, "2 · 50 is a distance in weight space as large as the width"


def test_a_present_point_that_is_not_finite_has_no_window() -> None:
    with pytest.raises(Explained, match="present weights are not finite"):
        window_for(SQUARE, np.array([[0.0, 0.0], [np.nan, 0.0]]), (1.0, 1.0))
