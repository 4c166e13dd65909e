"""The incoming weights of one neuron, painted: as a picture where the inputs are one, otherwise as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Theme
from gui.widgets.walked import Walked
from simulator.arrays import Array, Bytes

_NO_WEIGHTS = np.zeros(0)
_WIDEST_BAR = 28


class WeightView(Walked, QWidget):
    """Blue for positive and orange for negative weights, full at ± the largest absolute value.

    Signals
    -------
    hovered(int)
        The weight below the pointer, counted from 0; −1 for none.
    clicked(int)
        Somebody clicked on a weight.
    """

    hovered = Signal(int)
    clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weights: Array = _NO_WEIGHTS
        self._shape: tuple[int, int] | None = None
        self._chosen: int | None = None
        self._image: QImage | None = None
        self._hovered = -1
        self._pointer: QPointF | None = None
        self._value = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def limit(self) -> float:
        """The largest absolute weight: where the colours are full."""
        return float(np.abs(self._weights).max()) if len(self._weights) else 0.0

    @property
    def hovered_weight(self) -> int:
        """The weight below the pointer, −1 for none."""
        return self._hovered

    def weights(self) -> Array:
        """What is shown."""
        return self._weights

    def show_weights(self, weights: Array, shape: tuple[int, int] | None, chosen: int | None = None) -> None:
        """Show these.

        Parameters
        ----------
        weights
            Shape (n,).
        shape
            (rows, columns) if they belong to the pixels of a picture.
        chosen
            The weight to be marked.
        """
        self._weights, self._shape, self._chosen = weights, shape, chosen
        self._image = None
        # another number of weights may have put another one below the pointer
        self._hovered = -1 if self._pointer is None else self.weight_at(self._pointer)
        self.update()

    def weight_at(self, position: QPointF) -> int:
        """Number of the weight at a point, −1 where there is none."""
        area = self._area()
        if not len(self._weights) or not area.contains(position):
            return -1
        if self._shape is None:
            return min(int((position.x() - area.left()) / area.width() * len(self._weights)), len(self._weights) - 1)
        rows, columns = self._shape
        row = min(int((position.y() - area.top()) / area.height() * rows), rows - 1)
        column = min(int((position.x() - area.left()) / area.width() * columns), columns - 1)
        return row * columns + column

    def centre_of(self, weight: int) -> QPointF:
        """The middle of a weight's place: the inverse of `weight_at`."""
        return self._place(weight).center()

    def _area(self) -> QRectF:
        """Where the weights are: for a picture as large as its proportions allow."""
        whole = QRectF(self.rect())
        if self._shape is None:
            width = min(whole.width(), float(self._theme.px(_WIDEST_BAR) * max(len(self._weights), 1)))
            return QRectF(whole.center().x() - width / 2, whole.top(), width, whole.height())
        rows, columns = self._shape
        side = min(whole.width() / columns, whole.height() / rows)
        if side >= 2.0:
            side = float(int(side))  # whole pixels keep the grid even
        size = QSize(round(side * columns), round(side * rows))
        return QRectF((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(),
                      size.height())

    def _place(self, weight: int) -> QRectF:
        area = self._area()
        if self._shape is None:
            width = area.width() / len(self._weights)
            return QRectF(area.left() + weight * width, area.top(), width, area.height())
        rows, columns = self._shape
        row, column = divmod(weight, columns)
        width, height = area.width() / columns, area.height() / rows
        return QRectF(area.left() + column * width, area.top() + row * height, width, height)

    def _paint_picture(self, painter: QPainter) -> None:
        if self._image is None:
            self._image = signed_image(self._weights, self._shape or (1, 1), self.limit, self._theme)
        area = self._area()
        painter.drawImage(area, self._image)
        painter.setPen(QPen(self._theme.line, self._theme.px(1)))
        painter.drawRect(area)

    def _paint_bars(self, painter: QPainter) -> None:
        area, limit = self._area(), self.limit
        middle, half = area.center().y(), area.height() / 2 - self._theme.px(2)
        gap = self._theme.px(2) if area.width() / len(self._weights) >= self._theme.px(6) else 0
        for number, weight in enumerate(self._weights):
            place = self._place(number)
            height = abs(weight) / limit * half if limit > 0 else 0.0
            color = self._theme.positive if weight > 0 else self._theme.negative
            painter.fillRect(QRectF(place.left() + gap / 2, middle - height if weight > 0 else middle,
                                    max(place.width() - gap, 1.0), height), color)
        painter.setPen(QPen(self._theme.outline, self._theme.px(1)))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))

    def _mark(self, painter: QPainter, weight: int, color: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, self._theme.px(2)))
        painter.drawRect(self._place(weight))

    # the keyboard

    def _first_point(self) -> QPointF:
        return self.centre_of(self._chosen or 0) if len(self._weights) else super()._first_point()

    def _next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """To the next weight; bars have neighbours at their sides only."""
        here, rows, columns = self.weight_at(point), *(self._shape or (1, len(self._weights)))
        if here < 0:
            return self._first_point()
        row, column = divmod(here, columns)
        return self.centre_of(min(max(row + down, 0), rows - 1) * columns + min(max(column + right, 0), columns - 1))

    def _point_with_keys(self, point: QPointF | None) -> None:
        self._pointer = point
        self._hover(-1 if point is None else self.weight_at(point))

    def _take_with_keys(self, point: QPointF) -> None:
        weight = self.weight_at(point)
        if weight >= 0:
            self.clicked.emit(weight)

    def set_value_text(self, text: str) -> None:
        """What is said of the weights, or of the one that is pointed at."""
        self._value = text
        self.tell_value()

    def _value_text(self) -> str:
        return self._value

    def _keys_text(self) -> str:
        return self.tr("The arrow keys go from weight to weight, Enter chooses one.")

    def _hover(self, weight: int) -> None:
        if weight != self._hovered:
            self._hovered = weight
            self.setCursor(Qt.CursorShape.PointingHandCursor if weight >= 0 else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(weight)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._weights):
            return
        painter = QPainter(self)
        if self._shape is None:
            self._paint_bars(painter)
        else:
            self._paint_picture(painter)
        if 0 <= self._hovered < len(self._weights):
            self._mark(painter, self._hovered, self._theme.outline)
        if self._chosen is not None:
            self._mark(painter, self._chosen, self._theme.text)
        self._paint_walk(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._hover(self.weight_at(self._pointer))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        weight = self.weight_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and weight >= 0:
            self.clicked.emit(weight)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._hover(-1)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(168), self._theme.px(168))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(56))


class ScaleBar(QWidget):
    """The colours from −limit to +limit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ramp = np.linspace(-1.0, 1.0, 65)
        self._image = signed_image(ramp, (1, 65), 1.0, theme)
        self.setFixedHeight(theme.px(8))
        self.setMinimumWidth(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawImage(self.rect(), self._image)


def signed_image(values: Array, shape: tuple[int, int], limit: float, theme: Theme) -> QImage:
    """An image with a pixel for each value, in the colours of `Theme.signed_color`.

    Parameters
    ----------
    values
        Shape (rows · columns,).
    """
    if not np.isfinite(limit) or limit <= 0.0:
        shares = np.nan_to_num(np.sign(values))
    else:
        shares = np.clip(values / limit, -1.0, 1.0)
    ground, positive, negative = (_rgb(color) for color in (theme.card, theme.positive, theme.negative))
    ends = np.where((shares > 0.0)[:, np.newaxis], positive, negative)
    mixed = ground + (ends - ground) * np.abs(shares)[:, np.newaxis]
    pixels: Bytes = np.ascontiguousarray(np.rint(mixed).astype(np.uint8).reshape(*shape, 3))
    return QImage(pixels.data, shape[1], shape[0], 3 * shape[1], QImage.Format.Format_RGB888).copy()


def _rgb(color: QColor) -> Array:
    return np.array([color.red(), color.green(), color.blue()], dtype=np.float64)
