"""What happened, racer by racer: a sentence each, and what can be done about a way that ended badly."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.equations.notation import digits_that_show
from gui.figures.loss.words import threshold_text
from gui.figures.marks import class_shape
from gui.foundation.number_text import MINUS, NARROW_SPACE, count, field_text, number
from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton
from gui.widgets.keyboard import PRESSING_KEYS, KeyboardFocus, shows_ring
from gui.workspaces.descent.racer_looks import RacerLook
from simulator.descent.outcome import Outcome, OutcomeKind

# What has become of a racer, in sentences; the words that matter stand between <b> and </b>.

_DIGITS = 3
_FARTHEST = 1e4
_CAREFUL = 0.5
"""Which share of the largest stable learning rate is offered: gradient descent is fastest at 1/λ_max."""
_MUCH_SMALLER = 0.1
_NEARLY_NOTHING = 1e-14
"""A best cost below this share of the present one comes from rounding."""
_TAG = re.compile(r"</?\w+>")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_JOINED = "\N{WORD JOINER}"
_EQUALS = f"{_NO_BREAK}={_NO_BREAK}"


class OutcomeWords(QObject):
    """Whole sentences with placeholders in braces. They are translated when the object is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = self._resting() | self._moving() | self._ended()
        self._outside = self.tr("It is out of the window.")
        self._at_start = self.tr("{name} stands at its start: C = {cost}, ‖∇C‖ = {slope}.")
        self._floor = self.tr(
            "{name} has converged to the <b>lowest cost known</b>, C = {cost}: a floor without a single lowest "
            "point.")
        self._noisy = self.tr(
            "{name} has been <b>hovering</b> around the minimum at {place} {since}: the noise of its mini-batches "
            "keeps it from settling. A smaller η or larger batches bring it closer.")
        self._too_large = self.tr(
            "For the curvature there the largest stable learning rate is {bound}/λ_max = {stable}; η = {rate} was "
            "chosen.")
        self._scaled = self.tr(
            "It scales its steps by the gradients met so far, so there is no fixed bound; a smaller η than {rate} "
            "makes them smaller.")
        self._calmer = self.tr(
            "The largest stable learning rate is {bound}/λ_max = {stable} here, η = {rate} was chosen; a smaller one "
            "or momentum calms it.")
        self._since, self._from_start = self.tr("since step {step}"), self.tr("from the start on")

    def rich(self, outcome: Outcome, name: str) -> str:
        """What has become of the racer of this name, as rich text."""
        values = {key: html.escape(value) for key, value in self._values(outcome, name).items()}
        sentences = [self._main(outcome).format(**values), self._rate(outcome).format(**values)]
        if outcome.is_outside and outcome.kind not in _TELL_OF_IT:
            sentences.append(self._outside)
        # an equation is not broken where it can be helped
        text = " ".join(filter(None, sentences)).replace(" = ", _EQUALS)
        return text.replace("/λ_max", f"/{_JOINED}λ<sub>max</sub>")

    def plain(self, outcome: Outcome, name: str) -> str:
        """The same as plain text."""
        text = self.rich(outcome, name).replace("<sub>", "_").replace(_NO_BREAK, " ").replace(_JOINED, "")
        return html.unescape(_TAG.sub("", text))

    def offer_to_slow_down(self, rate: float) -> str:
        """What a button says that takes another learning rate."""
        return self.tr("Take η = {rate}").format(rate=field_text(rate))

    def offer_to_go_back(self, step: int) -> str:
        """What a button says that goes back to a step."""
        return self.tr("Back to step {step}").format(step=count(step)) if step else self.tr("Back to the start")

    def _main(self, outcome: Outcome) -> str:
        if outcome.kind is OutcomeKind.DESCENDING and outcome.step == 0:
            return self._at_start
        if outcome.kind is OutcomeKind.GLOBAL_MINIMUM and outcome.point is None:
            return self._floor
        if outcome.kind is OutcomeKind.HOVERING and outcome.is_noisy:
            return self._noisy
        return self._sentences[outcome.kind]

    def _rate(self, outcome: Outcome) -> str:
        """The chosen learning rate beside the largest stable one, where steps are too large."""
        kind, stable, runs_away = outcome.kind, outcome.stable_rate, outcome.kind in _RUN_AWAY
        if stable is None and runs_away and outcome.curvature > 0.0:
            return self._scaled
        if stable is None or not math.isfinite(stable):
            return ""
        if runs_away and stable < outcome.learning_rate:
            return self._too_large
        return self._calmer if kind is OutcomeKind.OSCILLATING else ""

    def _values(self, outcome: Outcome, name: str) -> dict[str, str]:
        stable = outcome.stable_rate
        digits = digits_that_show(outcome.cost, outcome.best_cost) if outcome.kind in _COMPARED else _DIGITS
        at = outcome if outcome.point is None else outcome.point
        since = self._since.format(step=count(outcome.since)) if outcome.since else self._from_start
        return {
            "name": name, "cost": number(outcome.cost, digits), "best": self._best(outcome, digits),
            "slope": number(outcome.slope, 2), "place": place_text(at.a, at.b), "step": count(outcome.step),
            "since": since, "rate": field_text(outcome.learning_rate),
            "threshold": "" if outcome.threshold is None else threshold_text(outcome.threshold),
            "stable": "" if stable is None else number(stable, _DIGITS),
            "bound": "" if stable is None else _short(stable * outcome.curvature),
        }

    def _best(self, outcome: Outcome, digits: int) -> str:
        """The best cost known; beside the present one, what rounding makes of 0 is 0."""
        is_nothing = 0.0 < abs(outcome.best_cost) < _NEARLY_NOTHING * abs(outcome.cost)
        return f"≈{NARROW_SPACE}0" if is_nothing else number(outcome.best_cost, digits)

    def _resting(self) -> dict[OutcomeKind, str]:
        return {
            OutcomeKind.GLOBAL_MINIMUM: self.tr(
                "{name} has converged to the <b>global minimum</b> at {place}: C = {cost}."),
            OutcomeKind.LOCAL_MINIMUM: self.tr(
                "{name} stopped in the <b>local minimum</b> at {place}: C = {cost}, while {best} is the best known."),
            OutcomeKind.SADDLE: self.tr(
                "{name} has been stuck in the <b>saddle point</b> at {place} {since}: it has no slope, though C "
                "falls to both sides. A small push would set it free."),
            OutcomeKind.MAXIMUM: self.tr(
                "{name} has been standing on the <b>maximum</b> at {place} {since}: it has no slope, and so no way "
                "down is seen. A small push would set it free."),
            OutcomeKind.PLATEAU: self.tr(
                "{name} has been on a <b>plateau</b> {since}: ‖∇C‖ = {slope} is below {threshold}, though C = {cost} "
                "is not minimal; {best} is the best known."),
            OutcomeKind.NO_GRADIENT: self.tr(
                "{name} stands on an <b>edge</b> at {place}: C = {cost} has no slope there, and so no direction to "
                "take."),
        }

    def _moving(self) -> dict[OutcomeKind, str]:
        return {
            OutcomeKind.DESCENDING: self.tr(
                "{name} is <b>still descending</b>: C = {cost}, ‖∇C‖ = {slope} at step {step}."),
            OutcomeKind.OSCILLATING: self.tr(
                "{name} has been <b>oscillating across a ravine</b> {since}: C = {cost}, from side to side instead "
                "of along it."),
            OutcomeKind.HOVERING: self.tr(
                "{name} has been <b>hovering</b> around the minimum at {place} {since}: its steps are too large to "
                "settle. A smaller η brings it closer."),
            OutcomeKind.DIVERGING: self.tr("{name} is <b>diverging</b>: C has been growing {since}."),
            OutcomeKind.OUTSIDE_WINDOW: self.tr(
                "{name} has been <b>out of the window</b> {since}: C = {cost} at {place}."),
        }

    def _ended(self) -> dict[OutcomeKind, str]:
        return {
            OutcomeKind.DIVERGED: self.tr(
                "{name} has <b>diverged</b>: C has grown {since}, and the way ends at step {step}."),
            OutcomeKind.UNBOUNDED: self.tr(
                "{name} ran downhill <b>without end</b>: in this direction C has no lowest value. It stopped at step "
                "{step}."),
            OutcomeKind.TOO_LARGE: self.tr(
                "{name} <b>can't move</b> from {place}: C or its slope is beyond 10¹⁵⁰ there. Divide C by a large "
                "number."),
            OutcomeKind.LEFT_DOMAIN: self.tr(
                "{name} <b>left the domain</b> at {place} in step {step} and stopped: C is not defined there."),
        }


_RUN_AWAY = frozenset({OutcomeKind.DIVERGING, OutcomeKind.DIVERGED})
_TELL_OF_IT = frozenset({OutcomeKind.OUTSIDE_WINDOW, OutcomeKind.DIVERGED, OutcomeKind.UNBOUNDED,
                         OutcomeKind.TOO_LARGE, OutcomeKind.LEFT_DOMAIN, OutcomeKind.NO_GRADIENT})
"""Where the window needs no further word."""
_COMPARED = frozenset({OutcomeKind.LOCAL_MINIMUM, OutcomeKind.PLATEAU})


def slower_rate(outcome: Outcome) -> float | None:
    """A learning rate to offer to a racer that runs away, with two digits; None for all others."""
    if outcome.kind not in _RUN_AWAY:
        return None
    stable = outcome.stable_rate
    # one that is stable by the curvature where it ran away has another reason, and only less is known to help
    helps = stable is not None and 0.0 < stable < outcome.learning_rate
    wanted = _CAREFUL * stable if helps and stable is not None else _MUCH_SMALLER * outcome.learning_rate
    rate = float(f"{wanted:.1e}")
    return rate if rate > 0.0 else None


def step_to_go_back_to(outcome: Outcome) -> int | None:
    """Where it is worth while to go back to: the last place from which all was well; None where there is none."""
    if outcome.kind in _RUN_AWAY:
        back = outcome.since
    elif outcome.kind is OutcomeKind.LEFT_DOMAIN:
        back = outcome.step - 1
    elif outcome.kind is OutcomeKind.UNBOUNDED:
        back = 0
    else:
        return None
    return back if 0 <= back < outcome.step else None


def place_text(a: float, b: float) -> str:
    """A place of the plane, such as (−1.31, 1.12)."""
    return f"({_coordinate(a)},{_NO_BREAK}{_coordinate(b)})"


def _coordinate(x: float) -> str:
    """With two decimals, and fewer where it is large."""
    if not abs(x) < _FARTHEST:
        return number(x, _DIGITS)
    decimals = max(0, 2 - math.floor(math.log10(max(abs(x), 1.0))))
    return f"{round(x, decimals) + 0.0:.{decimals}f}".replace("-", MINUS)


def _short(value: float) -> str:
    """The bound of η·λ: a number of few digits, 2 or 3.8."""
    return next((text for text in (f"{value:.{digits}g}" for digits in (1, 2, 3)) if math.isclose(
        float(text), value, rel_tol=1e-9)), f"{value:.3g}")


_TEXT = 13
_STRONG = '<span style="font-weight:600">'


class OutcomeList(QWidget):
    """One entry for each racer.

    Signals
    -------
    slow_down(int, float)
        The racer of this number shall take this learning rate.
    go_back(int, int)
        To where the racer of this number had made so many steps.
    chosen(int)
        The steps of the racer of this number shall be looked at.
    """

    slow_down = Signal(int, float)
    go_back = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = OutcomeWords(self)
        self._entries: list[OutcomeEntry] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_outcomes(self, outcomes: Sequence[Outcome], looks: Sequence[RacerLook], chosen: int = 0) -> None:
        """Say what has become of the racers, in their order; each has its look, and one of several is looked at."""
        while len(self._entries) < len(outcomes):
            entry = OutcomeEntry(len(self._entries), self._theme, self._words)
            entry.slow_down.connect(self.slow_down)
            entry.go_back.connect(self.go_back)
            entry.chosen.connect(self.chosen)
            self._column.addWidget(entry)
            self._entries.append(entry)
        for entry, outcome, look in zip(self._entries, outcomes, looks, strict=False):
            entry.show_outcome(outcome, look)
            entry.show_chosen(is_one_of=len(outcomes) > 1, is_chosen=entry.number == chosen)
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(outcomes))

    def entries(self) -> tuple[OutcomeEntry, ...]:
        """Those that are shown."""
        return tuple(entry for entry in self._entries if not entry.isHidden())


class OutcomeEntry(QWidget):
    """A dot in the racer's colour, its sentences, and buttons where something can be done.

    Attributes
    ----------
    slower, back
        The buttons.

    Signals
    -------
    slow_down(int, float), go_back(int, int), chosen(int)
        As in `OutcomeList`.
    """

    slow_down = Signal(int, float)
    go_back = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, number: int, theme: Theme, words: OutcomeWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focus = KeyboardFocus(self, PRESSING_KEYS)
        self.number = number
        self._theme = theme
        self._words = words
        self._outcome: Outcome | None = None
        self._look: RacerLook | None = None
        self._dot = _Dot(theme)
        self._text = QLabel()
        self._text.setFont(theme.font(_TEXT, tabular=True))
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setMinimumHeight(theme.px(_TEXT))  # by itself it asks for what a narrow column would need
        self.slower, self.back = PushButton("", theme), PushButton("", theme)
        self.slower.clicked.connect(self._on_slower)
        self.back.clicked.connect(self._on_back)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(theme.px(6))
        for button in (self.slower, self.back):
            button.hide()
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        right.addWidget(self._text)
        right.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self._beside = theme.px(14 + 8 + 6)
        self._can_be_chosen = False

    def show_outcome(self, outcome: Outcome, look: RacerLook) -> None:
        """Say what has become of the racer."""
        if outcome == self._outcome and look == self._look:
            return
        self._outcome, self._look = outcome, look
        self._dot.set_look(look)
        text = self._words.rich(outcome, look.name).replace("<b>", _STRONG).replace("</b>", "</span>")
        if text != self._text.text():
            self._text.setText(text)
            self.setAccessibleName(self._words.plain(outcome, look.name))
        rate, step = slower_rate(outcome), step_to_go_back_to(outcome)
        _offer(self.slower, "" if rate is None else self._words.offer_to_slow_down(rate))
        _offer(self.back, "" if step is None else self._words.offer_to_go_back(step))
        self._place_buttons()

    def show_chosen(self, *, is_one_of: bool, is_chosen: bool) -> None:
        """Whether there are others to look at, and whether it is this one that is looked at."""
        self._can_be_chosen = is_one_of
        self._dot.set_chosen(is_one_of and is_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_one_of else Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Click to see its steps in numbers") if is_one_of and not is_chosen else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_one_of and not is_chosen else
                       Qt.CursorShape.ArrowCursor)

    def text(self) -> str:
        """What is said, without the marks."""
        return self.accessibleName()

    def color(self) -> QColor:
        """Of the dot."""
        return self._dot.color

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._can_be_chosen:
            self.chosen.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._focus.takes(event) and self._can_be_chosen:
            self.chosen.emit(self.number)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if shows_ring(self):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.px(4), self._theme.px(4))

    def _on_slower(self) -> None:
        rate = None if self._outcome is None else slower_rate(self._outcome)
        if rate is not None:
            self.slow_down.emit(self.number, rate)

    def _on_back(self) -> None:
        step = None if self._outcome is None else step_to_go_back_to(self._outcome)
        if step is not None:
            self.go_back.emit(self.number, step)

    def _place_buttons(self) -> None:
        """Side by side where there is room for both, else below each other."""
        both = self.slower.sizeHint().width() + self.back.sizeHint().width() + self._beside
        fits = self.slower.isHidden() or self.back.isHidden() or both <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction is not self._buttons.direction():
            self._buttons.setDirection(direction)
            self._buttons.update()  # or else those around it don't learn that the entry is higher

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()


class _Dot(QWidget):
    """A spot in colour and shape of a ball, in the middle of a line of text; a ring is around the chosen one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.color = theme.text
        self._shape = 0
        self._is_chosen = False
        self.setFixedSize(QSize(theme.px(14), theme.px(18)))

    def set_look(self, look: RacerLook) -> None:
        self.color, self._shape = look.color, look.shape
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        middle, radius, width = QRectF(self.rect()).center(), self._theme.px(5), self._theme.px(2)
        inner = radius - (width if self._is_chosen else 0)
        painter.drawPath(QTransform(inner, 0.0, 0.0, inner, middle.x(), middle.y()).map(class_shape(self._shape)))
        if self._is_chosen:
            painter.setPen(QPen(self.color, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius + width / 2, radius + width / 2)


def _offer(button: PushButton, text: str) -> None:
    """Shows a button with a text, or hides it for an empty one."""
    if text != button.text():
        button.setText(text)
        button.updateGeometry()
    button.setVisible(bool(text))
