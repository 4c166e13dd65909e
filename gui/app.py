"""The application: style, language, the session and its window, uncaught errors, and pictures without a display."""

from __future__ import annotations

import gc
import os
import sys
import time
import traceback
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
import threadpoolctl
from PySide6.QtCore import QEventLoop, QObject, QSettings
from PySide6.QtWidgets import QApplication

from gui.command_line import Options, UsageError, beat_index
from gui.digits.first_digit import first_sample
from gui.display import check_display
from gui.files import opened
from gui.formulas import Formulas
from gui.garbage import GarbageCollector
from gui.language import error_text, install_language
from gui.main_window import NETWORK, MainWindow
from gui.notices import Notice, NoticeKind
from gui.session import Session
from gui.style_sheet import apply_look, garbage_kept, style_sheet
from gui.theme import Theme, install_fonts, system_is_dark
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment
from simulator.experiment_files import preset

if TYPE_CHECKING:
    from simulator.descent.setup import DescentSetup

FIRST_EXPERIMENT = "mnist"
LONGEST_WAIT = 20.0
"""Seconds after which a picture is taken although something still goes on."""


@dataclass(frozen=True)
class Look:
    """How the window looks: "light", "dark" or "system"; "en", "ko" or "system"; the text size, 1 for normal."""

    theme: str = "system"
    language: str = "system"
    scale: float = 1.0


class Deltaflow(QObject):
    """The running program.

    Parameters
    ----------
    remembers
        Whether the look is kept for the next start.
    """

    def __init__(self, app: QApplication, options: Options, *, remembers: bool) -> None:
        super().__init__(app)
        # While a thread trains, the window waits this long at most for its turn: the default is 5 ms.
        sys.setswitchinterval(0.001)
        self._app = app
        self._garbage = GarbageCollector(self)
        self._settings = QSettings("Deltaflow", "Deltaflow") if remembers else None
        self._formulas = Formulas(Theme(), self)
        app.aboutToQuit.connect(self.end)
        self.look = self._first_look(options)
        self.session = _session_for(options)
        self.session.setParent(self)
        is_network = options.workspace == NETWORK
        for _ in range(options.steps if is_network else 0):  # before the window is there: nobody sees them one by one
            self.session.next()
            self.session.wait()
        self.window = MainWindow(self.session, _setup_for(options), self._settings)
        self._compose()
        if not is_network:
            self._open(options.workspace, options.steps)
        if options.size is not None:
            self.window.resize(*options.size)
        app.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def change_look(self, look: Look) -> None:
        """Makes the window anew in another look."""
        self.look = look
        if self._settings is not None:
            for name in ("theme", "language", "scale"):
                self._settings.setValue(name, getattr(look, name))
        self._compose()

    def tell_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An error that nobody expected: it is told, and the program goes on."""
        traceback.print_exception(kind, error, trace)
        message = self.tr("Something went wrong in the program ({error}). You can go on; if the picture looks wrong, "
                          "begin a new run.").format(error=f"{kind.__name__}: {error_text(error)}")
        self.session.tell(Notice(NoticeKind.ERROR, {"message": message}))

    def open_lecture(self, options: Options) -> None:
        """Begins the lecture that was asked for, or writes it down.

        Raises
        ------
        UsageError
            If it can't be opened, or can't be written.
        """
        from gui.lectures.taking_home import ANIMATION_WINDOW, HANDOUT_WINDOW, write  # noqa: PLC0415

        window = self.window
        try:
            lecture = window.lectures.usable(str(options.lecture))
            beat = beat_index(options, len(lecture.beats))
            if options.handout is None and options.animation is None:
                if not options.needs_display:
                    window.lectures.director.set_pace(0.0)
                window.lectures.open(lecture, beat)
                return
            if options.size is None:
                window.resize(ANIMATION_WINDOW if options.handout is None else HANDOUT_WINDOW)
            write(window, lecture, self._formulas, self.language, handout=options.handout,
                  animation=options.animation, beat=beat if options.beat else None)
        except ValueError as error:
            raise UsageError(str(error)) from error

    def settle(self) -> None:
        """Waits until nothing moves any more."""
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if self.session.is_settled and self.window.is_settled and self._formulas.is_idle():
                break
        self._app.processEvents()

    def end(self) -> None:
        """Ends the threads."""
        self._garbage.stop()
        self.session.close()
        self._formulas.close()

    def _first_look(self, options: Options) -> Look:
        kept = Look()
        if self._settings is not None:
            scale = self._settings.value("scale", 1.0)
            kept = Look(str(self._settings.value("theme", "system")), str(self._settings.value("language", "system")),
                        float(scale) if isinstance(scale, int | float | str) else 1.0)
        return replace(kept, theme=options.theme or kept.theme, language=options.language or kept.language)

    def _compose(self) -> None:
        dark = self.look.theme == "dark" or (self.look.theme == "system" and system_is_dark(self._app))
        theme = Theme(dark, self.look.scale)
        self.language = language = install_language(self._app, self.look.language)
        with garbage_kept():
            self._app.setStyleSheet("")
            apply_look(self._app, theme)
            self._formulas.set_theme(theme)
            self.window.compose(theme, language, self._formulas)
            self._app.setStyleSheet(style_sheet(theme))
        bar = self.window.top_bar
        bar.theme_toggled.connect(lambda: self.change_look(replace(self.look, theme="light" if dark else "dark")))
        bar.language_chosen.connect(lambda code: self.change_look(replace(self.look, language=code)))
        bar.scale_chosen.connect(lambda scale: self.change_look(replace(self.look, scale=scale)))

    def _open(self, workspace: str, steps: int) -> None:
        self.window.show_workspace(workspace)
        if self.window.descent is not None:
            self.window.descent.session.go_to_step(steps)
        elif self.window.graph is not None:
            for _ in range(steps):
                self.window.graph.session.next()

    def _on_system_theme(self) -> None:
        if self.look.theme == "system":
            self._compose()


def run(options: Options) -> int:
    """Shows the window until it is closed, or writes a picture of it; gives the exit status.

    Raises
    ------
    UsageError
        If there is no display, or what was asked for can't be opened.
    """
    if options.check_lecture is not None:
        from lectures.check import main as check  # noqa: PLC0415 - nobody else needs it

        return check([str(options.check_lecture)])
    if not options.needs_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    else:
        check_display()
    # Products as small as ours run many times slower on two threads than on one.
    threadpoolctl.threadpool_limits(limits=1, user_api="blas")
    _settle_the_heap()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Deltaflow")
    install_fonts()
    deltaflow = Deltaflow(app, options, remembers=options.needs_display)
    sys.excepthook = deltaflow.tell_error
    deltaflow.window.show()
    deltaflow.window.activateWindow()
    gc.freeze()
    if options.lecture is not None:
        deltaflow.open_lecture(options)
    if options.needs_display:
        return app.exec()
    if options.screenshot is None:
        deltaflow.window.close()
        return 0
    deltaflow.settle()
    saved = deltaflow.window.grab().save(str(options.screenshot))
    deltaflow.window.close()
    if not saved:
        raise UsageError(f"{options.screenshot} can't be written; choose another folder")
    return 0


def _session_for(options: Options) -> Session:
    try:
        experiment, data = _beginning(options)
        own = first_sample(data) if data.image_shape is not None else None
        return Session(experiment, data, own)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _setup_for(options: Options) -> DescentSetup | None:
    if options.surface is None:
        return None
    from simulator.descent.setup import DescentSetup  # noqa: PLC0415 - only those who ask for it wait for it

    try:
        return DescentSetup(options.surface)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _beginning(options: Options) -> tuple[Experiment, DataSet]:
    if options.file is not None:
        return opened(options.file)
    experiment = preset(options.experiment or FIRST_EXPERIMENT)
    return experiment, experiment.open_data()


def _settle_the_heap() -> None:
    # glibc hands the top of the heap back after every few freed arrays of our size, and asks for it again at once.
    # Having freed one large block makes it keep what it has.
    np.empty(2_000_000)
