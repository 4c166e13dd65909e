"""The pictures of the layers: made anew only when something in the layer has changed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from gui.network.edge_pictures import Frame
from gui.network.layout import Column
from gui.network.neurons import column_numbers, paint_neurons
from gui.network.outputs import paint_outputs
from gui.network.squares import paint_squares
from gui.theme import Theme, blend
from simulator.arrays import Array
from simulator.moment import Moment
from simulator.steps import Phase

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
