"""Where documents are taken from: on a thread of its own, so that the window never waits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from gui.documents.contents import load
from gui.documents.openable import begun, first_document, read
from gui.documents.recovery import Copy, Signature, signature_of
from gui.run.training_worker import Errand, ShouldStop
from simulator.errors import Explained, Phrase

if TYPE_CHECKING:
    from documents.document import Document
    from documents.values import DocumentError


def usual_cache() -> Path:
    """The platform's place for what can be made again: the data that documents bring along."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation)) / "documents"


@dataclass(frozen=True, eq=False)
class Found:
    """A document that was read.

    Attributes
    ----------
    path, signature
        Its file; None for a new one.
    copy
        The copy that it was brought back from, if it was.
    """

    document: Document
    path: Path | None = None
    signature: Signature | None = None
    copy: Copy | None = None


@dataclass(frozen=True, eq=False)
class Lost:
    """A copy that is damaged, and in what way."""

    copy: Copy
    error: ValueError


@dataclass(frozen=True, eq=False)
class Unasked:
    """What is to be opened takes its samples from a file of this computer, and a person has to be asked first.

    Attributes
    ----------
    path, copy
        What is to be opened: a file, or a copy.
    allowed
        The files to which a person has agreed already.
    file
        The one in question.
    error
        Why it isn't opened where nobody can be asked.
    """

    path: Path
    copy: Copy | None
    allowed: frozenset[Path]
    file: Path
    error: DocumentError


class Shelf(QObject):
    """Reads one document at a time.

    Parameters
    ----------
    cache
        Folder for the data that documents bring along; the platform's place if it isn't given.

    Signals
    -------
    found(object)
        What was read: a `Found`.
    unasked(object)
        A person has to agree first: an `Unasked`. `read` and `read_copy` take the answer.
    lost(object)
        A copy is damaged: a `Lost`.
    failed(str)
        Why anything else can't be, for a person; or why a copy can't be read now, although it is whole.
    """

    found = Signal(object)
    unasked = Signal(object)
    lost = Signal(object)
    failed = Signal(str)

    def __init__(self, cache: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache
        self._errand = Errand(self)
        self._errand.done.connect(self._on_done)
        self._errand.failed.connect(self.failed)

    @property
    def is_busy(self) -> bool:
        """Whether a document is being read."""
        return self._errand.is_under_way

    def read(self, path: Path, allowed: frozenset[Path] = frozenset()) -> None:
        """Reads a document, or begins a new one with what is in a file; whatever was being read is given up."""
        self._errand.start(partial(_read, path, self._cache or usual_cache(), allowed))

    def read_copy(self, copy: Copy, allowed: frozenset[Path] = frozenset()) -> None:
        """Reads what a crash has left behind."""
        self._errand.start(partial(_read_copy, copy, self._cache or usual_cache(), allowed))

    def begin(self) -> None:
        """A new document."""
        self._errand.start(_begin)

    def stop(self) -> None:
        """Gives up what is being read."""
        self._errand.stop()

    def _on_done(self, read_now: object) -> None:
        if isinstance(read_now, Unasked):
            self.unasked.emit(read_now)
        elif isinstance(read_now, Lost):
            self.lost.emit(read_now)
        elif isinstance(read_now, Found):
            self.found.emit(replace(read_now, document=begun(read_now.document)))


def _read(path: Path, cache: Path, allowed: frozenset[Path], should_stop: ShouldStop) -> Found | Unasked:
    from documents.values import DocumentError  # noqa: PLC0415

    load(should_stop)  # whoever shows it needs that, too
    signature = signature_of(path)  # before it is read: a change on the way is noticed when it is saved
    try:
        return Found(read(path, cache, allowed), path, signature)
    except DocumentError as error:
        if error.unasked is None:
            raise
        return Unasked(path, None, allowed, error.unasked, error)


def _read_copy(copy: Copy, cache: Path, allowed: frozenset[Path], should_stop: ShouldStop) -> Found | Lost | Unasked:
    from documents.document import read_document  # noqa: PLC0415
    from documents.values import DocumentError  # noqa: PLC0415

    load(should_stop)
    try:
        document = read_document(copy.document_path, cache, copy.data_folder, allowed=allowed)
        return Found(document, copy.about.path, copy.about.signature, copy)
    except DocumentError as error:
        if error.unasked is not None:
            return Unasked(copy.document_path, copy, allowed, error.unasked, error)
        if not error.is_whole:
            return Lost(copy, error)
        copy.release()  # nothing is wrong with it: it stays where it is, and is offered again
        raise Explained(Phrase("What Deltaflow kept of this document can't be brought back now: {reason}; {remedy}. "
                               "It is offered again at the next start.",
                               reason=error.reason, remedy=error.remedy)) from error
    except ValueError as error:
        return Lost(copy, error)


def _begin(should_stop: ShouldStop) -> Found:
    load(should_stop)
    return Found(first_document())
