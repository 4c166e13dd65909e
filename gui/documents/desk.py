"""The desk: the document that lies on it, where it is kept, and whether it has unsaved changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from documents.atomic import OWNER_ONLY_FOLDER, keep_private
from gui.documents.contents import Contents
from gui.documents.openable import ENDING, DropTarget, Kind, kind_of, name_filters, promise
from gui.documents.question import Questions
from gui.documents.recent import RecentFiles, usual_folder
from gui.documents.recovery import Copy, CopyKeeper, Gathered, Signature, signature_of
from gui.documents.saving import Changes, Saved, Saving
from gui.documents.shelf import Found, Lost, Shelf, Unasked
from gui.foundation.language import error_text, file_text
from gui.foundation.theme import Theme
from gui.run.notices import Notice, NoticeKind
from simulator.errors import value_text

if TYPE_CHECKING:
    from documents.document import Document
    from gui.documents.recovery import RecoveryOffer
    from gui.workspaces.window import Window


# Whether the document may give way to another one, or to nothing: nothing unsaved goes without being asked about.

_NEVER = ()
"""A mark that no work has."""


class GivingWay:
    """Asks what shall become of unsaved changes, one question at a time.

    Parameters
    ----------
    name
        What the document is called.
    pause
        Ends what goes on in the window: it would only make more of what is saved or dropped.
    save
        Begins to save, perhaps after another question.

    Attributes
    ----------
    is_asked
        Whether a person is being asked, or waits for what was answered to be done.
    asks
        Whether a person is there to be asked.
    """

    def __init__(self, changes: Changes, saving: Saving, questions: Questions, *, name: Callable[[], str],
                 pause: Callable[[], None], save: Callable[[], None]) -> None:
        self._changes, self._saving, self._questions = changes, saving, questions
        self._name, self._pause, self._save = name, pause, save
        self._agreed_at: tuple[Any, ...] = _NEVER
        self._dropped: tuple[Any, ...] = _NEVER
        self._left: tuple[Any, ...] = _NEVER
        self.is_asked = False
        self.asks = False

    def may(self) -> bool:
        """Asks, if anything is unsaved that wasn't dropped before; False if the document is to stay."""
        if self.is_asked:
            return False
        self.is_asked, self._agreed_at = True, _NEVER  # what was agreed to before is in question again
        try:
            may = self._may()
        finally:
            self.is_asked = False
        if may:
            self._agreed_at = self._changes.mark()
        return may

    @property
    def is_agreed(self) -> bool:
        """Whether nothing has been done since the document was allowed to go."""
        return self._changes.mark() == self._agreed_at

    @property
    def is_dropped(self) -> bool:
        """Whether a person has said that what is there now needn't be saved."""
        return self._changes.mark() == self._dropped

    def leave(self) -> None:
        """What is there now is left to the next start: the desktop's session ends, and asks no questions."""
        self._left = self._changes.mark()

    @property
    def is_left(self) -> bool:
        """Whether nothing has been done since it was left to the next start."""
        return self._changes.mark() == self._left

    def stays(self) -> None:
        """Nothing came in its place: what was given up is as unsaved as before."""
        self._dropped = _NEVER

    def _may(self) -> bool:
        while True:
            self._saving.wait()  # where it ended later, its file would be taken for that of what comes now
            if not self.asks or not self._changes.is_any or self.is_dropped:
                return True
            answer = self._questions.about_unsaved(self._name())
            if answer == "cancel":
                return False
            self._pause()
            if answer == "drop":
                self._dropped = self._changes.mark()
                return True
            if not self._save_and_wait():
                return False  # what was done while it was being saved is asked about, too

    def _save_and_wait(self) -> bool:
        """Saves all that there is; False where it couldn't be, or wasn't wanted after all."""
        self._saving.wait()
        self._saving.was_saved = False
        self._save()
        self._saving.wait()
        return self._saving.was_saved


# Offers what a crash has left behind, and sees what becomes of it.

class Recovering(QObject):
    """The copies of processes that are gone.

    Signals
    -------
    wanted(object)
        This Copy is to be brought back; it belongs to whoever hears it.
    damaged(object)
        Something in the folder can't be a copy, and was put aside: the places where it is now.
    """

    wanted = Signal(object)
    damaged = Signal(object)

    def __init__(self, folder: Path | None, window: QWidget) -> None:
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._theme, self._language = Theme(), "en"
        self._copies: list[Copy] = []
        self._wanted: Copy | None = None
        self.offered: RecoveryOffer | None = None

    def set_look(self, theme: Theme, language: str) -> None:
        """Asks in another theme and language from now on."""
        self._theme, self._language = theme, language

    def offer(self) -> None:
        """Asks about what there is, if there is anything; the window can be painted meanwhile."""
        if self._folder is None or self.offered is not None:
            return
        # they may take a look at many files
        from gui.documents.recovery import left_behind, put_damaged_aside  # noqa: PLC0415

        keep_private(self._folder, OWNER_ONLY_FOLDER)
        aside = put_damaged_aside(self._folder)
        if aside:
            self.damaged.emit(aside)
        self._copies = left_behind(self._folder)
        if not self._copies:
            return
        from gui.documents.recovery import RecoveryOffer  # noqa: PLC0415

        self.offered = RecoveryOffer(self._copies, self._theme, self._language, self._window)
        self.offered.wanted.connect(self._on_wanted)
        self.offered.discarded.connect(self._on_discarded)
        self.offered.finished.connect(self._on_finished)
        self.offered.open()

    def close(self) -> None:
        """Leaves what there is for the next start."""
        if self.offered is not None:
            self.offered.reject()

    def _on_wanted(self, copy: Copy) -> None:
        self._wanted = copy
        self._copies.remove(copy)

    def _on_discarded(self, copy: Copy) -> None:
        self._copies.remove(copy)
        copy.remove()

    def _on_finished(self) -> None:
        """Those that nobody has decided about are there at the next start."""
        offered, self.offered = self.offered, None
        if offered is not None:
            offered.setParent(None)
            offered.deleteLater()
        for copy in self._copies:
            copy.release()
        wanted, self._wanted, self._copies = self._wanted, None, []
        if wanted is not None:
            self.wanted.emit(wanted)


# Where a document is to be saved, and what is to be opened: the desktop's own dialogs for files.

def where_to_save(window: QWidget, path: Path | None, recent: Sequence[Path],
                  questions: Questions | None) -> Path | None:
    """The file that a person has chosen, with its ending; None if they have chosen none.

    Parameters
    ----------
    path
        Where the document is kept now, if it is.
    questions
        Asks about a file that exists and that the dialog hasn't asked about; None if nobody is to be asked.
    """
    untitled = QCoreApplication.translate("Desk", "Untitled")
    kinds = QCoreApplication.translate("Desk", "Deltaflow documents (*{ending})").format(ending=ENDING)
    name, _ = QFileDialog.getSaveFileName(window, QCoreApplication.translate("Desk", "Save as"),
                                          str(path or usual_folder(recent) / f"{untitled}{ENDING}"), kinds)
    if not name:
        return None
    chosen = Path(name)
    if chosen.suffix.lower() == ENDING:
        return chosen
    chosen = chosen.with_name(chosen.name + ENDING)  # of this name the dialog hasn't asked whether it is in use
    if questions is None or not os.path.exists(chosen):  # noqa: PTH110 - Path.exists raises for a dead mount
        return chosen
    answer = questions.about_existing_file(chosen.name)
    if answer == "rename":
        return where_to_save(window, path, recent, questions)
    return chosen if answer == "overwrite" else None


def what_to_open(window: QWidget, path: Path | None, recent: Sequence[Path]) -> Path | None:
    """The file that a person has chosen; None if they have chosen none."""
    folder = usual_folder([*filter(None, (path,)), *recent])
    name, _ = QFileDialog.getOpenFileName(window, QCoreApplication.translate("Desk", "Open"), str(folder),
                                          name_filters())
    return Path(name) if name else None


_LONGEST_HOLD = 2.0
"""Seconds that the end of the program waits for training to pause."""
_BETWEEN_QUESTIONS = 50
"""Milliseconds."""
_LONGEST_SAVING = 10.0
"""Seconds that it waits for a document that is being saved."""


class Desk(QObject):
    """Opens and saves the document in the window, and sees to it that nothing of it is lost.

    While a lecture is in view it is the person's own document, set aside then, that is saved and asked about.

    Parameters
    ----------
    settings
        Where the recent files are remembered; without them they are forgotten with the program.
    recovery_folder
        Where copies are kept for the case of a crash; None for nowhere.
    asks
        Whether a person is there to be asked about unsaved changes.
    cache_folder
        For the data that documents bring along; the platform's place if it isn't given.

    Attributes
    ----------
    path
        Where the document is kept; None for one that was never saved.
    refusal
        Why the file that was asked for last isn't opened; empty where it is.
    import_weights
        Takes over the weights in a file; None where nobody does.
    drops
        What takes files that are dragged onto the window.

    Signals
    -------
    title_changed
        The document has another name, or there are unsaved changes, or none any more.
    said(str)
        What was done, for the status line.
    settled
        Something that was being saved or opened has come to its end.
    copied(str)
        A copy of what isn't saved was made; or why it couldn't be.
    """

    title_changed = Signal()
    said = Signal(str)
    settled = Signal()
    copied = Signal(str)

    def __init__(self, window: Window, settings: QSettings | None, *, recovery_folder: Path | None,
                 asks: bool, cache_folder: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.path: Path | None = None
        self.refusal = ""
        self.import_weights: Callable[[Path], None] | None = None
        self._signature: Signature | None = None
        self._complaint: Notice | None = None
        self._found_meanwhile: Found | None = None
        self._is_open = True
        self._title: tuple[str, bool] = ("", False)
        self._recent = RecentFiles(settings)
        self._questions = Questions(window)
        self._changes = Changes(window)
        self._changes.changed.connect(self._on_change)
        self._contents = Contents(window, self)
        self._saving = Saving(self._contents.gather, self._changes.mark, self)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(self._tell)
        self._saving.ended.connect(self._show_title)
        self._saving.ended.connect(self.settled)
        self._giving_way = GivingWay(self._changes, self._saving, self._questions, name=lambda: self.name,
                                     pause=self._pause, save=self.save)
        self.asks = asks
        self._shelf = Shelf(cache_folder, self)
        self._shelf.found.connect(self._on_found)
        self._shelf.failed.connect(self._on_not_found)
        self._shelf.lost.connect(self._on_lost)
        self._shelf.unasked.connect(self._on_unasked)
        self._keeper = CopyKeeper(recovery_folder, self._gather_copy, self._gather_copy_at_once, self._changes.mark,
                                  self)
        self._keeper.failed.connect(self._tell)
        self._keeper.refused.connect(self.copied)
        self._keeper.kept.connect(self._on_copied)
        self._recovering = Recovering(recovery_folder, window)
        self._recovering.wanted.connect(self._bring_back)
        self._recovering.damaged.connect(self._tell_damaged)
        self.drops = DropTarget(window, self._promise)
        self.drops.dropped.connect(self.open_path)
        self._show_title()

    # what lies there

    @property
    def asks(self) -> bool:
        """Whether a person is there to be asked about unsaved changes."""
        return self._giving_way.asks

    @asks.setter
    def asks(self, asks: bool) -> None:
        self._giving_way.asks = asks

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that isn't saved."""
        return self._changes.is_any

    @property
    def name(self) -> str:
        """What the document is called."""
        return self.tr("Untitled") if self.path is None else file_text(self.path)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being saved, opened or kept."""
        return not (self._saving.is_under_way or self._shelf.is_busy or self._keeper.is_busy
                    or self._found_meanwhile is not None)

    def file_place(self, name: str = "") -> str:
        """A name in the folder of the document, of what was opened last, or in a person's documents."""
        folder: Path = usual_folder([*filter(None, (self.path,)), *self.recent()])
        return str(folder / name)

    def recent(self) -> tuple[Path, ...]:
        """Files that were opened or saved, newest first; some may be gone."""
        return self._recent.paths

    def clear_recent(self) -> None:
        """Forgets them."""
        self._recent.clear()

    def set_look(self, theme: Theme, language: str) -> None:
        """Asks in another theme and language from now on."""
        self._questions.theme = theme
        self._recovering.set_look(theme, language)
        self.drops.set_theme(theme)
        self._show_title()

    # saving

    def save(self) -> None:
        """Writes the document to its file; asks for one where it has none, or where somebody else has changed it."""
        path = self._saving.target or self.path
        if path is None:
            self.save_as()
            return
        now = signature_of(path)
        if self.asks and now is not None and now != self._signature and not self._saving.is_under_way:
            answer = self._questions.about_changed_file(self.name)
            if answer == "save_as":
                self.save_as()
            if answer != "overwrite":
                return
        self._saving.start(path)

    def save_as(self) -> None:
        """Asks for a name and writes the document there."""
        path = where_to_save(self._window, self.path, self.recent(), self._questions if self.asks else None)
        if path is not None:
            self._saving.start(path)

    def _on_saved(self, saved: Saved) -> None:
        self.path, self._signature = saved.path, saved.signature
        self._recent.add(saved.path)
        self._changes.keep(saved.mark)
        if self._complaint is not None and self._window.session.notice is self._complaint:
            self._window.session.tell(None)  # what was wrong isn't any more
        if not self.is_changed:
            self._keeper.forget()
        text = self.tr("Saved {document}, as it was before the lecture") if self._window.lectures.is_open \
            else self.tr("Saved {document}")
        self.said.emit(text.format(document=self.name))

    # opening

    def new(self) -> None:
        """A fresh run of the first experiment, in a new document."""
        if self._may_let_go():
            self._shelf.begin()

    def open(self) -> None:
        """Asks for a file and opens it."""
        path = what_to_open(self._window, self.path, self.recent())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Opens a document, a lecture, or weights; anything else becomes a new document with a run of it."""
        kind = kind_of(path)
        if kind is Kind.LECTURE:
            try:
                self._window.lectures.open(self._window.lectures.usable(str(path)))
            except ValueError as error:
                self._tell(error_text(error))
        elif kind is Kind.WEIGHTS:
            if self.import_weights is not None:
                self.import_weights(path)
        elif self._may_let_go():
            self._shelf.read(path)

    def _on_found(self, found: Found) -> None:
        if self._giving_way.is_asked:  # nothing is replaced under the eyes of somebody who is asked about it
            self._found_meanwhile = found
            return
        # it took a while: what was done meanwhile is asked about, too
        self.refusal = ""
        self._saving.wait()
        if self._giving_way.is_agreed or self._may_let_go():
            self._contents.lay(found.document, partial(self._on_laid, found))
        else:
            _put_back(found)
        self.settled.emit()

    def _on_laid(self, found: Found) -> None:
        is_document = found.copy is not None or (found.path is not None and kind_of(found.path) is Kind.DOCUMENT)
        self.path, self._signature = (found.path, found.signature) if is_document else (None, None)
        if found.copy is None:
            self._changes.keep(self._changes.mark())
            self._keeper.forget()
        else:
            self._changes.lose()
            self._keeper.adopt(found.copy)
        if found.path is not None and found.copy is None:
            self._recent.add(found.path)
            self.said.emit(self.tr("Opened {file}").format(file=file_text(found.path)))
        self._show_title()

    def _on_not_found(self, reason: str) -> None:
        self._giving_way.stays()
        self.refusal = reason
        self._tell(reason)
        self.settled.emit()

    def _on_unasked(self, unasked: Unasked) -> None:
        if self._giving_way.is_asked:  # one question at a time
            QTimer.singleShot(_BETWEEN_QUESTIONS, self, partial(self._on_unasked, unasked))
            return
        path, copy = unasked.path, unasked.copy
        name = path.name if copy is None else self.tr("Untitled") if copy.about.path is None else copy.about.path.name
        if not self.asks:
            self._on_not_found(error_text(unasked.error))
        elif self._questions.about_data_file(name, unasked.file) != "open":
            if copy is not None:
                copy.release()  # the next start offers it again
            self._on_not_found(self.tr("{document} was not opened: it takes its samples from {file}.").format(
                document=file_text(name), file=file_text(unasked.file)))
        elif copy is None:
            self._shelf.read(path, unasked.allowed | {unasked.file})
        else:
            self._shelf.read_copy(copy, unasked.allowed | {unasked.file})

    def _on_lost(self, lost: Lost) -> None:
        text = self.tr("What Deltaflow kept of this document can't be read: {reason}. The file stays in {place}.")
        self._on_not_found(text.format(reason=error_text(lost.error), place=lost.copy.put_aside()))

    # unsaved changes

    def may_close(self) -> bool:
        """Asks what shall become of unsaved changes, if there are any; False if the window is to stay."""
        return self._giving_way.is_left or self._may_let_go()

    def _may_let_go(self) -> bool:
        """Whether the document may give way to another one."""
        may = self._giving_way.may()
        found, self._found_meanwhile = self._found_meanwhile, None
        if found is not None and may:  # something else comes now
            _put_back(found)
        elif found is not None:
            QTimer.singleShot(0, self, partial(self._on_found, found))
        return may

    def _on_change(self) -> None:
        if self.is_changed:
            self._keeper.work_changed()
        self._show_title()

    # lectures

    def lecture_begins(self) -> None:
        """A lecture is about to set aside what is in view: the document is what there is now, until it comes back."""
        self._changes.lecture_begins()
        self._contents.lecture_begins()

    # what survives a crash

    def offer_recovery(self) -> None:
        """Offers what an earlier crash has left behind."""
        if self.asks:
            self._recovering.offer()

    def keep_now(self) -> str:
        """Makes a copy of unsaved work at once: something went wrong.

        Returns
        -------
        What there is to say of it; empty where a copy is being made.
        """
        if not self.is_changed:
            return self.tr("All your work is saved.") if self.path is not None else self.tr("Nothing was unsaved.")
        self._keeper.keep_now()
        return ""

    @property
    def _leaves_work(self) -> bool:
        """Whether there is unsaved work that nobody has let go of."""
        return self.asks and self.is_changed and not self._giving_way.is_dropped

    def keep_at_once(self) -> None:
        """Makes a copy of unsaved work before this returns: the program is about to be ended from outside.

        Where the window is closed then, and nothing else was done, nothing is asked: the next start offers the copy.
        """
        if self._leaves_work:
            self._keeper.keep_at_once()
            self._giving_way.leave()

    def finish(self) -> None:
        """Lets what is being saved come to its end, and leaves the copy to the next start; the process ends then."""
        self._saving.finish(_LONGEST_SAVING)
        self._keeper.leave()

    def close(self) -> None:
        """The program ends properly: nothing is left behind."""
        if not self._is_open:
            return
        self._is_open = False
        self._saving.wait()
        if self._leaves_work:  # the program was ended from outside, by the desktop for example
            self._keeper.keep_at_once()
        self._contents.close()
        self._shelf.stop()
        if self._leaves_work:
            self._keeper.leave()
        else:
            self._keeper.forget(waits=True)
        self._recovering.close()
        self.drops.close()
        self._changes.close()

    def _gather_copy(self, then: Gathered, fails: Callable[[str], None]) -> None:
        self._contents.gather(lambda document: then(document, self.path, self._signature), fails, on_the_way=True)

    def _gather_copy_at_once(self) -> tuple[Document, Path | None, Signature | None]:
        return self._contents.gather_at_once(_LONGEST_HOLD), self.path, self._signature

    def _on_copied(self) -> None:
        self.copied.emit("")

    def _bring_back(self, copy: Copy) -> None:
        if self._may_let_go():
            self._shelf.read_copy(copy)
        else:
            copy.release()

    def _tell_damaged(self, places: Sequence[Path]) -> None:
        if len(places) == 1:
            text = self.tr("A copy of unsaved work is damaged and can't be brought back. It is kept in {place}.")
            self._tell(text.format(place=value_text(places[0])))
        else:
            text = self.tr("{count} copies of unsaved work are damaged and can't be brought back. They are kept in "
                           "{folder}.")
            self._tell(text.format(count=len(places), folder=value_text(places[0].parent)))

    def _pause(self) -> None:
        self._window.pause()
        self._window.session.worker.wait()

    # words

    def _promise(self, path: Path) -> str:
        return promise(path, takes_weights=self.import_weights is not None)

    def _show_title(self) -> None:
        title = (self.name, self.is_changed)
        words = self.tr("{document}[*] — Deltaflow").format(document=self.name.replace("[*]", "[*][*]"))
        self._window.setWindowTitle(words)
        self._window.setWindowModified(title[1])
        if title != self._title:
            self._title = title
            self.title_changed.emit()

    def _tell(self, message: str) -> None:
        self._complaint = Notice(NoticeKind.ERROR, {"message": message})
        self._window.session.tell(self._complaint)


def _put_back(found: Found) -> None:
    """It isn't wanted here: what a crash has left behind is offered again."""
    if found.copy is not None:
        found.copy.release()
