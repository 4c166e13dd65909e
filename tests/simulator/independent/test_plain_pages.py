"""What pages show of a run under way, against the network in plain Python: checks, learning speed, measurements."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulator.evaluation import evaluate
from simulator.experiment import Experiment, Layer
from simulator.gradient_check import check_parameter, check_weighted_input
from simulator.learning_speed import Role, diagnose
from simulator.moment import Moment, moment_of_step
from simulator.steps import Address
from simulator.timeline import Step, Timeline
from simulator.training import Trainer
from tests.simulator.independent.hyper_dual import value_of
from tests.simulator.independent.plain_network import PlainNetwork

RUNS = [("sigmoid", "quadratic", "none", "gradient_descent", 31),
        ("tanh", "binary_cross_entropy", "l2", "momentum", 32),
        ("leaky_relu", "quadratic", "l1", "adam", 33), ("softplus", "binary_cross_entropy", "none", "nesterov", 34)]
SAMPLE = 3
each_run = pytest.mark.parametrize(("activation", "cost", "term", "optimizer", "seed"), RUNS)


class Under:
    """A run under way, in the middle of which its pages are looked at."""

    def __init__(self, activation: str, cost: str, term: str, optimizer: str, seed: int) -> None:
        self.experiment = Experiment(
            data_set="moons", sample_count=60, layers=(Layer(3, activation), Layer(2, "tanh"), Layer(1)), cost=cost,
            regularisation=term, regularisation_strength=0.4 * (term != "none"), optimizer=optimizer, seed=seed,
            learning_rate=0.05, batch_size=7, initializer="normal", data_seed=seed)
        self.trainer = Trainer(self.experiment, self.experiment.open_data())
        timeline = Timeline(self.trainer)
        for _ in range(11):
            timeline.advance()
        self.state = timeline.end
        after, self.record = self.trainer.step(self.state)
        self.moment: Moment = moment_of_step(self.trainer, Step(self.state, after, self.record),
                                             Address(11, SAMPLE, 0, 0), own=False)
        self.plain = PlainNetwork((2, 3, 2, 1), (activation, "tanh", "sigmoid"), cost)
        self.theta = self.state.theta.tolist()
        self.batch = list(zip(self.record.a[0].tolist(), self.record.targets.tolist(), strict=True))


@each_run
def test_the_gradient_check_shows_the_derivatives_of_the_cost(activation: str, cost: str, term: str, optimizer: str,
                                                              seed: int) -> None:
    run = Under(activation, cost, term, optimizer, seed)
    inputs, targets = run.record.a[0], run.record.targets
    gradient = run.plain.gradient(run.theta, run.batch)
    for index in (0, 4, 8, 10, 16, len(gradient) - 1):
        check = check_parameter(run.trainer.network, run.state.theta, inputs, targets, index)
        assert check.analytic == pytest.approx(gradient[index], rel=1e-10, abs=1e-14)
        assert check.numeric == pytest.approx(gradient[index], rel=1e-6, abs=1e-10)
    errors = run.plain.errors(run.theta, *run.batch[SAMPLE])
    for layer in (1, 2, 3):
        check = check_weighted_input(run.trainer.network, run.state.theta, inputs[SAMPLE], targets[SAMPLE], layer, 0)
        assert (check.analytic, check.numeric) == pytest.approx((errors[layer - 1][0],) * 2, rel=1e-6, abs=1e-10)


@each_run
def test_the_learning_page_shows_the_factors_of_the_change(activation: str, cost: str, term: str, optimizer: str,
                                                           seed: int) -> None:
    run = Under(activation, cost, term, optimizer, seed)
    found = diagnose(run.moment, 1, 2, 1)
    of_samples = [run.plain.gradient(run.theta, [one])[5] for one in run.batch]  # w¹₃₂: row 3, column 2
    arriving = [x[1] for x, _ in run.batch]
    delta = [run.plain.errors(run.theta, *one)[0][2] for one in run.batch]
    assert found.gradient_of_sample == pytest.approx(of_samples[SAMPLE], rel=1e-9)
    weighed = sum(abs(a * d) for a, d in zip(arriving, delta, strict=True)) / sum(map(abs, delta))
    quiet = found.factor(Role.ACTIVATION)
    assert quiet is not None
    assert quiet.size == pytest.approx(weighed, rel=1e-9)
    assert quiet.of_sample == pytest.approx(arriving[SAMPLE])
    slope, error = found.factor(Role.SLOPE), found.factor(Role.ERROR)
    assert slope is not None
    assert error is not None
    assert slope.size * error.size == pytest.approx(sum(map(abs, delta)) / len(delta), rel=1e-9)
    assert slope.of_sample is not None
    assert error.of_sample is not None
    assert slope.of_sample * error.of_sample == pytest.approx(delta[SAMPLE], rel=1e-9)
    if term == "none":
        assert found.gradient == pytest.approx(math.fsum(of_samples) / len(of_samples), rel=1e-9)
        agreement = found.factor(Role.AGREEMENT)
        assert agreement is not None
        assert agreement.size == pytest.approx(abs(math.fsum(of_samples)) / math.fsum(map(abs, of_samples)), rel=1e-9)
    assert found.change is not None
    assert math.prod(one.size for one in found.factors) == pytest.approx(abs(found.change), rel=1e-9)


@each_run
def test_the_measurements_are_means_over_the_samples(activation: str, cost: str, term: str, optimizer: str,
                                                     seed: int) -> None:
    run = Under(activation, cost, term, optimizer, seed)
    data = run.trainer.data
    measured = evaluate(run.trainer.network, data, run.state)
    for part, (mean, share, count) in (
            (data.train, (measured.train_cost, measured.train_accuracy, measured.train_count)),
            (data.test, (measured.test_cost, measured.test_accuracy, measured.test_count))):
        rows = np.arange(part.count)
        samples = list(zip(part.inputs(rows).tolist(), data.targets(part, rows).tolist(), strict=True))
        assert count == len(samples)
        assert mean == pytest.approx(value_of(run.plain.cost_of(run.theta, samples)), rel=1e-10)
        right = [(value_of(run.plain.forward(run.theta, x)[-1][1][0]) >= 0.5) == (y[0] == 1.0) for x, y in samples]
        assert share == pytest.approx(sum(right) / len(right))
