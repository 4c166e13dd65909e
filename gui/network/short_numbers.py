"""Numbers in few letters, for circles and bars: rounded, but never so that they claim to be exactly 0 or 1."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import Enum

from PySide6.QtGui import QFontMetricsF

from gui.number_text import MINUS, number

_WRITTEN_OUT_BELOW = 100.0


class NumberForm(Enum):
    """How much is written, from the most to the least."""

    BOUNDS = "bounds"
    """Two decimals; <0.01 and >0.99 where they would claim 0 or 1."""
    NEARLY = "nearly"
    """Two decimals; ≈0 and ≈1 in these places."""
    COARSE = "coarse"
    """One decimal, ≈0 and ≈1."""


def short_number(x: float, form: NumberForm = NumberForm.BOUNDS) -> str:
    """A number in few letters; whole ones have no decimals, so that exactly 0 is told from nearly 0.

    Examples
    --------
    >>> short_number(0.4432), short_number(1.0), short_number(0.9999), short_number(-0.9999), short_number(-1e-9)
    ('0.44', '1', '>0.99', '<−0.99', '>−0.01')
    """
    size = abs(x)
    if not math.isfinite(x) or size >= _WRITTEN_OUT_BELOW:
        return number(x, 1 if form is NumberForm.COARSE else 3)
    sign = MINUS if x < 0 else ""
    if size.is_integer():
        return f"{sign}{size:.0f}"
    decimals = 1 if form is NumberForm.COARSE else 2
    unit = 10.0 ** -decimals
    below_unit, almost_one = size < unit / 2, 1.0 - unit / 2 <= size < 1.0
    if not below_unit and not almost_one:
        return f"{sign}{size:.{decimals}f}"
    if form is not NumberForm.BOUNDS:
        return "≈0" if below_unit else f"≈{sign}1"
    bound = unit if below_unit else 1.0 - unit
    return f"{'<' if below_unit is (x > 0) else '>'}{sign}{bound:.{decimals}f}"


def number_form(values: Iterable[float], room: float, metrics: QFontMetricsF) -> NumberForm | None:
    """The fullest form in which every one of these numbers fits into this width; None if there is none."""
    known = list(values)
    for form in NumberForm:
        if all(metrics.horizontalAdvance(short_number(x, form)) <= room for x in known):
            return form
    return None
