"""How long a lecture has been going on."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from lectures.model import Lecture

USUAL_MINUTES = 45
LONGEST_MINUTES = 600


class Opening(Protocol):
    """Who opens lectures and leaves them: the `Director`."""

    @property
    def lecture(self) -> Lecture | None:
        """The lecture that is open."""
        ...

    @property
    def lecture_changed(self) -> SignalInstance:
        """Tells that another lecture was opened, or that it was left."""
        ...


class LectureClock(QObject):
    """Counts from the opening of a lecture; it goes on whether or not a window shows it.

    Parameters
    ----------
    now
        Seconds of a clock that is never put back.

    Signals
    -------
    changed()
        It has begun anew, or another length is planned.
    """

    changed = Signal()

    def __init__(self, director: Opening, now: Callable[[], float] = time.monotonic,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._director = director
        self._now = now
        self._lecture: Lecture | None = None
        self._start = now()
        self._planned = USUAL_MINUTES
        director.lecture_changed.connect(self._on_lecture)
        self._on_lecture()

    @property
    def elapsed(self) -> float:
        """Seconds since the lecture was opened or the clock was set to 0; 0 without a lecture."""
        return self._now() - self._start if self._lecture is not None else 0.0

    @property
    def planned_minutes(self) -> int:
        """How long the lecture shall take."""
        return self._planned

    @property
    def over(self) -> float:
        """By how many seconds it has taken longer; 0 as long as it hasn't."""
        return max(self.elapsed - 60.0 * self._planned, 0.0)

    def reset(self) -> None:
        """Counts from now on."""
        self._start = self._now()
        self.changed.emit()

    def plan(self, minutes: int) -> None:
        """Another length; what is too short or too long becomes the nearest that is not."""
        self._planned = min(max(minutes, 1), LONGEST_MINUTES)
        self.changed.emit()

    def _on_lecture(self) -> None:
        lecture = self._director.lecture
        if lecture is not self._lecture:
            self._lecture = lecture
            self.reset()


def duration_text(seconds: float) -> str:
    """Minutes and seconds such as 7:05, with hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
