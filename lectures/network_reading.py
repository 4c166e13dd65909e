"""Reads what a change says about the Network workspace: settings, weights, samples and instants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np

from lectures.in_force import InForce
from lectures.model import EDGES, MOST_STEPS, PHASES, Instant, Sample, Target, target_of
from lectures.network import load_numbers
from lectures.pages import page_names
from lectures.problems import Given, shown
from lectures.reading_conditions import condition
from simulator.datasets.data_set import DataSet
from simulator.errors import Explained, Phrase, name_list
from simulator.experiment import (
    OPENED_FILES,
    OPENED_TABLE,
    Experiment,
    Layer,
    SettingError,
    begins_new_run,
    preset,
    presets,
    with_change,
)
from simulator.steps import Phase, Route

KEYS = ("experiment", "settings", "weights", "parameters", "steps", "epochs", "until", "at_most", "sample",
        "at", "select", "page", "edges", "hand")
"""Of a change, besides those that all workspaces share."""
MOST_EPOCHS = 1000
SETTINGS = tuple(one.name for one in fields(Experiment) if one.name != "data_path")
"""What a lecture can set: its data come with the program."""
_TEXTS = ("data_set", "cost", "initializer", "optimizer", "regularisation", "scaling")
_LISTS = ("optimizer_numbers", "initial_theta")


def read_network(given: Mapping[str, Given], state: InForce, folder: str) -> dict[str, Any]:
    """The fields of a change that belong to the network, in the order in which they are applied."""
    found: dict[str, Any] = {}
    if "page" in given:
        found["page"] = given["page"].choice(page_names())
    if "edges" in given:
        found["edges"] = given["edges"].choice(EDGES)
    if "hand" in given:
        found["hand"] = given["hand"].truth()
    found.update(_run(given, state, folder))
    if "parameters" in given:
        found["parameters"] = _parameters(given["parameters"], state)
    found.update(_training(given, state))
    if "sample" in given:
        found["sample"] = sample_of(given["sample"], state.data)
        if found["sample"] is not None:
            state.is_followed = found["sample"].part != "none"
    if "at" in given:
        found["at"] = instant_of(given["at"], state)
    if "select" in given:
        word = given["select"].word()
        found["select"] = None if word is None else () if not word.strip() else existing(given["select"], state)
    return found


def existing(given: Given, state: InForce) -> Target | None:
    """A neuron, weight or bias of the network in force."""
    word = given.word()
    if word is None:
        return None
    try:
        target = target_of(word)
    except (Explained, ValueError) as error:
        given.refuse_for(error)
        return None
    reason = not_there(target, state)
    if reason is not None:
        given.refuse(Phrase("{key}: {reason}", key=given.key, reason=reason))
        return None
    return target


def not_there(target: Target, state: InForce) -> Phrase | None:
    """Why the network in force hasn't got it; None if it has."""
    if state.network is None or target.exists_in(state.network.sizes):
        return None
    return Phrase("the network {sizes} has no {target}; choose one that it has, counted from 1",
                  sizes="-".join(map(str, state.network.sizes)), target=str(target))


# the run


def _run(given: Mapping[str, Given], state: InForce, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    experiment = state.experiment
    if "experiment" in given:
        name = found["experiment"] = given["experiment"].choice(presets())
        state.forget_experiment()
        experiment = None if name is None else preset(name)
    if "settings" in given:
        settings = found["settings"] = _settings(given["settings"])
        if experiment is not None:
            experiment = _changed(given["settings"], experiment, settings)
    if "experiment" in given or "settings" in given:
        _take(given.get("settings", given.get("experiment")), experiment, state)
    if "weights" in given:
        state.is_followed = False
        found["weights"] = _weights(given["weights"], state, folder)
    return found


def _take(given: Given | None, experiment: Experiment | None, state: InForce) -> None:
    former = state.experiment
    same = experiment is not None and experiment == former
    # some settings change in the middle of a run, and a sample goes on being followed
    goes_on = state.is_followed and experiment is not None and former is not None \
        and not begins_new_run(former, experiment)
    if experiment is None:
        state.forget_experiment()
    elif not same:
        try:
            state.take_experiment(experiment)
        except Explained as error:
            if given is not None:
                _at_setting(given, error).refuse_for(error)
            state.forget_experiment()
    state.is_followed = goes_on


def _settings(given: Given) -> Mapping[str, Any]:
    """Settings with the types that an experiment wants; whether their values can be used is seen later."""
    inside = given.table(SETTINGS, "{ learning_rate = 0.5, seed = 3 }")
    found = {name: _setting(name, one) for name, one in inside.items()}
    if found.get("data_set") in (OPENED_FILES, OPENED_TABLE):
        inside["data_set"].refuse(Phrase("{key}: a lecture can't open files, got {value}; choose data that come with "
                                         "the program", key=inside["data_set"].key,
                                         value=shown(found["data_set"])))
        del found["data_set"]
    return MappingProxyType({name: value for name, value in found.items() if value is not None})


def _setting(name: str, given: Given) -> Any:
    if name == "layers":
        return _layers(given)
    if name == "train_points":
        rows = [row.numbers(None, "[0.5, -1.2, 1]") for row in given.items("[[0.5, -1.2, 1], …]")]
        return None if None in rows or not isinstance(given.value, list) else tuple(rows)
    if name == "features":
        words = [word.word() for word in given.items('["x1", "x2"]')]
        return None if None in words or not isinstance(given.value, list) else tuple(words)
    if name == "frozen":
        places = [item.whole(0) for item in given.items("[0, 3]")]
        return None if None in places or not isinstance(given.value, list) else tuple(places)
    if name in _LISTS:
        return given.numbers(None, "[0.9, 0.999]")
    if name in _TEXTS:
        return given.word()
    if name == "shuffled":
        return given.truth()
    return None if given.number() is None else given.value


def _layers(given: Given) -> tuple[Layer, ...] | None:
    example = '[{ neurons = 3, activation = "sigmoid" }]'
    layers = []
    for item in given.items(example):
        inside = item.table(("neurons", "activation"), example)
        if "neurons" not in inside:
            item.refuse(Phrase("{key} has no neurons; write {example}", key=item.key, example=example))
            return None
        neurons = inside["neurons"].whole(1)
        activation = inside["activation"].word() if "activation" in inside else "sigmoid"
        if neurons is None or activation is None:
            return None
        layers.append(Layer(neurons, activation))
    return tuple(layers) if isinstance(given.value, list) else None


def _changed(given: Given, experiment: Experiment, settings: Mapping[str, Any]) -> Experiment | None:
    try:
        return with_change(experiment, **settings)
    except Explained as error:
        _at_setting(given, error).refuse_for(error)
    except (TypeError, OverflowError) as error:
        given.refuse_for(error)
    return None


def _at_setting(given: Given, error: Explained) -> Given:
    """The setting that is to blame, if it stands in the file."""
    name = error.setting if isinstance(error, SettingError) else ""
    is_there = isinstance(given.value, dict) and name in given.value
    return given.at(name, given.value[name]) if is_there else given


def _weights(given: Given, state: InForce, folder: str) -> tuple[float, ...] | str | None:
    wanted = None if state.network is None else state.network.parameter_count
    if not isinstance(given.value, str):
        numbers = given.numbers(None, '[0.5, -1, 2] or "weights.npy"')
        if numbers is not None and wanted is not None and len(numbers) != wanted:
            _refuse_count(given, len(numbers), state)
            return None
        return numbers
    name = given.value
    if not name.endswith(".npy") or Path(name).name != name or set(name) & set('\\/:\0') or name.startswith("."):
        given.refuse(Phrase("{key} must be the plain name of a file beside the lecture, got {value}; put the file "
                            "there and write its name, such as {example}", key=given.key, value=shown(name),
                            example='"weights.npy"'))
        return None
    if not folder:
        given.refuse(Phrase("{key}: {value} is to lie beside the lecture, which is in no folder yet; save it first",
                            key=given.key, value=shown(name)))
        return None
    try:
        array = load_numbers(Path(folder) / name)
        is_numbers = array.dtype.kind in "fiu"
        is_finite = is_numbers and array.size < 10**8 and bool(np.isfinite(array).all())
    except (OSError, ValueError, OverflowError, MemoryError) as error:
        given.refuse(Phrase("{key}: {value} can't be read ({problem}); put the file beside the lecture, as "
                            "numpy.save writes it", key=given.key, value=shown(name), problem=str(error)[:120]))
        return None
    if not is_finite:
        given.refuse(Phrase("{key}: {value} must hold finite numbers only; write it anew", key=given.key,
                            value=shown(name)))
        return None
    if wanted is not None and array.size != wanted:
        _refuse_count(given, array.size, state)
        return None
    return name


def _refuse_count(given: Given, count: int, state: InForce) -> None:
    assert state.network is not None, "counts are compared with a network"
    given.refuse(Phrase("{key}: the network {sizes} has {wanted} weights and biases, got {count} numbers; give all "
                        "of them", key=given.key, sizes="-".join(map(str, state.network.sizes)),
                        wanted=state.network.parameter_count, count=count))


# what happens to it


def _parameters(given: Given, state: InForce) -> Mapping[Target, float]:
    found = {}
    for name, one in given.table(None, '{ "w1[1,2]" = -2.0 }').items():
        target = existing(one.at(name, name), state) if not isinstance(one.value, dict) else None
        if target is not None and target.kind == "neuron":
            one.refuse(Phrase("{key}: {target} is a neuron, and only weights and biases can be set; write "
                              '"b1[1]" or "w1[2,1]"', key=given.key, target=str(target)))
        value = one.number()
        if target is not None and value is not None:
            found[target] = value
    return MappingProxyType(found)


def _training(given: Mapping[str, Given], state: InForce) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "steps" in given:
        found["steps"] = given["steps"].whole(0, MOST_STEPS)
    if "epochs" in given:
        found["epochs"] = given["epochs"].number(0.0, MOST_EPOCHS)
    if "until" in given:
        found["until"] = condition(given["until"], (state,))
    if "at_most" in given:
        found["at_most"] = given["at_most"].number(0.0, MOST_EPOCHS)
        if "until" not in given:
            given["at_most"].refuse(Phrase("{key} belongs to a condition; write until as well, or epochs instead",
                                           key=given["at_most"].key))
    return found


# Reads at which instant of a pass through the network a scene stands

def instant_of(given: Given, state: InForce) -> Instant | None:
    """An instant that the pass in view has."""
    inside = given.table(("phase", "layer", "neuron", "sample"), '{ phase = "z", layer = 1, neuron = 2 }')
    if not inside:
        return None
    if "phase" not in inside:
        given.refuse(Phrase("{key} has no phase; choose one of {known}", key=given.key, known=name_list(PHASES)))
        return None
    phase = inside["phase"].choice(tuple(PHASES))
    numbers = {name: inside[name].whole(0 if name == "layer" else 1) if name in inside else 0
               for name in ("layer", "neuron", "sample")}
    if phase is None or None in numbers.values():
        return None
    instant = Instant(phase, numbers["layer"] or 0, numbers["neuron"] or 0, numbers["sample"] or 0)
    if state.network is None or state.experiment is None:
        return instant
    return instant if _has(inside, instant, given, state) else None


def _has(inside: Mapping[str, Given], instant: Instant, given: Given, state: InForce) -> bool:
    """Whether the pass in view has the instant."""
    assert state.network is not None, "asked where the network is known"
    assert state.experiment is not None, "asked where the network is known"
    phase, route = PHASES[instant.phase], Route(state.network.sizes, learns=not state.is_followed)
    layers = [station.layer for station in route.stations if station.phase is phase]
    if not layers:
        if phase in (Phase.MEAN_GRADIENT, Phase.UPDATE):
            given.refuse(Phrase("{key}: there is no {phase} where a sample is only looked at and not learned; choose "
                                "another phase, or go back to the run by {example}", key=given.key,
                                phase=shown(instant.phase), example='sample = "none"'))
        else:
            given.refuse(Phrase("{key}: {phase} needs a hidden layer, and there is none; choose another phase",
                                key=given.key, phase=shown(instant.phase)))
        return False
    if "layer" in inside and instant.layer not in layers:
        inside["layer"].refuse(Phrase("{key}: {phase} exists in layer {layers}, not in {layer}; choose one of them",
                                      key=given.key, phase=shown(instant.phase), layer=instant.layer,
                                      layers=name_list(map(str, sorted(layers)))))
        return False
    if "layer" not in inside and len(layers) > 1:
        given.refuse(Phrase("{key}: {phase} exists in layers {layers}; say in which one: layer = 1", key=given.key,
                            phase=shown(instant.phase), layers=name_list(map(str, sorted(layers)))))
        return False
    layer = instant.layer if "layer" in inside else layers[0]
    count = route.neuron_count(route.index(phase, layer))
    if instant.neuron > count:
        inside["neuron"].refuse(Phrase("{key}: there are {count} neurons at {phase} of layer {layer}, got {neuron}; "
                                       "choose another one, or none for all", key=given.key, count=count,
                                       phase=shown(instant.phase), layer=layer, neuron=instant.neuron))
        return False
    samples = 1 if state.is_followed else state.experiment.batch_size
    if instant.sample > samples:
        inside["sample"].refuse(Phrase("{key}: the step has {count} samples, got {sample}; choose another one",
                                       key=given.key, count=samples, sample=instant.sample))
        return False
    return True


# Reads which sample goes through the network: one of the data, one's own, or a drawn digit

_KINDS = ("{ train = 3 }, { test = 18 }, { inputs = [0, 1], target = [1] }, "
          "{ strokes = [[[9, 4], [14, 24]]], label = 1 }")
_STROKES = "[[[9, 4], [14, 24]], …]"
_WIDTH = 28
_MOST_STROKES, _MOST_POINTS = 50, 2000
_TOGETHER = {"train": ("train",), "test": ("test",), "inputs": ("inputs", "target"), "strokes": ("strokes", "label")}


def sample_of(given: Given, data: DataSet | None) -> Sample | None:
    """The sample; what the data are may be unknown."""
    if isinstance(given.value, str):
        if given.value == "none":
            return Sample("none")
        given.refuse(Phrase('{key}: there is no sample {value}; write "none", or one of {kinds}', key=given.key,
                            value=shown(given.value), kinds=_KINDS))
        return None
    inside = given.table(tuple(key for keys in _TOGETHER.values() for key in keys), _KINDS)
    kinds = [kind for kind in _TOGETHER if kind in inside]
    if len(kinds) != 1 or set(inside) - set(_TOGETHER[kinds[0]]):
        if isinstance(given.value, dict):
            given.refuse(Phrase("{key} must be one of {kinds}, got {keys}; write one of them", key=given.key,
                                kinds=_KINDS, keys=name_list(inside) or "nothing that is known"))
        return None
    missing = [key for key in _TOGETHER[kinds[0]] if key not in inside]
    if missing:
        given.refuse(Phrase("{key} has no {missing}; write it as in {kinds}", key=given.key, missing=missing[0],
                            kinds=_KINDS))
        return None
    if kinds[0] in ("train", "test"):
        return _of_data(inside[kinds[0]], kinds[0], data)
    if kinds[0] == "inputs":
        return _own(inside["inputs"], inside["target"], data)
    return _drawn(inside["strokes"], inside["label"], data)


def _of_data(given: Given, part: str, data: DataSet | None) -> Sample | None:
    number = given.whole(1)
    if number is None:
        return None
    if data is not None:
        count = (data.train if part == "train" else data.test).count
        if number > count:
            given.refuse(Phrase("{key}: the data have {count} samples there, got {number}; choose one of 1 to "
                                "{count}", key=given.key, count=count, number=shown(number)))
            return None
    return Sample(part, number)


def _own(inputs: Given, target: Given, data: DataSet | None) -> Sample | None:
    counts = (None, None) if data is None else (data.input_count, data.output_count)
    first, second = inputs.numbers(counts[0], "[0, 1]"), target.numbers(counts[1], "[1]")
    return None if first is None or second is None else Sample("own", inputs=first, target=second)


def _drawn(given: Given, label: Given, data: DataSet | None) -> Sample | None:
    if data is not None and data.image_shape is None:
        given.refuse(Phrase("{key}: the data {data} are no pictures, so nothing can be drawn; give inputs and target",
                            key=given.key, data=data.name))
        return None
    meant = label.whole(0, None if data is None else len(data.class_labels) - 1)
    strokes = [_stroke(stroke) for stroke in given.items(_STROKES)[:_MOST_STROKES + 1]]
    if not strokes or len(strokes) > _MOST_STROKES:
        if isinstance(given.value, list):
            given.refuse(Phrase("{key} must have 1 to {most} strokes, got {count}; write them as in {example}",
                                key=given.key, most=_MOST_STROKES, count=len(given.value), example=_STROKES))
        return None
    if meant is None or None in strokes:
        return None
    return Sample("drawn", strokes=tuple(cast("list[tuple[tuple[float, float], ...]]", strokes)), label=meant)


def _stroke(given: Given) -> tuple[tuple[float, float], ...] | None:
    points = []
    items = given.items("[[9, 4], [14, 24]]")
    if isinstance(given.value, list) and not 1 <= len(items) <= _MOST_POINTS:
        given.refuse(Phrase("{key} must have 1 to {most} points, got {count}; write them as in {example}",
                            key=given.key, most=_MOST_POINTS, count=len(items), example="[[9, 4], [14, 24]]"))
        return None
    for item in items:
        point = item.pair("[14, 24]")
        if point is None:
            return None
        if not all(0.0 <= one <= _WIDTH for one in point):
            item.refuse(Phrase("{key}: the point {x}, {y} lies outside of the picture; keep both numbers in 0 to "
                               "{width}", key=item.key, x=f"{point[0]:g}", y=f"{point[1]:g}", width=_WIDTH))
            return None
        points.append(point)
    return tuple(points) if points else None
