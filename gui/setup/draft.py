"""What somebody has changed in the set-up and not started yet: one frozen value, free of widgets.

A draft may be something that can't run (a network too large for the memory, say): `outcome` then is the reason, and
the run that goes on meanwhile stays as it is. What has to follow from a change (as many outputs as the data needs, a
cost that suits them, a batch no larger than M) follows at once and is told in `adapted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from simulator.activations import ACTIVATIONS, activation_named
from simulator.costs import COSTS, accepts, cost_named
from simulator.datasets import DataSet
from simulator.experiment import OPENED_FILES, Experiment, Layer, SettingError, begins_new_run
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

SETTINGS = tuple(one.name for one in fields(Experiment))
_ADAPTED_SETTINGS = ("cost", "batch_size", "learning_rate")
_FIRST_HIDDEN_LAYER = Layer(4, "sigmoid")


class Adaptation(Enum):
    """A setting that followed another one by itself."""

    OUTPUT_SIZE = "output_size"
    OUTPUT_ACTIVATION = "output_activation"
    COST = "cost"
    BATCH_SIZE = "batch_size"
    LEARNING_RATE = "learning_rate"


@dataclass(frozen=True)
class Draft:
    """Settings that somebody wants, beside those of the run.

    Attributes
    ----------
    running
        The settings in force.
    running_data, data
        The data set of the run, and the one that the draft would learn from.
    settings
        Every setting of `Experiment` by name, as wanted.
    adapted
        Which of them followed from another one.
    """

    running: Experiment
    running_data: DataSet
    data: DataSet
    settings: Mapping[str, Any]
    adapted: frozenset[Adaptation] = frozenset()

    @classmethod
    def of(cls, running: Experiment, data: DataSet) -> Draft:
        """A draft in which nothing is changed."""
        return cls(running, data, data, MappingProxyType(_settings(running)))

    @cached_property
    def outcome(self) -> Experiment | SettingError:
        """The experiment that would start, or why it can't."""
        try:
            return Experiment(**self.settings).fits(self.data)
        except SettingError as error:
            return error

    @property
    def error(self) -> SettingError | None:
        """Why the draft can't run."""
        return self.outcome if isinstance(self.outcome, SettingError) else None

    @property
    def is_pending(self) -> bool:
        """Whether anything differs from the run."""
        return any(self.is_changed(setting) for setting in SETTINGS)

    def is_changed(self, setting: str) -> bool:
        """Whether a setting differs from the run."""
        return bool(self.settings[setting] != getattr(self.running, setting))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers behind the input, as wanted."""
        layers: tuple[Layer, ...] = self.settings["layers"]
        return layers

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons of every layer, the input included."""
        return (self.data.input_count, *(layer.neurons for layer in self.layers))

    def change(self, **settings: Any) -> Draft:
        """The draft with some settings changed, and those that have to follow."""
        changed = {**self.settings, **settings, **self._numbers_for(settings)}
        adapted = self.adapted - {Adaptation(name) for name in settings if name in _ADAPTED_SETTINGS}
        draft = replace(self, settings=MappingProxyType(changed), adapted=adapted)
        if "optimizer" in settings and "learning_rate" not in settings:
            draft = draft._with_usual_rate()
        return draft._paired("cost") if "cost" in settings else draft

    def change_data(self, data: DataSet, path: str = "") -> Draft:
        """The draft with another data set; outputs, cost and batch size follow where they must.

        Parameters
        ----------
        path
            One of the files of an opened data set.
        """
        draft = self._without_adaptations()
        changed = {**draft.settings, "data_set": data.name, "data_path": path if data.name == OPENED_FILES else ""}
        draft = replace(draft, data=data, settings=MappingProxyType(changed))
        if draft.layers[-1].neurons != data.output_count:
            draft = draft._resized_output(data.output_count)
        if draft.settings["batch_size"] > data.train.count:
            draft = draft._adapt(Adaptation.BATCH_SIZE, batch_size=data.train.count)
        return draft._paired("")

    def change_layer(self, place: int, **changes: Any) -> Draft:
        """The draft with another size or activation of a layer, counted from 1."""
        layers = list(self.layers)
        layers[place - 1] = replace(layers[place - 1], **changes)
        draft = self.change(layers=tuple(layers))
        if place == len(layers) and "activation" in changes:
            draft = replace(draft, adapted=draft.adapted - {Adaptation.OUTPUT_ACTIVATION})
            return draft._paired("activation")
        return draft

    def add_layer(self) -> Draft:
        """The draft with one more hidden layer, like the last one, before the output."""
        *hidden, output = self.layers
        return self.change(layers=(*hidden, hidden[-1] if hidden else _FIRST_HIDDEN_LAYER, output))

    def remove_layer(self, place: int) -> Draft:
        """The draft without a hidden layer, counted from 1."""
        return self.change(layers=(*self.layers[:place - 1], *self.layers[place:]))

    def load(self, experiment: Experiment, data: DataSet) -> Draft:
        """The draft with every setting of another experiment."""
        return replace(self, data=data, settings=MappingProxyType(_settings(experiment)), adapted=frozenset())

    def discard(self) -> Draft:
        """The settings of the run again."""
        return Draft.of(self.running, self.running_data)

    def follow(self, running: Experiment, data: DataSet) -> Draft:
        """The draft beside a run that has changed: wishes stay while the run is built the same way."""
        if not self.is_pending or begins_new_run(self.running, replace(running, seed=self.running.seed)):
            return Draft.of(running, data)
        wanted = {name: self.settings[name] if self.is_changed(name) else getattr(running, name) for name in SETTINGS}
        return replace(self, running=running, settings=MappingProxyType(wanted))

    def objection(self, setting: str, place: int | None = None) -> SettingError | None:
        """Why the draft can't run, if it is because of this setting."""
        error = self.error
        return error if error is not None and (error.setting, error.place) == (setting, place) else None

    def _numbers_for(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The numbers that belong to a newly chosen optimizer, initializer or regularisation."""
        numbers: dict[str, Any] = {}
        if "optimizer" in settings and "optimizer_numbers" not in settings:
            name = settings["optimizer"]
            defaults = tuple(one.default for one in optimizer_named(name).hyperparameters)
            same = name == self.running.optimizer
            numbers["optimizer_numbers"] = self.running.optimizer_numbers if same else defaults
        if "initializer" in settings and "initial_number" not in settings:
            name, own = settings["initializer"], initializer_named(settings["initializer"]).number
            same = name == self.running.initializer
            numbers["initial_number"] = self.running.initial_number if same else own and own.default
        if "regularisation" in settings and "regularisation_strength" not in settings:
            name, strength = settings["regularisation"], regularisation_named(settings["regularisation"]).strength
            same = name == self.running.regularisation
            default = strength.default if strength else 0.0
            numbers["regularisation_strength"] = self.running.regularisation_strength if same else default
        return numbers

    def _without_adaptations(self) -> Draft:
        """What followed by itself as it was before: going to other data and back is no change."""
        settings = dict(self.settings)
        output, before = self.layers[-1], self.running.layers[-1]
        if Adaptation.OUTPUT_SIZE in self.adapted:
            output = replace(output, neurons=before.neurons)
        if Adaptation.OUTPUT_ACTIVATION in self.adapted:
            output = replace(output, activation=before.activation)
        settings["layers"] = (*self.layers[:-1], output)
        for adaptation, setting in ((Adaptation.COST, "cost"), (Adaptation.BATCH_SIZE, "batch_size")):
            if adaptation in self.adapted:
                settings[setting] = getattr(self.running, setting)
        return replace(self, settings=MappingProxyType(settings),
                       adapted=self.adapted & {Adaptation.LEARNING_RATE})

    def _with_usual_rate(self) -> Draft:
        """The learning rate of the run for its own optimizer, and the usual one for another optimizer."""
        name = self.settings["optimizer"]
        if name != self.running.optimizer:
            return self._adapt(Adaptation.LEARNING_RATE, learning_rate=optimizer_named(name).usual_rate)
        if Adaptation.LEARNING_RATE not in self.adapted:
            return self
        back = MappingProxyType({**self.settings, "learning_rate": self.running.learning_rate})
        return replace(self, settings=back, adapted=self.adapted - {Adaptation.LEARNING_RATE})

    def _adapt(self, adaptation: Adaptation, **settings: Any) -> Draft:
        changed = MappingProxyType({**self.settings, **settings})
        return replace(self, settings=changed, adapted=self.adapted | {adaptation})

    def _resized_output(self, count: int) -> Draft:
        output = replace(self.layers[-1], neurons=count)
        return self._adapt(Adaptation.OUTPUT_SIZE, layers=(*self.layers[:-1], output))

    def _paired(self, kept: str) -> Draft:
        """Cost and output activation made to suit each other; the one that is `kept` was chosen just now."""
        cost, output = self.settings["cost"], self.layers[-1]
        pairs = [(new_cost, new_activation) for new_cost, new_activation in _pairs(cost, output.activation)
                 if kept != "cost" or new_cost == cost if kept != "activation" or new_activation == output.activation]
        new_cost, new_activation = next((pair for pair in pairs if _suit(*pair, output.neurons)), pairs[0])
        draft = self
        if new_cost != cost:
            draft = draft._adapt(Adaptation.COST, cost=new_cost)
        if new_activation != output.activation:
            layers = (*self.layers[:-1], replace(output, activation=new_activation))
            draft = draft._adapt(Adaptation.OUTPUT_ACTIVATION, layers=layers)
        return draft


def _settings(experiment: Experiment) -> dict[str, Any]:
    return {name: getattr(experiment, name) for name in SETTINGS}


def _pairs(cost: str, activation: str) -> Iterator[tuple[str, str]]:
    """Cost and output activation, from what is there to what differs most."""
    yield cost, activation
    matched = cost_named(cost).matched_activation
    if matched is not None:
        yield cost, matched
    yield from ((one.name, activation) for one in COSTS if one.matched_activation == activation)
    yield from ((one.name, activation) for one in COSTS)
    yield from ((cost, one.name) for one in ACTIVATIONS)
    yield from ((one.name, one.matched_activation) for one in COSTS if one.matched_activation is not None)


def _suit(cost: str, activation: str, output_count: int) -> bool:
    try:
        accepts(cost_named(cost), activation_named(activation), output_count)
    except ValueError:
        return False
    return True
