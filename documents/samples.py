"""A person's own samples in a document: rows of two arrays, so that one that is used twice is one again."""

from __future__ import annotations

from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.values import Values
from simulator.arrays import Array
from simulator.training import OwnSample

INPUTS, TARGETS = "samples/inputs.npy", "samples/targets.npy"
MOST_SAMPLES = 1_000_000


class SampleWriter:
    """Collects samples and gives them numbers.

    Parameters
    ----------
    output_count
        Numbers in each answer.
    """

    def __init__(self, output_count: int) -> None:
        self._output_count = output_count
        self._numbers: dict[int, int] = {}
        self._samples: list[OwnSample] = []

    def number(self, sample: OwnSample) -> int:
        """The number of a sample."""
        if id(sample) not in self._numbers:
            self._numbers[id(sample)] = len(self._samples)
            self._samples.append(sample)
        return self._numbers[id(sample)]

    def _targets(self) -> Array:
        """A row for each sample; what is unknown is no number."""
        unknown = np.full(self._output_count, np.nan)
        return np.stack([unknown if one.target is None else one.target for one in self._samples]).astype(np.float64)

    def write(self, archive: ArchiveWriter) -> dict[str, Any]:
        """Puts all of them into the archive."""
        if self._samples:
            archive.put_array(INPUTS, np.stack([one.inputs for one in self._samples]).astype(np.float64))
            archive.put_array(TARGETS, self._targets())
        return {"count": len(self._samples)}


def read_samples(values: Values, archive: ArchiveReader, input_count: int, output_count: int
                 ) -> tuple[OwnSample, ...]:
    """All samples, by their numbers; an answer in which no number is a number is unknown.

    Raises
    ------
    Damaged
        If they are not there, or not as the network takes them.
    """
    count = values.whole("count", 0, MOST_SAMPLES)
    if not count:
        return ()
    inputs, targets = archive.numbers(INPUTS, count, input_count), archive.numbers(TARGETS, count, output_count)
    return tuple(OwnSample(row.copy(), None if np.isnan(target).all() else target.copy())
                 for row, target in zip(inputs, targets, strict=True))
