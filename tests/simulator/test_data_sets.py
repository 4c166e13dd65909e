"""The data sets that come with the program, and the parts that read them once and lazily."""

from __future__ import annotations

import operator
import threading
import time
from collections.abc import Callable
from math import erf, sqrt

import numpy as np
import pytest

from simulator.arrays import Indices
from simulator.datasets import DATA_SETS, DataSet, Part, data_set_named
from simulator.datasets.data_set import Samples
from simulator.datasets.points import INNER_RADIUS, RING_RADII, circles, two_gaussians


def every_index(part: Part) -> Indices:
    return np.arange(part.count)


class Source:
    """Reads two samples of three bytes, slowly, and counts how often."""

    def __init__(self, error: Exception | None = None) -> None:
        self.times_read = 0
        self.error = error

    def read(self) -> Samples:
        self.times_read += 1
        time.sleep(0.02)
        if self.error is not None:
            raise self.error
        return np.array([[0, 51, 255], [102, 153, 204]], dtype=np.uint8), np.array([1, 0])

    def part(self) -> Part:
        return Part(2, 3, 1 / 255, self.read)


def test_a_part_is_read_when_it_is_first_asked_for_and_never_again() -> None:
    source = Source()
    part = source.part()

    assert (part.count, part.input_count, part.loaded, source.times_read) == (2, 3, False, 0)
    assert part.labels.tolist() == [1, 0]
    assert part.raw.tolist() == [[0, 51, 255], [102, 153, 204]]
    assert part.inputs(np.array([1, 1, 0])).shape == (3, 3)
    assert (part.loaded, source.times_read) == (True, 1)


def test_many_threads_that_ask_at_once_get_the_same_samples_from_one_reading() -> None:
    source = Source()
    part = source.part()
    start = threading.Barrier(8)
    got = []

    def ask() -> None:
        start.wait()
        got.append(part.raw)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(got) == 8
    assert all(raw is got[0] for raw in got)
    assert source.times_read == 1


def test_a_part_that_cannot_be_read_says_so_each_time_and_does_not_try_again() -> None:
    source = Source(ValueError("digits must exist, got none; draw some"))
    part = source.part()
    caught = []

    for ask in (lambda: part.raw, lambda: part.labels, lambda: part.inputs(np.array([0]))):
        with pytest.raises(ValueError, match="digits must exist, got none; draw some") as error:
            ask()
        caught.append(error.value)

    assert source.times_read == 1
    assert not part.loaded
    assert len({id(error) for error in caught}) == 3, "one error raised twice collects the tracebacks of both"


def test_samples_of_another_shape_than_promised_are_refused() -> None:
    too_many = Part(1, 3, 1.0, Source().read)

    with pytest.raises(ValueError, match=r"must have the shapes \(1, 3\) and \(1,\), got \(2, 3\) and \(2,\); give"):
        too_many.inputs(np.array([0]))


def test_samples_cannot_be_changed_by_accident() -> None:
    part = Source().part()

    with pytest.raises(ValueError, match="read-only"):
        part.raw[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        part.labels[0] = 1


def test_inputs_are_the_scaled_rows_in_the_order_asked_for() -> None:
    inputs = Source().part().inputs(np.array([1, 0]))

    assert inputs.dtype == np.float64
    np.testing.assert_allclose(inputs, [[0.4, 0.6, 0.8], [0.0, 0.2, 1.0]], rtol=1e-15)


def test_an_index_beyond_the_last_sample_is_an_error() -> None:
    with pytest.raises(IndexError):
        Source().part().inputs(np.array([2]))


def test_every_name_finds_its_data_set() -> None:
    names = ["mnist", "and_gate", "or_gate", "nand_gate", "xor_gate", "circles", "two_gaussians"]

    assert [data_set.name for data_set in DATA_SETS] == names
    assert [data_set_named(name) for name in names] == list(DATA_SETS)
    assert len({data_set.label for data_set in DATA_SETS}) == len(names)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no data set called 'mnits'; choose one of mnist, .*two_gaussians"):
        data_set_named("mnits")


@pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda data_set: data_set.name)
def test_every_data_set_fits_together(data_set: DataSet) -> None:
    assert data_set.target_table.shape == (len(data_set.class_labels), data_set.output_count)
    for part in (data_set.train, data_set.test):
        assert part.raw.shape == (part.count, data_set.input_count)
        assert part.labels.shape == (part.count,)
        assert part.labels.dtype == np.int64
        assert set(part.labels.tolist()) == set(range(len(data_set.class_labels)))
    if data_set.image_shape is not None:
        assert data_set.image_shape[0] * data_set.image_shape[1] == data_set.input_count
    assert data_set.scale == data_set.test.scale


@pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda data_set: data_set.name)
def test_the_target_of_a_sample_is_that_of_its_class(data_set: DataSet) -> None:
    indices = np.array([3, 0, 2])

    targets = data_set.targets(data_set.test, indices)

    assert targets.shape == (3, data_set.output_count)
    for row, label in zip(targets.tolist(), data_set.test.labels[indices].tolist(), strict=True):
        assert row == ([float(label)] if len(row) == 1 else [float(place == label) for place in range(len(row))])


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("and_gate", operator.and_),
        ("or_gate", operator.or_),
        ("nand_gate", lambda p, q: not (p and q)),
        ("xor_gate", operator.xor),
    ],
)
def test_a_gate_has_the_four_rows_of_its_truth_table(name: str, gate: Callable[[int, int], bool]) -> None:
    data_set = data_set_named(name)
    rows = data_set.train.inputs(every_index(data_set.train))
    outputs = data_set.targets(data_set.train, every_index(data_set.train))

    assert rows.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert outputs[:, 0].tolist() == [float(gate(int(p), int(q))) for p, q in rows.tolist()]
    assert data_set.test is data_set.train
    assert not data_set.has_own_test


@pytest.mark.parametrize("name", ["circles", "two_gaussians"])
def test_points_come_in_two_classes_of_equal_size_and_two_different_parts(name: str) -> None:
    data_set = data_set_named(name)

    for part in (data_set.train, data_set.test):
        assert np.bincount(part.labels).tolist() == [100, 100]
    assert data_set.has_own_test
    assert not np.any(np.isin(data_set.train.raw, data_set.test.raw))


def test_circles_keep_a_gap_between_disc_and_ring() -> None:
    for part in (data_set_named("circles").train, data_set_named("circles").test):
        radius = np.hypot(*part.inputs(every_index(part)).T)
        assert radius[part.labels == 1].max() <= INNER_RADIUS
        assert radius[part.labels == 0].min() >= RING_RADII[0]
        assert radius[part.labels == 0].max() <= RING_RADII[1]


def test_the_disc_is_filled_evenly() -> None:
    points = circles(np.random.default_rng(7), np.ones(40_000, dtype=np.int64))

    # A quarter of the area lies within half the radius; four standard deviations of the count are 0.9 %.
    assert np.mean(np.hypot(*points.T) <= INNER_RADIUS / 2) == pytest.approx(0.25, abs=0.009)
    assert points.mean(axis=0) == pytest.approx([0, 0], abs=0.01)


def test_the_best_line_between_the_gaussians_misses_what_the_normal_distribution_says() -> None:
    labels = np.arange(100_000) % 2
    points = two_gaussians(np.random.default_rng(7), labels)
    missed = np.mean((points.sum(axis=1) > 0) != (labels == 1))

    # The centres lie √2 from the line, each class has the deviation 0.7 across it.
    normal_distribution = (1 - erf(sqrt(2) / 0.7 / sqrt(2))) / 2
    assert normal_distribution == pytest.approx(0.022, abs=0.0005)
    assert missed == pytest.approx(normal_distribution, abs=0.002)
