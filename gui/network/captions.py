"""What stands above the layers and what the colours of the edges mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.network.edge_pictures import Frame, edge_colors
from gui.network.edge_values import Quantity, Shown
from gui.network.neurons import DOTS_BELOW
from gui.theme import Theme


@dataclass(frozen=True)
class Caption:
    """The words above a layer: its name, and what it consists of.

    Attributes
    ----------
    count
        How many neurons it has, for layers of which not all can be seen.
    """

    name: str
    details: str
    count: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.name} · {self.details}"


@dataclass(frozen=True)
class Captions:
    """All words on the stage: a caption for each layer, and the names of what the edges show."""

    layers: tuple[Caption, ...]
    quantities: Mapping[Quantity, str]


def caption_width(captions: Captions, theme: Theme) -> float:
    """Width of the widest caption in one line."""
    metrics = QFontMetricsF(theme.font(12))
    return max(metrics.horizontalAdvance(caption.line) for caption in captions.layers)


def paint_captions(painter: QPainter, frame: Frame, captions: Captions) -> None:
    """The captions, each above its layer; they stay at the upper edge when the picture is zoomed."""
    layout, theme, view = frame.layout, frame.theme, frame.view
    line = theme.px(18)
    band = QRectF(0.0, 0.0, frame.size.width(), layout.caption_y + layout.caption_lines * line + theme.px(4))
    if view.zoom > 1.0:
        painter.fillRect(band, theme.card)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(band.bottomLeft(), band.bottomRight())
    painter.setPen(theme.text_dim)
    for layer, caption in enumerate(captions.layers):
        texts = [caption.line] if layout.caption_lines == 1 else [caption.name, caption.details]
        x, room = view.x(layout.caption_x(layer)), layout.caption_room(layer) * view.zoom
        for place, text in enumerate(texts):
            font = theme.font(12, semibold=place == 0 and len(texts) == 2)
            painter.setFont(font)
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(room - 4, 20.0))
            box = QRectF(x - room / 2, layout.caption_y + place * line, room, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def paint_counts(painter: QPainter, frame: Frame, captions: Captions) -> None:
    """Beside the squeezed middle of a wide layer: how many neurons it really has."""
    theme, view = frame.theme, frame.view
    painter.setFont(theme.font(12))
    metrics = QFontMetricsF(painter.font())
    for column, caption in zip(frame.layout.columns, captions.layers, strict=True):
        if column.squeezed is None:
            continue
        first, last = column.squeezed
        if float(column.radius[first]) * view.zoom >= DOTS_BELOW * theme.scale:
            continue
        middle = view.y(float(column.y[first] + column.y[last - 1]) / 2)
        left = view.x(column.x) + theme.px(10)
        patch = QRectF(left, middle - metrics.height() / 2 - theme.px(2),
                       metrics.horizontalAdvance(caption.count) + theme.px(12), metrics.height() + theme.px(4))
        _paint_ground(painter, patch, theme)
        painter.setPen(theme.text)
        painter.drawText(patch, Qt.AlignmentFlag.AlignCenter, caption.count)


def paint_legend(painter: QPainter, frame: Frame, captions: Captions, shown: Sequence[Shown]) -> None:
    """For each quantity on the edges a positive and a negative line, and its name."""
    theme = frame.theme
    quantities = dict.fromkeys(one.quantity for one in shown if not one.pale) or \
        dict.fromkeys(one.quantity for one in shown)
    painter.setFont(theme.font(12))
    metrics = QFontMetricsF(painter.font())
    x, y = float(theme.px(16)), frame.size.height() - theme.px(18)
    for quantity in quantities:
        name = captions.quantities[quantity]
        samples = 2 * (metrics.horizontalAdvance("−") + theme.px(32))
        width = samples + metrics.horizontalAdvance(name)
        if frame.view.zoom > 1.0:
            _paint_ground(painter, QRectF(x, y - theme.px(11), width, theme.px(22)).adjusted(-8, 0, 8, 0), theme)
        _paint_samples(painter, QPointF(x, y), quantity, theme)
        painter.setPen(theme.text_dim)
        painter.drawText(QPointF(x + samples, y + metrics.height() * 0.32), name)
        x += width + theme.px(24)


def _paint_samples(painter: QPainter, left: QPointF, quantity: Quantity, theme: Theme) -> None:
    metrics = QFontMetricsF(painter.font())
    x, y = left.x(), left.y()
    for sign, color in zip("+−", edge_colors(theme, quantity), strict=True):
        painter.setPen(color)
        painter.drawText(QPointF(x, y + metrics.height() * 0.32), sign)
        x += metrics.horizontalAdvance("−") + theme.px(4)
        pen = QPen(color, theme.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if sign == "−":
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + theme.px(20), y))
        x += theme.px(28)


def _paint_ground(painter: QPainter, patch: QRectF, theme: Theme) -> None:
    """A patch of the card behind words, so that edges don't run through them."""
    ground = QColor(theme.card)
    ground.setAlphaF(0.88)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(patch, theme.px(4), theme.px(4))
