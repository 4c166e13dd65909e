"""The colours of costs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.figures.colors import viridis, viridis_table

PUBLISHED = {0.0: "#440154", 0.25: "#3b528b", 0.5: "#21918c", 0.75: "#5ec962", 1.0: "#fde725"}
"""Viridis in five colours, as it is printed in the documentation of R's package viridisLite."""


def lightness(color: QColor) -> float:
    """CIE 1976 L*, from 0 to 100."""
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
              for channel in (color.redF(), color.greenF(), color.blueF())]
    luminance = float(np.dot((0.2126, 0.7152, 0.0722), linear))
    return 116.0 * luminance ** (1 / 3) - 16.0 if luminance > (6 / 29) ** 3 else luminance * (29 / 3) ** 3


@pytest.mark.parametrize(("share", "color"), PUBLISHED.items())
def test_the_colours_are_the_published_ones(share: float, color: str) -> None:
    shown, published = viridis(share), QColor(color)
    assert max(abs(shown.red() - published.red()), abs(shown.green() - published.green()),
               abs(shown.blue() - published.blue())) <= 3  # the neighbour in a table of 256


def test_each_colour_is_lighter_than_the_one_before_by_about_as_much() -> None:
    steps = np.diff([lightness(QColor.fromRgb(color)) for color in viridis_table()])
    assert len(steps) == 255
    assert steps.min() > -0.1  # their channels are whole numbers
    assert steps.max() < 3.0 * steps.mean()
    assert np.diff([lightness(viridis(share)) for share in np.linspace(0.0, 1.0, 33)]).min() > 1.0


def test_beyond_the_ends_the_colour_is_that_of_the_end() -> None:
    assert viridis(-3.0) == viridis(0.0)
    assert viridis(7.0) == viridis(1.0)
    assert viridis(math.inf) == viridis(1.0)


def test_a_table_can_be_changed_without_changing_the_colours() -> None:
    viridis_table().clear()
    assert len(viridis_table()) == 256
