"""The lines and regions of a landscape, the colours below them, and what is said of them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from gui.figures.colors import viridis_table
from gui.figures.labels import Wish, placed
from gui.figures.loss.map_ground import LEVELS, basins_in_plane, contours_of, ground_image, map_lines
from gui.figures.loss.map_marks import named_points
from gui.figures.loss.words import (
    cost_text,
    cost_texts,
    description,
    place_texts,
    plateau_text,
    read_at,
    threshold_text,
)
from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.surfaces.catalogue import function_named
from simulator.surfaces.surface import Window


class Bowl:
    """C = a² + b², but nothing inside of a circle with radius 1 where there is a hole."""

    symbols = ("a", "b")
    window = Window((-2.0, -2.0), (2.0, 2.0))

    def __init__(self, *, hole: bool = False) -> None:
        self._hole = hole

    def costs(self, a: Array, b: Array) -> Array:
        c = np.asarray(a**2 + b**2)
        return np.where(c < 1.0, np.nan, c) if self._hole else c

    def gradients(self, a: Array, b: Array) -> Array:
        gradient = np.stack(np.broadcast_arrays(2.0 * a, 2.0 * b), axis=-1)
        gradient[~np.isfinite(self.costs(a, b))] = np.nan
        return gradient

    def hessians(self, a: Array, b: Array) -> Array:
        return np.broadcast_to(2.0 * np.eye(2), (*np.broadcast_shapes(np.shape(a), np.shape(b)), 2, 2))


def area_of(outline: Array) -> float:
    """Of a closed polyline (the shoelace formula)."""
    x, y = outline.T
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())) / 2


@pytest.fixture(scope="module")
def bowl() -> Landscape:
    return landscape_of(Bowl(), 81, 81, logarithmic=False)


@pytest.fixture(scope="module")
def ring() -> Landscape:
    return landscape_of(Bowl(hole=True), 81, 81, logarithmic=False)


def test_contours_of_a_bowl_are_circles(bowl: Landscape) -> None:
    contours = contours_of(bowl, bowl.costs)
    assert len(contours) == LEVELS
    for level, lines in zip(bowl.scale.levels(LEVELS).tolist(), contours, strict=True):
        for line in lines:
            np.testing.assert_allclose(np.hypot(*line.T), math.sqrt(level), atol=2e-3)


def test_a_ghost_has_every_second_level(bowl: Landscape) -> None:
    every, second = contours_of(bowl, bowl.costs), contours_of(bowl, bowl.costs, 2)
    assert len(second) == LEVELS // 2
    np.testing.assert_array_equal(second[0][0], every[1][0])


def test_the_outline_of_a_hole_has_no_stairs(ring: Landscape) -> None:
    (outline,) = map_lines(ring).holes
    assert area_of(outline) == pytest.approx(math.pi, rel=0.03)
    np.testing.assert_allclose(np.hypot(*outline.T), 1.0, atol=0.05)  # a cell is 0.05 wide


def test_the_outline_of_a_plateau_runs_where_the_slope_is_the_threshold() -> None:
    function = function_named("plateau")
    landscape = landscape_of(function.surface, 81, 81, logarithmic=False)
    relief = map_lines(landscape)
    assert relief.plateau
    inner = np.concatenate([line[(np.abs(line) < 3.9).all(axis=1)] for line in relief.plateau])
    slopes = np.hypot(*function.surface.gradients(inner[:, 0], inner[:, 1]).T)
    np.testing.assert_allclose(slopes, landscape.threshold, rtol=0.1)


def test_a_region_up_to_the_edge_is_closed_along_it() -> None:
    landscape = landscape_of(function_named("plateau").surface, 81, 81, logarithmic=False)
    corners = np.abs(np.concatenate(map_lines(landscape).plateau)).max(axis=0)
    np.testing.assert_allclose(corners, (4.0, 4.0), atol=1e-4)


def basins(owner: Array, count: int) -> Basins:
    rows, columns = owner.shape
    minimum = CriticalPoint(PointKind.MINIMUM, 0.0, 0.0, 0.0, (1.0, 1.0))
    return Basins(np.linspace(0.0, 1.0, columns), np.linspace(0.0, 1.0, rows), (minimum,) * count,
                  owner.astype(np.int64), 0.1)


def test_few_basins_have_colours_of_their_own() -> None:
    quarters = np.kron(np.array([[0, 1], [2, 3]]), np.ones((10, 10)))
    found = basins_in_plane(basins(quarters, 4))
    assert sorted(basin.tint for basin in found) == [0, 1, 2, 3]
    assert sum(area_of(basin.outlines[0]) for basin in found) == pytest.approx(1.0, rel=0.11)


def test_of_many_basins_neighbours_differ() -> None:
    stripes = np.repeat(np.arange(20), 5) * np.ones((30, 1))
    tints = [basin.tint for basin in basins_in_plane(basins(stripes, 20))]
    assert all(first != second for first, second in pairwise(tints))
    assert max(tints) < 6


def test_a_minimum_that_nobody_reaches_has_no_region() -> None:
    assert basins_in_plane(basins(np.full((9, 9), -1.0), 1))[0].outlines == ()


# colours

def test_the_picture_is_interpolated_and_upright(bowl: Landscape) -> None:
    slope = replace(bowl, costs=np.linspace(0.0, 8.0, 81)[:, np.newaxis] * np.ones(81))
    image = ground_image(slope, 30, 200, viridis_table())
    indices = [image.pixelIndex(15, row) for row in range(200)]
    assert indices == sorted(indices, reverse=True)
    expected = [255 * (199.5 - row) / 200 * 8.0 / slope.scale.high for row in range(200)]
    np.testing.assert_allclose(indices, expected, atol=0.6)


def test_costs_beyond_the_scale_have_the_colours_of_its_ends(bowl: Landscape) -> None:
    image = ground_image(replace(bowl, costs=bowl.costs * 1e6 - 50.0), 40, 40, viridis_table())
    assert image.pixelIndex(0, 0) == 255
    assert {image.pixelColor(0, 0).name(), "#fde725"} == {"#fde725"}


def test_a_picture_of_nothing_is_possible(bowl: Landscape) -> None:
    nothing = replace(bowl, costs=np.full((81, 81), np.nan))
    assert ground_image(nothing, 10, 10, viridis_table()).pixelColor(5, 5) == QColor("#440154")


# words

def test_a_place_between_the_points_of_the_grid_is_read_off(bowl: Landscape) -> None:
    cost, slope = read_at(bowl, (1.013, -0.517))
    assert cost == pytest.approx(1.013**2 + 0.517**2, abs=2e-3)
    assert slope == pytest.approx(2.0 * math.hypot(1.013, 0.517), abs=2e-3)


def test_on_a_logarithmic_scale_too() -> None:
    rosenbrock = function_named("rosenbrock").surface
    landscape = landscape_of(rosenbrock, 101, 101, logarithmic=True)
    cost, _ = read_at(landscape, (-1.013, 2.217))
    assert cost == pytest.approx(float(rosenbrock.costs(np.array(-1.013), np.array(2.217))), rel=0.02)


def test_in_a_hole_there_is_nothing_to_read_off(ring: Landscape) -> None:
    assert np.isnan(read_at(ring, (0.0, 0.3))).all()
    assert cost_texts(math.nan, math.nan) == ["C is not defined here"]
    assert "places where the cost is not defined" in description(ring)


def test_beyond_the_window_its_edge_is_read_off(bowl: Landscape) -> None:
    assert read_at(bowl, (90.0, -90.0)) == pytest.approx((8.0, math.sqrt(32.0)))


def test_coordinates_have_the_decimals_of_a_thousandth_of_the_window() -> None:
    assert place_texts(("w", "b"), (-1.23456, 700.0), (6.0, 2000.0)) == ["w = −1.235", "b = 700"]


@pytest.mark.parametrize(("threshold", "text"), [(0.05, "0.05"), (5e-4, "5·10⁻⁴"), (1.2345e-5, "1.2·10⁻⁵")])
def test_round_thresholds_are_written_round(threshold: float, text: str) -> None:
    assert threshold_text(threshold) == text


def test_the_plateau_is_explained(bowl: Landscape) -> None:
    assert plateau_text(replace(bowl, threshold=0.05)) == "plateau ‖∇C‖ < 0.05"


def test_a_local_minimum_is_told_from_the_lowest_by_its_cost(bowl: Landscape) -> None:
    best = CriticalPoint(PointKind.MINIMUM, 0.0, 0.0, 0.20001, (1.0, 1.0), is_global=True)
    other = CriticalPoint(PointKind.MINIMUM, 1.0, 0.0, 0.20004, (1.0, 1.0))
    landscape = replace(bowl, points=(best, other))
    assert cost_text(best, landscape) == "0.200"
    assert cost_text(other, landscape) == "0.20004"


def test_all_global_minima_have_the_same_cost() -> None:
    landscape = landscape_of(function_named("himmelblau").surface, 81, 81, logarithmic=True)
    texts = {cost_text(point, landscape) for point in landscape.points if point.is_global}
    assert len(texts) == 1


def test_many_local_minima_are_not_named(bowl: Landscape) -> None:
    best = CriticalPoint(PointKind.MINIMUM, 0.0, 0.0, 0.0, (1.0, 1.0), is_global=True)
    others = tuple(CriticalPoint(PointKind.MINIMUM, 0.1 * k, 1.0, 1.0, (1.0, 1.0)) for k in range(9))
    assert named_points(replace(bowl, points=(best, *others))) == [best]
    assert len(named_points(replace(bowl, points=(best, *others[:5])))) == 6


# labels

AREA = QRectF(0.0, 0.0, 200.0, 100.0)


def wish(x: float, y: float, *, insists: bool = False) -> Wish:
    return Wish((("a long name", (80.0, 16.0)), ("short", (20.0, 16.0))), QPointF(x, y), 6.0, insists)


def test_a_label_stands_to_the_right_or_where_the_edge_allows() -> None:
    right, left = placed([wish(50.0, 50.0)], AREA, [], 4.0) + placed([wish(170.0, 50.0)], AREA, [], 4.0)
    assert right.room.left() == pytest.approx(60.0)
    assert left.room.right() == pytest.approx(160.0)


def test_labels_keep_clear_of_each_other_of_marks_and_of_the_edge() -> None:
    generator = np.random.default_rng(1)
    places = generator.uniform((0.0, 0.0), (200.0, 100.0), size=(30, 2)).tolist()
    marks = [QRectF(x - 4.0, y - 4.0, 8.0, 8.0) for x, y in places]
    rooms = [label.room for label in placed([wish(x, y) for x, y in places], AREA, marks, 4.0)]
    assert all(AREA.contains(room) for room in rooms)
    assert not any(room.intersects(mark) for room in rooms for mark in marks)
    assert not any(first.intersects(second) for number, first in enumerate(rooms) for second in rooms[:number])


def test_at_the_edge_a_label_may_stand_at_a_corner_of_its_own_round_mark() -> None:
    own, ball = QRectF(180.0, 44.0, 12.0, 12.0), QRectF(150.0, 40.0, 20.0, 16.0)
    short = Wish((("0.37", (30.0, 16.0)),), QPointF(186.0, 50.0), 6.0)
    room = placed([short], AREA, [own, ball], 4.0)[0].room
    assert AREA.contains(room)
    assert not room.intersects(ball)


def test_where_a_name_has_no_room_its_short_form_may() -> None:
    blocks = [QRectF(85.0, 0.0, 115.0, 100.0), QRectF(0.0, 0.0, 15.0, 100.0)]
    assert [label.text for label in placed([wish(50.0, 50.0)], AREA, blocks, 4.0)] == ["short"]


def test_only_who_insists_covers_marks() -> None:
    everywhere = [QRectF(AREA)]
    assert placed([wish(50.0, 50.0)], AREA, everywhere, 4.0) == []
    assert placed([wish(50.0, 50.0, insists=True)], AREA, everywhere, 4.0)[0].text == "a long name"
