"""A question of a beat in the editor: what is asked, what can be chosen, and what is said then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.lectures.editor_actions import ActionRows
from gui.lectures.editor_draft import Draft
from gui.lectures.editor_fields import TextField, small_label
from gui.lectures.editor_scene import told
from gui.theme import Theme
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.push_button import PushButton

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
