"""A card of the output in a window, and where things are on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.plane.output_card import OutputCard
from gui.run.session import Session
from simulator.experiment import Experiment, Layer
from simulator.moment import Moment
from simulator.run import Run
from simulator.steps import START

LEFT, RIGHT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier

CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)), learning_rate=0.3)
XOR_GATE = Experiment(data_set="xor_gate", layers=(Layer(2, "tanh"), Layer(1)), batch_size=4)
HALF_ADDER = Experiment(data_set="half_adder", layers=(Layer(3, "tanh"), Layer(2)), batch_size=4)
NOT_GATE = Experiment(data_set="not_gate", layers=(Layer(1),), batch_size=2)
THREE = Experiment(data_set="three_classes", layers=(Layer(5, "tanh"), Layer(3, "softmax")),
                   cost="categorical_cross_entropy", learning_rate=0.1)
HILLS = Experiment(data_set="hills", layers=(Layer(6, "tanh"), Layer(1, "identity")), cost="quadratic",
                   learning_rate=0.1)
SINE = Experiment(data_set="sine", layers=(Layer(4, "tanh"), Layer(1, "identity")), cost="quadratic",
                  learning_rate=0.1)
ALL = {"circles": CIRCLES, "xor_gate": XOR_GATE, "half_adder": HALF_ADDER, "not_gate": NOT_GATE, "three": THREE,
       "hills": HILLS, "sine": SINE}

Open = Callable[..., tuple[Session, OutputCard]]


@pytest.fixture
def open_card(qtbot: QtBot, light_look: None) -> Iterator[Open]:
    """Opens a card in an active window."""
    sessions: list[Session] = []
    windows: list[QWidget] = []

    def opened(experiment: Experiment = CIRCLES, epochs: float = 0, width: int = 300, theme: Theme | None = None, *,
               editable: bool = True) -> tuple[Session, OutputCard]:
        session = Session(experiment)
        sessions.append(session)
        if epochs:
            session.navigator.train(epochs)
            session.worker.wait()
        card = OutputCard(session, theme or Theme(), session=session if editable else None)
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        window.resize(width, 520)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return session, card

    yield opened
    for session in sessions:
        session.close()
    windows.clear()


def place(card: OutputCard, *point: float) -> QPoint:
    """Where a point of the plane, or (x, y) of a plot, lies on the picture."""
    return card.plane.to_widget((point[0], point[1])).toPoint()


def hover(card: OutputCard, *point: float) -> None:
    """Points at it."""
    QTest.mouseMove(card.plane, place(card, *point) + QPoint(1, 0))
    QTest.mouseMove(card.plane, place(card, *point))


def click(card: OutputCard, *point: float, button: Qt.MouseButton = LEFT) -> None:
    hover(card, *point)
    QTest.mouseClick(card.plane, button, NO_KEYS, place(card, *point))


def drag(card: OutputCard, start: tuple[float, float], end: tuple[float, float], *, let_go: bool = True) -> None:
    """Takes a point somewhere else, over a place half way."""
    half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    QTest.mousePress(card.plane, LEFT, NO_KEYS, place(card, *start))
    QTest.mouseMove(card.plane, place(card, *half))
    QTest.mouseMove(card.plane, place(card, *end))
    if let_go:
        QTest.mouseRelease(card.plane, LEFT, NO_KEYS, place(card, *end))


def edit(card: OutputCard) -> None:
    """Presses the pen."""
    QTest.mouseClick(card.header.pen, LEFT)


def color(card: OutputCard, position: QPoint) -> QColor:
    """Colour of a pixel of the picture."""
    QApplication.processEvents()
    return QColor(card.plane.grab().toImage().pixelColor(position))


def moment_of(experiment: Experiment, steps: int = 1) -> Moment:
    """The last of so many steps of a run, at its beginning."""
    run = Run(experiment, experiment.open_data())
    step = run.timeline.begin()
    for _ in range(steps - 1):
        step = run.timeline.advance()
    run.arrive(step, replace(START, step=steps - 1))
    return run.moment
