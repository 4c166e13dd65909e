"""Whether anything has happened that a person would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.graph.graph_session import GraphSession
    from gui.main_window import MainWindow


class Changes(QObject):
    """Hears of everything that is done in the three workspaces; looking around doesn't count.

    What has happened to the network is counted. Of a descent and a graph it is known what they are now and what they
    were, so that undoing a change there takes it away.

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

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.count = 0
        self._known: list[DescentSession | GraphSession] = []
        self._set_aside: tuple[Any, ...] = ()
        self._kept = self.mark()
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self.watch_sessions)
        # what can be undone is told before it is done
        self._tell = QTimer(self, singleShot=True, interval=0)
        self._tell.timeout.connect(self.changed)
        window.session.work_changed.connect(self._on_work)
        window.installEventFilter(self)
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
        descent = None if window.descent is None else _descent_mark(window.descent.session)
        graph = None if window.graph is None else _graph_mark(window.graph.session)
        # a training is told a few times a second only
        return self.count, window.session.run_length, descent, graph

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
        """Listens to the sessions that there are: those of descents and graphs are made when they are first shown."""
        for page in (self._window.descent, self._window.graph):
            if page is not None and page.session not in self._known:
                self._known.append(page.session)
                page.session.undo_changed.connect(self._on_other)

    def close(self) -> None:
        """Listens no more."""
        self._look.stop()
        self._tell.stop()
        self._window.removeEventFilter(self)
        self._window.session.work_changed.disconnect(self._on_work)
        for session in self._known:
            if isValid(session):  # a page may have gone before
                session.undo_changed.disconnect(self._on_other)

    def _on_work(self) -> None:
        if not self._window.lectures.is_open:
            self.count += 1
            self.changed.emit()

    def _on_other(self) -> None:
        if not self._window.lectures.is_open:
            self._tell.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildAdded:  # perhaps a session
            self._look.start()
        return False


def _descent_mark(session: DescentSession) -> tuple[Any, ...] | None:
    """What was chosen; None as long as it is what everybody begins with."""
    mark, first = (session.setup, session.remedy), session.beginning.memento
    return None if mark == (first.setup, first.remedy) else mark


def _graph_mark(session: GraphSession) -> tuple[Any, ...] | None:
    """The same for a graph; the numbers of one that goes along with the network belong to the network."""
    from simulator.graph.of_network import DerivativeGraph  # noqa: PLC0415 - it is loaded with the workspace only

    goes_along = isinstance(session.graph, DerivativeGraph) and not session.by_hand
    values = None if goes_along else dict(session.values)
    mark = (session.graph.text, values, session.descending, session.learning_rate, session.costs)
    first = session.beginning.memento
    begun = (first.numbers.graph.text, dict(first.values), first.names, first.learning_rate, first.costs)
    return None if mark == begun else mark
