"""How long tests wait: the one place that names a time, and the only one that reads the clock.

Waiting ends as soon as what is waited for is so. Only a test that fails waits until `PATIENCE` is over, which is
longer than the busiest machine needs; how fast something is, `make bench` measures.
"""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds until a test takes it that what it waits for never comes."""
MILLISECONDS = int(1000 * PATIENCE)
"""The same for Qt."""


def wait_until(condition: Callable[[], object]) -> None:
    """Handles the events of the window until something is so, and looks more often than `qtbot.waitUntil`.

    Raises
    ------
    TimeoutError
        If it isn't so for `PATIENCE` seconds.
    """
    from PySide6.QtTest import QTest  # noqa: PLC0415 - tests of the simulator need no Qt

    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{condition} never came to be")
        QTest.qWait(1)
