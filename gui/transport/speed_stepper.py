"""The speed: slower, how fast, faster."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.playback import SPEEDS
from gui.theme import Theme
from gui.transport.player import Player
from gui.widgets.icon_button import IconButton
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import PlainLabel

_SLOWER_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Down)
_FASTER_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Up)


def speed_text(speed: float) -> str:
    """For example 0.5× or 32×."""
    return f"{speed:g}×"


class SpeedStepper(KeyboardFocus, QFrame):
    """How fast Play goes and pictures move; reached with Tab, the arrow keys change it.

    Attributes
    ----------
    slower, faster
        The buttons.
    """

    own_keys = frozenset({*_SLOWER_KEYS, *_FASTER_KEYS})

    def __init__(self, player: Player, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._theme = theme
        self.setProperty("part", "segments")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(28))
        self.setAccessibleName(self.tr("Speed"))
        self.setToolTip(self.tr("How fast Play goes and signals travel; 1× is normal"))
        self.slower = IconButton("chevron-left", self.tr("Slower"), theme, size=22, look="flat")
        self.faster = IconButton("chevron-right", self.tr("Faster"), theme, size=22, look="flat")
        self._value = PlainLabel()
        self._value.setFont(theme.font(12, tabular=True))
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        widest = max(self._value.fontMetrics().horizontalAdvance(speed_text(speed)) for speed in SPEEDS)
        self._value.setFixedWidth(widest + theme.px(2))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), 0, theme.px(2), 0)
        row.setSpacing(0)
        for part in (self.slower, self._value, self.faster):
            row.addWidget(part)
        for button in (self.slower, self.faster):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slower.clicked.connect(self._go_slower)
        self.faster.clicked.connect(self._go_faster)
        player.speed_changed.connect(self._show)
        self._show()

    def text(self) -> str:
        """The speed as it is written."""
        return self._value.text()

    def _go_slower(self) -> None:
        self._player.set_speed(max((speed for speed in SPEEDS if speed < self._player.speed), default=SPEEDS[0]))

    def _go_faster(self) -> None:
        self._player.set_speed(min((speed for speed in SPEEDS if speed > self._player.speed), default=SPEEDS[-1]))

    def _show(self) -> None:
        speed = self._player.speed
        self._value.setText(speed_text(speed))
        self.setAccessibleDescription(speed_text(speed))
        self.slower.setEnabled(speed > SPEEDS[0])
        self.faster.setEnabled(speed < SPEEDS[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _SLOWER_KEYS:
            self._go_slower()
        elif event.key() in _FASTER_KEYS:
            self._go_faster()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.shows_ring():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self._theme.px(2)
            painter.setPen(QPen(self._theme.focus, width))
            inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
            painter.drawRoundedRect(inside, self._theme.px(6), self._theme.px(6))
