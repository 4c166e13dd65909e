"""What somebody has changed in the set-up and not started yet: one frozen value, free of widgets.

A draft may be something that can't run (a network too large for the memory, say): `outcome` then is the reason, and
the run that goes on meanwhile stays as it is. What has to follow from a change (as many outputs as the data needs, a
cost that suits them, a batch no larger than M) follows at once and is told in `adapted`. So is what can't stay:
points put by hand when the samples are made anew, known weights when the network gets another shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from simulator.activations import ACTIVATIONS, activation_named
from simulator.costs import COSTS, accepts, cost_named
from simulator.datasets import DataSet, data_set_named
from simulator.experiment import (
    DATA_SETTINGS,
    OPENED_FILES,
    OPENED_TABLE,
    Experiment,
    Layer,
    SettingError,
    begins_new_run,
    data_settings,
)
from simulator.initializers import initializer_named
from simulator.optimizers import optimizer_named
from simulator.regularisation import regularisation_named

# Which cost and output activation go together, and which of them data of a certain kind want.

class Answer(Enum):
    """What the outputs have to say: the usual cost and output activation for it."""

    VALUES = ("quadratic", "identity")
    YES_OR_NO = ("binary_cross_entropy", "sigmoid")
    ONE_OF_SEVERAL = ("categorical_cross_entropy", "softmax")


def answer_of(data: DataSet) -> Answer:
    """What data ask for. The outputs of a half adder are two answers of their own, no choice between classes."""
    if data.is_regression:
        return Answer.VALUES
    table = data.target_table
    is_choice = table.shape[0] > 1 and table.shape[0] == table.shape[1] and np.array_equal(table, np.eye(len(table)))
    return Answer.ONE_OF_SEVERAL if is_choice else Answer.YES_OR_NO


def wants_usual_answer(data: DataSet, before: DataSet) -> bool:
    """Whether going from one data set to another makes it better to begin with the usual cost and activation."""
    now, then = answer_of(data), answer_of(before)
    if now is Answer.ONE_OF_SEVERAL:
        return now is not then or data.output_count != before.output_count
    return now is not then and Answer.VALUES in (now, then)


def suiting(cost: str, activation: str, output_count: int, kept: str = "") -> tuple[str, str]:
    """Cost and output activation that suit each other, as near to the given ones as possible.

    Parameters
    ----------
    kept
        "cost" or "activation" where one was chosen just now: it stays, and if nothing suits it both stay.
    """
    pairs = [(new_cost, new_activation) for new_cost, new_activation in _pairs(cost, activation)
             if kept != "cost" or new_cost == cost if kept != "activation" or new_activation == activation]
    return next((pair for pair in pairs if _suit(*pair, output_count)), pairs[0])


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


# The numbers that come along with a newly chosen optimizer, initializer or regularisation.

def numbers_for(settings: Mapping[str, Any], running: Experiment) -> dict[str, Any]:
    """Those of the run for its own choices, the usual ones for others; none where they were chosen as well."""
    numbers: dict[str, Any] = {}
    if "optimizer" in settings and "optimizer_numbers" not in settings:
        name = settings["optimizer"]
        defaults = tuple(one.default for one in optimizer_named(name).hyperparameters)
        numbers["optimizer_numbers"] = running.optimizer_numbers if name == running.optimizer else defaults
    if "initializer" in settings and "initial_number" not in settings:
        name, own = settings["initializer"], initializer_named(settings["initializer"]).number
        numbers["initial_number"] = running.initial_number if name == running.initializer else own and own.default
    if "regularisation" in settings and "regularisation_strength" not in settings:
        name, strength = settings["regularisation"], regularisation_named(settings["regularisation"]).strength
        default = strength.default if strength else 0.0
        same = name == running.regularisation
        numbers["regularisation_strength"] = running.regularisation_strength if same else default
    return numbers


SETTINGS = tuple(one.name for one in fields(Experiment))
OPENED = (OPENED_FILES, OPENED_TABLE)
"""Names of data sets that a person has opened."""
_ADAPTED_SETTINGS = ("cost", "batch_size", "learning_rate", "train_points", "initial_theta")
_DRAWN_BY = frozenset({"sample_count", "noise", "test_share", "data_seed"})
"""What changes the samples that a recipe makes."""
_FIRST_HIDDEN_LAYER = Layer(4, "sigmoid")


class Adaptation(Enum):
    """A setting that followed another one by itself."""

    OUTPUT_SIZE = "output_size"
    OUTPUT_ACTIVATION = "output_activation"
    COST = "cost"
    BATCH_SIZE = "batch_size"
    LEARNING_RATE = "learning_rate"
    POINTS = "train_points"
    """Points put by hand are set aside."""
    WEIGHTS = "initial_theta"
    """Known first weights, and what was frozen, are set aside."""


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
    data_error
        Why there are no such samples as the settings ask for; `data` then are those of before.
    """

    running: Experiment
    running_data: DataSet
    data: DataSet
    settings: Mapping[str, Any]
    adapted: frozenset[Adaptation] = frozenset()
    data_error: SettingError | None = None

    @classmethod
    def of(cls, running: Experiment, data: DataSet) -> Draft:
        """A draft in which nothing is changed."""
        return cls(running, data, data, MappingProxyType(_settings(running)))

    @cached_property
    def outcome(self) -> Experiment | SettingError:
        """The experiment that would start, or why it can't."""
        if self.data_error is not None:
            return self.data_error
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
        changed = {**self.settings, **settings, **numbers_for(settings, self.running)}
        adapted = self.adapted - {Adaptation(name) for name in settings if name in _ADAPTED_SETTINGS}
        draft = replace(self, settings=MappingProxyType(changed), adapted=adapted)
        if "optimizer" in settings and "learning_rate" not in settings:
            draft = draft._with_usual_rate()
        if not settings.keys().isdisjoint(DATA_SETTINGS):
            draft = draft._with_points_where_they_belong(settings.keys())._with_samples()
        if "initializer" in settings and "initial_theta" not in settings:  # weights are to be drawn
            draft = draft._returned(Adaptation.WEIGHTS, initial_theta=(), frozen=())
        draft = draft._with_weights_where_they_fit(self)
        return draft._paired("cost") if "cost" in settings else draft

    def change_data(self, data: DataSet, path: str = "") -> Draft:
        """The draft with another data set; outputs, cost and batch size follow where they must.

        Parameters
        ----------
        path
            One of the files of an opened data set.
        """
        draft = self._without_adaptations()
        path = path if data.name in OPENED else ""
        if (data.name, path) == (self.running.data_set, self.running.data_path):
            data, chosen = self.running_data, {name: getattr(self.running, name) for name in DATA_SETTINGS}
        else:
            chosen = {name: _DEFAULTS[name] for name in DATA_SETTINGS} | {"data_set": data.name, "data_path": path}
            chosen |= data_settings(data.name, None, None, None, None)
        draft = replace(draft, data=data, settings=MappingProxyType({**draft.settings, **chosen}), data_error=None)
        if draft.layers[-1].neurons != data.output_count:
            draft = draft._resized_output(data.output_count)
        followed = not self.adapted.isdisjoint({Adaptation.COST, Adaptation.OUTPUT_ACTIVATION})
        if wants_usual_answer(data, self.running_data if followed or data is self.running_data else self.data):
            draft = draft._answering(*answer_of(data).value)
        return draft._with_fitting_batch()._paired("")._with_weights_where_they_fit(self)

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
        return Draft(self.running, self.running_data, data, MappingProxyType(_settings(experiment)))

    def discard(self) -> Draft:
        """The settings of the run again."""
        return Draft.of(self.running, self.running_data)

    def follow(self, running: Experiment, data: DataSet) -> Draft:
        """The draft beside a run that has changed: wishes stay while the run is built the same way."""
        before = self.running
        alike = replace(running, seed=before.seed, train_points=before.train_points,
                        initial_theta=before.initial_theta)
        if not self.is_pending or begins_new_run(before, alike):
            return Draft.of(running, data)
        wanted = {name: self.settings[name] if self.is_changed(name) else getattr(running, name) for name in SETTINGS}
        same_samples = not any(self.is_changed(name) for name in DATA_SETTINGS)
        followed = replace(self, running=running, running_data=data, data=data if same_samples else self.data,
                           settings=MappingProxyType(wanted))
        taken_over = [name for name in ("initial_theta", "frozen") if wanted[name] and not self.is_changed(name)]
        if taken_over and not followed._is_shaped_as_the_run:  # the run's own weights, which are none of this network
            return followed._adapt(Adaptation.WEIGHTS, **dict.fromkeys(taken_over, ()))
        return followed

    def objection(self, setting: str, place: int | None = None) -> SettingError | None:
        """Why the draft can't run, if it is because of this setting."""
        error = self.error
        return error if error is not None and (error.setting, error.place) == (setting, place) else None

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
                       adapted=self.adapted & {Adaptation.LEARNING_RATE, Adaptation.WEIGHTS})

    def _with_points_where_they_belong(self, changed: Iterable[str]) -> Draft:
        """Points put by hand stay while nothing makes the samples anew, and come back with the samples of the run."""
        if "train_points" in changed or _DRAWN_BY.isdisjoint(changed):
            return self
        back = not any(self.is_changed(name) for name in (*_DRAWN_BY, "data_set", "data_path"))
        if back and Adaptation.POINTS in self.adapted:
            return self._returned(Adaptation.POINTS, train_points=self.running.train_points)
        return self if self.settings["train_points"] is None else self._adapt(Adaptation.POINTS, train_points=None)

    def _with_samples(self) -> Draft:
        """The samples that the settings ask for, and a batch no larger than they are."""
        try:
            data = self._samples()
        except SettingError as error:
            return replace(self, data_error=error)
        return replace(self, data=data, data_error=None)._with_fitting_batch()

    def _samples(self) -> DataSet:
        if not any(self.is_changed(name) for name in DATA_SETTINGS):
            return self.running_data
        wanted = Experiment(**{name: self.settings[name] for name in DATA_SETTINGS})
        return wanted.data_from(self.data if self.data.name in OPENED else data_set_named(self.data.name))

    def _with_fitting_batch(self) -> Draft:
        """The batch that was wanted, or all samples where that would be too many."""
        adapted, most = Adaptation.BATCH_SIZE in self.adapted, self.data.train.count
        wanted = self.running.batch_size if adapted else self.settings["batch_size"]
        if wanted > most:
            return self._adapt(Adaptation.BATCH_SIZE, batch_size=most)
        return self._returned(Adaptation.BATCH_SIZE, batch_size=wanted) if adapted else self

    def _with_weights_where_they_fit(self, before: Draft) -> Draft:
        """Known and frozen weights stay while the network keeps its shape; with its shape those of the run return."""
        known = self.settings["initial_theta"] or self.settings["frozen"]
        if known and self._shape != before._shape:
            return self._adapt(Adaptation.WEIGHTS, initial_theta=(), frozen=())
        drawn_alike = not (self.is_changed("initializer") or self.is_changed("initial_number"))
        if Adaptation.WEIGHTS in self.adapted and drawn_alike and self._is_shaped_as_the_run:
            return self.with_weights_of_the_run()
        return self

    def with_weights_of_the_run(self) -> Draft:
        """The draft with the known weights of the run, and what is frozen there."""
        running = self.running
        return self._returned(Adaptation.WEIGHTS, initial_theta=running.initial_theta, frozen=running.frozen,
                              initializer=running.initializer, initial_number=running.initial_number)

    @property
    def can_have_weights_of_the_run(self) -> bool:
        """Whether the run began with known weights that fit this network."""
        return bool(self.running.initial_theta) and self._is_shaped_as_the_run

    @property
    def _shape(self) -> tuple[object, ...]:
        """What known weights fit to: the sizes, and what the inputs are."""
        return (self.sizes, self.settings["features"])

    @property
    def _is_shaped_as_the_run(self) -> bool:
        return self._shape == Draft.of(self.running, self.running_data)._shape

    def _with_usual_rate(self) -> Draft:
        """The learning rate of the run for its own optimizer, and the usual one for another optimizer."""
        name = self.settings["optimizer"]
        if name != self.running.optimizer:
            return self._adapt(Adaptation.LEARNING_RATE, learning_rate=optimizer_named(name).usual_rate)
        if Adaptation.LEARNING_RATE not in self.adapted:
            return self
        return self._returned(Adaptation.LEARNING_RATE, learning_rate=self.running.learning_rate)

    def _adapt(self, adaptation: Adaptation, **settings: Any) -> Draft:
        changed = MappingProxyType({**self.settings, **settings})
        return replace(self, settings=changed, adapted=self.adapted | {adaptation})

    def _returned(self, adaptation: Adaptation, **settings: Any) -> Draft:
        changed = MappingProxyType({**self.settings, **settings})
        return replace(self, settings=changed, adapted=self.adapted - {adaptation})

    def _resized_output(self, count: int) -> Draft:
        output = replace(self.layers[-1], neurons=count)
        return self._adapt(Adaptation.OUTPUT_SIZE, layers=(*self.layers[:-1], output))

    def _paired(self, kept: str) -> Draft:
        """Cost and output activation made to suit each other; the one that is `kept` was chosen just now."""
        output = self.layers[-1]
        return self._answering(*suiting(self.settings["cost"], output.activation, output.neurons, kept))

    def _answering(self, cost: str, activation: str) -> Draft:
        """The draft with this cost and output activation."""
        draft, output = self, self.layers[-1]
        if cost != self.settings["cost"]:
            draft = draft._adapt(Adaptation.COST, cost=cost)
        if activation != output.activation:
            layers = (*self.layers[:-1], replace(output, activation=activation))
            draft = draft._adapt(Adaptation.OUTPUT_ACTIVATION, layers=layers)
        return draft


_DEFAULTS = {one.name: one.default for one in fields(Experiment)}


def _settings(experiment: Experiment) -> dict[str, Any]:
    return {name: getattr(experiment, name) for name in SETTINGS}
