"""Gates and circuits with known weights: every row of their truth tables, against Boolean functions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

import numpy as np
import pytest

from simulator.datasets import data_set_named
from simulator.evaluation import classes
from simulator.experiment import Experiment, preset
from simulator.propagation import forward
from simulator.timeline import Timeline
from simulator.training import Trainer

Gate = Callable[..., tuple[bool, ...]]

GATES: dict[str, Gate] = {
    "and_by_hand": lambda x1, x2: (x1 and x2,),
    "or_by_hand": lambda x1, x2: (x1 or x2,),
    "nand_by_hand": lambda x1, x2: (not (x1 and x2),),
    "not_by_hand": lambda x: (not x,),
    "xor_two_lines": lambda x1, x2: (x1 != x2,),
    "xor_four_nands": lambda x1, x2: (x1 != x2,),
    "half_adder_nands": lambda x1, x2: (x1 != x2, x1 and x2),
}


def rows(name: str) -> list[tuple[bool, ...]]:
    count = data_set_named(preset(name).data_set).input_count
    return list(product((False, True), repeat=count))


def layers_of(experiment: Experiment) -> list[tuple[list[list[float]], list[float]]]:
    """Weights and biases of every layer, cut out of θ by hand: W row by row, then b."""
    sizes = [data_set_named(experiment.data_set).input_count, *(layer.neurons for layer in experiment.layers)]
    numbers = iter(experiment.initial_theta)
    layers = [([[next(numbers) for _ in range(n_in)] for _ in range(n_out)], [next(numbers) for _ in range(n_out)])
              for n_in, n_out in pairwise(sizes)]
    assert list(numbers) == []
    return layers


def fired(experiment: Experiment, inputs: tuple[bool, ...]) -> list[list[bool]]:
    """What every layer of perceptrons says, without the program: on if w·x + b > 0 (Nielsen, chapter 1)."""
    answers = [list(inputs)]
    for weights, biases in layers_of(experiment):
        answers.append([sum(w * x for w, x in zip(row, answers[-1], strict=True)) + b > 0
                        for row, b in zip(weights, biases, strict=True)])
    return answers


@pytest.mark.parametrize("name", GATES)
def test_a_circuit_says_in_every_row_what_its_boolean_function_says(name: str) -> None:
    experiment = preset(name)
    trainer = Trainer(experiment, experiment.open_data())
    theta, network = trainer.initial_state().theta, trainer.network
    table = np.array(rows(name), dtype=np.float64)
    outputs = forward(network, network.weights(theta), network.biases(theta), table)[1][-1]
    assert outputs.tolist() == [[float(one) for one in GATES[name](*row)] for row in rows(name)]
    assert [fired(experiment, row)[-1] for row in rows(name)] == [list(GATES[name](*row)) for row in rows(name)]


@pytest.mark.parametrize("name", GATES)
def test_every_row_of_its_data_set_is_right_and_stays_right_while_it_learns(name: str) -> None:
    experiment = preset(name)
    timeline = Timeline(Trainer(experiment, experiment.open_data()))
    data, network = timeline.trainer.data, timeline.trainer.network
    assert sorted(map(tuple, data.train.raw.tolist())) == sorted(rows(name))
    for _ in range(3 * data.train.count):
        step = timeline.advance()
        assert step.record.cost == 0.0
        assert step.after.theta.tolist() == list(experiment.initial_theta)
    everything = np.arange(data.train.count)
    theta = timeline.end.theta
    outputs = forward(network, network.weights(theta), network.biases(theta), data.train.inputs(everything))[1][-1]
    assert classes(outputs, data.target_table).tolist() == data.train.labels.tolist()


@pytest.mark.parametrize("name", GATES)
def test_no_neuron_stands_at_its_threshold(name: str) -> None:
    """At w·x + b = 0 it would be a matter of convention whether it is on."""
    experiment = preset(name)
    for row in rows(name):
        answers = fired(experiment, row)
        for (weights, biases), before in zip(layers_of(experiment), answers, strict=False):
            for line, b in zip(weights, biases, strict=True):
                assert abs(sum(w * x for w, x in zip(line, before, strict=True)) + b) >= 0.5


@pytest.mark.parametrize("name", ["xor_four_nands", "half_adder_nands"])
def test_circuits_are_made_of_nands_and_of_neurons_that_pass_a_signal_on(name: str) -> None:
    experiment = preset(name)
    for layer, (weights, biases) in enumerate(layers_of(experiment), 1):
        for row, b in zip(weights, biases, strict=True):
            joined = tuple(w for w in row if w != 0)
            negates = name == "half_adder_nands" and layer == 3 and (joined, b) == ((-2,), 1)  # a NAND of one input
            assert negates or (joined, b) in {((-2, -2), 3), ((1,), -0.5)}, (layer, row, b)


@pytest.mark.parametrize("name", ["xor_four_nands", "half_adder_nands"])
def test_exactly_the_missing_connections_are_frozen(name: str) -> None:
    experiment = preset(name)
    assert list(experiment.frozen) == [place for place, w in enumerate(experiment.initial_theta) if w == 0]


def test_four_nands_make_xor_and_two_lines_are_or_and_nand() -> None:
    circuit = preset("xor_four_nands")
    nands = sum((tuple(w for w in row if w), b) == ((-2, -2), 3)
                for weights, biases in layers_of(circuit) for row, b in zip(weights, biases, strict=True))
    assert nands == 4
    for x1, x2 in rows("xor_two_lines"):
        assert fired(preset("xor_two_lines"), (x1, x2))[1] == [x1 or x2, not (x1 and x2)]


@pytest.mark.parametrize("name", ["and_by_hand", "or_by_hand", "nand_by_hand", "not_by_hand"])
def test_a_gate_whose_weights_were_spoiled_learns_itself_again(name: str) -> None:
    """The perceptron rule, from zeros: every one of these gates is separable."""
    experiment = preset(name)
    trainer = Trainer(experiment, experiment.open_data(), np.zeros(len(experiment.initial_theta)))
    timeline = Timeline(trainer)
    while timeline.end.epoch < 20:
        step = timeline.advance()
    assert step.record.cost == 0.0
    network, theta = trainer.network, timeline.end.theta
    outputs = forward(network, network.weights(theta), network.biases(theta),
                      np.array(rows(name), dtype=np.float64))[1][-1]
    assert outputs.ravel().tolist() == [float(GATES[name](*row)[0]) for row in rows(name)]
