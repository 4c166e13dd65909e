"""The menu of lectures: all of them, and the tools for presenting the one in view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.commands.run_menu import clear, show_key
from gui.language import error_text
from gui.notices import Notice, NoticeKind

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class LectureMenu(QMenu):
    """Made anew each time it opens, but for its first entry.

    Attributes
    ----------
    all
        The entry that opens the list, with a key of its own.
    """

    def __init__(self, window: MainWindow, title: str, language: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._window = window
        self._language = language
        self.all = self.addAction(self.tr("&All lectures"), window.lectures.toggle_list)
        self.all.setShortcut(QKeySequence("Alt+L"))
        self.all.setStatusTip(self.tr("Walk through the course, one beat at a time"))
        self.aboutToShow.connect(self._list)

    def _list(self) -> None:
        from gui.lectures.panel_words import lecture_heading  # noqa: PLC0415 - loaded when it is first wanted

        clear(self, keep=1)
        lectures = self._window.lectures
        if lectures.is_open:
            self._list_tools()
        self.addSeparator()
        for entry in lectures.library.entries():
            if entry.lecture is not None:
                title = lecture_heading(entry.lecture, self._language).replace("&", "&&")
                self._add(title, partial(self._start, str(entry.path) if entry.is_own else entry.name))

    def _list_tools(self) -> None:
        self._add(self.tr("&Leave the lecture"), self._window.lectures.leave)
        self.addSeparator()
        tools = (("full_screen", self.tr("&Full screen"), "F5"), ("spotlight", self.tr("&Spotlight"), "S"),
                 ("pointer", self.tr("&Pointer"), "L"), ("notes", self.tr("&Notes"), "N"),
                 ("blank", self.tr("&Blank screen"), "B"))
        for tool, text, keys in tools:
            show_key(self._add(text, partial(self._use, tool)), keys)

    def _use(self, tool: str) -> None:
        panel = self._window.lectures.panel
        if panel is not None:
            panel.tool_wanted.emit(tool)

    def _start(self, name: str) -> None:
        try:
            self._window.lectures.open_named(name)
        except ValueError as error:
            self._window.session.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))

    def _add(self, text: str, does: Callable[[], object]) -> QAction:
        entry = self.addAction(text)
        entry.triggered.connect(lambda _=False: does())
        return entry
