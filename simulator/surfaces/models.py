"""Models with exactly two parameters: over these the surface is the whole loss, and not a slice of it.

Each is a tiny network of the lecture's kind. Its parameters are tied together or held fixed until two are left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np

from simulator.activations import activation_named
from simulator.arrays import Array
from simulator.costs import cost_named
from simulator.network import Network
from simulator.propagation import outputs
from simulator.surfaces.slice import NetworkSlice
from simulator.surfaces.surface import Window
from simulator.weight_plane import WeightPlane

Place = tuple[int, bool]
"""A layer of a chain of single neurons, from 1, and whether its bias is meant (or its weight)."""

WEIGHT_1, BIAS_1, WEIGHT_2, BIAS_2 = (1, False), (1, True), (2, False), (2, True)


@dataclass(frozen=True)
class ModelData:
    """What a model learns from; models that share it are different structures for one task.

    Attributes
    ----------
    name
        The key.
    inputs, targets
        One x and one y a sample.
    """

    name: str
    inputs: tuple[float, ...]
    targets: tuple[float, ...]

    @property
    def count(self) -> int:
        """M."""
        return len(self.inputs)

    @property
    def are_classes(self) -> bool:
        """Whether the answers are the classes 0 and 1."""
        return set(self.targets) == {0.0, 1.0}


@dataclass(frozen=True)
class Model:
    """A chain of single neurons with two free parameters.

    Attributes
    ----------
    name, label
        The key, and the English name that the window translates.
    about
        What it shows, in a sentence that the window translates.
    formula
        The output as a function of x and the two parameters, in plain characters.
    activations
        σ of each neuron in the chain, by name.
    cost
        By name.
    data
        What it learns from.
    symbols
        Names of the two parameters.
    first, second
        Weights and biases that the parameters stand for: several are tied to one value.
    fixed
        Weights and biases that keep a value; the others are 0.
    window, start
        What of the surface is shown, and where descent begins.
    usual_rate
        η with which gradient descent gets somewhere.
    logarithmic
        Whether heights and colours are better logarithmic.
    """

    name: str
    label: str
    about: str
    formula: str
    activations: tuple[str, ...]
    cost: str
    data: ModelData
    symbols: tuple[str, str]
    first: tuple[Place, ...]
    second: tuple[Place, ...]
    window: Window
    start: tuple[float, float]
    usual_rate: float
    fixed: Mapping[Place, float] = field(default_factory=lambda: MappingProxyType({}), compare=False)
    logarithmic: bool = False

    @cached_property
    def network(self) -> Network:
        """The chain."""
        activations = tuple(activation_named(name) for name in self.activations)
        return Network((1,) * (len(activations) + 1), activations, cost_named(self.cost))

    @cached_property
    def plane(self) -> WeightPlane:
        """All θ that the two parameters reach."""
        fixed = np.zeros(self.network.parameter_count)
        for place, value in self.fixed.items():
            fixed[self._index(place)] = value
        return WeightPlane(fixed, self._direction(self.first), self._direction(self.second))

    @cached_property
    def surface(self) -> NetworkSlice:
        """The loss."""
        inputs, targets = (np.array(values)[:, np.newaxis] for values in (self.data.inputs, self.data.targets))
        return NetworkSlice(self.network, self.plane, inputs, targets, self.window, self.symbols)

    def outputs(self, a: float, b: float, x: Array) -> Array:
        """What the model answers to each x, shape as `x`."""
        with np.errstate(over="ignore", invalid="ignore"):
            return outputs(self.network, self.plane.theta(a, b), x[:, np.newaxis])[:, 0]

    def _direction(self, places: tuple[Place, ...]) -> Array:
        direction = np.zeros(self.network.parameter_count)
        for place in places:
            direction[self._index(place)] = 1.0
        return direction

    def _index(self, place: Place) -> int:
        layer, is_bias = place
        return self.network.bias_index(layer, 0) if is_bias else self.network.weight_index(layer, 0, 0)


LINE = ModelData("line", (-2.0, -1.6, -1.2, -0.7, -0.3, 0.2, 0.6, 1.0, 1.5, 2.0),
                 (-1.21, -0.83, -0.80, -0.35, 0.12, 0.30, 0.97, 1.03, 1.55, 1.52))
"""About 1.5 tanh(0.8 x) + 0.2: nearly a line, bent at its ends."""
STEP = ModelData("step", (-3.0, -2.5, -2.0, -1.6, -1.2, 1.2, 1.5, 2.0, 2.4, 3.0),
                 (0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0))
"""Two classes: 0 on the left and 1 on the right, with one sample of each among the others."""
OUTLIER = ModelData("outlier", (-8.0, -2.4, -1.7, -1.3, -0.9, -0.8, -0.5, -0.1, 2.1),
                    (0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0))
"""1 on the left, 0 on the right, and one sample far on the left that is 0."""

_NEURON: tuple[tuple[Place, ...], tuple[Place, ...]] = ((WEIGHT_1,), (BIAS_1,))
_W_B = ("w", "b")

MODELS: tuple[Model, ...] = (
    Model("line", "Line a·x + b",
          "A straight line through data, quadratic cost: a bowl. Wherever one starts, down leads to the one minimum.",
          "a·x + b", ("identity",), "quadratic", LINE, ("a", "b"), *_NEURON,
          Window((-3.0, -3.0), (4.0, 4.0)), (-2.2, 3.2), 0.3),
    Model("line_tanh", "1-1-1 network v·tanh(u·x)",
          "The same data with a hidden neuron. Two minima lie opposite each other, (u, v) and (−u, −v), and between "
          "them a saddle point at the origin.",
          "v·tanh(u·x)", ("tanh", "identity"), "quadratic", LINE, ("u", "v"), (WEIGHT_1,), (WEIGHT_2,),
          Window((-3.0, -3.5), (3.0, 3.5)), (-0.6, 0.75), 0.3, logarithmic=True),
    Model("line_relu", "1-1-1 network v·relu(u·x + 1)",
          "The same data with a rectifier as the hidden neuron. Its kinks run through the surface as edges.",
          "v·relu(u·x + 1)", ("relu", "identity"), "quadratic", LINE, ("u", "v"), (WEIGHT_1,), (WEIGHT_2,),
          Window((-4.0, -3.0), (4.0, 3.0)), (-2.8, 1.6), 0.1, MappingProxyType({BIAS_1: 1.0}),
          logarithmic=True),
    Model("neuron_quadratic", "Sigmoid neuron: plateau",
          "Quadratic cost. Where the neuron is sure and wrong it is saturated: σ′(z) is almost 0, and so is the "
          "slope. Descent that begins on the plateau hardly moves.",
          "σ(w·x + b)", ("sigmoid",), "quadratic", STEP, _W_B, *_NEURON,
          Window((-9.0, -9.0), (9.0, 9.0)), (-6.0, 1.0), 1.0),
    Model("neuron_cross_entropy", "The same, cross-entropy: no plateau",
          "The same neuron and the same data. Cross-entropy cancels σ′(z): where the neuron is sure and wrong, the "
          "slope is steepest.",
          "σ(w·x + b)", ("sigmoid",), "binary_cross_entropy", STEP, _W_B, *_NEURON,
          Window((-9.0, -9.0), (9.0, 9.0)), (-6.0, 1.0), 1.0),
    Model("neuron_linear", "The same, linear neuron: a bowl",
          "The same data without the sigmoid: nothing saturates, the surface is a bowl again.",
          "w·x + b", ("identity",), "quadratic", STEP, _W_B, *_NEURON,
          Window((-9.0, -9.0), (9.0, 9.0)), (-6.0, 1.0), 0.2),
    Model("tied_chain", "The same, 1-1-1 with tied weights",
          "The same data with a hidden neuron; both neurons have the same w and b. Two minima answer alike, and a "
          "saddle point stands between them.",
          "σ(w·σ(w·x + b) + b)", ("sigmoid", "sigmoid"), "quadratic", STEP, _W_B, (WEIGHT_1, WEIGHT_2),
          (BIAS_1, BIAS_2), Window((-9.0, -9.0), (9.0, 9.0)), (-6.0, 1.0), 1.0),
    Model("two_minima", "Sigmoid neuron: two minima",
          "Quadratic cost. A single outlier makes a second, true local minimum, in which the neuron answers nearly "
          "the same to everything. Which of the two descent finds depends on the start.",
          "σ(w·x + b)", ("sigmoid",), "quadratic", OUTLIER, _W_B, *_NEURON,
          Window((-6.0, -5.0), (3.0, 5.0)), (1.5, 2.5), 3.0, logarithmic=True),
    Model("one_minimum", "The same, cross-entropy: one minimum",
          "The same neuron and the same data. With cross-entropy the cost of a single neuron is convex, so there is "
          "one minimum only.",
          "σ(w·x + b)", ("sigmoid",), "binary_cross_entropy", OUTLIER, _W_B, *_NEURON,
          Window((-6.0, -5.0), (3.0, 5.0)), (1.5, 2.5), 0.3),
)
"""One entry a model."""
