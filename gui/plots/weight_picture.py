"""What a neuron looks for: the card with the picture of its incoming weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.figures.colors import map_image
from gui.figures.curve_plot import paint_bars
from gui.foundation.number_text import number, signed
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.session import Session
from gui.widgets.buttons import IconButton
from gui.widgets.card import Card
from gui.widgets.keyboard import KeyboardCursor
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from simulator.arrays import Array
from simulator.moment import Moment

# The incoming weights of one neuron, painted: as a picture where the inputs are one, otherwise as bars.

_NO_WEIGHTS = np.zeros(0)
_WIDEST_BAR = 28


class WeightView(QWidget):
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
        self.walk = KeyboardCursor(self)
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
            limit = self.limit if 0.0 < self.limit < np.inf else 1.0
            self._image = map_image(self._weights.reshape(self._shape or (1, -1)), -limit, limit, self._theme)
        area = self._area()
        painter.drawImage(area, self._image)
        painter.setPen(QPen(self._theme.line, self._theme.px(1)))
        painter.drawRect(area)

    def _paint_bars(self, painter: QPainter) -> None:
        area, limit = self._area(), self.limit
        middle, half = area.center().y(), area.height() / 2 - self._theme.px(2)
        pitch = area.width() / len(self._weights)
        gap = self._theme.px(2) if pitch >= self._theme.px(6) else 0
        colors = [self._theme.positive if weight > 0 else self._theme.negative for weight in self._weights]
        paint_bars(painter, area.left() + gap / 2, pitch, max(pitch - gap, 1.0), middle,
                   (self._weights / (limit or 1.0) * half).tolist(), colors)
        painter.setPen(QPen(self._theme.outline, self._theme.px(1)))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))

    def _mark(self, painter: QPainter, weight: int, color: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, self._theme.px(2)))
        painter.drawRect(self._place(weight))

    # the keyboard

    def first_point(self) -> QPointF:
        return self.centre_of(self._chosen or 0) if len(self._weights) else QRectF(self.rect()).center()

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        """To the next weight; bars have neighbours at their sides only."""
        here, rows, columns = self.weight_at(point), *(self._shape or (1, len(self._weights)))
        if here < 0:
            return self.first_point()
        row, column = divmod(here, columns)
        return self.centre_of(min(max(row + down, 0), rows - 1) * columns + min(max(column + right, 0), columns - 1))

    def point_with_keys(self, point: QPointF | None) -> None:
        self._pointer = point
        self._hover(-1 if point is None else self.weight_at(point))

    def take_with_keys(self, point: QPointF) -> None:
        weight = self.weight_at(point)
        if weight >= 0:
            self.clicked.emit(weight)

    def set_value_text(self, text: str) -> None:
        """What is said of the weights, or of the one that is pointed at."""
        self._value = text
        self.walk.tell_value()

    def value_text(self) -> str:
        return self._value

    def keys_text(self) -> str:
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
        self.walk.paint(painter, self._theme)

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
        self._image = map_image(ramp[np.newaxis], -1.0, 1.0, theme)
        self.setFixedHeight(theme.px(8))
        self.setMinimumWidth(theme.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawImage(self.rect(), self._image)


_DIGITS = 3


class WeightPicture(Card):
    """The incoming weights of the chosen neuron at the moment in view.

    A neuron whose inputs are the pixels of a picture is shown as a picture, any other one as bars. While nothing is
    chosen it is the neuron of layer 1 that the equations followed last.

    Attributes
    ----------
    view
        The picture.
    """

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._note.hide()  # its title needs all of the header
        self._session = session
        self._shown = Selection(1, 0)
        self.view = WeightView(theme)
        self.line = ElidedLabel("", theme, size=12, tone="dim", alignment=Qt.AlignmentFlag.AlignHCenter)
        self.low, self.high = PlainLabel(), PlainLabel()
        self.previous = IconButton("chevron-left", self.tr("Previous neuron"), theme, size=24, look="flat")
        self.following = IconButton("chevron-right", self.tr("Next neuron"), theme, size=24, look="flat")
        self._lay_out(theme)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following.clicked.connect(lambda: self._go(1))
        self.view.hovered.connect(self._show_line)
        self.view.clicked.connect(self._choose_weight)
        session.moment_changed.connect(self._show)
        session.selection_changed.connect(self._follow)
        session.focus_changed.connect(self._follow)
        session.run_changed.connect(self._follow)
        self._follow()

    def _lay_out(self, theme: Theme) -> None:
        scale = QHBoxLayout()
        scale.setSpacing(theme.px(2))
        bar = ScaleBar(theme)
        bar.setMaximumWidth(theme.px(120))
        bar.setMinimumWidth(theme.px(8))  # it gives way before the numbers at its ends do
        scale.setSpacing(theme.px(2))
        for label in (self.low, self.high):
            label.setFont(theme.font(12, tabular=True))
            label.setProperty("tone", "dim")
        scale.addWidget(self.previous)
        scale.addStretch(1)
        scale.addWidget(self.low)
        scale.addWidget(bar, 2)
        scale.addWidget(self.high)
        scale.addStretch(1)
        scale.addWidget(self.following)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.line)
        self.body.addLayout(scale)

    @property
    def shown(self) -> Selection:
        """The neuron, and its weight where one is chosen."""
        return self._shown

    def _follow(self, *_: object) -> None:
        """Shows the chosen neuron, or else the one of layer 1 that the equations follow; else what it showed."""
        sizes, chosen, focus = self._session.network.sizes, self._session.selection, self._session.focus
        if chosen is not None and chosen.layer >= 1:
            self._shown = chosen
        elif chosen is None and focus.layer == 1:
            self._shown = replace(focus, source=None)
        if not self._shown.exists_in(sizes):
            self._shown = Selection(1, 0)
        self.set_title(self.tr("What neuron {neuron} looks for").format(neuron=self._shown.neuron + 1))
        self.view.setAccessibleName(self.title())
        self.previous.setEnabled(sizes[self._shown.layer] > 1)
        self.following.setEnabled(sizes[self._shown.layer] > 1)
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible() or not self._shown.exists_in(moment.network.sizes):
            return
        weights = moment.weights[self._shown.layer][self._shown.neuron]
        shape = moment.data.image_shape if self._shown.layer == 1 else None
        self.view.show_weights(weights, shape, self._shown.source)
        self.low.setText(number(-self.view.limit, _DIGITS))
        self.high.setText(signed(self.view.limit, _DIGITS))
        self._show_line(self.view.hovered_weight)

    def _show_line(self, weight: int) -> None:
        """The weight below the pointer; without one how many there are."""
        if weight < 0 and self._shown.source is not None:
            weight = self._shown.source
        weights = self.view.weights()
        if not 0 <= weight < len(weights):
            self._say(self.tr("layer {layer} · {count} weights").format(
                layer=self._shown.layer, count=len(weights)))
            return
        value, shape = signed(float(weights[weight]), _DIGITS + 1), self._session.data.image_shape
        if self._shown.layer == 1 and shape is not None:
            row, column = divmod(weight, shape[1])
            place = self.tr("row {row}, column {column}").format(row=row + 1, column=column + 1)
        elif self._shown.layer == 1:
            place = self.tr("from input {neuron}").format(neuron=weight + 1)
        else:
            place = self.tr("from neuron {neuron}").format(neuron=weight + 1)
        self._say(f"{place}: w = {value}")

    def _say(self, text: str) -> None:
        self.line.setText(text)
        self.view.set_value_text(text)

    def _go(self, direction: int) -> None:
        size = self._session.network.sizes[self._shown.layer]
        self._session.select(Selection(self._shown.layer, (self._shown.neuron + direction) % size))

    def _choose_weight(self, weight: int) -> None:
        self._session.select(replace(self._shown, source=weight))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(150))
