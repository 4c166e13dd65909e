"""Two runs side by side: what they may differ in, and where the second one stands beside the first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulator.comparison import Compared, beside, comparison_difference, with_same_frozen
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, SettingError, with_change
from simulator.optimizers import optimizer_named
from simulator.steps import Address, Phase, Route
from simulator.training import Trainer

FIRST = Experiment("circles", (Layer(4, "tanh"), Layer(3, "tanh"), Layer(1)), learning_rate=0.2, batch_size=10)
ROUTE = Route((2, 4, 3, 1))


@pytest.mark.parametrize(("changed", "kind"), [
    ({"learning_rate": 0.5}, Compared.LEARNING_RATE),
    ({"layers": (Layer(4, "relu"), Layer(3, "relu"), Layer(1))}, Compared.ACTIVATION),
    ({"layers": (Layer(4, "tanh"), Layer(3, "relu"), Layer(1))}, Compared.ACTIVATION),
    ({"initializer": "zeros"}, Compared.INITIAL_WEIGHTS),
    ({"initializer": "normal_sigma", "initial_number": 5.0}, Compared.INITIAL_WEIGHTS),
    ({"batch_size": 25}, Compared.BATCH_SIZE),
    ({"optimizer": "adam"}, Compared.OPTIMIZER),
    ({"optimizer": "adam", "learning_rate": optimizer_named("adam").usual_rate}, Compared.OPTIMIZER),
    ({"optimizer": "adam", "optimizer_numbers": (0.8, 0.99, 1e-6)}, Compared.OPTIMIZER),
])
def test_the_one_setting_that_differs_is_named(changed: dict[str, Any], kind: Compared) -> None:
    assert comparison_difference(FIRST, with_change(FIRST, **changed)) is kind


def test_what_is_frozen_in_one_run_is_frozen_beside_it_too() -> None:
    first = with_change(FIRST, frozen=(3, 5))
    other = with_change(first, initializer="zeros")
    assert other.frozen == ()
    second = with_same_frozen(first, other)
    assert second.frozen == (3, 5)
    assert comparison_difference(first, second) is Compared.INITIAL_WEIGHTS
    larger = with_change(first, layers=(Layer(9, "tanh"), Layer(1)))
    assert with_same_frozen(first, larger) == larger


def test_the_numbers_of_the_same_optimizer_can_be_compared() -> None:
    momentum = with_change(FIRST, optimizer="momentum")
    assert comparison_difference(momentum, with_change(momentum, optimizer_numbers=(0.5,))) is Compared.OPTIMIZER


def test_two_settings_are_refused_and_both_are_named() -> None:
    second = with_change(FIRST, learning_rate=0.5, batch_size=20)
    with pytest.raises(SettingError, match="set the learning rate or the batch size back"):
        comparison_difference(FIRST, second)


def test_an_optimizer_with_any_other_rate_than_its_usual_one_is_two_changes() -> None:
    with pytest.raises(SettingError, match="the learning rate or the optimizer"):
        comparison_difference(FIRST, with_change(FIRST, optimizer="adam", learning_rate=0.9))


@pytest.mark.parametrize(("changed", "name"), [
    ({"cost": "quadratic"}, "the cost"), ({"seed": 2}, "the seed"), ({"data_set": "xor_points"}, "the data"),
    ({"shuffled": False}, "the order of the samples"), ({"frozen": (1,)}, "the frozen weights"),
    ({"layers": (Layer(5, "tanh"), Layer(3, "tanh"), Layer(1))}, "the sizes of the layers"),
    ({"layers": (Layer(4, "tanh"), Layer(1))}, "the sizes of the layers")])
def test_what_takes_the_same_start_away_is_refused_by_name(changed: dict[str, Any], name: str) -> None:
    with pytest.raises(SettingError) as caught:
        comparison_difference(FIRST, with_change(FIRST, **changed))
    assert caught.value.setting == next(iter(changed))
    assert f"set {name} back" in str(caught.value)


def test_the_same_experiment_is_no_comparison() -> None:
    with pytest.raises(SettingError, match="both runs would be the same"):
        comparison_difference(FIRST, FIRST)


def test_what_would_draw_weights_that_are_known_makes_no_difference() -> None:
    known = with_change(FIRST, layers=(Layer(1),), initial_theta=(-2.0, -2.0, 3.0))
    with pytest.raises(SettingError, match="both runs would be the same"):
        comparison_difference(known, replace(known, initializer="zeros"))
    assert comparison_difference(known, with_change(known, initial_theta=())) is Compared.INITIAL_WEIGHTS


@pytest.mark.parametrize("changed", [
    {"learning_rate": 0.5}, {"layers": (Layer(4, "relu"), Layer(3, "relu"), Layer(1))}, {"batch_size": 25},
    {"optimizer": "adam"}])
def test_whatever_is_compared_but_the_initial_weights_begins_with_the_same_weights_and_order(
        changed: dict[str, Any]) -> None:
    data = data_set_named("circles")
    first, second = Trainer(FIRST, data), Trainer(with_change(FIRST, **changed), data)
    assert np.array_equal(first.initial_state().theta, second.initial_state().theta)
    for epoch in range(3):
        assert np.array_equal(first.order(epoch), second.order(epoch))


@pytest.mark.parametrize(("sample", "own_batch_size", "stands"), [(0, 4, 0), (3, 4, 3), (7, 4, 3), (7, 20, 7)])
def test_inside_a_sample_the_second_run_stands_at_the_same_sample_or_waits_at_its_last(
        sample: int, own_batch_size: int, stands: int) -> None:
    station = ROUTE.index(Phase.BP2, 2)
    assert beside(Address(5, sample, station, 1), ROUTE, own_batch_size) == Address(5, stands, station, 1)


@pytest.mark.parametrize("own_batch_size", [1, 4, 10, 25])
def test_the_update_comes_for_both_at_once(own_batch_size: int) -> None:
    update = Address(5, 9, ROUTE.index(Phase.UPDATE, 2), 0)
    assert beside(update, ROUTE, own_batch_size).sample == own_batch_size - 1
    assert beside(ROUTE.end_of_step(5, 10), ROUTE, own_batch_size) == ROUTE.end_of_step(5, own_batch_size)
