"""Every neuron's own picture: its activation over the plane (or the line) as colours.

One rule of colours holds for all maps. The middle of a range is the colour of the card, what is higher is blue and
what is lower is orange. The range of a bounded activation is its output range, so that the middle of a sigmoid is
0.5; an unbounded one, and every input, is symmetric about 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from gui.theme import Theme
from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.moment import Moment
from simulator.network import Network
from simulator.plane import Grid, activation_maps

_LEVELS = 255
_NOT_A_NUMBER = _LEVELS
"""Index of the colour for NaN, behind those of the values."""
_KEPT_GRIDS = 12
_KEPT_MAPS = 8

Range = tuple[float, float]
"""The value with the full orange and the one with the full blue."""


class _Same:
    """A key that is equal only for the very same object, which it keeps alive: θ is never changed in place."""

    __slots__ = ("it",)

    def __init__(self, it: object) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


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
    return _maps(_Same(moment.network), _Same(moment.theta), domain, columns, rows)


@lru_cache(maxsize=_KEPT_GRIDS)
def grid_of(domain: Domain, columns: int, rows: int) -> Grid:
    """The grid on which maps of so many points are made; it keeps its points and their inputs."""
    return Grid(domain, columns, rows)


@lru_cache(maxsize=_KEPT_MAPS)
def _maps(network: _Same, theta: _Same, domain: Domain, columns: int, rows: int) -> tuple[Array, ...]:
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


def middle_of(value_range: Range) -> float:
    """The value with the colour of the card: the border between the two sides."""
    return value_range[0] + (value_range[1] - value_range[0]) / 2


def map_image(values: Array, low: float, high: float, theme: Theme, *, discrete: bool = False, corner: float = 0.0
              ) -> QImage:
    """A map as a picture, one pixel for each value.

    Parameters
    ----------
    values
        Shape (rows, columns), the first row at the top.
    low, high
        The range of colours, as `map_range` gives it; what lies beyond keeps the full colour.
    discrete
        Show only on which side of the middle a value lies; the middle itself belongs to the lower side, as z ≤ 0
        does to the 0 of a step.
    corner
        Radius of the round corners, in pixels; what lies beyond them is transparent.
    """
    pixels = _pixels(values.reshape(1, -1), (low, high), theme, discrete=discrete)
    return _images(pixels, (values.shape[0], values.shape[1]), corner)[0]


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
        pixels = _pixels(values, map_range(network, layer, values), theme)
    else:
        pixels = np.stack([_pixels(one, map_range(network, 0, one), theme) for one in values])
    return _images(pixels, shape, corner)


def _images(pixels: npt.NDArray[np.uint32], shape: tuple[int, int], corner: float) -> list[QImage]:
    """Pictures of pixels of the shape (count, rows · columns)."""
    rows, columns = shape
    if corner > 0.0:
        pixels[:, _beyond_corners(rows, columns, corner)] = 0
    image_format = QImage.Format.Format_ARGB32_Premultiplied if corner > 0.0 else QImage.Format.Format_RGB32
    return [QImage(one.data, columns, rows, 4 * columns, image_format).copy() for one in pixels]


@lru_cache(maxsize=16)
def _beyond_corners(rows: int, columns: int, corner: float) -> npt.NDArray[np.bool_]:
    """Which pixels of a picture lie beyond its round corners, shape (rows · columns,)."""
    def beyond(count: int) -> Array:
        """How far the middle of each pixel lies beyond where the rounding of the corners begins."""
        middles = np.arange(count) + 0.5
        return np.maximum(0.0, corner - np.minimum(middles, count - middles))

    return (np.hypot.outer(beyond(rows), beyond(columns)) > corner).ravel()


def _pixels(values: Array, value_range: Range, theme: Theme, *, discrete: bool = False) -> npt.NDArray[np.uint32]:
    """QRgb of each value, in the same shape."""
    low, high = value_range
    if discrete:
        levels = np.where(values > middle_of(value_range), _LEVELS - 1, 0).astype(np.uint8)
    else:
        with np.errstate(over="ignore", invalid="ignore"):
            shares = (values - low) * ((_LEVELS - 1) / (high - low))
            shares += 0.5
            np.clip(shares, 0.0, _LEVELS - 0.5, out=shares)
            levels = shares.astype(np.uint8)
    missing = np.isnan(values)
    if missing.any():
        levels[missing] = _NOT_A_NUMBER
    pixels: npt.NDArray[np.uint32] = _table(theme).take(levels)
    return pixels


@lru_cache(maxsize=4)
def _table(theme: Theme) -> npt.NDArray[np.uint32]:
    return np.array([*theme.signed_table(_LEVELS), theme.error.rgb()], dtype=np.uint32)
