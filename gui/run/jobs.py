"""The work behind the cursor: quick moves at once, long ones on the worker's thread, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal

from gui.foundation.language import error_text
from gui.run.training_worker import TrainingWorker
from simulator.diagnosis import Diagnosis, Evidence
from simulator.evaluation import Evaluation
from simulator.run import Run
from simulator.running import Arrival, measured, train, travel
from simulator.training import NEVER, Interrupted, TrainingState

T = TypeVar("T")
_Measured = tuple[Evaluation, Diagnosis | None]
Arrived = Callable[[tuple[Arrival, ...]], None]
"""Told how far each of the runs has come."""

QUICK_SECONDS = 0.03
"""Moves that take longer than this are made on the thread."""
IDLE_BEFORE_EVALUATION = 250
"""Milliseconds without a move after which cost and accuracy are measured."""
_OPERATIONS_PER_SECOND = 3e9
_OVERHEAD_SECONDS = 60e-6


class Activity(Enum):
    """What goes on."""

    IDLE = "idle"
    PLAYING = "playing"
    TRAINING = "training"
    TRAVELLING = "travelling"


class JobQueue(QObject):
    """Makes and replays the steps of whatever runs are the current ones: one, or two that are compared.

    While it trains or travels the timelines belong to the thread: whoever wants to touch them waits with `when_free`,
    which stops the work first.

    Signals
    -------
    progressed
        A `Progress`, at most 25 times a second.
    evaluated
        A current run has a new evaluation.
    failed
        A sentence for the person: data that can't be read.
    activity_changed
        The new `Activity`.
    """

    progressed = Signal(object)
    evaluated = Signal()
    failed = Signal(str)
    activity_changed = Signal(object)

    def __init__(self, current_runs: Callable[[], Sequence[Run]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.activity = Activity.IDLE
        self._current_runs = current_runs
        self._waiting: list[Callable[[], None]] = []
        self._patient: list[Callable[[], None]] = []
        self._queued: Callable[[], None] | None = None
        self._finish: Callable[[Any], None] = lambda _: None
        self._stoppable = True
        self._worker = TrainingWorker(self)
        self._worker.arrived.connect(self.progressed)
        self._worker.ended.connect(self._end)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_BEFORE_EVALUATION)
        self._idle.timeout.connect(self._evaluate_if_due)

    @property
    def is_settled(self) -> bool:
        """Whether not even an evaluation is under way or about to begin."""
        return not (self._worker.is_busy or self._idle.isActive() or self._waiting)

    @property
    def is_free(self) -> bool:
        """Whether neither training nor travelling is under way or about to begin."""
        return self.activity is Activity.IDLE and not self._waiting

    def when_free(self, action: Callable[[], None]) -> None:
        """Does something with the timeline: now, or as soon as the work under way has stopped for it."""
        if self.is_free:
            action()
            return
        self._waiting.append(action)
        self._stop_worker()

    def wait(self) -> None:
        """Lets events go by until the work under way is done."""
        while not self.is_free:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def trains_on(self) -> bool:
        """Whether training is under way and nobody waits for its end."""
        return self.activity is Activity.TRAINING and not self._waiting

    def ask(self, question: Callable[[], T], told: Callable[[T], None]) -> None:
        """Looks at the timelines of a training between two of its steps, on the thread; `told` is called here."""
        self._worker.ask(question, told)

    def held(self, seconds: float) -> AbstractContextManager[None]:
        """Holds all work on the timelines; raises TimeoutError where that takes longer than so many seconds."""
        return self._worker.held(seconds)

    def when_done(self, action: Callable[[], None]) -> None:
        """Does something with the timelines when all that goes on or waits has come to its end by itself."""
        if self.is_free:
            action()
        else:
            self._patient.append(action)

    def stop(self) -> None:
        """Asks training or travelling to stop; the way to what an edit has made is gone to its end."""
        if self._queued in self._waiting:  # it has not even begun: an evaluation makes room for it
            self._waiting.remove(self._queued)
        self._queued = None
        if self.activity is not Activity.IDLE:
            self._stop_worker()

    def _stop_worker(self) -> None:
        if self._stoppable:
            self._worker.stop()

    def close(self) -> None:
        """Ends the thread."""
        self._idle.stop()
        self._waiting.clear()
        self._worker.close()

    @staticmethod
    def at_once(runs: Sequence[Run], numbers: Sequence[int | None]) -> tuple[Arrival, ...] | None:
        """Goes to steps of the past, or to the next ones, if they can be had at once; None if it takes a while.

        Parameters
        ----------
        numbers
            Of the step that each run is wanted at; None for a run that stays where it is.
        """
        if not all(run.trainer.data.train.loaded for run in runs):
            return None
        seconds = sum(_seconds_to(run, number) for run, number in zip(runs, numbers, strict=True)
                      if number is not None)
        if seconds > QUICK_SECONDS:
            return None
        return travel([run.timeline for run in runs], numbers, NEVER, lambda _: None, evaluating=False)

    def travel(self, runs: Sequence[Run], numbers: Sequence[int | None], arrived: Arrived, *,
               stoppable: bool = True) -> None:
        """Goes to steps that take a while to be had, and calls `arrived` then.

        Parameters
        ----------
        stoppable
            False after an edit: what was in view before doesn't exist any more, so there is nothing to stay at.
        """
        job = partial(travel, [run.timeline for run in runs], list(numbers))
        self._begin(Activity.TRAVELLING, job, arrived, stoppable=stoppable)

    def train(self, runs: Sequence[Run], count: int, arrived: Arrived) -> None:
        """Makes so many steps at the end of the runs, and calls `arrived` then."""
        self._begin(Activity.TRAINING, partial(train, [run.timeline for run in runs], count), arrived)

    def evaluate_when_idle(self) -> None:
        """Measures cost and accuracy where they are due, once nobody has moved for a moment."""
        self._idle.start()

    def _begin(self, activity: Activity, job: Callable[..., Any], finish: Callable[[Any], None], *,
               stoppable: bool = True) -> None:
        if self._worker.is_busy:
            # only an evaluation can be under way here: it makes room
            begin = partial(self._begin, activity, job, finish, stoppable=stoppable)
            self._queued = begin if stoppable else None
            self._waiting.append(begin)
            self._worker.stop()
            return
        self._finish, self._stoppable = finish, stoppable
        self._set_activity(activity)
        self._worker.start(job)

    def _evaluate_if_due(self) -> None:
        waiting = ((run, run.timeline.to_evaluate) for run in self._current_runs())
        run, state = next(((run, state) for run, state in waiting if state is not None), (None, None))
        if self._worker.is_busy or run is None or state is None:
            return
        self._finish = partial(self._on_evaluation, run, state)
        self._worker.start(partial(_evaluate, run, state, run.timeline.evidence(state)))

    def _on_evaluation(self, run: Run, state: TrainingState, result: _Measured | None) -> None:
        # the run may have been given another future meanwhile
        if result is not None and run.timeline.to_evaluate is state:
            run.timeline.evaluated(*result)
            self.evaluated.emit()

    def _end(self, result: object, error: object) -> None:
        waiting, self._waiting = self._waiting, []
        finish, self._finish, self._stoppable = self._finish, lambda _: None, True
        self._set_activity(Activity.IDLE)
        # whoever waits comes to his turn, even if one before him fails; what is put there last goes first
        with ExitStack() as turns:
            turns.callback(self._serve_patient)
            for action in reversed(waiting):
                turns.callback(self._serve, action)
            if isinstance(error, ValueError):
                for run in self._current_runs():
                    run.timeline.give_up_evaluations()
                self.failed.emit(error_text(error))
            elif isinstance(error, Exception):
                raise error
            else:
                finish(result)

    def _serve(self, action: Callable[[], None]) -> None:
        if self.activity is Activity.IDLE:
            action()
        else:
            self._waiting.append(action)

    def _serve_patient(self) -> None:
        with ExitStack() as turns:
            turns.callback(self.evaluate_when_idle)
            if self._waiting:  # what has begun meanwhile is stopped for those who came after it
                self._stop_worker()
            elif self.is_free:
                patient, self._patient = self._patient, []
                for action in reversed(patient):
                    turns.callback(action)

    def _set_activity(self, activity: Activity) -> None:
        if activity is not self.activity:
            self.activity = activity
            self.activity_changed.emit(activity)


def _evaluate(run: Run, state: TrainingState, evidence: Evidence, should_stop: Callable[[], bool],
              _: object) -> _Measured | None:
    try:
        return measured(run.trainer, state, evidence, should_stop)
    except Interrupted:
        return None


def _seconds_to(run: Run, number: int) -> float:
    """An estimate of how long it takes to go to a step: two operations a weight and sample forward, four backward."""
    timeline = run.timeline
    missing = number + 1 - timeline.length
    count = missing if missing > 0 else timeline.replay_length(number)
    size = timeline.end.experiment.batch_size
    return count * (_OVERHEAD_SECONDS + 6 * run.trainer.network.parameter_count * size / _OPERATIONS_PER_SECOND)
