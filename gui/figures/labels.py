"""Texts on pictures: on small grounds of their own, inside of the picture, clear of marks and of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gui.foundation.theme import Theme

_PADDING, _CORNER = 4.0, 4.0
_BETWEEN = "   "
_LETTERS = 12.0
_MARGIN = 8.0
_EDGE = 3.0
"""Pixels between a label and the edge of the map."""
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a label may stand beside its point, the best place first: right, left, above, below, and the corners."""


@dataclass(frozen=True)
class Wish:
    """A text that would like to stand beside a point.

    Attributes
    ----------
    texts
        The text and its size in pixels, then shorter ones to be taken where there is less room.
    anchor
        The point.
    reach
        Radius of what is drawn there.
    insists
        Whether it may lie on the marks of other points rather than be left out.
    """

    texts: tuple[tuple[str, tuple[float, float]], ...]
    anchor: QPointF
    reach: float
    insists: bool = False


@dataclass(frozen=True)
class Label:
    """A text with its place on the widget."""

    text: str
    room: QRectF


def placed(wishes: Iterable[Wish], area: QRectF, marks: Sequence[QRectF], gap: float) -> list[Label]:
    """The labels that find room, the first wishes first.

    Parameters
    ----------
    area
        Of the map.
    marks
        What must not be covered.
    gap
        Between a point's mark and its label.
    """
    inside = area.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    labels: list[Label] = []
    for wish in wishes:
        written = [label.room for label in labels]
        # a label at a corner of its own mark, which is round, may lie in the mark's square
        taken = [*written, *(mark for mark in marks if mark.center() != wish.anchor)]
        found = next((label for label in _candidates(wish, gap) if _is_free(label.room, inside, taken)), None)
        if found is None and wish.insists:
            found = next((label for label in _candidates(wish, gap) if _is_free(label.room, inside, written)), None)
        if found is not None:
            labels.append(found)
    return labels


def _candidates(wish: Wish, gap: float) -> Iterable[Label]:
    distance = wish.reach + gap
    for text, (width, height) in wish.texts:
        for right, down in _SIDES:
            diagonal = 0.6 if right and down else 1.0
            centre = QPointF(wish.anchor.x() + right * (diagonal * distance + width / 2),
                             wish.anchor.y() + down * (diagonal * distance + height / 2))
            yield Label(text, QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height))


def _is_free(room: QRectF, inside: QRectF, taken: Sequence[QRectF]) -> bool:
    return inside.contains(room) and not any(room.intersects(other) for other in taken)


def square_around(centre: QPointF, radius: float) -> QRectF:
    """What a mark covers."""
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def chip_size(text: str, font: QFont, theme: Theme) -> tuple[float, float]:
    """Width and height of a text on its small ground."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text) + 2 * _PADDING * theme.scale, metrics.height() + theme.scale


def paint_chip(painter: QPainter, room: QRectF, text: str, letters: QColor, ground: QColor, theme: Theme) -> None:
    """A short text on a small ground of its own, in the painter's font: it is read on any colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, _CORNER * theme.scale, _CORNER * theme.scale)
    painter.setPen(letters)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def paint_symbols(painter: QPainter, wishes: Sequence[tuple[Wish, QColor]], area: QRectF, taken: Sequence[QRectF],
                  theme: Theme) -> list[Label]:
    """The symbols of arrows in the arrows' colours, where they find room; as they were written."""
    painter.setFont(symbol_font(theme))
    ground = QColor(theme.card)
    ground.setAlphaF(0.92)
    inks = {wish.texts[0][0]: color for wish, color in wishes}
    # the last arrow, the move itself, finds room first
    labels = placed([wish for wish, _ in reversed(wishes)], area, taken, 3.0 * theme.scale)[::-1]
    for label in labels:
        paint_chip(painter, label.room, label.text, theme.readable(inks[label.text]), ground, theme)
    return labels


def symbol_font(theme: Theme) -> QFont:
    """Of the symbols of arrows."""
    return theme.font(_LETTERS, semibold=True)


def paint_readout(painter: QPainter, texts: list[str], area: QRectF, position: QPointF, theme: Theme) -> None:
    """What is said of the place under the pointer, in as many lines as it needs, at the edge farther from it."""
    font = theme.font(_LETTERS, tabular=True)
    metrics, margin = QFontMetricsF(font), _MARGIN * theme.scale
    lines = _lines(texts, metrics, area.width() - 4 * margin)
    width = max(map(metrics.horizontalAdvance, lines)) + 2 * margin
    height = len(lines) * metrics.height() + margin
    is_low = position.y() < area.bottom() - height - 4 * margin
    top = area.bottom() - margin - height if is_low else area.top() + margin
    pill = QRectF(area.left() + margin, top, width, height)
    ground = QColor(theme.card)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(theme.line, theme.px(1)))
    painter.setBrush(ground)
    radius = min(height / 2, 10.0 * theme.scale)
    painter.drawRoundedRect(pill, radius, radius)
    painter.setFont(font)
    painter.setPen(theme.text)
    for number, line in enumerate(lines):
        room = QRectF(pill.left() + margin, top + margin / 2 + number * metrics.height(), width, metrics.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def _lines(texts: list[str], metrics: QFontMetricsF, room: float) -> list[str]:
    lines = [texts[0]]
    for text in texts[1:]:
        longer = lines[-1] + _BETWEEN + text
        if metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(text)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(room, 1.0)) for line in lines]
