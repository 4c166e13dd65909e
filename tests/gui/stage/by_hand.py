"""A hand on the stage: what a person does to weights and biases with mouse, wheel and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer
from tests.gui.stage.conftest import LEFT, NO_KEYS

SHIFT, CTRL, ALT = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
                    Qt.KeyboardModifier.AltModifier)
XOR = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4, seed=3)
GROUND = QPoint(5, 200)


def turn(stage: NetworkStage, point: QPoint, angle: int, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    at = QPointF(point)
    event = QWheelEvent(at, stage.canvas.mapToGlobal(at), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, held,
                        Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(stage.canvas, event)
    QApplication.processEvents()


def drag(stage: NetworkStage, start: QPoint, *ways: int, held: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press, move to so many pixels above the start one after the other, and let go."""
    canvas = stage.canvas
    QTest.mousePress(canvas, LEFT, held, start)
    for way in ways:
        at = QPointF(start - QPoint(0, way))  # QTest's own movements know no keys that are held
        move = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, held)
        QApplication.sendEvent(canvas, move)
        QApplication.processEvents()
    QTest.mouseRelease(canvas, LEFT, held, start - QPoint(0, ways[-1]))
    QApplication.processEvents()


def weight(session: Session, layer: int, neuron: int, source: int) -> float:
    return float(session.moment.weights[layer][neuron, source])


def type_into(stage: NetworkStage, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    field = stage.weights.editor.field
    assert field is not None
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, end)
