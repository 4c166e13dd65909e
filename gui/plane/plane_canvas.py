"""The map or the curve with the points, painted in layers: only what has changed is painted again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plane.axes import margins, paint_axes, paint_frame
from gui.plane.frame import Frame
from gui.plane.ground import paint_ground
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
from gui.plane.verdicts import Verdicts, true_classes
from gui.theme import Theme

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
        self._ground: tuple[object, QPixmap] | None = None
        self._still: tuple[object, QPixmap] | None = None
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
        px, picture = self._theme.px, self._picture
        low, high = picture.window if picture is not None else ((0.0, 0.0), (1.0, 1.0))
        room = margins(low, high, self._names, self._theme)
        left = room.left
        width = max(self.width() - left - px(1), 1)
        height = max(self.height() - room.bottom - room.top, 1)
        if picture is None or not picture.is_line:
            side = min(width, height)
            left, width, height = left + (width - side) // 2, side, side
        return Frame(QRectF(left, room.top, width, height), low, high)

    def to_widget(self, point: tuple[float, float]) -> QPointF:
        """Where a point (x₁, x₂), or (x, y) of a plot, lies on the widget."""
        return self.frame().to_widget(point)

    def to_point(self, position: QPointF) -> tuple[float, float]:
        """The point at a position: the inverse of `to_widget`."""
        return self.frame().to_point(position)

    # painting

    def _ground_layer(self, picture: Picture, frame: Frame) -> QPixmap:
        """What depends on θ."""
        key = (picture.surface, picture.wishes.discrete, picture.wishes.lines, self._look(frame))
        if self._ground is None or self._ground[0] != key:
            layer = self._layer()
            painter = QPainter(layer)
            paint_ground(painter, picture, frame, self._theme)
            painter.end()
            self._ground = key, layer
        return self._ground[1]

    def _still_layer(self, picture: Picture, points: PointSet, frame: Frame) -> QPixmap:
        """What doesn't depend on it: axes and points."""
        key = (points if self._held < 0 else picture.train, picture.test, self._held, picture.quantity,
               picture.surface.colors if picture.data.is_regression else None, self._names, self._look(frame))
        if self._still is None or self._still[0] != key:
            theme = self._theme
            layer = self._layer()
            painter = QPainter(layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(frame.area)
            if picture.test is not None:
                paint_points(painter, picture, picture.test, frame, theme, hollow=True)
            paint_points(painter, picture, points, frame, theme, without=self._held)
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            paint_frame(painter, frame, theme)
            paint_axes(painter, frame, self._names, theme)
            painter.end()
            self._still = key, layer
        return self._still[1]

    def _look(self, frame: Frame) -> tuple[object, ...]:
        """What every layer depends on."""
        area = frame.area
        return (self._theme, self.size().toTuple(), self.devicePixelRatioF(), area.getRect(), frame.low, frame.high)

    def _layer(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        layer = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        layer.setDevicePixelRatio(ratio)
        layer.fill(Qt.GlobalColor.transparent)
        return layer

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
