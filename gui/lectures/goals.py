"""Watches whether what somebody tries has come true."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gui.labour import Activity
from gui.lectures.stagehand import Stagehand
from lectures.model import DESCENT, NETWORK, Task

_LOOK_AFTER = 120
"""Milliseconds after something has changed."""


class GoalKeeper(QObject):
    """The task of the beat in view.

    Attributes
    ----------
    is_met
        Whether all goals have been true at the same time; it stays so.
    states
        For every goal whether it is true now.

    Signals
    -------
    met
        One of these is different.
    """

    met = Signal()

    def __init__(self, stage: Stagehand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._task: Task | None = None
        self.is_met = False
        self.states: tuple[bool, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOK_AFTER)
        self._later.timeout.connect(self._look)
        self._connected: list[object] = []

    def watch(self, task: Task | None) -> None:
        """Watches this task from now on, or none."""
        if task is not self._task:
            self._task, self.is_met, self.states = task, False, ()
        if task is not None:
            self._connect()
            self._look()

    def _connect(self) -> None:
        """Hears of changes in the workspaces that there are."""
        stage, workspace = self._stage, self._stage.view.workspace
        session = stage.network if workspace == NETWORK else stage.descent if workspace == DESCENT else stage.graph
        if session in self._connected:
            return
        self._connected.append(session)
        names = {"network": ("moment_changed", "history_changed", "activity_changed"),
                 "descent": ("moved", "ground_changed", "lanes_changed"), "graph": ("numbers_changed", "moved")}
        for name in names[workspace]:
            getattr(session, name).connect(self._on_change)

    def _on_change(self) -> None:
        if self._task is not None and not self._later.isActive():
            self._later.start()

    def _look(self) -> None:
        task, stage = self._task, self._stage
        if task is None or self.is_met:
            return
        if stage.view.workspace == NETWORK and stage.network.activity in (Activity.TRAINING, Activity.TRAVELLING):
            self._later.start()  # the run belongs to the thread
            return
        try:
            readings = stage.readings()
            states = tuple(goal.is_met(readings) for goal in task.goals)
        except LookupError:
            states = tuple(False for _ in task.goals)
        if states != self.states:
            self.states = states
            self.is_met = all(states)
            self.met.emit()
