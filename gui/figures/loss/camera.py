"""From where a surface is looked at, and where its points then lie on the widget.

The surface stands in a box: x (the first parameter) and y (the second) run from −1 to 1, z from 0 upwards. It is
looked at from far away (orthographic), so that parallel edges stay parallel, heights can be compared, and z is always
up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from gui.foundation.theme import Theme
from simulator.arrays import Array

HEIGHT = 1.15
"""z of the highest cost that is shown."""
HALF_DIAGONAL = math.sqrt(2.0)
LOWEST, HIGHEST = math.radians(8.0), math.radians(80.0)
"""Never from below; and from straight above it would be the map."""
SMALLEST_ZOOM, LARGEST_ZOOM = 0.5, 8.0
_PAN_REACH = 1.6
_PAN_SLACK = 0.6
_SIDE, _ABOVE, _BELOW = 54.0, 28.0, 46.0
"""Room for the numbers of the axes, at scale 1."""


@dataclass(frozen=True, slots=True)
class Camera:
    """From where the surface is looked at.

    Attributes
    ----------
    azimuth
        Turn around the upright axis; at 0 the first parameter runs to the right.
    elevation
        Angle of the view above the floor.
    zoom
        1 shows all.
    pan
        How far the picture is shifted to the right and upwards, in units of the box at zoom 1.
    """

    azimuth: float = math.radians(36.0)
    elevation: float = math.radians(31.0)
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)

    def turned(self, azimuth: float, elevation: float) -> Camera:
        """The same, turned and tilted by so much; the tilt ends at its bounds."""
        tilted = min(max(self.elevation + elevation, LOWEST), HIGHEST)
        return replace(self, azimuth=math.remainder(self.azimuth + azimuth, 2.0 * math.pi), elevation=tilted)

    def zoomed(self, factor: float, about: tuple[float, float] = (0.0, 0.0)) -> Camera:
        """Nearer by a factor, within the bounds; at zoom 1 and below all is in the middle of the view again.

        Parameters
        ----------
        about
            What stays in its place: so far from the middle of the view, in units of the box at zoom 1.
        """
        zoom = min(max(self.zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        growth = zoom / self.zoom
        right, up = (place + (shift - place) * growth for place, shift in zip(about, self.pan, strict=True))
        return replace(self, zoom=zoom, pan=_bounded((right, up), _PAN_REACH * max(zoom - 1.0, 0.0)))

    def moved(self, right: float, up: float) -> Camera:
        """The same, shifted in the plane of the picture, but never so far that the surface is lost from view."""
        reach = _PAN_REACH * max(self.zoom - 1.0, 0.0) + _PAN_SLACK
        return replace(self, pan=_bounded((self.pan[0] + right, self.pan[1] + up), reach))


def _bounded(pan: tuple[float, float], reach: float) -> tuple[float, float]:
    return min(max(pan[0], -reach), reach), min(max(pan[1], -reach), reach)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the points of the box lie on a picture.

    Attributes
    ----------
    camera
        From where it is looked at.
    unit
        Pixels for a length of 1 across the view.
    left, top
        Pixel of the middle of the floor.
    """

    camera: Camera
    unit: float
    left: float
    top: float

    @property
    def right(self) -> tuple[float, float]:
        """The direction in the floor (x, y) that runs to the right."""
        return math.cos(self.camera.azimuth), math.sin(self.camera.azimuth)

    @property
    def away(self) -> tuple[float, float]:
        """The direction in the floor that runs away from the eye."""
        return -math.sin(self.camera.azimuth), math.cos(self.camera.azimuth)

    @property
    def depth_step(self) -> float:
        """Pixels upwards for a length of 1 away from the eye."""
        return self.unit * math.sin(self.camera.elevation)

    @property
    def height_step(self) -> float:
        """Pixels upwards for a length of 1 in z."""
        return self.unit * math.cos(self.camera.elevation)

    def places(self, points: Array) -> Array:
        """Pixels and depths of points (x, y, z).

        Returns
        -------
        Array
            (pixel across, pixel down, distance away from the eye along the floor), shape as `points`. Of two points
            at the same pixel the one with the smaller distance hides the other.
        """
        x, y, z = points[..., 0], points[..., 1], points[..., 2]
        across = x * self.right[0] + y * self.right[1]
        depth = x * self.away[0] + y * self.away[1]
        down = self.top - depth * self.depth_step - z * self.height_step
        return np.stack((self.left + self.unit * across, down, depth), axis=-1)

    def magnified(self, factor: float) -> Projection:
        """The same on a picture with more pixels (or fewer)."""
        return Projection(self.camera, self.unit * factor, self.left * factor, self.top * factor)

    def framed(self, position: tuple[float, float], size: tuple[int, int]) -> tuple[float, float]:
        """A pixel as `Camera.zoomed` wants it: from the middle, upwards, in units of the box at zoom 1."""
        unit = self.unit / self.camera.zoom
        return (position[0] - size[0] / 2) / unit, (size[1] / 2 - position[1]) / unit


def projection_of(camera: Camera, size: tuple[int, int], theme: Theme) -> Projection:
    """The whole box in the middle of a widget of this size, with room for the numbers at its axes, then zoomed.

    The size of the box doesn't depend on the azimuth: it must not swell and shrink while it is turned.
    """
    tilt, scale = camera.elevation, theme.scale
    tall = 2.0 * HALF_DIAGONAL * math.sin(tilt) + HEIGHT * math.cos(tilt)
    width, height = size[0] - 2.0 * _SIDE * scale, size[1] - (_ABOVE + _BELOW) * scale
    unit = max(min(width / (2.0 * HALF_DIAGONAL), height / tall), 1.0)
    middle = (_ABOVE - _BELOW) * scale / 2.0
    zoomed = unit * camera.zoom
    return Projection(camera, zoomed, size[0] / 2 + camera.pan[0] * unit,
                      size[1] / 2 + (middle * camera.zoom) - camera.pan[1] * unit
                      + zoomed * HEIGHT * math.cos(tilt) / 2)
