"""What is wrong with a lecture, in the editor: one line each; a click leads to the beat."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.language import phrase_text
from gui.setup.setting_row import MessageLabel
from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus
from lectures.problems import Problem

_MOST = 30
"""More of them are not shown: mending some is the way to the others."""
_HIGHEST = 170


class ProblemList(QScrollArea):
    """Problems under one another; hidden while there are none.

    Signals
    -------
    beat_wanted(int)
        Somebody wants to see the beat with this number, from 0.
    """

    beat_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        self._column.setSpacing(theme.px(4))
        self._lines: list[ProblemLine] = []
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def lines(self) -> tuple[ProblemLine, ...]:
        """The problems that are shown."""
        return tuple(self._lines)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Other problems, or none."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [ProblemLine(problem, self._theme) for problem in problems[:_MOST]]
        while self._column.count():  # the stretch at the end
            self._column.takeAt(0)
        for line in self._lines:
            self._column.addWidget(line)
            line.wanted.connect(self.beat_wanted)
        self._column.addStretch(1)
        self._fit()
        self.setVisible(bool(problems))

    def _fit(self) -> None:
        """As high as the problems are, up to a limit."""
        wanted = self._column.heightForWidth(max(self.width(), 1)) if self._column.hasHeightForWidth() else \
            self._column.sizeHint().height()
        height = min(max(wanted, 1), self._theme.px(_HIGHEST))
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()


class ProblemLine(KeyboardFocus, QPushButton):
    """One problem: where it is, why, and what to do.

    Signals
    -------
    wanted(int)
        Number of its beat, from 0; not emitted for one that belongs to none.
    """

    wanted = Signal(int)
    own_keys = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(self, problem: Problem, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beat = problem.beat - 1
        template = self.tr("Line {line}, beat {beat}") if problem.beat else self.tr("Line {line}")
        place = template.format(line=problem.line, beat=problem.beat)
        self.message = MessageLabel(theme, "error")
        self.message.show_text(f"{place}: {phrase_text(problem.phrase)}")
        self.message.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        column.addWidget(self.message)
        self.setAccessibleName(self.message.text())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._narrowest = theme.px(120)
        self._line_height = QFontMetrics(self.message.font()).lineSpacing()

    def _on_clicked(self) -> None:
        if self._beat >= 0:
            self.wanted.emit(self._beat)

    def sizeHint(self) -> QSize:
        return QSize(self._narrowest, self.heightForWidth(max(self.width(), self._narrowest)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, 2 * self._line_height)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 2 * self._line_height

    def hasHeightForWidth(self) -> bool:
        return True
