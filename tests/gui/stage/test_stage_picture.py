"""What the stage shows, and how it moves."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from simulator.steps import Phase
from tests.gui.stage.conftest import (
    DIGITS,
    SHAPES,
    Open,
    beside,
    color,
    go,
    nearly,
    picture,
    place,
    settle,
)


def test_a_neuron_is_empty_until_its_activation_is_reached(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    assert nearly(color(stage, beside(stage, 1, 2)), Theme().card)
    go(qtbot, session, stage, Phase.ACTIVATION, 1)
    a = float(session.moment.sample.a[1][2])
    assert nearly(color(stage, beside(stage, 1, 2)), Theme().neuron_fill(a, 1.0))
    assert nearly(color(stage, beside(stage, 2, 0)), Theme().card)


def test_the_error_is_a_ring_in_the_color_of_its_sign(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    go(qtbot, session, stage, Phase.BP1, 2)
    delta, frame = session.moment.sample.delta[2], stage.canvas.frame
    assert frame is not None
    neuron, theme = int(np.abs(delta).argmax()), Theme()
    wanted = theme.delta_positive if delta[neuron] > 0 else theme.delta_negative
    image, centre = picture(stage), place(stage, 2, neuron)
    radius = round(float(frame.layout.columns[2].radius[neuron]))
    ring = [image.pixelColor(centre + QPoint(round(r * np.cos(turn)), round(r * np.sin(turn))))
            for r in range(radius, radius + 8) for turn in np.linspace(0, 6.2, 80)]
    assert sum(nearly(one, wanted) for one in ring) > 40


def test_the_picture_shows_the_input_pixel_by_pixel(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    image, x = picture(stage), session.moment.sample.a[0]
    for pixel in (0, int(np.argmax(x)), 400):
        shown = image.pixelColor(place(stage, 0, pixel))
        share = float(x[pixel])
        expected = QColor(*(round(low + share * (high - low)) for low, high in
                            zip(Theme().card.getRgb()[:3], Theme().text.getRgb()[:3], strict=True)))
        assert nearly(shown, expected, by=2)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_travelled_to_looks_as_if_it_had_always_been_there(qtbot: QtBot, open_stage: Open, shape: str
                                                                    ) -> None:
    session, stage = open_stage(SHAPES[shape], speed=4.0)
    for _ in range(7):
        session.navigator.next()
        settle(qtbot, stage)
    travelled = picture(stage)
    stage.hide()
    stage.show()
    settle(qtbot, stage)
    assert picture(stage) == travelled


@pytest.mark.parametrize("shape", SHAPES)
def test_there_and_back_again_is_the_same_picture(qtbot: QtBot, open_stage: Open, shape: str) -> None:
    session, stage = open_stage(SHAPES[shape])
    seen = []
    for _ in range(9):
        seen.append(picture(stage))
        session.navigator.next()
        settle(qtbot, stage)
    for before in reversed(seen):
        session.navigator.back()
        settle(qtbot, stage)
        assert picture(stage) == before


def test_a_signal_on_its_way_has_changed_the_left_of_its_edges_and_not_the_right(qtbot: QtBot, open_stage: Open
                                                                                 ) -> None:
    session, stage = open_stage(DIGITS, speed=0.25)
    before = picture(stage)
    session.navigator.next()
    start, end = place(stage, 0, 27).x(), place(stage, 1, 0).x()

    def changed(share: float) -> bool:
        x, image = round(start + share * (end - start)), picture(stage)
        return any(image.pixel(x, y) != before.pixel(x, y) for y in range(60, 480))

    qtbot.waitUntil(lambda: changed(0.3))
    session.navigator.activity_changed.emit()  # as Pause does: what travels goes on
    assert not changed(0.9)
    session.navigator.pause()
    session.navigator.set_speed(32.0)
    session.navigator.next()
    settle(qtbot, stage)


def test_the_picture_never_lags_behind_the_cursor(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS, speed=0.25)
    for _ in range(5):
        session.navigator.next()
        assert stage.canvas.moment is session.moment
        qtbot.waitUntil(lambda: stage.canvas.is_moving)
    a = float(session.moment.sample.a[2][3])
    image = picture(stage)  # in the midst of the way to the cost: the outputs, one station earlier, are there at once
    assert session.moment.phase is Phase.COST
    assert nearly(image.pixelColor(beside(stage, 2, 3)), Theme().neuron_fill(a, 1.0))
    session.navigator.set_speed(32.0)
    session.navigator.next()
    settle(qtbot, stage)


def test_a_stage_at_rest_does_nothing(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(speed=4.0)
    session.navigator.next()
    settle(qtbot, stage)
    assert not stage.canvas.is_moving


def test_a_hidden_stage_does_nothing_and_shows_the_present_when_it_comes_back(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS, speed=1.0)
    session.navigator.next()
    stage.hide()
    assert not stage.canvas.is_moving
    session.navigator.next()
    assert not stage.canvas.is_moving
    stage.show()
    settle(qtbot, stage)
    a = float(session.moment.sample.a[1][4])
    assert nearly(color(stage, place(stage, 1, 4)), Theme().neuron_fill(a, 1.0))
