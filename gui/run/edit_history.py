"""Undo: what was before each edit, what was after those that are undone, and how one gets from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal

from gui.run.edit_words import edit_text
from gui.run.edits import Edit

DEPTH = 100
"""How many edits can be undone."""

State = TypeVar("State")


@dataclass(frozen=True, eq=False)
class Kept(Generic[State]):
    """What there was on the other side of an edit."""

    state: State
    edit: Edit


def newest(entries: list[Kept[State]]) -> list[Kept[State]]:
    """So many of the newest as can be undone."""
    return entries[-DEPTH:]


class EditHistory(Generic[State]):
    """Two lists: what can be undone and what can be done again.

    Parameters
    ----------
    limited
        Which of the entries, the newest last, are kept.
    """

    def __init__(self, limited: Callable[[list[Kept[State]]], list[Kept[State]]] = newest) -> None:
        self._limited = limited
        self._done: list[Kept[State]] = []
        self._undone: list[Kept[State]] = []
        self._goes_on = False

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit can be made again."""
        return bool(self._undone)

    @property
    def undo_edit(self) -> Edit | None:
        """The edit that would be undone."""
        return self._done[-1].edit if self._done else None

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that can be made again, the next one first."""
        return tuple(kept.edit for kept in reversed(self._undone))

    def remember(self, before: State, edit: Edit) -> None:
        """Keeps what there is before an edit; what had been undone can't be done again any more."""
        self._done = self._limited([*self._done, Kept(before, edit)])
        self._undone.clear()
        self._goes_on = True

    def can_widen(self, edit: Edit) -> bool:
        """Whether the newest edit can go on as this one: nothing else has been edited, undone or done again since."""
        return self._goes_on and bool(self._done) and self._done[-1].edit.subject == edit.subject

    def widen(self, edit: Edit) -> None:
        """The newest edit has gone on: it is undone as one, and what was "before" is so still."""
        former = self._done[-1]
        begun = {"before": former.edit.values["before"]} if "before" in former.edit.values else {}
        self._done[-1] = Kept(former.state, replace(edit, values={**edit.values, **begun}))

    def undo(self, present: State) -> State:
        """What to go back to; the present can be done again."""
        kept = self._done.pop()
        self._goes_on = False
        self._undone.append(Kept(present, kept.edit))
        return kept.state

    def redo(self, present: State) -> State:
        """What to go forward to; the present can be undone again."""
        kept = self._undone.pop()
        self._goes_on = False
        self._done.append(Kept(present, kept.edit))
        return kept.state

    def copy(self) -> Self:
        """The same lists, going their own way from here."""
        other = type(self)(self._limited)
        other._done, other._undone = list(self._done), list(self._undone)
        other._goes_on = self._goes_on
        return other


class Undoable(QObject):
    """What can undo and redo edits, and knows what they are called.

    Parameters
    ----------
    text
        What an edit is called, in the language of the window.

    Signals
    -------
    changed
        Other edits can be undone or redone.
    """

    changed = Signal()

    def __init__(self, text: Callable[[Edit], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text

    @property
    def undo_edit(self) -> Edit | None:
        """The edit to undo."""
        raise NotImplementedError

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that can be redone, the next one first."""
        raise NotImplementedError

    def undo(self) -> None:
        """Undo the newest edit."""
        raise NotImplementedError

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self.undo_edit is not None

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit can be redone."""
        return bool(self.redo_edits)

    @property
    def undo_name(self) -> str:
        """What the edit to undo is called; empty if there is none."""
        edit = self.undo_edit
        return "" if edit is None else self._text(edit)

    @property
    def redo_name(self) -> str:
        """What the edit to redo is called; empty if there is none."""
        edits = self.redo_edits
        return self._text(edits[0]) if edits else ""


class History(Undoable, Generic[State]):
    """The edits of one thing: what it was before and after each, and how it gets there.

    Its owner says that something has `changed` when it shows what came of it.

    Parameters
    ----------
    present
        What there is now.
    restore
        Bring another state into view.
    text
        What an edit is called.
    edits
        What can be undone at first.
    finish
        Ends what is still being edited when an undo is asked for: it is an edit, too.
    when_free
        Calls what it is given as soon as the state may be exchanged.

    Attributes
    ----------
    has_undone
        Whether the last way over an edit was back, and not forward again.
    """

    def __init__(self, present: Callable[[], State], restore: Callable[[State], None], text: Callable[[Edit], str],
                 parent: QObject | None = None, *, edits: EditHistory[State] | None = None,
                 finish: Callable[[], None] = lambda: None,
                 when_free: Callable[[Callable[[], None]], None] = lambda action: action()) -> None:
        super().__init__(text, parent)
        self.edits: EditHistory[State] = EditHistory() if edits is None else edits
        self._present, self._restore = present, restore
        self._finish, self._when_free = finish, when_free
        self._in_gesture = False
        self.has_undone = False

    @property
    def undo_edit(self) -> Edit | None:
        return self.edits.undo_edit

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        return self.edits.redo_edits

    def undo(self) -> None:
        self._finish()
        if self.can_undo:
            self._when_free(self._undo)

    def redo(self) -> None:
        self._finish()
        if self.can_redo:
            self._when_free(self._redo)

    def remember(self, edit: Edit) -> None:
        """Keep what there is now, before an edit."""
        self.edits.remember(self._present(), edit)

    def note(self, edit: Edit, *, continues: bool = False) -> None:
        """Keep what there is now, before an edit or a part of a gesture, and tell of it.

        Parameters
        ----------
        continues
            Whether the gesture goes on, such as a drag: all that belongs to it is undone at once.
        """
        goes_on = self._in_gesture and self.edits.can_widen(edit)
        if goes_on:
            self.edits.widen(edit)
        else:
            self.remember(edit)
        self._in_gesture = continues
        if not (goes_on and continues):  # a gesture is told when it begins and when it is known what came of it
            self.changed.emit()

    def end_gesture(self, *, continues: bool = False) -> None:
        """Where nothing is different any more, a gesture may still end."""
        if self._in_gesture and not continues:
            self._in_gesture = False
            self.changed.emit()

    def break_gesture(self) -> None:
        """What comes next is an edit of its own."""
        self._in_gesture = False

    # all of this runs when the state may be exchanged: by then there may be nothing to undo any more

    def _undo(self) -> None:
        if self.can_undo:
            self.has_undone = True
            self._restore(self.edits.undo(self._present()))

    def _redo(self) -> None:
        if self.can_redo:
            self.has_undone = False
            self._restore(self.edits.redo(self._present()))


# The edits of several, undone and made again in the order in which they were made.

class EditOrder(Undoable):
    """One list of edits made of several: the newest is undone first, wherever it was made.

    The lists stay where they are, and each of them may be undone on its own. A new edit ends what could be made again
    here, whichever list it is in.

    Parameters
    ----------
    sources
        Whose edits these are.
    """

    def __init__(self, sources: Sequence[Undoable], parent: QObject | None = None) -> None:
        super().__init__(edit_text, parent)
        self._sources: tuple[Undoable, ...] = ()
        self._newest = 0
        self._given_up: WeakSet[Edit] = WeakSet()
        self.set_sources(sources)
        self._newest = max((edit.made_at for edit, _ in self._undo_edits()), default=0)

    def set_sources(self, sources: Sequence[Undoable]) -> None:
        """The edits of others, from now on."""
        for source in self._sources:
            source.changed.disconnect(self._on_change)
        self._sources = tuple(sources)
        for source in self._sources:
            source.changed.connect(self._on_change)
        self.changed.emit()

    @property
    def undo_edit(self) -> Edit | None:
        return max((edit for edit, _ in self._undo_edits()), key=_made_at, default=None)

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        return tuple(sorted((edit for source in self._sources for edit in self._waiting(source)), key=_made_at))

    def undo(self) -> None:
        newest = self.undo_edit
        for edit, source in self._undo_edits():
            if edit is newest:
                source.undo()
                return

    def redo(self) -> None:
        following = next(iter(self.redo_edits), None)
        for source in self._sources:
            if following in source.redo_edits:
                source.redo()
                return

    def _undo_edits(self) -> list[tuple[Edit, Undoable]]:
        return [(source.undo_edit, source) for source in self._sources if source.undo_edit is not None]

    def _waiting(self, source: Undoable) -> list[Edit]:
        """What a source can make again, as far as that has not been given up."""
        edits: list[Edit] = []
        for edit in source.redo_edits:
            if edit in self._given_up:
                break  # those behind it were undone before it
            edits.append(edit)
        return edits

    def _on_change(self) -> None:
        done = [edit for edit, _ in self._undo_edits()]
        newest = max(map(_made_at, done), default=0)
        if newest > self._newest:
            self._newest = newest
            for source in self._sources:
                self._given_up.update(source.redo_edits)
        self._given_up.difference_update(done)  # what was made again in its own list can be undone here
        self.changed.emit()


def _made_at(edit: Edit) -> int:
    return edit.made_at
