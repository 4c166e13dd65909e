"""All lectures on a page: to start or go on with one, to make one's own, and to take one home."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.language import file_text
from gui.lectures.lecture_detail import LectureDetail
from gui.lectures.list_rows import ListRows, Row
from gui.lectures.panel_words import lecture_number, problem_count_text, problem_text
from gui.lectures.progress import LectureProgress
from gui.lectures.prose_cut import plain_text
from gui.theme import Theme
from gui.whats_this import WindowPart, explain
from gui.widgets.icon_button import IconButton
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton
from lectures.library import Entry, Library
from lectures.model import key_of


class LectureList(QWidget):
    """A card with all lectures at the left and the chosen one at the right.

    ↑ and ↓ choose, → leads to the beats and ← back, Enter starts, Esc closes.

    Attributes
    ----------
    lectures, detail, new, close_button
        The parts.

    Signals
    -------
    start_wanted(str, int)
        Name of a lecture, and the beat to begin with, counted from 0.
    new_wanted()
        A new lecture.
    edit_wanted(str)
        Edit this one; of one that comes with the program, a copy.
    handout_wanted(str), animation_wanted(str)
        Take this one home.
    closed()
        Somebody closed the list.
    """

    start_wanted = Signal(str, int)
    new_wanted = Signal()
    edit_wanted = Signal(str)
    handout_wanted = Signal(str)
    animation_wanted = Signal(str)
    closed = Signal()

    def __init__(self, library: Library, progress: LectureProgress, theme: Theme, language: str, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._progress = progress
        self._theme = theme
        self._language = language
        self._entries: dict[str, Entry] = {}
        self._title = PlainLabel(self.tr("Lectures"))
        self._title.setFont(theme.font(16, semibold=True))
        self.new = PushButton(self.tr("New lecture"), theme, icon_name="plus")
        self.new.setToolTip(self.tr("Write a lecture of your own"))
        self.close_button = IconButton("close", self.tr("Close the list (Esc)"), theme, look="flat")
        self.lectures = ListRows(theme, self.tr("Lectures"))
        self.detail = LectureDetail(progress, theme, language)
        self.setFocusProxy(self.lectures)
        explain(WindowPart.LECTURES, self)
        self._arrange()
        self.new.clicked.connect(self.new_wanted)
        self.close_button.clicked.connect(self.closed)
        self.lectures.picked.connect(self._show_detail)
        self.lectures.entered.connect(self._enter)
        self.lectures.right.connect(self._to_beats)
        self.detail.beats.left.connect(self._to_lectures)
        self.detail.start_wanted.connect(self._start)
        self.detail.edit.clicked.connect(self._edit)
        self.detail.handout.clicked.connect(self._hand_out)
        self.detail.animation.clicked.connect(self._animate)
        self.refresh()

    def _arrange(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.new)
        head.addWidget(self.close_button)
        rule = QFrame()
        rule.setProperty("part", "rule")
        rule.setFixedWidth(theme.px(1))
        right = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        right.setSizePolicy(policy)
        holder = QVBoxLayout(right)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.detail, 1)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(16))
        halves.addWidget(self.lectures, 5)
        halves.addWidget(rule)
        halves.addWidget(right, 4)
        card = QFrame()
        card.setProperty("part", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))  # as around the other pages
        around.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addLayout(halves, 1)

    def refresh(self) -> None:
        """Look at the files and at what was seen again; the chosen lecture stays chosen."""
        entries = self._library.entries()
        self._entries = {entry.key: entry for entry in entries}
        rows: list[Row] = []
        for is_own, title in ((False, self.tr("The course")), (True, self.tr("Your own"))):
            section = [self._row(entry) for entry in entries if entry.is_own == is_own]
            rows += [Row("", title), *section] if section else []
        self.lectures.set_rows(rows)
        self._show_detail(self.lectures.key())

    def choose(self, name: str) -> None:
        """Choose a lecture by its name, one's own if there are two."""
        own = key_of(name, is_own=True)
        self.lectures.choose(own if own in self._entries else name)

    def _row(self, entry: Entry) -> Row:
        lecture, number = entry.lecture, lecture_number(entry.name)
        if lecture is None:
            first = problem_text(entry.problems[0]) if entry.problems else ""
            return Row(entry.key, file_text(entry.path), text=first,
                       note=problem_count_text(len(entry.problems)), is_pale=True, sign="warning")
        count = len(lecture.beats)
        seen = min(self._progress.furthest(entry.key) + 1, count)
        return Row(entry.key, plain_text(lecture.title.in_language(self._language)), lead=number,
                   text=plain_text(lecture.summary.in_language(self._language)), note=f"{seen} / {count}",
                   share=seen / count if count else 0.0)

    def _chosen(self) -> Entry | None:
        return self._entries.get(self.lectures.key())

    def _show_detail(self, key: str) -> None:
        self.detail.show_entry(self._entries.get(key))

    def _enter(self, key: str) -> None:
        self.detail.start.click()

    def _start(self, beat: int) -> None:
        entry = self._chosen()
        if entry is not None and entry.lecture is not None:
            self.start_wanted.emit(_address(entry), beat)

    def _edit(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.edit_wanted.emit(_address(entry))

    def _hand_out(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.handout_wanted.emit(_address(entry))

    def _animate(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self.animation_wanted.emit(_address(entry))

    def _to_beats(self) -> None:
        if self.detail.beats.isVisible():
            self.detail.beats.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_lectures(self) -> None:
        self.lectures.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()
            self._to_lectures()


def _address(entry: Entry) -> str:
    """What leads to this one and to no other of the same name: the path of one's own."""
    return str(entry.path) if entry.is_own else entry.name
