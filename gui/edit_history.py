"""What was before each edit, and what was after those that are undone: the lists behind every undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar

from gui.edits import Edit

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


class Edited:
    """Mix-in for whoever knows which edits it can undo and make again, and what they are called."""

    @staticmethod
    def edit_text(edit: Edit) -> str:
        """What an edit is called, in the language of the window."""
        raise NotImplementedError

    @property
    def undo_edit(self) -> Edit | None:
        """The edit to undo."""
        raise NotImplementedError

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that can be made again, the next one first."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self.undo_edit is not None

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit can be made again."""
        return bool(self.redo_edits)

    @property
    def undo_name(self) -> str:
        """What the edit to undo is called; empty if there is none."""
        edit = self.undo_edit
        return "" if edit is None else self.edit_text(edit)

    @property
    def redo_name(self) -> str:
        """What the edit to make again is called; empty if there is none."""
        edits = self.redo_edits
        return self.edit_text(edits[0]) if edits else ""


class Undoing(Edited):
    """The same for whoever has a history of its own."""

    _edits: EditHistory[Any]

    @property
    def undo_edit(self) -> Edit | None:
        """The edit to undo."""
        return self._edits.undo_edit

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that can be made again, the next one first."""
        return self._edits.redo_edits
