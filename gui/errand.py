"""Work beside the window's thread, one piece at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from gui.language import error_text
from simulator.training import Interrupted

ShouldStop = Callable[[], bool]
Work = Callable[[ShouldStop], object]

_LOOK_EVERY = 15
"""Milliseconds between two looks for the result."""


class Errand(QObject):
    """Lets a thread do something, and says what came of it.

    The thread knows nothing of Qt: it puts its result into a queue that a timer looks into, so a result that nobody
    waits for any more is simply dropped.

    Signals
    -------
    done(object)
        The result.
    failed(str)
        Why there is none, for a person: a ValueError was raised.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = threading.Event()
        self._results: SimpleQueue[object] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def is_under_way(self) -> bool:
        """Whether somebody waits for a result."""
        return self._timer.isActive()

    def start(self, work: Work) -> None:
        """Do this; whatever was under way is given up."""
        self.stop()
        self._stopping, self._results = threading.Event(), SimpleQueue()
        errand = (work, self._stopping, self._results)
        self._thread = threading.Thread(target=_carry_out, args=errand, name="errand", daemon=True)
        self._thread.start()
        self._timer.start()

    def stop(self) -> None:
        """Give up what is under way."""
        self._stopping.set()
        self._timer.stop()

    def wait(self, seconds: float) -> None:
        """Waits until what is under way is done, without telling what came of it: the program ends."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _look(self) -> None:
        try:
            result = self._results.get_nowait()
        except Empty:
            return
        self._timer.stop()
        if isinstance(result, ValueError):
            self.failed.emit(error_text(result))
        elif isinstance(result, Exception):
            self.failed.emit(error_text(result))  # whoever waits must not wait for ever
            raise result
        else:
            self.done.emit(result)


def _carry_out(work: Work, stopping: threading.Event, results: SimpleQueue[object]) -> None:
    try:
        results.put(work(stopping.is_set))
    except Interrupted:
        return
    except Exception as error:  # noqa: BLE001 - raised again in the window's thread
        results.put(error)
