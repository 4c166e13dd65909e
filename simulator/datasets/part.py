"""Samples that belong together, read when they are first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.errors import Explained, Phrase

Samples = tuple[Bytes | Array, Indices | Array]
"""Raw numbers, shape (count, width), and the answers: the number of each sample's class, int64 of shape (count,), or
the values that the outputs should have, float64 of shape (count, n_L)."""


class Part:
    """Samples that belong together, such as the 60,000 training digits.

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
    prepare
        From raw numbers, shape (m, width), to inputs, shape (m, n₀), where that takes more than a factor. The inputs
        of all samples are kept then.
    width
        Raw numbers of each sample, where they are not as many as its inputs.
    """

    def __init__(self, count: int, input_count: int, scale: float, read: Callable[[], Samples], *,
                 prepare: Callable[[Array], Array] | None = None, width: int | None = None) -> None:
        self.count = count
        self.input_count = input_count
        self.scale = scale
        self.width = input_count if width is None else width
        self._read = read
        self._prepare = prepare
        self._prepared: Array | None = None
        self._values: Array | None = None
        self._lock = threading.Lock()
        self._samples: tuple[Bytes | Array, Indices] | None = None
        self._error: ValueError | None = None

    @classmethod
    def of(cls, raw: Bytes | Array, answers: Indices | Array, scale: float = 1.0, *,
           prepare: Callable[[Array], Array] | None = None, input_count: int | None = None) -> Part:
        """A part whose samples are at hand already: see `Samples` for the shapes."""
        width = raw.shape[1]
        part = cls(raw.shape[0], width if input_count is None else input_count, scale, lambda: (raw, answers),
                   prepare=prepare, width=width)
        part.load()
        return part

    @property
    def loaded(self) -> bool:
        """Whether the samples are in memory, so that asking for them takes no time."""
        return self._samples is not None

    def load(self) -> None:
        """Reads the samples now, if they aren't there yet. Raises as `raw` does."""
        if self._samples is None:
            self._load()

    @property
    def raw(self) -> Bytes | Array:
        """The numbers as they are stored, shape (count, width); read-only.

        Raises
        ------
        ValueError
            If they cannot be read; it says which file, why, and what to do.
        """
        return (self._samples or self._load())[0]

    @property
    def labels(self) -> Indices:
        """The number of each sample's class, shape (count,); read-only. All 0 where the answers are values.

        Raises as `raw` does.
        """
        return (self._samples or self._load())[1]

    @property
    def values(self) -> Array | None:
        """What the outputs should be, shape (count, n_L); None where the answers are classes."""
        self.load()
        return self._values

    @property
    def samples(self) -> Samples:
        """Raw numbers and answers, as they were read. Raises as `raw` does."""
        values = self.values
        return self.raw, self.labels if values is None else values

    def inputs(self, indices: Indices) -> Array:
        """x of the chosen samples, shape (m, n₀): a row for each index.

        Ask for a batch, not for the whole part: float64 takes eight times the memory of the bytes.
        """
        raw = (self._samples or self._load())[0]
        if self._prepared is not None:
            return self._prepared.take(indices, axis=0)
        inputs: Array = np.multiply(raw.take(indices, axis=0), self.scale)
        return inputs

    def _load(self) -> tuple[Bytes | Array, Indices]:
        with self._lock:
            if self._error is not None:
                raise _anew(self._error)
            if self._samples is None:
                try:
                    self._take(self._read())
                except ValueError as error:
                    self._error = _anew(error)
                    raise
            assert self._samples is not None, "taking samples sets them"
            return self._samples

    def _take(self, samples: Samples) -> None:
        raw, answers = samples
        self._check(raw, answers)
        if self._prepare is not None:
            self._prepared = self._prepare(np.asarray(raw, dtype=np.float64))
            self._prepared.flags.writeable = False
        if answers.ndim == 2:
            self._values = answers.astype(np.float64, copy=False)
            self._values.flags.writeable = False
            labels: Indices = np.zeros(self.count, dtype=np.int64)
        else:
            labels = answers.astype(np.int64, copy=False)
        for array in (raw, labels):
            array.flags.writeable = False
        self._samples = raw, labels

    def _check(self, raw: Bytes | Array, answers: Indices | Array) -> None:
        expected = (self.count, self.width), (self.count,)
        if (raw.shape, answers.shape[:1]) != expected:
            raise Explained(
                Phrase(
                    "inputs and labels must have the shapes {expected_inputs} and {expected_labels}, "
                    "got {inputs} and {labels}; give every sample one row and one label",
                    expected_inputs=expected[0],
                    expected_labels=expected[1],
                    inputs=raw.shape,
                    labels=answers.shape,
                )
            )


def _anew(error: ValueError) -> ValueError:
    """The same error without a traceback, which would grow from raise to raise and keep the arrays on its way."""
    return type(error)(*error.args)
