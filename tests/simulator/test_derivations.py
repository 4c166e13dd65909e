"""The derivations of BP1 to BP4: both sides of every line agree, whatever the network is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from simulator.activations import ACTIVATIONS, activation_named
from simulator.arrays import Array
from simulator.costs import COSTS, accepts, cost_named, cost_per_sample
from simulator.datasets import data_set_named
from simulator.derivations.lines import (
    DERIVED,
    Light,
    Line,
    LineKind,
    LitPlace,
    Subject,
    derivation,
    layers_of,
    lit_places,
)
from simulator.derivations.numbers import (
    FactorKind,
    largest_outputs,
    line_numbers,
    mean_cost,
    output_cost,
    subject_of,
)
from simulator.errors import Explained
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment, moment_of_step, moved
from simulator.network import Network
from simulator.propagation import backward, forward, mean_gradient, outputs
from simulator.steps import START, Address, Phase
from simulator.timeline import Timeline
from simulator.training import SampleRecord, StepRecord, Trainer


def pairs() -> list[tuple[str, str]]:
    """Every output activation with every cost that accepts it."""
    found = []
    for cost, activation in itertools.product(COSTS, ACTIVATIONS):
        try:
            accepts(cost, activation, 4)
        except Explained:
            continue
        found.append((activation.name, cost.name))
    return found


def moment_of(hidden: tuple[str, str], output: str, cost: str, seed: int) -> Moment:
    """A moment of a random 3-4-5-4 network with a batch of one sample, whose target is one-hot."""
    rng = np.random.default_rng(seed)
    trainer = Trainer(Experiment("three_classes", (Layer(3), Layer(3, "softmax")), cost="categorical_cross_entropy"),
                      data_set_named("three_classes"))
    base = moment_of_step(trainer, Timeline(trainer).advance(), START, own=False)
    network = Network((3, 4, 5, 4), (*map(activation_named, hidden), activation_named(output)), cost_named(cost))
    theta = rng.normal(size=network.parameter_count)
    inputs, targets = rng.normal(size=(1, 3)), np.eye(4)[[seed % 4]]
    weights = network.weights(theta)
    z, a = forward(network, weights, network.biases(theta), inputs)
    delta = backward(network, weights, z, a, targets)
    costs = cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)
    record = StepRecord(0, np.zeros(1, dtype=np.int64), inputs, targets, z, a, delta, costs, float(costs[0]),
                        mean_gradient(network, a, delta, 1))
    sample = SampleRecord(0, inputs[0], targets[0], [z[0], *(one[0] for one in z[1:])], [one[0] for one in a],
                          [delta[0], *(one[0] for one in delta[1:])], float(costs[0]))
    state = type(base.state)(theta, (), 0, 0, 0, 0, base.state.experiment)
    return Moment(network, base.data, state, None, record, sample, START, base.route, base.occasion, 1)


def lines_with_subjects(moment: Moment) -> list[tuple[Line, Subject]]:
    network = moment.network
    return [(line, subject_of(moment, phase, layer, neuron))
            for phase in DERIVED for line in derivation(network, phase)
            for layer in layers_of(network, phase) for neuron in range(network.sizes[layer])]


HIDDEN = [one.name for one in ACTIVATIONS if one.elementwise]


@pytest.mark.parametrize(("output", "cost"), pairs())
@pytest.mark.parametrize("seed", range(3))
def test_both_sides_of_every_line_agree(output: str, cost: str, seed: int) -> None:
    for place, first in enumerate(HIDDEN):
        moment = moment_of((first, HIDDEN[place - 1]), output, cost, 10 * seed + place)
        for line, subject in lines_with_subjects(moment):
            numbers = line_numbers(moment, line, subject)
            if numbers is None:
                assert line.kind is LineKind.DEFINITION
            elif numbers.is_finite:
                np.testing.assert_allclose(numbers.right, numbers.left, rtol=1e-12, atol=1e-12, err_msg=str(line))


@pytest.mark.parametrize(("output", "cost"), pairs())
def test_the_left_sides_are_the_derivatives_of_the_cost(output: str, cost: str) -> None:
    """By central differences of the whole network; the step function alone has no slope to check."""
    if activation_named(output).name == "step" and not cost_named(cost).reads_z:
        return
    moment = moment_of(("tanh", "sigmoid"), output, cost, 3)
    network, sample = moment.network, moment.sample

    def cost_of(theta: Array) -> float:
        z, a = forward(network, network.weights(theta), network.biases(theta), sample.inputs[np.newaxis])
        targets = sample.target[np.newaxis]
        return float(cost_per_sample(network.cost, network.activations[-1], z[-1], a[-1], targets)[0])

    def difference(index: int) -> float:
        step = np.zeros(network.parameter_count)
        step[index] = 1e-5
        return (cost_of(moment.state.theta + step) - cost_of(moment.state.theta - step)) / 2e-5

    for layer, neuron in ((1, 2), (2, 4), (3, 1)):
        for phase, index in ((Phase.BP3, network.bias_index(layer, neuron)),
                             (Phase.BP4, network.weight_index(layer, neuron, 2))):
            goal = next(line for line in derivation(network, phase) if line.is_goal)
            numbers = line_numbers(moment, goal, subject_of(moment, phase, layer, neuron, 2))
            assert numbers is not None
            assert float(numbers.right) == pytest.approx(difference(index), rel=1e-6, abs=1e-8)
            assert float(numbers.left) == pytest.approx(moment.record.gradient[index], abs=1e-14)


def test_the_sum_of_bp1_collapses_for_sigmoid_and_stays_for_softmax() -> None:
    for output, cost, zeros in (("sigmoid", "quadratic", 3), ("softmax", "quadratic", 0)):
        moment = moment_of(("tanh", "tanh"), output, cost, 1)
        chain = derivation(moment.network, Phase.BP1)[1]
        numbers = line_numbers(moment, chain, subject_of(moment, Phase.BP1, 3, 2))
        assert numbers is not None
        assert int((numbers.products == 0.0).sum()) == zeros


def test_every_derivation_has_one_goal_and_ends_with_the_whole_layer() -> None:
    for output, cost in pairs():
        network = moment_of(("tanh", "relu"), output, cost, 0).network
        for phase in DERIVED:
            lines = derivation(network, phase)
            assert sum(line.is_goal for line in lines) == 1
            assert lines[-1].kind is LineKind.MATRIX
            assert {line.phase for line in lines} == {phase}


def test_a_cost_that_is_read_from_z_has_no_slope_by_a() -> None:
    moment = moment_of(("step", "step"), "step", "perceptron", 2)
    kinds = [line.kind for line in derivation(moment.network, Phase.BP1)]
    assert kinds == [LineKind.DEFINITION, LineKind.CHAIN_FROM_Z, LineKind.SHORT, LineKind.MATRIX]
    assert not output_cost(moment).holds


def test_a_short_form_stands_where_cost_and_activation_match() -> None:
    for output, cost in pairs():
        network = moment_of(("tanh", "relu"), output, cost, 0).network
        kinds = {line.kind for line in derivation(network, Phase.BP1)}
        matched = (output, cost) in {("sigmoid", "binary_cross_entropy"), ("softmax", "categorical_cross_entropy"),
                                     ("step", "perceptron")}
        assert (LineKind.SHORT in kinds) is matched


def test_bp2_looks_closely_at_the_weight_that_brings_most_of_the_error() -> None:
    moment = moment_of(("tanh", "sigmoid"), "sigmoid", "quadratic", 5)
    subject = subject_of(moment, Phase.BP2, 2, 1)
    weights = moment.network.weights(moment.state.theta)[3][:, 1]
    brought = np.abs(weights * moment.sample.delta[3])
    assert brought[subject.following] == brought.max()


def test_an_equation_is_refused_where_it_does_not_hold() -> None:
    moment = moment_of(("tanh", "sigmoid"), "sigmoid", "quadratic", 5)
    with pytest.raises(IndexError, match=r"bp2 holds in the layers \[1, 2\], got 3"):
        subject_of(moment, Phase.BP2, 3, 0)
    assert list(layers_of(moment.network, Phase.BP1)) == [3]
    assert list(layers_of(moment.network, Phase.BP4)) == [1, 2, 3]


def test_a_saturated_output_has_only_the_short_form() -> None:
    moment = moment_of(("relu", "relu"), "sigmoid", "binary_cross_entropy", 0)
    sample = moment.sample
    z, a = [*sample.z[:-1], np.array([-900.0, 1.0, 1.0, 1.0])], [*sample.a[:-1], np.array([0.0, 0.7, 0.7, 0.7])]
    delta = [*sample.delta[:-1], a[-1] - sample.target]
    flat = SampleRecord(0, sample.inputs, sample.target, z, a, delta, 900.0)
    moment = Moment(moment.network, moment.data, moment.state, None, moment.record, flat, START, moment.route,
                    moment.occasion, 1)
    subject = subject_of(moment, Phase.BP1, 3, 0)
    finite = {}
    for line in derivation(moment.network, Phase.BP1):
        numbers = line_numbers(moment, line, subject)
        finite[line.kind] = numbers is None or numbers.is_finite
    assert not finite[LineKind.SLOPE]
    assert finite[LineKind.SHORT]


@pytest.mark.parametrize(("light", "places"), [
    (Light.NEURON, [LitPlace(1, 2)]),
    (Light.LAYER, [LitPlace(1, 0), LitPlace(1, 1), LitPlace(1, 2)]),
    (Light.NEXT_LAYER, [LitPlace(2, 0), LitPlace(2, 1)]),
    (Light.PREVIOUS_LAYER, [LitPlace(0, 0), LitPlace(0, 1)]),
    (Light.OUTGOING, [LitPlace(2, 0, 2), LitPlace(2, 1, 2)]),
    (Light.ONE_OUTGOING, [LitPlace(2, 1, 2)]),
    (Light.NEXT_NEURON, [LitPlace(2, 1)]),
    (Light.SOURCE, [LitPlace(0, 1)]),
    (Light.WEIGHT, [LitPlace(1, 2, 1)]),
])
def test_places_light_up(light: Light, places: list[LitPlace]) -> None:
    line = Line(Phase.BP2, LineKind.CHAIN, "", frozenset({light}))
    assert list(lit_places(line, Subject(1, 2, source=1, following=1), (2, 3, 2))) == places


def test_what_lights_up_exists_in_the_network() -> None:
    for output, cost in pairs():
        moment = moment_of(("tanh", "relu"), output, cost, 4)
        sizes = moment.network.sizes
        for line, subject in lines_with_subjects(moment):
            places = lit_places(line, subject, sizes)
            assert places
            for one in places:
                assert 0 <= one.neuron < sizes[one.layer]
                assert one.source is None or 0 <= one.source < sizes[one.layer - 1]


# the assumptions


def test_the_mean_of_the_samples_costs_is_the_cost() -> None:
    experiment = Experiment("circles", (Layer(4, "tanh"), Layer(1)), cost="quadratic", batch_size=7)
    trainer = Trainer(experiment, data_set_named("circles"))
    moment = moment_of_step(trainer, Timeline(trainer).advance(), START, own=False)
    moment = moved(moment, trainer, Address(0, 3, 0, 0))
    shown = mean_cost(moment)
    assert (len(shown.costs), shown.sample) == (7, 3)
    assert shown.mean == pytest.approx(sum(shown.costs) / 7, rel=1e-14)
    assert shown.costs[3] == moment.sample.cost
    a = outputs(moment.network, moment.state.theta, moment.record.inputs)
    assert shown.costs == pytest.approx(((a - moment.record.targets) ** 2).sum(axis=1) / 2)


def test_other_hidden_activations_with_the_same_output_cost_the_same() -> None:
    moment = moment_of(("tanh", "sigmoid"), "sigmoid", "quadratic", 8)
    shown = output_cost(moment)
    assert shown.holds
    assert shown.slopes == pytest.approx(shown.a - shown.y)
    sample = moment.sample
    other = SampleRecord(0, sample.inputs, sample.target, sample.z, [*(a + 1.0 for a in sample.a[:-1]), sample.a[-1]],
                         sample.delta, sample.cost)
    changed = Moment(moment.network, moment.data, moment.state, None, moment.record, other, START, moment.route,
                     moment.occasion, 1)
    assert output_cost(changed).slopes == pytest.approx(shown.slopes)


def test_the_outputs_that_matter_are_shown_in_their_order() -> None:
    moment = moment_of(("tanh", "sigmoid"), "softmax", "categorical_cross_entropy", 8)
    shown = output_cost(moment)
    assert largest_outputs(shown, 9) == [0, 1, 2, 3]
    picked = largest_outputs(shown, 2)
    assert picked == sorted(picked)
    assert int(shown.y.argmax()) in picked


def test_the_factors_of_softmax_are_written_out() -> None:
    moment = moment_of(("tanh", "tanh"), "softmax", "categorical_cross_entropy", 1)
    lines = {line.kind: line for line in derivation(moment.network, Phase.BP1)}
    subject = subject_of(moment, Phase.BP1, 3, 0)
    numbers = line_numbers(moment, lines[LineKind.MIXING], subject)
    assert numbers is not None
    assert [factor.kind for factor in numbers.factors] == [FactorKind.COST_SLOPE, FactorKind.ACTIVATION,
                                                           FactorKind.BRACKET]
    a = moment.sample.a[-1]
    assert numbers.factors[2].values == pytest.approx([1 - a[0], -a[0], -a[0], -a[0]])
