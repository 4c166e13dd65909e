"""The samples whose mean cost is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gui.landscape.question import Question
from gui.landscape.wishes import CostOf
from simulator.arrays import Array
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient
from simulator.training import Interrupted

_ROWS_AT_ONCE = 1000
_LARGE = 2 * 10**7
"""Inputs with more numbers than this are kept in single precision: they are grey values and need no more."""
_SUBSET_SEED = 0
"""The same number of samples always means the same samples."""

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Samples:
    """a⁰ and y of some samples, shapes (m, n₀) and (m, n_L)."""

    inputs: Array
    targets: Array

    def __len__(self) -> int:
        return len(self.targets)


def samples_of(question: Question, should_stop: ShouldStop) -> Samples:
    """The samples that a question is about; a subset is drawn at random, always the same one.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    train, batch = question.data.train, question.batch
    if question.is_about_own_sample:
        return Samples(batch.inputs, batch.targets)
    rows = np.arange(train.count)
    if question.cost_of is CostOf.BATCH:
        rows = batch.indices
    elif question.cost_of is CostOf.SUBSET and question.wishes.subset < train.count:
        drawn = np.random.default_rng(_SUBSET_SEED).permutation(train.count)
        rows = np.sort(drawn[:question.wishes.subset])
    inputs: Any = np.empty((len(rows), question.data.input_count),
                           np.float32 if len(rows) * question.data.input_count > _LARGE else np.float64)
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        if should_stop():
            raise Interrupted
        inputs[start:start + _ROWS_AT_ONCE] = train.inputs(rows[start:start + _ROWS_AT_ONCE])
    return Samples(inputs, question.data.targets(train, rows))


def gradient_of(network: Network, theta: Array, samples: Samples, should_stop: ShouldStop) -> Array:
    """∂C/∂θ, shape (p,), of the mean cost of the samples.

    Raises
    ------
    Interrupted
        If `should_stop` said so.
    """
    weights, biases = network.weights(theta), network.biases(theta)
    gradient = np.zeros(network.parameter_count)
    with np.errstate(all="ignore"):
        for start in range(0, len(samples), _ROWS_AT_ONCE):
            if should_stop():
                raise Interrupted
            rows = slice(start, start + _ROWS_AT_ONCE)
            z, a = forward(network, weights, biases, samples.inputs[rows])
            delta = backward(network, weights, z, a, samples.targets[rows])
            gradient += mean_gradient(network, a, delta, len(samples))
    return gradient
