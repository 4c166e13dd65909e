"""What is said of the place under the pointer, on a small ground at the lower or the upper edge of the map."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.descent.map_movers import BALL, last_place
from gui.descent.map_points import point_at
from gui.descent.map_words import cost_text, cost_texts, place_texts, point_name
from gui.descent.scene import Mover, Scene
from gui.figures.frame import Frame
from gui.theme import Theme
from simulator.arrays import Array
from simulator.landscape.landscape import Landscape

_BETWEEN = "   "
_LETTERS = 12.0
_MARGIN = 8.0


def read_at(landscape: Landscape, place: tuple[float, float]) -> tuple[float, float]:
    """C and ‖∇C‖ at a place of the window, between the points of the grid; NaN where the nearest one has none.

    The surface itself isn't asked: that of a network over many samples would hold the pointer up.
    """
    corners, weights = _corners(landscape, place)
    rows, columns = corners
    shares = landscape.scale.shares(landscape.costs[rows, columns])
    share, slope = _mean(shares, weights), _mean(landscape.slopes[rows, columns], weights)
    return float(landscape.scale.costs(np.array(share))), slope


def _corners(landscape: Landscape, place: tuple[float, float]) -> tuple[tuple[Array, Array], Array]:
    """Rows and columns of the four points around a place, and their weights."""
    numbers, parts = [], []
    for value, axis in zip(place, (landscape.a, landscape.b), strict=True):
        cells = len(axis) - 1
        at = min(max((value - axis[0]) / (axis[-1] - axis[0]) * cells, 0.0), float(cells))
        before = min(int(at), cells - 1)
        numbers.append((before, before + 1))
        parts.append((1.0 - (at - before), at - before))
    rows, columns = np.meshgrid(numbers[1], numbers[0], indexing="ij")
    return (rows, columns), np.outer(parts[1], parts[0])


def _mean(values: Array, weights: Array) -> float:
    known = np.isfinite(values)
    if known.all():
        return float((values * weights).sum())
    nearest = np.unravel_index(int(weights.argmax()), weights.shape)
    return float(values[nearest]) if known[nearest] else math.nan


def readout_texts(scene: Scene, frame: Frame, position: QPointF, theme: Theme) -> list[str]:
    """What is at a position of the widget: a marked point, a ball, or just a place; without any, nothing."""
    if not frame.area.contains(position):
        return []
    landscape, symbols = scene.landscape, scene.landscape.surface.symbols
    point = point_at(landscape, frame, position, theme)
    mover = _mover_at(scene, frame, position, theme)
    if mover is not None:
        place = (float(mover.path[-1, 0]), float(mover.path[-1, 1]))
        return [mover.name, *place_texts(symbols, place, frame.size), *cost_texts(*read_at(landscape, place))]
    if point is not None:
        return [point_name(point, landscape), *place_texts(symbols, (point.a, point.b), frame.size),
                f"C = {cost_text(point, landscape)}"]
    place = frame.to_point(position)
    return [*place_texts(symbols, place, frame.size), *cost_texts(*read_at(landscape, place))]


def _mover_at(scene: Scene, frame: Frame, position: QPointF, theme: Theme) -> Mover | None:
    """The ball with a name under a position."""
    for mover in reversed(scene.movers):
        place = last_place(mover, frame)
        if mover.name and place is not None and frame.area.contains(place):
            way = place - position
            if math.hypot(way.x(), way.y()) <= (BALL + 3.0) * theme.scale:
                return mover
    return None


def paint_readout(painter: QPainter, texts: list[str], frame: Frame, position: QPointF, theme: Theme) -> None:
    """The texts in a line, or in two where they don't fit, at the edge that the pointer is farther from."""
    font = theme.font(_LETTERS, tabular=True)
    metrics, margin = QFontMetricsF(font), _MARGIN * theme.scale
    lines = _lines(texts, metrics, frame.area.width() - 4 * margin)
    width = max(map(metrics.horizontalAdvance, lines)) + 2 * margin
    height = len(lines) * metrics.height() + margin
    area = frame.area
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
