"""The heights of a landscape in its box, refined once so that they can be drawn at any size, and their skin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor

from gui.figures.loss.camera import HEIGHT
from simulator.arrays import Array, Indices
from simulator.boundary import Truth
from simulator.landscape.landscape import Basins, CostScale, Landscape

Single = npt.NDArray[np.float32]

FINE = 241
"""Points along each side of the refined relief."""
HIGHEST_SHARE = 1.05
"""What is higher is cut off there."""


@dataclass(frozen=True, eq=False)
class Relief:
    """A surface over the square from −1 to 1.

    Attributes
    ----------
    low, high
        The corners of the window, (a, b) each, that lie at (−1, −1) and at (1, 1).
    heights
        z on a regular grid, shape (FINE, FINE), row 0 at y = −1; NaN in holes.
    """

    low: tuple[float, float]
    high: tuple[float, float]
    heights: Single

    @cached_property
    def normals(self) -> tuple[Single, Single, Single]:
        """Upward unit normals on the grid, shape (FINE, FINE) a component; those at a hole's rim point up."""
        with np.errstate(invalid="ignore"):
            y_slope, x_slope = (np.nan_to_num(slope) for slope in np.gradient(self.heights, 2.0 / (FINE - 1)))
        up = 1.0 / np.sqrt(1.0 + x_slope ** 2 + y_slope ** 2)
        return (-x_slope * up).astype(np.float32), (-y_slope * up).astype(np.float32), up.astype(np.float32)

    def squared(self, points: Array) -> Array:
        """(a, b) as (x, y), shape (n, 2)."""
        low, high = np.array(self.low), np.array(self.high)
        square: Array = 2.0 * (points - low) / (high - low) - 1.0
        return square

    def parameters(self, x: float, y: float) -> tuple[float, float]:
        """(x, y) as (a, b)."""
        a, b = (low + (place + 1.0) / 2.0 * (high - low)
                for place, low, high in zip((x, y), self.low, self.high, strict=True))
        return a, b

    def on_surface(self, square: Array) -> Array:
        """Points (x, y) lifted to the surface: (x, y, z), shape (n, 3); z is NaN in holes and outside."""
        inside = np.asarray((np.abs(square) <= 1.0 + 1e-9).all(axis=1))
        grid: Array = (np.where(inside[:, np.newaxis], square, 0.0) + 1.0) * ((FINE - 1) / 2)
        cell = np.clip(grid.astype(np.int64), 0, FINE - 2)
        p, q = (grid - cell).T
        column, row = cell.T
        z = self.heights
        # where a weight is 0 its neighbour doesn't count, even if it is a hole
        corners = ((z[row, column], (1 - p) * (1 - q)), (z[row, column + 1], p * (1 - q)),
                   (z[row + 1, column], (1 - p) * q), (z[row + 1, column + 1], p * q))
        lifted = sum((np.where(weight > 1e-9, corner * weight, 0.0) for corner, weight in corners),
                     np.zeros(len(square)))
        return np.column_stack((square, np.where(inside, lifted, np.nan)))


def relief_of(landscape: Landscape, costs: Array | None = None) -> Relief:
    """The relief of a landscape, or of other costs on its grid and on its scale.

    Between the points of the grid it runs smoothly (Catmull and Rom 1974) and through every one of them.
    """
    a, b = landscape.a, landscape.b
    heights = HEIGHT * _shares(landscape.scale, landscape.costs if costs is None else costs)
    return Relief((float(a[0]), float(b[0])), (float(a[-1]), float(b[-1])), _refined(heights))


def _shares(scale: CostScale, costs: Array) -> Array:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.clip(scale.shares(costs), 0.0, HIGHEST_SHARE)


def refined_field(field: Array) -> Single:
    """Values on a landscape's grid on that of its relief, shape (FINE, FINE), between its points bilinear."""
    across, up = (_interpolation(count, _tent) for count in (field.shape[1], field.shape[0]))
    return (up @ field @ across.T).astype(np.float32)


def _refined(heights: Array) -> Single:
    rows, columns = heights.shape
    known = np.isfinite(heights)
    up, across = _interpolation(rows, _catmull_rom), _interpolation(columns, _catmull_rom)
    fine = np.clip(up @ _filled(heights, known) @ across.T, 0.0, HEIGHT * HIGHEST_SHARE)
    if not known.all():
        cover = _interpolation(rows, _tent) @ known.astype(np.float64) @ _interpolation(columns, _tent).T
        fine[cover < 0.5 + 1e-9] = np.nan
    return fine.astype(np.float32)


def _filled(heights: Array, known: Truth) -> Array:
    """Heights that go on into the holes: from each known one into its unknown neighbours, two rings deep."""
    filled = np.where(known, heights, 0.0)
    for _ in range(2):
        if known.all():
            break
        padded, weights = np.pad(np.where(known, filled, 0.0), 1), np.pad(known.astype(np.float64), 1)
        total, count = (sum((field[1 + i:1 + i + known.shape[0], 1 + j:1 + j + known.shape[1]]
                             for i in (-1, 0, 1) for j in (-1, 0, 1)), np.zeros(known.shape))
                        for field in (padded, weights))
        filled = np.where(known, filled, total / np.maximum(count, 1.0))
        known = known | (count > 0)
    return filled


def _interpolation(count: int, kernel: Callable[[Array], Array]) -> Array:
    """The matrix that makes FINE values of so many, shape (FINE, count); beyond the ends it goes straight on."""
    places = np.linspace(0.0, count - 1, FINE)
    wide = kernel(places[:, np.newaxis] - np.arange(-1, count + 1))
    matrix: Array = wide[:, 1:-1].copy()
    for end, (first, second), outer in ((0, (0, 1), 0), (-1, (-1, -2), -1)):
        if count > 1:
            matrix[:, first] += 2.0 * wide[:, outer]
            matrix[:, second] -= wide[:, outer]
        else:
            matrix[:, end] += wide[:, outer]
    return matrix


def _catmull_rom(distance: Array) -> Array:
    t = np.abs(distance)
    near = 1.0 - 2.5 * t ** 2 + 1.5 * t ** 3
    far = 2.0 - 4.0 * t + 2.5 * t ** 2 - 0.5 * t ** 3
    return np.where(t < 1.0, near, np.where(t < 2.0, far, 0.0))


def _tent(distance: Array) -> Array:
    return np.maximum(1.0 - np.abs(distance), 0.0)


def plateau_field(landscape: Landscape) -> Array:
    """Positive on the plateaus, negative elsewhere; it reaches zero where the slope reaches the threshold.

    An outline then runs between the points of the grid instead of in stairs along them.
    """
    with np.errstate(invalid="ignore"):
        distance = np.nan_to_num(np.abs(landscape.slopes / (landscape.threshold or 1.0) - 1.0), nan=1.0, posinf=1.0)
    return np.where(landscape.plateau, 1.0, -1.0) * np.maximum(distance, 1e-9)


# What is painted on it beside the colours of its costs: hatched plateaus, and tinted basins.

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
    plateau = np.clip(plateau_field(landscape), -1.0, 1.0)
    hatched = refined_field(plateau).ravel() > 0.0 if landscape.plateau.any() else None
    return Skin(hatched, _tints(basins, basin_colors) if basins is not None else None)


def _tints(basins: Basins, colors: Sequence[QColor]) -> Pixels:
    table = np.array([0, *(color.rgb() for color in colors)], np.uint32)
    rows, columns = (_nearest(count) for count in basins.owner.shape)
    return table[basins.owner[np.ix_(rows, columns)] + 1].ravel()


def _nearest(count: int) -> Indices:
    return np.rint(np.linspace(0.0, count - 1, FINE)).astype(np.int64)
