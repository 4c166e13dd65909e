"""A chart of a long run, as it is drawn anew while the run goes on: at most 4 ms of work."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.foundation.theme import Theme, install_fonts
from gui.plots.cost_chart import CostCurves
from gui.plots.run_chart import RunChart
from gui.run.session import Session
from simulator.experiment import Experiment, Layer

PROMISED_MS = 4.0
CIRCLES = Experiment(data_set="circles", layers=(Layer(4, "tanh"), Layer(1)), learning_rate=0.3, batch_size=10)


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    install_fonts()
    apply_theme(qapp, Theme())
    session = Session(CIRCLES)
    yield session
    session.close()


def test_a_refresh_of_a_chart_of_600_000_steps_takes_4_ms(session: Session, qtbot: QtBot) -> None:
    chart = RunChart(CostCurves(Theme()), session, Theme())
    qtbot.addWidget(chart)
    with qtbot.waitExposed(chart):
        chart.show()
    for value in np.random.default_rng(0).gamma(1.0, 0.3, 600_000):
        session.training_history.append(value)
    session.navigator.train(1)
    session.worker.wait()
    spent = []
    for _ in range(30):
        begin = time.thread_time()
        chart.update_chart()
        chart.surface.viewport().repaint()
        spent.append(1e3 * (time.thread_time() - begin))
    median = float(np.median(spent))
    sys.stdout.write(f"\na chart of 600,000 steps: {median:.2f} ms of work a refresh\n")
    assert median <= PROMISED_MS
