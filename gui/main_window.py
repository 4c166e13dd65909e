"""The window: only its composition."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.files import FileMenu
from gui.formulas import Formulas
from gui.network.workspace import NetworkWorkspace
from gui.notice_words import action_text, notice_kind, notice_text
from gui.notices import Notice
from gui.session import Session
from gui.theme import Theme
from gui.top_bar import TopBar
from gui.transport.keys import install_keys
from gui.transport.transport_bar import TransportBar
from gui.view_menu import ViewMenu
from gui.widgets.banner import Banner, BannerKind

DEFAULT_SIZE = (1440, 900)
SMALLEST_SIZE = (800, 560)


class MainWindow(QMainWindow):
    """Top bar, workspace, transport bar, and a line for what the session has to tell.

    Its content is made anew when the theme, the language or the text size changes: all that lasts is in the session.

    Attributes
    ----------
    top_bar, workspace, transport
        The parts of the content.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Deltaflow")
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*DEFAULT_SIZE)
        self._former: NetworkWorkspace | None = None
        self._epochs = "1"
        self._theme = Theme()
        session.notice_changed.connect(self._show_notice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def compose(self, theme: Theme, language: str, formulas: Formulas) -> None:
        """Makes the content in a theme and a language."""
        content = QWidget()
        self._theme = theme
        self.files = FileMenu(self.session, content)
        self.banner = Banner("", BannerKind.INFO, theme, parent=content)
        self.banner.acted.connect(self._answer)
        self.banner.dismissed.connect(self._dismiss)
        self.workspace = NetworkWorkspace(self.session, theme, formulas, self._former)
        self._former = self.workspace
        self.view = ViewMenu(self.workspace, content)
        self.top_bar = TopBar(self.session, theme, language, self.files.menu, self.view)
        self.top_bar.training.epochs.set_key(self._epochs)
        self.top_bar.training.epochs.chosen.connect(self._keep_epochs)
        self.transport = TransportBar(self.session, theme)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.top_bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        inner.setSpacing(theme.px(10))
        for part, stretch in ((self.workspace, 1), (self.transport, 0)):
            inner.addWidget(part, stretch)
        lines.addLayout(inner, 1)
        self._install_keys(content)
        # the stage moves within its columns: whichever of them changes, the banner follows
        self.workspace.installEventFilter(self)
        self.workspace.stage.installEventFilter(self)
        self.setCentralWidget(content)
        self._show_notice(self.session.notice)
        self.workspace.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _install_keys(self, content: QWidget) -> None:
        install_keys(content, self.session)
        for sequence, action in ((QKeySequence("Ctrl+Z"), self.session.undo),
                                 (QKeySequence("Ctrl+Shift+Z"), self.session.redo),
                                 (QKeySequence("Ctrl+Y"), self.session.redo),
                                 (QKeySequence("T"), self.top_bar.training.toggle)):
            QShortcut(sequence, content, action)

    def _show_notice(self, notice: Notice | None) -> None:
        if notice is None:
            self.banner.hide()
            return
        actions = [action_text(notice, action) for action in notice.actions]
        self.banner.show_message(notice_text(notice), notice_kind(notice), actions)
        self._place_banner()

    def _place_banner(self) -> None:
        """Over the foot of the stage, where only the legend is: nothing moves when a notice comes and goes."""
        px, stage = self._theme.px, self.workspace.stage
        corner = stage.mapTo(self, QPoint(0, 0))
        width = min(px(680), max(stage.width() - px(32), px(320)))
        height = self.banner.heightForWidth(width)
        self.banner.resize(width, height)
        self.banner.move(corner.x() + (stage.width() - width) // 2, corner.y() + stage.height() - height - px(8))
        self.banner.raise_()

    def _keep_epochs(self, key: str) -> None:
        self._epochs = key

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Where a widget has vanished under the focus, the next one in line must not get the keys: the stage does."""
        vanished = old is not None and isValid(old) and not (old.isVisible() and old.isEnabled())
        if vanished and new is not None and self.isAncestorOf(new) and not isinstance(new, QLineEdit):
            self.workspace.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, number: int) -> None:
        if self.session.notice is not None:
            self.session.answer(self.session.notice.actions[number])

    def _dismiss(self) -> None:
        self.session.answer(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.banner.isHidden():
            self._place_banner()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.close()
        super().closeEvent(event)
