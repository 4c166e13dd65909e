"""What a person has changed: a kind and its values. The window puts it into words."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any


class EditKind(Enum):
    """What was done to a run of the network."""

    SETTINGS = auto()
    """values: before, after (Experiment), network: the run goes on with other settings."""
    PARAMETER = auto()
    """values: layer, neuron, source (None for a bias), value."""
    THETA = auto()
    """All weights and biases were brought from elsewhere."""
    NEW_RUN = auto()
    """values: before, after (Experiment), network (the new one)."""
    NEW_START = auto()
    NEW_WEIGHTS = auto()
    POINTS = auto()
    """values: before, after (numbers of training points)."""
    LEARNING = auto()
    """values: is_digit."""
    COMPARISON = auto()
    """values: compared."""
    END_OF_COMPARISON = auto()
    SLOWER = auto()
    """values: step (the first with the smaller η, from 0)."""


class DrawingEdit(Enum):
    """What was done on the paper of a digit."""

    STROKE = auto()
    ERASER_STROKE = auto()
    CLEARING = auto()
    ANOTHER_DIGIT = auto()
    LABEL = auto()
    """values: before, after (names of the classes)."""


class DescentEdit(Enum):
    """What was done in the Descent workspace."""

    SETUP = auto()
    """values: before, after (DescentSetup)."""
    REMEDY = auto()
    """values: before, after (Remedy or None)."""


class GraphEdit(Enum):
    """What was done in the Graph workspace."""

    EXPRESSION = auto()
    """values: text."""
    EXAMPLE = auto()
    """values: title (its key)."""
    DERIVATIVE = auto()
    """values: title."""
    VALUE = auto()
    """values: name, before, after."""
    LEARNING_RATE = auto()
    """values: before, after."""
    DESCENDING = auto()
    """values: names (of the variables)."""
    UPDATES = auto()
    """values: count."""


_SUBJECT = ("layer", "neuron", "source", "name")
"""Values that tell which of many things was edited."""


@dataclass(frozen=True, eq=False)
class Edit:
    """One edit, to be named.

    Attributes
    ----------
    kind
        What was done.
    values
        With what, by name.
    made_at
        When, in nanoseconds of a clock that never goes back: it orders the edits of all that can be edited.
    """

    kind: Enum
    values: Mapping[str, Any] = field(default_factory=dict)
    made_at: int = field(default_factory=time.perf_counter_ns)

    @property
    def subject(self) -> tuple[Any, ...]:
        """What was edited: edits of one movement have the same."""
        return self.kind, *map(self.values.get, _SUBJECT)
