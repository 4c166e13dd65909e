"""How long a race takes to record, and how long any step of it takes to be shown, in either direction."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pytest

from simulator.arrays import Array, Indices
from simulator.descent.outcome import outcome_of
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.landscape.landscape import landscape_of
from simulator.surfaces.surface import Surface, Window

STEPS = 10_000
SEEKS = 400
ALLOWED = 50.0
"""Milliseconds for a seek of all five racers."""
OF_AN_OUTCOME = 2.0
RATES = {"gradient_descent": 2e-4, "momentum": 2e-5, "nesterov": 2e-5, "rmsprop": 1e-4, "adam": 1e-3}


class Rosenbrock:
    """(1 − a)² + 100 (b − a²)²."""

    symbols = ("a", "b")
    window = Window((-2.0, -1.0), (2.0, 3.0))

    def costs(self, a: Array, b: Array) -> Array:
        return np.asarray((1 - a) ** 2 + 100 * (b - a * a) ** 2)

    def gradients(self, a: Array, b: Array) -> Array:
        bend = b - a * a
        return np.stack(np.broadcast_arrays(2 * (a - 1) - 400 * a * bend, 200 * bend), axis=-1)

    def hessians(self, a: Array, b: Array) -> Array:
        a, b = np.broadcast_arrays(a, b)
        mixed = -400 * a
        rows = (np.stack((2 - 400 * b + 1200 * a * a, mixed), -1), np.stack((mixed, np.full(a.shape, 200.0)), -1))
        return np.stack(rows, axis=-2)


class Neuron:
    """One sigmoid neuron with the quadratic cost over M samples: ½ (σ(w x + b) − y)²."""

    symbols = ("w", "b")
    window = Window((-8.0, -8.0), (8.0, 8.0))

    def __init__(self, x: Array, y: Array) -> None:
        self.x, self.y, self.sample_count = x, y, len(x)

    def part(self, rows: Indices) -> Neuron:
        return Neuron(self.x[rows], self.y[rows])

    def _activations(self, w: Array, b: Array) -> Array:
        z = np.asarray(w)[..., np.newaxis] * self.x + np.asarray(b)[..., np.newaxis]
        return np.asarray(1 / (1 + np.exp(-np.clip(z, -700, 700))))

    def costs(self, a: Array, b: Array) -> Array:
        return np.asarray(0.5 * ((self._activations(a, b) - self.y) ** 2).mean(axis=-1))

    def gradients(self, a: Array, b: Array) -> Array:
        s = self._activations(a, b)
        delta = (s - self.y) * s * (1 - s)
        return np.stack(((delta * self.x).mean(axis=-1), delta.mean(axis=-1)), axis=-1)

    def hessians(self, a: Array, b: Array) -> Array:
        s = self._activations(a, b)
        slope = s * (1 - s)
        bend = slope * (slope + (s - self.y) * (1 - 2 * s))
        mixed = (bend * self.x).mean(axis=-1)
        rows = (np.stack(((bend * self.x**2).mean(axis=-1), mixed), -1), np.stack((mixed, bend.mean(axis=-1)), -1))
        return np.stack(rows, axis=-2)


def neuron() -> Neuron:
    x = np.linspace(-2.0, 2.0, 200)
    return Neuron(x, (x + 0.4 * np.random.default_rng(1).standard_normal(200) > 0.3).astype(np.float64))


def milliseconds(act: Callable[[], object]) -> float:
    """Of this thread: what other programs do on the machine doesn't count."""
    begin = time.thread_time()
    act()
    return 1e3 * (time.thread_time() - begin)


@pytest.mark.parametrize(("surface", "batch"), [(Rosenbrock(), 0), (neuron(), 0), (neuron(), 10)],
                         ids=["rosenbrock", "neuron over 200 samples", "neuron, batches of 10"])
def test_five_optimizers_racing_are_recorded_and_seekable_in_both_directions(surface: Surface, batch: int) -> None:
    rates = RATES if isinstance(surface, Rosenbrock) else dict.fromkeys(RATES, 0.05)
    race = Race(surface, [Racer(name, rate, start=(-1.2, 1.0), batch_size=batch) for name, rate in rates.items()])
    recorded = milliseconds(lambda: race.extend_to(STEPS))
    assert all(trail.length == STEPS for trail in race.trails)
    landscape = landscape_of(surface, 101, 101, logarithmic=True)

    def seek(step: int) -> None:
        """What a window needs to show a step: the way there, the step taken apart, what has become of everybody."""
        for trail in race.trails:
            trail.path(step)
            trail.costs(step)
            trail.step(max(0, step - 1))
            outcome_of(trail, step, landscape)

    seek(0)
    places = np.random.default_rng(0).integers(0, STEPS + 1, SEEKS).tolist()
    seeks = [milliseconds(lambda step=step: seek(step)) for step in places]
    in_order = [milliseconds(lambda step=step: seek(step)) for step in range(STEPS, STEPS - 50, -1)]
    outcomes = [milliseconds(lambda step=step, trail=trail: outcome_of(trail, step, landscape))
                for trail in race.trails for step in places[:100]]
    slowest = sorted(outcomes)[int(0.99 * len(outcomes))]
    print(f"\nfive racers, {STEPS:,} steps each, recorded in {recorded:.0f} ms "
          f"({1e3 * recorded / STEPS / len(race.trails):.1f} µs a step of one); a seek of all five "
          f"{statistics.median(seeks):.1f} ms, at most {max(seeks):.1f} ms, step by step backwards "
          f"{statistics.median(in_order):.1f} ms (allowed {ALLOWED:.0f} ms); an outcome "
          f"{statistics.median(outcomes):.2f} ms, 99 % within {slowest:.2f} ms (wanted: {OF_AN_OUTCOME:.0f} ms)")
    assert max(*seeks, *in_order) <= ALLOWED
    assert slowest <= OF_AN_OUTCOME
