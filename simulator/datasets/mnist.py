"""MNIST: 70,000 handwritten digits of 28×28 pixels (Y. LeCun, C. Cortes, C. J. C. Burges)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from simulator.arrays import Bytes, Indices
from simulator.datasets.data_set import DataSet, Part, Samples
from simulator.datasets.idx import GREY_VALUES, IdxError, read_pair
from simulator.errors import Phrase

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "data" / "mnist"
IMAGE_SHAPE = (28, 28)
CLASS_COUNT = 10
GREY_SCALE = 1.0 / 255.0


def read_digits(folder: Path, prefix: str, count: int) -> Samples:
    """The digits of one part from its two files; `prefix` is "train" or "t10k", as in the files' names.

    Raises
    ------
    IdxError
        If a file cannot be read or is not MNIST's.
    """
    images = folder / f"{prefix}-images-idx3-ubyte.gz"
    labels = folder / f"{prefix}-labels-idx1-ubyte.gz"
    try:
        raw, numbers, image_shape = read_pair(images, labels)
        _check_digits(images, raw, image_shape, count)
        _check_labels(labels, numbers)
    except IdxError as error:
        remedy = Phrase("restore assets/data/mnist from a fresh copy of the program and start it again")
        raise IdxError(error.path, error.reason, remedy) from error
    return raw, numbers


def _check_digits(path: Path, raw: Bytes, image_shape: tuple[int, int] | None, count: int) -> None:
    if len(raw) != count or image_shape != IMAGE_SHAPE:
        reason = Phrase(
            "holds {count} images of the shape {shape}, not MNIST's {expected} of 28×28",
            count=f"{len(raw):,}",
            shape=image_shape,
            expected=f"{count:,}",
        )
        raise IdxError(path, reason)


def _check_labels(path: Path, numbers: Indices) -> None:
    if numbers.max() >= CLASS_COUNT:
        raise IdxError(path, Phrase("holds the label {label}, but digits run from 0 to 9", label=numbers.max()))


def _part(prefix: str, count: int) -> Part:
    pixels = IMAGE_SHAPE[0] * IMAGE_SHAPE[1]
    return Part(count, pixels, GREY_SCALE, lambda: read_digits(FOLDER, prefix, count))


MNIST = DataSet(
    name="mnist",
    label="MNIST digits",
    image_shape=IMAGE_SHAPE,
    class_labels=tuple(str(digit) for digit in range(CLASS_COUNT)),
    target_table=np.eye(CLASS_COUNT),
    train=_part("train", 60_000),
    test=_part("t10k", 10_000),
    scaling=GREY_VALUES,
)
