"""A network in the plane that trains while its window draws every map, chart and edge.

TensorFlow Playground shows 59 epochs a second of XOR with 4-2 hidden neurons on the same machine, and 18 with six
layers of 8 neurons; it updates once for each frame.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.run.jobs import Activity

SECONDS = 4.0
PRESETS = {"xor_points": (300.0, 30.0), "spiral_six_layers": (100.0, 20.0)}
"""Epochs and frames a second."""

Open = Callable[[str], Deltaflow]


class Frames(QObject):
    """Counts how often the widget that it watches is painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Open]:
    programs: list[Deltaflow] = []

    def opened(preset: str) -> Deltaflow:
        install_fonts()
        program = Deltaflow(qapp, Options(size=(1440, 900), experiment=preset), remembers=False)
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


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


@pytest.mark.parametrize("preset", PRESETS)
def test_training_while_everything_is_drawn(open_window: Open, preset: str) -> None:
    program = open_window(preset)
    session, workspace = program.session, program.window.workspaces["network"].page.workspace
    assert workspace.right.output is not None
    stage, output = Frames(workspace.stage.canvas), Frames(workspace.right.output.plane)
    session.navigator.train(1_000_000)
    wait(0.5)
    epochs, stage.count, output.count = session.moment.state.epoch, 0, 0
    begin = time.perf_counter()
    wait(SECONDS)
    seconds = time.perf_counter() - begin
    rate = (session.moment.state.epoch - epochs) / seconds
    session.worker.stop()
    while session.navigator.activity is not Activity.IDLE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    wanted = PRESETS[preset]
    print(f"\n{preset} (M = {session.data.train.count}, m = {session.experiment.batch_size}): {rate:.0f} epochs/s "
          f"(at least {wanted[0]:.0f}), stage painted {stage.count / seconds:.1f} times a second, output "
          f"{output.count / seconds:.1f} (at least {wanted[1]:.0f})")
    assert rate >= wanted[0]
    assert min(stage.count, output.count) / seconds >= wanted[1]
