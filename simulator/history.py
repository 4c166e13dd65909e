"""What a run has been like so far: the cost of every step, and cost and accuracy on training and test data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from simulator.arrays import Array

_FIRST_CAPACITY = 1024


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a state does on training and test data.

    Attributes
    ----------
    step
        Number of updates made before.
    train_cost, test_cost
        Mean costs, without regularisation.
    train_accuracy, test_accuracy
        Shares of correctly classified samples, 0 to 1.
    train_count, test_count
        How many samples were used.
    """

    step: int
    train_cost: float
    train_accuracy: float
    train_count: int
    test_cost: float
    test_accuracy: float
    test_count: int


class History:
    """Grows at its end while a run goes on; a view of its past stays valid and unchanged while it does."""

    def __init__(self) -> None:
        self._costs = np.empty(_FIRST_CAPACITY)
        self._count = 0
        self._evaluations: list[Evaluation] = []

    @classmethod
    def of(cls, costs: Array, evaluations: Iterable[Evaluation]) -> Self:
        """A history as it was: the costs of all steps so far, shape (steps,), and what has been measured."""
        history = cls()
        history._costs, history._count = np.concatenate([costs, np.empty(_FIRST_CAPACITY)]), len(costs)
        for evaluation in evaluations:
            history.add(evaluation)
        return history

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """What has been measured, in the order of the steps."""
        return tuple(self._evaluations)

    @property
    def costs(self) -> Array:
        """Cost of the batch of every step so far, shape (steps,)."""
        return self._costs[:self._count]

    def __len__(self) -> int:
        return self._count

    def append(self, cost: float) -> None:
        """Adds the cost of the next step."""
        if self._count == len(self._costs):
            longer = np.empty(2 * self._count)
            longer[:self._count] = self._costs  # (what nothing has been written to yet takes no memory)
            self._costs = longer
        self._costs[self._count] = cost
        self._count += 1

    def add(self, evaluation: Evaluation) -> None:
        """Puts an evaluation at its step, in place of one that is there."""
        place = bisect_right(self._evaluations, evaluation.step, key=lambda one: one.step)
        if place and self._evaluations[place - 1].step == evaluation.step:
            self._evaluations[place - 1] = evaluation
        else:
            self._evaluations.insert(place, evaluation)

    def cut(self, step: int) -> None:
        """Forgets everything from this step on; an evaluation of the state before it stays."""
        # views of the old costs are still being drawn: the new future gets an array of its own
        self._costs = self._costs.copy()
        self._count = min(self._count, step)
        self._evaluations = [one for one in self._evaluations if one.step <= step]

    def forget_evaluation(self, step: int) -> None:
        """Forgets what was measured at a step whose θ has been changed since."""
        self._evaluations = [one for one in self._evaluations if one.step != step]

    def copy(self) -> History:
        """The same history, growing on its own from here."""
        twin = History()
        twin._costs, twin._count = self._costs.copy(), self._count
        twin._evaluations = self._evaluations.copy()
        return twin
