"""A landscape: a surface on a grid."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint, PointKind, find_critical_points
from simulator.landscape.landscape import labelled, landscape_of, nearest, opened
from simulator.training import Interrupted
from tests.simulator.landscape.conftest import (
    ACKLEY,
    HIMMELBLAU,
    RASTRIGIN,
    ROSENBROCK,
    TWO_VALLEYS,
    FormulaSurface,
    over,
)


def test_its_grid_reaches_the_window_s_ends_and_row_0_is_the_lowest_b() -> None:
    landscape = landscape_of(ROSENBROCK, 21, 31, logarithmic=True)
    assert (landscape.a[0], landscape.a[-1], landscape.b[0], landscape.b[-1]) == (-2.0, 2.0, -1.0, 3.0)
    assert landscape.costs.shape == landscape.slopes.shape == landscape.plateau.shape == (31, 21)
    a, b = landscape.a[4], landscape.b[7]
    np.testing.assert_allclose(landscape.costs[7, 4], (1 - a) ** 2 + 100 * (b - a * a) ** 2)
    np.testing.assert_allclose(landscape.slopes[7, 4], np.hypot(-2 * (1 - a) - 400 * a * (b - a * a),
                                                                200 * (b - a * a)))


def test_holes_are_nan_and_the_rest_is_there() -> None:
    landscape = landscape_of(over(lambda a, b: np.log(a) + b * b), 41, 41, logarithmic=False)
    assert np.isnan(landscape.costs[:, landscape.a <= 0]).all()
    assert np.isfinite(landscape.costs[:, landscape.a > 0]).all()
    assert np.isfinite((landscape.scale.low, landscape.scale.high)).all()


@pytest.mark.parametrize("surface", [HIMMELBLAU, ROSENBROCK, RASTRIGIN, ACKLEY, TWO_VALLEYS])
@pytest.mark.parametrize("points", [15, 61, 101])
def test_the_same_points_are_found_whatever_the_grid(surface: FormulaSurface, points: int) -> None:
    expected = find_critical_points(surface)
    found = landscape_of(surface, points, points, logarithmic=True).points
    assert [point.kind for point in found] == [point.kind for point in expected]

    def places(points: tuple[CriticalPoint, ...]) -> Array:
        return np.array(sorted((point.kind.value, round(point.a, 5) + 0.0, round(point.b, 5) + 0.0)[1:]
                               for point in points))

    np.testing.assert_allclose(places(found), places(expected), atol=3e-5)


def test_the_scale_begins_at_the_lowest_minimum_even_between_the_points_of_the_grid() -> None:
    landscape = landscape_of(HIMMELBLAU, 24, 24, logarithmic=True)
    assert landscape.costs.min() > 0.1
    assert landscape.scale.low < 1e-12
    assert landscape.scale.softness is not None
    assert landscape_of(HIMMELBLAU, 24, 24, logarithmic=False).scale.softness is None


def test_points_and_a_threshold_that_are_known_are_taken_over() -> None:
    points = find_critical_points(HIMMELBLAU)[:2]
    landscape = landscape_of(HIMMELBLAU, 31, 31, logarithmic=True, points=points, threshold=0.7, is_final=False)
    assert landscape.points is points
    assert landscape.threshold == 0.7
    assert not landscape.is_final
    assert {point.kind for point in points} == {PointKind.MINIMUM}


def test_the_work_stops_when_it_is_asked_to() -> None:
    with pytest.raises(Interrupted):
        landscape_of(HIMMELBLAU, 61, 61, logarithmic=True, should_stop=lambda: True)


def test_regions_touch_along_sides_not_corners() -> None:
    inside = np.array([[1, 1, 0, 0, 1],
                       [0, 1, 0, 1, 1],
                       [0, 0, 1, 0, 0],
                       [1, 0, 1, 0, 1],
                       [1, 0, 1, 1, 1]], dtype=np.bool_)
    labels = labelled(inside)
    assert (labels[~inside] == -1).all()
    groups = [set(zip(*np.nonzero(labels == number), strict=True)) for number in range(labels.max() + 1)]
    assert sorted(map(len, groups)) == [2, 3, 3, 6]
    assert labels[0, 0] == labels[1, 1] != labels[1, 3] == labels[0, 4]
    assert labels[2, 2] == labels[3, 4] != labels[3, 0]


def test_regions_of_a_random_grid_are_those_of_a_flood_fill() -> None:
    inside = np.random.default_rng(3).random((40, 55)) < 0.6
    labels = labelled(inside)
    seen = np.full(inside.shape, -1)
    for start in zip(*np.nonzero(inside), strict=True):
        if seen[start] < 0:
            number, open_ones = seen.max() + 1, [start]
            while open_ones:
                row, column = open_ones.pop()
                if 0 <= row < 40 and 0 <= column < 55 and inside[row, column] and seen[row, column] < 0:
                    seen[row, column] = number
                    open_ones += [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    pairs = set(zip(labels.ravel().tolist(), seen.ravel().tolist(), strict=True))
    assert len(pairs) == len({label for label, _ in pairs}) == len({number for _, number in pairs})


def test_no_region_at_all_has_no_numbers() -> None:
    assert (labelled(np.zeros((3, 4), dtype=np.bool_)) == -1).all()
    assert (labelled(np.ones((3, 4), dtype=np.bool_)) == 0).all()


def test_opening_takes_away_what_is_thin_and_keeps_what_reaches_the_edge() -> None:
    inside = np.zeros((9, 9), dtype=np.bool_)
    inside[:3] = inside[4] = True
    inside[6:9, 6:9] = True
    wide = opened(inside, 1)
    assert wide[:3].all()
    assert wide[6:9, 6:9].all()
    assert not wide[4].any()
    np.testing.assert_array_equal(opened(inside, 0), inside)


def test_the_nearest_point_of_an_axis_is_one_of_its_ends_beyond_them() -> None:
    axis = np.linspace(-1.0, 1.0, 5)
    assert [nearest(axis, value) for value in (-9.0, -1.0, -0.3, -0.2, 0.24, 0.26, 5.0)] == [0, 0, 1, 2, 2, 3, 4]
