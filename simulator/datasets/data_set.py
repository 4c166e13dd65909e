"""What a network learns from: samples with their labels, divided into a training and a test part."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.errors import Explained, Phrase

Samples = tuple[Bytes | Array, Indices]
"""Raw inputs, shape (count, n₀), and the number of each sample's class, shape (count,)."""


class Part:
    """Samples that belong together, such as the 60,000 training digits; read when they are first asked for.

    The raw numbers stay as they were stored (a byte for each pixel) and only the samples of one batch are ever turned
    into float64, so MNIST takes 55 MB and not 440. A part is safe to use from several threads at once: whichever
    comes first reads, the others wait for it.

    Parameters
    ----------
    count, input_count
        Samples and inputs of each sample, n₀; known without reading.
    scale
        What a raw number is multiplied by to become an input: 1/255 for grey values.
    read
        Makes the samples; called once. If it raises ValueError, the part keeps the error and raises it anew whenever
        its samples are asked for.
    """

    def __init__(self, count: int, input_count: int, scale: float, read: Callable[[], Samples]) -> None:
        self.count = count
        self.input_count = input_count
        self.scale = scale
        self._read = read
        self._lock = threading.Lock()
        self._samples: Samples | None = None
        self._error: ValueError | None = None

    @classmethod
    def of(cls, raw: Bytes | Array, labels: Indices, scale: float = 1.0) -> Part:
        """A part whose samples are at hand already: `raw` has the shape (count, n₀), `labels` (count,)."""
        part = cls(raw.shape[0], raw.shape[1], scale, lambda: (raw, labels))
        part._load()
        return part

    @property
    def loaded(self) -> bool:
        """Whether the samples are in memory, so that asking for them takes no time."""
        return self._samples is not None

    @property
    def raw(self) -> Bytes | Array:
        """The numbers as they are stored, shape (count, n₀); read-only.

        Raises
        ------
        ValueError
            If they cannot be read; it says which file, why, and what to do.
        """
        return (self._samples or self._load())[0]

    @property
    def labels(self) -> Indices:
        """The number of each sample's class, shape (count,); read-only. Raises as `raw` does."""
        return (self._samples or self._load())[1]

    def inputs(self, indices: Indices) -> Array:
        """x of the chosen samples, shape (m, n₀): a row for each index, raw numbers times `scale`.

        Ask for a batch, not for the whole part: float64 takes eight times the memory of the bytes.
        """
        raw = (self._samples or self._load())[0]
        inputs: Array = np.multiply(raw.take(indices, axis=0), self.scale)
        return inputs

    def _load(self) -> Samples:
        with self._lock:
            if self._error is not None:
                raise _anew(self._error)
            if self._samples is None:
                try:
                    samples = self._read()
                    self._check(samples)
                except ValueError as error:
                    self._error = _anew(error)
                    raise
                for array in samples:
                    array.flags.writeable = False
                self._samples = samples
            return self._samples

    def _check(self, samples: Samples) -> None:
        raw, labels = samples
        expected = (self.count, self.input_count), (self.count,)
        if (raw.shape, labels.shape) != expected:
            raise Explained(
                Phrase(
                    "inputs and labels must have the shapes {expected_inputs} and {expected_labels}, "
                    "got {inputs} and {labels}; give every sample one row and one label",
                    expected_inputs=expected[0],
                    expected_labels=expected[1],
                    inputs=raw.shape,
                    labels=labels.shape,
                )
            )


def _anew(error: ValueError) -> ValueError:
    """The same error without a traceback, which would grow from raise to raise and keep the arrays on its way."""
    return type(error)(*error.args)


@dataclass(frozen=True, eq=False)
class DataSet:
    """Everything that can be learned from one source; two data sets are equal only if they are the same object.

    Attributes
    ----------
    name
        The key in experiments and on the command line.
    label
        The name on the screen.
    image_shape
        (rows, columns) if the inputs are the pixels of a picture, row by row; None otherwise.
    class_labels
        What each class is called.
    target_table
        y of each class, shape (classes, n_L): the identity matrix for one-hot targets.
    train, test
        The same object if there is nothing to keep apart, as for the gates with their four rows.
    """

    name: str
    label: str
    image_shape: tuple[int, int] | None
    class_labels: tuple[str, ...]
    target_table: Array
    train: Part
    test: Part

    @property
    def input_count(self) -> int:
        """n₀, the width of the input layer."""
        return self.train.input_count

    @property
    def output_count(self) -> int:
        """n_L, the width of the output layer."""
        return int(self.target_table.shape[1])

    @property
    def scale(self) -> float:
        """What a raw number is multiplied by to become an input."""
        return self.train.scale

    @property
    def has_own_test(self) -> bool:
        """Whether the test part holds samples that are not learned from."""
        return self.test is not self.train

    def targets(self, part: Part, indices: Indices) -> Array:
        """y of the chosen samples, shape (m, n_L)."""
        return self.target_table.take(part.labels.take(indices), axis=0)
