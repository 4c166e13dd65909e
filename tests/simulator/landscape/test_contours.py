"""Contour lines, joined."""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array
from simulator.landscape.contours import contour_lines

COLUMNS, ROWS = np.meshgrid(np.arange(41.0), np.arange(31.0))


def circle(column: float, row: float) -> Array:
    return np.hypot(COLUMNS - column, ROWS - row)


def longest_piece(line: Array) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).max())


def test_a_circle_is_one_closed_line_at_its_radius() -> None:
    lines = contour_lines(circle(20.0, 15.0), 10.0)
    assert len(lines) == 1
    line = lines[0]
    np.testing.assert_array_equal(line[0], line[-1])
    np.testing.assert_allclose(np.hypot(line[:, 0] - 20, line[:, 1] - 15), 10.0, atol=0.02)
    assert longest_piece(line) <= np.sqrt(2)
    # all the way around: the enclosed area by the shoelace formula is that of the circle
    x, y = line.T
    area = abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2
    np.testing.assert_allclose(area, np.pi * 100, rtol=0.01)


def test_a_straight_line_goes_from_edge_to_edge_as_column_and_row() -> None:
    lines = contour_lines(COLUMNS, 12.25)
    assert len(lines) == 1
    np.testing.assert_allclose(lines[0][:, 0], 12.25)
    np.testing.assert_allclose(np.sort(lines[0][:, 1]), np.arange(31.0))
    assert set(lines[0][[0, -1], 1]) == {0.0, 30.0}


def test_every_hill_has_its_own_line_and_an_open_line_comes_before_closed_ones() -> None:
    two_hills = np.minimum(circle(10.0, 15.0), circle(30.0, 15.0))
    assert [np.array_equal(line[0], line[-1]) for line in contour_lines(two_hills, 6.0)] == [True, True]
    cut = np.minimum(circle(10.0, 15.0), circle(40.0, 15.0))
    is_closed = [np.array_equal(line[0], line[-1]) for line in contour_lines(cut, 6.0)]
    assert is_closed == [False, True]


def test_the_lines_through_a_saddle_don_t_branch() -> None:
    saddle = (COLUMNS - 20) ** 2 - (ROWS - 15) ** 2
    for level, beyond in ((9.0, 0), (-9.0, 1)):
        lines = contour_lines(saddle, level)
        assert len(lines) == 2  # the two arms of a hyperbola
        for line, side in zip(sorted(lines, key=lambda line: line[:, beyond].mean()), (-1, 1), strict=True):
            assert (side * (line[:, beyond] - (20, 15)[beyond]) >= 3.0 - 0.05).all()
    through = contour_lines(saddle, 0.0)
    assert len(through) == 2
    for line in through:
        np.testing.assert_allclose(np.abs(line[:, 0] - 20), np.abs(line[:, 1] - 15), atol=1e-12)
        assert longest_piece(line) <= 2.0


def test_what_is_not_defined_leaves_a_gap() -> None:
    values = circle(20.0, 15.0)
    values[13:18, 25:] = np.nan
    lines = contour_lines(values, 10.0)
    assert len(lines) == 1
    ends = lines[0][[0, -1]]
    np.testing.assert_allclose(np.sort(ends[:, 1]), [12.0, 18.0])
    in_the_hole = (lines[0][:, 0] > 24) & (lines[0][:, 1] > 12) & (lines[0][:, 1] < 18)
    assert not in_the_hole.any()
    assert np.isfinite(lines[0]).all()


def test_infinite_and_enormous_costs_are_no_line() -> None:
    values = circle(20.0, 15.0)
    values[:, :3], values[:, 38:] = np.inf, 1.7e308
    values[0, 38:] = -1.7e308
    for line in contour_lines(values, 10.0):
        assert np.isfinite(line).all()


def test_a_level_that_is_never_reached_has_no_lines() -> None:
    for values in (circle(20.0, 15.0), np.zeros((5, 5)), np.full((4, 4), np.nan)):
        assert contour_lines(values, 1e3) == []
        assert contour_lines(values, -1.0) == []


def test_a_level_that_grid_points_take_exactly_is_drawn_once() -> None:
    lines = contour_lines(np.abs(COLUMNS - 20) + np.abs(ROWS - 15), 7.0)
    assert len(lines) == 1
    np.testing.assert_allclose(np.abs(lines[0] - (20, 15)).sum(axis=1), 7.0)
