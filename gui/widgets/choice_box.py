"""A choice among many, folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QToolTip, QWidget

from gui.theme import Theme
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip


class ChoiceBox(QComboBox):
    """A list to choose from; every entry has a key that doesn't depend on the language.

    The wheel turns it only while it has the focus, so that scrolling a panel changes nothing by accident.

    Parameters
    ----------
    items
        Pairs of key and text.

    Signals
    -------
    chosen(str)
        Somebody chose another entry: its key. `set_key` and `set_items` don't emit it.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str]], theme: Theme, *, name: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        KeyboardFocus(self, {Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End})
        self.setAccessibleName(name)
        # on some platforms screen readers take what is chosen for its name, and read this too
        self.setToolTip(plain_tip(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # AdjustToContents would resize the box behind the layout's back; sizeHint below follows the entries instead.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._key = ""
        self.set_items(items)
        self.activated.connect(self._on_activated)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._theme = theme
        self.setFont(theme.font(13))
        self.setFixedHeight(theme.px(28))
        self.view().setFont(theme.font(13))

    def key(self) -> str:
        """Key of the chosen entry; empty when there is none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose an entry without emitting `chosen`.

        Raises
        ------
        ValueError
            If no entry has this key.
        """
        index = self.findData(key)
        if index < 0:
            known = ", ".join(str(self.itemData(number)) for number in range(self.count()))
            raise ValueError(f'there is no choice "{key}"; there are {known}')
        self._key = key
        self.setCurrentIndex(index)

    def set_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Other entries; the chosen one stays chosen if it is among them, else the first is."""
        self.clear()
        for key, text in items:
            self.addItem(text, key)
        self.updateGeometry()
        keys = [key for key, _ in items]
        if keys:
            self.set_key(self._key if self._key in keys else keys[0])
        else:
            self._key = ""

    def _on_activated(self, index: int) -> None:
        key = str(self.itemData(index))
        if key != self._key:
            self._key = key
            self.chosen.emit(key)

    def _elided(self, text: str) -> str:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                           QStyle.SubControl.SC_ComboBoxEditField, self).width()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room)

    def event(self, event: QEvent) -> bool:
        text = self.currentText()
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._elided(text) != text:
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(filter(None, (text, self.toolTip())))), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._elided(option.currentText)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def sizeHint(self) -> QSize:
        texts = [self.itemText(number) for number in range(self.count())]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
        return QSize(widest + self._theme.px(8 + 24 + 12), self._theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(72), self._theme.px(28))
