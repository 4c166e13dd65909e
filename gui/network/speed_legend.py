"""What the edges mean while they show how fast each weight learns: the ends of the scale in numbers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF

from gui.network.edge_curves import still_pen
from gui.number_text import number
from gui.theme import Theme, blend
from simulator.learning_counts import DECADES

translate = QCoreApplication.translate
_SAMPLE, _HEIGHT, _PALEST = 44, 5.0, 0.22
"""Length and height of the wedge, and how much colour its thin end has."""
_DOTS, _GAP = 26, 6
_DIGITS = 2
_SLOW, _FAST, _STILL = 1, 2, 3
"""Places of the words."""


class SpeedLegend:
    """From the slowest to the fastest weight, and the sign of those that stand still.

    Parameters
    ----------
    fastest
        The largest |Δw| of the network, 0 where no weight moves.
    learned
        False where a sample is only followed.
    dotted
        Whether weights that stand still are drawn as dots; otherwise they are left out.
    named
        Adds to a name what else is to be said of it, such as the step.
    """

    def __init__(self, theme: Theme, fastest: float, *, learned: bool, dotted: bool,
                 named: Callable[[str], str] = str) -> None:
        self._theme = theme
        self._fastest = fastest
        self._learned = learned
        self._dotted = dotted
        self._named = named
        self._metrics = QFontMetricsF(theme.font(12, tabular=True))

    def words(self) -> tuple[str, ...]:
        """What is written, piece by piece."""
        still = self._still()
        if not self._fastest > 0:
            return (self._named(still),)
        name = self._named(translate("NetworkStage", "learning speed |Δw|"))
        slowest = f"≤ {number(self._fastest / 10**DECADES, _DIGITS)}"
        return name, slowest, number(self._fastest, _DIGITS), still

    def _still(self) -> str:
        if not self._learned:
            return translate("NetworkStage", "nothing is learned from this sample")
        if not self._fastest > 0:
            return translate("NetworkStage", "no weight moves in this step")
        return translate("NetworkStage", "stands still") if self._dotted else \
            translate("NetworkStage", "edges not drawn stand still")

    def width(self) -> float:
        """Width of all of it."""
        return self._width(self.words())

    def paint(self, painter: QPainter, left: float, middle: float, right: float) -> None:
        """Paint as much of it as there is room for between two x."""
        theme, forms = self._theme, self._forms()
        words = next((words for words in forms if left + self._width(words) <= right), None)
        if words is None:
            return
        painter.setFont(theme.font(12, tabular=True))
        x = left
        for place, word in enumerate(words):
            if place == _FAST:
                self._paint_scale(painter, x, middle)
                x += theme.px(_SAMPLE + _GAP)
            elif place == _STILL and self._dotted:
                self._paint_still(painter, x, middle)
                x += theme.px(_DOTS + _GAP)
            painter.setPen(theme.text_dim)
            painter.drawText(QPointF(x, middle + self._metrics.height() * 0.32), word)
            x += self._metrics.horizontalAdvance(word) + theme.px(_GAP if place == _SLOW else 2 * _GAP)

    def _forms(self) -> tuple[tuple[str, ...], ...]:
        """The words, from all of them to the fewest."""
        words = self.words()
        if len(words) == 1:
            return (words,)
        short = (self._named("|Δw|"), *words[1:])
        return words, short, short[:_STILL]

    def _width(self, words: tuple[str, ...]) -> float:
        px = self._theme.px
        width = sum(self._metrics.horizontalAdvance(word) + px(2 * _GAP) for word in words)
        width += px(_SAMPLE + _GAP) if len(words) > _FAST else 0
        return width + (px(_DOTS + _GAP) if len(words) > _STILL and self._dotted else 0)

    def _paint_scale(self, painter: QPainter, x: float, middle: float) -> None:
        """A wedge in steps: thin and pale for slow, thick and dark for fast."""
        theme = self._theme
        width, steps = theme.px(_SAMPLE), 11
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(steps):
            low, high = step / steps, (step + 1) / steps
            heights = [0.5 * theme.scale * (1.0 + (_HEIGHT - 1.0) * end) for end in (low, high)]
            a, b = x + width * low, x + width * high + 0.5
            painter.setBrush(blend(theme.card, theme.accent, _PALEST + (1.0 - _PALEST) * high))
            painter.drawPolygon(QPolygonF([QPointF(a, middle - heights[0]), QPointF(b, middle - heights[1]),
                                           QPointF(b, middle + heights[1]), QPointF(a, middle + heights[0])]))

    def _paint_still(self, painter: QPainter, x: float, middle: float) -> None:
        theme = self._theme
        painter.setPen(still_pen(theme.outline, 7.0 * theme.scale))
        painter.drawLine(QPointF(x, middle), QPointF(x + theme.px(_DOTS), middle))
