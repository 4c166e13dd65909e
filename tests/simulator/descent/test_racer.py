"""Racers are checked when they are made, and draw their mini-batches as training does."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from simulator.descent.racer import Racer
from simulator.errors import SettingError
from simulator.experiment import Experiment, Layer
from simulator.optimizers import OPTIMIZERS, optimizer_named
from simulator.training import Trainer


@pytest.mark.parametrize("name", [optimizer.name for optimizer in OPTIMIZERS])
def test_without_numbers_a_racer_has_the_usual_ones(name: str) -> None:
    assert Racer(name).numbers == optimizer_named(name).defaults


@pytest.mark.parametrize(("setting", "value", "says"), [
    ("optimizer", "adamant", r"no optimizer 'adamant'"),
    ("learning_rate", -0.1, r"learning rate must be a positive number, got -0.1; try 0.1"),
    ("learning_rate", math.inf, r"learning rate must be a positive number, got inf"),
    ("numbers", (0.9, 0.1), r"momentum takes 1 numbers, got 2; give all of them or none"),
    ("numbers", (1.0,), r"momentum must be at least 0 and below 1, got 1"),
    ("start", (0.0, math.nan), r"two finite numbers, got nan; try 0"),
    ("start", (0.0,), r"must be two numbers, got 1"),
    ("batch_size", -1, r"the batch size .*-1"),
    ("seed", 1.5, r"the seed .*1.5"),
])
def test_what_makes_no_sense_is_refused_with_the_reason(setting: str, value: Any, says: str) -> None:
    with pytest.raises(SettingError, match=says) as refusal:
        Racer(**{"optimizer": "momentum", setting: value})
    assert refusal.value.setting == setting


def test_mini_batches_need_samples_and_no_more_than_there_are() -> None:
    with pytest.raises(SettingError, match="no samples to draw mini-batches from, but the batch size is 4"):
        Racer(batch_size=4).fits(0)
    with pytest.raises(SettingError, match="at most M = 3, the number of samples, got 4"):
        Racer(batch_size=4).fits(3)
    racer = Racer(batch_size=4)
    assert racer.fits(4) is racer


def test_batches_are_those_of_a_training_run_with_the_same_seed() -> None:
    experiment = Experiment(data_set="xor", layers=(Layer(2), Layer(1)), batch_size=3, seed=11)
    trainer = Trainer(experiment, experiment.open_data())
    count = trainer.data.train.count
    racer = Racer(batch_size=3, seed=11)
    state = trainer.initial_state()
    for step in range(3 * racer.steps_in_epoch(count)):
        np.testing.assert_array_equal(racer.rows(step, count), trainer.batch(state))
        state, _ = trainer.step(state)


def test_every_epoch_uses_every_sample_once_in_an_order_of_its_own() -> None:
    racer = Racer(batch_size=4, seed=2)
    assert racer.steps_in_epoch(10) == 3
    epochs = [np.concatenate([racer.rows(3 * epoch + place, 10) for place in range(3)]) for epoch in range(2)]
    for order in epochs:
        assert sorted(order) == list(range(10))
    assert epochs[0].tolist() != epochs[1].tolist()
    assert len(racer.rows(2, 10)) == 2, "the last batch is what is left"


def test_the_full_cost_needs_no_rows_and_has_no_epochs() -> None:
    assert len(Racer().rows(7, 10)) == 0
    assert Racer().steps_in_epoch(10) == 0
