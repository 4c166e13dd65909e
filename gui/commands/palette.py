"""All commands by their names: type a few letters, press Enter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.foundation.theme import Theme
from gui.widgets.access import announce
from gui.widgets.labels import ElidingDelegate
from gui.widgets.plain_text import PlainLabel
from gui.workspaces.contract import Command

# Commands, and how they are found by a few letters.

MOST_FOUND = 200
_KEY_IN_BRACKETS = re.compile(r"\(&\w\)")
"""How an entry's letter is marked where it isn't one of the word's own."""


def commands_of(bar: QMenuBar) -> Iterator[Command]:
    """Every entry of all menus."""
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, _bare(entry.text()))


def found(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands in which every typed word occurs, those that begin with it first; all of them for no word."""
    words = _folded(text).split()
    if not words:
        return list(commands[:MOST_FOUND])
    ranked = []
    for number, command in enumerate(commands):
        title, all_of_it = _folded(command.title), _folded(f"{command.group} {command.title} {command.keys}")
        if all(word in all_of_it for word in words):
            is_exact = " ".join(words) in (title, _folded(command.keys))
            ranked.append((-1 if is_exact else _rank(title, words), not command.is_possible, number))
    return [commands[number] for _, _, number in sorted(ranked)[:MOST_FOUND]]


def _rank(title: str, words: Sequence[str]) -> int:
    if title.startswith(words[0]):
        return 0
    if all(any(part.startswith(word) for part in title.split()) for word in words):
        return 1
    return 2 if all(word in title for word in words) else 3


def _of_menu(menu: QMenu, group: str) -> Iterator[Command]:
    for entry in menu.actions():
        part = entry.menu()
        if isinstance(part, QMenu):
            yield from _of_menu(part, f"{group} › {_bare(entry.text())}")
        elif not entry.isSeparator() and entry.isVisible() and entry.text():
            yield _command(entry, group)


def _command(entry: QAction, group: str) -> Command:
    text, _, shown = entry.text().partition("\t")
    keys = shown or entry.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Command(_bare(text), group, keys, entry.trigger, entry.isEnabled(),
                   entry.isCheckable() and entry.isChecked())


def _bare(text: str) -> str:
    """Without the marks of keys: "&Save…" is Save, "저장(&S)…" is 저장."""
    text = _KEY_IN_BRACKETS.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _folded(text: str) -> str:
    """Large and small letters, and letters with and without accents, are the same; Hangul stays whole."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in parts if not unicodedata.combining(letter)))


# The list of commands that were found.

_ROW, _MARGIN = 32, 10
_ROLE = Qt.ItemDataRole.UserRole


class PaletteList(QListWidget):
    """One row a command: its menus and its name at the left, its key at the right.

    Signals
    -------
    entered(object)
        A Command was clicked.
    """

    entered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._commands: tuple[Command, ...] = ()
        self._most = 400
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(theme, self))
        self.setAccessibleName(self.tr("Commands found"))
        self.itemClicked.connect(self._on_clicked)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """List these; the first that can be done is chosen."""
        self._commands = tuple(commands)
        self.clear()
        for command in self._commands:
            keys = f", {command.keys}" if command.keys else ""
            item = QListWidgetItem(f"{command.group} › {command.title}{keys}")
            item.setData(_ROLE, command)
            if not command.is_possible:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        first = next((row for row, command in enumerate(self._commands) if command.is_possible), -1)
        self.setCurrentRow(first)
        self.updateGeometry()

    def fit(self, height: int) -> None:
        """Be no higher than this."""
        self._most = height
        self.updateGeometry()

    def chosen(self) -> Command | None:
        """The chosen command."""
        row = self.currentRow()
        return self._commands[row] if 0 <= row < len(self._commands) else None

    def chosen_text(self) -> str:
        """The chosen command with its menu and its key; empty if there is none."""
        item = self.currentItem()
        return item.text() if item is not None else ""

    def move_by(self, rows: int) -> None:
        """Choose one further down or up, past what can't be done now."""
        possible = [row for row, command in enumerate(self._commands) if command.is_possible]
        if possible:
            here = possible.index(self.currentRow()) if self.currentRow() in possible else 0
            there = here + rows if abs(rows) > 1 else (here + rows) % len(possible)
            self.setCurrentRow(possible[min(max(there, 0), len(possible) - 1)])

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.entered.emit(item.data(_ROLE))

    def sizeHint(self) -> QSize:
        rows = max(min(len(self._commands), 14), 1)
        return QSize(self._theme.px(400), min(rows * self._theme.px(_ROW) + 2, max(self._most, self._theme.px(_ROW))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_ROW))


class _Painter(ElidingDelegate):
    """Draws a row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font, self._key_font = theme.font(13), theme.font(12, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        theme, command = self._theme, index.data(_ROLE)
        if not isinstance(command, Command):
            return
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.sunken)
            painter.drawRoundedRect(rect, theme.px(6), theme.px(6))
        inner = rect.adjusted(theme.px(_MARGIN), 0, -theme.px(_MARGIN), 0)
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        plain, dim = (theme.text, theme.text_dim) if command.is_possible else (theme.text_disabled,) * 2
        painter.setFont(self._key_font)
        painter.setPen(dim)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, command.keys)
        group, title, room = self._words(rect, command)
        painter.setFont(self._font)
        metrics = painter.fontMetrics()
        painter.drawText(room, middle | left, group)
        painter.setPen(plain)
        painter.drawText(room.adjusted(metrics.horizontalAdvance(group), 0, 0, 0), middle | left,
                         metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()

    def shortened_text(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        command = index.data(_ROLE)
        if not isinstance(command, Command):
            return ""
        _, title, room = self._words(option.rect, command)
        return title if QFontMetrics(self._font).horizontalAdvance(title) > room.width() else ""

    def _words(self, rect: QRect, command: Command) -> tuple[str, str, QRect]:
        """The menu, which gives way first, the title, and the room for both."""
        theme = self._theme
        keys = QFontMetrics(self._key_font).horizontalAdvance(command.keys)
        side = theme.px(_MARGIN)
        room = rect.adjusted(side, 0, -side - (keys + theme.px(12) if keys else 0), 0)
        group = f"{command.group}  ›  "
        title = f"✓ {command.title}" if command.is_on else command.title
        fits = QFontMetrics(self._font).horizontalAdvance(group + title) <= room.width()
        return group if fits else "", title, room


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
