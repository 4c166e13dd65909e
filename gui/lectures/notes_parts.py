"""The parts of the speaker's window: the clock, the notes, what is asked, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from PySide6.QtCore import QRegularExpression, Qt, QTime
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.notes_clock import LONGEST_MINUTES, USUAL_MINUTES, LectureClock, duration_text
from gui.lectures.prose import ProseView
from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.keyboard_focus import restyle
from gui.widgets.number_field import NumberField
from gui.widgets.push_button import PushButton
from lectures.model import Beat

_TIME, _TITLE = 26, 20
_RIGHT = " ✓"
_ASKED_SHARE = 0.85
"""Size of the letters of what is asked, which the audience sees as well, in letters of the notes."""


@dataclass(frozen=True)
class Spoken:
    """What is spoken of.

    Attributes
    ----------
    folder
        Where its pictures lie.
    beat, number, count
        The present beat, counted from 1, of so many.
    following
        The beat after it.
    chosen
        The choice that was made, from 0; None as long as none was.
    is_done
        Whether the goal of what is to try is met.
    """

    folder: str
    beat: Beat
    number: int
    count: int
    following: Beat | None
    chosen: int | None
    is_done: bool


class NotesContent(QWidget):
    """Clock, title, notes, what is asked, and the next beat, below one another.

    Attributes
    ----------
    time, elapsed, over, place
        The clock; the time since the lecture was opened; by how much it has taken longer; 3 / 9.
    planned, reset_button
        The planned length in minutes; the button that sets the time to 0.
    title, notes, asked, following
        The texts.
    page
        Around the notes and what is asked.
    back_button, next_button, smaller, larger
        The other buttons.
    """

    def __init__(self, clock: LectureClock, theme: Theme, formulas: Formulas, letters: float) -> None:
        super().__init__()
        self._clock = clock
        self._theme = theme
        self.time = self._label(_TIME, semibold=True)
        self.elapsed = self._label(_TIME, semibold=True)
        self.over = self._label(13)
        self.place = self._label(_TIME, semibold=True)
        self.over.setProperty("tone", "warning")
        self.planned = NumberField(clock.planned_minutes, _minutes, theme,
                                   name=self.tr("Planned length in minutes"))
        # nothing can be typed that has to be refused: there is no room to say why
        self.planned.line.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,3}"), self.planned))
        self.reset_button = IconButton("reset", self.tr("Count from 0 again"), theme)
        self.title = ProseView("", formulas, theme, _TITLE)
        self.notes = ProseView("", formulas, theme, letters)
        self.asked = ProseView("", formulas, theme, _ASKED_SHARE * letters)
        self._notes_head, self._asked_head = self._label(12), self._label(12)
        self.following = ElidedLabel("", theme, size=15)
        self.smaller = IconButton("zoom-out", self.tr("Smaller letters (Ctrl+−)"), theme)
        self.larger = IconButton("zoom-in", self.tr("Larger letters (Ctrl++)"), theme)
        self.back_button = PushButton(self.tr("Back"), theme, icon_name="chevron-left")
        self.next_button = PushButton(self.tr("Next"), theme, primary=True, icon_name="chevron-right")
        self.page = QScrollArea()
        self._lay_out()
        self.reset_button.clicked.connect(clock.reset)
        self.planned.committed.connect(self._plan)

    def show_beat(self, spoken: Spoken, language: str) -> None:
        """What is said at a beat."""
        beat = spoken.beat
        self.place.setText(f"{spoken.number} / {spoken.count}")
        self.place.setAccessibleName(self.tr("Beat {number} of {count}").format(number=spoken.number,
                                                                                count=spoken.count))
        self.title.set_markdown(f"**{beat.title.in_language(language)}**" if beat.title else "")
        self._notes_head.setText(self.tr("Notes"))
        self.notes.set_markdown(beat.notes.in_language(language) or self.tr("This beat has no notes."), spoken.folder)
        self._show_asked(spoken, language)
        following = spoken.following
        self.following.setText(self.tr("Next: {title}").format(title=following.title.in_language(language))
                               if following is not None else self.tr("This is the last beat."))
        self.page.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """No lecture is open."""
        self.place.setText("")
        self.title.set_markdown("")
        self._notes_head.setText("")
        self.notes.set_markdown(self.tr("No lecture is open."))
        self._asked_head.hide()
        self.asked.hide()
        self.following.setText("")

    def show_time(self, now: QTime) -> None:
        """What the clocks say."""
        clock = self._clock
        self.time.setText(now.toString("HH:mm"))
        self.elapsed.setText(duration_text(clock.elapsed))
        restyle(self.elapsed, "tone", "warning" if clock.over else "")
        self.over.setText(self.tr("{time} over").format(time=duration_text(clock.over)) if clock.over else "")
        self.planned.set_value(clock.planned_minutes)

    def set_letters(self, size: float) -> None:
        """Another size of the notes' letters, at scale 1."""
        self.notes.set_size(size)
        self.asked.set_size(_ASKED_SHARE * size)

    def _show_asked(self, spoken: Spoken, language: str) -> None:
        question, task = spoken.beat.question, spoken.beat.task
        lines, heads = list[str](), list[str]()
        if question is not None:
            heads.append(self.tr("Question"))
            lines += [question.text.in_language(language), ""]
            for number, (letter, choice) in enumerate(zip(ascii_uppercase, question.choices, strict=False)):
                text = f"{letter} · {choice.in_language(language)}"  # as the audience sees it
                line = f"**{text}**{_RIGHT}" if number == question.answer else text
                was_chosen = " ← " + self.tr("chosen") if number == spoken.chosen else ""
                lines.append(f"- {line}{was_chosen}")
            lines.append("")
        if task is not None:
            heads.append(self.tr("To try"))
            lines.append(task.text.in_language(language) + (_RIGHT if spoken.is_done else ""))
        self._asked_head.setText(" · ".join(heads))
        self.asked.set_markdown("\n".join(lines), spoken.folder)
        for part in (self._asked_head, self.asked):
            part.setVisible(bool(heads))

    def _plan(self, minutes: object) -> None:
        if isinstance(minutes, int):
            self._clock.plan(minutes)

    def _label(self, size: float, *, semibold: bool = False) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._theme.font(size, semibold=semibold, tabular=True))
        if not semibold:
            label.setProperty("tone", "dim")
        return label

    def _lay_out(self) -> None:
        px = self._theme.px
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(20), px(14), px(20), px(16))
        lines.setSpacing(px(12))
        lines.addLayout(self._clock_row())
        lines.addWidget(self._rule())
        lines.addWidget(self.title)
        lines.addWidget(self._scrolled(), 1)
        lines.addWidget(self._rule())
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.following, 1)
        for button in (self.smaller, self.larger, self.back_button, self.next_button):
            row.addWidget(button)
        lines.addLayout(row)

    def _clock_row(self) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        of, minutes = self._label(13), self._label(13)
        of.setText(self.tr("of"))
        minutes.setText(self.tr("min"))
        self.planned.setFixedWidth(px(64))
        row.addWidget(self.time)
        row.addStretch(1)
        for part in (self.elapsed, of, self.planned, minutes, self.reset_button, self.over):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.place)
        return row

    def _scrolled(self) -> QScrollArea:
        px = self._theme.px
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, px(12), 0)
        lines.setSpacing(px(4))
        for part in (self._notes_head, self.notes):
            lines.addWidget(part)
        lines.addSpacing(px(12))
        for part in (self._asked_head, self.asked):
            lines.addWidget(part)
        lines.addStretch(1)
        self.page.setWidget(inside)
        self.page.setWidgetResizable(True)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self.page

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedHeight(self._theme.px(1))
        return rule


def _minutes(text: str) -> int:
    """The length that was typed, or the nearest that there is; the usual one for none."""
    return min(max(int(text or USUAL_MINUTES), 1), LONGEST_MINUTES)
