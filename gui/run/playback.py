"""Play: Next pressed again and again, at a speed that can be set."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

INTERVAL = 700
"""Milliseconds from one stop to the next at speed 1."""
SHORTEST_INTERVAL = 16
SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)


class Playback(QObject):
    """Calls `advance` in the rhythm of the speed until it says that nothing is left.

    Signals
    -------
    playing_changed
        Whether it plays.
    """

    playing_changed = Signal(bool)

    def __init__(self, advance: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._advance = advance
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.set_speed(1.0)

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    def set_speed(self, speed: float) -> None:
        """Sets how many times faster than normal it plays."""
        self._timer.setInterval(max(SHORTEST_INTERVAL, round(INTERVAL / speed)))

    def play(self) -> None:
        """Begins with the first move at once, so that the key is answered."""
        if not self.is_playing:
            self._timer.start()
            self.playing_changed.emit(True)
            self._tick()

    def pause(self) -> None:
        """Stops where it is."""
        if self.is_playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def _tick(self) -> None:
        if not self._advance():
            self.pause()
