"""Lines where a function over a grid, or over the network, takes a value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from simulator.arrays import Array
from simulator.boundary import Crossings, crossings, halved, line_in_window, widened


def grid(function: object, size: int = 61) -> tuple[Array, Array, Array]:
    x = np.linspace(-2.0, 2.0, size)
    across, up = np.meshgrid(x, -x)
    return across, up, function(across, up)  # type: ignore[operator]


def coordinates(found: Crossings, size: int = 61) -> tuple[Array, Array]:
    rows, columns = found.places.T
    return -2.0 + 4.0 * columns / (size - 1), 2.0 - 4.0 * rows / (size - 1)


def test_the_line_of_a_circle_lies_on_the_circle_and_closes() -> None:
    _, _, values = grid(lambda x, y: x * x + y * y)
    found = crossings(values, 1.0)
    assert np.abs(np.hypot(*coordinates(found)) - 1.0).max() < 0.002
    _, met = np.unique(found.pieces, return_counts=True)
    assert (met == 2).all(), "every crossing joins two pieces: the line has no end"
    lengths = np.hypot(*np.moveaxis(np.diff(found.segments, axis=1)[:, 0], 1, 0)) * 4.0 / 60
    assert lengths.sum() == pytest.approx(2 * np.pi, rel=2e-3)


def test_a_linear_function_is_found_exactly() -> None:
    _, _, values = grid(lambda x, y: 0.3 * x - 0.7 * y + 0.2)
    x, y = coordinates(crossings(values))
    assert np.abs(0.3 * x - 0.7 * y + 0.2).max() < 1e-12


@given(hnp.arrays(np.float64, (5, 6), elements=st.floats(-2, 2)))
def test_every_side_of_a_cell_between_two_sides_of_the_level_is_crossed_once(values: Array) -> None:
    above = values > 0.25
    sides = np.count_nonzero(above[1:] != above[:-1]) + np.count_nonzero(above[:, 1:] != above[:, :-1])
    found = crossings(values, 0.25)
    assert len(found.shares) == sides
    assert ((found.shares >= 0.0) & (found.shares <= 1.0)).all()


@pytest.mark.parametrize(("high", "low", "cut_off"), [(3.0, -1.0, [(0, 1), (1, 0)]), (1.0, -3.0, [(0, 0), (1, 1)])])
def test_in_a_saddle_the_side_of_its_mean_stays_joined(high: float, low: float, cut_off: list[tuple[int, int]]
                                                       ) -> None:
    values = np.array([[high, low], [low, high]])
    middles = crossings(values).segments.mean(axis=1)
    nearest = [min(np.ndindex(2, 2), key=lambda corner: float(np.hypot(*(middle - np.array(corner)))))
               for middle in middles]
    assert sorted(nearest) == cut_off


def test_what_is_no_number_has_no_line_around_it() -> None:
    _, _, values = grid(lambda x, y: x)
    values[:20] = np.nan
    found = crossings(values)
    assert np.isfinite(found.shares).all()
    assert found.places[:, 0].min() >= 20


def test_a_jump_is_found_by_halving_where_a_straight_line_between_two_corners_would_miss_it() -> None:
    _, _, values = grid(lambda x, y: np.where(x > 0.31 * y + 0.123, 1.0, -1.0))
    found = crossings(values)

    def is_above(places: Array) -> Array:
        x, y = -2.0 + 4.0 * places[:, 1] / 60, 2.0 - 4.0 * places[:, 0] / 60
        return x > 0.31 * y + 0.123  # type: ignore[no-any-return]

    better = halved(found, is_above, is_above(found.at(np.zeros(len(found.shares)))))
    (x, y), (x0, y0) = coordinates(better), coordinates(found)
    cell = 4.0 / 60
    assert np.abs(x0 - 0.31 * y0 - 0.123).max() > cell / 4
    assert np.abs(x - 0.31 * y - 0.123).max() < cell / 60


def test_a_widened_grid_goes_on_in_straight_lines() -> None:
    _, _, values = grid(lambda x, y: 2 * x - 3 * y + 1, 7)
    x = np.linspace(-2.0 - 4 / 6, 2.0 + 4 / 6, 9)
    across, up = np.meshgrid(x, -x)
    assert widened(values) == pytest.approx(2 * across - 3 * up + 1)


number = st.floats(-5, 5).map(lambda x: round(x, 2))


@given(number, number, number)
def test_a_line_in_a_window_ends_on_its_edges_with_the_positive_side_on_its_left(w1: float, w2: float, b: float
                                                                                 ) -> None:
    low, high = (-1.0, -2.0), (3.0, 2.5)
    found = line_in_window((w1, w2), b, low, high)
    corners = np.array([(x, y) for x in (low[0], high[0]) for y in (low[1], high[1])])
    sides = corners @ np.array((w1, w2)) + b
    if found is None:
        assert (w1 == w2 == 0.0) or (sides >= -1e-9).all() or (sides <= 1e-9).all()
        return
    for x, y in found:
        assert w1 * x + w2 * y + b == pytest.approx(0.0, abs=1e-9)
        assert min(abs(x - low[0]), abs(x - high[0]), abs(y - low[1]), abs(y - high[1])) < 1e-9
        assert low[0] - 1e-9 <= x <= high[0] + 1e-9
        assert low[1] - 1e-9 <= y <= high[1] + 1e-9
    (x0, y0), (x1, y1) = found
    left = ((x0 + x1) / 2 - (y1 - y0) * 0.01, (y0 + y1) / 2 + (x1 - x0) * 0.01)
    assert w1 * left[0] + w2 * left[1] + b > 0.0


def test_weights_that_have_run_away_draw_no_line() -> None:
    assert line_in_window((np.inf, 1.0), 0.0, (-1.0, -1.0), (1.0, 1.0)) is None
    assert line_in_window((1.0, 1.0), np.nan, (-1.0, -1.0), (1.0, 1.0)) is None
