"""The experiments of a document: each of them listed once, and everything else tells it by its number.

A run looks up what its settings mean whenever the experiment is another object. That is why states that shared one
experiment share one again when they are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np

from documents.archive import ArchiveReader, ArchiveWriter
from documents.data_files import told_name
from documents.refusals import Damaged
from documents.values import Values, listed, refused, whole
from simulator.errors import Phrase
from simulator.experiment import MOST_LAYERS, Experiment, Layer, experiment_from_json

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
