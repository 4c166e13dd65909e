"""Painters that an error has left at work."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtGui import QPainter


def end_painters(trace: TracebackType | None) -> None:
    """Ends the painters in the frames of an error, in the window's thread.

    Whoever keeps the error keeps its frames: a painter in them would outlive what it paints on, and that crashes.
    """
    for frame, _ in traceback.walk_tb(trace):
        for value in list(frame.f_locals.values()):
            if isinstance(value, QPainter) and value.isActive():
                value.end()
