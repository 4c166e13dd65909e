"""How good a network is: mean cost and accuracy over many samples, in parts that can be interrupted."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np

from simulator.arrays import Array, Indices
from simulator.costs import cost_per_sample, mean_cost
from simulator.datasets.data_set import DataSet, Part
from simulator.network import Network
from simulator.propagation import forward
from simulator.training import NEVER, Interrupted, TrainingState

# What a run has been like so far: the cost of every step, and cost and accuracy on training and test data.

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


TRAIN_SAMPLES = 10_000
"""Training samples that an evaluation uses at most: the first ones of the data."""
_ROWS_AT_ONCE = 1000


def evaluate(network: Network, data: DataSet, state: TrainingState,
             should_stop: Callable[[], bool] = NEVER) -> Evaluation:
    """Cost and accuracy of a state on (at most 10,000) training samples and all test samples.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    train = measure(network, data, data.train, state.theta, np.arange(min(data.train.count, TRAIN_SAMPLES)),
                    should_stop)
    test = measure(network, data, data.test, state.theta, np.arange(data.test.count), should_stop)
    return Evaluation(state.step, train[0], train[1], min(data.train.count, TRAIN_SAMPLES), test[0], test[1],
                      data.test.count)


def measure(network: Network, data: DataSet, part: Part, theta: Array, indices: Indices,
            should_stop: Callable[[], bool] = NEVER) -> tuple[float, float]:
    """Mean cost and accuracy of θ on some samples of a part; not a number when there are none.

    Regression has no accuracy: it is not a number.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    if len(indices) == 0:
        return float("nan"), float("nan")
    weights, biases = network.weights(theta), network.biases(theta)
    total, mean, correct = 0.0, 0.0, 0
    with np.errstate(all="ignore"):
        for start in range(0, len(indices), _ROWS_AT_ONCE):
            if should_stop():
                raise Interrupted
            rows = indices[start:start + _ROWS_AT_ONCE]
            z, a = forward(network, weights, biases, part.inputs(rows))
            targets = data.targets(part, rows)
            costs = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)
            total, mean = total + float(costs.sum()), mean + mean_cost(costs, len(indices))
            if not data.is_regression:
                correct += int(np.count_nonzero(classes(a[-1], data.target_table) == part.labels[rows]))
    # (the sum of the costs may be beyond all numbers where their mean is not)
    cost = total / len(indices) if total < math.inf else mean
    return cost, float("nan") if data.is_regression else correct / len(indices)


def classes(outputs: Array, target_table: Array) -> Indices:
    """The class whose target is nearest to each row of outputs: the largest output where targets are one-hot.

    Parameters
    ----------
    outputs
        Shape (m, n_L).
    target_table
        Targets of the classes, shape (classes, n_L).
    """
    # ½‖a − t‖² = ½‖a‖² − a·t + ½‖t‖², and ½‖a‖² is the same for all classes
    distances = 0.5 * np.einsum("ij,ij->i", target_table, target_table) - outputs @ target_table.T
    nearest: Indices = np.argmin(distances, axis=1)
    return nearest


def next_wrong(network: Network, data: DataSet, part: Part, theta: Array, after: int,
               should_stop: Callable[[], bool] = NEVER) -> int | None:
    """The first sample behind `after` (going round at the end) that the network gets wrong; None if there is none.

    Values of regression are never simply wrong.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    if data.is_regression:
        return None
    weights, biases = network.weights(theta), network.biases(theta)
    order = np.roll(np.arange(part.count), -(after + 1))
    for start in range(0, part.count, _ROWS_AT_ONCE):
        if should_stop():
            raise Interrupted
        rows = order[start:start + _ROWS_AT_ONCE]
        with np.errstate(all="ignore"):
            outputs = forward(network, weights, biases, part.inputs(rows))[1][-1]
            wrong = np.flatnonzero(classes(outputs, data.target_table) != part.labels[rows])
        if len(wrong):
            return int(rows[wrong[0]])
    return None
