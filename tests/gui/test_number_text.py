"""Numbers on the screen are true."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.foundation.number_text import (
    count,
    field_text,
    never_whole,
    number,
    parse_count,
    parse_number,
    percent,
    signed,
)

SUPERSCRIPTS = {ord(raised): ord(plain) for raised, plain in zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789", strict=True)}
THIN = "\N{NARROW NO-BREAK SPACE}"
finite = st.floats(allow_nan=False, allow_infinity=False)


def read_back(text: str) -> Decimal:
    """The value that a reader takes from the screen, by an independent way."""
    plain = text.replace("\N{MINUS SIGN}", "-").replace(THIN, "")
    mantissa, _, power = plain.partition("·10")
    return Decimal(mantissa) * Decimal(10) ** int(power.translate(SUPERSCRIPTS) or 0)


@pytest.mark.parametrize(("value", "text"), [
    (0.41934, "0.4193"), (-0.268, "−0.2680"), (12.3456, "12.35"), (1.0, "1.000"), (0.99996, "1.000"),
    (9.9996, "10.00"), (0.001, "0.001000"), (0.00099996, "0.001000"), (0.0000123, "1.230·10⁻⁵"),
    (-1e-300, "−1.000·10⁻³⁰⁰"), (23820.0, f"23{THIN}820"), (999400.0, f"999{THIN}400"), (1e6, "1.000·10⁶"),
    (1e22, "1.000·10²²"), (0.0, "0"), (-0.0, "0"), (math.inf, "∞"), (-math.inf, "−∞"), (math.nan, "NaN"),
])
def test_a_number_is_written_with_four_digits(value: float, text: str) -> None:
    assert number(value) == text


@given(finite, st.integers(min_value=1, max_value=9))
def test_what_is_read_is_what_is_meant(value: float, digits: int) -> None:
    error = abs(read_back(number(value, digits)) - Decimal(value))
    assert error <= abs(Decimal(value)) * Decimal(10) ** (1 - digits) / 2 * Decimal("1.0000001")


@given(finite)
def test_only_zero_is_written_as_zero(value: float) -> None:
    assert (read_back(number(value)) == 0) == (value == 0)


@given(finite)
def test_a_minus_is_a_true_minus(value: float) -> None:
    assert "-" not in number(value)
    assert "e" not in number(value)


def test_a_sign_is_always_written_when_asked_for() -> None:
    assert [signed(value, 3) for value in (0.267, -0.267, 0.0, math.inf)] == ["+0.267", "−0.267", "0", "+∞"]


def test_thousands_are_parted_by_a_narrow_space() -> None:
    assert [count(n) for n in (7, 999, 1000, 23820, 1234567, -1234)] == [
        "7", "999", f"1{THIN}000", f"23{THIN}820", f"1{THIN}234{THIN}567", f"−1{THIN}234"]


@pytest.mark.parametrize(("share", "text"), [
    (0.9542, f"95.42{THIN}%"), (0.0, f"0.00{THIN}%"), (1.0, f"100.00{THIN}%"), (1.25, f"125.00{THIN}%"),
    (59_999 / 60_000, f">{THIN}99.99{THIN}%"), (1 / 60_000_0, f"<{THIN}0.01{THIN}%"), (math.nan, f"NaN{THIN}%"),
])
def test_a_share_is_written_as_per_cent(share: float, text: str) -> None:
    assert percent(share) == text


def test_no_accuracy_below_one_is_called_a_hundred_per_cent() -> None:
    assert percent(9999 / 10_000) == f"99.99{THIN}%"
    assert percent(0.9999, decimals=1) == f">{THIN}99.9{THIN}%"


@given(finite)
def test_a_field_shows_the_exact_value(value: float) -> None:
    assert parse_number(field_text(value)) == value


@pytest.mark.parametrize(("typed", "value"), [("0.5", 0.5), (" −3e-4 ", -3e-4), (f"60{THIN}000", 60000.0)])
def test_typed_numbers_are_understood(typed: str, value: float) -> None:
    assert parse_number(typed) == value


def test_a_number_beyond_all_numbers_is_refused_as_such() -> None:
    with pytest.raises(ValueError, match="1e999 is beyond all numbers"):
        parse_number("1e999")


@pytest.mark.parametrize("typed", ["", "abc", "0,5", "nan", "inf"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a number; write it like 0\.5"):
        parse_number(typed)


@pytest.mark.parametrize("typed", ["", "1.5", "1e3", "ten"])
def test_what_is_no_whole_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a whole number; write it like 10"):
        parse_count(typed)


def test_typed_whole_numbers_are_understood() -> None:
    assert parse_count(f" 60{THIN}000 ") == 60_000


@pytest.mark.parametrize(("x", "text"), [
    (0.99998771, "0.99999"), (0.5, "0.500"), (1.0, "1.00"), (-0.9999999, "−0.9999999"), (1 - 1e-12, "≈1.00"),
    (3.0004, "3.0004"), (1e-12, "1.00·10⁻¹²")])
def test_what_is_not_whole_is_never_written_as_a_whole_number(x: float, text: str) -> None:
    assert never_whole(x, 3) == text
