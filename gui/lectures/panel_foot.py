"""The foot of the lecture panel: beats, Back and Next, size of the text, and tools for presenting."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.lectures.beat_strip import BeatStrip
from gui.theme import Theme
from gui.widgets.icon_button import IconButton
from gui.widgets.push_button import PushButton

TEXT_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
SPOTLIGHT, POINTER, NOTES, BLANK, FULL_SCREEN = "spotlight", "pointer", "notes", "blank", "full_screen"
TOOLS = (SPOTLIGHT, POINTER, NOTES, BLANK, FULL_SCREEN)
TOOL_KEYS = {SPOTLIGHT: "S", POINTER: "L", NOTES: "N", BLANK: "B", FULL_SCREEN: "F5"}
"""The key that does the same as each tool's button."""
_ICONS = {SPOTLIGHT: "spotlight", POINTER: "pointer", NOTES: "notes", BLANK: "blank", FULL_SCREEN: "full-screen"}
_TOOL_SIZE = 26


class PanelFoot(QWidget):
    """Everything that stays in its place while the beats change.

    Attributes
    ----------
    strip, back, more, next, smaller, larger, tools
        The parts; `tools` by their names.

    Signals
    -------
    scale_wanted(float)
        Somebody wants the text larger or smaller: one of `TEXT_SCALES`.
    tool_wanted(str)
        Somebody pressed the button of one of `TOOLS`.
    """

    scale_wanted = Signal(float)
    tool_wanted = Signal(str)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self.strip = BeatStrip(theme)
        self.back = PushButton(self.tr("← Back"), theme)
        self.back.setToolTip(self.tr("To the beat before (←, Page Up)"))
        self.next = PushButton("", theme, primary=True)
        self.more = IconButton("chevron-down", self.tr("The text goes on below (↓)"), theme, look="flat")
        kept = self.more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(kept)
        self.smaller = IconButton("text-smaller", "", theme, size=_TOOL_SIZE, look="flat")
        self.larger = IconButton("text-larger", "", theme, size=_TOOL_SIZE, look="flat")
        self.smaller.clicked.connect(self._shrink)
        self.larger.clicked.connect(self._enlarge)
        self.tools = {name: self._tool(name, theme) for name in TOOLS}
        moves = QHBoxLayout()
        moves.addWidget(self.back)
        moves.addStretch(1)
        moves.addWidget(self.more)
        moves.addStretch(1)
        moves.addWidget(self.next)
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(2))
        tools.addWidget(self.smaller)
        tools.addWidget(self.larger)
        tools.addStretch(1)
        for button in self.tools.values():
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.strip)
        column.addLayout(moves)
        column.addLayout(tools)
        self.more.hide()
        self.show_scale(1.0)

    def _tool(self, name: str, theme: Theme) -> IconButton:
        button = IconButton(_ICONS[name], self._tool_tip(name), theme, size=_TOOL_SIZE, look="flat")
        button.setCheckable(name != BLANK)
        button.clicked.connect(lambda: self._want(name))
        return button

    def _tool_tip(self, name: str) -> str:
        texts = {SPOTLIGHT: self.tr("Spotlight on what the pointer is at ({key})"),
                 POINTER: self.tr("Large pointer ({key})"), NOTES: self.tr("Speaker notes and clock ({key})"),
                 BLANK: self.tr("Blank screen ({key})"), FULL_SCREEN: self.tr("Full screen ({key})")}
        return texts[name].format(key=TOOL_KEYS[name])

    def _want(self, name: str) -> None:
        button = self.tools[name]
        if button.isCheckable():
            button.setChecked(not button.isChecked())  # it is down when the tool is on, not when it was pressed
        self.tool_wanted.emit(name)

    def set_tool(self, name: str, on: bool) -> None:
        """Show that a tool is on or off."""
        if self.tools[name].isCheckable():
            self.tools[name].setChecked(on)
        self.tools[name].update()

    def show_scale(self, scale: float) -> None:
        """Which size the text has."""
        self._scale = scale
        percent = round(scale * 100)
        self.smaller.set_tooltip(self.tr("Smaller text, now {percent} % (Ctrl+−)").format(percent=percent))
        self.larger.set_tooltip(self.tr("Larger text, now {percent} % (Ctrl++)").format(percent=percent))
        self.smaller.setEnabled(scale > TEXT_SCALES[0])
        self.larger.setEnabled(scale < TEXT_SCALES[-1])

    def _shrink(self) -> None:
        self.scale_wanted.emit(max((scale for scale in TEXT_SCALES if scale < self._scale), default=TEXT_SCALES[0]))

    def _enlarge(self) -> None:
        self.scale_wanted.emit(min((scale for scale in TEXT_SCALES if scale > self._scale), default=TEXT_SCALES[-1]))
