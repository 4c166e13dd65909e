"""What lectures 1 to 7 say of their scenes, worked out again from weights and data with numpy alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pytest

from lectures.library import Library, builtin_folder
from lectures.model import Lecture, Stop, stops_of
from lectures.scene import Scene, applied, changes_of
from simulator.arrays import Array, Indices
from simulator.moment import Moment
from tests.prove.statements import texts_of

ACTIVATION: dict[str, Callable[[Array], Array]] = {
    "step": lambda z: np.where(z > 0.0, 1.0, 0.0),
    "sigmoid": lambda z: 1.0 / (1.0 + np.exp(-z)),
    "tanh": np.tanh,
    "identity": lambda z: z,
}
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@dataclass(frozen=True)
class Standing:
    """What stands at a stop of a lecture: data, weights and a sample, and nothing that the program made of them."""

    moment: Moment

    @cached_property
    def inputs(self) -> Array:
        train = self.moment.data.train
        return train.inputs(np.arange(min(train.count, 10_000)))

    @cached_property
    def labels(self) -> Indices:
        return np.asarray(self.moment.data.train.labels)[:10_000]

    @cached_property
    def answers(self) -> Array:
        train = self.moment.data.train
        return self.moment.data.targets(train, np.arange(min(train.count, 10_000)))

    @cached_property
    def layers(self) -> list[tuple[Array, Array, str]]:
        """W, b and the name of σ of each layer."""
        layers, place, width = [], 0, self.inputs.shape[1]
        theta = self.moment.theta
        for layer in self.moment.experiment.layers:
            weights = theta[place:place + layer.neurons * width].reshape(layer.neurons, width)
            place += weights.size
            layers.append((weights, theta[place:place + layer.neurons], layer.activation))
            place += layer.neurons
            width = layer.neurons
        assert place == len(theta)
        return layers

    def passed(self, inputs: Array) -> list[tuple[Array, Array]]:
        """z and a of each layer."""
        through, a = [], np.atleast_2d(inputs)
        for weights, biases, name in self.layers:
            z = a @ weights.T + biases
            a = ACTIVATION[name](z)
            through.append((z, a))
        return through

    def z(self, layer: int, neuron: int) -> float:
        return float(self.passed(self.moment.sample.inputs)[layer - 1][0][0, neuron - 1])

    def a(self, layer: int, neuron: int) -> float:
        return float(self.passed(self.moment.sample.inputs)[layer - 1][1][0, neuron - 1])

    def w(self, layer: int, to: int, source: int) -> float:
        return float(self.layers[layer - 1][0][to - 1, source - 1])

    def b(self, layer: int, neuron: int) -> float:
        return float(self.layers[layer - 1][1][neuron - 1])

    @cached_property
    def outputs(self) -> Array:
        return self.passed(self.inputs)[-1][1]

    @cached_property
    def is_right(self) -> Array:
        if self.outputs.shape[1] > 2:
            return self.outputs.argmax(axis=1) == self.labels
        return ((self.outputs > 0.5) == (self.answers > 0.5)).all(axis=1)

    @property
    def right(self) -> int:
        return int(self.is_right.sum())

    @property
    def wrong(self) -> int:
        return len(self.is_right) - self.right

    def rows(self, layer: int = -1, neuron: int = 1) -> str:
        """The answers to the corners, in the order of a truth table."""
        corners = CORNERS if self.inputs.shape[1] == 2 else CORNERS[:2, 1:]
        a = self.passed(corners)[layer if layer < 0 else layer - 1][1][:, neuron - 1]
        return "".join(str(int(one > 0.5)) for one in a)

    @property
    def parameters(self) -> int:
        return sum(weights.size + biases.size for weights, biases, _ in self.layers)

    def weights_only(self) -> int:
        return sum(weights.size for weights, _, _ in self.layers)

    def quadratic(self) -> float:
        return float((0.5 * (self.outputs - self.answers) ** 2).sum(axis=1).mean())

    def cross_entropy(self) -> float:
        a, y = self.outputs, self.answers
        return float(-(y * np.log(a) + (1.0 - y) * np.log1p(-a)).sum(axis=1).mean())

    def ink(self, number: int) -> float:
        """Of the 4×4 pixels in the middle of a training digit."""
        return float(self.inputs[number - 1].reshape(28, 28)[12:16, 12:16].sum())


@cache
def lecture(name: str) -> Lecture:
    return next(entry.lecture for entry in Library(((builtin_folder(), False),)).entries()
                if entry.lecture is not None and entry.lecture.name == name)


@cache
def standing(name: str, beat: int, when: str) -> Standing:
    """At a stop: `first`, before anything happens in the beat; `read`, behind that; `answered`."""
    scene = Scene(folder=lecture(name).folder)
    for stop in stops_of(lecture(name)):
        here = lecture(name).beats[stop.beat]
        if stop == Stop(beat - 1) and when == "first":
            scene = applied(scene, here.scene)
            break
        for change in changes_of(here, stop):
            scene = applied(scene, change)
        if stop == Stop(beat - 1, when == "answered"):
            break
    assert scene.network is not None
    return Standing(scene.network.run.moment)


def perceptron_rule(answers: str, epochs: int) -> list[tuple[tuple[float, ...], int]]:
    """w₁, w₂, b and the rows that are right behind every step of Rosenblatt's rule with η = 1."""
    parameters, path = np.zeros(3), []
    rows = np.hstack([CORNERS, np.ones((4, 1))])
    wanted = np.array([float(one) for one in answers])
    for _ in range(epochs):
        for row, answer in zip(rows, wanted, strict=True):
            parameters = parameters + (answer - float(row @ parameters > 0.0)) * row
            path.append((tuple(parameters), int(((rows @ parameters > 0.0) == (wanted > 0.5)).sum())))
    return path


def lines_of(points: Array, labels: Array) -> Iterator[tuple[int, ...]]:
    """Which points are wrong, for lines of every slope between any two neighbouring points."""
    for angle in np.linspace(0.0, 2.0 * np.pi, 3_601):
        along = points @ np.array([np.cos(angle), np.sin(angle)])
        ordered = np.sort(along)
        for threshold in (ordered[1:] + ordered[:-1]) / 2.0:
            yield tuple(int(one) for one in np.flatnonzero((along > threshold) != (labels > 0)))


def zeros_and_ones(s: Standing) -> float:
    """Per cent of the zeros and ones among 10,000 digits that the feature and the rule name correctly."""
    of_two = s.labels <= 1
    return 100.0 * float(s.is_right[of_two].mean())


def on_for(s: Standing, neuron: int, digit: int) -> float:
    """The share of a class for which a hidden neuron is on."""
    return float((s.passed(s.inputs[s.labels == digit])[0][1][:, neuron - 1] > 0.5).mean())


def test_accuracy(s: Standing) -> float:
    test = s.moment.data.test
    outputs = s.passed(test.inputs(np.arange(test.count)))[-1][1]
    return 100.0 * float((outputs.argmax(axis=1) == np.asarray(test.labels)).mean())


test_accuracy.__test__ = False  # type: ignore[attr-defined]


def features_are_measured(s: Standing) -> bool:
    """Whether the 40 points are MNIST's first zeros and ones: ink in the middle and dark columns, scaled."""
    digits = standing("01_features", 5, "read")
    chosen = np.flatnonzero(digits.labels <= 1)[:40]
    pictures = digits.inputs[chosen].reshape(40, 28, 28)
    measured = pictures[:, 12:16, 12:16].sum(axis=(1, 2)), (pictures.max(axis=1) > 0.5).sum(axis=1)
    misses = [np.abs(np.polyval(np.polyfit(one, s.inputs[:, n], 1), one) - s.inputs[:, n]).max()
              for n, one in enumerate(measured)]
    return bool(max(misses) < 0.01 and np.array_equal(digits.labels[chosen], s.labels))


def separable(s: Standing) -> bool:
    """Whether Rosenblatt's rule comes to an end on the points."""
    points = np.hstack([s.inputs, np.ones((len(s.inputs), 1))]) * (2.0 * s.answers - 1.0)
    normal = np.zeros(points.shape[1])
    for _ in range(10_000):
        bad = np.flatnonzero(points @ normal <= 0.0)
        if not len(bad):
            return True
        normal += points[bad[0]]
    return False


def boundary_closed(s: Standing) -> bool:
    """Whether the network is off all round the disc, between it and what lies far out."""
    angles = np.linspace(0.0, 2.0 * np.pi, 721)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return all(bool((s.passed(radius * circle)[-1][1] < 0.5).all()) for radius in (1.5, 2.0, 3.0))


def collapsed_is_same(s: Standing) -> bool:
    """Whether one line of two weights and a bias gives the output's weighted input everywhere."""
    z = s.passed(s.inputs)[-1][0][:, 0]
    plane = np.hstack([s.inputs, np.ones((len(s.inputs), 1))])
    return bool(np.allclose(plane @ np.linalg.lstsq(plane, z, rcond=None)[0], z))


Worked = Callable[[Standing], float | str | bool]

SAID: tuple[tuple[str, int, str, str, str, str, Worked], ...] = (
    ("01_features", 1, "read", "784 numbers", "숫자 784개", "784", lambda s: s.inputs.shape[1]),
    ("01_features", 1, "read", "row 15, column 15 holds 0.94", "15행 15열의 픽셀 값은 0.94", "0.94",
     lambda s: float(s.moment.sample.inputs.reshape(28, 28)[14, 14])),
    ("01_features", 1, "read", "You see a five", "5라는 것을", "5", lambda s: int(s.moment.sample.target.argmax())),
    ("01_features", 2, "read", "the 16 pixels in the middle", "가운데 16개 픽셀", "16",
     lambda s: int((s.layers[0][0].reshape(28, 28)[12:16, 12:16] == 1.0).sum()
                   - (np.abs(s.layers[0][0]).sum() != 16.0))),
    ("01_features", 2, "read", "more than 6", "6을 넘으면", "6", lambda s: -s.b(1, 1)),
    ("01_features", 2, "read", "adds up to 10.9", "합이 10.9", "10.9", lambda s: s.ink(4)),
    ("01_features", 3, "answered", "hold 0.18 in all", "합은 0.18", "0.18", lambda s: s.ink(2)),
    ("01_features", 3, "answered", "$z = {−5.82}$", "$z = {−5.82}$", "-5.82", lambda s: s.z(1, 1)),
    ("01_features", 3, "answered", "more ink than a one", "1보다 잉크를 더 많이", "yes",
     lambda s: float(s.inputs[1].sum()) > float(s.inputs[3].sum())),
    ("01_features", 4, "read", "other eight outputs never switch on", "나머지 출력 여덟 개는 절대 켜지지", "8",
     lambda s: int((s.outputs.max(axis=0) == 0.0).sum())),
    ("01_features", 4, "read", "2,128 are zeros or ones", "0과 1은 2,128장", "2128",
     lambda s: int((s.labels <= 1).sum())),
    ("01_features", 4, "read", "**95.6 %**", "**95.6 %**", "95.6", zeros_and_ones),
    ("01_features", 4, "read", "only about a fifth", "5분의 1쯤만", "0.2", lambda s: s.right / 10_000),
    ("01_features", 5, "answered", "holds only 4.15", "합이 4.15", "4.15", lambda s: s.ink(25)),
    ("01_features", 5, "answered", "number 35 even has 7.69", "합이 7.69", "7.69", lambda s: s.ink(35)),
    ("01_features", 5, "answered", "**0.**", "**0**이라고", "0",
     lambda s: int(s.passed(s.inputs[24])[-1][1].argmax())),
    ("01_features", 5, "answered", "would lose more zeros", "0을 더 많이 놓칩니다", "yes",
     lambda s: any(4.15 < s.ink(int(zero) + 1) <= 6.0 for zero in np.flatnonzero(s.labels == 0)[:500])),
    ("01_features", 6, "read", "first 40 zeros and ones of MNIST", "처음 40개의 0과 1", "yes", features_are_measured),
    ("01_features", 6, "read", "37 of the 40 are right", "40개 가운데 37개", "37", lambda s: s.right),
    ("01_features", 6, "read", "Get 39 of the 40 right", "39개를 맞혀", "39",
     lambda s: 40 - min(len(wrong) for wrong in lines_of(s.inputs, s.labels))),
    ("01_features", 6, "read", "or, for the few lines that catch it, the narrow zero of number 35",
     "35번의 홀쭉한 0", "[24, 34]",
     lambda s: str(sorted({int(np.flatnonzero(standing("01_features", 5, "read").labels <= 1)[wrong[0]])
                           for wrong in lines_of(s.inputs, s.labels) if len(wrong) == 1}))),
    ("01_features", 6, "read", "weight of the width to about −1", "너비의 가중치를 −1쯤", "39",
     lambda s: int(((s.inputs @ np.array([1.0, -1.0]) + s.b(1, 1) > 0.0) == (s.labels > 0)).sum())),
    ("01_features", 7, "read", "five holds 7.76", "가운데 값은 7.76", "7.76", lambda s: s.ink(1)),
    ("01_features", 7, "read", "our rule calls it a one", "이것을 1이라고", "1",
     lambda s: int(s.passed(s.inputs[0])[-1][1].argmax())),
    ("01_features", 8, "read", "has 30 hidden neurons", "은닉 뉴런이 30개", "30", lambda s: len(s.layers[0][1])),
    ("01_features", 8, "read", "from 60,000 digits", "숫자 60,000장", "60000", lambda s: s.moment.data.train.count),
    ("01_features", 8, "read", "its activation is 0.00", "활성값이 0.00", "0.00", lambda s: s.a(1, 8)),
    ("01_features", 8, "first", "A zero with its empty middle switches it on", "가운데가 빈 0에서는 켜지고", "yes",
     lambda s: s.a(1, 8) > 0.9 and on_for(s, 8, 0) > 0.8),
    ("01_features", 8, "read", "Orange is negative", "주황색은 음수", "yes",
     lambda s: float(s.layers[0][0][7].reshape(28, 28)[12:16, 12:16].mean()) < -1.0),
    ("01_features", 9, "answered", "the activation is 0.00", "활성값은 0.00", "0.00", lambda s: s.a(1, 17)),
    ("01_features", 9, "read", "Fives behave as threes do here, sixes as eights",
     "5에서도 3처럼 대체로 켜지고", "yes",
     lambda s: min(on_for(s, 17, 3), on_for(s, 17, 5)) > 0.7 and max(on_for(s, 17, 6), on_for(s, 17, 8)) < 0.01),
    ("01_features", 9, "answered", "it can't help with them", "구별에 도움이 되지 않습니다", "yes",
     lambda s: max(on_for(s, 17, digit) for digit in (0, 6, 1, 7)) < 0.03),
    ("01_features", 9, "read", "dark orange stroke at the lower left", "왼쪽 아래에만 짙은 주황색", "yes",
     lambda s: int(s.layers[0][0][16].argmin()) // 28 > 14 > int(s.layers[0][0][16].argmin()) % 28),
    ("01_features", 10, "read", "The network says **1**", "**1**이라고", "1",
     lambda s: int(s.passed(s.inputs[24])[-1][1].argmax())),
    ("01_features", 10, "read", "**96.3 %**", "**96.3 %**", "96.3", test_accuracy),

    ("02_neuron", 2, "read", "$z = 2 − 3 = {−1}$", "$z = 2 − 3 = {−1}$", "-1", lambda s: s.z(1, 1)),
    ("02_neuron", 4, "answered", "The weighted sum is 4", "가중합은 4", "4", lambda s: s.z(1, 1) - s.b(1, 1)),
    ("02_neuron", 4, "answered", "$z = 4 − 3 = 1$", "$z = 4 − 3 = 1$", "1", lambda s: s.z(1, 1)),
    ("02_neuron", 6, "read", "rings in one of the four only", "경보는 넷 중 하나", "0001", lambda s: s.rows()),
    ("02_neuron", 7, "answered", "Smoke alone brings 4, more than 3; heat alone brings 1",
     "연기만으로 4가 되어 3을 넘습니다. 열만으로는 1", "0011", lambda s: s.rows()),
    ("02_neuron", 7, "answered", "The cross on the map", "지도의 ×표", "1", lambda s: s.wrong),
    ("02_neuron", 8, "read", "$4 − 2 = 2$", "$4 − 2 = 2$", "2",
     lambda s: s.w(1, 1, 1) + s.w(1, 1, 2)),
    ("02_neuron", 8, "read", "on only for smoke without cooking", "요리하지 않는데 연기가 날 때만", "0010",
     lambda s: s.rows()),
    ("02_neuron", 9, "read", "now $z = {−0.1}$", "지금은 $z = {−0.1}$", "-0.1", lambda s: s.z(1, 1)),
    ("02_neuron", 9, "read", "1 exactly is not enough", "정확히 1로는 부족", "0",
     lambda s: 1.0 + s.w(1, 1, 2) + s.b(1, 1)),
    ("02_neuron", 10, "read", "two of the four rows are wrong", "두 행이 틀립니다", "2", lambda s: s.wrong),
    ("02_neuron", 11, "read", "three layers", "세 층", "3", lambda s: len(s.layers)),

    ("03_bias", 1, "read", "4 − 3 = 1", "4 − 3 = 1", "1", lambda s: s.z(1, 1)),
    ("03_bias", 2, "first", "At −5 it is off for all four inputs", "−5이면 네 입력 모두에서 꺼져", "0000",
     lambda s: s.rows()),
    ("03_bias", 2, "read", "at +1 it is on even without any", "+1이면 신호가 없어도 켜집니다", "1111",
     lambda s: s.rows()),
    ("03_bias", 3, "read", "the neuron is on for (1, 1) only", "(1, 1)에서만 켜집니다", "0001", lambda s: s.rows()),
    ("03_bias", 3, "answered", "AND has become **OR**", "AND가 **OR**로", "0111", lambda s: s.rows()),
    ("03_bias", 3, "answered", "the two crosses", "두 ×표", "2", lambda s: s.wrong),
    ("03_bias", 4, "read", "= 1.06", "= 1.06", "1.06",
     lambda s: abs(s.b(1, 1)) / float(np.linalg.norm(s.layers[0][0]))),
    ("03_bias", 5, "answered", "$z = 0 + 0 + 1 = 1 > 0$", "$z = 0 + 0 + 1 = 1 > 0$", "1", lambda s: s.z(1, 1)),
    ("03_bias", 6, "first", "the neuron never fires", "뉴런은 절대 켜지지 않습니다", "00", lambda s: s.rows()),
    ("03_bias", 6, "read", "a NOT", "NOT입니다", "10", lambda s: s.rows()),
    ("03_bias", 6, "read", "up to the threshold 0.5", "0.5까지 켜지고", "0.5", lambda s: -s.b(1, 1) / s.w(1, 1, 1)),
    ("03_bias", 7, "read", "two of the four rows of OR are wrong", "두 행이 틀립니다", "2", lambda s: s.wrong),
    ("03_bias", 7, "read", "${−2} < b ≤ 0$", "${−2} < b ≤ 0$", "nyyn",
     lambda s: "".join("y" if ((CORNERS @ s.layers[0][0][0] + bias > 0.0) == [False, True, True, True]).all()
                       else "n" for bias in (-2.0, -1.99, 0.0, 0.01))),
    ("03_bias", 8, "first", "from nearly off", "거의 꺼진 곳에서", "0.05", lambda s: s.a(1, 1)),
    ("03_bias", 8, "read", "$a = 0.95$", "$a = 0.95$", "0.95", lambda s: s.a(1, 1)),
    ("03_bias", 8, "read", "so b = −4", "곧 b = −4", "-4", lambda s: -(s.w(1, 1, 1) + s.w(1, 1, 2))),
    ("03_bias", 9, "read", "23,820 weights", "가중치가 23,820개", "23820", lambda s: s.weights_only()),
    ("03_bias", 9, "read", "only 40 biases", "편향은 40개", "40", lambda s: s.parameters - s.weights_only()),
    ("03_bias", 9, "read", "23,860 parameters", "모두 23,860개", "23860", lambda s: s.parameters),

    ("04_nand", 1, "read", "on in the other three cases", "나머지 세 경우에는 켜집니다", "1110", lambda s: s.rows()),
    ("04_nand", 2, "answered", "$z = {−2} − 2 + 3 = {−1}$", "$z = {−2} − 2 + 3 = {−1}$", "-1", lambda s: s.z(1, 1)),
    ("04_nand", 3, "read", "$z$ is positive for three of them", "세 행에서 $z$가 양수", "3",
     lambda s: int((s.passed(CORNERS)[0][0] > 0.0).sum())),
    ("04_nand", 4, "read", "One row is right", "한 행만 우연히", "1", lambda s: s.right),
    ("04_nand", 5, "read", "on to −3, −2, 4", "다시 −3, −2, 4", "1110", lambda s: s.rows()),
    ("04_nand", 5, "read", "−1, −1, 1.5", "−1, −1, 1.5", "1110",
     lambda s: "".join(str(int(one > 0.0)) for one in CORNERS @ np.array([-1.0, -1.0]) + 1.5)),
    ("04_nand", 6, "read", "${−2} − 2 = {−4}$", "${−2} − 2 = {−4}$", "-4", lambda s: s.w(1, 1, 1)),
    ("04_nand", 6, "read", "for $x = 1$ it is off ($z = {−1}$)", "꺼집니다($z = {−1}$)", "-1", lambda s: s.z(1, 1)),
    ("04_nand", 7, "read", "is wrong for AND in every row", "모든 행이 틀렸습니다", "1110", lambda s: s.rows(1)),
    ("04_nand", 7, "answered", "two NANDs make an AND", "NAND 둘로 AND", "0001", lambda s: s.rows()),
    ("04_nand", 8, "read", "the first hidden neuron is on, the second off, so the output is on",
     "첫째 은닉 뉴런은 켜지고 둘째는 꺼지므로 출력이 켜집니다", "101",
     lambda s: f"{s.a(1, 1):.0f}{s.a(1, 2):.0f}{s.a(2, 1):.0f}"),
    ("04_nand", 8, "read", "OR from three NANDs", "NAND 셋으로 OR", "0111", lambda s: s.rows()),
    ("04_nand", 9, "read", "the eight neurons", "뉴런 여덟 개", "8", lambda s: s.parameters - s.weights_only()),
    ("04_nand", 9, "read", "four NANDs", "NAND가 넷", "4",
     lambda s: sum(int(bias == 3.0 and sorted(row)[:2] == [-2.0, -2.0])
                   for weights, biases, _ in s.layers for row, bias in zip(weights, biases, strict=True))),
    ("04_nand", 9, "read", "three relays", "뉴런이 셋", "3",
     lambda s: sum(int(bias == -0.5 and max(row) == 1.0 and np.abs(row).sum() == 1.0)
                   for weights, biases, _ in s.layers for row, bias in zip(weights, biases, strict=True))),
    ("04_nand", 9, "answered", "on where exactly one input is", "정확히 하나만 켜졌을 때", "0110",
     lambda s: s.rows()),
    ("04_nand", 9, "answered", "**carry** 1", "**올림**이 1", "0001", lambda s: s.rows(-1, 2)),
    ("04_nand", 10, "read", "two of the four rows are wrong", "두 행이 틀립니다", "2", lambda s: s.wrong),
    ("04_nand", 10, "read", "second neuron in layer 2: 1 instead of 3",
     "2층 둘째 뉴런의 편향으로, 3이어야 하는데 1", "1",
     lambda s: s.b(2, 2)),

    ("05_xor", 1, "read", "two rows of four are right", "두 행이 맞습니다", "2", lambda s: s.right),
    ("05_xor", 2, "read", "any OR or NAND does it, an AND gets one row right",
     "OR나 NAND이면 됩니다. AND는 한 행", "313",
     lambda s: "".join(str(sum(one == wanted for one, wanted in zip(gate, "0110", strict=True)))
                       for gate in ("0111", "0001", "1110"))),
    ("05_xor", 3, "read", "it loses the row (1, 1)", "(1, 1) 행을 틀립니다", "0111", lambda s: s.rows()),
    ("05_xor", 4, "read", "in 5 epochs, that is 20 steps: $w_1 = {−2}$, $w_2 = {−1}$, $b = 3$",
     "5에폭, 곧 20스텝 만에 배웁니다. $w_1 = {−2}$, $w_2 = {−1}$, $b = 3$", "(-2.0, -1.0, 3.0)",
     lambda s: str(tuple(float(one) for one in perceptron_rule("1110", 5)[19][0]))
     if np.array_equal(perceptron_rule("1110", 5)[-1][0], s.moment.theta) and perceptron_rule("1110", 4)[-1][1] < 4
     else "another"),
    ("05_xor", 5, "answered", "After 2 epochs the weights are −1 and 0, the bias 1", "가중치는 −1과 0, 편향은 1",
     "(-1.0, 0.0, 1.0)", lambda s: str(tuple(float(one) for one in perceptron_rule("0110", 2)[-1][0]))),
    ("05_xor", 5, "answered", "they are **the same**", "**똑같습니다**", "yes",
     lambda s: np.array_equal(s.moment.theta, perceptron_rule("0110", 10)[-1][0])
     and len({perceptron_rule("0110", epochs)[-1][0] for epochs in range(2, 11)}) == 1),
    ("05_xor", 5, "answered", "The accuracy never exceeds 50 %", "50 %를 넘지 못합니다", "50",
     lambda s: 25 * max(right for _, right in perceptron_rule("0110", 20))),
    ("05_xor", 6, "read", "one epoch, and all of them are right", "1에폭 만에 모두 맞습니다", "200",
     lambda s: s.right if s.moment.address.step + 1 == 200 else 0),
    ("05_xor", 7, "read", "One draws the line of OR, the other that of NAND",
     "하나는 OR의 직선을, 다른 하나는 NAND의",
     "0111 1110", lambda s: f"{s.rows(1, 1)} {s.rows(1, 2)}"),
    ("05_xor", 7, "answered", "$z = 2 + 2 − 3 = 1$", "$z = 2 + 2 − 3 = 1$", "1", lambda s: s.z(2, 1)),
    ("05_xor", 7, "answered", "**AND**: at least one", "**AND**입니다", "0110", lambda s: s.rows()),
    ("05_xor", 9, "read", "two of the four rows are wrong", "두 행이 틀립니다", "2", lambda s: s.wrong),
    ("05_xor", 10, "read", "accuracy 100 %", "정확도 100 %", "100", lambda s: 25 * s.right),
    ("05_xor", 10, "read", "cost 0.07", "손실 0.07", "0.07", lambda s: s.cross_entropy()),
    ("05_xor", 10, "read", "between its lines lie (0, 0) and (1, 1)", "두 선 사이에 (0, 0)과 (1, 1)", "yes",
     lambda s: [len({*np.sign(row)}) for row in s.passed(CORNERS)[0][0]] == [2, 1, 1, 2]),
    ("05_xor", 11, "answered", "still stands at 0.35", "손실은 0.35", "0.35", lambda s: s.cross_entropy()),
    ("05_xor", 11, "answered", "the accuracy at 50 %", "정확도는 50 %", "50", lambda s: 25 * s.right),

    ("06_mlp", 2, "answered", "= 18$ weights", "= 18$개", "18", lambda s: s.weights_only()),
    ("06_mlp", 2, "answered", "= 7$ biases", "= 7$개", "7", lambda s: s.parameters - s.weights_only()),
    ("06_mlp", 2, "answered", "**25** parameters", "**25개**", "25", lambda s: s.parameters),
    ("06_mlp", 3, "read", "$x_1 = 0.248$", "$x_1 = 0.248$", "0.248", lambda s: float(s.moment.sample.inputs[0])),
    ("06_mlp", 3, "read", "$x_2 = 0.816$", "$x_2 = 0.816$", "0.816", lambda s: float(s.moment.sample.inputs[1])),
    ("06_mlp", 3, "read", "$z = 0.741$", "$z = 0.741$", "0.741", lambda s: s.z(1, 1)),
    ("06_mlp", 4, "read", "$a = 0.630$", "$a = 0.630$", "0.630", lambda s: s.a(1, 1)),
    ("06_mlp", 5, "read", "$a^3_1 = 0.611$", "$a^3_1 = 0.611$", "0.611", lambda s: s.a(3, 1)),
    ("06_mlp", 5, "read", "belongs to class 1", "클래스 1이므로", "1", lambda s: float(s.moment.sample.target[0])),
    ("06_mlp", 6, "read", "37 parameters", "매개변수는 37개", "37", lambda s: s.parameters),
    ("06_mlp", 6, "answered", "Of 200 training points 91 are wrong", "200개 가운데 91개가 틀렸으니", "91",
     lambda s: s.wrong),
    ("06_mlp", 7, "read", "one row with two weights, and one bias", "가중치 두 개로 된 한 행과 편향 하나", "yes",
     collapsed_is_same),
    ("06_mlp", 8, "read", "117 parameters", "117개", "117", lambda s: s.parameters),
    ("06_mlp", 8, "answered", "Seven matrices", "행렬 일곱 개", "7", lambda s: len(s.layers)),
    ("06_mlp", 8, "answered", "91 points are wrong, as before", "같은 91개", "91", lambda s: s.wrong),
    ("06_mlp", 9, "read", "after 10 epochs all 200", "10에폭 뒤에는 학습용 점 200개", "200", lambda s: s.right),
    ("06_mlp", 9, "read", "the boundary bends, closes", "구부러지고 닫히더니", "yes", boundary_closed),

    ("07_sigmoid", 1, "read", "$x = -b/w = 0.5$", "$x = -b/w = 0.5$", "0.5", lambda s: -s.b(1, 1) / s.w(1, 1, 1)),
    ("07_sigmoid", 2, "answered", "$z$ has fallen to 0.4, and $a$ is still exactly 1",
     "$z$는 0.4로 줄었지만 $a$는 여전히 정확히 1", "0.4 1", lambda s: f"{s.z(1, 1):.1f} {s.a(1, 1):.0f}"),
    ("07_sigmoid", 2, "answered", "to x = 0.2", "x = 0.2로", "0.2", lambda s: -s.b(1, 1) / s.w(1, 1, 1)),
    ("07_sigmoid", 3, "read", "from 1 to 0", "1에서 0으로", "0", lambda s: s.a(1, 1)),
    ("07_sigmoid", 5, "read", "13 parameters", "매개변수 13개", "13", lambda s: s.parameters),
    ("07_sigmoid", 5, "read", "One line could divide the points", "직선 하나로 나눌 수 있는", "yes", separable),
    ("07_sigmoid", 5, "read", "only 16 of 200 are right", "200개 가운데 16개만", "16", lambda s: s.right),
    ("07_sigmoid", 5, "answered", "the loss is 0.46", "손실도 0.46", "0.46", lambda s: s.quadratic()),
    ("07_sigmoid", 5, "answered", "None, not by a single digit", "하나도 바뀌지 않았습니다", "0",
     lambda s: int((s.moment.theta != standing("07_sigmoid", 5, "first").moment.theta).sum())),
    ("07_sigmoid", 6, "read", "answers 0.731", "0.731이라고", "0.731", lambda s: s.a(1, 1)),
    ("07_sigmoid", 7, "first", "from 0.731", "0.731에서", "0.731", lambda s: s.a(1, 1)),
    ("07_sigmoid", 7, "read", "to 0.599", "0.599로", "0.599", lambda s: s.a(1, 1)),
    ("07_sigmoid", 8, "read", "= 0.240$", "= 0.240$", "0.240", lambda s: s.a(1, 1) * (1.0 - s.a(1, 1))),
    ("07_sigmoid", 8, "answered", "$\\sigma'(0) = 0.25$", "$\\sigma'(0) = 0.25$", "0.25",
     lambda s: s.a(1, 1) * (1.0 - s.a(1, 1))),
    ("07_sigmoid", 9, "read", "The threshold stays at $x = 0.5$", "임계치는 $x = 0.5$", "0.5",
     lambda s: -s.b(1, 1) / s.w(1, 1, 1)),
    ("07_sigmoid", 9, "read", "a hundredfold", "백 배로", "100", lambda s: s.w(1, 1, 1) / -2.0),
    ("07_sigmoid", 10, "first", "the same 13 parameters to begin with", "처음의 매개변수 13개도", "13",
     lambda s: int((s.moment.theta == standing("07_sigmoid", 5, "first").moment.theta).sum())),
    ("07_sigmoid", 10, "read", "After 5 epochs all 200", "5에폭 뒤에는 학습용 점 200개", "200", lambda s: s.right),
    ("07_sigmoid", 11, "read", "almost fully on for both inputs", "두 입력 모두에 거의 완전히", "1.00",
     lambda s: float(s.outputs.min())),
    ("07_sigmoid", 11, "read", "off by less than 0.15", "0.15보다 작습니다", "0.14",
     lambda s: float(np.sqrt(4 * 0.005))),
    ("07_sigmoid", 11, "read", "w = −6 and b = 3 will do", "w = −6, b = 3이면", "yes",
     lambda s: float((1.0 / (1.0 + np.exp(3.0))) ** 2 / 2.0) < 0.005),
    ("07_sigmoid", 11, "read", "−2 and 1, enough for the perceptron, are not enough",
     "−2와 1이 여기서는 왜 부족", "no",
     lambda s: float((1.0 / (1.0 + np.exp(1.0))) ** 2 / 2.0) < 0.005),
)
"""Lecture, beat, when, the words of the text in English and in Korean, what they say, and how to work it out."""


@pytest.mark.parametrize(("name", "beat", "when", "english", "korean", "says", "worked"), SAID,
                         ids=[f"{said[0]} {said[1]} {said[3]}" for said in SAID])
def test_what_a_text_says_is_what_weights_and_data_give(name: str, beat: int, when: str, english: str, korean: str,
                                                       says: str, worked: Worked) -> None:
    texts = [text for field in texts_of(lecture(name).beats[beat - 1]).values() for text in field]
    for words, language in ((english, "en"), (korean, "ko")):
        assert any(words in re.sub("[\u00a0\u202f]", " ", text.in_language(language)) for text in texts), \
             f"{language}: {words} isn't there any more"
    value = worked(standing(name, beat, when))
    if isinstance(value, str):
        assert value == says
    elif isinstance(value, bool | np.bool_):
        assert ("yes" if value else "no") == says
    else:
        assert abs(value - float(says)) <= 0.5000001 * 10.0 ** -len(says.partition(".")[2]), value
