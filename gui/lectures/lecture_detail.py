"""One lecture of the list: what it is about, its beats, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.language import file_text
from gui.lectures.list_rows import ListRows, Row
from gui.lectures.panel_words import lecture_heading, problem_text
from gui.lectures.progress import LectureProgress
from gui.lectures.prose_cut import plain_text
from gui.theme import Theme
from gui.widgets.push_button import PushButton
from lectures.library import Entry

_MOST_PROBLEMS = 30


class LectureDetail(QWidget):
    """Shows one entry of the library.

    Attributes
    ----------
    start, edit, handout, animation, beats
        The parts.

    Signals
    -------
    start_wanted(int)
        From a beat, counted from 0.
    """

    start_wanted = Signal(int)

    def __init__(self, progress: LectureProgress, theme: Theme, language: str, *,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self._theme = theme
        self._language = language
        self._entry: Entry | None = None
        self._title = _label(theme.font(19, semibold=True))
        self._summary = _label(theme.font(13.5))
        self._summary.setProperty("tone", "dim")
        self.beats = ListRows(theme, self.tr("Beats"), click_enters=True)
        self.beats.entered.connect(self._start_at)
        self._problems = _label(theme.font(13))
        self._problems.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._problems.setProperty("tone", "error")
        self._problems.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._problems)
        self.start = PushButton("", theme, primary=True, icon_name="play")
        self.again = PushButton(self.tr("From the start"), theme)
        self.edit = PushButton("", theme, icon_name="pen")
        self.handout = PushButton(self.tr("Handout…"), theme)
        self.handout.setToolTip(self.tr("Save the lecture as a PDF: picture and text of every beat"))
        self.animation = PushButton(self.tr("Animation…"), theme)
        self.animation.setToolTip(self.tr("Save a walk through the lecture as a moving picture (GIF)"))
        self.start.setToolTip(self.tr("Begin the lecture where you have left it"))
        self.again.setToolTip(self.tr("Begin the lecture with its first beat"))
        self.start.clicked.connect(self._start)
        self.again.clicked.connect(self._start_again)
        self._arrange()

    def _arrange(self) -> None:
        theme = self._theme
        starts, others = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((starts, (self.start, self.again)), (others, (self.edit, self.handout, self.animation))):
            row.setSpacing(theme.px(8))
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._title)
        column.addWidget(self._summary)
        column.addLayout(starts)
        column.addWidget(self.beats, 1)
        column.addWidget(self._scroll, 1)
        column.addLayout(others)

    def entry(self) -> Entry | None:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """Show another one, or none."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        lecture = entry.lecture
        heading = lecture_heading(lecture, self._language) if lecture is not None else file_text(entry.path)
        self._title.setText(heading)
        summary = lecture.summary.in_language(self._language) if lecture is not None else ""
        self._summary.setText(plain_text(summary))
        self._summary.setVisible(bool(summary))
        self.edit.setText(self.tr("Edit") if entry.is_own else self.tr("Copy and edit"))
        self.edit.setToolTip(self.tr("Change this lecture") if entry.is_own else
                             self.tr("Change a copy of this lecture; it stays as it is"))
        for button in (self.start, self.handout, self.animation):
            button.setEnabled(lecture is not None)
        is_begun = lecture is not None and self._first() > 0
        self.start.setText(self.tr("Continue with beat {number}").format(number=self._first() + 1) if is_begun
                           else self.tr("Start"))
        self.again.setVisible(is_begun)
        self.beats.setVisible(lecture is not None)
        self._scroll.setVisible(lecture is None)
        self.beats.set_rows(self._rows())
        self.beats.choose(str(self._first()))
        self._problems.setText(self._problem_text(entry))

    def _rows(self) -> list[Row]:
        entry = self._entry
        if entry is None or entry.lecture is None:
            return []
        furthest = self._progress.furthest(entry.key)
        return [Row(str(number), plain_text(beat.title.in_language(self._language)), lead=str(number + 1),
                    note="✓" if number <= furthest else "") for number, beat in enumerate(entry.lecture.beats)]

    def _problem_text(self, entry: Entry) -> str:
        texts = [problem_text(problem) for problem in entry.problems[:_MOST_PROBLEMS]]
        more = len(entry.problems) - len(texts)
        if more > 0:
            texts.append(self.tr("… and {count} more").format(count=more))
        return "\n\n".join(texts)

    def _first(self) -> int:
        """Where it goes on."""
        entry = self._entry
        if entry is None or entry.lecture is None:
            return 0
        return self._progress.where_to_go_on(entry.key, len(entry.lecture.beats))

    def _start(self) -> None:
        self.start_wanted.emit(self._first())

    def _start_again(self) -> None:
        self.start_wanted.emit(0)

    def _start_at(self, key: str) -> None:
        self.start_wanted.emit(int(key))


def _label(font: QFont) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font)
    return label
