"""The pictures of the layers: made anew only when something in the layer has changed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap, QPolygonF

from gui.figures.colors import middle_of
from gui.foundation.language import translate_name
from gui.foundation.theme import Theme, blend
from gui.workspaces.network.edge_pictures import Frame
from gui.workspaces.network.layout import Column, Layout, View
from gui.workspaces.network.neurons import column_numbers, paint_neurons
from gui.workspaces.network.squares import paint_squares
from gui.workspaces.network.stamps import number_form, short_number
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

# Paints what stands beside the output neurons: the class, a bar of the activation, the number and the target.

_LEAST_SPACING = 4.0
"""Rows that are closer than that aren't drawn."""
_DIGITS_OF_A_CLASS = 2
_LINE = 11.5
"""So far from one another lines of digits can be read."""


def output_labels(moment: Moment) -> tuple[str, ...]:
    """What each output neuron stands for; empty where one neuron answers for two classes."""
    labels = moment.data.class_labels
    return labels if len(labels) == moment.network.sizes[-1] else ()


def _names(moment: Moment) -> tuple[str, ...]:
    """What stands beside the output neurons: their classes, or names of their own."""
    return output_labels(moment) or tuple(translate_name(name) for name in moment.data.output_names)


def _answers_for_two(moment: Moment) -> bool:
    """Whether one neuron answers for two classes: its label is then the class that it says."""
    return moment.network.sizes[-1] == 1 and len(moment.data.class_labels) == 2


def paint_outputs(painter: QPainter, layout: Layout, moment: Moment, view: View, theme: Theme) -> None:
    """Labels, bars, numbers and targets, one row for each output neuron."""
    column = layout.columns[-1]
    spacing = column.spacing * view.zoom if column.size > 1 else 100.0
    if column.squeezed or spacing < _LEAST_SPACING * theme.scale:
        return
    known = moment.sample.a[-1][:moment.reached_a(moment.network.depth)]
    whole = len(known) == column.size
    bars = _Bars(layout, moment, view, theme)
    labels, names = output_labels(moment), _names(moment)
    predicted = moment.predicted_class if whole and labels else -1
    answer = moment.data.class_labels[moment.predicted_class] if whole and _answers_for_two(moment) else ""
    wanted = [predicted] if predicted >= 0 else []
    if moment.knows_cost and labels and moment.true_class not in wanted:
        wanted.append(moment.true_class)
    written = written_rows(column.size, spacing / theme.scale, wanted)
    for neuron in range(column.size):
        a = float(known[neuron]) if neuron < len(known) else None
        label = names[neuron] if names and neuron in written else answer
        bars.paint(painter, neuron, a, label, predicted=neuron == predicted or bool(answer),
                   written=neuron in written)


def written_rows(count: int, spacing: float, wanted: Sequence[int] = ()) -> frozenset[int]:
    """The rows with label and number: all, or so many that they can be read.

    Parameters
    ----------
    spacing
        Distance of two rows at scale 1.
    wanted
        Rows that come before the others, the most wanted one first.
    """
    every = rows_a_line(spacing)
    written: list[int] = []
    for row in (*wanted, *range(0, count, every)):
        if all(abs(row - other) >= every for other in written):
            written.append(row)
    return frozenset(written)


def rows_a_line(spacing: float) -> int:
    """How many rows share one line of text at this spacing, at scale 1."""
    return max(math.ceil(_LINE / spacing), 1)


class _Bars:
    """Measures that all rows share."""

    def __init__(self, layout: Layout, moment: Moment, view: View, theme: Theme) -> None:
        column = layout.columns[-1]
        self._column: Column = column
        self._moment, self._view, self._theme = moment, view, theme
        labels = moment.data.class_labels if _answers_for_two(moment) else _names(moment)
        spacing = column.spacing * view.zoom if column.size > 1 else math.inf
        # a digit is large; a word gets no more room than the bar beside it can spare
        is_large = spacing > 20 * theme.scale and max(map(len, labels), default=0) <= _DIGITS_OF_A_CLASS
        self._label_font = theme.font(15 if is_large else 12, semibold=True)
        self._font = theme.font(12, tabular=True)
        self._height = min(theme.px(8), 0.62 * spacing)
        self._over = min(theme.px(3), 0.2 * spacing)
        self._row = spacing * rows_a_line(spacing / theme.scale)
        widest = max((QFontMetricsF(self._label_font).horizontalAdvance(text) for text in labels), default=0.0)
        left = view.x(column.x) + column.largest_radius * view.zoom + theme.px(12)
        self._label_left = left
        self._label_width = min(max(widest, theme.px(10)), 0.45 * layout.output_room) if labels else 0.0
        self._bar_left = left + self._label_width + (theme.px(8) if labels else 0)
        self._divide(left + layout.output_room - theme.px(4) - self._bar_left)
        self._set_range()

    def _divide(self, room: float) -> None:
        """Between the bars and the numbers, which get what they need."""
        theme, metrics = self._theme, QFontMetricsF(self._font)
        outputs = self._moment.sample.a[-1].tolist()
        usual = metrics.horizontalAdvance(">−0.00")
        self._form = number_form(outputs, max(usual, room - theme.px(8 + 16)), metrics)
        widest = max((metrics.horizontalAdvance(short_number(a, self._form)) for a in outputs), default=0.0) \
            if self._form is not None else 0.0
        self._bar_width = max(room - theme.px(8) - max(widest, usual), theme.px(16))

    def _set_range(self) -> None:
        moment = self._moment
        low, high = moment.network.activation(moment.network.depth).output_range
        values = moment.data.train.values if moment.data.is_regression else None
        numbers = np.append(moment.sample.a[-1], moment.sample.target)
        if values is not None:
            numbers = np.append(numbers, (values.min(), values.max()))  # so that the scale stays as it is
        numbers = numbers[np.isfinite(numbers)]
        self._low = low if math.isfinite(low) else min(0.0, float(numbers.min()))
        self._high = high if math.isfinite(high) else max(1e-12, float(numbers.max()))
        # beside maps a bar has the colours of the maps
        ranged = math.isfinite(low) and math.isfinite(high) and moment.data.domain is not None
        self._middle = middle_of((low, high)) if ranged else 0.0

    def paint(self, painter: QPainter, neuron: int, a: float | None, label: str, *, predicted: bool, written: bool
              ) -> None:
        """One row; the number only where it is `written`."""
        y = self._view.y(float(self._column.y[neuron]))
        if label:
            self._paint_label(painter, label, y, predicted=predicted)
        track = QRectF(self._bar_left, y - self._height / 2, self._bar_width, self._height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.sunken)
        painter.drawRoundedRect(track, self._height / 2, self._height / 2)
        if a is not None:
            self._paint_bar(painter, track, a)
            if written and self._form is not None:
                self._paint_number(painter, track, short_number(a, self._form))
        if self._moment.knows_cost:
            self._paint_target(painter, track, float(self._moment.sample.target[neuron]))

    def _paint_label(self, painter: QPainter, label: str, y: float, *, predicted: bool) -> None:
        theme = self._theme
        metrics = QFontMetricsF(self._label_font)
        text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, self._label_width + 1)
        box = QRectF(self._label_left, y - metrics.height() / 2, self._label_width, metrics.height())
        if predicted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            # it must not reach the digits of the rows beside it
            height = min(box.height() + 2 * theme.px(1), 2 * self._row - 10 * theme.scale)
            around = QRectF(box.left() - theme.px(5), y - height / 2, box.width() + 2 * theme.px(5), height)
            painter.drawRoundedRect(around, theme.px(4), theme.px(4))
        painter.setFont(self._label_font)
        painter.setPen(theme.on_accent if predicted else theme.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _at(self, track: QRectF, value: float) -> float:
        share = (value - self._low) / (self._high - self._low) if self._high > self._low else 0.0
        return track.left() + track.width() * min(max(share, 0.0), 1.0)

    def _paint_bar(self, painter: QPainter, track: QRectF, a: float) -> None:
        theme = self._theme
        if not math.isfinite(a):
            return
        zero, end = self._at(track, 0.0), self._at(track, a)
        bar = QRectF(min(zero, end), track.top(), abs(end - zero), track.height())
        painter.setBrush(theme.positive if a >= self._middle else theme.negative)
        corner = min(bar.width(), bar.height()) / 2
        painter.drawRoundedRect(bar, corner, corner)

    def _paint_number(self, painter: QPainter, track: QRectF, text: str) -> None:
        painter.setFont(self._font)
        painter.setPen(self._theme.text)
        line = QFontMetricsF(self._font).height()
        painter.drawText(QPointF(track.right() + self._theme.px(8), track.center().y() + line * 0.32), text)

    def _paint_target(self, painter: QPainter, track: QRectF, target: float) -> None:
        """A tick at y; the target that isn't 0 also gets a small arrow, so that the right answer stands out."""
        theme = self._theme
        x = self._at(track, target)
        painter.setPen(QPen(theme.text, 1.5 * theme.scale))
        painter.drawLine(QPointF(x, track.top() - self._over), QPointF(x, track.bottom() + self._over))
        if target != 0.0:
            side = 4 / 3 * self._over
            tip = track.top() - self._over
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.text)
            painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - side, tip - 1.4 * side),
                                           QPointF(x + side, tip - 1.4 * side)]))


_LONGEST_NAME = 96.0
_BESIDE_NAMES = 8.0


@dataclass(frozen=True, eq=False)
class ColumnPicture:
    """One layer, painted on nothing.

    Attributes
    ----------
    rect
        Where it belongs in the widget.
    key
        Equal for two pictures of the same layer exactly if they look alike.
    """

    rect: QRectF
    pixmap: QPixmap
    key: tuple[object, ...]
    moment: Moment  # keeps the arrays alive whose ids are in the key


def column_key(frame: Frame, moment: Moment, layer: int) -> tuple[object, ...]:
    """What the picture of a layer depends on."""
    key: tuple[object, ...] = (layer, frame.key(), id(moment.record), moment.address.sample)
    if layer == 0:
        return key
    if frame.layout.columns[layer].is_square:
        key = (*key, id(moment.theta))  # a weight anywhere before the layer changes its maps
    updated = moment.reached(Phase.UPDATE, layer)
    return (*key, moment.reached_z(layer), moment.reached_a(layer), moment.reached_delta(layer), id(moment.state),
            updated, moment.knows_cost if layer == moment.network.depth else None)


def make_column_picture(frame: Frame, moment: Moment, layer: int) -> ColumnPicture:
    """Paints one layer."""
    column = frame.layout.columns[layer]
    rect = column_rect(frame, layer)
    ratio = frame.device_ratio
    pixmap = QPixmap(max(math.ceil(rect.width() * ratio), 1), max(math.ceil(rect.height() * ratio), 1))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if not rect.isEmpty():
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-rect.topLeft())
        if column.picture is not None:
            paint_input_picture(painter, frame, column, moment.sample.a[0])
        else:
            if layer == 0:
                _paint_input_names(painter, frame, column, moment)
            if column.is_square:
                paint_squares(painter, frame, column, moment)
            else:
                paint_neurons(painter, frame.layout, column, column_numbers(moment, layer), frame.view, frame.theme)
        if layer == moment.network.depth:
            paint_outputs(painter, frame.layout, moment, frame.view, frame.theme)
        painter.end()
    return ColumnPicture(rect, pixmap, column_key(frame, moment, layer), moment)


def column_rect(frame: Frame, layer: int) -> QRectF:
    """The part of the widget that a layer's picture covers, in whole pixels."""
    column, view, theme = frame.layout.columns[layer], frame.view, frame.theme
    whole = QRectF(0.0, 0.0, math.ceil(frame.size.width()), math.ceil(frame.size.height()))
    if column.picture is not None:
        around = view.rect(column.picture).adjusted(-4, -4, 4, 4)
    else:
        reach = column.largest_radius * view.zoom + theme.px(80 if column.is_square else 40)
        left, right = view.x(column.x) - reach, view.x(column.x) + reach
        if layer == 0:
            left -= theme.px(_LONGEST_NAME)
        if layer == len(frame.layout.columns) - 1:
            right += frame.layout.output_room
        around = QRectF(left, 0.0, right - left, whole.height())
    return QRectF(around.toAlignedRect()).intersected(whole)


def paint_input_picture(painter: QPainter, frame: Frame, column: Column, a: Array) -> None:
    """The input as the picture that it is: ink on the card, one square for each pixel."""
    if column.picture is None or column.picture_shape is None:
        return
    rect, theme = frame.view.rect(column.picture), frame.theme
    image = _ink(a.reshape(column.picture_shape), theme)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    painter.drawImage(rect, image)
    painter.setPen(QPen(theme.text, max(1.0, theme.scale)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.px(4)
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), corner, corner)


def _ink(a: Array, theme: Theme) -> QImage:
    """Rows × columns of inputs from 0 to 1 as a picture from the card's colour to the text's."""
    share = np.nan_to_num(np.clip(a, 0.0, 1.0))[..., np.newaxis]
    ground, ink = (np.array([color.blue(), color.green(), color.red(), 255.0]) for color in (theme.card, theme.text))
    pixels = np.ascontiguousarray(np.rint(ground + share * (ink - ground)).astype(np.uint8))
    rows, columns = a.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()


def input_names(moment: Moment) -> tuple[str, ...]:
    """x₁, x₁², sin x₁ …: what the inputs are called, numbered where they have no names of their own."""
    return moment.data.input_names or tuple("x" + subscript(number)
                                            for number in range(1, moment.network.sizes[0] + 1))


def name_room(moment: Moment, theme: Theme) -> float:
    """Width that the names at the left of the inputs need."""
    if moment.data.image_shape is not None:
        return 0.0
    metrics = QFontMetricsF(_name_font(theme))
    widest = max(metrics.horizontalAdvance(name) for name in input_names(moment))
    return min(widest, theme.px(_LONGEST_NAME)) + 2 * theme.px(_BESIDE_NAMES)


def _name_font(theme: Theme) -> QFont:
    return theme.font(13)


def _paint_input_names(painter: QPainter, frame: Frame, column: Column, moment: Moment) -> None:
    """The names at the left of the input neurons."""
    theme, view = frame.theme, frame.view
    if column.size > 1 and column.spacing * view.zoom < 15 * theme.scale:
        return
    painter.setFont(_name_font(theme))
    painter.setPen(blend(theme.text_dim, theme.text, 0.4))
    right = view.x(column.x) - column.largest_radius * view.zoom - theme.px(_BESIDE_NAMES)
    # at the left edge of the stage there is less room than a long name wants
    width = min(float(theme.px(_LONGEST_NAME)), right - theme.px(4)) if view.zoom == 1.0 else theme.px(_LONGEST_NAME)
    metrics = QFontMetricsF(painter.font())
    for neuron, name in enumerate(input_names(moment)):
        if not column.is_squeezed(neuron):
            box = QRectF(QPointF(right - width, view.y(float(column.y[neuron])) - theme.px(10)),
                         QPointF(right, view.y(float(column.y[neuron])) + theme.px(10)))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             metrics.elidedText(name, Qt.TextElideMode.ElideRight, width))


def subscript(number: int) -> str:
    """A number below the line."""
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
