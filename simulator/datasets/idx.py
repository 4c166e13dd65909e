"""Data sets in IDX files, the format in which MNIST and its relatives are handed on; plain or gzipped.

A file is a header and then one byte a value, last dimension fastest. The header is two zero bytes, a byte for the
kind of number (8: unsigned bytes), a byte for the number of dimensions, and each dimension as a big-endian 32-bit
integer (format: Y. LeCun, *The MNIST database of handwritten digits*).
"""

from __future__ import annotations

import math
import os
import re
import zlib
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from simulator.arrays import Bytes, Indices
from simulator.datasets.data_set import DataSet, Part
from simulator.errors import Explained, Phrase, value_text
from simulator.regular_files import SourceFile, open_regular

GZIP_MAGIC = b"\x1f\x8b"
LARGEST_GZIP_RATIO = 1032
"""Deflate packs at most 258 bytes into two bits (M. Adler, zlib's technical details): a file cannot hold more."""
MOST_NUMBERS = 200_000_000
"""Values that are read of a file at most, one byte each: four times those of MNIST. A small gzipped file can hold
any number of zeros."""
CHUNK = 1 << 20
_LONGEST_LABEL = 60
_PACKED_CHUNK = 1 << 16
_GZIP = 16 + zlib.MAX_WBITS
_MOST_GZIP_MEMBERS = 10_000
"""Files behind one another in one; each may be empty, and costs time all the same."""

NUMBER_KINDS = {
    0x08: Phrase("unsigned bytes"),
    0x09: Phrase("signed bytes"),
    0x0B: Phrase("16-bit integers"),
    0x0C: Phrase("32-bit integers"),
    0x0D: Phrase("32-bit floats"),
    0x0E: Phrase("64-bit floats"),
}
UNSIGNED_BYTES = 0x08
MOST_DIMENSIONS = 8
"""More than any real file has; a header that claims more is no header."""

DOWNLOAD_AGAIN = Phrase("download it again")
CHOOSE_ANOTHER = Phrase("choose another file")
CHOOSE_TWO = Phrase("choose two files that belong together")
GIVE_BOTH = Phrase("give both test files, or neither")
GREY_VALUES = Phrase("grey values are divided by 255")
"""What is done to the bytes before a network gets them."""


class IdxError(Explained):
    """An IDX file that cannot be used: which one, why, and what to do about it."""

    def __init__(self, path: Path, reason: Phrase, remedy: Phrase = CHOOSE_ANOTHER) -> None:
        file = path.name or path
        super().__init__(Phrase("{file} {reason}; {remedy}", file=file, reason=reason, remedy=remedy))
        self.args = (path, reason, remedy)
        self.path = path
        self.reason = reason
        self.remedy = remedy


class GzipStream:
    """What a gzipped file holds (RFC 1952), in little time for each member: there may be a million that are empty."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._members = 1
        self._member = zlib.decompressobj(_GZIP)
        self._waiting = b""

    def read(self, size: int) -> bytes:
        """So many bytes, or fewer at the end.

        Raises
        ------
        EOFError
            If the file is cut off.
        zlib.error
            If it is damaged, or has more members than a file is ever put together of.
        """
        found = self._some(size)
        while found and len(found) < size and (more := self._some(size - len(found))):
            found += more
        return found

    def _some(self, size: int) -> bytes:
        """At most so many bytes, and at least one unless there are no more."""
        while True:
            if self._member.eof and not self._begin_next():
                return b""
            packed = self._waiting or self._packed.read(_PACKED_CHUNK)
            found = self._member.decompress(packed, size)
            self._waiting = self._member.unused_data or self._member.unconsumed_tail
            if found:
                return found
            if not packed and not self._member.eof:
                raise EOFError("the gzip stream ends early")

    def _begin_next(self) -> bool:
        """Begins the next member, if there is one behind zeros that fill up the room."""
        while not (waiting := self._waiting.lstrip(b"\0")):
            if not (more := self._packed.read(_PACKED_CHUNK)):
                return False
            self._waiting = more
        self._members += 1
        if self._members > _MOST_GZIP_MEMBERS:
            raise zlib.error(f"it has more than {_MOST_GZIP_MEMBERS:,} parts")
        self._waiting, self._member = waiting, zlib.decompressobj(_GZIP)
        return True


def read_idx(path: Path) -> Bytes:
    """The numbers of one IDX file in the shape that its header gives.

    Whether the file is gzipped is told from its first bytes, not from its name. Never takes more memory than the
    file has contents, whatever the header promises.

    Raises
    ------
    IdxError
        If the file is missing, unreadable, damaged, cut off, too long, empty, or holds other numbers than unsigned
        bytes.
    """
    try:
        _check_is_file(path)
        with open_regular(path) as packed:
            size = os.fstat(packed.fileno()).st_size
            zipped = packed.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            packed.seek(0)
            if not zipped:
                return _read_stream(path, packed, size)
            return _read_stream(path, GzipStream(packed), size * LARGEST_GZIP_RATIO)
    except EOFError as error:
        raise IdxError(path, Phrase("is cut off: its gzip stream ends early"), DOWNLOAD_AGAIN) from error
    except zlib.error as error:
        reason = Phrase("is damaged: its gzip stream is broken ({error})", error=error)
        raise IdxError(path, reason, DOWNLOAD_AGAIN) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except MemoryError as error:
        remedy = Phrase("close other programs, or use a smaller file")
        raise IdxError(path, Phrase("does not fit into memory"), remedy) from error


def _check_is_file(path: Path) -> None:
    if not path.exists():
        reason = Phrase("does not exist in {folder}", folder=path.parent)
        raise IdxError(path, reason, Phrase("check the name, or choose another file"))
    if not path.is_file():
        raise IdxError(path, Phrase("is not a file"))


def _unreadable(path: Path, error: OSError) -> IdxError:
    reason = Phrase("cannot be read ({error})", error=error.strerror or error)
    return IdxError(path, reason, Phrase("check the disk and your permission"))


def _read_stream(path: Path, stream: BinaryIO | GzipStream, largest: int) -> Bytes:
    """Header and numbers from an unpacked stream that cannot be longer than `largest` bytes."""
    shape = _read_header(path, stream)
    promised = math.prod(shape)
    promise = Phrase("{shape} = {count} bytes", shape=_times(shape), count=f"{promised:,}")
    if promised == 0:
        raise IdxError(path, Phrase("holds no numbers: its header says {shape}", shape=_times(shape)))
    if promised > largest:
        reason = Phrase(
            "is cut off or has a damaged header: it promises {promise}, more than the file can hold", promise=promise
        )
        raise IdxError(path, reason, DOWNLOAD_AGAIN)
    if promised > MOST_NUMBERS:
        reason = Phrase("is too large: its header promises {promise}, but at most {most} are read", promise=promise,
                        most=f"{MOST_NUMBERS:,}")
        raise IdxError(path, reason, Phrase("keep a part of it in a file of its own"))
    # Grows with what arrives: a wrong header must not make us reserve what it promises.
    numbers = bytearray()
    while len(numbers) < promised and (chunk := stream.read(min(CHUNK, promised - len(numbers)))):
        numbers += chunk
    if len(numbers) < promised:
        reason = Phrase(
            "is cut off: its header promises {promise}, but only {count} follow",
            promise=promise,
            count=f"{len(numbers):,}",
        )
        raise IdxError(path, reason, DOWNLOAD_AGAIN)
    # Reading on is also what makes gzip compare its checksum.
    if stream.read(1):
        reason = Phrase("is too long: its header promises {promise}, but more follow", promise=promise)
        raise IdxError(path, reason, DOWNLOAD_AGAIN)
    return np.frombuffer(numbers, dtype=np.uint8).reshape(shape)


def _read_header(path: Path, stream: BinaryIO | GzipStream) -> tuple[int, ...]:
    magic = stream.read(4)
    if not magic:
        raise IdxError(path, Phrase("is empty"), DOWNLOAD_AGAIN)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in NUMBER_KINDS or not 0 < magic[3] <= MOST_DIMENSIONS:
        reason = Phrase(
            "is not an IDX file: it begins with the bytes {bytes}, images with 00 00 08 03", bytes=magic.hex(" ")
        )
        raise IdxError(path, reason)
    if magic[2] != UNSIGNED_BYTES:
        reason = Phrase("holds {kind}, not unsigned bytes", kind=NUMBER_KINDS[magic[2]])
        raise IdxError(path, reason, Phrase("convert its numbers to the range 0 to 255"))
    dimensions = stream.read(4 * magic[3])
    if len(dimensions) < 4 * magic[3]:
        reason = Phrase("is cut off within its header of {count} dimensions", count=magic[3])
        raise IdxError(path, reason, DOWNLOAD_AGAIN)
    return tuple(int(size) for size in np.frombuffer(dimensions, dtype=">u4"))


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(f"{size:,}" for size in shape)


def read_pair(images: Path, labels: Path) -> tuple[Bytes, Indices, tuple[int, int] | None]:
    """Images and the labels that belong to them.

    Returns
    -------
    raw, numbers, image_shape
        A row for each image, shape (count, pixels); its class, shape (count,); and (rows, columns), or None if the
        file of "images" has two dimensions only: count and inputs.

    Raises
    ------
    IdxError
        If a file cannot be read, has the wrong number of dimensions, or the counts differ.
    """
    numbers = read_idx(labels)
    if numbers.ndim != 1:
        reason = Phrase(
            "has the dimensions {shape}, but labels have only one, their count", shape=_times(numbers.shape)
        )
        raise IdxError(labels, reason, Phrase("choose the file of labels (…-labels-idx1-ubyte)"))
    raw = read_idx(images)
    if raw.ndim not in (2, 3):
        reason = Phrase(
            "has the dimensions {shape}, but grey images have three: count, rows, columns", shape=_times(raw.shape)
        )
        raise IdxError(images, reason, Phrase("choose the file of images (…-images-idx3-ubyte)"))
    if len(raw) != len(numbers):
        reason = Phrase(
            "holds {images} images, but {file} holds {labels} labels",
            images=f"{len(raw):,}",
            file=labels.name,
            labels=f"{len(numbers):,}",
        )
        raise IdxError(images, reason, CHOOSE_TWO)
    image_shape = (raw.shape[1], raw.shape[2]) if raw.ndim == 3 else None
    return raw.reshape(len(raw), -1), numbers.astype(np.int64), image_shape


def open_idx_data_set(
    train_images: Path, train_labels: Path, test_images: Path | None = None, test_labels: Path | None = None
) -> DataSet:
    """A data set from IDX files, read at once so that whatever is wrong with them is known at once.

    The classes are 0 up to the largest label, targets are one-hot. Without test files the training part stands in
    for the test part (`has_own_test` is False).

    Raises
    ------
    IdxError
        If a file cannot be used or two files don't belong together.
    """
    # before they are read: whoever writes to them from now on has changed them
    given = (train_images, train_labels, test_images, test_labels)
    files = tuple(_source(path) for path in given if path is not None)
    raw, labels, image_shape = read_pair(train_images, train_labels)
    train = test = Part.of(raw, labels, scale=1.0 / 255.0)
    if test_images is not None and test_labels is not None:
        test_raw, test_numbers, test_shape = read_pair(test_images, test_labels)
        if (test_raw.shape[1], test_shape) != (raw.shape[1], image_shape):
            reason = Phrase(
                "holds images of {test_size}, but those of {file} have {train_size}",
                test_size=_times(test_shape or test_raw.shape[1:]),
                file=train_images.name,
                train_size=_times(image_shape or raw.shape[1:]),
            )
            raise IdxError(test_images, reason, CHOOSE_TWO)
        test = Part.of(test_raw, test_numbers, scale=1.0 / 255.0)
    elif test_images is not None:
        raise IdxError(test_images, Phrase("comes without its labels"), GIVE_BOTH)
    elif test_labels is not None:
        raise IdxError(test_labels, Phrase("comes without its images"), GIVE_BOTH)
    class_count = 1 + int(max(train.labels.max(), test.labels.max()))
    if class_count == 1:
        remedy = Phrase("choose labels of two classes or more")
        raise IdxError(train_labels, Phrase("holds the label 0 only"), remedy)
    class_labels = tuple(str(number) for number in range(class_count))
    return DataSet("idx", value_text(train_images.name, _LONGEST_LABEL), image_shape, class_labels,
                   np.eye(class_count), train=train, test=test,
                   scaling=GREY_VALUES, files=files)


def _source(path: Path) -> SourceFile:
    try:
        _check_is_file(path)
        return SourceFile.of(path)
    except OSError as error:
        raise _unreadable(path, error) from error


class IdxFiles(NamedTuple):
    """The files of one data set, in the order in which `open_idx_data_set` takes them."""

    train_images: Path
    train_labels: Path
    test_images: Path | None
    test_labels: Path | None


USUAL_NAME = re.compile(
    r"(?P<title>.*?)(?P<part>train|t10k|test)?(?P<dash>[-_.]?)(?P<kind>images|labels)[-.]idx\d-ubyte(\.gz)?",
    re.IGNORECASE,
)
"""For example emnist-letters-train-images-idx3-ubyte.gz, train-images.idx3-ubyte, shapes-labels-idx1-ubyte."""


def find_companions(path: Path) -> IdxFiles:
    """The other files of the data set to which a file belongs, told by their usual names.

    Parameters
    ----------
    path
        Any one of the four files, plain or gzipped.

    Raises
    ------
    IdxError
        If its name is not a usual one, or the training images or labels are not beside it.
    """
    match = USUAL_NAME.fullmatch(path.name)
    if match is None:
        remedy = Phrase("rename images to train-images-idx3-ubyte and labels to train-labels-idx1-ubyte")
        raise IdxError(path, Phrase("has a name that does not tell what it holds"), remedy)
    try:
        _check_is_file(path)
        beside = _files_of_the_same_set(path, match["title"])
    except OSError as error:
        raise _unreadable(path, error) from error
    train_images, train_labels = beside.get(("train", "images")), beside.get(("train", "labels"))
    if train_images is None or train_labels is None:
        missing = Phrase("training images") if train_images is None else Phrase("training labels")
        reason = Phrase("has no {missing} beside it", missing=missing)
        remedy = Phrase("put the file of {missing} into {folder}", missing=missing, folder=path.parent)
        raise IdxError(path, reason, remedy)
    return IdxFiles(train_images, train_labels, beside.get(("test", "images")), beside.get(("test", "labels")))


def _files_of_the_same_set(path: Path, title: str) -> dict[tuple[str, str], Path]:
    """Files in the folder of `path` by (part, kind); of two spellings the one most like `path` itself counts."""
    found: dict[tuple[str, str], Path] = {}
    likeness = {file: (file != path, file.suffix != path.suffix, file.name) for file in path.parent.iterdir()}
    for file in sorted(likeness, key=likeness.__getitem__):
        match = USUAL_NAME.fullmatch(file.name)
        if match and match["title"].lower() == title.lower() and file.is_file():
            part = "test" if (match["part"] or "train").lower() != "train" else "train"
            found.setdefault((part, match["kind"].lower()), file)
    return found
