from __future__ import annotations

import math

import numpy as np
import pytest

from gui.workspaces.network import edge_pictures as edge_sums
from gui.workspaces.network.edge_pictures import EdgeField, Edges, Strip
from simulator.arrays import Array

BLUE, ORANGE = (37, 99, 235), (194, 85, 10)
FAR = math.inf


def strip(n_in: int = 7, n_out: int = 5, *, count: int = 60, height: int = 90, grain: int = 1) -> Strip:
    return Strip(0.0, float(count), np.linspace(20.5, 60.5, n_in), np.linspace(5.5, 84.5, n_out), 0, count, height,
                 grain)


def weights(n_in: int = 7, n_out: int = 5, seed: int = 3) -> Array:
    return np.random.default_rng(seed).normal(size=(n_out, n_in))


def picture(place: Strip, values: Array, *, from_left: bool = True) -> np.ndarray:
    field = EdgeField(place, values, values, (BLUE, ORANGE), from_left=from_left)
    field.work(FAR)
    assert field.complete
    return field.pixels


def test_a_single_edge_lies_on_its_curve_in_every_column() -> None:
    place = strip(1, 1)
    pixels = picture(place, np.array([[0.7]]))
    for column in range(place.count):
        t = (column + 0.5) / place.count
        y = place.sources[0] + (place.neurons[0] - place.sources[0]) * (3 * t**2 - 2 * t**3)
        seen = np.flatnonzero(pixels[:, column, 3])
        assert abs(seen - y).min() < 1.0
        assert abs(seen + 0.5 - y).max() < 2.0


def test_each_column_holds_the_sum_of_all_positive_and_of_all_negative_edges() -> None:
    values = weights()
    positive, negative = Edges(strip(), values, 1.0).light(strip().bend(np.arange(60) + 0.5), 1)
    assert positive.sum(axis=1) == pytest.approx(np.full(60, values[values > 0].sum()), rel=1e-5)
    assert negative.sum(axis=1) == pytest.approx(np.full(60, -values[values < 0].sum()), rel=1e-5)


def test_a_column_is_the_same_as_edges_drawn_one_by_one() -> None:
    values, place = weights(), strip()
    expected = np.zeros((2, 90))
    t = 23.5 / 60
    for neuron in range(5):
        for source in range(7):
            y = place.sources[source] + (place.neurons[neuron] - place.sources[source]) * (3 * t**2 - 2 * t**3)
            expected[int(values[neuron, source] < 0), math.floor(y)] += abs(values[neuron, source])
    positive, negative = Edges(place, values, 1.0).light(place.bend(np.array([23.5])), 1)
    assert positive[0] == pytest.approx(expected[0], rel=1e-5)
    assert negative[0] == pytest.approx(expected[1], rel=1e-5)


def test_leaving_out_any_edge_changes_the_picture() -> None:
    values, place = weights(), strip()
    whole = picture(place, values)
    for neuron in range(5):
        for source in range(7):
            fewer = values.copy()
            fewer[neuron, source] = 0.0
            field = EdgeField(place, fewer, values, (BLUE, ORANGE))
            field.work(FAR)
            assert (field.pixels != whole).any()


def test_positive_edges_are_blue_and_negative_ones_orange() -> None:
    for value, color in ((1.0, BLUE), (-1.0, ORANGE)):
        pixels = picture(strip(1, 1), np.array([[value]])).reshape(-1, 4).astype(float)
        brightest = pixels[pixels[:, 3].argmax()]
        assert brightest[:3][::-1] / brightest[3] * 255 == pytest.approx(color, abs=4)


def test_pixels_are_premultiplied() -> None:
    pixels = picture(strip(), weights())
    assert (pixels[:, :, :3] <= pixels[:, :, 3:]).all()


def test_the_order_of_the_columns_makes_no_difference() -> None:
    assert np.array_equal(picture(strip(), weights()), picture(strip(), weights(), from_left=False))


def test_a_field_that_begins_on_the_right_has_its_right_columns_first() -> None:
    place, values = strip(200, 200), weights(200, 200)
    field = EdgeField(place, values, values, (BLUE, ORANGE), from_left=False)
    field.work(0.0)
    assert 0 < field.done < place.count
    assert field.pixels[:, -field.done:, 3].any()
    assert not field.pixels[:, :-field.done, 3].any()


def test_a_picture_that_grows_keeps_the_brightness_of_the_whole_one() -> None:
    place, values = strip(2, 2), np.array([[1.0, 0.0], [0.0, 1.0]])
    first = values.copy()
    first[1] = 0.0
    field = EdgeField(place, first, values, (BLUE, ORANGE))
    field.work(FAR)
    upper = picture(place, values)[:30, :10]
    assert np.array_equal(field.pixels[:30, :10], upper)


def test_very_many_edges_are_added_up_before_without_losing_any(monkeypatch: pytest.MonkeyPatch) -> None:
    values, place = weights(300, 40), strip(300, 40)
    bends = place.bend(np.arange(60) + 0.5)
    exact = Edges(place, values, 1.0).light(bends, 1)
    monkeypatch.setattr(edge_sums, "_EDGES_BEFORE_GROUPING", 100)
    grouped = Edges(place, values, 1.0)
    assert grouped.count < values.size / 2
    for one, other in zip(exact, grouped.light(bends, 1), strict=True):
        assert other.sum(axis=1) == pytest.approx(one.sum(axis=1), rel=1e-5)
        # moved by less than a pixel: the running sums agree to what lies in a pixel
        assert np.abs(np.cumsum(other, axis=1) - np.cumsum(one, axis=1)).max() <= one.max() * 2


def test_edges_that_run_out_of_the_picture_are_cut_off_there() -> None:
    place = Strip(0.0, 60.0, np.array([-40.0, 45.0]), np.array([45.0, 130.0]), 0, 60, 90)
    positive, _ = Edges(place, np.ones((2, 2)), 1.0).light(place.bend(np.array([1.0, 59.0])), 1)
    assert positive[0].sum() == pytest.approx(2.0)
    assert positive[1].sum() == pytest.approx(2.0)


def test_a_coarse_picture_repeats_each_computed_column() -> None:
    pixels = picture(strip(grain=2), weights())
    assert np.array_equal(pixels[:, 0::2], pixels[:, 1::2])


@pytest.mark.parametrize("value", [0.0, math.nan, math.inf, -math.inf, 1e300, 1e-300])
def test_extreme_numbers_do_no_harm(value: float) -> None:
    values = weights()
    values[1, 1] = value
    picture(strip(), values)
    picture(strip(), np.full((5, 7), value))
