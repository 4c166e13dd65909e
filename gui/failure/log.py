"""The log: a file in the platform's place that says when the program ran, where, and what went wrong.

Everything goes through Python's `logging`, to the one logger of this name. No folder of this computer is written out,
and nobody but their owner can read the files: a log that is sent to others doesn't tell whose it is.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import platform
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

import numpy as np
import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QStandardPaths,
    QtMsgType,
    QUrl,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices

from documents.atomic import keep_private, make_private, private_opener
from gui.command_line import UsageError

LOGGER = "deltaflow"
LOG_FILE, CRASH_FILE = "deltaflow.log", "crash.log"
LARGEST_FILE = 1_000_000
"""Bytes after which another file is begun."""
FORMER_FILES = 3
KEPT_LINES = 30
"""How many of the last lines a report tells."""
_LARGEST_CRASH = 20_000
_FORMAT = "%(asctime)s %(levelname)-8s %(message)s"
_PROGRAM = Path(__file__).resolve().parents[2]
_PATHS = (
    (re.compile("file://+"), "/"),
    (re.compile(r"""(["'`])(?:/|\\\\|[A-Za-z]:[\\/])(?:[^"'`\n/\\]+[/\\])+([^"'`\n/\\]*)\1"""), r"\1…/\2\1"),
    (re.compile(r"""(?<![\w.:/~…\\-])/(?:[^\s"'`/:;,()<>|]+/)+([^\s"'`/:;,()<>|]*)"""), r"…/\1"),
    (re.compile(r"""(?<![\w…])(?:[A-Za-z]:|\\\\[^\s"'`\\]+)\\(?:[^\s"'`\\:;,<>|]+\\)*([^\s"'`\\:;,<>|]*)"""),
     r"…/\1"))
"""Paths in quotation marks, in which there may be spaces, and others; what stays of them."""
_BROKEN_DISPLAY = re.compile(r"The (X11|Wayland) connection (broke|experienced a fatal error)")
"""What Qt says right before it ends the process."""
_LEVELS = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR,
           QtMsgType.QtFatalMsg: logging.CRITICAL}

logging.getLogger(LOGGER).addHandler(logging.NullHandler())  # as long as nobody keeps a log, nothing is said


def log_folder() -> Path:
    """Where the platform keeps what a program has to tell about its own running."""
    places = QStandardPaths.StandardLocation
    place = getattr(places, "StateLocation", places.AppLocalDataLocation)  # the former since Qt 6.7
    return Path(QStandardPaths.writableLocation(place))


def open_log_folder(folder: Path | None = None) -> bool:
    """Show the folder with the log, or another one, in the desktop's file manager; whether there is one."""
    shown = folder or log_folder()
    return shown.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))


def versions(version: str) -> dict[str, str]:
    """What the program stands on, by name."""
    return {"Deltaflow": version, "Python": platform.python_version(), "Qt": PySide6.__version__,
            "numpy": np.__version__, "platform": platform.platform()}


def without_home(text: str) -> str:
    """A text in which the home folder is written as ~."""
    home = str(Path.home())
    if len(home) < 3:  # no name in it
        return text
    same = re.escape(home).replace(r"\\", r"[\\/]+")
    return re.sub(rf"{same}(?![\w.-])", "~", text, flags=re.IGNORECASE if sys.platform == "win32" else 0)


def without_folders(text: str) -> str:
    """A text without the folders of this computer.

    Files of the program and its libraries are told from where they are loaded on, those in the home folder from ~ on,
    and of any other one its name is left.
    """
    loaded = sorted({str(_PROGRAM), *(place for place in sys.path if len(place) > 1 and Path(place).is_absolute())},
                    key=len, reverse=True)
    for place in loaded:
        text = text.replace(f"{place}{os.sep}", "")
    text = without_home(text)
    for pattern, rest in _PATHS:
        text = pattern.sub(rest, text)
    return text


def _argument(argument: str) -> str:
    """One of the command line's, in whose path there may be spaces."""
    option, sign, value = argument.rpartition("=")
    value = without_home(value)
    return f"{option}{sign}{f'…/{Path(value).name}' if Path(value).is_absolute() else value}"


class ProgramLog:
    """Keeps the log while the program runs.

    Parameters
    ----------
    folder
        Where the files lie. Where none can be written, or without a folder, only the last lines are kept, in memory.

    Attributes
    ----------
    file
        The file that is written; None where none can be.
    end_of_display, fatal
        Called when Qt says that the display is gone, and when it says anything after which it aborts the process: it
        does so as soon as these return.
    """

    def __init__(self, folder: Path | None) -> None:
        self._lines = _LastLines()
        self._file = _file_handler(folder)
        self._crashes = _crash_file(folder) if self._file is not None else None
        self.file: Path | None = None if self._file is None else Path(self._file.baseFilename)
        self.end_of_display: Callable[[], None] | None = None
        self.fatal: Callable[[], None] | None = None

    def begin(self, version: str, arguments: Sequence[str]) -> None:
        """Tells that the program starts; from now on everything is written down, crashes of Python and Qt too."""
        logger = logging.getLogger(LOGGER)
        self._former = logger.level, logger.propagate
        logger.setLevel(logging.INFO)
        logger.propagate = False  # errors are printed by whoever meets them
        for handler in self._handlers():
            handler.setFormatter(_PrivateFormatter(_FORMAT))
            logger.addHandler(handler)
        said = ", ".join(f"{name} {value}" for name, value in versions(version).items())
        logger.info("start: %s; arguments: %s", said, " ".join(map(_argument, arguments)) or "none")
        self._former_qt = qInstallMessageHandler(self._on_qt_message)
        if self._crashes is not None:
            self._tell_last_crash(self._crashes)
            faulthandler.enable(self._crashes)

    def end(self, how: str = "well") -> None:
        """Tells that the program ends, and how; nothing is written any more."""
        logger = logging.getLogger(LOGGER)
        logger.info("end: %s", how)
        qInstallMessageHandler(self._former_qt)
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
        for handler in self._handlers():
            logger.removeHandler(handler)
            handler.close()
        level, logger.propagate = self._former
        logger.setLevel(level)

    @contextlib.contextmanager
    def running(self, version: str, arguments: Sequence[str]) -> Iterator[None]:
        """From the start of the program to its end, whichever way it ends."""
        self.begin(version, arguments)
        how = "well"
        try:
            yield
        except UsageError as error:
            how = f"can't start: {error}"
            raise
        except BaseException as error:
            how = f"with {type(error).__name__}"
            if isinstance(error, Exception):
                logging.getLogger(LOGGER).critical("the program can't go on", exc_info=error)
            raise
        finally:
            self.end(how)

    def last_lines(self) -> tuple[str, ...]:
        """What was written last, the newest line at the end."""
        return self._lines.told()

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Prints what Qt has to say, as Qt does by itself, and writes down what should not have happened."""
        with contextlib.suppress(Exception):  # Qt, which has called, knows nothing of exceptions
            level = _LEVELS.get(kind)
            if level is not None:
                logging.getLogger(LOGGER).log(level, "Qt: %s", message)
            if sys.stderr is not None:
                print(qFormatLogMessage(kind, context, message), file=sys.stderr)  # noqa: T201
        if threading.current_thread() is not threading.main_thread():
            return
        with contextlib.suppress(Exception):
            if _BROKEN_DISPLAY.match(message) and self.end_of_display is not None:
                self.end_of_display()
            elif kind == QtMsgType.QtFatalMsg and self.fatal is not None:
                self.fatal()

    def _handlers(self) -> tuple[logging.Handler, ...]:
        return (self._lines,) if self._file is None else (self._lines, self._file)

    @staticmethod
    def _tell_last_crash(crashes: IO[str]) -> None:
        """How the program has ended if it could not say so itself."""
        with contextlib.suppress(OSError):
            crashes.seek(0)
            told = crashes.read(_LARGEST_CRASH).strip()
            crashes.truncate(0)
            if told:
                logging.getLogger(LOGGER).error("the program has crashed the last time:\n%s", told)


class _PrivateFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_folders(super().format(record))


class _LastLines(logging.Handler):
    """Remembers the last lines, also where there is no file; of a traceback its beginning and its end."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: deque[str] = deque(maxlen=KEPT_LINES)
        self._told = threading.Lock()

    def told(self) -> tuple[str, ...]:
        with self._told:
            return tuple(self._kept)

    def emit(self, record: logging.LogRecord) -> None:
        first, *others = self.format(record).splitlines() or [""]
        with self._told:
            self._kept.append(f"{first} … {others[-1].strip()}" if others else first)


class _QuietFileHandler(RotatingFileHandler):
    """A full disk, or a file that somebody else has open, is no reason to trouble anybody."""

    def _open(self) -> TextIOWrapper:
        keep_private(Path(self.baseFilename))
        return TextIOWrapper(open(self.baseFilename, "ab", opener=private_opener), self.encoding, self.errors)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        del record


def _file_handler(folder: Path | None) -> RotatingFileHandler | None:
    if folder is None:
        return None
    try:
        make_private(folder)
        for former in folder.glob(f"{LOG_FILE}.*"):
            keep_private(former)
        return _QuietFileHandler(folder / LOG_FILE, maxBytes=LARGEST_FILE, backupCount=FORMER_FILES, encoding="utf-8",
                                 errors="backslashreplace")
    except OSError:
        return None


def _crash_file(folder: Path | None) -> IO[str] | None:
    if folder is None:
        return None
    try:
        keep_private(folder / CRASH_FILE)
        return open(folder / CRASH_FILE, "a+", encoding="utf-8", errors="backslashreplace", opener=private_opener)
    except OSError:
        return None


def names_and_values(rows: Mapping[str, str]) -> str:
    """One line each: name and value."""
    return "\n".join(f"{name}: {value}" for name, value in rows.items())
