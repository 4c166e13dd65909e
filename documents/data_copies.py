"""Opened samples written as files again, for when the ones they were read from are gone or were changed since."""

from __future__ import annotations

import csv
import io
import struct

import numpy as np

from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.data_set import DataSet
from simulator.datasets.table import LABEL_NAMES

_IDX_BYTES = 0x08
_MOST_CLASSES = 256


def copies_of(data: DataSet) -> tuple[bytes, ...] | None:
    """The content of files from which the very same samples are opened, in the order of `DataSet.files`.

    None where they can't be written.
    """
    if data.recipe is not None and data.recipe.whole is not None:
        table = _table(data, *data.recipe.whole)
        return None if table is None else (table,)
    parts = (data.train, data.test) if data.has_own_test else (data.train,)
    if any(part.raw.dtype != np.uint8 for part in parts) or len(data.class_labels) > _MOST_CLASSES:
        return None
    shape = data.image_shape or (data.input_count,)
    return tuple(content for part in parts
                 for content in (_idx(part.raw.reshape(-1, *shape)), _idx(part.labels.astype(np.uint8))))


def _table(data: DataSet, raw: Bytes | Array, labels: Indices | Array) -> bytes | None:
    """A CSV file. Whatever is a word is quoted, so that no delimiter is found inside of it."""
    names, label = list(data.column_names), LABEL_NAMES[0]
    if label in (name.lower() for name in names):
        return None
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([*names, label])
    for row, number in zip(raw.tolist(), labels.tolist(), strict=True):
        writer.writerow([*row, data.class_labels[int(number)]])
    return text.getvalue().encode("utf-8")


def _idx(numbers: Bytes | Array) -> bytes:
    header = struct.pack(f">HBB{numbers.ndim}L", 0, _IDX_BYTES, numbers.ndim, *numbers.shape)
    return header + numbers.astype(np.uint8).tobytes()
