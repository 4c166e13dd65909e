"""Pen or eraser, and how wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSlider, QWidget

from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.keyboard_focus import KeyboardFocus
from gui.widgets.plain_text import plain_tip

_THINNEST, _WIDEST = 6, 60


class PenTools(QWidget):
    """Two buttons of which one is down, and a slider.

    Signals
    -------
    eraser_chosen(bool)
        Whether the left mouse button erases from now on.
    width_chosen(int)
        Width of the pen in dots of the paper.
    """

    eraser_chosen = Signal(bool)
    width_chosen = Signal(int)

    def __init__(self, pen_width: float, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pen = _Tool("pen", "", theme)
        self.eraser = _Tool("eraser", "", theme)
        self.width_slider = _WidthSlider()
        self.width_slider.setValue(round(pen_width))
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for button in (self.pen, self.eraser):
            button.setCheckable(True)
            button.setAutoExclusive(True)  # the group sees to that; screen readers learn of it only so
            self._group.addButton(button)
            self._row.addWidget(button)
        self._row.addWidget(self.width_slider, 1)
        self.pen.setChecked(True)
        self.eraser.toggled.connect(self.eraser_chosen)
        self.width_slider.valueChanged.connect(self._on_width)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._row.setSpacing(theme.px(4))
        for button in (self.pen, self.eraser):
            button.set_theme(theme)
        self.width_slider.setFixedHeight(theme.px(20))
        self.width_slider.setMinimumWidth(theme.px(36))

    def _on_width(self, dots: int) -> None:
        self._set_texts()
        self.width_chosen.emit(dots)

    def _set_texts(self) -> None:
        self.pen.set_tooltip(self.tr("Pen: the left mouse button draws"))
        self.eraser.set_tooltip(self.tr("Eraser (or draw with the right mouse button)"))
        self.width_slider.setAccessibleName(self.tr("Pen width"))
        about = self.tr("Pen width: {dots}").format(dots=self.width_slider.value())
        self.width_slider.setToolTip(plain_tip(about))
        self.width_slider.setAccessibleDescription(about)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()


class _Tool(IconButton):
    """One of several tools; ← and → go to the next one."""

    own_keys = IconButton.own_keys | {Qt.Key.Key_Left, Qt.Key.Key_Right}


class _WidthSlider(KeyboardFocus, QSlider):
    own_keys = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
                          Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(_THINNEST, _WIDEST)
        self.setSingleStep(2)
        self.setPageStep(8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:  # scrolling the column must not change the pen
            event.ignore()
