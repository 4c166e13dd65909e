"""What has changed between two set-ups, in a few words: "learning rate 0.3 → 0.1"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.choice import Selection
from gui.language import translate_name
from gui.network.hand import parameter_symbol
from gui.number_text import count, field_text, percent
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.data_settings import OPENED_FILES, OPENED_TABLE
from simulator.datasets import data_set_named
from simulator.experiment import DATA_SETTINGS, Experiment
from simulator.hyperparameters import HyperParameter
from simulator.initializers import initializer_named
from simulator.network import Network
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

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
