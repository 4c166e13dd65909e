"""The list of commands that were found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gui.commands.finding import Command
from gui.theme import Theme
from gui.widgets.elided_label import ElidingDelegate

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
