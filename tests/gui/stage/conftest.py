"""A stage in a window, and where things are on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
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
        session.navigator.set_speed(speed)
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
    qtbot.waitUntil(lambda: not stage.canvas.is_moving)


def go(qtbot: QtBot, session: Session, stage: NetworkStage, phase: Phase, layer: int) -> None:
    while (session.moment.phase, session.moment.layer) != (phase, layer):
        session.navigator.next(Granularity.LAYER)
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
