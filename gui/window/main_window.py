"""The window: only its composition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QProcess, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from documents.atomic import clean_up
from gui.command_line import SMALLEST_SIZE
from gui.commands.files import FileMenu
from gui.commands.look_menus import Look, LookMenus
from gui.commands.menu_bar import Menus
from gui.documents.desk import Desk
from gui.foundation.formulas import Formulas
from gui.foundation.pointer_moves import PointerMoves
from gui.foundation.settings import kept_bytes, kept_text
from gui.foundation.theme import Theme
from gui.lectures.room import LectureRoom
from gui.run.session import Session
from gui.widgets.access import go_on_reading
from gui.window.notice_banner import NoticeBanner
from gui.window.top_bar import TopBar
from gui.workspaces import NAMES
from gui.workspaces.contract import PageLook, Workspace
from gui.workspaces.page import Page
from gui.workspaces.registry import make_workspaces
from gui.workspaces.view_state import ARRANGEMENT, page_state, show_page_state, usual_page_state
from gui.workspaces.window import Window

if TYPE_CHECKING:
    from gui.widgets.banner import Banner
    from simulator.descent.setup import DescentSetup


DEFAULT_SIZE = (1440, 900)


class MainWindow(Window):
    """Top bar, the page of a workspace, and a line for what the session has to tell.

    Its content is made anew when the theme, the language or the text size changes: all that lasts is in the sessions.

    Parameters
    ----------
    setup
        What the Descent workspace begins with.
    settings
        Where it is kept how far a person has come in the lectures, and what was opened last.
    recovery_folder, asks
        See `Desk`.

    Attributes
    ----------
    top_bar, pages
        The parts of the content.
    workspaces
        All of them. Pages are made when they are first shown, and again when they are first shown in another look.
    lectures, desk
        Everything about lectures, and about documents.
    menus, looks
        What is in the menu bar, and the menus of how the window looks.

    """

    desk: Desk
    lectures: LectureRoom
    top_bar: TopBar

    def __init__(self, session: Session, setup: DescentSetup | None = None,
                 settings: QSettings | None = None, *, recovery_folder: Path | None = None,
                 asks: bool = False) -> None:
        super().__init__()
        self.session = session
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self.workspaces = make_workspaces(self, session, setup)
        self.current = next(iter(self.workspaces.values()))
        self._dated: set[str] = set()
        self._shows_transport = True
        self.lent_keys = frozenset()
        self._look: PageLook | None = None
        self.lectures = LectureRoom(self, settings)
        self.desk = Desk(self, settings, recovery_folder=recovery_folder, asks=asks)
        self.desk.said.connect(self.say)
        self.desk.import_weights = self._import_weights
        self.moves = PointerMoves(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.current.page
        assert page is not None, "compose makes it"
        return page

    @property
    def banner(self) -> Banner:
        """Where something is told."""
        return self.notices.banner

    @property
    def is_settled(self) -> bool:
        """Whether nothing moves on the page that is shown."""
        return self.page.is_settled and self.lectures.is_settled and self.desk.is_settled

    def compose(self, theme: Theme, language: str, formulas: Formulas, look: Look | None = None) -> None:
        """Makes the content in a theme and a language."""
        content = QWidget()
        self._look = PageLook(theme, formulas)
        self.is_still = theme.still
        self.looks = LookMenus(look or Look(scale=theme.scale), theme, language, content)
        self.desk.set_look(theme, language)
        self.files = FileMenu(self.session, self.desk, content)
        self.notices = NoticeBanner(self, theme, content)
        self.pages = QStackedWidget()
        for name, workspace in self.workspaces.items():
            if workspace.is_made_at_start:
                self._make_page(workspace)
            elif workspace.page is not None:
                self._dated.add(name)
                if workspace is not self.current:
                    # it doesn't go with the old content: what takes its place goes on from it
                    workspace.page.setParent(self)
        self.top_bar = TopBar(theme, self.looks, self.files.menu, self.workspaces)
        self.top_bar.workspace_chosen.connect(self.show_workspace)
        self.top_bar.lectures_wanted.connect(self.lectures.toggle_list)
        self.have_page(self.current.name)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.top_bar)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.lectures.compose(theme, language, formulas))
        row.addWidget(self.pages, 1)
        lines.addLayout(row, 1)
        self.menus = Menus(self, content, self.looks, theme, language)
        self.setMenuBar(self.menus.bar)
        self.menus.bar.setHidden(self.isFullScreen())
        self.setCentralWidget(content)
        self.show_workspace(self.current.name)
        self.lectures.settle_in(content)

    def show_workspace(self, name: str, *, under_list: bool = False) -> None:
        if not under_list:
            self.lectures.put_list_away()
        self.have_page(name)
        if name != self.current.name:
            self.pause()
        self.current = self.workspaces[name]
        self.top_bar.show_page(name, self.page)
        self.notices.show_notice(self.session.notice)
        if self.lectures.list is None:
            self.pages.setCurrentWidget(self.page)
            self.page.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chrome(self, *, transport: bool, training: bool) -> None:
        self._shows_transport = transport
        for page in self._made_pages():
            page.transport.setVisible(transport)
        self.top_bar.show_controls(training)
        for workspace in self.workspaces.values():
            workspace.show_control(shown=training)

    def lend_keys(self, keys: frozenset[str]) -> None:
        self.lent_keys = keys
        for page in self._made_pages():
            page.lend_keys(keys)

    def _made_pages(self) -> tuple[Page, ...]:
        return tuple(workspace.page for workspace in self.workspaces.values() if workspace.page is not None)

    def have_page(self, name: str) -> None:
        """Make a page that isn't there, or not in the window's look: those that aren't seen aren't waited for."""
        workspace = self.workspaces[name]
        former = workspace.page
        if former is not None and name not in self._dated:
            return
        self._dated.discard(name)
        self._make_page(workspace)
        if former is not None:
            former.deleteLater()

    def _make_page(self, workspace: Workspace) -> None:
        assert self._look is not None, "compose tells it"
        seen = page_state(workspace)
        page = workspace.make_page(self._look)
        self.pages.addWidget(page)
        page.watch(self.notices)
        self.page_made.emit(workspace)
        page.lend_keys(self.lent_keys)
        page.transport.setVisible(self._shows_transport)
        show_page_state(workspace, seen)

    def say(self, message: str) -> None:
        """Tells for a few seconds what has been done."""
        self.top_bar.say(message)

    def file_place(self, name: str = "") -> str:
        return self.desk.file_place(name)

    def toggle_full_screen(self) -> None:
        if self.lectures.panel is not None:
            self.lectures.panel.tool_wanted.emit("full_screen")
        else:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            if self.isFullScreen():  # the menus that would tell how are gone
                self.say(self.tr("F11 leaves the full screen; Ctrl+K finds every command"))

    def _import_weights(self, path: Path) -> None:
        self.files.exports.import_from(path)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Where a widget has vanished under the focus, the next one in line must not get the keys: the page does."""
        if not self.page.home.isVisible():
            return  # the list of lectures stands in its place
        vanished = old is not None and isValid(old) and not (old.isVisible() and old.isEnabled())
        if vanished and new is not None and self.isAncestorOf(new) and not isinstance(new, QLineEdit):
            self.page.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        return go_on_reading(self, forwards=next)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):  # an entry of a menu is under the pointer, or none any more
            self.top_bar.hint(event.tip())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen() and not self.lectures.is_open:
            self.toggle_full_screen()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.menuBar().setHidden(self.isFullScreen())
            self.lectures.follow_window()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lectures.resized()

    def end_processes(self) -> None:
        """Ends whatever writes a handout or an animation beside this program."""
        for process in self.findChildren(QProcess):
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            clean_up(Path(process.objectName()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.lectures.may_close() or not self.desk.may_close():
            event.ignore()
            return
        self.desk.close()
        self.lectures.close()
        self.end_processes()
        for workspace in self.workspaces.values():
            workspace.close()
        super().closeEvent(event)


# Where the window stood, how large it was and what was seen in it: kept for the next start.

KEEP_AFTER = 1000
"""Milliseconds after the last change; meanwhile somebody may be dragging."""
_GEOMETRY, _VIEW = "window/geometry", "window/view"
_TEXT_OF_LECTURES = "lectures/text_scale"
_LEAST_SEEN = (120, 40)
"""Of the window's head, so that a mouse can get hold of it."""
_FRAME = QSize(0, 40)
"""What the desktop puts around a window, or a little more."""
_CHANGES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange)


class WindowMemory(QObject):
    """Remembers the layout of the window.

    What is kept may have been written by another version or by hand, and the screen may be another one today:
    whatever makes no sense is as at the first start. A lecture arranges the window as it needs it: while one is in
    view, only the window's size and place are kept.

    Parameters
    ----------
    settings
        Where it is kept; without them nothing is.
    """

    def __init__(self, window: MainWindow, settings: QSettings | None) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._kept: dict[str, Any] = {}
        self._waiting: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)
        if settings is not None:
            window.installEventFilter(self)
            window.page_made.connect(self._on_page)
            for workspace in window.workspaces.values():
                self._watch(workspace)

    def restore(self, *, size: bool = True) -> None:
        """Arrange the window as it was left; before it is shown.

        Parameters
        ----------
        size
            Whether its size and its place are brought back, too.
        """
        if self._settings is None:
            return
        if size:
            self._restore_geometry(kept_bytes(self._settings, _GEOMETRY))
        self._kept = _read_view(kept_text(self._settings, _VIEW))
        self._waiting = set(self._kept)
        for workspace in self._window.workspaces.values():
            self._show(workspace)

    def keep(self) -> None:
        """Keeps what the window is like now."""
        self._timer.stop()
        if self._settings is None:
            return
        self._settings.setValue(_GEOMETRY, self._window.saveGeometry())
        if not self._window.lectures.is_open:
            for name, workspace in self._window.workspaces.items():
                state = page_state(workspace)
                if state and name not in self._waiting:
                    self._kept[name] = {key: state[key] for key in ARRANGEMENT if key in state}
            self._settings.setValue(_VIEW, json.dumps(self._kept))

    def reset(self) -> None:
        """Everything as at the first start, in the window and in what is kept; lectures keep how far one has come."""
        self._kept, self._waiting = {}, set()
        window = self._window
        window.lectures.leave()
        window.setWindowState(Qt.WindowState.WindowNoState)
        self._usual_geometry()
        for workspace in window.workspaces.values():
            show_page_state(workspace, usual_page_state(workspace))
        if window.lectures.panel is not None:
            window.lectures.panel.set_text_scale(1.0)
        if self._settings is not None:
            for key in (_GEOMETRY, _VIEW, _TEXT_OF_LECTURES):
                self._settings.remove(key)
        self._timer.stop()

    def _show(self, workspace: Workspace) -> None:
        """What was kept of a workspace, as soon as it is there, and once only."""
        if workspace.name in self._waiting and workspace.is_there:
            self._waiting.discard(workspace.name)
            show_page_state(workspace, self._kept[workspace.name])

    def _on_page(self, workspace: Workspace) -> None:
        self._watch(workspace)
        self._show(workspace)

    def _watch(self, workspace: Workspace) -> None:
        """Hear what is changed on a page, if it is there; with the page the ears go."""
        if workspace.page is None:
            return
        for signal in workspace.view_signals():
            signal.connect(self._later)
        for splitter in workspace.page.findChildren(QSplitter):
            splitter.splitterMoved.connect(self._later)

    def _later(self) -> None:
        if self._window.isVisible():
            self._timer.start()

    def _restore_geometry(self, kept: QByteArray | None) -> None:
        window = self._window
        if kept is None or not window.restoreGeometry(kept):
            window.resize(self._usual_size())
            return
        if window.isFullScreen():
            place = window.normalGeometry()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
            window.setGeometry(place)
        if not _can_be_used(window.normalGeometry() if window.isMaximized() else window.geometry()):
            window.setWindowState(Qt.WindowState.WindowNoState)
            self._usual_geometry()

    def _usual_geometry(self) -> None:
        window = self._window
        window.resize(self._usual_size())
        screen = window.screen().availableGeometry()
        frame = QRect(window.rect())
        frame.moveCenter(screen.center())
        window.move(max(frame.left(), screen.left()), max(frame.top(), screen.top()))

    def _usual_size(self) -> QSize:
        """No larger than the screen."""
        room = self._window.screen().availableGeometry().size() - _FRAME
        return QSize(*DEFAULT_SIZE).boundedTo(room).expandedTo(QSize(*SMALLEST_SIZE))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.keep()
        elif event.type() in _CHANGES:
            self._later()
        return False


def _can_be_used(place: QRect) -> bool:
    """Whether a window at this place can be got hold of, and isn't larger than all screens together."""
    head = QRect(place.left(), place.top(), place.width(), _LEAST_SEEN[1])
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    seen = [screen.intersected(head) for screen in screens]
    everything = QRect()
    for screen in screens:
        everything = everything.united(screen)
    return any(part.width() >= _LEAST_SEEN[0] and part.height() >= _LEAST_SEEN[1] // 2 for part in seen) and \
        place.width() <= everything.width() and place.height() <= everything.height()


def _read_view(kept: str) -> dict[str, Any]:
    """What was kept of the workspaces; nothing where it can't be read."""
    try:
        read = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {name: {key: value for key, value in read[name].items() if key in ARRANGEMENT}
            for name in NAMES if isinstance(read.get(name), dict)}
