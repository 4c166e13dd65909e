"""What a person is asked about a document: a headline, what it means, and up to three answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.foundation.language import file_text
from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton, icon_pixmap
from gui.widgets.plain_text import PlainLabel
from simulator.errors import value_text

WIDTH = 440
"""Of a question at scale 1."""


@dataclass(frozen=True)
class Answer:
    """A button under a question.

    Attributes
    ----------
    key
        What `Question.answer` becomes.
    text
        What the button does.
    """

    key: str
    text: str


class Question(QDialog):
    """A question in the middle of its window.

    The first answer is the one that comes first: Enter gives it. The last one changes nothing: Esc and closing the
    dialog give it.

    Parameters
    ----------
    headline, text
        The question, and what there is to know about it.
    answers
        The first at the right, as the one that comes first; the last beside it; others at the left.

    Attributes
    ----------
    answer
        Key of the answer that was given; that of the last one as long as none was.
    """

    def __init__(self, headline: str, text: str, answers: Sequence[Answer], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Deltaflow")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.answer = answers[-1].key
        self._buttons: dict[str, PushButton] = {}
        title = _words(headline, theme, size=15, semibold=True)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(text)
        sign = PlainLabel()
        sign.setPixmap(icon_pixmap("help", theme.text_dim, theme.px(24), self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(theme.px(6))
        words.addWidget(title)
        words.addWidget(_words(text, theme, tone="dim"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        lines = QVBoxLayout(self)
        side = theme.px(20)
        lines.setContentsMargins(side, side, side, theme.px(16))
        lines.setSpacing(theme.px(18))
        lines.addLayout(row)
        lines.addLayout(self._answers(answers, theme))
        fit_to_words(self, theme.px(WIDTH))
        # Tab goes from the answer that comes first to the others, and at last to the one that changes nothing
        order = [self._buttons[answer.key] for answer in answers]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        order[0].setDefault(True)
        order[0].setFocus()

    def button(self, key: str) -> PushButton:
        """The button of an answer."""
        return self._buttons[key]

    def ask(self) -> str:
        """Waits for the answer, and gives its key."""
        self.exec()
        self.setParent(None)
        self.deleteLater()
        return self.answer

    def _answers(self, answers: Sequence[Answer], theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        first, *others, last = answers
        for answer in (*others, None, last, first):
            if answer is None:
                row.addStretch(1)
                continue
            button = PushButton(answer.text, theme, primary=answer is first)
            button.setAutoDefault(False)
            button.setMinimumWidth(theme.px(84))
            button.clicked.connect(self._give)
            button.setProperty("answer", answer.key)
            self._buttons[answer.key] = button
            row.addWidget(button)
        return row

    def _give(self) -> None:
        self.answer = str(self.sender().property("answer"))
        self.accept()


def fit_to_words(dialog: QDialog, width: int) -> None:
    """Makes a dialog so wide, and as high as its words are then: Qt doesn't ask words that wrap by itself."""
    layout = dialog.layout()
    assert layout is not None, "it is filled"
    width = max(width, layout.totalMinimumSize().width())
    dialog.setFixedSize(width, layout.totalHeightForWidth(width))


def _words(text: str, theme: Theme, *, size: float = 13, semibold: bool = False, tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.font(size, semibold=semibold))
    if tone:
        label.setProperty("tone", tone)
    return label


class Questions(QObject):
    """The questions about a document.

    Parameters
    ----------
    window
        In the middle of which they are asked.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.theme = Theme()

    def about_unsaved(self, name: str) -> str:
        """What shall become of unsaved changes: "save", "drop" or "cancel"."""
        return self._ask(self.tr("Save the changes in {document}?").format(document=file_text(name)),
                         self.tr("What was done since it was last saved is lost otherwise."),
                         Answer("save", self.tr("Save")), Answer("drop", self.tr("Don't save")),
                         Answer("cancel", self.tr("Cancel")))

    def about_changed_file(self, name: str) -> str:
        """Another program has written to the file: "overwrite", "save_as" or "cancel"."""
        return self._ask(self.tr("{document} was changed by another program").format(document=file_text(name)),
                         self.tr("It isn't the file any more that was opened or saved here. Saving writes over what "
                                  "stands in it now; under another name both are kept."),
                         Answer("save_as", self.tr("Save as…")), Answer("overwrite", self.tr("Overwrite")),
                         Answer("cancel", self.tr("Cancel")))

    def about_existing_file(self, name: str) -> str:
        """There is a file of this name: "rename", "overwrite" or "cancel"."""
        return self._ask(self.tr("{document} exists already").format(document=file_text(name)),
                         self.tr("Saving writes over what stands in it now."),
                         Answer("rename", self.tr("Another name…")), Answer("overwrite", self.tr("Overwrite")),
                         Answer("cancel", self.tr("Cancel")))

    def about_data_file(self, name: str, file: Path) -> str:
        """What is to be opened takes its samples from a file of this computer: "open" or "cancel"."""
        return self._ask(self.tr("Open {file} as well?").format(file=file_text(file)),
                         self.tr("{document} takes its samples from this file on your computer: {path}. Its numbers "
                                 "come into view, and the next save puts them into the document.").format(
                             document=file_text(name), path=value_text(file)),
                         Answer("open", self.tr("Open it")), Answer("cancel", self.tr("Don't open")))

    def _ask(self, headline: str, text: str, *answers: Answer) -> str:
        return Question(headline, text, answers, self.theme, self._window).ask()
