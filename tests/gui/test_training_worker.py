"""The thread for long work gives way to the window, and is never starved by it."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gui.run.training_worker import Post, ShouldStop, TrainingWorker
from tests.waiting import PATIENCE


class Counting:
    """Work that counts how often it has asked whether to stop, and posts each number."""

    def __init__(self) -> None:
        self.count = 0
        self.asked = threading.Event()

    def __call__(self, should_stop: ShouldStop, post: Post) -> int:
        while not should_stop():
            self.count += 1
            post(self.count)
            self.asked.set()
            time.sleep(0.0005)
        return self.count


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[TrainingWorker]:
    worker = TrainingWorker()
    yield worker
    worker.close()


def test_the_work_rests_until_what_changes_is_painted(worker: TrainingWorker, qtbot: QtBot,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.run.training_worker.LONGEST_PAUSE", PATIENCE)
    work = Counting()
    worker.start(work)
    assert work.asked.wait(PATIENCE)
    worker.rest()
    before = work.count
    time.sleep(0.02)
    assert work.count <= before + 1, "the step that was under way is finished, and no other begun"
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: work.count > before)


def test_a_window_that_never_comes_to_paint_does_not_hold_the_work_for_good(worker: TrainingWorker) -> None:
    work = Counting()
    worker.start(work)
    assert work.asked.wait(PATIENCE)
    worker.rest()
    work.asked.clear()
    assert work.asked.wait(PATIENCE), "nothing was painted, and yet it went on"


def test_however_long_a_frame_takes_there_is_work_done_between_two(worker: TrainingWorker, qtbot: QtBot) -> None:
    work, arrived = Counting(), list[int]()

    def slow_frame(value: int) -> None:
        arrived.append(value)
        for _ in range(3):
            work.asked.clear()
            assert work.asked.wait(PATIENCE)

    worker.arrived.connect(slow_frame)
    worker.start(work)
    qtbot.waitUntil(lambda: len(arrived) >= 4)
    assert all(later - earlier > 1 for earlier, later in itertools.pairwise(arrived))


def test_work_that_rests_can_be_stopped(worker: TrainingWorker, qtbot: QtBot) -> None:
    work = Counting()
    worker.start(work)
    assert work.asked.wait(PATIENCE)
    worker.rest()
    with qtbot.waitSignal(worker.ended):
        worker.stop()
