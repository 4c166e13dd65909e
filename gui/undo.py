"""What can be undone: runs and their pasts, newest last."""

from __future__ import annotations

from dataclasses import dataclass

from simulator import timeline
from simulator.run import Bookmark, Run

DEPTH = 100
"""How many edits can be undone."""
BUDGET = 2 * timeline.BUDGET
"""Bytes that the kept states of all runs besides the one in view may take: two long runs of a large network, or any
number of small ones."""


@dataclass(frozen=True)
class Memento:
    """A run and the place in it that an edit left."""

    run: Run
    mark: Bookmark


def memento_of(run: Run) -> Memento:
    """The run as it is now."""
    return Memento(run, run.bookmark())


class UndoStack:
    """Two stacks of mementos: what can be undone and what can be done again."""

    def __init__(self) -> None:
        self._done: list[Memento] = []
        self._undone: list[Memento] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether an undone edit can be made again."""
        return bool(self._undone)

    def remember(self, run: Run) -> None:
        """Keeps the run as it is before an edit; what had been undone can't be done again any more."""
        self._done.append(memento_of(run))
        self._undone.clear()
        self._done = _limited(self._done)

    def undo(self, present: Run) -> Memento:
        """The memento to go back to; the present can be done again."""
        self._undone.append(memento_of(present))
        return self._done.pop()

    def redo(self, present: Run) -> Memento:
        """The memento to go forward to; the present can be undone again."""
        self._done.append(memento_of(present))
        return self._undone.pop()


def _limited(mementos: list[Memento]) -> list[Memento]:
    """The newest mementos that there is room for; the newest run always stays."""
    kept: list[Memento] = []
    runs: list[Run] = []
    taken = 0
    for memento in reversed(mementos[-DEPTH:]):
        if memento.run not in runs:
            taken += memento.run.timeline.byte_count
            if runs and taken > BUDGET:
                break
            runs.append(memento.run)
        kept.append(memento)
    return kept[::-1]
