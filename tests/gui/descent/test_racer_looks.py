"""Racers are told apart by colour, name and mark, by people with any kind of colour vision."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from gui.foundation.theme import Theme, contrast
from gui.workspaces.descent.racer_looks import racer_color, racer_looks
from simulator.arrays import Array
from simulator.descent.racer import Racer
from simulator.optimizers import OPTIMIZERS

NAMES = [optimizer.name for optimizer in OPTIMIZERS]

# G. Machado, M. Oliveira, L. Fernandes, 2009, severity 1.0, for linear RGB
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}


def lab(color: QColor, vision: Array) -> Array:
    """CIELAB (D65) of a colour as somebody sees it."""
    rgb = np.array([color.redF(), color.greenF(), color.blueF()])
    linear = np.clip(vision @ np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4), 0.0, 1.0)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = xyz / np.array([0.9505, 1.0, 1.089])
    f = np.where(f > 0.008856, np.cbrt(f), 7.787 * f + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_optimizers_can_be_told_apart(vision: str, *, dark: bool) -> None:
    seen = [lab(racer_color(name, Theme(dark)), VISIONS[vision]) for name in NAMES]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 19.0


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_seen_on_cards(*, dark: bool) -> None:
    theme = Theme(dark)
    assert all(contrast(racer_color(name, theme, number), theme.card) >= 3.5 for name in NAMES for number in range(4))


def test_one_racer_of_each_kind_has_its_plain_name() -> None:
    looks = racer_looks([Racer(name) for name in NAMES], Theme())
    assert [look.name for look in looks] == [optimizer.label for optimizer in OPTIMIZERS]
    assert [look.mark for look in looks] == [optimizer.mark for optimizer in OPTIMIZERS]
    assert len({look.mark for look in looks}) == len({look.shape for look in looks}) == len(looks)


def test_several_starts_of_one_optimizer_have_shades_and_numbers() -> None:
    looks = racer_looks([Racer("adam"), Racer("momentum"), Racer("adam"), Racer("adam")], Theme())
    assert [look.name for look in looks] == ["Adam 1", "Momentum", "Adam 2", "Adam 3"]
    assert [look.mark for look in looks] == ["Adam1", "M", "Adam2", "Adam3"]
    assert len({look.color.name() for look in looks}) == 4
