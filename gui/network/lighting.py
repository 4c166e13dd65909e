"""What a text beside the stage speaks of, lit up on the stage: a pale ring around neurons, lines beside weights."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.choice import PointedOut, Selection
from gui.network.edge_curves import edge_path
from gui.network.edge_pictures import Frame
from gui.network.layout import ring_reach

_GLOW, _LINE = 7.0, 1.6
_PALE = 0.30
_LEAST_RADIUS = 4.0
_AWAY = 6.0
_PIECES = 96
_BESIDE = 6.0
"""From the middle of a weight to the lines beside it."""


def paint_pointed_out(painter: QPainter, frame: Frame, pointed_out: PointedOut) -> None:
    """Light up every place that the network on the stage has."""
    sizes = tuple(column.size for column in frame.layout.columns)
    places = [place for place in pointed_out.places if place.exists_in(sizes)]
    crowded = [layer for layer in range(len(sizes)) if _is_crowded(frame, layer, places)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for width, opacity in ((_GLOW, _PALE), (_LINE, 1.0)):
        shade = QColor(frame.theme.phase_color(pointed_out.phase))
        shade.setAlphaF(opacity)
        painter.setPen(QPen(shade, frame.theme.scale * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for layer in crowded:
            _paint_layer(painter, frame, layer)
        for place in places:
            if place.source is not None:
                if opacity == 1.0:  # lines beside the weight, which stays in its own colour
                    for away in (-_BESIDE, _BESIDE):
                        _paint_weight(painter, frame, place, place.source, away * frame.theme.scale)
            elif place.layer not in crowded:
                _paint_neuron(painter, frame, place)


def _is_crowded(frame: Frame, layer: int, places: list[Selection]) -> bool:
    """Whether all neurons of a layer light up, and so near to one another that their rings would overlap."""
    column = frame.layout.columns[layer]
    lit = sum(place.layer == layer and place.source is None for place in places)
    if column.picture is not None or lit < max(column.size, 2):
        return False
    return 2.0 * (column.largest_radius * frame.view.zoom + _AWAY * frame.theme.scale) > \
        column.spacing * frame.view.zoom


def _paint_layer(painter: QPainter, frame: Frame, layer: int) -> None:
    """One ring around all neurons of a layer."""
    column, view = frame.layout.columns[layer], frame.view
    around = max(column.largest_radius * view.zoom, _LEAST_RADIUS * frame.theme.scale) + _AWAY * frame.theme.scale
    top, bottom = view.point(column.x, float(column.y.min())), view.point(column.x, float(column.y.max()))
    reach = QPointF(around, around)
    painter.drawRoundedRect(QRectF(top - reach, bottom + reach), around, around)


def _paint_neuron(painter: QPainter, frame: Frame, place: Selection) -> None:
    column, view, scale = frame.layout.columns[place.layer], frame.view, frame.theme.scale
    if column.picture is not None and column.picture_shape is not None:
        half = column.picture.width / column.picture_shape[1] * view.zoom / 2 + 2 * scale
        centre = view.point(*column.pixel_centre(place.neuron))
        painter.drawRect(QRectF(centre - QPointF(half, half), centre + QPointF(half, half)))
        return
    centre = view.point(column.x, float(column.y[place.neuron]))
    radius = max(float(column.radius[place.neuron]) * view.zoom, _LEAST_RADIUS * scale)
    around = radius + _AWAY * scale
    if column.is_square:
        around = radius + ring_reach(radius, scale) + 2.0 * scale
        painter.drawRoundedRect(QRectF(centre - QPointF(around, around), centre + QPointF(around, around)),
                                _AWAY * scale, _AWAY * scale)
    else:
        painter.drawEllipse(centre, around, around)


def _paint_weight(painter: QPainter, frame: Frame, place: Selection, source: int, away: float) -> None:
    left, right = frame.layout.columns[place.layer - 1], frame.layout.columns[place.layer]
    view = frame.view
    start = view.point(left.x if left.picture is None else left.picture.right, float(left.y[source]))
    end = view.point(right.x, float(right.y[place.neuron]))
    reach = 0.0 if left.picture is not None else float(left.radius[source]) * view.zoom
    left_end, right_end = start.x() + reach, end.x() - float(right.radius[place.neuron]) * view.zoom
    path = edge_path(start + QPointF(0.0, away), end + QPointF(0.0, away))
    # only between the neurons at its ends; not by a clip, which a scalable picture would not keep
    points = [path.pointAtPercent(number / _PIECES) for number in range(_PIECES + 1)]
    painter.drawPolyline([point for point in points if left_end <= point.x() <= right_end])
