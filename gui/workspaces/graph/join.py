"""A graph joined to the network that it was made from: the same sample, the same instant, the same things lit up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from gui.run.choice import PointedOut, Selection
from gui.run.edit_history import DEPTH
from gui.run.session import Session
from simulator.errors import Explained, Phrase
from simulator.graph.graph import Graph
from simulator.graph.network_text import Role, Wanted, check_wanted
from simulator.graph.of_network import Lit, NetworkGraph, derivative_graph
from simulator.moment import Moment
from simulator.steps import Address

_MOST_KNOWN = 2 * DEPTH
"""Graphs that are known again when undo or redo brings them back."""


class JoinedGraph(Protocol):
    """What is stepped through beside the network: a `GraphSession`."""

    @property
    def graph(self) -> Graph:
        """The graph in view."""
        ...

    @property
    def values(self) -> Mapping[str, float]:
        """Of its variables."""
        ...

    @property
    def by_hand(self) -> bool:
        """Whether somebody has changed the values since they came from here."""
        ...

    @property
    def position(self) -> int:
        """Number of the stop in view."""
        ...

    @property
    def moved(self) -> SignalInstance:
        """Tells another position."""
        ...

    @property
    def graph_changed(self) -> SignalInstance:
        """Tells another graph."""
        ...

    @property
    def numbers_changed(self) -> SignalInstance:
        """Tells other values."""
        ...

    def show_graph(self, graph: Graph, given: Mapping[str, float], title: str) -> None:
        """Another graph, at its beginning."""

    def set_values(self, values: Mapping[str, float]) -> None:
        """Other values of all variables."""

    def go_to(self, position: int) -> None:
        """Another stop."""


class NetworkJoin(QObject):
    """Steps a graph and the network together, as long as the graph in view is one of this network.

    Neither side is moved because of a move that it has made itself.

    Attributes
    ----------
    problem
        Why the graph has other values than the sample in view: it isn't defined at those. None if all is well.

    Signals
    -------
    changed
        Something else is lit up, the numbers are other ones, or the two are no longer joined: see `lit` and `agrees`.
    """

    changed = Signal()

    def __init__(self, session: Session, graph: JoinedGraph, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._graph = graph
        self._known: list[NetworkGraph] = []
        self.problem: Explained | None = None
        self._asked: Address | None = None
        self._is_following = False
        self._lit_here: PointedOut | None = None
        self._stood = graph.graph, graph.position
        session.moment_changed.connect(self._on_moment)
        session.run_changed.connect(self.changed)
        graph.moved.connect(self._on_graph_moved)
        graph.graph_changed.connect(self._on_graph)
        graph.numbers_changed.connect(self._on_graph_numbers)

    @property
    def made(self) -> NetworkGraph | None:
        """The graph in view, if it is one of the network in view."""
        origin = self.origin
        return origin if origin is not None and origin.network == self._session.network else None

    @property
    def origin(self) -> NetworkGraph | None:
        """The graph in view, if it was made from a network, even from one that has got another shape since."""
        return next((one for one in self._known if one.graph is self._graph.graph), None)

    @property
    def agrees(self) -> bool:
        """Whether the graph has the values of the sample in view, and not others set by hand."""
        made = self.made
        return made is not None and self.moment.has_answer and dict(self._graph.values) == self._present_values(made)

    @property
    def lit(self) -> Lit | None:
        """What of the network lights up at the stop in view; None if they aren't joined."""
        made = self.made
        return None if made is None else made.lit(self._graph.position)

    @property
    def linked(self) -> tuple[frozenset[int], frozenset[int]]:
        """Nodes and edges of the graph that belong to what lights up; none if they aren't joined."""
        made, lit = self.made, self.lit
        return (frozenset(), frozenset()) if made is None or lit is None else made.linked(lit)

    @property
    def moment(self) -> Moment:
        """The network's instant."""
        return self._session.moment

    def refusal(self, selection: Selection) -> Explained | None:
        """Why a neuron or a weight can't be shown as a graph; None if it can."""
        try:
            check_wanted(self._session.network, wanted_of(selection))
        except Explained as error:
            return error
        return None

    def show(self, selection: Selection) -> None:
        """Shows the derivative of the cost by a neuron's z or a weight, at the network's instant and sample.

        Raises
        ------
        Explained
            If there is no such graph, or if it is not defined at the sample's values. The graph in view stays.
        """
        self.show_wanted(wanted_of(selection))

    def show_wanted(self, wanted: Wanted) -> None:
        """The same for whatever can be differentiated by, a bias too."""
        made = derivative_graph(self._session.network, wanted)
        name = made.graph.nodes[made.derivative_node].name
        self.know(made)
        with self.following():
            self._graph.show_graph(made.graph, self._present_values(made), f"∂C/∂{name}")
        self.problem = None
        self._follow(made, self._session.moment)
        self.changed.emit()

    def know(self, made: NetworkGraph) -> None:
        """Goes along with this graph of the network from when it is in view."""
        if made not in self._known:
            self._known = [*self._known, made][-_MOST_KNOWN:]

    def nodes_of(self, selection: Selection) -> tuple[int, ...]:
        """The graph's nodes of a neuron or a weight of the network."""
        made = self.made
        return () if made is None else made.nodes_at(selection.layer, selection.neuron, selection.source)

    def selection_of(self, node: int) -> Selection | None:
        """The neuron or weight of the network that a node of the graph belongs to; None for the cost."""
        made = self.made
        if made is None or made.places[node].role in (Role.TARGET, Role.COST):
            return None
        place = made.places[node]
        return Selection(place.layer, place.neuron, place.source)

    def light_node(self, node: int | None) -> None:
        """Lights up on the stage what a node of the graph is in the network; None for what the stop lights up."""
        made = self.made
        if made is None:
            return
        place = None if node is None else self.selection_of(node)
        if place is None:
            self._point(made)
        else:
            self._light(PointedOut(frozenset({place}), made.lit(self._graph.position).phase))

    # how it is done

    def _light(self, pointed_out: PointedOut | None) -> None:
        """Lights something up, or puts out what was lit from here: what others have lit stays."""
        if pointed_out is None and self._session.pointed_out != self._lit_here:
            return
        self._lit_here = pointed_out
        self._session.point_out(pointed_out)

    def _present_values(self, made: NetworkGraph) -> dict[str, float]:
        moment = self._session.moment
        if not moment.has_answer:
            raise Explained(Phrase("the graph ends in the cost, which compares the output with the right answer, and "
                                   "that of the sample in view is unknown; choose its label"))
        return made.values(moment.state.theta, moment.sample.inputs, moment.sample.target)

    def _on_graph(self) -> None:
        """Another graph is in view; undo may have brought back one of the network, with its former numbers."""
        if self.made is None:
            self._light(None)
        self._on_graph_numbers()

    def _on_graph_numbers(self) -> None:
        """Undo may have brought back what the network had then; what somebody has set by hand stays."""
        made = self.made
        if made is not None and not self._graph.by_hand:
            self._refresh(made)
        self.changed.emit()

    def _refresh(self, made: NetworkGraph) -> None:
        try:
            values = self._present_values(made)
            if values != dict(self._graph.values):
                self._graph.set_values(values)
            self.problem = None
        except Explained as error:
            self.problem = error

    def _on_moment(self, moment: Moment) -> None:
        made, asked = self.made, self._asked
        if made is None:
            return
        self._refresh(made)
        if moment.address == asked:
            self._asked = None
            self._point(made)
        elif asked is None or (moment.address.step, moment.address.sample) != (asked.step, asked.sample):
            self._asked = None
            self._light(None)
            self._follow(made, moment)
        self.changed.emit()

    def _follow(self, made: NetworkGraph, moment: Moment) -> None:
        """To the stop of the network's instant, unless the stop in view belongs to it already."""
        if moment.address != self._address(made):
            with self.following():
                self._graph.go_to(made.position(moment.address))

    @contextmanager
    def following(self) -> Iterator[None]:
        """While the graph is moved from here it moves nothing itself."""
        self._is_following = True
        try:
            yield
        finally:
            self._is_following = False

    def _address(self, made: NetworkGraph) -> Address:
        """Where the network belongs at the stop in view."""
        here = self._session.moment.address
        return made.address(self._graph.position, here.step, here.sample)

    def _on_graph_moved(self) -> None:
        made, former = self.made, self._stood
        self._stood = self._graph.graph, self._graph.position
        if made is None:
            return
        if not self._is_following and self._stood != former:
            address = self._address(made)
            if address == self._session.moment.address:
                self._asked = None
                self._point(made)
            else:
                is_open = not self._session.is_following or address <= self._session.run.end_of_way
                self._asked = address if is_open else None
                self._session.navigator.go_to(address)
        self.changed.emit()

    def _point(self, made: NetworkGraph) -> None:
        """Lets the stage and the equations follow what lights up, until the network moves by itself."""
        lit = made.lit(self._graph.position)
        self._light(PointedOut(places_of(lit), lit.phase))
        focus = Selection(lit.layer, lit.neuron, lit.source)
        if focus != self._session.focus:
            self._session.focus = focus
            self._session.focus_changed.emit(focus)


def wanted_of(selection: Selection) -> Wanted:
    """What is differentiated by when this is chosen on the stage."""
    return Wanted(selection.layer, selection.neuron, selection.source)


def places_of(lit: Lit) -> frozenset[Selection]:
    """The neurons and edges that light up; a bias lights its neuron."""
    neurons = (Selection(layer, neuron) for layer, neuron in lit.neurons)
    parameters = (Selection(one.layer, one.neuron, one.source) for one in lit.parameters)
    return frozenset((*neurons, *parameters))
