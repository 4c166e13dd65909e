"""What follows from a change in the set-up, and what of it can run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gui.setup.draft import SETTINGS, Adaptation, Draft
from gui.setup.setting_row import symbol_text
from simulator.activations import ACTIVATIONS, Activation
from simulator.costs import COSTS, Cost
from simulator.datasets import DATA_SETS, DataSet, Part, data_set_named
from simulator.experiment import Experiment, Layer, SettingError, preset, presets, with_change
from simulator.initializers import INITIALIZERS
from simulator.optimizers import OPTIMIZERS, Optimizer
from simulator.regularisation import REGULARISATIONS

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), learning_rate=0.3)
DIGITS = Experiment()


def draft_of(experiment: Experiment) -> Draft:
    return Draft.of(experiment, data_set_named(experiment.data_set))


def outcome(draft: Draft) -> Experiment:
    assert isinstance(draft.outcome, Experiment), draft.outcome
    return draft.outcome


def test_what_is_frozen_on_the_way_is_nothing_of_a_draft_with_another_shape() -> None:
    frozen = with_change(CIRCLES, frozen=(12, 16))
    draft = draft_of(CIRCLES).add_layer().follow(frozen, data_set_named("circles"))
    assert outcome(draft).frozen == ()
    assert Adaptation.WEIGHTS in draft.adapted, "and it is said why"
    smaller = draft_of(CIRCLES).change_layer(1, neurons=1).follow(with_change(CIRCLES, frozen=(20,)),
                                                                  data_set_named("circles"))
    assert outcome(smaller).frozen == ()
    assert outcome(draft_of(CIRCLES).change(seed=5).follow(frozen, data_set_named("circles"))).frozen == (12, 16)


def test_a_fresh_draft_is_the_run_itself() -> None:
    draft = draft_of(CIRCLES)
    assert not draft.is_pending
    assert outcome(draft) == CIRCLES
    assert not any(draft.is_changed(setting) for setting in SETTINGS)


def test_a_change_is_marked_and_taking_it_back_unmarks_it() -> None:
    changed = draft_of(CIRCLES).change(seed=5)
    assert [setting for setting in SETTINGS if changed.is_changed(setting)] == ["seed"]
    assert outcome(changed) == with_change(CIRCLES, seed=5)
    assert not changed.change(seed=CIRCLES.seed).is_pending


@pytest.mark.parametrize("data", DATA_SETS, ids=lambda data: data.name)
@pytest.mark.parametrize("experiment", [CIRCLES, DIGITS, preset("mnist_98")], ids=["circles", "digits", "softmax"])
def test_every_data_set_can_be_chosen_in_every_experiment(experiment: Experiment, data: DataSet) -> None:
    draft = draft_of(experiment).change_data(data)
    result = outcome(draft)
    assert result.layers[-1].neurons == draft.data.output_count
    assert result.layers[:-1] == experiment.layers[:-1]
    assert result.batch_size == min(experiment.batch_size, draft.data.train.count)


def test_a_smaller_data_set_says_what_followed_from_it() -> None:
    draft = draft_of(preset("mnist_98")).change_data(data_set_named("xor_gate"))
    assert draft.adapted == {Adaptation.OUTPUT_SIZE, Adaptation.OUTPUT_ACTIVATION, Adaptation.COST,
                             Adaptation.BATCH_SIZE}
    assert outcome(draft).batch_size == 4
    assert (outcome(draft).cost, outcome(draft).layers[-1]) == ("binary_cross_entropy", Layer(1, "sigmoid"))


@pytest.mark.parametrize("data", DATA_SETS, ids=lambda data: data.name)
def test_going_to_another_data_set_and_back_changes_nothing(data: DataSet) -> None:
    draft = draft_of(preset("mnist_98"))
    there = draft.change_data(data)
    assert not there.change_data(data_set_named("mnist")).is_pending


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_the_output_follows_the_cost_that_was_chosen(cost: Cost) -> None:
    draft = draft_of(DIGITS).change(cost=cost.name)
    assert outcome(draft).cost == cost.name
    followed = outcome(draft).layers != DIGITS.layers
    assert (Adaptation.OUTPUT_ACTIVATION in draft.adapted) == followed


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda activation: activation.name)
def test_the_cost_follows_the_output_activation_that_was_chosen(activation: Activation) -> None:
    name = activation.name
    draft = draft_of(DIGITS).change_layer(2, activation=name)
    assert outcome(draft).layers[-1] == Layer(10, name)
    assert (Adaptation.COST in draft.adapted) == (outcome(draft).cost != DIGITS.cost)
    back = draft.change_layer(2, activation="sigmoid").change(cost=DIGITS.cost)
    assert not back.is_pending


def test_a_cost_that_no_output_suits_is_refused_where_it_was_chosen() -> None:
    draft = draft_of(CIRCLES).change(cost="categorical_cross_entropy")
    assert draft.objection("cost") is not None
    assert draft.objection("layers", 3) is None
    assert draft.is_pending


@pytest.mark.parametrize(("field", "entries", "number"), [
    ("optimizer", OPTIMIZERS, "optimizer_numbers"), ("initializer", INITIALIZERS, "initial_number"),
    ("regularisation", REGULARISATIONS, "regularisation_strength")])
def test_another_rule_comes_with_its_own_numbers(field: str, entries: tuple[Any, ...], number: str) -> None:
    for entry in entries:
        name = entry.name
        draft = draft_of(CIRCLES).change(**{field: name})
        assert replace(outcome(draft), learning_rate=CIRCLES.learning_rate) == with_change(CIRCLES, **{field: name})
        assert draft.settings[number] == getattr(outcome(draft), number)


def test_the_rule_of_the_run_comes_back_with_the_numbers_of_the_run() -> None:
    running = with_change(CIRCLES, optimizer="momentum", optimizer_numbers=(0.5,))
    draft = draft_of(running).change(optimizer="adam").change(optimizer="momentum")
    assert not draft.is_pending


@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.name)
def test_another_optimizer_comes_with_a_learning_rate_that_suits_it(optimizer: Optimizer) -> None:
    draft = draft_of(CIRCLES).change(optimizer=optimizer.name)
    other = optimizer.name != CIRCLES.optimizer
    assert draft.settings["learning_rate"] == (optimizer.usual_rate if other else CIRCLES.learning_rate)
    assert (Adaptation.LEARNING_RATE in draft.adapted) == other
    chosen = draft.change(learning_rate=0.5)
    assert Adaptation.LEARNING_RATE not in chosen.adapted
    assert chosen.change(optimizer=CIRCLES.optimizer).settings["learning_rate"] == 0.5


def test_layers_are_added_before_the_output_and_taken_away_anywhere() -> None:
    draft = draft_of(CIRCLES).add_layer()
    assert draft.sizes == (2, 4, 2, 2, 1)
    assert draft.remove_layer(1).sizes == (2, 2, 2, 1)
    alone = draft.remove_layer(1).remove_layer(1).remove_layer(1)
    assert alone.sizes == (2, 1)
    assert outcome(alone).layers == (Layer(1),)
    assert outcome(alone.add_layer()).layers == (Layer(4), Layer(1))


@pytest.mark.parametrize(("size", "reason"), [(0, "at least 1"), (-3, "at least 1"), (90_000_000, "GB are free")])
def test_a_size_that_can_not_be_is_refused_at_its_layer(size: int, reason: str) -> None:
    draft = draft_of(CIRCLES).change_layer(2, neurons=size)
    error = draft.objection("layers", 2)
    assert error is not None
    assert reason in str(error)
    assert draft.objection("layers", 1) is None


@pytest.mark.parametrize(("setting", "value"), [
    ("learning_rate", 0.0), ("learning_rate", -1.0), ("learning_rate", float("nan")), ("batch_size", 0),
    ("batch_size", 201), ("seed", -1), ("regularisation_strength", -1.0), ("optimizer_numbers", (1.5,))])
def test_a_number_that_can_not_be_is_refused_at_its_setting(setting: str, value: object) -> None:
    running = with_change(CIRCLES, optimizer="momentum", regularisation="l2")
    draft = draft_of(running).change(**{setting: value})
    assert draft.objection(setting) is not None
    assert isinstance(draft.outcome, SettingError)
    assert draft.running == running


@pytest.mark.parametrize("name", presets())
def test_a_preset_can_be_loaded_into_any_draft(name: str) -> None:
    experiment = preset(name)
    draft = draft_of(CIRCLES).load(experiment, data_set_named(experiment.data_set))
    assert outcome(draft) == experiment
    assert not draft.discard().is_pending
    assert outcome(draft.discard()) == CIRCLES


def test_a_draft_stays_when_the_run_changes_a_number_on_its_way() -> None:
    draft = draft_of(CIRCLES).change(seed=9)
    followed = draft.follow(with_change(CIRCLES, learning_rate=0.01), draft.running_data)
    assert outcome(followed) == with_change(CIRCLES, seed=9, learning_rate=0.01)
    assert [setting for setting in SETTINGS if followed.is_changed(setting)] == ["seed"]


def test_a_draft_stays_when_the_run_begins_again_from_other_weights() -> None:
    draft = draft_of(CIRCLES).add_layer()
    followed = draft.follow(with_change(CIRCLES, seed=2), draft.running_data)
    assert followed.sizes == (2, 4, 2, 2, 1)
    assert followed.settings["seed"] == 2


def test_a_draft_ends_when_it_is_started_and_when_another_run_takes_its_place() -> None:
    draft = draft_of(CIRCLES).add_layer()
    started = outcome(draft)
    assert not draft.follow(started, draft.data).is_pending
    other = replace(CIRCLES, data_set="two_gaussians")
    assert outcome(draft.follow(other, data_set_named("two_gaussians"))) == other


def test_opened_files_are_remembered_by_their_path() -> None:
    part = Part.of(np.zeros((6, 6), dtype=np.uint8), np.array([0, 1, 2, 0, 1, 2]))
    opened = DataSet("idx", "train-images", (3, 2), ("0", "1", "2"), np.eye(3), part, part)
    images = Path("train-images-idx3-ubyte")
    draft = draft_of(CIRCLES).change_data(opened, str(images))
    assert draft.sizes == (6, 4, 2, 3)
    assert (outcome(draft).data_set, outcome(draft).data_path) == ("idx", str(images))
    assert outcome(draft).batch_size == 6
    assert outcome(draft.change_data(data_set_named("circles"))).data_path == ""


@pytest.mark.parametrize(("latex", "text"), [
    (r"\eta", "η"), (r"\beta_1", "β₁"), (r"\varepsilon", "ε"), (r"\sigma", "σ"), ("c", "c"), (r"\rho_{12}", "ρ₁₂")])
def test_symbols_of_formulas_become_text_for_labels(latex: str, text: str) -> None:
    assert symbol_text(latex) == text


@pytest.mark.parametrize("entry", [*OPTIMIZERS, *INITIALIZERS, *REGULARISATIONS], ids=lambda entry: entry.name)
def test_every_number_of_the_simulator_has_a_symbol_that_can_be_written(entry: object) -> None:
    numbers = [*getattr(entry, "hyperparameters", ()), getattr(entry, "number", None),
               getattr(entry, "strength", None)]
    for number in numbers:
        if number is not None:
            assert symbol_text(number.symbol)
            assert "\\" not in symbol_text(number.symbol)
