"""Numbers as the window writes them: a true minus, narrow spaces between thousands, a fixed number of digits.

No number is shown as something that it is not: a value that is too small for its digits is written with a power of
ten, never as 0.000, and a share is written as 100 % only when nothing is missing.
"""

from __future__ import annotations

import math
from decimal import Decimal

from simulator.errors import Explained, Phrase

MINUS = "\N{MINUS SIGN}"
_MOST_DIGITS = 9
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
INFINITY = "\N{INFINITY}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST_FIXED = -3
_LARGEST_FIXED = 6


def number(x: float, digits: int = 4) -> str:
    """A number with so many significant digits.

    From 0.001 up to a million it is written out, otherwise with a power of ten. Exactly zero is "0", so that a
    zero is told from a small value.

    Examples
    --------
    >>> number(-0.268), number(12.3456), number(0.0000123), number(23820.0)
    ('−0.2680', '12.35', '1.230·10⁻⁵', '23 820')
    """
    if math.isnan(x):
        return "NaN"
    sign = MINUS if x < 0 else ""
    return sign + _magnitude(abs(x), digits)


def never_whole(x: float, digits: int = 4) -> str:
    """As `number`, but with more digits where a number that isn't whole would be rounded to a whole one.

    An activation of 0.99998 is not written 1.00: in a sigmoid that would be false.
    """
    if not math.isfinite(x) or float(x).is_integer():
        return number(x, digits)
    texts = (number(x, more) for more in range(digits, _MOST_DIGITS + 1))
    return next((text for text in texts if not _is_whole(text)), f"≈{number(round(x), digits)}")


def signed(x: float, digits: int = 4) -> str:
    """A number with its sign always written; zero has none."""
    return f"+{number(x, digits)}" if x > 0 else number(x, digits)


def count(n: int) -> str:
    """A whole number with narrow spaces between its groups of three digits."""
    return f"{n:,}".replace(",", NARROW_SPACE).replace("-", MINUS)


def percent(x: float, decimals: int = 2) -> str:
    """A share from 0 to 1 as per cent.

    A share that would be rounded to 0 % or 100 % although it is neither is written as a bound.

    Examples
    --------
    >>> percent(0.9542), percent(1.0), percent(0.999999), percent(0.000001)
    ('95.42 %', '100.00 %', '> 99.99 %', '< 0.01 %')
    """
    if not math.isfinite(x):
        return f"{number(x)}{NARROW_SPACE}%"
    unit = 10.0 ** -decimals
    bound, shown = "", round(100.0 * x, decimals)
    if 0.0 < x and shown == 0.0:
        bound, shown = f"<{NARROW_SPACE}", unit
    elif x < 1.0 and shown == 100.0:
        bound, shown = f">{NARROW_SPACE}", 100.0 - unit
    return f"{bound}{shown:.{decimals}f}{NARROW_SPACE}%".replace("-", MINUS)


def parse_number(text: str) -> float:
    """The number that somebody typed; a true minus and spaces between digits are understood.

    Raises
    ------
    Explained
        If it isn't a finite number.
    """
    try:
        value = float(_plain(text))
    except ValueError:
        value = math.nan
    if math.isinf(value) and "e" in text.lower():
        raise Explained(Phrase("{text} is beyond all numbers that can be computed with; write a smaller one",
                               text=text.strip()))
    if not math.isfinite(value):
        raise Explained(Phrase('"{text}" is not a number; write it like 0.5 or 3e-4', text=text.strip()))
    return value


def parse_count(text: str) -> int:
    """The whole number that somebody typed.

    Raises
    ------
    Explained
        If it isn't a whole number.
    """
    try:
        return int(_plain(text))
    except ValueError:
        raise Explained(Phrase('"{text}" is not a whole number; write it like 10', text=text.strip())) from None


def field_text(x: float) -> str:
    """A number as it stands in a field to be edited: the shortest text that reads back as exactly this number."""
    if float(x).is_integer() and abs(x) < 1e7:
        return str(int(x)).replace("-", MINUS)
    return repr(float(x)).replace("-", MINUS)


def _plain(text: str) -> str:
    return text.replace(MINUS, "-").replace(NARROW_SPACE, "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")


def _magnitude(x: float, digits: int) -> str:
    if x == 0.0:
        return "0"
    if math.isinf(x):
        return INFINITY
    mantissa, _, exponent_text = f"{x:.{digits - 1}e}".partition("e")
    exponent = int(exponent_text)
    if not _SMALLEST_FIXED <= exponent < _LARGEST_FIXED:
        return f"{mantissa}·10{str(exponent).translate(_SUPERSCRIPTS)}"
    if exponent >= digits:
        return f"{x:,.0f}".replace(",", NARROW_SPACE)
    return f"{Decimal(mantissa).scaleb(exponent):,f}".replace(",", NARROW_SPACE)


def _is_whole(text: str) -> bool:
    """Whether a text with a decimal point stands for a whole number."""
    return "." in text and "·" not in text and float(text.replace(MINUS, "-").replace(NARROW_SPACE, "")).is_integer()
