"""The sheet with all keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.commands.key_table import KeyRow, KeySection, key_sections
from gui.theme import Theme
from gui.widgets.plain_text import PlainLabel
from gui.widgets.push_button import PushButton

_WIDTH, _HEIGHT = 960, 740
_LEAST_FOR_TWO = 720
"""Width for two columns, at scale 1; with less there is one."""
_ARROWS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "-": "−", "Ctrl+-": "Ctrl+−", "Return": "Enter"}


class KeySheet(QDialog):
    """Sections in two columns, or in one where there is no room for two; Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().size()
        size = QSize(min(theme.px(_WIDTH), room.width() - theme.px(32)),
                     min(theme.px(_HEIGHT), room.height() - theme.px(48)))
        sections = key_sections()
        has_two = size.width() >= theme.px(_LEAST_FOR_TWO)
        half = (len(sections) + 1) // 2 if has_two else len(sections)
        columns = QHBoxLayout()
        columns.setSpacing(theme.px(32))
        for part in filter(None, (sections[:half], sections[half:])):
            column = QVBoxLayout()
            column.setSpacing(theme.px(20))
            for section in part:
                column.addWidget(self._section(section))
            column.addStretch(1)
            columns.addLayout(column, 1)
        sheet = QWidget()
        sheet.setLayout(columns)
        columns.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(12))
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("All keys"))
        close = PushButton(self.tr("Close"), theme, primary=True)
        close.setMinimumWidth(theme.px(96))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(16))
        foot.addStretch(1)
        foot.addWidget(close)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(area, 1)
        lines.addLayout(foot)
        self.resize(size)
        area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, section: KeySection) -> QWidget:
        theme = self._theme
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(5))
        title = PlainLabel(section.title)
        title.setFont(theme.font(14, semibold=True))
        grid.addWidget(title, 0, 0, 1, 2)
        for number, row in enumerate(section.rows, 1):
            text = PlainLabel(row.text)
            text.setWordWrap(True)
            text.setFont(theme.font(13))
            grid.addWidget(text, number, 0)
            grid.addWidget(self._keys(row), number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        return part

    def _keys(self, row: KeyRow) -> QWidget:
        theme = self._theme
        line = QWidget()
        caps = QHBoxLayout(line)
        caps.setContentsMargins(0, 0, 0, 0)
        caps.setSpacing(theme.px(4))
        for key in row.keys:
            cap = PlainLabel(key_text(key))
            cap.setFont(theme.font(12, tabular=True))
            if key != "…":
                cap.setProperty("part", "key")
            caps.addWidget(cap)
        return line


def key_text(key: str) -> str:
    """A key as it is written on the screen: arrows as arrows."""
    if key in ("…", *_ARROWS):
        return _ARROWS.get(key, key)
    *held, last = key.split("+") if not key.endswith("+") else [*key[:-1].rstrip("+").split("+"), "+"]
    if last in _ARROWS and any(held):
        return "+".join([*held, _ARROWS[last]])
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
