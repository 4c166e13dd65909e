"""Python's garbage, collected where windows are made and nowhere else.

Python collects garbage in whichever thread happens to make the next object. Were a thread that trains, or one that
typesets a formula, to do away with a widget that nobody needs any more, Qt would be used from the wrong thread, and
the program might stand still for good.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

INTERVAL = 500
"""Milliseconds between two looks."""
_BETWEEN_WHOLE_ONES = 20.0
"""Seconds that pass at least before all of the memory is looked through again."""


class GarbageCollector(QObject):
    """Collects in the thread that it was made in; from then on Python does not by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._last_whole = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def postpone(self) -> None:
        """Looks a whole interval from now: whoever has just waited for something else must not wait for this, too."""
        self._timer.start()

    def stop(self) -> None:
        """Collects no more: the program ends."""
        self._timer.stop()

    def _look(self) -> None:
        if time.monotonic() - self._last_whole < _BETWEEN_WHOLE_ONES:
            collect_if_due(oldest=1)
        elif collect_if_due() == 2:
            self._last_whole = time.monotonic()


def collect_if_due(oldest: int = 2) -> int:
    """Collects as Python would by itself: the oldest generation of objects of which there are too many new ones.

    Parameters
    ----------
    oldest
        The oldest generation that is looked at, 0 to 2.

    Returns
    -------
    The generation that was collected, −1 for none.
    """
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in range(oldest, -1, -1):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return generation
    return -1
