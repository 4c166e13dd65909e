"""Where one types in the editor of lectures: a line, paragraphs, and a part that can be folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.push_button import PushButton

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

LONGEST = 20_000
"""Characters of one text; what is pasted beyond it is left out."""
_FRAME = 20


class LineField(QWidget):
    """A label over one line.

    Attributes
    ----------
    edit
        Where one types.

    Signals
    -------
    typed(str)
        Somebody has typed: all of the text. `show_text` doesn't emit it.
    left()
        The focus has gone elsewhere.
    undo_wanted, redo_wanted
        Their keys were pressed here.
    """

    typed = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, label: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _Line(theme)
        self.edit.setAccessibleName(label)
        self.edit.textEdited.connect(self.typed)
        _stack(self, label, self.edit, theme)

    def show_text(self, text: str, instead: str = "") -> None:
        """Another text; `instead` stands there dimly while there is none."""
        self.edit.setPlaceholderText(instead)
        if self.edit.text() != text:
            self.edit.setText(text)


class TextField(QWidget):
    """A label over paragraphs, as high as they need between some lines and some more.

    Attributes and signals are those of `LineField`.
    """

    typed = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, label: str, theme: Theme, *, lines: tuple[int, int] = (2, 5),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _Paragraphs(theme, lines)
        self.edit.setAccessibleName(label)
        self._is_shown_only = False
        self.edit.textChanged.connect(self._on_changed)
        _stack(self, label, self.edit, theme)

    def text(self) -> str:
        """What stands there."""
        return self.edit.toPlainText()

    def show_text(self, text: str, instead: str = "") -> None:
        """Another text; `instead` stands there dimly while there is none."""
        self.edit.setPlaceholderText(instead)
        if self.text() != text:
            self._is_shown_only = True
            self.edit.setPlainText(text)
            self._is_shown_only = False

    def _on_changed(self) -> None:
        self.edit.fit()
        if not self._is_shown_only:
            self.typed.emit(self.text()[:LONGEST])


class Fold(QWidget):
    """A part under a headline that shows and hides it.

    Attributes
    ----------
    head
        The headline, a button.
    body
        Layout for the part.
    """

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PushButton(title, theme, icon_name="chevron-right")
        self.head.setCheckable(False)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(theme.px(10), 0, 0, 0)
        self.body.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        self._inside.hide()
        self.head.clicked.connect(self._toggle)

    @property
    def is_open(self) -> bool:
        """Whether the part is in view."""
        return not self._inside.isHidden()

    def open(self, is_open: bool) -> None:
        """Shows or hides it."""
        self._inside.setVisible(is_open)
        self.head.set_icon("chevron-down" if is_open else "chevron-right")

    def _toggle(self) -> None:
        self.open(not self.is_open)
        if self.is_open:
            QTimer.singleShot(0, self, self._come_into_view)  # once it has its height

    def _come_into_view(self) -> None:
        """All of it, or at least its headline and what follows."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, 0)
            area.ensureWidgetVisible(self.head, 0, 0)


def small_label(text: str, theme: Theme) -> QLabel:
    """What a field or a row is called."""
    label = QLabel(text)
    label.setFont(theme.font(12))
    label.setProperty("tone", "dim")
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _stack(owner: LineField | TextField, label: str, edit: _Line | _Paragraphs, theme: Theme) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(3))
    column.addWidget(small_label(label, theme))
    column.addWidget(edit)
    edit.left.connect(owner.left)
    edit.undo_wanted.connect(owner.undo_wanted)
    edit.redo_wanted.connect(owner.redo_wanted)


def is_undo(event: QKeyEvent) -> bool:
    """Whether these are the keys for taking something back."""
    return event.matches(QKeySequence.StandardKey.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Whether these are the keys for doing something again."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    return event.matches(QKeySequence.StandardKey.Redo) or \
        (event.key(), event.modifiers()) in ((Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift))


class _Typing(_Widget):
    """Mix-in: the keys for undo take back what was done in the lecture, and not only where one types."""

    if TYPE_CHECKING:
        left: SignalInstance
        undo_wanted: SignalInstance
        redo_wanted: SignalInstance

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and (is_undo(event) or is_redo(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            self.undo_wanted.emit()
        elif is_redo(event):
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _Line(_Typing, QLineEdit):
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.px(28))
        self.setMaxLength(300)


class _Paragraphs(_Typing, QPlainTextEdit):
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, lines: tuple[int, int]) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(13))
        self.fit()

    def fit(self) -> None:
        """As many lines as the text has, within the limits."""
        fewest, most = self._lines
        count = min(max(int(self.document().size().height()), fewest), most)
        height = count * (self.fontMetrics().lineSpacing() + 1) + self._theme.px(_FRAME) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
