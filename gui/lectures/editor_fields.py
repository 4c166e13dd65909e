"""Where one types in the editor of lectures: a line, paragraphs, and a part that can be folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.lectures.editor_draft import Draft, told
from gui.widgets.buttons import IconButton, PushButton
from gui.widgets.fields import ChoiceBox
from gui.widgets.labels import ElidedLabel

# Actions that were captured, in the editor: each on a line, with a button that takes it away.

translate = QCoreApplication.translate


class ActionRows(QWidget):
    """Lines under one another; nothing where there are none.

    Signals
    -------
    removed(int)
        The number of an action that is not wanted any more.
    """

    removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_actions(self, actions: Sequence[str]) -> None:
        """Other lines."""
        if list(actions) == self._shown:
            return
        self._shown = list(actions)
        while (row := self._column.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, action in enumerate(actions):
            self._column.addWidget(self._row(number, action))

    def _row(self, number: int, action: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        text = translate("StagePart", "{number}. then {action}").format(number=number + 1, action=action)
        remove = IconButton("close", translate("StagePart", "Take this action away"), self._theme, size=20,
                            look="flat")
        remove.clicked.connect(partial(self._remove, number))
        row.addWidget(ElidedLabel(text, self._theme, size=12), 1)
        row.addWidget(remove)
        return line

    def _remove(self, number: int, _: bool = False) -> None:
        self.removed.emit(number)


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


# A question of a beat in the editor: what is asked, what can be chosen, and what is said then.

_LONGEST_CHOICE = 40


class QuestionPart(QWidget):
    """Fields for the question of the present beat.

    Attributes
    ----------
    question, choices, then
        Fields; every line of `choices` is one of them.
    answer
        Which of them is right.
    capture_then, action_rows
        Captures what is shown once somebody has answered; what was captured.
    remove
        Takes the question away.

    Signals
    -------
    edited()
        The draft is another one.
    action_removed(int)
        The number of an action that is not wanted any more.
    """

    edited = Signal()
    action_removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._language = ""
        self.question = TextField(self.tr("Question"), theme)
        self.choices = TextField(self.tr("Choices, one on each line"), theme, lines=(3, 9))
        self.answer = ChoiceBox([], theme, name=self.tr("Right answer"))
        self.then = TextField(self.tr("Said when it is answered"), theme, lines=(2, 8))
        self.capture_then = PushButton(self.tr("Capture what is shown then"), theme)
        self.capture_then.setToolTip(self.tr("What you have done since the last capture is shown once somebody has "
                                             "answered"))
        self.action_rows = ActionRows(theme)
        self.remove = PushButton(self.tr("Remove the question"), theme)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(small_label(self.tr("Right answer"), theme))
        row.addWidget(self.answer, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.question)
        column.addWidget(self.choices)
        column.addLayout(row)
        column.addWidget(self.then)
        column.addWidget(self.capture_then, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.action_rows)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.question.typed.connect(lambda text: self._type("text", text))
        self.then.typed.connect(lambda text: self._type("then", text))
        self.choices.typed.connect(self._type_choices)
        self.answer.chosen.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self.action_rows.removed.connect(self.action_removed)

    @property
    def fields(self) -> tuple[TextField, ...]:
        """Where one types."""
        return self.question, self.choices, self.then

    def show_draft(self, draft: Draft, language: str) -> None:
        """The question of the present beat in a language."""
        self._draft, self._language = draft, language
        here = ("beat", draft.beat, "question")
        other = "ko" if language == "en" else "en"
        self.question.show_text(draft.text((*here, "text"), language), draft.text((*here, "text"), other))
        self.then.show_text(draft.text((*here, "then"), language), draft.text((*here, "then"), other))
        choices = self._written(language)
        if _lines(self.choices.text()) != choices:  # an empty line that is being typed stays
            self.choices.show_text("\n".join(choices))
        others = self._written(other)
        self.choices.edit.setPlaceholderText("\n".join(others))
        answer = draft.value((*here, "answer"))
        named = choices or others
        self.answer.set_items([(str(number), f"{number}. {choice[:_LONGEST_CHOICE]}")
                               for number, choice in enumerate(named, 1)])
        if isinstance(answer, int) and 1 <= answer <= len(named):
            self.answer.set_key(str(answer))
        self.answer.setEnabled(bool(named))
        actions = draft.value((*here, "action"))
        self.action_rows.show_actions([told(one) for one in actions] if isinstance(actions, list) else [])
        for button in (self.remove, self.capture_then):
            button.setEnabled(draft.value(here) is not None)

    def _written(self, language: str) -> list[str]:
        assert self._draft is not None, "it is shown"
        choices = self._draft.value(("beat", self._draft.beat, "question", "choices", language))
        return [str(choice) for choice in choices] if isinstance(choices, list) else []

    def _type(self, key: str, text: str) -> None:
        if self._draft is not None:
            self._draft.set_text(("beat", self._draft.beat, "question", key), self._language, text)
            self.edited.emit()

    def _type_choices(self, text: str) -> None:
        if self._draft is None:
            return
        here = ("beat", self._draft.beat, "question")
        question: Any = self._draft.value(here)
        table: dict[str, Any] = dict(question) if isinstance(question, Mapping) else {}
        known = table.get("choices")
        choices = dict(known) if isinstance(known, Mapping) else {}
        choices[self._language] = _lines(text)
        table["choices"] = {language: lines for language, lines in choices.items() if lines}
        table.setdefault("answer", 1)
        if not table["choices"]:
            del table["choices"], table["answer"]
        self._draft.set_value(here, table or None, continues=True)
        self.edited.emit()

    def _choose(self, key: str) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "question", "answer"), int(key))
            self.edited.emit()

    def _remove(self) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "question"), None)
            self.edited.emit()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
