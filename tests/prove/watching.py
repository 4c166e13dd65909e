"""What must never happen while somebody uses the program, and how it is noticed.

Errors nobody expected, Qt's warnings, and turns of the event loop that last too long: those are measured by the clock
and by the main thread's own processor time, because on a machine that does other work the clock alone says little.
"""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QtMsgType, qInstallMessageHandler

from gui.failure.keeper import end_painters

LONGEST_TURN = 0.5
"""Seconds; a longer turn of the event loop is a hang."""
_LOOKS = (0.3, 0.45, 0.8, 2.0, 6.0)
"""Seconds into a turn at which the stack of the main thread is looked at."""
_HARMLESS = re.compile(
    "This plugin does not support (propagateSizeHints|raise|grabbing the (keyboard|mouse))"
    "|Populating font family aliases took|Mouse event at .* occurs outside target window")
"""What the offscreen platform can't do, as in pyproject.toml; and a pointer may be dragged out of a window."""


@dataclass(frozen=True)
class Turn:
    """One turn of the event loop: seconds by the clock and of the main thread's work, and what was going on."""

    wall: float
    cpu: float
    during: str = ""
    stack: str = ""

    def __str__(self) -> str:
        return (f"{1e3 * self.wall:.0f} ms by the clock, {1e3 * self.cpu:.0f} ms of work, at {self.during}\n"
                f"{self.stack}")


@dataclass
class Watch:
    """Watches the thread that it is made in from `begin` to `end`.

    Attributes
    ----------
    troubles
        Everything that must not happen but long turns, in words.
    hangs
        Turns in which the main thread worked longer than `LONGEST_TURN`.
    waits
        Turns as long by the clock alone: the machine was busy, or the main thread waited for somebody.
    longest
        The longest turn by the clock, and the one with the most work.
    during, before
        What is going on, and what gives the events before it, for the messages.
    """

    troubles: list[str] = field(default_factory=list)
    hangs: list[Turn] = field(default_factory=list)
    waits: list[Turn] = field(default_factory=list)
    longest: tuple[Turn, Turn] = (Turn(0.0, 0.0), Turn(0.0, 0.0))
    during: str = ""
    before: Callable[[], str] = str
    turns: int = 0
    _away: bool = False

    def begin(self) -> None:
        """Puts itself in the place of everything that hears of errors."""
        self._main = threading.get_ident()
        self._hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._raised
        threading.excepthook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._raised(args.exc_type, args.exc_value, args.exc_traceback)
        self._messages = qInstallMessageHandler(self._said)
        self._log = _Listener(self)
        logging.getLogger().addHandler(self._log)
        self._stacks: list[str] = []
        self._sleeping = True
        self._ended = threading.Event()
        self.beat()
        self._watcher = threading.Thread(target=self._look, name="watcher of the main thread", daemon=True)
        self._watcher.start()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None, "the watch begins when there is an application"
        dispatcher.awake.connect(self.beat)
        dispatcher.aboutToBlock.connect(self.rest)

    def end(self) -> None:
        """Gives all of that back."""
        dispatcher = QAbstractEventDispatcher.instance()
        if dispatcher is not None:
            dispatcher.awake.disconnect(self.beat)
            dispatcher.aboutToBlock.disconnect(self.rest)
        self._ended.set()
        self._watcher.join()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._messages)
        logging.getLogger().removeHandler(self._log)

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """While the turns are not to be measured."""
        self.rest()
        self._away = True
        yield
        self._away = False
        self.beat()

    def beat(self) -> None:
        """A turn of the event loop ends, and another one begins."""
        if self._away:
            return
        now, work = time.perf_counter(), time.thread_time()
        if not self._sleeping:
            turn = Turn(now - self._since, work - self._work)
            if turn.wall > LONGEST_TURN:
                turn = Turn(turn.wall, turn.cpu, self.during, "".join(self._stacks[-2:]) + self.before())
                (self.hangs if turn.cpu > LONGEST_TURN else self.waits).append(turn)
            by_clock, by_work = self.longest
            if turn.wall > by_clock.wall or turn.cpu > by_work.cpu:
                turn = Turn(turn.wall, turn.cpu, self.during)
                self.longest = (max(by_clock, turn, key=lambda one: one.wall),
                                max(by_work, turn, key=lambda one: one.cpu))
            self.turns += 1
        self._stacks = []
        self._since, self._work, self._sleeping = now, work, False

    def rest(self) -> None:
        """The event loop has nothing to do."""
        self.beat()
        self._sleeping = True

    def _look(self) -> None:
        looked, since = 0, 0.0
        while not self._ended.wait(0.02):
            if self._since != since:
                looked, since = 0, self._since
            late = time.perf_counter() - since
            if not self._sleeping and looked < len(_LOOKS) and late > _LOOKS[looked]:
                looked += 1
                self._stacks.append(f"  after {1e3 * late:.0f} ms:\n{self._stack_of_main()}")

    def _stack_of_main(self) -> str:
        """Where the main thread is, the innermost call first; its frames, which may hold painters, aren't touched."""
        with tempfile.TemporaryFile() as file:
            faulthandler.dump_traceback(file)
            file.seek(0)
            threads = file.read().decode(errors="replace").split("\n\n")
        own = next((one for one in threads if f"0x{self._main:016x}" in one), "")
        return "\n".join(own.splitlines()[1:15]) + "\n"

    def _raised(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        self.tell("".join(traceback.format_exception(kind, error, trace)))
        end_painters(trace)

    def _said(self, kind: QtMsgType, context: Any, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not _HARMLESS.search(message):
            self.tell(f"Qt says: {message}\n{''.join(traceback.format_stack(limit=10))}")

    def tell(self, trouble: str) -> None:
        """Something went wrong."""
        self.troubles.append(f"at {self.during}:\n{trouble}\n{self.before()}")


class _Listener(logging.Handler):
    """Hears the errors that are logged."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(logging.ERROR)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        self._watch.tell(f"logged: {self.format(record)}")
