"""What can be undone in the Network workspace: runs and their pasts, newest last."""

from __future__ import annotations

from dataclasses import dataclass

from gui.comparison import SecondRun
from gui.edit_history import EditHistory, Kept, newest
from simulator import timeline
from simulator.comparison import Compared
from simulator.pair import Pair
from simulator.run import Bookmark, Run
from simulator.training import Divergence

BUDGET = 2 * timeline.BUDGET
"""Bytes that the kept states of all runs besides the one in view may take: two long runs of a large network, or any
number of small ones."""


@dataclass(frozen=True)
class Beside:
    """The second of two runs that were compared."""

    pair: Pair
    compared: Compared
    mark: Bookmark
    divergences: tuple[Divergence | None, Divergence | None]


@dataclass(frozen=True)
class Memento:
    """A run and the place in it that an edit left; and what stood beside it."""

    run: Run
    mark: Bookmark
    beside: Beside | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that it keeps alive."""
        return (self.run,) if self.beside is None else self.beside.pair.runs


def memento_of(run: Run, second: SecondRun | None) -> Memento:
    """The run as it is now, with the one that it is compared with."""
    if second is None:
        return Memento(run, run.bookmark())
    pair = second.pair
    return Memento(run, run.bookmark(), Beside(pair, second.compared, pair.second.bookmark(), pair.divergences))


def undo_stack() -> EditHistory[Memento]:
    """Nothing to undo yet."""
    return EditHistory(_limited)


def _limited(entries: list[Kept[Memento]]) -> list[Kept[Memento]]:
    """The newest entries that there is room for; the newest run always stays."""
    kept: list[Kept[Memento]] = []
    runs: list[Run] = []
    taken = 0
    for entry in reversed(newest(entries)):
        others = [run for run in entry.state.runs if run not in runs]
        taken += sum(run.timeline.byte_count for run in others)
        if others and runs and taken > BUDGET:
            break
        runs += others
        kept.append(entry)
    return kept[::-1]
