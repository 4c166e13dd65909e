"""From the drawn stroke to the new prediction on the screen: at most 16 ms."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.digits.digit_card import DigitCard
from gui.digits.drawing_panel import DrawingPanel
from gui.digits.paper import first_sample
from gui.foundation.theme import Theme, install_fonts
from gui.run.session import Session
from simulator.datasets import MNIST
from simulator.datasets.drawing import prepare_digit
from simulator.experiment import Experiment, Layer

PROMISED_MS = 16.0
PREPARED_MS = 3.0
PIECES = 300


class Paints(QObject):
    """Counts how often a widget has been painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture(params=[30, 100], ids=["784-30-10", "784-100-10"])
def session(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Session]:
    install_fonts()
    apply_theme(qapp, Theme())
    session = Session(Experiment(layers=(Layer(request.param), Layer(10))), MNIST, first_sample(MNIST))
    yield session
    session.close()


def test_the_new_prediction_is_on_the_screen_16_ms_after_the_stroke(
        session: Session, qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    card = DigitCard(session, Theme())
    qtbot.addWidget(card)
    card.resize(288, 380)
    with qtbot.waitExposed(card):
        card.show()
    assert isinstance(card.panel, DrawingPanel)
    canvas, paints = card.panel.canvas, Paints()
    canvas.installEventFilter(paints)
    canvas.clear()
    milliseconds = []
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=_place(canvas.width(), 0))
    for piece in range(1, PIECES):
        moment, painted = session.moment, paints.count
        begin = time.perf_counter()
        QTest.mouseMove(canvas, _place(canvas.width(), piece))
        while session.moment is moment or paints.count == painted or card.is_pending:
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        milliseconds.append(1000 * (time.perf_counter() - begin))
        assert card.panel.verdict_label.verdict() is not None
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=_place(canvas.width(), PIECES))
    assert np.array_equal(session.moment.sample.inputs, card.own_sample().inputs)
    median, slow = np.percentile(milliseconds, [50, 95])
    name = request.node.callspec.id
    sys.stdout.write(f"\n{name}: stroke to prediction on screen: median {median:.1f} ms, 95 % in {slow:.1f} ms\n")
    assert slow <= PROMISED_MS


def test_preparing_a_drawing_takes_3_ms_of_work() -> None:
    canvas = np.zeros((280, 280))
    rows, columns = np.mgrid[0:280, 0:280]
    for point in (_place(280, piece) for piece in range(0, PIECES, 2)):
        canvas = np.maximum(canvas, np.hypot(columns - point.x(), rows - point.y()) < 11.0)
    spent = []
    for _ in range(30):
        begin = time.thread_time()
        prepare_digit(canvas)
        spent.append(1e3 * (time.thread_time() - begin))
    median = float(np.median(spent))
    sys.stdout.write(f"\npreparing a drawing: {median:.2f} ms of work\n")
    assert median <= PREPARED_MS


def _place(side: int, piece: int) -> QPoint:
    """A point on a curve that fills the canvas and never stands still."""
    turn = piece / 9
    return QPoint(round(side * (0.5 + 0.35 * math.cos(turn))), round(side * (0.5 + 0.35 * math.sin(0.61 * turn))))
