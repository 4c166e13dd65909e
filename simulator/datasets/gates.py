"""Logic gates: two inputs, one output, four rows.

A single neuron can learn AND, OR and NAND, but not XOR, whose classes no straight line divides (M. Minsky and
S. Papert, *Perceptrons*, 1969).
"""

from __future__ import annotations

import numpy as np

from simulator.datasets.data_set import DataSet, Part

INPUT_ROWS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))

BINARY_CLASSES = ("0", "1")
BINARY_TARGETS = np.array([[0.0], [1.0]])
"""One output that says which of two classes it is."""


def _gate(name: str, label: str, truth: tuple[int, int, int, int]) -> DataSet:
    rows = Part.of(np.array(INPUT_ROWS), np.array(truth, dtype=np.int64))
    return DataSet(name, label, None, BINARY_CLASSES, BINARY_TARGETS, train=rows, test=rows)


AND_GATE = _gate("and_gate", "AND gate", (0, 0, 0, 1))
OR_GATE = _gate("or_gate", "OR gate", (0, 1, 1, 1))
NAND_GATE = _gate("nand_gate", "NAND gate", (1, 1, 1, 0))
XOR_GATE = _gate("xor_gate", "XOR gate", (0, 1, 1, 0))
