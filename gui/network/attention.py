"""What the stage points out: a ring around the neuron that the numbers follow, and around what was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.choice import Selection
from gui.network.edge_pictures import Frame
from gui.network.layout import ring_reach
from gui.network.neurons import Lettering, column_numbers, paint_bias, paint_neuron
from gui.network.squares import corner_of, faces_of, paint_square, snapped
from simulator.moment import Moment

_LEAST_RADIUS = 5.0


@dataclass(frozen=True)
class Attention:
    """What is pointed out.

    Attributes
    ----------
    focus
        The neuron or weight that the numbers follow.
    chosen
        Whether a person chose it; then the other edges stand back.
    brought_out
        Whether its edges are drawn on top of the others.
    """

    focus: Selection | None = None
    chosen: bool = False
    brought_out: bool = False


def paint_attention(painter: QPainter, frame: Frame, moment: Moment, attention: Attention,
                    hovered: Selection | None) -> None:
    """The ring around what is in focus, and a thin one around what is under the pointer."""
    if attention.focus is not None:
        _paint_ring(painter, frame, moment, attention.focus, chosen=attention.chosen)
    if hovered is not None and hovered != attention.focus and hovered.source is None:
        _paint_ring(painter, frame, moment, hovered, chosen=False)


def mark_rect(frame: Frame, selection: Selection) -> QRectF:
    """The part of the widget that the ring of a selection may touch."""
    column, view = frame.layout.columns[selection.layer], frame.view
    if column.picture is not None:
        return view.rect(column.picture).adjusted(-8, -8, 8, 8)
    radius = max(float(column.radius[selection.neuron]) * view.zoom, _LEAST_RADIUS * frame.theme.scale)
    reach = 1.6 * radius + frame.theme.px(8)
    centre = view.point(column.x, float(column.y[selection.neuron]))
    return QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)


def _paint_ring(painter: QPainter, frame: Frame, moment: Moment, selection: Selection, *, chosen: bool) -> None:
    column, theme, view = frame.layout.columns[selection.layer], frame.theme, frame.view
    pen = QPen(theme.accent, theme.scale * (2.0 if chosen else 1.2))
    if column.picture is not None:
        _paint_pixel(painter, frame, selection.neuron, pen)
        return
    centre = view.point(column.x, float(column.y[selection.neuron]))
    radius = float(column.radius[selection.neuron]) * view.zoom
    if column.is_squeezed(selection.neuron) and radius < _LEAST_RADIUS * theme.scale:
        radius = max(column.largest_radius, _LEAST_RADIUS * theme.scale)
        _paint_magnified(painter, frame, moment, selection, centre, radius)
    shows_error = selection.neuron < moment.reached_delta(selection.layer)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    if column.is_square:
        rect = snapped(centre, radius, frame.device_ratio)
        away = theme.scale * 2.0 + (ring_reach(radius, theme.scale) if shows_error else theme.scale)
        corner = corner_of(rect.width()) + away
        painter.drawRoundedRect(rect.adjusted(-away, -away, away, away), corner, corner)
        if selection.layer > 0:  # the mark stays on top of the ring
            paint_bias(painter, centre, radius, float(moment.biases[selection.layer][selection.neuron]), theme,
                       square=True)
        return
    around = radius + theme.scale * 3.0 + (max(0.22 * radius, 2.1 * theme.scale) if shows_error else 0.0)
    painter.drawEllipse(centre, around, around)


def _paint_magnified(painter: QPainter, frame: Frame, moment: Moment, selection: Selection, centre: QPointF,
                     radius: float) -> None:
    """A neuron that is a mere dot, large enough to be seen."""
    theme, numbers = frame.theme, column_numbers(moment, selection.layer)
    if frame.layout.columns[selection.layer].is_square:
        ratio = frame.device_ratio
        faces = faces_of(moment, selection.layer, 2 * radius * ratio, theme, ratio)
        paint_square(painter, snapped(centre, radius, frame.device_ratio), selection.neuron, faces, numbers, theme)
        return
    painter.setFont(theme.font(12, tabular=True))
    paint_neuron(painter, centre, radius, selection.neuron, numbers, theme, Lettering())


def _paint_pixel(painter: QPainter, frame: Frame, pixel: int, pen: QPen) -> None:
    column, theme = frame.layout.columns[0], frame.theme
    if column.picture is None or column.picture_shape is None:
        return
    side = column.picture.width / column.picture_shape[1] * frame.view.zoom
    corner = QPointF(side / 2 + 1, side / 2 + 1)
    centre = frame.view.point(*column.pixel_centre(pixel))
    square = QRectF(centre - corner, centre + corner)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.card, pen.widthF() + 2 * theme.scale), (pen.color(), pen.widthF())):
        painter.setPen(QPen(color, width))
        painter.drawRect(square)
