"""What lectures 5 and 6 say of many starts: networks that differ in their seeds only, trained abreast in plain NumPy.

The data and the initial weights are the program's; propagation and descent are worked out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from lectures.model import Lecture
from simulator.arrays import Array
from simulator.experiment import Experiment, Layer, preset, with_change
from simulator.training import Trainer
from tests.lectures.test_facts import lectures
from tests.prove.statements import texts_of

MANY = 60


def value(name: str, z: Array) -> Array:
    return {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0),
            "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(0.5 * z)}[name](z)


def slope(name: str, z: Array) -> Array:
    a = value(name, z)
    return {"tanh": 1.0 - a * a, "relu": (z > 0.0) * 1.0, "sigmoid": a * (1.0 - a)}[name]


def shares_right(experiment: Experiment, seeds: Sequence[int], epochs: Sequence[int]) -> Array:
    """The share of training samples that each network answers right after so many epochs, shape (epochs, seeds).

    Of networks with one sigmoid output and cross-entropy, for which δᴸ = a − y.
    """
    data = experiment.open_data()
    rows = np.arange(data.train.count)
    x, y = data.train.inputs(rows), data.targets(data.train, rows)
    names, m = [layer.activation for layer in experiment.layers], experiment.batch_size
    sizes, layers, at = [x.shape[1], *(layer.neurons for layer in experiment.layers)], [], 0
    theta = np.stack([Trainer(with_change(experiment, seed=seed), data).initial_state().theta for seed in seeds])
    for below, here in pairwise(sizes):
        weights = theta[:, at:at + below * here].reshape(-1, here, below)
        layers.append((weights, theta[:, at + below * here:at + (below + 1) * here]))
        at += (below + 1) * here

    def passed(inputs: Array) -> tuple[list[Array], list[Array]]:
        z, a = [], [inputs]
        for (weights, biases), name in zip(layers, names, strict=True):
            z.append(a[-1] @ weights.transpose(0, 2, 1) + biases[:, np.newaxis])
            a.append(value(name, z[-1]))
        return z, a

    shares = []
    for epoch in range(max(epochs) + 1):
        if epoch in epochs:
            answers = passed(np.broadcast_to(x, (len(seeds), *x.shape)))[1][-1]
            shares.append(((answers >= 0.5) == (y >= 0.5)).all(axis=2).mean(axis=1))
        orders = np.stack([np.random.default_rng([seed, epoch + 1]).permutation(len(x)) for seed in seeds])
        for batch in (orders[:, first:first + m] for first in range(0, len(x), m)):
            z, a = passed(x[batch])
            delta = a[-1] - y[batch]
            changed = []
            for layer in range(len(layers) - 1, -1, -1):
                weights, biases = layers[layer]
                step = experiment.learning_rate / batch.shape[1]
                changed.insert(0, (weights - step * delta.transpose(0, 2, 1) @ a[layer],
                                   biases - step * delta.sum(axis=1)))
                if layer:
                    delta = (delta @ weights) * slope(names[layer - 1], z[layer - 1])
            layers = changed
    return np.array(shares)


def lecture_named(name: str) -> Lecture:
    return next(one for one in lectures() if one.name == name)


def notes_of(name: str, beat: int) -> str:
    return texts_of(lecture_named(name).beats[beat - 1])["notes"][0].in_language("en")


@cache
def stuck(hidden: int) -> float:
    """The share of starts from which the network of lecture 5 doesn't find XOR in 500 epochs."""
    (beat,) = [beat for beat in lecture_named("05_xor").beats if beat.scene.experiment == "xor"]
    assert beat.scene.settings["initializer"] == "xavier"
    assert beat.scene.settings["learning_rate"] == 2.0
    several = with_change(preset("xor"), layers=(Layer(hidden, "tanh"), preset("xor").layers[-1]),
                          initializer="xavier", learning_rate=2.0)
    return float((shares_right(several, range(1001, 1001 + MANY), [500])[0] < 1.0).mean())


def test_with_two_hidden_neurons_xor_often_isnt_found_and_with_four_it_hardly_ever_happens() -> None:
    assert "With four hidden neurons it hardly ever happens" in notes_of("05_xor", 11)
    assert 0.3 < stuck(2) < 0.65
    assert stuck(4) <= 0.06


def on_circles(*hidden: Layer, epochs: Sequence[int], seeds: Sequence[int] = range(2001, 2041)) -> Array:
    """The share of starts from which the network of 6.10 gets 98 % right after so many epochs, shape (epochs,)."""
    experiment = preset("linear_collapse")
    bent = with_change(experiment, layers=(*hidden, experiment.layers[-1]))
    return np.asarray((shares_right(bent, seeds, epochs) >= 0.98).mean(axis=1))


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_tanh_and_relu_mostly_need_20_to_30_epochs(activation: str) -> None:
    assert "With tanh or ReLU in both hidden layers 20 to 30 epochs are mostly enough" in notes_of("06_mlp", 10)
    layers = Layer(4, activation), Layer(4, activation)
    assert on_circles(*layers, epochs=[30], seeds=[preset("linear_collapse").seed]) == 1.0
    early, late = on_circles(*layers, epochs=[8, 30])
    assert early < 0.4
    assert late > 0.7


def test_the_sigmoid_takes_far_longer() -> None:
    assert "the sigmoid takes far longer" in notes_of("06_mlp", 10)
    assert on_circles(Layer(4, "sigmoid"), Layer(4, "sigmoid"), epochs=[120])[0] < 0.1


def test_three_tanh_neurons_can_enclose_the_disc_and_two_cannot() -> None:
    assert "A single hidden layer of three tanh neurons is enough" in notes_of("06_mlp", 10)
    assert on_circles(Layer(3, "tanh"), epochs=[200], seeds=range(2001, 2021))[0] > 0.85
    assert on_circles(Layer(2, "tanh"), epochs=[200], seeds=range(2001, 2021))[0] == 0.0
