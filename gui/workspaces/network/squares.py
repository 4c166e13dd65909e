"""Paints neurons as squares with their own picture: the map of the activation over the plane, or its curve over x."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.figures.colors import map_image
from gui.foundation.number_text import MINUS, never_whole, number, signed
from gui.foundation.theme import Theme
from gui.workspaces.network.edge_pictures import Frame
from gui.workspaces.network.layout import Column, ring_reach, words_away
from gui.workspaces.network.maps import Curve, grid_of, input_range, layer_images, maps_of, paint_curve
from gui.workspaces.network.neurons import (
    DOTS_BELOW,
    ColumnNumbers,
    bias_rect,
    column_numbers,
    paint_bias,
    paint_dot,
    whole_dashes,
)
from gui.workspaces.network.stamps import (
    NumberForm,
    WordMeasures,
    paint_over_edges,
    short_number,
    stamp,
    stamp_image,
    word_measures,
)
from simulator.datasets.data_set import Domain
from simulator.moment import Moment

# What is written at the squares of a layer, and what there is room for.

_HALF_FOR_BIAS, _GAP_FOR_BIAS, _MOST_FOR_BIAS = 18.0, 80.0, 6
_LOCK = 13.0
"""Width of the padlock at the mark of a frozen bias."""
_WIDEST, _USUAL = "δ −1.23·10⁻¹²", "δ −0.0000"
_BESIDE = 8.0
"""Words of neighbouring layers stay so far apart."""


@dataclass(frozen=True)
class SquareLettering:
    """What is written at the squares of a layer: at all of them or at none.

    Attributes
    ----------
    room
        Width that words may take.
    number
        Whether activations (or weighted inputs) have room below the squares.
    delta
        Whether errors have room above.
    bias
        Whether biases have room at their marks.
    form
        How activations are written where "a 0.509" is too wide; None if not even that fits.
    measures
        Of the words.
    is_ample
        Whether there is room for any number, so that none need be measured.
    """

    room: float
    number: bool
    delta: bool
    bias: bool
    form: NumberForm | None
    measures: WordMeasures
    is_ample: bool


def square_lettering(frame: Frame, column: Column, numbers: ColumnNumbers) -> SquareLettering:
    """What there is room for above and below the squares of a layer."""
    theme, layout, zoom = frame.theme, frame.layout, frame.view.zoom
    measures = word_measures(theme)
    neighbours = [other for other in layout.columns if abs(other.layer - column.layer) == 1]
    room = min(abs(other.x - column.x) for other in neighbours) * zoom - _BESIDE * theme.scale
    has_number, has_delta = _room_for_words(frame, column)
    form = next((form for form in NumberForm if all(
        measures.width(short_number(a, form)) <= room for a in numbers.longest())), None)
    return SquareLettering(room, has_number, has_delta, has_room_for_biases(frame), form, measures,
                           room >= measures.width(_WIDEST))


def _room_for_words(frame: Frame, column: Column) -> tuple[bool, bool]:
    """Whether a line has room below the squares of a layer, and one above them."""
    layout, zoom, scale = frame.layout, frame.view.zoom, frame.theme.scale
    half = column.largest_radius * zoom
    reach, line = ring_reach(half, scale), word_measures(frame.theme).line
    between = column.spacing * zoom - 2 * half if column.size > 1 else math.inf
    above = (float(column.y[0] - column.radius[0]) - layout.captions_end) * zoom
    below = (layout.bottom - float(column.y[-1] + column.radius[-1])) * zoom + 2.0 * scale
    needed = words_away(half, scale) + line
    return min(between - reach, below) >= needed, above >= needed and between >= 2 * needed


def usual_places(frame: Frame, column: Column) -> list[QRectF]:
    """The places of the numbers above and below the squares of a layer, as long as they usually are."""
    measures, zoom = word_measures(frame.theme), frame.view.zoom
    width, line = measures.width(_USUAL), measures.line
    half = column.largest_radius * zoom
    away = half + words_away(half, frame.theme.scale)
    has_number, has_delta = _room_for_words(frame, column)
    tops = [top for top, is_written in ((away, has_number), (-away - line, has_delta and column.layer > 0))
            if is_written]
    return [QRectF(frame.view.x(column.x) - width / 2, frame.view.y(float(y)) + top, width, line)
            for y in column.y for top in tops]


def has_room_for_biases(frame: Frame) -> bool:
    """Whether every layer has room for them: small networks, where they are often put by hand."""
    scale, zoom, columns = frame.theme.scale, frame.view.zoom, frame.layout.columns
    for before, column in pairwise(columns):
        gap = (column.x - column.largest_radius - before.x - before.largest_radius) * zoom
        half = column.largest_radius * zoom
        if gap < _GAP_FOR_BIAS * scale or half < _HALF_FOR_BIAS * scale or column.size > _MOST_FOR_BIAS:
            return False
    return True


def paint_words(painter: QPainter, rect: QRectF, neuron: int, numbers: ColumnNumbers, words: SquareLettering,
                theme: Theme) -> None:
    """z or a below a square, δ above it, as far as they are known and there is room."""
    away = words_away(rect.width() / 2, theme.scale) + words.measures.line / 2
    if words.number and neuron < max(len(numbers.a), len(numbers.z)):
        text, color = "", theme.text
        if neuron < len(numbers.a):
            text = _activation_text(float(numbers.a[neuron]), words, is_input=not numbers.bias.size)
        else:
            z = float(numbers.z[neuron])
            text, color = _first_fitting((f"z {number(z, digits)}" for digits in (3, 2, 1)), words), theme.text_dim
        if text:
            paint_over_edges(painter, QPointF(rect.center().x(), rect.bottom() + away), text, color, theme)
    if words.delta and neuron < len(numbers.delta):
        delta = float(numbers.delta[neuron])
        text = _first_fitting((f"δ {signed(delta, digits)}" for digits in (3, 2, 1)), words)
        color = error_color(delta, theme) if delta else theme.text_dim
        paint_over_edges(painter, QPointF(rect.center().x(), rect.top() - away), text, color, theme)


def paint_bias_number(painter: QPainter, rect: QRectF, bias: float, theme: Theme, *, is_frozen: bool) -> None:
    """The value of the bias at the left of its mark, and of the padlock of a frozen one."""
    mark = bias_rect(rect.center(), rect.width() / 2, theme.scale, square=True)
    text = f"b {plain_number(bias)}"
    width = word_measures(theme).width(text)
    right = mark.left() - (4.0 + _LOCK * is_frozen) * theme.scale
    paint_over_edges(painter, QPointF(right - width / 2, mark.center().y()), text, theme.text_dim, theme)


def plain_number(x: float) -> str:
    """Three digits, or just the number where it has no more: weights put by hand often haven't."""
    exact = f"{x:.3g}"
    if x.is_integer():
        return short_number(x)
    return exact.replace("-", MINUS) if 1e-3 < abs(x) < 1e3 and float(exact) == x else never_whole(x, 3)


def _activation_text(a: float, words: SquareLettering, *, is_input: bool) -> str:
    """The activation with its symbol, or as much of it as fits; the name of an input stands beside it anyway."""
    if words.form is None:
        return ""
    symbol, form = "" if is_input else "a ", words.form
    ways = (lambda: f"{symbol}{plain_number(a)}", lambda: f"{symbol}{short_number(a, form)}",
            lambda: short_number(a, form))
    return _first_fitting((way() for way in ways), words)


def _first_fitting(texts: Iterable[str], words: SquareLettering) -> str:
    """The first text for which there is room, or the last one."""
    text = ""
    for text in texts:
        if words.is_ample or words.measures.width(text) <= words.room:
            break
    return text


def error_color(delta: float, theme: Theme) -> QColor:
    """Colour of the ring and the number of an error."""
    return theme.delta_positive if delta > 0 else theme.delta_negative if delta < 0 else theme.outline


_FINEST, _COARSEST = 128, 8
"""Most and fewest points along a side of a map."""
_MOST_VALUES = 1_000_000
"""Values in all maps together: networks with very many neurons get coarser ones."""
_CURVE_POINTS = 64
_ROOM_FOR_SAMPLE = 7.0
_ROOM_FOR_LINES = 24.0
_RING_WIDTHS = 12
"""Rings of so many widths are told apart."""


@dataclass(frozen=True, eq=False)
class Faces:
    """The pictures of a layer's neurons: images of maps in the plane, curves on the line.

    Attributes
    ----------
    sample
        Where the sample of the moment lies in every map, as shares of its width and height from the upper left; on
        the line the second one means nothing. None where its place isn't known.
    """

    images: Sequence[QImage]
    curves: Sequence[Curve]
    sample: tuple[float, float] | None


def faces_of(moment: Moment, layer: int, side: float, theme: Theme, ratio: float) -> Faces:
    """The pictures of all neurons of a layer.

    Parameters
    ----------
    side
        Of a square, in device pixels.
    ratio
        Device pixels in a logical one.
    """
    domain = moment.data.domain
    if domain is None:
        raise ValueError("only neurons of data in the plane or on a line have pictures of their own")
    sample = _sample_share(moment)
    if domain.dimension == 1:
        maps = maps_of(moment, _CURVE_POINTS, 1)
        across = grid_of(domain, _CURVE_POINTS, 1).across
        return Faces((), [Curve.of(moment.network, layer, across, maps[layer], neuron)
                          for neuron in range(maps[layer].shape[1])], sample)
    points = map_points(moment, side)
    corner = corner_of(points) if points == round(side) else 0.0
    if layer == 0:
        images = _input_images(domain, points, theme, corner)
    else:
        maps = maps_of(moment, points, points)
        images = layer_images(moment.network, layer, maps, (points, points), theme, corner=corner)
    for image in images:
        image.setDevicePixelRatio(ratio)
    return Faces(images, (), sample)


@lru_cache(maxsize=8)
def _input_images(domain: Domain, points: int, theme: Theme, corner: float) -> list[QImage]:
    """The maps of the inputs, which θ doesn't change."""
    inputs = grid_of(domain, points, points).inputs
    return [map_image(one.reshape(points, points), *input_range(one), theme, corner=corner) for one in inputs.T]


def map_points(moment: Moment, side: float) -> int:
    """Points along the side of a map that is shown at so many device pixels."""
    most = math.isqrt(_MOST_VALUES // sum(moment.network.sizes))
    return max(min(round(side), _FINEST, most), _COARSEST)


def _sample_share(moment: Moment) -> tuple[float, float] | None:
    """Where the sample lies in the window of the domain; None beyond it, or where nobody knows."""
    domain, point = moment.data.domain, moment.point
    if domain is None or point is None or not np.isfinite(point).all():
        return None
    shares = [(float(at) - low) / (high - low) for at, low, high in zip(point, domain.low, domain.high, strict=True)]
    if not all(0.0 <= share <= 1.0 for share in shares):
        return None
    return shares[0], 1.0 - shares[1] if len(shares) > 1 else 0.0


def paint_squares(painter: QPainter, frame: Frame, column: Column, moment: Moment) -> None:
    """All neurons of a layer that lie within the height of the stage."""
    view, theme = frame.view, frame.theme
    numbers = column_numbers(moment, column.layer)
    words = square_lettering(frame, column, numbers)
    side = 2 * column.largest_radius * view.zoom * frame.device_ratio
    faces = faces_of(moment, column.layer, side, theme, frame.device_ratio)
    y = column.y * view.zoom + view.top
    radius = column.radius * view.zoom
    painter.setFont(word_measures(theme).font)
    for neuron in np.flatnonzero((y + radius > -40) & (y - radius < frame.size.height() + 40)).tolist():
        if radius[neuron] < DOTS_BELOW * theme.scale:
            centre = QPointF(view.x(column.x), float(y[neuron]))
            paint_dot(painter, centre, float(radius[neuron]), neuron, numbers, theme)
            continue
        rect = square_rect(frame, column, neuron)
        paint_square(painter, rect, neuron, faces, numbers, theme)
        if column.is_squeezed(neuron):
            continue
        paint_words(painter, rect, neuron, numbers, words, theme)
        if words.bias and column.layer > 0:
            is_frozen = moment.network.bias_index(column.layer, neuron) in moment.experiment.frozen
            paint_bias_number(painter, rect, float(numbers.bias[neuron]), theme, is_frozen=is_frozen)


def square_rect(frame: Frame, column: Column, neuron: int) -> QRectF:
    """Where the square of a neuron is drawn, in whole device pixels, so that its map is crisp."""
    centre = frame.view.point(column.x, float(column.y[neuron]))
    return snapped(centre, float(column.radius[neuron]) * frame.view.zoom, frame.device_ratio)


def snapped(centre: QPointF, half: float, ratio: float) -> QRectF:
    """The square around a point whose edges lie between device pixels."""
    side = max(round(2 * half * ratio), 1)
    left, top = round(centre.x() * ratio - side / 2), round(centre.y() * ratio - side / 2)
    return QRectF(left / ratio, top / ratio, side / ratio, side / ratio)


def corner_of(side: float) -> float:
    """Radius of the round corners of a square."""
    return 0.16 * side


def paint_square(painter: QPainter, rect: QRectF, neuron: int, faces: Faces, numbers: ColumnNumbers, theme: Theme
                 ) -> None:
    """One neuron without words: its picture, the sample's place in it, the ring of its error and its bias."""
    known = neuron < len(numbers.a)
    if faces.images:
        _paint_map(painter, rect, faces.images[neuron])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.card)
        painter.drawRoundedRect(rect, corner_of(rect.width()), corner_of(rect.width()))
        is_large = rect.width() >= _ROOM_FOR_LINES * theme.scale
        x = faces.sample[0] if faces.sample is not None and is_large else None
        paint_curve(painter, rect, faces.curves[neuron], theme, x, reached=known, thickness=1.8 if is_large else 1.2)
    stamp(painter, rect.center(), _outline(theme, rect.width(), painter.device().devicePixelRatioF(), known=known))
    if faces.images and faces.sample is not None and rect.width() >= 2 * _ROOM_FOR_SAMPLE * theme.scale:
        at = QPointF(rect.left() + faces.sample[0] * rect.width(), rect.top() + faces.sample[1] * rect.height())
        paint_sample(painter, at, min(max(0.055 * rect.width(), 1.6 * theme.scale), 3.0 * theme.scale), theme)
    if neuron < len(numbers.delta):
        _paint_error_ring(painter, rect, float(numbers.delta[neuron]), numbers.delta_limit, theme)
    if numbers.bias.size:
        paint_bias(painter, rect.center(), rect.width() / 2, float(numbers.bias[neuron]), theme, square=True)


def paint_sample(painter: QPainter, at: QPointF, radius: float, theme: Theme) -> None:
    """The place of the sample in view: a dot with a rim, to be seen on any colour."""
    stamp(painter, at, _sample_mark(theme, radius, painter.device().devicePixelRatioF()))


@lru_cache(maxsize=16)
def _sample_mark(theme: Theme, radius: float, ratio: float) -> QImage:
    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(theme.card, 1.2 * theme.scale))
        painter.setBrush(theme.text)
        painter.drawEllipse(QPointF(), radius + 0.6 * theme.scale, radius + 0.6 * theme.scale)

    return stamp_image(radius + 1.5 * theme.scale, ratio, paint)


@lru_cache(maxsize=32)
def _outline(theme: Theme, side: float, ratio: float, *, known: bool) -> QImage:
    """The outline of a square: dark as soon as the activation is known."""
    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(theme.text if known else theme.outline, theme.scale * (1.6 if known else 1.2)))
        painter.drawRoundedRect(QRectF(-side / 2, -side / 2, side, side), corner_of(side), corner_of(side))

    return stamp_image(side / 2 + math.ceil(theme.scale * ratio) / ratio, ratio, paint)


def _paint_map(painter: QPainter, rect: QRectF, image: QImage) -> None:
    """The map without its outline, which makes the corners smooth."""
    if image.width() == round(rect.width() * image.devicePixelRatio()):
        painter.drawImage(rect.topLeft(), image)  # by far the quickest way
        return
    # any other size, such as that of a picture for paper, needs the corners cut and the pixels spread
    corners = QPainterPath()
    corners.addRoundedRect(rect, corner_of(rect.width()), corner_of(rect.width()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(corners, Qt.ClipOperation.IntersectClip)
    painter.drawImage(rect, image, QRectF(image.rect()))
    painter.restore()


def _paint_error_ring(painter: QPainter, rect: QRectF, delta: float, limit: float, theme: Theme) -> None:
    share = min(abs(delta) / limit, 1.0) if limit > 0 and math.isfinite(delta) else 0.0
    ring = _error_ring(theme, rect.width(), painter.device().devicePixelRatioF(), (delta > 0) - (delta < 0),
                       round(share * _RING_WIDTHS))
    stamp(painter, rect.center(), ring)


@lru_cache(maxsize=96)
def _error_ring(theme: Theme, side: float, ratio: float, sign: int, strength: int) -> QImage:
    """The ring of an error, the thicker the larger it is; dashed where it is negative."""
    width = max(0.045 * side, 1.5 * theme.scale) * (0.5 + 0.9 * strength / _RING_WIDTHS)
    away = theme.scale + width / 2
    half, corner = side / 2 + away, corner_of(side) + away

    def paint(painter: QPainter) -> None:
        pen = QPen(error_color(sign, theme), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if sign < 0:
            pen.setDashPattern(whole_dashes(8 * half - (8 - 2 * math.pi) * corner, width, theme))
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), corner, corner)

    return stamp_image(side / 2 + math.ceil((away + width / 2) * ratio) / ratio, ratio, paint)
