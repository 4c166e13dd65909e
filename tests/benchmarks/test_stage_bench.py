"""How quickly the stage is repainted while the signal travels and while a run trains."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.foundation.theme import Theme, install_fonts
from gui.run.session import Session
from gui.workspaces.network.stage import NetworkStage
from simulator.experiment import Experiment, Layer

SIZES = {"beside the panels": (820, 600), "whole window": (1440, 900)}
PROMISED = {30: 60.0, 100: 30.0}
"""Frames a second for so many hidden neurons."""
MOVES = 12
SCREEN = 1.0 / 60.0

Open = Callable[[int, tuple[int, int]], tuple[Session, NetworkStage]]


@pytest.fixture
def open_stage(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    sessions: list[Session] = []

    def opened(hidden: int, size: tuple[int, int]) -> tuple[Session, NetworkStage]:
        install_fonts()
        apply_theme(qapp, Theme())
        session = Session(Experiment(layers=(Layer(hidden), Layer(10))))
        sessions.append(session)
        stage = NetworkStage(session, Theme())
        stage.resize(*size)
        qtbot.addWidget(stage)
        with qtbot.waitExposed(stage):
            stage.show()
        qtbot.waitUntil(lambda: not stage.canvas.is_moving, timeout=20_000)
        return session, stage

    yield opened
    for session in sessions:
        session.close()


class Travel:
    """Moves through a pass at normal speed and repaints the whole stage as often as a screen does.

    What it costs to take in a new moment and to go on with pictures that are not finished belongs to the frames.
    """

    def __init__(self, session: Session, stage: NetworkStage) -> None:
        self.session, self.canvas = session, stage.canvas
        self.frames: list[float] = []
        self.moves: list[float] = []

    def __call__(self) -> None:
        """One pass forward and back through the network, travelled station by station."""
        for _ in range(MOVES):
            begin = time.perf_counter()
            self.session.navigator.next()
            self.moves.append(time.perf_counter() - begin)
            while self.canvas.is_moving:
                begin = time.perf_counter()
                self.canvas.advance()
                self.canvas.repaint()
                spent = time.perf_counter() - begin
                self.frames.append(spent)
                time.sleep(max(SCREEN - spent, 0.0))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("hidden", PROMISED)
def test_repainting_while_the_signal_travels(benchmark: BenchmarkFixture, open_stage: Open, hidden: int, size: str
                                             ) -> None:
    session, stage = open_stage(hidden, SIZES[size])
    travel = Travel(session, stage)
    benchmark.pedantic(travel, rounds=1)
    spent = sum(travel.frames) + sum(travel.moves)
    fps = len(travel.frames) / spent
    in_time = sum(frame <= SCREEN for frame in travel.frames) / len(travel.frames)
    print(f"\n784-{hidden}-10, stage {SIZES[size][0]}×{SIZES[size][1]}, all edges, pictures of new moments included: "
          f"room for {fps:.0f} frames/s, median {1e3 * statistics.median(travel.frames):.1f} ms, slowest "
          f"{1e3 * max(travel.frames):.1f} ms, {100 * in_time:.1f} % in time for 60 Hz; a new moment is taken "
          f"in within {1e3 * max(travel.moves):.1f} ms")
    benchmark.extra_info["frames_per_second"] = round(fps)
    assert fps >= PROMISED[hidden]
    assert sorted(travel.frames)[int(0.95 * len(travel.frames))] <= 1.0 / PROMISED[hidden]


@pytest.mark.parametrize("hidden", PROMISED)
def test_the_stage_while_training(open_stage: Open, qtbot: QtBot, hidden: int) -> None:
    session, stage = open_stage(hidden, SIZES["beside the panels"])
    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    shown: list[object] = []
    session.moment_changed.connect(shown.append)
    timer.start(16)
    session.navigator.train(20)
    begin = time.perf_counter()
    qtbot.waitUntil(lambda: time.perf_counter() - begin > 4.0, timeout=10_000)
    seconds = time.perf_counter() - begin
    timer.stop()
    session.worker.stop()
    qtbot.waitUntil(lambda: not session.is_training and not stage.canvas.is_moving, timeout=20_000)
    gaps = sorted(later - earlier for earlier, later in pairwise(ticks))
    late = 1e3 * gaps[int(0.95 * len(gaps))]
    print(f"\n784-{hidden}-10 trains at {session.run_length / seconds:.0f} steps/s: {len(shown) / seconds:.0f} "
          f"pictures/s, a 16 ms timer comes after {late:.1f} ms (p95)")
    assert len(shown) / seconds >= 20.0
    assert hidden > 30 or late <= 25.0
