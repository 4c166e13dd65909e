"""From where the surface is looked at."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from gui.figures.loss.camera import HEIGHT, HIGHEST, LARGEST_ZOOM, LOWEST, SMALLEST_ZOOM, Camera, projection_of
from gui.foundation.theme import Theme

SIZES = ((400, 360), (700, 690), (1100, 900))
BOX = np.array(list(product((-1.0, 1.0), (-1.0, 1.0), (0.0, HEIGHT))))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("azimuth", np.linspace(-3.0, 3.0, 9).tolist())
@pytest.mark.parametrize("elevation", [LOWEST, 0.6, HIGHEST])
def test_the_whole_box_is_in_view_however_it_is_turned(size: tuple[int, int], azimuth: float, elevation: float
                                                       ) -> None:
    places = projection_of(Camera(azimuth, elevation), size, Theme()).places(BOX)
    assert places[:, 0].min() >= 0.0
    assert places[:, 0].max() <= size[0]
    assert places[:, 1].min() >= 0.0
    assert places[:, 1].max() <= size[1]


def test_a_point_lies_where_the_rotation_of_space_takes_it() -> None:
    camera = Camera(azimuth=0.7, elevation=0.5)
    view = projection_of(camera, (700, 690), Theme())
    point = np.array((0.3, -0.8, 0.6))
    # first around the upright axis, then around the axis to the right
    upright = np.array(((math.cos(0.7), math.sin(0.7), 0.0), (-math.sin(0.7), math.cos(0.7), 0.0), (0.0, 0.0, 1.0)))
    tilt = np.array(((1.0, 0.0, 0.0), (0.0, math.sin(0.5), math.cos(0.5)), (0.0, -math.cos(0.5), math.sin(0.5))))
    right, up, _ = tilt @ upright @ point
    across, down, _ = view.places(point)
    assert across == pytest.approx(view.left + view.unit * right)
    assert down == pytest.approx(view.top - view.unit * up)


def test_what_stands_nearer_on_the_floor_has_the_smaller_depth_and_lies_lower() -> None:
    view = projection_of(Camera(azimuth=0.0), (700, 690), Theme())
    near, far = view.places(np.array(((0.0, -0.5, 0.0), (0.0, 0.5, 0.0))))
    assert near[2] < far[2]
    assert near[1] > far[1]


def test_the_box_does_not_swell_while_it_is_turned() -> None:
    units = {projection_of(Camera(azimuth), (700, 690), Theme()).unit for azimuth in np.linspace(-3.0, 3.0, 25)}
    assert len(units) == 1


def test_a_full_turn_leads_back() -> None:
    camera = Camera(azimuth=0.4).turned(2.0 * math.pi, 0.0)
    assert camera.azimuth == pytest.approx(0.4)


def test_it_tilts_neither_below_the_floor_nor_to_the_view_from_above() -> None:
    assert Camera().turned(0.0, -9.0).elevation == LOWEST
    assert Camera().turned(0.0, 9.0).elevation == HIGHEST


@pytest.mark.parametrize("position", [(350.0, 345.0), (120.0, 200.0), (600.0, 500.0)])
def test_a_zoom_leaves_the_point_under_the_pointer_where_it_is(position: tuple[float, float]) -> None:
    size = (700, 690)
    view = projection_of(Camera(), size, Theme())
    floor = np.array(((position[0] - view.left) / view.unit, (view.top - position[1]) / view.depth_step))
    point = np.array((*(floor[0] * np.array(view.right) + floor[1] * np.array(view.away)), 0.0))
    assert view.places(point)[:2] == pytest.approx(position)
    nearer = view.camera.zoomed(2.3, view.framed(position, size))
    assert projection_of(nearer, size, Theme()).places(point)[:2] == pytest.approx(position)


def test_zooming_in_and_out_again_leads_back() -> None:
    camera = Camera().zoomed(3.0, (0.5, -0.2)).zoomed(1 / 3.0, (0.5, -0.2))
    assert (camera.zoom, *camera.pan) == pytest.approx((1.0, 0.0, 0.0))


def test_the_zoom_has_bounds() -> None:
    assert Camera().zoomed(1e9).zoom == LARGEST_ZOOM
    assert Camera().zoomed(1e-9).zoom == SMALLEST_ZOOM


def test_the_surface_cannot_be_shifted_out_of_view() -> None:
    size = (700, 690)
    for right, up in ((99.0, 0.0), (-99.0, 0.0), (0.0, 99.0), (0.0, -99.0)):
        x, y, _ = projection_of(Camera().moved(right, up), size, Theme()).places(np.array((0.0, 0.0, HEIGHT / 2)))
        assert 0 < x < size[0]
        assert 0 < y < size[1]


def test_a_picture_with_more_pixels_shows_the_same() -> None:
    view = projection_of(Camera(), (700, 690), Theme())
    point = np.array((0.2, -0.4, 0.5))
    assert view.magnified(2.0).places(point)[:2] == pytest.approx(2.0 * view.places(point)[:2])
