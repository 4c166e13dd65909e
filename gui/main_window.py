"""The window: only its composition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QProcess, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from documents.atomic import clean_up
from gui.commands.look_menus import Look, LookMenus
from gui.commands.menu_bar import Menus
from gui.documents.desk import Desk
from gui.files import FileMenu
from gui.formulas import Formulas
from gui.lectures.room import LectureRoom
from gui.notice_banner import NoticeBanner
from gui.pointer_moves import PointerMoves
from gui.session import Session
from gui.theme import Theme
from gui.top_bar import TopBar
from gui.widgets.reading_order import go_on_reading
from gui.workspaces.contract import PageLook, Workspace
from gui.workspaces.page import Page
from gui.workspaces.registry import make_workspaces
from gui.workspaces.view_state import page_state, show_page_state
from gui.workspaces.window import Window

if TYPE_CHECKING:
    from gui.widgets.banner import Banner
    from simulator.descent.setup import DescentSetup

DEFAULT_SIZE = (1440, 900)
SMALLEST_SIZE = (800, 560)


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
