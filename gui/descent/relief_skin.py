"""What is painted on a relief beside the colours of its costs: hatched plateaus, and tinted basins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor

from gui.descent.relief import FINE, Single, refined_field
from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.landscape import Basins, Landscape

Pixels = npt.NDArray[np.uint32]
Whole = npt.NDArray[np.int32]

HATCH_LINES = 21.0
"""Lines for a length of 2 along an axis."""
_HATCH = 0.24
"""Share of a line in the distance between two of them."""
_PALE = 0x90
"""Green of the colours that get dark lines; darker ones get light lines."""
_HALVES, _QUARTERS = np.uint32(0x7F7F7F7F), np.uint32(0x3F3F3F3F)
_OPAQUE = np.uint32(0xFF000000)


@dataclass(frozen=True, eq=False)
class Skin:
    """What is painted on the grid of a relief.

    Attributes
    ----------
    hatched
        Which of its points are hatched, shape (FINE · FINE,); None for none of them.
    tints
        A colour (ARGB) that is mixed in at every point, 0 for none, shape (FINE · FINE,); None for none at all.
    """

    hatched: Truth | None = None
    tints: Pixels | None = None

    def paint(self, colors: Pixels, texel: Whole, x: Single, y: Single) -> None:
        """Paint over the colours of pixels, all arrays of the shape (pixels,).

        Parameters
        ----------
        texel
            The nearest point of the grid, counted through.
        x, y
            The place, from 0 to 2.
        """
        if self.tints is not None:
            tint = self.tints.take(texel)
            inside = np.flatnonzero(tint)
            colors[inside] = _OPAQUE | (((colors[inside] >> np.uint32(1)) & _HALVES)
                                        + ((tint[inside] >> np.uint32(1)) & _HALVES))
        if self.hatched is not None:
            inside = np.flatnonzero(self.hatched.take(texel))
            turns = (x[inside] - y[inside]) * np.float32(HATCH_LINES / 2)
            inside = inside[turns - np.floor(turns) < _HATCH]
            ground = colors[inside]
            is_pale = (ground >> np.uint32(8)) & np.uint32(0xFF) >= _PALE
            dark = (ground >> np.uint32(2)) & _QUARTERS
            colors[inside] = _OPAQUE | np.where(is_pale, dark, dark + np.uint32(0x00A0A0A0))


NAKED = Skin()


def skin_of(landscape: Landscape, basins: Basins | None = None, basin_colors: Sequence[QColor] = ()) -> Skin:
    """The plateaus of a landscape, and basins of attraction.

    Parameters
    ----------
    basin_colors
        One for each of the basins' minima.
    """
    hatched = refined_field(_plateau_field(landscape)).ravel() > 0.0 if landscape.plateau.any() else None
    return Skin(hatched, _tints(basins, basin_colors) if basins is not None else None)


def _plateau_field(landscape: Landscape) -> Array:
    """Positive on the plateaus, negative elsewhere; it reaches zero where the slope reaches the threshold."""
    threshold = landscape.threshold or 1.0
    distance = np.nan_to_num(np.abs(landscape.slopes / threshold - 1.0), nan=1.0)
    distance = np.clip(distance, 1e-6, 1.0)
    return np.where(landscape.plateau, distance, -distance)


def _tints(basins: Basins, colors: Sequence[QColor]) -> Pixels:
    table = np.array([0, *(color.rgb() for color in colors)], np.uint32)
    rows, columns = (_nearest(count) for count in basins.owner.shape)
    return table[basins.owner[np.ix_(rows, columns)] + 1].ravel()


def _nearest(count: int) -> Indices:
    return np.rint(np.linspace(0.0, count - 1, FINE)).astype(np.int64)
