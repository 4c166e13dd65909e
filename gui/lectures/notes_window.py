"""The window for the speaker's eyes: notes, clock, and what comes next."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from string import ascii_uppercase
from typing import Protocol

from PySide6.QtCore import QObject, QRect, QRegularExpression, Qt, QTime, QTimer, Signal, SignalInstance
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QRegularExpressionValidator,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme
from gui.lectures.prose import ProseView
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.fields import NumberField
from gui.widgets.keyboard import restyle
from gui.widgets.labels import ElidedLabel
from lectures.model import Beat, Lecture, Stop

# How long a lecture has been going on.

USUAL_MINUTES = 45
LONGEST_MINUTES = 600


class Opening(Protocol):
    """Who opens lectures and leaves them: the `Director`."""

    @property
    def lecture(self) -> Lecture | None:
        """The lecture that is open."""
        ...

    @property
    def lecture_changed(self) -> SignalInstance:
        """Tells that another lecture was opened, or that it was left."""
        ...


class LectureClock(QObject):
    """Counts from the opening of a lecture; it goes on whether or not a window shows it.

    Parameters
    ----------
    now
        Seconds of a clock that is never put back.

    Signals
    -------
    changed()
        It has begun anew, or another length is planned.
    """

    changed = Signal()

    def __init__(self, director: Opening, now: Callable[[], float] = time.monotonic,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._director = director
        self._now = now
        self._lecture: Lecture | None = None
        self._start = now()
        self._planned = USUAL_MINUTES
        director.lecture_changed.connect(self._on_lecture)
        self._on_lecture()

    @property
    def elapsed(self) -> float:
        """Seconds since the lecture was opened or the clock was set to 0; 0 without a lecture."""
        return self._now() - self._start if self._lecture is not None else 0.0

    @property
    def planned_minutes(self) -> int:
        """How long the lecture shall take."""
        return self._planned

    @property
    def over(self) -> float:
        """By how many seconds it has taken longer; 0 as long as it hasn't."""
        return max(self.elapsed - 60.0 * self._planned, 0.0)

    def reset(self) -> None:
        """Counts from now on."""
        self._start = self._now()
        self.changed.emit()

    def plan(self, minutes: int) -> None:
        """Another length; what is too short or too long becomes the nearest that is not."""
        self._planned = min(max(minutes, 1), LONGEST_MINUTES)
        self.changed.emit()

    def _on_lecture(self) -> None:
        lecture = self._director.lecture
        if lecture is not self._lecture:
            self._lecture = lecture
            self.reset()


def duration_text(seconds: float) -> str:
    """Minutes and seconds such as 7:05, with hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


# The parts of the speaker's window: the clock, the notes, what is asked, and the way on.

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


USUAL_LETTERS, SMALLEST_LETTERS, LARGEST_LETTERS = 18.0, 12.0, 48.0
_LARGER = 1.15
_TICK = 250
_SIZE = (760, 640)
_SHARE_OF_SCREEN = 0.85
_TOOL_KEYS = {"spotlight": ("S",), "pointer": ("L",), "full_screen": ("F5", "F11")}
"""Tools for the screen of the audience, with the keys that they have there."""


class Presented(Opening, Protocol):
    """What the window shows and moves: the `Director`."""

    @property
    def stop(self) -> Stop | None:
        """Where the lecture stands."""
        ...

    @property
    def chosen(self) -> int | None:
        """The choice that was made, from 0."""
        ...

    @property
    def is_done(self) -> bool:
        """Whether the goal of what is to try is met."""
        ...

    @property
    def is_performing(self) -> bool:
        """Whether something moves, which the next press finishes."""
        ...

    @property
    def performing_changed(self) -> SignalInstance:
        """Tells that something begins or ends to move."""
        ...

    @property
    def can_back(self) -> bool:
        """Whether there is something before this stop."""
        ...

    @property
    def can_next(self) -> bool:
        """Whether there is something after it."""
        ...

    @property
    def stop_changed(self) -> SignalInstance:
        """Tells another stop, or an answer."""
        ...

    @property
    def goal_changed(self) -> SignalInstance:
        """Tells that a goal is met, or isn't any more."""
        ...

    def next(self) -> None:
        """To the next stop."""

    def back(self) -> None:
        """To the stop before."""


class NotesWindow(QWidget):
    """Follows the director; closing it ends neither the lecture nor the program.

    Right, PgDn and Space go on, Left and PgUp back, Escape and N close the window, Ctrl with + and − changes the size
    of the letters, Ctrl+0 makes it the usual one. A planned length that is exceeded is told in the tone of a warning.

    Parameters
    ----------
    language
        Of the lecture's texts: a code.
    clock
        One that counts since the lecture was opened, if this window comes later; else it counts from now on.

    Attributes
    ----------
    clock
        What is counted.
    content
        The parts of the window; they are made anew with the theme and the language.

    Signals
    -------
    blank_wanted()
        B or . was pressed, as remote controls do: the screen of the audience shall become black.
    tool_wanted(str)
        A tool for the audience's screen, with the keys that it has there: spotlight, pointer, full_screen.
    closed()
        Somebody has closed it.
    """

    blank_wanted = Signal()
    tool_wanted = Signal(str)
    closed = Signal()

    def __init__(self, director: Presented, theme: Theme, formulas: Formulas, language: str,
                 clock: LectureClock | None = None) -> None:
        super().__init__()
        self._director = director
        self._theme = theme
        self._formulas = formulas
        self._language = language
        self._letters = USUAL_LETTERS
        self.clock = clock if clock is not None else LectureClock(director, parent=self)
        # the program ends with its main window, whether or not this one is still open
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        # the keys stay with the window that has them; either knows those that go on and back
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self._show_time)
        self.content = self._made_content()
        self._install_keys()
        director.lecture_changed.connect(self._show_stop)
        director.stop_changed.connect(self._show_stop)
        director.goal_changed.connect(self._show_stop)
        director.performing_changed.connect(self._show_buttons)
        self.clock.changed.connect(self._show_time)
        self._show_stop()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    @property
    def letters(self) -> float:
        """Size of the notes' letters at scale 1."""
        return self._letters

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._make_anew()

    def set_language(self, language: str) -> None:
        """Speak another language from now on: that of the application, and of the lecture's texts."""
        self._language = language
        self._make_anew()

    def set_letters(self, size: float) -> None:
        """Larger or smaller letters; what is too small or too large becomes the nearest that is not."""
        self._letters = min(max(size, SMALLEST_LETTERS), LARGEST_LETTERS)
        self.content.set_letters(self._letters)

    def open_beside(self, window: QWidget) -> None:
        """Show it on another screen than a window, or beside it where there is only one."""
        screen = window.screen()
        other = next((one for one in QGuiApplication.screens() if one is not screen), None)
        if other is not None:
            self.setGeometry(_middle_of(other.availableGeometry()))
        else:
            self.move(_place_beside(self.rect(), window.frameGeometry(), screen.availableGeometry()).topLeft())
        self.show()
        self.raise_()

    def _made_content(self) -> NotesContent:
        content = NotesContent(self.clock, self._theme, self._formulas, self._letters)
        content.back_button.clicked.connect(self._back)
        content.next_button.clicked.connect(self._next)
        content.smaller.clicked.connect(self._make_smaller)
        content.larger.clicked.connect(self._make_larger)
        self._lines.addWidget(content)
        return content

    def _make_anew(self) -> None:
        former = self.content
        self._lines.removeWidget(former)
        former.hide()
        former.deleteLater()
        self.content = self._made_content()
        self._show_stop()
        self.content.page.setFocus()

    def _install_keys(self) -> None:
        keys = {"Right": self._next, "PgDown": self._next, "Space": self._next, "Left": self._back,
                "PgUp": self._back, "Escape": self.close, "N": self.close,
                "Ctrl++": self._make_larger, "Ctrl+=": self._make_larger, "Ctrl+-": self._make_smaller,
                "Ctrl+0": self._make_usual, "B": self.blank_wanted.emit, ".": self.blank_wanted.emit}
        for tool, letters in _TOOL_KEYS.items():
            keys |= dict.fromkeys(letters, partial(self.tool_wanted.emit, tool))
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def _next(self) -> None:
        if self._director.lecture is not None:  # even at the last stop it finishes what moves
            self._director.next()

    def _back(self) -> None:
        if self._director.lecture is not None:
            self._director.back()

    def _make_larger(self) -> None:
        self.set_letters(self._letters * _LARGER)

    def _make_smaller(self) -> None:
        self.set_letters(self._letters / _LARGER)

    def _make_usual(self) -> None:
        self.set_letters(USUAL_LETTERS)

    def _show_stop(self) -> None:
        director, lecture, stop = self._director, self._director.lecture, self._director.stop
        name = self.tr("Speaker notes")
        if lecture is None or stop is None or stop.beat >= len(lecture.beats):
            self.setWindowTitle(name)
            self.content.show_nothing()
        else:
            self.setWindowTitle(f"{name} – {lecture.title.in_language(self._language)}")
            following: Beat | None = lecture.beats[stop.beat + 1] if stop.beat + 1 < len(lecture.beats) else None
            self.content.show_beat(
                Spoken(lecture.folder, lecture.beats[stop.beat], stop.beat + 1, len(lecture.beats), following,
                       director.chosen if stop.revealed else None, is_done=director.is_done), self._language)
        self._show_buttons()
        self._show_time()

    def _show_buttons(self) -> None:
        director, lecture = self._director, self._director.lecture
        self.content.back_button.setEnabled(lecture is not None and director.can_back)
        self.content.next_button.setEnabled(lecture is not None and (director.can_next or director.is_performing))

    def _show_time(self) -> None:
        self.content.show_time(QTime.currentTime())

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_time()
        self._tick.start()
        self.content.page.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)
        if not event.spontaneous():  # and not just minimised
            self.closed.emit()


def _middle_of(room: QRect) -> QRect:
    """The middle of a screen."""
    found = QRect(0, 0, round(_SHARE_OF_SCREEN * room.width()), round(_SHARE_OF_SCREEN * room.height()))
    found.moveCenter(room.center())
    return found


def _place_beside(size: QRect, window: QRect, room: QRect) -> QRect:
    """At the right of a window if there is room, else at its left, else at the right end of the screen."""
    found = QRect(size)
    found.moveTopLeft(window.topRight())
    if found.right() > room.right():
        found.moveRight(window.left() - 1)
    if found.left() < room.left():
        found.moveRight(room.right())
    found.moveTop(max(min(found.top(), room.bottom() - found.height()), room.top()))
    return found
