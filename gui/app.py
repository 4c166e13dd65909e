"""The application: style, language, the session and its window, uncaught errors, and pictures without a display."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import threadpoolctl
from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from documents.atomic import clean_up, write_export
from gui.application_icon import application_icon
from gui.command_line import Options, UsageError, beat_index
from gui.digits.first_digit import first_sample
from gui.display import check_display
from gui.documents.openable import FIRST_EXPERIMENT, Kind, kind_of
from gui.documents.question import Answer, Question
from gui.documents.recovery import usual_recovery_folder
from gui.endings import Endings
from gui.failure.keeper import FailureKeeper
from gui.failure.log import ProgramLog, log_folder
from gui.failure.overrides import guard_overrides
from gui.failure.report import what_is_open
from gui.files import names_data, opened
from gui.formulas import Formulas
from gui.garbage import GarbageCollector
from gui.language import error_text, install_language
from gui.look import SYSTEM, Look, keep_look, kept_look
from gui.main_window import NETWORK, MainWindow
from gui.motion import platform_reduces_motion
from gui.pointer_moves import report_every_move
from gui.session import Session
from gui.settings import open_settings
from gui.style_sheet import apply_look, garbage_kept, style_sheet
from gui.theme import Theme, install_fonts, system_is_dark
from gui.version import VERSION
from gui.waiting import wait_until
from gui.window_memory import WindowMemory
from simulator.datasets.data_set import DataSet
from simulator.experiment import Experiment
from simulator.experiment_files import preset

if TYPE_CHECKING:
    from simulator.descent.setup import DescentSetup

_ARENA_MAX = -8
"""M_ARENA_MAX of glibc's `mallopt`."""
LONGEST_WAIT = 20.0
"""Seconds after which a picture is taken although something still goes on."""


class Deltaflow(QObject):
    """The running program.

    Parameters
    ----------
    remembers
        Whether somebody is there for whom look, layout and unsaved work are kept.
    """

    def __init__(self, app: QApplication, options: Options, *, remembers: bool) -> None:
        super().__init__(app)
        guard_overrides()
        report_every_move()
        # While a thread trains, the window waits this long at most for its turn: the default is 5 ms.
        sys.setswitchinterval(0.001)
        self._app = app
        self._garbage = GarbageCollector(self)
        self._settings = open_settings() if remembers else None
        self._formulas = Formulas(Theme(), self)
        app.aboutToQuit.connect(self.end)
        self.look = self._first_look(options)
        self.session = _session_for(options)
        self.session.setParent(self)
        is_network = options.workspace == NETWORK
        for _ in range(options.steps if is_network else 0):  # before the window is there: nobody sees them one by one
            self.session.next()
            self.session.wait()
        self.window = MainWindow(self.session, _setup_for(options), self._settings,
                                 recovery_folder=usual_recovery_folder() if remembers else None, asks=remembers)
        self.window.reset_wanted.connect(self._reset)
        self._compose()
        self.memory = WindowMemory(self.window, self._settings)
        self.memory.restore(size=options.size is None)
        if not is_network:
            self._open(options.workspace, options.steps)
        if options.file is not None and _is_opened_by_window(options):
            self.window.desk.open_path(options.file)
        if options.size is not None:
            self.window.resize(*options.size)
        app.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def change_look(self, look: Look) -> None:
        """Makes the window anew in another look."""
        self.look = look
        keep_look(look, self._settings)
        self._compose()

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
        except ValueError as error:  # a window that has this run write for it shows the reason
            raise UsageError(error_text(error)) from error

    def settle(self) -> None:
        """Waits until nothing moves any more."""
        wait_until(lambda: self.session.is_settled and self.window.is_settled and self._formulas.is_idle(),
                   LONGEST_WAIT)
        self._app.processEvents()

    def keep_at_once(self) -> None:
        """Keeps all that isn't saved before it returns: the program is about to be ended from outside."""
        self.window.desk.keep_at_once()
        if self.window.lectures.editor is not None:
            self.window.lectures.editor.save()

    def finish(self, options: Options) -> None:
        """Ends what must not be left half done; the process is gone then."""
        self.window.end_processes()
        self.window.desk.finish()
        if self._settings is not None:
            self._settings.sync()
        for path in (options.screenshot, options.handout, options.animation):
            if path is not None:
                clean_up(path, own=True)

    def end(self) -> None:
        """Ends the threads."""
        self._garbage.stop()
        self.window.desk.close()
        self.session.close()
        self._formulas.close()

    def _first_look(self, options: Options) -> Look:
        kept = kept_look(self._settings)
        return replace(kept, theme=options.theme or kept.theme, language=options.language or kept.language)

    def _compose(self) -> None:
        dark = self.look.theme == "dark" or (self.look.theme == SYSTEM and system_is_dark(self._app))
        still = platform_reduces_motion() if self.look.calm is None else self.look.calm
        self.theme = theme = Theme(dark, self.look.scale, still)
        self.language = language = install_language(self._app, self.look.language)
        with garbage_kept():
            self._app.setStyleSheet("")
            apply_look(self._app, theme)
            self._formulas.set_theme(theme)
            self.window.compose(theme, language, self._formulas, self.look)
            self._app.setStyleSheet(style_sheet(theme))
        self._garbage.postpone()
        toggled = "light" if dark else "dark"
        self.window.top_bar.theme_toggled.connect(lambda: self.change_look(replace(self.look, theme=toggled)))
        looks = self.window.looks
        looks.theme_chosen.connect(lambda name: self.change_look(replace(self.look, theme=name)))
        looks.language_chosen.connect(lambda code: self.change_look(replace(self.look, language=code)))
        looks.scale_chosen.connect(lambda scale: self.change_look(replace(self.look, scale=scale)))
        looks.calm_chosen.connect(lambda calm: self.change_look(replace(self.look, calm=calm)))

    def _open(self, workspace: str, steps: int) -> None:
        self.window.show_workspace(workspace)
        if self.window.descent is not None:
            self.window.descent.session.go_to_step(steps)
        elif self.window.graph is not None:
            for _ in range(steps):
                self.window.graph.session.next()

    def _reset(self) -> None:
        """The window as at the first start; documents, lectures of one's own and progress stay."""
        words = (self.tr("Put the window back as it was at the first start?"),
                 self.tr("Theme, language, text size, columns and pages. Your work, your lectures and how far you "
                         "have come in the course stay."))
        answers = (Answer("reset", self.tr("Put &back")), Answer("cancel", self.tr("Cancel")))
        if Question(*words, answers, self.theme, self.window).ask() == "reset":
            self.memory.reset()
            self.change_look(Look())

    def _on_system_theme(self) -> None:
        if self.look.theme == SYSTEM:
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
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("deltaflow")
    app.setWindowIcon(application_icon())
    log = ProgramLog(log_folder())
    with log.running(VERSION, sys.argv[1:]):
        return _run(app, options, log)


def _run(app: QApplication, options: Options, log: ProgramLog) -> int:
    install_fonts()
    deltaflow = Deltaflow(app, options, remembers=options.needs_display)
    window = deltaflow.window
    keeper = FailureKeeper(window if options.needs_display else None, log, keep_document=window.desk.keep_now,
                           describe=partial(what_is_open, window), theme=lambda: deltaflow.theme, version=VERSION)
    keeper.quit_wanted.connect(window.close)
    window.desk.copied.connect(keeper.tell_kept)
    keeper.install()
    endings = Endings(deltaflow.keep_at_once, partial(deltaflow.finish, options), log, waits=options.needs_display,
                      parent=app)
    endings.install(app)
    try:
        return _show(app, deltaflow, options)
    finally:
        endings.uninstall()
        keeper.uninstall()


def _show(app: QApplication, deltaflow: Deltaflow, options: Options) -> int:
    deltaflow.window.show()
    deltaflow.window.activateWindow()
    gc.freeze()
    if options.lecture is not None:
        deltaflow.open_lecture(options)
    if options.needs_display:
        QTimer.singleShot(0, deltaflow.window.desk.offer_recovery)  # whatever lies there, the program starts
        return app.exec()
    if options.screenshot is None:
        deltaflow.window.close()
        return 0
    deltaflow.settle()
    picture, refusal = deltaflow.window.grab(), deltaflow.window.desk.refusal
    deltaflow.window.close()
    if refusal:
        raise UsageError(refusal)
    try:
        write_export(options.screenshot, partial(_write_picture, picture))
    except ValueError as error:
        raise UsageError(error_text(error)) from error
    return 0


def _write_picture(picture: QPixmap, file: BinaryIO) -> None:
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(content, "PNG")
    file.write(content.data().data())


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


def _is_opened_by_window(options: Options) -> bool:
    """Whether the file is opened once the window is there: a document, and what a person has to be asked about."""
    if options.file is None:
        return False
    return kind_of(options.file) is Kind.DOCUMENT or (options.needs_display and names_data(options.file))


def _beginning(options: Options) -> tuple[Experiment, DataSet]:
    if options.file is not None and not _is_opened_by_window(options):
        return opened(options.file)
    experiment = preset(options.experiment or FIRST_EXPERIMENT)
    return experiment, experiment.open_data()


def _settle_the_heap() -> None:
    # glibc gives each thread an arena of its own, up to 16 on two cores, and what is freed in one is of no use to the
    # others: memory grows for hours. Two are enough: one thread trains while the other one draws.
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library has none of it
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)
    # glibc hands the top of the heap back after every few freed arrays of our size, and asks for it again at once.
    # Having freed one large block makes it keep what it has.
    np.empty(2_000_000)
