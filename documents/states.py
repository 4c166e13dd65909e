"""The kept states of a run: a row for each, of several arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.experiments import ExperimentWriter
from documents.refusals import Damaged
from documents.values import Values, refused, whole
from simulator.errors import Phrase
from simulator.experiment import Experiment
from simulator.optimizers import optimizer_named
from simulator.training import Trainer, TrainingState

MOST_STATES = 100_000
_COLUMNS = 5
_LARGEST = 2**53


def write_states(end: TrainingState, checkpoints: Mapping[int, TrainingState], folder: str, archive: ArchiveWriter,
                 experiments: ExperimentWriter) -> dict[str, Any]:
    """Every state once; which of them are checkpoints, and which is the end, is told by their rows."""
    rows = {id(state): state for state in (*checkpoints.values(), end)}
    states = sorted(rows.values(), key=lambda state: state.step)
    number = {id(state): row for row, state in enumerate(states)}
    archive.put_array(f"{folder}/states.npy", np.array(
        [[one.step, one.epoch, one.step_in_epoch, one.samples_done, experiments.number(one.experiment)]
         for one in states], dtype=np.int64))
    archive.put_array(f"{folder}/theta.npy", np.stack([one.theta for one in states]))
    for place in range(len(end.memory)):
        archive.put_array(f"{folder}/memory_{place}.npy", np.stack([one.memory[place] for one in states]))
    return {"states": len(states), "checkpoints": [number[id(checkpoints[step])] for step in sorted(checkpoints)],
            "end": number[id(end)]}


@dataclass(frozen=True, eq=False)
class StateReader:
    """What the states are checked against: the run they belong to, and how long it is."""

    experiments: tuple[Experiment, ...]
    parameter_count: int
    trainer: Trainer
    length: int


@dataclass(frozen=True, eq=False)
class States:
    """The kept states: those by their steps, and the one at the end."""

    checkpoints: dict[int, TrainingState]
    end: TrainingState


def read_states(values: Values, folder: str, archive: ArchiveReader, reader: StateReader) -> States:
    """The kept states of a run.

    Raises
    ------
    Damaged
        If they aren't there, or are none of this run.
    """
    count, size = values.whole("states", 1, MOST_STATES), reader.parameter_count
    table = archive.whole_numbers(f"{folder}/states.npy", count, _COLUMNS)
    theta = archive.numbers(f"{folder}/theta.npy", count, size)
    memory_count = optimizer_named(reader.trainer.experiment.optimizer).memory_count
    memory = [archive.numbers(f"{folder}/memory_{place}.npy", count, size) for place in range(memory_count)]
    if ((table < 0) | (table > _LARGEST)).any():
        raise Damaged(Phrase("{member} holds no states of this run", member=f"{folder}/states.npy"))
    # copies, so that every state can be let go alone
    states = [_state(row, theta[number].copy(), tuple(one[number].copy() for one in memory), reader)
              for number, row in enumerate(table.tolist())]
    end = states[values.whole("end", 0, count - 1)]
    rows = values.items("checkpoints", lambda value, place: whole(value, place, 0, count - 1), count)
    kept = [states[row] for row in rows]
    steps = [state.step for state in kept]
    if not steps or steps[0] != 0 or steps != sorted(set(steps)) or end.step != reader.length:
        raise refused(f"{values.place}.checkpoints", steps, Phrase("states from the start to the end"))
    return States(dict(zip(steps, kept, strict=True)), end)


def _state(row: list[int], theta: Any, memory: Any, reader: StateReader) -> TrainingState:
    step, epoch, step_in_epoch, samples_done, experiment = row
    is_possible = step <= reader.length and epoch <= step and step_in_epoch <= step \
        and samples_done < reader.trainer.data.train.count and experiment < len(reader.experiments) \
        and (step > 0 or samples_done == 0)
    if not is_possible:
        raise Damaged(Phrase("the state before step {step} is none of this run", step=step))
    return TrainingState(theta, memory, step, epoch, step_in_epoch, samples_done, reader.experiments[experiment])
