"""First, Back, Play or Pause, Next, Last."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.labour import Activity
from gui.theme import Theme
from gui.transport.player import Player
from gui.widgets.icon_button import IconButton

_SIZE, _PLAY_WIDTH = 28, 40
_KEY = re.compile(r"\s*\([^()]*\)$")
"""What a tooltip says of a key, at its end."""


class MoveButtons(QWidget):
    """The five buttons that move the cursor.

    Attributes
    ----------
    first, back, play, next, last
        The buttons; `play` pauses while anything goes on.
    """

    def __init__(self, player: Player, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._tells_keys = True
        self.first = IconButton("first", self.tr("To the beginning (Home)"), theme, size=_SIZE)
        self.back = IconButton("back", self.tr("Back (←)"), theme, size=_SIZE)
        self.play = IconButton("play", "", theme, size=_SIZE, look="primary")
        self.play.setFixedWidth(theme.px(_PLAY_WIDTH))
        self.next = IconButton("next", self.tr("Next (→)"), theme, size=_SIZE)
        self.last = IconButton("last", self.tr("To the end of what has been made (End)"), theme, size=_SIZE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        moves = ((self.first, player.first), (self.back, player.back), (self.play, player.toggle_play),
                 (self.next, player.next), (self.last, player.last))
        for button, move in moves:
            row.addWidget(button)
            # `clicked` brings a bool along, which a move would take for its granularity
            button.clicked.connect(lambda _=False, move=move: move())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        player.activity_changed.connect(self._show_activity)
        self._show_activity()

    def tell_keys(self, *, told: bool) -> None:
        """Whether the keys are named: not while they belong to somebody else."""
        self._tells_keys = told
        for button, text in ((self.first, self.tr("To the beginning (Home)")), (self.back, self.tr("Back (←)")),
                             (self.next, self.tr("Next (→)")),
                             (self.last, self.tr("To the end of what has been made (End)"))):
            button.set_tooltip(self._told(text))
        self._show_activity()

    def _told(self, text: str) -> str:
        return text if self._tells_keys else _KEY.sub("", text)

    def _show_activity(self) -> None:
        idle = self._player.activity is Activity.IDLE
        self.play.set_icon("play" if idle else "pause")
        self.play.set_tooltip(self._told(self.tr("Play (Space)") if idle else self.tr("Pause (Space)")))
