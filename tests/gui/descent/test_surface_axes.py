"""The numbers at the edges of the box."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from gui.figures.loss.camera import Camera, projection_of
from gui.figures.loss.surface_painter import cost_ticks, left_corner, near_edges, paint_axes, paint_floor
from gui.foundation.number_text import NARROW_SPACE
from gui.foundation.theme import Theme
from simulator.landscape.landscape import CostScale, landscape_of
from simulator.surfaces.surface import Window, own_surface
from tests.prove.cut_text import noted_in_pictures


def test_on_a_linear_scale_round_costs_stand_at_their_shares() -> None:
    ticks = cost_ticks(CostScale(0.0, 2.0))
    assert ticks == [(0.0, "0"), (0.25, "0.5"), (0.5, "1"), (0.75, "1.5"), (1.0, "2")]


def test_on_a_logarithmic_scale_the_lowest_cost_and_powers_of_ten_stand_there() -> None:
    scale = CostScale(0.0, 2000.0, 1.0)
    ticks = {text: share for share, text in cost_ticks(scale)}
    assert list(ticks) == ["0", f"1{NARROW_SPACE}000", "100", "10"]
    assert ticks["100"] == pytest.approx(math.log(101.0) / math.log(2001.0))


def test_where_powers_of_ten_are_few_there_is_more_between_them() -> None:
    texts = [text for _, text in cost_ticks(CostScale(0.104, 0.37, 0.001))]
    assert texts == ["0.10", "0.20"]
    texts = [text for _, text in cost_ticks(CostScale(0.0, 2000.0, 1.0))]
    assert texts == ["0", f"1{NARROW_SPACE}000", "100", "10"]


@pytest.mark.parametrize("scale", [CostScale(-5.0, -1.0), CostScale(-5.0, 1e9, 1e-3), CostScale(1e-12, 1e-9),
                                   CostScale(3.0, 3.0000001), CostScale(1e5, 1e12, 10.0)])
def test_numbers_stand_apart_and_within_the_box(scale: CostScale) -> None:
    shares = sorted(share for share, _ in cost_ticks(scale))
    assert shares
    assert -1e-6 <= shares[0]
    assert shares[-1] <= 1.0 + 1e-6
    assert len(shares) < 2 or np.diff(shares).min() > 0.1
    texts = [text for _, text in cost_ticks(scale)]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("azimuth", np.linspace(-3.0, 3.0, 12).tolist())
def test_the_parameters_stand_at_the_edges_nearest_to_the_eye_and_the_costs_at_the_left(azimuth: float) -> None:
    view = projection_of(Camera(azimuth), (700, 690), Theme())
    corners = np.array(((-1.0, -1.0, 0.0), (1.0, -1.0, 0.0), (1.0, 1.0, 0.0), (-1.0, 1.0, 0.0)))
    places = view.places(corners)
    nearest = corners[places[:, 2].argmin(), :2]
    along_a, along_b = near_edges(view)
    assert (along_b.fixed, along_a.fixed) == tuple(nearest)
    assert left_corner(view) == tuple(corners[places[:, 0].argmin(), :2])


@pytest.mark.parametrize("window", [Window((-1e-9, 1e6), (1e-9, 2e6)), Window((0.0, 0.0), (1e12, 1e-12))])
def test_windows_of_any_size_have_axes(window: Window, light_look: None) -> None:
    terrain = landscape_of(own_surface("a + b", window), 61, 61, logarithmic=False, points=())
    image = QImage(400, 360, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    view = projection_of(Camera(), (400, 360), Theme())
    paint_floor(painter, view, Theme())
    paint_axes(painter, view, terrain, Theme())
    painter.end()


@pytest.mark.parametrize("size", [(260, 300), (400, 360), (700, 690)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_number_is_whole_however_the_box_is_turned_moved_and_enlarged(size: tuple[int, int], scale: float,
                                                                            light_look: None) -> None:
    theme = Theme(scale=scale)
    terrain = landscape_of(own_surface("0.1*a^2 + 0.02*b^2", Window((-0.4, -0.4), (0.4, 0.4))), 31, 31,
                           logarithmic=False, points=())
    image = QImage(2 * size[0], 2 * size[1], QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    with noted_in_pictures() as cut:
        for azimuth in np.linspace(-3.0, 3.0, 9).tolist():
            for pan in ((0.0, 0.0), (-0.5, 0.3), (0.55, -0.4)):
                for zoom in (0.7, 1.0, 1.7):
                    camera = replace(Camera(azimuth, zoom=zoom), pan=pan)
                    painter = QPainter(image)
                    paint_axes(painter, projection_of(camera, size, theme), terrain, theme)
                    painter.end()
    assert cut == []
