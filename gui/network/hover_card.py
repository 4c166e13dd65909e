"""The card beside the pointer: every number of a neuron or an edge that is known at this moment."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.choice import Selection
from gui.network.edge_values import Quantity, edge_values
from gui.number_text import number
from gui.theme import Theme
from simulator.moment import Moment
from simulator.steps import Phase

Rows = list[tuple[str, float, str]]
"""Symbol, value, and the name of the theme's colour for it."""


class HoverCard(QWidget):
    """A title and a table of symbols and numbers; it lets the mouse through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = parent
        self._theme = theme
        self._title = ""
        self._rows: Rows = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.hide()

    def text(self) -> str:
        """What the card says, line by line."""
        return "\n".join([self._title, *(f"{symbol} = {number(value)}" for symbol, value, _ in self._rows)])

    def show_beside(self, point: QPoint, title: str, rows: Rows) -> None:
        """Show this near a point of the parent, where there is room."""
        self._title, self._rows = title, rows
        size = self.sizeHint()
        area, gap = self._stage.rect(), self._theme.px(14)
        x = point.x() + gap if point.x() + gap + size.width() <= area.right() else point.x() - gap - size.width()
        y = point.y() + gap if point.y() + gap + size.height() <= area.bottom() else point.y() - gap - size.height()
        self.setGeometry(max(x, 0), max(y, 0), size.width(), size.height())
        self.show()
        self.raise_()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        title, plain = QFontMetricsF(theme.font(12, semibold=True)), QFontMetricsF(theme.font(12, tabular=True))
        symbols = max((plain.horizontalAdvance(symbol) for symbol, _, _ in self._rows), default=0.0)
        values = max((plain.horizontalAdvance(number(value)) for _, value, _ in self._rows), default=0.0)
        width = max(title.horizontalAdvance(self._title), symbols + theme.px(18) + values) + 2 * theme.px(10)
        return QSize(round(width) + 1, theme.px(14) + theme.px(19) * (len(self._rows) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.outline, theme.px(1)))
        painter.setBrush(theme.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(6), theme.px(6))
        side, line = theme.px(10), theme.px(19)
        box = QRectF(side, theme.px(6), self.width() - 2 * side, line)
        painter.setFont(theme.font(12, semibold=True))
        painter.setPen(theme.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(theme.font(12, tabular=True))
        for symbol, value, color_name in self._rows:
            box.translate(QPointF(0.0, line))
            painter.setPen(theme.text_dim)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, symbol)
            color: QColor = getattr(theme, color_name)
            painter.setPen(color)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value))


def known_numbers(moment: Moment, selection: Selection) -> Rows:
    """All numbers of a neuron or an edge that are reached at a moment."""
    if selection.source is not None:
        return _edge_numbers(moment, selection.layer, selection.neuron, selection.source)
    return _neuron_numbers(moment, selection.layer, selection.neuron)


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
    bias = float(moment.biases[layer][neuron])
    rows.append(("b", bias, _sign_color(bias)))
    if moment.after is not None and neuron < moment.reached(Phase.UPDATE, layer):
        network = moment.network
        change = network.biases(moment.after.theta)[layer][neuron] - network.biases(moment.state.theta)[layer][neuron]
        rows.append(("Δb", float(change), _sign_color(float(change))))
    return rows


def _edge_numbers(moment: Moment, layer: int, neuron: int, source: int) -> Rows:
    def value(quantity: Quantity) -> float:
        return float(edge_values(moment, layer, quantity)[neuron, source])

    rows: Rows = [("w", value(Quantity.WEIGHT), _sign_color(value(Quantity.WEIGHT)))]
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
    if neuron < moment.reached(Phase.UPDATE, layer):
        change = value(Quantity.UPDATE)
        rows.append(("Δw", change, _sign_color(change)))
    return rows


def _sign_color(value: float) -> str:
    return "positive" if value > 0 else "negative" if value < 0 else "text"


def _error_color(value: float) -> str:
    return "delta_positive" if value > 0 else "delta_negative" if value < 0 else "text"
