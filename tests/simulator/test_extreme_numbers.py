"""Numbers near the ends of what floating point can hold: each result is right, refused, or told as divergence."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.boundary import crossings, widened
from simulator.costs import cost_named, cost_per_sample, mean_cost
from simulator.datasets import data_set_named
from simulator.evaluation import classes
from simulator.experiment import Experiment, Layer, SettingError
from simulator.gradient_check import Check, check_network
from simulator.optimizers import OPTIMIZERS
from simulator.training import Divergence, Trainer

EXTREMES = (0.0, -0.0, 5e-324, 1e-160, 1.5, 1e77, 1e150, 1.5e154, 9e307, 1.7e308)
BOTH = tuple(sign * one for one in EXTREMES for sign in (1.0, -1.0))


def rounded(exact: Fraction) -> float:
    try:
        return float(exact)
    except OverflowError:
        return math.inf


@pytest.mark.parametrize("y", [(0.0, 1.0), (1.0, 0.0)])
def test_softmax_with_its_cost_is_right_however_far_apart_the_z_are(y: tuple[float, float]) -> None:
    cost, softmax = cost_named("categorical_cross_entropy"), activation_named("softmax")
    for z in product(BOTH, BOTH):
        row = np.array([z])
        found = cost_per_sample(cost, softmax, row, softmax.value(row), np.array([y]))[0]
        behind = rounded(Fraction(max(z)) - Fraction(z[int(y[1])]))
        assert behind <= found <= behind + math.log(2.0) + 1e-12 * behind if math.isfinite(behind) \
            else found == math.inf, z


def test_a_quadratic_cost_is_infinite_only_where_half_the_square_is_beyond_all_numbers() -> None:
    cost, identity = cost_named("quadratic"), activation_named("identity")
    for value in BOTH:
        row = np.array([[value]])
        with np.errstate(over="ignore"):
            found = cost_per_sample(cost, identity, row, row, np.zeros((1, 1)))[0]
        assert found == pytest.approx(rounded(Fraction(value) ** 2 / 2), rel=1e-15, abs=1e-323)


def test_the_mean_of_large_costs_is_a_number_although_their_sum_is_none() -> None:
    with np.errstate(over="ignore"):
        assert mean_cost(np.full(10, 1e308)) == pytest.approx(1e308)


def test_the_class_of_large_outputs_is_that_of_the_largest() -> None:
    outputs = np.array([[1e308, 1.5e308], [-1e308, -1.5e308]])
    assert classes(outputs, np.eye(2)).tolist() == [1, 0]


def large_start(optimizer: str, size: float) -> tuple[Trainer, Array]:
    experiment = Experiment("xor_gate", (Layer(2, "identity"), Layer(1, "identity")), cost="quadratic",
                            optimizer=optimizer, learning_rate=1e-3, batch_size=4)
    data = experiment.open_data()
    start = size * np.random.default_rng(0).standard_normal(experiment.network(data).parameter_count)
    return Trainer(experiment, data, start), start


@pytest.mark.parametrize("size", [1e26, 1e50, 1e77, 1e100, 1e150, 1e300])
@pytest.mark.parametrize("optimizer", [one.name for one in OPTIMIZERS])
def test_no_weight_stands_still_without_a_word(optimizer: str, size: float) -> None:
    trainer, start = large_start(optimizer, size)
    state = trainer.initial_state()
    trainer.look(state)  # (warnings are errors)
    try:
        after, record = trainer.step(state)
    except Divergence:
        return
    assert all(np.isfinite(one).all() for one in (after.theta, *after.memory))
    assert math.isfinite(record.cost)
    scale = 1e-3 * (1.0 if optimizer in ("adagrad", "rmsprop", "adam") else np.abs(record.gradient).max())
    if scale > np.spacing(np.abs(start).max()):
        assert not np.array_equal(after.theta, start)


def test_adam_tells_that_its_memory_overflows() -> None:
    trainer, _ = large_start("adam", 1e60)
    with pytest.raises(Divergence) as told:
        trainer.step(trainer.initial_state())
    assert told.value.in_memory
    assert told.value.largest_gradient > 1e154


@pytest.mark.parametrize("initializer", ["normal_sigma", "uniform"])
def test_initial_weights_beyond_all_numbers_are_refused_and_large_ones_are_finite(initializer: str) -> None:
    with pytest.raises(SettingError, match=r"must be above 0 and at most 1e\+300, got 1e\+308; try 0\.[15]"):
        Experiment(initializer=initializer, initial_number=1e308)
    experiment = Experiment("moons", (Layer(50), Layer(1)), initializer=initializer, initial_number=1e300)
    theta = Trainer(experiment, data_set_named("moons")).initial_state().theta
    assert np.isfinite(theta).all()
    assert np.abs(theta).max() > 1e299


@pytest.mark.parametrize(("one", "other", "digits"), [
    (1.7e308, -1.7e308, 0), (1.7e308, 1.7e308, 15), (1e308, 1.001e308, 3), (5e-324, 1e-323, 0), (0.0, 5e-324, 0),
    (0.0, 0.0, 15), (math.nan, 1.0, 0), (math.inf, math.inf, 0)])
def test_the_digits_that_two_derivatives_share_are_told_at_any_size(one: float, other: float, digits: int) -> None:
    assert Check(one, other).digits == digits


def test_derivatives_that_are_no_numbers_agree_in_nothing() -> None:
    trainer, start = large_start("gradient_descent", 1e300)
    rows = np.arange(4)
    data = trainer.data
    found = check_network(trainer.network, start, data.train.inputs(rows), data.targets(data.train, rows))
    assert not np.isfinite(found.analytic).all()
    assert math.isnan(found.relative_error)


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e306, 1e307, 1.7e308])
def test_a_boundary_lies_at_the_same_place_whatever_the_size_of_the_values(size: float) -> None:
    values = np.array([[1.0, -1.0, 0.5], [-0.25, 1.0, -1.0]])
    found, expected = crossings(size * values, 0.125 * size), crossings(values, 0.125)
    assert len(expected.shares) > 3
    assert found.shares == pytest.approx(expected.shares, rel=1e-12)
    assert found.pieces.tolist() == expected.pieces.tolist()
    wide = widened(size * values)
    assert wide.shape == (4, 5)
    crossings(wide)
