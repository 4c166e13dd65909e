"""Maps of every neuron over the line and the plane."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, activation_named
from simulator.costs import cost_named
from simulator.datasets.data_set import Domain
from simulator.datasets.features import feature_named
from simulator.network import Network
from simulator.plane import Grid, activation_maps, grid_inputs, grid_points
from simulator.propagation import forward

PLANE = Domain((-2.0, 0.0), (2.0, 3.0))
LINE = Domain((-1.0,), (3.0,))


def network(*sizes: int, hidden: str = "tanh", output: str = "sigmoid") -> Network:
    activations = [activation_named(hidden)] * (len(sizes) - 2) + [activation_named(output)]
    return Network(sizes, tuple(activations), cost_named("quadratic"))


def test_the_first_row_of_a_grid_is_the_top_of_the_plane_and_its_first_column_the_left() -> None:
    points = grid_points(PLANE, columns=4, rows=3).reshape(3, 4, 2)
    np.testing.assert_allclose(points[0, :, 0], [-1.5, -0.5, 0.5, 1.5])
    np.testing.assert_allclose(points[:, 0, 1], [2.5, 1.5, 0.5])
    assert (points[0, :, 1] == points[0, 0, 1]).all()
    assert (points[:, 2, 0] == points[0, 2, 0]).all()


def test_a_grid_on_the_line_reaches_both_ends_and_has_one_row() -> None:
    grid = Grid(LINE, 5, 100)
    assert grid.shape == (1, 5)
    np.testing.assert_allclose(grid.points, [[-1.0], [0.0], [1.0], [2.0], [3.0]])
    assert grid.up.size == 0


def test_what_the_network_gets_is_scaled_and_made_into_features() -> None:
    features = (feature_named("x1"), feature_named("x1_x2"))
    inputs = grid_inputs(Domain((-2.0, 0.0), (2.0, 3.0), features, (1.0, 0.5), (2.0, 10.0)), columns=4, rows=3)
    assert inputs.shape == (12, 2)
    # the cell at the right of the top row: x₁ = 1.5, x₂ = 2.5, scaled to 1 and 20
    np.testing.assert_allclose(inputs[3], [1.0, 20.0])


@pytest.mark.parametrize("name", [activation.name for activation in ACTIVATIONS])
def test_a_map_holds_what_the_network_answers_to_each_point_by_itself(name: str) -> None:
    shape = network(2, 3, 4, hidden="tanh" if name == "softmax" else name, output=name)
    theta = np.random.default_rng(1).standard_normal(shape.parameter_count)
    inputs = grid_inputs(PLANE, 6, 5)
    maps = activation_maps(shape, theta, inputs)
    assert [one.shape for one in maps] == [(30, 2), (30, 3), (30, 4)]
    for point in (0, 7, 29):
        alone = forward(shape, shape.weights(theta), shape.biases(theta), inputs[point:point + 1])[1]
        for layer, values in enumerate(maps):
            np.testing.assert_allclose(values[point], alone[layer][0], rtol=1e-12, atol=1e-15)


def test_a_map_of_the_nand_neuron_is_high_everywhere_but_at_the_upper_right() -> None:
    # Nielsen, chapter 1: weights −2, −2 and bias 3; the line −2x₁ − 2x₂ + 3 = 0 runs through (0, 1.5) and (1.5, 0)
    shape = network(2, 1, output="step")
    corners = Domain((-0.5, -0.5), (1.5, 1.5))
    values = activation_maps(shape, np.array([-2.0, -2.0, 3.0]), grid_inputs(corners, 2, 2))[1].reshape(2, 2)
    np.testing.assert_array_equal(values, [[1.0, 0.0], [1.0, 1.0]])


def test_the_values_of_one_neuron_lie_side_by_side() -> None:
    shape = network(2, 3, 1)
    maps = activation_maps(shape, np.zeros(shape.parameter_count), grid_inputs(PLANE, 8, 8))
    assert all(values[:, 0].flags.c_contiguous for values in maps[1:])


def test_weights_that_have_run_away_give_maps_without_a_warning() -> None:
    shape = network(2, 3, 2, hidden="relu", output="identity")
    theta = np.full(shape.parameter_count, 1e300)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        maps = activation_maps(shape, theta, grid_inputs(PLANE, 4, 4))
        activation_maps(shape, np.full(shape.parameter_count, np.nan), grid_inputs(PLANE, 4, 4))
    assert np.isinf(maps[-1]).any()
