"""What stands above the layers and what the colours of the edges mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.foundation.number_text import count, number
from gui.foundation.theme import Theme, blend
from gui.workspaces.network.edge_pictures import Frame, are_dashed, edge_colors, still_pen
from gui.workspaces.network.edge_values import Quantity, Shown
from gui.workspaces.network.layout import CAPTION_LINE, CaptionForm
from gui.workspaces.network.neurons import DOTS_BELOW
from simulator.learning_counts import DECADES

# What the edges mean while they show how fast each weight learns: the ends of the scale in numbers.

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


_COMPLETE_FORMS = 2
"""The first so many forms of a caption leave nothing out."""


@dataclass(frozen=True)
class Caption:
    """The words above a layer: its name, and what it consists of.

    Attributes
    ----------
    size
        How many neurons it has, as a mere number.
    count
        The same in words, for layers of which not all can be seen.
    """

    name: str
    details: str
    size: str
    count: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.name} · {self.details}"

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """Its lines in all forms, from the fullest to the shortest."""
        return (self.line,), (self.name, self.details), (self.details,), (self.size,)


@dataclass(frozen=True)
class Captions:
    """All words on the stage: a caption for each layer, and the names of what the edges show.

    Attributes
    ----------
    of_step
        What is said of edges that belong to another step than the neurons, with a place for "quantity" and "step".
    """

    layers: tuple[Caption, ...]
    quantities: Mapping[Quantity, str]
    of_step: str = "{quantity} · {step}"

    def named(self, name: str, step: int | None) -> str:
        """The name of a quantity, with the step that it belongs to if that is to be said."""
        return name if step is None else self.of_step.format(quantity=name, step=count(step))


def caption_forms(captions: Captions, theme: Theme) -> tuple[CaptionForm, ...]:
    """How much room each form of the captions takes."""
    forms = []
    for texts in zip(*(caption.forms for caption in captions.layers), strict=True):
        fonts = _fonts(theme, len(texts[0]))
        widths = tuple(max(QFontMetricsF(font).horizontalAdvance(text)
                           for font, text in zip(fonts, lines, strict=True)) for lines in texts)
        forms.append(CaptionForm(len(fonts), widths))
    return tuple(forms)


def paint_captions(painter: QPainter, frame: Frame, captions: Captions) -> None:
    """The captions, each above its layer; they stay at the upper edge when the picture is zoomed."""
    layout, theme, view = frame.layout, frame.theme, frame.view
    line = CAPTION_LINE * theme.scale
    forms = [caption.forms for caption in captions.layers]
    if layout.caption_form >= len(forms[0]):
        return
    if view.zoom > 1.0:
        band = QRectF(0.0, 0.0, frame.size.width(), layout.top)
        painter.fillRect(band, theme.card)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
    painter.setPen(theme.text_dim)
    for layer, form in enumerate(forms):
        texts = form[layout.caption_form]
        middle = view.x(layout.caption_x(layer))
        for place, (font, text) in enumerate(zip(_fonts(theme, len(texts)), texts, strict=True)):
            painter.setFont(font)
            width = QFontMetricsF(font).horizontalAdvance(text) + 2.0
            box = QRectF(middle - width / 2, layout.caption_y + place * line, width, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def shortened_caption(frame: Frame, captions: Captions, point: QPointF) -> str:
    """The whole caption above the layer under a point of the upper edge, where only a part of it is written."""
    layout, view = frame.layout, frame.view
    if layout.caption_form < _COMPLETE_FORMS or point.y() > max(layout.top, frame.theme.px(20)):
        return ""
    distances = [abs(view.x(layout.caption_x(layer)) - point.x()) for layer in range(len(layout.columns))]
    nearest = distances.index(min(distances))
    return captions.layers[nearest].line if distances[nearest] <= frame.theme.px(40) else ""


def paint_counts(painter: QPainter, frame: Frame, captions: Captions) -> None:
    """Beside the squeezed middle of a wide layer: how many neurons it really has, in as many words as there is room
    for in front of the next layer.
    """
    theme, view, columns = frame.theme, frame.view, frame.layout.columns
    painter.setFont(theme.font(12))
    metrics = QFontMetricsF(painter.font())
    for column, caption in zip(columns, captions.layers, strict=True):
        if column.squeezed is None:
            continue
        first, last = column.squeezed
        if float(column.radius[first]) * view.zoom >= DOTS_BELOW * theme.scale:
            continue
        left, right = view.x(column.x) + theme.px(10), frame.size.width()
        if column.layer + 1 < len(columns):
            following = columns[column.layer + 1]
            # behind its neurons' rings
            right = view.x(following.x) - 1.25 * following.largest_radius * view.zoom - theme.px(8)
        text = next((text for text in (caption.count, caption.size)
                     if left + metrics.horizontalAdvance(text) + theme.px(12) <= right), "")
        if text:
            middle = view.y(float(column.y[first] + column.y[last - 1]) / 2)
            patch = QRectF(left, middle - metrics.height() / 2 - theme.px(2),
                           metrics.horizontalAdvance(text) + theme.px(12), metrics.height() + theme.px(4))
            _paint_ground(painter, patch, theme)
            painter.setPen(theme.text)
            painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, text)


def paint_legend(painter: QPainter, frame: Frame, captions: Captions, shown: Sequence[Shown],
                 dashed: Collection[Quantity], right: float, step: int | None = None) -> None:
    """For each quantity on the edges a positive and a negative line, and its name; its symbol where room is short.

    Parameters
    ----------
    dashed
        The quantities whose negative edges are dashed somewhere.
    right
        x that the legend must not reach.
    step
        The step that the edges belong to, where it is another one than that of the neurons.
    """
    theme = frame.theme
    if shown and shown[0].quantity is Quantity.SPEED:
        dotted = any(are_dashed(one.neurons * one.sources) for one in shown)
        _paint_speed_legend(painter, frame, shown[0], right, dotted=dotted, captions=captions, step=step)
        return
    quantities = dict.fromkeys(one.quantity for one in shown if not one.pale) or \
        dict.fromkeys(one.quantity for one in shown)
    painter.setFont(theme.font(12, tabular=True))
    metrics = QFontMetricsF(painter.font())
    samples = 2 * (metrics.horizontalAdvance("−") + theme.px(32))
    x, y, gap = float(theme.px(16)), (frame.layout.bottom + frame.size.height()) / 2, theme.px(24)
    names = {quantity: captions.named(captions.quantities[quantity], step) for quantity in quantities}
    if x + sum(samples + metrics.horizontalAdvance(name) + gap for name in names.values()) - gap > right:
        names = {quantity: captions.named(quantity.value, step) for quantity in quantities}
    for quantity, name in names.items():
        width = samples + metrics.horizontalAdvance(name)
        if x + width > right:
            return
        if frame.view.zoom > 1.0:
            _paint_ground(painter, QRectF(x, y - theme.px(11), width, theme.px(22)).adjusted(-8, 0, 8, 0), theme)
        _paint_samples(painter, QPointF(x, y), quantity, theme, dashed=quantity in dashed)
        painter.setPen(theme.text_dim)
        painter.drawText(QPointF(x + samples, y + metrics.height() * 0.32), name)
        x += width + gap


def _paint_speed_legend(painter: QPainter, frame: Frame, shown: Shown, right: float, *, dotted: bool,
                        captions: Captions, step: int | None) -> None:
    theme = frame.theme
    legend = SpeedLegend(theme, shown.fastest, learned=not shown.pale, dotted=dotted,
                         named=partial(captions.named, step=step))
    x, y = float(theme.px(16)), (frame.layout.bottom + frame.size.height()) / 2
    if frame.view.zoom > 1.0:
        width = min(legend.width(), right - x)
        _paint_ground(painter, QRectF(x, y - theme.px(11), width, theme.px(22)).adjusted(-8, 0, 8, 0), theme)
    legend.paint(painter, x, y, right)


def _paint_samples(painter: QPainter, left: QPointF, quantity: Quantity, theme: Theme, *, dashed: bool) -> None:
    metrics = QFontMetricsF(painter.font())
    x, y = left.x(), left.y()
    for sign, color in zip("+−", edge_colors(theme, quantity), strict=True):
        painter.setPen(color)
        painter.drawText(QPointF(x, y + metrics.height() * 0.32), sign)
        x += metrics.horizontalAdvance("−") + theme.px(4)
        pen = QPen(color, theme.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if sign == "−" and dashed:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + theme.px(20), y))
        x += theme.px(28)


def _fonts(theme: Theme, lines: int) -> tuple[QFont, ...]:
    """Of two lines the first is the heading."""
    return (theme.font(12),) if lines == 1 else (theme.font(12, semibold=True), theme.font(12))


def _paint_ground(painter: QPainter, patch: QRectF, theme: Theme) -> None:
    """A patch of the card behind words, so that edges don't run through them."""
    ground = QColor(theme.card)
    ground.setAlphaF(0.88)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(patch, theme.px(4), theme.px(4))
