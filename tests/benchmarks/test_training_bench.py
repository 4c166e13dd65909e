"""How fast a step is against numpy written out by hand, and how fast and small going back is."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.datasets import DataSet
from simulator.experiment import Experiment, preset
from simulator.timeline import Timeline
from simulator.training import Trainer

ROUNDS = 12
STEPS_OF_A_ROUND = 400
LONG_RUN = 10_000

Round = Callable[[int], None]


def sigmoid(z: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-z))


def cross_entropy(z: Array, y: Array) -> float:
    """Mean cost of a batch from the weighted inputs of sigmoids: the form that never meets ln 0."""
    return float((np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z)))).sum()) / len(z)


class DigitsByHand:
    """784-30-10 with sigmoids and cross-entropy: what somebody would write for exactly this network.

    The weights are changed in place, and nothing is kept but the cost of each batch.
    """

    def __init__(self, trainer: Trainer, *, knows_cost: bool) -> None:
        theta = trainer.initial_state().theta.copy()
        _, self.W1, self.W2 = trainer.network.weights(theta)
        _, self.b1, self.b2 = trainer.network.biases(theta)
        self.theta, self.order = theta, trainer.order(0)
        self.data, self.step = trainer.data, 0
        self.rate = trainer.experiment.learning_rate / trainer.experiment.batch_size
        self.costs: list[float] | None = [] if knows_cost else None

    def __call__(self, steps: int) -> None:
        raw, labels, table, scale = self.data.train.raw, self.data.train.labels, self.data.target_table, 1.0 / 255.0
        W1, b1, W2, b2, order, rate = self.W1, self.b1, self.W2, self.b2, self.order, self.rate
        for step in range(self.step, self.step + steps):
            rows = order[10 * step:10 * step + 10]
            x = raw[rows] * scale
            y = table[labels[rows]]
            a1 = sigmoid(x @ W1.T + b1)
            z2 = a1 @ W2.T + b2
            a2 = sigmoid(z2)
            if self.costs is not None:
                self.costs.append(cross_entropy(z2, y))
            delta2 = a2 - y
            delta1 = delta2 @ W2 * (a1 * (1.0 - a1))
            W2 -= rate * (delta2.T @ a1)
            b2 -= rate * delta2.sum(axis=0)
            W1 -= rate * (delta1.T @ x)
            b1 -= rate * delta1.sum(axis=0)
        self.step += steps


class CirclesByHand:
    """2-4-2-1 with tanh, tanh, sigmoid and cross-entropy, written out in the same way."""

    def __init__(self, trainer: Trainer, *, knows_cost: bool) -> None:
        theta = trainer.initial_state().theta.copy()
        _, self.W1, self.W2, self.W3 = trainer.network.weights(theta)
        _, self.b1, self.b2, self.b3 = trainer.network.biases(theta)
        self.theta, self.trainer, self.step = theta, trainer, 0
        self.rate = trainer.experiment.learning_rate / trainer.experiment.batch_size
        self.costs: list[float] | None = [] if knows_cost else None

    def __call__(self, steps: int) -> None:
        data = self.trainer.data
        raw, labels, table = data.train.raw, data.train.labels, data.target_table
        W1, b1, W2, b2, W3, b3 = self.W1, self.b1, self.W2, self.b2, self.W3, self.b3
        rate = self.rate
        order = self.trainer.order(self.step // 20)
        for step in range(self.step, self.step + steps):
            epoch, place = divmod(step, 20)
            if place == 0:
                order = self.trainer.order(epoch)
            rows = order[10 * place:10 * place + 10]
            x = raw[rows]
            y = table[labels[rows]]
            a1 = np.tanh(x @ W1.T + b1)
            a2 = np.tanh(a1 @ W2.T + b2)
            z3 = a2 @ W3.T + b3
            a3 = sigmoid(z3)
            if self.costs is not None:
                self.costs.append(cross_entropy(z3, y))
            delta3 = a3 - y
            delta2 = delta3 @ W3 * (1.0 - a2 * a2)
            delta1 = delta2 @ W2 * (1.0 - a1 * a1)
            W3 -= rate * (delta3.T @ a2)
            b3 -= rate * delta3.sum(axis=0)
            W2 -= rate * (delta2.T @ a1)
            b2 -= rate * delta2.sum(axis=0)
            W1 -= rate * (delta1.T @ x)
            b1 -= rate * delta1.sum(axis=0)
        self.step += steps


def seconds(work: Round) -> float:
    start = time.perf_counter()
    work(STEPS_OF_A_ROUND)
    return time.perf_counter() - start


@pytest.mark.parametrize(("experiment", "by_hand", "allowed"), [
    (Experiment(), DigitsByHand, 1.3), (preset("circles"), CirclesByHand, 1.5)], ids=["784-30-10", "2-4-2-1"])
def test_a_step_through_the_timeline_takes_little_longer_than_numpy_by_hand(
        experiment: Experiment, by_hand: type[DigitsByHand | CirclesByHand], allowed: float) -> None:
    data: DataSet = experiment.open_data()
    trainer = Trainer(experiment, data)
    timeline, hand, blind = Timeline(trainer), by_hand(trainer, knows_cost=True), by_hand(trainer, knows_cost=False)

    def advance(steps: int) -> None:
        for _ in range(steps):
            timeline.advance()

    for work in (advance, hand, blind):
        work(10)
    # in turns, so that whatever slows this machine down slows all of them down
    times = [(seconds(advance), seconds(hand), seconds(blind)) for _ in range(ROUNDS)]
    ours, theirs, without_cost = (min(column) / STEPS_OF_A_ROUND * 1e6 for column in zip(*times, strict=True))
    print(f"\nstep {ours:.1f} µs, by hand {theirs:.1f} µs: {ours / theirs:.2f} × (allowed {allowed} ×); "
          f"by hand without the cost {without_cost:.1f} µs: {ours / without_cost:.2f} ×")
    assert np.allclose(timeline.end.theta, hand.theta, rtol=1e-9, atol=1e-12), "both have learned the same"
    assert np.allclose(timeline.history.costs, hand.costs, rtol=1e-9, atol=1e-12)
    assert ours <= allowed * theirs


def test_going_back_in_a_long_run_is_fast_small_and_exact() -> None:
    experiment = Experiment()
    data = experiment.open_data()
    timeline = Timeline(Trainer(experiment, data))
    rng = np.random.default_rng(0)
    visited = sorted({0, 1, LONG_RUN - 1, LONG_RUN - 2, *map(int, rng.integers(0, LONG_RUN, 40))})
    kept: dict[int, tuple[Array, Array, list[Array]]] = {}
    largest = 0
    for number in range(LONG_RUN):
        step = timeline.advance()
        if number in visited:
            kept[number] = (step.before.theta.copy(), step.record.gradient.copy(), [a.copy() for a in step.record.a])
        if number % 100 == 0:
            largest = max(largest, timeline.byte_count)
    slowest = 0.0
    for number in map(int, rng.permutation(visited)):
        if number == 0:
            continue
        timeline.step(number)
        # one step back from there
        start = time.perf_counter()
        timeline.step(number - 1)
        slowest = max(slowest, time.perf_counter() - start)
        start = time.perf_counter()
        again = timeline.step(number)
        slowest = max(slowest, time.perf_counter() - start)
        theta, gradient, activations = kept[number]
        assert np.array_equal(again.before.theta, theta)
        assert np.array_equal(again.record.gradient, gradient)
        assert all(np.array_equal(one, other) for one, other in zip(again.record.a, activations, strict=True))
        largest = max(largest, timeline.byte_count)
    jumps = []
    for number in map(int, rng.integers(0, LONG_RUN, 30)):
        start = time.perf_counter()
        timeline.step(number)
        jumps.append(time.perf_counter() - start)
    print(f"\nback by one step at most {slowest * 1e3:.1f} ms, to anywhere at most {max(jumps) * 1e3:.1f} ms, "
          f"{largest / 2**20:.1f} MB kept")
    assert slowest <= 0.1
    assert max(jumps) <= 0.1
    assert largest <= 64 * 2**20
