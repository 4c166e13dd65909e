"""The small picture "the same in the network": the neurons and edges that belong to the stop of the graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.equations.layer_terms import derivative
from gui.equations.notation import Items, Mark, Number, Operator, Symbol, Tone, neuron_symbol, row, weight_symbol
from gui.foundation.number_text import number, signed
from gui.foundation.theme import Theme, blend
from gui.insight.lettering import Lettering, Words, text_of
from simulator.graph.of_network import Lit
from simulator.moment import Moment
from simulator.network import ParameterPlace
from simulator.steps import Phase

# What the small picture of the network shows at a stop of its graph: a few neurons, what joins them, and numbers.

_EQUALS = Operator("=")
_SUM = Mark("Σ\N{THIN SPACE}")
_BACKWARD = (Phase.BP1, Phase.BP2, Phase.BP3, Phase.BP4)


class Shape(Enum):
    """How a dot looks."""

    NEURON = auto()
    GIVEN = auto()
    """An input or a bias: a square."""
    COST = auto()


@dataclass(frozen=True)
class Dot:
    """A neuron, an input, a bias or the cost.

    Attributes
    ----------
    label
        What stands in it.
    a
        Its activation, for the fill and the number below; None where it isn't known or has none.
    error
        Its δ, or the derivative that is found here; None where it isn't known.
    is_lit
        Whether it is brought out.
    """

    label: Items
    shape: Shape
    a: float | None = None
    error: float | None = None
    is_lit: bool = False


@dataclass(frozen=True)
class Line:
    """What joins dot `left` to dot `right`.

    Attributes
    ----------
    carried
        What goes along it, for its colour and its dashes: a signal or an error.
    """

    left: int
    right: int
    carried: float = 0.0
    is_lit: bool = False


@dataclass(frozen=True)
class Sketch:
    """The picture.

    Attributes
    ----------
    left, right
        Dots from top to bottom.
    left_out, right_out
        How many others there are on each side.
    statement
        The equation of the phase with the neurons in view, such as ∂C/∂b¹₁ = δ¹₁ = −0.143.
    """

    phase: Phase
    left: tuple[Dot, ...]
    right: tuple[Dot, ...]
    lines: tuple[Line, ...]
    statement: tuple[Items, ...] = field(default=())
    left_out: int = 0
    right_out: int = 0

    @property
    def is_backward(self) -> bool:
        """Whether errors travel."""
        return self.phase in _BACKWARD


def sketch_of(lit: Lit, moment: Moment, most: int) -> Sketch:
    """What is shown of the network at a stop that lights this up.

    Parameters
    ----------
    most
        So many dots have room below one another: of more, those that light up and some others are shown.
    """
    most = max(most, 2)
    if lit.phase in (Phase.COST, Phase.BP1):
        return _at_the_output(lit, moment, most)
    if lit.phase is Phase.BP2 and any(one.layer == lit.layer + 1 for one in lit.parameters):
        return _between_layers(lit, moment, most)
    return _into_a_neuron(lit, moment, most)


def _into_a_neuron(lit: Lit, moment: Moment, most: int) -> Sketch:
    """Everything that arrives at one neuron: its sources, its bias."""
    layer, neuron, sample = lit.layer, lit.neuron, moment.sample
    is_backward = lit.phase in _BACKWARD
    weights = moment.network.weights(moment.state.theta)[layer][neuron]
    bias = float(moment.network.biases(moment.state.theta)[layer][neuron])
    delta = float(sample.delta[layer][neuron])
    shown, left_out = _chosen(len(weights), {one.source for one in lit.parameters if one.source is not None},
                              most - 1)
    left, lines = [], []
    for place, source in enumerate(shown):
        a = float(sample.a[layer - 1][source])
        is_lit = ParameterPlace(layer, neuron, source) in lit.parameters
        left.append(Dot(_a(layer - 1, source), Shape.GIVEN if layer == 1 else Shape.NEURON, a,
                        is_lit=is_lit or (layer - 1, source) in lit.neurons))
        lines.append(Line(place, 0, a * delta if is_backward else a * float(weights[source]), is_lit))
    has_bias = ParameterPlace(layer, neuron, None) in lit.parameters
    left.append(Dot(row(neuron_symbol("b", layer, neuron)), Shape.GIVEN, bias,
                    delta if lit.phase is Phase.BP3 and has_bias else None, has_bias))
    lines.append(Line(len(left) - 1, 0, delta if is_backward else bias, has_bias))
    is_known = lit.phase is Phase.ACTIVATION or is_backward
    target = Dot(_a(layer, neuron), Shape.NEURON, float(sample.a[layer][neuron]) if is_known else None,
                 delta if is_backward else None, (layer, neuron) in lit.neurons)
    return Sketch(lit.phase, tuple(left), (target,), tuple(lines), _statement(lit, moment), left_out)


def _between_layers(lit: Lit, moment: Moment, most: int) -> Sketch:
    """A neuron and those behind it, whose errors come back to it."""
    layer, neuron, sample = lit.layer, lit.neuron, moment.sample
    weights = moment.network.weights(moment.state.theta)[layer + 1][:, neuron]
    lit_neurons = {one.neuron for one in lit.parameters}
    shown, right_out = _chosen(len(weights), lit_neurons, most)
    # the graph may not have come to the errors of the others yet
    right = tuple(Dot(_a(layer + 1, behind), Shape.NEURON, float(sample.a[layer + 1][behind]),
                      float(sample.delta[layer + 1][behind]) if behind in lit_neurons else None,
                      behind in lit_neurons) for behind in shown)
    lines = tuple(Line(0, place, float(weights[behind] * sample.delta[layer + 1][behind]), behind in lit_neurons)
                  for place, behind in enumerate(shown))
    delta = float(sample.delta[layer][neuron]) if lit.has_error else None
    own = Dot(_a(layer, neuron), Shape.NEURON, float(sample.a[layer][neuron]), delta, is_lit=True)
    return Sketch(lit.phase, (own,), right, lines, _statement(lit, moment), 0, right_out)


def _at_the_output(lit: Lit, moment: Moment, most: int) -> Sketch:
    """The outputs and the cost."""
    depth, sample = moment.network.depth, moment.sample
    is_backward = lit.phase is Phase.BP1
    neurons = {neuron for layer, neuron in lit.neurons if layer == depth}
    shown, left_out = _chosen(moment.network.sizes[-1], {lit.neuron}, most)
    left = tuple(Dot(_a(depth, neuron), Shape.NEURON, float(sample.a[depth][neuron]),
                     float(sample.delta[depth][neuron]) if lit.has_error and neuron in neurons else None,
                     neuron in neurons) for neuron in shown)
    lines = tuple(Line(place, 0, float(sample.delta[depth][neuron]) if is_backward else 0.0, neuron in neurons)
                  for place, neuron in enumerate(shown))
    cost = Dot(row(Symbol("C")), Shape.COST, sample.cost, is_lit=True)
    return Sketch(lit.phase, left, (cost,), lines, _statement(lit, moment), left_out)


def _a(layer: int, neuron: int) -> Items:
    return row(Symbol("x", lower=str(neuron + 1)) if layer == 0 else neuron_symbol("a", layer, neuron))


def _chosen(count: int, wanted: set[int], most: int) -> tuple[list[int], int]:
    """Which of so many neurons are shown, and how many are left out."""
    if count <= most:
        return list(range(count)), 0
    first = [*sorted(wanted), *(one for one in range(count) if one not in wanted)]
    return sorted(first[:most]), count - most


def _statement(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    """The equation in symbols, and what it comes to where that is known."""
    return {
        Phase.WEIGHTED_INPUT: _weighted_input, Phase.ACTIVATION: _activation, Phase.COST: _cost, Phase.BP1: _bp1,
        Phase.BP2: _bp2, Phase.BP3: _bp3, Phase.BP4: _bp4,
    }.get(lit.phase, _nothing)(lit, moment)


def _nothing(_lit: Lit, _moment: Moment) -> tuple[Items, ...]:
    return ()


def _weighted_input(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    z = neuron_symbol("z", lit.layer, lit.neuron)
    formula = (z, _EQUALS, _SUM, *row(Symbol("w"), "·", Symbol("a"), "+", Symbol("b")))
    if ParameterPlace(lit.layer, lit.neuron, None) not in lit.parameters:
        return (formula,)  # a part of the sum
    return formula, _equal_to(float(moment.sample.z[lit.layer][lit.neuron]), Tone.SIGNAL)


def _activation(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    a, z = neuron_symbol("a", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    value = float(moment.sample.a[lit.layer][lit.neuron])
    return row(a, "=", Symbol("σ"), "(", z, ")"), _equal_to(value, Tone.SIGNAL)


def _cost(_lit: Lit, moment: Moment) -> tuple[Items, ...]:
    return (row(Symbol("C"), "=", Number(moment.sample.cost)),)


def _bp1(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    delta, z = neuron_symbol("δ", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    if not moment.network.activation(lit.layer).elementwise:
        total = (*derivative(Symbol("C"), Symbol("a")), *row("·"), *derivative(Symbol("a"), z))
        return (delta, _EQUALS, _SUM, *total), _error(lit, moment)
    slope = (*row("·", Symbol("σ′"), "(", z, ")"),)
    return (delta, _EQUALS, *derivative(Symbol("C"), neuron_symbol("a", lit.layer, lit.neuron)), *slope), \
        _error(lit, moment)


def _bp2(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    delta, z = neuron_symbol("δ", lit.layer, lit.neuron), neuron_symbol("z", lit.layer, lit.neuron)
    if lit.layer == moment.network.depth:  # the output's error on its way through the sum of z
        return (row(delta), _error(lit, moment))
    total = row(Symbol("w"), "·", Symbol("δ"), "·", Symbol("σ′"), "(", z, ")")
    return (delta, _EQUALS, _SUM, *total), _error(lit, moment)


def _bp3(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    bias, delta = neuron_symbol("b", lit.layer, lit.neuron), neuron_symbol("δ", lit.layer, lit.neuron)
    return (*derivative(Symbol("C"), bias), _EQUALS, delta), _error(lit, moment)


def _bp4(lit: Lit, moment: Moment) -> tuple[Items, ...]:
    layer, neuron, source = lit.layer, lit.neuron, lit.source
    delta = neuron_symbol("δ", layer, neuron)
    if source is None:
        return ((*derivative(Symbol("C"), Symbol("w")), _EQUALS, *row(Symbol("a"), "·", delta)),)
    product = float(moment.sample.a[layer - 1][source] * moment.sample.delta[layer][neuron])
    factors = (*_a(layer - 1, source), *row("·", delta))
    return (*derivative(Symbol("C"), weight_symbol(layer, neuron, source)), _EQUALS, *factors), \
        _equal_to(product, Tone.ERROR)


def _error(lit: Lit, moment: Moment) -> Items:
    """= δ, where it is known."""
    return _equal_to(float(moment.sample.delta[lit.layer][lit.neuron]), Tone.ERROR) if lit.has_error else ()


def _equal_to(value: float, tone: Tone) -> Items:
    return _EQUALS, Number(value, tone)


_RADIUS, _ROW = 14.0, 32.0
_ALONE = 34.0
"""From the edge of the widget to the middle of a dot with its numbers above and below."""
_WIDEST = "−0.000"
_LINES = 3
"""So many lines of words always have their room, so that the picture stands still."""
_DIGITS = 3
_LIT, _THIN = 2.2, 1.0


class NetworkPicture(QWidget):
    """Shows a part of the network, or words where the graph is none of the network's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lettering = Lettering(theme)
        self._inside = Lettering(theme, 12)
        self._shown: tuple[Lit, Moment] | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lit(self, lit: Lit | None, moment: Moment, note: str = "") -> None:
        """Show what a stop lights up; None where the graph is not one of the network's.

        Parameters
        ----------
        note
            What has to be said beside, such as that the values are not those of the network; empty if nothing.
        """
        self._shown = None if lit is None else (lit, moment)
        self._note = note
        self.setAccessibleDescription(self.told())
        self.update()

    @property
    def sketch(self) -> Sketch | None:
        """What is drawn at the present size."""
        if self._shown is None:
            return None
        room = self.height() - _LINES * self._lettering.line_height - self._theme.px(6)
        return sketch_of(*self._shown, int(room / self._theme.px(_ROW)))

    def told(self) -> str:
        """The words below the picture."""
        return " ".join(text_of(words) for words in self._caption())

    def _caption(self) -> list[Words]:
        """The name of the equation and the equation, line by line, and what has to be said beside."""
        sketch, words = self.sketch, self._lettering.words
        if sketch is None:
            return [words(self.tr("Choose a neuron or a weight in the Network workspace, and its derivative as a "
                                  "graph: then the same is seen here in the network."))]
        lines = [words("{equation}", equation=items) for items in sketch.statement if items]
        if lines and sum(map(self._lettering.width, lines)) + self._lettering.space <= self.width():
            lines = [tuple(word for line in lines for word in line)]
        return [self._name(sketch.phase), *lines, *([words(self._note)] if self._note else [])]

    def _name(self, phase: Phase) -> Words:
        names = {
            Phase.INPUT: self.tr("Values of the sample"), Phase.WEIGHTED_INPUT: self.tr("Weighted input"),
            Phase.ACTIVATION: self.tr("Activation"), Phase.COST: self.tr("Cost"),
            Phase.BP1: self.tr("BP1: error of the output"), Phase.BP2: self.tr("BP2: error of a hidden layer"),
            Phase.BP3: self.tr("BP3: derivative of a bias"), Phase.BP4: self.tr("BP4: derivative of a weight"),
        }
        return self._lettering.strong_words(names[phase])

    # painting

    def _broken(self) -> list[Words]:
        return [line for words in self._caption() for line in self._lettering.lines(words, self.width())]

    def _places(self, dots: tuple[Dot, ...], height: float, *, at_right: bool) -> list[QPointF]:
        px = self._theme.px
        metrics = QFontMetricsF(self._theme.font(12, tabular=True))
        # room for the widest number that is written beside them at any time, so that the picture stands still
        texts = [text for dot in dots for text in (self._error_text(dot), self._value_text(dot))]
        beside = max(map(metrics.horizontalAdvance, [_WIDEST, *texts])) + px(_RADIUS) + px(6)
        away = min(px(_ALONE) if len(dots) == 1 else beside, 0.4 * self.width())
        step = min(height / len(dots), px(2 * _ROW))
        top = (height - step * len(dots)) / 2
        x = self.width() - away if at_right else away
        return [QPointF(x, top + (place + 0.5) * step) for place in range(len(dots))]

    def _paint_line(self, painter: QPainter, sketch: Sketch, line: Line, start: QPointF, end: QPointF) -> None:
        theme = self._theme
        if not line.is_lit:
            painter.setPen(QPen(blend(theme.card, theme.outline, 0.6), _THIN * theme.scale))
        else:
            pair = (theme.delta_positive, theme.delta_negative) if sketch.is_backward else \
                (theme.positive, theme.negative)
            color = pair[line.carried < 0] if line.carried else theme.text_dim
            pen = QPen(color, _LIT * theme.scale)
            if line.carried < 0:
                pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
        painter.drawLine(start, end)

    def _paint_dot(self, painter: QPainter, sketch: Sketch, dot: Dot, centre: QPointF) -> None:
        theme, radius = self._theme, self._theme.px(_RADIUS)
        a = 0.0 if dot.a is None or dot.shape is Shape.COST else dot.a
        fill = blend(theme.card, theme.neuron_fill(a, max(abs(a), 1.0)), 0.35)
        ring = theme.phase_color(sketch.phase) if dot.is_lit else theme.outline
        painter.setPen(QPen(ring, (_LIT if dot.is_lit else _THIN) * theme.scale))
        painter.setBrush(fill)
        if dot.shape is Shape.NEURON:
            painter.drawEllipse(centre, radius, radius)
        else:
            box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
            painter.drawRoundedRect(box, 0.3 * radius, 0.3 * radius)
        words = self._inside.words("{label}", label=dot.label)
        if self._inside.width(words) <= 2 * radius:
            self._inside.paint(painter, centre.x() - self._inside.width(words) / 2,
                               centre.y() + 0.36 * theme.px(12), words, theme.text)

    def _paint_numbers(self, painter: QPainter, sketch: Sketch, dots: tuple[Dot, ...], places: list[QPointF], *,
                       at_right: bool) -> None:
        """Of a single dot the value below and the error above, as on the stage; of several the newest one beside."""
        theme, radius = self._theme, self._theme.px(_RADIUS)
        painter.setFont(theme.font(12, tabular=True))
        metrics = QFontMetricsF(painter.font())
        for dot, centre in zip(dots, places, strict=True):
            error, a = self._error_text(dot) if sketch.is_backward else "", self._value_text(dot)
            if len(dots) == 1:
                above, below = centre.y() - radius - metrics.descent() - 2, centre.y() + radius + metrics.ascent() + 2
                self._write(painter, error, centre.x(), above, self._error_color(dot))
                self._write(painter, a, centre.x(), below, self._value_color(dot))
                continue
            text, color = (error, self._error_color(dot)) if error else (a, self._value_color(dot))
            away = radius + theme.px(5) + metrics.horizontalAdvance(text) / 2
            self._write(painter, text, centre.x() + (away if at_right else -away),
                        centre.y() + 0.36 * theme.px(12), color)

    def _error_text(self, dot: Dot) -> str:
        if dot.error is None:
            return ""
        return signed(dot.error, _DIGITS) if dot.shape is Shape.GIVEN else f"δ {signed(dot.error, _DIGITS)}"

    def _value_text(self, dot: Dot) -> str:
        return "" if dot.a is None else number(dot.a, _DIGITS)

    def _error_color(self, dot: Dot) -> QColor:
        theme = self._theme
        if not dot.error:
            return theme.text_dim
        return theme.delta_positive if dot.error > 0 else theme.delta_negative

    def _value_color(self, dot: Dot) -> QColor:
        theme = self._theme
        if dot.shape is Shape.COST:
            return theme.text
        if not dot.a:
            return theme.text_dim
        return theme.positive if dot.a > 0 else theme.negative

    def _write(self, painter: QPainter, text: str, middle: float, base: float, color: QColor) -> None:
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        x = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.setPen(color)
        painter.drawText(QPointF(x, base), text)

    def _paint_left_out(self, painter: QPainter, count: int, dots: list[QPointF]) -> None:
        """Below the last dot, that there are others."""
        if count:
            painter.setFont(self._theme.font(12))
            base = dots[-1].y() + self._theme.px(_RADIUS) + QFontMetricsF(painter.font()).ascent()
            self._write(painter, self.tr("and {count} more").format(count=count), dots[-1].x(), base,
                        self._theme.text_dim)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(230), self._theme.px(250))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(130))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, sketch, lettering = self._theme, self.sketch, self._lettering
        words, top = self._broken(), 0.0
        if sketch is not None:
            top = self.height() - max(len(words), _LINES) * lettering.line_height - theme.px(4)
            self._paint_sketch(painter, sketch, top)
        for line, text in enumerate(words):
            color = theme.text_dim if sketch is None or line else theme.readable(theme.phase_color(sketch.phase))
            lettering.paint(painter, 0.0, top + line * lettering.line_height + lettering.ascent, text, color)
        painter.end()

    def _paint_sketch(self, painter: QPainter, sketch: Sketch, height: float) -> None:
        left_out = self._lettering.line_height if sketch.left_out or sketch.right_out else 0
        left = self._places(sketch.left, height - left_out, at_right=False)
        right = self._places(sketch.right, height - left_out, at_right=True)
        for line in sorted(sketch.lines, key=lambda one: one.is_lit):
            self._paint_line(painter, sketch, line, left[line.left], right[line.right])
        for dots, places, at_right in ((sketch.left, left, False), (sketch.right, right, True)):
            for dot, place in zip(dots, places, strict=True):
                self._paint_dot(painter, sketch, dot, place)
            self._paint_numbers(painter, sketch, dots, places, at_right=at_right)
        self._paint_left_out(painter, sketch.left_out, left)
        self._paint_left_out(painter, sketch.right_out, right)
