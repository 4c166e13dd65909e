"""The picture of a relief, against rays that are followed pixel by pixel."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gui.figures.loss.camera import Camera, Projection, projection_of
from gui.figures.loss.relief import Relief, relief_of, skin_of
from gui.figures.loss.relief_raster import Raster, rasterise
from gui.foundation.theme import Theme
from simulator.landscape.landscape import landscape_of
from simulator.surfaces.catalogue import function_named
from simulator.surfaces.surface import Window, own_surface

SIZE = (220, 210)
CAMERAS = (Camera(), Camera(azimuth=0.0), Camera(azimuth=math.pi / 2), Camera(azimuth=-2.3, elevation=0.2),
           Camera(elevation=1.3), Camera().zoomed(3.0, (0.3, 0.2)))


def relief(name: str) -> Relief:
    if name == "holes":
        surface = own_surface("ln(a + b) + a²", Window((-1.0, -1.0), (1.0, 1.0)))
        return relief_of(landscape_of(surface, 61, 61, logarithmic=False, points=()))
    return relief_of(landscape_of(function_named(name).surface, 61, 61, logarithmic=False, points=()))


def drawn(ground: Relief, camera: Camera, factor: float = 1.0) -> Raster:
    return rasterise(ground, projection_of(camera, SIZE, Theme()), SIZE, factor)


def first_hit(ground: Relief, view: Projection, across: float, down: float) -> tuple[float, float] | None:
    """(x, y) where the ray through a pixel first meets the surface: it is followed from the eye in small steps."""
    depth = np.linspace(-1.5, 1.5, 6001)
    right = (across - view.left) / view.unit
    square = right * np.array(view.right) + depth[:, np.newaxis] * np.array(view.away)
    z = (view.top - down - depth * view.depth_step) / view.height_step  # of the ray over each place of the floor
    above = z - ground.on_surface(square)[:, 2]
    change = np.flatnonzero(above[:-1] * above[1:] <= 0.0)
    return (float(square[change[0], 0]), float(square[change[0], 1])) if len(change) else None


@pytest.mark.parametrize("name", ["two_valleys", "rastrigin", "holes"])
@pytest.mark.parametrize("camera", CAMERAS)
def test_every_pixel_shows_what_its_ray_meets_first(name: str, camera: Camera) -> None:
    ground = relief(name)
    raster = drawn(ground, camera)
    generator = np.random.default_rng(1)
    same = compared = 0
    for column, row in generator.integers((0, 0), SIZE, size=(150, 2)).tolist():
        wanted = first_hit(ground, raster.projection, column + 0.5, row + 0.5)
        found = raster.floor_place(column + 0.5, row + 0.5)
        compared += 1
        if wanted is None or found is None:
            same += wanted is None and found is None
        else:
            same += math.dist(wanted, found) < 0.03
    assert same >= 0.97 * compared  # a pixel on the outline of a hill may fall to either side


def test_nothing_is_painted_beside_the_surface_and_in_its_holes() -> None:
    raster = drawn(relief("holes"), Camera())
    assert raster.pixels[0, 0] == 0
    assert raster.floor_place(1.0, 1.0) is None
    assert raster.floor_place(-5.0, 1e6) is None
    assert ((raster.pixels == 0) == ~np.isfinite(raster.depth)).all()
    x, y, _ = raster.projection.places(np.array((-0.9, -0.9, 0.0)))  # a + b < 0 there
    assert raster.pixels[int(y), int(x)] == 0


def test_points_on_the_surface_are_seen_unless_a_hill_stands_before_them() -> None:
    ground = relief("two_valleys")
    view = projection_of(Camera(), SIZE, Theme())
    raster = rasterise(ground, view, SIZE, 2.0)
    points = ground.on_surface(np.random.default_rng(2).uniform(-0.95, 0.95, (400, 2)))
    places = view.places(points)
    shown = raster.shows(places)
    wanted = []
    for across, down, depth in places:
        hit = first_hit(ground, view, across, down)
        assert hit is not None
        nearest = np.dot(hit, view.away)
        wanted.append(nearest > depth - 0.02)
    assert 0 < sum(wanted) < len(wanted)
    assert shown[wanted].all()
    assert (shown == np.array(wanted)).mean() > 0.94  # beside the outline of a hill one pixel more is shown


def test_a_place_that_is_no_number_or_outside_is_not_seen_as_an_error() -> None:
    raster = drawn(relief("two_valleys"), Camera())
    shown = raster.shows(np.array(((np.nan, 3.0, 0.0), (1e12, -1e12, 0.0), (5.0, 5.0, np.nan))))
    assert shown.tolist() == [False, True, False]  # beside the picture nothing stands before it


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_a_finer_picture_finds_the_same_places(factor: float) -> None:
    raster = drawn(relief("two_valleys"), Camera(), factor)
    assert raster.pixels.shape == (round(SIZE[1] * factor), round(SIZE[0] * factor))
    wanted = drawn(relief("two_valleys"), Camera()).floor_place(110.0, 70.0)
    found = raster.floor_place(110.0, 70.0)
    assert wanted is not None
    assert found is not None
    assert math.dist(wanted, found) < 0.05


def test_low_costs_are_violet_and_high_ones_yellow() -> None:
    ground = relief_of(landscape_of(own_surface("a", Window((-1.0, -1.0), (1.0, 1.0))), 61, 61, logarithmic=False,
                                    points=()))
    raster = drawn(ground, Camera(azimuth=0.0))
    colors = {}
    for name, x in (("low", -0.95), ("high", 0.95)):
        across, down, _ = raster.projection.places(ground.on_surface(np.array(((x, 0.02),))))[0]
        pixel = int(raster.pixels[int(down), int(across)])
        colors[name] = (pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255)
    assert colors["low"][2] > colors["low"][1]
    assert min(colors["high"][:2]) > 2 * colors["high"][2]


def test_a_plateau_is_hatched_on_the_surface() -> None:
    terrain = landscape_of(function_named("plateau").surface, 61, 61, logarithmic=False)
    ground, view = relief_of(terrain), projection_of(Camera(), SIZE, Theme())
    plain, hatched = rasterise(ground, view, SIZE, 1.0), rasterise(ground, view, SIZE, 1.0, skin_of(terrain))
    differs = plain.pixels != hatched.pixels
    assert 0.1 * terrain.plateau.mean() < differs.mean() / np.isfinite(plain.depth).mean() < terrain.plateau.mean()
    for row, column in np.argwhere(differs)[::40].tolist():
        place = plain.floor_place(column + 0.5, row + 0.5)
        assert place is not None
        assert math.hypot(*ground.parameters(*place)) > 1.0  # the hole is in the middle
