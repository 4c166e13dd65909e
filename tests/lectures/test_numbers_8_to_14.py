"""What lectures 8 to 14 state, worked out a second time in plain NumPy, not by the program's propagation or descent.

The data, the initial weights and the pixels of a drawing are the program's; everything that follows from them is
computed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from lectures.library import Library, builtin_folder
from lectures.model import Lecture
from lectures.network import load_numbers
from lectures.scene import Scene, applied
from simulator.arrays import Array, Indices
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment, Layer, preset
from simulator.training import Trainer
from tests.prove.statements import texts_of

# ------------------------------------------------------------------------------------ surfaces, by their formulas

Point = tuple[float, float]

LINE_X = np.array([-2.0, -1.6, -1.2, -0.7, -0.3, 0.2, 0.6, 1.0, 1.5, 2.0])
LINE_Y = np.array([-1.21, -0.83, -0.80, -0.35, 0.12, 0.30, 0.97, 1.03, 1.55, 1.52])
STEP_X = np.array([-3.0, -2.5, -2.0, -1.6, -1.2, 1.2, 1.5, 2.0, 2.4, 3.0])
STEP_Y = np.array([0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
OUTLIER_X = np.array([-8.0, -2.4, -1.7, -1.3, -0.9, -0.8, -0.5, -0.1, 2.1])
OUTLIER_Y = np.array([0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0])


def sigmoid(z: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def of_line(place: Array, x: Array = LINE_X, y: Array = LINE_Y) -> tuple[float, Array]:
    """C and ∇C of a straight line."""
    miss = place[0] * x + place[1] - y
    return float((miss ** 2).mean() / 2), np.array([(miss * x).mean(), miss.mean()])


def of_neuron(place: Array, x: Array, y: Array) -> tuple[float, Array]:
    """C and ∇C of a sigmoid neuron, quadratic cost."""
    a = sigmoid(place[0] * x + place[1])
    delta = (a - y) * a * (1 - a)
    return float(((a - y) ** 2).mean() / 2), np.array([(delta * x).mean(), delta.mean()])


def of_neuron_entropy(place: Array, x: Array, y: Array) -> tuple[float, Array]:
    """C and ∇C of a sigmoid neuron, cross-entropy."""
    z = place[0] * x + place[1]
    delta = sigmoid(z) - y
    return float((np.logaddexp(0.0, z) - y * z).mean()), np.array([(delta * x).mean(), delta.mean()])


def of_step(place: Array) -> tuple[float, Array]:
    return of_neuron(place, STEP_X, STEP_Y)


def of_entropy(place: Array) -> tuple[float, Array]:
    return of_neuron_entropy(place, STEP_X, STEP_Y)


def of_outlier(place: Array) -> tuple[float, Array]:
    return of_neuron(place, OUTLIER_X, OUTLIER_Y)


def of_valleys(place: Array) -> tuple[float, Array]:
    a, b = place
    shallow = 0.55 * np.exp(-(a + 1.4) ** 2 - (b - 1.2) ** 2)
    deep = 0.9 * np.exp(-(a - 1.2) ** 2 - (b + 0.6) ** 2)
    return (float(1 + (a * a + b * b) / 20 - shallow - deep),
            np.array([a / 10 + 2 * (a + 1.4) * shallow + 2 * (a - 1.2) * deep,
                      b / 10 + 2 * (b - 1.2) * shallow + 2 * (b + 0.6) * deep]))


Landscape = Callable[[Array], tuple[float, Array]]


def descent(of: Landscape, start: Point, eta: float, steps: int, mu: float = 0.0) -> Array:
    """All places of a descent, shape (steps + 1, 2)."""
    place, velocity = np.array(start), np.zeros(2)
    places = [place]
    for _ in range(steps):
        velocity = mu * velocity - eta * of(place)[1]
        place = place + velocity
        places.append(place)
    return np.array(places)


def in_batches(of: Callable[[Array, Array, Array], tuple[float, Array]], x: Array, y: Array, start: Point,
               eta: float, m: int, steps: int, seed: int) -> Array:
    """The same in mini-batches: every epoch has an order of its own, drawn from the seed and its number from 1."""
    place, places, order = np.array(start), [np.array(start)], np.empty(0, dtype=np.int64)
    epoch = 0
    for _ in range(steps):
        if not len(order):
            epoch += 1
            order = np.random.default_rng([seed, epoch]).permutation(len(x))
        rows, order = order[:m], order[m:]
        place = place - eta * of(place, x[rows], y[rows])[1]
        places.append(place)
    return np.array(places)


def curvature(of: Landscape, place: Array) -> float:
    """The largest eigenvalue of the Hessian, by central differences of the gradient."""
    h = 1e-5
    hessian = np.array([(of(place + h * e)[1] - of(place - h * e)[1]) / (2 * h) for e in np.eye(2)])
    return float(np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1])


# ------------------------------------------------------------------------------------ networks, layer by layer

ACTIVATIONS = {"sigmoid": sigmoid, "relu": lambda z: np.maximum(z, 0.0), "identity": lambda z: z}
SLOPES = {"sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)), "relu": lambda z: (z > 0.0).astype(float),
          "identity": np.ones_like}


@dataclass(frozen=True, eq=False)
class Learner:
    """A network and what it learns from.

    Attributes
    ----------
    layers
        (W, b) of each layer, W with a row for every neuron.
    x, y, x_test, y_test
        One row a sample.
    """

    experiment: Experiment
    layers: tuple[tuple[Array, Array], ...]
    x: Array
    y: Array
    x_test: Array
    y_test: Array

    @property
    def names(self) -> list[str]:
        return [layer.activation for layer in self.experiment.layers]

    def forward(self, x: Array) -> tuple[list[Array], list[Array]]:
        """z of every layer, and a of every layer with the inputs before it."""
        z, a = [], [x]
        for (weights, biases), name in zip(self.layers, self.names, strict=True):
            z.append(a[-1] @ weights.T + biases)
            a.append(ACTIVATIONS[name](z[-1]))
        return z, a

    def costs(self, x: Array, y: Array) -> Array:
        """C_x of every row."""
        z, a = self.forward(x)
        if self.experiment.cost == "quadratic":
            return ((a[-1] - y) ** 2).sum(axis=1) / 2
        return (np.logaddexp(0.0, z[-1]) - y * z[-1]).sum(axis=1)

    def errors(self, x: Array, y: Array) -> list[Array]:
        """δ of every layer."""
        z, a = self.forward(x)
        last = a[-1] - y
        if self.experiment.cost == "quadratic":
            last = last * SLOPES[self.names[-1]](z[-1])
        delta = [last]
        for layer in range(len(z) - 2, -1, -1):
            delta.insert(0, (delta[0] @ self.layers[layer + 1][0]) * SLOPES[self.names[layer]](z[layer]))
        return delta

    def gradients(self, x: Array, y: Array) -> list[tuple[Array, Array]]:
        """Means of ∂C_x/∂W and ∂C_x/∂b."""
        a = self.forward(x)[1]
        return [(error.T @ before / len(x), error.mean(axis=0))
                for error, before in zip(self.errors(x, y), a, strict=False)]

    def learned(self, steps: int, first: int = 0) -> Learner:
        """After so many steps of plain gradient descent; `first` of them were made before."""
        m, count, now = self.experiment.batch_size, len(self.x), self
        in_epoch = -(-count // m)
        for step in range(first, first + steps):
            epoch, place = divmod(step, in_epoch)
            if place == 0 or step == first:
                order = (np.random.default_rng([self.experiment.seed, epoch + 1]).permutation(count)
                         if self.experiment.shuffled else np.arange(count))
            rows = order[place * m:(place + 1) * m]
            now = replace(now, layers=tuple(
                (w - self.experiment.learning_rate * dw, b - self.experiment.learning_rate * db)
                for (w, b), (dw, db) in zip(now.layers, now.gradients(self.x[rows], self.y[rows]), strict=True)))
        return now

    @property
    def cost(self) -> float:
        return float(self.costs(self.x, self.y).mean())

    @property
    def right(self) -> Array:
        """Which training samples are answered right."""
        return _right(self.forward(self.x)[1][-1], self.y)

    @property
    def test_share(self) -> float:
        """Percent of the test samples that are right."""
        return 100 * float(_right(self.forward(self.x_test)[1][-1], self.y_test).mean())


def _right(answers: Array, y: Array) -> Array:
    if answers.shape[1] == 1:
        return (answers[:, 0] >= 0.5) == (y[:, 0] >= 0.5)
    return answers.argmax(axis=1) == y.argmax(axis=1)


@cache
def data_of(name: str) -> DataSet:
    return preset(name).open_data()


def learner(name: str, theta: Array | None = None, **changes: object) -> Learner:
    """The network of a preset, with its initial weights or given ones."""
    experiment = replace(preset(name), **changes)
    data = data_of(name)
    if theta is None:
        theta = Trainer(experiment, data).initial_state().theta
    sizes = [data.train.inputs(np.arange(1)).shape[1], *(layer.neurons for layer in experiment.layers)]
    layers, at = [], 0
    for n_in, n_out in pairwise(sizes):
        layers.append((theta[at:at + n_in * n_out].reshape(n_out, n_in),
                       theta[at + n_in * n_out:at + (n_in + 1) * n_out]))
        at += (n_in + 1) * n_out
    everything = [(part.inputs(np.arange(part.count)), data.targets(part, np.arange(part.count)))
                  if part is not None and part.count else (np.empty((0, sizes[0])), np.empty((0, sizes[-1])))
                  for part in (data.train, data.test)]
    return Learner(experiment, tuple(layers), *everything[0], *everything[1])


@cache
def gates(name: str) -> Learner:
    return learner(name)


@cache
def after(name: str, steps: int) -> Learner:
    return learner(name).learned(steps)


@cache
def digits(steps: int) -> Learner:
    """The network of digits after none, a quarter and two epochs."""
    return learner("mnist") if steps == 0 else (
        digits(0).learned(steps) if steps <= 1500 else digits(1500).learned(steps - 1500, 1500))


@cache
def trained() -> Learner:
    """The network of digits that comes with the lectures."""
    return learner("mnist", load_numbers(builtin_folder() / "mnist_30.npy").astype(np.float64))


def output(test: int, neuron: int) -> float:
    """An output of the trained network for a test digit, both counted from 1."""
    return float(trained().forward(trained().x_test[test - 1:test])[1][-1][0, neuron - 1])


@cache
def drawn(beat: int) -> tuple[Array, ...]:
    """All activations of the trained network for the pixels that a beat of lecture 8 draws."""
    scene = Scene(folder=lecture_of(8).folder)
    for change in (lecture_of(8).beats[0].scene, lecture_of(8).beats[beat - 1].actions[0]):
        scene = applied(scene, change)
    assert scene.network is not None
    return tuple(trained().forward(scene.network.run.moment.sample.inputs[np.newaxis])[1])


SIX = (Layer(6, "relu"), Layer(1, "identity"))


@cache
def without_cost(hidden: int) -> int:
    """How many of the seeds 1 to 40 get to C = 0 in 1,000 steps of XOR with ReLUs."""
    layers = (Layer(hidden, "relu"), Layer(1, "identity"))
    all_ = [learner("xor_minimum_bad", layers=layers, seed=seed).layers for seed in range(1, 41)]
    (w, b), (v, c) = ((np.stack([one[k][0] for one in all_]), np.stack([one[k][1] for one in all_])) for k in (0, 1))
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([[0], [1], [1], [0.0]])
    for _ in range(1001):
        z = x @ w.transpose(0, 2, 1) + b[:, None]
        a = np.maximum(z, 0.0)
        delta = a @ v.transpose(0, 2, 1) + c[:, None] - y
        before = (delta @ v) * (z > 0)
        v, c = v - 0.05 * delta.transpose(0, 2, 1) @ a, c - 0.05 * delta.sum(axis=1)
        w, b = w - 0.05 * before.transpose(0, 2, 1) @ x, b - 0.05 * before.sum(axis=1)
    return int(((delta ** 2).mean(axis=(1, 2)) / 2 < 1e-6).sum())


# the descents of lectures 9 to 11

LINE, VALLEYS, PLATEAU, NARROW = (-2.2, 3.2), (-2.8, 2.6), (-6.0, 1.0), (1.5, 2.5)


@cache
def path(of: Landscape, start: Point, eta: float, steps: int, mu: float = 0.0) -> Array:
    return descent(of, start, eta, steps, mu)


@cache
def costs(of: Landscape, start: Point, eta: float, steps: int, mu: float = 0.0) -> Array:
    return np.array([of(place)[0] for place in path(of, start, eta, steps, mu)])


def last(*of: object) -> float:
    return float(costs(*of)[-1])


def slope(of: Landscape, start: Point, eta: float, steps: int) -> float:
    return float(np.hypot(*of(path(of, start, eta, steps)[-1])[1]))


def leaves(start: Point, eta: float, most: int) -> int:
    """The step in which descent falls from the plateau of the sigmoid neuron: C below 0.39."""
    return int(np.argmax(costs(of_step, start, eta, most) < 0.39))


def lowest_line() -> float:
    return of_line(np.polyfit(LINE_X, LINE_Y, 1))[0]


def sampled(m: int, seed: int) -> float:
    return of_outlier(in_batches(of_neuron, OUTLIER_X, OUTLIER_Y, NARROW, 3.0, m, 400, seed)[-1])[0]


def hovering(eta: float) -> float:
    return of_line(in_batches(of_line, LINE_X, LINE_Y, LINE, eta, 1, 200, 1)[-1])[0]


# the neuron and the chain of lectures 12 and 14, by hand

@cache
def neuron(updates: int) -> dict[str, float]:
    w, b, x, y = 0.8, -0.3, 1.5, 1.0
    for update in range(updates + 1):
        a = float(sigmoid(np.array(w * x + b)))
        delta = 2 * (a - y) * a * (1 - a)
        if update < updates:
            w, b = w - 0.5 * delta * x, b - 0.5 * delta
    return {"z": w * x + b, "a": a, "L": (a - y) ** 2, "δ": delta, "dw": delta * x}


def chain() -> tuple[float, float]:
    """Derivatives by the first and the last weight of six sigmoids."""
    weights, a = (0.9, 1.1, 0.8, 1.2, 1.0, 0.9), [1.0]
    for weight in weights:
        a.append(float(sigmoid(np.array(weight * a[-1]))))
    back, found = 2 * a[-1], []
    for weight, out, into in zip(reversed(weights), a[:0:-1], a[-2::-1], strict=True):
        back *= out * (1 - out)
        found.append(back * into)
        back *= weight
    return found[-1], found[0]


def adder(layer: int) -> Array:
    """δ of the half adder's sample (1, 0)."""
    network = gates("four_equations")
    return network.errors(network.x[2:3], network.y[2:3])[layer - 1][0]


def adder_out(layer: int) -> Array:
    network = gates("four_equations")
    return network.forward(network.x[2:3])[1][layer][0]


def adder_mean() -> Learner:
    return learner("four_equations", batch_size=4)


def bars() -> Array:
    """Every sample's part of ∂C/∂w₁ of the full batch."""
    network = gates("full_batch")
    return network.errors(network.x, network.y)[0][:, 0] * network.x[:, 0]


def first_ten() -> Indices:
    return np.random.default_rng([1, 1]).permutation(200)[:10]


def blunder(cost: str = "quadratic") -> float:
    network = learner("not_plateau", cost=cost)
    return float(network.errors(network.x, network.y)[0][1, 0])


def alive(steps: int, **changes: object) -> Array:
    """For how many samples each hidden neuron is on."""
    network = learner("dead_relu", **changes).learned(steps)
    return (network.forward(network.x)[0][0] > 0.0).sum(axis=0)


def wanted_by(neuron: int, rows: slice, columns: slice, picture: Array | float = 1.0) -> float:
    """The sum of a hidden neuron's weights in a part of the picture, times its ink."""
    return float((trained().layers[0][0][neuron].reshape(28, 28) * picture)[rows, columns].sum())


def ink(beat: int) -> Array:
    """The drawing of a beat, 28×28."""
    return drawn(beat)[0][0].reshape(28, 28)


def digit(test: int) -> Array:
    """A test digit, counted from 1, 28×28."""
    return trained().x_test[test - 1].reshape(28, 28)


def read(test: int, rows: int) -> Array:
    """All outputs for the upper rows of a test digit."""
    return trained().forward((digit(test) * (np.arange(28) < rows)[:, np.newaxis]).reshape(1, -1))[1][-1][0]


def saturation(name: str, **changes: object) -> tuple[float, float, float]:
    """At the start: the shares of hidden |z| > 3 and of σ′ < 0.01, and the middle one of all hidden |δ|."""
    network = learner(name, **changes)
    z = network.forward(network.x)[0][0]
    delta = network.errors(network.x, network.y)[0]
    return (float((np.abs(z) > 3.0).mean()), float((SLOPES["sigmoid"](z) < 0.01).mean()),
            float(np.median(np.abs(delta))))


EMPTY_PIXELS = cache(lambda: int((digits(0).x.max(axis=0) == 0.0).sum()))

NUMBERS: tuple[tuple[int, int, str, Callable[[], float]], ...] = (
    (8, 3, "0.9998", lambda: output(1, 8)),
    (8, 3, "96.3", lambda: trained().test_share),
    (8, 4, "23,820", lambda: 784 * 30 + 30 * 10),
    (8, 4, "23,860", lambda: 784 * 30 + 30 * 10 + 40),
    (8, 6, "0.999", lambda: drawn(5)[1][0, 27]),
    (8, 7, "10.1", lambda: digits(0).test_share),
    (8, 8, "0.99", lambda: drawn(8)[2][0, 6]),
    (8, 9, "3.7", lambda: 100 - trained().test_share),
    (8, 9, "0.73", lambda: output(322, 8)),
    (8, 9, "0.16", lambda: output(322, 3)),
    (9, 1, "11.78", lambda: of_line(np.array(LINE))[0]),
    (9, 3, "-4.93", lambda: of_line(np.array(LINE))[1][0]),
    (9, 3, "3.08", lambda: of_line(np.array(LINE))[1][1]),
    (9, 5, "-1.707", lambda: path(of_line, LINE, 0.1, 1)[1][0]),
    (9, 5, "2.892", lambda: path(of_line, LINE, 0.1, 1)[1][1]),
    (9, 5, "8.66", lambda: last(of_line, LINE, 0.1, 1)),
    (9, 6, "0.58", lambda: 0.1 * slope(of_line, LINE, 0.1, 0)),
    (9, 6, "0.018", lambda: last(of_line, LINE, 0.1, 30)),
    (9, 6, "0.012", lambda: 0.1 * slope(of_line, LINE, 0.1, 30)),
    (9, 7, "2.21", lambda: last(of_line, LINE, 0.02, 30)),
    (9, 8, "0.45", lambda: last(of_line, LINE, 1.2, 30)),
    (9, 10, "1.627", lambda: curvature(of_line, np.zeros(2))),
    (9, 10, "1.23", lambda: 2 / curvature(of_line, np.zeros(2))),
    (9, 11, "0.0108", lowest_line),
    (10, 1, "0.606", lambda: last(of_valleys, VALLEYS, 0.1, 100)),
    (10, 1, "0.185", lambda: last(of_valleys, (1.2, -0.6), 0.1, 500)),
    (10, 3, "0.00033", lambda: slope(of_step, PLATEAU, 3.0, 0)),
    (10, 3, "0.00036", lambda: slope(of_step, PLATEAU, 3.0, 50)),
    (10, 3, "0.3998", lambda: last(of_step, PLATEAU, 3.0, 0)),
    (10, 3, "0.3998", lambda: last(of_step, PLATEAU, 3.0, 50)),
    (10, 4, "0.072", lambda: last(of_step, PLATEAU, 3.0, 1000)),
    (10, 5, "0.185", lambda: last(of_valleys, (2.4, 2.0), 0.1, 110)),
    (10, 6, "0.0833", lambda: after("xor_minimum_bad", 300).cost),
    (10, 7, "0.24975", lambda: gates("xor_plateau").cost),
    (10, 7, "0.24968", lambda: after("xor_plateau", 1000).cost),
    (10, 7, "0.011", lambda: learner("xor_plateau", initial_number=1.0).learned(1000).cost),
    (10, 9, "10", lambda: without_cost(2)),
    (10, 9, "36", lambda: without_cost(6)),
    (10, 10, "0.1228", lambda: last(of_outlier, NARROW, 3.0, 250)),
    (10, 10, "0.1038", lambda: last(of_outlier, NARROW, 10.0, 250)),
    (10, 10, "3.2", lambda: 2 / curvature(of_outlier, path(of_outlier, NARROW, 3.0, 1000)[-1])),
    (11, 2, "0.134", lambda: after("full_batch", 10).cost),
    (11, 3, "-0.236", lambda: float(bars().mean())),
    (11, 3, "-0.230", lambda: bars()[first_ten()].sum() / 10),
    (11, 4, "0.097", lambda: learner("full_batch", batch_size=10).learned(20).cost),
    (11, 5, "91.1", lambda: digits(1500).test_share),
    (11, 6, "0.033", lambda: after("online_learning", 400).cost),
    (11, 9, "0.104", lambda: sampled(3, 1)),
    (11, 9, "0.123", lambda: last(of_outlier, NARROW, 3.0, 400)),
    (11, 10, "0.0108", lowest_line),
    (11, 10, "0.0126", lambda: hovering(0.3)),
    (12, 2, "0.711", lambda: neuron(0)["a"]),
    (12, 2, "0.0836", lambda: neuron(0)["L"]),
    (12, 3, "0.802", lambda: np.cos(0.64)),
    (12, 3, "1.82", lambda: np.exp(np.sin(0.64))),
    (12, 4, "1.46", lambda: np.exp(np.sin(0.64)) * np.cos(0.64)),
    (12, 4, "2.33", lambda: np.exp(np.sin(0.64)) * np.cos(0.64) * 1.6),
    (12, 6, "0.362", lambda: np.cos(1.2)),
    (12, 6, "2.76", lambda: 2.4 + np.cos(1.2)),
    (12, 7, "-0.119", lambda: neuron(0)["δ"]),
    (12, 7, "-0.178", lambda: neuron(0)["dw"]),
    # edges: seven into each z, one out of it; behind z3 also a3, the difference (with y) and the square
    (12, 8, "27", lambda: 3 * 7 + 2 + 1 + 2 + 1),
    # of b3, the v, the four w, the other b, both x (two ways each, their end in common), and y
    (12, 8, "88", lambda: 4 + 2 * 5 + 4 * 8 + 2 * 7 + 2 * 13 + 2),
    (12, 9, "0.00897", lambda: neuron(20)["L"]),
    (12, 9, "0.905", lambda: neuron(20)["a"]),
    (13, 1, "0.587", lambda: adder_out(2)[0]),
    (13, 1, "0.479", lambda: adder_out(2)[1]),
    (13, 1, "0.200", lambda: ((adder_out(2) - (1, 0)) ** 2).sum() / 2),
    (13, 2, "0.287", lambda: gates("four_equations").cost),
    (13, 4, "-0.100", lambda: adder(2)[0]),
    (13, 4, "0.120", lambda: adder(2)[1]),
    (13, 6, "0.242", lambda: adder_out(2)[0] * (1 - adder_out(2)[0])),
    (13, 6, "0.250", lambda: adder_out(2)[1] * (1 - adder_out(2)[1])),
    (13, 7, "-0.3390", lambda: adder(2) @ (1, -2)),
    (13, 7, "0.1966", lambda: adder_out(1)[0] * (1 - adder_out(1)[0])),
    (13, 7, "-0.0666", lambda: adder(1)[0]),
    (13, 7, "-0.0201", lambda: adder(1)[1]),
    (13, 8, "0.0516", lambda: adder(1)[2]),
    (13, 10, "-0.0666", lambda: adder(1)[0] * 1.0),
    (13, 12, "17", lambda: 3 * 2 + 3 + 2 * 3 + 2),
    (14, 1, "0.731", lambda: adder_out(1)[0]),
    (14, 1, "-0.413", lambda: adder_out(2)[0] - 1),
    (14, 1, "-0.0731", lambda: adder(2)[0] * adder_out(1)[0]),
    (14, 2, "0.0123", lambda: digits(0).layers[0][0][0, 0]),
    (14, 2, "0.0123", lambda: digits(1500).layers[0][0][0, 0]),
    (14, 2, "67", EMPTY_PIXELS),
    (14, 3, "0.9997", lambda: 1 / (1 + np.exp(-8.0))),
    (14, 3, "0.000335", lambda: sigmoid(np.array(8.0)) * sigmoid(np.array(-8.0))),
    (14, 4, "0.000335", blunder),
    (14, 4, "0.0051", lambda: after("not_plateau", 1100).cost),
    (14, 6, "0.9997", lambda: blunder("binary_cross_entropy")),
    (14, 7, "0.196", lambda: chain()[1]),
    (14, 7, "0.00014", lambda: chain()[0]),
    (14, 7, "0.0002", lambda: 0.25 ** 6),
    (14, 8, "50", lambda: 100 * after("saturated_start", 2000).right.mean()),
    (14, 9, "200", lambda: len(gates("dead_relu").x)),
    (14, 10, "0.981", lambda: adder_mean().learned(1).layers[1][0][1, 1]),
    (14, 11, "10.1", lambda: digits(0).test_share),
    (14, 11, "95.2", lambda: digits(12000).test_share),
    (14, 12, "96.3", lambda: trained().test_share),
)
"""Lecture, beat, a number as both languages write it, and what it comes to."""

CLAIMS: tuple[tuple[int, int, str, str, Callable[[], bool]], ...] = (
    (8, 5, "the answer is 3", "답은 3이고", lambda: drawn(5)[2][0].argmax() == 3 and drawn(5)[2][0, 3] > 0.99),
    (8, 6, "a short level stroke in the upper right, with nothing just above it", "오른쪽 위의 짧은 가로획",
     lambda: wanted_by(27, slice(9, 12), slice(14, 25)) > 40.0 and wanted_by(27, slice(4, 9), slice(14, 25)) < -15.0
     and trained().layers[0][0][27].reshape(28, 28)[9:12].sum(axis=0).argsort()[-8:].min() >= 14),
    (8, 6, "Our three has ink there", "우리가 그린 3에는 그곳에 잉크가",
     lambda: ink(5)[9:12, 14:25].sum() > 8.0
     and wanted_by(27, slice(9, 12), slice(14, 25), ink(5)) > wanted_by(27, slice(28), slice(28), ink(5)) > 0.0),
    (8, 9, "with a sharp bend at the top", "위쪽이 날카롭게", lambda: digit(322)[6:8].mean() > 0.15),
    (8, 9, "cover the small hook at the foot, and you would read a 7", "갈고리를 가리고 보면",
     lambda: all(read(322, rows)[2] < 0.05 and read(322, rows).argmax() == 7 and read(322, rows)[7] > 0.97
                 for rows in (20, 21, 22, 23))),
    (8, 9, "no output is large if the network is unsure", "어느 출력도 크지",
     lambda: read(322, 28).max() < 0.75 and read(322, 28).sum() < 0.95),
    (9, 8, "the ball lands on the other side of the valley. The next step leads back", "공이 골짜기 건너편에",
     lambda: bool((np.diff(np.sign((path(of_line, LINE, 1.2, 30) - path(of_line, LINE, 0.1, 3000)[-1])[:, 0]))
                   != 0).all())),
    (9, 8, "to nearly the same height", "거의 같은 높이로",
     lambda: bool((costs(of_line, LINE, 1.2, 30)[2:] > 0.88 * costs(of_line, LINE, 1.2, 30)[1:-1]).all())),
    (8, 8, "It says 6", "6이라고", lambda: drawn(8)[2][0].argmax() == 6),
    (9, 6, "they grow shorter", "점점 짧아진다",
     lambda: bool((np.diff(np.hypot(*np.diff(path(of_line, LINE, 0.1, 30), axis=0).T)) < 0).all())),
    (9, 7, "about five times as many", "대략 다섯 배",
     lambda: 4.5 < np.argmax(costs(of_line, LINE, 0.02, 200) < last(of_line, LINE, 0.1, 30)) / 30 < 5.5),
    (9, 8, "The loss does fall, from one swing to the next", "손실은 오갈 때마다 조금씩 줄기는",
     lambda: bool((np.diff(costs(of_line, LINE, 1.2, 30)) < 0).all())),
    (9, 9, "42.6 million", "4,263만",
     lambda: 42.625 <= round(last(of_line, LINE, 1.3, 71) / 1e6, 3) < 42.635),
    (9, 9, "After the first step, each one leads higher", "첫 스텝을 지나면 스텝마다",
     lambda: bool((np.diff(costs(of_line, LINE, 1.3, 71))[1:] > 0).all())),
    (9, 11, "From about 0.4 to about 0.95", "약 0.4부터 0.95까지",
     lambda: [last(of_line, LINE, eta, 10) < 0.011 for eta in (0.38, 0.41, 0.6, 0.8, 0.95, 1.0)]
     == [False, True, True, True, True, False]),
    (10, 4, "level for more than 600 steps", "600스텝 넘게 평평하다가",
     lambda: costs(of_step, PLATEAU, 3.0, 1000)[600] > 0.99 * costs(of_step, PLATEAU, 3.0, 1000)[0]
     and 600 < leaves(PLATEAU, 3.0, 1000) < 700),
    (10, 4, "more than three times as long", "세 배 넘게",
     lambda: 3.0 < leaves((-7.0, 1.0), 3.0, 3000) / leaves(PLATEAU, 3.0, 1000) < 4.0),
    (10, 6, "only three of the four rows are right", "네 행 가운데 세 행만",
     lambda: after("xor_minimum_bad", 300).right.sum() == 3),
    (10, 6, "There the gradient is zero", "이곳에서는 기울기가 0입니다",
     lambda: max(abs(part).max() for pair in after("xor_minimum_bad", 300).gradients(
         after("xor_minimum_bad", 300).x, after("xor_minimum_bad", 300).y) for part in pair) < 1e-9),
    (10, 6, "practically zero after 300 steps", "사실상 0",
     lambda: after("xor_minimum_good", 300).cost < 1e-6 and bool(after("xor_minimum_good", 300).right.all())),
    (10, 6, "both hidden neurons are on for one corner only", "두 은닉 뉴런이 한 구석에서만",
     lambda: [(row > 0).tolist() for row in after("xor_minimum_bad", 300).forward(
         after("xor_minimum_bad", 300).x)[0][0]] == [[False] * 2, [False] * 2, [True] * 2, [False] * 2]),
    (10, 7, "All rows are right", "네 행이 모두 맞습니다",
     lambda: bool(learner("xor_plateau", initial_number=1.0).learned(1000).right.all())),
    (10, 8, "the right one is at its minimum", "오른쪽은 최소점에 도착했고",
     lambda: np.hypot(*of_entropy(path(of_entropy, PLATEAU, 1.0, 50)[-1])[1]) < 0.001
     and last(of_step, PLATEAU, 1.0, 50) > 0.3997),
    (10, 9, "After 300 steps all four rows are right", "300스텝 뒤에 네 행이 모두",
     lambda: bool(learner("xor_minimum_bad", layers=SIX).learned(300).right.all())),
    (10, 9, "with four neurons seed 3 is stuck again", "네 개로 하면 시드 3은 다시",
     lambda: learner("xor_minimum_bad", layers=(Layer(4, "relu"), SIX[1])).learned(1000).cost > 0.05),
    (10, 10, "with η = 100 it finds no rest", "η = 100이면",
     lambda: float(np.ptp(costs(of_outlier, NARROW, 100.0, 500)[-20:])) > 0.001),
    (10, 10, "about tenfold", "약 10분의 1",
     lambda: 9.0 < leaves(PLATEAU, 3.0, 1000) / leaves(PLATEAU, 30.0, 200) < 11.0),
    (10, 11, "Momentum needs η = 0.1", "모멘텀은 η = 0.1이면",
     lambda: last(of_valleys, VALLEYS, 0.1, 500, 0.9) < 0.19 and last(of_valleys, VALLEYS, 0.02, 500, 0.9) > 0.6),
    (10, 11, "Plain gradient descent never comes to rest", "기본 경사하강법은 이 시작점에서",
     lambda: all((costs(of_valleys, VALLEYS, eta, 200)[-20:] > 0.19).any() for eta in np.arange(0.05, 5.0, 0.05))),
    (11, 1, "they don't even all have the same sign", "부호도 다 같지는", lambda: bars().min() < 0 < bars().max()),
    (11, 4, "20 updates got further than 10 whole epochs", "10에폭보다 더",
     lambda: learner("full_batch", batch_size=10).learned(20).cost < after("full_batch", 10).cost),
    (11, 9, "most orders of the samples reach neither minimum", "대부분의 샘플 순서가 어느 최소점에도",
     lambda: sum(sampled(1, seed) > 0.13 for seed in range(1, 21)) > 10),
    (11, 10, "With 0.1 it works well, with 0.001", "0.1이면 잘되고, 0.001이면",
     lambda: hovering(0.1) < lowest_line() + 0.001 and hovering(0.001) > 100 * lowest_line()),
    (14, 2, "it has moved a lot", "크게 달라져",
     lambda: abs(digits(1500).layers[0][0][0, 406] - digits(0).layers[0][0][0, 406]) > 0.1),
    (14, 4, "For more than 900 steps next to nothing", "900스텝이 넘도록",
     lambda: after("not_plateau", 900).cost > 0.99 * gates("not_plateau").cost),
    (14, 5, "Setting the bias to −2 is enough", "편향을 −2로 바꾸면",
     lambda: learner("not_plateau", np.array([2.0, -2.0])).learned(200).cost < 0.05),
    (14, 6, "After 10 steps both rows are right", "10스텝 만에 두 행을",
     lambda: bool(learner("not_plateau", cost="binary_cross_entropy").learned(10).right.all())),
    (14, 6, "needed about a thousand", "천 스텝쯤",
     lambda: not after("not_plateau", 950).right.all() and bool(after("not_plateau", 1050).right.all())),
    (14, 7, "more than a thousand times less", "천분의 일도", lambda: chain()[1] > 1000 * chain()[0]),
    (14, 8, "Almost every $z$ lies far out", "거의 모든 $z$가", lambda: saturation("saturated_start")[0] > 0.9),
    (14, 8, "is close to 0 wherever one looks", "어디를 봐도", lambda: saturation("saturated_start")[1] >= 0.9),
    (14, 8, "hardly any error comes through", "오차가 지나오지", lambda: saturation("saturated_start")[2] < 1e-3),
    (14, 8, "such as Xavier's, keep $z$ in the steep part", "가파른 구간에",
     lambda: saturation("saturated_start", initializer="xavier", initial_number=None)[:2] == (0.0, 0.0)),
    (14, 8, "gets all points right within 100 epochs", "100에폭 안에 모든 점",
     lambda: bool(learner("saturated_start", initializer="xavier", initial_number=None).learned(2000).right.all())),
    (14, 9, "1, 4, 6 and 7", "1, 4, 6, 7", lambda: (np.flatnonzero(alive(60) == 0) + 1).tolist() == [1, 4, 6, 7]),
    (14, 9, "weakly, to 10 of them", "점 10개에는", lambda: alive(60)[4] == 10),
    (14, 9, "With 0.3 none of the eight dies", "0.3이면 여덟 개 모두",
     lambda: bool((alive(60, learning_rate=0.3) > 0).all())),
)
"""Lecture, beat, words of the English and of the Korean text, and whether they are true."""


@cache
def lecture_of(number: int) -> Lecture:
    entries = Library(((builtin_folder(), False),)).entries()
    return next(entry.lecture for entry in entries
                if entry.lecture is not None and entry.lecture.name.startswith(f"{number:02}_"))


def said_in(lecture: int, beat: int, language: str) -> str:
    """All texts of a beat, with minus signs and separators as they are typed."""
    fields = texts_of(lecture_of(lecture).beats[beat - 1]).values()
    return "\n".join(one.in_language(language) for those in fields for one in those).replace("{,}", ",")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(("lecture", "beat", "written", "value"), NUMBERS)
def test_a_number_of_a_text_is_what_it_comes_to(lecture: int, beat: int, written: str, value: Callable[[], float],
                                                language: str) -> None:
    text = said_in(lecture, beat, language).replace("−", "-")
    assert re.search(rf"(?<![\d.]){re.escape(written)}(?!\d|\.\d)", text), "the text no longer says so"
    digits_behind = len(written.partition(".")[2])
    assert abs(float(value()) - float(written.replace(",", ""))) <= 0.5000001 * 10.0 ** -digits_behind


@pytest.mark.parametrize(("lecture", "beat", "english", "korean", "is_so"), CLAIMS)
def test_what_a_text_claims_is_so(lecture: int, beat: int, english: str, korean: str,
                                      is_so: Callable[[], bool]) -> None:
    assert english in said_in(lecture, beat, "en"), "the text says otherwise"
    assert korean in said_in(lecture, beat, "ko"), "the text says otherwise"
    assert is_so()
