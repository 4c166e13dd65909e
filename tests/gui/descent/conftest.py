"""What the tests of the whole Descent workspace share: the program, and somebody with mouse, keys and a remote."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.command_line import Options
from gui.descent.descent_session import DescentSession
from gui.descent.lane_view import LanePictures
from gui.descent.left_column import DescentColumn
from gui.descent.page import DescentPage
from gui.descent.workspace import DescentWorkspace
from gui.main_window import DESCENT, NETWORK
from gui.theme import install_fonts
from gui.widgets.check_box import CheckBox
from gui.widgets.choice_box import ChoiceBox
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import Place

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.AltModifier)


class Seat:
    """The program on the screen, and what somebody in front of it does.

    Keys go to the window, which hands them to whatever has the focus; so do clicks, to whatever lies under them.
    """

    def __init__(self, program: Deltaflow, qtbot: QtBot) -> None:
        self.program = program
        self.window = program.window
        self._qtbot = qtbot

    @property
    def page(self) -> DescentPage:
        """The page; another one after a change of look."""
        assert self.window.descent is not None
        return self.window.descent

    @property
    def session(self) -> DescentSession:
        """What is behind the page."""
        return self.page.session

    @property
    def workspace(self) -> DescentWorkspace:
        """The parts of the page."""
        return self.page.workspace

    @property
    def left(self) -> DescentColumn:
        """Its left column."""
        return self.workspace.left

    @property
    def pictures(self) -> LanePictures:
        """Map and surface of the first lane."""
        return self.workspace.pictures[0]

    @property
    def place(self) -> Place:
        """Where the descent is."""
        return self.session.place

    def settle(self) -> None:
        """Waits until nothing goes on and all events have arrived; the threads get the time meanwhile."""
        arrived: list[bool] = []
        QTimer.singleShot(0, self.window, lambda: arrived.append(True))
        self.wait(lambda: arrived and self.program.session.is_settled and self.window.is_settled, timeout=20_000)

    def wait(self, condition: Callable[[], Any], timeout: int = 5000) -> None:
        """Waits until something is so."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    # keys

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Presses keys one after the other."""
        for key in keys:
            QTest.keyClick(self.window.windowHandle(), key, modifier)

    def type(self, text: str) -> None:
        """Types into what has the focus."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None, "nobody hears what is typed"
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focus, QKeyEvent(kind, 0, NO_KEYS, letter))

    def fill(self, line: QWidget, text: str, *, enter: bool = True) -> None:
        """Clicks into a line, and types over what stands there."""
        self.click(line)
        self.press(Qt.Key.Key_A, modifier=CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.type(text)
        if enter:
            self.press(Qt.Key.Key_Return)

    # mouse

    def click(self, widget: QWidget, position: QPoint | QPointF | None = None, *,
              keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Clicks on a widget, in its middle if nothing else is said, with what lies over it in the way."""
        QTest.mouseClick(self.window.windowHandle(), LEFT, keys, self.within(widget, position))

    def tick(self, box: CheckBox) -> None:
        """Clicks on a box to tick."""
        self.click(box, QPoint(8, box.height() // 2))

    def drag(self, widget: QWidget, *positions: QPoint | QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Drags from the first position through the others."""
        handle, places = self.window.windowHandle(), [self.within(widget, position) for position in positions]
        QTest.mouseMove(handle, places[0])
        QTest.mousePress(handle, LEFT, keys, places[0])
        for here, there in itertools.pairwise(places):
            QTest.mouseMove(handle, (here + there) / 2)
            QTest.mouseMove(handle, there)
        QTest.mouseRelease(handle, LEFT, keys, places[-1])

    def point(self, widget: QWidget, position: QPoint | QPointF | None = None) -> None:
        """Moves the pointer over a place of a widget."""
        handle, place = self.window.windowHandle(), self.within(widget, position)
        QTest.mouseMove(handle, place - QPoint(1, 1))
        QTest.mouseMove(handle, place)

    def turn_wheel(self, widget: QWidget, notches: int, position: QPoint | None = None) -> None:
        """Turns the wheel over a widget."""
        QTest.wheelEvent(self.window.windowHandle(), QPointF(self.within(widget, position)), QPoint(0, 120 * notches))

    def within(self, widget: QWidget, position: QPoint | QPointF | None = None) -> QPoint:
        """A place of a widget in the window; what has to be scrolled to is scrolled to."""
        self.scroll_to(widget)
        point = position.toPoint() if isinstance(position, QPointF) else position
        place = widget.mapTo(self.window, point if point is not None else widget.rect().center())
        found = self.window.childAt(place)
        assert found is not None
        assert found is widget or widget.isAncestorOf(found) or found.isAncestorOf(widget), f"{found} is in the way"
        return place

    @staticmethod
    def scroll_to(widget: QWidget) -> None:
        """Brings a widget into view, as somebody would who wants to click on it."""
        assert widget.isVisible(), f"{widget} can't be seen"
        parent = widget.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            QApplication.processEvents()
            parent.ensureWidgetVisible(widget)

    def choose(self, box: ChoiceBox, key: str) -> None:
        """Opens a list with the mouse and clicks on an entry."""
        self.click(box)
        view = box.view()
        self.wait(view.isVisible)
        index = box.model().index(box.findData(key), 0)
        view.scrollTo(index)
        # without a move the list would take the release for that of the click which opened it
        for place in (QPoint(4, 4), view.visualRect(index).center()):
            QTest.mouseMove(view.viewport(), place)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, place)
        self.wait(lambda: not view.isVisible())

    # the look

    def change_look(self, **changes: Any) -> None:
        """Another theme, language or text size, as the buttons of the top bar ask for it."""
        self.program.change_look(replace(self.program.look, **changes))
        self.settle()

    def agrees(self) -> None:
        """Whatever was done: pictures, step, chart, words and position tell of the same place of the same descent."""
        session, workspace = self.session, self.workspace
        assert 0 <= session.chosen[0] < len(session.lanes)
        lane = session.lanes[session.chosen[0]]
        runner = session.chosen[1]
        assert 0 <= runner < len(lane.runners)
        for number, one in enumerate(session.lanes):
            view = workspace.pictures[number]
            for scene in (view.map.scene, view.surface.scene):
                assert scene is not None
                assert scene.landscape is one.landscape
                assert scene.starts == one.setup.starts
                assert scene.basins is one.basins
                assert len(scene.movers) == len(one.runners)
                for mover, trail in zip(scene.movers, one.trails, strict=True):
                    steps = min(session.place.steps_made, trail.length)
                    assert len(mover.path) == steps + 1
                    assert (mover.path[-1] == trail.theta(steps)).all()
                chosen = [place for place, mover in enumerate(scene.movers) if mover.is_chosen]
                assert chosen == ([runner] if session.chosen[0] == number else [])
        assert workspace.chart.surface.cursor_position() == session.place.steps_made
        assert len(self.left.outcomes.entries()) == sum(len(one.runners) for one in session.lanes)
        step = lane.step_of(runner, session.place)
        assert step is None or step.number <= session.place.step
        if session.target is None and not session.is_over:
            assert session.place.step < session.length
        self.fields_agree()

    def fields_agree(self) -> None:
        """The fields on the left show what is in force."""
        setup, left = self.session.setup, self.left
        assert left.surface.surface.key() == setup.surface
        assert tuple(field.value() for field in left.surface.start) == setup.starts[0]
        for row, entrant in zip(left.optimizers, setup.entrants, strict=True):
            assert row.takes_part.isChecked() == entrant.runs
            assert row.rate.value() == entrant.learning_rate
            assert tuple(field.value() for field in row.numbers) == entrant.numbers
        if setup.sample_count:
            assert left.surface.batch.value() == (setup.batch_size or setup.sample_count)
        remedy = self.session.remedy
        assert left.remedies.kind.key() == ("" if remedy is None else remedy.kind)
        top_bar = self.window.top_bar
        assert (top_bar.undo_button.isEnabled(), top_bar.redo_button.isEnabled()) == (
            self.session.can_undo, self.session.can_redo)


OpenSeat = Callable[..., Seat]
SIZE = (1280, 820)


def started(qapp: QApplication) -> Deltaflow:
    """The program with a small network in its other workspace."""
    install_fonts()
    program = Deltaflow(qapp, Options(experiment="xor", theme="light", language="en", size=SIZE), remembers=False)
    program.window.show()
    assert QTest.qWaitForWindowExposed(program.window)
    return program


def ended(program: Deltaflow) -> None:
    """Closes it."""
    program.window.close()
    program.window.deleteLater()
    program.end()
    program.setParent(None)
    program.deleteLater()


def seated(program: Deltaflow, surface: str, size: tuple[int, int], qtbot: QtBot) -> Seat:
    """A new Descent workspace in the program."""
    window = program.window
    window.resize(*size)
    window._setup = DescentSetup(surface)
    window.activateWindow()
    window.show_workspace(DESCENT)
    return Seat(program, qtbot)


def cleared(program: Deltaflow) -> None:
    """Without a Descent workspace."""
    window = program.window
    page, window.descent = window.descent, None
    window.show_workspace(NETWORK)
    if page is not None:
        page.session.close()
        window.pages.removeWidget(page)
        page.deleteLater()
        page.session.deleteLater()


@contextmanager
def shared(qapp: QApplication) -> Iterator[Deltaflow]:
    """A program for many tests: to start one for each would take half of their time."""
    font, palette, sheet, style = qapp.font(), qapp.palette(), qapp.styleSheet(), qapp.style().objectName()
    program = started(qapp)
    while not program.session.is_settled:  # its thread begins here, and not in a test
        QTest.qWait(5)
    known = QApplication.topLevelWidgets()  # they stay the same objects, by which leaks are told
    yield program
    known.clear()
    ended(program)
    qapp.setStyleSheet(sheet)
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture(scope="module")
def shared_program(qapp: QApplication) -> Iterator[Deltaflow]:
    """One program for all that leave its look alone."""
    with shared(qapp) as program:
        yield program


@pytest.fixture
def open_seat(shared_program: Deltaflow, qtbot: QtBot) -> Iterator[OpenSeat]:
    """Opens the Descent workspace on a surface; it is a new one for every test."""
    def opened(surface: str = "two_valleys", size: tuple[int, int] = SIZE) -> Seat:
        return seated(shared_program, surface, size, qtbot)

    yield opened
    cleared(shared_program)


@pytest.fixture
def seat(open_seat: OpenSeat) -> Seat:
    """The workspace as it is at first: two valleys, gradient descent."""
    return open_seat()


@pytest.fixture
def open_own(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[OpenSeat]:
    """The same in a program of its own, whose look can change, and which can be closed."""
    programs: list[Deltaflow] = []

    def opened(surface: str = "two_valleys", size: tuple[int, int] = SIZE) -> Seat:
        programs.append(started(qapp))
        return seated(programs[0], surface, size, qtbot)

    yield opened
    ended(programs[0])
