"""What a function over the plane does on circles around points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.arrays import Array

_DIRECTIONS = 24
_CLOSE = 17
"""Directions in a piece of a circle that is looked at more closely."""


def ring(count: int) -> Array:
    """Unit vectors evenly around the circle, shape (count, 2)."""
    return _unit_vectors(2 * np.pi * np.arange(count) / count)


def lowest_on_circles(values: Callable[[Array], Array], middles: Array, radii: Array,
                      zooms: int) -> tuple[Array, Array]:
    """The lowest point of the circle around each point, and the value there.

    Parameters
    ----------
    values
        values(offsets), shape (…, directions), of offsets from the middles, shape (…, directions, 2); no NaN.
    middles, radii
        Shapes (…, 2) and (…).
    zooms
        Times that the piece around the lowest direction is looked at more closely, an eighth of it each time.

    Returns
    -------
    Points, shape (…, 2), and values, shape (…).
    """
    angles: Array = np.broadcast_to(2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS, (*radii.shape, _DIRECTIONS))
    half = 2 * np.pi / _DIRECTIONS
    for zoom in range(zooms + 1):
        found = values(radii[..., np.newaxis, np.newaxis] * _unit_vectors(angles))
        lowest = found.argmin(axis=-1)[..., np.newaxis]
        best = np.take_along_axis(angles, lowest, axis=-1)
        if zoom < zooms:
            angles = best + np.linspace(-half, half, _CLOSE)  # the middle one is the best so far
            half *= 2 / (_CLOSE - 1)
    offsets = radii[..., np.newaxis] * _unit_vectors(best[..., 0])
    return middles + offsets, np.take_along_axis(found, lowest, axis=-1)[..., 0]


def _unit_vectors(angles: Array) -> Array:
    return np.stack((np.cos(angles), np.sin(angles)), axis=-1)
