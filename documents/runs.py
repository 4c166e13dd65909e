"""A run with its timeline and its cursor, into a document and out of it again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.changes import read_changes, write_changes
from documents.experiments import ExperimentWriter
from documents.refusals import Damaged
from documents.samples import SampleWriter
from documents.states import StateReader, read_states, write_states
from documents.values import Values, listed, refused, whole
from simulator.changes import SettingsChange
from simulator.datasets.data_set import DataSet
from simulator.errors import Explained, Phrase
from simulator.evaluation import Evaluation, History
from simulator.experiment import Experiment
from simulator.run import Bookmark, Run
from simulator.steps import START, Address, Route
from simulator.timeline import Past
from simulator.training import OwnSample, TrainingState

LONGEST_RUN = 2**40
CHECKPOINT_BYTES = 8 * 1024**2
"""What the kept states of one run may take in a document."""
COPY_CHECKPOINT_BYTES = 256 * 1024
"""The same in a copy that is made again every few seconds: what isn't in it is computed again."""
FEWEST_CHECKPOINTS, MOST_CHECKPOINTS = 4, 512
_MOST_EVALUATIONS = 10_000_000
_LARGEST_SPACING = 2**40
_EVALUATION = tuple(one.name for one in fields(Evaluation))
_COUNTS = ("step", "train_count", "test_count")
_BYTES_OF_A_NUMBER = 8


def write_run(run: Run, folder: str, archive: ArchiveWriter, experiments: ExperimentWriter,
              samples: SampleWriter, room: int = CHECKPOINT_BYTES) -> dict[str, Any]:
    """One run; its arrays go into a folder of the archive.

    Parameters
    ----------
    room
        Bytes that its kept states may take; a few of them are kept in any case.
    """
    trainer, timeline = run.trainer, run.timeline
    few = room // max(timeline.end.byte_count, 1)
    past = timeline.past(min(max(few, FEWEST_CHECKPOINTS), MOST_CHECKPOINTS))
    checkpoints = dict(past.checkpoints)
    address = _cursor(run)
    if address is not None:
        # so that whoever opens it sees the step at once, however long the way to it from the start
        checkpoints[address.step] = timeline.step(address.step).before
    for state in past.due:
        if state.step not in past.changes:  # a change made there may have come after it
            checkpoints.setdefault(state.step, state)
    history = past.history
    if trainer.start is not None:
        archive.put_array(f"{folder}/start.npy", np.asarray(trainer.start, dtype=np.float64))
    archive.put_array(f"{folder}/costs.npy", history.costs)
    archive.put_array(f"{folder}/epochs.npy", np.array(past.epoch_starts, dtype=np.int64))
    archive.put_array(f"{folder}/evaluations.npy", np.array(
        [[getattr(one, name) for name in _EVALUATION] for one in history.evaluations],
        dtype=np.float64).reshape(-1, len(_EVALUATION)))
    return {
        "experiment": experiments.number(trainer.experiment),
        "has_start": trainer.start is not None,
        "length": past.end.step,
        **write_states(past.end, checkpoints, folder, archive, experiments),
        "spacing": past.spacing,
        "due": [state.step for state in past.due],
        "epochs": len(past.epoch_starts),
        "evaluations": len(history.evaluations),
        "changes": write_changes(past.changes, f"{folder}/changes.npy", archive, experiments),
        "own_samples": [[step, samples.number(past.own_samples[step])] for step in sorted(past.own_samples)],
        "address": _numbers_of(address or START),
        "step_in_view": address is not None,
        "followed": None if run.followed is None else samples.number(run.followed),
        "followed_address": _numbers_of(run.followed_address),
    }


@dataclass(frozen=True, eq=False)
class RunReader:
    """What the runs of a document are read from.

    Attributes
    ----------
    experiments, samples
        Of the document, by their numbers.
    data
        What the runs learn from.
    """

    archive: ArchiveReader
    experiments: tuple[Experiment, ...]
    samples: tuple[OwnSample, ...]
    data: DataSet

    def read(self, values: Values, folder: str) -> Run:
        """A run with its cursor where it was, and its step in view.

        Raises
        ------
        Explained
            If something in it can't be used.
        """
        experiment = self.experiments[values.whole("experiment", 0, len(self.experiments) - 1)]
        count = _parameter_count(experiment, self.data, self.archive, folder)
        start = self.archive.numbers(f"{folder}/start.npy", count) if values.truth("has_start") else None
        if start is not None and not np.isfinite(start).all():
            raise Damaged(Phrase("{member} holds a number that is not finite", member=f"{folder}/start.npy"))
        run = Run(experiment, self.data, start)
        past = self._past(values, folder, run)
        address = _address(values, "address")
        followed_address = _address(values, "followed_address")
        followed = None if values.get("followed") is None else \
            self.samples[values.whole("followed", 0, len(self.samples) - 1)]
        in_view = values.truth("step_in_view")
        run.return_to(Bookmark(past, address, in_view, followed, followed_address))
        if in_view:
            _bring_into_view(run, address, past)
        elif followed is None:
            _begin(run)
        if followed is not None:
            route = Route(run.trainer.network.sizes, learns=False)
            _check_address(followed_address, route, 1, f"{values.place}.followed_address")
            run.follow(followed, followed_address)
        return run

    def _past(self, values: Values, folder: str, run: Run) -> Past:
        archive, length = self.archive, values.whole("length", 0, LONGEST_RUN)
        network = run.trainer.network
        states = read_states(values, folder, archive, StateReader(
            self.experiments, network.parameter_count, run.trainer, length))
        changes = read_changes(values.inner("changes"), f"{folder}/changes.npy", archive, self.experiments,
                               network.parameter_count, length)
        for step, made in changes.items():
            for change in made:
                _check(lambda change=change: change.check(run.trainer), f"{values.place}.changes[{step}]")
        _check_settings((states.end, *states.checkpoints.values()), changes, run.trainer.experiment)
        own = dict(values.items("own_samples", self._own_sample, length + 1))
        if list(own) != sorted(own) or any(step > length for step in own):
            raise refused(f"{values.place}.own_samples", list(own), Phrase("steps of the run in their order"))
        epochs = archive.whole_numbers(f"{folder}/epochs.npy", values.whole("epochs", 1, length + 1))
        in_order = epochs[0] == 0 and epochs[-1] <= length and (np.diff(epochs) > 0).all()
        if not in_order or len(epochs) != 1 + states.end.epoch:
            raise Damaged(Phrase("{member} does not tell where the epochs begin", member=f"{folder}/epochs.npy"))
        history = self._history(values, folder, length)
        known = {**states.checkpoints, length: states.end}
        due = tuple(known[step] for step in values.items("due", whole, 2) if step in known)
        return Past(states.end, states.checkpoints, values.whole("spacing", 1, _LARGEST_SPACING), changes, own,
                    tuple(epochs.tolist()), history, due)

    def _own_sample(self, value: Any, place: str) -> tuple[int, OwnSample]:
        both = listed(value, place, 2)
        if len(both) != 2 or not self.samples:
            raise refused(place, value, Phrase("a step and the number of its sample"))
        step, sample = whole(both[0], place, 0, LONGEST_RUN), whole(both[1], place, 0, len(self.samples) - 1)
        if self.samples[sample].target is None:
            raise refused(place, value, Phrase("a sample whose answer is known, since it was learned"))
        return step, self.samples[sample]

    def _history(self, values: Values, folder: str, length: int) -> History:
        costs = self.archive.numbers(f"{folder}/costs.npy", length)
        member = f"{folder}/evaluations.npy"
        table = self.archive.numbers(member, values.whole("evaluations", 0, _MOST_EVALUATIONS), len(_EVALUATION))
        whole_ones = table[:, [_EVALUATION.index(name) for name in _COUNTS]]
        in_order = (np.diff(table[:, 0]) > 0).all()
        if not in_order or not ((whole_ones >= 0) & (whole_ones < LONGEST_RUN) & (whole_ones % 1 == 0)).all() or (
                len(table) and table[-1, 0] > length):
            raise Damaged(Phrase("{member} holds no evaluations of this run", member=member))
        return History.of(costs, map(_evaluation, table.tolist()))


def _cursor(run: Run) -> Address | None:
    """Where the cursor stands in the steps that the run has; at the end of the last one if its step is gone."""
    length = run.timeline.length
    if not run.has_step or length == 0:
        return None
    if run.address.step < length:
        return run.address
    return run.route.end_of_step(length - 1, run.timeline.step(length - 1).record.batch_size)


def _begin(run: Run) -> None:
    """Makes the first step, as everybody does who begins a run."""
    if run.timeline.length > 0:
        raise Damaged(Phrase("nothing is in view in it: neither a step nor a sample"))
    run.arrive(run.timeline.begin(), START)


def _evaluation(row: list[float]) -> Evaluation:
    named: dict[str, Any] = dict(zip(_EVALUATION, row, strict=True))
    return Evaluation(**{**named, **{name: int(named[name]) for name in _COUNTS}})


def _numbers_of(address: Address) -> list[int]:
    return [address.step, address.sample, address.station, address.neuron]


def _address(values: Values, key: str) -> Address:
    return Address(*values.wholes(key, 4))


def _parameter_count(experiment: Experiment, data: DataSet, archive: ArchiveReader, folder: str) -> int:
    """p of the run's network, if the archive holds as many numbers: before anything of that size is made."""
    count = experiment.network(data).parameter_count
    if count * _BYTES_OF_A_NUMBER > archive.size(f"{folder}/theta.npy"):
        raise Damaged(Phrase("its network has {count} weights and biases, but they are not in the file", count=count))
    return count


def _check_address(address: Address, route: Route, batch_size: int, place: str) -> None:
    is_there = address.station < len(route.stations) and address.sample < batch_size and \
        address.neuron < route.neuron_count(address.station)
    if not is_there:
        raise refused(place, _numbers_of(address), Phrase("an instant of a step"))


def _check(check: Any, place: str) -> None:
    """Passes if a check does; what it raises tells the place."""
    try:
        check()
    except Explained as error:
        raise Damaged(Phrase("at {place}: {problem}", place=place, problem=error.phrase)) from error
    except IndexError as error:
        raise Damaged(Phrase("at {place}: {problem}", place=place, problem=str(error))) from error


def _check_settings(states: tuple[TrainingState, ...], changes: dict[int, Any], first: Experiment) -> None:
    """Passes if in every state the settings are in force that were chosen last before it."""
    chosen = [(0, first), *((step, change.experiment) for step, made in changes.items() for change in made
                            if isinstance(change, SettingsChange))]
    place = 0
    for state in sorted(states, key=lambda one: one.step):
        while place + 1 < len(chosen) and chosen[place + 1][0] <= state.step:
            place += 1
        wanted = chosen[place][1]
        if state.experiment is not wanted and state.experiment != wanted:
            raise Damaged(Phrase("the settings of step {step} are not those that were chosen before it",
                                 step=state.step))


def _bring_into_view(run: Run, address: Address, past: Past) -> None:
    """Makes the step of the cursor again, which takes no way to it: the state before it is there."""
    if address.step not in past.checkpoints or address.step >= past.end.step:
        raise Damaged(Phrase("the step in view, {step}, is not in it", step=address.step))
    step = run.timeline.step(address.step)
    _check_address(address, run.route, step.record.batch_size, "address")
    run.arrive(step, address)
