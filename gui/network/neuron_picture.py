"""The large picture of one neuron, with the training data in it: what the card beside the pointer shows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.network.curves import Curve, paint_curve
from gui.network.maps import grid_of, map_image, map_range, maps_of
from gui.network.squares import map_points
from gui.number_text import MINUS, number
from gui.plane.class_looks import class_colors, class_shape
from gui.plane.points import PointSet
from gui.theme import Theme
from simulator.arrays import Array
from simulator.datasets.domain import Domain
from simulator.datasets.features import coordinates
from simulator.moment import Moment

_SIDE = 180.0
_BELOW, _RIGHT, _BESIDE = 20.0, 4.0, 5.0
_MOST_POINTS = 400
_FEW_POINTS = 16
_POINT_RADIUS, _RADIUS_OF_FEW = 2.6, 4.5
_TICK = 7.0
_CURVE_POINTS = 181


@dataclass(frozen=True, eq=False)
class NeuronPicture:
    """The map of a neuron, or its curve on the line, as it is at a moment."""

    moment: Moment
    domain: Domain
    layer: int
    neuron: int

    def size(self, theme: Theme, room: QSizeF) -> QSizeF:
        """Width and height with the names of the axes; nothing where it would be too small to be of use."""
        around = QSizeF(self._left(theme) + _RIGHT * theme.scale, (_BELOW + 4.0) * theme.scale)
        side = min(_SIDE * theme.scale, room.width() - around.width(), room.height() - around.height())
        return QSizeF() if side < 0.4 * _SIDE * theme.scale else around + QSizeF(side, side)

    def paint(self, painter: QPainter, place: QRectF, theme: Theme) -> None:
        """Paints it into a rectangle of the size that it asked for."""
        rect = place.adjusted(self._left(theme), 4.0 * theme.scale, -_RIGHT * theme.scale, -_BELOW * theme.scale)
        if self.domain.dimension == 1:
            self._paint_graph(painter, rect, theme)
        else:
            self._paint_map(painter, rect, theme)

    def _left(self, theme: Theme) -> float:
        """Room for the words at the axis upwards."""
        metrics = QFontMetricsF(theme.font(12, tabular=True))
        return max(metrics.horizontalAdvance(word) for word in self._words_upwards()) + _BESIDE * theme.scale

    def _words_upwards(self) -> tuple[str, str, str]:
        """Low end, name and high end of the axis upwards."""
        if self.domain.dimension == 1:
            curve = self._curve(_CURVE_POINTS)
            return _end(curve.low), "a", _end(curve.high)
        return _end(self.domain.low[1]), coordinates(2)[1].symbol_for(2), _end(self.domain.high[1])

    def _curve(self, count: int) -> Curve:
        """The graph, in a range that has room for the targets at the output."""
        moment, layer = self.moment, self.layer
        curve = Curve.of(moment.network, layer, grid_of(self.domain, count, 1).across,
                         maps_of(moment, count, 1)[layer], self.neuron)
        if layer < moment.network.depth:
            return curve
        return curve.with_room_for(PointSet.of(moment.data, moment.data.train).targets[:, self.neuron])

    def _paint_map(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        moment, layer = self.moment, self.layer
        points = map_points(moment, rect.width() * painter.device().devicePixelRatioF())
        values = maps_of(moment, points, points)[layer]
        own = values[:, self.neuron]
        low, high = map_range(moment.network, layer, values if layer > 0 else own)
        image = map_image(own.reshape(points, points), low, high, theme)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image, QRectF(image.rect()))
        painter.save()
        painter.setClipRect(rect.adjusted(-4, -4, 4, 4))
        known = PointSet.of(moment.data, moment.data.train)
        places = self._places(rect, known.coordinates[:_MOST_POINTS])
        self._paint_points(painter, places, known, theme)
        if (point := moment.point) is not None and self._inside(point[np.newaxis]).all():
            at = self._places(rect, point[np.newaxis])[0]
            _paint_sample_ring(painter, QPointF(float(at[0]), float(at[1])), theme)
        painter.restore()
        _paint_frame(painter, rect, theme)
        name = coordinates(2)[0].symbol_for(2)
        _paint_axis_below(painter, rect, (_end(self.domain.low[0]), name, _end(self.domain.high[0])), theme)
        _paint_axis_left(painter, rect, self._words_upwards(), theme)

    def _paint_graph(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        moment, curve = self.moment, self._curve(_CURVE_POINTS)
        point, low, high = moment.point, self.domain.low[0], self.domain.high[0]
        share = (float(point[0]) - low) / (high - low) if point is not None else -1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.card)
        painter.drawRect(rect)
        known = PointSet.of(moment.data, moment.data.train)
        paint_curve(painter, rect, curve, theme, share if 0.0 <= share <= 1.0 else None, reached=True, thickness=2.2)
        self._paint_targets_on_line(painter, rect, known, curve, theme)
        _paint_frame(painter, rect, theme)
        _paint_axis_below(painter, rect, (_end(low), coordinates(1)[0].symbol_for(1), _end(high)), theme)
        _paint_axis_left(painter, rect, self._words_upwards(), theme, curve.place(rect, 0.0, curve.low).y(),
                         curve.place(rect, 0.0, curve.high).y())

    def _paint_targets_on_line(self, painter: QPainter, rect: QRectF, known: PointSet, curve: Curve, theme: Theme
                               ) -> None:
        """At the output the samples with what it should answer, elsewhere only where they lie on the line."""
        at = known.coordinates[:_MOST_POINTS]
        low, high = self.domain.low[0], self.domain.high[0]
        shares = (at[:, 0] - low) / (high - low)
        if self.layer == self.moment.network.depth:
            targets = known.targets[:_MOST_POINTS, self.neuron]
            spots = [curve.place(rect, share, target) for share, target in zip(shares, targets, strict=True)]
            places = np.array([(spot.x(), spot.y()) for spot in spots]).reshape(-1, 2)
            self._paint_points(painter, places, known, theme)
            return
        painter.setPen(QPen(theme.text_dim, theme.scale))
        for share in shares[(shares >= 0.0) & (shares <= 1.0)].tolist():
            x = rect.left() + share * rect.width()
            painter.drawLine(QPointF(x, rect.bottom() - _TICK * theme.scale), QPointF(x, rect.bottom()))

    def _paint_points(self, painter: QPainter, places: Array, known: PointSet, theme: Theme) -> None:
        """The samples: for classes in their colours and shapes, for values in the colours of maps."""
        inside = self._inside(known.coordinates[:_MOST_POINTS])
        radius = (_RADIUS_OF_FEW if len(inside) <= _FEW_POINTS else _POINT_RADIUS) * theme.scale
        rim = theme.card
        if known.has_classes:
            colors = class_colors(len(self.moment.data.class_labels), theme)
            looks = [(colors[label], class_shape(label)) for label in known.labels.tolist()]
        else:
            values = known.targets[:, min(self.neuron, known.targets.shape[1] - 1)]
            rim = theme.text  # values about 0 have the colour of the card
            looks = [(color, class_shape(0)) for color in _value_colors(values, theme)]
        painter.setPen(QPen(rim, theme.scale / radius))
        for index in np.flatnonzero(inside).tolist():
            color, shape = looks[index]
            painter.save()
            painter.translate(float(places[index, 0]), float(places[index, 1]))
            painter.scale(radius, radius)
            painter.setBrush(color)
            painter.drawPath(shape)
            painter.restore()

    def _inside(self, points: Array) -> npt.NDArray[np.bool_]:
        """Which points lie in the window, shape (count,)."""
        return np.asarray(((points >= self.domain.low) & (points <= self.domain.high)).all(axis=1))

    def _places(self, rect: QRectF, points: Array) -> Array:
        """Where points of the plane are drawn, shape (count, 2)."""
        low, high = np.array(self.domain.low), np.array(self.domain.high)
        shares = (points - low) / (high - low)
        return np.column_stack((rect.left() + shares[:, 0] * rect.width(),
                                rect.bottom() - shares[:, 1] * rect.height()))


def neuron_picture(moment: Moment, layer: int, neuron: int) -> NeuronPicture | None:
    """The picture of a neuron; None for data that can't be drawn."""
    domain = moment.data.domain
    return NeuronPicture(moment, domain, layer, neuron) if domain is not None else None


def _end(x: float) -> str:
    """The end of an axis in few letters."""
    return number(x, 2) if abs(x) >= 100.0 or 0.0 < abs(x) < 0.01 else f"{x:.2g}".replace("-", MINUS)


def _value_colors(values: Array, theme: Theme) -> list[QColor]:
    """Colours of values as in a map that is symmetric about 0; the largest |value| has the full colour."""
    limit = float(np.abs(values).max(initial=0.0)) or 1.0
    return [theme.signed_color(value, limit) for value in values.tolist()]


def _paint_sample_ring(painter: QPainter, at: QPointF, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((theme.card, 4.0), (theme.text, 2.0)):
        painter.setPen(QPen(color, width * theme.scale))
        painter.drawEllipse(at, 6.0 * theme.scale, 6.0 * theme.scale)


def _paint_frame(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(theme.text, max(1.0, theme.scale)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _paint_axis_below(painter: QPainter, rect: QRectF, words: tuple[str, str, str], theme: Theme) -> None:
    """Low end, name and high end of the axis across."""
    painter.setFont(theme.font(12, tabular=True))
    box = QRectF(rect.left(), rect.bottom() + 3 * theme.scale, rect.width(), QFontMetricsF(painter.font()).height())
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
    for word, side, color in zip(words, sides, (theme.text_dim, theme.text, theme.text_dim), strict=True):
        painter.setPen(color)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, word)


def _paint_axis_left(painter: QPainter, rect: QRectF, words: tuple[str, str, str], theme: Theme,
                     low_y: float = math.nan, high_y: float = math.nan) -> None:
    """Low end, name and high end of the axis upwards; the ends stand at the edges or at these heights."""
    painter.setFont(theme.font(12, tabular=True))
    line = QFontMetricsF(painter.font()).height()
    low = rect.bottom() - line / 2 if math.isnan(low_y) else low_y
    high = rect.top() + line / 2 if math.isnan(high_y) else high_y
    for word, y, color in zip(words, (low, rect.center().y(), high), (theme.text_dim, theme.text, theme.text_dim),
                              strict=True):
        painter.setPen(color)
        box = QRectF(rect.left() - 60 * theme.scale, y - line / 2, 56 * theme.scale, line)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
