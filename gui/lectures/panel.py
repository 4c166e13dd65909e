"""The panel beside the stage in which a lecture speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.panel_body import TEXT_SIZE, PanelBody
from gui.lectures.panel_foot import TEXT_SCALES, PanelFoot
from gui.lectures.panel_words import lecture_heading
from gui.lectures.progress import LectureProgress
from gui.lectures.prose_cut import formulas_in, plain_text
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.progress_line import ProgressLine
from lectures.library import Library
from lectures.model import Beat
from lectures.texts import Text

if TYPE_CHECKING:
    from gui.lectures.director import Director

_WIDTH = 320
_WIDENING = 0.8
"""By how much of its width the panel gets wider where the text is twice as large."""


class LecturePanel(QFrame):
    """A column at the left of the window: what the beat in view says, and the ways to the others.

    Parameters
    ----------
    text_scale
        Size of the text, from 1 to 2; the theme's scale comes on top of it.

    Attributes
    ----------
    body, foot, close_button, list
        The parts.

    Signals
    -------
    next_lecture_wanted()
        The last beat is over and there is another lecture.
    list_wanted()
        Somebody wants to see all lectures.
    text_scale_changed(float)
        Somebody made the text larger or smaller; `preferred_width` has changed with it.
    tool_wanted(str)
        Somebody pressed the button of one of `panel_foot.TOOLS`.
    """

    next_lecture_wanted = Signal()
    list_wanted = Signal()
    text_scale_changed = Signal(float)
    tool_wanted = Signal(str)

    def __init__(self, director: Director, library: Library, progress: LectureProgress, theme: Theme,
                 formulas: Formulas, language: str, *, text_scale: float = 1.0,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._director = director
        self._library = library
        self._progress = progress
        self._theme = theme
        self._formulas = formulas
        self._language = language
        self._text_scale = 1.0
        self._shown: tuple[str, int] | None = None
        self._has_next = False
        self.setProperty("part", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._title = ElidedLabel("", theme, semibold=True)
        self._beat = ElidedLabel("", theme, tone="dim")
        explain(WindowPart.LECTURE, self)
        self.list = IconButton("list", self.tr("All lectures"), theme, look="flat")
        self.close_button = IconButton("close", self.tr("Leave the lecture (Esc)"), theme, look="flat")
        self.body = PanelBody(language, formulas, theme)
        self._state = PlainLabel()
        self._state.setWordWrap(True)
        self._state.setFont(theme.font(13, tabular=True))
        self._line = ProgressLine(theme, name=self.tr("Training"))
        self.foot = PanelFoot(theme)
        self._arrange()
        self._connect()
        self.set_text_scale(text_scale)
        self._open_lecture()
        self._show_progress(director.progress)

    @property
    def text_scale(self) -> float:
        """Size of the text, from 1 to 2."""
        return self._text_scale

    def set_text_scale(self, scale: float) -> None:
        """Make the text so large; the nearest size that there is is taken."""
        scale = min(TEXT_SCALES, key=lambda one: abs(one - scale))
        self.foot.show_scale(scale)
        if scale != self._text_scale:
            self._text_scale = scale
            self.body.set_size(TEXT_SIZE * scale)
            self.updateGeometry()

    def preferred_width(self) -> int:
        """How wide the column should be."""
        return self._theme.px(_WIDTH * (1 + _WIDENING * (self._text_scale - 1)))

    def set_tool(self, name: str, on: bool) -> None:
        """Show that a tool for presenting is on or off."""
        self.foot.set_tool(name, on)

    def _arrange(self) -> None:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._beat)
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addLayout(words, 1)
        head.addWidget(self.list)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        side = theme.px(16)
        column.setContentsMargins(side, theme.px(10), theme.px(8), theme.px(10))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(self.body, 1)
        lower = QVBoxLayout()
        lower.setContentsMargins(0, 0, theme.px(8), 0)
        lower.setSpacing(theme.px(8))
        for part in (self._state, self._line, self.foot):
            lower.addWidget(part)
        column.addLayout(lower)

    def _connect(self) -> None:
        director = self._director
        director.lecture_changed.connect(self._open_lecture)
        director.stop_changed.connect(self._show_stop)
        director.performing_changed.connect(self._show_moves)
        director.progress_changed.connect(self._show_progress)
        director.goal_changed.connect(self._show_goal)
        director.failed.connect(self._show_failure)
        self.body.chosen.connect(self._choose)
        self.body.goes_on.connect(self.foot.more.setVisible)
        self.foot.more.clicked.connect(self.body.turn_page)
        self.list.clicked.connect(self.list_wanted)
        self.close_button.clicked.connect(self._leave)
        self.foot.back.clicked.connect(self._back)
        self.foot.next.clicked.connect(self.go_on)
        self.foot.strip.wanted.connect(self._go_to)
        self.foot.scale_wanted.connect(self._change_scale)
        self.foot.tool_wanted.connect(self.tool_wanted)

    # what the director tells

    def _open_lecture(self) -> None:
        lecture = self._director.lecture
        self._shown = None
        if lecture is None:
            self.body.show_beat(None)
            return
        self._title.setText(lecture_heading(lecture, self._language))
        self.setAccessibleName(self._title.text())
        self._has_next = self._library.following(lecture) is not None
        self._show_stop()
        for beat in lecture.beats[self._director.stop.beat if self._director.stop else 0:]:
            self._formulas.prerender(_formulas_of(beat, self._language))

    def _show_stop(self) -> None:
        lecture, stop = self._director.lecture, self._director.stop
        if lecture is None or stop is None:
            return
        count = len(lecture.beats)
        if self._shown != (lecture.key, stop.beat):
            self._shown = (lecture.key, stop.beat)
            self._show_progress(-1.0)
            self.body.show_beat(lecture.beats[stop.beat], lecture.folder)
            self._order_choices()
            self._progress.note(lecture.key, stop.beat, count)
        self._beat.setText(self.tr("beat {number} / {count}").format(number=stop.beat + 1, count=count))
        titles = [plain_text(beat.title.in_language(self._language)) for beat in lecture.beats]
        self.foot.strip.set_beats(titles, stop.beat, self._progress.furthest(lecture.key))
        answers_by_key = self.body.question is not None and self.body.question.has_focus()
        self.body.show_answer(stop.revealed, self._director.chosen)
        self._show_goal()
        self._show_moves()
        if answers_by_key and stop.revealed:  # Qt would give the focus to what comes next, and that is Back
            self.foot.next.setFocus(Qt.FocusReason.TabFocusReason)

    def _order_choices(self) -> None:
        """Tab leads from the head to the answers, and only then to the foot: what is made last would come last."""
        before: QWidget = self.close_button
        for choice in self.body.question.choices if self.body.question is not None else ():
            self.setTabOrder(before, choice)
            before = choice

    def _show_moves(self) -> None:
        foot, director = self.foot, self._director
        foot.back.setEnabled(director.can_back)
        if self._is_asking():
            text, told = self.tr("Answer"), self.tr("Show the answer (→, Space, Page Down)")
        elif director.can_next:
            text, told = self.tr("Next →"), self.tr("To the next beat (→, Space, Page Down)")
        elif self._has_next:
            text, told = self.tr("Next lecture →"), self.tr("To the lecture after this one")
        else:
            text, told = self.tr("Done"), self.tr("Leave the lecture (Esc)")
        foot.next.setText(text)
        foot.next.setToolTip(plain_tip(told))
        foot.next.updateGeometry()

    def _show_goal(self) -> None:
        self.body.show_done(self._director.is_done, self._director.goals_met)

    def _show_progress(self, share: float) -> None:
        goes_on = share >= 0
        if goes_on:
            self._say(self.tr("training … {percent} %").format(percent=int(min(share, 1.0) * 100)), "dim")
            self._line.set_fraction(share)
        else:
            self._say("", "dim")
        self._line.setVisible(goes_on)

    def _show_failure(self, reason: str) -> None:
        self._show_progress(-1.0)
        self._say(reason, "error")

    def _say(self, text: str, tone: str) -> None:
        palette = self._state.palette()
        palette.setColor(self._state.foregroundRole(), self._theme.error if tone == "error" else self._theme.text_dim)
        self._state.setPalette(palette)
        self._state.setText(text)
        self._state.setVisible(bool(text))

    # what somebody wants

    def go_on(self) -> None:
        """What the Next button does; a question that nobody has read yet comes into view before it is answered."""
        if self._is_asking() and not self._director.is_performing and self.body.show_question():
            return
        if self._is_asking() or self._director.can_next or self._director.is_performing:
            self._director.next()  # even at the last stop it finishes what moves
        elif self._has_next:
            self.next_lecture_wanted.emit()
        else:
            self._director.leave()

    def _is_asking(self) -> bool:
        lecture, stop = self._director.lecture, self._director.stop
        if lecture is None or stop is None or stop.revealed:
            return False
        return lecture.beats[stop.beat].question is not None

    def _choose(self, number: int) -> None:
        self._director.choose(number)

    def _back(self) -> None:
        self._director.back()

    def _leave(self) -> None:
        self._director.leave()

    def _go_to(self, beat: int) -> None:
        self._director.go_to(beat)

    def _change_scale(self, scale: float) -> None:
        if scale != self._text_scale:
            self.set_text_scale(scale)
            self.text_scale_changed.emit(self._text_scale)

    def sizeHint(self) -> QSize:
        return QSize(self.preferred_width(), self._theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self._theme.px(320))


def _formulas_of(beat: Beat, language: str) -> list[str]:
    texts: list[Text] = [beat.title, beat.text]
    if beat.question is not None:
        texts += [beat.question.text, *beat.question.choices, beat.question.then]
    if beat.task is not None:
        texts += [beat.task.text, beat.task.done]
    return [latex for text in texts for latex in formulas_in(text.in_language(language))]
