"""Edits in words, short enough for a menu: "learning rate 0.3 → 0.1", "stroke"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.foundation.language import translate_name
from gui.foundation.number_text import count, field_text, number, percent
from gui.run.choice import Selection
from gui.run.edits import DrawingEdit, Edit, EditKind
from gui.run.hand import parameter_symbol
from simulator.activations import activation_named
from simulator.comparison import Compared
from simulator.costs import cost_named
from simulator.datasets import data_set_named
from simulator.experiment import DATA_SETTINGS, OPENED_FILES, OPENED_TABLE, Experiment
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.network import Network
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

# What has changed between two set-ups, in a few words: "learning rate 0.3 → 0.1".

translate = QCoreApplication.translate

_FOLLOWERS = {
    "data_set": DATA_SETTINGS,
    "data_path": DATA_SETTINGS,
    "optimizer": ("optimizer_numbers", "learning_rate"),
    "initializer": ("initial_number", "initial_theta", "frozen"),
    "regularisation": ("regularisation_strength",),
    "layers": ("initial_theta", "frozen"),
    "features": ("initial_theta", "frozen"),
}
"""What changes along with a setting, and goes without saying."""


def setting_changes(before: Experiment, after: Experiment) -> tuple[str, ...]:
    """Names of the settings that differ, without those that only follow others."""
    changed = [one.name for one in fields(Experiment) if getattr(before, one.name) != getattr(after, one.name)]
    following = {follower for name in changed for follower in _FOLLOWERS.get(name, ()) if follower != name}
    if {"data_set", "data_path"} <= set(changed):
        following -= {"data_set"}
    return tuple(name for name in changed if name not in following)


def changes_text(before: Experiment, after: Experiment, network: Network) -> str:
    """What differs: the one change with its values, or how many there are.

    Parameters
    ----------
    network
        Tells the weights that are frozen or set free.
    """
    changed = setting_changes(before, after)
    if len(changed) != 1:
        return translate("Edits", "{count} settings").format(count=count(len(changed)))
    return _change_text(changed[0], before, after, network)


def data_text(experiment: Experiment) -> str:
    """What the network learns from."""
    if experiment.data_set in (OPENED_FILES, OPENED_TABLE):
        return Path(experiment.data_path).name
    return translate_name(data_set_named(experiment.data_set).label)


def sizes_text(sizes: tuple[int, ...]) -> str:
    """Neurons of each layer: 2-4-1."""
    return "-".join(str(size) for size in sizes)


def _change_text(name: str, before: Experiment, after: Experiment, network: Network) -> str:
    if name == "frozen":
        return _freezing(before, after, network)
    if name == "layers":
        return _layers(before, after, network)
    if name == "optimizer_numbers":
        wanted = optimizer_named(after.optimizer).hyperparameters
        numbers = zip(wanted, before.optimizer_numbers, after.optimizer_numbers, strict=True)
        return ", ".join(_number_change(one, old, new) for one, old, new in numbers if old != new)
    if name == "initial_number":
        number = initializer_named(after.initializer).number
        assert number is not None, "only these have one"
        return _number_change(number, before.initial_number or 0.0, after.initial_number or 0.0)
    template, value_text = _templates()[name]
    return template.format(before=value_text(before), after=value_text(after))


def _templates() -> dict[str, tuple[str, Callable[[Experiment], str]]]:
    return {
        "data_set": (translate("Edits", "data {before} → {after}"), data_text),
        "data_path": (translate("Edits", "data {before} → {after}"), data_text),
        "cost": (translate("Edits", "cost {before} → {after}"),
                 lambda one: translate_name(cost_named(one.cost).label)),
        "initializer": (translate("Edits", "initial weights {before} → {after}"),
                        lambda one: translate_name(initializer_named(one.initializer).label)),
        "initial_theta": (translate("Edits", "given initial weights"), lambda one: ""),
        "seed": (translate("Edits", "seed {before} → {after}"), lambda one: count(one.seed)),
        "optimizer": (translate("Edits", "optimizer {before} → {after}"),
                      lambda one: translate_name(optimizer_named(one.optimizer).label)),
        "learning_rate": (translate("Edits", "learning rate {before} → {after}"),
                          lambda one: field_text(one.learning_rate)),
        "batch_size": (translate("Edits", "batch size {before} → {after}"), lambda one: count(one.batch_size)),
        "shuffled": (translate("Edits", "order of the samples"), lambda one: ""),
        "regularisation": (translate("Edits", "regularisation {before} → {after}"),
                           lambda one: translate_name(regularisation_named(one.regularisation).label)),
        "regularisation_strength": (translate("Edits", "strength of the regularisation {before} → {after}"),
                                    lambda one: field_text(one.regularisation_strength)),
        "sample_count": (translate("Edits", "samples {before} → {after}"), lambda one: count(one.sample_count or 0)),
        "noise": (translate("Edits", "noise {before} → {after}"), lambda one: field_text(one.noise or 0.0)),
        "test_share": (translate("Edits", "share for testing {before} → {after}"),
                       lambda one: percent(one.test_share or 0.0, 0)),
        "data_seed": (translate("Edits", "seed of the data {before} → {after}"),
                      lambda one: count(one.data_seed or 0)),
        "features": (translate("Edits", "inputs of the network"), lambda one: ""),
        "scaling": (translate("Edits", "scaling of the columns"), lambda one: ""),
        "train_points": (translate("Edits", "training points"), lambda one: ""),
    }


def _number_change(parameter: HyperParameter, before: float, after: float) -> str:
    return translate("Edits", "{number} {before} → {after}").format(
        number=translate_name(parameter.label), before=field_text(before), after=field_text(after))


def _layers(before: Experiment, after: Experiment, network: Network) -> str:
    sizes = [tuple(layer.neurons for layer in one.layers) for one in (before, after)]
    if sizes[0] != sizes[1]:
        return translate("Edits", "layers {before} → {after}").format(
            before=sizes_text((network.sizes[0], *sizes[0])), after=sizes_text((network.sizes[0], *sizes[1])))
    old, new = next((old, new) for old, new in zip(before.layers, after.layers, strict=True) if old != new)
    return translate("Edits", "activation {before} → {after}").format(
        before=translate_name(activation_named(old.activation).label),
        after=translate_name(activation_named(new.activation).label))


def _freezing(before: Experiment, after: Experiment, network: Network) -> str:
    old, new = set(before.frozen), set(after.frozen)
    if new > old:
        return translate("Edits", "freezing of {weights}").format(weights=_weights(new - old, network))
    if new < old:
        return translate("Edits", "release of {weights}").format(weights=_weights(old - new, network))
    return translate("Edits", "frozen weights")


def _weights(places: set[int], network: Network) -> str:
    if len(places) > 1:
        return translate("Edits", "{count} weights").format(count=count(len(places)))
    place = network.locate(next(iter(places)))
    return parameter_symbol(Selection(place.layer, place.neuron, place.source))


_LONGEST_NUMBER = 6
_LONGEST_TEXT = 28


def edit_text(edit: Edit) -> str:
    """What an edit is called in the language of the window."""
    words: Callable[[Edit], str] | None = {
        EditKind.SETTINGS: _settings, EditKind.PARAMETER: _parameter, EditKind.NEW_RUN: _new_run,
        EditKind.POINTS: _points, EditKind.LEARNING: _learning, EditKind.COMPARISON: _comparison,
        EditKind.SLOWER: _slower, DrawingEdit.LABEL: _label,
    }.get(edit.kind)
    return words(edit) if words is not None else _plain_names()[edit.kind]


def value_text(value: float) -> str:
    """A number as a field has it, unless it has more digits than anybody reads."""
    text = field_text(value)
    return text if len(text) <= _LONGEST_NUMBER else number(value)


def shortened(text: str) -> str:
    """What somebody has typed, as much of it as a menu has room for."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_TEXT else f"{flat[:_LONGEST_TEXT - 1].rstrip()}…"


def _plain_names() -> dict[Enum, str]:
    return {
        EditKind.THETA: translate("Edits", "imported weights"),
        EditKind.END_OF_COMPARISON: translate("Edits", "end of the comparison"),
        EditKind.NEW_START: translate("Edits", "new start"),
        EditKind.NEW_WEIGHTS: translate("Edits", "new weights"),
        DrawingEdit.STROKE: translate("Edits", "stroke"),
        DrawingEdit.ERASER_STROKE: translate("Edits", "stroke of the eraser"),
        DrawingEdit.CLEARING: translate("Edits", "clearing"),
        DrawingEdit.ANOTHER_DIGIT: translate("Edits", "another digit"),
    }


def _settings(edit: Edit) -> str:
    values = edit.values
    return changes_text(values["before"], values["after"], values["network"])


def _parameter(edit: Edit) -> str:
    values = edit.values
    symbol = parameter_symbol(Selection(values["layer"], values["neuron"], values["source"]))
    template = translate("Edits", "bias {symbol} = {value}") if values["source"] is None else \
        translate("Edits", "weight {symbol} = {value}")
    return template.format(symbol=symbol, value=value_text(values["value"]))


def _new_run(edit: Edit) -> str:
    before, after, network = edit.values["before"], edit.values["after"], edit.values["network"]
    changed = setting_changes(before, after)
    if changed and not {"data_set", "data_path"} & set(changed):
        return changes_text(before, after, network)
    return translate("Edits", "a new run: {data} {sizes}").format(
        data=data_text(after), sizes=sizes_text(network.sizes))


def _points(edit: Edit) -> str:
    more = edit.values["after"] - edit.values["before"]
    if more == 0:
        return translate("Edits", "moved point")
    if abs(more) == 1:
        return translate("Edits", "added point") if more > 0 else translate("Edits", "deleted point")
    return (translate("Edits", "{count} added points") if more > 0 else
            translate("Edits", "{count} deleted points")).format(count=count(abs(more)))


def _learning(edit: Edit) -> str:
    return translate("Edits", "learning of your digit") if edit.values["is_digit"] else \
        translate("Edits", "learning of your sample")


def _comparison(edit: Edit) -> str:
    return {
        Compared.LEARNING_RATE: translate("Edits", "comparison of two learning rates"),
        Compared.ACTIVATION: translate("Edits", "comparison of two activations"),
        Compared.INITIAL_WEIGHTS: translate("Edits", "comparison of two sets of initial weights"),
        Compared.BATCH_SIZE: translate("Edits", "comparison of two batch sizes"),
        Compared.OPTIMIZER: translate("Edits", "comparison of two optimizers"),
    }[edit.values["compared"]]


def _slower(edit: Edit) -> str:
    return translate("Edits", "slower from step {step}").format(step=count(edit.values["step"] + 1))


def _label(edit: Edit) -> str:
    return translate("Edits", "label {before} → {after}").format(
        before=edit.values["before"], after=edit.values["after"])
