"""What happened, racer by racer: a sentence each, and what can be done about a way that ended badly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.descent.outcome_words import OutcomeWords, slower_rate, step_to_go_back_to
from gui.descent.racer_looks import RacerLook
from gui.plane.class_looks import class_shape
from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.push_button import PushButton
from simulator.descent.outcome import Outcome

_TEXT = 13
_STRONG = '<span style="font-weight:600">'


class OutcomeList(QWidget):
    """One entry for each racer.

    Signals
    -------
    slow_down(int, float)
        The racer of this number shall take this learning rate.
    go_back(int, int)
        To where the racer of this number had made so many steps.
    chosen(int)
        The steps of the racer of this number shall be looked at.
    """

    slow_down = Signal(int, float)
    go_back = Signal(int, int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = OutcomeWords(self)
        self._entries: list[OutcomeEntry] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_outcomes(self, outcomes: Sequence[Outcome], looks: Sequence[RacerLook], chosen: int = 0) -> None:
        """Say what has become of the racers, in their order; each has its look, and one of several is looked at."""
        while len(self._entries) < len(outcomes):
            entry = OutcomeEntry(len(self._entries), self._theme, self._words)
            entry.slow_down.connect(self.slow_down)
            entry.go_back.connect(self.go_back)
            entry.chosen.connect(self.chosen)
            self._column.addWidget(entry)
            self._entries.append(entry)
        for entry, outcome, look in zip(self._entries, outcomes, looks, strict=False):
            entry.show_outcome(outcome, look)
            entry.show_chosen(is_one_of=len(outcomes) > 1, is_chosen=entry.number == chosen)
        for number, entry in enumerate(self._entries):
            entry.setVisible(number < len(outcomes))

    def entries(self) -> tuple[OutcomeEntry, ...]:
        """Those that are shown."""
        return tuple(entry for entry in self._entries if not entry.isHidden())


class OutcomeEntry(KeyboardFocus, QWidget):
    """A dot in the racer's colour, its sentences, and buttons where something can be done.

    Attributes
    ----------
    slower, back
        The buttons.

    Signals
    -------
    slow_down(int, float), go_back(int, int), chosen(int)
        As in `OutcomeList`.
    """

    slow_down = Signal(int, float)
    go_back = Signal(int, int)
    chosen = Signal(int)
    own_keys = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})

    def __init__(self, number: int, theme: Theme, words: OutcomeWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._theme = theme
        self._words = words
        self._outcome: Outcome | None = None
        self._look: RacerLook | None = None
        self._dot = _Dot(theme)
        self._text = QLabel()
        self._text.setFont(theme.font(_TEXT, tabular=True))
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setMinimumHeight(theme.px(_TEXT))  # by itself it asks for what a narrow column would need
        self.slower, self.back = PushButton("", theme), PushButton("", theme)
        self.slower.clicked.connect(self._on_slower)
        self.back.clicked.connect(self._on_back)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(theme.px(6))
        for button in (self.slower, self.back):
            button.hide()
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        right.addWidget(self._text)
        right.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self._beside = theme.px(14 + 8 + 6)
        self._can_be_chosen = False

    def show_outcome(self, outcome: Outcome, look: RacerLook) -> None:
        """Say what has become of the racer."""
        if outcome == self._outcome and look == self._look:
            return
        self._outcome, self._look = outcome, look
        self._dot.set_look(look)
        text = self._words.rich(outcome, look.name).replace("<b>", _STRONG).replace("</b>", "</span>")
        if text != self._text.text():
            self._text.setText(text)
            self.setAccessibleName(self._words.plain(outcome, look.name))
        rate, step = slower_rate(outcome), step_to_go_back_to(outcome)
        _offer(self.slower, "" if rate is None else self._words.offer_to_slow_down(rate))
        _offer(self.back, "" if step is None else self._words.offer_to_go_back(step))
        self._place_buttons()

    def show_chosen(self, *, is_one_of: bool, is_chosen: bool) -> None:
        """Whether there are others to look at, and whether it is this one that is looked at."""
        self._can_be_chosen = is_one_of
        self._dot.set_chosen(is_one_of and is_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_one_of else Qt.FocusPolicy.NoFocus)
        self.setToolTip(self.tr("Click to see its steps in numbers") if is_one_of and not is_chosen else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_one_of and not is_chosen else
                       Qt.CursorShape.ArrowCursor)

    def text(self) -> str:
        """What is said, without the marks."""
        return self.accessibleName()

    def color(self) -> QColor:
        """Of the dot."""
        return self._dot.color

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._can_be_chosen:
            self.chosen.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_own(event) and self._can_be_chosen:
            self.chosen.emit(self.number)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shows_ring():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.focus, self._theme.px(2)))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme.px(4), self._theme.px(4))

    def _on_slower(self) -> None:
        rate = None if self._outcome is None else slower_rate(self._outcome)
        if rate is not None:
            self.slow_down.emit(self.number, rate)

    def _on_back(self) -> None:
        step = None if self._outcome is None else step_to_go_back_to(self._outcome)
        if step is not None:
            self.go_back.emit(self.number, step)

    def _place_buttons(self) -> None:
        """Side by side where there is room for both, else below each other."""
        both = self.slower.sizeHint().width() + self.back.sizeHint().width() + self._beside
        fits = self.slower.isHidden() or self.back.isHidden() or both <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if direction is not self._buttons.direction():
            self._buttons.setDirection(direction)
            self._buttons.update()  # or else those around it don't learn that the entry is higher

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()


class _Dot(QWidget):
    """A spot in colour and shape of a ball, in the middle of a line of text; a ring is around the chosen one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.color = theme.text
        self._shape = 0
        self._is_chosen = False
        self.setFixedSize(QSize(theme.px(14), theme.px(18)))

    def set_look(self, look: RacerLook) -> None:
        self.color, self._shape = look.color, look.shape
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color)
        middle, radius, width = QRectF(self.rect()).center(), self._theme.px(5), self._theme.px(2)
        inner = radius - (width if self._is_chosen else 0)
        painter.drawPath(QTransform(inner, 0.0, 0.0, inner, middle.x(), middle.y()).map(class_shape(self._shape)))
        if self._is_chosen:
            painter.setPen(QPen(self.color, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, radius + width / 2, radius + width / 2)


def _offer(button: PushButton, text: str) -> None:
    """Shows a button with a text, or hides it for an empty one."""
    if text != button.text():
        button.setText(text)
        button.updateGeometry()
    button.setVisible(bool(text))
