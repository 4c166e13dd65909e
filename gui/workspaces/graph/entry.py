"""The Graph workspace as the rest of the program knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QRectF, SignalInstance
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from gui.foundation.language import error_text, translate_name
from gui.foundation.theme import Theme
from gui.run.notices import Notice, NoticeKind
from gui.workspaces.contract import Command, Host, PageLook, Table, ViewChoice, Workspace, cards_around
from gui.workspaces.outlines import Outline, rounded_outline
from gui.workspaces.view_state import LAYOUT, WHOLE, show_sight, sight_of, tick
from simulator.errors import Explained

if TYPE_CHECKING:
    from gui.run.session import Session
    from gui.workspaces.graph.graph_session import GraphSession, Kept
    from gui.workspaces.graph.graph_view import GraphView
    from gui.workspaces.graph.join import NetworkJoin
    from gui.workspaces.graph.page import GraphPage
    from gui.workspaces.graph.workspace import GraphWorkspace
    from lectures.model import Mark
    from lectures.readings import Readings
    from lectures.scene import Scene, View
    from simulator.arrays import Array
    from simulator.graph.graph import Graph
    from simulator.graph.state import GraphState

translate = QCoreApplication.translate

_PARTS = ("left", "right", "below")
_AROUND_NODE = 2.5
"""Right above and below are its numbers, and the ring must not cut them."""
_SQUARE = 0.3
"""Radius of the corners around a square node, in half its height: as the nodes themselves have."""


@dataclass(frozen=True, eq=False)
class _Kept:
    """What there was before a lecture."""

    session: Kept
    wants: dict[str, bool]
    speed: float


class GraphEntry(Workspace):
    """The computational graph of an expression, or of a derivative of the network's cost."""

    name = "graph"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.page: GraphPage | None = None

    # the window

    def menu_title(self) -> str:
        return translate("Menus", "&Graph")

    def title(self) -> str:
        return translate("TopBar", "Graph")

    @property
    def session(self) -> GraphSession:
        session: GraphSession = self.made_page().session
        return session

    @property
    def join(self) -> NetworkJoin:
        """What steps the graph and the network together."""
        join: NetworkJoin = self.made_page().join
        return join

    @property
    def _network(self) -> Session:
        session: Session = self.host.workspaces["network"].session
        return session

    def make_page(self, look: PageLook) -> GraphPage:
        from gui.workspaces.graph.graph_session import GraphSession  # noqa: PLC0415
        from gui.workspaces.graph.join import NetworkJoin  # noqa: PLC0415
        from gui.workspaces.graph.page import GraphPage  # noqa: PLC0415

        former = self.page
        session = former.session if former is not None else GraphSession(parent=self)
        join = former.join if former is not None else NetworkJoin(self._network, session, self)
        self.page = GraphPage(session, join, self._network, look.theme, look.formulas, former)
        return self.page

    @property
    def _parts(self) -> GraphWorkspace:
        assert self.page is not None, "it is in view"
        return self.page.workspace

    def show_derivative(self) -> None:
        """The derivative of what is chosen on the stage, as a graph; where it can't be shown the reason is told."""
        network, join = self._network, self.join
        if not network.moment.has_answer:
            if network.run.followed is not None:
                network.navigator.ask_for_answer(network.run.followed)
            return
        try:
            join.show(network.selection or network.focus)
        except Explained as error:
            network.tell(Notice(NoticeKind.ERROR, {"message": error_text(error)}))
        else:
            self.host.show_workspace(self.name)

    def commands(self) -> Iterator[Command]:
        from simulator.graph.examples import EXAMPLES  # noqa: PLC0415

        group = translate("Palette", "Expression")
        for example in EXAMPLES:
            yield Command(translate_name(example.label), group, "", partial(self._open_example, example.name))

    def _open_example(self, name: str) -> None:
        from simulator.graph.examples import EXAMPLES  # noqa: PLC0415

        self.session.open_example(next(one for one in EXAMPLES if one.name == name))
        self.host.show_workspace(self.name)

    def open_at(self, steps: int) -> None:
        for _ in range(steps):
            self.session.next()

    # what is seen

    def view_signals(self) -> Iterable[SignalInstance]:
        return (self._parts.parts_changed,)

    # exports and reports

    def tables(self) -> tuple[Table, ...]:
        from gui.workspaces.graph.view_words import node_name  # noqa: PLC0415
        from gui.workspaces.numbers_table import graph_rows  # noqa: PLC0415

        session = self.session
        graph = session.graph
        output = node_name(graph, graph.output)
        header = (translate("NumbersTable", "number"), translate("NumbersTable", "name"),
                  translate("NumbersTable", "operation"), translate("NumbersTable", "value"), f"∂{output}/∂")
        names = tuple(node_name(graph, number) for number in range(len(graph.nodes)))
        return (Table("graph", translate("NumbersTable", "Nodes of the graph"), header,
                      partial(graph_rows, session.numbers, session.position, names)),)

    def card_keys(self) -> dict[QWidget, str]:
        parts = self._parts
        return {parts.card: "graph", parts.same: "network",
                **cards_around({parts.left.editor: "expression", parts.left.examples: "examples"})}

    def card_titles(self) -> dict[QWidget, str]:
        return {self._parts.chain: translate("PanelPictures", "Chain rule"),
                self._parts.equation: translate("PanelPictures", "Equations")}

    def report(self) -> dict[str, Callable[[], object]]:
        return {"graph": lambda: self.session.graph.text if self.is_there else None}

    # documents

    def stored(self) -> GraphState | None:
        return None if self.page is None else replace(self.page.session.state, made=self.page.join.origin)

    def lay(self, stored: GraphState | None, view: Mapping[str, Any]) -> None:
        if stored is None:
            self._begin_anew()
        else:
            self._take_up(stored)

    def _take_up(self, state: GraphState) -> None:
        """Bring a graph into view; one of the network goes along with it from now on."""
        if state.made is not None:
            self.join.know(state.made)
        with self.join.following():
            self.session.take_up(state)

    def _begin_anew(self) -> None:
        if self.page is not None:
            with self.page.join.following():
                self.page.session.take_back(self.page.session.beginning)

    def mark(self) -> object:
        if self.page is None:
            return None
        from simulator.graph.of_network import DerivativeGraph  # noqa: PLC0415

        session = self.page.session
        # the numbers of one that goes along with the network belong to the network
        goes_along = isinstance(session.graph, DerivativeGraph) and not session.by_hand
        values = None if goes_along else dict(session.values)
        mark = (session.graph.text, values, session.descending, session.learning_rate, session.costs)
        first = session.beginning.state
        begun = (first.text, dict(first.values), first.descending, first.learning_rate, first.costs)
        return None if mark == begun else mark

    # lectures

    @property
    def is_free(self) -> bool:
        return self.session.is_settled

    def reading_signals(self) -> Iterable[SignalInstance]:
        return self.session.numbers_changed, self.session.moved

    def scene_part(self) -> GraphState:
        return self.session.state

    def captured_part(self) -> GraphState:
        self.session.pause()
        return replace(self.session.state, made=self.join.made)

    def readings(self) -> Readings:
        from lectures.graph import graph_readings  # noqa: PLC0415

        return graph_readings(self.scene_part())

    def lay_scene(self, scene: Scene) -> None:
        if self.name in scene.states:
            self._take_up(replace(scene.states[self.name], by_hand=False))
        self.host.workspaces["network"].lay_scene(scene)  # they go along with one another

    def show_view(self, view: View) -> None:
        for part in _PARTS:
            self._parts.show_part(part, part in view.show)

    def shown_parts(self) -> tuple[str, ...]:
        return (*(part for part in ("left", "right") if self._parts.is_shown(part)), "below", "transport")

    def mark_chosen(self) -> str:
        session = self.session
        name = "" if session.chosen is None else session.graph.nodes[session.chosen].name
        return f"node {name}" if name else ""

    def keep(self) -> _Kept | None:
        if self.page is None:
            return None
        return _Kept(self.page.session.keep(), self.page.workspace.wants(), self.page.session.speed)

    def give_parts_back(self, kept: _Kept | None) -> None:
        if self.page is not None:
            self.page.workspace.set_wants({} if kept is None else kept.wants)

    def take_back(self, kept: _Kept | None, then: Callable[[], None]) -> None:
        if kept is None:
            self._begin_anew()
        else:
            with self.join.following():
                self.session.take_back(kept.session)
            self.session.set_speed(kept.speed)
        then()

    def part_widgets(self, name: str) -> tuple[QWidget | None, ...]:
        parts = self._parts
        return {
            "stage": (parts.card,), "graph": (parts.card,), "chain": (parts.chain,), "below": (parts.below,),
            "left": (parts.left,), "right": (parts.right,), "equations": (parts.equation,),
        }.get(name, ())

    def mark_outlines(self, mark: Mark, theme: Theme) -> Iterator[tuple[QWidget, Outline]]:
        if mark.kind in ("node", "edge"):
            view = self._parts.view
            for outline in _outlines(view, mark, theme):
                yield view, outline


def _outlines(view: GraphView, mark: Mark, theme: Theme) -> Iterator[Outline]:
    frame = view.frame
    if frame is None:
        return
    graph = frame.layout.graph
    if mark.kind == "node":
        away = frame.radius + _AROUND_NODE * theme.scale
        for node in named_nodes(graph, mark.name):
            if not np.isnan(frame.centres[node]).any():
                wide = away + max(float(frame.shapes.halves[node]) - frame.radius, 0.0)
                centre = frame.centre(node)
                rect = QRectF(centre.x() - wide, centre.y() - away, 2 * wide, 2 * away)
                # variables and numbers stand in squares
                corner = away if graph.nodes[node].kind is not None else _SQUARE * away
                yield rounded_outline(rect, corner, QRect(), shrinks=False)
        return
    for edge in named_edges(graph, *mark.name.split()):
        curve = frame.curve(edge)
        ends = graph.edges[edge].source, graph.edges[edge].target
        outside = np.ones(len(curve), dtype=np.bool_)
        for node in ends:
            across = np.abs(curve[:, 0] - frame.centres[node, 0])
            across = np.maximum(across - max(float(frame.shapes.halves[node]) - frame.radius, 0.0), 0.0)
            outside &= np.hypot(across, curve[:, 1] - frame.centres[node, 1]) > frame.radius + theme.scale
        yield Outline(_line(curve[outside]), QRect(), glows=True)


def named_nodes(graph: Graph, name: str) -> tuple[int, ...]:
    """Numbers of the nodes of a name; L is the output, whatever it is called."""
    found = tuple(number for number, node in enumerate(graph.nodes) if node.name == name)
    return found or ((graph.output,) if name == "L" else ())


def named_edges(graph: Graph, source: str, target: str) -> tuple[int, ...]:
    """Numbers of the edges between two nodes, or of those that lead there over nodes without a name."""
    starts, found = named_nodes(graph, source), list[int]()
    for end in named_nodes(graph, target):
        _way_back(graph, end, frozenset(starts), found)
    return tuple(sorted(set(found)))


def _way_back(graph: Graph, node: int, starts: frozenset[int], found: list[int]) -> bool:
    """Collect the edges of the ways from the starts to a node; return whether there is one."""
    reaches = False
    for edge in graph.incoming[node]:
        source = graph.edges[edge].source
        between = source not in starts and not graph.nodes[source].name
        if source in starts or (between and _way_back(graph, source, starts, found)):
            found.append(edge)
            reaches = True
    return reaches


def _line(points: Array) -> QPainterPath:
    path = QPainterPath()
    for number, (x, y) in enumerate(points.tolist()):
        if number == 0:
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
    return path


# what can be chosen to be seen

GraphEntry.view_choices = {
    "layout": LAYOUT,
    "view": ViewChoice(WHOLE, lambda page: sight_of(page.workspace.view),
                       lambda page, sight: show_sight(page.workspace.view, sight)),
    "checks": ViewChoice(False, lambda page: page.workspace.chain.check_all.isChecked(),
                         lambda page, ticked: tick(page.workspace.chain.check_all, ticked)),
}
