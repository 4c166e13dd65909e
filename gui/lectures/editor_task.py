"""Something to try in a beat, in the editor: what is asked for, what one may use for it, and when it is met."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.lectures.editor_boxes import PartBoxes
from gui.lectures.editor_draft import Draft
from gui.lectures.editor_fields import TextField, small_label
from gui.theme import Theme
from gui.widgets.push_button import PushButton
from lectures.model import NETWORK, SHOWN

_HAND = "hand"


class TaskPart(QWidget):
    """Fields for what is to be tried in the present beat.

    Attributes
    ----------
    task, goal, done
        Fields; every line of `goal` is a condition.
    controls
        What comes into view for it.
    remove
        Takes all of it away.

    Signals
    -------
    edited()
        The draft is another one.
    """

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._language = ""
        self.task = TextField(self.tr("What is to be tried"), theme)
        self.goal = TextField(self.tr("Goal, one condition on each line"), theme, lines=(1, 4))
        self.goal.edit.setToolTip(self.tr("Such as accuracy == 1, or cost < 0.05; all of them must be met. The names "
                                          "that there are stand in docs/lectures.md"))
        self.controls = PartBoxes(theme)
        self.done = TextField(self.tr("Said when the goal is met"), theme)
        self.remove = PushButton(self.tr("Remove what is to be tried"), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.task)
        column.addWidget(self.goal)
        column.addWidget(small_label(self.tr("Unlocked for it"), theme))
        column.addWidget(self.controls)
        column.addWidget(self.done)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.task.typed.connect(self._type_task)
        self.done.typed.connect(self._type_done)
        self.goal.typed.connect(self._type_goal)
        self.controls.changed.connect(self._tick)
        self.remove.clicked.connect(self._remove)

    @property
    def fields(self) -> tuple[TextField, ...]:
        """Where one types."""
        return self.task, self.goal, self.done

    def show_draft(self, draft: Draft, language: str, workspace: str) -> None:
        """What is to be tried in the present beat, which shows this workspace."""
        self._draft, self._language = draft, language
        here = ("beat", draft.beat, "try")
        other = "ko" if language == "en" else "en"
        for field, key in ((self.task, "text"), (self.done, "done")):
            field.show_text(draft.text((*here, key), language), draft.text((*here, key), other))
        goals = _listed(draft.value((*here, "goal")))
        if _lines(self.goal.text()) != goals:  # an empty line that is being typed stays
            self.goal.show_text("\n".join(goals))
        self.goal.edit.setPlaceholderText("accuracy == 1" if workspace == NETWORK else "C < 0.1")
        self.controls.show_parts((*SHOWN[workspace], *((_HAND,) if workspace == NETWORK else ())),
                                 _listed(draft.value((*here, "controls"))))
        self.remove.setEnabled(draft.value(here) is not None)

    def _type_task(self, text: str) -> None:
        self._type("text", text)

    def _type_done(self, text: str) -> None:
        self._type("done", text)

    def _type(self, key: str, text: str) -> None:
        if self._draft is not None:
            self._draft.set_text(("beat", self._draft.beat, "try", key), self._language, text)
            self.edited.emit()

    def _type_goal(self, text: str) -> None:
        if self._draft is not None:
            goals = _lines(text)
            value = goals[0] if len(goals) == 1 else goals or None
            self._draft.set_value(("beat", self._draft.beat, "try", "goal"), value, continues=True)
            self.edited.emit()

    def _tick(self, names: tuple[str, ...]) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "try", "controls"), list(names) or None)
            self.edited.emit()

    def _remove(self) -> None:
        if self._draft is not None:
            self._draft.set_value(("beat", self._draft.beat, "try"), None)
            self.edited.emit()


def _listed(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [value] if isinstance(value, str) else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
