"""The page "Matrix": what a network without activation functions comes to, and why another one doesn't."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.foundation.formulas import FormulaLabel, Formulas, math_font
from gui.foundation.language import translate_name
from gui.foundation.number_text import MINUS, number
from gui.foundation.theme import Theme, blend
from gui.run.session import Session
from gui.widgets.buttons import PushButton
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.datasets.data_set import Domain
from simulator.experiment import Experiment, with_change
from simulator.moment import Moment
from simulator.propagation import OneLayer, bending_layer, collapsed, forward, threshold

# A product of matrices and what it comes to, painted: numbers where there is room, otherwise cells with signs.

_TEXT = 13
_SIGN = 18
_DIGITS = 3
_CELL = 18.0
"""Largest side of a cell without a number, at scale 1."""
_CELL_WITH_SIGN = 9.0
_SMALLEST_WIDTH = 26.0
_SOFT = 0.85
_MARGIN = 2.0
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix with its name: a letter and the layer above it, such as "W" and "2"."""

    letter: str
    upper: str
    values: Array


@dataclass(frozen=True, eq=False)
class Row:
    """Matrices side by side, with the signs between them: "" multiplies, "=" equates, "σ" bends, "," parts.

    Attributes
    ----------
    results
        The places of the matrices whose numbers are what the row is about: they are written out first.
    """

    matrices: tuple[Matrix, ...]
    signs: tuple[str, ...]
    results: tuple[int, ...]


class MatrixView(QWidget):
    """One row of matrices, as large as fits."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: Row | None = None
        self._font = theme.font(_TEXT, tabular=True)
        self._metrics = QFontMetricsF(self._font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_row(self, row: Row | None) -> None:
        """Show other matrices, or none."""
        self._row = row
        self.update()

    def written_out(self) -> tuple[bool, ...]:
        """Which matrices stand there with their numbers at the present size."""
        return () if self._row is None else self._arranged(self._row)[0]

    def _arranged(self, row: Row) -> tuple[tuple[bool, ...], list[float]]:
        """Which matrices are written out, and all widths: the richest arrangement that fits."""
        count, free = len(row.matrices), self.width() - self._gaps(row) - 2 * _MARGIN
        results = tuple(place in row.results for place in range(count))
        for with_numbers in ((True,) * count, results, (False,) * count):
            pairs = list(zip(row.matrices, with_numbers, strict=True))
            if any(one.values.shape[0] * self._line() > self._room() for one, written in pairs if written):
                continue
            numbers = sum(self._number_width(one.values) for one, written in pairs if written)
            cells = sum(self._cells_width(one.values) for one, written in pairs if not written)
            if numbers + min(cells, self._theme.px(_SMALLEST_WIDTH) * with_numbers.count(False)) <= free:
                break
        shrink = min(max(free - numbers, 1.0) / cells, 1.0) if cells else 1.0
        return with_numbers, [self._number_width(one.values) if written else shrink * self._cells_width(one.values)
                              for one, written in pairs]

    def _line(self) -> float:
        return self._metrics.height() + self._theme.px(2)

    def _name_height(self) -> float:
        return 1.3 * self._theme.px(_SIGN)

    def _room(self) -> float:
        return self.height() - self._name_height()

    def _bracket(self) -> float:
        return float(self._theme.px(6))

    def _gap(self, sign: str) -> float:
        return float(self._theme.px(10 if not sign else 30))

    def _gaps(self, row: Row) -> float:
        return sum(self._gap(sign) for sign in row.signs) + 2 * self._bracket() * len(row.matrices)

    def _number_width(self, values: Array) -> float:
        if values.size > 64:
            return math.inf
        widest = max(self._metrics.horizontalAdvance(number(value, _DIGITS)) for value in values.flat)
        return float(values.shape[1] * (widest + self._theme.px(10)))

    def _cell(self, values: Array) -> float:
        return float(min(self._theme.px(_CELL), self._room() / values.shape[0]))

    def _cells_width(self, values: Array) -> float:
        most = 12.0 * self._theme.px(_CELL)
        return max(min(values.shape[1] * self._cell(values), most), self._theme.px(_SMALLEST_WIDTH))

    def _paint_matrix(self, painter: QPainter, matrix: Matrix, box: QRectF, *, written: bool) -> None:
        theme, bracket = self._theme, self._bracket()
        outline = QPainterPath()
        for x, inward in ((box.left(), bracket / 2), (box.right(), -bracket / 2)):
            outline.moveTo(x + inward, box.top())
            outline.lineTo(x, box.top())
            outline.lineTo(x, box.bottom())
            outline.lineTo(x + inward, box.bottom())
        painter.strokePath(outline, QPen(theme.text, theme.px(1.5)))
        inside = box.adjusted(bracket, 0.0, -bracket, 0.0)
        if written:
            self._paint_numbers(painter, matrix.values, inside)
        else:
            self._paint_cells(painter, matrix.values, inside)

    def _paint_numbers(self, painter: QPainter, values: Array, box: QRectF) -> None:
        painter.setFont(self._font)
        rows, columns = values.shape
        width, height = box.width() / columns, box.height() / rows
        for j, k in np.ndindex(rows, columns):
            value = float(values[j, k])
            painter.setPen(self._soft(value))
            cell = QRectF(box.left() + k * width, box.top() + j * height, width - self._theme.px(4), height)
            painter.drawText(cell, _AT_RIGHT, number(value, _DIGITS))

    def _paint_cells(self, painter: QPainter, values: Array, box: QRectF) -> None:
        theme, (rows, columns) = self._theme, values.shape
        finite = np.abs(values[np.isfinite(values)])
        limit = float(finite.max()) if finite.size else 1.0
        table = theme.signed_table()
        middle = (len(table) - 1) / 2
        levels = np.nan_to_num(np.clip(values / (limit or 1.0), -1.0, 1.0) * middle + middle, nan=middle)
        pixels = np.zeros((rows, (columns + 3) // 4 * 4), np.uint8)
        pixels[:, :columns] = np.rint(levels)
        image = QImage(pixels.tobytes(), columns, rows, pixels.shape[1], QImage.Format.Format_Indexed8)
        image.setColorTable(table)
        width, height = box.width() / columns, box.height() / rows
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(width, height) < 1.0)
        painter.drawImage(box, image)
        if min(width, height) >= theme.px(_CELL_WITH_SIGN):
            self._paint_signs(painter, values, limit, box)

    def _paint_signs(self, painter: QPainter, values: Array, limit: float, box: QRectF) -> None:
        rows, columns = values.shape
        width, height = box.width() / columns, box.height() / rows
        arm = min(width, height) / 5
        for j, k in np.ndindex(rows, columns):
            value = float(values[j, k])
            if value == 0.0:
                continue
            middle = QPointF(box.left() + (k + 0.5) * width, box.top() + (j + 0.5) * height)
            painter.setPen(QPen(self._theme.text_on(self._theme.signed_color(value, limit)), self._theme.px(1)))
            painter.drawLine(middle - QPointF(arm, 0.0), middle + QPointF(arm, 0.0))
            if value > 0.0:
                painter.drawLine(middle - QPointF(0.0, arm), middle + QPointF(0.0, arm))

    def _paint_name(self, painter: QPainter, matrix: Matrix, middle: float, base: float) -> None:
        theme = self._theme
        letters, script = math_font(16, theme), math_font(12, theme)
        italic = {"W": "\N{MATHEMATICAL ITALIC CAPITAL W}", "b": "\N{MATHEMATICAL ITALIC SMALL B}"}
        text = italic.get(matrix.letter, matrix.letter)
        width = QFontMetricsF(letters).horizontalAdvance(text)
        scripts = QFontMetricsF(script).horizontalAdvance(matrix.upper)
        left = middle - (width + scripts) / 2
        painter.setPen(theme.text)
        painter.setFont(letters)
        painter.drawText(QPointF(left, base), text)
        painter.setFont(script)
        painter.drawText(QPointF(left + width, base - theme.px(6)), matrix.upper)

    def _soft(self, value: float) -> QColor:
        theme = self._theme
        if value == 0.0:
            return theme.text
        return blend(theme.text, theme.positive if value > 0 else theme.negative, _SOFT)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self._theme.px(100))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with_numbers, widths = self._arranged(self._row)
        heights = [self._line() * one.values.shape[0] if written else self._cell(one.values) * one.values.shape[0]
                   for one, written in zip(self._row.matrices, with_numbers, strict=True)]
        tallest = min(max(heights), self._room())
        top = max(self.height() - tallest - self._name_height(), 0.0) / 2
        middle, x = top + tallest / 2, _MARGIN
        for place, matrix in enumerate(self._row.matrices):
            height = max(min(heights[place], self._room()), float(self._theme.px(12)))
            box = QRectF(x, middle - height / 2, widths[place] + 2 * self._bracket(), height)
            self._paint_matrix(painter, matrix, box, written=with_numbers[place])
            self._paint_name(painter, matrix, box.center().x(), top + tallest + self._theme.px(_SIGN))
            x = box.right()
            if place < len(self._row.signs):
                sign = self._row.signs[place]
                gap = self._gap(sign)
                painter.setFont(math_font(_SIGN, self._theme))
                painter.setPen(self._theme.text)
                if sign:
                    painter.drawText(QPointF(x + (gap - self._theme.px(10)) / 2, middle + self._theme.px(6)), sign)
                x += gap


def product_row(factors: Sequence[Array], product: Array, biases: Array) -> Row:
    """W^L … W¹ = W, b; a single layer needs no product."""
    depth = len(factors)
    names = tuple(Matrix("W", str(layer), factors[layer - 1]) for layer in range(depth, 0, -1)) if depth > 1 else ()
    matrices = (*names, Matrix("W", "" if depth > 1 else "1", product), Matrix("b", "" if depth > 1 else "1",
                                                                               biases[:, np.newaxis]))
    signs = ("",) * max(len(names) - 1, 0) + (("=",) if names else ()) + (",",)
    return Row(matrices, signs, (len(matrices) - 2, len(matrices) - 1))


def bent_row(factors: Sequence[Array], bends: Sequence[bool]) -> Row:
    """W^L σ … W¹ of a network: between two matrices a σ wherever a hidden layer, in the order of `bends`, bends."""
    depth = len(factors)
    matrices = tuple(Matrix("W", str(layer), factors[layer - 1]) for layer in range(depth, 0, -1))
    return Row(matrices, tuple("σ" if bent else "" for bent in reversed(bends)), ())


_CHECKED_DIGITS = 6
_MOST_FACTORS = 4
"""Matrices that the formula of the product names one by one."""
_ROOM_FOR_FORMULA = 680


class MatrixPage(Card):
    """Multiplies the layers of a network without bends into one matrix; names the layer that bends in any other.

    Attributes
    ----------
    matrices
        The product.
    words, check
        What follows from it, and that it is so for the sample of the moment.
    try_identity
        Begins a run without any bends.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Layers multiplied"), theme, parent=parent)
        self._session = session
        self.matrices = MatrixView(theme)
        self.formula = FormulaLabel(formulas, "", 19, theme)
        self.words = PlainLabel()
        self.check = ElidedLabel("", theme, tone="dim")
        self.try_identity = PushButton(self.tr("Try identity"), theme)
        self.try_identity.setToolTip(self.tr("Begin a run with the identity in every hidden layer"))
        self._lay_out(theme)
        self.try_identity.clicked.connect(self._try_identity)
        session.moment_changed.connect(self._show)

    def _lay_out(self, theme: Theme) -> None:
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(13, tabular=True))
        self.formula.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        above = QHBoxLayout()
        above.setContentsMargins(0, theme.px(4), 0, 0)
        above.setSpacing(theme.px(24))
        above.addWidget(self.matrices, 1)
        above.addWidget(self.formula)
        below = QHBoxLayout()
        below.setSpacing(theme.px(16))
        below.addWidget(self.words, 1)
        below.addWidget(self.try_identity)
        self.body.setSpacing(theme.px(4))
        self.body.addLayout(above, 1)
        self.body.addLayout(below)
        self.body.addWidget(self.check)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        bent = bending_layer(moment.network)
        one = collapsed(moment.network, moment.theta)
        self.check.setVisible(one is not None)
        self.try_identity.setVisible(one is None)
        if one is not None:
            self._show_product(moment, one)
        elif bent is not None:
            self._show_bend(moment, bent)

    def _show_product(self, moment: Moment, one: OneLayer) -> None:
        network = moment.network
        self.matrices.show_row(product_row(moment.weights[1:], one.weights, one.biases))
        first = self._consequence(moment) if one.weights.any() else \
            self.tr("Every weight of the one matrix is 0: the same output everywhere, and no boundary.")
        self.formula.set_latex(product_latex(network.depth))
        line = boundary_text(moment, one).replace(" ", "\N{NO-BREAK SPACE}")  # it is never broken
        self.words.setText(f"{first}\N{EM SPACE}{line}" if line else first)
        self.check.setText(self._check_text(moment, one))

    def _consequence(self, moment: Moment) -> str:
        """What one matrix can draw: in the plane or on the line it is straight, in more dimensions it is flat."""
        network, domain = moment.network, moment.data.domain
        several = network.sizes[-1] > 1
        if domain is None or not domain.has_plain_inputs:
            return (self.tr("However many layers: one matrix, flat boundaries.") if several
                    else self.tr("However many layers: one matrix, one flat boundary."))
        if network.depth == 1:
            return self.tr("A single layer is one matrix: straight lines only.") if several \
                else self.tr("A single layer is one matrix: one straight line.")
        return (self.tr("However many layers: one matrix, straight lines only.") if several
                else self.tr("However many layers: one matrix, one straight line."))

    def _check_text(self, moment: Moment, one: OneLayer) -> str:
        """Both ways for the sample in view: through the layers, and with the one matrix."""
        network, inputs = moment.network, moment.sample.inputs
        with np.errstate(all="ignore"):
            through = forward(network, moment.weights, moment.biases, inputs[np.newaxis])[1][-1][0]
            at_once = network.activations[-1].value(one.z(inputs)[np.newaxis])[0]
        which = moment.outstanding_output
        values = {name: number(float(a[which]), _CHECKED_DIGITS) for name, a in (("through", through),
                                                                                  ("once", at_once))}
        return self.tr("check: layer by layer a = {through}, with one matrix a = {once}").format(**values)

    def _show_bend(self, moment: Moment, layer: int) -> None:
        network = moment.network
        activation = network.activation(layer)
        self.matrices.show_row(bent_row(moment.weights[1:], [one.line is None for one in
                                                             network.activations[:-1]]))
        self.formula.set_latex(rf"z^{{{layer + 1}}} = W^{{{layer + 1}}} \, \sigma(W^{{{layer}}} a^{{{layer - 1}}} "
                               rf"+ b^{{{layer}}}) + b^{{{layer + 1}}}")
        stops = self.tr("Layer {layer} is {activation}: it bends, so the layers can't be multiplied into one.")
        stops = stops.format(layer=layer, activation=translate_name(activation.label))
        remedy = self.tr("With the identity in every hidden layer they can. Try it; Undo brings this run back.")
        self.words.setText(f"{stops} {remedy}")

    def _try_identity(self) -> None:
        self._session.start_run(without_bends(self._session.experiment))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.formula.setVisible(self.width() >= self._theme.px(_ROOM_FOR_FORMULA))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)


def without_bends(experiment: Experiment) -> Experiment:
    """The same experiment with the identity in every hidden layer."""
    hidden = tuple(replace(layer, activation="identity") for layer in experiment.layers[:-1])
    return with_change(experiment, layers=(*hidden, experiment.layers[-1]))


def boundary_text(moment: Moment, one: OneLayer) -> str:
    """The straight line itself, such as "0.83 x₁ − 1.20 x₂ + 0.31 = 0"; empty where there is no single one.

    For classes it is where the answer changes, for values over a line it is the graph of the network. Where the
    network gets scaled coordinates the line is told in those of the data, which every map shows.
    """
    data, domain = moment.data, moment.data.domain
    if len(one.biases) != 1 or not data.input_names or len(data.input_names) > 2 or not one.weights.any():
        return ""
    if domain is not None and domain.is_scaled:
        if not domain.has_plain_inputs:
            return ""
        one = unscaled(one, domain)
    left = linear_text(one, data.input_names)
    output = moment.network.activations[-1]
    if data.is_regression:
        return f"y = {left}" if output.line == (1.0, 0.0) else ""
    turn = _turn(output, data.target_table)
    return "" if turn is None else f"{left} = {number(turn, _DIGITS)}"


def unscaled(one: OneLayer, domain: Domain) -> OneLayer:
    """The layer that makes of raw coordinates what `one` makes of scaled ones: W (x − shift) · factor + b."""
    weights = one.weights * np.array(domain.factor)
    return OneLayer(weights, one.biases - weights @ np.array(domain.shift))


def _turn(output: Activation, targets: Array) -> float | None:
    if targets.shape != (2, 1):
        return None
    return threshold(output, float(targets.min()), float(targets.max()))


def linear_text(one: OneLayer, names: tuple[str, ...]) -> str:
    """w₁ x₁ + w₂ x₂ + b with its numbers."""
    text = ""
    for value, name in zip((*one.weights[0].tolist(), float(one.biases[0])), (*names, ""), strict=True):
        sign = MINUS if value < 0 else "+"
        first = MINUS if value < 0 else ""
        text += f" {sign} " if text else first
        text += f"{number(abs(value), _DIGITS)} {name}".rstrip()
    return text


def product_latex(depth: int) -> str:
    """W = W³ W² W¹ for so many layers, and what it is good for."""
    layers = range(depth, 0, -1) if depth <= _MOST_FACTORS else ()
    product = " ".join(f"W^{{{layer}}}" for layer in layers) or rf"W^{{{depth}}} \cdots W^{{1}}"
    return rf"z^{{{depth}}} = W a^0 + b, \;\; W = {product}" if depth > 1 else r"z^1 = W^1 a^0 + b^1"


def make_page(session: Session, theme: Theme, formulas: Formulas) -> MatrixPage:
    """The page, see `lectures.pages`."""
    return MatrixPage(session, theme, formulas)
