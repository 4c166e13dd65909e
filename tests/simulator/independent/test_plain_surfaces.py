"""Every surface and every plane through weight space against plain Python: costs, slopes, curvatures, directions,
contours and the points without slope.
"""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.directions import (
    Directions,
    gradient_and_orthogonal,
    principal_components,
    random_directions,
    two_parameters,
)
from simulator.landscape.contours import contour_lines
from simulator.landscape.critical_points import PointKind, find_critical_points
from simulator.network import Network
from simulator.surfaces.catalogue import FUNCTIONS, SURFACES, SurfaceEntry
from simulator.surfaces.models import Model
from simulator.surfaces.slice import NetworkSlice
from simulator.surfaces.surface import Window
from tests.simulator.independent.hyper_dual import dual, gradient, hessian, value_of
from tests.simulator.independent.plain_network import PlainNetwork, with_rule
from tests.simulator.independent.plain_surfaces import FUNCTION_RULES, MODEL_RULES, Formula
from tests.simulator.independent.plain_vectors import along, dot, length, minus, on_plane, widest, without

each_surface = pytest.mark.parametrize("entry", with_rule(SURFACES, {**FUNCTION_RULES, **MODEL_RULES}),
                                       ids=lambda one: one.name)


def formula_of(entry: SurfaceEntry) -> Formula:
    """The surface's cost in plain Python."""
    if not isinstance(entry, Model):
        return FUNCTION_RULES[entry.name]
    answer, cost = MODEL_RULES[entry.name]
    data = list(zip(entry.data.inputs, entry.data.targets, strict=True))
    return lambda a, b: sum((cost(answer(a, b, x), y) for x, y in data), dual(0.0)) * (1.0 / len(data))


@each_surface
def test_every_surface_its_slope_and_its_curvature(entry: SurfaceEntry) -> None:
    formula, source, window = formula_of(entry), random.Random(4), entry.surface.window
    for _ in range(12):
        a, b = (source.uniform(low, high) for low, high in zip(window.low, window.high, strict=True))
        here = np.array(a), np.array(b)
        cost = value_of(formula(a, b))
        assert float(entry.surface.costs(*here)) == pytest.approx(cost, rel=1e-10, abs=1e-12)
        slope = gradient(lambda at: formula(*at), (a, b))
        np.testing.assert_allclose(entry.surface.gradients(*here), slope, rtol=1e-8, atol=1e-10)
        curvature = np.array(hessian(lambda at: formula(*at), (a, b)))
        # a model's Hessian is made of differences of its slopes
        near = 1e-9 if not isinstance(entry, Model) else 1e-5
        np.testing.assert_allclose(entry.surface.hessians(*here), curvature, rtol=near,
                                   atol=near * (1.0 + np.abs(curvature).max()))


NETWORKS = (
    PlainNetwork((2, 3, 1), ("tanh", "sigmoid"), "binary_cross_entropy"),
    PlainNetwork((3, 2, 2, 3), ("softplus", "sigmoid", "softmax"), "categorical_cross_entropy"),
    PlainNetwork((2, 4, 2), ("relu", "identity"), "quadratic"),
    PlainNetwork((2, 2, 3), ("leaky_relu", "softmax"), "quadratic"),
    PlainNetwork((2, 3), ("step",), "perceptron"),
)
each_network = pytest.mark.parametrize("plain", NETWORKS, ids=lambda one: "-".join(one.activations))


def network_of(plain: PlainNetwork) -> Network:
    return Network(plain.sizes, tuple(map(activation_named, plain.activations)), cost_named(plain.cost))


def drawn(plain: PlainNetwork, seed: int = 6) -> tuple[list[float], list]:
    source = random.Random(seed)
    theta = [source.gauss(0.0, 0.9) for _ in range(network_of(plain).parameter_count)]
    samples = [([source.gauss(0.0, 1.0) for _ in range(plain.sizes[0])],
                [float(number % plain.sizes[-1] == one) for one in range(plain.sizes[-1])]) for number in range(5)]
    return theta, samples


def path_from(theta: list[float], seed: int) -> list[list[float]]:
    """A way through weight space that ends at θ: drifting in two directions, and wandering a little."""
    source = random.Random(seed)
    drift, swing = ([source.gauss(0.0, 1.0) for _ in theta] for _ in range(2))
    path = [along(theta, (-0.3 * step, drift), (0.8 * math.sin(step), swing),
                  (0.02, [source.gauss(0.0, 1.0) for _ in theta])) for step in range(9, 0, -1)]
    return [*path, theta]


def all_directions(plain: PlainNetwork, theta: list[float], samples: list) -> dict[str, Directions]:
    network, here = network_of(plain), np.array(theta)
    slope = np.array(plain.gradient(theta, samples))
    step = np.array([random.Random(2).gauss(0.0, 1.0) for _ in theta]) * np.arange(1, len(theta) + 1)
    return {
        "two weights": two_parameters(network, 1, network.parameter_count - 1),
        "random": random_directions(network, here, seed=3),
        "principal": principal_components([np.array(one) for one in path_from(theta, 1)]),
        "gradient": gradient_and_orthogonal(here, slope, step),
        "gradient, no step": gradient_and_orthogonal(here, slope),
    }


@each_network
def test_every_plane_has_the_costs_of_the_network_at_its_points(plain: PlainNetwork) -> None:
    theta, samples = drawn(plain)
    network, source = network_of(plain), random.Random(9)
    for kind, directions in all_directions(plain, theta, samples).items():
        plane = directions.through(np.array(theta))
        surface = NetworkSlice(network, plane, np.array([x for x, _ in samples]), np.array([y for _, y in samples]),
                               Window((-1.0, -1.0), (1.0, 1.0)))
        first, second, origin = plane.first.tolist(), plane.second.tolist(), plane.origin.tolist()

        def cost(at: object, origin: list[float] = origin, first: list[float] = first,
                 second: list[float] = second) -> object:
            alpha, beta = at
            moved = [x + alpha * one + beta * other for x, one, other in zip(origin, first, second, strict=True)]
            return plain.cost_of(moved, samples)

        for _ in range(4):
            place = source.uniform(-1.2, 1.2), source.uniform(-1.2, 1.2)
            here = np.array(place[0]), np.array(place[1])
            assert float(surface.costs(*here)) == pytest.approx(value_of(cost(place)), rel=1e-10), kind
            np.testing.assert_allclose(surface.gradients(*here), gradient(cost, place), rtol=1e-8, atol=1e-10,
                                       err_msg=kind)
        if "relu" not in plain.activations and "step" not in plain.activations:
            near = np.array(hessian(cost, (0.1, -0.2)))
            np.testing.assert_allclose(surface.hessians(np.array(0.1), np.array(-0.2)), near, rtol=1e-4,
                                       atol=1e-6 * (1.0 + np.abs(near).max()), err_msg=kind)
        # where the present point and the whole path stand on it
        for point in (theta, *path_from(theta, 1)):
            expected = on_plane(origin, first, second, point)
            assert plane.coordinates(np.array(point)) == pytest.approx(expected, rel=1e-8, abs=1e-9)
            foot = along(origin, (expected[0], first), (expected[1], second))
            assert plane.distance(np.array(point)) == pytest.approx(length(minus(point, foot)), rel=1e-7, abs=1e-9)


@each_network
def test_random_directions_are_normalised_filter_by_filter(plain: PlainNetwork) -> None:
    theta, _ = drawn(plain)
    directions = random_directions(network_of(plain), np.array(theta), seed=11)
    for direction in (directions.first.tolist(), directions.second.tolist()):
        for (weights, biases), (own, own_biases) in zip(plain.layers(direction), plain.layers(theta), strict=True):
            for row, bias, mine, my_bias in zip(weights, biases, own, own_biases, strict=True):
                assert length([*row, bias]) == pytest.approx(length([*mine, my_bias]), rel=1e-12)
    assert abs(dot(directions.first.tolist(), directions.second.tolist())) < 0.9 * length(theta) ** 2


@each_network
def test_the_direction_of_the_gradient_and_the_one_at_right_angles(plain: PlainNetwork) -> None:
    theta, samples = drawn(plain)
    slope = plain.gradient(theta, samples)
    step = [random.Random(2).gauss(0.0, 1.0) * (place + 1) for place in range(len(theta))]
    found = gradient_and_orthogonal(np.array(theta), np.array(slope), np.array(step))
    unit = [x / length(slope) for x in slope]
    rest = along(step, (-dot(step, unit), unit))
    assert found.first.tolist() == pytest.approx(unit, rel=1e-12, abs=1e-15)
    assert found.second.tolist() == pytest.approx([x / length(rest) for x in rest], rel=1e-9, abs=1e-12)
    assert found.gradient_length == pytest.approx(length(slope), rel=1e-12)
    cosine = -dot(slope, step) / (length(slope) * length(step))
    assert found.turn == pytest.approx(math.degrees(math.acos(cosine)), rel=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_principal_components_are_those_of_power_iteration(seed: int) -> None:
    source = random.Random(seed)
    path = path_from([source.gauss(0.0, 1.0) for _ in range(12)], seed)
    found = principal_components([np.array(point) for point in path])
    rows = [minus(point, path[-1]) for point in path]
    first, most = widest(rows)
    second, more = widest(without(rows, first))
    total = math.fsum(dot(row, row) for row in rows)
    assert found.shares == pytest.approx((most / total, more / total), rel=1e-9)
    for direction, expected in ((found.first.tolist(), first), (found.second.tolist(), second)):
        sign = math.copysign(1.0, dot(direction, expected))
        assert direction == pytest.approx([sign * x for x in expected], abs=1e-7)
    assert dot(found.first.tolist(), found.second.tolist()) == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("function", with_rule(FUNCTIONS, FUNCTION_RULES), ids=lambda one: one.name)
def test_contours_cross_every_side_of_a_cell_whose_ends_lie_on_both_sides(function: SurfaceEntry) -> None:
    formula, window, count = formula_of(function), function.surface.window, 24
    across, up = ([low + (high - low) * place / (count - 1) for place in range(count)]
                  for low, high in zip(window.low, window.high, strict=True))
    values = [[value_of(formula(a, b)) for a in across] for b in up]
    level = sorted(value for row in values for value in row)[count * count // 3] + 1e-4
    expected = set()
    for row in range(count):
        for column in range(count):
            for down, right in ((1, 0), (0, 1)):
                if row + down < count and column + right < count:
                    here, there = values[row][column], values[row + down][column + right]
                    if (here > level) != (there > level):
                        share = (level - here) / (there - here)
                        expected.add((round(column + share * right, 6), round(row + share * down, 6)))
    found = {(round(float(x), 6), round(float(y), 6)) for line in contour_lines(np.array(values), level)
             for x, y in line}
    missing = [one for one in expected if not any(math.dist(one, other) < 1e-5 for other in found)]
    assert not missing
    assert len(found) <= len(expected)


@each_surface
def test_no_point_of_a_fine_grid_is_a_minimum_that_was_not_found(entry: SurfaceEntry) -> None:
    formula, window, count = formula_of(entry), entry.surface.window, 40
    found = find_critical_points(entry.surface)
    minima = [(one.a, one.b) for one in found if one.kind is PointKind.MINIMUM]
    steps = [(high - low) / (count - 1) for low, high in zip(window.low, window.high, strict=True)]
    across, up = ([low + step * place for place in range(count)]
                  for low, step in zip(window.low, steps, strict=True))
    costs = [[value_of(formula(a, b)) for a in across] for b in up]
    for row in range(1, count - 1):
        for column in range(1, count - 1):
            here = costs[row][column]
            around = [costs[row + down][column + right] for down in (-1, 0, 1) for right in (-1, 0, 1)
                      if down or right]
            if here < min(around) - 1e-7 * (1.0 + abs(here)):
                # a bent valley shows lowest points between the grid's lines: of those the slope is not small
                a, b = across[column], up[row]
                assert any(math.dist((a, b), one) < 3.0 * max(steps) for one in minima) \
                    or length(gradient(lambda at: formula(*at), (a, b))) * max(steps) > 1e-3 * (1.0 + abs(here)), \
                    f"a minimum near {a:.3g}, {b:.3g}"
    for one in found:
        if not one.is_corner:
            slope = length(gradient(lambda at: formula(*at), (one.a, one.b)))
            assert slope < 1e-5 * (1.0 + max(map(abs, one.curvatures))), one
            (aa, ab), (_, bb) = hessian(lambda at: formula(*at), (one.a, one.b))
            middle, half = 0.5 * (aa + bb), math.hypot(0.5 * (aa - bb), ab)
            assert one.curvatures == pytest.approx((middle - half, middle + half), rel=1e-3,
                                                   abs=1e-5 * (abs(middle) + half))
