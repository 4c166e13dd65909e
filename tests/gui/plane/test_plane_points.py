"""Points, their places on a widget, and what editing makes of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from gui.figures.frame import Frame, round_ticks
from gui.plane.points import MOST_POINTS, PointSet, nearest
from simulator.datasets import data_set_named

FRAME = Frame(QRectF(20.0, 10.0, 240.0, 180.0), (-3.0, 0.0), (3.0, 90.0))
LABELLED = PointSet(np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([1, 0]), np.array([[0.0], [1.0]]), 2)
VALUED = PointSet(np.array([[0.5], [1.5]]), np.array([[0.25], [-1.0]]), np.empty((0, 1)), 2)


def test_a_window_fills_its_area_with_the_second_coordinate_upwards() -> None:
    assert FRAME.to_widget((-3.0, 0.0)) == QPointF(20.0, 190.0)
    assert FRAME.to_widget((3.0, 90.0)) == QPointF(260.0, 10.0)
    assert FRAME.to_widget((0.0, 45.0)) == QPointF(140.0, 100.0)


@given(st.floats(-10, 10), st.floats(-100, 100))
def test_a_place_leads_back_to_its_point(x: float, y: float) -> None:
    assert FRAME.to_point(FRAME.to_widget((x, y))) == pytest.approx((x, y), abs=1e-9)
    assert FRAME.places(np.array([[x, y]]))[0] == pytest.approx(FRAME.to_widget((x, y)).toTuple())


def test_a_position_outside_comes_back_to_the_edge() -> None:
    assert FRAME.inside(QPointF(0.0, 500.0)) == QPointF(20.0, 190.0)


def test_a_point_put_by_hand_has_no_more_decimals_than_a_hand_can_mean() -> None:
    assert FRAME.rounded((1.23456789, 12.3456789)) == (1.235, 12.35)


@pytest.mark.parametrize(("low", "high", "ticks"), [
    (-3.0, 3.0, [-2.0, 0.0, 2.0]), (-0.5, 1.5, [0.0, 1.0]), (0.0, 1.0, [0.0, 0.5, 1.0]),
    (14.1, 84.9, [50.0]), (-17030.0, 91812.0, [0.0, 50000.0]),
])
def test_ticks_are_few_and_round(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high, 3) == pytest.approx(ticks)


def test_samples_come_as_rows_of_coordinates_and_answer() -> None:
    assert LABELLED.rows() == ((0.0, 1.0, 1.0), (2.0, 3.0, 0.0))
    assert VALUED.rows() == ((0.5, 0.25), (1.5, -1.0))


def test_points_are_added_moved_and_taken_away_without_touching_what_was_there() -> None:
    more = LABELLED.added((5.0, 6.0), 1.0)
    assert more.rows() == (*LABELLED.rows(), (5.0, 6.0, 1.0))
    assert more.labels.dtype == np.int64
    assert more.moved(0, (7.0, 8.0)).rows() == ((7.0, 8.0, 1.0), (2.0, 3.0, 0.0), (5.0, 6.0, 1.0))
    assert more.without(1).rows() == ((0.0, 1.0, 1.0), (5.0, 6.0, 1.0))
    assert LABELLED.rows() == ((0.0, 1.0, 1.0), (2.0, 3.0, 0.0))
    assert VALUED.moved(1, (2.0,), 0.75).rows() == ((0.5, 0.25), (2.0, 0.75))


def test_on_a_line_a_point_stands_at_its_target() -> None:
    assert VALUED.positions().tolist() == [[0.5, 0.25], [1.5, -1.0]]
    answers = PointSet(np.array([[0.0], [1.0]]), np.array([1, 0]), np.array([[0.0], [1.0]]), 2)
    assert answers.positions().tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_of_very_many_samples_the_first_are_drawn() -> None:
    recipe = data_set_named("circles")
    assert recipe.options is not None
    many = recipe.made(type(recipe.options)(3 * MOST_POINTS, test_share=0.0))
    points = PointSet.of(many, many.train)
    assert (len(points), points.whole, points.is_whole) == (MOST_POINTS, 3 * MOST_POINTS, False)
    assert np.array_equal(points.coordinates, many.train.raw[:MOST_POINTS])


def test_the_point_under_the_pointer_is_the_nearest_one_and_the_last_that_was_drawn() -> None:
    places = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 0.0]])
    assert nearest(places, (9.0, 1.0), 4.0) == 2
    assert nearest(places, (5.0, 0.0), 4.0) is None
    assert nearest(np.empty((0, 2)), (0.0, 0.0), 4.0) is None
