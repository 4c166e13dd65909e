"""The panel beside the stage in which a lecture speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gui.foundation.formulas import Formulas
from gui.foundation.theme import Theme, blend
from gui.lectures.panel_body import TEXT_SIZE, PanelBody
from gui.lectures.panel_words import lecture_heading
from gui.lectures.progress import LectureProgress
from gui.lectures.prose_cut import formulas_in, plain_text
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.keyboard import KeyboardCursor, end_typing
from gui.widgets.labels import ElidedLabel, ProgressLine
from gui.widgets.plain_text import PlainLabel, plain_tip
from gui.widgets.whats_this import WindowPart, explain
from lectures.library import Library
from lectures.model import Beat
from lectures.texts import Text

if TYPE_CHECKING:
    from gui.lectures.director import Director


# The beats of a lecture as a line of pieces: where one is, and a way to any of them.

class BeatStrip(QWidget):
    """One piece for each beat, filled up to the one in view; pieces that were seen before are half filled.

    Signals
    -------
    wanted(int)
        Somebody clicked on a beat, counted from 0.
    """

    wanted = Signal(int)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walk = KeyboardCursor(self)
        self._theme = theme
        self._titles: tuple[str, ...] = ()
        self._beat = 0
        self._furthest = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_beats(self, titles: Sequence[str], beat: int, furthest: int) -> None:
        """Other beats, or another one in view."""
        self._titles, self._beat, self._furthest = tuple(titles), beat, max(beat, furthest)
        self.setAccessibleName(self.tr("beat {number} of {count}").format(number=beat + 1, count=len(titles)))
        self.walk.tell_value()
        self.update()

    def piece(self, number: int) -> QRectF:
        """Where a beat stands."""
        gap = float(self._theme.px(2)) if len(self._titles) < 40 else 0.0
        width = (self.width() + gap) / max(len(self._titles), 1)
        height = self._theme.px(4)
        return QRectF(number * width, (self.height() - height) / 2, width - gap, height)

    def _beat_at(self, x: float) -> int:
        if not self._titles or not 0 <= x < self.width():
            return -1
        return min(int(x / self.width() * len(self._titles)), len(self._titles) - 1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()

    # the keyboard

    def first_point(self) -> QPointF:
        return self.piece(self._beat).center()

    def next_point(self, point: QPointF, right: int, down: int) -> QPointF:
        return self.piece(min(max(self._beat_at(point.x()) + right, 0), len(self._titles) - 1)).center()

    def point_with_keys(self, point: QPointF | None) -> None:
        self._hover(-1 if point is None else self._beat_at(point.x()))

    def take_with_keys(self, point: QPointF) -> None:
        self.wanted.emit(self._beat_at(point.x()))

    def value_text(self) -> str:
        number = self._hovered if self._hovered >= 0 else self._beat
        return f"{number + 1} · {self._titles[number]}" if number < len(self._titles) else ""

    def keys_text(self) -> str:
        return self.tr("← and → go from beat to beat, Enter goes there.")

    # Qt

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._beat_at(event.pos().x())
            if number >= 0:
                QToolTip.showText(event.globalPos(), plain_tip(f"{number + 1} · {self._titles[number]}"), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        end_typing()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._beat_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._beat_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.wanted.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(14))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(len(self._titles)):
            share = 0.3 if number > self._furthest else 0.75
            painter.setBrush(theme.accent if number <= self._beat else blend(theme.card, theme.outline, share))
            piece = self.piece(number)
            if number == self._hovered:
                piece.adjust(0, -theme.px(1), 0, theme.px(1))
            painter.drawRoundedRect(piece, piece.height() / 2, piece.height() / 2)
        self.walk.paint(painter, self._theme)
        painter.end()


# The foot of the lecture panel: beats, Back and Next, size of the text, and tools for presenting.

TEXT_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
SPOTLIGHT, POINTER, NOTES, BLANK, FULL_SCREEN = "spotlight", "pointer", "notes", "blank", "full_screen"
TOOLS = (SPOTLIGHT, POINTER, NOTES, BLANK, FULL_SCREEN)
TOOL_KEYS = {SPOTLIGHT: "S", POINTER: "L", NOTES: "N", BLANK: "B", FULL_SCREEN: "F5"}
"""The key that does the same as each tool's button."""
_ICONS = {SPOTLIGHT: "spotlight", POINTER: "pointer", NOTES: "notes", BLANK: "blank", FULL_SCREEN: "full-screen"}
_TOOL_SIZE = 26


class PanelFoot(QWidget):
    """Everything that stays in its place while the beats change.

    Attributes
    ----------
    strip, back, more, next, smaller, larger, tools
        The parts; `tools` by their names.

    Signals
    -------
    scale_wanted(float)
        Somebody wants the text larger or smaller: one of `TEXT_SCALES`.
    tool_wanted(str)
        Somebody pressed the button of one of `TOOLS`.
    """

    scale_wanted = Signal(float)
    tool_wanted = Signal(str)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self.strip = BeatStrip(theme)
        self.back = PushButton(self.tr("← Back"), theme)
        self.back.setToolTip(self.tr("To the beat before (←, Page Up)"))
        self.next = PushButton("", theme, primary=True)
        self.more = IconButton("chevron-down", self.tr("The text goes on below (↓)"), theme, look="flat")
        kept = self.more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(kept)
        self.smaller = IconButton("text-smaller", "", theme, size=_TOOL_SIZE, look="flat")
        self.larger = IconButton("text-larger", "", theme, size=_TOOL_SIZE, look="flat")
        self.smaller.clicked.connect(self._shrink)
        self.larger.clicked.connect(self._enlarge)
        self.tools = {name: self._tool(name, theme) for name in TOOLS}
        moves = QHBoxLayout()
        moves.addWidget(self.back)
        moves.addStretch(1)
        moves.addWidget(self.more)
        moves.addStretch(1)
        moves.addWidget(self.next)
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(2))
        tools.addWidget(self.smaller)
        tools.addWidget(self.larger)
        tools.addStretch(1)
        for button in self.tools.values():
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.strip)
        column.addLayout(moves)
        column.addLayout(tools)
        self.more.hide()
        self.show_scale(1.0)

    def _tool(self, name: str, theme: Theme) -> IconButton:
        button = IconButton(_ICONS[name], self._tool_tip(name), theme, size=_TOOL_SIZE, look="flat")
        button.setCheckable(name != BLANK)
        button.clicked.connect(lambda: self._want(name))
        return button

    def _tool_tip(self, name: str) -> str:
        texts = {SPOTLIGHT: self.tr("Spotlight on what the pointer is at ({key})"),
                 POINTER: self.tr("Large pointer ({key})"), NOTES: self.tr("Speaker notes and clock ({key})"),
                 BLANK: self.tr("Blank screen ({key})"), FULL_SCREEN: self.tr("Full screen ({key})")}
        return texts[name].format(key=TOOL_KEYS[name])

    def _want(self, name: str) -> None:
        button = self.tools[name]
        if button.isCheckable():
            button.setChecked(not button.isChecked())  # it is down when the tool is on, not when it was pressed
        self.tool_wanted.emit(name)

    def set_tool(self, name: str, on: bool) -> None:
        """Show that a tool is on or off."""
        if self.tools[name].isCheckable():
            self.tools[name].setChecked(on)
        self.tools[name].update()

    def show_scale(self, scale: float) -> None:
        """Which size the text has."""
        self._scale = scale
        percent = round(scale * 100)
        self.smaller.set_tooltip(self.tr("Smaller text, now {percent} % (Ctrl+−)").format(percent=percent))
        self.larger.set_tooltip(self.tr("Larger text, now {percent} % (Ctrl++)").format(percent=percent))
        self.smaller.setEnabled(scale > TEXT_SCALES[0])
        self.larger.setEnabled(scale < TEXT_SCALES[-1])

    def _shrink(self) -> None:
        self.scale_wanted.emit(max((scale for scale in TEXT_SCALES if scale < self._scale), default=TEXT_SCALES[0]))

    def _enlarge(self) -> None:
        self.scale_wanted.emit(min((scale for scale in TEXT_SCALES if scale > self._scale), default=TEXT_SCALES[-1]))


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
