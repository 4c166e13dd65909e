"""The page "Why": where BP1 to BP4 come from, line by line, and the two assumptions on the cost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from gui.choice import PointedOut, Selection
from gui.formulas import Formulas
from gui.insight.derivation_assumptions import AssumptionsView
from gui.insight.derivation_layout import DerivationText
from gui.insight.derivation_numbers import statements
from gui.insight.derivation_view import DerivationView
from gui.insight.derivation_words import only_short, reason, symbols
from gui.kept_layout import is_number
from gui.labour import Activity
from gui.session import Session
from gui.theme import Theme
from gui.widgets.card import Card
from gui.widgets.check_box import CheckBox
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton
from gui.widgets.segmented_control import SegmentedControl
from simulator.derivations.lines import DERIVED, Line, Subject, derivation, layers_of, lit_places
from simulator.derivations.numbers import subject_of
from simulator.moment import Moment, Occasion
from simulator.network import Network
from simulator.steps import Address, Phase

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
        if moment.occasion is not Occasion.TRAINING or self._session.activity is not Activity.IDLE:
            return
        here, step = moment.address, moment.address.step
        if here.station < len(moment.route.sample_stations):
            self._session.go_to(Address(step, sample, here.station, here.neuron))
        else:
            self._session.go_to(moment.route.end_of_sample(step, sample))

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
