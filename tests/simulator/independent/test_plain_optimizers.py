"""Every optimizer over many steps against its paper in plain Python, with what it remembers; every distribution of
initial weights by its moments; and whole runs against both.
"""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from simulator.experiment import Experiment, Layer
from simulator.initializers import INITIALIZERS, Initializer
from simulator.optimizers import OPTIMIZERS, Optimizer, initial_memory
from simulator.training import Trainer
from tests.simulator.independent.hyper_dual import gradient
from tests.simulator.independent.plain_network import TERM_RULES, PlainNetwork, with_rule
from tests.simulator.independent.plain_optimizers import OPTIMIZER_RULES

STEPS = 120
each_optimizer = pytest.mark.parametrize("optimizer", with_rule(OPTIMIZERS, OPTIMIZER_RULES),
                                         ids=lambda one: one.name)


@each_optimizer
@pytest.mark.parametrize("seed", range(3))
def test_every_optimizer_and_its_memory(optimizer: Optimizer, seed: int) -> None:
    plain = OPTIMIZER_RULES[optimizer.name]
    source = random.Random(seed)
    numbers = optimizer.defaults if seed == 0 else tuple(
        source.uniform(0.3, 0.97) if one.default > 0.01 else 10.0 ** source.uniform(-9, -3)
        for one in optimizer.hyperparameters)
    rate = 10.0 ** source.uniform(-3, 0)
    gradients = [[source.gauss(0.0, 10.0 ** size) for _ in range(STEPS)] for size in (-6, -1, 0, 2)]
    gradients.append([0.0] * STEPS)
    begins = [source.gauss(0.0, 1.0) for _ in gradients]
    theta, memory, paths = np.array(begins), initial_memory(optimizer, len(begins)), []
    for step in range(STEPS):
        now = np.array([one[step] for one in gradients])
        theta, memory = optimizer.update(theta, now, memory, step + 1, rate, numbers)
        paths.append((theta, memory))
    for place, (begin, given) in enumerate(zip(begins, gradients, strict=True)):
        moved = 0.0
        for (here, remembered), (expected, known) in zip(paths, plain(begin, given, rate, numbers), strict=True):
            moved = max(moved, abs(expected))
            assert here[place] == pytest.approx(expected, rel=1e-9, abs=1e-11 * moved)
            assert len(known) == len(remembered)
            for one, wanted in zip(remembered, known, strict=True):
                assert one[place] == pytest.approx(wanted, rel=1e-8, abs=1e-11 * max(abs(wanted), moved))


@each_optimizer
def test_a_run_with_regularisation(optimizer: Optimizer) -> None:
    # every 4 rows of XOR make one step, so that the order of the samples doesn't matter
    plain = OPTIMIZER_RULES[optimizer.name]
    experiment = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1, "sigmoid")), seed=3,
                            cost="binary_cross_entropy", batch_size=4, optimizer=optimizer.name,
                            learning_rate=optimizer.usual_rate, regularisation="l2", regularisation_strength=0.05)
    trainer = Trainer(experiment, experiment.open_data())
    network = PlainNetwork((2, 2, 1), ("tanh", "sigmoid"), "binary_cross_entropy")
    part = trainer.data.train
    rows = np.arange(part.count)
    samples = list(zip(part.inputs(rows).tolist(), trainer.data.targets(part, rows).tolist(), strict=True))
    state = trainer.initial_state()
    theta = state.theta.tolist()
    gradients: list[list[float]] = []
    begin = list(theta)
    for _ in range(25):
        slopes = network.gradient(theta, samples)
        term = gradient(lambda moved: TERM_RULES["l2"](network.weights(moved), 0.05, len(samples)), theta)
        gradients.append([one + other for one, other in zip(slopes, term, strict=True)])
        theta = [list(plain(begin[place], [one[place] for one in gradients], experiment.learning_rate,
                            optimizer.defaults))[-1][0] for place in range(len(begin))]
        state, _ = trainer.step(state)
        np.testing.assert_allclose(state.theta, theta, rtol=1e-9, atol=1e-12)


# mean, variance and fourth moment of a weight, and of a bias, for (n_in, n_out, number)


def _normal(deviation: float) -> tuple[float, float, float]:
    return 0.0, deviation**2, 3.0 * deviation**4


def _uniform(radius: float) -> tuple[float, float, float]:
    return 0.0, radius**2 / 3.0, radius**4 / 5.0


def _fixed(value: float) -> tuple[float, float, float]:
    return value, 0.0, 0.0


MOMENT_RULES = {
    "zeros": lambda n_in, n_out, c: (_fixed(0.0), _fixed(0.0)),
    "constant": lambda n_in, n_out, c: (_fixed(c), _fixed(c)),
    "normal": lambda n_in, n_out, c: (_normal(1.0), _normal(1.0)),
    "normal_sigma": lambda n_in, n_out, c: (_normal(c), _normal(c)),
    "normal_scaled": lambda n_in, n_out, c: (_normal(n_in**-0.5), _normal(1.0)),
    "uniform": lambda n_in, n_out, c: (_uniform(c), _uniform(c)),
    "xavier": lambda n_in, n_out, c: (_uniform(math.sqrt(6.0 / (n_in + n_out))), _fixed(0.0)),
    "he": lambda n_in, n_out, c: (_normal(math.sqrt(2.0 / n_in)), _fixed(0.0)),
}


@pytest.mark.parametrize("initializer", with_rule(INITIALIZERS, MOMENT_RULES), ids=lambda one: one.name)
def test_every_distribution_of_initial_weights_has_its_moments(initializer: Initializer) -> None:
    n_in, n_out, number = 300, 200, 0.37
    expected = MOMENT_RULES[initializer.name](n_in, n_out, number)
    source = np.random.default_rng(5)
    weights = initializer.weights(source, n_out, n_in, number).ravel()
    biases = np.concatenate([initializer.biases(source, n_out, number) for _ in range(100)])
    for values, (mean, variance, fourth) in zip((weights, biases), expected, strict=True):
        numbers = values.tolist()
        count = len(numbers)
        found = math.fsum(numbers) / count
        assert found == pytest.approx(mean, abs=5.0 * math.sqrt(variance / count) + 1e-15)
        for power, moment in ((2, variance), (4, fourth)):
            found = math.fsum((one - mean) ** power for one in numbers) / count
            assert found == pytest.approx(moment, rel=0.08, abs=1e-15)
