"""How quickly the map of the Descent workspace is repainted while twelve descend."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.figures.loss.map_view import MapView
from gui.figures.loss.scene import Mover, Scene
from gui.foundation.theme import Theme, install_fonts
from simulator.arrays import Array
from simulator.landscape.landscape import landscape_of
from simulator.surfaces.catalogue import function_named

MOVERS, POINTS = 12, 10_000
SIZE = (460, 440)
SCREEN = 16e-3
FRAMES = 40
MINIMUM = np.array((1.1, -0.5))

Paths = list[Array]


def converging(generator: np.random.Generator) -> Array:
    """Into the minimum on a spiral."""
    step = np.arange(POINTS)[:, np.newaxis]
    start = np.array((2.5, 2.4)) + 0.2 * generator.normal(size=2)
    turn = generator.uniform(0.0, 6.0)
    wave = np.column_stack((np.cos(step / 60 + turn), np.sin(step / 60 + turn)))
    return np.asarray(MINIMUM + np.hypot(*(start - MINIMUM)) * np.exp(-step / 200) * wave)


def hovering(generator: np.random.Generator) -> Array:
    """Around the minimum for ever, as the descent of small mini-batches does."""
    return np.asarray(MINIMUM + 0.3 * generator.normal(size=(POINTS, 2)))


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> MapView:
    install_fonts()
    apply_theme(qapp, Theme())
    shown = MapView(Theme())
    qtbot.addWidget(shown)
    shown.resize(*SIZE)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.mark.parametrize("way", [converging, hovering])
def test_frames_of_twelve_movers(view: MapView, way: Callable[[np.random.Generator], Array]) -> None:
    generator = np.random.default_rng(1)
    paths = [way(generator) for _ in range(MOVERS)]
    landscape = landscape_of(function_named("two_valleys").surface, 121, 121, logarithmic=False)
    colors = [QColor.fromHsv(30 * number, 200, 200) for number in range(MOVERS)]

    def seconds(length: int) -> float:
        """One frame with ways of so many points."""
        begin = time.perf_counter()
        movers = tuple(Mover(path[:length], color) for path, color in zip(paths, colors, strict=True))
        view.show_scene(Scene(landscape, movers, ((2.5, 2.4),)))
        view.repaint()
        return time.perf_counter() - begin

    seconds(2)  # with the ground
    anew = seconds(POINTS - FRAMES)
    forward = [seconds(POINTS - FRAMES + number) for number in range(1, FRAMES + 1)]
    back = [seconds(POINTS - number) for number in range(1, FRAMES + 1)]
    print(f"\n{MOVERS} movers of {POINTS} points, {way.__name__}, {SIZE[0]} × {SIZE[1]}: a step forward "
          f"{1e3 * statistics.median(forward):.1f} ms, back {1e3 * statistics.median(back):.1f} ms "
          f"({SCREEN / statistics.median(forward):.1f} and {SCREEN / statistics.median(back):.1f} times as fast as a "
          f"screen of 60 Hz), a jump to anywhere {1e3 * anew:.0f} ms")
    assert statistics.median(forward) < SCREEN
