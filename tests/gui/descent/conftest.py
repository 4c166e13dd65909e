"""What the tests of the whole Descent workspace share: the program, and somebody with mouse, keys and a remote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.workspaces.descent.descent_session import DescentSession
from gui.workspaces.descent.left_column import DescentColumn
from gui.workspaces.descent.page import DescentPage
from gui.workspaces.descent.workspace import DescentWorkspace, LanePictures
from lectures.model import DESCENT, NETWORK
from simulator.descent.setup import DescentSetup
from simulator.descent.stops import Place
from tests.gui.hands import Hands
from tests.gui.shared_program import SIZE, ended, started

CONTROL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.AltModifier)


class Seat(Hands):
    """The program with the Descent workspace, and somebody in front of it."""

    @property
    def page(self) -> DescentPage:
        """The page; another one after a change of look."""
        assert self.window.workspaces["descent"].page is not None
        return self.window.workspaces["descent"].page

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
            self.session.history.can_undo, self.session.history.can_redo)


OpenSeat = Callable[..., Seat]


def seated(program: Deltaflow, surface: str, size: tuple[int, int], qtbot: QtBot) -> Seat:
    """A new Descent workspace in the program."""
    window = program.window
    window.resize(*size)
    window.workspaces[DESCENT].setup = DescentSetup(surface)
    window.activateWindow()
    window.show_workspace(DESCENT)
    return Seat(program, qtbot)


def cleared(program: Deltaflow) -> None:
    """Without a Descent workspace."""
    window = program.window
    page, window.workspaces[DESCENT].page = window.workspaces[DESCENT].page, None
    window.show_workspace(NETWORK)
    if page is not None:
        page.session.close()
        window.pages.removeWidget(page)
        page.deleteLater()
        page.session.deleteLater()


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
