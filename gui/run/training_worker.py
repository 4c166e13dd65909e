"""One thread for long work, with a one-slot mailbox: however fast it goes, the window is told 25 times a second.

Python lets one thread run at a time. Were the work to go on while the window paints, both would take the turn from
each other a thousand times a frame, and the frame would take twice its time. So the work pauses while a frame is
made.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThread, QTimer, Signal

from gui.foundation.language import error_text
from simulator.training import Interrupted

MAILBOX_INTERVAL = 40
"""Milliseconds between two looks into the mailbox: so often all views change together."""

_PAINTED = QEvent.Type(QEvent.registerEventType())
_BEHIND_PAINTING = Qt.EventPriority.LowEventPriority.value - 1
"""Priority of an event that comes to its turn when all that has changed is painted."""
LEAST_SHARE = 0.5
"""Between two frames the work goes on for at least this share of the time that it rested for the last one. In a frame
every view of the window shows the same moment: where that takes long there are fewer frames, and the work is never
starved."""
LONGEST_PAUSE = 0.1
"""Seconds that the work waits for a frame at most."""

ShouldStop = Callable[[], bool]
Post = Callable[[Any], None]
Question = Callable[[], Any]
Told = Callable[[Any], None]
Job = Callable[[ShouldStop, Post], Any]
"""Long work: it asks `should_stop()` often, hands what it has so far to `post(…)` and returns its result."""


class _Thread(QThread):
    """Does the jobs that are put into its queue, one after the other, until it finds None."""

    done = Signal(object, object)
    """Result and exception of a job, one of them None."""
    answered = Signal(object, object)
    """Who wants to know, and the answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs: SimpleQueue[Job | None] = SimpleQueue()
        self.questions: SimpleQueue[tuple[Question, Told]] = SimpleQueue()
        self.stopping = threading.Event()
        self.latest: Any = None
        self._frame_painted = threading.Event()
        self._frame_painted.set()
        self.turn = threading.Lock()
        """Whose turn it is to touch what the job works on: the thread has it except where it may stop."""
        self.is_turn_wanted = False
        self.given_back = threading.Event()

    def pause(self) -> None:
        """Lets the job wait where it next asks whether to stop."""
        self._frame_painted.clear()

    def go_on(self) -> None:
        """Lets it go on."""
        self._frame_painted.set()

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            with self.turn:
                try:
                    result, error = job(self._should_stop, self._post), None
                except Exception as caught:  # noqa: BLE001 - handed over and raised in the window's thread
                    result, error = None, caught
            self.done.emit(result, error)

    def questions_left(self) -> Iterator[tuple[Question, Told]]:
        """Those that nobody has answered yet."""
        with suppress(Empty):
            while True:
                yield self.questions.get_nowait()

    def _should_stop(self) -> bool:
        for question, told in self.questions_left():
            self.answered.emit(told, question())
        if not self._frame_painted.is_set():
            self._frame_painted.wait(LONGEST_PAUSE)
        if self.is_turn_wanted:
            self.turn.release()
            self.given_back.wait()
            self.turn.acquire()
        return self.stopping.is_set()

    def _post(self, value: Any) -> None:
        self.latest = value


class TrainingWorker(QObject):
    """Runs one job at a time on a thread of its own.

    Signals
    -------
    arrived
        The newest value that the job posted; older ones that nobody has seen are dropped.
    ended
        The job's result and its exception (one of them is None). The worker is free again when it is emitted.
    """

    arrived = Signal(object)
    ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: _Thread | None = None
        self._busy = False
        self._rests_since = self._went_on = self._rested = 0.0
        self._mailbox = QTimer(self)
        self._mailbox.setInterval(MAILBOX_INTERVAL)
        self._mailbox.timeout.connect(self._empty_mailbox)

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way."""
        return self._busy

    def start(self, job: Job) -> None:
        """Begins a job.

        Raises
        ------
        RuntimeError
            If another one is under way.
        """
        if self._busy:
            raise RuntimeError("the worker does one job at a time; stop the one that is under way first")
        if self._thread is None:
            self._thread = _Thread(self)
            self._thread.done.connect(self._end)
            self._thread.answered.connect(self._tell)
            self._thread.start(QThread.Priority.LowPriority)
        self._busy = True
        self._thread.stopping.clear()
        self._thread.jobs.put(job)
        self._mailbox.start()

    def ask(self, question: Question, told: Told) -> None:
        """Asks what only the thread can tell while a job is under way: where it next looks whether to stop.

        Parameters
        ----------
        question
            Called on the thread, or here if no job is under way.
        told
            Called here with its answer, soon.
        """
        if self._busy and self._thread is not None:
            self._thread.questions.put((question, told))
        else:
            told(question())

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Holds the job where it next looks whether to stop: meanwhile what it works on may be looked at here.

        Raises
        ------
        TimeoutError
            If it doesn't look within so many seconds.
        """
        thread = self._thread
        if thread is None:
            yield
            return
        thread.given_back.clear()
        thread.is_turn_wanted = True
        try:
            if not thread.turn.acquire(timeout=seconds):
                raise TimeoutError(f"the work under way didn't pause within {seconds} s")
            try:
                yield
            finally:
                thread.turn.release()
        finally:
            thread.is_turn_wanted = False
            thread.given_back.set()

    def rest(self) -> None:
        """Lets the job wait until what changes in the window now is painted."""
        if self._busy and self._thread is not None:
            self._rests_since = time.perf_counter()
            self._thread.pause()
            QCoreApplication.postEvent(self, QEvent(_PAINTED), _BEHIND_PAINTING)

    def stop(self) -> None:
        """Asks the job to stop; `ended` follows as soon as it has."""
        if self._thread is not None:
            self._thread.stopping.set()

    def close(self) -> None:
        """Stops the job and ends the thread."""
        self._mailbox.stop()
        if self._thread is not None:
            # an end that is already on its way to this thread must not begin anything new
            self._thread.done.disconnect(self._end)
            self._thread.answered.disconnect(self._tell)
            self._thread.stopping.set()
            self._thread.go_on()
            self._thread.jobs.put(None)
            self._thread.wait()
            self._thread = None
        self._busy = False

    def _empty_mailbox(self) -> None:
        if self._thread is None:
            return
        left = self._went_on + LEAST_SHARE * self._rested - time.perf_counter()
        # each look counts from the last one: a frame that was put off is not followed by the next one at once
        self._mailbox.start(math.ceil(1000 * left) if left > 0.0 else MAILBOX_INTERVAL)
        if left > 0.0:
            return
        value, self._thread.latest = self._thread.latest, None
        if value is not None:
            self.rest()
            self.arrived.emit(value)

    def _tell(self, told: Told, answer: object) -> None:
        if self._thread is not None:
            told(answer)

    def _end(self, result: object, error: object) -> None:
        if self._thread is None:
            return  # closed meanwhile: what was already posted to this thread arrives although it is disconnected
        self._mailbox.stop()
        for question, told in self._thread.questions_left():  # the job has ended before it could answer
            told(question())
        self._thread.latest = None
        self._busy = False
        self.ended.emit(result, error)

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED:
            self._went_on = time.perf_counter()
            self._rested = self._went_on - self._rests_since
            if self._thread is not None:
                self._thread.go_on()
            return True
        return super().event(event)


# Work beside the window's thread, one piece at a time.

Work = Callable[[ShouldStop], object]

_LOOK_EVERY = 15
"""Milliseconds between two looks for the result."""


class Errand(QObject):
    """Lets a thread do something, and says what came of it.

    The thread knows nothing of Qt: it puts its result into a queue that a timer looks into, so a result that nobody
    waits for any more is simply dropped.

    Signals
    -------
    done(object)
        The result.
    failed(str)
        Why there is none, for a person: a ValueError was raised.
    """

    done = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopping = threading.Event()
        self._results: SimpleQueue[object] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def is_under_way(self) -> bool:
        """Whether somebody waits for a result."""
        return self._timer.isActive()

    def start(self, work: Work) -> None:
        """Do this; whatever was under way is given up."""
        self.stop()
        self._stopping, self._results = threading.Event(), SimpleQueue()
        errand = (work, self._stopping, self._results)
        self._thread = threading.Thread(target=_carry_out, args=errand, name="errand", daemon=True)
        self._thread.start()
        self._timer.start()

    def stop(self) -> None:
        """Give up what is under way."""
        self._stopping.set()
        self._timer.stop()

    def wait(self, seconds: float) -> None:
        """Waits until what is under way is done, without telling what came of it: the program ends."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _look(self) -> None:
        try:
            result = self._results.get_nowait()
        except Empty:
            return
        self._timer.stop()
        if isinstance(result, ValueError):
            self.failed.emit(error_text(result))
        elif isinstance(result, Exception):
            self.failed.emit(error_text(result))  # whoever waits must not wait for ever
            raise result
        else:
            self.done.emit(result)


def _carry_out(work: Work, stopping: threading.Event, results: SimpleQueue[object]) -> None:
    try:
        results.put(work(stopping.is_set))
    except Interrupted:
        return
    except Exception as error:  # noqa: BLE001 - raised again in the window's thread
        results.put(error)
