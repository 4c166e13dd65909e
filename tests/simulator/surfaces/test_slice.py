"""The cost over a plane through the weights: against passes one by one, backpropagation, differences, and by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, activation_named
from simulator.arrays import Array
from simulator.costs import cost_named, cost_per_sample
from simulator.datasets.data_set import DataSet, Part
from simulator.evaluation import measure
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient
from simulator.surfaces import slice as slice_module
from simulator.surfaces.slice import FloatType, NetworkSlice
from simulator.surfaces.surface import Window
from simulator.training import Interrupted
from simulator.weight_plane import WeightPlane

WINDOW = Window((-2.0, -1.0), (2.0, 1.5))
SAMPLES = 23


@dataclass(frozen=True)
class Case:
    """A network: its sizes, activations and cost."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str

    @property
    def network(self) -> Network:
        """As the simulator knows it."""
        return Network(self.sizes, tuple(map(activation_named, self.activations)), cost_named(self.cost))

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.sizes))} {' '.join(self.activations)} {self.cost}"


_HIDDEN = [Case((3, 5, 4, 2), (one.name, one.name, "sigmoid"), "binary_cross_entropy") for one in ACTIVATIONS]
_OUTPUT = [Case((3, 4, 3), ("tanh", one.name), "quadratic") for one in ACTIVATIONS]
CASES = [
    *_HIDDEN, *_OUTPUT,
    Case((3, 4, 3), ("softplus", "softmax"), "categorical_cross_entropy"),
    Case((2, 3, 1), ("tanh", "step"), "perceptron"),
    Case((2, 1), ("sigmoid",), "quadratic"),
    Case((4, 3), ("softmax",), "categorical_cross_entropy"),
    Case((2, 3, 1, 5, 2), ("tanh", "sigmoid", "softmax", "tanh"), "quadratic"),
]
_KINKED = ("step", "relu", "leaky_relu")
SMOOTH = [case for case in CASES if not set(_KINKED) & set(case.activations)]
with_all = pytest.mark.parametrize("case", CASES, ids=str)
with_smooth = pytest.mark.parametrize("case", SMOOTH, ids=str)


def slice_of(case: Case, samples: int = SAMPLES, seed: int = 4) -> NetworkSlice:
    network, rng = case.network, np.random.default_rng(seed)
    plane = WeightPlane(*rng.normal(size=(3, network.parameter_count)))
    labels = rng.integers(0, max(2, case.sizes[-1]), samples)
    targets = labels[:, np.newaxis] * 1.0 if case.sizes[-1] == 1 else np.eye(case.sizes[-1])[labels]
    return NetworkSlice(network, plane, rng.normal(size=(samples, case.sizes[0])), targets, WINDOW)


def points(columns: int = 5, rows: int = 4) -> tuple[Array, Array]:
    return WINDOW.axis(0, columns)[np.newaxis, :], WINDOW.axis(1, rows)[:, np.newaxis]


def each_point(one: Callable[[float, float], object]) -> Array:
    a, b = points()
    return np.array([[one(float(x), float(y)) for x in a.ravel()] for y in b.ravel()])


def plain_cost(surface: NetworkSlice, alpha: float, beta: float) -> float:
    """One pass of the network at one point of the plane."""
    network, theta = surface.network, surface.plane.theta(alpha, beta)
    z, a = forward(network, network.weights(theta), network.biases(theta), surface.inputs)
    return float(cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], surface.targets).mean())


def projected_gradient(surface: NetworkSlice, alpha: float, beta: float) -> list[float]:
    """∂C/∂θ of backpropagation, in the two directions."""
    network, theta = surface.network, surface.plane.theta(alpha, beta)
    weights = network.weights(theta)
    z, a = forward(network, weights, network.biases(theta), surface.inputs)
    gradient = mean_gradient(network, a, backward(network, weights, z, a, surface.targets), surface.sample_count)
    return [float(gradient @ surface.plane.first), float(gradient @ surface.plane.second)]


# costs


@with_all
def test_costs_are_those_of_a_pass_at_every_point(case: Case) -> None:
    surface = slice_of(case)
    expected = each_point(lambda alpha, beta: plain_cost(surface, alpha, beta))
    np.testing.assert_allclose(surface.costs(*points()), expected, rtol=1e-12, atol=1e-14)


# (where σ jumps, a z of nearly 0 is a matter of rounding)
@pytest.mark.parametrize("case", [case for case in CASES if "step" not in case.activations], ids=str)
def test_in_float32_costs_are_good_to_a_millionth(case: Case) -> None:
    surface = slice_of(case)
    single = replace(surface, dtype=np.float32)
    exact = surface.costs(*points())
    np.testing.assert_allclose(single.costs(*points()), exact, rtol=1e-6, atol=1e-6 * float(exact.max()))
    assert single.costs(*points()).dtype == np.float64


def test_the_cost_is_the_one_that_is_measured_of_a_data_set() -> None:
    surface = slice_of(Case((3, 4, 3), ("tanh", "sigmoid"), "binary_cross_entropy"))
    labels = surface.targets.argmax(axis=1)
    part = Part.of(surface.inputs, labels)
    data = DataSet("own", "Own", None, ("a", "b", "c"), np.eye(3), part, part)
    cost, _ = measure(surface.network, data, part, surface.plane.theta(0.3, -0.7), np.arange(SAMPLES))
    assert float(surface.costs(np.array(0.3), np.array(-0.7))) == pytest.approx(cost, rel=1e-12)


def test_costs_have_the_shape_that_the_coordinates_broadcast_to() -> None:
    surface = slice_of(SMOOTH[0])
    assert surface.costs(np.array(0.1), np.array(0.2)).shape == ()
    assert surface.costs(np.zeros((2, 1, 3)), np.zeros((4, 1))).shape == (2, 4, 3)
    assert surface.gradients(np.zeros((2, 1, 3)), np.zeros((4, 1))).shape == (2, 4, 3, 2)
    assert surface.hessians(np.zeros((2, 1, 3)), np.zeros((4, 1))).shape == (2, 4, 3, 2, 2)
    assert surface.gradients(np.array(0.1), np.array(0.2)).shape == (2,)
    assert surface.hessians(np.array(0.1), np.array(0.2)).shape == (2, 2)
    assert surface.costs(np.empty(0), np.empty(0)).shape == (0,)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("cached", [1, 2000, 2**30])
def test_the_parts_in_which_the_work_is_done_change_nothing(
        monkeypatch: pytest.MonkeyPatch, cached: int, dtype: FloatType) -> None:
    case = Case((3, 5, 4, 2), ("tanh", "softplus", "sigmoid"), "binary_cross_entropy")
    usual = replace(slice_of(case), dtype=dtype)
    costs, gradients = usual.costs(*points()), usual.gradients(*points())
    monkeypatch.setattr(slice_module, "CACHED_BYTES", cached)
    monkeypatch.setattr(slice_module, "DEEP_BYTES", cached)
    other = replace(usual)
    tolerance = 1e-13 if dtype is np.float64 else 1e-6
    np.testing.assert_allclose(other.costs(*points()), costs, rtol=tolerance)
    np.testing.assert_allclose(other.gradients(*points()), gradients, rtol=tolerance, atol=tolerance)
    rows = np.array([3, 1, 4])
    np.testing.assert_allclose(other.part(rows).costs(*points()), usual.part(rows).costs(*points()), rtol=tolerance)


# gradients


@with_all
def test_gradients_are_those_of_backpropagation_in_the_two_directions(case: Case) -> None:
    surface = slice_of(case)
    expected = each_point(lambda alpha, beta: projected_gradient(surface, alpha, beta))
    np.testing.assert_allclose(surface.gradients(*points()), expected, rtol=1e-11, atol=1e-13)


@with_smooth
def test_gradients_are_the_slopes_of_the_costs(case: Case) -> None:
    surface, h = slice_of(case), 1e-5
    a, b = points()
    slopes = np.stack(((surface.costs(a + h, b) - surface.costs(a - h, b)) / (2 * h),
                       (surface.costs(a, b + h) - surface.costs(a, b - h)) / (2 * h)), axis=-1)
    np.testing.assert_allclose(surface.gradients(a, b), slopes, rtol=1e-6, atol=1e-7)


@with_smooth
def test_in_float32_gradients_are_good_to_a_hundred_thousandth(case: Case) -> None:
    surface = slice_of(case)
    exact = surface.gradients(*points())
    single = replace(surface, dtype=np.float32).gradients(*points())
    np.testing.assert_allclose(single, exact, rtol=1e-5, atol=1e-5 * float(np.abs(exact).max()))


# Hessians


@with_smooth
def test_hessians_are_symmetric_and_the_slopes_of_the_gradients(case: Case) -> None:
    surface, h = slice_of(case), 1e-4
    a, b = points()
    hessians = surface.hessians(a, b)
    assert np.array_equal(hessians, hessians.swapaxes(-1, -2))

    def along(right: float, up: float) -> Array:
        """Differences of the fourth order: those of the second one are what is tested."""
        near = surface.gradients(a + right, b + up) - surface.gradients(a - right, b - up)
        far = surface.gradients(a + 2 * right, b + 2 * up) - surface.gradients(a - 2 * right, b - 2 * up)
        return np.asarray((8.0 * near - far) / (12.0 * h))

    slopes = np.stack((along(h, 0.0), along(0.0, h)), axis=-2)
    np.testing.assert_allclose(hessians, slopes, rtol=1e-5, atol=1e-7 * float(np.abs(slopes).max()))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_hessian_of_a_linear_model_is_that_of_least_squares(
        dtype: FloatType) -> None:
    # a = X w + b with C = 1/2M Σ ‖a − y‖²: H in the directions (D, d) is 1/M Σ (Dᵢx + dᵢ)·(Dⱼx + dⱼ), everywhere
    surface = replace(slice_of(Case((3, 2), ("identity",), "quadratic")), dtype=dtype)
    plane, network = surface.plane, surface.network
    moves = [surface.inputs @ network.weights(direction)[1].T + network.biases(direction)[1]
             for direction in (plane.first, plane.second)]
    expected = np.array([[np.vdot(one, other) / SAMPLES for other in moves] for one in moves])
    hessians = surface.hessians(*points())
    np.testing.assert_allclose(hessians, np.broadcast_to(expected, hessians.shape), rtol=1e-8)


def test_one_sigmoid_worked_out_by_hand() -> None:
    # σ(w x + b) at w = 0, b = 0 with x = 2, y = 1: a = ½, C = ½ (½)² = ⅛; ∂C/∂z = (a − y) σ′ = −½ · ¼ = −⅛,
    # so ∂C/∂w = −¼ and ∂C/∂b = −⅛; ∂²C/∂z² = σ′² + (a − y) σ″ = 1/16 + 0, times (4 2; 2 1)
    plane = WeightPlane(np.zeros(2), np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    surface = NetworkSlice(Case((1, 1), ("sigmoid",), "quadratic").network, plane, np.array([[2.0]]),
                           np.array([[1.0]]), WINDOW, symbols=("w", "b"))
    zero = np.array(0.0)
    assert float(surface.costs(zero, zero)) == 0.125
    assert surface.gradients(zero, zero).tolist() == [-0.25, -0.125]
    np.testing.assert_allclose(surface.hessians(zero, zero), [[0.25, 0.125], [0.125, 0.0625]], rtol=1e-8)


# some of the samples


@with_all
def test_a_part_is_the_slice_over_those_samples(case: Case) -> None:
    surface, rows = slice_of(case), np.array([5, 0, 21, 7, 7])
    alone = replace(surface, inputs=surface.inputs[rows], targets=surface.targets[rows])
    part = surface.part(rows)
    assert part.sample_count == 5
    np.testing.assert_allclose(part.costs(*points()), alone.costs(*points()), rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(part.gradients(*points()), alone.gradients(*points()), rtol=1e-11, atol=1e-13)


def test_the_mean_over_batches_that_share_all_samples_is_the_whole_surface() -> None:
    surface = slice_of(SMOOTH[0], samples=24)
    batches = np.random.default_rng(1).permutation(24).reshape(4, 6)
    mean = np.mean([surface.part(rows).costs(*points()) for rows in batches], axis=0)
    np.testing.assert_allclose(mean, surface.costs(*points()), rtol=1e-12)


def test_over_no_samples_nothing_can_be_said() -> None:
    nothing = slice_of(SMOOTH[0]).part(np.empty(0, dtype=np.int64))
    assert np.isnan(nothing.costs(*points())).all()
    assert np.isnan(nothing.gradients(*points())).all()


# numbers that are too large


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_where_the_cost_overflows_there_is_nothing_and_no_warning(
        dtype: FloatType) -> None:
    surface = replace(slice_of(Case((3, 4, 2), ("relu", "identity"), "quadratic")), dtype=dtype)
    a, b = np.array([0.5, 1e200, np.nan, -1.0]), np.array([0.5, 1.0, 0.0, np.inf])
    for values in (surface.costs(a, b), surface.gradients(a, b), surface.hessians(a, b)):
        assert np.isfinite(values[0]).all()
        assert np.isnan(values[1:]).all()


def test_a_cost_that_is_infinite_is_a_hole_too() -> None:
    surface = slice_of(Case((2, 1), ("sigmoid",), "binary_cross_entropy"))
    far, farther = np.array(1e6), np.array(1e308)
    assert math.isfinite(float(surface.costs(far, far))), "read from z, the cost of a saturated neuron is exact"
    assert np.isnan(surface.costs(farther, farther))


# work that is stopped


@pytest.mark.parametrize("work", ["costs", "gradients", "hessians"])
def test_work_can_be_stopped_and_what_was_prepared_serves_both(work: str) -> None:
    surface = slice_of(SMOOTH[0])
    stopped = surface.interruptible(lambda: True)
    with pytest.raises(Interrupted):
        getattr(stopped, work)(*points())
    going_on = surface.interruptible(lambda: False)
    assert np.array_equal(getattr(going_on, work)(*points()), getattr(surface, work)(*points()))
