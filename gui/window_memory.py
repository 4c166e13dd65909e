"""Where the window stood, how large it was and what was seen in it: kept for the next start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter

from gui.command_line import SMALLEST_SIZE
from gui.main_window import DEFAULT_SIZE
from gui.settings import kept_bytes, kept_text
from gui.workspaces import NAMES
from gui.workspaces.contract import Workspace
from gui.workspaces.view_state import ARRANGEMENT, page_state, show_page_state, usual_page_state

if TYPE_CHECKING:
    from gui.main_window import MainWindow

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
