"""Remedies: each changes one thing and nothing else."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from simulator.descent.remedies import REMEDIES, Remedy, remedied, remedy_for
from simulator.descent.setup import OWN, DescentSetup
from simulator.errors import Explained, SettingError
from simulator.optimizers import OPTIMIZERS
from simulator.surfaces.catalogue import SURFACES, other_structures
from simulator.surfaces.models import MODELS
from simulator.surfaces.surface import Window

each_model = pytest.mark.parametrize("name", [model.name for model in MODELS])


def facts(setup: DescentSetup) -> dict[str, Any]:
    """Everything that tells one descent of a single racer from another."""
    racer = setup.runners[0].racer
    return {"surface": setup.surface, "optimizer": racer.optimizer, "learning_rate": racer.learning_rate,
            "numbers": racer.numbers, "start": racer.start, "batch_size": racer.batch_size, "seed": racer.seed}


def changed(setup: DescentSetup, remedy: Remedy) -> dict[str, Any]:
    """What a remedy changes, with the new values."""
    before, after = facts(setup), facts(remedied(setup, remedy))
    return {name: after[name] for name in before if after[name] != before[name]}


def with_optimizer(setup: DescentSetup, name: str) -> DescentSetup:
    return setup.alone([one.name for one in OPTIMIZERS].index(name))


@each_model
def test_another_start_lies_opposite_in_the_window(name: str) -> None:
    setup = DescentSetup(name)
    (a, b), window = setup.starts[0], setup.shown_window
    change = changed(setup, remedy_for("start", setup))
    assert list(change) == ["start"]
    middle = [(low + high) / 2 for low, high in zip(window.low, window.high, strict=True)]
    assert [(one + other) / 2 for one, other in zip((a, b), change["start"], strict=True)] == pytest.approx(middle)
    assert window.contains(*change["start"])


def test_a_start_in_the_middle_has_another_one_all_the_same() -> None:
    setup = DescentSetup("bowl").with_start(0, 0.0, 0.0)
    assert changed(setup, remedy_for("start", setup)) == {"start": (-1.5, -1.5)}


def test_any_start_can_be_taken() -> None:
    assert changed(DescentSetup("bowl"), Remedy("start", (0.5, -0.25))) == {"start": (0.5, -0.25)}


@pytest.mark.parametrize("entry", SURFACES, ids=lambda entry: entry.name)
def test_another_learning_rate_is_three_times_as_large(entry: Any) -> None:
    setup = DescentSetup(entry.name)
    change = changed(setup, remedy_for("learning_rate", setup))
    assert change == {"learning_rate": pytest.approx(3 * entry.usual_rate, rel=0.05)}


@pytest.mark.parametrize(("now", "then"), [
    ("gradient_descent", "momentum"), ("momentum", "nesterov"), ("nesterov", "momentum"), ("adam", "momentum")])
def test_momentum_is_tried_and_nesterov_where_there_is_momentum_already(now: str, then: str) -> None:
    setup = with_optimizer(DescentSetup("ravine"), now)
    change = changed(setup, remedy_for("optimizer", setup))
    assert change["optimizer"] == then
    assert [one.optimizer for one in remedied(setup, remedy_for("optimizer", setup)).entrants if one.runs] == [then]


@pytest.mark.parametrize("other", ["momentum", "nesterov"])
def test_momentum_gets_the_learning_rate_of_gradient_descent_so_that_nothing_else_differs(other: str) -> None:
    setup = DescentSetup("ravine")
    assert set(changed(setup, Remedy("optimizer", other))) == {"optimizer", "numbers"}


@pytest.mark.parametrize("other", ["adagrad", "rmsprop", "adam"])
def test_optimizers_that_scale_their_steps_have_a_learning_rate_of_their_own(other: str) -> None:
    setup = DescentSetup("ravine")
    change = changed(setup, Remedy("optimizer", other))
    assert set(change) == {"optimizer", "numbers", "learning_rate"}
    assert change["learning_rate"] == next(
        one.learning_rate for one in setup.entrants if one.optimizer == other)


@each_model
def test_another_structure_learns_from_the_same_data_with_a_rate_that_fits_it(name: str) -> None:
    setup = DescentSetup(name)
    remedy = remedy_for("structure", setup)
    assert setup.entry is not None
    assert remedy.value == other_structures(setup.entry)[0].name
    for model in other_structures(setup.entry):
        change = changed(setup, Remedy("structure", model.name))
        assert change.pop("surface") == model.name
        assert change.pop("learning_rate", model.usual_rate) == model.usual_rate
        same_parameters = model.symbols == setup.made.symbols
        assert list(change) in ([[]] if same_parameters else [[], ["start"]])


def test_cross_entropy_instead_of_the_quadratic_cost_changes_nothing_but_the_surface() -> None:
    assert changed(DescentSetup("neuron_quadratic"), Remedy("structure", "neuron_cross_entropy")) == {
        "surface": "neuron_cross_entropy"}


def test_a_start_that_was_moved_stays_where_the_parameters_are_the_same() -> None:
    moved = DescentSetup("neuron_quadratic").with_start(0, 3.0, -2.0)
    assert remedied(moved, Remedy("structure", "tied_chain")).starts == ((3.0, -2.0),)
    assert remedied(DescentSetup("line"), Remedy("structure", "line_tanh")).starts == DescentSetup("line_tanh").starts


def test_mini_batches_stay_with_another_structure() -> None:
    setup = replace(DescentSetup("neuron_quadratic"), batch_size=3)
    assert changed(setup, Remedy("structure", "neuron_cross_entropy")) == {"surface": "neuron_cross_entropy"}


@each_model
def test_batches_are_a_quarter_of_the_samples_beside_full_descent(name: str) -> None:
    setup = DescentSetup(name)
    remedy = remedy_for("batches", setup)
    assert changed(setup, remedy) == {"batch_size": setup.sample_count // 4}
    assert [runner.is_full for runner in remedied(setup, remedy).runners] == [False, True]


@pytest.mark.parametrize("size", range(11))
def test_whatever_the_batches_are_others_are_compared(size: int) -> None:
    setup = replace(DescentSetup("line"), batch_size=size)
    assert list(changed(setup, remedy_for("batches", setup))) == ["batch_size"]


@pytest.mark.parametrize("kind", REMEDIES)
def test_the_set_up_itself_stays_as_it_was(kind: str) -> None:
    setup = DescentSetup("neuron_quadratic")
    remedied(setup, remedy_for(kind, setup))
    assert setup == DescentSetup("neuron_quadratic")


@pytest.mark.parametrize("surface", ["bowl", "rosenbrock", OWN])
@pytest.mark.parametrize(("kind", "words"), [
    ("structure", "no other structure; choose a model"), ("batches", "no data to take batches from; choose a model")])
def test_what_a_test_function_does_not_have_is_refused(surface: str, kind: str, words: str) -> None:
    with pytest.raises(Explained, match=words):
        remedy_for(kind, DescentSetup(surface))


def test_what_is_left_works_on_ones_own_surface() -> None:
    setup = DescentSetup(OWN, "a^2 + b^2", Window((-1.0, -1.0), (1.0, 1.0)))
    for kind in ("start", "learning_rate", "optimizer"):
        assert changed(setup, remedy_for(kind, setup))


@pytest.mark.parametrize(("remedy", "setting"), [
    (Remedy("learning_rate", -1.0), "learning_rate"), (Remedy("batches", 11), "batch_size"),
    (Remedy("start", (math.inf, 0.0)), "start")])
def test_values_that_can_t_be_used_are_refused(remedy: Remedy, setting: str) -> None:
    with pytest.raises(SettingError) as caught:
        remedied(DescentSetup("line"), remedy)
    assert caught.value.setting == setting
