"""The edits of several, undone and made again in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakSet

from PySide6.QtCore import QObject

from gui.edit_history import Undoable
from gui.edit_words import edit_text
from gui.edits import Edit


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
