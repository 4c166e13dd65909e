"""Points in the plane: balanced classes where their data sets say, the same again from the same seed."""

from __future__ import annotations

from dataclasses import replace
from math import erf, sqrt

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.datasets import DataSet, data_set_named
from simulator.datasets.points import (
    EDGE,
    INNER_RADIUS,
    POINT_DATA_SETS,
    RING_RADII,
    SEPARABLE_MARGIN,
    SEPARABLE_NORMAL,
    SEPARABLE_OFFSET,
    SPIRAL_RADII,
    SPIRAL_TURNS,
    XOR_MARGIN,
    blob_centres,
    circles,
    moons,
    separable,
    spiral,
    three_classes,
    two_gaussians,
    xor,
)

every_point_data_set = pytest.mark.parametrize("data_set", POINT_DATA_SETS, ids=lambda data_set: data_set.name)


def generator(seed: int = 7) -> np.random.Generator:
    return np.random.default_rng(seed)


def noisy(data_set: DataSet, noise: float) -> DataSet:
    assert data_set.options is not None
    return data_set.made(replace(data_set.options, noise=noise))


@every_point_data_set
def test_classes_are_of_equal_size_in_two_parts_that_share_no_point(data_set: DataSet) -> None:
    for part in (data_set.train, data_set.test):
        sizes = np.bincount(part.labels, minlength=len(data_set.class_labels))
        assert sizes.max() - sizes.min() <= 1
        # any first samples are balanced as well: a part of the data, or a batch in its order
        first = np.bincount(part.labels[:10], minlength=len(data_set.class_labels))
        assert first.max() - first.min() <= 1
    assert data_set.has_own_test
    assert not np.isin(data_set.train.raw, data_set.test.raw).any()


@every_point_data_set
def test_the_seed_decides_where_the_points_lie(data_set: DataSet) -> None:
    assert data_set.options is not None
    again = data_set.made(data_set.options)
    other = data_set.made(replace(data_set.options, seed=data_set.options.seed + 1))

    np.testing.assert_array_equal(again.train.raw, data_set.train.raw)
    np.testing.assert_array_equal(again.test.raw, data_set.test.raw)
    assert not np.isin(other.train.raw, data_set.train.raw).any()


@every_point_data_set
@pytest.mark.parametrize("count", [0, 1, 2, 3, 301])
def test_any_number_of_points_can_be_made_and_all_lie_in_the_window(data_set: DataSet, count: int) -> None:
    assert data_set.recipe is not None
    assert data_set.options is not None
    options = replace(data_set.options, sample_count=2 * max(count, 1), noise=data_set.recipe.largest_noise)
    made = data_set.made(options)

    assert made.train.raw.shape == made.test.raw.shape == (max(count, 1), 2)
    assert np.abs(made.train.raw).max() <= EDGE
    alone = data_set.made(replace(options, test_share=0.0))
    assert alone.test is alone.train


@every_point_data_set
def test_more_noise_moves_the_same_points_further(data_set: DataSet) -> None:
    still, little, more = (noisy(data_set, noise).train.raw for noise in (0.0, 0.01, 0.02))
    inside = (np.abs(still) < EDGE - 0.2).all(axis=1)

    assert inside.sum() > 100
    np.testing.assert_allclose((more - still)[inside], 2 * (little - still)[inside], atol=1e-12)
    assert np.std((little - still)[inside]) == pytest.approx(0.01, rel=0.15)


def test_circles_keep_a_gap_between_disc_and_ring() -> None:
    data_set = data_set_named("circles")
    for part in (data_set.train, data_set.test):
        radius = np.hypot(*part.inputs(np.arange(part.count)).T)
        assert radius[part.labels == 1].max() <= INNER_RADIUS
        assert radius[part.labels == 0].min() >= RING_RADII[0]
        assert radius[part.labels == 0].max() <= RING_RADII[1]


def test_the_disc_is_filled_evenly() -> None:
    points, labels = circles(generator(), 80_000, 0.0)
    disc = points[labels == 1]

    # A quarter of the area lies within half the radius; four standard deviations of the share are 0.9 %.
    assert np.mean(np.hypot(*disc.T) <= INNER_RADIUS / 2) == pytest.approx(0.25, abs=0.009)
    assert disc.mean(axis=0) == pytest.approx([0, 0], abs=0.01)


def test_xor_is_true_where_exactly_one_coordinate_is_positive() -> None:
    points, labels = xor(generator(), 4000, 0.0)

    np.testing.assert_array_equal(labels == 1, (points[:, 0] > 0) != (points[:, 1] > 0))
    assert np.abs(points).min() >= XOR_MARGIN
    quadrants = np.bincount(2 * (points[:, 0] > 0) + (points[:, 1] > 0))
    assert quadrants.tolist() == [1000] * 4


def test_the_best_line_between_the_gaussians_misses_what_the_normal_distribution_says() -> None:
    points, labels = two_gaussians(generator(), 100_000, 0.7)
    missed = np.mean((points.sum(axis=1) > 0) != (labels == 1))

    # The centres lie √2 from the line, each class has the deviation 0.7 across it.
    normal_distribution = (1 - erf(sqrt(2) / 0.7 / sqrt(2))) / 2
    assert normal_distribution == pytest.approx(0.022, abs=0.0005)
    assert missed == pytest.approx(normal_distribution, abs=0.002)


def test_the_noise_of_the_blobs_is_their_standard_deviation() -> None:
    points, labels = three_classes(generator(), 30_000, 0.4)

    for number, centre in enumerate(blob_centres(3)):
        blob = points[labels == number]
        np.testing.assert_allclose(blob.mean(axis=0), centre, atol=0.02)
        np.testing.assert_allclose(blob.std(axis=0), 0.4, atol=0.01)


@pytest.mark.parametrize("class_count", [3, 4])
def test_the_centres_of_the_blobs_lie_evenly_on_a_circle(class_count: int) -> None:
    centres = blob_centres(class_count)
    neighbours = np.hypot(*(centres - np.roll(centres, 1, axis=0)).T)

    np.testing.assert_allclose(np.hypot(*centres.T), np.hypot(*centres[0]), rtol=1e-12)
    np.testing.assert_allclose(neighbours, neighbours[0], rtol=1e-12)


def test_the_moons_are_half_circles_that_reach_into_each_other() -> None:
    points, labels = moons(generator(), 2000, 0.0)
    upper, lower = points[labels == 0], points[labels == 1]

    for moon in (upper, lower):
        # three points give a circle; all the others lie on it
        a, b, c = moon[:3]
        centre = np.linalg.solve(2 * np.array([b - a, c - a]), np.array([b @ b - a @ a, c @ c - a @ a]))
        np.testing.assert_allclose(np.hypot(*(moon - centre).T), np.hypot(*(a - centre)), rtol=1e-9)
    np.testing.assert_allclose(upper.mean(axis=0), -lower.mean(axis=0), atol=0.06)
    assert upper[:, 0].max() > lower[:, 0].min() + 0.5
    assert upper[:, 1].min() < lower[:, 1].max() - 0.5


def test_the_arms_of_the_spiral_never_come_near_each_other() -> None:
    points, labels = spiral(generator(), 2000, 0.0)
    arms = [points[labels == number] for number in (0, 1)]
    distances = np.hypot(*(arms[0][:, np.newaxis] - arms[1]).transpose(2, 0, 1))

    assert distances.min() > 0.4
    radius = np.hypot(*points.T)
    assert radius.min() >= SPIRAL_RADII[0]
    assert radius.max() <= SPIRAL_RADII[1]


def test_the_radius_of_the_spiral_grows_evenly_with_the_angle() -> None:
    points, labels = spiral(generator(), 2000, 0.0)
    arm = points[labels == 0]
    arm = arm[np.argsort(np.hypot(*arm.T))]
    radius, angle = np.hypot(*arm.T), np.unwrap(np.arctan2(arm[:, 1], arm[:, 0]))

    slope, _ = np.polyfit(radius, angle, 1)
    assert np.corrcoef(radius, angle)[0, 1] > 1 - 1e-9
    assert slope * (SPIRAL_RADII[1] - SPIRAL_RADII[0]) == pytest.approx(2 * np.pi * SPIRAL_TURNS, rel=1e-6)


def perceptron(points: Array, signs: Array) -> int:
    """How many corrections Rosenblatt's rule makes, from zeros, until no point is wrong."""
    rows = np.column_stack((points, np.ones(len(points)))) * signs[:, np.newaxis]
    w, corrections = np.zeros(3), 0
    while True:
        before = corrections
        for row in rows:
            if w @ row <= 0:
                w, corrections = w + row, corrections + 1
        if corrections == before:
            return corrections


@pytest.mark.parametrize("seed", range(5))
def test_the_separable_points_keep_their_margin_so_that_the_perceptron_stops_in_time(seed: int) -> None:
    points, labels = separable(generator(seed), 400, 0.0)
    signs = np.where(labels == 1, 1.0, -1.0)
    assert np.hypot(*SEPARABLE_NORMAL) == pytest.approx(1.0)

    assert (signs * (points @ SEPARABLE_NORMAL + SEPARABLE_OFFSET)).min() >= SEPARABLE_MARGIN

    radius_squared = 1 + (points**2).sum(axis=1).max()
    margin_squared = SEPARABLE_MARGIN**2 / (1 + SEPARABLE_OFFSET**2)
    assert 0 < perceptron(points, signs) <= radius_squared / margin_squared


def test_noise_carries_separable_points_over_the_line() -> None:
    points, labels = separable(generator(), 400, 0.5)
    wrong = (points @ SEPARABLE_NORMAL + SEPARABLE_OFFSET > 0) != (labels == 1)
    assert 0.02 < wrong.mean() < 0.3
