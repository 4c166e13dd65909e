"""Logic gates: the rows that logic says, drawn in a window around the corners."""

from __future__ import annotations

import operator
from collections.abc import Callable

import numpy as np
import pytest

from simulator.datasets import DataSet, data_set_named
from simulator.datasets.points import GATES


def rows_of(data_set: DataSet) -> tuple[list[list[float]], list[list[float]]]:
    """Inputs and outputs, row by row."""
    rows = np.arange(data_set.train.count)
    return data_set.train.inputs(rows).tolist(), data_set.targets(data_set.train, rows).tolist()


@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("and_gate", operator.and_),
        ("or_gate", operator.or_),
        ("nand_gate", lambda p, q: not (p and q)),
        ("nor_gate", lambda p, q: not (p or q)),
        ("xor_gate", operator.xor),
        ("xnor_gate", operator.eq),
    ],
)
def test_a_gate_has_the_four_rows_of_its_truth_table(name: str, gate: Callable[[int, int], bool]) -> None:
    inputs, outputs = rows_of(data_set_named(name))

    assert inputs == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert outputs == [[float(gate(int(p), int(q)))] for p, q in inputs]


def test_not_has_one_input_and_two_rows() -> None:
    data_set = data_set_named("not_gate")

    assert rows_of(data_set) == ([[0], [1]], [[1], [0]])
    assert data_set.domain is not None
    assert data_set.domain.dimension == 1


def test_a_half_adder_adds_its_inputs_in_binary() -> None:
    data_set = data_set_named("half_adder")
    inputs, outputs = rows_of(data_set)

    for (p, q), (total, carry), label in zip(inputs, outputs, data_set.train.labels.tolist(), strict=True):
        assert 2 * carry + total == p + q
        assert data_set.class_labels[label] == str(int(p + q))


@pytest.mark.parametrize("data_set", GATES, ids=lambda data_set: data_set.name)
def test_a_gate_is_a_whole_truth_table_with_nothing_to_choose(data_set: DataSet) -> None:
    assert data_set.is_truth_table
    assert not data_set.has_own_test
    assert data_set.recipe is None
    assert data_set.domain is not None
    assert set(data_set.domain.low) == {-0.5}
    assert set(data_set.domain.high) == {1.5}


@pytest.mark.parametrize("name", ["xor_gate", "xnor_gate"])
def test_no_line_of_a_fine_grid_divides_xor(name: str) -> None:
    data_set = data_set_named(name)
    inputs = data_set.train.inputs(np.arange(4))
    w = np.stack(np.meshgrid(*[np.linspace(-2, 2, 33)] * 3), axis=-1).reshape(-1, 3)

    above = inputs @ w[:, :2].T + w[:, 2] > 0

    assert not (above == (data_set.train.labels == 1)[:, np.newaxis]).all(axis=0).any()
