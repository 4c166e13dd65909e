"""A running program that many tests use one after the other, each from the state in which it is started."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app import Deltaflow, Look, garbage_kept
from gui.command_line import Options
from gui.foundation.theme import install_fonts
from gui.workspaces.view_state import show_page_state, usual_page_state, view_state
from lectures.model import NETWORK
from simulator.experiment import preset
from simulator.run import Run
from simulator.steps import START, Granularity
from tests.waiting import MILLISECONDS, wait_until

SIZE = (1280, 820)
LOOK = Look(theme="light", language="en")


@dataclass(frozen=True)
class AppLook:
    """How the application looks, as Qt keeps it."""

    font: QFont
    palette: QPalette
    sheet: str
    style: str

    @classmethod
    def of(cls, app: QApplication) -> Self:
        """That of now."""
        return cls(app.font(), app.palette(), app.styleSheet(), app.style().objectName())

    def put_on(self, app: QApplication) -> None:
        """Give it to the application, if it looks otherwise."""
        if AppLook.of(app) == self:
            return
        with garbage_kept():
            app.setStyleSheet("")  # see apply_theme
            app.setStyleSheet(self.sheet)
            app.setStyle(self.style)
            app.setPalette(self.palette)
            app.setFont(self.font)


def started(qapp: QApplication) -> Deltaflow:
    """The program with a small network in its other workspace."""
    install_fonts()
    program = Deltaflow(qapp, Options(experiment="xor", theme="light", language="en", size=SIZE), remembers=False)
    program.window.show()
    assert QTest.qWaitForWindowExposed(program.window, MILLISECONDS)
    return program


def ended(program: Deltaflow) -> None:
    """Closes it."""
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


@contextmanager
def shared(qapp: QApplication) -> Iterator[Deltaflow]:
    """A program for many tests: to start one for each would take half of their time."""
    former = AppLook.of(qapp)
    program = started(qapp)
    wait_until(lambda: program.session.navigator.is_settled)  # its thread begins here, and not in a test
    program.settle()
    known = QApplication.topLevelWidgets()  # they stay the same objects, by which leaks are told
    yield program
    known.clear()
    ended(program)
    former.put_on(qapp)


def put_back(program: Deltaflow, size: QSize) -> None:
    """Brings it to where it is when it has just been started, by what it offers to a person."""
    window, session, room = program.window, program.session, program.window.lectures
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
    if window.menus.palette is not None:
        window.menus.palette.close()
    window.pause()
    if room.is_open:
        room.leave()
    room.close_list()
    window.setWindowState(Qt.WindowState.WindowNoState)
    show_page_state(window.workspaces[NETWORK], usual_page_state(window.workspaces[NETWORK]))
    session.end_comparison()
    session.worker.wait()
    if program.look != LOOK:
        program.change_look(LOOK)
    without_pages(program)
    history = session.history
    if history.can_undo or history.can_redo or (session.experiment, session.moment.address) != (_BEGINNING, START):
        run = Run(_BEGINNING, _BEGINNING.open_data())
        run.arrive(run.timeline.begin(), START)
        session.take_up(run, None, Granularity.LAYER)
    session.navigator.set_granularity(Granularity.LAYER)
    session.navigator.set_speed(1.0)
    session.select(None)
    session.tell(None)
    window.say("")
    window.resize(size)
    window.activateWindow()
    window.page.home.setFocus()
    program.settle()


_BEGINNING = preset("xor")


def without_pages(program: Deltaflow) -> None:
    """Without the workspaces that are made when they are first shown."""
    window = program.window
    window.show_workspace(NETWORK)
    for workspace in window.workspaces.values():
        page = workspace.page
        if page is None or workspace.is_made_at_start:
            continue
        workspace.page = None
        page.session.close()
        window.pages.removeWidget(page)
        for part in (page, page.session, *filter(None, [getattr(page, "join", None)])):
            part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def state_of(program: Deltaflow) -> dict[str, object]:
    """All of a program that a test may have changed, by what it is called."""
    window, session, room = program.window, program.session, program.window.lectures
    return {
        "look": program.look, "size": window.size(), "state of the window": window.windowState(),
        "language": program.language, "views": view_state(window), "focus": window.focusWidget() is window.page.home,
        "pages": [name for name, workspace in window.workspaces.items() if workspace.page is not None],
        "lectures": (room.is_open, room.list is None, room.editor is None, room.panel is None),
        "palette": window.menus.palette, "popup": QApplication.activePopupWidget(),
        "other windows": [str(other) for other in QApplication.topLevelWidgets()
                          if other is not window and other.isVisible()],
        "experiment": session.experiment, "address": session.moment.address,
        "weights": session.moment.theta.tolist(), "undo": (session.history.can_undo, session.history.can_redo),
        "granularity": session.navigator.granularity, "selection": session.selection, "message": session.notice,
        "comparison": session.navigator.comparison is None, "activity": session.navigator.activity,
        "document": (window.desk.path, window.windowTitle()), "line": window.top_bar.line(),
    }


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    """What is otherwise now, in words."""
    return [f"{name}: {before[name]} was left as {now[name]}" for name in before if now[name] != before[name]]
