"""Waiting within a function until something is so, while events are handled and the processor rests."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

_LOOK_EVERY = 5
"""Milliseconds until it is looked again when no event comes: a thread may have done its work."""
_AT_A_TIME = 20
"""Milliseconds for which events that bring forth others are handled between two looks."""
_ALL = QEventLoop.ProcessEventsFlag.AllEvents
_REST = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def wait_until(is_so: Callable[[], bool], seconds: float, events: QEventLoop.ProcessEventsFlag = _ALL) -> bool:
    """Handles events until something is so, or the time is over.

    Parameters
    ----------
    events
        Which ones are handled; the others stay for later.

    Returns
    -------
    Whether it is so.
    """
    end = time.monotonic() + seconds
    alarm = QTimer()
    alarm.setInterval(_LOOK_EVERY)
    alarm.start()
    try:
        while time.monotonic() < end:
            QCoreApplication.processEvents(events, _AT_A_TIME)
            if is_so():
                return True
            QCoreApplication.processEvents(events | _REST)
        return False
    finally:
        alarm.stop()
