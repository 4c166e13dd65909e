"""The edits of several, undone and made again in the order in which they were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, SignalInstance

from gui.edit_history import Edited
from gui.edit_words import edit_text
from gui.edits import Edit


class Source(Protocol):
    """What has edits of its own."""

    @property
    def undo_edit(self) -> Edit | None:
        """The edit that it would undo."""
        ...

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that it can make again, the next one first."""
        ...

    @property
    def undo_changed(self) -> SignalInstance:
        """Tells that one of these is different."""
        ...

    def undo(self) -> None:
        """Takes its newest edit back."""

    def redo(self) -> None:
        """Makes it again."""


class EditOrder(Edited, QObject):
    """One list of edits made of several: the newest is undone first, wherever it was made.

    The lists stay where they are, and each of them may be undone on its own. A new edit ends what could be made again
    here, whichever list it is in.

    Parameters
    ----------
    sources
        Whose edits these are.

    Signals
    -------
    undo_changed
        What can be undone.
    """

    undo_changed = Signal()
    edit_text = staticmethod(edit_text)

    def __init__(self, sources: Sequence[Source], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = tuple(sources)
        self._newest = max((edit.made_at for edit, _ in self._undo_edits()), default=0)
        self._given_up: WeakSet[Edit] = WeakSet()
        for source in self._sources:
            source.undo_changed.connect(self._on_change)

    @property
    def undo_edit(self) -> Edit | None:
        """The newest edit of all."""
        return max((edit for edit, _ in self._undo_edits()), key=_made_at, default=None)

    @property
    def redo_edits(self) -> tuple[Edit, ...]:
        """The edits that can be made again, the next one first."""
        return tuple(sorted((edit for source in self._sources for edit in self._waiting(source)), key=_made_at))

    def undo(self) -> None:
        """Takes the newest edit back."""
        newest = self.undo_edit
        for edit, source in self._undo_edits():
            if edit is newest:
                source.undo()
                return

    def redo(self) -> None:
        """Makes the edit again that comes next."""
        following = next(iter(self.redo_edits), None)
        for source in self._sources:
            if following in source.redo_edits:
                source.redo()
                return

    def _undo_edits(self) -> list[tuple[Edit, Source]]:
        return [(source.undo_edit, source) for source in self._sources if source.undo_edit is not None]

    def _waiting(self, source: Source) -> list[Edit]:
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
        self.undo_changed.emit()


def _made_at(edit: Edit) -> int:
    return edit.made_at
