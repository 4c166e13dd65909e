"""The heights of a landscape between the points of its grid."""

from __future__ import annotations

import numpy as np
import pytest

from gui.figures.loss.camera import HEIGHT
from gui.figures.loss.relief import FINE, Relief, relief_of, skin_of
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.surfaces.catalogue import function_named
from simulator.surfaces.surface import Window, own_surface

WINDOW = Window((-2.0, 1.0), (4.0, 3.0))


def landscape(text: str, window: Window = WINDOW, columns: int = 61, rows: int = 61) -> Landscape:
    return landscape_of(own_surface(text, window), columns, rows, logarithmic=False, points=())


def spread(relief: Relief) -> tuple[np.ndarray, np.ndarray]:
    """x and y of every point of the fine grid."""
    line = np.linspace(-1.0, 1.0, FINE)
    x, y = np.meshgrid(line, line)
    return x, y


def test_an_inclined_plane_stays_one_up_to_its_edges() -> None:
    relief = relief_of(landscape("a + 2b", columns=7, rows=11))
    x, y = spread(relief)
    # from 0 at the lowest corner to HEIGHT at the highest: a weighs 6, 2b weighs 4
    wanted = HEIGHT * (0.6 * (x + 1) / 2 + 0.4 * (y + 1) / 2)
    assert np.abs(relief.heights - wanted).max() < 1e-6


def test_it_runs_through_the_points_of_the_grid() -> None:
    terrain = landscape("sin(2a) * cos(3b)", columns=61, rows=41)
    relief = relief_of(terrain)
    wanted = HEIGHT * terrain.scale.shares(terrain.costs)
    assert np.abs(relief.heights[::6, ::4] - wanted).max() < 1e-6


def test_it_stays_near_the_surface_between_them() -> None:
    terrain = landscape("sin(2a) * cos(3b)")
    relief = relief_of(terrain)
    x, y = spread(relief)
    costs = terrain.surface.costs(-2 + 3 * (x + 1), 1 + (y + 1))
    assert np.abs(relief.heights - HEIGHT * terrain.scale.shares(costs)).max() < 3e-3


def test_where_there_is_no_cost_there_is_a_hole_and_nowhere_else() -> None:
    relief = relief_of(landscape("ln(a)", Window((-1.0, -1.0), (1.0, 1.0))))
    x, _ = spread(relief)
    cell = 2.0 / 60
    assert np.isnan(relief.heights[x < -cell]).all()
    assert np.isfinite(relief.heights[x > cell]).all()


def test_a_surface_without_any_cost_is_one_hole() -> None:
    relief = relief_of(landscape("ln(a - 9)"))
    assert np.isnan(relief.heights).all()
    assert all(np.isfinite(component).all() for component in relief.normals)


def test_the_normals_stand_upright_on_the_surface() -> None:
    relief = relief_of(landscape("a + 2b"))
    normal = np.array([component[100, 100] for component in relief.normals])
    along = np.array(((1.0, 0.0, 0.3 * HEIGHT), (0.0, 1.0, 0.2 * HEIGHT)))
    assert along @ normal == pytest.approx((0.0, 0.0), abs=1e-4)
    assert np.hypot.reduce(normal) == pytest.approx(1.0, abs=1e-5)


def test_parameters_and_places_in_the_box_are_inverse() -> None:
    relief = relief_of(landscape("a + b"))
    assert relief.squared(np.array(((-2.0, 3.0),)))[0] == pytest.approx((-1.0, 1.0))
    assert relief.parameters(-1.0, 1.0) == pytest.approx((-2.0, 3.0))
    assert relief.parameters(*relief.squared(np.array(((0.7, 1.9),)))[0]) == pytest.approx((0.7, 1.9))


def test_points_are_lifted_onto_it_and_those_outside_are_not() -> None:
    relief = relief_of(landscape("a + 2b"))
    lifted = relief.on_surface(np.array(((0.11, -0.37), (1.0, 1.0), (1.01, 0.0), (np.nan, 0.0))))
    assert lifted[:2, 2] == pytest.approx((HEIGHT * (0.6 * 0.555 + 0.4 * 0.315), HEIGHT), abs=1e-6)
    assert np.isnan(lifted[2:, 2]).all()


def test_the_skin_is_hatched_where_the_plateau_is() -> None:
    function = function_named("plateau")
    terrain = landscape_of(function.surface, 61, 61, logarithmic=False)
    hatched = skin_of(terrain).hatched
    assert hatched is not None
    on_grid = hatched.reshape(FINE, FINE)[::4, ::4]
    assert (on_grid == terrain.plateau).mean() > 0.99


def test_without_a_plateau_nothing_is_hatched() -> None:
    terrain = landscape("a + b")
    assert not terrain.plateau.any()
    assert skin_of(terrain).hatched is None


def test_basins_tint_the_points_from_which_their_minimum_is_reached() -> None:
    from PySide6.QtGui import QColor  # noqa: PLC0415

    terrain = landscape("a + b")
    owner = np.full((3, 3), -1)
    owner[:, 0], owner[:, 2] = 0, 1
    basins = Basins(terrain.a, terrain.b, (), owner, 0.1)
    tints = skin_of(terrain, basins, [QColor("#ff0000"), QColor("#0000ff")]).tints
    assert tints is not None
    line = tints.reshape(FINE, FINE)[100]
    assert (line[0], line[FINE // 2], line[-1]) == (0xFFFF0000, 0, 0xFF0000FF)
