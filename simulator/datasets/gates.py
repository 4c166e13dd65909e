"""Logic gates: every row of a truth table is a sample.

A single neuron can be any of these gates but XOR and XNOR, whose classes no straight line divides (M. Minsky and
S. Papert, *Perceptrons*, 1969). NAND alone is enough to build all the others (M. Nielsen, *Neural Networks and Deep
Learning*, chapter 1). A new gate is one more entry in `GATES`.
"""

from __future__ import annotations

import numpy as np

from simulator.arrays import Array
from simulator.datasets.data_set import DataSet, Domain, Part

INPUT_ROWS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
NOT_ROWS = ((0.0,), (1.0,))
LOW, HIGH = -0.5, 1.5
"""The window leaves room around the corners 0 and 1, so that lines which divide them can be seen."""

BINARY_CLASSES = ("0", "1")
BINARY_TARGETS = np.array([[0.0], [1.0]])
"""One output that says which of two classes it is."""

SUMS = ("0", "1", "2", "3")
SUM_AND_CARRY = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
"""Outputs (sum, carry) of a half adder for carry · 2 + sum. No two digits add up to 3, but a wrong circuit can say
so; without it, that answer would count as the right one next to it."""


def _table(name: str, label: str, rows: tuple[tuple[float, ...], ...], truth: tuple[int, ...],
           class_labels: tuple[str, ...] = BINARY_CLASSES, target_table: Array = BINARY_TARGETS,
           output_names: tuple[str, ...] = ()) -> DataSet:
    """A data set of these rows and the numbers of their classes."""
    part = Part.of(np.array(rows), np.array(truth, dtype=np.int64))
    domain = Domain((LOW,) * len(rows[0]), (HIGH,) * len(rows[0]))
    return DataSet(name, label, None, class_labels, target_table, train=part, test=part, domain=domain,
                   output_names=output_names, is_truth_table=True)


def _gate(name: str, label: str, *truth: int) -> DataSet:
    return _table(name, label, INPUT_ROWS, truth)


GATES: tuple[DataSet, ...] = (
    _gate("and_gate", "AND gate", 0, 0, 0, 1),
    _gate("or_gate", "OR gate", 0, 1, 1, 1),
    _gate("nand_gate", "NAND gate", 1, 1, 1, 0),
    _gate("nor_gate", "NOR gate", 1, 0, 0, 0),
    _gate("xor_gate", "XOR gate", 0, 1, 1, 0),
    _gate("xnor_gate", "XNOR gate", 1, 0, 0, 1),
    _table("not_gate", "NOT gate", NOT_ROWS, (1, 0)),
    _table("half_adder", "Half adder", INPUT_ROWS, (0, 1, 1, 2), SUMS, SUM_AND_CARRY, ("sum", "carry")),
)
