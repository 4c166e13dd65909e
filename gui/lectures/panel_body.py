"""What the lecture panel says at one beat: text, question, task; it scrolls where it is too long."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from string import ascii_uppercase

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.panel_words import goal_text
from gui.lectures.prose import ProseView, prose_document
from gui.lectures.prose_cut import formulas_in, plain_text, takes_long
from gui.widgets.buttons import icon_pixmap
from gui.widgets.keyboard import PRESSING_KEYS, KeyboardFocus
from gui.widgets.plain_text import PlainLabel
from lectures.model import Beat, Question, Task

# An answer that can be chosen.

class Verdict(Enum):
    """What has become of an answer."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"
    NOT_CHOSEN = "not chosen"


_ICONS = {Verdict.RIGHT: "check", Verdict.WRONG: "close"}


class ChoiceButton(QPushButton):
    """A button with a text of several lines and formulas, and a letter before it.

    Once the question is answered it can't be pressed any more, and shows by a sign and by its colour what it was.

    Parameters
    ----------
    letter
        A, B, C …: how a lecturer calls it.
    size_px
        Of the letters at scale 1.
    """

    def __init__(self, letter: str, markdown: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._letter = letter
        self._markdown = markdown
        self._formulas = formulas
        self._theme = theme
        self._size_px = size_px
        self._verdict = Verdict.OPEN
        self._document: QTextDocument | None = None
        self.setProperty("look", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        formulas.rendered.connect(self._on_rendered)
        self.set_verdict(Verdict.OPEN)

    @property
    def verdict(self) -> Verdict:
        """What has become of it."""
        return self._verdict

    def set_verdict(self, verdict: Verdict) -> None:
        """Answered rightly or wrongly, left aside, or open again."""
        self._verdict = verdict
        self.setEnabled(verdict is Verdict.OPEN)
        text = plain_text(self._markdown)
        names = {Verdict.RIGHT: self.tr("{answer}: right"), Verdict.WRONG: self.tr("{answer}: wrong")}
        self.setAccessibleName(names.get(verdict, "{answer}").format(answer=text))
        self._make()

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self._size_px = size_px
        self._make()

    def _make(self) -> None:
        missing = [latex for latex in formulas_in(self._markdown) if not self._formulas.is_ready(latex)]
        if missing and (not self._formulas.is_warm() or takes_long(missing)):
            self._document = None
            self._formulas.prerender(missing)
        else:
            color = self._theme.text_dim if self._verdict is Verdict.NOT_CHOSEN else self._theme.text
            self._document = prose_document(self._markdown, self._formulas, self._theme, self._size_px,
                                            self._room(self.width()), color=color)
        self.updateGeometry()
        self.update()

    def _on_rendered(self, latex: str) -> None:
        if self._document is None and latex in formulas_in(self._markdown):
            self._make()

    def _badge(self) -> int:
        return self._theme.px(self._size_px * 1.3)

    def _edge(self) -> int:
        return self._theme.px(8)

    def _room(self, width: int) -> int:
        sign = self._theme.px(self._size_px) + self._edge() if self._verdict in _ICONS else 0
        return max(width - self._badge() - 3 * self._edge() - sign, 1)

    def _height(self, width: int) -> int:
        least = self._badge() + self._edge()
        if self._document is None:
            return least
        self._document.setTextWidth(self._room(width))
        return max(int(self._document.size().height()) + self._theme.px(10), least)

    def _tone(self) -> QColor | None:
        return {Verdict.RIGHT: self._theme.good, Verdict.WRONG: self._theme.error}.get(self._verdict)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        width = self._theme.px(240)
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._badge() + self._edge())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_badge(painter)
        if self._document is None:
            return
        self._document.setTextWidth(self._room(self.width()))
        painter.translate(2 * self._edge() + self._badge(),
                          (self.height() - self._document.size().height()) / 2 - self._theme.px(self._size_px * 0.14))
        self._document.documentLayout().draw(painter, QAbstractTextDocumentLayout.PaintContext())

    def _paint_frame(self, painter: QPainter) -> None:
        tone = self._tone()
        if tone is None:
            return
        line = self._theme.px(2)
        painter.setPen(QPen(tone, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = line / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), self._theme.px(5),
                                self._theme.px(5))
        side = self._theme.px(self._size_px)
        painter.drawPixmap(QPointF(self.width() - side - self._edge(), (self.height() - side) / 2),
                           icon_pixmap(_ICONS[self._verdict], tone, side, self.devicePixelRatioF()))

    def _paint_badge(self, painter: QPainter) -> None:
        badge = self._badge()
        place = QRectF(self._edge(), (self.height() - badge) / 2, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._tone() or self._theme.sunken)
        painter.drawEllipse(place)
        painter.setFont(self._theme.font(self._size_px * 0.75, semibold=True))
        painter.setPen(self._theme.card if self._tone() else
                       self._theme.text_dim if self._verdict is Verdict.NOT_CHOSEN else self._theme.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._letter)


# Something to try: what, what has to be reached, and what is said when it is.

GOAL_SIZE = 14.0 / 17.0
"""Letters of the goals, in letters of the text."""


class TaskView(QWidget):
    """A task with a tick for each goal that is met."""

    def __init__(self, task: Task, language: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._task = task
        self._is_done = False
        self._head = PlainLabel(self.tr("Try it"))
        self.text = ProseView(task.text.in_language(language), formulas, theme, size_px, folder=folder)
        self.goals = tuple(GoalRow(goal_text(goal.text), formulas, theme, size_px * GOAL_SIZE)
                           for goal in task.goals)
        self.done = ProseView(task.done.in_language(language), formulas, theme, size_px, color=theme.good,
                              folder=folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self._head, self.text, *self.goals, self.done):
            column.addWidget(part)
        self.done.hide()
        self.set_size(size_px)

    @property
    def is_done(self) -> bool:
        """Whether it is shown as done."""
        return self._is_done

    def show_done(self, done: bool, met: Sequence[bool] = ()) -> None:
        """Tick what is reached.

        Parameters
        ----------
        met
            Of each goal; without it all are as the whole.
        """
        self._is_done = done
        each = met if len(met) == len(self.goals) else [done] * len(self.goals)
        for row, is_met in zip(self.goals, each, strict=True):
            row.set_met(done or is_met)
        self.done.setVisible(done and bool(self._task.done))
        self.update()

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self._head.setFont(self._theme.font(size_px * 0.9, semibold=True))
        self.text.set_size(size_px)
        self.done.set_size(size_px)
        for row in self.goals:
            row.set_size(size_px * GOAL_SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.good if self._is_done else self._theme.focus)
        width = self._theme.px(3)
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), width / 2, width / 2)
        painter.end()


class GoalRow(QWidget):
    """What has to be reached, with an empty ring before it, or a tick."""

    def __init__(self, markdown: str, formulas: Formulas, theme: Theme, size_px: float) -> None:
        super().__init__()
        self._sign = _Sign(theme, size_px)
        self.text = ProseView(markdown, formulas, theme, size_px, color=theme.text_dim)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)

    @property
    def is_met(self) -> bool:
        """Whether it is ticked."""
        return self._sign.is_met

    def set_met(self, met: bool) -> None:
        """Tick it, or take the tick away."""
        self._sign.set_met(met)
        name = self.tr("{goal}: reached") if met else self.tr("{goal}: not reached yet")
        self.setAccessibleName(name.format(goal=self.text.accessibleName()))

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self._sign.set_size(size_px)
        self.text.set_size(size_px)


class _Sign(QWidget):
    def __init__(self, theme: Theme, size_px: float) -> None:
        super().__init__()
        self.is_met = False
        self._theme = theme
        self.set_size(size_px)

    def set_met(self, met: bool) -> None:
        self.is_met = met
        self.update()

    def set_size(self, size_px: float) -> None:
        self._size_px = size_px
        self.setFixedSize(QSize(self._theme.px(size_px * 1.1), self._theme.px(size_px * 1.6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(self._size_px * 1.1)
        top = (self.height() - side) / 2 + self._theme.px(self._size_px * 0.12)
        if self.is_met:
            painter.drawPixmap(0, round(top), icon_pixmap("check", self._theme.good, side, self.devicePixelRatioF()))
        else:
            line = self._theme.px(1.5)
            room = side * 0.18 + line / 2
            painter.setPen(QPen(self._theme.outline, line))
            painter.drawEllipse(QRectF(0, top, side, side).adjusted(room, room, -room, -room))
        painter.end()


# A question of a beat: what is asked, the answers, and what is said once somebody has chosen.

CHOICE_SIZE = 15.0 / 17.0
"""Letters of the answers, in letters of the text."""


class QuestionView(QWidget):
    """Asks; what has been answered is told by `show_answer`.

    Signals
    -------
    chosen(int)
        Somebody chose the answer of this number, counted from 0.
    """

    chosen = Signal(int)

    def __init__(self, question: Question, language: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._is_revealed = False
        self.text = ProseView(question.text.in_language(language), formulas, theme, size_px, folder=folder)
        self.choices = tuple(
            ChoiceButton(letter, choice.in_language(language), formulas, theme, size_px * CHOICE_SIZE)
            for letter, choice in zip(ascii_uppercase, question.choices, strict=False))
        self.then = ProseView(question.then.in_language(language), formulas, theme, size_px, folder=folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.text)
        column.addSpacing(theme.px(4))
        for number, button in enumerate(self.choices):
            column.addWidget(button)
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
        column.addSpacing(theme.px(4))
        column.addWidget(self.then)
        self.then.hide()

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is shown."""
        return self._is_revealed

    def has_focus(self) -> bool:
        """Whether the keyboard is at one of the answers."""
        return any(button.hasFocus() for button in self.choices)

    def show_answer(self, revealed: bool, chosen: int | None) -> None:
        """Mark what was right and what was wrong, or ask again."""
        self._is_revealed = revealed
        for number, button in enumerate(self.choices):
            verdict = Verdict.OPEN
            if revealed:
                verdict = Verdict.WRONG if number == chosen else Verdict.NOT_CHOSEN
                verdict = Verdict.RIGHT if number == self._question.answer else verdict
            button.set_verdict(verdict)
        self.then.setVisible(revealed and bool(self._question.then))

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self.text.set_size(size_px)
        self.then.set_size(size_px)
        for button in self.choices:
            button.set_size(size_px * CHOICE_SIZE)


TEXT_SIZE = 17.0
"""Of the text at scale 1: readable from the last row."""
_MARGIN = 8
"""Below the last line."""
_LEAST_BELOW = _MARGIN + 2
"""Less than this below the viewport is no text that goes on."""


class PanelBody(QScrollArea):
    """The texts of a beat under one another.

    Attributes
    ----------
    title, text, question, task
        The parts of the present beat; None if it has none.

    Signals
    -------
    chosen(int)
        Somebody chose an answer, counted from 0.
    goes_on(bool)
        Whether there is more of the text below.
    """

    chosen = Signal(int)
    goes_on = Signal(bool)

    def __init__(self, language: str, formulas: Formulas, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._formulas = formulas
        self._theme = theme
        self._size = TEXT_SIZE
        self.title: ProseView | None = None
        self.text: ProseView | None = None
        self.question: QuestionView | None = None
        self.task: TaskView | None = None
        self._wanted: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._tell_below)
        self.verticalScrollBar().rangeChanged.connect(self._tell_below)
        self._shower = QTimer(self)
        self._shower.setSingleShot(True)
        self._shower.setInterval(0)
        self._shower.timeout.connect(self._show_wanted)

    def show_beat(self, beat: Beat | None, folder: str = "") -> None:
        """Say what a beat says, from its top; its pictures lie in the folder."""
        self._shower.stop()
        self._wanted = None
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, self._theme.px(8), self._theme.px(_MARGIN))
        column.setSpacing(self._spacing())
        self.title = self.text = self.question = self.task = None
        if beat is not None:
            self._fill(column, beat, folder)
        column.addStretch(1)
        self.setWidget(content)
        self.verticalScrollBar().setValue(0)

    def _fill(self, column: QVBoxLayout, beat: Beat, folder: str) -> None:
        language, formulas, theme = self._language, self._formulas, self._theme
        title = " ".join(beat.title.in_language(language).split())
        if title:
            self.title = ProseView(f"## {title}", formulas, theme, self._size)
            column.addWidget(self.title)
        if beat.text:
            self.text = ProseView(beat.text.in_language(language), formulas, theme, self._size, folder=folder)
            column.addWidget(self.text)
        if beat.question is not None:
            self.question = QuestionView(beat.question, language, formulas, theme, self._size, folder=folder)
            self.question.chosen.connect(self.chosen)
            column.addWidget(self.question)
        if beat.task is not None:
            self.task = TaskView(beat.task, language, formulas, theme, self._size, folder=folder)
            column.addWidget(self.task)

    def show_answer(self, revealed: bool, chosen: int | None) -> None:
        """Mark the answers; what is said then comes into view."""
        if self.question is not None:
            comes = revealed and not self.question.is_revealed
            self.question.show_answer(revealed, chosen)
            if comes:
                self._bring(self.question.then)

    def show_done(self, done: bool, met: Sequence[bool] = ()) -> None:
        """Tick the goals that are reached; what is said then comes into view."""
        if self.task is not None:
            comes = done and not self.task.is_done
            self.task.show_done(done, met)
            if comes:
                self._bring(self.task.done)

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self._size = size_px
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is not None:
            layout.setSpacing(self._spacing())
        for part in (self.title, self.text, self.question, self.task):
            if part is not None:
                part.set_size(size_px)

    def scroll_lines(self, lines: float) -> None:
        """Down by so many lines, or up if negative."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(lines * self._theme.px(self._size * 1.5)))

    def _spacing(self) -> int:
        return self._theme.px(self._size * 0.6)

    def turn_page(self) -> None:
        """On to what is below, but for a line."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() - self._theme.px(self._size * 1.5))

    def show_question(self) -> bool:
        """Bring what is asked into view, with its answers; False if it is there already."""
        if self.question is None:
            return False
        bar = self.verticalScrollBar()
        before, way = bar.value(), self._way_to(self.question)
        if way > self._theme.px(self._size):  # where less is missing everything can be read
            bar.setValue(before + way)
        return bar.value() > before

    def _tell_below(self) -> None:
        bar = self.verticalScrollBar()
        self.goes_on.emit(bar.value() < bar.maximum() - self._theme.px(_LEAST_BELOW))

    def _bring(self, part: QWidget) -> None:
        self._wanted = part
        self._shower.start()

    def _show_wanted(self) -> None:
        part = self._wanted
        if part is None or not part.isVisible() or self.widget() is None:
            return
        self._wanted = None
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(self._way_to(part), 0))

    def _way_to(self, part: QWidget) -> int:
        """How far down all of it is in view, or as much as there is room for from its beginning on."""
        top = part.mapTo(self.viewport(), part.rect().topLeft()).y()
        return min(top + part.height() - self.viewport().height(), top)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._wanted is not None:
            self._shower.start()
        return super().event(event)
