"""A run that was opened goes on bit for bit as the one that was saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from documents.document import Document, NetworkPart
from simulator.changes import ParameterChange, SettingsChange
from simulator.comparison import Compared
from simulator.experiment import Experiment, Layer, preset, presets, with_change
from simulator.optimizers import OPTIMIZERS
from simulator.run import Run
from simulator.training import Divergence
from tests.documents.made_documents import (
    begun,
    bits,
    compared_document,
    edited_run,
    opened_again,
    saved_and_opened,
    table_document,
    trained,
)

LARGE = {"mnist", "mnist_98", "nielsen_quadratic", "full_batch", "step_gradient"}


def train_both(before: Run, after: Run, steps: int) -> None:
    """Makes the same number of steps of both; where one diverges the other one does."""
    for run in (before, after):
        try:
            trained(run, steps)
        except Divergence:
            continue
    assert bits(after) == bits(before)


@pytest.mark.parametrize("name", presets())
def test_every_experiment_goes_on_as_it_would_have(name: str, tmp_path: Path) -> None:
    experiment = preset(name)
    is_large = experiment.data_set == "mnist" or name in LARGE
    try:
        run = begun(experiment, 3 if is_large else 30)
    except Divergence:
        run = begun(experiment)
    after = opened_again(run, tmp_path)
    assert bits(after) == bits(run)
    assert after.trainer.experiment == experiment
    train_both(run, after, 2 if is_large else 20)


@pytest.mark.parametrize("optimizer", [one.name for one in OPTIMIZERS])
def test_the_memory_of_every_optimizer_is_kept(optimizer: str, tmp_path: Path) -> None:
    run = begun(with_change(preset("moons"), optimizer=optimizer, learning_rate=0.05), 50)
    train_both(run, opened_again(run, tmp_path), 50)


def test_a_run_with_every_kind_of_edit_goes_on_as_it_would_have(tmp_path: Path) -> None:
    run = edited_run()
    train_both(run, opened_again(run, tmp_path), 60)


def test_it_goes_on_alike_after_it_was_opened_twice(tmp_path: Path) -> None:
    run = edited_run()
    train_both(run, opened_again(opened_again(run, tmp_path), tmp_path), 60)


def test_an_edit_in_the_past_has_the_same_future(tmp_path: Path) -> None:
    before = edited_run()
    after = opened_again(before, tmp_path)
    for run in (before, after):
        run.timeline.change(33, ParameterChange(1, 0.7))
        run.timeline.change(33, SettingsChange(with_change(run.timeline.end.experiment, batch_size=2)))
    train_both(before, after, 40)


def test_training_points_put_by_hand_and_the_weights_they_began_with_are_kept(tmp_path: Path) -> None:
    points = tuple((x / 7, -x / 3, float(x % 2)) for x in range(90))
    experiment = replace(preset("xor_points"), train_points=points, batch_size=7)
    size = experiment.network(experiment.open_data()).parameter_count
    run = begun(experiment, 20, np.random.default_rng(3).normal(size=size))
    after = opened_again(run, tmp_path)
    assert after.trainer.experiment == experiment
    assert after.trainer.initial_state().theta.tobytes() == run.trainer.initial_state().theta.tobytes()
    train_both(run, after, 30)


def test_long_lists_of_known_and_frozen_weights_are_kept_exactly(tmp_path: Path) -> None:
    size = 2 * 40 + 40 + 40 + 1
    theta = tuple(np.random.default_rng(5).normal(size=size).tolist())
    experiment = Experiment("circles", (Layer(40, "tanh"), Layer(1)), learning_rate=0.1,
                            initial_theta=theta, frozen=tuple(range(0, size, 2)))
    run = begun(experiment, 12)
    after = opened_again(run, tmp_path)
    assert after.trainer.experiment == experiment
    train_both(run, after, 12)


def test_both_runs_of_a_comparison_go_on_as_they_would_have(tmp_path: Path) -> None:
    before = compared_document().network
    after = saved_and_opened(compared_document(), tmp_path).network
    assert before.second is not None
    assert after.second is not None
    train_both(before.run, after.run, 30)
    train_both(before.second[0], after.second[0], 30)


def test_a_second_run_that_has_diverged_stays_at_its_last_finite_step(tmp_path: Path) -> None:
    first = begun(replace(preset("too_fast"), learning_rate=0.05), 400)
    second = begun(replace(preset("too_fast"), learning_rate=1e9))
    with pytest.raises(Divergence):
        trained(second, 400)
    part = NetworkPart(first, (second, Compared.LEARNING_RATE))
    after = saved_and_opened(Document(part), tmp_path).network
    assert after.second is not None
    assert after.second[0].address == second.address
    assert after.second[0].address.step < after.run.address.step
    assert bits(after.second[0]) == bits(second)


def test_a_run_on_an_opened_table_goes_on_as_it_would_have(tmp_path: Path) -> None:
    document = table_document(tmp_path)
    run = document.network.run
    train_both(run, saved_and_opened(document, tmp_path).network.run, 20)


def test_a_long_run_is_opened_without_making_its_steps_again(tmp_path: Path) -> None:
    run = begun(preset("mnist"), 700)
    after = opened_again(run, tmp_path)
    assert after.timeline.replay_length(after.address.step) == 0
    assert after.timeline.state(397).theta.tobytes() == run.timeline.state(397).theta.tobytes()
    assert (tmp_path / "kept.deltaflow").stat().st_size < 9 * 1024**2
