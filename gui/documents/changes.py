"""Whether anything has happened that a person would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from gui.workspaces.window import Window


class Changes(QObject):
    """Hears of everything that is done in the workspaces; looking around doesn't count.

    What has happened to the network is counted. Of the others it is known what they are now and what they were, so
    that undoing a change there takes it away.

    Attributes
    ----------
    count
        Changes of the network since the program began.

    Signals
    -------
    changed
        Something has happened, or has been taken back.
    """

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.count = 0
        self._known: dict[str, Any] = {}
        self._set_aside: tuple[Any, ...] = ()
        self._kept = self.mark()
        # what can be undone is told before it is done
        self._tell = QTimer(self, singleShot=True, interval=0)
        self._tell.timeout.connect(self.changed)
        window.session.work_changed.connect(self._on_work)
        window.page_made.connect(self.watch_sessions)
        self.watch_sessions()

    @property
    def is_any(self) -> bool:
        """Whether there is anything that isn't kept."""
        return self.mark() != self._kept

    def mark(self) -> tuple[Any, ...]:
        """What tells one state of the work from another."""
        window = self._window
        if window.lectures.is_open and self._set_aside:  # what a lecture shows is nobody's work
            return self._set_aside
        return self.count, *(workspace.mark() for workspace in window.workspaces.values())

    def keep(self, mark: tuple[Any, ...]) -> None:
        """The work as it was at this mark is safe."""
        self._kept = mark
        self.changed.emit()

    def lose(self) -> None:
        """Nothing of it is kept anywhere."""
        self._kept = (None,)
        self.changed.emit()

    def lecture_begins(self) -> None:
        """From now on there is a lecture in the window."""
        self._set_aside = self.mark()

    def watch_sessions(self) -> None:
        """Listen to the sessions that there are: most are made when their page is first shown."""
        for name, workspace in self._window.workspaces.items():
            signal = workspace.work_signal()
            if signal is not None and self._known.get(name) is not workspace.session:
                self._known[name] = workspace.session
                signal.connect(self._on_other)

    def close(self) -> None:
        """Listens no more."""
        self._tell.stop()
        self._window.session.work_changed.disconnect(self._on_work)
        for session in self._known.values():
            if isValid(session):  # a page may have gone before
                session.undo_changed.disconnect(self._on_other)

    def _on_work(self) -> None:
        if not self._window.lectures.is_open:
            self.count += 1
            self.changed.emit()

    def _on_other(self) -> None:
        if not self._window.lectures.is_open:
            self._tell.start()
