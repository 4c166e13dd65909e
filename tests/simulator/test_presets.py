"""The experiments that ship with the program: each does what it is there for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from simulator.datasets import DATA_SETS
from simulator.evaluation import Evaluation, evaluate
from simulator.experiment import (
    Experiment,
    Layer,
    experiment_from_json,
    preset,
    preset_about,
    preset_title,
    presets,
    with_change,
)
from simulator.timeline import Timeline
from simulator.training import Trainer

THOSE_OF_DIGITS = {"mnist", "mnist_98", "nielsen_quadratic"}


def after(experiment: Experiment, epochs: int) -> Timeline:
    timeline = Timeline(Trainer(experiment, experiment.open_data()))
    while timeline.end.epoch < epochs:
        timeline.advance()
    return timeline


def trained(experiment: Experiment, epochs: int) -> Evaluation:
    timeline = after(experiment, epochs)
    return evaluate(timeline.trainer.network, timeline.trainer.data, timeline.end)


# all of them


@pytest.mark.parametrize("name", presets())
def test_every_preset_fits_its_data_and_survives_being_written(name: str) -> None:
    experiment = preset(name)
    data = experiment.open_data()
    assert experiment.fits(data) is experiment
    assert experiment_from_json(experiment.to_json()) == experiment


@pytest.mark.parametrize("name", presets())
def test_the_first_step_of_every_preset_is_finite(name: str) -> None:
    experiment = preset(name)
    step = Timeline(Trainer(experiment, experiment.open_data())).advance()
    assert np.isfinite(step.record.cost)
    assert np.isfinite(step.after.theta).all()


def test_every_preset_has_a_title_of_its_own_and_says_in_a_line_what_it_shows() -> None:
    titles = [preset_title(name) for name in presets()]
    assert len(presets()) >= 25
    assert len(set(titles)) == len(titles)
    assert all(0 < len(title) <= 30 for title in titles), "it has to fit into the set-up card"
    for name in presets():
        assert 20 < len(preset_about(name)) <= 115, name
        assert preset_about(name).endswith(".")


def test_titles_and_abouts_are_no_settings(project: Path) -> None:
    for path in (project / "assets" / "experiments").glob("*.json"):
        written = json.loads(path.read_text(encoding="utf-8"))
        assert list(written)[:2] == ["title", "about"]
        assert not {"title", "about"} & set(json.loads(preset(path.stem).to_json()))


def test_the_presets_cover_digits_gates_the_plane_and_values() -> None:
    learned = {preset(name).data_set for name in presets()}
    assert learned <= {data.name for data in DATA_SETS}
    kinds = {data.name: (data.is_truth_table, data.is_regression, data.domain.dimension if data.domain else 0)
             for data in DATA_SETS}
    assert {kinds[name] for name in learned} == set(kinds.values())


def test_the_program_begins_with_the_preset_for_digits() -> None:
    assert preset("mnist") == Experiment()


def test_nielsens_run_has_the_settings_of_his_first_chapter() -> None:
    experiment = preset("nielsen_quadratic")
    assert experiment.layers == (Layer(30, "sigmoid"), Layer(10, "sigmoid"))
    assert (experiment.cost, experiment.initializer, experiment.optimizer) == ("quadratic", "normal",
                                                                               "gradient_descent")
    assert (experiment.learning_rate, experiment.batch_size, experiment.shuffled) == (3.0, 10, True)


# those that learn to tell classes apart


@pytest.mark.parametrize("seed", range(1, 7))
@pytest.mark.parametrize(("name", "epochs", "accuracy"), [
    ("xor", 200, 1.0), ("and_gate", 60, 1.0), ("circles", 40, 0.98), ("two_gaussians", 15, 0.88),
    ("features_circle", 10, 0.98), ("three_classes", 10, 0.97), ("moons", 60, 0.96)])
def test_the_small_presets_learn_whatever_the_seed(name: str, epochs: int, accuracy: float, seed: int) -> None:
    assert trained(with_change(preset(name), seed=seed), epochs).test_accuracy >= accuracy


@pytest.mark.parametrize(("name", "epochs", "accuracy"), [
    ("xor_points", 20, 0.98), ("four_classes", 20, 0.94), ("spiral_six_layers", 200, 0.99)])
def test_the_larger_presets_learn_with_their_own_seed(name: str, epochs: int, accuracy: float) -> None:
    assert trained(preset(name), epochs).test_accuracy >= accuracy


@pytest.mark.parametrize(("data_seed", "seed"), [(1, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)])
def test_the_spiral_is_solved_from_its_coordinates_alone_whatever_the_seeds(data_seed: int, seed: int) -> None:
    spiral = with_change(preset("spiral"), data_seed=data_seed, seed=seed)
    assert (spiral.sample_count, spiral.noise, spiral.features) == (300, 0.0, ())
    result = trained(spiral, 150)
    assert result.test_accuracy >= 0.99
    assert result.test_count == 150


def test_a_single_neuron_learns_and_but_never_xor() -> None:
    alone = with_change(preset("and_gate"), data_set="xor_gate")
    assert trained(preset("and_gate"), 60).train_accuracy == 1.0
    assert trained(alone, 400).train_accuracy < 1.0


def test_a_single_neuron_needs_the_squares_to_draw_a_circle() -> None:
    squares = preset("features_circle")
    assert [layer.neurons for layer in squares.layers] == [1]
    assert trained(with_change(squares, features=()), 10).test_accuracy < 0.75


# those that learn values: against the least squares of numpy, and the variance of the noise


def test_the_gaussians_overlap_so_that_points_stay_on_the_wrong_side_of_the_best_line() -> None:
    learned = trained(preset("two_gaussians"), 30)
    # two means 2√2 apart with σ = 1: the best line leaves Φ(−√2) = 7.9 % of all such points wrong
    assert learned.train_accuracy is not None
    assert learned.test_accuracy is not None
    assert 0.02 <= 1 - learned.train_accuracy <= 0.12
    assert 0.04 <= 1 - learned.test_accuracy <= 0.15


def test_the_plane_is_found_with_the_weights_of_least_squares() -> None:
    timeline = after(preset("regression_plane"), 20)
    part = timeline.trainer.data.train
    columns = np.column_stack((part.raw, np.ones(part.count)))
    assert part.values is not None
    best = np.linalg.lstsq(columns, part.values[:, 0], rcond=None)[0]
    assert timeline.end.theta == pytest.approx(best, abs=0.01)
    assert timeline.end.theta == pytest.approx([0.2, -0.1, 0.1], abs=0.03)


@pytest.mark.parametrize(("name", "epochs", "cost"), [("regression_hills", 100, 0.005), ("curve_sine", 120, 0.006),
                                                      ("curve_relu", 120, 0.006), ("curve_bump", 120, 0.006)])
def test_values_are_learned_as_well_as_their_noise_permits(name: str, epochs: int, cost: float) -> None:
    experiment = preset(name)
    data = experiment.open_data()
    values = data.test.values
    assert values is not None
    assert experiment.noise is not None
    assert experiment.noise ** 2 / 2 < cost < 0.1 * values.var() / 2, "a line through the mean is no success"
    assert trained(experiment, epochs).test_cost < cost


def test_relu_makes_a_curve_of_straight_pieces_with_a_corner_for_each_neuron() -> None:
    timeline = after(preset("curve_relu"), 60)
    network, theta = timeline.trainer.network, timeline.end.theta
    weights, biases = network.weights(theta), network.biases(theta)
    x = np.linspace(-3.0, 3.0, 6001)
    hidden = np.maximum(0.0, np.outer(x, weights[1][:, 0]) + biases[1])
    curve = hidden @ weights[2][0] + biases[2][0]
    corners = np.count_nonzero(np.abs(np.diff(curve, 2)) > 1e-9)
    inside = np.count_nonzero(np.abs(biases[1] / weights[1][:, 0]) < 3.0)
    assert 4 <= inside <= 12
    assert inside <= corners <= 2 * inside, "a corner bends the curve within one step of x or two"


def test_two_sigmoids_make_the_bump_one_up_and_one_down() -> None:
    timeline = after(preset("curve_bump"), 120)
    weights = timeline.trainer.network.weights(timeline.end.theta)
    slopes = np.sign(weights[1][:, 0] * weights[2][0])
    assert sorted(slopes) == [-1.0, 1.0]


# those that show how much a step is


def test_online_learning_is_a_step_for_each_sample_and_a_full_batch_one_for_all() -> None:
    online, full = preset("online_learning"), preset("full_batch")
    assert with_change(online, batch_size=full.batch_size) == full
    assert online.batch_size == 1
    assert full.batch_size == full.open_data().train.count == 200


def test_the_full_batch_falls_smoothly_and_single_samples_do_not() -> None:
    def costs(name: str, steps: int) -> list[float]:
        timeline = Timeline(Trainer(preset(name), preset(name).open_data()))
        return [timeline.advance().record.cost for _ in range(steps)]

    assert (np.diff(costs("full_batch", 60)) < 0.0).all()
    assert np.count_nonzero(np.diff(costs("online_learning", 200)) > 0.0) > 60


def test_overfitting_lowers_the_cost_of_the_training_and_raises_that_of_the_test() -> None:
    early, late = (trained(preset("overfitting"), epochs) for epochs in (30, 100))
    assert late.train_cost < 0.01 < early.train_cost
    assert late.test_cost > 1.5 * early.test_cost
    assert late.test_accuracy < early.test_accuracy
