"""Known first weights, frozen ones, and data made to order, in experiments and in training."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, SettingError, experiment_from_json, same_data, with_change
from simulator.optimizers import OPTIMIZERS
from simulator.training import Trainer

NAND = Experiment(data_set="nand_gate", layers=(Layer(1, "step"),), cost="quadratic", batch_size=1,
                  initial_theta=(-2.0, -2.0, 3.0))
POINTS = Experiment(data_set="circles", layers=(Layer(3, "tanh"), Layer(1)), batch_size=5)


def test_known_weights_are_the_first_ones() -> None:
    trainer = Trainer(NAND, NAND.open_data())
    assert trainer.initial_state().theta.tolist() == [-2.0, -2.0, 3.0]


def test_known_weights_have_to_be_all_of_them() -> None:
    with pytest.raises(SettingError, match="3 weights and biases, but 2 initial values") as caught:
        with_change(NAND, initial_theta=(1.0, 2.0)).fits(NAND.open_data())
    assert caught.value.setting == "initial_theta"
    with pytest.raises(SettingError, match="finite number, got nan"):
        with_change(NAND, initial_theta=(1.0, float("nan"), 2.0))


def test_another_shape_or_another_initializer_forgets_the_known_weights() -> None:
    assert with_change(NAND, layers=(Layer(2), Layer(1))).initial_theta == ()
    assert with_change(NAND, initializer="xavier").initial_theta == ()
    assert with_change(NAND, layers=(Layer(1, "sigmoid"),)).initial_theta == NAND.initial_theta
    assert with_change(NAND, learning_rate=0.1).initial_theta == NAND.initial_theta


@pytest.mark.parametrize("optimizer", [one.name for one in OPTIMIZERS])
def test_no_optimizer_moves_a_frozen_weight(optimizer: str) -> None:
    free = with_change(POINTS, optimizer=optimizer)
    trainer = Trainer(free, free.open_data())
    state = trainer.initial_state()
    for _ in range(10):  # the optimizer remembers where it was going
        state, _ = trainer.step(state)
    frozen = with_change(free, frozen=(1, 7))
    held = type(state)(state.theta, state.memory, state.step, state.epoch, state.step_in_epoch, state.samples_done,
                       frozen)
    for _ in range(10):
        held, _ = trainer.step(held)
    assert held.theta[[1, 7]].tolist() == state.theta[[1, 7]].tolist()
    assert (np.delete(held.theta, [1, 7]) != np.delete(state.theta, [1, 7])).all()


def test_the_gradient_of_a_frozen_weight_is_still_told() -> None:
    frozen = with_change(POINTS, frozen=tuple(range(13)))
    trainer = Trainer(frozen, frozen.open_data())
    state = trainer.initial_state()
    after, record = trainer.step(state)
    assert np.array_equal(after.theta, state.theta)
    assert (record.gradient != 0.0).any()


def test_a_frozen_place_must_be_one_of_the_network() -> None:
    with pytest.raises(SettingError, match="numbered 0 to 12, but number 13"):
        with_change(POINTS, frozen=(13,)).fits(POINTS.open_data())
    assert with_change(POINTS, frozen=(3, 1, 3)).frozen == (1, 3)


def test_data_are_made_to_order() -> None:
    ordered = with_change(POINTS, sample_count=50, noise=0.1, test_share=0.2, data_seed=7)
    data = ordered.open_data()
    assert (data.train.count, data.test.count) == (40, 10)
    again = ordered.open_data()
    assert np.array_equal(data.train.raw, again.train.raw)
    other = with_change(ordered, data_seed=8).open_data()
    assert not np.array_equal(data.train.raw, other.train.raw)


def test_no_test_share_makes_the_training_samples_serve_for_both() -> None:
    data = with_change(POINTS, test_share=0.0).open_data()
    assert data.test is data.train
    assert data.train.count == 400


def test_features_widen_the_input() -> None:
    data = with_change(POINTS, features=("x1", "x1_squared", "x1_x2")).open_data()
    x = data.train.raw[:9]
    expected = np.column_stack([x[:, 0], x[:, 0] ** 2, x[:, 0] * x[:, 1]])
    assert np.allclose(data.train.inputs(np.arange(9)), expected, rtol=1e-15)
    assert data.input_count == 3
    assert data.input_names == ("x₁", "x₁²", "x₁x₂")


def test_what_is_as_usual_is_the_data_set_itself() -> None:
    assert POINTS.open_data() is data_set_named("circles")
    changed = with_change(POINTS, features=("x1",)).open_data()
    assert POINTS.data_from(changed) is not changed
    assert POINTS.data_from(changed).input_count == 2


def test_points_put_by_hand_take_the_place_of_the_training_points() -> None:
    experiment = with_change(POINTS, train_points=((0.0, 1.0, 1.0), (2.0, 0.5, 0.0), (1.0, 1.0, 1.0)), batch_size=3)
    data = experiment.open_data()
    assert data.train.raw.tolist() == [[0.0, 1.0], [2.0, 0.5], [1.0, 1.0]]
    assert data.train.labels.tolist() == [1, 0, 1]
    assert data.test.count == 200
    assert not same_data(experiment, POINTS)
    assert with_change(experiment, data_seed=9).train_points is None, "other points were asked for"


def test_an_experiment_keeps_all_of_it_in_its_file() -> None:
    experiment = with_change(POINTS, train_points=((0.0, 1.0, 1.0), (2.0, 0.5, 0.0)), batch_size=2, noise=0.25,
                             features=("x1", "sin_x2"), frozen=(2,), initial_theta=tuple(map(float, range(13))))
    assert experiment_from_json(experiment.to_json()) == experiment


@pytest.mark.parametrize(("text", "words"), [
    ('{"train_points": [[1, "a"]]}', "training points are given as"),
    ('{"train_points": 3}', "training points are given as"),
    ('{"features": "x1"}', "must be a list"),
    ('{"features": ["x1", "x1"]}', "given once"),
    ('{"features": ["x9"]}', "no input feature 'x9'"),
    ('{"frozen": [1.5]}', "whole number"),
    ('{"frozen": [-1]}', "at least 0"),
    ('{"initial_theta": ["a"]}', "finite number"),
    ('{"data_set": "circles", "noise": -1}', "noise must be"),
    ('{"data_set": "circles", "sample_count": 0}', "at least 2, got 0"),
    ('{"data_set": "circles", "sample_count": 1000000}', "at most 100000"),
    ('{"data_set": "circles", "test_share": 1}', "at most 0.9"),
    ('{"data_set": "circles", "data_seed": -1}', "at least 0"),
    ('{"scaling": "half"}', "there is no scaling"),
])
def test_what_can_not_be_is_refused_with_its_reason(text: str, words: str) -> None:
    with pytest.raises(SettingError, match=words):
        experiment_from_json(text)
