"""Keeps a copy of what is unsaved: a crash takes five seconds of work at most, an end that was asked for nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gui.documents.recovery import Copy, Signature, new_copy
from gui.errand import Errand, ShouldStop
from gui.failure.log import LOGGER

if TYPE_CHECKING:
    from documents.document import Document

LATEST = 5000
"""Milliseconds after a change in which its copy is on the disk."""
EVERY = 2000
"""Milliseconds from a change to the beginning of its copy: fewer where copies take longer than they usually do.

A copy takes a tenth of a second, and several of them where the machine has much else to do.
"""
_SOONEST = 1000


class CopyKeeper(QObject):
    """The copy of one window's document.

    Parameters
    ----------
    folder
        Where copies are kept; None for nowhere.
    gather
        Hands over the document as it is now, as soon as it can be had, with its file and that file's signature; or
        says why it can't.
    gather_at_once
        Gives the same before it returns, or raises an error.
    mark
        What tells the work that there is now from what comes after it: what is kept already isn't written again.

    Signals
    -------
    kept
        A copy was made.
    refused(str)
        It can't be made, and why.
    failed(str)
        The same; told once, until one was made again.
    """

    kept = Signal()
    refused = Signal(str)
    failed = Signal(str)

    def __init__(self, folder: Path | None, gather: Callable[[Gathered, Callable[[str], None]], None],
                 gather_at_once: Callable[[], tuple[Document, Path | None, Signature | None]],
                 mark: Callable[[], tuple[Any, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._gather, self._gather_at_once = gather, gather_at_once
        self._mark = mark
        self._copy: Copy | None = None
        self._begun_mark: tuple[Any, ...] | None = None
        self._kept_mark: tuple[Any, ...] | None = None
        self._began = self._took = 0.0
        self._is_due = self._is_gathering = self._has_failed = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.keep_now)
        self._errand = Errand(self)
        self._errand.done.connect(self._on_written)
        self._errand.failed.connect(self._on_failure)

    @property
    def copy(self) -> Copy | None:
        """The copy, once there was something to keep."""
        return self._copy

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made."""
        return self._is_gathering or self._errand.is_under_way

    def work_changed(self) -> None:
        """There is something that no copy has."""
        if self._folder is not None and not self._timer.isActive():
            self._timer.start(min(EVERY, max(LATEST - round(2000 * self._took), _SOONEST)))

    def keep_now(self) -> None:
        """Begins a copy now."""
        self._timer.stop()
        if self._folder is None:
            return
        if self.is_busy:
            self._is_due = True
            return
        if self._copy is not None and self._mark() == self._kept_mark:
            self._on_kept()
            return
        self._is_gathering = True
        self._began, self._begun_mark = time.monotonic(), self._mark()
        self._gather(self._write, self._on_not_gathered)

    def keep_at_once(self) -> None:
        """Makes a copy before it returns, whatever goes on: the program may be gone then. It never raises.

        Where none can be made, the last one stays.
        """
        self._timer.stop()
        if self._folder is None or (not self.is_busy and self._copy is not None and self._mark() == self._kept_mark):
            return
        try:
            mark = self._mark()
            document, path, signature = self._gather_at_once()
            self._copy = self._copy or new_copy(self._folder)
            if self._copy is not None:
                self._copy.write(document, path, signature)
                self._kept_mark = mark
        except Exception:  # the end goes on
            logging.getLogger(LOGGER).exception("the last copy of what is unsaved could not be made")

    def forget(self, *, waits: bool = False) -> None:
        """What there is is safe elsewhere: takes the copy away.

        Parameters
        ----------
        waits
            Until a copy that is being written now is gone, too: the program ends.
        """
        self._timer.stop()
        self._is_due = self._is_gathering = False
        self._kept_mark = None
        self._errand.stop()
        if self._copy is not None:
            copy, self._copy = self._copy, None
            copy.remove(waits=waits)

    def leave(self) -> None:
        """The program ends, and there is something that nobody has let go of: the next start offers the copy."""
        self._timer.stop()
        if self._copy is not None:
            copy, self._copy = self._copy, None
            copy.release()

    def adopt(self, copy: Copy) -> None:
        """Takes the place of a copy that was left behind: it is this one's from now on."""
        self.forget()
        self._copy = copy

    def _write(self, document: Document, path: Path | None, signature: Signature | None) -> None:
        if not self._is_gathering or self._folder is None:  # it was forgotten meanwhile
            return
        self._is_gathering = False
        if self._copy is None:
            self._copy = new_copy(self._folder)
        if self._copy is None:
            self._on_failure(self.tr("no copies for a crash can be kept in {folder}").format(folder=self._folder))
            return
        self._errand.start(partial(_write, self._copy, document, path, signature))

    def _on_written(self, _: object) -> None:
        self._kept_mark, self._took = self._begun_mark, time.monotonic() - self._began
        self._on_kept()

    def _on_kept(self) -> None:
        self._has_failed = False
        self.kept.emit()
        if self._is_due:
            self._is_due = False
            self.keep_now()

    def _on_not_gathered(self, reason: str) -> None:
        self._is_gathering = False
        self._on_failure(reason)

    def _on_failure(self, reason: str) -> None:
        self._is_due = False
        self.refused.emit(reason)
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(reason)


Gathered = Callable[["Document", Path | None, Signature | None], None]
"""Takes a document, its file, and the signature that this had when it was read or written."""


def _write(copy: Copy, document: Document, path: Path | None, signature: Signature | None,
           should_stop: ShouldStop) -> None:
    copy.write(document, path, signature)
