"""Long series thinned out for a chart, and round numbers for its axes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.figures.envelope import GrowingEnvelope, envelope
from gui.figures.frame import LARGEST, decade_ticks, round_ticks, round_up, tick_text


def test_a_short_series_is_drawn_as_it_is() -> None:
    x, y = envelope(np.array([3.0, 1.0, 2.0]), 10)
    assert x.tolist() == [0.0, 1.0, 2.0]
    assert y.tolist() == [3.0, 1.0, 2.0]


@given(count=st.integers(1, 20_000), most=st.integers(4, 900), seed=st.integers(0, 9))
def test_no_peak_is_lost_and_the_line_stays_short(count: int, most: int, seed: int) -> None:
    values = np.random.default_rng(seed).normal(size=count)
    x, y = envelope(values, most)
    assert len(x) == len(y) <= most + 2
    assert y.min() == values.min()
    assert y.max() == values.max()
    assert x[0] >= 0
    assert x[-1] <= count - 1
    assert (np.diff(x) >= 0).all()


def test_full_bins_stay_as_they_are_while_the_series_grows() -> None:
    values = np.random.default_rng(0).normal(size=4700)
    short, longer = envelope(values[:4300], 600), envelope(values, 600)
    full = 2 * (4300 // 16)
    assert np.array_equal(short[0][:full], longer[0][:full])
    assert np.array_equal(short[1][:full], longer[1][:full])


def plain_envelope(values: list[float], most: int) -> tuple[list[float], list[float]]:
    """Bin by bin, value by value."""
    if len(values) <= most:
        return [float(place) for place in range(len(values))], values
    width = 1
    while width < 2 * len(values) / most:
        width *= 2
    x, y = [], []
    for start in range(0, len(values), width):
        part = values[start:start + width]
        known = [value for value in part if math.isfinite(value)]
        x += [start + 0.5 * (len(part) - 1)] * 2
        y += [min(known, default=math.nan), max(known, default=math.nan)]
    return x, y


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(["grow", "grow", "grow", "cut", "holes"])), min_size=1,
                max_size=12), st.integers(4, 60))
def test_a_series_that_grows_or_is_cut_has_the_line_that_it_has_in_one_go(changes: list[tuple[int, str]],
                                                                          most: int) -> None:
    source, values, growing = np.random.default_rng(1), np.empty(0), GrowingEnvelope(most)
    for size, what in changes:
        new = source.normal(size=size)
        if what == "holes":
            new[::2] = np.nan
        values = np.concatenate([values[:size] if what == "cut" else values, new])
        x, y = growing.of(values)
        expected_x, expected_y = plain_envelope(values.tolist(), most)
        assert x.tolist() == expected_x
        np.testing.assert_array_equal(y, expected_y)


def test_values_that_are_not_finite_are_left_out() -> None:
    values = np.full(1000, 0.5)
    values[::3], values[::5], values[400:500] = np.inf, np.nan, -np.inf
    _, y = envelope(values, 100)
    assert set(y[np.isfinite(y)]) == {0.5}
    assert np.isnan(y).any(), "a bin without a finite value is a gap"
    assert np.isnan(envelope(np.array([np.inf, np.nan]), 10)[1]).all()


def test_an_empty_series_is_an_empty_line() -> None:
    assert [len(part) for part in envelope(np.empty(0), 10)] == [0, 0]


@given(st.floats(1e-9, 1e12))
def test_rounding_up_is_close_and_never_below(x: float) -> None:
    assert x * (1 - 1e-9) <= round_up(x) <= 1.5 * x


def test_charts_end_before_numbers_do() -> None:
    assert round_up(1.7e308) == LARGEST


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(1, 12))
def test_ticks_are_round_and_inside(low: float, length: float, most: int) -> None:
    high = low + length
    ticks = round_ticks(low, high, most, intervals=True)
    assert len(ticks) <= most + 1
    slack = 1e-6 * length
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    if len(ticks) > 1:
        spacing = ticks[1] - ticks[0]
        assert any(math.isclose(spacing, digit * 10.0**math.floor(math.log10(spacing * 1.0001)), rel_tol=1e-3)
                   for digit in (1, 2, 5, 10))


@pytest.mark.parametrize(("low", "high", "most", "expected"), [
    (-2.0, 1.0, 5, [-2.0, -1.0, 0.0, 1.0]),
    (-6.0, 0.0, 3, [-6.0, -3.0, 0.0]),
    (-0.5, 0.0, 6, [math.log10(0.5), 0.0]),
    (-1.0, 0.0, 6, [-1.0, math.log10(0.2), math.log10(0.5), 0.0]),
])
def test_logarithmic_ticks_are_powers_of_ten_and_fill_in_where_there_is_room(
        low: float, high: float, most: int, expected: list[float]) -> None:
    assert decade_ticks(low, high, most) == pytest.approx(expected)


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0"), (0.5, "0.5"), (10.0, "10"), (0.01, "0.01"), (2.5, "2.5"), (1e-5, "1·10⁻⁵"),
    (0.30000000000000004, "0.3"), (-0.5, "−0.5"), (-20000.0, "−20\N{NARROW NO-BREAK SPACE}000")])
def test_numbers_on_an_axis_have_no_idle_digits(value: float, text: str) -> None:
    assert tick_text(value) == text
