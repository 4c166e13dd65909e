"""The page "σ(z)": a layer's activation and its derivative, with the neuron that is followed marked on both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.choice import Selection
from gui.formulas import FormulaLabel, Formulas
from gui.insight.activation_words import sentence
from gui.insight.curve_painter import Curve, CurvePainter
from gui.insight.neuron_reading import Reading, Region, largest_slope, reading, z_limit
from gui.insight.shares_painter import paint_bars
from gui.language import translate_name
from gui.number_text import never_whole
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.plain_text import PlainLabel
from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.learning_counts import can_die
from simulator.moment import Moment

_POINTS = 401
_DIGITS = 3
_SPACING = 5
_ROOM_FOR_SLOPE = 3.0
"""A slope of 1 is four times that of the sigmoid, and shall be seen beside it."""


class ActivationPage(Card):
    """Shows how steep σ is where the neuron stands: whether an error can come through.

    The neuron is the chosen one or, while nothing is chosen, the one that the equations follow.

    Attributes
    ----------
    plots
        The painted part.
    words
        What there is to say about the neuron.
    comparison
        Another activation to lay beside it.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self.plots = ActivationPlots(theme)
        self.formula = FormulaLabel(formulas, "", 14, theme)
        self.derivative = FormulaLabel(formulas, "", 14, theme)
        self.words = PlainLabel()
        self.comparison = ChoiceBox([("", self.tr("compare")), *(
            (one.name, translate_name(one.label)) for one in ACTIVATIONS if one.elementwise)], theme,
            name=self.tr("Another activation to compare with"))
        self._lay_out(theme)
        for signal in (self.comparison.chosen, session.moment_changed, session.selection_changed,
                       session.focus_changed):
            signal.connect(self._refresh)

    def view_state(self) -> dict[str, Any]:
        """What is compared with, see `gui.insight.lower_panel.Chosen`."""
        return {"comparison": self.comparison.key()} if self.comparison.key() else {}

    def show_view_state(self, state: dict[str, Any]) -> None:
        """Compare with what was chosen."""
        key = state.get("comparison")
        self.comparison.set_key(key if isinstance(key, str) and self.comparison.findData(key) >= 0 else "")
        self._refresh()

    def place(self) -> Selection:
        """The neuron that is shown."""
        chosen, focus = self._session.selection, self._session.focus
        place = chosen if chosen is not None and chosen.layer >= 1 else focus
        if place.layer < 1 or not place.exists_in(self._session.network.sizes):
            return Selection(1, 0)
        return Selection(place.layer, place.neuron)

    def _lay_out(self, theme: Theme) -> None:
        self.words.setWordWrap(True)
        self.words.setFont(theme.font(13, tabular=True))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout()
        column.setSpacing(theme.px(_SPACING))
        for formula in (self.formula, self.derivative):
            formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            column.addWidget(formula)
        column.addWidget(self.words, 1)
        self._side = side = QWidget()
        side.setLayout(column)
        side.setMinimumWidth(theme.px(150))
        side.setMaximumWidth(theme.px(260))
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(side, 11)
        row.addWidget(self.plots, 20)
        self.body.addLayout(row, 1)
        self.comparison.setFixedWidth(theme.px(100))
        self.add_to_header(self.comparison)

    def _refresh(self, _: object = None) -> None:
        moment, place = self._session.moment, self.place()
        if not self.isVisible() or not place.exists_in(moment.network.sizes):
            return
        shown = reading(moment, place)
        used = shown.activation
        self.set_title(translate_name(used.label))
        self.set_note(self.tr("layer {layer}, neuron {neuron}").format(layer=place.layer, neuron=place.neuron + 1))
        self.formula.set_latex(used.formula)
        self.derivative.set_latex(used.derivative_formula)
        self.words.setText(sentence(moment, shown).replace("σ′(", "σ′\N{WORD JOINER}("))
        self._make_room()
        self.comparison.setVisible(used.elementwise)
        key = self.comparison.key()
        other = activation_named(key) if key and key != used.name else None
        self.plots.show_reading(moment, shown, other)

    def _make_room(self) -> None:
        """In a low panel the words need the room of the second formula, which the plot shows as well."""
        spaces = 2 * self._theme.px(_SPACING)
        room = self._side.height() - self.formula.sizeHint().height() - self.derivative.sizeHint().height() - spaces
        self.derivative.setVisible(self.words.heightForWidth(self._side.width()) <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


class ActivationPlots(QWidget):
    """Two pictures side by side: σ and σ′ or, for softmax, the shares and what one z does to them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Moment, Reading] | None = None
        self._other: Activation | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_reading(self, moment: Moment, shown: Reading, other: Activation | None = None) -> None:
        """Show a neuron, and another activation to compare with."""
        self._shown, self._other = (moment, shown), other
        self.update()

    def curves(self) -> tuple[Curve, Curve]:
        """σ and σ′ as they are shown."""
        assert self._shown is not None
        shown, theme = self._shown[1], self._theme
        limit = z_limit(shown)
        z = np.linspace(-limit, limit, _POINTS)
        used, other = shown.activation, self._other
        a = used.value(z)
        ghost = ghost_slope = None
        if other is not None:
            ghost = other.value(z)
            ghost_slope = other.derivative(z, ghost)
        low, high = max(used.saturated_below, -limit), min(used.saturated_above, limit)
        everywhere = used.saturated_below == math.inf
        flat = ((-limit, limit),) if everywhere else tuple(
            part for part in ((-limit, low), (high, limit)) if part[1] > part[0])
        word = self.tr("flat") if everywhere else self.tr("off") if can_die(used) else self.tr("saturated")
        mark = slope_mark = None
        text = slope_text = ""
        color = theme.text
        if shown.z is not None and shown.a is not None and shown.slope is not None:
            mark, slope_mark = (shown.z, shown.a), (shown.z, shown.slope)
            text = f"a = {never_whole(shown.a, _DIGITS)}" if shown.knows_a else ""
            slope_text = f"σ′ = {never_whole(shown.slope, _DIGITS)}"
            color = theme.positive if shown.a > 0 else theme.negative if shown.a < 0 else theme.text
        name = "σ(z)"
        if other is not None:
            name = self.tr("σ(z), dashed: {activation}").format(activation=translate_name(other.label))
        ticks = tuple(dict.fromkeys((_end(used.output_range[0], a[0]), 0.0, _end(used.output_range[1], a[-1]))))
        slopes = used.derivative(z, a)
        value = Curve(name, z, a, ticks, ghost, flat=flat, flat_word=word, mark=mark, mark_text=text,
                      mark_color=color, others=shown.others)
        slope_ticks = tuple(dict.fromkeys((0.0, largest_slope(used))))
        slope = Curve("σ′(z)", z, slopes, slope_ticks, ghost_slope, _ROOM_FOR_SLOPE, flat=flat, flat_word=word,
                      mark=slope_mark, mark_text=slope_text, mark_color=theme.text, others=shown.others)
        return value, slope

    def _halves(self) -> tuple[QRectF, QRectF]:
        gap = self._theme.px(14)
        width = (self.width() - gap) / 2
        height = float(self.height())
        return QRectF(0.0, 0.0, width, height), QRectF(width + gap, 0.0, width, height)

    def _paint_shares(self, painter: QPainter, moment: Moment, shown: Reading) -> None:
        layer, neuron = shown.place.layer, shown.place.neuron
        a = moment.sample.a[layer]
        labels = moment.data.class_labels
        if layer < moment.network.depth or len(labels) != len(a):
            labels = tuple(str(number + 1) for number in range(len(a)))
        shares: list[float] = []
        pulls: list[float] = []
        if shown.knows_a:
            shares = a.tolist()
            # ∂aₖ/∂zⱼ of every output k: what an error of 1 in aₖ alone becomes in zⱼ
            count = len(a)
            z = np.tile(moment.sample.z[layer], (count, 1))
            pulls = shown.activation.backward(z, np.tile(a, (count, 1)), np.eye(count))[:, neuron].tolist()
        left, right = self._halves()
        paint_bars(painter, self._theme, left, self.tr("a: shares of 1"), shares, labels, neuron)
        paint_bars(painter, self._theme, right, self.tr("∂a/∂z of neuron {neuron}").format(neuron=neuron + 1), pulls,
                   labels, neuron)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(520), self._theme.px(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self._theme.px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        moment, shown = self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shown.region is Region.SHARES:
            self._paint_shares(painter, moment, shown)
            return
        for box, curve in zip(self._halves(), self.curves(), strict=True):
            CurvePainter(painter, self._theme, box, curve).paint()


def _end(bound: float, value: float) -> float:
    """An end of what σ can be; where it can be anything, its value at the end of the plot."""
    return bound if math.isfinite(bound) else float(f"{float(value):.2g}")
