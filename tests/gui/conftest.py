"""What the tests of the window share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTranslator, SignalInstance
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui import app
from gui.app import Deltaflow, apply_theme
from gui.command_line import Options
from gui.foundation import formulas
from gui.foundation.language import install_language
from gui.foundation.theme import Theme, install_fonts
from gui.workspaces import panel_pictures
from tests.gui.shared_program import SIZE, AppLook, differences, ended, put_back, shared, state_of
from tests.waiting import MILLISECONDS, PATIENCE


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """That of pytest-qt, which by itself gives up after five seconds, with our patience."""
    for name in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil", "waitCallback"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=MILLISECONDS))
    return qtbot


@pytest.fixture(scope="session", autouse=True)
def typeset_once() -> Iterator[None]:
    """Every program has formulas of its own, but what a text of LaTeX looks like is worked out once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formulas, "_draw", lru_cache(2_000)(formulas._draw))
        yield


@pytest.fixture(scope="session", autouse=True)
def pictures_wait_with_patience() -> Iterator[None]:
    """The program takes its picture after a while although something goes on; on a busy machine that is too soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "LONGEST_WAIT", PATIENCE)
        patch.setattr(panel_pictures, "_LONGEST_WAIT", PATIENCE)
        yield


@pytest.fixture(autouse=True)
def any_order() -> Iterator[None]:
    """The tests can be run in any order: none leaves another language, an open menu or a held mouse behind."""
    yield
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    if (holder := QWidget.mouseGrabber()) is not None:
        holder.releaseMouse()
    running = QApplication.instance()
    if running is not None and running.findChild(
            QTranslator, options=Qt.FindChildOption.FindDirectChildrenOnly) is not None:
        install_language(running, "en")


class LightLook:
    """The light theme at scale 1, which stays on from one test that asks for it to the next."""

    def __init__(self) -> None:
        self._before: AppLook | None = None
        self._light: AppLook | None = None

    def put_on(self, app: QApplication) -> None:
        """Give it to the application, unless it has it still."""
        if self._before is None:
            before = AppLook.of(app)
            install_fonts()
            apply_theme(app, Theme())
            self._before, self._light = before, AppLook.of(app)

    def put_back(self, app: QApplication) -> None:
        """After a test that may have changed it."""
        if self._before is not None and self._light is not None:
            self._light.put_on(app)

    def take_off(self) -> None:
        """The application as it was before."""
        app = QApplication.instance()
        if self._before is not None and isinstance(app, QApplication):
            self._before.put_on(app)
        self._before = None


_LIGHT = LightLook()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything is made for it, a test that doesn't ask for the light look has the usual one of Qt."""
    if "light_look" not in getattr(item, "fixturenames", ()):
        _LIGHT.take_off()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """What a module has made for all of its tests, a running program say, ends in the look in which it began."""
    if nextitem is None or nextitem.path != item.path:
        _LIGHT.take_off()


@pytest.fixture
def former_look(qapp: QApplication) -> Iterator[None]:
    """Gives the application its look back after the test."""
    former = AppLook.of(qapp)
    yield
    former.put_on(qapp)


@pytest.fixture
def light_look(qapp: QApplication) -> Iterator[None]:
    """The application in the light theme at scale 1."""
    _LIGHT.put_on(qapp)
    yield
    _LIGHT.put_back(qapp)


@pytest.fixture
def show(qtbot: QtBot, light_look: None) -> Iterator[Callable[..., QWidget]]:
    """Puts widgets under one another into an active window, behind a line that has the focus."""
    windows: list[QWidget] = []

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        column = QVBoxLayout(window)
        line = QLineEdit()
        for widget in (line, *widgets):
            column.addWidget(widget)
        window.resize(480, 320)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        line.setFocus()
        return window

    yield shown
    windows.clear()


@pytest.fixture
def record() -> Callable[[SignalInstance], list[object]]:
    """Listens to a signal: the list grows by its first argument each time."""
    def recorded(signal: SignalInstance) -> list[object]:
        values: list[object] = []
        signal.connect(lambda *arguments: values.append(arguments[0] if arguments else None))
        return values

    return recorded


@pytest.fixture
def turn_wheel() -> Callable[..., bool]:
    """Turns the wheel over the middle of a widget, and says whether the widget took the turn."""
    def turned(widget: QWidget, notches: int, angle: int = 120) -> bool:
        middle = QPointF(widget.rect().center())
        event = QWheelEvent(middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, angle * notches),
                            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
                            False)
        QApplication.sendEvent(widget, event)
        return event.isAccepted()

    return turned


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[Callable[..., Deltaflow]]:
    """Starts the program with options of the command line; it ends with the test."""
    programs: list[Deltaflow] = []

    def started(**options: Any) -> Deltaflow:
        install_fonts()
        usual = Options(theme="light", language="en", size=(1440, 900))
        program = Deltaflow(qapp, replace(usual, **options), remembers=False)
        with qtbot.waitExposed(program.window):
            program.window.show()
        program.settle()
        programs.append(program)
        return program

    yield started
    for program in programs:
        ended(program)


@pytest.fixture(scope="module")
def shared_program(qapp: QApplication) -> Iterator[Deltaflow]:
    """One program for all tests of a module that leave its look alone."""
    with shared(qapp) as program:
        yield program


@pytest.fixture
def at_start(shared_program: Deltaflow) -> Iterator[Callable[..., Deltaflow]]:
    """Hands out the program that the tests of a module share, with XOR and as it stands when it has been started.

    A test that leaves something behind which the program itself can't put back fails, and names it.
    """
    began: list[tuple[QSize, dict[str, object]]] = []

    def handed_out(size: tuple[int, int] = SIZE) -> Deltaflow:
        window = shared_program.window
        window.resize(*size)
        window.activateWindow()
        shared_program.settle()
        began.append((window.size(), state_of(shared_program)))
        return shared_program

    yield handed_out
    for size, state in began:
        if differences(state, state_of(shared_program)):
            put_back(shared_program, size)
        assert differences(state, state_of(shared_program)) == []
