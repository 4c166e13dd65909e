"""Every neuron as a function of the inputs that can be drawn: activations on a grid over the line or the plane.

A map has one value for each cell of a grid: rows from the top (x₂ high) to the bottom, columns from the left
(x₁ low) to the right, so that `values.reshape(rows, columns)` is the picture as it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.network import Network


@dataclass(frozen=True, eq=False)
class Grid:
    """Points spread evenly over the window of a domain.

    In the plane they are the middles of rows × columns cells, as the pixels of a picture are; on the line they are
    `columns` points from one end to the other, both included, so that a curve reaches the edges of its picture.

    Attributes
    ----------
    columns
        Points along x₁, or along x of a line.
    rows
        Points along x₂; 1 on a line, whatever was asked for.
    """

    domain: Domain
    columns: int
    rows: int = 1

    def __post_init__(self) -> None:
        if self.domain.dimension == 1:
            object.__setattr__(self, "rows", 1)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns), the shape of a map."""
        return self.rows, self.columns

    @cached_property
    def across(self) -> Array:
        """Raw x₁ (or x) of the columns, shape (columns,), ascending."""
        low, high = self.domain.low[0], self.domain.high[0]
        half = 0.0 if self.domain.dimension == 1 else (high - low) / (2 * self.columns)
        return np.linspace(low + half, high - half, self.columns)

    @cached_property
    def up(self) -> Array:
        """Raw x₂ of the rows, shape (rows,), descending: the first row is the highest; empty on a line."""
        if self.domain.dimension == 1:
            return np.empty(0)
        low, high = self.domain.low[1], self.domain.high[1]
        half = (high - low) / (2 * self.rows)
        return np.linspace(high - half, low + half, self.rows)

    @cached_property
    def points(self) -> Array:
        """Raw coordinates, shape (rows · columns, dimension), row by row."""
        if self.domain.dimension == 1:
            return self.across.reshape(-1, 1)
        return np.column_stack((np.tile(self.across, self.rows), np.repeat(self.up, self.columns)))

    @cached_property
    def inputs(self) -> Array:
        """a⁰ of every point, shape (rows · columns, n₀): scaled, and turned into the features."""
        return self.domain.inputs(self.points)


def grid_points(domain: Domain, columns: int, rows: int = 1) -> Array:
    """Raw coordinates of a grid, shape (rows · columns, dimension): see `Grid`."""
    return Grid(domain, columns, rows).points


def grid_inputs(domain: Domain, columns: int, rows: int = 1) -> Array:
    """What the network gets at the points of a grid, shape (rows · columns, n₀): see `Grid`."""
    return Grid(domain, columns, rows).inputs


def activation_maps(network: Network, theta: Array, inputs: Array) -> list[Array]:
    """Activations of every layer for many inputs at once: one batched forward pass.

    Parameters
    ----------
    inputs
        a⁰, shape (points, n₀).

    Returns
    -------
    list of Array
        aˡ of the layers 0 … L, shape (points, n_l) each; a[0] is `inputs`. The values of one neuron lie side by side
        in memory (the matrices are transposed views), because they are looked at neuron by neuron; for so few neurons
        and so many points the products are quicker that way, too. A θ that has run away gives infinities and NaN
        without a warning.
    """
    maps = [inputs]
    a = inputs
    with np.errstate(all="ignore"):
        layers = zip(network.activations, network.weights(theta)[1:], network.biases(theta)[1:], strict=True)
        for activation, weights, biases in layers:
            z = weights.dot(a.T)
            z += biases[:, np.newaxis]
            a = activation.value(z.T)
            maps.append(a)
    return maps
