"""All commands by their names: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from gui.commands.finding import Command, found
from gui.commands.palette_list import PaletteList
from gui.theme import Theme
from gui.widgets.plain_text import PlainLabel
from gui.widgets.telling import announce

_WIDTH, _TOP, _SIDE = 560, 64, 24
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Palette(QFrame):
    """A line to type into over a list; it lies over the window and goes away with the first thing that is done.

    Parameters
    ----------
    commands
        All that there are.

    Attributes
    ----------
    line, list
        The parts.

    Signals
    -------
    closed()
        It is put away.
    """

    closed = Signal()

    def __init__(self, commands: Sequence[Command], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._around = parent
        self._commands = tuple(commands)
        self._is_open = True
        self.setProperty("part", "palette")
        self.setAccessibleName(self.tr("Find a command"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Name of a command"))
        self.line.setFixedHeight(theme.px(34))
        self.line.setFont(theme.font(14))
        self.list = PaletteList(theme)
        self._nothing = PlainLabel(self.tr("There is no such command."))
        self._nothing.setProperty("tone", "dim")
        self._nothing.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(*(theme.px(8),) * 4)
        lines.setSpacing(theme.px(6))
        for part in (self.line, self._nothing, self.list):
            lines.addWidget(part)
        lines.addStretch(1)
        self.line.textChanged.connect(self._find)
        self.list.entered.connect(self._carry_out)
        self.line.installEventFilter(self)
        parent.installEventFilter(self)
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_palette(self) -> None:
        """Put it away."""
        if self._is_open:
            self._is_open = False
            self.hide()
            self.deleteLater()
            self.closed.emit()

    def _find(self, text: str) -> None:
        commands = found(self._commands, text)
        self.list.set_commands(commands)
        self._nothing.setVisible(not commands)
        self.list.setVisible(bool(commands))
        self._place()
        if text:
            self._tell_chosen()

    def _tell_chosen(self) -> None:
        """The list never has the keyboard: screen readers are told what Enter would do."""
        announce(self.line, self.list.chosen_text() or self._nothing.text())

    def _carry_out(self, command: Command) -> None:
        if command.is_possible:
            self.close_palette()
            # not from inside of a click on what is about to go: the command may ask something and wait
            QTimer.singleShot(0, self._around, command.does)

    def _place(self) -> None:
        px, around = self._theme.px, self._around
        width = min(px(_WIDTH), around.width() - 2 * px(_SIDE))
        room = around.height() - 2 * px(_TOP)
        self.list.fit(room - px(34) - 3 * px(8))
        self.setGeometry((around.width() - width) // 2, px(_TOP), width, min(self.sizeHint().height(), room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._around and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.line and event.type() == QEvent.Type.FocusOut and not self.isAncestorOf(
                self.window().focusWidget() or self.window()):
            self.close_palette()
        elif watched is self.line and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) \
                and self._is_own(event):
            event.accept()
            return True
        elif watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return False

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        return event.key() in (*_MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.list.move_by(_MOVES[key])
            self._tell_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = self.list.chosen()
            if chosen is not None:
                self._carry_out(chosen)
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True
