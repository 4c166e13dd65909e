"""A quantity over all inputs that are drawn, with the line where it changes sides."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce

import numpy as np

from gui.figures.colors import Range, middle_of
from gui.run.choice import Selection
from gui.workspaces.network.maps import grid_of, map_range, maps_of
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.boundary import Crossings, Truth, crossings, halved, line_in_window, widened
from simulator.datasets.data_set import DataSet
from simulator.moment import Moment
from simulator.network import Network
from simulator.plane import Grid, activation_maps

# What a picture shows: the classes that all outputs stand for, one output, or another neuron.

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


_NO_PIECES = np.empty((0, 2, 2))


@dataclass(frozen=True, eq=False)
class Surface:
    """A quantity with the θ of a moment.

    Attributes
    ----------
    grid
        Where it is known.
    values
        In the plane (rows, columns), or for classes (rows, columns, n_L); on a line without rows.
    colors
        The values with the full orange and the full blue.
    boundary
        Where the quantity changes sides, or another class wins: in the plane both ends of straight pieces in raw
        coordinates, shape (pieces, 2, 2); on a line the places x, shape (count,).
    """

    quantity: Quantity
    grid: Grid
    values: Array
    colors: Range
    boundary: Array


@dataclass(frozen=True)
class NeuronLine:
    """Where a neuron of the first layer has z = 0.

    Attributes
    ----------
    neuron
        Its number, counted from 0.
    begin, end
        Ends of the line in the window, raw; z is positive on its left, seen from begin to end with x₂ upwards.
    """

    neuron: int
    begin: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class Kink:
    """Where a neuron of the first layer has z = 0 on a line.

    Attributes
    ----------
    neuron
        Its number, counted from 0.
    x
        Raw coordinate.
    rises
        Whether z is positive to the right of it.
    """

    neuron: int
    x: float
    rises: bool


def surface_of(moment: Moment, quantity: Quantity, points: int) -> Surface:
    """The quantity with θ as it is at a moment.

    Parameters
    ----------
    points
        Points along each side of the window, or along the line.
    """
    domain = moment.data.domain
    assert domain is not None, "only data that can be drawn have a surface"
    grid = grid_of(domain, points, points if domain.dimension > 1 else 1)
    maps = maps_of(moment, points, grid.rows)
    flat = quantity.values(maps[quantity.layer])
    shape = grid.shape if domain.dimension > 1 else (points,)
    values = flat.reshape(*shape, *flat.shape[1:])
    colors = color_range(moment.network, moment.data, quantity, flat)
    sides = partial(heights, moment.network, moment.theta, quantity, middle_of(colors))
    with np.errstate(all="ignore"):
        boundary = _lines(moment, grid, sides(maps), quantity, sides) if domain.dimension > 1 else \
            _places(grid.across, sides(maps))
    return Surface(quantity, grid, values, colors, boundary)


def heights(network: Network, theta: Array, quantity: Quantity, middle: float, a: Sequence[Array]) -> list[Array]:
    """Functions that are zero on the boundary and larger on one side of it, (count,) each; there is none for inputs.

    Parameters
    ----------
    middle
        The value of an output that divides its two sides; the sides of other neurons are divided where z = 0.
    a
        Activations of the layers 0 … L, shape (count, n_l) each.
    """
    layer = quantity.layer
    if layer == 0:
        return []
    activation = network.activation(layer)
    # z of a saturated neuron still says how far the boundary is, when a doesn't any more
    weights, biases = network.weights(theta)[layer], network.biases(theta)[layer]
    if quantity.neuron is not None:
        if not activation.elementwise:
            return [a[layer][:, quantity.neuron] - middle]
        z = a[layer - 1].dot(weights[quantity.neuron]) + biases[quantity.neuron]
        return [z - z_of(activation, middle) if quantity.is_output else z]
    shares = a[layer - 1].dot(weights.T) + biases if is_strict(activation) else a[layer]
    columns = [np.ascontiguousarray(column) for column in shares.T]
    # a border between two classes is one of the first of them
    return [column - reduce(np.maximum, columns[:number] + columns[number + 1:])
            for number, column in enumerate(columns[:-1])]


def _lines(moment: Moment, grid: Grid, functions: list[Array], quantity: Quantity, sides: partial[list[Array]]
           ) -> Array:
    """The pieces of all lines in the plane, in raw coordinates, shape (pieces, 2, 2)."""
    network = moment.network
    jumps = any(network.activation(layer).saturated_below == math.inf for layer in range(1, quantity.layer))
    pieces = [_NO_PIECES]
    for number, function in enumerate(functions):
        values = widened(function.reshape(grid.shape))
        if jumps:
            found = _where_it_jumps(values, partial(_heights_at, moment, grid, sides, number))
        else:
            found = crossings(values)
        pieces.append(_raw(grid, found.segments.reshape(-1, 2)).reshape(-1, 2, 2))
    return np.concatenate(pieces)


def _where_it_jumps(values: Array, height_at: Callable[[Array], Array]) -> Crossings:
    """The line of a function that jumps: its values between the points of the grid, and around it, are asked for."""
    around = np.ones(values.shape, dtype=np.bool_)
    around[1:-1, 1:-1] = False
    values[around] = height_at(np.argwhere(around).astype(np.float64))
    found = crossings(values)
    if not len(found.shares):
        return found
    starts_above: Truth = values[found.starts[:, 0], found.starts[:, 1]] > 0.0
    return halved(found, lambda places: height_at(places) > 0.0, starts_above)


def _heights_at(moment: Moment, grid: Grid, sides: partial[list[Array]], number: int, places: Array) -> Array:
    """One of the functions at places (row, column) on the widened grid, shape (count,)."""
    a = activation_maps(moment.network, moment.theta, grid.domain.inputs(_raw(grid, places)))
    return sides(a)[number]


def _raw(grid: Grid, places: Array) -> Array:
    """Raw coordinates of places (row, column) on the widened grid, shape (count, 2)."""
    low, high = grid.domain.low, grid.domain.high
    across = low[0] + (places[:, 1] - 0.5) / grid.columns * (high[0] - low[0])
    up = high[1] - (places[:, 0] - 0.5) / grid.rows * (high[1] - low[1])
    return np.column_stack((across, up))


def _places(across: Array, functions: list[Array]) -> Array:
    """Where functions along a line change their sign."""
    found = [np.empty(0)]
    for function in functions:
        before = np.flatnonzero((function[:-1] > 0.0) != (function[1:] > 0.0))
        share = function[before] / (function[before] - function[before + 1])
        places = across[before] + share * (across[before + 1] - across[before])
        found.append(places[np.isfinite(places)])
    return np.unique(np.concatenate(found))


def neuron_lines(moment: Moment) -> list[NeuronLine]:
    """The lines w·x + b = 0 of the first layer's neurons that go through the window of a plane."""
    domain = moment.data.domain
    if domain is None or domain.dimension != 2 or not domain.has_plain_inputs:
        return []
    lines = []
    for neuron, (weights, bias) in enumerate(_raw_neurons(moment)):
        ends = line_in_window((float(weights[0]), float(weights[1])), bias, domain.low, domain.high)
        if ends is not None:
            lines.append(NeuronLine(neuron, *ends))
    return lines


def kinks(moment: Moment) -> list[Kink]:
    """Where the first layer's neurons have z = 0 within the window of a line."""
    domain = moment.data.domain
    if domain is None or domain.dimension != 1 or not domain.has_plain_inputs:
        return []
    found = []
    for neuron, (weights, bias) in enumerate(_raw_neurons(moment)):
        x = -bias / float(weights[0]) if weights[0] else math.inf
        if domain.low[0] <= x <= domain.high[0]:
            found.append(Kink(neuron, x, bool(weights[0] > 0)))
    return found


def _raw_neurons(moment: Moment) -> list[tuple[Array, float]]:
    """w and b of the first layer's neurons for raw coordinates: w·(x − shift)·factor + b."""
    domain = moment.data.domain
    assert domain is not None, "asked only where there is one"
    factor, shift = np.array(domain.factor), np.array(domain.shift)
    with np.errstate(all="ignore"):
        weights = moment.weights[1] * factor
        biases = moment.biases[1] - weights.dot(shift)
    return [(row, float(bias)) for row, bias in zip(weights, biases, strict=True)]
