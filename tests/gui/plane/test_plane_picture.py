"""What is drawn of a moment, against the network computed by itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from gui.plane.picture import Picture, Pictures, Wishes
from gui.plane.surface import Surface, z_of
from gui.run.choice import Selection
from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.evaluation import measure
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment
from tests.gui.plane.conftest import ALL, CIRCLES, HALF_ADDER, HILLS, NOT_GATE, SINE, THREE, XOR_GATE, moment_of

FINE = 100


def picture(moment: Moment, points: int = FINE, **wishes: object) -> Picture:
    return Pictures().picture(moment, replace(Wishes(), **wishes), points)  # type: ignore[arg-type]


def outputs(moment: Moment, points: Array) -> Array:
    """The network's outputs at raw coordinates, one point and one neuron at a time."""
    domain = moment.data.domain
    assert domain is not None
    rows = []
    for point in points:
        a = [float(value) for value in domain.inputs(point[np.newaxis])[0]]
        for layer in range(1, moment.network.depth + 1):
            z = [sum(w * x for w, x in zip(row, a, strict=True)) + b
                 for row, b in zip(moment.weights[layer].tolist(), moment.biases[layer].tolist(), strict=True)]
            a = moment.network.activation(layer).value(np.array([z]))[0].tolist()
        rows.append(a)
    return np.array(rows)


def spacing(surface: Surface) -> float:
    domain = surface.grid.domain
    return (domain.high[0] - domain.low[0]) / surface.grid.columns


def test_the_map_is_the_output_at_the_middle_of_each_cell() -> None:
    moment = moment_of(CIRCLES, 40)
    surface = picture(moment, 7).surface
    middles = -3.0 + 6.0 * (np.arange(7) + 0.5) / 7
    for row, column in ((0, 0), (2, 5), (6, 3)):
        expected = outputs(moment, np.array([[middles[column], -middles[row]]]))[0, 0]
        assert surface.values[row, column] == pytest.approx(expected)


def test_the_output_is_a_half_along_the_boundary() -> None:
    moment = moment_of(CIRCLES, 400)
    boundary = picture(moment).surface.boundary
    assert len(boundary) > 50
    at = outputs(moment, boundary.reshape(-1, 2)).ravel()
    assert np.abs(at - 0.5).max() < 0.02


def test_the_boundary_reaches_the_edge_of_the_window() -> None:
    moment = moment_of(Experiment(data_set="separable", layers=(Layer(1),), learning_rate=0.5), 100)
    ends = picture(moment).surface.boundary.reshape(-1, 2)
    assert np.abs(ends).max() >= 3.0
    w, b = moment.weights[1][0], moment.biases[1][0]
    assert np.abs(ends @ w + b).max() < 1e-9


def test_between_classes_the_boundary_runs_where_the_two_best_are_equal() -> None:
    moment = moment_of(THREE, 200)
    ends = picture(moment).surface.boundary.reshape(-1, 2)
    best = np.sort(outputs(moment, ends), axis=1)
    near = best[:, 2] - best[:, 1]
    assert np.median(near) < 1e-3
    assert near.max() < 0.05  # where three classes meet, the corner is cut by less than a cell


def test_the_boundary_of_a_network_of_steps_lies_on_its_neurons_lines() -> None:
    # XOR from two lines: OR and NAND, then AND; the lines are x₁ + x₂ = 0.5 and x₁ + x₂ = 1.5, here a little turned
    steps = Experiment(data_set="xor_gate", layers=(Layer(2, "step"), Layer(1, "step")), cost="quadratic",
                       batch_size=4, initial_theta=(1.0, 0.8, -1.0, -1.3, -0.5, 1.7, 1.0, 1.0, -1.5))
    moment = moment_of(steps)
    surface = picture(moment).surface
    ends = surface.boundary.reshape(-1, 2)
    first, second = ends @ (1.0, 0.8) - 0.5, ends @ (-1.0, -1.3) + 1.7
    assert np.minimum(np.abs(first), np.abs(second)).max() < spacing(surface) / 20


@pytest.mark.parametrize("name", ["circles", "xor_gate", "three"])
def test_as_many_points_are_wrong_as_the_evaluation_says(name: str) -> None:
    moment = moment_of(ALL[name], 30)
    verdicts = picture(moment).verdicts
    train = moment.data.train
    _, accuracy = measure(moment.network, moment.data, train, moment.theta, np.arange(train.count))
    assert np.count_nonzero(verdicts.wrong) == round((1 - accuracy) * train.count)
    answers = outputs(moment, np.asarray(train.raw))
    said = answers.argmax(axis=1) if name == "three" else (answers[:, 0] > 0.5).astype(int)
    assert np.array_equal(verdicts.wrong, said != train.labels)


@pytest.mark.parametrize(("output", "targets"), [(0, [0, 1, 1, 0]), (1, [0, 0, 0, 1])])
def test_each_output_of_the_half_adder_is_judged_alone(output: int, targets: list[int]) -> None:
    moment = moment_of(HALF_ADDER, 3)
    shown = picture(moment, output=output)
    assert shown.classes.tolist() == targets
    assert shown.class_names == ("0", "1")
    said = outputs(moment, np.asarray(moment.data.train.raw))[:, output] > 0.5
    assert np.array_equal(shown.verdicts.wrong, said != np.array(targets, dtype=bool))


def test_values_are_never_wrong_and_their_map_reaches_as_far_as_they_do() -> None:
    shown = picture(moment_of(HILLS))
    values = shown.data.train.values
    assert values is not None
    assert not shown.verdicts.wrong.any()
    assert shown.surface.colors == pytest.approx((-np.abs(values).max(), np.abs(values).max()))


@pytest.mark.parametrize("scaling", [(0.0, 0.0, 1.0, 1.0), (1.0, -2.0, 0.5, 3.0)])
def test_a_neurons_line_is_where_its_weighted_input_is_zero_whatever_the_scaling(scaling: tuple[float, ...]) -> None:
    moment = moment_of(replace(CIRCLES, seed=3), 20)
    domain = moment.data.domain
    assert domain is not None
    scaled = replace(domain, shift=scaling[:2], factor=scaling[2:])
    moment = replace(moment, data=replace(moment.data, domain=scaled))
    lines = picture(moment, 10, lines=True).lines
    assert lines
    for line in lines:
        w, b = moment.weights[1][line.neuron], moment.biases[1][line.neuron]
        z = scaled.inputs(np.array([line.begin, line.end])) @ w + b
        assert np.abs(z).max() < 1e-9
        (x0, y0), (x1, y1) = line.begin, line.end
        left = np.array([[(x0 + x1) / 2 - 0.1 * (y1 - y0), (y0 + y1) / 2 + 0.1 * (x1 - x0)]])
        assert (scaled.inputs(left) @ w + b)[0] > 0.0


def test_squares_as_inputs_have_no_straight_lines() -> None:
    assert picture(moment_of(replace(CIRCLES, features=("x1", "x2", "x1_squared"))), 10, lines=True).lines == []


def test_a_curve_is_the_output_over_x_and_its_neurons_bend_where_z_is_zero() -> None:
    moment = moment_of(SINE, 100)
    shown = picture(moment, 31, lines=True)
    across = np.linspace(-3.0, 3.0, 31)
    assert shown.surface.values == pytest.approx(outputs(moment, across[:, np.newaxis])[:, 0])
    found = {kink.neuron: kink for kink in shown.kinks}
    for neuron, (w, b) in enumerate(zip(moment.weights[1][:, 0], moment.biases[1], strict=True)):
        assert (neuron in found) is bool(abs(b / w) <= 3.0)
        if neuron in found:
            assert found[neuron].x == pytest.approx(-b / w)
            assert found[neuron].rises is bool(w > 0)


def test_a_not_gate_changes_its_answer_at_one_place() -> None:
    moment = moment_of(NOT_GATE, 60)
    place = -moment.biases[1][0] / moment.weights[1][0, 0]
    assert picture(moment).surface.boundary == pytest.approx([place])


def test_another_neuron_is_divided_where_its_z_is_zero() -> None:
    moment = moment_of(CIRCLES, 50)
    ends = picture(moment, neuron=Selection(1, 2)).surface.boundary.reshape(-1, 2)
    assert np.abs(ends @ moment.weights[1][2] + moment.biases[1][2]).max() < 1e-9
    assert not picture(moment, neuron=Selection(1, 2)).verdicts.wrong.any()
    assert len(picture(moment, neuron=Selection(0, 1)).surface.boundary) == 0


@pytest.mark.parametrize("steps", [1, 13])
def test_the_batch_and_the_current_sample_are_those_of_the_moment(steps: int) -> None:
    moment = moment_of(CIRCLES, steps)
    shown = picture(moment, 10)
    assert shown.batch.tolist() == moment.record.indices.tolist()
    assert moment.sample.index is not None
    assert shown.current == pytest.approx(tuple(moment.data.train.raw[moment.sample.index]))


def test_a_batch_of_all_samples_is_nothing_to_point_out() -> None:
    assert len(picture(moment_of(XOR_GATE), 10).batch) == 0


@pytest.mark.parametrize("name", ALL)
def test_weights_that_have_run_away_are_no_error(name: str) -> None:
    moment = moment_of(ALL[name])
    for theta in (np.full_like(moment.state.theta, np.nan), np.full_like(moment.state.theta, 1e300)):
        shown = picture(replace(moment, state=replace(moment.state, theta=theta)), 20, lines=True)
        assert np.isfinite(shown.surface.boundary).all()
        assert shown.verdicts.wrong.shape == (len(shown.train),)


def test_what_moments_share_is_not_made_again() -> None:
    moment, pictures = moment_of(CIRCLES), Pictures()
    first = pictures.picture(moment, Wishes(), 20)
    again = pictures.picture(replace(moment), replace(Wishes(), test=True), 20)
    assert again.surface is first.surface
    assert again.train is first.train
    other = replace(moment, state=replace(moment.state, theta=moment.state.theta.copy()))
    assert pictures.picture(other, Wishes(), 20).surface is not first.surface


@pytest.mark.parametrize(("name", "a", "z"), [
    ("sigmoid", 0.5, 0.0), ("sigmoid", 0.8, math.log(4.0)), ("tanh", 0.5, math.atanh(0.5)), ("step", 0.5, 0.0),
    ("relu", 0.5, 0.5), ("identity", -1.5, -1.5),
])
def test_an_activation_is_turned_back_to_its_weighted_input(name: str, a: float, z: float) -> None:
    assert z_of(activation_named(name), a) == pytest.approx(z, abs=1e-9)
