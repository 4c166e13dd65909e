"""What lies under the points: the map or the curve, the boundary, the lines of the first layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from gui.figures.colors import class_colors, map_image
from gui.figures.frame import Frame, curve_path
from gui.plane.picture import Picture
from gui.plane.surface import Kink, NeuronLine
from gui.theme import Theme, blend
from simulator.arrays import Array, Bytes

_PALE = 0.72
"""The strongest colour of a map, so that points of the same colour stand out from it."""
_BOUNDARY, _RIM = 2.0, 1.25
_NEURON_LINE = 1.25
_ARROW = 21.0
"""From a line to the tip of its arrow."""
_LARGEST = 1e6
"""Pixels; Qt can't draw what lies farther away."""


def paint_ground(painter: QPainter, picture: Picture, frame: Frame, theme: Theme) -> None:
    """All that depends on θ; the painter is left clipped to the frame."""
    painter.setClipRect(frame.area)
    painter.fillRect(frame.area, theme.card)
    if picture.is_line:
        _paint_zero(painter, frame, theme)
        _paint_places(painter, picture, frame, theme)
        _paint_curves(painter, picture, frame, theme)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(frame.area, surface_image(picture, theme))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_boundary(painter, picture, frame, theme)
    _paint_neuron_lines(painter, picture.lines, frame, theme)


def surface_image(picture: Picture, theme: Theme) -> QImage:
    """The map as a picture of a pixel for each point of the grid."""
    surface, discrete = picture.surface, picture.wishes.discrete
    if surface.quantity.is_classes:
        return _class_image(surface.values, theme, discrete=discrete)
    low, high = surface.colors
    # a range that is wider than that of the values has paler ends
    middle, half = (low + high) / 2, (high - low) / 2
    if discrete:
        values = np.where(surface.values > middle, high, low)
        values[np.isnan(surface.values)] = np.nan
    else:
        values = np.clip(surface.values, low, high)
    return map_image(values, middle - half / _PALE, middle + half / _PALE, theme)


def _class_image(shares: Array, theme: Theme, *, discrete: bool) -> QImage:
    """The colour of the class that wins, the paler the nearer the second one comes to it."""
    rows, columns, count = shares.shape
    lead = np.ones((rows, columns)) if discrete else _lead(np.moveaxis(shares, 2, 0))
    strength = _PALE * np.clip(np.nan_to_num(lead), 0.0, 1.0)[..., np.newaxis]
    table = np.array([_rgb(color) for color in class_colors(count, theme)])
    ground = np.array(_rgb(theme.card))
    mixed = ground + (table - ground)[np.argmax(shares, axis=2)] * strength
    pixels: Bytes = np.ascontiguousarray(np.rint(mixed).astype(np.uint8))
    return QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


def _lead(shares: Array) -> Array:
    """How far the largest of the shares, shape (n_L, …), is ahead of the second, as a part of all."""
    first, second = shares[0], np.full_like(shares[0], -np.inf)
    for share in shares[1:]:
        second = np.maximum(second, np.minimum(first, share))
        first = np.maximum(first, share)
    with np.errstate(all="ignore"):
        lead: Array = (first - second) / np.abs(shares).sum(axis=0)
    return lead


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _paint_boundary(painter: QPainter, picture: Picture, frame: Frame, theme: Theme) -> None:
    """Where the answer changes, dark with a rim; values have no answer that changes: a thin line where they are 0."""
    pieces = picture.surface.boundary
    if not len(pieces):
        return
    ends = frame.places(pieces.reshape(-1, 2)).reshape(-1, 4)
    lines = [QLineF(*ends_of_one) for ends_of_one in ends.tolist()]
    if picture.data.is_regression and picture.quantity.is_output:
        painter.setPen(QPen(blend(theme.card, theme.text, 0.45), theme.scale))
        painter.drawLines(lines)
        return
    width = _BOUNDARY * theme.scale
    # (pens with flat or square caps are ten times as quick as round ones)
    for color, thickness in ((theme.card, width + 2 * _RIM * theme.scale), (theme.text, width)):
        painter.setPen(QPen(color, thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawLines(lines)


def _paint_neuron_lines(painter: QPainter, lines: Sequence[NeuronLine], frame: Frame, theme: Theme) -> None:
    """Thin lines with their neurons' numbers, from which an arrow points to the side where z is positive."""
    ends = [QLineF(frame.to_widget(line.begin), frame.to_widget(line.end)) for line in lines]
    rim = QColor(theme.card)
    rim.setAlphaF(0.7)
    for color, extra in ((rim, 2.0), (theme.text, 0.0)):
        painter.setPen(QPen(color, (_NEURON_LINE + extra) * theme.scale))
        painter.drawLines(ends)
    taken: list[QPointF] = []
    for line, way in zip(lines, ends, strict=True):
        if way.length() < theme.px(8):
            continue
        # with x₂ upwards z is positive on the left; on the screen y grows downwards
        side = QPointF(way.dy(), -way.dx()) / way.length()
        centre = _place_of_number(way, side, taken, frame, theme)
        taken.append(centre)
        _paint_arrow(painter, centre, side, theme)
        _paint_number(painter, centre, str(line.neuron + 1), theme)


def _place_of_number(line: QLineF, side: QPointF, taken: Sequence[QPointF], frame: Frame, theme: Theme) -> QPointF:
    """A place on the line for its number: near an end, with room for the arrow, away from other numbers."""
    inset = min(theme.px(14) / line.length(), 0.25)
    places = [line.pointAt(share) for share in (inset, 1 - inset, 0.25, 0.75, 0.38, 0.62)]
    room = frame.area.adjusted(theme.px(8), theme.px(8), -theme.px(8), -theme.px(8))
    free = [place for place in places
            if all(QLineF(place, other).length() > theme.px(24) for other in taken)]
    roomy = [place for place in free if room.contains(place) and frame.area.contains(place + side * theme.px(_ARROW))]
    return (roomy or free or places)[0]


def _paint_arrow(painter: QPainter, foot: QPointF, way: QPointF, theme: Theme) -> None:
    """A short arrow from a line into its positive half-plane."""
    half = 3.5 * theme.scale
    tip = foot + way * (_ARROW * theme.scale)
    across = QPointF(-way.y(), way.x()) * half
    neck = tip - way * (1.8 * half)
    head = QPolygonF([tip, neck + across, neck - across])
    for color, extra in ((theme.card, 2.0 * theme.scale), (theme.text, 0.0)):
        painter.setPen(QPen(color, 1.5 * theme.scale + extra, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(foot, neck)
        painter.setPen(QPen(color, extra) if extra else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(color)
        painter.drawPolygon(head)


def _paint_number(painter: QPainter, centre: QPointF, text: str, theme: Theme) -> None:
    """A number on a small disc."""
    font = theme.font(12, semibold=True)
    painter.setFont(font)
    width = max(painter.fontMetrics().horizontalAdvance(text) + theme.px(6), theme.px(16))
    disc = QRectF(centre.x() - width / 2, centre.y() - theme.px(8), width, theme.px(16))
    painter.setPen(QPen(theme.text, theme.scale))
    painter.setBrush(theme.card)
    painter.drawRoundedRect(disc, theme.px(8), theme.px(8))
    painter.setPen(theme.text)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)


def _paint_zero(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """The axis where the value is 0."""
    painter.setPen(QPen(theme.line, theme.px(1)))
    if frame.low[1] < 0.0 < frame.high[1]:
        painter.drawLine(QPointF(frame.area.left(), frame.y(0.0)), QPointF(frame.area.right(), frame.y(0.0)))


def _paint_places(painter: QPainter, picture: Picture, frame: Frame, theme: Theme) -> None:
    """Upright lines: where the answer changes, and where the first layer's neurons do."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top, bottom = frame.area.top(), frame.area.bottom()
    if not (picture.data.is_regression and picture.quantity.is_output):
        painter.setPen(QPen(theme.outline, 1.5 * theme.scale))
        for x in picture.surface.boundary.tolist():
            painter.drawLine(QPointF(frame.x(x), top), QPointF(frame.x(x), bottom))
    _paint_kinks(painter, picture.kinks, frame, theme)


def _paint_kinks(painter: QPainter, kinks: Sequence[Kink], frame: Frame, theme: Theme) -> None:
    """Dashed upright lines with their neurons' numbers; numbers that would lie on one another step down."""
    lane, last = 0, -theme.px(100)
    for kink in sorted(kinks, key=lambda kink: kink.x):
        x = frame.x(kink.x)
        lane = (lane + 1) % 3 if x - last < theme.px(34) else 0
        last = round(x)
        pen = QPen(theme.text_dim, theme.scale)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()))
        centre = QPointF(x, frame.area.top() + theme.px(12 + 19 * lane))
        _paint_arrow(painter, centre, QPointF(1.0 if kink.rises else -1.0, 0.0), theme)
        _paint_number(painter, centre, str(kink.neuron + 1), theme)


def _paint_curves(painter: QPainter, picture: Picture, frame: Frame, theme: Theme) -> None:
    """The quantity over x; for classes a curve each."""
    surface = picture.surface
    values = surface.values.reshape(len(surface.grid.across), -1)
    count = values.shape[1]
    colors = class_colors(count, theme) if surface.quantity.is_classes else [theme.text]
    for number, color in enumerate(colors):
        places = frame.places(np.column_stack((surface.grid.across, values[:, number])))
        places = np.clip(places, -_LARGEST, _LARGEST)
        painter.setPen(QPen(color, 2.25 * theme.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                            Qt.PenJoinStyle.RoundJoin))
        painter.strokePath(curve_path(places), painter.pen())
