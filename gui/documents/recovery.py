"""Copies of documents that survive a crash: in a folder of the program's own, each with a lock that tells its owner.

A copy is three files with one name: the document (`.deltaflow`), what is known about it (`.json`), and a lock
(`.lock`) that names the process it belongs to. A copy whose process is gone was left behind by a crash.
"""

from __future__ import annotations

import json
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QLockFile, QStandardPaths

from documents.atomic import write_whole
from gui.documents.openable import ENDING

if TYPE_CHECKING:
    from documents.document import Document

ABOUT, LOCK = ".json", ".lock"
UNREADABLE = "unreadable"
"""Folder for copies that can't be read: they are kept aside."""
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
            value = json.loads(file.read_text(encoding="utf-8"))
            found = value if isinstance(value, dict) else {}
        path, kept_at, numbers = found.get("path"), found.get("kept_at"), found.get("signature")
        signature = None
        if isinstance(numbers, list) and len(numbers) == 2 and all(isinstance(one, int) for one in numbers):
            signature = Signature(*numbers)
        return cls(Path(path) if isinstance(path, str) and path else None, signature,
                   float(kept_at) if isinstance(kept_at, int | float) else 0.0)


class Copy:
    """One copy in the folder, owned by this process as long as it holds the lock.

    Attributes
    ----------
    document_path
        Where the document is.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self.document_path = folder / f"{name}{ENDING}"
        self._about_path = folder / f"{name}{ABOUT}"
        self._lock = QLockFile(str(folder / f"{name}{LOCK}"))
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
            return self.document_path.stat().st_mtime
        return 0.0

    def take(self) -> bool:
        """Makes it this process's own; False if it belongs to one that is alive."""
        return self._lock.isLocked() or self._lock.tryLock(0)

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
                write_document(document, self.document_path)
                about = About(path, signature, time.time())
                write_whole(self._about_path, about.write_to)
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
        aside, place = self._folder / UNREADABLE, self.document_path
        with suppress(OSError):
            aside.mkdir(exist_ok=True)
            place = self.document_path.replace(aside / self.document_path.name)
            self._about_path.unlink(missing_ok=True)
        self._lock.unlock()
        return place

    def _take_away(self) -> None:
        for path in (self.document_path, self._about_path):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def new_copy(folder: Path) -> Copy | None:
    """A place for a copy, owned by this process; None where nothing can be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what is in it is nobody else's business
    except OSError:
        return None
    copy = Copy(folder, f"{os.getpid()}-{os.urandom(4).hex()}")
    return copy if copy.take() else None


def left_behind(folder: Path) -> list[Copy]:
    """Copies of processes that are gone, newest first; each belongs to this process until it is released."""
    try:
        names = sorted(path.stem for path in folder.glob(f"*{ENDING}"))
        locks = {path.stem for path in folder.glob(f"*{LOCK}")}
    except OSError:
        return []
    for name in locks.difference(names):  # of a process that went before it had anything to keep
        lost = Copy(folder, name)
        if lost.take():
            lost.release()
    found = [copy for copy in (Copy(folder, name) for name in names) if copy.take()]
    return sorted(found, key=lambda copy: copy.kept_at, reverse=True)
