"""A box to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus


class CheckBox(QCheckBox):
    """A box that is ticked or not, with its text beside it. `toggled` and `clicked` are Qt's own signals."""

    def __init__(self, text: str, theme: Theme, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        KeyboardFocus(self, {Qt.Key.Key_Space})
        self.setChecked(checked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self.setFont(theme.font(13))
        self.setMinimumHeight(theme.px(24))
