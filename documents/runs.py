"""A run with its timeline and its cursor, into a document and out of it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.data_files import told_name
from documents.values import Damaged, Values, listed, refused, whole
from simulator.arrays import Array
from simulator.changes import Change, ParameterChange, SettingsChange, ThetaChange
from simulator.datasets.data_set import DataSet
from simulator.errors import Explained, Phrase, name_list
from simulator.evaluation import Evaluation, History
from simulator.experiment import MOST_LAYERS, Experiment, Layer, experiment_from_json
from simulator.optimizers import optimizer_named
from simulator.run import Bookmark, Run
from simulator.steps import START, Address, Route
from simulator.timeline import Past
from simulator.training import OwnSample, Trainer, TrainingState

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


# The kept states of a run: a row for each, of several arrays

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


# What was changed by hand on the way of a run: one entry for each kind of change

MOST_CHANGES = 100_000


class _Writing(NamedTuple):
    """What a change may need to be written: the list of experiments, and rows of whole θ."""

    experiments: ExperimentWriter
    rows: list[Array]


class _Reading(NamedTuple):
    """The same to be read."""

    experiments: tuple[Experiment, ...]
    rows: Array


class _Kind(NamedTuple):
    """A kind of change: its class, how it is written and how it is read."""

    made_by: type
    write: Callable[[Any, _Writing], dict[str, Any]]
    read: Callable[[Values, _Reading], Change]


def _write_theta(change: Any, writing: _Writing) -> dict[str, Any]:
    writing.rows.append(change.theta)
    return {"row": len(writing.rows) - 1}


_KINDS: Mapping[str, _Kind] = {
    "settings": _Kind(
        SettingsChange,
        lambda change, writing: {"experiment": writing.experiments.number(change.experiment)},
        lambda values, reading: SettingsChange(
            reading.experiments[values.whole("experiment", 0, len(reading.experiments) - 1)])),
    "parameter": _Kind(
        ParameterChange,
        lambda change, _: {"index": change.index, "value": change.value},
        lambda values, _: ParameterChange(values.whole("index"), values.number("value"))),
    "theta": _Kind(
        ThetaChange, _write_theta,
        lambda values, reading: ThetaChange(
            reading.rows[values.whole("row", 0, len(reading.rows) - 1)].copy())),
}


def write_changes(changes: Mapping[int, tuple[Change, ...]], member: str, archive: ArchiveWriter,
                  experiments: ExperimentWriter) -> dict[str, Any]:
    """The changes of a run by their steps; every θ that was set as a whole is a row of an array of its own."""
    writing = _Writing(experiments, [])
    steps = []
    for step in sorted(changes):
        written = []
        for change in changes[step]:
            name, kind = next((name, kind) for name, kind in _KINDS.items() if type(change) is kind.made_by)
            written.append({"kind": name, **kind.write(change, writing)})
        steps.append([step, written])
    if writing.rows:
        archive.put_array(member, np.stack(writing.rows))
    return {"steps": steps, "rows": len(writing.rows)}


def read_changes(values: Values, member: str, archive: ArchiveReader, experiments: tuple[Experiment, ...],
                 parameter_count: int, length: int) -> dict[int, tuple[Change, ...]]:
    """The changes by their steps; whether they suit the run is for `Change.check` to say.

    Raises
    ------
    Damaged
        If they can't be read.
    """
    count = values.whole("rows", 0, MOST_CHANGES)
    rows = archive.numbers(member, count, parameter_count) if count else np.empty((0, parameter_count))
    reading = _Reading(experiments, rows)
    changes: dict[int, tuple[Change, ...]] = {}

    def read_step(value: Any, place: str) -> None:
        both = listed(value, place, 2)
        if len(both) != 2:
            raise refused(place, value, Phrase("a step and its changes"))
        step = whole(both[0], place, max(changes, default=-1) + 1, length)
        changes[step] = tuple(_change(Values(one, place), reading) for one in listed(both[1], place, MOST_CHANGES))

    values.items("steps", read_step, MOST_CHANGES)
    return changes


def _change(values: Values, reading: _Reading) -> Change:
    name = values.text("kind")
    if name not in _KINDS:
        raise refused(f"{values.place}.kind", name, Phrase("one of {known}", known=name_list(_KINDS)))
    return _KINDS[name].read(values, reading)


# A person's own samples in a document: rows of two arrays, so that one that is used twice is one again

INPUTS, TARGETS = "samples/inputs.npy", "samples/targets.npy"
MOST_SAMPLES = 1_000_000


class SampleWriter:
    """Collects samples and gives them numbers.

    Parameters
    ----------
    output_count
        Numbers in each answer.
    """

    def __init__(self, output_count: int) -> None:
        self._output_count = output_count
        self._numbers: dict[int, int] = {}
        self._samples: list[OwnSample] = []

    def number(self, sample: OwnSample) -> int:
        """The number of a sample."""
        if id(sample) not in self._numbers:
            self._numbers[id(sample)] = len(self._samples)
            self._samples.append(sample)
        return self._numbers[id(sample)]

    def _targets(self) -> Array:
        """A row for each sample; what is unknown is no number."""
        unknown = np.full(self._output_count, np.nan)
        return np.stack([unknown if one.target is None else one.target for one in self._samples]).astype(np.float64)

    def write(self, archive: ArchiveWriter) -> dict[str, Any]:
        """Puts all of them into the archive."""
        if self._samples:
            archive.put_array(INPUTS, np.stack([one.inputs for one in self._samples]).astype(np.float64))
            archive.put_array(TARGETS, self._targets())
        return {"count": len(self._samples)}


def read_samples(values: Values, archive: ArchiveReader, input_count: int, output_count: int
                 ) -> tuple[OwnSample, ...]:
    """All samples, by their numbers; an answer in which no number is a number is unknown.

    Raises
    ------
    Damaged
        If they are not there, or not as the network takes them.
    """
    count = values.whole("count", 0, MOST_SAMPLES)
    if not count:
        return ()
    inputs, targets = archive.numbers(INPUTS, count, input_count), archive.numbers(TARGETS, count, output_count)
    return tuple(OwnSample(row.copy(), None if np.isnan(target).all() else target.copy())
                 for row, target in zip(inputs, targets, strict=True))


# The experiments of a document: each of them listed once, and everything else tells it by its number

MOST_EXPERIMENTS = 100_000
_LONG = 64
"""From so many numbers on a list is an array of its own."""
_MOST_NUMBERS = 8 * 1024**2
_LIKE = "like"
"""Key for the number of the experiment before, from which only what is different is told."""
_LISTS = ("initial_theta", "train_points", "frozen")


class ExperimentWriter:
    """Collects experiments and gives them numbers.

    Parameters
    ----------
    tells_paths
        Whether their files are named with their folders, which are the author's: in copies, which stay here.
    """

    def __init__(self, archive: ArchiveWriter, *, tells_paths: bool = False) -> None:
        self._archive = archive
        self._tells_paths = tells_paths
        self._numbers: dict[int, int] = {}
        self._experiments: list[Experiment] = []
        self._arrays: dict[int, str] = {}
        self._last: dict[str, Any] = {}
        self.content: list[dict[str, Any]] = []

    def number(self, experiment: Experiment) -> int:
        """The number of an experiment: of this very object, not of one that is equal."""
        if id(experiment) not in self._numbers:
            self._numbers[id(experiment)] = len(self._experiments)
            written = self._written(experiment)
            last = len(self._experiments) - 1
            self._experiments.append(experiment)  # kept, so that its id stays its own
            self.content.append(written if last < 0 else {_LIKE: last, **{
                name: value for name, value in written.items() if repr(value) != repr(self._last[name])}})
            self._last = written
        return self._numbers[id(experiment)]

    def _written(self, experiment: Experiment) -> dict[str, Any]:
        written = {one.name: getattr(experiment, one.name) for one in fields(experiment)}
        if not self._tells_paths:
            written["data_path"] = told_name(experiment.data_path)
        written["layers"] = [{one.name: getattr(layer, one.name) for one in fields(layer)}
                             for layer in experiment.layers]
        for name in _LISTS:
            if written[name] is not None and len(written[name]) > _LONG:
                written[name] = self._array(name, written[name])
        return written

    def _array(self, name: str, numbers: tuple[Any, ...]) -> dict[str, Any]:
        array = np.array(numbers, dtype=np.int64 if name == "frozen" else np.float64)
        if id(numbers) not in self._arrays:
            self._arrays[id(numbers)] = f"experiments/{name}_{len(self._arrays)}.npy"
            self._archive.put_array(self._arrays[id(numbers)], array)
        return {"array": self._arrays[id(numbers)], "shape": list(array.shape)}


def read_experiments(content: object, archive: ArchiveReader) -> tuple[Experiment, ...]:
    """The experiments of a document.

    Raises
    ------
    Explained
        If one can't be read or used.
    """
    known: dict[str, tuple[Any, ...]] = {}
    given: list[dict[str, Any]] = []
    experiments = []
    for number, one in enumerate(listed(content, "experiments", MOST_EXPERIMENTS)):
        place = f"experiments[{number}]"
        values = Values(one, place)
        like = {} if values.get(_LIKE) is None else given[values.whole(_LIKE, 0, number - 1)]
        given.append({**like, **{name: value for name, value in values.content.items() if name != _LIKE}})
        experiments.append(_experiment(dict(given[-1]), place, archive, known))
    return tuple(experiments)


def _experiment(settings: dict[str, Any], place: str, archive: ArchiveReader, known: dict[str, tuple[Any, ...]]
                ) -> Experiment:
    if len(listed(settings.get("layers"), f"{place}.layers", MOST_LAYERS)) == 0:
        raise Damaged(Phrase("{place} has no layers", place=place))
    _check_layers(settings["layers"], f"{place}.layers")
    lists: dict[str, Any] = {}
    for name in _LISTS:
        if isinstance(settings.get(name), Mapping):
            lists[name] = _list(Values(settings.pop(name), f"{place}.{name}"), name, archive, known)
    experiment = experiment_from_json(json.dumps(settings))
    return replace(experiment, **lists) if lists else experiment


def _check_layers(layers: list[Any], place: str) -> None:
    names = {one.name for one in fields(Layer)}
    for number, layer in enumerate(layers):
        if not isinstance(layer, dict) or not set(layer) <= names:
            raise refused(f"{place}[{number}]", layer, Phrase("a layer with its neurons and its activation"))
        Values({"activation": "sigmoid", **layer}, f"{place}[{number}]").text("activation")


def _list(values: Values, name: str, archive: ArchiveReader, known: dict[str, tuple[Any, ...]]) -> tuple[Any, ...]:
    member = values.text("array")
    shape = values.items("shape", whole, 2)
    if len(shape) != (2 if name == "train_points" else 1) or np.prod(shape, dtype=object) > _MOST_NUMBERS:
        raise refused(f"{values.place}.shape", list(shape), Phrase("the shape of these numbers"))
    key = f"{name} {member}"
    if key not in known:
        array = archive.whole_numbers(member, *shape) if name == "frozen" else archive.numbers(member, *shape)
        if not np.isfinite(array).all():
            raise Damaged(Phrase("{member} holds a number that is not finite", member=member))
        known[key] = tuple(map(tuple, array.tolist())) if array.ndim == 2 else tuple(array.tolist())
    return known[key]
