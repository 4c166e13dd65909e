"""Files of numbers beside a lecture, as `numpy.save` writes them; they come from anywhere."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from simulator.regular_files import read_regular

LARGEST_FILE = 64_000_000
"""Bytes; the weights of a network of 784, 1,000 and 10 neurons have a tenth of it."""
_MAGIC = b"\x93NUMPY"
_NUMBERS = "fiub"


def load_numbers(path: Path) -> npt.NDArray[Any]:
    """What is in a file.

    Raises
    ------
    ValueError
        If there is no such array, whatever is there instead: with the reason.
    """
    try:
        content = read_regular(path, LARGEST_FILE)
        array = _array(content) if content.startswith(_MAGIC) else None
    except Exception as error:  # a damaged header raises whatever Python's own reader raises
        reason = error.strerror if isinstance(error, OSError) else None
        raise ValueError((reason or str(error))[:120] or type(error).__name__) from error
    if array is None:
        raise ValueError("it is no array that numpy.save has written")
    return array


def _array(content: bytes) -> npt.NDArray[Any] | None:
    """The array, if it is one of plain numbers: as many as there are bytes for."""
    stream = io.BytesIO(content)
    version = npy.read_magic(stream)
    if version not in ((1, 0), (2, 0)):
        return None
    read_header = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, is_fortran, kind = read_header(stream)
    if kind.kind not in _NUMBERS or min(shape, default=0) < 0:
        return None
    if len(content) - stream.tell() != math.prod(shape) * kind.itemsize:
        raise ValueError("it holds more or fewer numbers than it says")
    return np.frombuffer(content, kind, offset=stream.tell()).reshape(shape, order="F" if is_fortran else "C")
