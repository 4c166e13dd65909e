"""The perceptron by hand in the whole window: stage, truth table and undo together, with real events."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.digits.rows_panel import RowsPanel
from gui.foundation.theme import install_fonts
from gui.run.choice import Selection
from gui.workspaces.network.canvas import StageCanvas
from gui.workspaces.network.hand_marks import edge_point
from gui.workspaces.network.stage import NetworkStage
from simulator.steps import Granularity

LEFT, NO_KEYS, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALL_RIGHT = "All 4 rows are right."


@pytest.fixture
def nand(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Deltaflow]:
    """The program with the NAND of the lecture."""
    install_fonts()
    program = Deltaflow(qapp, Options(experiment="nand_by_hand", theme="light", language="en", size=(1440, 900)),
                        remembers=False)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    program.settle()
    yield program
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def stage_of(program: Deltaflow) -> NetworkStage:
    return program.window.workspaces["network"].page.workspace.stage


def canvas_of(program: Deltaflow) -> StageCanvas:
    return stage_of(program).canvas


def truth(program: Deltaflow) -> str:
    panel = program.window.workspaces["network"].page.workspace.digits.panel
    assert isinstance(panel, RowsPanel)
    return panel.truth_line.text()


def place(program: Deltaflow, selection: Selection) -> QPoint:
    frame = canvas_of(program).frame
    assert frame is not None
    if selection.source is not None:
        return edge_point(frame, selection, 0.5).toPoint()
    column = frame.layout.columns[selection.layer]
    return frame.view.point(column.x, float(column.y[selection.neuron])).toPoint()


def drag(program: Deltaflow, start: QPoint, pixels: int) -> None:
    """Drag upwards, in steps that the window can follow."""
    canvas = canvas_of(program)
    QTest.mousePress(canvas, LEFT, NO_KEYS, start)
    for way in range(0, abs(pixels) + 1, 10):
        QTest.mouseMove(canvas, start - QPoint(0, way if pixels > 0 else -way))
        QApplication.processEvents()
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, start - QPoint(0, pixels))
    program.settle()


def press(program: Deltaflow, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(QApplication.focusWidget() or program.window, key, held)
    program.session.worker.wait()
    program.settle()


def test_a_dragged_bias_makes_rows_of_the_truth_table_wrong_and_one_undo_makes_them_right(nand: Deltaflow) -> None:
    session, output = nand.session, Selection(1, 0)
    assert session.moment.theta.tolist() == [-2.0, -2.0, 3.0]
    assert truth(nand) == ALL_RIGHT
    drag(nand, place(nand, output), -100)
    assert session.moment.biases[1][0] == pytest.approx(1.0, abs=0.01)
    assert truth(nand) == "Wrong: row 2 (0, 1), row 3 (1, 0)."
    press(nand, Qt.Key.Key_Z, CTRL)
    assert session.moment.theta.tolist() == [-2.0, -2.0, 3.0]
    assert truth(nand) == ALL_RIGHT
    press(nand, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert truth(nand) != ALL_RIGHT


def test_a_typed_weight_a_frozen_one_and_a_notch_are_undone_one_after_the_other(nand: Deltaflow) -> None:
    session, canvas, edge = nand.session, canvas_of(nand), Selection(1, 0, 1)
    QTest.mouseClick(canvas, LEFT, NO_KEYS, place(nand, edge))
    press(nand, Qt.Key.Key_Return)
    assert stage_of(nand).weights.editor.isVisible()
    press(nand, Qt.Key.Key_5)
    assert session.navigator.granularity is Granularity.LAYER, "the digit is typed and chooses no granularity"
    press(nand, Qt.Key.Key_Return)
    assert session.moment.weights[1][0].tolist() == [-2.0, 5.0]
    press(nand, Qt.Key.Key_K)
    assert session.experiment.frozen == (1,)
    press(nand, Qt.Key.Key_Period)
    assert session.moment.weights[1][0].tolist() == [-2.0, 5.1]
    for weight, frozen in ((5.0, (1,)), (5.0, ()), (-2.0, ())):
        press(nand, Qt.Key.Key_Z, CTRL)
        assert session.moment.weights[1][0, 1] == weight
        assert session.experiment.frozen == frozen
    assert not session.history.can_undo


@pytest.mark.parametrize("chosen", [None, Selection(1, 0, 1)])
def test_the_digits_choose_the_granularity_whatever_is_chosen(nand: Deltaflow, chosen: Selection | None) -> None:
    nand.session.select(chosen)
    canvas_of(nand).setFocus()
    press(nand, Qt.Key.Key_4)
    assert nand.session.navigator.granularity is Granularity.STEP
    assert not stage_of(nand).weights.editor.isVisible()


def test_space_plays_on_while_a_weight_is_chosen(nand: Deltaflow) -> None:
    nand.session.select(Selection(1, 0, 0))
    QTest.keyClick(nand.window, Qt.Key.Key_Space)
    assert nand.session.is_playing
    QTest.keyClick(nand.window, Qt.Key.Key_Space)
    assert not nand.session.is_playing
    nand.settle()
