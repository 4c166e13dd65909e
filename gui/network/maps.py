"""Every neuron's own picture: its activation over the plane (or the line) as colours.

They are coloured by the one rule of `gui.figures.colors`. The range of a bounded activation is its output range, so
that the middle of a sigmoid is 0.5; an unbounded one, and every input, is symmetric about 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QImage

from gui.figures.colors import Range, map_images, map_pixels
from gui.figures.map import Same
from gui.theme import Theme
from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.moment import Moment
from simulator.network import Network
from simulator.plane import Grid, activation_maps

_KEPT_GRIDS = 12
_KEPT_MAPS = 8



def maps_of(moment: Moment, columns: int, rows: int) -> Sequence[Array]:
    """Activations of all layers over the window of the data's domain, with θ as it is at a moment.

    Returns
    -------
    sequence of Array
        For the layers 0 … L, shape (rows · columns, n_l), rows from the top (x₂ high), columns from the left;
        (columns, n_l) on the line, whatever `rows` is. They are shared: copy before you write into them.

    Raises
    ------
    ValueError
        If the data can't be drawn.
    """
    domain = moment.data.domain
    if domain is None:
        raise ValueError(f"the inputs of {moment.data.name} are no points that can be drawn; ask for `domain` first")
    return _maps(Same(moment.network), Same(moment.theta), domain, columns, rows)


@lru_cache(maxsize=_KEPT_GRIDS)
def grid_of(domain: Domain, columns: int, rows: int) -> Grid:
    """The grid on which maps of so many points are made; it keeps its points and their inputs."""
    return Grid(domain, columns, rows)


@lru_cache(maxsize=_KEPT_MAPS)
def _maps(network: Same, theta: Same, domain: Domain, columns: int, rows: int) -> tuple[Array, ...]:
    shape, parameters = network.it, theta.it
    if not isinstance(shape, Network) or not isinstance(parameters, np.ndarray):
        raise TypeError(f"maps are made of a network and its θ, got {type(shape)} and {type(parameters)}")
    return tuple(activation_maps(shape, parameters, grid_of(domain, columns, rows).inputs))


def map_range(network: Network, layer: int, values: Array) -> Range:
    """The range of colours of maps that are coloured alike: those of a layer; of the inputs each one by itself."""
    if layer > 0:
        low, high = network.activation(layer).output_range
        if math.isfinite(low) and math.isfinite(high):
            return low, high
    return input_range(values)


def input_range(values: Array) -> Range:
    """The range of an input, or of what isn't bounded: symmetric about 0, as far as the values reach."""
    with np.errstate(invalid="ignore"):
        limit = max(abs(float(np.fmax.reduce(values, axis=None))), abs(float(np.fmin.reduce(values, axis=None))))
    if not math.isfinite(limit):
        finite = np.abs(values[np.isfinite(values)])
        limit = float(finite.max()) if finite.size else 0.0
    return (-limit, limit) if limit > 0.0 else (-1.0, 1.0)


def layer_images(network: Network, layer: int, maps: Sequence[Array], shape: tuple[int, int], theme: Theme, *,
                 corner: float = 0.0) -> list[QImage]:
    """The pictures of all neurons of a layer.

    Parameters
    ----------
    maps
        As `maps_of` gives them.
    shape
        (rows, columns) of each.
    corner
        As for `map_image`.
    """
    values = maps[layer].T
    if layer > 0:
        pixels = map_pixels(values, map_range(network, layer, values), theme)
    else:
        pixels = np.stack([map_pixels(one, map_range(network, 0, one), theme) for one in values])
    return map_images(pixels, shape, corner)
