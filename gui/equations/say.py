"""The keys of the panel's sentences; `words` has the sentences."""

from __future__ import annotations

from enum import Enum, auto


class Say(Enum):
    """Every sentence of the panel."""

    PIXELS = auto()
    VALUES = auto()
    ONE_VALUE = auto()
    NEURON = auto()
    NEURON_LABELLED = auto()
    COST_OF_SAMPLE = auto()
    ERROR = auto()
    ERROR_LABELLED = auto()
    BIAS = auto()
    BIAS_LABELLED = auto()
    WEIGHT = auto()
    WEIGHT_FROM_INPUT = auto()
    BATCH = auto()
    OPTIMIZER = auto()

    MORE_TERMS = auto()
    MORE_SAMPLES = auto()
    MORE_ZEROS = auto()

    PIXEL_SHOWN = auto()
    NOT_REACHED = auto()
    STRONGEST_WEIGHT = auto()
    NO_GRADIENT = auto()
    SHORT_FORM = auto()
    ONLY_SHORT_FORM = auto()
    SATURATED = auto()
    NO_SLOPE = auto()
    EVERY_ERROR_LOST = auto()
    LOST_BEHIND = auto()
    NO_ERROR_ARRIVES = auto()
    READ_FROM_Z = auto()
    NO_MISTAKE = auto()
    PERCEPTRON_RULE = auto()
    FROZEN = auto()
    CORNER = auto()
    NO_ACTIVATION = auto()
    PARTS_NOT_KEPT = auto()

    CHECK_AGREES = auto()
    CHECK_AGREES_SHORT = auto()
    CHECK_UNCHANGED = auto()
    CHECK_ROUNDING = auto()
    CHECK_CORNER = auto()
    CHECK_INFINITE = auto()
    CHECK_DISAGREES = auto()


URGENT = frozenset({Say.EVERY_ERROR_LOST, Say.LOST_BEHIND, Say.FROZEN})
"""What must be said even where there is room for one sentence only: without it the numbers can't be understood."""
