"""Values typed into the stage, and changed with keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.steps import Granularity
from tests.gui.stage.by_hand import ALT, GROUND, SHIFT, XOR, type_into, weight
from tests.gui.stage.conftest import LEFT, NO_KEYS, Open, on_edge, picture, place, settle


@pytest.fixture
def xor(open_stage: Open) -> tuple[Session, NetworkStage]:
    """A small network on a stage."""
    return open_stage(XOR)


def test_a_double_click_asks_for_a_value_and_enter_takes_it(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    QTest.mouseDClick(stage.canvas, LEFT, NO_KEYS, on_edge(stage, 2, 0, 1))
    editor = stage.weights.editor
    assert editor.isVisible()
    assert editor.field is not None
    assert editor.field.value() == weight(session, 2, 0, 1)
    type_into(stage, "-2")
    assert weight(session, 2, 0, 1) == -2.0
    assert not editor.isVisible()
    assert stage.canvas.hasFocus()


def test_escape_leaves_the_value_as_it_was(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    QTest.mouseDClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 1))
    type_into(stage, "7", Qt.Key.Key_Escape)
    assert session.moment.theta.tolist() == before
    assert not stage.weights.editor.isVisible()
    assert not session.history.can_undo


@pytest.mark.parametrize("nonsense", ["three", "", "nan", "inf", "1e999", "1,5,2"])
def test_what_is_no_finite_number_is_explained_at_the_field_and_nothing_is_lost(
        xor: tuple[Session, NetworkStage], nonsense: str) -> None:
    session, stage = xor
    before = session.moment.theta.tolist()
    QTest.mouseDClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 1))
    field = stage.weights.editor.field
    assert field is not None
    field.line.clear()
    QTest.keyClicks(field.line, nonsense or " ")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert "number" in field.error()
    assert stage.weights.editor.isVisible()
    assert session.moment.theta.tolist() == before
    type_into(stage, "1.5")
    assert session.moment.biases[1][1] == 1.5


def test_enter_or_f2_asks_for_what_is_chosen(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Qt.Key.Key_Return)
    assert not stage.weights.editor.isVisible(), "nothing is chosen"
    session.select(Selection(1, 0, 1))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2):
        QTest.keyClick(stage.canvas, key)
        type_into(stage, "3")
        assert weight(session, 1, 0, 1) == 3.0
        session.history.undo()


def test_a_digit_belongs_to_the_window_whatever_is_chosen(
        xor: tuple[Session, NetworkStage], record: Callable[..., list[object]]) -> None:
    session, stage = xor
    shortcut = QShortcut("2", stage)
    pressed = record(shortcut.activated)
    stage.activateWindow()
    stage.canvas.setFocus()
    QTest.keyClick(stage.canvas, Qt.Key.Key_2)
    assert len(pressed) == 1
    session.select(Selection(1, 0))
    QTest.keyClick(stage.canvas, Qt.Key.Key_2)
    assert len(pressed) == 2
    assert not stage.weights.editor.isVisible()


def test_the_field_takes_the_value_when_it_is_left(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    QTest.mouseDClick(stage.canvas, LEFT, NO_KEYS, place(stage, 1, 1))
    field = stage.weights.editor.field
    assert field is not None
    field.line.selectAll()
    QTest.keyClicks(field.line, "4")
    QTest.mouseClick(stage.canvas, LEFT, NO_KEYS, GROUND)
    assert session.moment.biases[1][1] == 4.0
    assert not stage.weights.editor.isVisible()


@pytest.mark.parametrize("value", ["1e308", "-1e308"])
def test_huge_weights_are_survived(qtbot: QtBot, xor: tuple[Session, NetworkStage], value: str) -> None:
    session, stage = xor
    for edge in (Selection(1, 0, 0), Selection(1, 0, 1), Selection(1, 1, 1), Selection(2, 0, 0)):
        session.select(edge)
        stage.weights.type_value(edge)
        type_into(stage, value)
        assert weight(session, edge.layer, edge.neuron, edge.source or 0) == float(value)
        picture(stage)
    for _ in range(12):
        session.navigator.next(Granularity.LAYER)
        settle(qtbot, stage)
        picture(stage)
    for _ in range(4):
        session.history.undo()
    assert np.abs(session.moment.theta).max() < 10
    settle(qtbot, stage)


# other keys


def test_alt_and_arrows_or_point_and_comma_change_what_is_chosen(xor: tuple[Session, NetworkStage]) -> None:
    session, stage = xor
    session.set_parameter(0, 1.0)
    session.select(Selection(1, 0, 0))
    stage.canvas.setFocus()
    for key, held, expected in ((Qt.Key.Key_Up, ALT, 1.1), (Qt.Key.Key_Period, NO_KEYS, 1.2),
                                (Qt.Key.Key_Down, ALT, 1.1), (Qt.Key.Key_Comma, NO_KEYS, 1.0),
                                (Qt.Key.Key_Down, ALT | SHIFT, 0.99)):
        QTest.keyClick(stage.canvas, key, held)
        QApplication.processEvents()
        assert weight(session, 1, 0, 0) == expected
    assert session.selection == Selection(1, 0, 0)
