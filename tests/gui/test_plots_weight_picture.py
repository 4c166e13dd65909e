"""The picture of what a neuron looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.figures.colors import map_image
from gui.foundation.number_text import number, signed
from gui.foundation.theme import Theme
from gui.plots.weight_picture import WeightPicture
from gui.run.choice import Selection
from gui.run.session import Session
from simulator.experiment import Experiment, Layer

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def digits(qtbot: QtBot) -> Iterator[Session]:
    session = Session(Experiment(layers=(Layer(5), Layer(10))))
    yield session
    session.close()


@pytest.fixture
def points(qtbot: QtBot) -> Iterator[Session]:
    session = Session(Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3))
    yield session
    session.close()


def picture_of(session: Session, show: Callable[..., QWidget]) -> WeightPicture:
    picture = WeightPicture(session, Theme())
    show(picture)
    return picture


def test_a_neuron_behind_pixels_is_shown_as_a_picture_in_its_weights_colours(
        digits: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(digits, show)
    digits.select(Selection(1, 2))
    weights = digits.moment.weights[1][2]
    assert picture.title() == "What neuron 3 looks for"
    assert np.array_equal(picture.view.weights(), weights)
    image = picture.view.grab().toImage()
    for weight in (int(weights.argmax()), int(weights.argmin()), 400):
        expected = Theme().signed_color(float(weights[weight]), float(np.abs(weights).max()))
        middle = picture.view.centre_of(weight).toPoint()
        assert QColor(image.pixel(middle)) == expected


def test_the_limits_of_the_colours_stand_beside_the_scale(digits: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(digits, show)
    limit = float(np.abs(digits.moment.weights[1][0]).max())
    assert (picture.low.text(), picture.high.text()) == (number(-limit, 3), signed(limit, 3))


def test_the_buttons_go_round_the_layer(digits: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(digits, show)
    digits.select(Selection(1, 3))
    for expected in (Selection(1, 4), Selection(1, 0)):
        QTest.mouseClick(picture.following, LEFT)
        assert digits.selection == expected
    QTest.mouseClick(picture.previous, LEFT)
    assert digits.selection == Selection(1, 4)
    assert picture.title() == "What neuron 5 looks for"


def test_pointing_at_a_pixel_tells_its_weight_and_a_click_chooses_it(digits: Session,
                                                                     show: Callable[..., QWidget]) -> None:
    picture = picture_of(digits, show)
    digits.select(Selection(1, 1))
    place = picture.view.centre_of(28 * 4 + 9).toPoint()
    QTest.mouseMove(picture.view, place)
    weight = float(digits.moment.weights[1][1, 28 * 4 + 9])
    assert picture.line.text() == f"row 5, column 10: w = {signed(weight, 4)}"
    QTest.mouseClick(picture.view, LEFT, pos=place)
    assert digits.selection == Selection(1, 1, 28 * 4 + 9)
    assert picture.shown.source == 28 * 4 + 9


def test_pointing_beside_the_picture_tells_how_many_weights_there_are(digits: Session,
                                                                      show: Callable[..., QWidget]) -> None:
    picture = picture_of(digits, show)
    QTest.mouseMove(picture.view, QPoint(1, picture.view.height() // 2))
    assert picture.line.text() == "layer 1 · 784 weights"
    QTest.mouseClick(picture.view, LEFT, pos=QPoint(1, picture.view.height() // 2))
    assert digits.selection is None


def test_the_weights_are_those_of_the_moment_in_view(points: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(points, show)
    points.select(Selection(1, 1))
    before = picture.view.weights().copy()
    points.navigator.train(2)
    points.worker.wait()
    assert not np.array_equal(picture.view.weights(), before)
    assert np.array_equal(picture.view.weights(), points.moment.weights[1][1])
    points.navigator.first()
    points.worker.wait()
    assert np.array_equal(picture.view.weights(), before)


@pytest.mark.parametrize("selection", [Selection(1, 3), Selection(2, 0)])
def test_other_neurons_are_shown_as_bars_up_and_down(points: Session, show: Callable[..., QWidget],
                                                     selection: Selection) -> None:
    picture = picture_of(points, show)
    points.select(selection)
    weights = points.moment.weights[selection.layer][selection.neuron]
    view, image = picture.view, picture.view.grab().toImage()
    for place, weight in enumerate(weights):
        middle = view.centre_of(place)
        # a third of the longest bar of this sign lies inside the bar
        reach = abs(weight) / view.limit * (view.height() / 2) * 0.5
        inside = QPoint(round(middle.x()), round(middle.y() - np.sign(weight) * reach))
        expected = Theme().positive if weight > 0 else Theme().negative
        assert QColor(image.pixel(inside)) == expected
        other = QPoint(inside.x(), round(middle.y() + np.sign(weight) * max(reach, 4)))
        assert QColor(image.pixel(other)) != expected


def test_a_bar_tells_where_its_weight_comes_from(points: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(points, show)
    QTest.mouseMove(picture.view, picture.view.centre_of(1).toPoint())
    assert picture.line.text().startswith("from input 2: w = ")
    points.select(Selection(2, 0))
    QTest.mouseMove(picture.view, picture.view.centre_of(2).toPoint())
    assert picture.line.text().startswith("from neuron 3: w = ")


def test_a_chosen_input_leaves_the_picture_as_it_is(points: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(points, show)
    points.select(Selection(1, 2))
    points.select(Selection(0, 1))
    assert picture.shown == Selection(1, 2)


def test_a_new_run_with_fewer_neurons_shows_one_that_exists(points: Session, show: Callable[..., QWidget]) -> None:
    picture = picture_of(points, show)
    points.select(Selection(1, 3))
    points.start_run(Experiment(data_set="circles", layers=(Layer(2, "tanh"), Layer(1))))
    points.worker.wait()
    assert picture.shown.exists_in((2, 2, 1))
    assert np.array_equal(picture.view.weights(), points.moment.weights[1][picture.shown.neuron])


def test_weights_of_zero_are_an_empty_picture_and_not_an_error(qtbot: QtBot, show: Callable[..., QWidget]) -> None:
    session = Session(Experiment(data_set="circles", layers=(Layer(3), Layer(1)), initializer="zeros"))
    picture = picture_of(session, show)
    picture.grab()
    assert picture.low.text() == picture.high.text() == "0"
    session.close()


@pytest.mark.parametrize("dark", [False, True])
def test_the_image_has_the_colours_of_the_theme(dark: bool) -> None:
    theme, values = Theme(dark=dark), np.array([-1.0, -0.25, 0.0, 0.5, 1.0, 0.0])
    image = map_image(values.reshape(2, 3), -1.0, 1.0, theme)
    for place, value in enumerate(values):
        seen, wanted = QColor(image.pixel(place % 3, place // 3)), theme.signed_color(float(value), 1.0)
        assert seen.getRgb() == pytest.approx(wanted.getRgb(), abs=1)
