"""A person's own samples in a document: rows of two arrays, so that one that is used twice is one again."""

from __future__ import annotations

from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.values import Values
from simulator.training import OwnSample

INPUTS, TARGETS = "samples/inputs.npy", "samples/targets.npy"
MOST_SAMPLES = 1_000_000


class SampleWriter:
    """Collects samples and gives them numbers."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._samples: list[OwnSample] = []

    def number(self, sample: OwnSample) -> int:
        """The number of a sample."""
        if id(sample) not in self._numbers:
            self._numbers[id(sample)] = len(self._samples)
            self._samples.append(sample)
        return self._numbers[id(sample)]

    def write(self, archive: ArchiveWriter) -> dict[str, Any]:
        """Puts all of them into the archive."""
        if self._samples:
            archive.put_array(INPUTS, np.stack([one.inputs for one in self._samples]).astype(np.float64))
            archive.put_array(TARGETS, np.stack([one.target for one in self._samples]).astype(np.float64))
        return {"count": len(self._samples)}


def read_samples(values: Values, archive: ArchiveReader, input_count: int, output_count: int
                 ) -> tuple[OwnSample, ...]:
    """All samples, by their numbers.

    Raises
    ------
    Damaged
        If they are not there, or not as the network takes them.
    """
    count = values.whole("count", 0, MOST_SAMPLES)
    if not count:
        return ()
    inputs, targets = archive.numbers(INPUTS, count, input_count), archive.numbers(TARGETS, count, output_count)
    return tuple(OwnSample(row.copy(), target.copy()) for row, target in zip(inputs, targets, strict=True))
