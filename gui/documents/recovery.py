"""Copies of documents that survive a crash: in a folder of the program's own, each with a lock that tells its owner.

A copy is a few files with one name: the document (`.deltaflow`), what is known about it (`.json`), a lock (`.lock`)
that names the process it belongs to, and a folder (`.data`) with the files that its samples were opened from. A copy
whose process is gone was left behind by a crash.

Nothing in the folder is believed: whatever has the name of a copy and can't be one is put aside, into `unreadable`.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import stat
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QLockFile, QStandardPaths

from documents.atomic import keep_private, make_private, write_whole
from gui.documents.openable import ENDING
from simulator.regular_files import open_regular, read_regular

if TYPE_CHECKING:
    from documents.document import Document

ABOUT, LOCK, DATA = ".json", ".lock", ".data"
UNREADABLE = "unreadable"
"""Folder for copies that can't be read: they are kept aside."""
MOST_OFFERED = 24
"""Copies that one start looks into, the newest; older ones wait until these are decided about."""
LARGEST_COPY = 1024**3
_LARGEST_ABOUT, _LARGEST_LOCK = 64 * 1024, 4096
_LONGEST_PATH = 4096
_LAST_TIME = 253_402_300_800.0
"""The year 10000, in seconds since 1970."""
_LARGEST_SIGNATURE = 2**80
_LONGEST_WRITING = 30.0
"""Seconds that the end of the program waits for a copy that is being written."""


def usual_recovery_folder() -> Path:
    """The platform's place for what a program keeps for itself."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation)
    return Path(place) / "recovery"


@dataclass(frozen=True)
class Signature:
    """What tells whether a file was changed: the time of its last change, in nanoseconds, and its size in bytes."""

    changed: int
    size: int


def signature_of(path: Path) -> Signature | None:
    """The signature of a file now; None if it isn't there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Signature(found.st_mtime_ns, found.st_size)


@dataclass(frozen=True)
class About:
    """What is known about a copy.

    Attributes
    ----------
    path
        Of the document that it is a copy of; None for one that was never saved.
    signature
        Of that file when it was opened or saved.
    kept_at
        When the copy was made, in seconds since 1970.
    """

    path: Path | None
    signature: Signature | None
    kept_at: float

    def to_json(self) -> str:
        """As a text."""
        signature = None if self.signature is None else [self.signature.changed, self.signature.size]
        return json.dumps({"path": None if self.path is None else str(self.path), "signature": signature,
                           "kept_at": self.kept_at})

    def write_to(self, file: BinaryIO) -> None:
        """Into a file."""
        file.write(self.to_json().encode("utf-8"))

    @classmethod
    def read(cls, file: Path) -> About:
        """From a file; what can't be read is left open, the document itself may be whole all the same."""
        found: dict[str, object] = {}
        with suppress(OSError, ValueError, RecursionError):
            value = json.loads(read_regular(file, _LARGEST_ABOUT).decode("utf-8"))
            found = value if isinstance(value, dict) else {}
        numbers = found.get("signature")
        signature = None
        if isinstance(numbers, list) and len(numbers) == 2 and all(
                isinstance(one, int) and abs(one) < _LARGEST_SIGNATURE for one in numbers):
            signature = Signature(*numbers)
        return cls(_document_path(found.get("path")), signature, _time(found.get("kept_at")))


def _document_path(written: object) -> Path | None:
    """Where a document may be kept; None for what is the path of none."""
    if not isinstance(written, str) or len(written) > _LONGEST_PATH or "\0" in written:
        return None
    path = Path(written)
    return path if path.is_absolute() and path.suffix.lower() == ENDING else None


def _time(seconds: object) -> float:
    """Seconds since 1970 that a calendar has a day for; 0 for anything else."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return 0.0
    return float(seconds) if 0 < seconds < _LAST_TIME and math.isfinite(seconds) else 0.0


class Copy:
    """One copy in the folder, owned by this process as long as it holds the lock.

    Attributes
    ----------
    document_path
        Where the document is.
    data_folder
        Where the files of its samples are.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self.document_path = folder / f"{name}{ENDING}"
        self.data_folder = folder / f"{name}{DATA}"
        self._about_path = folder / f"{name}{ABOUT}"
        self._lock_path = folder / f"{name}{LOCK}"
        self._lock = QLockFile(str(self._lock_path))
        self._lock.setStaleLockTime(0)  # a lock grows stale when its process is gone, and never before
        self._writing = threading.Lock()
        self._is_gone = False
        self.about = About.read(self._about_path)

    @property
    def kept_at(self) -> float:
        """When it was made, in seconds since 1970."""
        if self.about.kept_at:
            return self.about.kept_at
        with suppress(OSError):
            return _time(self.document_path.stat().st_mtime)
        return 0.0

    @property
    def is_damaged(self) -> bool:
        """Whether its document is none that could be read: looked at from outside only."""
        if _is_other(self.document_path, LARGEST_COPY):
            return True
        try:
            open_regular(self.document_path).close()
        except OSError:
            return True
        return False

    def take(self) -> bool:
        """Makes it this process's own; False if it belongs to one that is alive."""
        if self._lock.isLocked():
            return True
        if _is_other(self._lock_path, _LARGEST_LOCK) or not self._lock.tryLock(0):  # Qt would read a pipe for ever
            return False
        keep_private(self._lock_path)
        return True

    def release(self) -> None:
        """Leaves it to others."""
        self._lock.unlock()

    def write(self, document: Document, path: Path | None, signature: Signature | None) -> None:
        """Keeps a document; may run on any thread. One that was taken away meanwhile isn't there afterwards.

        Raises
        ------
        Explained
            If it can't be written.
        """
        from documents.document import write_document  # noqa: PLC0415

        with self._writing:
            if not self._is_gone:
                write_document(document, self.document_path, data_folder=self.data_folder)
                about = About(path, signature, time.time())
                write_whole(self._about_path, about.write_to, private=True)
                self.about = about
        if self._is_gone:
            self._take_away()

    def remove(self, *, waits: bool = False) -> None:
        """Takes it away; if it is being written now, the thread that does so takes it away when it has.

        Parameters
        ----------
        waits
            Waits for that thread: the program ends.
        """
        self._is_gone = True
        if self._writing.acquire(blocking=waits, timeout=_LONGEST_WRITING if waits else -1):
            self._take_away()
            self._writing.release()
        self._lock.unlock()

    def put_aside(self) -> Path:
        """Moves one that can't be read to where it is never offered again, and gives the place where it is now.

        Where it can't be moved it stays, with what is known about it.
        """
        place = _put_aside(self.document_path)
        if place != self.document_path:
            _put_aside(self.data_folder)
            with suppress(OSError):
                self._about_path.unlink(missing_ok=True)
        self._lock.unlock()
        return place

    def put_others_aside(self) -> None:
        """What stands in the place of its other files, and would be in the way of the next copy."""
        if _is_other(self._about_path, _LARGEST_ABOUT):
            _put_aside(self._about_path)
        if _is_other(self._lock_path, _LARGEST_LOCK):
            _put_aside(self._lock_path)
        if os.path.lexists(self.data_folder) and (self.data_folder.is_symlink() or not self.data_folder.is_dir()):
            _put_aside(self.data_folder)

    def _take_away(self) -> None:
        for path in (self.document_path, self._about_path):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        shutil.rmtree(self.data_folder, ignore_errors=True)


def new_copy(folder: Path) -> Copy | None:
    """A place for a copy, owned by this process; None where nothing can be written."""
    try:
        make_private(folder)  # what is in it is nobody else's business
    except OSError:
        return None
    copy = Copy(folder, f"{os.getpid()}-{os.urandom(4).hex()}")
    return copy if copy.take() else None


def left_behind(folder: Path) -> list[Copy]:
    """Copies of processes that are gone, newest first; each belongs to this process until it is released."""
    names = _names(folder, ENDING)
    for name in set(_names(folder, LOCK)).difference(names):  # its process went before it had anything to keep
        lost = Copy(folder, name)
        if lost.take():
            shutil.rmtree(lost.data_folder, ignore_errors=True)
            lost.release()
    found: list[Copy] = []
    for name in names:
        copy = Copy(folder, name)
        if len(found) < MOST_OFFERED and not copy.is_damaged and copy.take():
            found.append(copy)
    return sorted(found, key=lambda copy: copy.kept_at, reverse=True)


def put_damaged_aside(folder: Path) -> list[Path]:
    """Moves whatever has the name of a copy and can't be one to where no start stumbles over it again.

    Returns
    -------
    Where they are now; those that can't be moved stay, and are none of them.
    """
    moved = []
    for name in _names(folder, ENDING):
        copy = Copy(folder, name)
        copy.put_others_aside()
        if copy.is_damaged and copy.take():
            place = copy.put_aside()
            if place != copy.document_path:
                moved.append(place)
    return moved


def _names(folder: Path, ending: str) -> list[str]:
    """Of the copies that have a file with this ending, newest first."""
    times: dict[str, float] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ending) and entry.name != ending:
                with suppress(OSError):
                    times[entry.name.removesuffix(ending)] = entry.stat(follow_symlinks=False).st_mtime
    return sorted(times, key=lambda name: (times[name], name), reverse=True)


def _is_other(path: Path, most: int) -> bool:
    """Whether there is something that isn't a file of so many bytes at most."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not stat.S_ISREG(found.st_mode) or found.st_size > most


def _put_aside(path: Path) -> Path:
    """Moves something into the folder for what can't be read; where it is now."""
    aside = path.parent / UNREADABLE
    with suppress(OSError):
        make_private(aside)
        place = aside / path.name
        while os.path.lexists(place):
            place = aside / f"{os.urandom(4).hex()}-{path.name}"
        return path.rename(place)
    return path
