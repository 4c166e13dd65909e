"""Arrays as `.npy` members of an archive: written by NumPy, read without it believing anything that the file says."""

from __future__ import annotations

import io
import math
import re
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from documents.refusals import Damaged
from simulator.errors import Phrase

_MAGIC = b"\x93NUMPY\x01\x00"
_LONGEST_HEADER = 1024
_HEADER = re.compile(r"\{'descr': '(?P<kind><f8|<i8|\|u1)', 'fortran_order': False, "
                     r"'shape': \((?P<shape>(?:[0-9]{1,15},)?|[0-9]{1,15}(?:, [0-9]{1,15}){1,7})\), \} *\n")
_KINDS: dict[str, npt.DTypeLike] = {"<f8": np.float64, "<i8": np.int64, "|u1": np.uint8}
_STORED = {np.dtype(np.float64): "<f8", np.dtype(np.int64): "<i8", np.dtype(np.uint8): "|u1"}


class Readable(Protocol):
    """What can be read from, so many bytes at a time."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; fewer at the end, and none after it."""


def npy_bytes(array: npt.NDArray[Any]) -> bytes:
    """An array of float64, int64 or uint8 as the content of a `.npy` file, little-endian, row by row."""
    stream = io.BytesIO()
    stored = np.ascontiguousarray(array, dtype=_STORED[array.dtype])
    np.lib.format.write_array(stream, stored, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def read_npy(stream: Readable, size: int, name: str, kind: type[np.generic],
             shape: tuple[int, ...]) -> npt.NDArray[Any]:
    """An array of a shape that is known, from an open member of an archive.

    Parameters
    ----------
    size
        Bytes that the member is said to have; nothing is read unless they are those of the shape.
    name
        Of the member, for the message.

    Raises
    ------
    Damaged
        If the member holds anything else.
    """
    start = stream.read(len(_MAGIC) + 2)
    if start[:len(_MAGIC)] != _MAGIC or len(start) < len(_MAGIC) + 2:
        raise Damaged(Phrase("{member} holds no array", member=name))
    length = int.from_bytes(start[-2:], "little")
    if length > _LONGEST_HEADER:
        raise Damaged(Phrase("{member} holds no array", member=name))
    match = _HEADER.fullmatch(stream.read(length).decode("latin-1"))
    if match is None or np.dtype(_KINDS[match["kind"]]) != np.dtype(kind):
        raise Damaged(Phrase("{member} holds an array of another kind", member=name))
    found = tuple(int(number) for number in re.findall(r"\d+", match["shape"]))
    if found != shape:
        raise Damaged(Phrase("{member} has the shape {found}, but {wanted} belongs here", member=name, found=found,
                             wanted=shape))
    wanted = math.prod(shape) * np.dtype(kind).itemsize
    if size != len(start) + length + wanted:
        raise Damaged(Phrase("{member} has {size} bytes, but its numbers take {wanted}", member=name, size=size,
                             wanted=len(start) + length + wanted))
    array = np.empty(shape, dtype=_KINDS[match["kind"]])
    _fill(stream, array.reshape(-1).view(np.uint8), name)
    return array


def _fill(stream: Readable, into: npt.NDArray[np.uint8], name: str, at_once: int = 1 << 20) -> None:
    """Reads to the very end, which is where an archive compares its checksum."""
    done = 0
    while chunk := stream.read(min(at_once, len(into) - done + 1)):
        if done + len(chunk) > len(into):
            raise Damaged(Phrase("{member} is longer than it should be", member=name))
        into[done:done + len(chunk)] = np.frombuffer(chunk, dtype=np.uint8)
        done += len(chunk)
    if done < len(into):
        raise Damaged(Phrase("{member} is cut off", member=name))
