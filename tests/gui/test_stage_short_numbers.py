"""Numbers in few letters: nothing that isn't 0 or 1 may read like it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.foundation.theme import Theme, install_fonts
from gui.workspaces.network.stamps import NumberForm, number_form, short_number


@pytest.mark.parametrize(("x", "bounds", "nearly", "coarse"), [
    (0.0, "0", "0", "0"), (-0.0, "0", "0", "0"), (1.0, "1", "1", "1"), (-1.0, "−1", "−1", "−1"),
    (0.9999, ">0.99", "≈1", "≈1"), (-0.9999, "<−0.99", "≈−1", "≈−1"), (0.0001, "<0.01", "≈0", "≈0"),
    (-0.0001, ">−0.01", "≈0", "≈0"), (0.4432, "0.44", "0.44", "0.4"), (-0.4432, "−0.44", "−0.44", "−0.4"),
    (0.96, "0.96", "0.96", "≈1"), (1.004, "1.00", "1.00", "1.0"), (12.345, "12.35", "12.35", "12.3"),
    (9.432e12, "9.43·10¹²", "9.43·10¹²", "9·10¹²"), (math.inf, "∞", "∞", "∞"), (math.nan, "NaN", "NaN", "NaN"),
])
def test_a_number_reads_the_same_on_both_sides_of_zero(x: float, bounds: str, nearly: str, coarse: str) -> None:
    assert [short_number(x, form) for form in NumberForm] == [bounds, nearly, coarse]


@given(st.floats(-99.0, 99.0), st.sampled_from(NumberForm))
def test_what_is_written_is_true(x: float, form: NumberForm) -> None:
    text = short_number(x, form).replace("−", "-")
    unit = 0.1 if form is NumberForm.COARSE else 0.01
    if text.startswith("<"):
        assert x < float(text[1:])
    elif text.startswith(">"):
        assert x > float(text[1:])
    elif text.startswith("≈"):
        assert 0.0 < abs(x - float(text[1:])) <= unit / 2
    else:
        assert float(text) == pytest.approx(x, abs=unit / 2 * 1.001)
        assert text not in ("0", "1", "-1") or float(text) == x


def test_one_form_is_taken_for_all_numbers_of_a_layer(qapp: QApplication) -> None:
    install_fonts()
    metrics = QFontMetricsF(Theme().font(12, tabular=True))
    values, room = [0.44, 0.0003, 0.9998], metrics.horizontalAdvance("0.44") + 0.5
    assert number_form(values, 100.0, metrics) is NumberForm.BOUNDS
    assert number_form(values, room, metrics) is NumberForm.NEARLY
    assert number_form([*values, -0.44], room, metrics) is NumberForm.COARSE
    assert number_form(values, 5.0, metrics) is None
