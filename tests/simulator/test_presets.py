"""The experiments that ship with the program: each does what it is there for."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.datasets import DATA_SETS
from simulator.evaluation import evaluate
from simulator.experiment import Experiment, Layer, experiment_from_json, preset, presets, with_change
from simulator.history import Evaluation
from simulator.timeline import Timeline
from simulator.training import Trainer


def trained(experiment: Experiment, epochs: int) -> Evaluation:
    data = experiment.open_data()
    timeline = Timeline(Trainer(experiment, data))
    while timeline.end.epoch < epochs:
        timeline.advance()
    return evaluate(timeline.trainer.network, data, timeline.end)


@pytest.mark.parametrize("name", presets())
def test_every_preset_fits_its_data_and_survives_being_written(name: str) -> None:
    experiment = preset(name)
    assert experiment.fits(experiment.open_data()) is experiment
    assert experiment_from_json(experiment.to_json()) == experiment


@pytest.mark.parametrize("name", presets())
def test_the_first_step_of_every_preset_is_finite(name: str) -> None:
    experiment = preset(name)
    step = Timeline(Trainer(experiment, experiment.open_data())).advance()
    assert np.isfinite(step.record.cost)
    assert np.isfinite(step.after.theta).all()


def test_the_presets_are_those_that_the_documentation_names() -> None:
    assert set(presets()) == {"mnist", "mnist_98", "nielsen_quadratic", "xor", "and_gate", "circles", "two_gaussians"}


def test_the_presets_cover_digits_gates_and_the_plane() -> None:
    learned = {preset(name).data_set for name in presets()}
    assert {"mnist", "xor_gate", "and_gate", "circles", "two_gaussians"} <= learned
    assert learned <= {data.name for data in DATA_SETS}


def test_the_program_begins_with_the_preset_for_digits() -> None:
    assert preset("mnist") == Experiment()


def test_nielsens_run_has_the_settings_of_his_first_chapter() -> None:
    experiment = preset("nielsen_quadratic")
    assert experiment.layers == (Layer(30, "sigmoid"), Layer(10, "sigmoid"))
    assert (experiment.cost, experiment.initializer, experiment.optimizer) == ("quadratic", "normal",
                                                                               "gradient_descent")
    assert (experiment.learning_rate, experiment.batch_size, experiment.shuffled) == (3.0, 10, True)


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(("name", "epochs", "accuracy"), [
    ("xor", 200, 1.0), ("and_gate", 60, 1.0), ("circles", 40, 0.98), ("two_gaussians", 15, 0.96)])
def test_the_small_presets_learn_whatever_the_seed(name: str, epochs: int, accuracy: float, seed: int) -> None:
    assert trained(with_change(preset(name), seed=seed), epochs).test_accuracy >= accuracy


def test_a_single_neuron_learns_and_but_never_xor() -> None:
    alone = with_change(preset("and_gate"), data_set="xor_gate")
    assert trained(preset("and_gate"), 60).train_accuracy == 1.0
    assert trained(alone, 400).train_accuracy < 1.0
