"""The keys of a lecture: what a presenter's remote sends, and a few letters for presenting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from gui.lectures.director import Director
from gui.transport.keys import takes_text

if TYPE_CHECKING:
    from gui.lectures.presenting import Presenting
    from gui.lectures.room import LectureRoom
    from gui.main_window import MainWindow

_TURNS = ("PgDown", "PgUp")


class LectureKeys(QObject):
    """Shortcuts of the window while a lecture is in view; whoever types is left alone.

    → and Space, Page Down: on; ←, Page Up: back; Home: the first beat; Esc: full screen off, then the lecture left.
    """

    def __init__(self, window: MainWindow, director: Director, presenting: Presenting, room: LectureRoom) -> None:
        super().__init__(window.centralWidget())
        self._content = window.pages
        self._window = window
        self._director = director
        self._presenting = presenting
        self._room = room
        self._shortcuts: list[QShortcut] = []
        moves: list[tuple[tuple[str, ...], Callable[[], None]]] = [
            (("Right", "Space", "PgDown"), self._next), (("Left", "PgUp"), director.back),
            (("Up",), partial(self._scroll, -3)), (("Down",), partial(self._scroll, 3)),
            (("Home",), self._first), (("End",), self._last), (("Esc",), self._escape),
        ]
        for keys, action in moves:
            for key in keys:
                self._add(key, action)
        for keys, tool in ((("S",), "spotlight"), (("L",), "pointer"), (("N",), "notes"), (("B", "."), "blank"),
                           (("F5",), "full_screen")):  # F11 is the window's
            for key in keys:
                self._add(key, partial(presenting.use, tool))
        for key, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            self._add(key, partial(self._resize, step))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def close(self) -> None:
        """The lecture is left: at once, so that no key has two meanings."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts.clear()
        self.deleteLater()

    def _add(self, key: str, action: Callable[[], None]) -> None:
        shortcut = QShortcut(key, self._content)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action)
        self._shortcuts.append(shortcut)

    def _next(self) -> None:
        # at the end of a lecture one press too many must not lead into the next one
        if self._room.panel is not None and (self._director.can_next or self._director.is_performing):
            self._room.panel.go_on()

    def _scroll(self, lines: int) -> None:
        if self._room.panel is not None:
            self._room.panel.body.scroll_lines(lines)

    def _first(self) -> None:
        self._director.go_to(0)

    def _last(self) -> None:
        if self._director.lecture is not None:
            self._director.go_to(len(self._director.lecture.beats) - 1)

    def _escape(self) -> None:
        if not self._presenting.step_down():
            self._room.leave()

    def _resize(self, step: int) -> None:
        if self._room.panel is not None:
            (self._room.panel.foot.larger if step > 0 else self._room.panel.foot.smaller).click()

    def _on_focus(self, _: QWidget | None, focus: QWidget | None) -> None:
        typing = takes_text(focus)
        for shortcut in filter(isValid, self._shortcuts):  # when the content goes, so do they, one after the other
            key = shortcut.key().toString()
            turns = isinstance(focus, QLineEdit | QPlainTextEdit) and key in _TURNS
            shortcut.setEnabled(not typing or turns or key.startswith("Ctrl") or key == "F5")
