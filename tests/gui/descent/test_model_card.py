"""The model's data and curve: they are where they should be, and only the curve moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget

from gui.figures.colors import class_colors
from gui.foundation.theme import Theme
from gui.workspaces.descent.model_card import ModelCard, ModelPicture, line_text

X = np.array([-2.0, -1.0, 0.5, 2.0])
LINE = np.linspace(-2.2, 2.2, 45)
PICTURE = ModelPicture(X, np.array([-1.5, -0.2, 0.1, 1.5]), LINE, 0.5 * LINE + 0.25, color=QColor("#8824a4"))
CLASSES = ModelPicture(X, np.array([0.0, 0.0, 1.0, 1.0]), LINE, 1 / (1 + np.exp(-3 * LINE)), are_classes=True)


@pytest.fixture
def card(show: Callable[..., QWidget]) -> ModelCard:
    card = ModelCard(Theme())
    card.setFixedSize(340, 220)
    show(card)
    return card


def picture(card: ModelCard) -> QImage:
    return card.view.grab().toImage()


def color_at(card: ModelCard, x: float, y: float) -> QColor:
    frame = card.view.frame()
    assert frame is not None
    return picture(card).pixelColor(frame.to_widget((x, y)).toPoint())


def test_samples_and_curve_are_drawn_where_they_lie(card: ModelCard) -> None:
    card.show_picture(PICTURE)
    for x, y in zip(PICTURE.inputs, PICTURE.targets, strict=True):
        assert color_at(card, x, y) == Theme().outline
    assert color_at(card, 1.2, 0.5 * 1.2 + 0.25) == QColor("#8824a4")


def test_classes_have_their_colours(card: ModelCard) -> None:
    card.show_picture(CLASSES)
    zero, one = class_colors(2, Theme())
    assert [color_at(card, x, y) for x, y in zip(CLASSES.inputs, CLASSES.targets, strict=True)] == [
        zero, zero, one, one]


def test_the_dashed_curve_has_a_name(card: ModelCard) -> None:
    nameless = replace(PICTURE, second_y=-LINE)
    card.show_picture(nameless)
    before = picture(card)
    assert card.view.toolTip() == ""
    card.show_picture(replace(nameless, second_name="at the start"))
    frame = card.view.frame()
    assert frame is not None
    corner = frame.area.toRect().adjusted(frame.area.toRect().width() // 2, frame.area.toRect().height() - 20, 0, 0)
    assert picture(card).copy(corner) != before.copy(corner)
    assert card.view.toolTip() == "dashed: at the start"


@pytest.mark.parametrize("height", [170, 220, 400])
def test_the_highest_class_has_its_number_clear_of_the_name_of_the_axis(card: ModelCard, height: int) -> None:
    card.setFixedSize(340, height)
    card.show_picture(CLASSES)
    frame = card.view.frame()
    assert frame is not None
    line = QFontMetricsF(Theme().font(12, tabular=True)).height()
    assert frame.y(1.0) - line / 2 >= frame.area.top() + line


def test_the_frame_stands_still_while_the_curve_moves(card: ModelCard) -> None:
    card.show_picture(PICTURE)
    before = card.view.frame()
    card.show_picture(replace(PICTURE, curve_y=40.0 * LINE))
    assert card.view.frame() == before


def test_samples_of_the_batch_have_a_rim(card: ModelCard) -> None:
    card.show_picture(PICTURE)
    plain = picture(card)
    card.show_picture(replace(PICTURE, batch=np.array([2])))
    rimmed = picture(card)
    frame = card.view.frame()
    assert frame is not None
    changed = [any(plain.pixelColor(round(frame.x(x)) + i, round(frame.y(y)) + j)
                   != rimmed.pixelColor(round(frame.x(x)) + i, round(frame.y(y)) + j)
                   for i in range(-9, 10) for j in range(-9, 10))
               for x, y in zip(PICTURE.inputs, PICTURE.targets, strict=True)]
    assert changed == [False, False, True, False]


def test_a_second_curve_is_drawn_with_gaps(card: ModelCard) -> None:
    card.show_picture(replace(PICTURE, second_y=np.full(len(LINE), 1.0)))
    colors = [color_at(card, x, 1.0) == Theme().outline for x in np.linspace(-1.9, 1.0, 150)]
    assert any(colors)
    assert not all(colors)


def test_a_curve_that_is_undefined_or_endless_harms_nothing(card: ModelCard) -> None:
    curve = np.where(LINE < 0.0, np.nan, 1e300 * LINE)
    card.show_picture(replace(PICTURE, curve_y=curve, second_y=np.full(len(LINE), np.inf)))
    assert not picture(card).isNull()
    assert np.abs(np.nan_to_num(card.view.curve_points(curve))).max() < 1e6


@pytest.mark.parametrize("data", [None, replace(PICTURE, inputs=np.empty(0), targets=np.empty(0)),
                                  replace(PICTURE, inputs=np.array([1.0]), targets=np.array([0.0])),
                                  replace(PICTURE, curve_x=np.empty(0), curve_y=np.empty(0))])
def test_little_or_no_data_are_no_trouble(card: ModelCard, data: ModelPicture | None) -> None:
    card.show_picture(data)
    assert not picture(card).isNull()


def test_the_equation_stands_beside_the_title(card: ModelCard) -> None:
    assert line_text(0.52, -0.1) == "y = 0.520 x − 0.100"
    assert line_text(-2.0, 0.0) == "y = −2.00 x + 0"
    card.show_picture(replace(PICTURE, note=line_text(0.5, 0.25)))
    assert "4 samples" in card.view.accessibleName()
