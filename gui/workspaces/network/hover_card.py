"""The card beside the pointer: every number of a neuron or an edge that is known at this moment."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.figures.colors import class_colors, map_image
from gui.figures.marks import class_shape
from gui.foundation.number_text import MINUS, never_whole, number
from gui.foundation.theme import Theme
from gui.plane.points import PointSet
from gui.run.choice import Selection
from gui.workspaces.network.edge_values import Quantity, edge_values
from gui.workspaces.network.maps import Curve, grid_of, map_range, maps_of, paint_curve
from gui.workspaces.network.squares import map_points
from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.datasets.features import coordinates
from simulator.moment import Moment
from simulator.steps import Phase

# The large picture of one neuron, with the training data in it: what the card beside the pointer shows.

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


Rows = list[tuple[str, float, str]]
"""Symbol, value, and the name of the theme's colour for it."""
Entries = Sequence[NeuronPicture | tuple[str, float, str]]
"""What a card shows below its title: rows, and in front of them perhaps a picture."""

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
_EDGE, _TOP, _BETWEEN = 10.0, 7.0, 18.0
_POINTED_AT = "pointed_at"
"""Property of a window at which a lecturer points."""


def keep_cards_away(window: QWidget, *, away: bool) -> None:
    """Open no card in a window while the mouse is used to point at things in front of an audience."""
    window.setProperty(_POINTED_AT, away)
    if away:
        for card in window.findChildren(HoverCard):
            card.hide()


@dataclass(frozen=True)
class _Plan:
    """Where everything stands on the card.

    Attributes
    ----------
    columns, lines
        Of the rows, which begin at `rows`.
    """

    title: QRectF
    picture: QRectF
    rows: QPointF
    columns: int
    lines: int
    size: QSize


class HoverCard(QWidget):
    """A title, perhaps a picture, and a table of symbols and numbers; it lets the mouse through.

    What it tells belongs to one moment: where another one comes into view, `show_beside` is to be called again.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self._theme = theme
        self._title = ""
        self._picture: NeuronPicture | None = None
        self._rows: Rows = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def picture(self) -> NeuronPicture | None:
        """The large picture of the neuron that the card tells about."""
        return self._picture

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.hide()

    def text(self) -> str:
        """What the card says, line by line."""
        return "\n".join([self._title, *(f"{symbol} = {never_whole(value)}" for symbol, value, _ in self._rows)])

    def show_beside(self, point: QPoint, title: str, entries: Entries, keep_free: Sequence[QRectF] = ()) -> None:
        """Show this near a point of the parent, where there is room.

        Parameters
        ----------
        keep_free
            What the card should not cover, the most important first.
        """
        if self.window().property(_POINTED_AT):
            self.hide()
            return
        self._title = title
        self._picture = next((entry for entry in entries if isinstance(entry, NeuronPicture)), None)
        self._rows = [entry for entry in entries if not isinstance(entry, NeuronPicture)]
        self.setGeometry(self._place(point, self.sizeHint(), keep_free))
        self.show()
        self.raise_()
        self.update()

    def _place(self, point: QPoint, size: QSize, keep_free: Sequence[QRectF]) -> QRect:
        """Right below the point if that covers nothing that matters, otherwise where it covers least of it."""
        area, gap = self._stage.rect(), self._theme.px(14)
        width, height = size.width(), size.height()
        across = [point.x() + gap, point.x() - gap - width, point.x() - width // 2]
        down = [point.y() + gap, point.y() - gap - height, point.y() - height // 2]
        for rect in keep_free[:1]:
            across += [math.floor(rect.left()) - gap // 2 - width, math.ceil(rect.right()) + gap // 2]
            down += [math.floor(rect.top()) - gap // 2 - height, math.ceil(rect.bottom()) + gap // 2]
        # on a small stage there may be no room anywhere: then the card covers what it tells about
        places = [QRect(min(max(x, 0), max(area.width() - width, 0)), min(max(y, 0), max(area.height() - height, 0)),
                        width, height) for x in across for y in down]

        def badness(place: QRect) -> tuple[float, ...]:
            covered = [place.toRectF().intersected(rect) for rect in keep_free]
            middle = place.center() - point
            return (*(round(one.width() * one.height()) if one.isValid() else 0 for one in covered),
                    place.adjusted(-2, -2, 2, 2).contains(point), math.hypot(middle.x(), middle.y()))

        usual = places[0]
        return usual if not any(badness(usual)[:-1]) else min(places, key=badness)

    def sizeHint(self) -> QSize:
        return self._plan().size

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, plan = self._theme, self._plan()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        painter.setFont(theme.font(12, semibold=True))
        painter.setPen(theme.text)
        painter.drawText(plan.title, _WRAPPED, self._title)
        if self._picture is not None and not plan.picture.isEmpty():
            self._picture.paint(painter, plan.picture, theme)
        self._paint_rows(painter, plan)
        painter.end()

    def _paint_rows(self, painter: QPainter, plan: _Plan) -> None:
        theme, gap = self._theme, _BETWEEN * self._theme.scale
        painter.setFont(theme.font(12, tabular=True))
        inside = self.width() - _EDGE * theme.scale - plan.rows.x()
        width = (inside - (plan.columns - 1) * gap) / plan.columns
        for place, (symbol, value, color_name) in enumerate(self._rows):
            column, line = divmod(place, plan.lines)
            box = QRectF(plan.rows.x() + column * (width + gap), plan.rows.y() + line * self._line(), width,
                         self._line())
            painter.setPen(theme.text_dim)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, symbol)
            color: QColor = getattr(theme, color_name)
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, never_whole(value))

    def _line(self) -> int:
        return self._theme.px(19)

    def _plan(self) -> _Plan:
        """The rows below the picture, or beside it on a stage that is too low for that."""
        theme, title = self._theme, self._title_rect()
        edge, top, gap = _EDGE * theme.scale, _TOP * theme.scale, _BETWEEN * theme.scale
        below_title = title.bottom()
        room = QSizeF(self._stage.width() - 2 * edge, self._stage.height() - below_title - top)
        picture = self._picture.size(theme, room) if self._picture is not None else QSizeF()
        all_rows = len(self._rows) * self._line()
        beside = not picture.isEmpty() and picture.height() + all_rows > room.height()
        if beside and picture.width() + gap + self._column_width() > room.width():
            beside, picture = False, QSizeF()  # there are too few pixels for both, and the numbers come first
        start = QPointF(edge + picture.width() + gap if beside else edge,
                        below_title + (0.0 if beside else picture.height()))
        columns, lines = self._columns(room.height() if beside else room.height() - picture.height())
        table = columns * self._column_width() + (columns - 1) * gap
        right = max(title.right(), edge + picture.width(), start.x() + table)
        bottom = max(below_title + picture.height(), start.y() + lines * self._line())
        return _Plan(title, QRectF(QPointF(edge, below_title), picture), start, columns, lines,
                     QSize(math.ceil(right + edge), math.ceil(bottom + top)))

    def _title_rect(self) -> QRectF:
        """The title's place, wrapped where the stage is too narrow for one line."""
        theme = self._theme
        metrics = QFontMetricsF(theme.font(12, semibold=True))
        room = QRectF(0.0, 0.0, max(self._stage.width() - 2.0 * theme.px(12), 40.0), 1e4)
        rect = metrics.boundingRect(room, _WRAPPED, self._title)
        return QRectF(_EDGE * theme.scale, _TOP * theme.scale, math.ceil(rect.width()) + 1.0,
                      rect.height() + theme.px(2))

    def _column_width(self) -> float:
        metrics = QFontMetricsF(self._theme.font(12, tabular=True))
        symbols = max((metrics.horizontalAdvance(symbol) for symbol, _, _ in self._rows), default=0.0)
        values = max((metrics.horizontalAdvance(never_whole(value)) for _, value, _ in self._rows), default=0.0)
        return math.ceil(symbols + self._theme.px(18) + values) if self._rows else 0.0

    def _columns(self, room: float) -> tuple[int, int]:
        """Columns of rows, and lines in each: more than one column only where there is no height for one."""
        fitting = max(int(room // self._line()), 1)
        columns = max(math.ceil(len(self._rows) / fitting), 1)
        return columns, math.ceil(len(self._rows) / columns)


def known_numbers(moment: Moment, selection: Selection) -> Rows:
    """All numbers of a neuron or an edge that are reached at a moment."""
    if selection.source is not None:
        return _edge_numbers(moment, selection.layer, selection.neuron, selection.source)
    return _neuron_numbers(moment, selection.layer, selection.neuron)


def card_entries(moment: Moment, selection: Selection) -> Entries:
    """The numbers that are known; in front of them the neuron's picture."""
    rows = known_numbers(moment, selection)
    picture = None if selection.source is not None else neuron_picture(moment, selection.layer, selection.neuron)
    return rows if picture is None else [picture, *rows]


def _neuron_numbers(moment: Moment, layer: int, neuron: int) -> Rows:
    sample = moment.sample
    if layer == 0:
        return [("x", float(sample.a[0][neuron]), "text")]
    rows: Rows = []
    if neuron < moment.reached_z(layer):
        rows.append(("z", float(sample.z[layer][neuron]), "text"))
    if neuron < moment.reached_a(layer):
        rows.append(("a", float(sample.a[layer][neuron]), "text"))
        z, a = sample.z[layer][np.newaxis], sample.a[layer][np.newaxis]
        activation = moment.network.activation(layer)
        name = "σ′(z)" if activation.elementwise else "∂a/∂z"
        rows.append((name, float(activation.derivative(z, a)[0, neuron]), "text"))
    if layer == moment.network.depth and moment.knows_cost:
        rows.append(("y", float(sample.target[neuron]), "text"))
    if neuron < moment.reached_delta(layer):
        delta = float(sample.delta[layer][neuron])
        rows.append(("δ", delta, _error_color(delta)))
    if neuron < moment.reached(Phase.MEAN_GRADIENT, layer):
        mean = float(moment.network.biases(moment.record.gradient)[layer][neuron])
        rows.append(("∂C/∂b", mean, _error_color(mean)))
    before = float(moment.network.biases(moment.state.theta)[layer][neuron])
    if moment.after is None or neuron >= moment.reached(Phase.UPDATE, layer):
        return [*rows, ("b", before, _sign_color(before)), *_threshold(moment, layer, before)]
    after = float(moment.network.biases(moment.after.theta)[layer][neuron])
    return [*rows, (_before("b"), before, _sign_color(before)), ("Δb", after - before, _sign_color(after - before)),
            (_after("b"), after, _sign_color(after)), *_threshold(moment, layer, after)]


def _threshold(moment: Moment, layer: int, bias: float) -> Rows:
    """What w·x must exceed for a perceptron to answer 1."""
    if not moment.network.activation(layer).is_flat:
        return []
    return [(QCoreApplication.translate("HoverCard", "threshold −b"), -bias + 0.0, "text")]


def _edge_numbers(moment: Moment, layer: int, neuron: int, source: int) -> Rows:
    def value(quantity: Quantity) -> float:
        return float(edge_values(moment, layer, quantity)[neuron, source])

    before = float(moment.network.weights(moment.state.theta)[layer][neuron, source])
    updated = moment.after is not None and neuron < moment.reached(Phase.UPDATE, layer)
    rows: Rows = [(_before("w") if updated else "w", before, _sign_color(before))]
    if neuron < moment.reached_z(layer):
        signal = value(Quantity.SIGNAL)
        rows.append(("w·a", signal, _sign_color(signal)))
    if layer > 1 and source < moment.reached_delta(layer - 1):
        error = value(Quantity.ERROR)
        rows.append(("w·δ", error, _error_color(error)))
    if neuron < moment.reached_gradient(layer):
        gradient = value(Quantity.GRADIENT)
        rows.append(("∂Cₓ/∂w = a·δ", gradient, _error_color(gradient)))
    if neuron < moment.reached(Phase.MEAN_GRADIENT, layer):
        mean = value(Quantity.MEAN_GRADIENT)
        rows.append(("∂C/∂w", mean, _error_color(mean)))
    if moment.after is not None and updated:
        after = float(moment.network.weights(moment.after.theta)[layer][neuron, source])
        rows += [("Δw", after - before, _sign_color(after - before)), (_after("w"), after, _sign_color(after))]
    return rows


def _before(symbol: str) -> str:
    """What the pass was made with: every other number of the card belongs to it."""
    return QCoreApplication.translate("HoverCard", "{symbol} before").format(symbol=symbol)


def _after(symbol: str) -> str:
    return QCoreApplication.translate("HoverCard", "{symbol} after").format(symbol=symbol)


def _sign_color(value: float) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "text"


def _error_color(value: float) -> str:
    return "delta_positive" if value > 0 else "delta_negative" if value < 0 else "text"
