"""The hand is switched on and off, weights are frozen and released, and the stage tells what is hovered."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.foundation.number_text import number
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.hand import parameter_index, parameter_symbol, value_text
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.experiment import Experiment, Layer
from simulator.network import Network
from tests.gui.stage.by_hand import GROUND, XOR
from tests.gui.stage.conftest import DIGITS, LEFT, NO_KEYS, Open, on_edge, picture, place, settle


@pytest.fixture
def xor(open_stage: Open) -> tuple[Session, NetworkStage]:
    """A small network on a stage."""
    return open_stage(XOR)


def open_menu(stage: NetworkStage, point: QPoint) -> QMenu | None:
    """The menu of a right click; None where there is none."""
    stage.weights.menu = None
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, stage.canvas.mapToGlobal(point), NO_KEYS)
    QApplication.sendEvent(stage.canvas, event)
    return stage.weights.menu


def choose(stage: NetworkStage, point: QPoint, entry: str) -> None:
    """Choose an entry of the menu, with the mouse."""
    menu = open_menu(stage, point)
    assert menu is not None
    action = next(action for action in menu.actions() if action.text().startswith(entry))
    QTest.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(action).center())
    QApplication.processEvents()


def strip(image: QImage, middle: QPoint, reach: int = 12) -> list[int]:
    return [image.pixel(middle.x() + x, middle.y() + y) for x in range(-reach, reach) for y in range(-reach, reach)]


# on and off


def test_the_hand_is_on_where_every_edge_is_drawn_singly_and_off_for_pictures(open_stage: Open) -> None:
    for experiment, expected in ((XOR, True), (DIGITS, False)):
        _, stage = open_stage(experiment)
        assert stage.canvas.by_hand is expected
        assert stage.by_hand.isChecked() is expected
        assert "W" in stage.by_hand.toolTip()


def test_w_and_the_button_switch_the_hand_and_without_it_everything_is_as_before(
        xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Qt.Key.Key_W)
    assert not stage.by_hand.isChecked()
    start = on_edge(stage, 1, 0, 0, 0.4)
    QTest.mousePress(stage.canvas, LEFT, NO_KEYS, start)
    for way in (20, 40):
        QTest.mouseMove(stage.canvas, start - QPoint(0, way))
    QTest.mouseRelease(stage.canvas, LEFT, NO_KEYS, start - QPoint(0, 40))
    session.select(Selection(1, 0))
    QTest.keyClick(stage.canvas, Qt.Key.Key_Return)
    QTest.mouseDClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 0))
    assert not stage.weights.editor.isVisible()
    assert open_menu(stage, place(stage, 1, 0)) is None
    QApplication.processEvents()
    assert session.moment.theta.tolist() == before
    QTest.mouseClick(stage.by_hand, LEFT)
    assert stage.canvas.by_hand


def test_what_somebody_chose_about_the_hand_outlasts_another_network(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.start_run(DIGITS)
    assert not stage.canvas.by_hand
    session.start_run(XOR)
    assert stage.canvas.by_hand
    stage.choose_by_hand(by_hand=False)
    session.start_run(Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4))
    assert not stage.canvas.by_hand
    settle(qtbot, stage)


# freezing


def test_a_frozen_weight_keeps_its_value_while_the_others_learn(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    choose(stage, on_edge(stage, 1, 0, 1, 0.4), "Freeze w¹₁₂")
    choose(stage, place(stage, 2, 0), "Freeze b²₁")
    network = session.network
    places = (network.weight_index(1, 0, 1), network.bias_index(2, 0))
    assert session.experiment.frozen == places
    before = session.moment.theta.copy()
    session.navigator.train(10)
    session.worker.wait()
    changed = np.flatnonzero(session.moment.theta != before)
    assert sorted({*changed.tolist(), *places}) == list(range(network.parameter_count))
    assert not set(changed.tolist()) & set(places)


def test_freezing_and_releasing_can_be_undone(qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.select(Selection(1, 1, 0))
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Qt.Key.Key_K)
    assert session.experiment.frozen == (2,)
    assert stage.canvas.frozen == {2}
    session.history.undo()
    assert stage.canvas.frozen == frozenset()
    session.history.redo()
    assert stage.canvas.frozen == {2}
    QTest.keyClick(stage.canvas, Qt.Key.Key_K)
    assert session.experiment.frozen == ()
    settle(qtbot, stage)


def test_all_can_be_frozen_and_released_at_once(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    point = on_edge(stage, 1, 0, 1, 0.4)
    menu = open_menu(stage, point)
    assert menu is not None
    assert not menu.actions()[-1].isEnabled(), "nothing is frozen yet"
    menu.close()
    choose(stage, point, "Freeze all")
    assert session.experiment.frozen == tuple(range(session.network.parameter_count))
    choose(stage, point, "Release all")
    assert session.experiment.frozen == ()


def test_a_right_click_offers_to_type_a_value_and_to_set_0(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    point = on_edge(stage, 1, 0, 1, 0.4)
    choose(stage, point, "Set w¹₁₂ to 0")
    assert session.moment.weights[1][0, 1] == 0.0
    assert session.selection == Selection(1, 0, 1)
    choose(stage, point, "Type a value for w¹₁₂")
    field = stage.weights.editor.field
    assert field is not None
    field.line.selectAll()
    QTest.keyClicks(field.line, "0.25")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert session.moment.weights[1][0, 1] == 0.25
    assert open_menu(stage, GROUND) is None
    assert open_menu(stage, place(stage, 0, 0)) is None


def test_a_frozen_weight_carries_a_padlock_and_the_card_says_so(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    on_lock = stage.canvas.written_weights()[Selection(1, 0, 1)][1].center().toPoint()
    before = strip(picture(stage), on_lock, 24)
    session.change_settings(frozen=(1,))
    settle(qtbot, stage)
    on_lock = stage.canvas.written_weights()[Selection(1, 0, 1)][1].center().toPoint()
    now = strip(picture(stage), on_lock, 24)
    assert now.count(Theme().text.rgb()) > before.count(Theme().text.rgb()) + 20
    QTest.mouseMove(stage.canvas, on_edge(stage, 1, 0, 1, 0.4))
    assert "w¹₁₂ is frozen" in stage.canvas.card.text()
    QTest.mouseMove(stage.canvas, on_edge(stage, 1, 0, 0, 0.4))
    assert "frozen" not in stage.canvas.card.text()


def test_a_frozen_bias_carries_a_padlock(qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    around = place(stage, 2, 0)
    before = strip(picture(stage), around, 60)
    session.change_settings(frozen=(session.network.bias_index(2, 0),))
    settle(qtbot, stage)
    assert strip(picture(stage), around, 60).count(Theme().text.rgb()) > before.count(Theme().text.rgb()) + 20


def test_a_connection_of_0_is_a_hairline_and_a_frozen_one_is_missing(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.set_parameter(1, 0.0)
    settle(qtbot, stage)
    places = [on_edge(stage, 1, 0, 1, t / 100) for t in range(18, 26)]

    def is_bare() -> bool:
        image = picture(stage)
        return all(image.pixel(point.x(), point.y() + y) == Theme().card.rgb() for point in places
                   for y in (-1, 0, 1))

    assert not is_bare()
    session.change_settings(frozen=(1,))
    settle(qtbot, stage)
    assert is_bare()
    QTest.mouseMove(stage.canvas, places[3])
    assert not is_bare(), "under the pointer it can be found"


# what is hovered


def test_the_stage_tells_which_neuron_is_under_the_pointer(
        xor: tuple[Session, NetworkStage], record: Callable[..., list[object]]) -> None:
    _, stage = xor
    hovered = record(stage.canvas.hover_changed)
    for point in (place(stage, 1, 0), place(stage, 1, 0) + QPoint(2, 2), place(stage, 0, 1),
                  on_edge(stage, 1, 0, 1, 0.5), place(stage, 2, 0), GROUND):
        QTest.mouseMove(stage.canvas, point)
    assert hovered == [Selection(1, 0), Selection(0, 1), None, Selection(2, 0), None]


def test_a_smaller_network_takes_what_was_hovered_away(
        qtbot: QtBot, xor: tuple[Session, NetworkStage], record: Callable[..., list[object]]) -> None:
    session, stage = xor
    QTest.mouseMove(stage.canvas, place(stage, 2, 0))
    hovered = record(stage.canvas.hover_changed)
    session.start_run(Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4))
    settle(qtbot, stage)
    picture(stage)
    assert hovered == [None]


def test_the_card_beside_the_pointer_follows_a_change(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.select(Selection(2, 0))
    stage.canvas.setFocus()
    for point in (GROUND, place(stage, 2, 0)):
        QTest.mouseMove(stage.canvas, point)
    before = stage.canvas.card.text()
    QTest.keyClick(stage.canvas, Qt.Key.Key_Period)
    QApplication.processEvents()
    assert f"b = {number(float(session.moment.biases[2][0]))}" in stage.canvas.card.text()
    assert stage.canvas.card.text() != before


# words


NETWORK = Network((2, 12, 1), (activation_named("tanh"), activation_named("sigmoid")), cost_named("quadratic"))


def test_symbols_are_those_of_the_lecture() -> None:
    assert parameter_symbol(Selection(2, 0, 1)) == "w²₁₂"
    assert parameter_symbol(Selection(1, 11, 1)) == "w¹₁₂,₂"
    assert parameter_symbol(Selection(1, 2)) == "b¹₃"


def test_every_weight_and_bias_has_its_place_and_an_input_has_none() -> None:
    assert parameter_index(NETWORK, Selection(1, 11, 1)) == 23
    assert parameter_index(NETWORK, Selection(1, 0)) == 24
    assert parameter_index(NETWORK, Selection(2, 0)) == NETWORK.parameter_count - 1
    for nothing in (None, Selection(0, 1), Selection(3, 0), Selection(1, 12)):
        assert parameter_index(NETWORK, nothing) is None


def test_a_value_keeps_its_decimals_while_it_changes() -> None:
    assert [value_text(value) for value in (-1.4, 0.0, -0.001, 12.345)] == ["−1.40", "0.00", "0.00", "12.35"]
    assert value_text(-0.5, 3) == "−0.500"
    assert value_text(1e308) == "1.000·10³⁰⁸"
