"""What a surface is made of depends neither on the unit of its cost nor on those of its parameters."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.descent.outcome import OutcomeKind, outcome_of
from simulator.descent.race import Race
from simulator.descent.racer import Racer
from simulator.landscape.basins import basins_of_attraction
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, landscape_of, rounded_down
from simulator.surfaces.catalogue import surface_named
from simulator.surfaces.surface import Surface, Window, own_surface

NAMES = ("two_valleys", "himmelblau", "plateau", "line_tanh", "two_minima", "ackley")
FACTORS = (1e200, 1e-200, 3e290, 1e-300, 7e-308, 1e-310)
"""Of the costs, down to numbers that have lost some of their digits."""
GRID = 81


@pytest.fixture(autouse=True)
def no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@dataclass(frozen=True)
class Scaled:
    """A surface in other units."""

    surface: Surface
    factor: float = 1.0
    units: tuple[float, float] = (1.0, 1.0)

    @property
    def window(self) -> Window:
        low, high = self.surface.window.low, self.surface.window.high
        (a, b), (c, d) = (tuple(np.multiply(corner, self.units).tolist()) for corner in (low, high))
        return Window((a, b), (c, d))

    @property
    def symbols(self) -> tuple[str, str]:
        return self.surface.symbols

    def costs(self, a: Array, b: Array) -> Array:
        with np.errstate(under="ignore"):
            return np.asarray(self.factor * self.surface.costs(a / self.units[0], b / self.units[1]))

    def gradients(self, a: Array, b: Array) -> Array:
        with np.errstate(under="ignore"):
            gradients = self.surface.gradients(a / self.units[0], b / self.units[1])
            return np.asarray(self.factor * (gradients / self.units))

    def hessians(self, a: Array, b: Array) -> Array:
        with np.errstate(under="ignore"):
            hessians = self.surface.hessians(a / self.units[0], b / self.units[1])
            return np.asarray(self.factor * (hessians / np.multiply.outer(self.units, self.units)))


def looked_at(surface: Surface, logarithmic: bool = False, threshold: float | None = None) -> Landscape:
    return landscape_of(surface, GRID, GRID, logarithmic=logarithmic, threshold=threshold)


@cache
def as_it_is(name: str) -> Landscape:
    return looked_at(surface_named(name).surface)


def kinds_and_places(points: tuple[CriticalPoint, ...], units: tuple[float, float]) -> list[tuple[object, ...]]:
    return sorted((one.kind.value, one.is_global, one.is_corner, round(one.a / units[0], 4) + 0.0,
                   round(one.b / units[1], 4) + 0.0) for one in points)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", NAMES)
def test_other_units_of_the_cost_change_no_point_and_no_plateau(name: str, factor: float) -> None:
    usual = as_it_is(name)
    scaled = looked_at(Scaled(surface_named(name).surface, factor), threshold=factor * usual.threshold)
    assert kinds_and_places(scaled.points, (1.0, 1.0)) == kinds_and_places(usual.points, (1.0, 1.0))
    np.testing.assert_array_equal(scaled.plateau, usual.plateau)
    costs = np.array([one.cost for one in scaled.points if not one.is_corner])
    np.testing.assert_allclose(np.sort(costs), np.sort([factor * one.cost for one in usual.points
                                                         if not one.is_corner]), rtol=1e-6, atol=1e-6 * factor)
    shares = scaled.scale.shares(scaled.costs)
    np.testing.assert_allclose(shares, usual.scale.shares(usual.costs), atol=1e-6)


@pytest.mark.parametrize(("factor", "units"), [
    (1.0, (1e-9, 1e5)), (1.0, (1e100, 1e100)), (1.0, (1e-100, 1e100)), (1e200, (1e60, 1e60)),
    (1e-250, (1e-20, 1e-20))])
@pytest.mark.parametrize("name", NAMES[:3])
def test_other_units_of_the_parameters_change_no_point(name: str, factor: float, units: tuple[float, float]) -> None:
    scaled = looked_at(Scaled(surface_named(name).surface, factor, units))
    assert kinds_and_places(scaled.points, units) == kinds_and_places(as_it_is(name).points, (1.0, 1.0))


@pytest.mark.parametrize("factor", FACTORS[:4])
@pytest.mark.parametrize("name", NAMES[:2])
def test_other_units_of_the_cost_change_no_basin(name: str, factor: float) -> None:
    entry = surface_named(name)
    usual = basins_of_attraction(as_it_is(name), entry.usual_rate, 15, 15)
    scaled = basins_of_attraction(looked_at(Scaled(entry.surface, factor)), entry.usual_rate / factor, 15, 15)
    places = [[(round(one.a, 4), round(one.b, 4)) for one in basins.minima] for basins in (usual, scaled)]
    owners = [[found[number] if number >= 0 else None for number in basins.owner.ravel().tolist()]
              for basins, found in zip((usual, scaled), places, strict=True)]
    assert owners[0] == owners[1]


@pytest.mark.parametrize("exponent", [-316, -318, -320, -322, -323])
@pytest.mark.parametrize("name", NAMES)
def test_costs_that_have_lost_nearly_all_digits_make_no_minima(name: str, exponent: int) -> None:
    points = looked_at(Scaled(surface_named(name).surface, float(f"1e{exponent}"))).points
    known = {(one.kind, round(one.a, 1) + 0.0, round(one.b, 1) + 0.0) for one in as_it_is(name).points}
    assert {(one.kind, round(one.a, 1) + 0.0, round(one.b, 1) + 0.0) for one in points} <= known
    assert len(points) <= len(known)


@pytest.mark.parametrize("text", [
    "1e-320", "1e300", "1e-320*a", "1e290*a*b", "1e-315*(a² + b²)", "1e-322*sin(a)·sin(b)", "1e150*(a − b)²",
    "1e-160*a·1e-160*b", "exp(−1000·a²)·1e-10", "1e300·tanh(1e5·a)", "(1e-80*a)^4 + b^2*1e-320", "1/(1e300·a) + b²"])
def test_no_expression_at_the_edge_of_the_numbers_warns_or_makes_minima_where_there_are_none(text: str) -> None:
    surface = own_surface(text, Window((-2.0, -2.0), (3.0, 3.0)))
    for logarithmic in (False, True):
        landscape = looked_at(surface, logarithmic)
        for point in landscape.points:
            if point.kind is PointKind.MINIMUM:
                around = np.array((point.a, point.b)) + 0.05 * np.array(((1, 0), (0, 1), (-1, 0), (0, -1), (1, 1)))
                assert (surface.costs(around[:, 0], around[:, 1]) > point.cost).all()
        assert np.isfinite(landscape.threshold)
        assert not np.isinf(landscape.scale.shares(landscape.costs)).any()
        basins_of_attraction(landscape, 0.1, 9, 9)


def test_a_threshold_is_rounded_down_to_1_2_or_5_of_any_power_that_there_is() -> None:
    rng = np.random.default_rng(20)
    for value in (*10.0 ** rng.uniform(-323.2, 308.0, 2000), 5e-324, 1e-323, 1.7e308, 1.0, 0.5, 0.2):
        rounded = rounded_down(float(value))
        assert 0.0 < rounded <= value * (1 + 1e-11)
        assert value <= 2.5 * rounded * (1 + 1e-11) or value < 1e-321
        assert f"{rounded:.0e}"[0] in "125" or value < 1e-321


@pytest.mark.parametrize("exponent", [-290, -120, 80, 140])
def test_a_racer_says_the_same_of_a_surface_in_other_units(exponent: int) -> None:
    entry = surface_named("two_valleys")
    outcomes = []
    for factor in (1.0, 10.0 ** exponent):
        landscape = looked_at(Scaled(entry.surface, factor))
        race = Race(landscape.surface, [Racer("gradient_descent", 0.5 / factor, start=entry.start)])
        race.extend_to(200)
        outcomes.append([(one.kind, one.since) for step in (1, 20, 200)
                         for one in [outcome_of(race.trails[0], step, landscape)]])
    assert outcomes[0] == outcomes[1]
    assert outcomes[1][-1][0] is OutcomeKind.LOCAL_MINIMUM


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_a_racer_that_begins_beyond_what_can_be_squared_has_not_diverged(optimizer: str) -> None:
    surface = own_surface("1e200·(a² + b²)", Window((-2.0, -2.0), (2.0, 2.0)))
    race = Race(surface, [Racer(optimizer, 1e-201, start=(1.0, 1.0))])
    race.extend_to(5)
    outcome = outcome_of(race.trails[0], 5, looked_at(surface))
    assert (outcome.kind, outcome.step, outcome.is_over) == (OutcomeKind.TOO_LARGE, 0, True)


def test_a_stable_rate_that_is_beyond_all_numbers_is_none() -> None:
    surface = own_surface("1e-310·(a² + b²)", Window((-2.0, -2.0), (2.0, 2.0)))
    race = Race(surface, [Racer("gradient_descent", 0.1, start=(1.0, 1.0))])
    race.extend_to(3)
    assert outcome_of(race.trails[0], 3, looked_at(surface)).stable_rate is None
