"""The shape of a network: where every weight and bias stands in θ."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.network import Network, ParameterPlace

shapes = st.lists(st.integers(1, 5), min_size=2, max_size=6).map(tuple)


def network(*sizes: int) -> Network:
    return Network(sizes, tuple(activation_named("tanh") for _ in sizes[1:]), cost_named("quadratic"))


def test_theta_holds_the_weights_row_by_row_and_then_the_biases_of_each_layer() -> None:
    # 2-3-1: W¹ has 3·2 entries, b¹ 3, W² 1·3, b² 1; together 13
    theta = np.arange(13.0)
    weights, biases = network(2, 3, 1).weights(theta), network(2, 3, 1).biases(theta)
    assert weights[1].tolist() == [[0, 1], [2, 3], [4, 5]]
    assert biases[1].tolist() == [6, 7, 8]
    assert weights[2].tolist() == [[9, 10, 11]]
    assert biases[2].tolist() == [12]


def test_the_input_layer_owns_nothing_but_the_lists_count_layers_as_the_lecture_does() -> None:
    theta = np.zeros(13)
    assert network(2, 3, 1).weights(theta)[0].size == 0
    assert network(2, 3, 1).biases(theta)[0].size == 0
    assert len(network(2, 3, 1).weights(theta)) == 3


def test_weights_and_biases_are_views_so_that_what_is_written_to_them_stands_in_theta() -> None:
    theta = np.zeros(13)
    network(2, 3, 1).weights(theta)[1][2, 0] = 5.0
    network(2, 3, 1).biases(theta)[2][0] = 7.0
    assert theta[4] == 5.0
    assert theta[12] == 7.0


def test_views_of_a_protected_theta_can_not_be_written_to() -> None:
    theta = np.zeros(13)
    theta.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        network(2, 3, 1).weights(theta)[1][0, 0] = 1.0


def test_a_network_for_digits_has_23860_parameters_of_which_23820_are_weights() -> None:
    digits = network(784, 30, 10)
    assert digits.parameter_count == 23_860
    assert digits.weight_count == 23_820
    assert digits.depth == 2


def test_activations_are_asked_for_by_the_number_of_their_layer() -> None:
    mixed = Network((2, 3, 1), (activation_named("relu"), activation_named("sigmoid")), cost_named("quadratic"))
    assert mixed.activation(1).name == "relu"
    assert mixed.activation(2).name == "sigmoid"


@given(shapes)
def test_every_entry_of_theta_has_one_place_and_every_place_one_entry(sizes: tuple[int, ...]) -> None:
    shape = network(*sizes)
    indices = []
    for layer in range(1, len(sizes)):
        for neuron in range(sizes[layer]):
            for source in range(sizes[layer - 1]):
                indices.append(shape.weight_index(layer, neuron, source))
                assert shape.locate(indices[-1]) == ParameterPlace(layer, neuron, source)
            indices.append(shape.bias_index(layer, neuron))
            assert shape.locate(indices[-1]) == ParameterPlace(layer, neuron, None)
    assert sorted(indices) == list(range(shape.parameter_count))


@given(shapes)
def test_an_index_points_at_the_very_number_that_the_views_show(sizes: tuple[int, ...]) -> None:
    shape = network(*sizes)
    theta = np.arange(float(shape.parameter_count))
    weights, biases = shape.weights(theta), shape.biases(theta)
    for layer in range(1, len(sizes)):
        j, k = sizes[layer] - 1, sizes[layer - 1] - 1
        assert theta[shape.weight_index(layer, j, k)] == weights[layer][j, k]
        assert theta[shape.bias_index(layer, j)] == biases[layer][j]


@given(shapes)
def test_the_slices_of_all_layers_cover_theta_without_gaps_or_overlaps(sizes: tuple[int, ...]) -> None:
    shape = network(*sizes)
    covered = np.zeros(shape.parameter_count, dtype=int)
    for layer in range(1, len(sizes)):
        covered[shape.weight_slice(layer)] += 1
        covered[shape.bias_slice(layer)] += 1
    assert covered.tolist() == [1] * shape.parameter_count
    assert shape.weight_count == sum(shape.weight_slice(n).stop - shape.weight_slice(n).start
                                     for n in range(1, len(sizes)))


@pytest.mark.parametrize("index", [-1, 13, 1000])
def test_there_is_no_place_outside_theta(index: int) -> None:
    with pytest.raises(IndexError, match=f"0 to 12, got {index}"):
        network(2, 3, 1).locate(index)
