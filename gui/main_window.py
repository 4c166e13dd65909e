"""The window: only its composition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QProcess, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from documents.atomic import clean_up
from gui.commands.look_menus import LookMenus
from gui.commands.menu_bar import WORKSPACES, Menus
from gui.documents.desk import Desk
from gui.files import FileMenu
from gui.formulas import Formulas
from gui.language import error_text
from gui.lectures.room import LectureRoom
from gui.look import Look
from gui.network.workspace import NetworkWorkspace
from gui.notice_banner import NoticeBanner
from gui.notices import Notice, NoticeKind
from gui.pages import NetworkPage, Page
from gui.pointer_moves import PointerMoves
from gui.session import Session
from gui.theme import Theme
from gui.top_bar import TopBar
from gui.transport.transport_bar import TransportBar
from gui.view_state import page_state, show_page_state
from gui.widgets.reading_order import go_on_reading
from simulator.errors import Explained

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.descent.page import DescentPage
    from gui.graph.graph_session import GraphSession
    from gui.graph.join import NetworkJoin
    from gui.graph.page import GraphPage
    from gui.widgets.banner import Banner
    from simulator.descent.setup import DescentSetup

DEFAULT_SIZE = (1440, 900)
SMALLEST_SIZE = (800, 560)
NETWORK, DESCENT, GRAPH = WORKSPACES


class MainWindow(QMainWindow):
    """Top bar, the page of a workspace, and a line for what the session has to tell.

    Its content is made anew when the theme, the language or the text size changes: all that lasts is in the sessions.

    Parameters
    ----------
    setup
        What the Descent workspace begins with.
    settings
        Where it is kept how far somebody has come in the lectures, and what was opened last.
    recovery_folder, asks
        See `Desk`.

    Attributes
    ----------
    top_bar, pages
        The parts of the content.
    network, descent, graph
        The pages; all but the first are made when they are first shown, and again when they are first shown in
        another look.
    shown
        Name of the workspace in view.
    lectures, desk
        Everything about lectures, and about documents.
    menus, looks
        What is in the menu bar, and the menus of how the window looks.

    Signals
    -------
    reset_wanted()
        Somebody wants the window as it was at the first start.
    page_made(object)
        A Page is there, perhaps in place of another one.
    """

    reset_wanted = Signal()
    page_made = Signal(object)

    def __init__(self, session: Session, setup: DescentSetup | None = None,
                 settings: QSettings | None = None, *, recovery_folder: Path | None = None,
                 asks: bool = False) -> None:
        super().__init__()
        self.session = session
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self.network: NetworkPage | None = None
        self.descent: DescentPage | None = None
        self.graph: GraphPage | None = None
        self._setup = setup
        self.shown = NETWORK
        self._dated: set[str] = set()
        self._shows_transport = True
        self._epochs = "1"
        self.lent_keys: frozenset[str] = frozenset()
        self._theme = Theme()
        self.lectures = LectureRoom(self, settings)
        self.desk = Desk(self, settings, recovery_folder=recovery_folder, asks=asks)
        self.desk.said.connect(self.say)
        self.desk.import_weights = self._import_weights
        self.moves = PointerMoves(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def workspace(self) -> NetworkWorkspace:
        """The Network workspace."""
        assert self.network is not None, "compose makes it"
        return self.network.workspace

    @property
    def transport(self) -> TransportBar:
        """The transport bar of the Network workspace."""
        assert self.network is not None, "compose makes it"
        return self.network.bar

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = {NETWORK: self.network, DESCENT: self.descent, GRAPH: self.graph}[self.shown]
        assert page is not None, "compose makes it"
        return page

    @property
    def descent_session(self) -> DescentSession:
        """The session of the Descent workspace, whose page is made if it isn't there."""
        if self.descent is None:
            self._make_descent()
        assert self.descent is not None, "it was made"
        return self.descent.session

    @property
    def graph_session(self) -> GraphSession:
        """The session of the Graph workspace, likewise."""
        if self.graph is None:
            self._make_graph()
        assert self.graph is not None, "it was made"
        return self.graph.session

    @property
    def join(self) -> NetworkJoin:
        """What steps the graph and the network together."""
        if self.graph is None:
            self._make_graph()
        assert self.graph is not None, "it was made"
        return self.graph.join

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
        self._theme = theme
        self.looks = LookMenus(look or Look(scale=theme.scale), theme, language, content)
        self.desk.set_look(theme, language)
        self.files = FileMenu(self.session, self.desk, content)
        self.notices = NoticeBanner(self, theme, content)
        seen = page_state(self, NETWORK)
        self.network = NetworkPage(self.session, theme, formulas, self.network)
        show_page_state(self, NETWORK, seen)
        self.top_bar = TopBar(self.session, theme, self.looks, self.files.menu, WORKSPACES)
        self.top_bar.workspace_chosen.connect(self.show_workspace)
        self.top_bar.lectures_wanted.connect(self.lectures.toggle_list)
        self.top_bar.training.epochs.set_key(self._epochs)
        self.top_bar.training.epochs.chosen.connect(self._keep_epochs)
        self.network.train_with(self.top_bar.training.toggle)
        self.top_bar.training.is_held_up = self.network.workspace.setup.offer_training
        self.pages = QStackedWidget()
        self._formulas = formulas
        self._add_page(self.network)
        self.network.workspace.stage.graph_wanted.connect(self.show_as_graph)
        for name, page in ((DESCENT, self.descent), (GRAPH, self.graph)):
            if page is not None:
                self._dated.add(name)
                if name != self.shown:
                    page.setParent(self)  # it doesn't go with the old content: what takes its place goes on from it
        self._have_page(self.shown)
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
        self.show_workspace(self.shown)
        self.lectures.settle_in(content)

    def show_workspace(self, name: str, *, under_list: bool = False) -> None:
        """Turns to the page of a workspace; the list of lectures gives way to it, unless the page stays under it."""
        if not under_list:
            self.lectures.put_list_away()
        self._have_page(name)
        if name != self.shown:
            self.pause()
        self.shown = name
        self.top_bar.show_page(name, self.page)
        self.notices.show_notice(self.session.notice)
        if self.lectures.list is None:
            self.pages.setCurrentWidget(self.page)
            self.page.home.setFocus(Qt.FocusReason.OtherFocusReason)

    def pause(self) -> None:
        """Stops whatever goes on in any workspace."""
        self.session.pause()
        for page in (self.descent, self.graph):
            if page is not None:
                page.session.pause()

    def show_chrome(self, *, transport: bool, training: bool) -> None:
        """Show the transport bars and what trains, or leave their room to the picture."""
        self._shows_transport = transport
        for page in (self.network, self.descent, self.graph):
            if page is not None:
                page.transport.setVisible(transport)
        self.top_bar.show_training(training)
        if self.network is not None:
            self.network.set_training_key(in_use=training)

    def lend_keys(self, keys: frozenset[str]) -> None:
        """Leave keys of the transport bars to somebody else."""
        self.lent_keys = keys
        for page in (self.network, self.descent, self.graph):
            if page is not None:
                page.lend_keys(keys)

    def _have_page(self, name: str) -> None:
        """Makes a page that isn't there, or not in the window's look: nobody waits for those that he doesn't see."""
        former = {NETWORK: self.network, DESCENT: self.descent, GRAPH: self.graph}[name]
        if former is not None and name not in self._dated:
            return
        self._dated.discard(name)
        seen = page_state(self, name)
        {DESCENT: self._make_descent, GRAPH: self._make_graph}[name]()
        show_page_state(self, name, seen)
        if former is not None:
            former.deleteLater()

    def _make_descent(self) -> None:
        # it takes a while to load: whoever doesn't use it doesn't wait for it
        from gui.descent.descent_session import DescentSession  # noqa: PLC0415
        from gui.descent.page import DescentPage  # noqa: PLC0415

        session = self.descent.session if self.descent is not None else DescentSession(self._setup, self)
        self.descent = DescentPage(session, self._theme, self.descent)
        self._add_page(self.descent)

    def _make_graph(self) -> None:
        from gui.graph.graph_session import GraphSession  # noqa: PLC0415
        from gui.graph.join import NetworkJoin  # noqa: PLC0415
        from gui.graph.page import GraphPage  # noqa: PLC0415

        former = self.graph
        session = former.session if former is not None else GraphSession(parent=self)
        join = former.join if former is not None else NetworkJoin(self.session, session, self)
        self.graph = GraphPage(session, join, self.session, self._theme, self._formulas, former)
        self._add_page(self.graph)

    def show_as_graph(self) -> None:
        """The derivative of what is chosen on the stage, as a graph; where it can't be shown the reason is told."""
        if self.graph is None:
            self._make_graph()
        assert self.graph is not None, "it was made"
        if not self.session.moment.has_answer:
            self.session.ask_for_answer()
            return
        try:
            self.graph.join.show(self.session.selection or self.session.focus)
        except Explained as error:
            self.session.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))
        else:
            self.show_workspace(GRAPH)

    def _add_page(self, page: Page) -> None:
        self.pages.addWidget(page)
        page.watch(self.notices)
        self.page_made.emit(page)
        page.lend_keys(self.lent_keys)
        page.transport.setVisible(self._shows_transport)

    def undo(self) -> None:
        """Takes the last change of the page in view back."""
        self.page.undoable.undo()

    def redo(self) -> None:
        """Makes it again."""
        self.page.undoable.redo()

    def say(self, message: str) -> None:
        """Tells for a few seconds what has been done."""
        self.top_bar.say(message)

    def toggle_full_screen(self) -> None:
        """The whole screen without menus, or back."""
        if self.lectures.panel is not None:
            self.lectures.panel.tool_wanted.emit("full_screen")
        else:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            if self.isFullScreen():  # the menus that would tell how are gone
                self.say(self.tr("F11 leaves the full screen; Ctrl+K finds every command"))

    def _import_weights(self, path: Path) -> None:
        self.files.exports.import_from(path)

    def _keep_epochs(self, key: str) -> None:
        self._epochs = key

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
        self.session.close()
        for page in (self.descent, self.graph):
            if page is not None:
                page.session.close()
        super().closeEvent(event)
