"""How racers are told apart: a colour, a name and a short mark for each, the same in map, chart and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from gui.foundation.language import translate_name
from gui.foundation.theme import Theme, blend, contrast
from simulator.arrays import Array
from simulator.descent.racer import Racer
from simulator.optimizers import OPTIMIZERS, Optimizer, optimizer_named

_SIGNS = "●■▲◆▼⬢★"
_SHADES = (0.0, 0.4, 0.2, 0.6)
"""How much of the letters' colour is mixed into that of the first, second … racer with the same optimizer."""
_LEAST_CONTRAST = 3.5
_VISIONS = np.array((
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))))
"""Normal vision, then without red, green and blue cones: Machado, Oliveira, Fernandes, 2009, for linear RGB."""
_TO_XYZ = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
_WHITE = np.array((0.9505, 1.0, 1.089))


@dataclass(frozen=True)
class RacerLook:
    """How one racer is shown.

    Attributes
    ----------
    color
        Of its trail, ball, curve and dot: at least 3.5 : 1 against cards.
    name
        Its optimizer in the language of the window; with a number where several racers have the same.
    mark
        The name in a few letters, the same in every language.
    shape
        Number of the shape of its ball on map and surface, of its dot and of the points on its curve (see
        `gui.figures.marks.class_shape`): whoever doesn't see the colour tells optimizers by it.
    """

    color: QColor
    name: str
    mark: str
    shape: int = 0


def racer_looks(racers: Sequence[Racer], theme: Theme) -> tuple[RacerLook, ...]:
    """The looks of racers in their order; those with the same optimizer get shades of its colour, and numbers."""
    counts = Counter(racer.optimizer for racer in racers)
    seen: Counter[str] = Counter()
    looks = []
    for racer in racers:
        number = seen[racer.optimizer]
        seen[racer.optimizer] += 1
        name, mark = optimizer_name(racer.optimizer), optimizer_mark(racer.optimizer)
        if counts[racer.optimizer] > 1:
            name = QCoreApplication.translate("RacerLook", "{name} {number}").format(name=name, number=number + 1)
            mark = f"{mark}{number + 1}"
        looks.append(RacerLook(racer_color(racer.optimizer, theme, number), name, mark, racer_shape(racer.optimizer)))
    return tuple(looks)


def racer_color(optimizer: str, theme: Theme, number: int = 0) -> QColor:
    """The colour of an optimizer, or the shade of it that its racer number `number` (from 0) has.

    Those of the entries differ in lightness as well as in hue: seen with any of the three kinds of colour blindness
    (simulated after G. Machado, M. Oliveira, L. Fernandes, 2009) the nearest two are more than 19 apart in CIELAB.
    One that names no colour gets what differs most from all before it.
    """
    color = QColor(_colors(OPTIMIZERS, theme.dark)[optimizer_named(optimizer).name])
    return blend(color, theme.text, _SHADES[number % len(_SHADES)])


@lru_cache(maxsize=8)
def _colors(optimizers: tuple[Optimizer, ...], dark: bool) -> dict[str, str]:
    """The plain colour of every optimizer by its name."""
    found = {one.name: one.colors[dark] for one in optimizers if one.colors is not None}
    for one in optimizers:
        if one.name not in found:
            found[one.name] = _unlike(found.values(), Theme(dark))
    return found


def _unlike(colors: Iterable[str], theme: Theme) -> str:
    """The colour whose least distance from others is largest, whoever looks, among those that are seen on cards."""
    others = np.array([_seen(QColor(one)) for one in colors]).reshape(-1, *_seen(theme.text).shape)
    candidates = (QColor.fromHsl(hue, saturation, lightness) for hue in range(0, 360, 10)
                  for saturation in (160, 90, 30) for lightness in range(40, 230, 10))
    visible = [one for one in candidates if all(
        contrast(blend(one, theme.text, shade), theme.card) >= _LEAST_CONTRAST for shade in _SHADES)]
    return max(visible, key=lambda one: np.linalg.norm(others - _seen(one), axis=-1).min(initial=100.0)).name()


def _seen(color: QColor) -> Array:
    """CIELAB (D65) of a colour by every kind of vision, shape (4, 3)."""
    rgb = np.array((color.redF(), color.greenF(), color.blueF()))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(_VISIONS @ linear, 0.0, 1.0) @ _TO_XYZ.T / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.stack((116.0 * f[:, 1] - 16.0, 500.0 * (f[:, 0] - f[:, 1]), 200.0 * (f[:, 1] - f[:, 2])), axis=-1)


def racer_shape(optimizer: str) -> int:
    """Number of an optimizer's shape."""
    return [one.name for one in OPTIMIZERS].index(optimizer)


def shape_sign(shape: int) -> str:
    """A letter that looks like the shape, for legends."""
    return _SIGNS[shape % len(_SIGNS)]


def optimizer_name(optimizer: str) -> str:
    """Its name in the language of the window."""
    return translate_name(optimizer_named(optimizer).label)


def optimizer_mark(optimizer: str) -> str:
    """Its name in a few letters."""
    return optimizer_named(optimizer).mark
