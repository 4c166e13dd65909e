"""Copies of documents that survive a crash: in a folder of the program's own, each with a lock that tells its owner.

A copy is a few files with one name: the document (`.deltaflow`), what is known about it (`.json`), a lock (`.lock`)
that names the process it belongs to, and a folder (`.data`) with the files that its samples were opened from. A copy
whose process is gone was left behind by a crash.

Nothing in the folder is believed: whatever has the name of a copy and can't be one is put aside, into `unreadable`.
"""

from __future__ import annotations

import json
import logging
import math
import os
import shutil
import stat
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QLocale,
    QLockFile,
    QObject,
    QStandardPaths,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from documents.atomic import keep_private, make_private, write_whole
from gui.documents.openable import ENDING
from gui.documents.question import fit_to_words
from gui.failure.log import LOGGER
from gui.foundation.language import file_text
from gui.foundation.theme import Theme
from gui.run.training_worker import Errand, ShouldStop
from gui.widgets.buttons import PushButton, icon_pixmap
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel
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


# Keeps a copy of what is unsaved: a crash takes five seconds of work at most, an end that was asked for nothing.

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


# What a crash has left behind, offered when the program starts again.

_WIDTH, _WIDTH_OF_LIST = 500, 560
_MOST_ROWS = 6


class RecoveryOffer(QDialog):
    """One copy with its question, or a list of them; closing it leaves them for the next start.

    Signals
    -------
    wanted(object)
        This Copy is to be brought back; the dialog is closed.
    discarded(object)
        This Copy is of no use any more.
    """

    wanted = Signal(object)
    discarded = Signal(object)

    def __init__(self, copies: Sequence[Copy], theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deltaflow")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._theme, self._language = theme, language
        self._left = list(copies)
        self.rows: list[CopyRow] = []
        self.later = PushButton(self.tr("Later"), theme)
        self.later.setToolTip(self.tr("Ask again at the next start"))
        self.later.clicked.connect(self.reject)
        lines = QVBoxLayout(self)
        side = theme.px(20)
        lines.setContentsMargins(side, side, side, theme.px(16))
        lines.setSpacing(theme.px(16))
        if len(copies) == 1:
            self._ask_about(copies[0], lines)
        else:
            self._list(copies, lines)
        fit_to_words(self, theme.px(_WIDTH if len(copies) == 1 else _WIDTH_OF_LIST))

    def _ask_about(self, copy: Copy, lines: QVBoxLayout) -> None:
        headline = self.tr("Deltaflow didn't end properly on {time}").format(time=time_text(copy, self._language))
        name = name_of(copy, self.tr("Untitled"))
        question = self.tr("Bring back {document} as it was then?").format(document=file_text(name))
        lines.addLayout(self._words(headline, question))
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        back = PushButton(self.tr("Bring back"), self._theme, primary=True)
        discard = PushButton(self.tr("Discard"), self._theme)
        self.rows.append(CopyRow(copy, back, discard, self))
        row.addWidget(discard)
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(back)
        lines.addLayout(row)
        back.setDefault(True)
        back.setFocus()
        self.setTabOrder(back, discard)
        self.setTabOrder(discard, self.later)

    def _list(self, copies: Sequence[Copy], lines: QVBoxLayout) -> None:
        headline = self.tr("Deltaflow didn't end properly")
        lines.addLayout(self._words(headline, self.tr("These documents were open then. Bring back the one that you "
                                                      "want to go on with; the others stay here for later.")))
        card = Card("", self._theme)
        card.body.setSpacing(self._theme.px(10))
        for number, copy in enumerate(copies[:_MOST_ROWS]):
            if number:
                rule = QFrame()
                rule.setProperty("part", "rule")
                rule.setFixedHeight(self._theme.px(1))
                card.body.addWidget(rule)
            card.body.addLayout(self._row_of(copy))
        lines.addWidget(card)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.later)
        lines.addLayout(row)
        self.rows[0].back.setFocus()

    def _row_of(self, copy: Copy) -> QHBoxLayout:
        theme, name = self._theme, name_of(copy, self.tr("Untitled"))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(ElidedLabel(name, theme, semibold=True))
        where = "" if copy.about.path is None else f" · {copy.about.path.parent}"
        words.addWidget(ElidedLabel(f"{time_text(copy, self._language)}{where}", theme, size=12, tone="dim"))
        back, discard = PushButton(self.tr("Bring back"), theme), PushButton(self.tr("Discard"), theme)
        back.setAccessibleName(self.tr("Bring back {document}").format(document=name))
        discard.setAccessibleName(self.tr("Discard {document}").format(document=name))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addLayout(words, 1)
        row.addWidget(discard)
        row.addWidget(back)
        self.rows.append(CopyRow(copy, back, discard, self))
        return row

    def _words(self, headline: str, text: str) -> QHBoxLayout:
        theme = self._theme
        self.setAccessibleName(headline)
        self.setAccessibleDescription(text)
        sign, words = PlainLabel(), QVBoxLayout()
        sign.setPixmap(icon_pixmap("info", theme.focus, theme.px(24), self.devicePixelRatioF()))
        words.setSpacing(theme.px(6))
        for line, size, semibold, tone in ((headline, 15, True, ""), (text, 13, False, "dim")):
            label = QLabel(line)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(theme.font(size, semibold=semibold))
            label.setProperty("tone", tone)
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def bring_back(self, copy: Copy) -> None:
        """This one is wanted."""
        self.wanted.emit(copy)
        self.accept()

    def discard(self, copy: Copy) -> None:
        """This one isn't; when none is left there is nothing to ask any more."""
        self._left.remove(copy)
        self.discarded.emit(copy)
        if not self._left or len(self.rows) == 1:
            self.accept()


class CopyRow:
    """A copy with its two buttons."""

    def __init__(self, copy: Copy, back: PushButton, discard: PushButton, offer: RecoveryOffer) -> None:
        self.copy, self.back, self.discard = copy, back, discard
        self._offer = offer
        for button in (back, discard):
            button.setAutoDefault(False)
        back.clicked.connect(self._bring_back)
        discard.clicked.connect(self._discard)

    def _bring_back(self) -> None:
        self._offer.bring_back(self.copy)

    def _discard(self) -> None:
        self.back.setEnabled(False)
        self.discard.setEnabled(False)
        self._offer.discard(self.copy)


def name_of(copy: Copy, untitled: str) -> str:
    """The name of the document that it is a copy of."""
    return untitled if copy.about.path is None else copy.about.path.name


def time_text(copy: Copy, language: str) -> str:
    """When it was made, as a person writes it."""
    # a translator writes the format as the language has it
    pattern = QCoreApplication.translate("RecoveryOffer", "d MMMM yyyy, HH:mm")
    return QLocale(language).toString(QDateTime.fromSecsSinceEpoch(int(copy.kept_at)), pattern)
