"""Sees to it that an error that nobody expected is written down and told, and that the program goes on."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from inspect import isfunction
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontDatabase, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from documents.data_files import told_name
from gui.failure.log import LOGGER, ProgramLog, names_and_values, open_log_folder, versions, without_folders
from gui.foundation.theme import Theme
from gui.widgets.buttons import PushButton, icon_pixmap
from gui.widgets.plain_text import PlainLabel

if TYPE_CHECKING:
    from gui.workspaces.window import Window
    from simulator.experiment import Experiment


# The report of an error, to be copied and sent: plain English text, in whatever language the window is.

LONGEST_LIST = 12
"""Entries of a list of an experiment that are written: points and edits are left out beyond it."""
_LONGEST_TEXT = 400
_MOST_CHARACTERS = 20_000
"""Of a traceback: that of an endless recursion is the same a thousand times."""


@dataclass(frozen=True)
class Failure:
    """An error, in words: nothing of the program is kept alive by it, and it can go from one thread to another.

    Attributes
    ----------
    headline
        Kind and message, in one line.
    trace
        The traceback.
    where
        What has raised it, such as "the window" or the name of a thread.
    key
        Equal for errors of the same kind from the same place, whatever their message.
    """

    headline: str
    trace: str
    where: str
    key: tuple[str, frozenset[tuple[str, int]]]


def failure_of(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None,
               where: str = "the window") -> Failure:
    """An error that was raised, in words."""
    lines = traceback.format_exception(kind, error, trace)
    places = frozenset((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace))
    headline = " ".join("".join(traceback.format_exception_only(kind, error)).split())
    return Failure(without_folders(_shortened(headline, _LONGEST_TEXT)), without_folders(_shortened("".join(lines))),
                   where, (f"{kind.__module__}.{kind.__qualname__}", places))


def failure_report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None,
                   context: Mapping[str, str], *, version: str = "", log: Sequence[str] = ()) -> str:
    """The report of an error.

    Parameters
    ----------
    context
        What was open, by name, see `what_is_open`.
    version
        Of the program.
    log
        Its last lines.
    """
    return report_of(failure_of(kind, error, trace), context, version=version, log=log)


def report_of(failure: Failure, context: Mapping[str, str], *, version: str, log: Sequence[str]) -> str:
    """The report of an error that is in words already."""
    parts = (
        ("What happened", f"{failure.headline}\nin {failure.where}"),
        ("Versions", names_and_values(versions(version))),
        ("What was open", names_and_values(context) or "unknown"),
        ("Traceback", failure.trace.rstrip()),
        ("Last lines of the log", "\n".join(log) or "none"),
    )
    return without_folders("\n\n".join(f"{title}\n{'-' * len(title)}\n{text}" for title, text in parts) + "\n")


def what_is_open(window: Window) -> dict[str, str]:
    """What is open in a window, by name: what can't be told for the error's own reason is left out."""
    wanted: dict[str, Callable[[], object]] = {
        "workspace": lambda: window.current.name,
        "document": lambda: window.desk.name,
        "lecture": lambda: window.lectures.is_open,
        "activity": lambda: window.session.navigator.activity.value,
        "position": lambda: window.session.moment.address,
        "experiment": lambda: short_json(_told(window.session.experiment).to_json()),
        "theme": lambda: "dark" if window.palette().window().color().lightness() < 128 else "light",
    }
    for workspace in window.workspaces.values():
        wanted |= workspace.report()
    told: dict[str, str] = {}
    for name, ask in wanted.items():
        try:
            answer = ask()
        except Exception as error:  # noqa: BLE001 - it may be the very thing that is broken
            answer = f"can't be told ({type(error).__name__})"
        if answer is not None:
            told[name] = _shortened(str(answer), 5 * _LONGEST_TEXT)
    return told


def _told(experiment: Experiment) -> Experiment:
    return replace(experiment, data_path=told_name(experiment.data_path))


def short_json(text: str) -> str:
    """A JSON text with its long lists and texts cut off."""
    return json.dumps(_short(json.loads(text)), ensure_ascii=False)


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(one) for name, one in value.items()}
    if isinstance(value, list):
        kept = [_short(one) for one in value[:LONGEST_LIST]]
        return [*kept, f"… {len(value) - LONGEST_LIST} more"] if len(value) > LONGEST_LIST else kept
    return _shortened(value, _LONGEST_TEXT) if isinstance(value, str) else value


def _shortened(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Beginning and end of a long text."""
    if len(text) <= most:
        return text
    return f"{text[:most // 2]} … {text[-(most // 2):]}"


# Errors in what Qt calls by itself: they are told, and never reach Qt.
#
# WORKAROUND: where Qt was called from Python and calls an override that fails, PySide keeps the error to raise it
# where Qt was called. On Python 3.11 it takes the error's message for the error itself if the interpreter has raised
# it (1 / 0, a missing name), and the whole program is gone (seen with PySide 6.11.3). Where it isn't, the error ends
# whatever had called Qt, such as the start of the program. So the handlers of events end their errors themselves.

OWN = "gui."
"""Whose classes are guarded."""
_CLOSE_FAILED = "closeFailed"
_ANSWERS = {"event": False, "eventFilter": False, "nativeEvent": False}
"""What a handler that has failed tells Qt: that it has done nothing."""


def guard_overrides() -> None:
    """From now on no error of a handler of events reaches Qt: it goes to `sys.excepthook`, and things go on."""
    if "__init_subclass__" in QObject.__dict__:
        return
    for known in list(_subclasses(QObject)):
        guard(known)

    def guard_later(cls: Any, /, **words: Any) -> None:
        super(QObject, cls).__init_subclass__(**words)
        guard(cls)

    setattr(QObject, "__init_subclass__", classmethod(guard_later))  # noqa: B010 - mypy takes no other way


def guard(cls: type) -> None:
    """Let the overrides of one of our classes end their errors, or at least hand them on in one piece."""
    if not cls.__module__.startswith(OWN):
        return
    of_qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6.")]
    for name, method in list(vars(cls).items()):
        if isfunction(method) and not name.startswith("_") and any(name in vars(base) for base in of_qt):
            ends_here = name.endswith("Event") or name in _ANSWERS
            setattr(cls, name, _ending(name, method) if ends_here else _whole(method))


def _ending(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    """A handler whose errors end in it."""
    answer = _ANSWERS.get(name)

    @wraps(method)
    def guarded(*arguments: Any) -> Any:
        try:
            return method(*arguments)
        except Exception as error:  # noqa: BLE001 - it is told, as every error is that nobody catches
            sys.excepthook(type(error), error, error.__traceback__)
            if name == "closeEvent":
                _stay_open_once(*arguments)
            return answer

    return guarded


def _stay_open_once(window: QObject, event: QCloseEvent) -> None:
    """A window that has failed to ask whether it may close stays; who closes it once more means it."""
    if window.property(_CLOSE_FAILED) is None:
        window.setProperty(_CLOSE_FAILED, True)
        event.ignore()


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method with a result, which nobody can make up: its error goes on, but as an error and not as its message."""
    @wraps(method)
    def guarded(*arguments: Any, **words: Any) -> Any:
        try:
            return method(*arguments, **words)
        except BaseException:  # noqa: TRY203 - catching it makes an error of what the interpreter has raised
            raise

    return guarded


def _subclasses(cls: type) -> set[type]:
    found: set[type] = set(cls.__subclasses__())
    return found.union(*(_subclasses(one) for one in found))


# The dialog of an error that nobody expected.

_WIDTH, _DETAILS_HEIGHT = 560, 240
_SIGN = 28
_SHARE_OF_SCREEN = 0.94


class FailureDialog(QDialog):
    """Says that something went wrong, that nothing is lost, and what can be done; it is closed by going on.

    Parameters
    ----------
    headline
        Kind and message of the error.
    kept
        What has become of the person's work, in words.
    report
        What can be copied and sent.
    log_folder
        Where the log lies; None where there is none.

    Attributes
    ----------
    details
        The report, hidden at first.
    details_button, copy, folder, quit, go_on
        The buttons.
    more
        How many errors have followed, in words.

    Signals
    -------
    copied
        The report lies on the clipboard.
    quit_wanted
        Somebody would rather end the program.
    """

    copied = Signal()
    quit_wanted = Signal()

    def __init__(self, headline: str, kept: str, report: str, log_folder: Path | None, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._log_folder = log_folder
        self._report = report
        self._appended: list[str] = []
        self._count = 0
        self.setWindowTitle(self.tr("Something went wrong"))
        self._title = self._label(self.tr("Something went wrong"), 17, semibold=True)
        self._what = self._label(headline, 12, tone="dim")
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kept = self._label(kept, 13)
        self._advice = self._label(self.tr(
            "The error lies in the program, not in what you did. You can go on; if the picture looks wrong, begin a "
            "new run. To be on the safe side, save your work under another name."), 13)
        self.more = self._label("", 13, tone="warning")
        self.more.hide()
        self.note = self._label(self.tr("The report stays on this computer unless you send it to somebody."), 12,
                                tone="dim")
        self.details = QPlainTextEdit(report)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Report"))
        self.details_button = PushButton(self.tr("Show details"), theme, icon_name="chevron-right")
        self.copy = PushButton(self.tr("Copy report"), theme)
        self.folder = PushButton(self.tr("Open log folder"), theme)
        self.quit = PushButton(self.tr("Quit…"), theme)
        self.go_on = PushButton(self.tr("Go on"), theme, primary=True)
        self._lay_out()
        self._connect()
        self._describe()

    def add(self, headline: str, trace: str, count: int) -> None:
        """Another error has followed.

        Parameters
        ----------
        trace
            Its traceback; empty if it is in the report already.
        count
            How many have followed in all.
        """
        self._count = count
        self.more.setText(self.tr("1 more error has followed.") if count == 1 else
                          self.tr("{count} more errors have followed.").format(count=count))
        self.more.show()
        if trace:
            self._appended.append(f"\nThen: {headline}\n{trace.rstrip()}\n")
            self._tell_report()
        self._fit()

    def tell_kept(self, words: str) -> None:
        """What has become of the person's work."""
        self._kept.setText(words)
        self._describe()
        self._fit()

    def report(self) -> str:
        """What is copied: the report, and what has followed."""
        more = [f"\n{self._count} more errors have followed.\n"] if self._count else []
        return "".join((self._report, *self._appended, *more))

    def _describe(self) -> None:
        """What a screen reader says as soon as the dialog is there."""
        self.setAccessibleDescription(" ".join(label.text() for label in (self._kept, self._advice, self._what)))

    def _label(self, text: str, size: float, *, semibold: bool = False, tone: str = "") -> QLabel:
        label = QLabel(text)
        label.setFont(self._theme.font(size, semibold=semibold))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if tone:
            label.setProperty("tone", tone)
        return label

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        sign = PlainLabel()
        sign.setPixmap(icon_pixmap("warning", theme.warning, px(_SIGN), self.devicePixelRatioF()))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(px(12))
        self.details.setFont(fixed)
        self.details.setFixedHeight(px(_DETAILS_HEIGHT))
        self.details.hide()
        head, words, buttons = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(20), px(18), px(20), px(16))
        head.setSpacing(px(14))
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        words.setSpacing(px(10))
        for label in (self._title, self._kept, self._advice, self._what, self.more):
            words.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.details_button)
        row.addStretch(1)
        words.addLayout(row)
        words.addWidget(self.details)
        words.addWidget(self.note)
        buttons.setSpacing(px(8))
        for button in (self.copy, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.quit, self.go_on):
            buttons.addWidget(button)
        words.addSpacing(px(4))
        words.addLayout(buttons)
        self.folder.setVisible(self._log_folder is not None)
        self._fit()

    def _connect(self) -> None:
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.quit.clicked.connect(self._quit)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.details_button.clicked.connect(self._toggle_details)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As wide as the lines are read best, but never wider or higher than the screen."""
        screen = self.screen().availableGeometry()
        width = min(self._theme.px(_WIDTH), round(_SHARE_OF_SCREEN * screen.width()))
        layout = self.layout()
        assert layout is not None, "it has been laid out"
        layout.activate()
        width = max(width, layout.totalMinimumSize().width())
        height = max(layout.totalHeightForWidth(width), 1)
        spare = round(_SHARE_OF_SCREEN * screen.height()) - height
        if spare < 0 and not self.details.isHidden():
            self.details.setFixedHeight(max(self.details.height() + spare, self._theme.px(60)))
            height = layout.totalHeightForWidth(width)
        self.setFixedSize(width, height)

    def _toggle_details(self) -> None:
        shows = self.details.isHidden()
        self.details.setFixedHeight(self._theme.px(_DETAILS_HEIGHT))
        self.details.setVisible(shows)
        self.details_button.setText(self.tr("Hide details") if shows else self.tr("Show details"))
        self.details_button.set_icon("chevron-down" if shows else "chevron-right")
        self._tell_report()
        self._fit()

    def _tell_report(self) -> None:
        if not self.details.isHidden():
            self.details.setPlainText(self.report())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self.note.setText(self.tr("The report has been copied: paste it into a message."))
        self.copied.emit()

    def _open_folder(self) -> None:
        if not open_log_folder(self._log_folder):
            self.note.setText(self.tr("The folder is {folder}.").format(folder=self._log_folder))

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()


# Painters that an error has left at work.

def end_painters(trace: TracebackType | None) -> None:
    """Ends the painters in the frames of an error, in the window's thread.

    Whoever keeps the error keeps its frames: a painter in them would outlive what it paints on, and that crashes.
    """
    for frame, _ in traceback.walk_tb(trace):
        for value in list(frame.f_locals.values()):
            if isinstance(value, QPainter) and value.isActive():
                value.end()


QUIET_SECONDS = 60.0
"""How long the same error isn't told again once somebody has gone on; twice as long after every further time."""
_MOST_APPENDED = 20
"""Different errors whose tracebacks a report takes up after the first one."""
_INTERRUPTED = 130
"""Exit status of a program that was ended with Ctrl+C."""


class FailureKeeper(QObject):
    """Takes every uncaught error, of whatever thread, from the moment it is installed.

    Errors are printed and written into the log. With a window they are told in a dialog as well, one dialog at a
    time, and never from inside of what has gone wrong: the dialog opens when the window's events go on.

    Parameters
    ----------
    window
        Over which the dialog opens; None where nobody looks: then errors are printed and written down only.
    keep_document
        Begins to keep a copy of the person's work, and says in words what becomes of it, if there is more to say than
        that.
    describe
        What is open, by name, for the report.
    theme
        How the window looks now.
    version
        Of the program.
    clock
        Seconds that pass.

    Attributes
    ----------
    dialog
        The dialog that is open, None while there is none.

    Signals
    -------
    quit_wanted
        Somebody would rather end the program than go on.
    told(object)
        The dialog has opened.
    """

    quit_wanted = Signal()
    told = Signal(object)
    _arrived = Signal(object)

    def __init__(self, window: QWidget | None, log: ProgramLog, *, keep_document: Callable[[], str | None],
                 describe: Callable[[], Mapping[str, str]], theme: Callable[[], Theme], version: str,
                 clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._keep_document = keep_document
        self._describe = describe
        self._theme = theme
        self._version = version
        self._clock = clock
        self._inside = threading.local()
        self._guard = threading.Lock()
        self._counts: dict[object, int] = {}
        self._quiet_until: dict[object, float] = {}
        self._quiet_times: dict[object, int] = {}
        self._in_report: set[object] = set()
        self._since_opened = 0
        self._is_installed = False
        self.dialog: FailureDialog | None = None
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on uncaught errors come here."""
        self._former = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook, threading.excepthook = self._on_error, self._on_thread_error
        sys.unraisablehook = self._on_unraisable
        self._is_installed = True

    def uninstall(self) -> None:
        """Uncaught errors go where they went before."""
        if self._is_installed:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._former
            self._is_installed = False
        if self.dialog is not None:
            self.dialog.close()

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None,
             where: str = "the window", *, tells: bool = True) -> None:
        """An error that nobody has caught; may be called by any thread, and never raises.

        Parameters
        ----------
        where
            What has raised it.
        tells
            Whether it is worth a dialog, and not only a line in the log.
        """
        if getattr(self._inside, "now", False):  # an error of the keeper's own: there is nobody left to tell it
            with contextlib.suppress(Exception):
                sys.__excepthook__(kind, error or kind(), trace)
            return
        self._inside.now = True
        try:
            failure = failure_of(kind, error, trace, where)
            if threading.current_thread() is threading.main_thread():
                end_painters(trace)
            if self._write_down(failure) and sys.stderr is not None:
                traceback.print_exception(kind, error, trace)
            if tells and self._window is not None:
                self._arrived.emit(failure)
        except Exception:  # noqa: BLE001 - whatever is wrong here, the first error must not be lost
            with contextlib.suppress(Exception):
                sys.__excepthook__(kind, error or kind(), trace)
        finally:
            self._inside.now = False

    def tell_kept(self, reason: str = "") -> None:
        """What has become of the person's work, once it is known: it stands in the dialog, if that is still open.

        Parameters
        ----------
        reason
            Why no copy could be kept; empty where one was.
        """
        if self.dialog is not None:
            self.dialog.tell_kept(self._not_kept(reason) if reason else self.tr(
                "A copy of what wasn't saved is kept: should the program end, it is offered at the next start."))

    def _write_down(self, failure: Failure) -> bool:
        """The first time whole; of thirty a second only the 10th, the 100th … are written, in a line each.

        Returns
        -------
        Whether it is the first time.
        """
        with self._guard:
            count = self._counts[failure.key] = self._counts.get(failure.key, 0) + 1
        log = logging.getLogger(LOGGER)
        if count == 1:
            log.error("uncaught in %s\n%s", failure.where, failure.trace.rstrip())
        elif str(count).strip("0") in {"1", "2"}:  # 2, 10, 20, 100, …
            log.error("uncaught, %d times by now: %s", count, failure.headline)
        return count == 1

    def _tell(self, failure: Failure) -> None:
        """In the window's thread, when its events go on."""
        self._inside.now = True  # what goes wrong in here is not told: it would never end
        try:
            if self.dialog is not None:
                self._append(self.dialog, failure)
            elif self._is_seen() and self._clock() >= self._quiet_until.get(failure.key, 0.0):
                self._open(failure)
        except Exception:  # the error itself is written down already
            logging.getLogger(LOGGER).exception("the dialog of an error could not be shown")
        finally:
            self._inside.now = False

    def _is_seen(self) -> bool:
        """Whether somebody is there to be told: not while the program begins or ends."""
        return self._window is not None and self._window.isVisible()

    def _append(self, dialog: FailureDialog, failure: Failure) -> None:
        self._since_opened += 1
        is_new = failure.key not in self._in_report and len(self._in_report) <= _MOST_APPENDED
        if is_new:
            self._in_report.add(failure.key)
        dialog.add(failure.headline, failure.trace if is_new else "", self._since_opened)

    def _open(self, failure: Failure) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass  # an open menu would keep mouse and keys from the dialog
        report = report_of(failure, self._described(), version=self._version, log=self._log.last_lines())
        folder = self._log.file.parent if self._log.file is not None else None
        dialog = FailureDialog(failure.headline, self._kept_words(), report, folder, self._theme(), self._window)
        dialog.finished.connect(self._on_closed)
        dialog.quit_wanted.connect(self.quit_wanted)
        self._in_report, self._since_opened = {failure.key}, 0
        self.dialog = dialog
        dialog.open()
        self.told.emit(dialog)

    def _kept_words(self) -> str:
        try:
            return self._keep_document() or self.tr(
                "A copy of what isn't saved is being kept: should the program end, it is offered at the next start.")
        except Exception as error:  # it may be the very thing that is broken
            logging.getLogger(LOGGER).exception("no copy of the document could be kept")
            return self._not_kept(f"{type(error).__name__}: {error}")

    def _not_kept(self, reason: str) -> str:
        return self.tr("No copy of your work could be kept ({error}). Save it under another name.").format(
            error=reason)

    def _described(self) -> Mapping[str, str]:
        try:
            return self._describe()
        except Exception as error:  # noqa: BLE001 - a report without it is better than none
            return {"error": f"what is open can't be told: {type(error).__name__}"}

    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        for key in self._in_report:
            times = self._quiet_times.get(key, 0)
            self._quiet_times[key] = times + 1
            self._quiet_until[key] = self._clock() + QUIET_SECONDS * 2 ** min(times, 10)
        if dialog is not None:
            logging.getLogger(LOGGER).info("the dialog of an error was closed; %d more had followed",
                                           self._since_opened)
            dialog.deleteLater()

    # what Python calls

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            logging.getLogger(LOGGER).info("interrupted with Ctrl+C")
            self._former[0](kind, error, trace)
            QCoreApplication.exit(_INTERRUPTED)
            return
        self.take(kind, error, trace)

    def _on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_type is not SystemExit:
            name = arguments.thread.name if arguments.thread is not None else "unknown"
            self.take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback, f'the thread "{name}"')

    def _on_unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        # mostly of objects that are being thrown away: nobody can do anything about it, and nothing is missing
        self.take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback,
                  arguments.err_msg or "an object that was thrown away", tells=False)
