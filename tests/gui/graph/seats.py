"""Somebody in front of the Graph workspace, and the workspace itself, opened and taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from gui.app import Deltaflow
from gui.run.edit_history import EditHistory
from gui.workspaces.graph.graph_column import GraphColumn
from gui.workspaces.graph.graph_session import GraphSession
from gui.workspaces.graph.graph_view import GraphView
from gui.workspaces.graph.join import NetworkJoin
from gui.workspaces.graph.page import GraphPage
from gui.workspaces.graph.value_rows import ValueRow
from gui.workspaces.graph.view_words import position_text
from gui.workspaces.graph.workspace import GraphWorkspace
from lectures.model import GRAPH, NETWORK
from simulator.experiment import Experiment
from simulator.graph.examples import EXAMPLES, GraphExample, example_named
from tests.gui.hands import CONTROL, Hands


class GraphSeat(Hands):
    """The program with the Graph workspace, and somebody in front of it."""

    @property
    def page(self) -> GraphPage:
        """The page; another one after a change of look."""
        assert self.window.workspaces["graph"].page is not None
        return self.window.workspaces["graph"].page

    @property
    def session(self) -> GraphSession:
        """What is behind the page."""
        return self.page.session

    @property
    def join(self) -> NetworkJoin:
        """What ties it to the network."""
        return self.page.join

    @property
    def workspace(self) -> GraphWorkspace:
        """The parts of the page."""
        return self.page.workspace

    @property
    def left(self) -> GraphColumn:
        """Expression, values and ready expressions."""
        return self.workspace.left

    @property
    def view(self) -> GraphView:
        """The picture of the graph."""
        return self.workspace.view

    @property
    def position(self) -> int:
        """The stop in view."""
        return self.session.position

    @property
    def end(self) -> int:
        """The last stop."""
        return len(self.session.stops) - 1

    # what somebody does here

    def enter(self, text: str) -> None:
        """Clicks into the expression, types over what stands there, and has it taken over."""
        self.click(self.left.editor.edit)
        self.press(Qt.Key.Key_A, modifier=CONTROL)
        self.press(Qt.Key.Key_Delete)
        self.left.editor.edit.insertPlainText(text)
        self.press(Qt.Key.Key_Return, modifier=CONTROL)

    def walk(self, key: Qt.Key) -> Iterator[int]:
        """Presses a key until it leads nowhere: the stops on the way."""
        before = -1
        while before != self.position:
            before = self.position
            self.press(key)
            if before != self.position:
                yield self.position

    def row(self, name: str) -> ValueRow:
        """The line of a variable."""
        return self.left.values.row(name)

    def click_example(self, name: str) -> None:
        """Clicks on a ready expression."""
        examples = self.left.examples
        item = examples.item([one.name for one in EXAMPLES].index(name))
        examples.scrollToItem(item)
        self.click(examples.viewport(), examples.visualItemRect(item).center())

    def node(self, name: str) -> int:
        """The number of a node that has a name."""
        return next(number for number, node in enumerate(self.session.graph.nodes) if node.name == name)

    def node_place(self, node: int) -> QPoint:
        """Where a node is on the picture."""
        assert self.view.frame is not None
        return self.view.frame.centre(node).toPoint()

    def edge_place(self, edge: int) -> QPoint:
        """The middle of an edge."""
        assert self.view.frame is not None
        curve = self.view.frame.curve(edge)
        return QPointF(*curve[len(curve) // 2].tolist()).toPoint()

    def free_place(self) -> QPoint:
        """Where the picture is empty."""
        return QPoint(6, 6)

    # what is seen

    def agrees(self) -> None:
        """Whatever was done: all parts tell of the same stop of the same graph at the same values."""
        session, workspace = self.session, self.workspace
        graph, numbers, position = session.graph, session.numbers, session.position
        assert numbers.graph is graph
        assert set(session.values) == set(graph.names)
        for node in graph.variables:
            assert numbers.values[node] == session.values[graph.nodes[node].name]
        view = workspace.view
        assert view.graph is graph
        assert (view._numbers, view._position, view._chosen) == (numbers, position, session.chosen)
        assert (workspace.chain._numbers, workspace.chain._position) == (numbers, position)
        assert self.page.bar.position.accessibleName() == position_text(session, position).sentence
        rows = [row for row in self.left.values.rows if not row.isHidden()]
        assert [row.name for row in rows] == list(graph.names)
        for row in rows:
            assert row.field.value() == session.values[row.name]
            assert row.descends.isChecked() == (row.name in session.descending)
        assert self.left.examples.key() == (session.title if session.title in map(_name, EXAMPLES) else "")
        descent = workspace.descent
        assert descent.rate.value() == session.learning_rate
        assert [button.isEnabled() for button in descent.buttons] == [bool(session.descending)] * 3
        assert descent._costs == session.costs
        top_bar = self.window.top_bar
        assert (top_bar.undo_button.isEnabled(), top_bar.redo_button.isEnabled()) == (
            session.history.can_undo, session.history.can_redo)


def _name(example: GraphExample) -> str:
    return example.name


def opened(program: Deltaflow, example: str | None, size: tuple[int, int], qtbot: QtBot) -> GraphSeat:
    """A new Graph workspace in the program, with the example that it has at first if no other is named."""
    window = program.window
    window.resize(*size)
    window.activateWindow()
    window.show_workspace(GRAPH)
    seat = GraphSeat(program, qtbot)
    if example is not None:
        seat.session.open_example(example_named(example))
        seat.session.history.edits = EditHistory()
        seat.session.history.changed.emit()
    return seat


def cleared(program: Deltaflow) -> None:
    """Without a Graph workspace."""
    window = program.window
    page, window.workspaces["graph"].page = window.workspaces["graph"].page, None
    window.show_workspace(NETWORK)
    if page is not None:
        page.session.close()
        window.pages.removeWidget(page)
        for part in (page, page.join, page.session):
            part.deleteLater()


def begin(program: Deltaflow, experiment: Experiment) -> None:
    """A new run on the stage, with everything chosen there forgotten."""
    program.session.start_run(experiment)
    program.session.worker.wait()
    program.session.select(None)
    program.session.answer(None)


@dataclass(frozen=True)
class State:
    """All that can be undone."""

    text: str
    values: dict[str, float]
    numbers: tuple[float, ...]
    position: int
    chosen: int | None
    descending: tuple[str, ...]
    learning_rate: float
    costs: tuple[float, ...]
    title: str


def state_of(session: GraphSession) -> State:
    return State(session.graph.text, dict(session.values), tuple(session.numbers.derivatives.tolist()),
                 session.position, session.chosen, session.descending, session.learning_rate, session.costs,
                 session.title)


def settle(session: GraphSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.is_settled)
