"""What the lecture panel says at one beat: text, question, task; it scrolls where it is too long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.prose import ProseView
from gui.lectures.question_view import QuestionView
from gui.lectures.task_view import TaskView
from gui.theme import Theme
from lectures.model import Beat

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
