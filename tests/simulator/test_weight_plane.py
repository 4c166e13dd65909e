"""A plane through weight space: coordinates, projections and distances against least squares and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.arrays import Array
from simulator.errors import Explained
from simulator.weight_plane import WeightPlane, angle, sine, unit_vector


def random_plane(seed: int, size: int = 7) -> tuple[WeightPlane, Array]:
    """A slanted plane, and a θ beside it."""
    origin, first, second, theta = np.random.default_rng(seed).normal(size=(4, size))
    return WeightPlane(origin, first, 3.0 * second), theta


def test_a_point_and_its_projection_worked_out_by_hand() -> None:
    # in three dimensions: the plane z = 1 with the slanted directions (2, 0, 0) and (1, 1, 0)
    plane = WeightPlane(np.array([0.0, 0.0, 1.0]), np.array([2.0, 0.0, 0.0]), np.array([1.0, 1.0, 0.0]))
    assert plane.theta(1.5, -2.0).tolist() == [1.0, -2.0, 1.0]
    # (5, 3, 4) lies 3 above (5, 3, 1) = (0, 0, 1) + 1 · (2, 0, 0) + 3 · (1, 1, 0)
    theta = np.array([5.0, 3.0, 4.0])
    assert plane.coordinates(theta) == pytest.approx((1.0, 3.0), abs=1e-14)
    assert plane.projection(theta).tolist() == pytest.approx([5.0, 3.0, 1.0])
    assert plane.distance(theta) == pytest.approx(3.0)


@given(st.integers(0, 10_000))
def test_the_coordinates_are_those_of_least_squares(seed: int) -> None:
    plane, theta = random_plane(seed)
    expected, squares, *_ = np.linalg.lstsq(np.stack((plane.first, plane.second), axis=1), theta - plane.origin)
    assert plane.coordinates(theta) == pytest.approx(tuple(expected), rel=1e-9, abs=1e-12)
    assert plane.distance(theta) == pytest.approx(math.sqrt(squares[0]), rel=1e-9)


@given(st.integers(0, 10_000), st.floats(-1.0, 1.0), st.floats(-1.0, 1.0))
def test_no_other_point_of_the_plane_is_nearer_than_the_projection(seed: int, right: float, up: float) -> None:
    plane, theta = random_plane(seed)
    alpha, beta = plane.coordinates(theta)
    other = plane.theta(alpha + right, beta + up)
    assert np.linalg.norm(theta - other) >= plane.distance(theta) - 1e-12


@given(st.integers(0, 10_000), st.floats(-5.0, 5.0), st.floats(-5.0, 5.0))
def test_a_point_of_the_plane_is_its_own_projection(seed: int, alpha: float, beta: float) -> None:
    plane, _ = random_plane(seed)
    theta = plane.theta(alpha, beta)
    assert plane.coordinates(theta) == pytest.approx((alpha, beta), abs=1e-10)
    assert plane.distance(theta) == pytest.approx(0.0, abs=1e-12)


def test_directions_of_very_different_lengths_keep_their_digits() -> None:
    plane, _ = random_plane(3)
    uneven = WeightPlane(plane.origin, 1e9 * plane.first, 1e-9 * plane.second)
    alpha, beta = uneven.coordinates(uneven.theta(2e-9, 5e9))
    assert alpha == pytest.approx(2e-9, rel=1e-10)
    assert beta == pytest.approx(5e9, rel=1e-10)


def test_a_path_has_the_coordinates_of_each_of_its_points() -> None:
    plane, _ = random_plane(1)
    thetas = np.random.default_rng(2).normal(size=(4, 5, 7))
    path = plane.path(thetas)
    assert path.shape == (4, 5, 2)
    assert tuple(path[3, 2]) == pytest.approx(plane.coordinates(thetas[3, 2]), rel=1e-12)


def test_a_plane_that_is_moved_keeps_its_directions_and_passes_through_the_new_point() -> None:
    plane, theta = random_plane(4)
    moved = plane.moved_to(theta)
    assert moved.coordinates(theta) == (0.0, 0.0)
    assert moved.first is plane.first
    assert moved.second is plane.second


@pytest.mark.parametrize("factor", [1.0, -2.5, 1e-8, 1e8])
def test_parallel_directions_are_refused_with_the_reason(factor: float) -> None:
    first = np.array([0.3, -1.0, 2.0])
    with pytest.raises(Explained, match=r"parallel \(the angle between them is .*°\), so they span a line.*choose"):
        WeightPlane(np.zeros(3), first, factor * first)


def test_directions_that_are_nearly_parallel_are_told_apart_from_those_that_are() -> None:
    first = np.array([1.0, 0.0])
    with pytest.raises(Explained, match="parallel"):
        WeightPlane(np.zeros(2), first, np.array([1.0, 0.9e-6]))
    WeightPlane(np.zeros(2), first, np.array([1.0, 1.1e-6]))


@pytest.mark.parametrize(("first", "second", "reason"), [
    ([0.0, 0.0], [1.0, 0.0], "first direction of the plane is zero"),
    ([1.0, 0.0], [0.0, 0.0], "second direction of the plane is zero"),
    ([1.0, np.nan], [0.0, 1.0], "first direction of the plane must be finite, but number 2 of it is nan"),
    ([1.0, 0.0], [np.inf, 1.0], "second direction of the plane must be finite, but number 1 of it is inf"),
    ([1.0, 0.0], [0.0, 1.0, 0.0], r"second direction .* shape \(2,\).* got \(3,\)"),
])
def test_directions_that_span_no_plane_are_refused(first: list[float], second: list[float], reason: str) -> None:
    with pytest.raises(Explained, match=reason):
        WeightPlane(np.zeros(2), np.array(first), np.array(second))


def test_an_origin_that_is_not_finite_is_refused() -> None:
    with pytest.raises(Explained, match="origin of the plane must be finite"):
        WeightPlane(np.array([np.inf, 0.0]), np.array([1.0, 0.0]), np.array([0.0, 1.0]))


def test_angles_are_exact_where_they_are_tiny_and_for_vectors_of_any_length() -> None:
    first = np.array([1e-200, 0.0])
    assert sine(first, np.array([1e200, 1e188])) == pytest.approx(1e-12, rel=1e-3)
    assert angle(first, np.array([0.0, 3.0])) == pytest.approx(90.0)
    assert angle(first, np.array([-5.0, 5.0])) == pytest.approx(135.0)
    assert unit_vector(np.array([3e300, 4e300])).tolist() == pytest.approx([0.6, 0.8])
