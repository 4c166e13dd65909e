"""Zip archives that come from anywhere: looked over before anything of them is unpacked.

What is refused: more than 4,096 members (told from the end record, before the directory is read); names that could
lead out of the archive, names that are there twice, links, encrypted members and packings other than "stored" and
"deflated"; archives that promise far more than they hold; and whatever is cut off or has a wrong checksum.
"""

from __future__ import annotations

import io
import json
import math
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, BinaryIO, Protocol, Self

import numpy as np
import numpy.typing as npt

from documents.values import Damaged, torn, unreadable
from simulator.arrays import Array, Bytes, Indices
from simulator.errors import Phrase
from simulator.regular_files import NotRegularError, open_regular

MOST_MEMBERS = 4096
LARGEST_TOTAL = 64 * 1024**2
"""Bytes that all members together may have, whatever the size of the file."""
LARGEST_RATIO = 20
"""So many times larger than the file they may be, too."""
LARGEST_JSON = 8 * 1024**2
MOST_BRACKETS, MOST_COMMAS = 200_000, 1_000_000
"""Lists and objects in a JSON text, and values in them: each takes memory, however short it is written."""
DEEPEST_JSON = 50
CHUNK = 1 << 20

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LOCATOR_SIZE = 22, 20
_LARGEST_DIRECTORY = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_]{1,40}(/[A-Za-z0-9_]{1,40}){0,3}(\.[a-z0-9]{1,8})?")
_ENCRYPTED = 0x1 | 0x20 | 0x40 | 0x2000
_QUICKLY = 1
_DATE = (1980, 1, 1, 0, 0, 0)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, KeyError,
           IndexError, NotImplementedError, RuntimeError)
"""What `zipfile` raises for what it can't read. Where memory is short nothing is wrong with the archive."""


class ArchiveReader:
    """The members of an archive; use it in a `with` statement.

    Raises
    ------
    Damaged
        If it is none, or one that is refused.
    """

    def __init__(self, path: Path) -> None:
        self._file = _opened_file(path)
        try:
            size = self._file.seek(0, 2)
            count = _check_end(self._file, size)
            self._zip = _opened(self._file)
            self._members = _checked(self._zip, count, size)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._file.close()

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes that a member says it has."""
        return self._member(name).file_size

    def json(self, name: str) -> dict[str, Any]:
        """A JSON object.

        Raises
        ------
        Damaged
            If there is none, or it is too large or nested too deeply.
        """
        if self.size(name) > LARGEST_JSON:
            raise Damaged(Phrase("{member} has {size} MB, but at most {most} MB are read", member=name,
                                 size=self.size(name) // 1024**2, most=LARGEST_JSON // 1024**2))
        with self.stream(name) as stream:
            text = stream.read(LARGEST_JSON)
            if stream.read(1):
                raise torn()
        return json_object(text, name)

    def numbers(self, name: str, *shape: int) -> Array:
        """An array of float64 of this shape."""
        return self._array(name, np.float64, shape)

    def whole_numbers(self, name: str, *shape: int) -> Indices:
        """An array of int64 of this shape."""
        return self._array(name, np.int64, shape)

    def grey_values(self, name: str, *shape: int) -> Bytes:
        """An array of uint8 of this shape."""
        return self._array(name, np.uint8, shape)

    @contextmanager
    def stream(self, name: str) -> Iterator[Readable]:
        """A member to be read; never more than it says it has. What is done with it may raise what it likes.

        Raises
        ------
        Damaged
            If there is none, or it can't be unpacked.
        """
        member = self._member(name)
        try:
            packed = self._zip.open(member)
        except _BROKEN as error:
            raise torn(error) from error
        with packed:
            yield _Member(packed)

    def _array(self, name: str, kind: type[np.generic], shape: tuple[int, ...]) -> npt.NDArray[Any]:
        with self.stream(name) as stream:
            return read_npy(stream, self.size(name), name, kind, shape)

    def _member(self, name: str) -> zipfile.ZipInfo:
        if name not in self._members:
            raise Damaged(Phrase("{member} is missing in it", member=name))
        return self._members[name]


class _Member:
    """A member that is being read: only its own errors tell that it is damaged, not those of whoever reads it."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed

    def read(self, size: int, /) -> bytes:
        """The next bytes; raises `Damaged` if they can't be unpacked."""
        try:
            return self._packed.read(size)
        except _BROKEN as error:
            raise torn(error) from error


class ArchiveWriter:
    """A new archive; nothing is in the file before `write`.

    The same content always gives the same bytes.
    """

    def __init__(self) -> None:
        self._members: dict[str, tuple[bytes, bool]] = {}

    def put(self, name: str, content: bytes, *, packed: bool = False) -> None:
        """One member; `packed` if it is worth the time."""
        self._members[name] = content, packed

    def put_array(self, name: str, array: npt.NDArray[Any], *, packed: bool = False) -> None:
        """An array of float64, int64 or uint8."""
        self.put(name, npy_bytes(array), packed=packed)

    def write(self, file: BinaryIO) -> None:
        """Writes all of it.

        Raises
        ------
        Damaged
            If a reader would refuse it.
        """
        if len(self._members) > MOST_MEMBERS:
            raise Damaged(Phrase("it would have {count} parts, and a document has at most {most}",
                                 count=len(self._members), most=MOST_MEMBERS))
        # a large archive that packs well would look like a bomb
        may_pack = sum(len(content) for content, _ in self._members.values()) <= LARGEST_TOTAL
        with zipfile.ZipFile(file, "w") as archive:
            for name, (content, packed) in self._members.items():
                info = zipfile.ZipInfo(name, _DATE)
                info.external_attr = (stat.S_IFREG | 0o644) << 16
                info.compress_type = zipfile.ZIP_DEFLATED if packed and may_pack else zipfile.ZIP_STORED
                archive.writestr(info, content, compresslevel=_QUICKLY if len(content) > CHUNK else None)


def json_object(text: bytes, name: str) -> dict[str, Any]:
    """What a JSON text holds, if that is an object of a decent size and depth.

    Raises
    ------
    Damaged
        If it isn't.
    """
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS or text.count(b",") > MOST_COMMAS:
        raise Damaged(Phrase("{member} holds more than a document can hold", member=name))
    try:
        content = json.loads(text.decode("utf-8"), parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Damaged(Phrase("{member} can't be read ({error})", member=name, error=error)) from error
    if not isinstance(content, dict):
        raise Damaged(Phrase("{member} holds no object in braces", member=name))
    _check_depth(content, name)
    return content


def _finite(written: str) -> float:
    """A number of JSON, which knows no others; 1e999 is one as it is written, but none that can be kept."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(f"{written[:20]} is no finite number")
    return number


def _check_depth(content: object, name: str) -> None:
    level, depth = [content], 0
    while level:
        depth += 1
        if depth > DEEPEST_JSON:
            raise Damaged(Phrase("{member} is nested too deeply", member=name))
        inner: list[object] = []
        for one in level:
            values = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
            inner.extend(value for value in values if isinstance(value, dict | list))
        level = inner


def _opened_file(path: Path) -> BinaryIO:
    try:
        return open_regular(path)
    except NotRegularError as error:
        raise Damaged(Phrase("it is no file")) from error
    except OSError as error:
        raise unreadable(error) from error


def _check_end(file: BinaryIO, size: int) -> int:
    """The number of members that the end record tells, if that and its directory are of a decent size."""
    file.seek(max(size - _END_SIZE - _LOCATOR_SIZE, 0))
    tail = file.read()
    end, locator = tail[-_END_SIZE:], tail[:-_END_SIZE]
    if len(end) < _END_SIZE or not end.startswith(_END):
        raise Damaged(Phrase("it is no document, or it is cut off"))
    disk, first_disk, here, count, directory, offset, comment = struct.unpack("<4H2LH", end[4:])
    is_large = locator[-_LOCATOR_SIZE:].startswith(_END_64)
    if disk or first_disk or here != count or comment or is_large or directory + offset + _END_SIZE != size:
        raise torn()
    if count > MOST_MEMBERS or directory > _LARGEST_DIRECTORY:
        raise Damaged(Phrase("it has more than {most} parts, which no document has", most=MOST_MEMBERS))
    return int(count)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise torn(error) from error


def _checked(archive: zipfile.ZipFile, count: int, size: int) -> dict[str, zipfile.ZipInfo]:
    """The members by name, if every one can be trusted not to do harm."""
    members: dict[str, zipfile.ZipInfo] = {}
    lower: set[str] = set()
    for info in archive.infolist():
        name = info.filename
        if not _NAME.fullmatch(name) or info.orig_filename != name:
            raise Damaged(Phrase("it has a part called {name}, and no document has that", name=repr(name[:80])))
        if name.lower() in lower:
            raise Damaged(Phrase("it has two parts called {name}", name=name))
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Damaged(Phrase("{member} is no plain file", member=name))
        if info.flag_bits & _ENCRYPTED:
            raise Damaged(Phrase("{member} is encrypted", member=name))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged(Phrase("{member} is packed in an unknown way", member=name))
        members[name] = info
        lower.add(name.lower())
    if len(members) != count:
        raise torn()
    total = sum(info.file_size for info in members.values())
    if total > max(LARGEST_TOTAL, LARGEST_RATIO * size):
        raise Damaged(Phrase("it promises {total} MB, but has {size} MB only", total=total // 1024**2,
                             size=f"{size / 1024**2:.1f}"))
    return members


# Arrays as `.npy` members of an archive: written by NumPy, read without it believing anything that the file says

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
