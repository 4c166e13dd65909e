"""Waiting within a function leaves the processor to others, and misses nothing."""

from __future__ import annotations

from threading import Event, Timer

import pytest
from PySide6.QtCore import QTimer

from gui.foundation.waiting import wait_until
from tests.waiting import PATIENCE


@pytest.mark.usefixtures("qapp")
def test_it_is_looked_now_and_then_and_not_without_end() -> None:
    come: list[bool] = []
    looks: list[int] = []
    QTimer.singleShot(200, lambda: come.append(True))
    assert wait_until(lambda: looks.append(1) or bool(come), PATIENCE)
    assert 1 < len(looks) < 200, "looking again at once takes a whole processor: thousands of looks"


@pytest.mark.usefixtures("qapp")
def test_what_a_thread_has_done_without_a_word_is_noticed() -> None:
    done = Event()
    thread = Timer(0.05, done.set)
    thread.start()
    assert wait_until(done.is_set, PATIENCE)
    thread.join()


@pytest.mark.usefixtures("qapp")
def test_what_never_comes_is_given_up() -> None:
    assert not wait_until(lambda: False, 0.02)
