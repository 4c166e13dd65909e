"""A square button with an icon."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from gui.theme import Theme
from gui.widgets.icons import icon_pixmap
from gui.widgets.keyboard_focus import PRESSING_KEYS, KeyboardFocus
from gui.widgets.plain_text import plain_tip


class IconButton(QToolButton):
    """A button that shows an icon and says in a tooltip (and to a screen reader) what it does.

    Parameters
    ----------
    icon_name
        Name of a file in assets/icons without its ending.
    tooltip
        What the button does.
    size
        Width and height at scale 1.
    look
        "plain" has a hairline around it, "flat" none, "primary" is filled.
    """

    def __init__(self, icon_name: str, tooltip: str, theme: Theme, *, size: float = 28, look: str = "plain",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, PRESSING_KEYS)
        self._icon_name = icon_name
        self._size = size
        self._look = look
        self.setProperty("look", look)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_tooltip(tooltip)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFixedSize(theme.px(self._size), theme.px(self._size))
        self.update()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        if icon_name != self._icon_name:
            self._icon_name = icon_name
            self.update()

    def icon_name(self) -> str:
        """Name of the icon that is shown."""
        return self._icon_name

    def set_tooltip(self, tooltip: str) -> None:
        """Say something else about what the button does."""
        self.setToolTip(plain_tip(tooltip))
        self.setAccessibleName(tooltip)

    def _icon_color(self) -> QColor:
        if not self.isEnabled():
            return self._theme.text_disabled
        return self._theme.on_accent if self._look == "primary" or self.isChecked() else self._theme.text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.icon = QIcon()
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        side = self._theme.px(self._size * 0.62)
        corner = QPoint((self.width() - side) // 2, (self.height() - side) // 2)
        painter.drawPixmap(corner, icon_pixmap(self._icon_name, self._icon_color(), side, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        return self.size()
