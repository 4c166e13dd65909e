"""The stage used with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.workspaces.network.edge_values import Quantity
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity, Phase
from tests.gui.stage.conftest import (
    DIGITS,
    LEFT,
    NO_KEYS,
    SMALL,
    WIDE,
    Open,
    color,
    go,
    nearly,
    on_edge,
    picture,
    place,
    settle,
)


def test_a_click_chooses_a_neuron_and_a_click_beside_chooses_nothing(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 3))
    assert session.selection == Selection(1, 3)
    settle(qtbot, stage)
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, QPoint(5, 200))
    assert session.selection is None
    settle(qtbot, stage)


def test_a_click_on_an_edge_chooses_the_weight(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, on_edge(stage, 1, 0, 0, 0.75))
    assert session.selection == Selection(1, 0, 0)
    settle(qtbot, stage)
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, on_edge(stage, 3, 0, 1, 0.4))
    assert session.selection == Selection(3, 0, 1)
    settle(qtbot, stage)


def test_a_click_on_the_class_chooses_its_output_neuron(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, place(stage, 2, 7) + QPoint(60, 3))
    assert session.selection == Selection(2, 7)
    settle(qtbot, stage)


def test_a_click_on_a_pixel_chooses_its_weight_to_the_chosen_neuron(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, place(stage, 0, 350))
    assert session.selection == Selection(0, 350)
    settle(qtbot, stage)
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 5))
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, place(stage, 0, 350))
    assert session.selection == Selection(1, 5, 350)
    settle(qtbot, stage)


def test_in_a_field_a_click_takes_one_of_the_edges_that_are_brought_out(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    go(qtbot, session, stage, Phase.WEIGHTED_INPUT, 1)
    session.select(Selection(1, 5))
    settle(qtbot, stage)
    signal = session.moment.weights[1][5] * session.moment.sample.a[0]
    strongest = int(np.abs(signal).argmax())
    start = stage.canvas.frame
    assert start is not None
    column = start.layout.columns[0]
    end = place(stage, 1, 5)
    t = 0.1  # still near the picture, where the edges stand apart
    s = t * t * (3 - 2 * t)
    point = QPointF(column.x + t * (end.x() - column.x), column.y[strongest] + s * (end.y() - column.y[strongest]))
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, point.toPoint())
    chosen = session.selection
    assert chosen is not None
    assert (chosen.layer, chosen.neuron) == (1, 5)
    assert chosen.source in np.abs(signal).argsort()[-40:]
    settle(qtbot, stage)


def test_the_edges_of_a_chosen_neuron_stand_out(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    session.select(Selection(1, 5))
    settle(qtbot, stage)
    bundle = stage.canvas.brought_out
    assert bundle is not None
    row = np.abs(session.moment.weights[1][5])
    assert sorted(bundle.sources) == sorted(row.argsort()[-40:])
    assert set(bundle.neurons) == {5}


def test_up_and_down_choose_a_neuron_and_brackets_a_layer(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    session.select(Selection(1, 1))
    stage.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for key, expected in ((Qt.Key.Key_Down, Selection(1, 2)), (Qt.Key.Key_Up, Selection(1, 1)),
                          (Qt.Key.Key_BracketRight, Selection(2, 1)), (Qt.Key.Key_Down, Selection(2, 1)),
                          (Qt.Key.Key_BracketLeft, Selection(1, 1)), (Qt.Key.Key_Escape, None)):
        QTest.keyClick(stage.canvas, key)
        assert session.selection == expected
    settle(qtbot, stage)


def test_left_and_right_are_left_to_the_window(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage()
    assert not {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space} & stage.canvas.focus.keys


def test_the_card_beside_the_pointer_tells_what_is_known_and_no_more(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    QTest.mouseMove(stage.canvas, place(stage, 1, 2))
    bias = number(float(session.moment.biases[1][2]))
    assert stage.canvas.card.text() == f"Layer 1, neuron 3\nb = {bias}"
    go(qtbot, session, stage, Phase.BP2, 1)
    QTest.mouseMove(stage.canvas, place(stage, 1, 1))
    QTest.mouseMove(stage.canvas, place(stage, 1, 2))
    z, a, delta = (float(values[1][2]) for values in (session.moment.sample.z, session.moment.sample.a,
                                                      session.moment.sample.delta))
    lines = stage.canvas.card.text().splitlines()
    slope = 1 - np.tanh(z) ** 2
    assert lines[1:] == [f"z = {number(z)}", f"a = {number(a)}", f"σ′(z) = {number(float(slope))}",
                         f"δ = {number(delta)}", f"b = {bias}"]


def test_the_card_of_an_edge_tells_its_weight_signal_and_gradient(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    go(qtbot, session, stage, Phase.BP4, 1)
    QTest.mouseMove(stage.canvas, on_edge(stage, 1, 3, 1, 0.8))
    moment = session.moment
    w, x, delta = moment.weights[1][3, 1], moment.sample.a[0][1], moment.sample.delta[1][3]
    assert stage.canvas.card.text().splitlines() == [
        "Input x₂ → Layer 1, neuron 4", f"w = {number(float(w))}", f"w·a = {number(float(w * x))}",
        f"∂Cₓ/∂w = a·δ = {number(float(x * delta))}"]


XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), learning_rate=2.0, batch_size=1)


def test_after_the_update_the_card_still_tells_the_weight_that_made_the_signal(qtbot: QtBot, open_stage: Open
                                                                               ) -> None:
    session, stage = open_stage(XOR)
    w = float(session.moment.weights[2][0, 0])
    go(qtbot, session, stage, Phase.UPDATE, 1)
    after = float(session.moment.weights[2][0, 0])
    assert w != after
    QTest.mouseMove(stage.canvas, on_edge(stage, 2, 0, 0, 0.6))
    lines = dict(line.split(" = ", 1) for line in stage.canvas.card.text().splitlines()[1:])
    a, delta = float(session.moment.sample.a[1][0]), float(session.moment.sample.delta[2][0])
    assert lines["w before"] == number(w)
    assert lines["w·a"] == number(w * a)
    assert lines["w·δ"] == number(w * delta)
    assert lines["Δw"] == number(after - w)
    assert lines["w after"] == number(after)
    assert "w" not in lines


def test_after_the_update_the_card_of_a_neuron_tells_both_biases(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(XOR)
    go(qtbot, session, stage, Phase.MEAN_GRADIENT, 1)
    QTest.mouseMove(stage.canvas, place(stage, 2, 0))
    before = float(session.moment.network.biases(session.moment.state.theta)[2][0])
    assert stage.canvas.card.text().splitlines()[-1] == f"b = {number(before)}"
    go(qtbot, session, stage, Phase.UPDATE, 1)
    QTest.mouseMove(stage.canvas, place(stage, 1, 0))
    QTest.mouseMove(stage.canvas, place(stage, 2, 0))
    moment = session.moment
    assert moment.after is not None
    after = float(moment.network.biases(moment.after.theta)[2][0])
    lines = stage.canvas.card.text().splitlines()
    assert lines[-3:] == [f"b before = {number(before)}", f"Δb = {number(after - before)}",
                          f"b after = {number(after)}"]
    z = float(moment.sample.z[2][0])
    a = moment.sample.a[1]
    w = moment.network.weights(moment.state.theta)[2][0]
    assert z == pytest.approx(float(w @ a) + before)
    assert lines[1] == f"z = {number(z)}"


def test_the_card_stays_on_a_small_stage(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    go(qtbot, session, stage, Phase.UPDATE, 1)
    stage.setMinimumSize(0, 0)
    stage.resize(420, 160)
    qtbot.waitUntil(lambda: stage.height() == 160)
    settle(qtbot, stage)
    session.select(Selection(1, 5))
    QTest.mouseMove(stage.canvas, place(stage, 0, 300))
    card = stage.canvas.card
    assert card.isVisible()
    assert len(card.text().splitlines()) > 5
    assert stage.canvas.rect().contains(card.geometry())


def test_the_wheel_zooms_about_the_cursor_and_a_double_click_shows_the_whole(
        qtbot: QtBot, open_stage: Open, turn_wheel: Callable[..., bool]) -> None:
    _, stage = open_stage(WIDE)
    canvas = stage.canvas
    middle = QPointF(canvas.rect().center())
    under = canvas.view.back(middle)
    assert turn_wheel(canvas, 4)
    assert canvas.view.zoom > 1.5
    assert canvas.view.back(middle) == pytest.approx(under, abs=1.0)
    settle(qtbot, stage)
    QTest.mouseDClick(canvas, LEFT, NO_KEYS, QPoint(400, 300))
    assert canvas.view.zoom == 1.0
    settle(qtbot, stage)


def test_zoom_makes_the_middle_of_a_wide_layer_visible_and_clickable(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(WIDE)
    canvas = stage.canvas
    canvas.zoom(12.0, QPointF(place(stage, 1, 50)))
    settle(qtbot, stage)
    frame = canvas.frame
    assert frame is not None
    assert frame.layout.columns[1].radius[50] * frame.view.zoom > 5.0
    QTest.mouseClick(canvas, LEFT, NO_KEYS, place(stage, 1, 52))
    assert session.selection == Selection(1, 52)
    settle(qtbot, stage)


def test_dragging_moves_a_zoomed_picture_and_chooses_nothing(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    canvas = stage.canvas
    canvas.zoom(3.0)
    before = place(stage, 1, 1)
    start = QPoint(300, 250)
    QTest.mousePress(canvas, LEFT, NO_KEYS, start)
    QTest.mouseMove(canvas, start + QPoint(QApplication.startDragDistance() + 2, 0))
    QTest.mouseMove(canvas, start + QPoint(60, 35))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, start + QPoint(60, 35))
    assert place(stage, 1, 1) - before == QPoint(60, 35)
    assert session.selection is None
    settle(qtbot, stage)


def test_the_buttons_zoom_and_fit(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage()
    zoom_out, zoom_in, fit = stage.canvas.buttons
    assert (zoom_out.isEnabled(), zoom_in.isEnabled(), fit.isEnabled()) == (False, True, False)
    QTest.mouseClick(zoom_in, LEFT)
    QTest.mouseClick(zoom_in, LEFT)
    assert stage.canvas.view.zoom > 1.5
    QTest.mouseClick(zoom_out, LEFT)
    assert fit.isEnabled()
    QTest.mouseClick(fit, LEFT)
    assert stage.canvas.view.zoom == 1.0
    settle(qtbot, stage)


def test_the_header_chooses_what_the_edges_show(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    go(qtbot, session, stage, Phase.BP4, 1)
    shown = []
    for segment in (*stage.modes.segments()[1:], stage.modes.segments()[0]):
        QTest.mouseClick(segment, LEFT)
        settle(qtbot, stage)
        shown.append({one.quantity for one in stage.canvas.shown_edges()})
    assert shown == [{Quantity.WEIGHT}, {Quantity.SIGNAL}, {Quantity.GRADIENT}, {Quantity.SPEED}, {Quantity.GRADIENT}]


def test_the_header_names_the_network(open_stage: Open) -> None:
    _, stage = open_stage(DIGITS)
    assert stage.title() == "Network 784–30–10"


def header_texts(stage: NetworkStage) -> list[str]:
    return [label.text() for label in stage.findChildren(QLabel) if label.text() and label.isVisible()]


def test_the_header_never_shows_a_part_of_a_number(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage(DIGITS)
    assert "23\u202f820 weights" in header_texts(stage)
    stage.setMinimumSize(0, 0)
    seen = set()
    for width in range(760, 380, -20):
        stage.resize(width, 400)
        qtbot.waitUntil(lambda width=width: stage.width() == width)
        for label in stage.findChildren(QLabel):
            if label.text() and label.isVisible():
                assert QFontMetricsF(label.font()).horizontalAdvance(label.text()) <= label.width() + 0.5
                seen.add(label.text())
    assert seen >= {"Network 784–30–10", "Network", "23\u202f820 weights"}
    assert "23\u202f820 weights" not in header_texts(stage)
    settle(qtbot, stage)


def test_a_shortened_caption_tells_the_whole_on_hover(qtbot: QtBot, open_stage: Open) -> None:
    deep = Experiment(data_set="circles", layers=(*[Layer(3, "tanh")] * 14, Layer(1)))
    _, stage = open_stage(deep)
    stage.setMinimumSize(0, 0)
    stage.resize(560, 540)
    qtbot.waitUntil(lambda: stage.width() == 560)
    settle(qtbot, stage)
    assert "Network 2–…–1" in header_texts(stage)
    point = QPoint(place(stage, 5, 0).x(), 20)
    QTest.mouseMove(stage.canvas, point)
    assert stage.canvas.card.isVisible()
    assert stage.canvas.card.text() == "layer 5 · 3 · Tanh"
    QTest.mouseMove(stage.canvas, QPoint(5, 200))
    assert not stage.canvas.card.isVisible()


def test_the_legend_shows_dashes_only_where_edges_are_dashed(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    assert stage.canvas.dashed() == set()
    session.select(Selection(1, 5))  # its edges are brought out, and the negative ones are dashed
    settle(qtbot, stage)
    assert stage.canvas.dashed() == {Quantity.WEIGHT}
    _, small = open_stage(SMALL)
    assert small.canvas.dashed() == {Quantity.WEIGHT}


def test_another_network_is_laid_out_anew(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(SMALL)
    session.start_run(Experiment(data_set="circles", layers=(Layer(6, "tanh"), Layer(1))))
    settle(qtbot, stage)
    frame = stage.canvas.frame
    assert frame is not None
    assert tuple(column.size for column in frame.layout.columns) == (2, 6, 1)
    assert stage.title() == "Network 2–6–1"


def test_while_training_neurons_and_edges_change(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    before = picture(stage)
    session.navigator.train(1)
    qtbot.waitUntil(lambda: session.run_length > 200)
    edges = QPoint((place(stage, 0, 27).x() + place(stage, 1, 0).x()) // 2, place(stage, 1, 15).y())

    def both_changed() -> bool:
        image = picture(stage)
        column = [image.pixel(edges.x(), y) != before.pixel(edges.x(), y) for y in range(100, 400)]
        return any(column) and image.pixel(place(stage, 1, 3)) != before.pixel(place(stage, 1, 3))

    qtbot.waitUntil(both_changed)
    assert {one.quantity for one in stage.canvas.shown_edges()} == {Quantity.WEIGHT}
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training)
    settle(qtbot, stage)


def test_neuron_by_neuron_the_edges_of_the_neuron_in_turn_are_brought_out(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    session.navigator.set_granularity(Granularity.NEURON)
    for neuron in range(3):
        session.navigator.next()
        settle(qtbot, stage)
        bundle = stage.canvas.brought_out
        assert bundle is not None
        assert set(bundle.neurons) == {neuron}


def test_another_theme_is_drawn_at_once(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage()
    stage.set_theme(Theme(dark=True))
    settle(qtbot, stage)
    assert nearly(color(stage, QPoint(3, 200)), Theme(dark=True).card, by=0)
