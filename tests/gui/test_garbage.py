"""Garbage is collected in the window's thread, and in no other."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.app import GarbageCollector, collect_if_due


class Ring:
    """Only a collection can do away with it; it notes the thread in which that happens."""

    gone: list[int]

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone
        self.itself = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.fixture
def collector() -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.stop()
    collector.deleteLater()


def make_garbage(gone: list[int]) -> None:
    for _ in range(2 * gc.get_threshold()[0]):
        Ring(gone)


def test_what_a_thread_leaves_behind_is_collected_by_the_window(qtbot: QtBot, collector: GarbageCollector) -> None:
    gone: list[int] = []
    thread = threading.Thread(target=make_garbage, args=(gone,))
    thread.start()
    thread.join()
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone))
    assert set(gone) == {threading.get_ident()}


def test_nothing_is_collected_as_long_as_there_is_little(collector: GarbageCollector) -> None:
    gc.collect()
    assert collect_if_due() == -1


def test_the_young_are_looked_through_without_the_old(collector: GarbageCollector) -> None:
    gc.collect()
    make_garbage([])
    assert collect_if_due(oldest=1) == 0
