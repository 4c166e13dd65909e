"""Round numbers: where an axis ends, where its ticks stand, and how they are written."""

from __future__ import annotations

import math

from gui.number_text import MINUS, count, number

LARGEST = 1e307
"""Where axes end."""
_LEADING_DIGITS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_MOST_DIGITS = 12


def round_up(x: float) -> float:
    """The smallest round number (1, 1.2, 1.5, 2 … times a power of ten) that is not below a positive x.

    It is `LARGEST` at most: beyond it there would be no room left for the arithmetic of a chart.
    """
    x = min(x, LARGEST)
    power = 10.0 ** math.floor(math.log10(x))
    return float(next(digit * power for digit in _LEADING_DIGITS if digit * power >= x * (1 - 1e-12)))


def round_ticks(low: float, high: float, most: int, *, intervals: bool = False) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten from low to high, at most so many.

    Parameters
    ----------
    intervals
        Count the distances between the ticks that fit into the axis, not the ticks.
    """
    if not high > low or most < 1:
        return []
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for spacing in (factor * power for factor in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)):
        first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
        if (high - low) / spacing <= most if intervals else last - first < most:
            return [multiple * spacing for multiple in range(first, last + 1)]
    return []


def decade_ticks(low: float, high: float, most: int) -> list[float]:
    """Ticks of a logarithmic axis between the exponents `low` and `high`, as exponents: powers of ten, and between
    them 2 and 5 times a power of ten where there is room.
    """
    exponents = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
    fine = [exponent + math.log10(digit) for exponent in range(math.floor(low), math.ceil(high) + 1)
            for digit in (1, 2, 5)]
    fine = [tick for tick in fine if low - 1e-9 <= tick <= high + 1e-9]
    if len(fine) <= most:
        return fine
    every = -(-len(exponents) // most)
    return [float(exponent) for exponent in exponents if exponent % every == 0]


def tick_text(value: float, digits: int = _MOST_DIGITS) -> str:
    """A round number at an axis: without digits that say nothing, and without the errors of its arithmetic.

    Parameters
    ----------
    digits
        Round to so many: for values that need not be round.
    """
    value = float(f"{value:.{digits - 1}e}")
    if value != 0.0 and not 1e-3 <= abs(value) < 1e4:
        return number(value, next(few for few in range(1, digits + 1) if float(f"{value:.{few - 1}e}") == value))
    return count(round(value)) if value.is_integer() else f"{value:.12g}".replace("-", MINUS)
