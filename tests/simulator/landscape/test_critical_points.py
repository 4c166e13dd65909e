"""Minima, saddles and maxima: all of them, exactly, and none that isn't there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.arrays import Array
from simulator.landscape.critical_points import CriticalPoint, PointKind, find_critical_points
from simulator.surfaces.surface import Surface, Window
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
    magnitude,
    over,
)

KINDS = (PointKind.MINIMUM, PointKind.SADDLE, PointKind.MAXIMUM)
# Found by solving both equations in 40 digits; the minima stand in D. Himmelblau, 1972, and everywhere else.
HIMMELBLAUS = {
    PointKind.MINIMUM: [(3.0, 2.0), (-2.805118086952745, 3.131312518250573), (-3.779310253377747, -3.283185991286170),
                        (3.584428340330492, -1.848126526964404)],
    PointKind.SADDLE: [(3.385154183607, 0.073851879838), (0.086677504555, 2.884254701175),
                       (-3.073025750764, -0.081353044288), (-0.127961346731, -1.953714980245)],
    PointKind.MAXIMUM: [(-0.270844590667, -0.923038522196)],
}


def places(points: tuple[CriticalPoint, ...], kind: PointKind) -> Array:
    found = np.array([(point.a, point.b) for point in points if point.kind is kind])
    return found.reshape(-1, 2)


def assert_same_places(found: Array, expected: Array) -> None:
    """Each is found once, to 1e-6, and nothing else."""
    expected = np.reshape(expected, (-1, 2))
    assert found.shape == expected.shape
    if len(expected):
        distances = np.linalg.norm(found[:, np.newaxis] - expected, axis=-1)
        assert distances.min(axis=0).max() < 1e-6
        assert distances.min(axis=1).max() < 1e-6


def counts(surface: Surface) -> tuple[int, int, int]:
    points = find_critical_points(surface)
    minima, saddles, maxima = (len(places(points, kind)) for kind in KINDS)
    return minima, saddles, maxima


@pytest.mark.parametrize("kind", KINDS)
def test_himmelblau_s_nine_points_are_where_the_literature_says(kind: PointKind) -> None:
    assert_same_places(places(find_critical_points(HIMMELBLAU), kind), np.array(HIMMELBLAUS[kind]))


def test_himmelblau_s_four_minima_are_all_global() -> None:
    minima = [point for point in find_critical_points(HIMMELBLAU) if point.kind is PointKind.MINIMUM]
    assert all(point.is_global and abs(point.cost) < 1e-12 for point in minima)


def test_rosenbrock_has_one_minimum_and_nothing_along_its_floor() -> None:
    points = find_critical_points(ROSENBROCK)
    assert len(points) == 1
    assert_same_places(places(points, PointKind.MINIMUM), np.array([(1.0, 1.0)]))
    # H = ((802, −400), (−400, 200)): λ = 501 ± √(301² + 400²)
    np.testing.assert_allclose(points[0].curvatures, 501 + np.array((-1, 1)) * np.sqrt(301**2 + 400**2), rtol=1e-6)


def roots_of_one_dimension(reach: float) -> tuple[Array, Array]:
    """Where 2x + 20π·sin 2πx = 0: minima and maxima of x² − 10·cos 2πx, by halving between sign changes."""
    def slope(x: Array) -> Array:
        return 2 * x + 20 * np.pi * np.sin(2 * np.pi * x)

    x = np.linspace(-reach, reach, 20_002)
    low, high = x[:-1], x[1:]
    crossed = slope(low) * slope(high) < 0
    low, high = low[crossed], high[crossed]
    rising = slope(high) > 0
    for _ in range(80):
        middle = (low + high) / 2
        above = (slope(middle) > 0) == rising
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return low[rising], low[~rising]


def test_rastrigin_s_441_points_are_the_combinations_of_those_of_one_dimension() -> None:
    minima, maxima = roots_of_one_dimension(5.12)
    assert (len(minima), len(maxima)) == (11, 10)

    def pairs(first: Array, second: Array) -> Array:
        return np.stack(np.meshgrid(first, second), axis=-1).reshape(-1, 2)

    points = find_critical_points(RASTRIGIN)
    assert_same_places(places(points, PointKind.MINIMUM), pairs(minima, minima))
    assert_same_places(places(points, PointKind.MAXIMUM), pairs(maxima, maxima))
    assert_same_places(places(points, PointKind.SADDLE),
                       np.concatenate((pairs(minima, maxima), pairs(maxima, minima))))
    assert [point.is_global for point in points].count(True) == 1
    assert points[0].is_global
    assert abs(points[0].a) + abs(points[0].b) < 1e-6


def beale_s_points(reach: float) -> Array:
    """For a given b the cost is a parabola in a; put its vertex in, and a polynomial in b is left.

    With p_i = 1 − bⁱ the cost is Σ (c_i − a·p_i)², its vertex a = Σ c_i p_i / Σ p_i², and there it is below Σ c_i² by
    (Σ c_i p_i)² / Σ p_i². At b = 1 there is no vertex: ∂C/∂b = 2a Σ i·c_i vanishes at a = 0.
    """
    polynomial = np.polynomial.Polynomial
    p = [polynomial([1.0] + [0.0] * (i - 1) + [-1.0]) for i in (1, 2, 3)]
    by_one_less = [one // polynomial([1.0, -1.0]) for one in p]  # (1 − b) is in all of them
    above = sum((c * one for c, one in zip((1.5, 2.25, 2.625), by_one_less, strict=True)), polynomial([0.0]))
    below = sum((one * one for one in by_one_less), polynomial([0.0]))
    slope = 2 * above.deriv() * below - above * below.deriv()
    b = np.array([root.real for one in (slope, above) for root in one.roots() if abs(root.imag) < 1e-9])
    b = b[np.abs(b - 1) > 1e-6]
    a = above(b) / ((1 - b) * below(b))
    found = np.concatenate((np.column_stack((a, b)), [(0.0, 1.0)]))
    return found[(np.abs(found) <= reach).all(axis=1)]


def test_beale_s_minimum_and_saddles_are_those_of_its_polynomials() -> None:
    points = find_critical_points(BEALE)
    assert_same_places(places(points, PointKind.MINIMUM), np.array([(3.0, 0.5)]))
    assert_same_places(np.array([(point.a, point.b) for point in points]), beale_s_points(4.5))
    assert len(places(points, PointKind.SADDLE)) == len(points) - 1
    saddle = next(point for point in points if abs(point.b - 1) < 1e-6)
    np.testing.assert_allclose(saddle.cost, 1.5**2 + 2.25**2 + 2.625**2)


def test_ackley_s_lowest_minimum_is_a_corner_among_smooth_ones() -> None:
    points = find_critical_points(ACKLEY)
    best, *others = (point for point in points if point.kind is PointKind.MINIMUM)
    assert best.is_corner
    assert best.is_global
    assert np.hypot(best.a, best.b) < 1e-6
    assert np.isnan(best.curvatures).all()
    assert not any(point.is_corner or point.is_global for point in others)
    assert len(others) == 11 * 11 - 1  # one beside each pair of whole numbers
    assert max(np.abs(place - np.rint(place)).max() for place in places(points, PointKind.MINIMUM)) < 0.1


@pytest.mark.parametrize(("surface", "expected"), [
    (BOWL, (1, 0, 0)), (TWO_VALLEYS, (2, 1, 0)),
    (over(lambda a, b: a * a - b * b), (0, 1, 0)), (over(lambda a, b: a * b), (0, 1, 0)),
    (over(lambda a, b: -a * a - b * b), (0, 0, 1)),
    (over(lambda a, b: np.sin(a) * np.sin(b), 4.0), (2, 9, 2)),
])
def test_simple_surfaces_have_the_points_that_one_sees(surface: FormulaSurface,
                                                       expected: tuple[int, int, int]) -> None:
    assert counts(surface) == expected


@pytest.mark.parametrize(("name", "surface"), [
    ("a plane", over(lambda a, b: a + 2 * b)), ("a constant", over(lambda a, b: 0 * a + 3)),
    ("a constant made of roundings", over(lambda a, b: np.sin(a) ** 2 + np.cos(a) ** 2 + 0 * b)),
    ("a floor", over(lambda a, b: a * a)), ("an oblique floor", over(lambda a, b: (a - 2 * b) ** 2)),
    ("a crease", over(lambda a, b: magnitude(a - 0.37 * b))),
    ("a trough", over(lambda a, b: 1 - np.exp(-(a - 0.5 * b) ** 2))),
    ("a monkey saddle", over(lambda a, b: a**3 - 3 * a * b * b)), ("a shelf", over(lambda a, b: a**3 + b)),
    ("an exponential", over(lambda a, b: np.exp(4 * a) + b)),
    ("one out of nowhere", over(lambda a, b: 0 * a + np.nan)),
])
def test_no_point_is_invented_where_the_surface_is_flat_or_straight(name: str, surface: FormulaSurface) -> None:
    assert find_critical_points(surface) == (), name


@pytest.mark.parametrize(("name", "surface"), [
    ("a logarithm", over(lambda a, b: np.log(a) + b * b)), ("a pole", over(lambda a, b: 1 / a + b * b)),
    ("a double pole", over(lambda a, b: 1 / (a * a) + b)), ("a root", over(lambda a, b: np.sqrt(a) + b * b)),
    ("a round hole", over(lambda a, b: np.sqrt(a * a + b * b - 4.1))),
    ("a hole to minus infinity", over(lambda a, b: np.log(a * a + b * b))),
    ("an overflow", over(lambda a, b: np.exp(300 * a) + b)),
])
def test_no_point_is_invented_at_the_rim_of_a_hole(name: str, surface: FormulaSurface) -> None:
    assert find_critical_points(surface) == (), name


def test_points_beside_a_hole_are_found() -> None:
    points = find_critical_points(over(lambda a, b: a * np.log(a) + b * b))  # slope ln a + 1
    assert len(points) == 1
    assert_same_places(places(points, PointKind.MINIMUM), np.array([(np.exp(-1), 0.0)]))
    cap = find_critical_points(over(lambda a, b: np.sqrt(4 - (a - 0.3) ** 2 - b * b)))
    assert [point.kind for point in cap] == [PointKind.MAXIMUM]
    assert_same_places(places(cap, PointKind.MAXIMUM), np.array([(0.3, 0.0)]))


@pytest.mark.parametrize(("surface", "place"), [
    (CONE, (0.0, 0.0)), (over(lambda a, b: np.sqrt((a - 0.123) ** 2 + 3 * (b + 0.456) ** 2)), (0.123, -0.456)),
    (over(lambda a, b: magnitude(a - 0.3 * b - 1) + 0.1 * b * b), (1.0, 0.0)),
])
def test_a_minimum_with_a_corner_is_found_though_there_is_no_gradient(surface: FormulaSurface,
                                                                      place: tuple[float, float]) -> None:
    points = find_critical_points(surface)
    assert len(points) == 1
    assert points[0].is_corner
    assert_same_places(places(points, PointKind.MINIMUM), np.array([place]))


def test_a_minimum_without_curvature_is_proved_by_costs() -> None:
    points = find_critical_points(over(lambda a, b: (a - 0.2) ** 4 + b**4))
    assert len(points) == 1
    assert not points[0].is_corner
    np.testing.assert_allclose((points[0].a, points[0].b), (0.2, 0.0), atol=1e-3)


@pytest.mark.parametrize("surface", [
    over(lambda a, b: 1e6 + a * a + b * b), over(lambda a, b: 1e-12 * (a * a + b * b)),
    over(lambda a, b: 1e9 * (a * a + b * b)), over(lambda a, b: a * a + 1e4 * b * b),
    FormulaSurface(lambda a, b: a * a + 1e8 * b * b, Window((-5.0, -5e-4), (5.0, 5e-4))),
])
def test_large_small_and_lopsided_costs_hide_no_minimum(surface: FormulaSurface) -> None:
    points = find_critical_points(surface)
    assert [point.kind for point in points] == [PointKind.MINIMUM]
    assert_same_places(places(points, PointKind.MINIMUM), np.array([(0.0, 0.0)]))


@given(st.tuples(*[st.floats(-4, 4)] * 2), st.tuples(st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0, 3.14)))
def test_a_quadratic_minimum_is_found_wherever_it_lies(place: tuple[float, float],
                                                       shape: tuple[float, float, float]) -> None:
    first, second, angle = shape
    cosine, sine = np.cos(angle), np.sin(angle)
    points = find_critical_points(over(lambda a, b: (
        first * (cosine * (a - place[0]) + sine * (b - place[1])) ** 2
        + second * (cosine * (b - place[1]) - sine * (a - place[0])) ** 2)))
    assert len(points) == 1
    assert_same_places(places(points, PointKind.MINIMUM), np.array([place]))
    np.testing.assert_allclose(points[0].curvatures, sorted((2 * first, 2 * second)), rtol=1e-5)


def test_ripples_of_roundings_are_no_minima_though_costs_are_kept_in_single_precision() -> None:
    class Coarse(FormulaSurface):
        def costs(self, a: Array, b: Array) -> Array:
            return super().costs(a, b).astype(np.float32).astype(np.float64)

    for formula, expected in ((lambda a, b: a * a + 0 * b, 0), (lambda a, b: (a - 0.31 * b) ** 2 / 7 + 0.3, 0),
                              (lambda a, b: 0.3 - 0.25 * np.exp(-a * a - b * b), 1)):
        points = find_critical_points(Coarse(formula, BOWL.window))
        assert len(points) == expected


def test_a_surface_of_many_kinks_is_searched_in_fifteen_thousand_gradients() -> None:
    """With 12 lines of kinks, as ReLUs leave them, most starts stand before one and lead nowhere."""
    rng = np.random.default_rng(0)
    angles, offsets, heights = rng.uniform(0, np.pi, 12), rng.uniform(-1.5, 1.5, 12), rng.normal(size=12)
    asked = []

    class Counted(FormulaSurface):
        def gradients(self, a: Array, b: Array) -> Array:
            asked.append(np.broadcast(a, b).size)
            return super().gradients(a, b)

    points = find_critical_points(Counted(lambda a, b: 0.3 * (a * a + b * b) + sum(
        height * magnitude(a * np.cos(angle) + b * np.sin(angle) - offset) / 3
        for angle, offset, height in zip(angles, offsets, heights, strict=True)), Window((-3, -3), (3, 3))))
    assert sum(asked) < 15_000
    assert any(point.is_global for point in points)


def test_minima_come_by_their_cost_then_saddles_then_maxima() -> None:
    points = find_critical_points(HIMMELBLAU)
    order = [KINDS.index(point.kind) for point in points]
    assert order == sorted(order)
    lower, higher = (point for point in find_critical_points(TWO_VALLEYS) if point.kind is PointKind.MINIMUM)
    assert lower.cost < higher.cost
    assert (lower.is_global, higher.is_global) == (True, False)


def test_a_minimum_is_not_global_if_the_window_goes_lower_at_its_edge() -> None:
    points = find_critical_points(over(lambda a, b: a**3 - 3 * a + b * b, 3.0))
    minimum = next(point for point in points if point.kind is PointKind.MINIMUM)
    np.testing.assert_allclose((minimum.a, minimum.cost), (1.0, -2.0), atol=1e-9)
    assert not minimum.is_global  # −18 at a = −3


def test_the_search_stops_when_it_is_asked_to() -> None:
    with pytest.raises(Interrupted):
        find_critical_points(ROSENBROCK, should_stop=lambda: True)
    asked = iter([False] * 4)
    with pytest.raises(Interrupted):
        find_critical_points(ROSENBROCK, should_stop=lambda: next(asked, True))
