"""Basins of attraction against descent that is walked step by step."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.landscape.basins import basins_of_attraction
from simulator.landscape.landscape import Basins, landscape_of
from simulator.surfaces.surface import Surface
from simulator.training import Interrupted
from tests.simulator.landscape.conftest import (
    ACKLEY,
    BEALE,
    BOWL,
    CONE,
    HIMMELBLAU,
    RASTRIGIN,
    ROSENBROCK,
    TWO_VALLEYS,
    FormulaSurface,
    over,
)


def basins(surface: FormulaSurface, learning_rate: float, columns: int = 21, rows: int = 21) -> Basins:
    return basins_of_attraction(landscape_of(surface, 61, 61, logarithmic=True), learning_rate, columns, rows)


@np.errstate(all="ignore")
def walked(surface: Surface, a: Array, b: Array, learning_rate: float, steps: int) -> Array:
    """Where θ ← θ − η ∇C leads in so many steps, shape (…, 2); not finite if it diverges or falls into a hole."""
    for _ in range(steps):
        slopes = surface.gradients(a, b)
        a, b = a - learning_rate * slopes[..., 0], b - learning_rate * slopes[..., 1]
    return np.stack((a, b), axis=-1)


@pytest.mark.parametrize(("surface", "learning_rate", "steps"), [
    (TWO_VALLEYS, 0.05, 400), (TWO_VALLEYS, 0.2, 2000), (HIMMELBLAU, 0.01, 400), (HIMMELBLAU, 0.015, 2000),
    (RASTRIGIN, 0.002, 400), (BEALE, 0.01, 4000),
])
def test_every_point_belongs_to_the_minimum_that_walking_reaches(surface: FormulaSurface, learning_rate: float,
                                                                steps: int) -> None:
    found = basins(surface, learning_rate, 13, 9)
    assert found.owner.shape == (9, 13)
    ends = walked(surface, *np.meshgrid(found.a, found.b), learning_rate, steps)
    distances = np.stack([np.hypot(ends[..., 0] - point.a, ends[..., 1] - point.b) for point in found.minima])
    distances[np.isnan(distances)] = np.inf
    arrived = np.where(distances.min(axis=0) < 1e-2, distances.argmin(axis=0), -1)
    np.testing.assert_array_equal(found.owner, arrived)


def test_the_ridge_between_two_valleys_divides_them() -> None:
    found = basins(TWO_VALLEYS, 0.02, 41, 41)
    assert len(found.minima) == 2
    left = int(np.argmin([point.a for point in found.minima]))
    # gradients along a and b don't depend on each other; the saddle lies at a = 0.0754
    expected = np.where(found.a < 0.0754, left, 1 - left)
    np.testing.assert_array_equal(found.owner, np.broadcast_to(expected, (41, 41)))


def test_minima_keep_their_order_and_only_those_that_are_reached_are_named() -> None:
    landscape = landscape_of(TWO_VALLEYS, 61, 61, logarithmic=False)
    found = basins_of_attraction(landscape, 0.02, 31, 31)
    assert found.minima == landscape.points[:2]
    assert found.learning_rate == 0.02
    # λ = 12a² − 4 is 8.87 in the deep minimum and 7.06 in the other: between 2/8.87 and 2/7.06 only one attracts
    one = basins_of_attraction(landscape, 0.25, 31, 31)
    assert one.minima == landscape.points[1:2]
    assert set(np.unique(one.owner)) == {-1, 0}


def test_a_rate_that_diverges_reaches_nothing() -> None:
    assert basins(BOWL, 0.49).owner.max() == 0
    assert (basins(BOWL, 0.49).owner == 0).all()
    for rate in (0.5, 0.51, 3.0, 1e300):  # λ_max = 4
        found = basins(BOWL, rate)
        assert (found.owner == -1).all()
        assert found.minima == ()


def test_points_that_the_first_step_throws_too_far_reach_nothing() -> None:
    # x ← x − 4ηx³: shrinks only where 4ηx² < 2
    found = basins(over(lambda a, b: a**4 + b * b), 0.05, 41, 5)
    limit = np.sqrt(2 / (4 * 0.05))
    np.testing.assert_array_equal(found.owner == 0, np.broadcast_to(np.abs(found.a) < limit, (5, 41)))


def test_who_is_undefined_or_steps_into_a_hole_reaches_nothing() -> None:
    # a·ln a + b²: minimum at 1/e, and no cost at a ≤ 0
    surface = over(lambda a, b: a * np.log(a) + b * b / 10)
    gentle = basins(surface, 0.1, 41, 5)
    np.testing.assert_array_equal(gentle.owner == 0, np.broadcast_to(gentle.a > 0, (5, 41)))
    for rate in (0.6, 0.7):  # 2/λ_max is 0.7358
        found = basins(surface, rate, 41, 5)
        ends = walked(surface, *np.meshgrid(found.a, found.b), rate, 500)
        np.testing.assert_array_equal(found.owner == 0, np.abs(ends[..., 0] - np.exp(-1)) < 1e-3)
    steep = over(lambda a, b: a * np.log(a) + (a - 1) ** 4 + b * b)
    found = basins(steep, 0.1, 41, 5)
    ends = walked(steep, *np.meshgrid(found.a, found.b), 0.1, 500)
    np.testing.assert_array_equal(found.owner == 0, np.isfinite(ends).all(axis=-1))
    assert 0 < (found.owner == 0).mean() < (gentle.owner == 0).mean()  # far starts are thrown into the hole


def test_surfaces_without_a_minimum_have_no_basins() -> None:
    for surface in (over(lambda a, b: a + 2 * b), over(lambda a, b: a * a - b * b), over(lambda a, b: 0 * a)):
        found = basins(surface, 0.1)
        assert found.minima == ()
        assert (found.owner == -1).all()


def test_a_bent_valley_belongs_to_its_minimum_though_it_is_long() -> None:
    assert (basins(ROSENBROCK, 0.0005).owner == 0).all()


def test_a_plateau_that_holds_descent_for_ever_belongs_to_nothing() -> None:
    hole = over(lambda a, b: 1 - np.exp(-a * a - b * b), 8.0)
    found = basins(hole, 0.1, 41, 41)
    distance = np.hypot(found.a, found.b[:, np.newaxis])
    assert (found.owner[distance < 2.2] == 0).all()
    assert (found.owner[distance > 4.0] == -1).all()


def test_descent_that_hovers_around_a_corner_belongs_to_it() -> None:
    assert (basins(CONE, 0.1).owner == 0).all()
    found = basins(ACKLEY, 0.01, 21, 21)
    assert found.owner[10, 10] == 0
    assert found.minima[0].is_corner


def test_the_work_stops_when_it_is_asked_to() -> None:
    landscape = landscape_of(HIMMELBLAU, 61, 61, logarithmic=True)
    with pytest.raises(Interrupted):
        basins_of_attraction(landscape, 0.01, 31, 31, should_stop=lambda: True)
    asked = iter([False] * 5)
    with pytest.raises(Interrupted):
        basins_of_attraction(landscape, 0.001, 31, 31, should_stop=lambda: next(asked, True))
