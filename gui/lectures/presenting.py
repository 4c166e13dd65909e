"""What a lecturer has beside the picture: full screen, spotlight, pointer, blank screen, notes, and lights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from gui.formulas import Formulas
from gui.lectures.blank import BlankScreen
from gui.lectures.director import Director
from gui.lectures.marks import Marks
from gui.lectures.notes_clock import LectureClock
from gui.lectures.notes_window import NotesWindow
from gui.lectures.spotlight import Pointing, PointingTools
from gui.network.hover_card import keep_cards_away
from gui.theme import Theme
from lectures.places import Mark

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_POINTING = {"spotlight": Pointing.SPOTLIGHT, "pointer": Pointing.POINTER}


class Presenting(QObject):
    """The tools of a lecturer, by their names: spotlight, pointer, notes, blank, full_screen.

    Attributes
    ----------
    pointing, blank, marks, notes
        The tools; `notes` is None while its window isn't open.

    Signals
    -------
    tool_changed(str, bool)
        A tool is in use now, or isn't any more.
    """

    tool_changed = Signal(str, bool)

    def __init__(self, window: MainWindow, director: Director, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._director = director
        self._theme, self._language = Theme(), "en"
        self._formulas: Formulas | None = None
        self.pointing = PointingTools(window, self._theme)
        self.pointing.changed.connect(self._on_pointing)
        self.blank = BlankScreen(window, self._theme)
        self.blank.changed.connect(self._on_blank)
        self.marks = Marks(window, self._theme)
        self.notes: NotesWindow | None = None
        self._clock = LectureClock(director, parent=self)
        self._letters: float | None = None
        self._is_full = False

    def set_look(self, theme: Theme, language: str, formulas: Formulas) -> None:
        """Another theme or language."""
        changed = language != self._language
        self._theme, self._language, self._formulas = theme, language, formulas
        self.pointing.set_theme(theme)
        self.blank.set_theme(theme)
        self.marks.set_theme(theme)
        if self.notes is not None:
            if changed:
                self.notes.set_language(language)
            self.notes.set_theme(theme)

    def use(self, tool: str) -> None:
        """Take a tool up, or put it away."""
        if tool in _POINTING:
            self.pointing.toggle(_POINTING[tool])
        elif tool == "blank":
            self.blank.toggle()
        elif tool == "notes":
            self._toggle_notes()
        elif tool == "full_screen":
            self._set_full_screen(not self._window.isFullScreen())

    def step_down(self) -> bool:
        """Put away what is over the picture, if anything is: False where nothing is left but the lecture itself."""
        if self.pointing.shown is not Pointing.NOTHING:
            self.pointing.choose(Pointing.NOTHING)
            return True
        if self._window.isFullScreen():
            self._set_full_screen(False)
            return True
        return False

    def mark(self, marks: Sequence[Mark]) -> None:
        """Light these up."""
        self.marks.show(marks)

    def clear(self) -> None:
        """The lecture is left: all is put away, and with the keys for it the full screen that it had."""
        if self._is_full:
            self._set_full_screen(False)
        self.marks.clear()
        self.pointing.choose(Pointing.NOTHING)
        self.blank.uncover()
        if self.notes is not None:
            self.notes.close()

    def tell(self) -> None:
        """Says of every tool whether it is in use."""
        self._on_pointing()
        self._on_blank()
        self.tool_changed.emit("notes", self.notes is not None)
        self.tool_changed.emit("full_screen", self._window.isFullScreen())

    def follow_window(self) -> None:
        """Somebody else, such as the window manager, has begun or ended the full screen."""
        self._is_full = self._is_full and self._window.isFullScreen()
        self.tool_changed.emit("full_screen", self._window.isFullScreen())

    def close(self) -> None:
        """The program ends."""
        if self.notes is not None:
            self.notes.close()

    def _set_full_screen(self, full: bool) -> None:
        state, full_screen = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full_screen if full else state & ~full_screen)  # maximised it stays so
        self._is_full = full
        self.tool_changed.emit("full_screen", full)

    def _toggle_notes(self) -> None:
        if self.notes is not None:
            self.notes.close()
            return
        assert self._formulas is not None, "the look is set"
        self.notes = NotesWindow(self._director, self._theme, self._formulas, self._language,
                                 clock=self._clock)
        if self._letters is not None:
            self.notes.set_letters(self._letters)
        self.notes.closed.connect(self._on_notes_closed)
        self.notes.blank_wanted.connect(self.blank.toggle)
        self.notes.tool_wanted.connect(self.use)
        self.notes.open_beside(self._window)
        self.tool_changed.emit("notes", True)

    def _on_notes_closed(self) -> None:
        if self.notes is not None:
            self._letters = self.notes.letters
            self.notes.deleteLater()
            self.notes = None
        self.tool_changed.emit("notes", False)

    def _on_pointing(self) -> None:
        keep_cards_away(self._window, away=self.pointing.shown is Pointing.POINTER)
        for name, pointing in _POINTING.items():
            self.tool_changed.emit(name, self.pointing.shown is pointing)

    def _on_blank(self) -> None:
        self.tool_changed.emit("blank", self.blank.is_covering)
