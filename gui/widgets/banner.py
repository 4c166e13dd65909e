"""A message above the content, with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.widgets.access import announce
from gui.widgets.buttons import IconButton, PushButton, icon_pixmap
from gui.widgets.keyboard import restyle
from gui.widgets.plain_text import PlainLabel

_MOST_ACTIONS = 2


class BannerKind(Enum):
    """How serious a message is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Banner(QFrame):
    """A message of one or more lines, up to two buttons that act on it, and one that closes it.

    A question has a line of short answers under it.

    A closed banner hides itself; `show_message` brings it back with another message.

    Signals
    -------
    acted(int)
        Somebody pressed the action of this number, counted from 0. The banner stays: close it with `dismiss`.
    answered(int)
        The answer of this number was pressed.
    dismissed()
        Somebody closed the banner.
    """

    acted = Signal(int)
    answered = Signal(int)
    dismissed = Signal()

    def __init__(self, message: str, kind: BannerKind, theme: Theme, actions: Sequence[str] = (), *,
                 parent: QWidget | None = None) -> None:
        _check_room(actions)
        super().__init__(parent)
        self.setProperty("part", "banner")
        self._theme = theme
        self._kind = kind
        self._sign = PlainLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._buttons = [PushButton("", theme) for _ in range(_MOST_ACTIONS)]
        self._close = IconButton("close", self.tr("Close this message"), theme, look="flat")
        self._row = QHBoxLayout()
        self._answers = QWidget()
        self._answer_line = QHBoxLayout(self._answers)
        self._answer_line.addStretch(1)
        self._answer_buttons: list[PushButton] = []
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self._answers)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        for number, button in enumerate(self._buttons):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.clicked.connect(lambda _=False, number=number: self.acted.emit(number))
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.clicked.connect(self.dismiss)
        self.set_theme(theme)
        self.set_message(message, kind, actions)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self._column.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        self._column.setSpacing(theme.px(8))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._answer_line.setContentsMargins(theme.px(28), 0, theme.px(28), theme.px(4))
        self._answer_line.setSpacing(theme.px(4))
        self._text.setFont(theme.font(13))
        self._text.setMinimumHeight(theme.px(28))
        for button in (*self._buttons, *self._answer_buttons):
            button.set_theme(theme)
        self._close.set_theme(theme)
        self._sign.setFixedSize(QSize(theme.px(20), theme.px(28)))
        self._show_sign()

    def set_message(self, message: str, kind: BannerKind, actions: Sequence[str] = (), answers: Sequence[str] = ()
                    ) -> None:
        """Change what is said, what can be done about it and how it can be answered.

        Raises
        ------
        ValueError
            If there are more than two actions.
        """
        _check_room(actions)
        self._kind = kind
        self._text.setText(message)
        self.setAccessibleName(message)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(actions))
            button.setText(actions[number] if number < len(actions) else "")
        self._show_answers(answers)
        restyle(self, "kind", kind.value)
        self._show_sign()
        # until then the rows inside answer `heightForWidth` as for the message before
        self._column.activate()

    def _show_answers(self, answers: Sequence[str]) -> None:
        for button in self._answer_buttons:
            self._answer_line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answer_buttons = [PushButton(answer, self._theme) for answer in answers]
        for number, button in enumerate(self._answer_buttons):
            button.setMinimumWidth(self._theme.px(36))
            button.clicked.connect(lambda _=False, number=number: self.answered.emit(number))
            self._answer_line.insertWidget(number, button)
        self._answers.setVisible(bool(answers))

    def show_message(self, message: str, kind: BannerKind, actions: Sequence[str] = (), answers: Sequence[str] = ()
                     ) -> None:
        """Change the message and show the banner."""
        self.set_message(message, kind, actions, answers)
        self.show()
        announce(self, message)

    def message(self) -> str:
        """What is said."""
        return self._text.text()

    def actions_offered(self) -> tuple[PushButton, ...]:
        """The buttons that are offered."""
        return tuple(button for button in self._buttons if button.text())

    def answers_offered(self) -> tuple[PushButton, ...]:
        """The buttons of the answers."""
        return tuple(self._answer_buttons)

    def close_button(self) -> IconButton:
        """The button that closes the banner."""
        return self._close

    def dismiss(self) -> None:
        """Close the banner."""
        self.hide()
        self.dismissed.emit()

    def _show_sign(self) -> None:
        theme = self._theme
        tones: dict[BannerKind, tuple[str, QColor]] = {
            BannerKind.INFO: ("info", theme.focus),
            BannerKind.WARNING: ("warning", theme.warning),
            BannerKind.ERROR: ("error", theme.error),
        }
        name, color = tones[self._kind]
        self._sign.setPixmap(icon_pixmap(name, color, theme.px(20), self.devicePixelRatioF()))


def _check_room(actions: Sequence[str]) -> None:
    if len(actions) > _MOST_ACTIONS:
        raise ValueError(f"a banner has room for {_MOST_ACTIONS} actions, got {len(actions)}; leave some out")
