"""The page "Matrix": what a network without activation functions comes to, and why another one doesn't."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.formulas import FormulaLabel, Formulas
from gui.insight.matrix_view import MatrixView, bent_row, product_row
from gui.language import translate_name
from gui.number_text import MINUS, number
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton
from simulator.activations import Activation
from simulator.arrays import Array
from simulator.collapse import OneLayer, bending_layer, collapsed, threshold
from simulator.datasets.domain import Domain
from simulator.experiment import Experiment, with_change
from simulator.moment import Moment
from simulator.propagation import forward

_DIGITS = 3
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
