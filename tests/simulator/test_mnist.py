"""MNIST as it comes with the program: the published files, and what happens when they are damaged."""

from __future__ import annotations

import gzip
import hashlib
import struct
import subprocess
import sys
import tracemalloc
from math import prod, sqrt
from pathlib import Path

import numpy as np
import pytest

from simulator.datasets.data_set import Part
from simulator.datasets.idx import IdxError, find_companions, open_idx_data_set
from simulator.datasets.mnist import FOLDER, MNIST, read_digits

PROJECT = Path(__file__).resolve().parents[2]

# MD5 of the unpacked files.
MNIST_MD5 = {
    "train-images-idx3-ubyte.gz": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte.gz": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte.gz": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte.gz": "27ae3e4e09519cfbb04c329615203637",
}


def idx_bytes(*shape: int, numbers: bytes | None = None) -> bytes:
    """An IDX file written by hand: 0, 0, 8, dimensions, sizes, then the numbers."""
    header = struct.pack(f">BBBB{len(shape)}I", 0, 0, 8, len(shape), *shape)
    return header + (bytes(prod(shape)) if numbers is None else numbers)


def zipped(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content))


def test_mnist_knows_its_size_without_reading() -> None:
    program = (
        "from simulator.datasets import data_set_named\n"
        "mnist = data_set_named('mnist')\n"
        "parts = (mnist.train, mnist.test)\n"
        "print([part.count for part in parts], mnist.input_count, [part.loaded for part in parts])"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[60000, 10000] 784 [False, False]"


def test_mnist_has_the_published_number_of_each_digit() -> None:
    # Counts as published in many places; the sequence begins with the well-known 5, 0, 4, 1, 9 and 7, 2, 1, 0, 4.
    train = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    test = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert np.bincount(MNIST.train.labels).tolist() == train
    assert np.bincount(MNIST.test.labels).tolist() == test
    assert MNIST.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert MNIST.test.labels[:5].tolist() == [7, 2, 1, 0, 4]


def test_mnist_has_the_published_mean_and_deviation() -> None:
    raw = MNIST.train.raw

    # 0.1307 and 0.3081 are the constants with which everybody normalises MNIST.
    share = sum(np.bincount(rows.ravel(), minlength=256) for rows in np.array_split(raw, 60)) / raw.size
    grey = np.arange(256) / 255
    mean = share @ grey
    assert mean == pytest.approx(0.1307, abs=5e-5)
    assert sqrt(share @ grey**2 - mean**2) == pytest.approx(0.3081, abs=5e-5)


def test_mnist_inputs_run_from_exactly_zero_to_exactly_one() -> None:
    inputs = MNIST.test.inputs(np.arange(100))

    assert (inputs.min(), inputs.max()) == (0.0, 1.0)
    np.testing.assert_allclose(inputs, MNIST.test.raw[:100] / 255, rtol=2.3e-16)


def test_mnist_stays_in_memory_as_bytes_and_a_batch_takes_no_more_than_the_batch() -> None:
    assert MNIST.train.raw.nbytes + MNIST.test.raw.nbytes == 70_000 * 784

    tracemalloc.start()
    for first in range(0, 1000, 10):
        MNIST.train.inputs(np.arange(first, first + 10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 3 * 10 * 784 * 8


@pytest.mark.parametrize("name", MNIST_MD5)
def test_the_files_of_mnist_are_the_published_ones(name: str) -> None:
    with gzip.open(FOLDER / name) as stream:
        assert hashlib.md5(stream.read(), usedforsecurity=False).hexdigest() == MNIST_MD5[name]


def test_mnist_opened_from_its_files_equals_the_built_in_data_set() -> None:
    data_set = open_idx_data_set(*find_companions(FOLDER / "t10k-labels-idx1-ubyte.gz"))

    assert data_set.class_labels == MNIST.class_labels
    assert data_set.image_shape == MNIST.image_shape
    assert np.array_equal(data_set.target_table, MNIST.target_table)
    assert np.array_equal(data_set.test.raw, MNIST.test.raw)
    assert np.array_equal(data_set.train.labels, MNIST.train.labels)
    rows = np.array([0, 59_999])
    assert np.array_equal(data_set.train.inputs(rows), MNIST.train.inputs(rows))


def damaged_mnist(folder: Path, images: bytes, labels: bytes) -> Path:
    zipped(folder / "t10k-images-idx3-ubyte.gz", images)
    zipped(folder / "t10k-labels-idx1-ubyte.gz", labels)
    return folder


@pytest.mark.parametrize(
    ("images", "labels", "reason"),
    [
        (idx_bytes(3, 28, 28), idx_bytes(3), "not MNIST's 2 of 28×28"),
        (idx_bytes(2, 14, 56), idx_bytes(2), "not MNIST's 2 of 28×28"),
        (idx_bytes(2, 28, 28), idx_bytes(2, numbers=b"\1\x0a"), "holds the label 10"),
        (idx_bytes(2, 28, 28), b"", "is empty"),
    ],
    ids=["count", "size", "label", "empty"],
)
def test_wrong_digits_in_the_program_are_refused_with_the_way_to_restore_them(
    tmp_path: Path, images: bytes, labels: bytes, reason: str
) -> None:
    with pytest.raises(IdxError, match=rf"t10k-.*{reason}.*; restore assets/data/mnist"):
        read_digits(damaged_mnist(tmp_path, images, labels), "t10k", 2)


def test_a_part_repeats_the_error_of_its_file_word_by_word(tmp_path: Path) -> None:
    part = Part(2, 784, 1 / 255, lambda: read_digits(tmp_path, "t10k", 2))
    messages = []

    for _ in range(3):
        with pytest.raises(IdxError) as caught:
            part.inputs(np.array([0]))
        messages.append(str(caught.value))

    assert len(set(messages)) == 1
    assert "t10k-labels-idx1-ubyte.gz does not exist" in messages[0]
    assert not part.loaded
