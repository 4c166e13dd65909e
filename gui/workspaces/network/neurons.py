"""Paints the neurons of a layer: activation as fill, error δ as a ring, with numbers where there is room for them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.foundation.number_text import number, signed
from gui.foundation.theme import Theme, blend
from gui.workspaces.network.edge_pictures import Frame
from gui.workspaces.network.layout import Column, Layout, View
from gui.workspaces.network.stamps import NumberForm, number_form, paint_over_edges, short_number, stamp, stamp_image
from simulator.arrays import Array
from simulator.moment import Moment

_ROOM_FOR_NUMBER = 15.0
_ROOM_FOR_BIAS = 9.0
_BIAS_OF_RADIUS = 0.42
_BELOW = 2.0
"""So far words may reach into the band below the network."""
DOTS_BELOW = 2.4
"""Neurons with a smaller radius are drawn as mere dots."""


@dataclass(frozen=True)
class ColumnNumbers:
    """What is known of a layer's neurons at a moment; lists stop where nothing is reached yet.

    Attributes
    ----------
    z, a, delta
        Their known beginnings, at most (n,).
    bias
        Shape (n,), empty for the input.
    a_limit, z_limit, delta_limit
        The |value| that gets the full colour.
    a_low, a_high
        Between these every activation of the layer lies.
    """

    z: Array
    a: Array
    delta: Array
    bias: Array
    a_limit: float
    z_limit: float
    delta_limit: float
    a_low: float = -math.inf
    a_high: float = math.inf

    def longest(self) -> list[float]:
        """Activations that take the most room: of all that can occur where they are bounded, so that the form of the
        numbers doesn't change from moment to moment.
        """
        if self.a_low < -1.0 or self.a_high > 1.0:
            return self.a.tolist()
        return [0.001, 0.999] if self.a_low >= 0.0 else [-0.001, -0.999]


@dataclass(frozen=True)
class Lettering:
    """What is written at the neurons of a layer: at all of them or at none, so that none stays blank beside others.

    Attributes
    ----------
    form
        How activations are written into the circles; None where not all of them fit.
    delta, z
        Whether there is room for δ above and for z below each neuron.
    """

    form: NumberForm | None = None
    delta: bool = False
    z: bool = False


def column_numbers(moment: Moment, layer: int) -> ColumnNumbers:
    """What is known of a layer at a moment."""
    sample = moment.sample
    nothing = np.empty(0)
    if layer == 0:
        return ColumnNumbers(nothing, sample.a[0], nothing, nothing, _limit(sample.a[0]), 1.0, 1.0)
    low, high = moment.network.activation(layer).output_range
    bounded = math.isfinite(low) and math.isfinite(high)
    a_limit = max(abs(low), abs(high)) if bounded else _limit(sample.a[layer])
    return ColumnNumbers(
        sample.z[layer][:moment.reached_z(layer)], sample.a[layer][:moment.reached_a(layer)],
        sample.delta[layer][:moment.reached_delta(layer)], moment.biases[layer],
        a_limit, _limit(sample.z[layer]), _limit(sample.delta[layer]), low, high,
    )


def lettering(layout: Layout, column: Column, numbers: ColumnNumbers, view: View, theme: Theme) -> Lettering:
    """What there is room for in and beside the circles of a layer."""
    metrics = QFontMetricsF(theme.font(12, tabular=True))
    radius = column.radius * view.zoom
    with_numbers = radius[radius >= _ROOM_FOR_NUMBER * theme.scale]
    form = None
    if with_numbers.size:
        form = number_form(numbers.longest(), 2 * float(with_numbers.min()) - 3 * theme.scale, metrics)
    line, largest = metrics.height(), column.largest_radius * view.zoom
    between = column.spacing * view.zoom - 2 * largest if column.size > 1 else math.inf
    above = (float(column.y[0] - column.radius[0]) - layout.captions_end) * view.zoom
    below = (layout.bottom - float(column.y[-1] + column.radius[-1])) * view.zoom + _BELOW * theme.scale
    delta_height = _ring_room(largest, theme) + line
    z_height = 4 * theme.scale + line
    return Lettering(form, min(between, above) >= delta_height, min(between, below) >= z_height)


def paint_neurons(painter: QPainter, layout: Layout, column: Column, numbers: ColumnNumbers, view: View, theme: Theme
                  ) -> None:
    """All neurons of a layer that lie within the height of the stage."""
    y = column.y * view.zoom + view.top
    radius = column.radius * view.zoom
    visible = np.flatnonzero((y + radius > -40) & (y - radius < layout.height + 40))
    x = view.x(column.x)
    words = lettering(layout, column, numbers, view, theme)
    painter.setFont(theme.font(12, tabular=True))
    has_room_for_words = words.delta or words.z
    for neuron in visible:
        centre = QPointF(x, float(y[neuron]))
        if radius[neuron] < DOTS_BELOW * theme.scale:
            paint_dot(painter, centre, float(radius[neuron]), int(neuron), numbers, theme)
        else:
            is_squeezed = has_room_for_words and column.is_squeezed(int(neuron))
            paint_neuron(painter, centre, float(radius[neuron]), int(neuron), numbers, theme,
                         replace(words, delta=False, z=False) if is_squeezed else words)


def paint_neuron(painter: QPainter, centre: QPointF, radius: float, neuron: int, numbers: ColumnNumbers, theme: Theme,
                 words: Lettering) -> None:
    """One neuron, and what is written at it."""
    a = float(numbers.a[neuron]) if neuron < len(numbers.a) else None
    z = float(numbers.z[neuron]) if neuron < len(numbers.z) else None
    delta = float(numbers.delta[neuron]) if neuron < len(numbers.delta) else None
    fill = theme.card if a is None else theme.neuron_fill(a, numbers.a_limit)
    painter.setPen(QPen(theme.text if a is not None else theme.outline, max(1.0, theme.scale)))
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)
    if a is None and z is not None:
        _paint_weighted_input(painter, centre, radius, z, numbers, theme)
    if delta is not None:
        _paint_delta_ring(painter, centre, radius, delta, numbers.delta_limit, theme)
    if numbers.bias.size:
        paint_bias(painter, centre, radius, float(numbers.bias[neuron]), theme, square=False)
    if words.form is not None or words.delta or words.z:
        _paint_numbers(painter, centre, radius, words, (z, a, delta), fill, theme)


def paint_dot(painter: QPainter, centre: QPointF, radius: float, neuron: int, numbers: ColumnNumbers, theme: Theme
              ) -> None:
    """A neuron that is too small for more than a colour."""
    color = theme.outline
    if neuron < len(numbers.delta):
        value = float(numbers.delta[neuron])
        color = blend(theme.outline, theme.delta_color(value, numbers.delta_limit), 0.8)
    elif neuron < len(numbers.a):
        color = blend(theme.outline, theme.neuron_fill(float(numbers.a[neuron]), numbers.a_limit), 0.8)
    side = max(2 * radius, 1.0)
    painter.fillRect(QRectF(centre.x() - 2 * theme.scale, centre.y() - side / 2, 4 * theme.scale, side), color)


def _paint_weighted_input(painter: QPainter, centre: QPointF, radius: float, z: float, numbers: ColumnNumbers,
                          theme: Theme) -> None:
    """z has arrived but σ has not been applied: a core of its sign, as large as |z|."""
    share = min(abs(z) / numbers.z_limit, 1.0) if numbers.z_limit > 0 and math.isfinite(z) else 1.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.positive if z > 0 else theme.negative)
    core = radius * (0.18 + 0.42 * math.sqrt(share))
    painter.drawEllipse(centre, core, core)


def _paint_delta_ring(painter: QPainter, centre: QPointF, radius: float, delta: float, limit: float, theme: Theme
                      ) -> None:
    share = min(abs(delta) / limit, 1.0) if limit > 0 and math.isfinite(delta) else 0.0
    color = theme.delta_positive if delta > 0 else theme.delta_negative if delta < 0 else theme.outline
    width = max(0.16 * radius, 1.5 * theme.scale) * (0.5 + 0.9 * share)
    ring = radius + 0.5 * width + 1.0 * theme.scale
    pen = QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if delta < 0:
        pen.setDashPattern(whole_dashes(2 * math.pi * ring, width, theme))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, ring, ring)


def whole_dashes(around: float, width: float, theme: Theme) -> list[float]:
    """A pattern of dashes and gaps, in pen widths, that fits a whole number of times around a ring."""
    count = max(5, round(around / (8.0 * theme.scale)))
    dash = around / count / 1.6 / width
    return [dash, 0.6 * dash]


def bias_mark_rect(frame: Frame, layer: int, neuron: int) -> QRectF:
    """Where the mark of a neuron's bias is drawn, at its lower left; empty where it would be too small to be seen."""
    column, view, scale = frame.layout.columns[layer], frame.view, frame.theme.scale
    radius = 0.0 if column.picture is not None else float(column.radius[neuron]) * view.zoom
    if layer == 0 or radius < _ROOM_FOR_BIAS * scale:
        return QRectF()
    centre = view.point(column.x, float(column.y[neuron]))
    return bias_rect(centre, radius, scale, square=column.is_square)


def bias_rect(centre: QPointF, radius: float, scale: float, *, square: bool) -> QRectF:
    """The place of the mark at a neuron of this radius, or half of this side."""
    size = min(max(0.7 * radius, 7.0 * scale), max(_BIAS_OF_RADIUS * radius, 9.0 * scale), 13.0 * scale)
    size = 2.0 * round((size - 1.0) / 2.0) + 1.0  # an odd number of pixels has a middle one, for a crisp sign
    # at the corner of a square the number below keeps its room; on a circle the mark stands on the outline
    down, left = (radius - 0.35 * size, radius) if square else (0.7 * radius, 0.7 * radius)
    return QRectF(centre.x() - left - size / 2, centre.y() + down - size / 2, size, size)


def paint_bias(painter: QPainter, centre: QPointF, radius: float, bias: float, theme: Theme, *, square: bool) -> None:
    """The mark of a bias, the constant input of the neuron: a small square with its sign."""
    if radius >= _ROOM_FOR_BIAS * theme.scale:
        rect = bias_rect(centre, radius, theme.scale, square=square)
        sign = (bias > 0) - (bias < 0) if not math.isnan(bias) else None
        stamp(painter, rect.center(), _bias_mark(theme, sign, rect.width(), painter.device().devicePixelRatioF()))


@lru_cache(maxsize=48)
def _bias_mark(theme: Theme, sign: int | None, size: float, ratio: float) -> QImage:
    """The mark for a positive, a negative, no bias (0), or one that is not a number (None)."""
    def paint(painter: QPainter) -> None:
        half, rim = size / 2, theme.scale
        color = {1: theme.positive, -1: theme.negative, 0: theme.outline, None: theme.error}[sign]
        painter.setPen(Qt.PenStyle.NoPen)
        for reach, fill in ((half, theme.card), (half - rim, color)):
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(-reach, -reach, 2 * reach, 2 * reach), 0.4 * half, 0.4 * half)
        painter.setPen(QPen(theme.card, max(0.13 * size, 1.0), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        arm = half - rim - max(0.13 * size, 1.0)
        if sign:
            painter.drawLine(QPointF(-arm, 0.0), QPointF(arm, 0.0))
        if sign == 1:
            painter.drawLine(QPointF(0.0, -arm), QPointF(0.0, arm))

    return stamp_image(size / 2, ratio, paint)


def _ring_room(radius: float, theme: Theme) -> float:
    """From the edge of a neuron to beyond the ring of its error."""
    return 4 * theme.scale + max(0.22 * radius, 2.1 * theme.scale)


def _paint_numbers(painter: QPainter, centre: QPointF, radius: float, words: Lettering,
                   values: tuple[float | None, float | None, float | None], fill: QColor, theme: Theme) -> None:
    z, a, delta = values
    line = QFontMetricsF(painter.font()).height()
    if radius >= _ROOM_FOR_NUMBER * theme.scale and a is not None and words.form is not None:
        painter.setPen(theme.text_on(fill))
        painter.drawText(QRectF(centre.x() - radius, centre.y() - line / 2, 2 * radius, line),
                         Qt.AlignmentFlag.AlignCenter, short_number(a, words.form))
    if words.delta and delta is not None:
        color = theme.delta_positive if delta > 0 else theme.delta_negative if delta < 0 else theme.text_dim
        paint_over_edges(painter, QPointF(centre.x(), centre.y() - radius - _ring_room(radius, theme) - line / 2),
                          f"δ {signed(delta, 3)}", color, theme)
    if words.z and a is None and z is not None:
        paint_over_edges(painter, QPointF(centre.x(), centre.y() + radius + 4 * theme.scale + line / 2),
                          f"z {number(z, 3)}", theme.text_dim, theme)


def _limit(values: Array) -> float:
    size = np.abs(values)
    size = size[np.isfinite(size)]
    return float(size.max()) if size.size and size.max() > 0 else 1.0
