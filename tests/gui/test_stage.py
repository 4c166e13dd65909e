"""The stage in a window, with real mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.choice import Selection
from gui.network.edge_values import Quantity
from gui.network.stage import NetworkStage
from gui.number_text import number
from gui.session import Session
from gui.theme import Theme
from simulator.experiment import Experiment, Layer
from simulator.steps import Granularity, Phase

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SMALL = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), batch_size=2)
DIGITS = Experiment()
WIDE = Experiment(layers=(Layer(100), Layer(10)))
SHAPES = {"small": SMALL, "digits": DIGITS, "wide": WIDE}

Open = Callable[..., tuple[Session, NetworkStage]]


@pytest.fixture
def open_stage(qtbot: QtBot, light_look: None) -> Iterator[Open]:
    """Opens a stage; nothing travels in it unless a speed is given."""
    sessions: list[Session] = []

    def opened(experiment: Experiment = SMALL, speed: float = 32.0) -> tuple[Session, NetworkStage]:
        session = Session(experiment)
        sessions.append(session)
        session.set_speed(speed)
        stage = NetworkStage(session, Theme())
        stage.setMinimumSize(800, 540)
        qtbot.addWidget(stage)
        with qtbot.waitExposed(stage):
            stage.show()
        settle(qtbot, stage)
        return session, stage

    yield opened
    for session in sessions:
        session.close()


def settle(qtbot: QtBot, stage: NetworkStage) -> None:
    qtbot.waitUntil(lambda: not stage.canvas.is_moving, timeout=10_000)


def go(qtbot: QtBot, session: Session, stage: NetworkStage, phase: Phase, layer: int) -> None:
    while (session.moment.phase, session.moment.layer) != (phase, layer):
        session.next(Granularity.LAYER)
    settle(qtbot, stage)


def place(stage: NetworkStage, layer: int, neuron: int) -> QPoint:
    frame = stage.canvas.frame
    assert frame is not None
    column = frame.layout.columns[layer]
    x, y = column.pixel_centre(neuron) if column.picture is not None else (column.x, float(column.y[neuron]))
    return frame.view.point(x, y).toPoint()


def beside(stage: NetworkStage, layer: int, neuron: int) -> QPoint:
    """Inside of a neuron, where no number is written."""
    frame = stage.canvas.frame
    assert frame is not None
    return place(stage, layer, neuron) - QPoint(0, round(0.7 * float(frame.layout.columns[layer].radius[neuron])))


def on_edge(stage: NetworkStage, layer: int, neuron: int, source: int, t: float = 0.5) -> QPoint:
    left, right = place(stage, layer - 1, source), place(stage, layer, neuron)
    s = t * t * (3 - 2 * t)
    return QPoint(round(left.x() + t * (right.x() - left.x())), round(left.y() + s * (right.y() - left.y())))


def picture(stage: NetworkStage) -> QImage:
    return stage.canvas.grab().toImage()


def color(stage: NetworkStage, point: QPoint) -> QColor:
    return QColor(picture(stage).pixelColor(point))


def nearly(one: QColor, other: QColor, by: int = 14) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_a_neuron_is_empty_until_its_activation_is_reached(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    assert nearly(color(stage, beside(stage, 1, 2)), Theme().card)
    go(qtbot, session, stage, Phase.ACTIVATION, 1)
    a = float(session.moment.sample.a[1][2])
    assert nearly(color(stage, beside(stage, 1, 2)), Theme().neuron_fill(a, 1.0))
    assert nearly(color(stage, beside(stage, 2, 0)), Theme().card)


def test_the_error_is_a_ring_in_the_color_of_its_sign(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    go(qtbot, session, stage, Phase.BP1, 3)
    theme, delta = Theme(), float(session.moment.sample.delta[3][0])
    wanted = theme.delta_positive if delta > 0 else theme.delta_negative
    image, centre = picture(stage), place(stage, 3, 0)
    ring = [image.pixelColor(centre + QPoint(round(r * np.cos(turn)), round(r * np.sin(turn))))
            for r in range(22, 30) for turn in np.linspace(0, 6.2, 80)]
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
        session.next()
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
        session.next()
        settle(qtbot, stage)
    for before in reversed(seen):
        session.back()
        settle(qtbot, stage)
        assert picture(stage) == before


def test_a_signal_on_its_way_has_changed_the_left_of_its_edges_and_not_the_right(qtbot: QtBot, open_stage: Open
                                                                                 ) -> None:
    session, stage = open_stage(DIGITS, speed=0.25)
    before = picture(stage)
    session.next()
    start, end = place(stage, 0, 27).x(), place(stage, 1, 0).x()

    def changed(share: float) -> bool:
        x, image = round(start + share * (end - start)), picture(stage)
        return any(image.pixel(x, y) != before.pixel(x, y) for y in range(60, 480))

    qtbot.waitUntil(lambda: changed(0.3), timeout=10_000)
    session.activity_changed.emit()  # as Pause does: what travels goes on
    assert not changed(0.9)
    session.pause()
    session.set_speed(32.0)
    session.next()
    settle(qtbot, stage)


def test_the_picture_never_lags_behind_the_cursor(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS, speed=0.25)
    for _ in range(5):
        session.next()
        assert stage.canvas.moment is session.moment
        qtbot.waitUntil(lambda: stage.canvas.is_moving)
    a = float(session.moment.sample.a[2][3])
    image = picture(stage)  # in the midst of the way to the cost: the outputs, one station earlier, are there at once
    assert session.moment.phase is Phase.COST
    assert nearly(image.pixelColor(beside(stage, 2, 3)), Theme().neuron_fill(a, 1.0))
    session.set_speed(32.0)
    session.next()
    settle(qtbot, stage)


def test_a_stage_at_rest_does_nothing(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(speed=4.0)
    session.next()
    settle(qtbot, stage)
    assert not stage.canvas.is_moving


def test_a_hidden_stage_does_nothing_and_shows_the_present_when_it_comes_back(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS, speed=1.0)
    session.next()
    stage.hide()
    assert not stage.canvas.is_moving
    session.next()
    assert not stage.canvas.is_moving
    stage.show()
    settle(qtbot, stage)
    a = float(session.moment.sample.a[1][4])
    assert nearly(color(stage, place(stage, 1, 4)), Theme().neuron_fill(a, 1.0))


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


def test_up_and_down_choose_a_neuron_and_page_keys_a_layer(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    session.select(Selection(1, 1))
    stage.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    for key, expected in ((Qt.Key.Key_Down, Selection(1, 2)), (Qt.Key.Key_Up, Selection(1, 1)),
                          (Qt.Key.Key_PageDown, Selection(2, 1)), (Qt.Key.Key_Down, Selection(2, 1)),
                          (Qt.Key.Key_PageUp, Selection(1, 1)), (Qt.Key.Key_Escape, None)):
        QTest.keyClick(stage.canvas, key)
        assert session.selection == expected
    settle(qtbot, stage)


def test_left_and_right_are_left_to_the_window(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage()
    assert not {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space} & stage.canvas.own_keys


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
        "Input 2 → Layer 1, neuron 4", f"w = {number(float(w))}", f"w·a = {number(float(w * x))}",
        f"∂Cₓ/∂w = a·δ = {number(float(x * delta))}"]


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
    assert shown == [{Quantity.WEIGHT}, {Quantity.SIGNAL}, {Quantity.GRADIENT}, {Quantity.GRADIENT}]


def test_the_header_names_the_network(open_stage: Open) -> None:
    _, stage = open_stage(DIGITS)
    assert stage.title() == "Network 784–30–10"


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
    session.train(1)
    qtbot.waitUntil(lambda: session.run_length > 200, timeout=20_000)
    edges = QPoint((place(stage, 0, 27).x() + place(stage, 1, 0).x()) // 2, place(stage, 1, 15).y())

    def both_changed() -> bool:
        image = picture(stage)
        column = [image.pixel(edges.x(), y) != before.pixel(edges.x(), y) for y in range(100, 400)]
        return any(column) and image.pixel(place(stage, 1, 3)) != before.pixel(place(stage, 1, 3))

    qtbot.waitUntil(both_changed, timeout=20_000)
    assert {one.quantity for one in stage.canvas.shown_edges()} == {Quantity.WEIGHT}
    session.stop()
    qtbot.waitUntil(lambda: not session.is_training, timeout=10_000)
    settle(qtbot, stage)


def test_neuron_by_neuron_the_edges_of_the_neuron_in_turn_are_brought_out(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(DIGITS)
    session.set_granularity(Granularity.NEURON)
    for neuron in range(3):
        session.next()
        settle(qtbot, stage)
        bundle = stage.canvas.brought_out
        assert bundle is not None
        assert set(bundle.neurons) == {neuron}


def test_another_theme_is_drawn_at_once(qtbot: QtBot, open_stage: Open) -> None:
    _, stage = open_stage()
    stage.set_theme(Theme(dark=True))
    settle(qtbot, stage)
    assert nearly(color(stage, QPoint(3, 200)), Theme(dark=True).card, by=0)
