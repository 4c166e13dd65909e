"""Values over the plane and over a line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.datasets import DataSet, data_set_named
from simulator.datasets.points import (
    CURVES,
    PLANE_REGRESSIONS,
    Function,
    bump,
    hills,
    linear,
    parabola,
    sine,
    zigzag,
)

REGRESSIONS = (*PLANE_REGRESSIONS, *CURVES)
every_regression = pytest.mark.parametrize("data_set", REGRESSIONS, ids=lambda data_set: data_set.name)


def without_noise(data_set: DataSet, **changed: object) -> DataSet:
    assert data_set.options is not None
    return data_set.made(replace(data_set.options, noise=0.0, **changed))  # type: ignore[arg-type]


def values_of(data_set: DataSet) -> Array:
    assert data_set.train.values is not None
    return data_set.train.values[:, 0]


@every_regression
def test_it_has_values_and_no_classes(data_set: DataSet) -> None:
    assert data_set.is_regression
    assert data_set.output_count == 1
    targets = data_set.targets(data_set.test, np.array([2, 0]))
    assert data_set.test.values is not None
    np.testing.assert_array_equal(targets, data_set.test.values[[2, 0]])


@every_regression
def test_values_lie_between_minus_one_and_one_and_are_not_all_alike(data_set: DataSet) -> None:
    values = values_of(without_noise(data_set, sample_count=20_000))
    assert np.abs(values).max() <= 1.0
    assert np.ptp(values) > 0.9


@every_regression
def test_the_noise_is_the_standard_deviation_of_what_is_added_to_the_values(data_set: DataSet) -> None:
    assert data_set.options is not None
    still = without_noise(data_set, sample_count=8000)
    moved = data_set.made(replace(data_set.options, sample_count=8000, noise=0.2))

    np.testing.assert_array_equal(moved.train.raw, still.train.raw)
    added = values_of(moved) - values_of(still)
    assert added.mean() == pytest.approx(0.0, abs=0.02)
    assert added.std() == pytest.approx(0.2, rel=0.05)


@pytest.mark.parametrize(
    ("function", "x", "y"),
    [
        (sine, [-np.pi / 2, 0, np.pi / 2], [-1, 0, 1]),
        (parabola, [-3, 0, 1.5, 3], [1, -1, -0.5, 1]),
        (bump, [-2, -1, 0, 0.99, 1.01], [0, 1, 1, 1, 0]),
        (zigzag, [-3, -1.5, 0, 0.75, 1.5, 3], [1, -1, 1, 0, -1, 1]),
    ],
)
def test_a_curve_goes_through_the_points_that_its_formula_gives(
    function: Function, x: list[float], y: list[float]
) -> None:
    np.testing.assert_allclose(function(np.array(x)[:, np.newaxis]), y, atol=1e-12)


def test_the_linear_values_are_those_of_one_neuron() -> None:
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [3.0, -3.0]])
    np.testing.assert_allclose(linear(points), [0.1, 0.3, 0.0, 1.0], atol=1e-15)


def test_least_squares_finds_the_weights_of_the_linear_values() -> None:
    data_set = data_set_named("linear")
    rows = np.column_stack((data_set.train.raw, np.ones(data_set.train.count)))
    # the normal equations
    found = np.linalg.solve(rows.T @ rows, rows.T @ values_of(data_set))
    np.testing.assert_allclose(found, [0.2, -0.1, 0.1], atol=0.02)


def test_the_hills_have_two_summits_and_two_hollows() -> None:
    axis = np.linspace(-3, 3, 121)
    x1, x2 = np.meshgrid(axis, axis)
    heights = hills(np.column_stack((x1.ravel(), x2.ravel()))).reshape(x1.shape)
    inner = heights[1:-1, 1:-1]
    around = np.stack([heights[1 + a:120 + a, 1 + b:120 + b] for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b])

    assert (inner > around.max(axis=0)).sum() == 2
    assert (inner < around.min(axis=0)).sum() == 2
    assert heights.max() == pytest.approx(-heights.min())
    assert 0.9 < heights.max() <= 1.0
