"""The map or the curve with the points, painted in layers: only what has changed is painted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figures.colors import class_colors, map_image
from gui.figures.frame import Frame, Layers, curve_path, fitted_frame, margins, paint_axes, paint_frame
from gui.plane.marks import (
    paint_batch,
    paint_current,
    paint_hovered,
    paint_point,
    paint_points,
    paint_wrong,
    point_colors,
    point_radius,
)
from gui.plane.picture import Picture
from gui.plane.points import PointSet
from gui.plane.surface import Kink, NeuronLine
from gui.plane.verdicts import Verdicts, true_classes
from gui.theme import Theme, blend
from simulator.arrays import Array, Bytes

# Paints what lies under the points: the map or the curve, the boundary, the first layer's lines.

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


_PLOT_SHAPE = 0.75
"""Height of a plot over x by its width."""
_LEAST_SIDE = 72
_COARSEST, _FINEST, _CURVE_POINTS = 40, 120, 240
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class Hover:
    """What the pointer is on.

    Attributes
    ----------
    place
        First and second coordinate there (of the point, if it is on one).
    index
        Number of the point, None beside them.
    is_test
        Whether it is a point of the test data.
    """

    place: tuple[float, float]
    index: int | None = None
    is_test: bool = False


class PlaneCanvas(QWidget):
    """Draws a picture: a square map, or a plot over x.

    Signals
    -------
    resized
        There is room for another resolution.
    """

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._names = ("", "")
        self._hover: Hover | None = None
        self._message = ""
        self._preview: PointSet | None = None
        self._held = -1
        self._layers = Layers(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def picture(self) -> Picture | None:
        """What is drawn."""
        return self._picture

    @property
    def hover(self) -> Hover | None:
        """What the pointer is on."""
        return self._hover

    @property
    def message(self) -> str:
        """What is said over the map."""
        return self._message

    @property
    def points(self) -> PointSet | None:
        """The training points as they are drawn: with what a hand is doing to them."""
        if self._preview is not None:
            return self._preview
        return self._picture.train if self._picture is not None else None

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_picture(self, picture: Picture | None, names: tuple[str, str] = ("", "")) -> None:
        """Draw this from now on.

        Parameters
        ----------
        names
            What is written at the axes.
        """
        before, self._picture = self._picture, picture
        if before is None or picture is None or before.is_line is not picture.is_line or names != self._names:
            self._names = names
            self.updateGeometry()
        self.update()

    def resolution(self, *, is_line: bool) -> int:
        """Points along a side of a map, or along a curve, that are worth computing at this size."""
        if is_line:
            return _CURVE_POINTS
        side = min(self.width(), self.height()) * self.devicePixelRatioF() / 2
        return min(max(round(side / 10) * 10, _COARSEST), _FINEST)

    # places

    def frame(self) -> Frame:
        """Where the window of the picture lies on the widget."""
        picture = self._picture
        low, high = picture.window if picture is not None else ((0.0, 0.0), (1.0, 1.0))
        fills = picture is not None and picture.is_line
        return fitted_frame((self.width(), self.height()), low, high, self._names, self._theme,
                            None if fills else (1.0, 1.0))

    def to_widget(self, point: tuple[float, float]) -> QPointF:
        """Where a point (x₁, x₂), or (x, y) of a plot, lies on the widget."""
        return self.frame().to_widget(point)

    def to_point(self, position: QPointF) -> tuple[float, float]:
        """The point at a position: the inverse of `to_widget`."""
        return self.frame().to_point(position)

    # painting

    def _ground_layer(self, picture: Picture, frame: Frame) -> QPixmap:
        """What depends on θ."""
        key = (picture.surface, picture.wishes.discrete, picture.wishes.lines, self._layers.look(frame, self._theme))
        return self._layers.picture("ground", key, lambda painter: paint_ground(painter, picture, frame, self._theme))

    def _still_layer(self, picture: Picture, points: PointSet, frame: Frame) -> QPixmap:
        """What doesn't depend on it: axes and points."""
        key = (points if self._held < 0 else picture.train, picture.test, self._held, picture.quantity,
               picture.surface.colors if picture.data.is_regression else None, self._names,
               self._layers.look(frame, self._theme))
        return self._layers.picture("still", key, lambda painter: self._paint_still(painter, picture, points, frame))

    def _paint_still(self, painter: QPainter, picture: Picture, points: PointSet, frame: Frame) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.area)
        if picture.test is not None:
            paint_points(painter, picture, picture.test, frame, theme, hollow=True)
        paint_points(painter, picture, points, frame, theme, without=self._held)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_frame(painter, frame, theme)
        paint_axes(painter, frame, self._names, theme)

    def _paint_marks(self, painter: QPainter, picture: Picture, points: PointSet, frame: Frame) -> None:
        """What is marked on the points."""
        theme = self._theme
        radius = point_radius(picture.train.whole, frame, theme)
        places = frame.places(points.positions(picture.output))
        if self._held >= 0:
            self._paint_held(painter, picture, points, QPointF(*places[self._held].tolist()), radius)
        if self._preview is None and len(picture.batch):
            paint_batch(painter, places[picture.batch], picture.classes[picture.batch], radius, theme)
        wrong = picture.verdicts.wrong if points is picture.train else \
            Verdicts.of(picture.moment, points, picture.quantity).wrong
        paint_wrong(painter, picture, points, wrong, frame, theme)
        if picture.test is not None and picture.test_verdicts is not None:
            paint_wrong(painter, picture, picture.test, picture.test_verdicts.wrong, frame, theme, hollow=True)
        if picture.current is not None and self._held < 0:
            paint_current(painter, frame.to_widget(picture.current), radius, theme)
        if self._hover is not None and self._hover.index is not None and self._held < 0:
            paint_hovered(painter, frame.to_widget(self._hover.place), radius, theme)

    def _paint_held(self, painter: QPainter, picture: Picture, points: PointSet, centre: QPointF, radius: float
                    ) -> None:
        """The point that a hand holds."""
        color = point_colors(picture, points, self._theme)[self._held]
        shape = int(true_classes(picture.data, points, picture.quantity)[self._held])
        paint_point(painter, centre, radius, color, shape, self._theme)
        paint_hovered(painter, centre, radius, self._theme)

    def _paint_message(self, painter: QPainter, frame: Frame) -> None:
        """A sentence over the lower edge of the map."""
        theme = self._theme
        font = theme.font(12)
        painter.setFont(font)
        inside = frame.area.adjusted(theme.px(8), theme.px(8), -theme.px(8), -theme.px(8))
        needed = painter.fontMetrics().boundingRect(inside.toRect().adjusted(8, 0, -8, 0), _WRAPPED, self._message)
        height = needed.height() + theme.px(8)
        box = QRectF(inside.left(), inside.bottom() - height, inside.width(), height)
        painter.setPen(QPen(theme.error, theme.px(1)))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(box, theme.px(6), theme.px(6))
        painter.setPen(theme.text)
        painter.drawText(box.adjusted(8, 0, -8, 0), _WRAPPED, self._message)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        picture, points = self._picture, self.points
        if picture is None or points is None:
            return
        frame = self.frame()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground_layer(picture, frame))
        painter.drawPixmap(0, 0, self._still_layer(picture, points, frame))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.area.adjusted(0, 0, 1, 1))
        self._paint_marks(painter, picture, points, frame)
        if self._message:
            self._paint_message(painter, frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the height that goes with the width
        self.resized.emit()

    def sizeHint(self) -> QSize:
        low, high = self._picture.window if self._picture is not None else ((0.0, 0.0), (1.0, 1.0))
        room = margins(low, high, self._names, self._theme)
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self._theme.px(230)
        side = max(width - room.left - self._theme.px(1), self._theme.px(_LEAST_SIDE))
        if self._picture is not None and self._picture.is_line:
            side = round(_PLOT_SHAPE * side)
        return QSize(self._theme.px(160), side + room.bottom + room.top)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(_LEAST_SIDE) + round(self._theme.px(20)))
