"""The evaluations of a run as columns of numbers, each converted only once however long the run becomes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.figures.envelope import envelope
from simulator.arrays import Array
from simulator.evaluation import Evaluation

_COLUMNS = ("step", "train_cost", "train_accuracy", "test_cost", "test_accuracy")
_FIRST_CAPACITY = 64


class Measurements:
    """Follows a growing list of evaluations.

    Attributes
    ----------
    newest
        The last evaluation, None while there is none.
    """

    def __init__(self) -> None:
        self._table = np.empty((len(_COLUMNS), _FIRST_CAPACITY))
        self._count = 0
        self.newest: Evaluation | None = None
        self._evaluations: tuple[Evaluation, ...] = ()

    def __len__(self) -> int:
        return self._count

    def follow(self, evaluations: Sequence[Evaluation]) -> None:
        """Takes in what is new; starts over when what is known isn't the beginning any more."""
        known = self._count
        if known > len(evaluations) or (known and evaluations[known - 1] is not self.newest):
            known = 0
        while self._table.shape[1] < len(evaluations):
            self._table = np.concatenate([self._table, np.empty_like(self._table)], axis=1)
        for place in range(known, len(evaluations)):
            self._table[:, place] = [getattr(evaluations[place], name) for name in _COLUMNS]
        self._count, self._evaluations = len(evaluations), tuple(evaluations)
        self.newest = evaluations[-1] if evaluations else None

    def column(self, name: str) -> Array:
        """One number of every evaluation, by its name in `Evaluation`; shape (count,)."""
        return self._table[_COLUMNS.index(name), :self._count]

    def curve(self, name: str, most_points: int) -> tuple[Array, Array]:
        """Steps and values to draw, thinned out as by `envelope`."""
        places, values = envelope(self.column(name), most_points)
        if self._count <= most_points:
            return self.column("step"), values
        return np.interp(places, np.arange(self._count), self.column("step")), values

    def nearest(self, step: float) -> Evaluation | None:
        """The evaluation that was made nearest to a step."""
        if self._count == 0:
            return None
        steps = self.column("step")
        after = min(int(np.searchsorted(steps, step)), self._count - 1)
        before = max(after - 1, 0)
        return self._evaluations[before if step - steps[before] <= steps[after] - step else after]
