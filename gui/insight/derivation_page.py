"""The page "Why": where BP1 to BP4 come from, line by line, and the two assumptions on the cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from gui.equations.notation import Tone, neuron_symbol, weight_symbol
from gui.equations.run_layout import Face, Typesetter
from gui.equations.words import EquationWords
from gui.foundation.formulas import Formulas
from gui.foundation.kept_layout import is_number
from gui.foundation.language import translate_name
from gui.foundation.number_text import count
from gui.foundation.theme import Theme, blend
from gui.insight.derivation_assumptions import AssumptionsView
from gui.insight.derivation_layout import NUMBER_PX, Block, DerivationLayout, DerivationText, statements
from gui.insight.lettering import Lettering, Value, Words, text_of
from gui.run.choice import PointedOut, Selection
from gui.run.jobs import Activity
from gui.run.session import Session
from gui.widgets.buttons import CheckBox, IconButton, PushButton, SegmentedControl
from gui.widgets.card import Card
from gui.widgets.keyboard import KeyboardFocus, shows_ring
from gui.widgets.plain_text import PlainLabel
from simulator.costs import is_matched
from simulator.derivations.lines import DERIVED, Line, LineKind, Subject, derivation, layers_of, lit_places
from simulator.derivations.numbers import subject_of
from simulator.moment import Moment, Occasion
from simulator.network import Network
from simulator.steps import Address, Phase

# The painted lines of a derivation: those that have come so far, the present one marked.

_BAR = 3
_LEAST_WIDTH = 200
_NUMBER_STRENGTH = 0.8


class DerivationView(QWidget):
    """Lines below one another; ↓ and ↑ ask for the next and the previous one, a click on a line for that line.

    Signals
    -------
    wanted(int)
        The number of the line that somebody asks for, from 0; it may be one too many or too few.
    placed
        The lines have got other places.
    """

    wanted = Signal(int)
    placed = Signal()

    def __init__(self, theme: Theme, formulas: Formulas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, {Qt.Key.Key_Up, Qt.Key.Key_Down})
        self._theme = theme
        self._formulas = formulas
        self._words = EquationWords(self)
        self._typesetter = Typesetter(theme, NUMBER_PX, lambda sentence: self._words.sentence(sentence.key),
                                      translate_name)
        self._lettering = Lettering(theme)
        self._layout = DerivationLayout(theme, formulas, self._typesetter, self._lettering)
        self._texts: tuple[DerivationText, ...] = ()
        self._blocks: list[Block] = []
        self._color = theme.text
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Lines of the derivation"))
        formulas.rendered.connect(self._on_rendered)

    @property
    def texts(self) -> tuple[DerivationText, ...]:
        """The lines that are shown."""
        return self._texts

    def words(self, template: str, values: dict[str, Value]) -> Words:
        """A sentence in the view's letters."""
        return self._lettering.words(template, **values)

    def show_lines(self, texts: Sequence[DerivationText], color: QColor) -> None:
        """Show these, of which the last one is marked with a colour."""
        self._texts, self._color = tuple(texts), color
        for text in texts:
            self._formulas.request(text.formula)
        self.setAccessibleDescription(text_of(texts[-1].reason) if texts else "")
        self._place()

    def line_rect(self, number: int) -> QRectF:
        """The room of a line."""
        return self._blocks[number].rect

    def _place(self) -> None:
        self._blocks = self._layout.blocks(self._texts, self.width())
        height = round(self._blocks[-1].rect.bottom()) if self._blocks else 0
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
        self.update()
        self.placed.emit()

    def _on_rendered(self, latex: str) -> None:
        if any(text.formula == latex for text in self._texts):
            self._place()

    # painting

    def _paint_block(self, painter: QPainter, block: Block, *, marked: bool) -> None:
        theme = self._theme
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunken)
            painter.drawRoundedRect(block.rect, theme.px(5), theme.px(5))
            painter.setBrush(self._color)
            inset = theme.px(5)
            painter.drawRoundedRect(QRectF(inset, block.rect.top() + inset, theme.px(_BAR),
                                           block.rect.height() - 2 * inset), theme.px(1.5), theme.px(1.5))
        formula = block.formula
        if formula is not None and self._formulas.is_ready(formula.latex):
            try:
                painter.drawPixmap(formula.corner, self._formulas.pixmap(
                    formula.latex, formula.size_px, theme.text, self.devicePixelRatioF()))
            except ValueError:  # then its text is better than nothing
                painter.setFont(self._typesetter.fonts[Face.MATH])
                painter.setPen(theme.text)
                painter.drawText(formula.corner, formula.latex)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.card if marked else theme.sunken)
        for frame in block.results:
            painter.drawRoundedRect(frame, theme.px(5), theme.px(5))
        for ink in block.inks:
            painter.setFont(self._typesetter.fonts[ink.face])
            painter.setPen(self._tone_color(ink.tone, ink.value))
            painter.drawText(round(ink.x), round(ink.y), ink.text)
        for x, baseline, words in block.sentences:
            self._lettering.paint(painter, x, baseline, words, theme.text if marked else theme.text_dim)

    def _tone_color(self, tone: Tone, value: float) -> QColor:
        theme = self._theme
        if tone is Tone.DIM:
            return theme.text_dim
        pair = {Tone.SIGNAL: (theme.positive, theme.negative),
                Tone.ERROR: (theme.delta_positive, theme.delta_negative)}.get(tone)
        if pair is None or value == 0:
            return theme.text
        return blend(theme.text, pair[value < 0], _NUMBER_STRENGTH)

    # Qt

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), 0)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.wanted.emit(len(self._texts) - 1 + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        for number, block in enumerate(self._blocks):
            if block.rect.contains(event.position()):
                self.wanted.emit(number)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, block in enumerate(self._blocks):
            if block.rect.intersects(QRectF(event.rect())):
                self._paint_block(painter, block, marked=number == len(self._blocks) - 1)
        if shows_ring(self) and self._blocks:
            # around the present line: the whole list may be longer than what is seen of it
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._theme.px(5)
            painter.drawRoundedRect(self._blocks[-1].rect.adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


# Why a line of a derivation follows from the one before: one sentence each.

translate = QCoreApplication.translate


def reason(line: Line, network: Network) -> str:
    """The sentence, with symbols as placeholders: see `symbols`."""
    if line.phase is Phase.BP1:
        return _bp1(line.kind, network)
    return {Phase.BP2: _bp2, Phase.BP3: _bp3, Phase.BP4: _bp4}[line.phase](line.kind)


def symbols(moment: Moment, line: Line, subject: Subject) -> dict[str, Value]:
    """What the placeholders of a sentence stand for."""
    layer, j = subject.layer, subject.neuron
    return {
        "z": (neuron_symbol("z", layer, j),), "a": (neuron_symbol("a", layer, j),),
        "delta": (neuron_symbol("δ", layer, j),), "b": (neuron_symbol("b", layer, j),),
        "w": (weight_symbol(layer, j, subject.source),), "source": (neuron_symbol("a", layer - 1, subject.source),),
        "next": (neuron_symbol("z", layer + 1, subject.following),),
        "next_w": (weight_symbol(layer + 1, subject.following, j),),
        "cost": translate_name(moment.network.cost.label),
        "rows": count(moment.network.sizes[layer]), "columns": count(moment.network.sizes[layer - 1]),
    }


def only_short() -> str:
    """What stands in the place of numbers that are 0 times infinity."""
    return translate("Why", "This output is rounded to 0 or 1: the factors would be 0 times infinity. "
                                   "Only a − y is exact here.")


def _bp1(kind: LineKind, network: Network) -> str:
    cost, output = network.cost, network.activations[-1]
    if kind is LineKind.SHORT:
        return _short(network)
    if kind is LineKind.MATRIX:
        if cost.reads_z:
            return translate("Why", "All outputs at once.")
        return translate("Why", "All outputs at once; ⊙ multiplies neuron by neuron (Hadamard product).") \
            if output.elementwise else \
            translate("Why", "All outputs at once: instead of the Hadamard product, the whole matrix J of "
                                    "derivatives, transposed.")
    if kind is LineKind.CHAIN and network.sizes[-1] == 1:
        return translate("Why", "Chain rule: a sum over every output on which the cost depends. This network "
                                "has only one, so there is one summand.")
    return {
        LineKind.DEFINITION: translate("Why", "A definition: the error of a neuron is how fast the cost "
                                                     "changes with its weighted input {z}."),
        LineKind.CHAIN: translate("Why", "Chain rule: the cost is a function of all outputs, so the sum runs "
                                                "over every output k."),
        LineKind.CHAIN_OF_OUTPUT: translate("Why", "Chain rule, a sum over every output k. With softmax {z} "
                                                          "is in every output and no ∂a/∂z is 0: the sum does not "
                                                          "collapse. This is BP1 for softmax."),
        LineKind.CHAIN_FROM_Z: translate("Why", "This cost is read from z, not from a alone: it violates "
                                                       "assumption 2. Away from its jump, a is constant; only the "
                                                       "summand k=j contains {z}, all others are 0."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: {z} reaches the cost only through {a}. For "
                                                   "every other k the derivative is 0."),
        LineKind.SLOPE: translate("Why", "{a} = σ({z}), so its derivative is the slope σ′({z}). This is BP1."),
        LineKind.COST_SLOPE: translate("Why", "The first factor belongs to the cost. That of this network: {cost}."),
        LineKind.MIXING: translate("Why", "The derivative of softmax put in; [k=j] is 1 for k=j and 0 "
                                                 "otherwise."),
        LineKind.COST_IN_SUM: translate("Why", "Cross-entropy has ∂C/∂a = −y/a: the a cancels in every "
                                                      "summand."),
    }[kind]


def _short(network: Network) -> str:
    cost, output = network.cost, network.activations[-1]
    if cost.reads_z:
        return translate("Why", "One summand is left. This takes the place of BP1: there is no ∂C/∂a and no "
                                       "σ′ in it.")
    if is_matched(cost, output) and not output.elementwise:
        return translate("Why", "Multiplied out: the targets add up to 1, so the error is output minus target.")
    return translate("Why", "Cost and activation fit each other: a factor of ∂C/∂a and σ′ cancel, and a − y is left.")


def _bp2(kind: LineKind) -> str:
    return {
        LineKind.DEFINITION: translate("Why", "The error of a hidden neuron is defined in the same way."),
        LineKind.CHAIN: translate("Why", "Chain rule: {z} reaches the cost through every neuron k of the next "
                                                "layer. This sum does not collapse."),
        LineKind.NAMED: translate("Why", "The first factor is the error of the next layer, which is known "
                                                "already: that is why we go backward."),
        LineKind.FORWARD: translate("Why", "For the second factor, look at how {next} was computed: {z} is in "
                                                  "one summand only, that with i=j."),
        LineKind.INNER: translate("Why", "All other summands are constant, their derivative is 0. What is left "
                                                "is {next_w} times the slope σ′({z})."),
        LineKind.SUBSTITUTED: translate("Why", "Put in: each error comes back along the weight on which the "
                                                      "signal went forward."),
        LineKind.FACTORED: translate("Why", "σ′({z}) does not depend on k and goes in front of the sum. This "
                                                   "is BP2."),
        LineKind.MATRIX: translate("Why", "The whole layer at once: the sum over k runs down a column of W, "
                                                 "which is a row of its transpose; ⊙ multiplies neuron by neuron."),
    }[kind]


def _bp3(kind: LineKind) -> str:
    return {
        LineKind.CHAIN: translate("Why", "Chain rule: a sum over the weighted inputs of all neurons i of the "
                                                "layer."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: only {z} contains {b}. Its first factor is, by "
                                                   "definition, the error {delta}."),
        LineKind.FORWARD: translate("Why", "How {z} was computed: {b} is simply added."),
        LineKind.INNER: translate("Why", "An addition passes every change on as it is: the derivative is 1."),
        LineKind.RESULT: translate("Why", "The derivative by the bias is the error itself. This is BP3."),
        LineKind.MATRIX: translate("Why", "All biases of the layer at once."),
    }[kind]


def _bp4(kind: LineKind) -> str:
    return {
        LineKind.CHAIN: translate("Why", "Chain rule: a sum over the weighted inputs of all neurons i of the "
                                                "layer."),
        LineKind.COLLAPSE: translate("Why", "The sum collapses: only {z} contains {w}. Its first factor is, by "
                                                   "definition, the error {delta}."),
        LineKind.FORWARD: translate("Why", "How {z} was computed: {w} is in one summand only, that with "
                                                  "i=k."),
        LineKind.INNER: translate("Why", "There it is multiplied by {source}; everything else is constant."),
        LineKind.RESULT: translate("Why", "Activation coming in times error going out. This is BP4."),
        LineKind.MATRIX: translate("Why", "All weights of the layer at once: every error times every "
                                                 "activation, a matrix of {rows} rows and {columns} columns."),
    }[kind]


_NARROW = 600
"""A page that is narrower than this at scale 1 has no written button for the line before."""
_TOPICS = (*DERIVED, Phase.COST)
_MOST_LINES = 100
_MOST_PLACES = 200
"""More neurons and weights than these say nothing when they light up."""


class DerivationPage(Card):
    """Derives an equation for the neuron or weight that is followed; what a line speaks of lights up on the stage.

    The equation is that of the step in view, until a person chooses another one.

    Attributes
    ----------
    topics
        BP1 to BP4, and the assumptions on the cost.
    follows
        Whether the equation is that of the step in view.
    previous, next
        One line less and one more.
    view, assumptions
        The lines, and what is shown in their place for the assumptions.
    """

    def __init__(self, session: Session, theme: Theme, formulas: Formulas,
                 parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self._session = session
        self._formulas = formulas
        self.topics = SegmentedControl(["BP1", "BP2", "BP3", "BP4", self.tr("Assumptions")], theme,
                                       name=self.tr("What is explained"))
        self.follows = CheckBox(self.tr("Follow"), theme, checked=True)
        self.previous = IconButton("chevron-left", self.tr("Previous line (↑)"), theme)
        self.next = PushButton(self.tr("Next line"), theme)
        self.place = PlainLabel()
        self.view = DerivationView(theme, formulas)
        self.assumptions = AssumptionsView(theme, formulas)
        self._area = QScrollArea()
        self._stack = QStackedWidget()
        self._come: dict[Phase, int] = {}
        self._topic = Phase.BP1
        self._lay_out()
        self._connect()
        self._show_topic(session.moment)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.follows.setToolTip(self.tr("Show what belongs to the step in view; choosing something else ends that."))
        self.next.setToolTip(self.tr("Next line (↓)"))
        self.place.setFont(self._theme.font(12, tabular=True))
        self.place.setProperty("tone", "dim")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.topics)
        row.addWidget(self.follows)
        row.addStretch(1)
        for part in (self.place, self.previous, self.next):
            row.addWidget(part)
        self._area.setWidget(self.view)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.assumptions)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self._session
        self.topics.changed.connect(self._on_chosen)
        self.follows.clicked.connect(self._on_follows)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.view.wanted.connect(self.show_line)
        self.view.placed.connect(self._scroll_soon)
        self.assumptions.sample_clicked.connect(self._go_to)
        session.moment_changed.connect(self._show)
        for signal in (session.selection_changed, session.focus_changed):
            signal.connect(self._show_again)

    # what is shown

    def view_state(self) -> dict[str, Any]:
        """Which equation is derived and how far, see `gui.insight.lower_panel.Chosen`."""
        state: dict[str, Any] = {} if self.follows.isChecked() else {"follows": False}
        if self._topic is not Phase.BP1:
            state["topic"] = self._topic.name
        come = {phase.name: lines for phase, lines in self._come.items() if lines}
        return {**state, "come": come} if come else state

    def show_view_state(self, state: dict[str, Any]) -> None:
        """Derive what was derived, as far as it was."""
        topics = {topic.name: topic for topic in _TOPICS}
        come = state.get("come")
        self._topic = topics.get(str(state.get("topic")), Phase.BP1)
        self._come = {topics[name]: int(lines) for name, lines in (come.items() if isinstance(come, dict) else ())
                      if name in topics and isinstance(lines, int) and is_number(lines, 0, _MOST_LINES)}
        self.follows.setChecked(state.get("follows") is not False)
        self._show(self._session.moment)

    @property
    def topic(self) -> Phase:
        """The equation that is derived; `Phase.COST` for the assumptions."""
        return self._topic

    @property
    def line(self) -> int:
        """Number of the present line, from 0."""
        return min(self._come.get(self._topic, 0), max(len(self.lines()) - 1, 0))

    def lines(self) -> tuple[Line, ...]:
        """All lines of the derivation in view, also those that are still to come."""
        return derivation(self._session.network, self._topic) if self._topic in DERIVED else ()

    def subject(self) -> Subject | None:
        """For which neuron and weight it is carried out; None where the equation isn't needed."""
        return subject_in(self._session, self._topic) if self._topic in DERIVED else None

    def show_topic(self, topic: Phase) -> None:
        """Derive another equation, or show the assumptions, until `follows` is ticked again."""
        self.follows.setChecked(False)
        self._topic = topic
        self._show(self._session.moment)

    def show_line(self, number: int) -> None:
        """Let the lines up to this one stand there; a number beyond the first or last line is that line."""
        self._come[self._topic] = min(max(number, 0), max(len(self.lines()) - 1, 0))
        self._show(self._session.moment)

    def _go_on(self) -> None:
        self.show_line(self.line + 1)

    def _go_back(self) -> None:
        self.show_line(self.line - 1)

    def _on_next(self) -> None:
        self._let_keys_go_on(self.next)
        self._go_on()

    def _on_previous(self) -> None:
        self._let_keys_go_on(self.previous)
        self._go_back()

    def _let_keys_go_on(self, button: QWidget) -> None:
        """Behind a click with the mouse, ↑ and ↓ go on; a button that was pressed by a key stays in focus."""
        if not button.hasFocus():
            self.view.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_chosen(self, index: int) -> None:
        self.show_topic(_TOPICS[index])

    def _on_follows(self) -> None:
        self._show(self._session.moment)

    def _show_again(self, _: object = None) -> None:
        self._show(self._session.moment)

    def _show(self, moment: Moment) -> None:
        if not self.isVisible():
            return
        self._show_topic(moment)
        if self._topic is Phase.COST:
            self.assumptions.show_moment(moment)
        else:
            self._show_derivation(moment)
        self._light_up()

    def _show_topic(self, moment: Moment) -> None:
        """The equation of the step, the choice, and the headline."""
        has_hidden = moment.network.depth > 1
        if self.follows.isChecked() and moment.phase in _TOPICS:
            self._topic = moment.phase
        if self._topic is Phase.BP2 and not has_hidden:
            self._topic = Phase.BP1
        self.topics.set_index(_TOPICS.index(self._topic))
        self.topics.set_option_enabled(1, has_hidden, "" if has_hidden else self.tr(
            "Without a hidden layer there is nothing to take the error back to."))
        for part in (self.place, self.previous, self.next):
            part.setVisible(self._topic is not Phase.COST)
        self._stack.setCurrentIndex(int(self._topic is Phase.COST))
        if self._topic is Phase.COST:
            self.set_mark("")
            self.set_title(self.tr("What backpropagation assumes"))
            self.set_note("")
        else:
            self.set_mark(self._topic.name, self._theme.phase_color(self._topic))
            self.set_title(self.tr("Where it comes from"))

    def _show_derivation(self, moment: Moment) -> None:
        subject, lines = self.subject(), self.lines()
        if subject is None:
            return
        last = min(self.line, len(lines) - 1)
        self._come[self._topic] = last
        texts = [self._text(moment, line, subject) for line in lines[:last + 1]]
        for line in lines[last + 1:]:
            self._formulas.request(line.formula)  # so that it is there when it is asked for
        self.view.show_lines(texts, self._theme.phase_color(self._topic))
        self.previous.setEnabled(last > 0)
        self.next.setEnabled(last < len(lines) - 1)
        self._say_where()

    def _say_where(self) -> None:
        """Which neuron it is about, in the header or, where it has no room there, before the number of the line."""
        subject, lines = self.subject(), self.lines()
        if subject is None:
            return
        place = self.tr("{number} of {count}").format(number=self.line + 1, count=len(lines))
        neuron = self.tr("layer {layer}, neuron {neuron}").format(layer=subject.layer, neuron=subject.neuron + 1)
        self.set_note(neuron)
        fits = self._note.shown_text() == neuron
        self.set_note(neuron if fits else "")
        self.place.setText(place if fits else f"{neuron} · {place}")

    def _text(self, moment: Moment, line: Line, subject: Subject) -> DerivationText:
        view = self.view
        numbers = statements(moment, line, subject) if moment.has_answer else ()
        words = view.words(reason(line, moment.network), symbols(moment, line, subject))
        remark = view.words(only_short(), {}) if numbers is None else ()
        return DerivationText(line.formula, numbers or (), words, remark)

    def _light_up(self) -> None:
        """What the present line speaks of."""
        sizes, subject = self._session.network.sizes, self.subject()
        if subject is None:
            depth = len(sizes) - 1
            places = [Selection(depth, neuron) for neuron in range(sizes[depth])]
        else:
            places = [Selection(one.layer, one.neuron, one.source)
                      for one in lit_places(self.lines()[self.line], subject, sizes)]
        if len(places) > _MOST_PLACES:
            places = [one for one in places if one.layer and one.source is None][:_MOST_PLACES]
        self._session.point_out(PointedOut(frozenset(places), self._topic))

    # where it is seen

    def _scroll_soon(self) -> None:
        # the area learns of the new height only when its layout is made
        QTimer.singleShot(0, self.view, self._scroll)

    def _scroll(self) -> None:
        """The present line is seen; as much of those before it as there is room for."""
        if self.view.texts:
            rect = self.view.line_rect(len(self.view.texts) - 1)
            bar = self._area.verticalScrollBar()
            top, bottom, height = round(rect.top()), round(rect.bottom()), self._area.viewport().height()
            bar.setValue(min(max(bar.value(), bottom - height), top))

    def _go_to(self, sample: int) -> None:
        """The same instant of another sample; behind the samples its pass complete."""
        moment = self._session.moment
        if moment.occasion is not Occasion.TRAINING or self._session.navigator.activity is not Activity.IDLE:
            return
        here, step = moment.address, moment.address.step
        if here.station < len(moment.route.sample_stations):
            self._session.navigator.go_to(Address(step, sample, here.station, here.neuron))
        else:
            self._session.navigator.go_to(moment.route.end_of_sample(step, sample))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        self.follows.setText(self.tr("Follow") if narrow else self.tr("Follow the step"))
        self.topics.set_options(["BP1", "BP2", "BP3", "BP4", self.tr("Cost") if narrow else self.tr("Assumptions")])
        if self.isVisible():
            self._say_where()
        self._scroll_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._session.moment)

    def hideEvent(self, event: QHideEvent) -> None:
        self._session.point_out(None)
        super().hideEvent(event)


def subject_in(session: Session, phase: Phase) -> Subject | None:
    """What an equation is derived for: what the numbers follow or what was chosen, if the equation holds there.

    Otherwise it is the neuron that stands out in the last layer in which it holds. None if it holds in no layer.
    """
    moment = session.moment
    layers = layers_of(moment.network, phase)
    if not layers:
        return None
    found = next((one for one in (session.focus, session.selection)
                  if one is not None and one.layer in layers and one.exists_in(moment.network.sizes)), None)
    if found is None:
        found = Selection(layers[-1], _standing_out(moment, layers[-1], moment.network))
    return subject_of(moment, phase, found.layer, found.neuron, found.source)


def _standing_out(moment: Moment, layer: int, network: Network) -> int:
    """The output of the right answer; in a hidden layer the most active neuron."""
    return moment.outstanding_output if layer == network.depth else int(abs(moment.sample.a[layer]).argmax())


def make_page(session: Session, theme: Theme, formulas: Formulas) -> DerivationPage:
    """The page, see `lectures.pages`."""
    return DerivationPage(session, theme, formulas)
