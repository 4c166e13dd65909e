"""What all pictures are made of: bars, curves with gaps, and the layers of a map."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.figures.curve_plot import paint_bars
from gui.figures.frame import curve_path, fitted_frame
from gui.figures.map import Layers, Same
from gui.foundation.theme import Theme

UP, DOWN, GROUND = QColor("#204080"), QColor("#c06010"), QColor("white")


def test_bars_stand_on_their_line_or_hang_from_it_and_none_has_no_height() -> None:
    image = QImage(40, 41, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint_bars(painter, 0.0, 10.0, 8.0, 20.0, [15.0, -10.0, 0.0, 0.2], [UP, DOWN, UP, UP], least=2.0)
    painter.end()

    def seen(x: int, y: int) -> QColor:
        return image.pixelColor(x, y)

    assert [seen(4, y) for y in (3, 6, 19, 21)] == [GROUND, UP, UP, GROUND]
    assert [seen(14, y) for y in (18, 21, 29, 31)] == [GROUND, DOWN, DOWN, GROUND]
    assert {seen(24, y).name() for y in range(41)} == {GROUND.name()}
    assert [seen(34, y) for y in (17, 18, 19, 21)] == [GROUND, UP, UP, GROUND], "the lowest bars are seen to be there"
    assert seen(9, 15) == GROUND, "a bar is as wide as it is said to be"


@pytest.mark.parametrize("gap", [math.nan, math.inf])
def test_a_curve_has_a_gap_where_it_is_not_finite(gap: float) -> None:
    path = curve_path(np.array([(0.0, 0.0), (1.0, 1.0), (2.0, gap), (3.0, 3.0), (4.0, 4.0)]))
    kinds = [path.elementAt(number).isMoveTo() for number in range(path.elementCount())]
    assert kinds == [True, False, True, False]


def test_a_curve_that_is_nowhere_is_an_empty_path() -> None:
    assert curve_path(np.full((3, 2), np.nan)).isEmpty()


def test_a_layer_is_painted_again_only_when_it_shows_something_else(qtbot: QtBot) -> None:
    widget, painted = QWidget(), list[str]()
    qtbot.addWidget(widget)
    widget.resize(120, 80)
    layers, costs = Layers(widget), np.zeros(3)
    frame = fitted_frame((120, 80), (0.0, 0.0), (1.0, 1.0), ("x", "y"), Theme())

    def show(shown: np.ndarray, theme: Theme) -> None:
        def paint(painter: QPainter) -> None:
            painted.append("ground")
            painter.fillRect(frame.area, Qt.GlobalColor.red)
        assert layers.picture("ground", (Same(shown), layers.look(frame, theme)), paint).width() == widget.width()

    light, dark = Theme(), Theme(dark=True)
    for _ in range(3):
        show(costs, light)
    assert len(painted) == 1
    show(costs.copy(), light)
    assert len(painted) == 2, "another array, though it holds the same numbers"
    show(costs, dark)
    widget.resize(140, 80)
    show(costs, dark)
    assert len(painted) == 4, "another look, and another size"
