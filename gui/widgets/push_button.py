"""A button with a text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.keyboard_focus import PRESSING_KEYS, KeyboardFocus

_TEXT_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic


class PushButton(QPushButton):
    """A button with a text and, if wished, an icon before it.

    Parameters
    ----------
    text
        What the button does, as a verb.
    primary
        Filled with the accent: for the one action that comes first in its place.
    icon_name
        Name of a file in assets/icons without its ending, or nothing.
    """

    def __init__(self, text: str, theme: Theme, primary: bool = False, *, icon_name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._primary = primary
        self._icon_name = icon_name
        self.setProperty("look", "primary" if primary else "plain")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.px(28))
        self.updateGeometry()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon before the text, or none."""
        self._icon_name = icon_name
        self.updateGeometry()
        self.update()

    def _color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.text_disabled
        return self._theme.on_accent if self._primary else self._theme.text

    def _text_width(self) -> int:
        """Without the ampersand of a letter that presses it."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()

    def _icon_room(self) -> int:
        return self._theme.px(16) + self._theme.px(6) if self._icon_name else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._text_width() + self._icon_room() + 2 * self._theme.px(12) + 1, self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        side, room = self._theme.px(16), self._icon_room()
        text_width = min(self._text_width(), self.width() - room)
        left = (self.width() - text_width - room) // 2
        if self._icon_name:
            pixmap = icon_pixmap(self._icon_name, self._color(), side, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
        painter.setPen(self._color())
        painter.drawText(self.rect().adjusted(left + room, 0, 0, 0), _TEXT_FLAGS, self.text())
