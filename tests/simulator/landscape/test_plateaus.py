"""Plateaus: flat, and not minimal."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.landscape.critical_points import PointKind
from simulator.landscape.landscape import Landscape, landscape_of, plateau_at, rounded_down
from tests.simulator.landscape.conftest import (
    BOWL,
    HIMMELBLAU,
    RASTRIGIN,
    ROSENBROCK,
    Complex,
    FormulaSurface,
    neuron,
    over,
    sigmoid,
)

HOLE = over(lambda a, b: 1 - np.exp(-a * a - b * b), 4.0)
INPUTS = (-2.0, -1.0, -0.3, 0.4, 0.5, 1.5, 2.0)
TARGETS = (0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0)
NEURON = neuron(INPUTS, TARGETS, sigmoid, 10.0)


def seen(surface: FormulaSurface, points: int = 101, threshold: float | None = None,
         logarithmic: bool = False) -> Landscape:
    return landscape_of(surface, points, points, logarithmic=logarithmic, threshold=threshold)


def test_around_a_hole_everything_beyond_its_rim_is_a_plateau() -> None:
    landscape = seen(HOLE, threshold=0.01)
    distance = np.hypot(landscape.a, landscape.b[:, np.newaxis])
    # slope 2r·exp(−r²) falls to 0.01 at r = 2.4398
    assert landscape.plateau[distance > 2.5].all()
    assert not landscape.plateau[distance < 2.4].any()
    assert landscape.threshold == 0.01
    assert plateau_at(landscape, -3.2, 2.0)
    assert not plateau_at(landscape, 0.0, 0.0)
    assert not plateau_at(landscape, 4.5, 0.0)  # outside of the window nothing is known


def test_a_threshold_that_fits_is_chosen_and_it_is_a_round_number() -> None:
    for surface in (HOLE, NEURON, HIMMELBLAU, ROSENBROCK):
        threshold = seen(surface).threshold
        assert threshold == rounded_down(threshold)
        assert threshold > 0
    assert seen(HOLE).plateau.mean() > 0.5


@pytest.mark.parametrize(("value", "expected"), [
    (1.0, 1.0), (0.99, 0.5), (4.9, 2.0), (5.0, 5.0), (0.02, 0.02), (7e-9, 5e-9), (3e12, 2e12),
    (0.0, 0.0), (-1.0, 0.0), (np.nan, 0.0), (np.inf, 0.0), (0.1 * 0.2, 0.02),
])
def test_a_bound_is_rounded_down_to_1_2_or_5(value: float, expected: float) -> None:
    assert rounded_down(value) == expected


@pytest.mark.parametrize("surface", [BOWL, HIMMELBLAU, ROSENBROCK, RASTRIGIN, over(lambda a, b: a * a - b * b),
                                     over(lambda a, b: a**4 + b**4), over(lambda a, b: a + b)])
@pytest.mark.parametrize("points", [31, 101])
def test_neither_the_bottom_of_a_bowl_nor_a_saddle_nor_a_hilltop_is_a_plateau(surface: FormulaSurface,
                                                                              points: int) -> None:
    assert not seen(surface, points).plateau.any()


def test_a_floor_that_is_minimal_is_no_plateau_however_wide() -> None:
    trough = over(lambda a, b: a * a + 0 * b)
    assert not seen(trough).plateau.any()
    assert not seen(over(lambda a, b: 0 * a + 3)).plateau.any()


def saturated(output: float) -> float:
    """The cost of the neuron if it answers the same to all."""
    return float(np.mean((output - np.array(TARGETS)) ** 2) / 2)


def test_a_saturated_sigmoid_neuron_lies_on_a_plateau_with_the_cost_of_a_constant_answer() -> None:
    wide = neuron(INPUTS, TARGETS, sigmoid, 40.0)
    landscape = seen(wide)
    for bias, output in ((38.0, 1.0), (-38.0, 0.0)):
        assert plateau_at(landscape, 0.0, bias)
        np.testing.assert_allclose(wide.costs(np.array(0.0), np.array(bias)), saturated(output), rtol=1e-9)
    # with a large weight of the wrong sign every answer is wrong, and nothing pulls it back
    assert plateau_at(landscape, -39.0, 1.0)
    best = landscape.points[0]
    assert best.kind is PointKind.MINIMUM
    assert not plateau_at(landscape, best.a, best.b)


def test_cross_entropy_has_no_plateau_where_the_quadratic_cost_has_one() -> None:
    def cost(a: Complex, b: Complex) -> Complex:
        # −ln of the probability of what is right: ln(1 + e^−z) for y = 1, ln(1 + e^z) for y = 0
        z = [(a * x + b) * (1 - 2 * t) for x, t in zip(INPUTS, TARGETS, strict=True)]
        return np.asarray(sum(np.log(1 + np.exp(one)) for one in z) / len(z))

    assert not seen(over(cost, 10.0)).plateau.any()
    assert seen(NEURON).plateau.any()


def test_every_point_of_a_plateau_is_flat_and_higher_than_the_lowest() -> None:
    for surface in (HOLE, NEURON):
        landscape = seen(surface)
        assert (landscape.slopes[landscape.plateau] < landscape.threshold).all()
        lift = 0.01 * (landscape.scale.high - landscape.scale.low)
        assert (landscape.costs[landscape.plateau] > landscape.scale.low + lift).all()


@pytest.mark.parametrize("formula", [
    lambda a, b: np.log(a + 1) ** 2 + 0 * b, lambda a, b: np.where(a.real < -2, np.nan, 1 - np.exp(-a * a - b * b)),
])
def test_a_hole_in_the_surface_is_no_plateau(formula: Callable[[Complex, Complex], Complex]) -> None:
    landscape = seen(over(formula))
    undefined = np.isnan(landscape.costs)
    assert undefined.any()
    assert not landscape.plateau[undefined].any()


def test_a_network_of_rectifiers_that_are_all_off_is_on_a_plateau() -> None:
    def rectifier(z: Complex) -> Complex:
        return np.where(z.real > 0, z, 0)

    surface = neuron(INPUTS, (0.1, 0.2, 0.5, 0.3, 1.0, 1.0, 1.5), rectifier, 4.0)
    landscape = seen(surface)
    off: Array = np.max([landscape.a * x + landscape.b[:, np.newaxis] for x in INPUTS], axis=0) < -0.1
    assert off.sum() > 100
    assert landscape.plateau[off].all()
