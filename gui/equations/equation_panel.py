"""The card below the stage: the equation of the moment, its numbers and its check."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolTip, QWidget

from gui.equations import layer_terms
from gui.equations.layer_terms import all_formulas
from gui.equations.notation import (
    AS_ENTERED,
    CheckRequest,
    Equation,
    Number,
    Place,
    Rank,
    Sentence,
    Statement,
    Symbol,
    Tone,
    counted,
    neuron_symbol,
    weight_symbol,
)
from gui.equations.rounding import html, latex, plain, results, table
from gui.equations.run_layout import Composer, Face, Page, Typesetter
from gui.equations.words import EquationWords, Say
from gui.foundation.formulas import Formulas
from gui.foundation.language import translate_name
from gui.foundation.number_text import count
from gui.foundation.theme import Theme, blend
from gui.run.choice import Selection
from gui.run.run_view import RunView
from gui.widgets.card import Card
from gui.widgets.labels import ElidedLabel
from gui.widgets.plain_text import PlainLabel, plain_tip
from simulator.arrays import Array
from simulator.gradient_check import STEP_WIDTH, Check, check_parameter, check_weighted_input
from simulator.moment import Moment
from simulator.optimizers import optimizer_named
from simulator.steps import Address, Phase
from simulator.training import StepRecord

# From a moment and what is followed in it to the equation that the panel shows: a pure function.

class Followed(Protocol):
    """A neuron, or the weight that leads to it from `source`; all counted from 0."""

    @property
    def layer(self) -> int: ...

    @property
    def neuron(self) -> int: ...

    @property
    def source(self) -> int | None: ...


def equation(moment: Moment, followed: Followed) -> Equation:
    """The equation of the moment's phase, with the numbers of what is followed.

    What doesn't belong to the layer in which something happens is replaced by the neuron in turn. A neuron whose turn
    has not come has a formula, but no numbers.
    """
    place = placed(moment, followed)
    with np.errstate(all="ignore"):  # in a run that diverges numbers are infinite, and are shown so
        made = _EQUATIONS[moment.phase](moment, place)
    done = moment.reached(moment.phase, moment.layer) if moment.layer else moment.network.sizes[0]
    if moment.phase is Phase.COST or place.neuron < done:
        return made
    return Equation(made.phase, made.title, made.formulas, notes=(Sentence(Say.NOT_REACHED),))


def seen_from(moment: Moment, followed: Followed) -> Moment:
    """The moment or, if what is followed lies in another layer, the last instant when something happened there."""
    if followed.layer in (0, moment.layer):
        return moment
    stations = moment.route.stations
    for station in range(moment.address.station, 0, -1):
        if stations[station].layer == followed.layer:
            here = moment.address
            last = moment.route.neuron_count(station) - 1
            return replace(moment, address=Address(here.step, here.sample, station, last))
    return moment


def placed(moment: Moment, followed: Followed) -> Place:
    """What is followed, in the layer of the moment."""
    sizes, layer = moment.network.sizes, moment.layer
    if layer == 0:
        if followed.layer == 0 and followed.neuron < sizes[0]:
            return Place(0, followed.neuron)
        if followed.layer == 1 and followed.source is not None and followed.source < sizes[0]:
            return Place(0, followed.source)
        return Place(0, int(np.argmax(np.abs(moment.sample.inputs))))
    if followed.layer != layer or followed.neuron >= sizes[layer]:
        return Place(layer, min(moment.neuron, sizes[layer] - 1))
    known = followed.source is not None and followed.source < sizes[layer - 1]
    return Place(layer, followed.neuron, followed.source if known else None)


def _neuron_title(moment: Moment, place: Place, plain: Say, labelled: Say) -> Sentence:
    values: dict[str, int | str] = {"layer": place.layer, "neuron": counted(place.neuron)}
    labels = moment.data.class_labels
    if place.layer == moment.network.depth and len(labels) == moment.network.sizes[-1]:
        return Sentence(labelled, {**values, "label": labels[place.neuron]})
    return Sentence(plain, values)


def _weight_title(place: Place, source: int) -> Sentence:
    return Sentence(Say.WEIGHT if place.layer > 1 else Say.WEIGHT_FROM_INPUT,
                    {"layer": place.layer, "neuron": counted(place.neuron), "source": counted(source)})


def _input(moment: Moment, place: Place) -> Equation:
    inputs, shape = moment.sample.inputs, moment.data.image_shape
    notes: tuple[Sentence, ...] = ()
    if shape is None:
        title = Sentence(Say.VALUES, {"count": len(inputs)}) if len(inputs) > 1 else Sentence(Say.ONE_VALUE)
    else:
        title = Sentence(Say.PIXELS, {"count": len(inputs)})
        row, column = divmod(place.neuron, shape[1])
        lit = int(np.count_nonzero(inputs))
        notes = (Sentence(Say.PIXEL_SHOWN, {"lit": lit, "row": counted(row), "column": counted(column)}),)
    return Equation(Phase.INPUT, title, layer_terms.INPUT, layer_terms.input_statements(moment, place), notes)


def _weighted_input(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.WEIGHTED_INPUT, _neuron_title(moment, place, Say.NEURON, Say.NEURON_LABELLED),
                    layer_terms.WEIGHTED_INPUT, layer_terms.weighted_input_statements(moment, place))


def _activation(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.ACTIVATION, _neuron_title(moment, place, Say.NEURON, Say.NEURON_LABELLED),
                    layer_terms.activation(moment.network.activation(place.layer)),
                    layer_terms.activation_statements(moment, place))


def _cost(moment: Moment, place: Place) -> Equation:
    cost = moment.network.cost
    return Equation(Phase.COST, Sentence(Say.COST_OF_SAMPLE, {"cost": cost.label}), layer_terms.cost(cost),
                    layer_terms.cost_statements(moment, place))


def _bp1(moment: Moment, place: Place) -> Equation:
    network = moment.network
    statements, notes = layer_terms.bp1_statements(moment, place)
    return Equation(Phase.BP1, _neuron_title(moment, place, Say.ERROR, Say.ERROR_LABELLED),
                    layer_terms.bp1(network.cost, network.activations[-1]), statements, notes, _nudged_z(place))


def _bp2(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.BP2, _neuron_title(moment, place, Say.ERROR, Say.ERROR_LABELLED),
                    layer_terms.bp2(moment.network.activation(place.layer)),
                    layer_terms.bp2_statements(moment, place), layer_terms.slope_notes(moment, place),
                    _nudged_z(place))


def _nudged_z(place: Place) -> CheckRequest:
    return CheckRequest(place.layer, place.neuron, None, neuron_symbol("z", place.layer, place.neuron))


def _nudged_parameter(moment: Moment, place: Place) -> CheckRequest:
    chosen = layer_terms.parameter(moment, place)
    return CheckRequest(place.layer, place.neuron, chosen.index, chosen.symbol)


def _bp3(moment: Moment, place: Place) -> Equation:
    return Equation(Phase.BP3, _neuron_title(moment, place, Say.BIAS, Say.BIAS_LABELLED), layer_terms.BP3,
                    layer_terms.bp3_statements(moment, place),
                    check=_nudged_parameter(moment, Place(place.layer, place.neuron)))


def _bp4(moment: Moment, place: Place) -> Equation:
    sample = moment.sample
    gradients = sample.a[place.layer - 1] * sample.delta[place.layer][place.neuron]
    source, notes = _source(place, gradients)
    place = replace(place, source=source)
    if sample.a[place.layer - 1][source] == 0.0:
        notes = (*notes, Sentence(Say.NO_ACTIVATION))
    return Equation(Phase.BP4, _weight_title(place, source), layer_terms.BP4,
                    layer_terms.bp4_statements(moment, place, source), notes, _nudged_parameter(moment, place))


def _source(place: Place, gradients: Array) -> tuple[int, tuple[Sentence, ...]]:
    """The chosen weight, or the one with the largest gradient of those that arrive at the neuron."""
    if place.source is not None:
        return place.source, ()
    source = int(np.argmax(np.abs(gradients)))
    symbol = weight_symbol(place.layer, place.neuron, source)
    if len(gradients) == 1:
        return source, ()
    say = Say.STRONGEST_WEIGHT if gradients[source] else Say.NO_GRADIENT
    return source, (Sentence(say, {"count": len(gradients), "symbol": symbol}),)


def _mean_gradient(moment: Moment, place: Place) -> Equation:
    source, notes = _source(place, moment.network.weights(moment.record.gradient)[place.layer][place.neuron])
    place = replace(place, source=source)
    count = moment.record.batch_size
    if not len(moment.record.a):
        notes = (Sentence(Say.PARTS_NOT_KEPT, {"count": count}), *notes)
    statements = (layer_terms.mean_gradient_statement(moment, place),
                  layer_terms.mean_gradient_statement(moment, replace(place, source=None), Rank.EXTRA))
    return Equation(Phase.MEAN_GRADIENT, Sentence(Say.BATCH, {"count": count}),
                    layer_terms.mean_gradient(layer_terms.active_regularisation(moment.experiment)),
                    statements, notes)


def _update(moment: Moment, place: Place) -> Equation:
    experiment = moment.experiment
    optimizer = optimizer_named(experiment.optimizer)
    title = Sentence(Say.OPTIMIZER, {"optimizer": optimizer.label,
                                     "rate": Number(experiment.learning_rate, digits=AS_ENTERED)})
    formulas = layer_terms.update(optimizer.formulas, layer_terms.active_regularisation(experiment))
    rule: tuple[Sentence, ...] = ()
    if layer_terms.is_perceptron_rule(moment, place.layer):
        formulas = (formulas[0], *layer_terms.PERCEPTRON_RULE, *formulas[1:])
        rule = (Sentence(Say.PERCEPTRON_RULE),)
    if moment.after is None:
        return Equation(Phase.UPDATE, title, formulas)
    source, notes = _source(place, moment.network.weights(moment.record.gradient)[place.layer][place.neuron])
    place = replace(place, source=source)
    chosen = layer_terms.parameter(moment, place)
    if chosen.index in experiment.frozen:
        notes = (Sentence(Say.FROZEN, {"symbol": chosen.symbol}), *notes)
    bias = layer_terms.update_statements(moment, moment.after, replace(place, source=None))
    statements: tuple[Statement, ...] = (*layer_terms.update_statements(moment, moment.after, place),
                                         *(replace(statement, rank=Rank.EXTRA) for statement in bias))
    return Equation(Phase.UPDATE, title, formulas, statements, (*notes, *rule))


_EQUATIONS: dict[Phase, Callable[[Moment, Place], Equation]] = {
    Phase.INPUT: _input,
    Phase.WEIGHTED_INPUT: _weighted_input,
    Phase.ACTIVATION: _activation,
    Phase.COST: _cost,
    Phase.BP1: _bp1,
    Phase.BP2: _bp2,
    Phase.BP3: _bp3,
    Phase.BP4: _bp4,
    Phase.MEAN_GRADIENT: _mean_gradient,
    Phase.UPDATE: _update,
}


# The painted equation: the richest page that fits the widget.

_WIDTH, _HEIGHT = 480, 152
_LEAST_WIDTH, _LEAST_HEIGHT = 240, 128
_STRENGTH = 0.8
"""How much of a colour the numbers have: a line of them shall stay calm."""


class EquationView(QWidget):
    """Formulas, numbers, notes and check of one equation."""

    def __init__(self, theme: Theme, formulas: Formulas, words: EquationWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formulas = formulas
        self._words = words
        self._typesetters: dict[float, Typesetter] = {}
        self._composer = Composer(formulas, self._typesetter)
        self._colors = {
            tone: (_softened(theme, positive), _softened(theme, negative))
            for tone, positive, negative in ((Tone.SIGNAL, theme.positive, theme.negative),
                                             (Tone.ERROR, theme.delta_positive, theme.delta_negative))
        }
        self._equation: Equation | None = None
        self._check: Sentence | None = None
        self._page: Page | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        formulas.rendered.connect(self._on_rendered)

    @property
    def page(self) -> Page | None:
        """What is painted at the present size."""
        if self._page is None and self._equation is not None:
            self._page = self._composer.fitting(self._equation, self._check, self.width(), self.height())
        return self._page

    def show_equation(self, equation: Equation, check: Sentence | None = None) -> None:
        """Show this equation, and the outcome of its check if it is known."""
        self._equation, self._check = equation, check
        for formula in equation.formulas:
            self._formulas.request(formula.latex)
        self._renew()

    def _typesetter(self, size_px: float) -> Typesetter:
        known = self._typesetters.get(size_px)
        if known is None:
            known = Typesetter(self._theme, size_px, lambda sentence: self._words.sentence(sentence.key),
                               translate_name)
            self._typesetters[size_px] = known
        return known

    def _renew(self) -> None:
        self._page = None
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if self._equation is not None and any(formula.latex == latex for formula in self._equation.formulas):
            self._renew()

    def _paint_formulas(self, painter: QPainter, page: Page) -> None:
        for formula in page.formulas:
            if not self._formulas.is_ready(formula.latex):
                continue
            try:
                pixmap = self._formulas.pixmap(formula.latex, formula.size_px, self._theme.text,
                                               self.devicePixelRatioF())
            except ValueError:  # then its text is better than nothing
                painter.setFont(page.typesetter.fonts[Face.MATH])
                painter.setPen(self._theme.text)
                painter.drawText(formula.corner + QPointF(0, page.typesetter.ascent), formula.latex)
                continue
            painter.drawPixmap(formula.corner, pixmap)

    def _color(self, tone: Tone, value: float) -> QColor:
        if tone is Tone.DIM:
            return self._theme.text_dim
        pair = self._colors.get(tone)
        if pair is None or value == 0:
            return self._theme.text
        return pair[0] if value > 0 else pair[1]

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._renew()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.page is not None:
            spot = next((spot for spot in self.page.spots if spot[0].contains(QPointF(event.pos()))), None)
            frame = self.rect() if spot is None else spot[0].toAlignedRect()
            QToolTip.showText(event.globalPos(), plain_tip(self._words.rounding) if spot is None else html(spot[1]),
                              self, frame)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self.page
        if page is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_formulas(painter, page)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.sunken)
        radius = self._theme.px(5)
        for frame in page.results:
            painter.drawRoundedRect(QRectF(frame), radius, radius)
        face: Face | None = None
        for ink in page.inks:
            if ink.face is not face:
                face = ink.face
                painter.setFont(page.typesetter.fonts[face])
            painter.setPen(self._color(ink.tone, ink.value))
            painter.drawText(QPointF(ink.x, ink.y), ink.text)


def _softened(theme: Theme, color: QColor) -> QColor:
    return blend(theme.text, color, _STRENGTH)


# The numerical check of one derivative, and what can honestly be said about its outcome.

_FEWEST_DIGITS = 5
_ROUNDINGS = 64
"""Roundings that may have added up in C: each moves it by half a unit in its last place."""
_AT_CORNER = 1e-6


def checked(moment: Moment, request: CheckRequest) -> Sentence:
    """Nudge what the request names, and say how C_x answers."""
    with np.errstate(all="ignore"):
        return said(moment, request, measured(moment, request))


def measured(moment: Moment, request: CheckRequest) -> Check:
    """The derivative of C_x of the moment's sample by backpropagation and by central differences."""
    network, theta, sample = moment.network, moment.state.theta, moment.sample
    if request.index is None:
        return check_weighted_input(network, theta, sample.inputs, sample.target, request.layer, request.neuron)
    return check_parameter(network, theta, sample.inputs[np.newaxis], sample.target[np.newaxis], request.index)


def said(moment: Moment, request: CheckRequest, check: Check) -> Sentence:
    """The sentence for an outcome."""
    values: dict[str, Symbol | Number | int | str] = {
        "symbol": request.symbol, "cost": Symbol("C", lower="x"),
        "rate": Number(check.numeric, Tone.ERROR),
    }
    if not (math.isfinite(check.numeric) and math.isfinite(check.analytic)):
        return Sentence(Say.CHECK_INFINITE, values)
    if check.numeric == check.analytic == 0.0:
        return Sentence(Say.CHECK_UNCHANGED, values)
    if check.digits >= _FEWEST_DIGITS:
        return Sentence(Say.CHECK_AGREES, {**values, "digits": check.digits})
    if _stands_at_a_corner(moment, request.layer):
        return Sentence(Say.CHECK_CORNER, values)
    if abs(check.numeric - check.analytic) <= _rounding(moment.sample.cost):
        return Sentence(Say.CHECK_ROUNDING, {**values, "digits": check.digits})
    return Sentence(Say.CHECK_DISAGREES, values)


def _rounding(cost: float) -> float:
    """How far a difference of two costs can be wrong, divided by the nudge."""
    return _ROUNDINGS * sys.float_info.epsilon * max(1.0, abs(cost)) / STEP_WIDTH


def _stands_at_a_corner(moment: Moment, layer: int) -> bool:
    """Whether a neuron that the nudge reaches lies where its σ has no derivative."""
    return any(bool(np.any(np.abs(moment.sample.z[later] - kink) < _AT_CORNER))
               for later in range(layer, moment.network.depth + 1)
               for kink in moment.network.activation(later).kinks)


_PATIENCE = 150
"""Milliseconds without a move, while playing, before a check is worth its time."""
_LATER = 300
"""Milliseconds after the first showing, when the window has settled, for the formulas that are not needed yet."""


class EquationPanel(Card):
    """Shows the equation of the moment with the numbers of what the session follows.

    The right button copies it: as LaTeX with all summands, or all its numbers.

    Attributes
    ----------
    view
        The painted part.
    """

    def __init__(self, session: RunView, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._formulas = formulas
        self._words = EquationWords(self)
        self._shown: tuple[Moment, Selection] | None = None
        self._equation: Equation | None = None
        self._checks: dict[CheckRequest, Sentence] = {}
        self._checks_of: tuple[StepRecord, int] | None = None
        self.view = EquationView(theme, formulas, self._words)
        self._build(theme)
        self._check_timer = self._timer(self._check_now)
        self._prerender_timer = self._timer(self._prerender)
        session.moment_changed.connect(self._refresh)
        session.focus_changed.connect(self._refresh)
        session.navigator.activity_changed.connect(self._plan_check)
        session.run_changed.connect(self._prerender_soon)
        self._refresh()

    def check_text(self) -> str:
        """The outcome of the numerical check in plain words; empty while there is none."""
        check = self._known_check()
        return "" if check is None else self._in_words(check)

    def title_text(self) -> str:
        """Phase and title as they are shown."""
        return f"{self._name.text()} {self._what.text()}"

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget at the right end of the headline."""
        self._heading_row.addWidget(widget)

    def copy_as_latex(self) -> None:
        """Put the equation with all its summands on the clipboard."""
        if self._equation is not None:
            QGuiApplication.clipboard().setText(latex(self._equation))

    def copy_numbers(self) -> None:
        """Put all numbers, in full precision, on the clipboard."""
        if self._equation is not None:
            QGuiApplication.clipboard().setText(table(self._equation))

    def _build(self, theme: Theme) -> None:
        self._name = PlainLabel()
        self._name.setFont(theme.font(13, semibold=True))
        self._what = ElidedLabel("", theme, semibold=True)
        self._hint = _WholeOrNothing(self._words.hint, theme, tone="dim", alignment=Qt.AlignmentFlag.AlignRight)
        # the hint takes what the title leaves
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._heading = QWidget()
        self._heading.setMinimumHeight(theme.px(28))
        self._heading_row = row = QHBoxLayout(self._heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part, stretch in ((self._name, 0), (self._what, 0), (self._hint, 1)):
            row.addWidget(part, stretch)
        self.body.setSpacing(theme.px(4))
        self.body.addWidget(self._heading)
        self.body.addWidget(self.view, 1)

    def _timer(self, action: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        return timer

    def _refresh(self, _: object = None) -> None:
        moment, focus = self._session.moment, self._session.focus
        if self._shown is not None and self._shown[0] is moment and self._shown[1] == focus:
            return
        if self._shown is not None and not self.isVisible():
            return  # showing it will refresh it
        self._shown = moment, focus
        self._equation = equation(seen_from(moment, focus), focus)
        self._forget_old_checks(moment)
        self._show_title(self._equation)
        self.view.show_equation(self._equation, self._known_check())
        self.view.setAccessibleDescription(results(self._equation))
        self._plan_check()

    def _show_title(self, shown: Equation) -> None:
        palette = self._name.palette()
        palette.setColor(self._name.foregroundRole(), self._theme.phase_color(shown.phase))
        self._name.setPalette(palette)
        self._name.setText(self._words.phase(shown.phase))
        self._what.setText(self._in_words(shown.title))
        self.setAccessibleName(self.title_text())

    def _in_words(self, sentence: Sentence) -> str:
        values = {name: _text_of(value) for name, value in sentence.values.items()}
        return self._words.sentence(sentence.key).format(**values)

    # the check: at idle, and once for each derivative of a sample

    def _forget_old_checks(self, moment: Moment) -> None:
        known = self._checks_of
        if known is None or known[0] is not moment.record or known[1] != moment.address.sample:
            self._checks_of = moment.record, moment.address.sample
            self._checks.clear()

    def _known_check(self) -> Sentence | None:
        request = None if self._equation is None else self._equation.check
        return None if request is None else self._checks.get(request)

    def _plan_check(self) -> None:
        wanted = self._equation is not None and self._equation.check is not None and self._known_check() is None
        if wanted and self.isVisible() and not self._session.is_training:
            self._check_timer.start(_PATIENCE if self._session.is_playing else 0)
        else:
            self._check_timer.stop()

    def _check_now(self) -> None:
        if self._shown is None or self._equation is None or self._equation.check is None:
            return
        self._checks[self._equation.check] = checked(self._shown[0], self._equation.check)
        self.view.show_equation(self._equation, self._known_check())

    def _prerender_soon(self) -> None:
        self._prerender_timer.start(_LATER)

    def _prerender(self) -> None:
        self._formulas.prerender(all_formulas(self._session.network, self._session.experiment))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self._plan_check()
        self._prerender_soon()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._words.copy_latex, self.copy_as_latex)
        menu.addAction(self._words.copy_numbers, self.copy_numbers)
        menu.popup(event.globalPos())


class _WholeOrNothing(ElidedLabel):
    """A line that nobody misses where there is no room for it."""

    def shown_text(self) -> str:
        whole = self.text()
        return whole if super().shown_text() == whole else ""


def _text_of(value: Symbol | Number | int | str) -> str:
    if isinstance(value, str):
        return translate_name(value)
    if isinstance(value, int):
        return count(value)
    return value.text if isinstance(value, Number) else plain((value,))
