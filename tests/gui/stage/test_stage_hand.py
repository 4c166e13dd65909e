"""Weights and biases dragged, and turned by the wheel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from gui.run.hand import value_text
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.steps import Phase
from tests.gui.stage.by_hand import CTRL, GROUND, SHIFT, XOR, drag, turn, weight
from tests.gui.stage.conftest import LEFT, NO_KEYS, Open, go, on_edge, picture, place, settle


@pytest.fixture
def xor(open_stage: Open) -> tuple[Session, NetworkStage]:
    """A small network on a stage."""
    return open_stage(XOR)


# dragging


def test_dragging_an_edge_upwards_makes_its_weight_larger(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = weight(session, 1, 1, 0)
    drag(stage, on_edge(stage, 1, 1, 0, 0.4), 10, 30, 50)
    assert weight(session, 1, 1, 0) == pytest.approx(before + 50 * 0.02, abs=0.005)
    assert weight(session, 1, 1, 0) == round(weight(session, 1, 1, 0), 2)
    assert session.selection == Selection(1, 1, 0)
    drag(stage, on_edge(stage, 1, 1, 0, 0.4), -25, -100)
    assert weight(session, 1, 1, 0) == pytest.approx(before - 50 * 0.02, abs=0.01)


def test_dragging_a_neuron_changes_its_bias_also_that_of_the_output(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    for layer, neuron in ((1, 0), (2, 0)):
        before = float(session.moment.biases[layer][neuron])
        drag(stage, place(stage, layer, neuron), 20, 40)
        assert session.moment.biases[layer][neuron] == pytest.approx(before + 0.8, abs=0.005)


def test_shift_makes_a_drag_ten_times_finer(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = weight(session, 2, 0, 1)
    drag(stage, on_edge(stage, 2, 0, 1), 20, 40, held=SHIFT)
    assert weight(session, 2, 0, 1) == pytest.approx(before + 0.08, abs=0.0005)


def test_a_whole_drag_is_one_step_of_undo_and_redo(qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.copy()
    drag(stage, on_edge(stage, 1, 0, 0, 0.4), *range(2, 60, 3))
    after = session.moment.theta.copy()
    drag(stage, place(stage, 2, 0), 10, 20)
    session.history.undo()
    assert session.moment.theta.tolist() == after.tolist()
    session.history.undo()
    assert session.moment.theta.tolist() == before.tolist()
    assert not session.history.can_undo
    session.history.redo()
    assert session.moment.theta.tolist() == after.tolist()
    settle(qtbot, stage)


def test_moves_of_one_turn_of_the_event_loop_are_one_change(
        xor: tuple[Session, NetworkStage], record: Callable[..., list[object]]) -> None:
    session, stage = xor
    changes, start = record(session.moment_changed), on_edge(stage, 1, 0, 0, 0.4)
    QTest.mousePress(stage.canvas, LEFT, NO_KEYS, start)
    changes.clear()
    for way in range(5, 50):  # no event is processed between these
        QTest.mouseMove(stage.canvas, start - QPoint(0, way))
    before = len(changes)
    QApplication.processEvents()
    assert len(changes) - before <= 1
    assert len(changes) < 10
    QTest.mouseRelease(stage.canvas, LEFT, NO_KEYS, start - QPoint(0, 49))


def test_the_value_is_shown_beside_the_pointer_and_the_picture_follows_at_once(
        xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    start, before = on_edge(stage, 1, 1, 0, 0.4), picture(stage)
    QTest.mousePress(stage.canvas, LEFT, NO_KEYS, start)
    for way in (10, 60):
        QTest.mouseMove(stage.canvas, start - QPoint(0, way))
        QApplication.processEvents()
    value = weight(session, 1, 1, 0)
    assert stage.canvas.card.text() == f"w¹₂₁ = {value_text(value)}"
    middle = on_edge(stage, 1, 1, 0, 0.7)
    strip = [(middle.x(), middle.y() + y) for y in range(-6, 7)]
    now = picture(stage)
    assert any(now.pixel(x, y) != before.pixel(x, y) for x, y in strip)
    QTest.mouseRelease(stage.canvas, LEFT, NO_KEYS, start - QPoint(0, 60))


def test_escape_gives_a_dragged_value_back(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before, start = session.moment.theta.tolist(), on_edge(stage, 1, 1, 0, 0.4)
    QTest.mousePress(stage.canvas, LEFT, NO_KEYS, start)
    for way in (10, 60):
        QTest.mouseMove(stage.canvas, start - QPoint(0, way))
        QApplication.processEvents()
    assert session.moment.theta.tolist() != before
    QTest.keyClick(stage.canvas, Qt.Key.Key_Escape)
    QTest.mouseMove(stage.canvas, start - QPoint(0, 90))
    QTest.mouseRelease(stage.canvas, LEFT, NO_KEYS, start - QPoint(0, 90))
    assert session.moment.theta.tolist() == before


def test_a_click_still_chooses_and_changes_nothing(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    drag(stage, on_edge(stage, 1, 1, 0, 0.4), 2, 0)
    assert session.selection == Selection(1, 1, 0)
    assert session.moment.theta.tolist() == before
    assert not session.history.can_undo


def test_inputs_and_the_ground_cannot_be_dragged(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    for start in (place(stage, 0, 0), GROUND):
        drag(stage, start, 10, 40)
    assert session.moment.theta.tolist() == before
    stage.canvas.zoom(3.0)
    view = stage.canvas.view
    drag(stage, GROUND, -20, -60)
    assert stage.canvas.view != view
    assert session.moment.theta.tolist() == before


def test_in_the_middle_of_a_pass_everything_that_is_known_follows(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    go(qtbot, session, stage, Phase.COST, 2)
    drag(stage, place(stage, 2, 0), 25, 50)
    moment = session.moment
    assert moment.phase is Phase.COST
    z = moment.sample.a[1] @ moment.weights[2][0] + moment.biases[2][0]
    assert moment.sample.z[2][0] == pytest.approx(z)
    assert moment.sample.a[2][0] == pytest.approx(1 / (1 + np.exp(-z)))


def test_after_training_a_drag_goes_on_from_where_the_run_has_come_to(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.navigator.train(20)
    session.worker.wait()
    settle(qtbot, stage)
    trained = session.moment.theta.copy()
    drag(stage, on_edge(stage, 2, 0, 1), 20, 50)
    changed = session.moment.theta - trained
    assert changed[session.network.weight_index(2, 0, 1)] == pytest.approx(1.0, abs=0.005)
    assert np.count_nonzero(changed) == 1
    session.history.undo()
    assert session.moment.theta.tolist() == trained.tolist()
    settle(qtbot, stage)


# the wheel


def test_the_wheel_over_an_edge_or_a_neuron_changes_it_and_shift_makes_it_finer(
        xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.set_parameter(0, 0.5)
    turn(stage, on_edge(stage, 1, 0, 0, 0.4), 240)
    assert weight(session, 1, 0, 0) == 0.7
    turn(stage, on_edge(stage, 1, 0, 0, 0.4), -120, SHIFT)
    assert weight(session, 1, 0, 0) == 0.69
    bias = float(session.moment.biases[2][0])
    turn(stage, place(stage, 2, 0), -120)
    assert session.moment.biases[2][0] == pytest.approx(bias - 0.1, abs=0.005)
    assert stage.canvas.view.zoom == 1.0


def test_a_quick_series_of_notches_is_one_step_of_undo_and_another_parameter_begins_a_new_one(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    for _ in range(4):
        turn(stage, on_edge(stage, 1, 0, 0, 0.4), 120)
    after = session.moment.theta.tolist()
    turn(stage, place(stage, 1, 1), 120)
    session.history.undo()
    assert session.moment.theta.tolist() == after
    turn(stage, on_edge(stage, 1, 0, 0, 0.4), 120)  # after an undo the series doesn't go on
    session.history.undo()
    assert session.moment.theta.tolist() == after
    session.history.undo()
    assert session.moment.theta.tolist() == before
    settle(qtbot, stage)


def test_a_fine_wheel_adds_up_to_notches(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.set_parameter(0, 1.0)
    for _ in range(7):
        turn(stage, on_edge(stage, 1, 0, 0, 0.4), 30)
    assert weight(session, 1, 0, 0) == 1.1


def test_with_ctrl_or_over_the_ground_the_wheel_zooms_and_goes_on_zooming(
        qtbot: QtBot, xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    turn(stage, on_edge(stage, 1, 0, 0, 0.4), 120, CTRL)
    assert stage.canvas.view.zoom > 1.0
    stage.canvas.fit()
    turn(stage, GROUND, 120)
    zoom = stage.canvas.view.zoom
    assert zoom > 1.0
    turn(stage, place(stage, 1, 0), 120)  # it has come under the pointer only just now
    assert stage.canvas.view.zoom > zoom
    assert session.moment.theta.tolist() == before
    settle(qtbot, stage)
