"""Everything about lectures in the window: the panel beside the pages, the list of them, presenting, and the keys.

Most of it is made when it is first wanted: whoever doesn't open a lecture doesn't wait for it.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from gui.foundation.formulas import Formulas
from gui.foundation.settings import kept_number
from gui.foundation.theme import Theme
from gui.foundation.waiting import make_types
from gui.run.notices import Notice, NoticeKind
from gui.transport.keys import takes_text
from lectures.model import Lecture
from simulator.errors import Explained, Phrase, message_text

if TYPE_CHECKING:
    from gui.lectures.director import Director
    from gui.lectures.editor import LectureEditor
    from gui.lectures.lecture_list import LectureList
    from gui.lectures.panel import LecturePanel
    from gui.lectures.presenting import Presenting
    from gui.lectures.progress import LectureProgress
    from gui.workspaces.window import Window
    from lectures.library import Library


# Modules that take a while to be loaded, loaded before they are needed.

def load_ahead(lecture: Lecture) -> None:
    """What later beats need is loaded by a thread while the first ones are read."""
    wanted = {change.workspace for beat in lecture.beats for change in (beat.scene, *beat.actions)}
    modules = [f"gui.workspaces.{name}.page" for name in ("descent", "graph") if name in wanted]
    if modules:
        make_types()
        threading.Thread(target=lambda: [importlib.import_module(name) for name in modules], name="load-ahead",
                         daemon=True).start()


# How wide the place beside the pages is, for the panel of a lecture and the editor.

_SHARE, _MOST_OF_WINDOW = 0.28, 0.45
"""Of the window's width for the panel at most: with letters of the usual size, and with the largest."""
_NARROWEST, _LEAST_PAGE = 288, 640
"""Of the panel, and of what the picture with its buttons needs."""


def slot_width(window: int, panel: LecturePanel | None, editor: LectureEditor | None, theme: Theme) -> int:
    """As wide as the text wants, but the picture keeps most of the window, and more than half in any case.

    Parameters
    ----------
    window
        Its width in pixels.

    Returns
    -------
    Pixels; 0 where nothing stands there.
    """
    px, wanted = theme.px, 0
    if panel is not None:
        share = _SHARE + (_MOST_OF_WINDOW - _SHARE) * (panel.text_scale - 1)
        room = max(min(round(share * window), window - px(_LEAST_PAGE)), px(_NARROWEST))
        wanted = min(panel.preferred_width() + px(12), room)
    if editor is not None:
        wanted = max(wanted, editor.sizeHint().width() + px(12))
    return min(wanted, round(_MOST_OF_WINDOW * window))


LENT_KEYS = frozenset({"Space", "Right", "Left", "PgDown", "PgUp", "Home", "End"})
"""While a lecture is in view they move it, and not the picture."""
_SCALE = "lectures/text_scale"
_LARGEST_SCALE = 2.0


# The keys of a lecture: what a presenter's remote sends, and a few letters for presenting.

_TURNS = ("PgDown", "PgUp")


class LectureKeys(QObject):
    """Shortcuts of the window while a lecture is in view; whoever types is left alone.

    → and Space, Page Down: on; ←, Page Up: back; Home: the first beat; Esc: full screen off, then the lecture left.
    """

    def __init__(self, window: Window, director: Director, presenting: Presenting, room: LectureRoom) -> None:
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


class LectureRoom(QObject):
    """What the window has of lectures.

    Parameters
    ----------
    settings
        Where progress and text size are kept; without them nothing is.

    Attributes
    ----------
    panel, list, editor
        The lecture in view, the list of all, the one that is written; None while they aren't there.
    """

    def __init__(self, window: Window, settings: QSettings | None) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._theme, self._language = Theme(), "en"
        self._formulas: Formulas | None = None
        self._director: Director | None = None
        self._library: Library | None = None
        self._progress: LectureProgress | None = None
        self._keys: LectureKeys | None = None
        self._presenting: Presenting | None = None
        self._slot = QWidget()
        self.panel: LecturePanel | None = None
        self.list: LectureList | None = None
        self.editor: LectureEditor | None = None
        self.pace = 1.0
        self._latest, self._has_list = "", False

    # what there is

    @property
    def director(self) -> Director:
        """Who carries lectures out."""
        if self._director is None:
            from gui.lectures.director import Director  # noqa: PLC0415
            from gui.lectures.stagehand import Stagehand  # noqa: PLC0415

            self._director = Director(Stagehand(self._window), self, pace=self.pace)
            self._director.lecture_changed.connect(self._on_lecture)
            self._director.stop_changed.connect(self._on_stop)
            self._director.failed.connect(self._tell)
        return self._director

    @property
    def library(self) -> Library:
        """The lectures that there are."""
        if self._library is None:
            from gui.lectures.own_folder import usual_folder  # noqa: PLC0415
            from lectures.library import Library, builtin_folder  # noqa: PLC0415

            self._library = Library(((builtin_folder(), False), (usual_folder(), True)))
        return self._library

    @property
    def progress(self) -> LectureProgress:
        """How far somebody has come in each."""
        if self._progress is None:
            from gui.lectures.progress import LectureProgress  # noqa: PLC0415

            self._progress = LectureProgress(self._settings)
        return self._progress

    @property
    def is_open(self) -> bool:
        """Whether a lecture is in view."""
        return self._director is not None and self._director.lecture is not None

    @property
    def is_settled(self) -> bool:
        """Whether the scene of a lecture stands, if one is in view."""
        return self._director is None or self._director.is_settled

    # what can be done

    def open(self, lecture: Lecture, beat: int = 0) -> None:
        """Begins a lecture."""
        if not self.is_open:
            self._window.desk.lecture_begins()  # what is in view now is the person's document until they come back
        self.close_list()
        self._latest = lecture.key

        load_ahead(lecture)
        self.director.open(lecture, beat)

    def open_named(self, name: str, beat: int | None = None) -> None:
        """Begins a lecture of the library at a beat, or where somebody has left it.

        Raises
        ------
        Explained
            If there is none of this name, or it has errors.
        """
        lecture = self.usable(name)
        self.open(lecture, self.progress.where_to_go_on(lecture.key, len(lecture.beats)) if beat is None else beat)

    def usable(self, name: str) -> Lecture:
        """The lecture of this name, or in this file.

        Raises
        ------
        Explained
            If there is none, or it has errors.
        """
        entry = self.library.named(name)
        if entry.lecture is None:
            raise Explained(Phrase("{file} can't be used: {problem}", file=entry.path.name,
                                   problem=str(entry.problems[0]) if entry.problems else "?"))
        return entry.lecture

    def leave(self) -> None:
        """Ends the lecture; what was in view before comes back."""
        if self.is_open:
            self.director.leave()

    def toggle_list(self) -> None:
        """The list of all lectures over the page, or away with it."""
        if self.list is not None:
            self.close_list()
            return
        from gui.lectures.lecture_list import LectureList  # noqa: PLC0415

        assert self._formulas is not None, "the window is composed"
        self._window.pause()
        self.list = LectureList(self.library, self.progress, self._theme, self._language)
        self.list.start_wanted.connect(self._start)
        self.list.new_wanted.connect(self._write_new)
        self.list.edit_wanted.connect(self._edit)
        self.list.handout_wanted.connect(self._write_handout)
        self.list.animation_wanted.connect(self._write_animation)
        self.list.closed.connect(self.close_list)
        self._window.pages.addWidget(self.list)
        self._window.pages.setCurrentWidget(self.list)
        if self._latest:
            self.list.choose(self._latest)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_list(self) -> None:
        """Back to the page."""
        if self.list is not None:
            self._window.show_workspace(self._window.current.name)

    def put_list_away(self) -> None:
        """A page comes into view in its place."""
        if self.list is not None:
            made, self.list = self.list, None
            self._window.pages.removeWidget(made)
            made.deleteLater()

    def may_close(self) -> bool:
        """Whether nothing is lost that is written in the editor; it says there what is wrong, and asks once."""
        return self.editor is None or self.editor.may_close()

    def close(self) -> None:
        """Ends everything that goes on."""
        for part in (self._director, self._presenting):
            if part is not None:
                part.close()

    # the window is made, and made anew

    def compose(self, theme: Theme, language: str, formulas: Formulas) -> QWidget:
        """What stands at the left of the pages."""
        self._theme, self._language, self._formulas = theme, language, formulas
        self._slot = QWidget()
        row = QHBoxLayout(self._slot)
        row.setContentsMargins(theme.px(12), theme.px(10), 0, theme.px(12))
        self._slot.hide()
        self._has_list = self.list is not None  # it is part of the pages, and comes again with them
        self.list, self._keys = None, None
        self.panel = None
        return self._slot

    def settle_in(self, content: QWidget) -> None:
        """The window has its new content."""
        if self.editor is not None:
            from gui.lectures.editor import LectureEditor  # noqa: PLC0415
            from gui.lectures.own_folder import OwnFolder  # noqa: PLC0415

            assert self._formulas is not None, "the window is composed"
            self._put_editor(LectureEditor(self._window, OwnFolder(), self._theme, self._formulas, self._language,
                                           former=self.editor))
        if self.is_open:
            self._put_panel()
            self.director.stage.clear_away()  # all else is as somebody has it
            self._on_stop()
        if self._has_list:
            self.toggle_list()

    def follow_window(self) -> None:
        """The window is in full screen now, or isn't any more."""
        if self._presenting is not None:
            self._presenting.follow_window()

    # how it is done

    def _on_lecture(self) -> None:
        if self.is_open:
            if self.panel is None:
                self._put_panel()
            return
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
        self._slot.setVisible(self.editor is not None)
        self._window.lend_keys(frozenset())
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        if self._presenting is not None:
            self._presenting.clear()

    def _put_panel(self) -> None:
        from gui.lectures.panel import LecturePanel  # noqa: PLC0415
        from gui.lectures.presenting import Presenting  # noqa: PLC0415

        assert self._formulas is not None, "the window is composed"
        director = self.director
        if self._presenting is None:
            self._presenting = Presenting(self._window, director, self)
        self._presenting.set_look(self._theme, self._language, self._formulas)
        self.panel = LecturePanel(director, self.library, self.progress, self._theme, self._formulas, self._language)
        self.panel.set_text_scale(self._kept_scale())
        self.panel.text_scale_changed.connect(self._on_scale)
        self.panel.list_wanted.connect(self.toggle_list)
        self.panel.next_lecture_wanted.connect(self._next_lecture)
        self.panel.tool_wanted.connect(self._presenting.use)
        self._presenting.tool_changed.connect(self.panel.set_tool)
        self._presenting.tell()
        layout = self._slot.layout()
        assert layout is not None, "compose has made one"
        layout.addWidget(self.panel)
        self._slot.show()
        self.resized()
        self._keys = LectureKeys(self._window, director, self._presenting, self)
        self._window.lend_keys(LENT_KEYS)

    def _on_stop(self) -> None:
        director = self.director
        if director.lecture is None or director.stop is None:
            return
        if self._presenting is not None and director.beat is not None:
            question = director.beat.question
            marks = question.highlight if director.stop.revealed and question is not None else ()
            self._presenting.mark(marks or director.beat.highlight)

    def _kept_scale(self) -> float:
        return kept_number(self._settings, _SCALE, 1.0, _LARGEST_SCALE, 1.0)

    def _on_scale(self, scale: float) -> None:
        if self._settings is not None:
            self._settings.setValue(_SCALE, scale)
        self.resized()

    def resized(self) -> None:
        """The window has another size, or something else stands beside its pages."""
        width = slot_width(self._window.width(), self.panel, self.editor, self._theme)
        if width:
            self._slot.setFixedWidth(width)

    def _start(self, name: str, beat: int) -> None:
        try:
            self.open_named(name, beat)
        except ValueError as error:
            self._tell_error(error)

    def _next_lecture(self) -> None:
        lecture = self.director.lecture
        further = None if lecture is None else self.library.following(lecture)
        if further is not None:
            self.open(further)

    # one's own

    def _write_new(self) -> None:
        self._edit(None)

    def _edit(self, name: str | None) -> None:
        from gui.lectures.editor import LectureEditor  # noqa: PLC0415
        from gui.lectures.own_folder import OwnFolder  # noqa: PLC0415

        assert self._formulas is not None, "the window is composed"
        self.close_list()
        self.leave()
        # the one that is there keeps what it holds before it takes another lecture
        editor = self.editor or LectureEditor(self._window, OwnFolder(), self._theme, self._formulas, self._language)
        try:
            editor.open(None if name is None else self.library.named(name))
        except ValueError as error:
            self._tell_error(error)
            return
        if editor is not self.editor:
            self._put_editor(editor)

    def _put_editor(self, editor: LectureEditor) -> None:
        self.editor = editor
        editor.closed.connect(self._close_editor)
        editor.show_wanted.connect(self.open)
        layout = self._slot.layout()
        assert layout is not None, "compose has made one"
        layout.addWidget(editor)
        self._slot.show()
        self.resized()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self._slot.setVisible(self.panel is not None)
        self.leave()

    # taking it home

    def _write_handout(self, name: str) -> None:
        self._write(name, "--handout", ".pdf", self.tr("Handouts (*.pdf)"))

    def _write_animation(self, name: str) -> None:
        self._write(name, "--animation", ".gif", self.tr("Animations (*.gif)"))

    def _write(self, name: str, option: str, ending: str, kinds: str) -> None:
        from gui.lectures.taking_home import write_aside  # noqa: PLC0415

        write_aside(self._window, name, option, ending, kinds, self._language, dark=self._theme.dark)

    def _tell(self, message: str) -> None:
        self._window.session.tell(Notice(NoticeKind.ERROR, {"message": message_text(message)}))

    def _tell_error(self, error: BaseException) -> None:
        from gui.foundation.language import error_text  # noqa: PLC0415

        self._tell(error_text(error))
