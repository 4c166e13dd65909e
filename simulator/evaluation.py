"""How good a network is: mean cost and accuracy over many samples, in parts that can be interrupted."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from simulator.arrays import Array, Indices
from simulator.costs import cost_per_sample, mean_cost
from simulator.datasets.data_set import DataSet, Part
from simulator.history import Evaluation
from simulator.network import Network
from simulator.propagation import forward
from simulator.training import NEVER, Interrupted, TrainingState

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
