"""What the transport bar moves: a run of the network, a descent on a surface, whatever is stepped through."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from gui.labour import Activity


class Player(Protocol):
    """Something that is stepped through and played, forwards and backwards.

    A granularity, how far one press goes, is a member of an enumeration that has a `coarser` one.
    """

    @property
    def granularities(self) -> tuple[Any, ...]:
        """All of them, from fine to coarse."""
        ...

    @property
    def granularity(self) -> Any:
        """The chosen one."""
        ...

    @property
    def speed(self) -> float:
        """How fast Play goes; 1 is normal."""
        ...

    @property
    def activity(self) -> Activity:
        """What goes on."""
        ...

    @property
    def granularity_changed(self) -> SignalInstance:
        """Tells the new granularity."""
        ...

    @property
    def speed_changed(self) -> SignalInstance:
        """Tells the new speed."""
        ...

    @property
    def activity_changed(self) -> SignalInstance:
        """Tells that something else goes on."""
        ...

    def set_granularity(self, granularity: Any) -> None:
        """Chooses how far one press goes."""

    def set_speed(self, speed: float) -> None:
        """Chooses how fast Play goes."""

    def first(self) -> None:
        """To the beginning."""

    def back(self, granularity: Any = None) -> None:
        """One press of Back."""

    def next(self, granularity: Any = None) -> None:
        """One press of Next."""

    def last(self) -> None:
        """To the end of what has been made."""

    def toggle_play(self) -> None:
        """Pauses whatever goes on; otherwise plays."""

    def pause(self) -> None:
        """Stops whatever goes on."""
