"""The lines below a map: numbers at the axis, and what the colours stand for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from gui.figures.frame import Frame, texts_across
from gui.foundation.theme import Theme
from gui.plane.output_card import Legend


@pytest.mark.parametrize("room", [150, 200, 284])
def test_long_names_of_classes_are_shortened_and_short_ones_are_not(qtbot: QtBot, light_look: None, room: int
                                                                           ) -> None:
    legend = Legend(Theme())
    qtbot.addWidget(legend)
    legend.show_classes(("Iris unknown", "setosa", "versicolor and more", "no"))
    whole = legend.sizeHint().width()
    assert whole > room
    assert legend.shown_names(whole) == legend.names()
    shown = legend.shown_names(room)
    assert len(shown) == 4
    assert shown[3] == "no"
    assert "…" in shown[2]
    legend.show_classes(shown)
    assert legend.sizeHint().width() <= room + 1
    legend.show_classes([str(number) * 5 for number in range(20)])
    assert legend.shown_names(room) == ()


@pytest.mark.parametrize("name", ["x₁", "length of the leaf"])
@pytest.mark.parametrize("high", [3.0, 4e3, 1.25e6])
def test_numbers_at_the_axis_stay_clear_of_each_other_and_of_its_name(light_look: None, high: float, name: str
                                                                      ) -> None:
    theme = Theme()
    metrics = QFontMetricsF(theme.font(12, tabular=True))
    for width in (110, 180, 260):
        area = QRectF(30, 0, width, width)
        texts = sorted(texts_across(Frame(area, (0.6 * high, 0.0), (high, 1.0)), name, theme))
        ends = [left + metrics.horizontalAdvance(text) for left, text in texts]
        assert ends[-1] == pytest.approx(area.right())
        for end, (left, _) in zip(ends[:-1], texts[1:], strict=True):
            assert left >= end + 6
