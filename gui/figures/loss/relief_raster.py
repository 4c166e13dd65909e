"""The picture of a relief, computed column by column, with the depth of every pixel.

Seen from far away, a column of pixels shows one upright cut through the relief. Its line is sampled from back to
front; between two samples it covers a run of pixels, and what comes later hides what was there. All columns are done
at once. Every pixel then knows its place on the floor: that hides trails behind hills, and says what a click has hit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from gui.figures.colors import viridis_table
from gui.figures.loss.camera import HEIGHT, Projection
from gui.figures.loss.relief import FINE, NAKED, Pixels, Relief, Single, Skin, Whole
from simulator.arrays import Array

MESH_LINES = 30
"""Cells between the lines of the mesh, along each side."""
_LIGHTS = 64
_DARKEST, _BRIGHTEST = 0.68, 1.1
_AMBIENT = 0.60
_SUN = (-0.50, -0.34, 0.80)
"""To the light, in the view: right, away, up. It stands behind the left shoulder and turns with the eye."""
_UNDERSIDE = 0.84
_LINE = 0.30
"""Share of white in a line of the mesh that is as wide as a pixel of the widget."""
_SHADES_OF_LINE = 8
_LEAST_SAMPLES, _MOST_SAMPLES = 121, 361


@dataclass(frozen=True, eq=False)
class Raster:
    """A picture of a relief.

    Attributes
    ----------
    projection
        Where points lie on it, in its own pixels.
    factor
        Its pixels for one of the widget.
    pixels
        Colours (ARGB), shape (height, width), 0 where there is no surface.
    depth
        How far away from the eye, along the floor, that lies which is seen, shape as `pixels`; infinite where there
        is no surface.
    """

    projection: Projection
    factor: float
    pixels: Pixels
    depth: Single

    @cached_property
    def _reach(self) -> Single:
        """The farthest that is seen at a pixel or beside it, so that what lies on the surface isn't hidden by it."""
        wide = self.depth.copy()
        for axis in (0, 1):
            former = wide.copy()
            first, second = (slice(1, None), slice(None)), (slice(None, -1), slice(None))
            here, there = (first, second) if axis == 0 else (first[::-1], second[::-1])
            np.maximum(wide[here], former[there], out=wide[here])
            np.maximum(wide[there], former[here], out=wide[there])
        return wide

    def shows(self, places: Array, tolerance: float = 0.02) -> npt.NDArray[np.bool_]:
        """Whether nothing stands before points of the widget, (pixel across, down, depth) each, shape (n,)."""
        known = np.isfinite(places).all(axis=1)
        height, width = self.depth.shape
        with np.errstate(invalid="ignore"):
            column, row = (np.clip(np.nan_to_num(places[:, axis] * self.factor), 0, side - 1).astype(np.int64)
                           for axis, side in ((0, width), (1, height)))
        shown: npt.NDArray[np.bool_] = known & (places[:, 2] <= self._reach[row, column] + tolerance)
        return shown

    def floor_place(self, across: float, down: float) -> tuple[float, float] | None:
        """(x, y) of the point of the surface at a pixel of the widget; None where there is none."""
        height, width = self.depth.shape
        column, row = int(across * self.factor), int(down * self.factor)
        if not (0 <= column < width and 0 <= row < height) or not np.isfinite(self.depth[row, column]):
            return None
        depth, view = float(self.depth[row, column]), self.projection
        right = (column + 0.5 - view.left) / view.unit
        x, y = (right * side + depth * away for side, away in zip(view.right, view.away, strict=True))
        return min(max(x, -1.0), 1.0), min(max(y, -1.0), 1.0)


@dataclass(frozen=True, eq=False)
class _Cuts:
    """The cuts of the columns: samples from back to front, shape (samples, columns)."""

    columns: Whole
    depth: Single
    down: Single


def rasterise(relief: Relief, view: Projection, size: tuple[int, int], factor: float, skin: Skin = NAKED) -> Raster:
    """Draw a relief.

    Parameters
    ----------
    view
        Where points lie on the widget.
    size
        Width and height of the widget.
    factor
        Pixels for one of the widget: 2 for a smooth picture once it is scaled down, less than 1 for a quick one.
    skin
        What is painted on it beside its colours.
    """
    view = view.magnified(factor)
    width, height = max(round(size[0] * factor), 1), max(round(size[1] * factor), 1)
    pixels, depth = np.zeros(width * height, np.uint32), np.full(width * height, np.inf, np.float32)
    cuts = _cut(relief, view, width)
    if len(cuts.columns):
        front = _front(cuts, width, height)
        seen = np.flatnonzero(front >= 0).astype(np.int32)
        row = seen // np.int32(width)
        column = seen - row * np.int32(width)
        away, is_under = _exact_depth(cuts, front[seen], row)
        depth[seen] = away
        code, texel, x, y = _codes(relief, view, (row, column), away)
        code += is_under * np.int32(256 * _LIGHTS)
        line = max(round(factor), 1)
        code += _mesh(x, y, seen, (height, width), line) * np.int32(2 * 256 * _LIGHTS)
        colors = _palette(min(round(_SHADES_OF_LINE * factor / line), _SHADES_OF_LINE)).take(code)
        skin.paint(colors, texel, x, y)
        pixels[seen] = colors
    return Raster(view, factor, pixels.reshape(height, width), depth.reshape(height, width))


def _cut(relief: Relief, view: Projection, width: int) -> _Cuts:
    """Sample the line of every column, exactly from edge to edge of the square."""
    across = (np.arange(width) + 0.5 - view.left) / view.unit
    near, far = np.full(width, -np.inf), np.full(width, np.inf)
    for right, away in zip(view.right, view.away, strict=True):
        slope = away if abs(away) > 1e-9 else 1e-9
        ends = ((-1.0 - across * right) / slope, (1.0 - across * right) / slope)
        near, far = np.maximum(near, np.minimum(*ends)), np.minimum(far, np.maximum(*ends))
    columns = np.flatnonzero(far > near).astype(np.int32)
    across, near, far = (line[columns].astype(np.float32) for line in (across, near, far))
    samples = min(max(round(0.85 * view.unit), _LEAST_SAMPLES), _MOST_SAMPLES)
    depth = far + (near - far) * np.linspace(0.0, 1.0, samples, dtype=np.float32)[:, np.newaxis]
    half = np.float32((FINE - 1) / 2)
    x, y = (np.asarray(across * (half * np.float32(right)) + half + depth * (half * np.float32(away)), np.float32)
            for right, away in zip(view.right, view.away, strict=True))
    down = _heights(relief.heights, x, y)
    down *= np.float32(-view.height_step)
    down -= depth * np.float32(view.depth_step)
    down += np.float32(view.top)
    return _Cuts(columns, depth, down)


def _heights(heights: Single, x: Single, y: Single) -> Single:
    """Heights at places of the grid, between its points bilinear. The places are used up."""
    for place in (x, y):
        np.clip(place, 0.0, FINE - 1.001, out=place)
    column, cell = x.astype(np.int32), y.astype(np.int32)
    x -= column
    y -= cell
    cell *= np.int32(FINE)
    cell += column
    flat = heights.ravel()
    lower, lower_right = flat.take(cell), flat.take(cell + np.int32(1))
    cell += np.int32(FINE)
    upper, upper_right = flat.take(cell), flat.take(cell + np.int32(1))
    for here, there, share in ((lower, lower_right, x), (upper, upper_right, x), (lower, upper, y)):
        np.subtract(there, here, out=there)
        np.multiply(there, share, out=there)
        np.add(here, there, out=here)
    return lower


def _front(cuts: _Cuts, width: int, height: int) -> Whole:
    """For every pixel the sample behind which the front line begins, counted through `cuts`; −1 where none is."""
    with np.errstate(invalid="ignore"):
        rows = np.ceil(np.nan_to_num(cuts.down, nan=-1.0) - np.float32(0.5))
    np.clip(rows, 0, height, out=rows)
    row = rows.astype(np.int32)
    count = np.abs(row[1:] - row[:-1])
    hole = np.isnan(cuts.down)
    if hole.any():
        count[hole[1:] | hole[:-1]] = 0
    pieces = np.flatnonzero(count).astype(np.int32)
    count = count.ravel()[pieces]
    first = (np.minimum(row[1:], row[:-1]) * np.int32(width) + cuts.columns).ravel()[pieces]
    ends = np.cumsum(count, dtype=np.int32)
    total = int(ends[-1]) if len(ends) else 0
    place = np.arange(total, dtype=np.int32)
    place -= np.repeat(ends - count, count)
    place *= np.int32(width)
    place += np.repeat(first, count)
    front = np.full(width * height, -1, np.int32)
    front[place] = np.repeat(pieces, count)  # of several the last one stays: the nearest
    return front


def _exact_depth(cuts: _Cuts, piece: Whole, row: Whole) -> tuple[Single, npt.NDArray[np.bool_]]:
    """How far away the line crosses the middle of its pixel, and whether its lower side is seen."""
    step = np.int32(len(cuts.columns))
    behind, before = cuts.down.ravel().take(piece), cuts.down.ravel().take(piece + step)
    before -= behind
    is_under = before < 0
    share = (row + np.float32(0.5) - behind) / before
    np.clip(share, 0.0, 1.0, out=share)
    depth, nearer = cuts.depth.ravel().take(piece), cuts.depth.ravel().take(piece + step)
    nearer -= depth
    nearer *= share
    depth += nearer
    return depth, is_under


def _codes(relief: Relief, view: Projection, place: tuple[Whole, Whole], depth: Single
           ) -> tuple[Whole, Whole, Single, Single]:
    """The colour of the cost, lit, as a place in the palette; the point of the grid; and x and y from 0 to 2."""
    row, column = place
    across = ((column + np.float32(0.5)) - np.float32(view.left)) * np.float32(1.0 / view.unit)
    x, y = (across * np.float32(right) + depth * np.float32(away) + np.float32(1.0)
            for right, away in zip(view.right, view.away, strict=True))
    share = (np.float32(view.top) - row - np.float32(0.5)) - depth * np.float32(view.depth_step)
    share *= np.float32(255.0 / (view.height_step * HEIGHT))
    np.clip(share, 0.0, 255.0, out=share)
    code = share.astype(np.int32)
    half = np.float32((FINE - 1) / 2)
    texel = (np.clip(y * half + np.float32(0.5), 0, FINE - 1).astype(np.int32) * np.int32(FINE)
             + np.clip(x * half + np.float32(0.5), 0, FINE - 1).astype(np.int32))
    code += _light_codes(relief, view).take(texel)
    return code, texel, x, y


def _light_codes(relief: Relief, view: Projection) -> Whole:
    """Lambert's law: 256 times the level of the light at every point of the grid."""
    to_right, to_far, up = np.array(_SUN) / np.linalg.norm(_SUN)
    sun = [to_right * right + to_far * away for right, away in zip(view.right, view.away, strict=True)]
    x, y, z = relief.normals
    light = x * np.float32(sun[0]) + y * np.float32(sun[1]) + z * np.float32(up)
    strength = _AMBIENT + (1.0 - _AMBIENT) * np.maximum(light, 0) / up
    level = np.clip((strength - _DARKEST) / (_BRIGHTEST - _DARKEST), 0.0, 1.0) * (_LIGHTS - 1)
    codes: Whole = np.rint(level).astype(np.int32).ravel() * np.int32(256)
    return codes


def _mesh(x: Single, y: Single, seen: Whole, shape: tuple[int, int], width: int) -> npt.NDArray[np.bool_]:
    """Which of the pixels lie on a line of the mesh: a pixel farther down or to the right is in another cell.

    Parameters
    ----------
    width
        Of a line, in pixels.
    """
    cell = np.float32(MESH_LINES / 2)
    picture = np.full(shape[0] * shape[1], -1, np.int16)
    picture[seen] = (x * cell).astype(np.int16) * np.int16(256) + (y * cell).astype(np.int16)
    picture = picture.reshape(shape)
    lines = np.zeros(shape, np.bool_)
    for here, there in ((np.s_[:, :-width], np.s_[:, width:]), (np.s_[:-width], np.s_[width:])):
        lines[here] |= (picture[here] != picture[there]) & (picture[there] >= 0)
    chosen: npt.NDArray[np.bool_] = lines.ravel()[seen]
    return chosen


@lru_cache(maxsize=_SHADES_OF_LINE + 1)
def _palette(line_shade: int) -> Pixels:
    """Colours (ARGB) by mesh (off, on), side (upper, lower), level of the light, and cost, all in one line."""
    plain = np.array([[color >> 16 & 255, color >> 8 & 255, color & 255] for color in viridis_table()], np.float64)
    levels = np.linspace(_DARKEST, _BRIGHTEST, _LIGHTS)[:, np.newaxis, np.newaxis]
    lit = np.clip(plain * levels, 0, 255)
    sides = np.stack((lit, lit * _UNDERSIDE))
    both = np.stack((sides, sides + (255.0 - sides) * (_LINE * line_shade / _SHADES_OF_LINE)))
    red, green, blue = np.moveaxis(np.rint(both).astype(np.uint32), -1, 0)
    table: Pixels = (np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue).ravel()
    return table
