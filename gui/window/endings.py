"""How the program ends when it is told to from outside: by a signal, by the desktop, or because the display is gone.

Nothing is asked then: unsaved work is kept, and the next start offers it. A program that a signal has ended dies of
that very signal: a shell shows 128 + its number and stops the script that has started the program, and a service
manager takes SIGTERM for the proper end that it is.

Python runs its own handlers of signals between two of its instructions, which may be long after, while the window
waits for the next event. So a thread hears of them first. It asks the window's thread to end the program: in its
event loop, be that one of a dialog, where nothing is half done; in the middle of a long piece of work where the loop
doesn't go on; and it ends the program itself where not even that is possible.
"""

from __future__ import annotations

import _thread
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from gui.failure.log import LOGGER, ProgramLog

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those of them that a platform has."""
SAME_WISH = 0.5
"""Seconds in which another signal says the same again: a terminal that is closed sends several, and so does a service
manager. A later one doesn't wait any more."""
LONGEST_LOOP, LONGEST_WORK, LONGEST_END = 1.5, 3.0, 20.0
"""Seconds that the event loop may take to answer, that Python may take to its next instruction, and that the end may
take."""
_NO_DISPLAY = 1
"""Exit status of a program whose display is gone, as Qt has it."""


class Endings(QObject):
    """Sees to the ends that come from outside; made in the window's thread.

    Parameters
    ----------
    keep
        Keeps what is unsaved before it returns.
    finish
        Ends what else must not be left half done.
    waits
        Whether the end waits for the event loop. A run that only writes a file has nothing to keep and is ended
        wherever it is.
    """

    _told = Signal(int)

    def __init__(self, keep: Callable[[], None], finish: Callable[[], None], log: ProgramLog, *, waits: bool,
                 parent: QObject) -> None:
        super().__init__(parent)
        self._keep, self._finish, self._log = keep, finish, log
        self._waits = waits
        self._numbers: list[int] = []
        self._first: tuple[int, float] | None = None
        self._has_begun = threading.Event()
        self._is_overdue = self._hears_itself = False
        self._told.connect(self._end_by, Qt.ConnectionType.QueuedConnection)

    def install(self, app: QGuiApplication) -> None:
        """From now on signals and the desktop are heard; a signal that was to be ignored is ignored on."""
        self._heard, self._tell = socket.socketpair()
        self._tell.setblocking(False)
        self._former_descriptor = signal.set_wakeup_fd(self._tell.fileno(), warn_on_full_buffer=False)
        known = (getattr(signal, name, None) for name in _NAMES)
        self._numbers = [one for one in known if one is not None and signal.getsignal(one) is not signal.SIG_IGN]
        for number in self._numbers:
            signal.signal(number, self._on_signal)
        threading.Thread(target=self._listen, name="endings", daemon=True).start()
        self._log.end_of_display = self._on_end_of_display
        self._log.fatal = self._keep
        app.commitDataRequest.connect(self._on_end_of_session)
        app.saveStateRequest.connect(self._on_end_of_session)

    def uninstall(self) -> None:
        """Signals end the program as they end any other one: it ends by itself already."""
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(self._former_descriptor)
        self._log.end_of_display = self._log.fatal = None
        self._tell.close()

    # on a thread of its own

    def _listen(self) -> None:
        while told := self._heard.recv(16):
            for number in told:
                self._on_told(number)
        self._heard.close()

    def _on_told(self, number: int) -> None:
        if number not in self._numbers:
            return
        if self._first is None:
            self._first = number, time.monotonic()
            threading.Thread(target=self._see_to, args=(number,), name="ending", daemon=True).start()
        elif self._hears_itself:
            self._hears_itself = False
        elif time.monotonic() - self._first[1] > SAME_WISH:
            os._exit(128 + number)

    def _see_to(self, number: int) -> None:
        """Sees to it that the program ends, whatever its first thread does."""
        self._told.emit(number)
        if not self._has_begun.wait(LONGEST_LOOP):
            self._is_overdue = self._hears_itself = True
            _thread.interrupt_main(signal.Signals(number))
            if not self._has_begun.wait(LONGEST_WORK):
                os._exit(128 + number)  # the last copy is there
        time.sleep(LONGEST_END)
        os._exit(128 + number)

    # in the window's thread

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        """Between two instructions of Python's."""
        if not self._waits or self._is_overdue:
            self._end_by(number)

    def _end_by(self, number: int) -> None:
        if self._has_begun.is_set():
            return
        name = signal.Signals(number).name
        self._end(f"by {name}")
        if os.name == "posix":
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        os._exit(128 + number)

    def _on_end_of_display(self) -> None:
        """Qt is about to end the process."""
        if not self._has_begun.is_set():
            self._end("with its display")
            os._exit(_NO_DISPLAY)

    def _on_end_of_session(self, _: object) -> None:
        """The desktop ends: the program goes on until it is ended, or until that was thought better of."""
        logging.getLogger(LOGGER).info("the desktop's session ends")
        self._keep()

    def _end(self, how: str) -> None:
        """All that is left to do before the process is gone."""
        self._has_begun.set()
        for action in (self._keep, self._finish):
            try:
                action()
            except Exception:  # the end goes on
                logging.getLogger(LOGGER).exception("the end came before everything was done")
        self._log.end(how)
