"""A drawing becomes what MNIST would have made of it."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.arrays import Array, Bytes
from simulator.datasets import data_set_named
from simulator.datasets.drawing import prepare_digit

Picture = TypeVar("Picture", Array, Bytes)

MNIST = data_set_named("mnist")


def first_digits(count: int) -> Bytes:
    return MNIST.test.raw[:count].reshape(count, 28, 28).astype(np.uint8)


def enlarged(digit: Picture, factor: int) -> Picture:
    """Every pixel as a square of `factor` × `factor` cells."""
    return digit.repeat(factor, axis=0).repeat(factor, axis=1)


def on_canvas(drawn: Array | Bytes, top: int, left: int, size: int = 400) -> Array | Bytes:
    canvas = np.zeros((size, size), dtype=drawn.dtype)
    canvas[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    return canvas


def centre_of_mass(image: Bytes) -> tuple[float, float]:
    rows, columns = np.indices(image.shape)
    return float(np.average(rows, weights=image)), float(np.average(columns, weights=image))


def strokes(seed: int, count: int = 3, size: int = 280) -> Array:
    """Some straight strokes of a round pen, 0 to 1."""
    rng = np.random.default_rng(seed)
    y, x = np.indices((size, size))
    canvas = np.zeros((size, size))
    for start, end in rng.uniform(0.2 * size, 0.8 * size, (count, 2, 2)):
        for share in np.linspace(0, 1, 30):
            row, column = start + share * (end - start)
            canvas = np.maximum(canvas, np.clip(10 - np.hypot(y - row, x - column), 0, 1))
    return canvas


@pytest.mark.parametrize("factor", [10, 7])
def test_an_enlarged_and_moved_test_digit_comes_back_as_it_was(factor: int) -> None:
    rng = np.random.default_rng(0)
    for digit in first_digits(200):
        canvas = on_canvas(enlarged(digit, factor), *rng.integers(0, 400 - 28 * factor, 2))

        prepared = prepare_digit(canvas)

        # A brightest pixel of 254 becomes 255: one grey value is the most that may change.
        assert np.abs(prepared.astype(int) - digit).max() <= 1
        assert np.corrcoef(prepared.ravel(), digit.ravel())[0, 1] > 0.9999


def smoothly_enlarged(digit: Bytes, factor: int) -> Array:
    """Bilinear interpolation between the centres of the pixels, 0 to 1."""
    place = (np.arange(28 * factor) + 0.5) / factor - 0.5
    tent = np.maximum(0.0, 1.0 - np.abs(place[:, np.newaxis] - np.arange(28)))
    return np.asarray(tent @ (digit / 255.0) @ tent.T).clip(0.0, 1.0)


def test_digits_drawn_again_with_a_black_pen_are_recognised_as_well_as_the_originals() -> None:
    digits, labels = first_digits(300), MNIST.test.labels[:300]
    rng = np.random.default_rng(0)
    drawn = [(smoothly_enlarged(digit, 10) > 0.5).astype(np.float64) for digit in digits]
    corners = rng.integers(0, 140, (300, 2))
    canvases = [on_canvas(drawing, top, left, 420) for drawing, (top, left) in zip(drawn, corners, strict=True)]
    prepared = np.array([prepare_digit(canvas) for canvas in canvases])
    only_shrunk = np.array([canvas.reshape(28, 15, 28, 15).mean(axis=(1, 3)) * 255 for canvas in canvases])

    # Nearest mean digit: the simplest classifier there is.
    train, train_labels = MNIST.train.raw[:5000].astype(np.float64), MNIST.train.labels[:5000]
    means = np.array([train[train_labels == digit].mean(axis=0) for digit in range(10)])

    def accuracy(images: Array | Bytes) -> float:
        rows = images.reshape(len(images), -1).astype(np.float64)
        distance = ((rows[:, np.newaxis] - means) ** 2).sum(axis=2)
        return float(np.mean(distance.argmin(axis=1) == labels))

    assert accuracy(prepared) > accuracy(digits) - 0.03
    assert accuracy(only_shrunk) < accuracy(digits) - 0.3


def test_all_of_mnist_lies_where_drawings_are_put() -> None:
    raw = MNIST.train.raw.reshape(-1, 28, 28)
    mass = raw.sum(axis=(1, 2), dtype=np.int64)
    for axis in (1, 2):
        centre = raw.sum(axis=axis, dtype=np.int64) @ np.arange(28) / mass
        assert centre.mean() == pytest.approx(14, abs=0.01)
        assert np.sum((centre < 13.5) | (centre > 14.5)) <= 1
    assert raw.max(axis=(1, 2)).min() >= 254


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_drawing_is_centred_by_its_mass_and_its_longer_side_is_twenty(seed: int) -> None:
    prepared = prepare_digit(strokes(seed))
    rows, columns = (np.flatnonzero(prepared.any(axis=axis)) for axis in (1, 0))
    at_the_edge = rows[0] == 0 or columns[0] == 0 or rows[-1] == 27 or columns[-1] == 27

    assert max(np.ptp(rows), np.ptp(columns)) + 1 in {19, 20}, "the outermost pixels may round to zero"
    assert prepared.max() == 255
    if not at_the_edge:
        # Half a pixel from whole shifts, and a little from whole grey values.
        assert centre_of_mass(prepared) == pytest.approx((14, 14), abs=0.51)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), top=st.integers(0, 120), left=st.integers(0, 120))
def test_where_on_the_canvas_something_is_drawn_does_not_matter(seed: int, top: int, left: int) -> None:
    drawn = strokes(seed)

    assert np.array_equal(prepare_digit(on_canvas(drawn, top, left)), prepare_digit(drawn))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_rows_and_columns_are_treated_alike(seed: int) -> None:
    drawn = strokes(seed)

    difference = prepare_digit(drawn.T).astype(int) - prepare_digit(drawn).T
    assert np.abs(difference).max() <= 1


def test_a_pale_pen_draws_the_same_digit_as_a_strong_one() -> None:
    drawn = strokes(3)

    assert np.array_equal(prepare_digit(drawn * 0.25), prepare_digit(drawn))


def test_bytes_and_floats_mean_the_same() -> None:
    drawn = np.rint(strokes(4) * 255)

    assert np.array_equal(prepare_digit(drawn.astype(np.uint8)), prepare_digit(drawn / 255))


@pytest.mark.parametrize("side", [30, 50, 90, 130, 270])
def test_shrinking_averages_over_areas_even_where_pixels_are_shared(side: int) -> None:
    drawn = np.random.default_rng(side).uniform(0.2, 1.0, (side, side))

    # The second way: repeat until 20 divides the side, then average whole blocks.
    block = side
    expected = enlarged(drawn, 20).reshape(20, block, 20, block).mean(axis=(1, 3))
    expected = np.rint(expected * 255 / expected.max())

    prepared = prepare_digit(on_canvas(drawn, 5, 60))
    found = prepared[np.ix_(prepared.any(axis=1), prepared.any(axis=0))]
    assert np.abs(found - expected).max() <= 1


def test_the_ratio_of_the_sides_stays() -> None:
    prepared = prepare_digit(on_canvas(np.ones((200, 60)), 10, 10))

    assert prepared.any(axis=1).sum() == 20
    assert prepared.any(axis=0).sum() == 6
    assert set(np.unique(prepared)) == {0, 255}


def test_a_side_between_two_whole_pixels_fades_equally_at_both_ends() -> None:
    # 55 of 200 cells are 5.5 pixels: four whole ones and three quarters of one at each end.
    prepared = prepare_digit(on_canvas(np.ones((200, 55)), 10, 10))
    row = prepared[14][prepared[14] > 0]

    assert row.tolist() == [191, 255, 255, 255, 255, 191]


def test_a_hair_is_as_strong_as_any_stroke() -> None:
    prepared = prepare_digit(on_canvas(np.ones((1, 280)), 3, 8))

    assert prepared[prepared > 0].tolist() == [255] * 20
    assert np.flatnonzero(prepared.any(axis=1)).tolist() == [14]


@pytest.mark.parametrize("dot", [1, 3, 40])
def test_a_square_dot_of_any_size_fills_the_box(dot: int) -> None:
    prepared = prepare_digit(on_canvas(np.ones((dot, dot)), 100, 7))

    expected = np.zeros((28, 28))
    expected[4:24, 4:24] = 255
    # The middle of twenty pixels lies between two of them: 14 is as near as 13.
    placed = [np.roll(expected, (down, right), (0, 1)) for down in (0, 1) for right in (0, 1)]
    assert any(np.array_equal(prepared, place) for place in placed)


def test_nothing_of_a_lopsided_drawing_is_lost_at_the_edge() -> None:
    # A heavy bar with a thin hair: the mass lies at one end, so centring it would push the bar's hair out.
    drawn = np.zeros((200, 200))
    drawn[:, :30] = 1.0
    drawn[95:105, :] = 1.0
    prepared = prepare_digit(drawn)

    assert prepared.any(axis=0).sum() == 20
    assert np.flatnonzero(prepared.any(axis=0))[-1] == 27
    assert prepared.sum() / 255 == pytest.approx(drawn.sum() / 100, rel=0.005)


@pytest.mark.parametrize("canvas", [np.zeros((280, 280)), np.zeros((5, 9), np.uint8), np.zeros((0, 0))])
def test_an_empty_canvas_gives_an_empty_picture(canvas: Array | Bytes) -> None:
    prepared = prepare_digit(canvas)

    assert prepared.shape == (28, 28)
    assert prepared.dtype == np.uint8
    assert not prepared.any()


def test_the_canvas_itself_is_not_changed() -> None:
    canvas = strokes(5)
    before = canvas.copy()
    canvas.flags.writeable = False

    prepare_digit(canvas)

    assert np.array_equal(canvas, before)


@pytest.mark.parametrize(
    ("canvas", "message"),
    [
        (np.zeros((280, 280, 3)), r"rows and columns, got the shape \(280, 280, 3\); pass one grey picture"),
        (np.full((3, 3), 255.0), r"from 0 to 1, got 255 to 255; divide"),
        (np.array([[0.5, -0.1]]), r"from 0 to 1, got -0\.1 to 0\.5; divide"),
        (np.array([[0.5, np.nan]]), r"from 0 to 1, got nan to nan"),
    ],
)
def test_what_is_no_canvas_is_refused(canvas: Array, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        prepare_digit(canvas)
