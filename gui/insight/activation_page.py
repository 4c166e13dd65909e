"""The page "σ(z)": a layer's activation and its derivative, with the neuron that is followed marked on both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.equations.layer_terms import is_flat, lost_in
from gui.figures.curve_plot import Curve, CurvePainter, paint_bars
from gui.foundation.formulas import FormulaLabel, Formulas
from gui.foundation.language import translate_name
from gui.foundation.number_text import never_whole, number, percent
from gui.foundation.theme import Theme
from gui.run.choice import Selection
from gui.run.session import Session
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceBox
from gui.widgets.plain_text import PlainLabel
from simulator.activations import ACTIVATIONS, Activation, activation_named
from simulator.arrays import Array
from simulator.learning_counts import can_die
from simulator.moment import Moment

# Where the z of a neuron lies on the curve of its σ, and what that means for learning.

_GRID: Array = np.linspace(-40.0, 40.0, 3201)
"""Far enough for every σ to have come to its steepest part; 0 is one of the points."""
_STEEP = 0.5
_FARTHEST = 1e307
"""Where axes end."""
_WHOLE_RANGES = (6.0, 8.0, 10.0, 15.0, 20.0, 30.0, 40.0, 60.0, 80.0)


class Region(Enum):
    """Parts of a curve, by what σ′ makes of an error there."""

    UNKNOWN = auto()
    """z is not there yet at this moment."""
    NOT_FINITE = auto()
    """z has grown beyond all numbers."""
    FLAT = auto()
    """σ′ is 0 everywhere: the step."""
    EVEN = auto()
    """σ′ is the same everywhere: the identity."""
    CORNER = auto()
    """σ′ doesn't exist exactly here."""
    DEAD = auto()
    """The side of a ReLU where σ′ is 0."""
    SATURATED = auto()
    BETWEEN = auto()
    STEEP = auto()
    WHOLE = auto()
    """The side of a ReLU where σ′ is 1."""
    SHARES = auto()
    """No curve of one z: softmax."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A neuron on the curve of its σ.

    Attributes
    ----------
    z, a, slope
        zˡⱼ, aˡⱼ and σ′(zˡⱼ); a and σ′ are worked out from z, and all are None while z is unknown.
    knows_a
        Whether the activation is done at this moment.
    share
        |σ′(z)| as a share of its largest value, from 0 to 1.
    others
        The z of all other neurons of the layer that are known, any shape (count,).
    """

    place: Selection
    activation: Activation
    region: Region
    z: float | None = None
    a: float | None = None
    slope: float | None = None
    knows_a: bool = False
    share: float = 0.0
    others: Array = field(default_factory=lambda: _GRID[:0])


def reading(moment: Moment, place: Selection) -> Reading:
    """What there is to say about a neuron of the layers 1 … L at a moment."""
    layer, neuron = place.layer, place.neuron
    activation, known = moment.network.activation(layer), moment.reached_z(layer)
    z = moment.sample.z[layer]
    others = np.delete(z[:known], neuron) if neuron < known else z[:known]
    others = others[np.isfinite(others)]
    if not activation.elementwise:
        return Reading(place, activation, Region.SHARES, others=others, knows_a=moment.reached_a(layer) == len(z))
    if neuron >= known:
        return Reading(place, activation, Region.UNKNOWN, others=others)
    own = z[neuron:neuron + 1]
    if not np.isfinite(own[0]):
        return Reading(place, activation, Region.NOT_FINITE, others=others)
    a = activation.value(own)
    slope = float(activation.derivative(own, a)[0])
    largest = largest_slope(activation)
    share = abs(slope) / largest if largest else 0.0
    return Reading(place, activation, _region(activation, float(own[0]), slope, share), float(own[0]), float(a[0]),
                   slope, neuron < moment.reached_a(layer), share, others)


@lru_cache(maxsize=32)
def largest_slope(activation: Activation) -> float:
    """The largest |σ′|."""
    return float(np.abs(_slopes(activation)).max())


def z_limit(shown: Reading) -> float:
    """How far the z axis goes to both sides, so that the neuron's z is on it: a round number, at least 6."""
    wanted = 1.1 * abs(shown.z or 0.0)
    round_one = next((limit for limit in _WHOLE_RANGES if limit >= wanted), None)
    return round_one if round_one is not None else 10.0 ** min(math.ceil(math.log10(min(wanted, _FARTHEST))), 307)


def _slopes(activation: Activation) -> Array:
    return activation.derivative(_GRID, activation.value(_GRID))


@lru_cache(maxsize=32)
def _is_even(activation: Activation) -> bool:
    slopes = _slopes(activation)
    return bool(np.all(slopes == slopes[0]))


def _region(activation: Activation, z: float, slope: float, share: float) -> Region:
    if is_flat(activation):
        return Region.FLAT
    if _is_even(activation):
        return Region.EVEN
    if z in activation.kinks:
        return Region.CORNER
    if bool(activation.saturated(np.array(z))):
        return Region.DEAD if slope == 0.0 and z <= 0.0 and activation.saturated_below == 0.0 else Region.SATURATED
    if activation.kinks and share == 1.0:
        return Region.WHOLE
    return Region.STEEP if share >= _STEEP else Region.BETWEEN


# The outputs of a softmax layer as shares, and what the z of one neuron does to all of them.

_TEXT = 12


def paint_shares(painter: QPainter, theme: Theme, box: QRectF, title: str, values: Sequence[float],
               labels: Sequence[str], chosen: int) -> None:
    """Bars up and down from 0, one for each output; the chosen one has its number.

    Parameters
    ----------
    values
        Empty while they are not known.
    labels
        What stands below the bars; where there is no room only the chosen one.
    """
    font = theme.font(_TEXT, tabular=True)
    metrics = QFontMetricsF(font)
    line = metrics.height()
    painter.setFont(theme.font(_TEXT, semibold=True))
    painter.setPen(theme.text)
    painter.drawText(QRectF(box.left(), box.top(), box.width(), line), Qt.AlignmentFlag.AlignLeft, title)
    painter.setFont(font)
    area = box.adjusted(0.0, 2.0 * line, 0.0, -line - theme.px(2))
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    span = (high - low) or 1.0
    zero = area.bottom() + low / span * area.height()
    painter.setPen(QPen(theme.outline, theme.px(1)))
    painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
    step = area.width() / len(labels)
    thick = min(0.7 * step, theme.px(22))
    if values:
        paint_bars(painter, area.left() + (step - thick) / 2, step, thick, zero,
                   [value / span * area.height() for value in values], [_color(theme, value) for value in values])
    all_fit = max(metrics.horizontalAdvance(label) for label in labels) < step
    for place, label in enumerate(labels):
        middle = area.left() + (place + 0.5) * step
        if values and place == chosen:
            end = zero - values[place] / span * area.height()
            painter.setPen(QPen(theme.text, theme.px(2)))
            painter.drawRect(QRectF(middle - thick / 2, min(zero, end), thick, abs(zero - end)))
        if all_fit or place == chosen:
            painter.setPen(theme.text if place == chosen else theme.text_dim)
            painter.drawText(QRectF(middle - area.width(), box.bottom() - line, 2 * area.width(), line),
                             Qt.AlignmentFlag.AlignHCenter, label)
    if values:
        text = number(values[chosen], 3)
        wide = metrics.horizontalAdvance(text) + theme.px(2)
        middle = area.left() + (chosen + 0.5) * step
        end = zero - max(values[chosen], 0.0) / span * area.height()
        left = min(max(middle - wide / 2, box.left()), box.right() - wide)
        painter.setPen(theme.text)
        painter.drawText(QRectF(left, end - line - theme.px(1), wide, line), Qt.AlignmentFlag.AlignCenter, text)


def _color(theme: Theme, value: float) -> QColor:
    return theme.signed_color(value, 1.0 if value >= 0 else 0.25) if value else theme.card


# What the activation page says about a neuron, in whole sentences.

_DIGITS = 3


def sentence(moment: Moment, shown: Reading) -> str:
    """Where the neuron lies on its curve, and what becomes of an error there."""
    if shown.region is Region.FLAT:
        return _flat(moment, shown)
    unknown = shown.region is Region.SHARES and moment.reached_z(shown.place.layer) == 0
    text = _templates()[Region.UNKNOWN if unknown else shown.region]
    if shown.z is None or shown.slope is None:
        return text
    whole_percents = 0 if shown.share >= 0.01 or shown.share == 0.0 else 2
    return text.format(z=number(shown.z, _DIGITS), slope=never_whole(shown.slope, _DIGITS),
                       share=percent(shown.share, whole_percents))


def _flat(moment: Moment, shown: Reading) -> str:
    """The step: either it has just lost the whole error of this sample, or it is about to, or it doesn't matter."""
    layer = shown.place.layer
    lost = lost_in(moment)
    if lost is not None and lost >= layer and moment.reached_delta(layer) > 0:
        return QCoreApplication.translate(
            "EquationWords", "Every δ is 0: the step function is flat, σ′(z) = 0, so no weight can learn. "
            "That is why the sigmoid was made.")
    if moment.network.cost.reads_z and layer == moment.network.depth:
        return QCoreApplication.translate(
            "ActivationPage", "The step is flat: σ′(z) = 0. The perceptron rule does without σ′: its δ is a − y.")
    return QCoreApplication.translate(
        "ActivationPage", "The step is flat: σ′(z) = 0 for every z, so no error can come through it.")


def _templates() -> dict[Region, str]:
    return {
        Region.UNKNOWN: QCoreApplication.translate("ActivationPage", "z not known yet"),
        Region.NOT_FINITE: QCoreApplication.translate(
            "ActivationPage", "z is no number any more: the weights have grown beyond all bounds."),
        Region.EVEN: QCoreApplication.translate(
            "ActivationPage", "z = {z}: σ′(z) = {slope} for every z: it never saturates, but it never bends either."),
        Region.CORNER: QCoreApplication.translate(
            "ActivationPage", "z = {z}: exactly at the corner, where σ′ doesn't exist; it is taken as {slope}."),
        Region.DEAD: QCoreApplication.translate(
            "ActivationPage", "z = {z}: switched off: z ≤ 0, σ′(z) = 0: no error comes through."),
        Region.SATURATED: QCoreApplication.translate(
            "ActivationPage", "z = {z}: saturated: σ′(z) = {slope} is {share} of its largest value."),
        Region.BETWEEN: QCoreApplication.translate(
            "ActivationPage", "z = {z}: less steep: σ′(z) = {slope} is {share} of its largest value."),
        Region.STEEP: QCoreApplication.translate(
            "ActivationPage", "z = {z}: in the steep part: σ′(z) = {slope} is {share} of its largest value."),
        Region.WHOLE: QCoreApplication.translate(
            "ActivationPage", "z = {z}: z > 0, σ′(z) = {slope}: all of the error comes through."),
        Region.SHARES: QCoreApplication.translate(
            "ActivationPage", "Every z moves all of the shares: σ′ is a whole matrix."),
    }


_POINTS = 401
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
        paint_shares(painter, self._theme, left, self.tr("a: shares of 1"), shares, labels, neuron)
        paint_shares(painter, self._theme, right, self.tr("∂a/∂z of neuron {neuron}").format(neuron=neuron + 1),
                     pulls, labels, neuron)

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


def make_page(session: Session, theme: Theme, formulas: Formulas) -> ActivationPage:
    """The page, see `lectures.pages`."""
    return ActivationPage(session, theme, formulas)
