"""Weights and biases changed by hand: from the way of a pointer, from notches and keys to new numbers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from gui.foundation.number_text import MINUS, number
from gui.run.choice import Selection
from simulator.network import Network

PER_PIXEL = 0.02
"""So much does a drag by one pixel change a value …"""
PER_NOTCH = 0.1
"""… and so much a notch of the wheel or a press of a key."""
FINE = 0.1
"""What both are multiplied by while Shift is held."""
SERIES_SECONDS = 1.0
"""Notches and presses that follow one another within this time are one edit."""
_DIGITS = 2
_FINE_DIGITS = 3
_WRITTEN_OUT = 1e6
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def parameter_index(network: Network, selection: Selection | None) -> int | None:
    """Place in θ of a weight, or of a neuron's bias; None for an input and for what the network doesn't have."""
    if selection is None or selection.layer == 0 or not selection.exists_in(network.sizes):
        return None
    if selection.source is None:
        return network.bias_index(selection.layer, selection.neuron)
    return network.weight_index(selection.layer, selection.neuron, selection.source)


def parameter_symbol(selection: Selection) -> str:
    """The weight or bias as the lecture writes it: w²₁₂, b¹₃; a comma parts numbers of several digits."""
    layer, neuron = str(selection.layer).translate(_SUPERSCRIPTS), str(selection.neuron + 1)
    if selection.source is None:
        return f"b{layer}{neuron.translate(_SUBSCRIPTS)}"
    source = str(selection.source + 1)
    comma = "," if len(neuron) + len(source) > 2 else ""
    return f"w{layer}{neuron.translate(_SUBSCRIPTS)}{comma}{source.translate(_SUBSCRIPTS)}"


def value_text(value: float, digits: int = _DIGITS) -> str:
    """A value while it is changed: always so many decimals, so that it doesn't jump about."""
    if not math.isfinite(value) or abs(value) >= _WRITTEN_OUT:
        return number(value)
    return f"{value:.{digits}f}".replace("-", MINUS) if round(value, digits) else f"{0.0:.{digits}f}"


@dataclass
class _Grasp:
    """A value that is being dragged.

    Attributes
    ----------
    exact
        The value before it is rounded: small movements add up.
    digits
        Decimals that it is rounded to.
    """

    index: int
    start: float
    exact: float
    digits: int = _DIGITS
    is_told: bool = False


@dataclass(frozen=True)
class _Wish:
    """A value that shall be set when the event loop turns."""

    index: int
    value: float
    continues: bool


class Hand(QObject):
    """Turns drags, notches and keys into new values, at most one for each turn of the event loop.

    Parameters
    ----------
    value_of
        The present value of an entry of θ; None where there is none.

    Signals
    -------
    changed(int, float, bool)
        Place in θ, the new value, and whether it belongs to the same edit as the one before.
    """

    changed = Signal(int, float, bool)

    def __init__(self, value_of: Callable[[int], float | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value_of = value_of
        self._grasp: _Grasp | None = None
        self._wish: _Wish | None = None
        self._last: tuple[int, float] | None = None
        self._last_time = -math.inf
        self.is_changing = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.tell)

    @property
    def is_holding(self) -> bool:
        """Whether something is being dragged."""
        return self._grasp is not None

    @property
    def digits(self) -> int:
        """Decimals of the value that is dragged."""
        return self._grasp.digits if self._grasp is not None else _DIGITS

    def value(self, index: int) -> float:
        """The value that is in force, or asked for; 0 in place of what is not finite."""
        if self._wish is not None and self._wish.index == index:
            return self._wish.value
        value = self._value_of(index)
        return value if value is not None and math.isfinite(value) else 0.0

    def grasp(self, index: int) -> None:
        """Begin to drag."""
        self.tell()
        self._grasp = _Grasp(index, self.value(index), self.value(index))

    def drag(self, pixels: float, *, fine: bool) -> None:
        """Go on dragging by so many pixels upwards."""
        held = self._grasp
        if held is None or pixels == 0:
            return
        held.digits = max(held.digits, _FINE_DIGITS if fine else _DIGITS)
        held.exact += pixels * PER_PIXEL * (FINE if fine else 1.0)
        self._ask(held.index, round(held.exact, held.digits), continues=held.is_told)
        held.is_told = True

    def let_go(self) -> None:
        """End of the drag: the value stays."""
        self.tell()
        self._grasp, self._last = None, None

    def cancel(self) -> None:
        """End of the drag: the value from before comes back."""
        held = self._grasp
        if held is not None and held.is_told:
            self._ask(held.index, held.start, continues=True)
        self.let_go()

    def nudge(self, index: int, notches: int, *, fine: bool) -> None:
        """Change by so many notches; a quick series of them is one edit."""
        value = self.value(index)
        in_series = self._last == (index, value) and time.monotonic() - self._last_time <= SERIES_SECONDS
        step, digits = (PER_NOTCH * FINE, _FINE_DIGITS) if fine else (PER_NOTCH, _DIGITS)
        wanted = round(value + notches * step, digits)
        self._ask(index, wanted, continues=in_series)
        self._last, self._last_time = (index, wanted), time.monotonic()

    def put(self, index: int, value: float) -> None:
        """Set a value that was typed or chosen."""
        self._last = None
        if value != self._value_of(index):
            self._ask(index, value, continues=False)
        self.tell()

    def tell(self) -> None:
        """Ask for the value at once that waits for the next turn of the event loop."""
        self._turn.stop()
        wish, self._wish = self._wish, None
        if wish is None:
            return
        self.is_changing = True
        try:
            self.changed.emit(wish.index, wish.value, wish.continues)
        finally:
            self.is_changing = False

    def _ask(self, index: int, value: float, *, continues: bool) -> None:
        waiting = self._wish
        if waiting is not None and waiting.index != index:
            self.tell()
        elif waiting is not None:
            continues = waiting.continues  # this one takes its place in the edit
        self._wish = _Wish(index, value, continues)
        self._turn.start()
