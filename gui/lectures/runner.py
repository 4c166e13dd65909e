"""Runs a performance: takes it up again whenever what it waits for has come."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from gui.lectures.performance import Performance, Wait

_LOOK_EVERY = 8
"""Milliseconds between two looks at what is waited for."""
_LONGEST = 0.03
"""Seconds without a wait after which the window has its turn."""


class Runner(QObject):
    """One performance at a time.

    Parameters
    ----------
    pace
        Share of the usual time that waiting takes; 0 for none.

    Signals
    -------
    ended(object)
        It has come to its end: None, or the error that ended it. Not told of one that was stopped.
    """

    ended = Signal(object)

    def __init__(self, pace: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pace = pace
        self._performance: Performance | None = None
        self._wait = Wait()
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether a performance is under way."""
        return self._performance is not None

    def start(self, performance: Performance) -> None:
        """Begins at once; what needs no waiting, and little time, is over when this returns."""
        self.stop()
        self._performance = performance
        self._wait, self._since = Wait(), 0.0
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Gives it up where it is."""
        self._timer.stop()
        performance, self._performance = self._performance, None
        if performance is not None and hasattr(performance, "close"):
            performance.close()

    def _go_on(self) -> None:
        """As far as there is nothing to wait for, unless that takes long."""
        performance, begun = self._performance, time.monotonic()
        while performance is not None and performance is self._performance and self._has_come():
            try:
                self._wait = next(performance)
                self._since = time.monotonic()
            except StopIteration:
                self._end(None)
                return
            except (ValueError, LookupError) as error:
                self._end(error)
                return
            if time.monotonic() - begun > _LONGEST:
                return

    def _has_come(self) -> bool:
        return time.monotonic() - self._since >= self.pace * self._wait.seconds and self._wait.until()

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self._performance = None
        self.ended.emit(error)
