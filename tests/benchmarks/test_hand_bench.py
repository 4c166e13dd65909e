"""How quickly the whole window follows a weight that is dragged."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.run.choice import Selection
from gui.workspaces.network.canvas import StageCanvas
from gui.workspaces.network.hand_marks import edge_point
from simulator.experiment import Experiment, Layer

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOVES = 60
NETWORKS = {
    "xor 4-2": (Experiment(data_set="xor_gate", layers=(Layer(4, "tanh"), Layer(2, "tanh"), Layer(1)),
                           batch_size=4), 16.0),
    "six layers of 8": (Experiment(data_set="circles", layers=(*[Layer(8, "tanh")] * 6, Layer(1)), batch_size=10),
                        33.0),
}
"""Experiments, and how many milliseconds may pass from the movement of the mouse to the repainted window."""


class Repaints(QObject):
    """Counts how often a widget is painted; all that is to be painted anew in a window is painted in one go."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Experiment], Deltaflow]]:
    programs: list[Deltaflow] = []

    def opened(experiment: Experiment) -> Deltaflow:
        install_fonts()
        file = tmp_path / "experiment.json"
        file.write_text(experiment.to_json(), encoding="utf-8")
        program = Deltaflow(qapp, Options(theme="light", language="en", size=(1440, 900), file=file), remembers=False)
        programs.append(program)
        program.window.show()
        program.settle()
        return program

    yield opened
    for program in programs:
        program.window.close()
        program.window.deleteLater()
        program.end()
        program.setParent(None)
        program.deleteLater()


def place_of(canvas: StageCanvas, edge: Selection) -> QPoint:
    assert canvas.frame is not None
    return edge_point(canvas.frame, edge, 0.3).toPoint()


@pytest.mark.parametrize("layer", [1, 2], ids=["a weight of layer 1", "a weight of layer 2"])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_whole_window_follows_a_dragged_weight(open_window: Callable[[Experiment], Deltaflow], name: str,
                                                   layer: int) -> None:
    experiment, promised = NETWORKS[name]
    program = open_window(experiment)
    session, canvas = program.session, program.window.workspaces["network"].page.workspace.stage.canvas
    repaints = Repaints(canvas)
    at = place_of(canvas, Selection(layer, 0, 1))
    QTest.mouseMove(canvas, at)
    QTest.mousePress(canvas, LEFT, NO_KEYS, at)
    spent = []
    for move in range(1, MOVES + 1):
        theta, painted = session.moment.theta, repaints.count
        begin = time.perf_counter()
        QTest.mouseMove(canvas, at - QPoint(0, 4 + move))
        while session.moment.theta is theta or repaints.count == painted:
            QApplication.processEvents()
        QApplication.processEvents()
        spent.append(1e3 * (time.perf_counter() - begin))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, at - QPoint(0, 4 + MOVES))
    program.settle()
    median, p90 = statistics.median(spent), sorted(spent)[int(0.9 * len(spent))]
    print(f"\n{name}, layer {layer}: from the mouse to the repainted window {median:.1f} ms (median), "
          f"{p90:.1f} ms (p90), at most {promised:.0f}")
    assert session.history.can_undo
    assert median <= promised
