"""Take back, bring again, clear."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.icon_button import IconButton

_SIZE = 24


class UndoTools(QWidget):
    """Three small buttons for the canvas.

    Signals
    -------
    undo_wanted(), redo_wanted(), clear_wanted()
        The button was pressed.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = IconButton("undo", "", theme, size=_SIZE, look="flat")
        self.redo = IconButton("redo", "", theme, size=_SIZE, look="flat")
        self.clear = IconButton("clear", "", theme, size=_SIZE, look="flat")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        wishes = (self.undo_wanted, self.redo_wanted, self.clear_wanted)
        for button, wish in zip(self._buttons(), wishes, strict=True):
            self._row.addWidget(button)
            button.clicked.connect(wish)
        self.set_theme(theme)
        self._set_texts()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from now on."""
        self._row.setSpacing(theme.px(2))
        for button in self._buttons():
            button.set_theme(theme)

    def set_possible(self, undo: bool, redo: bool, clear: bool) -> None:
        """Put the buttons in and out of use."""
        for button, possible in zip(self._buttons(), (undo, redo, clear), strict=True):
            button.setEnabled(possible)

    def _buttons(self) -> tuple[IconButton, IconButton, IconButton]:
        return self.undo, self.redo, self.clear

    def _set_texts(self) -> None:
        self.undo.set_tooltip(self.tr("Take back the last stroke (Ctrl+Z on the canvas)"))
        self.redo.set_tooltip(self.tr("Bring the stroke back (Ctrl+Shift+Z on the canvas)"))
        self.clear.set_tooltip(self.tr("Clear the canvas (Delete on the canvas)"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
