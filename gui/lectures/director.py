"""Carries a lecture out: sets the scene of every stop, shows what moves, and knows what was answered and achieved."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from gui.foundation.language import error_text
from gui.lectures.performance import Performance, Wait, is_trained, perform, train_long
from gui.lectures.stagehand import Kept, Stagehand
from gui.run.jobs import Activity
from gui.run.training_worker import Errand
from gui.workspaces.contract import Workspace
from lectures.model import NETWORK, Beat, Lecture, Stop, Task, stops_of
from lectures.network import Work, behind_training, steps_wanted, without_training
from lectures.scene import (
    Scene,
    applied,
    changes_of,
    keeps_waiting,
    reads_data,
    shortened,
    stop_before,
    takes_long,
    way_to,
)
from simulator.errors import Explained

# Runs a performance: takes it up again whenever what it waits for has come.

_LOOK_EVERY = 8
"""Milliseconds between two looks at what is waited for."""
_LONGEST = 0.03
"""Seconds without a wait after which the window has its turn."""


class Runner(QObject):
    """One performance at a time.

    Parameters
    ----------
    pace
        Share of the usual time that waiting takes; 0 for none.

    Signals
    -------
    ended(object)
        It has come to its end: None, or the error that ended it. Not told of one that was stopped.
    """

    ended = Signal(object)

    def __init__(self, pace: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pace = pace
        self._performance: Performance | None = None
        self._wait = Wait()
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether a performance is under way."""
        return self._performance is not None

    def start(self, performance: Performance) -> None:
        """Begins at once; what needs no waiting, and little time, is over when this returns."""
        self.stop()
        self._performance = performance
        self._wait, self._since = Wait(), 0.0
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Gives it up where it is."""
        self._timer.stop()
        performance, self._performance = self._performance, None
        if performance is not None and hasattr(performance, "close"):
            performance.close()

    def _go_on(self) -> None:
        """As far as there is nothing to wait for, unless that takes long."""
        performance, begun = self._performance, time.monotonic()
        while performance is not None and performance is self._performance and self._has_come():
            try:
                self._wait = next(performance)
                self._since = time.monotonic()
            except StopIteration:
                self._end(None)
                return
            except (ValueError, LookupError) as error:
                self._end(error)
                return
            if time.monotonic() - begun > _LONGEST:
                return

    def _has_come(self) -> bool:
        return time.monotonic() - self._since >= self.pace * self._wait.seconds and self._wait.until()

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self._performance = None
        self.ended.emit(error)


# Watches whether what somebody tries has come true.

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
        self._connected: list[Workspace] = []

    def watch(self, task: Task | None) -> None:
        """Watches this task from now on, or none."""
        if task is not self._task:
            self._task, self.is_met, self.states = task, False, ()
        if task is not None:
            self._connect()
            self._look()

    def _connect(self) -> None:
        """Hear of changes in the workspace in view."""
        shown = self._stage.shown
        if shown not in self._connected:
            self._connected.append(shown)
            for signal in shown.reading_signals():
                signal.connect(self._on_change)

    def _on_change(self) -> None:
        if self._task is not None and not self._later.isActive():
            self._later.start()

    def _look(self) -> None:
        task, stage = self._task, self._stage
        if task is None or self.is_met:
            return
        if stage.shown.is_busy:
            self._later.start()
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


class Director(QObject):
    """The lecture in view.

    Parameters
    ----------
    stage
        Where the scenes are set.
    pace
        How long things that move take, as a share of the usual time; 0 for no time at all.

    Attributes
    ----------
    lecture, stop
        What is in view; None while no lecture is.
    chosen
        Number of the choice that was picked at this beat, None if the answer was shown without.
    is_done
        Whether the goal of this beat's task was met.
    progress
        How much of a long training is done, 0 to 1; negative while there is none.

    Signals
    -------
    lecture_changed
        A lecture was opened, or left.
    stop_changed
        Another stop is in view.
    performing_changed
        Something begins to move, or has ended.
    progress_changed
        The new progress.
    goal_changed
        The goal was met, or another beat has another one.
    failed
        Why a scene can't be set, for a person.
    """

    lecture_changed = Signal()
    stop_changed = Signal()
    performing_changed = Signal()
    progress_changed = Signal(float)
    goal_changed = Signal()
    failed = Signal(str)

    def __init__(self, stage: Stagehand, parent: QObject | None = None, *, pace: float = 1.0) -> None:
        super().__init__(parent)
        self.stage = stage
        self.lecture: Lecture | None = None
        self.stop: Stop | None = None
        self.progress = -1.0
        self._kept: Kept | None = None
        self._scenes: dict[Stop, Scene] = {}
        self._chosen: dict[int, int] = {}
        self._share, self._begun, self._steps = [0.0], 0, 1
        self._runner = Runner(pace, self)
        self.set_pace(pace)
        self._runner.ended.connect(self._on_performed)
        self._errand = Errand(self)
        self._errand.done.connect(self._on_made)
        self._errand.failed.connect(self._on_failure)
        self._watch = QTimer(self)
        self._watch.setInterval(100)
        self._watch.timeout.connect(self._tell_progress)
        self.goals = GoalKeeper(stage, self)
        self.goals.met.connect(self.goal_changed)

    # what is in view

    @property
    def beat_number(self) -> int:
        """Number of the beat in view, from 0."""
        return 0 if self.stop is None else self.stop.beat

    @property
    def beat(self) -> Beat | None:
        """The beat in view."""
        return None if self.lecture is None or self.stop is None else self.lecture.beats[self.stop.beat]

    @property
    def chosen(self) -> int | None:
        """The choice that was picked here."""
        return self._chosen.get(self.beat_number)

    @property
    def is_done(self) -> bool:
        """Whether the goal of this beat was met."""
        return self.goals.is_met

    @property
    def goals_met(self) -> tuple[bool, ...]:
        """For each goal of this beat's task whether it is met now."""
        return self.goals.states

    @property
    def is_performing(self) -> bool:
        """Whether something moves, or is being made."""
        return self._runner.is_running or self._errand.is_under_way

    @property
    def is_settled(self) -> bool:
        """Whether the scene of the stop stands."""
        return not self.is_performing

    @property
    def can_back(self) -> bool:
        """Whether there is a stop before this one."""
        return self.stop is not None and self.stop > Stop(0)

    @property
    def can_next(self) -> bool:
        """Whether there is a stop behind this one."""
        return self.lecture is not None and self.stop is not None and self.stop < stops_of(self.lecture)[-1]

    def scene_of(self, stop: Stop) -> Scene | None:
        """The scene of a stop that was in view, as it belongs there."""
        return self._scenes.get(stop)

    # what can be done

    def open(self, lecture: Lecture, beat: int = 0) -> None:
        """Begins a lecture at a beat; what was in view before comes back when it is left."""
        if self._kept is None:
            self._kept = self.stage.keep()
        self._abandon()
        self.lecture, self.stop = lecture, None
        self._scenes, self._chosen = {}, {}
        self.lecture_changed.emit()
        self.go_to(beat)

    def leave(self) -> None:
        """Ends the lecture and brings back what was in view before."""
        self._abandon()
        kept, self._kept = self._kept, None
        self.lecture, self.stop = None, None
        self._scenes = {}
        self.goals.watch(None)
        if kept is not None:
            self.stage.take_back(kept)
        self.lecture_changed.emit()

    def next(self) -> None:
        """What moves is finished at once; otherwise on to the next stop, moving."""
        if self.is_performing:
            self.hurry()
        elif self.can_next:
            self._go(self._neighbour(1), moving=True)

    def back(self) -> None:
        """To the stop before, as it was."""
        if self.can_back:
            self._go(self._neighbour(-1))

    def go_to(self, beat: int) -> None:
        """To the beginning of a beat."""
        if self.lecture is not None:
            self._go(Stop(min(max(beat, 0), len(self.lecture.beats) - 1)))

    def go_to_stop(self, stop: Stop) -> None:
        """To any stop, at once."""
        self._go(stop)

    def choose(self, number: int) -> None:
        """Answers the question of this beat; the answer is shown."""
        beat, stop = self.beat, self.stop
        is_training = self._runner.is_running and self.progress >= 0.0  # what is watched ends first
        if beat is None or stop is None or beat.question is None or stop.revealed or is_training:
            return
        if self._runner.is_running:
            self.hurry()
        self._chosen[stop.beat] = number
        self._go(Stop(stop.beat, revealed=True), moving=True)

    def hurry(self) -> None:
        """Ends what moves where it would have ended; a long training goes as fast as it can already."""
        if self._runner.is_running and self.progress < 0.0 and self.stop is not None:
            self._runner.stop()
            self._go(self.stop)

    def set_pace(self, pace: float) -> None:
        """How long things that move take from now on, as a share of the usual time."""
        self._runner.pace = pace
        self.stage.waits_for_pictures = pace > 0.0

    def restore(self) -> None:
        """Puts the scene of this stop right again."""
        if self.stop is not None:
            self._go(self.stop)

    def close(self) -> None:
        """Ends everything that goes on."""
        self._abandon()

    # how it is done

    def _neighbour(self, step: int) -> Stop:
        assert self.lecture is not None, "a lecture is in view"
        assert self.stop is not None, "it stands somewhere"
        stops = stops_of(self.lecture)
        return stops[stops.index(self.stop) + step]

    def _abandon(self) -> None:
        was = self.is_performing
        self._runner.stop()
        self._errand.stop()
        self._set_progress(-1.0)
        if was:
            self.performing_changed.emit()

    def _go(self, stop: Stop, *, moving: bool = False) -> None:
        """Brings a stop into view; where it is the next one, its actions are shown moving."""
        self._abandon()
        self.stage.pause()
        former, self.stop = self.stop, stop
        if not stop.revealed and (former is None or former.beat != stop.beat):
            self.goals.watch(None)
        self.stop_changed.emit()
        before = self._scenes.get(stop_before(self.lecture, stop)) if self.lecture and stop != Stop(0) else None
        changes = changes_of(self.lecture.beats[stop.beat], stop) if self.lecture else ()
        if moving and before is not None and self.lecture and not keeps_waiting(before, changes):
            self._show_moving(before)
        else:
            self._make(stop)

    # at once

    def _make(self, stop: Stop) -> None:
        """Makes the scene of a stop, from the nearest one before that is known."""
        lecture = self.lecture
        assert lecture is not None, "a lecture is in view"
        behind = max((one for one in self._scenes if one <= stop), default=None)
        first = Scene(folder=lecture.folder) if behind is None else self._scenes[behind]
        changes = shortened(way_to(lecture, stop, behind), first.view.workspace)
        share = self._share = [0.0]  # of this work only: one that was given up may still tell how far it is
        trainings = max(sum(change.trains for change in changes), 1)

        def work(should_stop: object = None) -> dict[Stop, Scene]:
            scene, done = first, 0
            for change in changes:
                hear = partial(_hear, share, done, trainings)
                ear = Work(should_stop, hear) if callable(should_stop) else Work(report=hear)
                scene = applied(scene, change, ear)
                done += change.trains
            return {stop: scene}

        try:
            if not (reads_data(changes) or takes_long(first, changes)):
                self._on_made(work())
                return
        except (ValueError, LookupError) as error:
            self._on_failure(error_text(error))
            return
        self._errand.start(work)
        self._watch.start()
        self._set_progress(0.0)
        self.performing_changed.emit()

    def _tell_progress(self) -> None:
        if self._errand.is_under_way:
            self._set_progress(self._share[0])
        elif self.stage.network.navigator.activity is Activity.TRAINING:
            done = self.stage.network.run_length - self._begun
            self._set_progress(min(max(done / self._steps, 0.0), 1.0))

    def _set_progress(self, progress: float) -> None:
        if progress < 0.0:
            self._watch.stop()
        if progress != self.progress:
            self.progress = progress
            self.progress_changed.emit(progress)

    def _on_made(self, made: object) -> None:
        assert isinstance(made, dict), "the errand makes one"
        assert self.stop is not None, "somebody waits for it"
        was_long = self.progress >= 0.0
        self._scenes.update(made)
        self._set_progress(-1.0)
        self.stage.set_scene(self._scenes[self.stop])
        self._arrive()
        if was_long:
            self.performing_changed.emit()

    def _on_failure(self, reason: str) -> None:
        self._set_progress(-1.0)
        self.performing_changed.emit()
        self.failed.emit(reason)

    # moving

    def _show_moving(self, before: Scene) -> None:
        self._runner.start(self._performance(before))
        if self._runner.is_running:
            self.performing_changed.emit()

    def _performance(self, before: Scene) -> Performance:
        """The changes of this stop one after the other; the scene ends as it must, whatever happens on the way."""
        assert self.lecture is not None, "a lecture is in view"
        assert self.stop is not None, "it stands somewhere"
        stage, stop, beat = self.stage, self.stop, self.lecture.beats[self.stop.beat]
        yield Wait(until=lambda: stage.is_free)  # what was stopped for this has ended
        if stage.scene().digest != before.digest:
            stage.set_scene(before)
        scene = before
        for number, change in enumerate(changes_of(beat, stop)):
            is_scene = number == 0 and not stop.revealed
            if takes_long(scene, [change]):
                ready = applied(scene, without_training(change))
                stage.set_scene(ready, goes_on=not is_scene)
                assert stage.network.run is not None, "its run is trained"
                run = stage.network.run
                self._begun = run.timeline.length
                self._steps = max(steps_wanted(run, change) - self._begun, 1)
                self._watch.start()
                yield from train_long(stage, run, change)
                self._set_progress(-1.0)
                assert ready.network is not None, "it has a run"
                if stage.network.run is not run or not is_trained(run, ready.network.run, change):
                    raise ValueError("somebody has changed what was trained")  # it is done once more, unseen
                scene = ready.with_states({NETWORK: replace(ready.network, run=run.twin())})
                scene = applied(scene, behind_training(change))
                stage.set_scene(scene, goes_on=True)
                continue
            after = applied(scene, change)
            if is_scene:
                if after.digest != scene.digest:
                    stage.set_scene(after)
            else:
                yield from perform(stage, scene, change, after)
            if stage.scene().digest != after.digest:
                stage.set_scene(after, goes_on=True)
            scene = after
        self._scenes[stop] = scene

    def _on_performed(self, error: object) -> None:
        self._set_progress(-1.0)
        if isinstance(error, Explained):
            self.performing_changed.emit()
            self.failed.emit(error_text(error))
            return
        if error is not None and self.stop is not None:
            self._make(self.stop)  # somebody has changed what was to move
        else:
            self._arrive()
        self.performing_changed.emit()

    def _arrive(self) -> None:
        """The scene stands."""
        beat = self.beat
        self.goals.watch(None if beat is None else beat.task)
        self.goal_changed.emit()


def _hear(share: list[float], done: int, trainings: int, of_this: float) -> None:
    share[0] = (done + of_this) / trainings
