"""The test functions: known minima, second writings in numpy, differences, and descent with the usual rate."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from simulator.arrays import Array
from simulator.errors import Explained
from simulator.expressions import ExpressionError
from simulator.surfaces import catalogue as functions
from simulator.surfaces.catalogue import FUNCTIONS, function_named

each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)


def descent(function: functions.TestFunction, steps: int, momentum: float = 0.0) -> Array:
    """The path of gradient descent from the start with the usual rate, shape (steps + 1, 2)."""
    theta, velocity = np.array(function.start), np.zeros(2)
    path = [theta]
    for _ in range(steps):
        velocity = momentum * velocity - function.usual_rate * function.surface.gradients(*theta)
        theta = theta + velocity
        path.append(theta)
    return np.array(path)


def rosenbrock(a: Array, b: Array) -> Array:
    return np.square(1 - a) + 100 * np.square(b - np.square(a))


def himmelblau(a: Array, b: Array) -> Array:
    return np.square(a**2 + b - 11) + np.square(a + b**2 - 7)


def beale(a: Array, b: Array) -> Array:
    return sum(np.square(y - a * (1 - b**k)) for k, y in ((1, 1.5), (2, 2.25), (3, 2.625)))


def rastrigin(a: Array, b: Array) -> Array:
    return sum(10 + x**2 - 10 * np.cos(2 * np.pi * x) for x in (a, b))


def ackley(a: Array, b: Array) -> Array:
    mean_square = (a**2 + b**2) / 2
    mean_cosine = (np.cos(2 * np.pi * a) + np.cos(2 * np.pi * b)) / 2
    return -20 * np.exp(-0.2 * np.sqrt(mean_square)) - np.exp(mean_cosine) + 20 + np.exp(1)


@pytest.mark.parametrize("second", [rosenbrock, himmelblau, beale, rastrigin, ackley])
def test_functions_from_books_have_the_costs_of_their_formulas(second: Callable[[Array, Array], Array]) -> None:
    surface = function_named(second.__name__).surface
    a, b = surface.window.axis(0, 37), surface.window.axis(1, 23)[:, np.newaxis]
    assert surface.costs(a, b) == pytest.approx(second(a, b), rel=1e-11, abs=1e-12)


# Minima from the literature (S. Surjanovic, D. Bingham, *Virtual Library of Simulation Experiments*)
MINIMA = [
    ("rosenbrock", 1.0, 1.0), ("himmelblau", 3.0, 2.0), ("himmelblau", -2.805118086952745, 3.131312518250573),
    ("himmelblau", -3.779310253377747, -3.283185991286170), ("himmelblau", 3.584428340330492, -1.848126526964404),
    ("beale", 3.0, 0.5), ("rastrigin", 0.0, 0.0), ("bowl", 0.0, 0.0), ("ravine", 0.0, 0.0), ("plateau", 0.0, 0.0),
]


@pytest.mark.parametrize(("name", "a", "b"), MINIMA)
def test_known_minima_have_cost_0_no_slope_and_curve_upwards(name: str, a: float, b: float) -> None:
    surface = function_named(name).surface
    assert surface.window.contains(a, b)
    assert surface.costs(a, b) == pytest.approx(0.0, abs=1e-13)
    assert surface.gradients(a, b) == pytest.approx(np.zeros(2), abs=1e-12)
    assert (np.linalg.eigvalsh(surface.hessians(a, b)) > 0).all()


def test_the_minimum_of_ackley_is_the_point_of_a_cone() -> None:
    surface = function_named("ackley").surface
    assert surface.costs(0.0, 0.0) == pytest.approx(0.0, abs=1e-14)
    assert np.isnan(surface.gradients(0.0, 0.0)).all()
    # beside it the slope is 20·0.2/√2, whatever the direction
    angles = np.linspace(0, 2 * np.pi, 7)
    slopes = np.linalg.norm(surface.gradients(1e-7 * np.cos(angles), 1e-7 * np.sin(angles)), axis=-1)
    assert slopes == pytest.approx(4 / np.sqrt(2), rel=1e-4)


def test_the_saddle_lies_between_two_minima() -> None:
    surface = function_named("saddle").surface
    assert surface.gradients(0.0, 0.0).tolist() == [0.0, 0.0]
    assert np.linalg.eigvalsh(surface.hessians(0.0, 0.0)).tolist() == [-1.0, 1.0]
    assert surface.costs(0.0, np.array([-1.0, 1.0])).tolist() == [-0.25, -0.25]
    assert surface.gradients(0.0, np.array([-1.0, 1.0])).tolist() == [[0.0, 0.0], [0.0, 0.0]]


@each_function
def test_gradients_and_hessians_agree_with_central_differences(function: functions.TestFunction) -> None:
    surface, h = function.surface, 1e-5
    rng = np.random.default_rng(5)
    a, b = (rng.uniform(low, high, 40) for low, high in zip(surface.window.low, surface.window.high, strict=True))
    gradient = np.stack((surface.costs(a + h, b) - surface.costs(a - h, b),
                         surface.costs(a, b + h) - surface.costs(a, b - h)), -1) / (2 * h)
    hessian = np.stack((surface.gradients(a + h, b) - surface.gradients(a - h, b),
                        surface.gradients(a, b + h) - surface.gradients(a, b - h)), -2) / (2 * h)
    size = np.abs(surface.costs(a, b)).max()
    assert surface.gradients(a, b) == pytest.approx(gradient, rel=1e-6, abs=1e-9 * size + 1e-8)
    assert surface.hessians(a, b) == pytest.approx(hessian, rel=1e-6, abs=1e-6 * size)


@each_function
def test_every_cost_in_the_window_is_a_number(function: functions.TestFunction) -> None:
    window = function.window
    costs = function.surface.costs(window.axis(0, 101), window.axis(1, 101)[:, np.newaxis])
    assert np.isfinite(costs).all()
    assert costs.max() > costs.min()


@each_function
def test_descent_with_the_usual_rate_goes_down_from_the_start_and_stays_in_the_window(
        function: functions.TestFunction) -> None:
    path = descent(function, 300)
    costs = function.surface.costs(path[:, 0], path[:, 1])
    assert function.window.contains(*function.start)
    assert all(function.window.contains(*point) for point in path)
    assert (np.diff(costs) < 1e-12).all()
    assert costs[-1] < costs[0]


# What the texts about the functions promise


def test_the_bowl_is_reached_with_every_rate_below_2_and_with_none_above() -> None:
    bowl = function_named("bowl")
    assert np.abs(descent(replace(bowl, usual_rate=1.95), 500)[-1]).max() < 1e-9
    assert np.abs(descent(replace(bowl, usual_rate=2.05), 500)[-1]).min() > 1e3


def test_descent_zigzags_across_the_ravine() -> None:
    path = descent(function_named("ravine"), 20)
    assert (path[1:, 1] * path[:-1, 1] < 0).all()
    assert (np.diff(path[:, 0]) > 0).all()


def test_descent_rests_at_the_saddle_and_then_leaves_it() -> None:
    path = descent(function_named("saddle"), 150)
    slopes = np.linalg.norm(function_named("saddle").surface.gradients(path[:, 0], path[:, 1]), axis=-1)
    assert slopes[15:30].min() < 0.25 < slopes[40:].max()
    assert path[-1] == pytest.approx([0.0, 1.0], abs=1e-4)
    on_the_ridge = descent(replace(function_named("saddle"), start=(-1.6, 0.0)), 300)
    assert on_the_ridge[-1] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_descent_stays_in_the_shallow_valley_and_momentum_carries_it_into_the_deep_one() -> None:
    valleys = function_named("two_valleys")
    alone, carried = descent(valleys, 600)[-1], descent(valleys, 600, momentum=0.9)[-1]
    assert alone == pytest.approx([-1.2802, 1.0974], abs=1e-3)
    assert carried == pytest.approx([1.136, -0.568], abs=1e-3)
    assert valleys.surface.costs(*alone) == pytest.approx(0.606, abs=1e-3)
    assert valleys.surface.costs(*carried) == pytest.approx(0.185, abs=1e-3)


def test_descent_stands_still_on_the_plateau_then_falls_into_the_hole() -> None:
    plateau = function_named("plateau")
    path = descent(plateau, 300)
    costs = plateau.surface.costs(path[:, 0], path[:, 1])
    assert costs[200] > 0.99
    assert costs[-1] < 1e-6


def test_the_valley_of_rosenbrock_is_found_at_once_and_its_minimum_after_thousands_of_steps() -> None:
    path = descent(function_named("rosenbrock"), 8000)
    distances = np.linalg.norm(path - 1.0, axis=-1)
    assert np.abs(path[5, 1] - path[5, 0] ** 2) < 0.02
    assert distances[1000] > 0.5
    assert distances[-1] < 0.05


def test_starts_around_the_hill_of_himmelblau_lead_to_all_four_minima() -> None:
    hill = function_named("himmelblau")
    starts = [(-0.5, -1.5), (-0.5, -0.5), (0.0, 0.0), (0.2, -1.2)]
    ends = {tuple(np.round(descent(replace(hill, start=start), 300)[-1], 6)) for start in starts}
    assert ends == {(round(a, 6), round(b, 6)) for name, a, b in MINIMA if name == "himmelblau"}


@pytest.mark.parametrize(("name", "end"), [("rastrigin", (1.99, -0.995)), ("ackley", (1.974, -1.974))])
def test_descent_ends_in_a_local_minimum_near_whole_numbers(name: str, end: tuple[float, float]) -> None:
    function = function_named(name)
    final = descent(function, 300)[-1]
    assert final == pytest.approx(end, abs=2e-3)
    assert function.surface.costs(*final) > 4.0


def test_the_rate_for_the_flat_part_of_beale_overshoots_at_its_cliffs() -> None:
    beale_function = function_named("beale")
    assert descent(beale_function, 4000)[-1] == pytest.approx([3.0, 0.5], abs=1e-5)
    assert not beale_function.window.contains(*descent(replace(beale_function, start=(-4.0, -4.0)), 1)[-1])


# The entries


def test_each_function_has_a_key_and_a_name_of_its_own_and_a_sentence() -> None:
    assert len({function.name for function in FUNCTIONS}) == len({function.label for function in FUNCTIONS})
    for function in FUNCTIONS:
        assert re.fullmatch(r"[a-z_]+", function.name)
        assert function.about[0].isupper()
        assert function.about.endswith(".")
        assert function.surface.window is function.window
        assert function.surface.symbols == ("a", "b")
        assert function.surface is function.surface


def test_an_entry_is_frozen_and_a_text_that_is_no_expression_is_refused_when_its_surface_is_wanted() -> None:
    with pytest.raises(FrozenInstanceError):
        FUNCTIONS[0].name = "other"  # type: ignore[misc]
    with pytest.raises(ExpressionError):
        _ = replace(FUNCTIONS[0], text="a +").surface


def test_functions_are_found_by_their_keys() -> None:
    assert [function_named(function.name) for function in FUNCTIONS] == list(FUNCTIONS)
    with pytest.raises(Explained, match="there is no test function 'hill'; choose one of bowl, ravine, "):
        function_named("hill")
