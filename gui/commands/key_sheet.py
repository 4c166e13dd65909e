"""The sheet with all keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton
from gui.widgets.plain_text import PlainLabel
from lectures.pages import page_keys

# All keys of the program, and what they do: the sheet of keys is drawn from this table.
#
# A key is written as Qt does, "Ctrl+Shift+Z"; several that do the same stand behind one another.

translate = QCoreApplication.translate


@dataclass(frozen=True)
class KeyRow:
    """Keys that do the same, and what that is."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class KeySection:
    """Rows under a headline."""

    title: str
    rows: tuple[KeyRow, ...]


def key_sections() -> tuple[KeySection, ...]:
    """The whole table, in the language of the window."""
    return (_steps(), _documents(), _views(), _stage(), _canvas(), _lecture())


def _row(text: str, *keys: str) -> KeyRow:
    return KeyRow(keys, text)


def _steps() -> KeySection:
    return KeySection(translate("Keys", "Steps in time"), (
        _row(translate("Keys", "next, back"), "Right", "Left"),
        _row(translate("Keys", "the same with a presenter's remote"), "PgDown", "PgUp"),
        _row(translate("Keys", "one grain coarser"), "Shift+Right", "Shift+Left"),
        _row(translate("Keys", "play, pause"), "Space"),
        _row(translate("Keys", "to the beginning, to the end"), "Home", "End"),
        _row(translate("Keys", "how far one press goes, from fine to coarse"), "1", "2", "3", "4", "5"),
        _row(translate("Keys", "train, stop training"), "T"),
        _row(translate("Keys", "the chosen derivative as a graph"), "G"),
    ))


def _documents() -> KeySection:
    return KeySection(translate("Keys", "Documents and changes"), (
        _row(translate("Keys", "new, open"), "Ctrl+N", "Ctrl+O"),
        _row(translate("Keys", "save, save under another name"), "Ctrl+S", "Ctrl+Shift+S"),
        _row(translate("Keys", "undo a change, redo it"), "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"),
        _row(translate("Keys", "save a picture of the window"), "Ctrl+P"),
        _row(translate("Keys", "close the program"), "Ctrl+Q"),
        _row(translate("Keys", "find a command by its name"), "Ctrl+K"),
        _row(translate("Keys", "this sheet, what's this?"), "F1", "Shift+F1"),
        _row(translate("Keys", "the menus"), "Alt", "F10"),
    ))


def _views() -> KeySection:
    pages = list(page_keys().values())
    return KeySection(translate("Keys", "What is in view"), (
        _row(translate("Keys", "network, descent, graph"), "Alt+1", "Alt+2", "Alt+3"),
        _row(translate("Keys", "the list of lectures"), "Alt+L"),
        _row(translate("Keys", "left column, below the stage, right column"), "F6", "F7", "F8"),
        _row(translate("Keys", "the page below the stage"), pages[0], "…", *pages[-2:]),
        _row(translate("Keys", "full screen"), "F11"),
        _row(translate("Keys", "from part to part"), "Tab", "Shift+Tab"),
    ))


def _stage() -> KeySection:
    return KeySection(translate("Keys", "On the stage"), (
        _row(translate("Keys", "another neuron"), "Up", "Down"),
        _row(translate("Keys", "a weight of the neuron, an edge of the node"), "Shift+Up", "Shift+Down"),
        _row(translate("Keys", "another layer"), "[", "]"),
        _row(translate("Keys", "the whole network, larger, smaller"), "F", "+", "-"),
        _row(translate("Keys", "change weights by hand"), "W"),
        _row(translate("Keys", "type the chosen weight"), "Return"),
        _row(translate("Keys", "0.1 more, 0.1 less"), "Alt+Up", "Alt+Down"),
        _row(translate("Keys", "freeze the chosen weight"), "K"),
    ))


def _canvas() -> KeySection:
    return KeySection(translate("Keys", "On the canvas and on the map"), (
        _row(translate("Keys", "after Tab: move the pen, with Shift farther"), "Left", "Right", "Up", "Down"),
        _row(translate("Keys", "after Tab: put the pen down, lift it"), "Space"),
        _row(translate("Keys", "the last stroke away, again"), "Ctrl+Z", "Ctrl+Shift+Z"),
        _row(translate("Keys", "clear the canvas, delete a point"), "Del"),
        _row(translate("Keys", "class or value of a new point"), "1", "…", "9"),
        _row(translate("Keys", "end editing"), "Esc"),
    ))


def _lecture() -> KeySection:
    return KeySection(translate("Keys", "In a lecture"), (
        _row(translate("Keys", "on: to the answer, to the next beat; back"), "Right", "Left"),
        _row(translate("Keys", "first beat, last beat"), "Home", "End"),
        _row(translate("Keys", "move a long text"), "Up", "Down"),
        _row(translate("Keys", "step the picture"), "Shift+Right", "Shift+Left"),
        _row(translate("Keys", "spotlight, pointer"), "S", "L"),
        _row(translate("Keys", "blank screen, notes"), "B", "N"),
        _row(translate("Keys", "full screen"), "F5", "F11"),
        _row(translate("Keys", "larger, smaller letters"), "Ctrl++", "Ctrl+-"),
        _row(translate("Keys", "out of the full screen, out of the lecture"), "Esc"),
    ))


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
