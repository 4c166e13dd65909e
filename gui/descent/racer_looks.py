"""How racers are told apart: a colour, a name and a short mark for each, the same in map, chart and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from gui.language import translate_name
from gui.theme import Theme, blend
from simulator.descent.racer import Racer
from simulator.optimizers import optimizer_named
from simulator.steps import Phase

_MARKS = {"gradient_descent": "GD", "momentum": "M", "nesterov": "N", "adagrad": "AG", "rmsprop": "RMS",
          "adam": "Adam"}
_SIGNS = "●■▲◆▼⬢"
_SHADES = (0.0, 0.4, 0.2, 0.6)
"""How much of the letters' colour is mixed into that of the first, second … racer with the same optimizer."""


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
        `gui.plane.class_looks.class_shape`): whoever doesn't see the colour tells optimizers by it.
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

    The six differ in lightness as well as in hue: seen with any of the three kinds of colour blindness (simulated
    after G. Machado, M. Oliveira, L. Fernandes, 2009) the nearest two are more than 19 apart in CIELAB.
    """
    teal = theme.phase_color(Phase.MEAN_GRADIENT)
    if theme.dark:
        colors = {"gradient_descent": blend(theme.positive, theme.card, 0.35), "momentum": theme.negative,
                  "nesterov": blend(teal, theme.text, 0.55), "adagrad": blend(theme.delta_negative, theme.text, 0.1),
                  "rmsprop": blend(theme.delta_positive, theme.text, 0.15),
                  "adam": blend(theme.error, theme.card, 0.35)}
    else:
        colors = {"gradient_descent": theme.positive, "momentum": blend(theme.negative, theme.card, 0.15),
                  "nesterov": blend(teal, theme.text, 0.6), "adagrad": blend(theme.delta_negative, theme.card, 0.1),
                  "rmsprop": blend(theme.delta_positive, theme.text, 0.05),
                  "adam": blend(theme.error, theme.text, 0.1)}
    color = colors.get(optimizer, theme.outline)
    return blend(color, theme.text, _SHADES[number % len(_SHADES)])


def racer_shape(optimizer: str) -> int:
    """Number of an optimizer's shape."""
    names = list(_MARKS)
    return names.index(optimizer) if optimizer in names else len(names)


def shape_sign(shape: int) -> str:
    """A letter that looks like the shape, for legends."""
    return _SIGNS[shape % len(_SIGNS)]


def optimizer_name(optimizer: str) -> str:
    """Its name in the language of the window."""
    return translate_name(optimizer_named(optimizer).label)


def optimizer_mark(optimizer: str) -> str:
    """Its name in a few letters."""
    return _MARKS.get(optimizer) or optimizer_named(optimizer).label[:3]
