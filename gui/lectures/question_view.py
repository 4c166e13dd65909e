"""A question of a beat: what is asked, the answers, and what is said once somebody has chosen."""

from __future__ import annotations

from string import ascii_uppercase

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.formulas import Formulas
from gui.lectures.choice_button import ChoiceButton, Verdict
from gui.lectures.prose import ProseView
from gui.theme import Theme
from lectures.model import Question

CHOICE_SIZE = 15.0 / 17.0
"""Letters of the answers, in letters of the text."""


class QuestionView(QWidget):
    """Asks; what has been answered is told by `show_answer`.

    Signals
    -------
    chosen(int)
        Somebody chose the answer of this number, counted from 0.
    """

    chosen = Signal(int)

    def __init__(self, question: Question, language: str, formulas: Formulas, theme: Theme, size_px: float, *,
                 folder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._is_revealed = False
        self.text = ProseView(question.text.in_language(language), formulas, theme, size_px, folder=folder)
        self.choices = tuple(
            ChoiceButton(letter, choice.in_language(language), formulas, theme, size_px * CHOICE_SIZE)
            for letter, choice in zip(ascii_uppercase, question.choices, strict=False))
        self.then = ProseView(question.then.in_language(language), formulas, theme, size_px, folder=folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.text)
        column.addSpacing(theme.px(4))
        for number, button in enumerate(self.choices):
            column.addWidget(button)
            button.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
        column.addSpacing(theme.px(4))
        column.addWidget(self.then)
        self.then.hide()

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is shown."""
        return self._is_revealed

    def has_focus(self) -> bool:
        """Whether the keyboard is at one of the answers."""
        return any(button.hasFocus() for button in self.choices)

    def show_answer(self, revealed: bool, chosen: int | None) -> None:
        """Mark what was right and what was wrong, or ask again."""
        self._is_revealed = revealed
        for number, button in enumerate(self.choices):
            verdict = Verdict.OPEN
            if revealed:
                verdict = Verdict.WRONG if number == chosen else Verdict.NOT_CHOSEN
                verdict = Verdict.RIGHT if number == self._question.answer else verdict
            button.set_verdict(verdict)
        self.then.setVisible(revealed and bool(self._question.then))

    def set_size(self, size_px: float) -> None:
        """Larger or smaller letters."""
        self.text.set_size(size_px)
        self.then.set_size(size_px)
        for button in self.choices:
            button.set_size(size_px * CHOICE_SIZE)
