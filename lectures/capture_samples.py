"""Which sample of the data it is that goes through the network."""

from __future__ import annotations

import numpy as np

from lectures.model import Sample
from simulator.arrays import Indices
from simulator.datasets.data_set import DataSet, Part
from simulator.errors import Explained, Phrase
from simulator.training import OwnSample

_ROWS_AT_ONCE = 4000


def captured_sample(data: DataSet, sample: OwnSample) -> Sample:
    """A sample of the data by its number; any other one, a drawing too, by its inputs and its target.

    Raises
    ------
    Explained
        If the right answer to it is unknown.
    """
    if sample.target is None:
        raise Explained(Phrase("the sample in view has no label, and a lecture says what its samples are; choose its "
                               "label first"))
    parts = [("train", data.train)] if data.train is data.test else [("test", data.test), ("train", data.train)]
    for name, part in parts:
        number = _number_in(data, part, sample)
        if number is not None:
            return Sample(name, number=number + 1)
    return Sample("own", inputs=tuple(float(one) for one in sample.inputs),
                  target=tuple(float(one) for one in sample.target))


def _number_in(data: DataSet, part: Part, sample: OwnSample) -> int | None:
    """The first sample of a part with these inputs and this target."""
    for start in range(0, part.count, _ROWS_AT_ONCE):
        rows = _may_be(part, np.arange(start, min(start + _ROWS_AT_ONCE, part.count)), sample)
        if rows.size:
            same = (part.inputs(rows) == sample.inputs).all(axis=1)
            same &= (data.targets(part, rows) == sample.target).all(axis=1)
            if same.any():
                return int(rows[np.argmax(same)])
    return None


def _may_be(part: Part, rows: Indices, sample: OwnSample) -> Indices:
    """Rows that are worth a closer look: stored bytes are compared as they are, because that takes no memory."""
    raw = part.raw
    if raw.dtype != np.uint8 or raw.shape[1] != sample.inputs.size:
        return rows
    wanted = np.rint(sample.inputs / part.scale)
    if wanted.min() < 0 or wanted.max() > 255:
        return rows[:0]
    found: Indices = rows[(raw[rows[0]:rows[-1] + 1] == wanted.astype(np.uint8)).all(axis=1)]
    return found
