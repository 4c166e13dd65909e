"""Turns of the wheel over the stage: notches that change a value, or a zoom."""

from __future__ import annotations

import time

NOTCH = 120
"""Eighths of a degree, as Qt counts them."""
_SERIES_SECONDS = 0.3


class WheelTurns:
    """Adds up what fine wheels and touch pads report, and lets a zoom that has begun go on.

    While somebody zooms, edges come to lie under the pointer that rests: they must not be changed.
    """

    def __init__(self) -> None:
        self._index: int | None = None
        self._angle = 0
        self._zoomed = float("-inf")

    @property
    def is_zooming(self) -> bool:
        """Whether a zoom has just gone on."""
        return time.monotonic() - self._zoomed <= _SERIES_SECONDS

    def zoom(self) -> None:
        """Takes notice of a turn that zooms."""
        self._zoomed = time.monotonic()
        self._index, self._angle = None, 0

    def notches(self, index: int, angle: int) -> int:
        """Whole notches that a turn over an entry of θ makes, together with what was left over from those before."""
        if index != self._index:
            self._index, self._angle = index, 0
        self._angle += angle
        notches = int(self._angle / NOTCH)
        self._angle -= notches * NOTCH
        return notches
