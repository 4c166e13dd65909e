"""Input features: what a network gets of a point."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.datasets.features import FEATURES, coordinates, feature_named, features_for
from simulator.errors import Explained

BY_HAND = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1_squared": lambda x1, x2: x1**2,
    "x2_squared": lambda x1, x2: x2**2,
    "x1_x2": lambda x1, x2: x1 * x2,
    "sin_x1": lambda x1, x2: math.sin(x1),
    "sin_x2": lambda x1, x2: math.sin(x2),
}


def test_every_feature_is_what_its_name_says() -> None:
    points = np.random.default_rng(1).uniform(-3, 3, (20, 2))

    for name, by_hand in BY_HAND.items():
        expected = [by_hand(x1, x2) for x1, x2 in points.tolist()]
        np.testing.assert_allclose(feature_named(name).value(points), expected, rtol=1e-14)


def test_the_plane_has_all_features_and_the_line_those_of_one_coordinate() -> None:
    assert features_for(2) == FEATURES
    assert {"x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"} <= {one.symbol_for(2) for one in FEATURES}
    assert {"x", "x²", "sin x"} <= {feature.symbol_for(1) for feature in features_for(1)}
    line = np.array([[0.5], [-2.0]])
    for feature in features_for(1):
        assert feature.symbol_for(1)
        assert feature.value(line).shape == (2,)


def test_the_coordinates_are_features_as_well() -> None:
    assert [feature.name for feature in coordinates(1)] == ["x1"]
    assert [feature.name for feature in coordinates(2)] == ["x1", "x2"]
    with pytest.raises(Explained, match="1 or 2 coordinates, got 3"):
        coordinates(3)


def test_an_unknown_feature_is_answered_with_the_known_ones() -> None:
    with pytest.raises(Explained, match=r"no input feature 'x3'; choose one of x1, x2, x1_squared, .*sin_x2"):
        feature_named("x3")


def test_a_feature_never_hands_out_the_points_themselves() -> None:
    points = np.array([[1.0, 2.0]])
    for feature in FEATURES:
        feature.value(points)[:] = 99.0
    assert points.tolist() == [[1.0, 2.0]]


@pytest.mark.filterwarnings("error")
def test_points_far_out_make_no_warning() -> None:
    points = np.array([[1e200, -1e200], [1e-200, 1e-200]])
    for feature in FEATURES:
        feature.value(points)


def test_a_data_set_gives_the_network_the_features_that_are_asked_for() -> None:
    circles = data_set_named("circles").made(features=("x1_squared", "x2_squared"))
    rows = np.arange(circles.train.count)

    assert circles.input_names == ("x₁²", "x₂²")
    assert circles.input_count == 2
    np.testing.assert_allclose(circles.train.inputs(rows), circles.train.raw**2, rtol=1e-15)
    # with the squares a line divides the disc from the ring: x₁² + x₂² = 1.2²
    above = circles.train.inputs(rows).sum(axis=1) < 1.2**2
    np.testing.assert_array_equal(above, circles.train.labels == 1)
