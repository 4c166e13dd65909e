"""Two parameters chosen by clicking on the stage."""

from __future__ import annotations

from collections import deque

from gui.choice import Selection
from gui.network.hand import parameter_index
from simulator.network import Network


class EdgePicker:
    """Remembers the last two weights or biases that were chosen, and takes the next two when it is asked to.

    Attributes
    ----------
    is_picking
        Whether the next two are waited for.
    first
        Place in θ of the first of them, once it is there.
    """

    def __init__(self) -> None:
        self.is_picking = False
        self.first: int | None = None
        self._last: deque[int] = deque(maxlen=2)

    def begin(self) -> None:
        """Wait for two."""
        self.is_picking, self.first = True, None

    def cancel(self) -> None:
        """Wait no more."""
        self.is_picking, self.first = False, None

    def forget(self) -> None:
        """The network is another one."""
        self.cancel()
        self._last.clear()

    def last_two(self) -> tuple[int, int] | None:
        """The last two different edges that were chosen, the older one first; None if there weren't two yet."""
        return (self._last[0], self._last[1]) if len(self._last) == 2 else None

    def take(self, network: Network, selection: Selection | None) -> tuple[int, int] | None:
        """Somebody has chosen something on the stage; both places in θ if these are the two that were waited for.

        While nothing is waited for only weights count: neurons are chosen for many reasons.
        """
        index = parameter_index(network, selection)
        if index is None or selection is None:
            return None
        if selection.source is not None and index not in self._last:
            self._last.append(index)
        if not self.is_picking:
            return None
        if self.first is None:
            self.first = index
            return None
        if index == self.first:
            return None
        both = (self.first, index)
        self.cancel()
        return both
