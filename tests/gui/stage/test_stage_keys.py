"""A weight is chosen, typed and changed on the stage without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.run.choice import Selection
from simulator.steps import Granularity
from tests.gui.stage.by_hand import ALT, SHIFT, XOR, type_into, weight
from tests.gui.stage.conftest import DIGITS, Open, settle

Keys = Qt.Key


def test_with_shift_up_and_down_go_through_the_weights_of_the_neuron_and_back_to_it(qtbot: QtBot, open_stage: Open
                                                                                    ) -> None:
    session, stage = open_stage()
    session.select(Selection(2, 1))
    for key, source in ((Keys.Key_Down, 0), (Keys.Key_Down, 1), (Keys.Key_Up, 0), (Keys.Key_Up, None),
                        (Keys.Key_Up, 3), (Keys.Key_Down, None)):
        QTest.keyClick(stage.canvas, key, SHIFT)
        assert session.selection == Selection(2, 1, source)
    QTest.keyClick(stage.canvas, Keys.Key_Down, SHIFT)
    QTest.keyClick(stage.canvas, Keys.Key_Up)
    assert session.selection == Selection(2, 0), "without Shift it is the next neuron"
    settle(qtbot, stage)


def test_a_weight_is_typed_and_changed_after_it_was_chosen_by_keys(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage(XOR)
    canvas = stage.canvas
    session.select(Selection(1, 1))
    QTest.keyClick(canvas, Keys.Key_Down, SHIFT)
    if not canvas.by_hand:
        QTest.keyClick(canvas, Keys.Key_W)
    QTest.keyClick(canvas, Keys.Key_Return)
    type_into(stage, "1.5")
    assert weight(session, 1, 1, 0) == 1.5
    QTest.keyClick(canvas, Keys.Key_Up, ALT)
    QApplication.processEvents()
    assert weight(session, 1, 1, 0) == pytest.approx(1.6)
    QTest.keyClick(canvas, Keys.Key_K)
    assert session.network.weight_index(1, 1, 0) in session.experiment.frozen
    settle(qtbot, stage)


def test_neuron_by_neuron_the_chosen_one_is_left_and_not_the_one_in_turn(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    session.navigator.set_granularity(Granularity.NEURON)
    session.select(Selection(1, 1))
    QTest.keyClick(stage.canvas, Keys.Key_Down)
    QTest.keyClick(stage.canvas, Keys.Key_Down)
    assert session.selection == Selection(1, 3)
    QTest.keyClick(stage.canvas, Keys.Key_Up, SHIFT)
    QTest.keyClick(stage.canvas, Keys.Key_Up, SHIFT)
    assert session.selection == Selection(1, 3, 0)
    settle(qtbot, stage)


@pytest.mark.parametrize("selection", [None, Selection(0, 350)])
def test_where_no_neuron_is_chosen_it_begins_with_one_that_has_weights(qtbot: QtBot, open_stage: Open,
                                                                       selection: Selection | None) -> None:
    session, stage = open_stage(DIGITS)
    session.select(selection)
    QTest.keyClick(stage.canvas, Keys.Key_Down, SHIFT)
    assert session.selection == Selection(1, 0, 0)
    settle(qtbot, stage)


def test_screen_readers_are_told_the_weight_and_the_keys(qtbot: QtBot, open_stage: Open) -> None:
    session, stage = open_stage()
    session.select(Selection(1, 3))
    for _ in range(2):
        QTest.keyClick(stage.canvas, Keys.Key_Down, SHIFT)
    text = stage.canvas.accessibleDescription()
    assert text.startswith("Input x₂ → Layer 1, neuron 4, w = ")
    assert "with Shift a weight" in text
    settle(qtbot, stage)
