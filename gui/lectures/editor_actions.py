"""Actions that were captured, in the editor: each on a line, with a button that takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import Theme
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.icon_button import IconButton

translate = QCoreApplication.translate


class ActionRows(QWidget):
    """Lines under one another; nothing where there are none.

    Signals
    -------
    removed(int)
        The number of an action that is not wanted any more.
    """

    removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))

    def show_actions(self, actions: Sequence[str]) -> None:
        """Other lines."""
        if list(actions) == self._shown:
            return
        self._shown = list(actions)
        while (row := self._column.takeAt(0)) is not None:
            widget = row.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, action in enumerate(actions):
            self._column.addWidget(self._row(number, action))

    def _row(self, number: int, action: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        text = translate("StagePart", "{number}. then {action}").format(number=number + 1, action=action)
        remove = IconButton("close", translate("StagePart", "Take this action away"), self._theme, size=20,
                            look="flat")
        remove.clicked.connect(partial(self._remove, number))
        row.addWidget(ElidedLabel(text, self._theme, size=12), 1)
        row.addWidget(remove)
        return line

    def _remove(self, number: int, _: bool = False) -> None:
        self.removed.emit(number)
