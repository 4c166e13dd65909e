"""What a picture shows: the classes that all outputs stand for, one output, or another neuron."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gui.choice import Selection
from gui.figures.colors import Range
from gui.network.maps import map_range
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.datasets.data_set import DataSet
from simulator.network import Network
from simulator.plane import activation_maps

_FARTHEST_Z = 700.0
"""Beyond it no activation says anything new."""
_HALVINGS = 60


@dataclass(frozen=True)
class Quantity:
    """A function of the inputs that the network computes.

    Attributes
    ----------
    layer, neuron
        Whose activation it is; for the classes, the output layer and None: every output is the share of a class.
    is_output
        Whether it is what the network answers.
    """

    layer: int
    neuron: int | None
    is_output: bool

    @property
    def is_classes(self) -> bool:
        """Whether a class is shown for every point, and not a number."""
        return self.neuron is None

    def values(self, a: Array) -> Array:
        """From aˡ, shape (count, n_l), to what is shown, (count,), or for classes (count, n_L)."""
        return a if self.neuron is None else a[:, self.neuron]

    def at(self, network: Network, theta: Array, inputs: Array) -> Array:
        """What is shown, for one input of shape (1, n₀): one number, shape (1,), or for classes (n_L,)."""
        a = activation_maps(network, theta, inputs)[self.layer][0]
        return a if self.neuron is None else a[self.neuron:self.neuron + 1]


def has_class_outputs(data: DataSet) -> bool:
    """Whether every output stands for a class of its own."""
    classes, outputs = data.target_table.shape
    return classes == outputs > 1 and bool((data.target_table == np.eye(outputs)).all())


def output_count(data: DataSet) -> int:
    """How many pictures the output has: one for each output, unless together they tell classes apart."""
    return 1 if has_class_outputs(data) else data.output_count


def quantity_of(network: Network, data: DataSet, chosen: Selection | None, output: int) -> Quantity:
    """What is shown.

    Parameters
    ----------
    chosen
        A neuron that is asked for; None for the output.
    output
        Which of the pictures of the output.
    """
    if chosen is not None:
        return Quantity(chosen.layer, chosen.neuron, chosen.layer == network.depth)
    return Quantity(network.depth, None if has_class_outputs(data) else min(output, data.output_count - 1), True)


def judged_output(data: DataSet, quantity: Quantity) -> int | None:
    """The output whose two sides the points are told apart by; None where their classes are, or their values."""
    if data.is_regression or has_class_outputs(data):
        return None
    if data.output_count == 1:
        return 0
    return quantity.neuron if quantity.is_output else None


def target_range(data: DataSet, output: int) -> Range:
    """The lowest and the highest target that a class gives to an output."""
    targets = data.target_table[:, output]
    low, high = float(targets.min()), float(targets.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def color_range(network: Network, data: DataSet, quantity: Quantity, values: Array) -> Range:
    """The values with the full orange and the full blue.

    An output that tells classes apart is coloured by the classes' targets: what is nearer to the target of a class
    has its colour. Values have the range of the training samples. Other neurons are coloured as on the stage.
    """
    neuron = quantity.neuron or 0
    if not quantity.is_output or has_class_outputs(data):
        return map_range(network, quantity.layer, values)
    if data.is_regression:
        wanted = data.train.values
        limit = float(np.abs(wanted[:, neuron]).max()) if wanted is not None and len(wanted) else 0.0
        return (-limit, limit) if limit > 0.0 else (-1.0, 1.0)
    return target_range(data, neuron)


def is_strict(activation: Activation) -> bool:
    """Whether a larger z always gives a larger a, so that a is compared where z is."""
    return not activation.reaches_bounds


@lru_cache(maxsize=64)
def z_of(activation: Activation, a: float) -> float:
    """The weighted input from which on the activation is larger than `a`: there a map of a is cut into two sides.

    Far from it an activation such as the sigmoid is flat to the last digit, but z isn't: a line that is drawn where z
    has this value is as smooth as z.
    """
    low, high = -_FARTHEST_Z, _FARTHEST_Z
    for _ in range(_HALVINGS):
        z = (low + high) / 2
        if float(activation.value(np.array([[z]]))[0, 0]) > a:
            high = z
        else:
            low = z
    return (low + high) / 2
