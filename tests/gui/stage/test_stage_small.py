"""The stage where room is short: projectors at scale 2, narrow windows, many layers, numbers beyond all bounds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import count
from gui.foundation.theme import Theme
from gui.workspaces.network.captions import Captions
from gui.workspaces.network.column_pictures import written_rows
from gui.workspaces.network.neurons import column_numbers, lettering
from gui.workspaces.network.scene import Attention
from gui.workspaces.network.stage import NetworkStage
from gui.workspaces.network.stamps import NumberForm
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity, Phase
from tests.gui.stage.conftest import DIGITS, SMALL, WIDE, Open, go, nearly, picture, place, settle

SHALLOW = Experiment(data_set="circles", layers=(Layer(4), Layer(1)))


def resize_canvas(qtbot: QtBot, stage: NetworkStage, width: int, height: int) -> None:
    stage.setMinimumSize(0, 0)
    stage.resize(width, height)
    settle(qtbot, stage)  # the header has its height
    stage.resize(width + stage.width() - stage.canvas.width(), height + stage.height() - stage.canvas.height())
    qtbot.waitUntil(lambda: (stage.canvas.width(), stage.canvas.height()) == (width, height))
    settle(qtbot, stage)


def has_color(image: QImage, area: QRect, wanted: QColor) -> bool:
    area = area.intersected(image.rect())
    return any(nearly(image.pixelColor(x, y), wanted, by=30)
               for x in range(area.left(), area.right() + 1) for y in range(area.top(), area.bottom() + 1))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("height", [110, 150, 180, 210])
@pytest.mark.parametrize("experiment", [SMALL, SHALLOW, DIGITS, WIDE], ids=["2-4-2-1", "2-4-1", "784-30", "784-100"])
def test_on_a_low_stage_errors_stay_off_the_captions_and_buttons_off_the_network(
        qtbot: QtBot, open_stage: Open, experiment: Experiment, height: int, scale: float) -> None:
    session, stage = open_stage(experiment)
    theme = Theme(scale=scale)
    stage.set_theme(theme)
    resize_canvas(qtbot, stage, round(500 * scale), round(height * scale))
    go(qtbot, session, stage, Phase.BP2, 1)
    image, frame = picture(stage), stage.canvas.frame
    assert frame is not None
    band = QRect(0, 0, image.width(), int(frame.layout.captions_end))
    for color in (theme.delta_positive, theme.delta_negative):
        assert not has_color(image, band, color)
    for button in stage.canvas.buttons:
        assert button.geometry().top() >= frame.layout.bottom
        assert button.geometry().bottom() <= stage.canvas.height()
    for column in frame.layout.columns:
        ends = (column.picture.bottom,) if column.picture else (column.y + column.radius).tolist()
        assert max(ends) <= frame.layout.bottom


@pytest.mark.parametrize("height", [110, 150, 180])
def test_a_low_stage_shows_the_bars_of_the_outputs(qtbot: QtBot, open_stage: Open, height: int) -> None:
    session, stage = open_stage(DIGITS)
    resize_canvas(qtbot, stage, 560, height)
    go(qtbot, session, stage, Phase.COST, 2)
    image = picture(stage)
    largest = int(np.argmax(session.moment.sample.a[-1]))
    end = place(stage, 2, largest)
    row = QRect(end.x() + 25, end.y(), 60, 1)
    assert has_color(image, row, Theme().positive)


@pytest.mark.parametrize(("spacing", "wanted", "expected"), [
    (20.0, [3], set(range(10))), (12.0, [], set(range(10))), (8.0, [], {0, 2, 4, 6, 8}), (6.0, [9], {0, 2, 4, 6, 9}),
    (6.0, [4], {0, 2, 4, 6, 8}), (4.5, [1], {1, 6, 9}), (6.0, [9, 3], {0, 3, 6, 9}), (6.0, [4, 3], {0, 2, 4, 6, 8}),
])
def test_only_as_many_rows_are_written_as_can_be_read(spacing: float, wanted: list[int], expected: set[int]) -> None:
    rows = written_rows(10, spacing, wanted)
    assert rows == expected
    assert all((right - left) * spacing >= 11.5 for left, right in pairwise(sorted(rows)))


def test_numbers_of_a_diverged_run_stay_on_the_card(qtbot: QtBot, open_stage: Open) -> None:
    wild = Experiment(layers=(Layer(20, "relu"), Layer(10, "identity")), cost="quadratic", learning_rate=3.0)
    session, stage = open_stage(wild)
    while np.abs(session.moment.sample.a[-1]).max() < 1e7:
        session.navigator.next(Granularity.STEP)
    go(qtbot, session, stage, Phase.COST, 2)
    for width in (800, 460):
        resize_canvas(qtbot, stage, width, 500)
        image = picture(stage)
        margin = [image.pixelColor(x, y) for x in range(image.width() - 10, image.width()) for y in range(40, 440)]
        assert all(nearly(one, Theme().card, by=2) for one in margin)


@pytest.mark.parametrize(("height", "form"), [(560, NumberForm.BOUNDS), (490, NumberForm.NEARLY), (330, None)])
def test_all_output_neurons_have_a_number_or_none(qtbot: QtBot, open_stage: Open, height: int, form: NumberForm | None
                                                  ) -> None:
    session, stage = open_stage(DIGITS)
    resize_canvas(qtbot, stage, 800, height)
    session.navigator.train(1)
    qtbot.waitUntil(lambda: session.run_length > 500)
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training)
    session.navigator.go_to_step(500)  # the same one, wherever the training was stopped
    session.worker.wait()
    go(qtbot, session, stage, Phase.COST, 2)
    assert float(session.moment.sample.a[-1].min()) < 0.005
    frame, image = stage.canvas.frame, picture(stage)
    assert frame is not None
    column = frame.layout.columns[2]
    words = lettering(frame.layout, column, column_numbers(session.moment, 2), frame.view, frame.theme)
    assert words.form is form
    for neuron in range(10):
        centre = place(stage, 2, neuron)
        fill = Theme().neuron_fill(float(session.moment.sample.a[-1][neuron]), 1.0)
        # within the fill: the outline around a small neuron has the colour of letters too
        wide, high = (min(limit, int(0.6 * column.radius[neuron])) for limit in (10, 5))
        inside = QRect(centre.x() - wide, centre.y() - high, 2 * wide, 2 * high)
        assert has_color(image, inside, Theme().text_on(fill)) is (form is not None)


def test_the_count_of_a_squeezed_layer_stays_off_the_next_neurons(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(Experiment(layers=(Layer(100), Layer(40), Layer(10))))
    resize_canvas(qtbot, stage, 500, 420)
    go(qtbot, session, stage, Phase.COST, 3)
    image = picture(stage)
    for neuron in range(10):
        centre = place(stage, 3, neuron)
        frame = stage.canvas.frame
        assert frame is not None
        radius = float(frame.layout.columns[3].radius[neuron])
        left = QPointF(centre.x() - 0.8 * radius, centre.y()).toPoint()
        fill = Theme().neuron_fill(float(session.moment.sample.a[-1][neuron]), 1.0)
        assert nearly(image.pixelColor(left), fill)


def test_while_training_neurons_change_at_each_moment_and_edges_rest_between(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    canvas, moments = stage.canvas, []
    for _ in range(5):
        session.navigator.next(Granularity.STEP)
        moments.append(session.moment)
    canvas.show_moment(moments[0], Attention(), speed=1.0, training=True)
    settle(qtbot, stage)
    scene = canvas._transition.new if canvas._transition else None
    assert scene is not None
    canvas.show_moment(moments[1], Attention(), speed=1.0, training=True)
    settled_at = canvas._edges_finished
    shown = canvas._transition.new if canvas._transition else None
    assert shown is not None
    assert shown.moment is moments[1]
    assert shown.sheets == scene.sheets
    assert shown.columns[1] is not scene.columns[1]
    settle(qtbot, stage)  # without another moment they are drawn as soon as it is their turn
    last = canvas._transition.new if canvas._transition else None
    assert last is not None
    assert last.sheets != scene.sheets
    assert canvas._edges_finished - settled_at > 0.1
    canvas.show_moment(session.moment, Attention(), speed=1.0, training=False)
    settle(qtbot, stage)


def test_edges_that_come_after_their_neurons_tell_their_step(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    told = set[tuple[int | None, int]]()
    session.moment_changed.connect(lambda moment: told.add((stage.canvas.edges_step(), moment.steps_done)))
    assert stage.canvas.edges_step() is None, "at rest edges and neurons belong to one moment"
    session.navigator.train(1)
    qtbot.waitUntil(lambda: len({edges for edges, _ in told} - {None}) > 1)
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training)
    settle(qtbot, stage)
    assert all(edges <= steps for edges, steps in told if edges is not None)
    assert any(edges < steps for edges, steps in told if edges is not None)
    assert stage.canvas.edges_step() is None
    assert Captions((), {}, "{quantity}, step {step}").named("w", 1200) == f"w, step {count(1200)}"
