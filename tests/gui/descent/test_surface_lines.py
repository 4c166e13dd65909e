"""Trails on the surface: cut into what is seen and what is hidden, and thinned."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QPainterPath

from gui.figures.loss.camera import Camera, projection_of
from gui.figures.loss.relief import relief_of
from gui.figures.loss.relief_raster import rasterise
from gui.figures.loss.surface_lines import Sight, trail_end, trail_lines, wire_lines
from gui.foundation.theme import Theme
from simulator.landscape.landscape import landscape_of
from simulator.surfaces.surface import Window, own_surface

SIZE = (520, 480)
WINDOW = Window((-2.0, -2.0), (2.0, 2.0))


def sight(text: str, camera: Camera) -> Sight:
    relief = relief_of(landscape_of(own_surface(text, WINDOW), 61, 61, logarithmic=False, points=()))
    view = projection_of(camera, SIZE, Theme())
    return Sight(relief, view, rasterise(relief, view, SIZE, 1.0))


@pytest.fixture(scope="module")
def ridge() -> Sight:
    return sight("2exp(-b²) + 0.01a²", Camera(azimuth=0.0, elevation=0.25))


def length(path: QPainterPath) -> float:
    return path.length()


def test_a_way_before_the_ridge_is_seen_and_one_behind_it_is_not(ridge: Sight) -> None:
    before, behind = (trail_lines(ridge, np.array(((-1.0, b), (1.0, b)))) for b in (-1.5, 1.5))
    assert length(before.seen) == pytest.approx(ridge.view.unit, rel=0.03)
    assert before.hidden.isEmpty()
    assert behind.seen.isEmpty()
    assert length(behind.hidden) == pytest.approx(ridge.view.unit, rel=0.03)


def test_a_long_step_runs_over_the_ridge_and_not_through_it(ridge: Sight) -> None:
    lines = trail_lines(ridge, np.array(((0.0, -1.9), (0.0, 1.9))))
    top = min(ridge.places(np.array(((0.0, b),)))[0, 1] for b in np.linspace(-0.5, 0.5, 41))
    assert lines.seen.boundingRect().top() == pytest.approx(top, abs=2.0)
    assert not lines.hidden.isEmpty()


def test_what_lies_outside_of_the_window_is_left_out(ridge: Sight) -> None:
    lines = trail_lines(ridge, np.array(((0.0, -1.5), (40.0, -1.5), (40.0, 9.0))))
    assert length(lines.seen) == pytest.approx(ridge.view.unit, rel=0.03)
    end = trail_end(ridge, np.array(((0.0, -1.5), (40.0, -1.5))))
    assert end is not None
    assert end[1] == pytest.approx(ridge.places(np.array(((2.0, -1.5),)))[0, :2], abs=1.0)


def test_a_way_that_leaves_and_comes_back_elsewhere_is_not_joined(ridge: Sight) -> None:
    lines = trail_lines(ridge, np.array(((0.0, -1.0), (9.0, -1.0), (9.0, -1.8), (0.0, -1.8))))
    moves = sum(lines.seen.elementAt(index).isMoveTo() for index in range(lines.seen.elementCount()))
    assert moves == 2


def test_over_a_hole_there_is_no_trail() -> None:
    holed = sight("a + b + 0*ln(a² + b² - 0.5)", Camera())
    lines = trail_lines(holed, np.array(((-1.5, 0.0), (1.5, 0.0))))
    whole = trail_lines(sight("a + b", Camera()), np.array(((-1.5, 0.0), (1.5, 0.0))))
    share = (length(lines.seen) + length(lines.hidden)) / length(whole.seen)
    assert share == pytest.approx(1.0 - 2.0 * 0.5 ** 0.5 / 3.0, abs=0.07)  # a hole begins between two points


def test_a_way_of_many_points_to_and_fro_is_drawn_once(ridge: Sight) -> None:
    once = np.array(((-1.0, -1.5), (1.0, -1.5)))
    many = np.tile(once, (5000, 1))
    assert trail_lines(ridge, many).seen.elementCount() <= 2 * trail_lines(ridge, once).seen.elementCount()


def test_a_slow_way_has_no_more_points_than_pixels(ridge: Sight) -> None:
    slow = np.column_stack((np.linspace(-1.0, 1.0, 10_000), np.full(10_000, -1.5)))
    assert trail_lines(ridge, slow).seen.elementCount() < 4 * ridge.view.unit


def test_no_way_at_all_has_no_lines(ridge: Sight) -> None:
    lines = trail_lines(ridge, np.array(((0.0, -1.5),)))
    assert lines.seen.isEmpty()
    assert lines.hidden.isEmpty()
    assert trail_end(ridge, np.array(((9.0, 9.0), (9.0, 8.0)))) is None


def test_the_wires_of_a_higher_surface_are_seen_and_those_of_a_lower_one_hidden() -> None:
    flat = sight("0.5 + 0*a + 0.0001b", Camera())
    terrain = landscape_of(own_surface("a + 0*b", WINDOW), 61, 61, logarithmic=False, points=())
    middle = relief_of(terrain, np.full((61, 61), 0.0))
    raster = rasterise(middle, flat.view, SIZE, 1.0)
    above, below = (wire_lines(relief_of(terrain, np.full((61, 61), cost)), flat.view, raster)
                    for cost in (1.0, -1.0))
    assert length(above.seen) > 20 * length(above.hidden)
    assert length(below.hidden) > length(below.seen)
