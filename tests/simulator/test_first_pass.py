"""What initial weights do to z, a and δ before anything is learned."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.datasets import data_set_named
from simulator.experiment import Experiment, Layer, with_change
from simulator.first_pass import SAMPLES, FirstPass, Outcome, compare_starts, first_pass, starts
from simulator.training import Interrupted, Trainer

DEEP = Experiment("circles", (Layer(8, "tanh"), Layer(8, "tanh"), Layer(8, "tanh"), Layer(1)), seed=3)
RELU = with_change(DEEP, layers=(Layer(8, "relu"), Layer(8, "relu"), Layer(8, "relu"), Layer(1)))
DATA = data_set_named("circles")


def with_weights(experiment: Experiment, name: str, number: float | None = None) -> FirstPass:
    return first_pass(with_change(experiment, initializer=name, initial_number=number), DATA)


def test_z_a_and_delta_are_those_of_a_step_with_the_same_samples() -> None:
    whole = with_change(DEEP, batch_size=200, shuffled=False)
    record = Trainer(whole, DATA).look(Trainer(whole, DATA).initial_state())
    passed = first_pass(DEEP, DATA)
    for layer in range(1, 5):
        np.testing.assert_array_equal(passed.z[layer], record.z[layer])
        np.testing.assert_array_equal(passed.a[layer], record.a[layer])
        np.testing.assert_array_equal(passed.delta[layer], record.delta[layer])


def test_of_many_samples_some_that_are_evenly_spaced_are_taken() -> None:
    passed = first_pass(DEEP, DATA, samples=5)
    np.testing.assert_array_equal(passed.a[0], DATA.train.inputs(np.array([0, 49, 99, 149, 199])))
    mnist = with_change(Experiment(), layers=(Layer(10),))
    assert len(first_pass(mnist, mnist.open_data()).a[0]) == SAMPLES


def test_a_known_start_takes_the_place_of_drawn_weights() -> None:
    theta: Array = np.full(DEEP.network(DATA).parameter_count, 0.25)
    assert np.array_equal(first_pass(DEEP, DATA, theta).theta, theta)


def test_zeros_make_all_neurons_of_every_hidden_layer_alike_and_they_stay_so() -> None:
    passed = with_weights(DEEP, "zeros")
    assert passed.alike == (1, 2, 3)
    assert passed.outcome is Outcome.ALIKE
    # the sentence says "stay alike": after a few steps they are
    timeline_state = Trainer(with_change(DEEP, initializer="zeros", learning_rate=3.0), DATA).initial_state()
    trainer = Trainer(timeline_state.experiment, DATA)
    for _ in range(50):
        timeline_state, _ = trainer.step(timeline_state)
    for layer in (1, 2, 3):
        weights = trainer.network.weights(timeline_state.theta)[layer]
        assert (weights == weights[0]).all()


@pytest.mark.parametrize(("name", "number"), [("constant", 0.5), ("zeros", None)])
def test_equal_weights_are_alike_in_a_network_with_one_hidden_layer_too(name: str, number: float | None) -> None:
    one = with_change(DEEP, layers=(Layer(4, "sigmoid"), Layer(1)))
    assert with_weights(one, name, number).alike == (1,)


def test_neurons_with_the_same_weights_but_different_errors_are_not_called_alike() -> None:
    network = DEEP.network(DATA)
    theta = np.zeros(network.parameter_count)
    network.weights(theta)[4][:] = np.arange(1.0, 9.0)  # the output sends every neuron another error
    assert first_pass(DEEP, DATA, theta).alike == (1, 2)


@pytest.mark.parametrize("name", ["xavier", "he", "normal_scaled"])
def test_drawn_weights_are_not_alike(name: str) -> None:
    assert with_weights(DEEP, name).alike == ()


def test_weights_that_are_too_small_let_the_signal_fade_from_layer_to_layer() -> None:
    passed = with_weights(DEEP, "normal_sigma", 0.01)
    assert passed.outcome is Outcome.FADES
    assert list(passed.spreads) == sorted(passed.spreads, reverse=True)
    assert passed.spreads[3] < 1e-4


def test_weights_that_are_too_large_saturate_tanh_and_explode_in_relu() -> None:
    large = with_weights(DEEP, "normal_sigma", 5.0)
    assert large.outcome is Outcome.SATURATED
    # by hand: tanh′ = 1 − a² below a twentieth of its largest value, which is 1
    flat = np.concatenate([(1.0 - large.a[layer] ** 2 < 0.05).ravel() for layer in (1, 2, 3)])
    assert large.saturated == pytest.approx(flat.mean())
    assert large.saturated > 0.5
    explodes = with_weights(RELU, "normal_sigma", 5.0)
    assert explodes.outcome is Outcome.GROWS
    assert explodes.saturated == 0.0, "ReLU is never flat to the right"


def test_xavier_keeps_the_spread_for_tanh_and_he_for_relu() -> None:
    assert with_weights(DEEP, "xavier").outcome is Outcome.KEEPS
    assert with_weights(RELU, "he").outcome is Outcome.KEEPS


def test_the_spread_tells_samples_apart_and_not_neurons() -> None:
    passed = with_weights(DEEP, "normal")
    expected = [math.sqrt(np.mean([column.var() for column in a.T])) for a in passed.a]
    assert passed.spreads == pytest.approx(expected)
    constant = with_weights(with_change(DEEP, layers=(Layer(4, "sigmoid"), Layer(1))), "zeros")
    assert constant.spreads[1] == 0.0


def test_dead_neurons_are_those_that_are_off_for_every_sample() -> None:
    passed = with_weights(with_change(RELU, seed=1), "he")
    dead = sum(int((passed.z[layer] <= 0.0).all(axis=0).sum()) for layer in (1, 2, 3))
    assert passed.dead == (dead, 24)
    assert with_weights(DEEP, "he").dead == (0, 0), "tanh has no off"


def test_a_step_function_lets_no_error_through_whatever_the_weights() -> None:
    stepped = with_weights(with_change(DEEP, layers=(Layer(3, "step"), Layer(1))), "xavier")
    assert stepped.outcome is Outcome.FLAT
    assert not stepped.delta[1].any()


def test_the_experiment_comes_first_and_is_not_repeated() -> None:
    chosen = [(one.initializer, one.initial_number) for one in starts(DEEP)]
    assert chosen == [("zeros", None), ("normal_sigma", 0.01), ("normal_sigma", 5.0), ("xavier", None), ("he", None)]
    passes = compare_starts(DEEP, DATA)
    assert [one.experiment for one in passes] == [DEEP, *starts(DEEP)]
    xavier = with_change(DEEP, initializer="xavier")
    assert [one.experiment.initializer for one in compare_starts(xavier, DATA)] == [
        "xavier", "zeros", "normal_sigma", "normal_sigma", "he"]


def test_a_network_without_a_hidden_layer_is_measured_at_its_output() -> None:
    large = with_change(DEEP, layers=(Layer(1),), initializer="normal_sigma", initial_number=50.0)
    single = first_pass(with_change(large, cost="quadratic"), DATA)
    assert single.outcome is Outcome.SATURATED
    assert single.alike == ()
    matched = first_pass(large, DATA)
    assert matched.saturated > 0.5
    assert np.abs(matched.delta[1]).max() > 0.9, "δ = a − y: saturation keeps nothing back"
    assert matched.outcome is Outcome.SINGLE_LAYER


def test_a_flat_output_lets_no_error_through_unless_the_perceptron_rule_goes_around_it() -> None:
    stepped = first_pass(with_change(DEEP, layers=(Layer(3, "tanh"), Layer(1, "step")), cost="quadratic"), DATA)
    assert not any(delta.any() for delta in stepped.delta[1:])
    assert stepped.outcome is Outcome.FLAT
    rule = first_pass(with_change(DEEP, layers=(Layer(1, "step"),), cost="perceptron"), DATA)
    assert rule.delta[1].any()
    assert rule.outcome is Outcome.SINGLE_LAYER


def test_the_comparison_of_starts_can_be_stopped() -> None:
    with pytest.raises(Interrupted):
        compare_starts(DEEP, DATA, should_stop=lambda: True)
