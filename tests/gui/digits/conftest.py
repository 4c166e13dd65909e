"""What the tests of the digit card share: a real session, a card in a window, and a hand that works on it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.digits.digit_card import DigitCard
from gui.digits.drawing_panel import DrawingPanel
from gui.digits.paper import first_sample, grey_values
from gui.digits.rows_panel import RowsPanel
from gui.foundation.theme import Theme, install_fonts
from gui.run.session import Session
from simulator.datasets import MNIST
from simulator.datasets.data_set import DataSet, Part
from simulator.experiment import Experiment, Layer
from tests.waiting import wait_until

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """A card on the screen and what a person does with it."""

    def __init__(self, card: DigitCard, session: Session, window: QWidget) -> None:
        self.card = card
        self.session = session
        self.window = window  # a window lives as long as somebody knows it

    @property
    def drawing(self) -> DrawingPanel:
        """The panel, on which something is drawn."""
        assert isinstance(self.card.panel, DrawingPanel)
        return self.card.panel

    @property
    def rows(self) -> RowsPanel:
        """The panel, which is a table."""
        assert isinstance(self.card.panel, RowsPanel)
        return self.card.panel

    def settle(self) -> None:
        """Lets the event loop turn until the session has been shown what lies on the card."""
        wait_until(lambda: not self.card.is_pending)
        QApplication.processEvents()

    def press(self, button: QWidget) -> None:
        """Presses a button and waits for what comes of it."""
        QTest.mouseClick(button, LEFT)
        self.settle()

    def at(self, x: float, y: float) -> QPoint:
        """A place on the canvas, from shares of its sides."""
        canvas = self.drawing.canvas
        return QPoint(round(x * canvas.width()), round(y * canvas.height()))

    def stroke(self, *places: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
        """Draws from place to place; the session has not seen it yet."""
        canvas = self.drawing.canvas
        QTest.mousePress(canvas, button, pos=self.at(*places[0]))
        for place in places[1:]:
            QTest.mouseMove(canvas, self.at(*place))
        QTest.mouseRelease(canvas, button, pos=self.at(*places[-1]))

    def clear(self) -> None:
        """Takes all ink away."""
        QTest.mouseClick(self.drawing.header.clear, LEFT)

    def ink(self) -> np.ndarray:
        """The grey values on the paper."""
        return grey_values(self.drawing.canvas._ink).copy()

    def color_at(self, x: float, y: float) -> QColor:
        """The colour on the screen at a place of the canvas."""
        return self.drawing.canvas.grab().toImage().pixelColor(self.at(x, y))

    def click_row(self, row: int) -> None:
        """Clicks a row of the table."""
        table = self.rows.table
        place = table.visualRect(table.model().index(row, 1)).center()
        QTest.mouseClick(table.viewport(), LEFT, pos=place)
        self.settle()

    def cells(self, row: int) -> list[str]:
        """What stands in a row of the table."""
        model = self.rows.table.model()
        return [str(model.index(row, column).data()) for column in range(model.columnCount())]


OpenSession = Callable[..., Session]
OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_session(qapp: QApplication) -> Iterator[OpenSession]:
    """Opens sessions; one with MNIST begins with the drawn 3, so that no training data have to be read."""
    sessions: list[Session] = []

    def opened(experiment: Experiment, data: DataSet | None = None) -> Session:
        sample = first_sample(MNIST) if experiment.data_set == "mnist" else None
        sessions.append(Session(experiment, data, sample))
        return sessions[-1]

    yield opened
    for session in sessions:
        session.close()


@pytest.fixture
def open_desk(qtbot: QtBot, qapp: QApplication, former_look: None) -> Iterator[OpenDesk]:
    """Puts a card into a window of its own."""
    desks: list[Desk] = []

    def opened(session: Session, theme: Theme | None = None, width: int = 288) -> Desk:
        theme = theme or Theme()
        install_fonts()
        apply_theme(qapp, theme)
        window = QWidget()
        qtbot.addWidget(window)
        card = DigitCard(session, theme, window, chance=random.Random(4))
        desks.append(Desk(card, session, window))
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        window.resize(width, theme.px(460))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return desks[-1]

    yield opened
    desks.clear()


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """A network for MNIST with the drawn 3 at its input."""
    return open_session(Experiment())


@pytest.fixture
def desk(session: Session, open_desk: OpenDesk) -> Desk:
    """The card for MNIST."""
    return open_desk(session)


@pytest.fixture
def gate(open_session: OpenSession) -> Session:
    """A single neuron before the four rows of the AND gate."""
    return open_session(Experiment(data_set="and_gate", layers=(Layer(1),), batch_size=4))


@pytest.fixture
def gate_desk(gate: Session, open_desk: OpenDesk) -> Desk:
    """The card for the AND gate."""
    return open_desk(gate, width=250)


@pytest.fixture
def tiny_pictures() -> DataSet:
    """Twelve pictures of 8×8 in two classes, as somebody might open them from IDX files."""
    raw = np.random.default_rng(3).integers(0, 256, (12, 64), dtype=np.uint8)
    part = Part.of(raw, np.arange(12, dtype=np.int64) % 2, scale=1 / 255)
    return DataSet("idx", "tiny", (8, 8), ("0", "1"), np.eye(2), part, part)


@pytest.fixture
def tiny_experiment() -> Experiment:
    """A network for the tiny pictures."""
    return Experiment(layers=(Layer(2),), batch_size=4, data_set="idx", data_path="x")
