"""Planes through weights near the ends of floating point: right or refused, without a warning (which are errors)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal, localcontext
from itertools import product

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.directions import (
    Directions,
    gradient_and_orthogonal,
    principal_components,
    random_directions,
    two_parameters,
    window_for,
)
from simulator.errors import Explained
from simulator.experiment import Experiment, Layer
from simulator.surfaces.slice import NetworkSlice
from simulator.training import Trainer
from simulator.weight_plane import WeightPlane, lengths

SIZES = (5e-324, 1e-320, 1e-310, 1e-200, 1e-160, 1.0, 1e77, 1e154, 1e160, 1e200, 1e300, 3e307, 1.5e308)
EXPERIMENT = Experiment("xor_gate", (Layer(2, "tanh"), Layer(1)), cost="quadratic", learning_rate=0.1, batch_size=4)
TRAINER = Trainer(EXPERIMENT, EXPERIMENT.open_data())


@pytest.fixture(autouse=True)
def many_digits() -> Iterator[None]:
    with localcontext() as context:
        context.prec = 60
        yield


def decimals(vector: Array) -> list[Decimal]:
    return [Decimal(float(one)) for one in vector]


def dot(one: list[Decimal], other: list[Decimal]) -> Decimal:
    return sum((a * b for a, b in zip(one, other, strict=True)), Decimal(0))


def exact_length(vector: Array) -> float:
    return float(sum(one * one for one in decimals(vector)).sqrt())


def exact_coordinates(plane: WeightPlane, theta: Array) -> tuple[float, float]:
    first, second = decimals(plane.first), decimals(plane.second)
    away = [one - other for one, other in zip(decimals(theta), decimals(plane.origin), strict=True)]

    aa, ab, bb, ar, br = dot(first, first), dot(first, second), dot(second, second), dot(first, away), \
        dot(second, away)
    down = aa * bb - ab * ab
    return float((bb * ar - ab * br) / down), float((aa * br - ab * ar) / down)


def exact_distance(plane: WeightPlane, theta: Array) -> float:
    columns = [decimals(one) for one in (plane.first, plane.second)]
    rest = [one - other for one, other in zip(decimals(theta), decimals(plane.origin), strict=True)]
    first = columns[0]
    share = dot(first, columns[1]) / dot(first, first)
    second = [b - share * a for a, b in zip(first, columns[1], strict=True)]
    for direction in (first, second):
        share = dot(direction, rest) / dot(direction, direction)
        rest = [one - share * along for one, along in zip(rest, direction, strict=True)]
    return float(dot(rest, rest).sqrt())


def draw(size: float, seed: int) -> Array:
    return size * np.random.default_rng(seed).uniform(-1.0, 1.0, TRAINER.network.parameter_count)


@pytest.mark.parametrize("size", SIZES)
def test_a_length_is_right_wherever_it_is_a_number(size: float) -> None:
    vectors = np.stack([draw(size, seed) for seed in range(5)])
    for vector, found in zip(vectors, lengths(vectors), strict=True):
        assert found == pytest.approx(exact_length(vector), rel=1e-14, abs=1e-323)
    assert lengths(np.zeros(3)) == 0.0


@pytest.mark.parametrize(("far", "first", "second"), tuple(product(SIZES, SIZES[::3], SIZES[1::4])))
def test_coordinates_on_a_plane_are_right_whatever_the_sizes(far: float, first: float, second: float) -> None:
    plane = WeightPlane(draw(far, 1), draw(first, 2), draw(second, 3))
    theta = draw(far, 4)
    for found, exact in zip(plane.coordinates(theta), exact_coordinates(plane, theta), strict=True):
        if math.isfinite(exact):
            assert found == pytest.approx(exact, rel=1e-11, abs=1e-322)
        else:
            assert math.isinf(found)
    assert plane.distance(theta) == pytest.approx(exact_distance(plane, theta), rel=1e-9, abs=1e-322)


@pytest.mark.parametrize("size", SIZES)
def test_random_directions_have_the_length_of_the_weights_or_are_refused(size: float) -> None:
    network, theta = TRAINER.network, draw(size, 5)
    if not np.isfinite(exact_length(network.weights(theta)[1][0])) or size > 1e308:
        with pytest.raises(Explained, match="too large for random directions of their length; go back to smaller"):
            random_directions(network, theta, 1)
        return
    made = random_directions(network, theta, 1)
    for layer in range(1, network.depth + 1):
        for neuron in range(network.sizes[layer]):
            own, given = (np.append(network.weights(one)[layer][neuron], network.biases(one)[layer][neuron])
                          for one in (theta, made.first))
            assert exact_length(given) == pytest.approx(exact_length(own), rel=1e-12, abs=2e-323)


def every_choice(theta: Array, size: float) -> list[Directions]:
    gradient = draw(size, 6)
    choices: list[Directions] = [two_parameters(TRAINER.network, 0, 4), gradient_and_orthogonal(theta, gradient),
                                 gradient_and_orthogonal(theta, gradient, draw(size, 7))]
    assert choices[1].gradient_length == pytest.approx(exact_length(gradient), rel=1e-14, abs=1e-323)  # type: ignore[attr-defined]
    for make in (lambda: random_directions(TRAINER.network, theta, 2),
                 lambda: principal_components([draw(size, seed) for seed in range(8, 14)])):
        try:
            choices.append(make())
        except Explained:
            assert size > 1e308 or size < 1e-320
    return choices


@pytest.mark.parametrize("size", SIZES)
def test_a_map_through_any_weights_is_drawn_or_refused(size: float) -> None:
    theta = draw(size, 5)
    for directions in every_choice(theta, size):
        plane = directions.through(theta)
        here = np.array([plane.path(theta)])
        try:
            window = window_for(plane, here, directions.reach_at(theta))
        except Explained:
            assert size > 1e307
            continue
        assert window.low[0] < here[0, 0] < window.high[0]
        surface = NetworkSlice(TRAINER.network, plane, *both(), window).interruptible(lambda: False)
        a, b = np.meshgrid(*(np.linspace(low, high, 3) for low, high in zip(window.low, window.high, strict=True)))
        costs = surface.costs(a, b)
        assert np.isfinite(costs).all(), "tanh and a sigmoid end in a cost of at most ½"
        surface.gradients(a, b)
        surface.hessians(a, b)


def both() -> tuple[Array, Array]:
    part = TRAINER.data.train
    rows = np.arange(part.count)
    return part.inputs(rows), TRAINER.data.targets(part, rows)


def test_a_map_in_single_numbers_is_not_empty_where_double_ones_hold_the_cost() -> None:
    experiment = Experiment("xor_gate", (Layer(2, "identity"), Layer(1, "identity")), cost="quadratic", batch_size=4)
    trainer = Trainer(experiment, experiment.open_data())
    theta = draw(1e30, 5)
    directions = two_parameters(trainer.network, 0, 4)
    plane = directions.through(theta)
    window = window_for(plane, np.array([plane.path(theta)]), directions.reach_at(theta))
    double = NetworkSlice(trainer.network, plane, *both(), window)
    single = NetworkSlice(trainer.network, plane, *both(), window, dtype=np.float32)
    a, b = np.array([window.low[0], window.high[0]]), np.array([window.low[1], window.high[1]])
    np.testing.assert_allclose(single.costs(a, b), double.costs(a, b), rtol=1e-4)
    np.testing.assert_allclose(single.gradients(a, b), double.gradients(a, b), rtol=1e-4)
