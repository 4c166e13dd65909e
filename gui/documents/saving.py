"""Writing the document to its file, one save after the other, while everything goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from gui.documents.recovery import Signature, signature_of
from gui.run.training_worker import Errand, ShouldStop

if TYPE_CHECKING:
    from documents.document import Document
    from gui.workspaces.window import Window


# Whether anything has happened that a person would lose.

class Changes(QObject):
    """Hears of everything that is done in the workspaces; looking around doesn't count.

    What has happened to the network is counted. Of the others it is known what they are now and what they were, so
    that undoing a change there takes it away.

    Attributes
    ----------
    count
        Changes of the network since the program began.

    Signals
    -------
    changed
        Something has happened, or has been taken back.
    """

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.count = 0
        self._known: dict[str, Any] = {}
        self._set_aside: tuple[Any, ...] = ()
        self._kept = self.mark()
        # what can be undone is told before it is done
        self._tell = QTimer(self, singleShot=True, interval=0)
        self._tell.timeout.connect(self.changed)
        window.session.work_changed.connect(self._on_work)
        window.page_made.connect(self.watch_sessions)
        self.watch_sessions()

    @property
    def is_any(self) -> bool:
        """Whether there is anything that isn't kept."""
        return self.mark() != self._kept

    def mark(self) -> tuple[Any, ...]:
        """What tells one state of the work from another."""
        window = self._window
        if window.lectures.is_open and self._set_aside:  # what a lecture shows is nobody's work
            return self._set_aside
        return self.count, *(workspace.mark() for workspace in window.workspaces.values())

    def keep(self, mark: tuple[Any, ...]) -> None:
        """The work as it was at this mark is safe."""
        self._kept = mark
        self.changed.emit()

    def lose(self) -> None:
        """Nothing of it is kept anywhere."""
        self._kept = (None,)
        self.changed.emit()

    def lecture_begins(self) -> None:
        """From now on there is a lecture in the window."""
        self._set_aside = self.mark()

    def watch_sessions(self) -> None:
        """Listen to the sessions that there are: most are made when their page is first shown."""
        for name, workspace in self._window.workspaces.items():
            signal = workspace.work_signal()
            if signal is not None and self._known.get(name) is not workspace.session:
                self._known[name] = workspace.session
                signal.connect(self._on_other)

    def close(self) -> None:
        """Listens no more."""
        self._tell.stop()
        self._window.session.work_changed.disconnect(self._on_work)
        for session in self._known.values():
            if isValid(session):  # a page may have gone before
                session.history.changed.disconnect(self._on_other)

    def _on_work(self) -> None:
        if not self._window.lectures.is_open:
            self.count += 1
            self.changed.emit()

    def _on_other(self) -> None:
        if not self._window.lectures.is_open:
            self._tell.start()


Gather = Callable[[Callable[["Document"], None], Callable[[str], None]], None]
"""Hands over the document as soon as nothing moves its runs, or says why it can't."""


@dataclass(frozen=True, eq=False)
class Saved:
    """A document that was written: where, what tells its file from a changed one, and the mark of its work."""

    path: Path
    signature: Signature | None
    mark: tuple[Any, ...]


class Saving(QObject):
    """Saves one document at a time; what is asked for meanwhile waits.

    Parameters
    ----------
    mark
        What tells the work that is saved now from what comes after it.

    Attributes
    ----------
    was_saved
        Whether the last one has succeeded.

    Signals
    -------
    saved(object)
        What was written: a `Saved`.
    failed(str)
        Why it can't be, for a person.
    ended
        Either of them; the next one may have begun already.
    """

    saved = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, gather: Gather, mark: Callable[[], tuple[Any, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._gather, self._mark = gather, mark
        self._path: Path | None = None
        self._next: Path | None = None
        self.is_under_way = self.was_saved = False
        self._errand = Errand(self)
        self._errand.done.connect(self._on_done)
        self._errand.failed.connect(self._on_failure)

    def start(self, path: Path) -> None:
        """Writes the document there, now or when the one that is being written is there."""
        if self.is_under_way:
            self._next = path
            return
        self._path, self.is_under_way, self.was_saved = path, True, False
        self._gather(partial(self._write, path), self._on_failure)

    @property
    def target(self) -> Path | None:
        """Where the document will be kept when all that was asked for is saved; None while nothing is being saved."""
        return (self._next or self._path) if self.is_under_way else None

    def wait(self) -> None:
        """Lets events go by until nothing is being saved any more."""
        while self.is_under_way:
            loop = QEventLoop()
            self.ended.connect(loop.quit)
            loop.exec()

    def finish(self, seconds: float) -> None:
        """Lets what is being written come to its end: the program is about to be gone."""
        self._errand.wait(seconds)

    def _write(self, path: Path, document: Document) -> None:
        self._errand.start(partial(_written, document, path, self._mark()))

    def _on_done(self, saved: Saved) -> None:
        self.was_saved = True
        self.saved.emit(saved)
        self._end()

    def _on_failure(self, reason: str) -> None:
        self.failed.emit(reason)
        self._end()

    def _end(self) -> None:
        path, self._next = self._next, None
        self.is_under_way = False
        if path is not None:
            self.start(path)
        self.ended.emit()


def _written(document: Document, path: Path, mark: tuple[Any, ...], should_stop: ShouldStop) -> Saved:
    from documents.document import write_document  # noqa: PLC0415

    write_document(document, path)
    return Saved(path, signature_of(path), mark)
