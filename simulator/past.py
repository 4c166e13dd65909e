"""A timeline as it was, to come back to."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.changes import Change
from simulator.diagnosis import Diagnosis
from simulator.history import History
from simulator.training import OwnSample, TrainingState


@dataclass(frozen=True)
class Past:
    """A timeline as it was before an edit, so that the edit can be undone.

    It keeps a few of the checkpoints only: the others can be computed again.
    """

    end: TrainingState
    checkpoints: dict[int, TrainingState]
    spacing: int
    changes: dict[int, tuple[Change, ...]]
    own_samples: dict[int, OwnSample]
    epoch_starts: tuple[int, ...]
    history: History
    due: tuple[TrainingState, ...]
    diagnosis: Diagnosis | None = None
