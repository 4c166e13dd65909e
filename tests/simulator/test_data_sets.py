"""The data sets that come with the program, and the parts that read them once and lazily."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from simulator.arrays import Indices
from simulator.datasets import DATA_SETS, DataSet, Part, data_set_named
from simulator.datasets.data_set import Samples


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
    names = [data_set.name for data_set in DATA_SETS]
    assert len(set(names)) == len(names)
    assert [data_set_named(name) for name in names] == list(DATA_SETS)
    assert len({data_set.label for data_set in DATA_SETS}) == len(names)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no data set called 'mnits'; choose one of mnist, .*two_gaussians"):
        data_set_named("mnits")


@pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda data_set: data_set.name)
def test_every_data_set_fits_together(data_set: DataSet) -> None:
    classes = len(data_set.class_labels)
    assert data_set.target_table.shape == (classes, data_set.output_count)
    for part in (data_set.train, data_set.test):
        assert part.raw.shape == (part.count, data_set.input_count)
        assert part.labels.shape == (part.count,)
        assert part.labels.dtype == np.int64
        never = {3} if data_set.name == "half_adder" else set()  # what only a wrong circuit says
        assert set(part.labels.tolist()) == set(range(max(classes, 1))) - never
        if data_set.is_regression:
            assert part.values is not None
            assert part.values.shape == (part.count, data_set.output_count)
        else:
            assert part.values is None
    if data_set.image_shape is not None:
        assert data_set.image_shape[0] * data_set.image_shape[1] == data_set.input_count
    assert data_set.scale == data_set.test.scale


@pytest.mark.parametrize(
    "data_set", [one for one in DATA_SETS if not one.is_regression], ids=lambda data_set: data_set.name
)
def test_the_target_of_a_sample_is_that_of_its_class(data_set: DataSet) -> None:
    indices = np.array([1, 0, 1])

    targets = data_set.targets(data_set.test, indices)

    assert targets.shape == (3, data_set.output_count)
    for row, label in zip(targets.tolist(), data_set.test.labels[indices].tolist(), strict=True):
        if data_set.name == "half_adder":
            assert row == [label % 2, label // 2]
        elif len(row) == 1:
            assert row == [label]
        else:
            assert row == [float(place == label) for place in range(len(row))]


@pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda data_set: data_set.name)
def test_what_is_done_to_the_raw_numbers_is_said_and_done(data_set: DataSet) -> None:
    rows = np.arange(min(data_set.train.count, 50))
    inputs, raw = data_set.train.inputs(rows), data_set.train.raw[rows]

    if data_set.name == "mnist":
        assert str(data_set.scaling) == "grey values are divided by 255"
        np.testing.assert_allclose(inputs, raw / 255.0, rtol=1e-15)
    else:
        assert str(data_set.scaling) == "the inputs are used as they are"
        np.testing.assert_array_equal(inputs, raw)


def test_what_can_be_drawn_has_names_and_a_window_around_all_samples() -> None:
    for data_set in DATA_SETS[1:]:
        domain = data_set.domain
        assert domain is not None, data_set.name
        assert data_set.input_names == (("x",) if domain.dimension == 1 else ("x₁", "x₂"))
        for part in (data_set.train, data_set.test):
            assert (part.raw >= domain.low).all(), data_set.name
            assert (part.raw <= domain.high).all(), data_set.name
    assert data_set_named("mnist").domain is None
    assert data_set_named("mnist").input_names == ()
