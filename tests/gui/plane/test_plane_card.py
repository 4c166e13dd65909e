"""The card of the output: what it shows and says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu
from pytestqt.qtbot import QtBot

from gui.figures.colors import class_colors
from gui.foundation.number_text import number
from gui.foundation.theme import Theme, blend, contrast
from gui.plane.output_card import OutputCard
from gui.run.choice import Selection
from simulator.experiment import Experiment, Layer
from tests.gui.plane.conftest import (
    ALL,
    CIRCLES,
    HALF_ADDER,
    HILLS,
    LEFT,
    NOT_GATE,
    SINE,
    THREE,
    XOR_GATE,
    Open,
    click,
    color,
    edit,
    hover,
    place,
)

FOUR = replace(THREE, data_set="four_classes", layers=(Layer(4, "softmax"),))


def near(one: QColor, other: QColor, by: int = 40) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def tick(box: QCheckBox) -> None:
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def test_the_map_is_blue_where_class_1_wins_and_orange_where_class_0_does(open_card: Open) -> None:
    session, card = open_card(epochs=60)
    theme = Theme()
    picture = card.plane.picture
    assert picture is not None
    assert picture.value_at((0.03, 0.07))[0] > 0.95
    assert picture.value_at((2.9, 2.9))[0] < 0.05
    points = session.data.train.raw
    middle = next((x, y) for x in np.linspace(-0.6, 0.6, 25) for y in np.linspace(-0.6, 0.6, 25)
                  if np.hypot(*(points - (x, y)).T).min() > 0.14)
    assert near(color(card, place(card, *middle)), blend(theme.card, theme.positive, 0.72))
    assert near(color(card, place(card, 2.9, 2.9)), blend(theme.card, theme.negative, 0.72))


def test_the_boundary_is_dark_where_the_output_is_a_half(open_card: Open) -> None:
    _, card = open_card(Experiment(data_set="separable", layers=(Layer(1),), learning_rate=0.5), epochs=5)
    picture = card.plane.picture
    assert picture is not None
    w, b = picture.moment.weights[1][0], picture.moment.biases[1][0]
    # between the classes lies a margin without points
    for x in (-2.8, 0.4, 2.8):
        y = -(b + w[0] * x) / w[1]
        if abs(y) < 2.9:
            around = [color(card, place(card, x, y) + QPoint(0, dy)) for dy in (-1, 0, 1)]
            assert min(shade.lightness() for shade in around) < 80


def test_a_wrong_point_is_crossed_and_the_number_of_them_is_written(open_card: Open) -> None:
    _, card = open_card(XOR_GATE)
    picture = card.plane.picture
    assert picture is not None
    wrong = int(np.count_nonzero(picture.verdicts.wrong))
    assert 0 < wrong < 4
    assert card.header.note() == f"{wrong} of 4 wrong"
    for index, (x, y) in enumerate(picture.train.coordinates.tolist()):
        middle = color(card, place(card, x, y))
        assert near(middle, Theme().card, 60) is bool(picture.verdicts.wrong[index])


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True)], ids=["light", "dark"])
def test_a_wrong_point_still_shows_its_colour(open_card: Open, theme: Theme) -> None:
    for experiment in (XOR_GATE, THREE, replace(CIRCLES, sample_count=300)):
        _, card = open_card(experiment, theme=theme)
        picture = card.plane.picture
        assert picture is not None
        own, drawn = class_colors(3, theme), card.plane.grab().toImage()
        wrong = np.flatnonzero(picture.verdicts.wrong).tolist()
        assert wrong
        seen, hidden = [], []
        for index in wrong:
            x, y = place(card, *picture.train.coordinates[index].tolist()).toTuple()
            around = [QColor(drawn.pixelColor(x + dx, y + dy)) for dx in range(-3, 4) for dy in range(-3, 4)]
            seen.append(sum(near(shade, own[int(picture.classes[index])], 70) for shade in around))
            if contrast(own[int(picture.classes[index])], theme.card) >= 3:
                hidden.append(sum(near(shade, theme.text, 60) for shade in around))
        # points may lie on one another, or below a line: it is true of most of them
        assert np.median(seen) >= 5
        assert np.median(hidden) == 0


@pytest.mark.parametrize("width", [236, 312])
@pytest.mark.parametrize("experiment", [CIRCLES, FOUR], ids=["circles", "four classes"])
def test_everything_about_a_point_can_be_read(open_card: Open, experiment: Experiment, width: int) -> None:
    _, card = open_card(experiment, width=width)
    picture = card.plane.picture
    assert picture is not None
    assert card.legend.isVisible()
    assert card.foot.lines() == ["the inputs are used as they are"]
    height = card.foot.height()
    hover(card, *picture.train.coordinates[3].tolist())
    lines = card.foot.lines()
    assert " · ".join(lines) == card.foot.text()
    assert "x₂ = " in lines[-1]
    assert "…" not in lines[-1]
    assert not card.legend.isVisible()  # its line is needed
    assert card.foot.height() == height
    edit(card)
    hover(card, 2.9, 2.9)
    assert not card.legend.isVisible()
    assert " ".join(card.foot.lines()) == card.foot.text() == "click adds, drag moves, right click deletes"


def test_when_nothing_is_wrong_it_says_so(open_card: Open) -> None:
    assert open_card(epochs=100)[1].header.note() == "all 200 right"


def test_the_sample_in_view_has_a_ring_wherever_it_comes_from(open_card: Open) -> None:
    session, card = open_card(XOR_GATE)
    index = session.moment.sample.index
    assert index is not None

    def has_ring(x: float, y: float) -> bool:
        around = (color(card, place(card, x, y) + QPoint(0, -distance)) for distance in range(9, 16))
        return any(near(shade, Theme().text, 50) for shade in around)

    rows = [tuple(row) for row in session.data.train.raw.tolist()]
    assert [row for row in rows if has_ring(*row)] == [rows[index]]
    other = rows[(index + 1) % 4]
    click(card, *other)
    assert session.is_following
    assert session.own_sample is not None
    assert session.own_sample.inputs.tolist() == list(other)
    assert session.own_sample.target.tolist() == [float(session.data.train.labels[(index + 1) % 4])]
    hover(card, 0.5, 1.3)
    assert [row for row in rows if has_ring(*row)] == [other]


def test_a_test_point_can_be_seen_and_followed(open_card: Open) -> None:
    session, card = open_card()
    tick(card.options.test)
    far = np.hypot(*np.moveaxis(session.data.test.raw[:, np.newaxis] - session.data.train.raw, 2, 0)).min(axis=1)
    index = int(np.argmax(far))
    x, y = session.data.test.raw[index].tolist()
    hover(card, x, y)
    assert "test data" in card.foot.text()
    click(card, x, y)
    assert session.own_sample is not None
    assert session.own_sample.inputs.tolist() == [x, y]


def test_pointing_at_a_point_tells_its_place_its_class_and_what_the_network_says(open_card: Open) -> None:
    session, card = open_card(epochs=60)
    x, y = session.data.train.raw[4].tolist()
    hover(card, x, y)
    text = card.foot.text()
    picture = card.plane.picture
    assert picture is not None
    output = number(picture.value_at((x, y))[0], 3)
    label, place_text = session.data.train.labels[4], f"x₁ = {number(x, 3)}, x₂ = {number(y, 3)}"
    assert text == f"class {label} · a = {output} · right · {place_text}"
    hover(card, 2.95, 2.95)
    x, y = card.plane.to_point(QPointF(place(card, 2.95, 2.95)))
    output = number(picture.value_at((x, y))[0], 3)
    assert card.foot.text() == f"a = {output} at x₁ = {number(x, 3)}, x₂ = {number(y, 3)}"
    QApplication.sendEvent(card.plane, QEvent(QEvent.Type.Leave))
    assert card.foot.text() == "the inputs are used as they are"


def test_what_is_done_to_the_inputs_is_written_below(open_card: Open) -> None:
    assert open_card(HILLS)[1].foot.text() == "the inputs are used as they are"


def test_discrete_shows_two_colours_only(open_card: Open) -> None:
    _, card = open_card(epochs=2)
    tick(card.options.discrete)
    assert card.wishes.discrete
    theme = Theme()
    pale = [blend(theme.card, side, 0.72) for side in (theme.negative, theme.positive)]
    edge = [color(card, place(card, x, 2.97)) for x in (-2.9, -1.5, 1.5, 2.9)]
    assert all(near(shade, pale[0], 12) or near(shade, pale[1], 12) for shade in edge)


def test_lines_are_out_of_use_where_the_inputs_are_no_coordinates(open_card: Open) -> None:
    _, card = open_card(replace(CIRCLES, features=("x1", "x1_squared")))
    assert not card.options.lines.isEnabled()
    assert "straight lines only where" in card.options.lines.toolTip()
    assert not open_card(XOR_GATE)[1].options.test.isEnabled()
    assert open_card()[1].options.lines.isEnabled()


def test_a_narrow_card_folds_its_options_into_a_menu(open_card: Open, qtbot: QtBot) -> None:
    _, card = open_card(width=190)
    assert not card.options.isVisible()
    QTest.mouseClick(card.header.options, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(entry for entry in menu.actions() if entry.text() == "Lines")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(entry).center())
    assert card.wishes.lines
    picture = card.plane.picture
    assert picture is not None
    assert picture.lines
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.parametrize("width", [190, 240, 300, 420])
@pytest.mark.parametrize("name", ALL)
def test_the_picture_keeps_its_shape_at_every_width_and_no_word_is_cut(open_card: Open, name: str, width: int
                                                                      ) -> None:
    _, card = open_card(ALL[name], width=width)
    area = card.plane.frame().area
    if card.plane.picture is not None and not card.plane.picture.is_line:
        assert area.width() == area.height()
    assert area.width() > 0.8 * (width - 60)
    assert card.title() == "Output" or card.header.switch is not None
    inside = card.rect().adjusted(8, 0, -8, 0)
    for part in (card.header.pen, card.header.options, card.plane, card.options, card.legend):
        if part.isVisible():
            corner = part.mapTo(card, QPoint(0, 0))
            assert inside.left() <= corner.x()
            assert corner.x() + part.width() <= inside.right() + 1


def test_a_neuron_that_somebody_points_at_is_shown_in_place_of_the_output(open_card: Open) -> None:
    session, card = open_card()
    card.show_neuron(Selection(1, 2, source=0))
    assert card.title() == "Layer 1, neuron 3"
    picture = card.plane.picture
    assert picture is not None
    expected = np.tanh(session.moment.weights[1][2] @ (1.0, -2.0) + session.moment.biases[1][2])
    assert picture.value_at((1.0, -2.0)) == pytest.approx([expected])
    assert card.header.note() == ""
    card.show_neuron(None)
    assert card.title() == "Output"


def test_a_chosen_neuron_can_be_kept_in_view(open_card: Open) -> None:
    session, card = open_card()
    assert card.header.switch is None
    session.select(Selection(1, 1))
    switch = card.header.switch
    assert switch is not None
    assert card.title() == "Output"
    QTest.mouseClick(switch.segments()[1], LEFT)
    assert card.title() == "Layer 1, neuron 2"
    session.select(Selection(1, 3))
    assert card.title() == "Layer 1, neuron 4"
    session.select(None)
    assert card.title() == "Output"
    assert card.header.switch is None


def test_the_half_adder_has_a_picture_for_each_output(open_card: Open) -> None:
    _, card = open_card(HALF_ADDER, width=340)
    switch = card.header.switch
    assert switch is not None
    assert [segment.text() for segment in switch.segments()] == ["sum", "carry"]
    QTest.mouseClick(switch.segments()[1], LEFT)
    picture = card.plane.picture
    assert picture is not None
    assert picture.classes.tolist() == [0, 0, 0, 1]
    assert picture.surface.quantity.neuron == 1


def test_every_class_has_a_colour_and_a_shape_of_its_own(open_card: Open) -> None:
    _, card = open_card(THREE, epochs=5)
    assert card.legend.names() == ("0", "1", "2")
    for theme in (Theme(), Theme(dark=True)):
        colors = class_colors(4, theme)
        for color_of_class in colors:
            assert contrast(color_of_class, theme.card) >= 1.9
        assert len({shade.name() for shade in colors}) == 4


def test_a_hidden_card_does_nothing_until_it_is_seen(open_card: Open) -> None:
    session, card = open_card()
    card.hide()
    before = card.plane.picture
    session.navigator.train(1)
    session.worker.wait()
    assert card.plane.picture is before
    card.show()
    picture = card.plane.picture
    assert picture is not None
    assert picture.moment is session.moment


def test_a_curve_is_drawn_through_the_heights_of_the_output(open_card: Open) -> None:
    session, card = open_card(SINE, epochs=40)
    picture = card.plane.picture
    assert picture is not None
    xs = [x for x in np.linspace(-2.7, 2.7, 40) if np.abs(session.data.train.raw[:, 0] - x).min() > 0.12]
    assert xs
    for x in xs:
        y = float(picture.value_at((x,))[0])
        around = [color(card, place(card, x, y) + QPoint(0, dy)) for dy in (-1, 0, 1)]
        assert min(shade.lightness() for shade in around) < 100


def test_a_card_that_takes_the_place_of_another_shows_the_same(open_card: Open) -> None:
    session, card = open_card()
    tick(card.options.lines)
    following = OutputCard(session, Theme(dark=True), session=session, former=card)
    assert following.options.lines.isChecked()
    assert following.wishes == card.wishes
    following.deleteLater()


@pytest.mark.parametrize("theme", [Theme(), Theme(dark=True), Theme(scale=1.5)])
def test_it_can_be_drawn_in_every_look_while_points_are_edited(open_card: Open, theme: Theme) -> None:
    for experiment in (THREE, HILLS, NOT_GATE):
        _, card = open_card(experiment, theme=theme, width=round(300 * theme.scale))
        if card.header.pen.isVisible():
            edit(card)
        card.set_theme(theme)
        assert not card.grab().isNull()


def test_another_run_with_data_that_have_no_picture_leaves_an_empty_card(open_card: Open) -> None:
    session, card = open_card()
    session.start_run(Experiment())
    session.worker.wait()
    assert card.plane.picture is None
    assert Qt.FocusPolicy.NoFocus == card.plane.focusPolicy()
