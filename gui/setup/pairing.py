"""Which cost and output activation go together, and which of them data of a certain kind want."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import numpy as np

from simulator.activations import ACTIVATIONS, activation_named
from simulator.costs import COSTS, accepts, cost_named
from simulator.datasets import DataSet


class Answer(Enum):
    """What the outputs have to say: the usual cost and output activation for it."""

    VALUES = ("quadratic", "identity")
    YES_OR_NO = ("binary_cross_entropy", "sigmoid")
    ONE_OF_SEVERAL = ("categorical_cross_entropy", "softmax")


def answer_of(data: DataSet) -> Answer:
    """What data ask for. The outputs of a half adder are two answers of their own, no choice between classes."""
    if data.is_regression:
        return Answer.VALUES
    table = data.target_table
    is_choice = table.shape[0] > 1 and table.shape[0] == table.shape[1] and np.array_equal(table, np.eye(len(table)))
    return Answer.ONE_OF_SEVERAL if is_choice else Answer.YES_OR_NO


def wants_usual_answer(data: DataSet, before: DataSet) -> bool:
    """Whether going from one data set to another makes it better to begin with the usual cost and activation."""
    now, then = answer_of(data), answer_of(before)
    if now is Answer.ONE_OF_SEVERAL:
        return now is not then or data.output_count != before.output_count
    return now is not then and Answer.VALUES in (now, then)


def suiting(cost: str, activation: str, output_count: int, kept: str = "") -> tuple[str, str]:
    """Cost and output activation that suit each other, as near to the given ones as possible.

    Parameters
    ----------
    kept
        "cost" or "activation" where one was chosen just now: it stays, and if nothing suits it both stay.
    """
    pairs = [(new_cost, new_activation) for new_cost, new_activation in _pairs(cost, activation)
             if kept != "cost" or new_cost == cost if kept != "activation" or new_activation == activation]
    return next((pair for pair in pairs if _suit(*pair, output_count)), pairs[0])


def _pairs(cost: str, activation: str) -> Iterator[tuple[str, str]]:
    """Cost and output activation, from what is there to what differs most."""
    yield cost, activation
    matched = cost_named(cost).matched_activation
    if matched is not None:
        yield cost, matched
    yield from ((one.name, activation) for one in COSTS if one.matched_activation == activation)
    yield from ((one.name, activation) for one in COSTS)
    yield from ((cost, one.name) for one in ACTIVATIONS)
    yield from ((one.name, one.matched_activation) for one in COSTS if one.matched_activation is not None)


def _suit(cost: str, activation: str, output_count: int) -> bool:
    try:
        accepts(cost_named(cost), activation_named(activation), output_count)
    except ValueError:
        return False
    return True
