"""Models with two parameters: their costs written out by hand, and everything that is claimed about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest

from simulator.activations import activation_named
from simulator.arrays import Array, Indices
from simulator.expressions import parse
from simulator.landscape.critical_points import CriticalPoint, PointKind
from simulator.landscape.landscape import Landscape, landscape_of, plateau_at
from simulator.surfaces.catalogue import surface_named
from simulator.surfaces.models import LINE, MODELS, OUTLIER, STEP, Model

Answer = Callable[[Array, Array, Array], Array]
ALL = slice(None)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)


def model_named(name: str) -> Model:
    entry = surface_named(name)
    assert isinstance(entry, Model)
    return entry


@lru_cache
def landscape(name: str) -> Landscape:
    return landscape_of(model_named(name).surface, 101, 101, logarithmic=False)


def points(name: str, kind: PointKind) -> list[CriticalPoint]:
    return [point for point in landscape(name).points if point.kind is kind]


def descent(model: Model, steps: int) -> Array:
    """The path of gradient descent from the start with the usual rate, shape (steps + 1, 2)."""
    path = [np.array(model.start)]
    for _ in range(steps):
        path.append(path[-1] - model.usual_rate * model.surface.gradients(*path[-1]))
    return np.array(path)


def sigmoid(z: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-z)))


def logit(answers: Array) -> Array:
    return np.asarray(np.log(answers) - np.log1p(-answers))


def has_kinks(model: Model) -> bool:
    """Whether an activation of it has places without a curvature."""
    return any(activation_named(name).kinks for name in model.activations)


def quadratic(answers: Array, y: Array) -> Array:
    return np.asarray(((answers - y) ** 2 / 2).mean(axis=-1))


def cross_entropy(z: Array, y: Array) -> Array:
    """−y ln σ(z) − (1 − y) ln(1 − σ(z)) = ln(1 + eᶻ) − y·z, which keeps its digits where z is large."""
    return np.asarray((np.logaddexp(0.0, z) - y * z).mean(axis=-1))


ANSWERS: dict[str, Answer] = {
    "line": lambda a, b, x: a * x + b,
    "line_tanh": lambda u, v, x: v * np.tanh(u * x),
    "line_relu": lambda u, v, x: v * np.maximum(u * x + 1, 0),
    "neuron_quadratic": lambda w, b, x: sigmoid(w * x + b),
    "neuron_cross_entropy": lambda w, b, x: sigmoid(w * x + b),
    "neuron_linear": lambda w, b, x: w * x + b,
    "tied_chain": lambda w, b, x: sigmoid(w * sigmoid(w * x + b) + b),
    "two_minima": lambda w, b, x: sigmoid(w * x + b),
    "one_minimum": lambda w, b, x: sigmoid(w * x + b),
}
"""The models' formulas, a second time."""


def answer(model: Model, a: Array, b: Array, x: Array) -> Array:
    """What a model answers: from the formula above, or of a new model from the one that it shows."""
    written = ANSWERS.get(model.name)
    if written is not None:
        return written(a, b, x)
    a, b, x = np.broadcast_arrays(a, b, x)
    first, second = model.symbols
    return np.asarray(parse(model.formula, ("x", first, second)).values(**{"x": x, first: a, second: b}))


def second_cost(model: Model, a: Array, b: Array, rows: Indices | slice = ALL) -> Array:
    """C(a, b) of some samples from the formula, in the shape of a and b."""
    x, y = np.array(model.data.inputs)[rows], np.array(model.data.targets)[rows]
    a, b = a[..., np.newaxis], b[..., np.newaxis]
    if model.cost == "binary_cross_entropy":
        answers = answer(model, a, b, x)
        z = a * x + b if model.formula == f"σ({model.symbols[0]}·x + {model.symbols[1]})" else logit(answers)
        return cross_entropy(z, y)
    return quadratic(answer(model, a, b, x), y)


def places_of(model: Model, count: int = 60) -> tuple[Array, Array]:
    """Places anywhere in the window."""
    drawn = np.random.default_rng(7).uniform(model.window.low, model.window.high, (count, 2))
    return drawn[:, 0], drawn[:, 1]


@each_model
def test_costs_are_those_of_the_formula(model: Model) -> None:
    a, b = places_of(model)
    assert model.surface.costs(a, b) == pytest.approx(second_cost(model, a, b), rel=1e-11)


@each_model
def test_gradients_are_those_of_central_differences_of_the_formula(model: Model) -> None:
    a, b = places_of(model)
    if model.name == "line_relu":  # away from the kinks u·x = −1, where there is no slope
        kink = np.abs(a[:, np.newaxis] * np.array(model.data.inputs) + 1).min(axis=1)
        a, b = a[kink > 1e-3], b[kink > 1e-3]
    h = 1e-6
    by_a = (second_cost(model, a + h, b) - second_cost(model, a - h, b)) / (2 * h)
    by_b = (second_cost(model, a, b + h) - second_cost(model, a, b - h)) / (2 * h)
    assert model.surface.gradients(a, b) == pytest.approx(np.column_stack((by_a, by_b)), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("model", [model for model in MODELS if not has_kinks(model)], ids=lambda model: model.name)
def test_hessians_are_those_of_central_differences_of_the_gradients(model: Model) -> None:
    a, b = places_of(model, 20)
    h, gradients = 1e-5, model.surface.gradients
    columns = ((gradients(a + h, b) - gradients(a - h, b)) / (2 * h),
               (gradients(a, b + h) - gradients(a, b - h)) / (2 * h))
    hessians = model.surface.hessians(a, b)
    assert hessians == pytest.approx(np.stack(columns, axis=-1), rel=1e-4, abs=1e-6)
    assert (hessians == hessians.swapaxes(-1, -2)).all()


@each_model
def test_the_curve_is_that_of_the_formula(model: Model) -> None:
    x = np.linspace(-4.0, 4.0, 33)
    a, b = 0.7, -0.4
    assert model.outputs(a, b, x) == pytest.approx(answer(model, np.array(a), np.array(b), x), rel=1e-13)


@each_model
def test_far_away_a_curve_has_no_warning(model: Model) -> None:
    assert model.outputs(1e4, -1e4, np.array([-3.0, 0.0, 3.0])).shape == (3,)


@each_model
def test_a_mini_batch_has_the_mean_cost_of_its_samples(model: Model) -> None:
    rows = np.array([4, 0, 7])
    part = model.surface.part(rows)
    a, b = places_of(model, 10)
    assert part.sample_count == 3
    assert part.costs(a, b) == pytest.approx(second_cost(model, a, b, rows), rel=1e-11)


@each_model
def test_the_cost_of_all_is_the_mean_over_the_single_samples(model: Model) -> None:
    a, b = places_of(model, 10)
    alone = [model.surface.part(np.array([row])).costs(a, b) for row in range(model.data.count)]
    assert model.surface.costs(a, b) == pytest.approx(np.mean(alone, axis=0), rel=1e-12)


@each_model
def test_the_symbols_are_those_of_the_formula(model: Model) -> None:
    assert all(symbol in model.formula for symbol in model.symbols)
    assert model.surface.symbols == model.symbols
    assert model.surface.window == model.window


def test_data_are_as_they_are_described() -> None:
    for data in (LINE, STEP, OUTLIER):
        assert data.count == len(data.targets) == len(set(data.inputs))
    assert [data.are_classes for data in (LINE, STEP, OUTLIER)] == [False, True, True]
    x, y = np.array(LINE.inputs), np.array(LINE.targets)
    assert np.abs(y - (1.5 * np.tanh(0.8 * x) + 0.2)).max() < 0.3
    left = [target for x, target in zip(STEP.inputs, STEP.targets, strict=True) if x < 0]
    right = [target for x, target in zip(STEP.inputs, STEP.targets, strict=True) if x > 0]
    assert (sum(left), len(left), sum(right), len(right)) == (1, 5, 4, 5)
    assert min(OUTLIER.inputs) < -5.0
    assert OUTLIER.targets[OUTLIER.inputs.index(min(OUTLIER.inputs))] == 0.0


# What is claimed


@pytest.mark.parametrize("name", ["line", "neuron_linear"])
def test_a_linear_model_has_one_minimum_that_of_least_squares(name: str) -> None:
    data = model_named(name).data
    columns = np.column_stack((data.inputs, np.ones(data.count)))
    best, *_ = np.linalg.lstsq(columns, np.array(data.targets), rcond=None)
    (point,) = landscape(name).points
    assert (point.kind, point.is_global) == (PointKind.MINIMUM, True)
    assert (point.a, point.b) == pytest.approx(tuple(best), abs=1e-9)
    assert descent(model_named(name), 500)[-1] == pytest.approx(best, abs=1e-9)


def test_v_tanh_has_two_minima_opposite_each_other_and_a_saddle_between_them() -> None:
    first, second = points("line_tanh", PointKind.MINIMUM)
    assert first.is_global
    assert second.is_global
    assert (first.a, first.b) == pytest.approx((-second.a, -second.b), abs=1e-7)
    assert first.cost == pytest.approx(second.cost, abs=1e-12)
    (saddle,) = points("line_tanh", PointKind.SADDLE)
    assert (saddle.a, saddle.b) == pytest.approx((0.0, 0.0), abs=1e-9)
    surface = model_named("line_tanh").surface
    assert np.sign(np.linalg.eigvalsh(surface.hessians(0.0, 0.0))).tolist() == [-1, 1]
    assert not points("line_tanh", PointKind.MAXIMUM)


def test_a_rectifier_has_edges_in_its_surface() -> None:
    """Across u·x = −1 the slope jumps; beside it, it does not."""
    surface = model_named("line_relu").surface
    for x in (-2.0, -0.7, 1.0, 2.0):
        at, h = -1 / x, 1e-6
        jump, beside = (np.abs(surface.gradients(u + h, 2.0) - surface.gradients(u - h, 2.0)).max()
                        for u in (at, at + 0.01))
        assert jump > 1e3 * beside or jump > 0.01
        assert beside < 1e-4


def test_the_sigmoid_neuron_starts_on_its_plateau_and_stays_there_for_more_than_500_steps() -> None:
    model, seen = model_named("neuron_quadratic"), landscape("neuron_quadratic")
    path = descent(model, 600)
    assert all(plateau_at(seen, a, b) for a, b in path[:501].tolist())
    assert np.abs(path[500] - path[0]).max() < 0.02 * min(model.window.size), "it hardly moves"
    costs = model.surface.costs(path[:, 0], path[:, 1])
    (best,) = points("neuron_quadratic", PointKind.MINIMUM)
    assert costs[500] > 4 * best.cost, "though the cost is not minimal"


def test_where_it_is_sure_and_wrong_sigma_prime_is_almost_0() -> None:
    model = model_named("neuron_quadratic")
    x, y = np.array(model.data.inputs), np.array(model.data.targets)
    answers = model.outputs(*model.start, x)
    wrong = np.abs(answers - y) > 0.9
    assert wrong.sum() >= 7
    assert (answers * (1 - answers))[wrong].max() < 0.02


def test_with_cross_entropy_the_same_start_leads_to_the_minimum_within_100_steps() -> None:
    quadratic_model, model = model_named("neuron_quadratic"), model_named("neuron_cross_entropy")
    assert (model.data, model.start, model.window) == (
        quadratic_model.data, quadratic_model.start, quadratic_model.window)
    (best,) = landscape("neuron_cross_entropy").points
    assert best.kind is PointKind.MINIMUM
    path = descent(model, 100)
    assert path[-1] == pytest.approx((best.a, best.b), abs=1e-3 * min(model.window.size))
    assert not plateau_at(landscape("neuron_cross_entropy"), *model.start)
    slopes = [float(np.hypot(*one.surface.gradients(*one.start))) for one in (quadratic_model, model)]
    assert slopes[1] > 100 * slopes[0]


@pytest.mark.parametrize("name", ["neuron_cross_entropy", "one_minimum"])
def test_the_cost_of_a_neuron_with_cross_entropy_is_convex(name: str) -> None:
    """H = mean of σ′(z) · (x, 1)(x, 1)ᵀ, which is never negative."""
    model = model_named(name)
    window, x = model.window, np.array(model.data.inputs)
    a, b = (grid.ravel() for grid in np.meshgrid(window.axis(0, 21), window.axis(1, 21)))
    answers = sigmoid(a[:, np.newaxis] * x + b[:, np.newaxis])
    bends = answers * (1 - answers)
    exact = np.stack([(bends * x * x).mean(axis=1), (bends * x).mean(axis=1), (bends * x).mean(axis=1),
                      bends.mean(axis=1)], axis=-1).reshape(-1, 2, 2)
    hessians = model.surface.hessians(a, b)
    assert hessians == pytest.approx(exact, rel=1e-4, abs=1e-6)
    assert np.linalg.eigvalsh(hessians).min() > -1e-7
    assert len(landscape(name).points) == 1


def test_the_outlier_makes_a_second_true_minimum() -> None:
    surface, minima = model_named("two_minima").surface, points("two_minima", PointKind.MINIMUM)
    assert [point.is_global for point in minima] == [True, False]
    for point in minima:
        assert np.linalg.norm(surface.gradients(point.a, point.b)) < 1e-8
        assert np.linalg.eigvalsh(surface.hessians(point.a, point.b)).min() > 1e-3
    assert minima[1].cost > 1.1 * minima[0].cost


def test_from_the_start_descent_ends_in_the_local_minimum_and_from_another_one_in_the_global() -> None:
    model = model_named("two_minima")
    best, local = points("two_minima", PointKind.MINIMUM)
    end = descent(model, 2000)[-1]
    assert end == pytest.approx((local.a, local.b), abs=1e-6)
    answers = model.outputs(*end.tolist(), np.array(model.data.inputs))
    assert np.ptp(answers) < 0.2, "the neuron answers nearly the same to everything"
    theta = np.array([-3.0, 0.0])
    for _ in range(2000):
        theta = theta - model.usual_rate * model.surface.gradients(*theta)
    assert theta == pytest.approx((best.a, best.b), abs=1e-2)


def test_without_the_outlier_there_is_one_minimum() -> None:
    surface = model_named("two_minima").surface
    others = np.array([row for row, x in enumerate(OUTLIER.inputs) if x > -5.0])
    found = landscape_of(surface.part(others), 101, 101, logarithmic=False).points
    assert [point.kind for point in found] == [PointKind.MINIMUM]


def test_with_cross_entropy_descent_over_the_same_data_ends_in_the_one_minimum() -> None:
    model = model_named("one_minimum")
    assert (model.data, model.start) == (model_named("two_minima").data, model_named("two_minima").start)
    (point,) = landscape("one_minimum").points
    assert descent(model, 2000)[-1] == pytest.approx((point.a, point.b), abs=1e-6)


def test_the_tied_chain_has_the_same_w_and_b_in_both_layers() -> None:
    model = model_named("tied_chain")
    assert model.plane.theta(2.0, -3.0).tolist() == pytest.approx([2.0, -3.0, 2.0, -3.0])


def test_the_two_minima_of_the_tied_chain_answer_alike_with_a_saddle_between_them() -> None:
    model, minima = model_named("tied_chain"), points("tied_chain", PointKind.MINIMUM)
    x = np.array(model.data.inputs)
    one, other = (model.outputs(point.a, point.b, x) for point in minima)
    assert one == pytest.approx(other, abs=0.03)
    assert np.ptp(one) > 0.3
    assert minima[0].a * minima[1].a < 0, "though they lie far apart"
    (saddle,) = points("tied_chain", PointKind.SADDLE)
    assert abs(saddle.a) < min(abs(point.a) for point in minima)


@pytest.mark.parametrize(("name", "theta"), [
    ("line", (2.0, -3.0)), ("line_tanh", (2.0, 0.0, -3.0, 0.0)), ("line_relu", (2.0, 1.0, -3.0, 0.0))])
def test_other_weights_and_biases_keep_their_value(name: str, theta: tuple[float, ...]) -> None:
    model = model_named(name)
    reached = model.plane.theta(2.0, -3.0)
    indices = [model.network.weight_index(1, 0, 0), model.network.bias_index(1, 0)]
    if len(theta) == 4:
        indices += [model.network.weight_index(2, 0, 0), model.network.bias_index(2, 0)]
    assert reached[indices].tolist() == pytest.approx(theta)
