"""The files that samples were opened from, kept in the document so that it opens on another machine as well."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
import struct
import zlib
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from documents.archive import CHUNK, LARGEST_RATIO, LARGEST_TOTAL, ArchiveReader, ArchiveWriter, Readable
from documents.atomic import NotWritten, make_private, write_whole
from documents.values import Damaged, Values, refused, unasked
from simulator.arrays import Array, Bytes, Indices
from simulator.datasets.data_set import DataSet
from simulator.datasets.idx import GZIP_MAGIC, GzipStream, find_companions
from simulator.datasets.table import LABEL_NAMES
from simulator.errors import Phrase
from simulator.experiment import OPENED_FILES, OPENED_TABLE, Experiment
from simulator.regular_files import SourceFile, open_regular, read_regular

LARGEST_EMBEDDED = 64 * 1024**2
"""Bytes of all files together; larger ones stay where they are, and the document only knows their path."""
_LARGEST_FILE = 2**40
_SAFE_NAME = re.compile(r"\w[\w .,()+-]{0,99}(?<![. ])")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_ROLES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
"""What the files of one IDX data set are called where their own names can't be used."""
_TABLE = "table.csv"


@dataclass(frozen=True)
class _DataFile:
    """One file, as the document tells of it; `role` is its number among the files of its data set."""

    name: str
    role: int
    size: int
    digest: str
    member: str | None


@dataclass(frozen=True)
class DataPlaces:
    """Where the files of samples are.

    Attributes
    ----------
    cache
        The folder that those are unpacked into that a document brings along.
    home
        The document's own folder: where those lie that it doesn't bring along.
    beside
        The folder in which they are beside a copy; None for a document, which has them inside.
    allowed
        Files of this computer that may be opened although only the document names them.
    """

    cache: Path
    home: Path
    beside: Path | None = None
    allowed: Collection[Path] = ()

    def named(self, name: str) -> Path:
        """The file that a document names, if it may be opened.

        Raises
        ------
        Damaged
            If it may not.
        """
        return allowed_file(name, self.home, self.allowed)


def allowed_file(name: str, home: Path, allowed: Collection[Path]) -> Path:
    """The file that something else names, if it may be opened; nothing is looked at before.

    Parameters
    ----------
    home
        The folder in which names without a path are.
    allowed
        The files to which a person has agreed.

    Raises
    ------
    Damaged
        If it can't be the name of a file here, or a person has to be asked first: then with the file as `unasked`.
    """
    if _is_elsewhere(name) or "\0" in name or not name:
        raise Damaged(Phrase("its samples come from another computer"))
    path = home / name
    if path not in allowed:
        raise unasked(path)
    return path


def told_name(data_path: str, home: Path | None = None) -> str:
    """How a file of samples is named in what may be given to others: without the author's folders.

    Parameters
    ----------
    home
        The folder of what names it: below that the way to it is told.
    """
    path = Path(data_path)
    if home is not None and path.is_relative_to(home):
        return path.relative_to(home).as_posix()
    return path.name


def write_data_files(data: DataSet, archive: ArchiveWriter, beside: Path | None = None) -> dict[str, Any] | None:
    """Puts the files that samples were opened from into the archive; None where they don't come from files.

    What counts are the samples that are learned from, in memory: where their files are gone or were changed since,
    they are written anew.

    Parameters
    ----------
    beside
        A folder to put them into instead, under their checksums: what is there already isn't even read.
    """
    if not data.files:
        return None
    sizes = [file.size for file in data.files]
    unchanged = all(file.is_unchanged for file in data.files)
    contents: tuple[bytes, ...] | None
    if unchanged and sum(sizes) > LARGEST_EMBEDDED:
        contents, digests = None, [_digest_of(file.path) for file in data.files]
    elif unchanged and beside is not None and all(
            (beside / _digest_of(file.path)).is_file() for file in data.files):
        contents, digests = (), [_digest_of(file.path) for file in data.files]
    else:
        contents = _contents(data.files) if unchanged else None
        contents = copies_of(data) if contents is None else contents
        if contents is None or sum(map(len, contents)) > LARGEST_EMBEDDED:
            return None
        digests = [hashlib.sha256(content).hexdigest() for content in contents]
        sizes = [len(content) for content in contents]
        for role, (content, digest) in enumerate(zip(contents, digests, strict=True)):
            if beside is None:
                archive.put(f"data/{role}", content, packed=not content.startswith(GZIP_MAGIC))
            elif not (beside / digest).is_file():
                make_private(beside)
                write_whole(beside / digest, partial(_write_content, content), private=True)
    return {"files": [
        {"name": file.path.name, "role": role, "size": size, "sha256": digest,
         "member": None if contents is None else f"data/{role}"}
        for role, (file, size, digest) in enumerate(zip(data.files, sizes, digests, strict=True))]}


def _write_content(content: bytes, file: BinaryIO) -> None:
    file.write(content)


def samples_digest(data: DataSet) -> str:
    """A checksum of the samples themselves, however and wherever they stand in files."""
    digest = hashlib.sha256()
    for part in (data.train, data.test) if data.has_own_test else (data.train,):
        for numbers in part.samples:
            plain = np.ascontiguousarray(numbers if numbers.dtype == np.uint8 else numbers.astype("<f8"))
            digest.update(f"{plain.dtype.str}{plain.shape}".encode("ascii"))
            digest.update(plain.reshape(-1).data.cast("B"))
    return digest.hexdigest()


def check_samples(data: DataSet, digest: object) -> None:
    """Passes if these are the samples with this checksum, or if the document tells none.

    Raises
    ------
    Damaged
        If the files have changed since the document was saved.
    """
    if digest is not None and digest != samples_digest(data):
        raise Damaged(Phrase("its samples come from {file}, which is not there any more or has changed",
                             file=data.files[0].path if data.files else data.label),
                      Phrase("put that file back, as it was when it was opened"), is_whole=True)


def _contents(files: Sequence[SourceFile]) -> tuple[bytes, ...] | None:
    """What stands in the files; None if somebody has changed one meanwhile."""
    try:
        contents = tuple(read_regular(file.path, LARGEST_EMBEDDED) for file in files)
    except OSError:
        return None
    return contents if all(file.is_unchanged for file in files) else None


def unpacked(experiment: Experiment, content: object, archive: ArchiveReader, places: DataPlaces) -> str:
    """The path from which the experiment's samples can be opened here.

    What the document brings along is unpacked. Where it only names a file of this computer, a person has to have
    agreed that this is opened; it must be the very same.

    Raises
    ------
    Damaged
        If the files are neither here nor in the document, or may not be opened.
    """
    own = experiment.data_path
    if experiment.data_set not in (OPENED_FILES, OPENED_TABLE):
        return own
    if content is None:
        return str(places.named(own))
    files = Values(content, "data").items("files", _data_file, len(_ROLES))
    roles = [one.role for one in files]
    is_table = experiment.data_set == OPENED_TABLE
    if not files or roles != sorted(set(roles)) or (is_table and roles != [0]):
        raise Damaged(Phrase("it doesn't tell which files its samples come from"))
    if any(one.member is None for one in files):
        path = places.named(own)
        if _are_there(replace(experiment, data_path=str(path)), files):
            return str(path)
        raise Damaged(Phrase("its samples come from {file}, which is not there any more or has changed", file=path),
                      Phrase("put that file back, as it was when the document was saved"), is_whole=True)
    digests = "".join(one.digest for one in files)
    whole = files[0].digest if len(files) == 1 else hashlib.sha256(digests.encode("ascii")).hexdigest()
    folder = places.cache / whole
    paths = [folder / name for name in _names(experiment, files)]
    for path, one in zip(paths, files, strict=True):
        _unpack(one, path, archive, places.beside)
        _check_promise(path, one)
    return str(paths[0])


def _files_of(experiment: Experiment) -> list[tuple[int, Path]]:
    """The files at the experiment's own path, with their roles."""
    path = Path(experiment.data_path)
    found: Sequence[Path | None] = (path,) if experiment.data_set == OPENED_TABLE else find_companions(path)
    return [(role, one) for role, one in enumerate(found) if one is not None]


def _data_file(content: Any, place: str) -> _DataFile:
    values = Values(content, place)
    digest, role = values.text("sha256"), values.whole("role", 0, len(_ROLES) - 1)
    if not _DIGEST.fullmatch(digest):
        raise refused(f"{place}.sha256", digest, Phrase("a checksum"))
    member = None if values.get("member") is None else values.text("member")
    return _DataFile(values.text("name"), role, values.whole("size", 0, _LARGEST_FILE), digest, member)


def _are_there(experiment: Experiment, files: Sequence[_DataFile]) -> bool:
    """Whether the files at the experiment's own path are the ones that the document was saved with."""
    try:
        here = _files_of(experiment)
        return [role for role, _ in here] == [one.role for one in files] and all(
            _is_content(path, one) for (_, path), one in zip(here, files, strict=True))
    except (OSError, ValueError):
        return False


def _is_elsewhere(path: str) -> bool:
    """Whether looking there would call at another machine, which no document makes this one do."""
    return path.startswith(("//", "\\\\"))


def _is_content(path: Path, file: _DataFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size and _digest_of(path) == file.digest


def _digest_of(path: Path) -> str:
    state = path.stat()
    return _digest(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=32)
def _digest(path: Path, _size: int, _changed: int) -> str:
    """Checksum of a file, worked out once for as long as it stays as it is."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(experiment: Experiment, files: Sequence[_DataFile]) -> list[str]:
    """Their own names, which are shown as the name of the data; where those can't be trusted, plain ones."""
    names = [one.name for one in files]
    safe = all(_SAFE_NAME.fullmatch(name) and not _RESERVED.fullmatch(name) for name in names) and \
        len({name.lower() for name in names}) == len(names)
    plain = (_TABLE,) if experiment.data_set == OPENED_TABLE else _ROLES
    return names if safe else [plain[one.role] for one in files]


def _unpack(file: _DataFile, path: Path, archive: ArchiveReader, beside: Path | None) -> None:
    """Puts one file there, unless it is there already; what has another checksum doesn't get there."""
    assert file.member is not None, "the caller has looked"
    try:
        if _is_content(path, file):
            return
        make_private(path.parent)
    except OSError as error:
        raise _not_unpacked(path.parent, error.strerror or error) from error
    is_beside = beside is not None and not archive.has(file.member)
    if file.size > LARGEST_EMBEDDED or (not is_beside and archive.size(file.member) != file.size):
        raise Damaged(Phrase("{member} has another size than it should have", member=file.member))

    def write(to: BinaryIO) -> None:
        digest, left = hashlib.sha256(), file.size
        with _stream(file, archive, beside if is_beside else None) as stream:
            while chunk := stream.read(min(CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                to.write(chunk)
        if left or digest.hexdigest() != file.digest:
            raise Damaged(Phrase("{member} has another checksum than it should have", member=file.member))

    try:
        write_whole(path, write)
    except NotWritten as error:
        raise _not_unpacked(path.parent, error.reason) from error


def _stream(file: _DataFile, archive: ArchiveReader, beside: Path | None) -> AbstractContextManager[Readable]:
    """What a document has of one of its files: inside, or in the folder beside it."""
    if beside is None:
        return archive.stream(file.member or "")
    try:
        return open_regular(beside / file.digest)
    except OSError as error:
        raise Damaged(Phrase("{member} is missing in it", member=file.member)) from error


def _not_unpacked(folder: Path, reason: object) -> Damaged:
    """Nothing is wrong with the document: its samples have no room here."""
    return Damaged(Phrase("its samples can't be unpacked into {folder} ({error})", folder=folder, error=reason),
                   Phrase("free some room there, look whether the folder is write-protected, and open it again"),
                   is_whole=True)


def _check_promise(path: Path, file: _DataFile) -> None:
    """Passes unless a packed file of pictures would fill the memory: its header tells how many there are."""
    try:
        with open_regular(path) as packed:
            if packed.read(len(GZIP_MAGIC)) != GZIP_MAGIC:
                return
            packed.seek(0)
            stream = GzipStream(packed)
            header = stream.read(4)
            sizes = np.frombuffer(stream.read(4 * header[-1]), dtype=">u4") if len(header) == 4 else ()
        promised = math.prod(int(size) for size in sizes)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise Damaged(Phrase("{member} is cut off or damaged", member=file.member)) from error
    if promised > max(LARGEST_TOTAL, LARGEST_RATIO * file.size):
        raise Damaged(Phrase("{member} promises {total} MB, but has {size} MB only", member=file.member,
                             total=promised // 1024**2, size=f"{file.size / 1024**2:.1f}"))


# Opened samples written as files again, for when the ones they were read from are gone or were changed since

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
