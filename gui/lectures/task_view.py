"""Something to try: what, what has to be reached, and what is said when it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.panel_words import goal_text
from gui.lectures.prose import ProseView
from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.plain_text import PlainLabel
from lectures.model import Task

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
