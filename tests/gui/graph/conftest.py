"""What the tests of the whole Graph workspace share: the program, and somebody with mouse, keys and a remote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.workspaces.graph.graph_session import GraphSession
from simulator.experiment import Experiment
from simulator.graph.examples import example_named
from simulator.graph.state import FIRST_EXAMPLE
from simulator.steps import Granularity
from tests.gui.graph.pairs import XOR, Pair
from tests.gui.graph.seats import GraphSeat, begin, cleared, opened
from tests.gui.shared_program import SIZE, ended, started

OpenGraph = Callable[..., GraphSeat]
OpenPair = Callable[..., Pair]
OpenSession = Callable[..., GraphSession]


@pytest.fixture
def open_graph(shared_program: Deltaflow, qtbot: QtBot) -> Iterator[OpenGraph]:
    """Opens the Graph workspace with a ready expression; it is a new one for every test."""
    def make(example: str | None = None, size: tuple[int, int] = SIZE) -> GraphSeat:
        return opened(shared_program, example, size, qtbot)

    yield make
    cleared(shared_program)


@pytest.fixture
def seat(open_graph: OpenGraph) -> GraphSeat:
    """The workspace as it is at first: one neuron with the quadratic cost."""
    return open_graph()


@pytest.fixture
def open_own(qapp: QApplication, qtbot: QtBot, former_look: None) -> Iterator[OpenGraph]:
    """The same in a program of its own, whose look can change, and which can be closed."""
    programs: list[Deltaflow] = []

    def make(example: str | None = None, size: tuple[int, int] = SIZE) -> GraphSeat:
        programs.append(started(qapp))
        return opened(programs[0], example, size, qtbot)

    yield make
    ended(programs[0])


@pytest.fixture
def open_pair(shared_program: Deltaflow, qtbot: QtBot) -> Iterator[OpenPair]:
    """The stage with a network, and no Graph workspace yet."""
    def made(experiment: Experiment = XOR) -> Pair:
        begin(shared_program, experiment)
        window = shared_program.window
        window.resize(*SIZE)
        window.activateWindow()
        shared_program.session.navigator.set_granularity(Granularity.NEURON)
        shared_program.session.navigator.set_speed(32.0)  # nothing travels then
        return Pair(shared_program, qtbot)

    yield made
    shared_program.session.navigator.pause()
    shared_program.session.worker.wait()
    cleared(shared_program)
    shared_program.session.point_out(None)


@pytest.fixture
def pair(open_pair: OpenPair) -> Pair:
    """With XOR 2-2-1 on the stage."""
    return open_pair()


@pytest.fixture
def open_session(qtbot: QtBot) -> Iterator[OpenSession]:
    opened: list[GraphSession] = []

    def make(name: str = FIRST_EXAMPLE) -> GraphSession:
        opened.append(GraphSession(example_named(name)))
        return opened[-1]

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: OpenSession) -> GraphSession:
    return open_session()
