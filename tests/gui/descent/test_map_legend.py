"""The legend explains what is on the map, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.figures.loss.map_legend import MapLegend, Sign
from gui.figures.loss.scene import Scene
from gui.foundation.theme import Theme
from simulator.landscape.landscape import Basins, Landscape, landscape_of
from simulator.surfaces.catalogue import function_named

Show = Callable[..., QWidget]


def landscape(name: str) -> Landscape:
    function = function_named(name)
    return landscape_of(function.surface, 61, 61, logarithmic=function.logarithmic)


@pytest.fixture
def legend(qtbot: QtBot, light_look: None) -> MapLegend:
    made = MapLegend(Theme())
    qtbot.addWidget(made)
    return made


def signs(legend: MapLegend) -> list[Sign]:
    return [entry.sign for entry in legend.entries]


@pytest.mark.parametrize(("name", "expected"), [
    ("bowl", [Sign.GLOBAL_MINIMUM]),
    ("two_valleys", [Sign.GLOBAL_MINIMUM, Sign.LOCAL_MINIMUM, Sign.SADDLE]),
    ("himmelblau", [Sign.GLOBAL_MINIMUM, Sign.SADDLE, Sign.MAXIMUM]),
    ("plateau", [Sign.GLOBAL_MINIMUM, Sign.PLATEAU]),
])
def test_only_what_is_there_is_explained(legend: MapLegend, name: str, expected: list[Sign]) -> None:
    legend.show_scene(Scene(landscape(name)))
    assert signs(legend) == expected


def test_holes_ghosts_and_basins_are_explained(legend: MapLegend) -> None:
    bowl = landscape("bowl")
    costs = bowl.costs.copy()
    costs[:9, :9] = np.nan
    owner = np.zeros((61, 61), dtype=np.int64)
    basins = Basins(bowl.a, bowl.b, bowl.points[:1], owner, 0.1)
    legend.show_scene(Scene(replace(bowl, costs=costs), ghost=bowl.costs, basins=basins))
    assert signs(legend) == [Sign.GLOBAL_MINIMUM, Sign.HOLE, Sign.GHOST, Sign.BASIN]
    assert legend.entries[-1].text == "basins of descent, η = 0.10"
    legend.show_scene(Scene(bowl, basins=replace(basins, owner=owner - 1)))
    assert signs(legend) == [Sign.GLOBAL_MINIMUM, Sign.BASIN, Sign.NO_BASIN]


def test_it_wraps_where_it_is_narrow(legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("two_valleys")))
    wide, narrow = legend.sizeHint().width(), 150
    assert len(legend.rows(wide)) == 1
    assert len(legend.rows(narrow)) == 3
    assert legend.heightForWidth(narrow) == 3 * legend.heightForWidth(wide)
    assert legend.heightForWidth(1) == legend.heightForWidth(narrow)


def test_it_can_be_as_high_as_the_one_beside_it(legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("two_valleys")))
    width = legend.sizeHint().width()
    legend.resize(width, 40)
    assert legend.rows_needed() == 1
    alone = legend.heightForWidth(width)
    legend.set_least_rows(2)
    assert legend.heightForWidth(width) == 2 * alone
    assert legend.heightForWidth(150) == 3 * alone
    legend.set_least_rows(0)
    assert legend.heightForWidth(width) == alone


def test_it_takes_the_height_it_needs(show: Show, legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("himmelblau")))
    window = show(legend)
    window.resize(220, 320)
    assert legend.height() >= legend.heightForWidth(legend.width())
    assert not window.grab().isNull()


def test_without_a_scene_it_takes_no_room(legend: MapLegend) -> None:
    assert legend.sizeHint().height() == 0
    assert legend.rows(200.0) == []


def test_every_sign_is_painted(show: Show, legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("two_valleys")))
    show(legend)
    blank = legend.grab().toImage()
    for sign in Sign:
        legend._entries = (replace(legend.entries[0], sign=sign),)
        legend.update()
        assert legend.grab().toImage() != blank


def test_it_can_be_read_aloud(legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("two_valleys")))
    assert legend.accessibleDescription() == "global minimum, local minimum, saddle point"


def test_a_stretched_map_has_a_note(legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("ravine")))
    assert "scales" in legend.toolTip()
    legend.show_scene(Scene(landscape("two_valleys")))
    assert legend.toolTip() == ""


def test_it_follows_theme_and_scale(legend: MapLegend) -> None:
    legend.show_scene(Scene(landscape("two_valleys")))
    before = legend.sizeHint()
    legend.set_theme(Theme(dark=True, scale=2.0))
    assert legend.sizeHint().height() == 2 * before.height()
    assert legend.sizeHint().width() == pytest.approx(2 * before.width(), rel=0.03)
