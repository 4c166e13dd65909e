"""Arrays with names as .npz and .safetensors files hold them; nothing in a file is run or believed.

They may have been written by any program, which is why they are read more leniently than documents are (see
`archive.py`): any names, several kinds of numbers, rows or columns first. What an array is called, its shape and its
kind of numbers are known before its numbers are read: whoever knows what should be there compares them first, so a
file that speaks of a billion cells costs nothing.
"""

from __future__ import annotations

import errno
import io
import math
import os
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, deserialize

from documents.refusals import Damaged
from simulator.arrays import Array
from simulator.errors import Explained, Phrase
from simulator.regular_files import open_regular

LARGEST_FILE = 32 << 20
"""Bytes beyond what a network's weights take; a file is read as a whole, and its arrays are a second copy."""
LONGEST_HEADER, LONGEST_NPY_HEADER = 1 << 20, 4096
MOST_ARRAYS = 1000

KINDS = ("float64", "float32", "float16")
BFLOAT16 = "bfloat16"

_HEADER = re.compile(r"\{'descr': '([<>|=]?\w{1,9})', 'fortran_order': (True|False), "
                     r"'shape': \(((?:\d{1,15}(?:, ?|(?=\))))*)\), ?\}\s*", re.ASCII)
"""The header of an .npy file as NumPy writes it. It is Python, and reading it as such would be running it."""
_SAFETENSORS_KINDS = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": BFLOAT16,
                      "I64": "int64", "I32": "int32", "I16": "int16", "I8": "int8", "U8": "uint8", "BOOL": "bool"}
_DIRECTORY_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True)
class StoredArray:
    """An array in a file.

    Attributes
    ----------
    shape, kind
        As the file says; `kind` is the name of its kind of numbers, one of `KINDS`, `BFLOAT16`, or another.
    read
        Its numbers as float64, of this shape. Raises one of `DAMAGED` if they aren't there.
    """

    shape: tuple[int, ...]
    kind: str
    read: Callable[[], Array]


DAMAGED = (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError,
           SafetensorError)
"""What reading a damaged file may raise: RuntimeError where a part is encrypted, NotImplementedError where it is
packed in an unusual way."""


def stored_arrays(path: Path, expected_size: int) -> dict[str, StoredArray]:
    """The arrays in an .npz or .safetensors file, by name; which of them it is tells its content, not its ending.

    Parameters
    ----------
    expected_size
        Bytes that are looked for; a file that is much larger is refused unread.

    Raises
    ------
    Explained
        If the file can't be read or is neither.
    """
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            limit = LARGEST_FILE + expected_size
            if size > limit:
                raise Explained(Phrase(
                    "{file} has {size} MB; weights of this network take {expected} MB at most. Choose the file of a "
                    "network like this one", file=path.name, size=-(-size >> 20), expected=limit >> 20))
            content = file.read(limit)  # whatever its size was, it may have grown
    except OSError as error:
        is_none = error.errno in (errno.ENOENT, errno.EINVAL)  # or it is a folder, a pipe, a device
        reason = Phrase("there is no such file") if is_none else error.strerror or error
        raise Explained(Phrase("{file} can't be read ({error}); choose another file", file=path,
                               error=reason)) from error
    try:
        return _of_npz(content) if content[:2] == b"PK" else _of_safetensors(content)
    except DAMAGED as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: BaseException) -> Explained:
    """The error for a file whose content can't be made sense of."""
    return Explained(Phrase("{file} is no whole .npz or .safetensors file ({error}); export the weights again",
                            file=path.name, error=error.phrase if isinstance(error, Explained) else error))


# .safetensors


def _of_safetensors(content: bytes) -> dict[str, StoredArray]:
    if len(content) < 8 or int.from_bytes(content[:8], "little") > LONGEST_HEADER:
        raise Damaged(Phrase("it has no header"))
    arrays: dict[str, StoredArray] = {}
    for name, stored in deserialize(content):  # type: ignore[no-untyped-call]  # checks that the sizes match
        kind = _SAFETENSORS_KINDS.get(stored["dtype"], stored["dtype"].lower())
        shape = tuple(stored["shape"])
        arrays[name] = StoredArray(shape, kind, partial(_numbers, stored["data"], kind, shape))
    return arrays


def _numbers(data: bytes, kind: str, shape: tuple[int, ...]) -> Array:
    """Little-endian numbers as float64."""
    if kind == BFLOAT16:  # the upper half of a float32; NumPy has no such kind
        halves = np.frombuffer(data, "<u2").astype(np.uint32)
        return (halves << 16).view(np.float32).astype(np.float64).reshape(shape)
    numbers: Array = np.frombuffer(data, np.dtype(kind).newbyteorder("<")).astype(np.float64).reshape(shape)
    return numbers


# .npz: a zip of .npy files


def _of_npz(content: bytes) -> dict[str, StoredArray]:
    if content.count(_DIRECTORY_ENTRY) > MOST_ARRAYS:  # a long directory alone can fill the memory
        raise Damaged(Phrase("it holds too many parts"))
    archive = zipfile.ZipFile(io.BytesIO(content))
    arrays: dict[str, StoredArray] = {}
    for part in archive.infolist():
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged(Phrase("it is packed in an unusual way"))
        name = part.filename.removesuffix(".npy")
        if name in arrays:
            raise Damaged(Phrase("{name} is there twice", name=repr(name)))
        with archive.open(part) as file:
            kind, is_fortran, shape = _npy_header(file.read(12), file.read)
        arrays[name] = StoredArray(shape, kind.name, partial(_npy_numbers, archive, part, kind, is_fortran, shape))
    return arrays


def _npy_header(start: bytes, read: Callable[[int], bytes]) -> tuple[np.dtype[Any], bool, tuple[int, ...]]:
    """Kind, order and shape of an .npy file: Python's NEP 1.

    Parameters
    ----------
    start
        Its first 12 bytes.
    read
        Reads on.
    """
    versions = {(1, 0): 2, (2, 0): 4}  # bytes of the length
    if start[:6] != b"\x93NUMPY" or tuple(start[6:8]) not in versions:
        raise Damaged(Phrase("one of its parts is no .npy file"))
    width = versions[start[6], start[7]]
    length = int.from_bytes(start[8:8 + width], "little")
    rest = start[8 + width:]
    if not len(rest) <= length <= LONGEST_NPY_HEADER:
        raise Damaged(Phrase("the header of one of its parts is too long or too short"))
    header = _HEADER.fullmatch((rest + read(length - len(rest))).decode("latin-1"))
    if header is None:
        raise Damaged(Phrase("one of its parts holds no plain numbers"))
    kind, order, numbers = header.groups()
    try:
        return np.dtype(kind), order == "True", tuple(int(number) for number in re.findall(r"\d+", numbers))
    except TypeError as error:
        raise Damaged(Phrase("one of its parts holds no plain numbers")) from error


def _npy_numbers(archive: zipfile.ZipFile, part: zipfile.ZipInfo, kind: np.dtype[Any], is_fortran: bool,
                 shape: tuple[int, ...]) -> Array:
    """The numbers of an .npy file whose header has been looked at."""
    count = math.prod(shape)
    with archive.open(part) as file:
        _npy_header(file.read(12), file.read)
        data = file.read(count * kind.itemsize + 1)
    if len(data) != count * kind.itemsize:
        raise Damaged(Phrase("{name} holds more or fewer numbers than its header says", name=repr(part.filename)))
    numbers: Array = np.frombuffer(data, kind).astype(np.float64)
    return numbers.reshape(shape[::-1]).T.copy() if is_fortran else numbers.reshape(shape)
