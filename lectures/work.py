"""How work that takes a while tells how far it is, and is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.training import NEVER


def _tell_nobody(_: float) -> None:
    pass


@dataclass(frozen=True)
class Work:
    """Somebody's ear for work that takes a while.

    Attributes
    ----------
    should_stop
        Asked every now and then; the work then raises `Interrupted`.
    report
        Told how much is done, 0 to 1.
    """

    should_stop: Callable[[], bool] = NEVER
    report: Callable[[float], None] = _tell_nobody


AT_ONCE = Work()
"""Nobody waits, and nobody stops it."""
