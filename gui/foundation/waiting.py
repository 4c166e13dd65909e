"""Waiting within a function until something is so, while events are handled and the processor rests."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

# Qt's types, made by the window's thread before another thread asks for them.
#
# WORKAROUND: PySide makes each of its classes when it is first asked for (since 6.8), and doesn't keep two threads
# from it: where one thread imports pyqtgraph, which asks for all of them, while the window is painted, the program
# died of a segmentation fault in one start of twenty on a busy machine.

_LEFT = ((module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))
"""What has not been asked for yet; it is gone through once."""


def make_types(seconds: float = math.inf) -> bool:
    """Goes on making types for so long at most; whether all are made. All of them take a tenth of a second.

    Call it in the window's thread, before a thread is started that imports anything of Qt.
    """
    end = time.perf_counter() + seconds
    for module, name in _LEFT:
        getattr(module, name, None)
        if time.perf_counter() > end:
            return False
    return True


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
