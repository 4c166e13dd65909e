"""The map or the curve with the points, in layers, under mouse and keys: hovered, clicked, edited."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui.figures.colors import class_colors, map_image
from gui.figures.frame import Frame, curve_path, fitted_frame, margins, paint_axes, paint_frame
from gui.figures.map import Map
from gui.foundation.theme import Theme, blend
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
from gui.plane.picture import Picture, Verdicts, true_classes
from gui.plane.point_tools import PointEditor, answers_of
from gui.plane.points import Hover, PointSet, nearest
from gui.plane.surface import Kink, NeuronLine
from gui.widgets.keyboard import KeyboardCursor, shows_ring
from simulator.arrays import Array, Bytes

# What lies under the points: the map or the curve, the boundary, the lines of the first layer.

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


_REACH = 4.0
"""A point is hit so far beside it."""
_DIGIT_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7,
               Qt.Key.Key_8, Qt.Key.Key_9)
_DELETE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLOT_SHAPE = 0.75
"""Height of a plot over x by its width."""
_LEAST_SIDE = 72
_COARSEST, _FINEST, _CURVE_POINTS = 40, 120, 240
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class PlaneView(Map):
    """The output of a network as a square map, or as a plot over x; its points can be followed, or edited.

    While points are edited and the view has the focus, 1, 2, … choose what new points are, Delete and Backspace take
    away the point under the pointer, and Escape ends it.

    Attributes
    ----------
    leads_on
        Whether something happens when a point is clicked.

    Signals
    -------
    hovered
        A Hover, or None.
    clicked
        The Hover of a point that was clicked, while nothing is edited.
    edited
        A PointSet: the training points as they shall be, perhaps none. What is drawn stays until other points come.
    answer_chosen(int)
        A key has chosen what new points are: a number of `answers_of`.
    left
        Escape: no more editing.
    resized
        There is room for another resolution.
    """

    hovered = Signal(object)
    clicked = Signal(object)
    edited = Signal(object)
    answer_chosen = Signal(int)
    left = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.walk = KeyboardCursor(self, self._is_own_key)
        self._picture: Picture | None = None
        self._names = ("", "")
        self._hover: Hover | None = None
        self._message = ""
        self._preview: PointSet | None = None
        self.leads_on = True
        self._is_editing = False
        self._answer = 0
        self._editor = PointEditor()
        self._pressed: Hover | None = None
        self._value = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Map of the output"))

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

    @property
    def is_editing(self) -> bool:
        """Whether points are edited."""
        return self._is_editing

    @property
    def answer(self) -> int:
        """What new points are: a number of `answers_of`."""
        return self._answer

    def set_editing(self, editing: bool) -> None:
        """Edit points from now on, or don't."""
        self._is_editing = editing
        self._message = ""
        self._drop()
        self._fit_focus()
        if editing:
            before = QApplication.focusWidget()  # whoever has come here by keys goes on with keys
            self.setFocus(Qt.FocusReason.TabFocusReason if shows_ring(before) else Qt.FocusReason.OtherFocusReason)
        elif not shows_ring(self):
            self.clearFocus()
        self._look_again()

    def _fit_focus(self) -> None:
        """Keys have something to do where there is a picture; a click gives them to the map while it is edited."""
        policy = Qt.FocusPolicy.StrongFocus if self._is_editing else \
            Qt.FocusPolicy.TabFocus if self._picture is not None else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def set_answer(self, index: int) -> None:
        """Choose what new points are."""
        self._answer = index

    def say(self, message: str) -> None:
        """Write something over the map until the next click or key; the points are as they were."""
        self._message = message
        self._drop()

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
        self._fit_focus()
        if before is None or picture is None or before.train is not picture.train:
            self._message = ""
            self._drop()
        elif self._editor.is_holding:
            return
        self._look_again()

    def resolution(self, *, is_line: bool) -> int:
        """Points along a side of a map, or along a curve, that are worth computing at this size."""
        if is_line:
            return _CURVE_POINTS
        side = min(self.width(), self.height()) * self.devicePixelRatioF() / 2
        return min(max(round(side / 10) * 10, _COARSEST), _FINEST)

    # places and painting

    def frame(self) -> Frame:
        """Where the window of the picture lies on the widget."""
        picture = self._picture
        low, high = picture.window if picture is not None else ((0.0, 0.0), (1.0, 1.0))
        fills = picture is not None and picture.is_line
        return fitted_frame((self.width(), self.height()), low, high, self._names, self._theme,
                            None if fills else (1.0, 1.0))

    def to_point(self, position: QPointF) -> tuple[float, float]:
        """The point at a position: the inverse of `to_widget`."""
        return self.frame().to_point(position)

    def still_layers(self, frame: Frame, look: Hashable) -> Iterator[QPixmap]:
        """What depends on θ, and above it axes and points."""
        picture, points = self._picture, self.points
        if picture is None or points is None:
            return
        yield self._layers.picture("ground", (picture.surface, picture.wishes.discrete, picture.wishes.lines, look),
                                   lambda painter: paint_ground(painter, picture, frame, self._theme))
        key = (points if self._held < 0 else picture.train, picture.test, self._held, picture.quantity,
               picture.surface.colors if picture.data.is_regression else None, self._names, look)
        yield self._layers.picture("still", key, lambda painter: self._paint_still(painter, picture, points, frame))

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

    def paint_moving(self, painter: QPainter, frame: Frame) -> None:
        """What is marked on the points."""
        picture, points = self._picture, self.points
        if picture is None or points is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(frame.area.adjusted(0, 0, 1, 1))
        self._paint_marks(painter, picture, points, frame)
        if self._message:
            self._paint_message(painter, frame)
        if self._is_editing and self.hasFocus() and not shows_ring(self):
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRect(frame.area)  # its keys act

    def _paint_marks(self, painter: QPainter, picture: Picture, points: PointSet, frame: Frame) -> None:
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

    # pointing

    def _found(self, position: QPointF) -> Hover | None:
        """What there is at a position."""
        picture, frame = self._picture, self.frame()
        if picture is None or not frame.area.contains(position):
            return None
        reach = point_radius(picture.train.whole, frame, self._theme) + _REACH * self._theme.scale
        for points, is_test in ((picture.train, False), (picture.test, True)):
            if points is not None and not (is_test and self._is_editing):
                positions = points.positions(picture.output)
                index = nearest(frame.places(positions), (position.x(), position.y()), reach)
                if index is not None:
                    return Hover((float(positions[index, 0]), float(positions[index, 1])), index, is_test)
        return Hover(frame.to_point(position))

    def _look_again(self) -> None:
        """What is below the pointer now."""
        hover = self._found(self._pointer) if self._pointer is not None else None
        cursor = self._cursor_for(hover is not None and hover.index is not None)
        if self.cursor().shape() is not cursor:
            self.setCursor(cursor)
        if hover != self._hover:
            self._hover = hover
            self.update()
        self.hovered.emit(hover)

    def _cursor_for(self, on_point: bool) -> Qt.CursorShape:
        if self._is_editing:
            return Qt.CursorShape.SizeAllCursor if on_point else Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if on_point and self.leads_on else Qt.CursorShape.ArrowCursor

    # the keyboard

    def point_with_keys(self, point: QPointF | None) -> None:
        self._pointer = point
        self._look_again()

    def take_with_keys(self, point: QPointF) -> None:
        """What a click does there."""
        picture, hover = self._picture, self._hover
        self._clear_message()
        if picture is None or hover is None or self._editor.is_holding:
            return
        if self._is_editing:
            self._press(picture, hover, point)
            self._release()
            self._look_again()
        elif hover.index is not None:
            self.clicked.emit(hover)

    def set_value_text(self, text: str) -> None:
        """What is said of the map, or of the place that is pointed at."""
        self._value = text
        self.walk.tell_value()

    def value_text(self) -> str:
        return self._value

    def keys_text(self) -> str:
        if self._is_editing:
            return self.tr("The arrow keys move a pointer, Enter puts a point there, Delete takes one away, digits "
                           "choose what new points are, Escape ends it.")
        return self.tr("The arrow keys move a pointer that reads off the output, Enter on a point follows it.")

    # editing

    def _drop(self) -> None:
        """Nothing is being done to the points any more."""
        self._editor.cancel()
        self._take_over()

    def _take_over(self) -> None:
        """Draw the points as the editor has them."""
        self._preview, self._held = self._editor.preview, self._editor.index
        self.update()

    def _press(self, picture: Picture, found: Hover, position: QPointF) -> None:
        answers = answers_of(picture)
        answer = answers[min(self._answer, len(answers) - 1)] if answers else None
        self._editor.press(picture, self.frame(), position, found.index, answer)
        self._take_over()

    def _release(self) -> None:
        points = self._editor.release()
        self._take_over()
        if points is not None:
            self.edited.emit(points)

    def delete_hovered(self) -> None:
        """Take away the point under the pointer."""
        picture, hover = self._picture, self._hover
        if picture is not None and hover is not None and hover.index is not None and not self._editor.is_holding:
            self.edited.emit(picture.train.without(hover.index))

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._clear_message()
        self._look_again()
        self._pressed = self._hover
        picture, hover = self._picture, self._hover
        if self._is_editing and picture is not None and hover is not None and not self._editor.is_holding:
            if event.button() is Qt.MouseButton.LeftButton:
                self._press(picture, hover, event.position())
            elif event.button() is Qt.MouseButton.RightButton:
                self.delete_hovered()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._editor.is_holding:
            self._editor.move(event.position())
            self._take_over()
        else:
            self._look_again()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        if self._editor.is_holding:
            self._release()
        elif not self._is_editing and pressed is not None and pressed.index is not None and pressed == self._hover:
            self.clicked.emit(pressed)
        self._look_again()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick clicks are two points

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._is_editing:
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        if not self._editor.is_holding:
            self._look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_own_key(event):
            super().keyPressEvent(event)
            return
        self._clear_message()
        if event.key() in _DELETE_KEYS:
            self.delete_hovered()
        elif event.key() == Qt.Key.Key_Escape:
            if self._editor.is_holding:
                self._drop()
            else:
                self.left.emit()
        else:
            self._answer = _DIGIT_KEYS.index(Qt.Key(event.key()))
            self.answer_chosen.emit(self._answer)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        picture = self._picture
        if not self._is_editing or picture is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        return key in (*_DELETE_KEYS, Qt.Key.Key_Escape) or key in _DIGIT_KEYS[:len(answers_of(picture))]

    def _clear_message(self) -> None:
        if self._message:
            self._message = ""
            self.update()

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
