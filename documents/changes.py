"""What was changed by hand on the way of a run: one entry for each kind of change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.experiments import ExperimentWriter
from documents.values import Values, listed, refused, whole
from simulator.arrays import Array
from simulator.changes import Change, ParameterChange, SettingsChange, ThetaChange
from simulator.errors import Phrase, name_list
from simulator.experiment import Experiment

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
