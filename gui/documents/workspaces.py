"""From what stands in the workspaces to the parts of a document, and back."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from documents.document import Derivative, DescentPart, Document, Drawing, GraphPart, NetworkPart
from gui.choice import Selection
from gui.digits.first_digit import first_sheet
from gui.digits.paper import Paper, grey_image, grey_values
from gui.digits.sheet import Sheet, StoredDigit
from gui.edit_history import EditHistory
from gui.snapshot import Snapshot
from gui.view_state import show_view_state, view_state
from simulator.graph.evaluation import evaluate
from simulator.graph.of_network import derivative_graph
from simulator.graph.stops import stops_of
from simulator.graph.text import read_graph
from simulator.pair import Pair

if TYPE_CHECKING:
    from gui.descent.descent_session import DescentSession
    from gui.main_window import MainWindow
    from simulator.descent.setup import DescentSetup


_COMPARED = "compared"
"""In a document's view: number of the optimizer that a remedy is tried on."""


@dataclass(frozen=True, eq=False)
class Around:
    """Everything in the window but the runs: it never changes once it is taken."""

    drawing: Drawing | None
    descent: DescentPart | None
    graph: GraphPart | None
    view: Mapping[str, Any]


def around(window: MainWindow) -> Around:
    """What is in view around the runs now."""
    view = view_state(window)
    if window.descent is not None and window.descent.session.remedy is not None:
        view[_COMPARED] = window.descent.session.lanes[0].runners[0].entrant
    return Around(_drawing(window), _descent_part(window), _graph_part(window), view)


def document_of(snapshot: Snapshot, around_it: Around) -> Document:
    """The document of what was in view; the runs of the snapshot belong to it."""
    chosen = snapshot.selection
    selection = None if chosen is None else (chosen.layer, chosen.neuron, chosen.source)
    network = NetworkPart(snapshot.run, snapshot.second, selection, snapshot.granularity, snapshot.own_sample,
                          around_it.drawing)
    return Document(network, around_it.descent, around_it.graph, around_it.view)


def snapshot_of(network: NetworkPart) -> Snapshot:
    """What the session of the Network workspace is to show."""
    pair = None if network.second is None else (Pair(network.run, network.second[0]), network.second[1])
    selection = None if network.selection is None else Selection(*network.selection)
    return Snapshot(network.run, pair, selection, network.granularity, network.own_sample)


def lay_around(window: MainWindow, document: Document) -> None:
    """Brings everything into view that stands around the runs, which are there already."""
    _lay_drawing(window, document.network.drawing)
    _lay_descent(window, document.descent, document.view.get(_COMPARED))
    _lay_graph(window, document.graph)
    if document.view:
        show_view_state(window, dict(document.view))
    else:  # a new one: the parts stay as they are
        window.show_workspace("network")


# the drawing

def _drawing(window: MainWindow) -> Drawing | None:
    sheet = window.workspace.digits.sheet()
    if sheet is None:
        return None
    stored = None if sheet.stored is None else (sheet.stored.index, sheet.stored.pixels)
    return Drawing(grey_values(sheet.ink).copy(), stored, sheet.label, sheet.is_ready_made)


def _lay_drawing(window: MainWindow, drawing: Drawing | None) -> None:
    if drawing is None:
        return
    stored = None
    if drawing.stored is not None:
        index, pixels = drawing.stored
        stored = StoredDigit(index, np.asarray(pixels), _true_label(window, index, drawing.label or 0))
    ink, data = grey_image(drawing.ink), window.session.data
    is_ready_made = drawing.is_ready_made or (
        data.image_shape is not None and ink == first_sheet(Paper(data.image_shape), data.class_labels).ink)
    window.workspace.digits.lay_sheet(Sheet(ink, stored, drawing.label, is_ready_made))


def _true_label(window: MainWindow, index: int, label: int) -> int:
    """What the data say, where they are in memory; else what somebody said."""
    test = window.session.data.test
    return int(test.labels[index]) if test.loaded and 0 <= index < test.count else label


# the Descent workspace

def _descent_part(window: MainWindow) -> DescentPart | None:
    if window.descent is None:
        return None
    one = window.descent.session
    return DescentPart(one.setup, one.remedy, one.place_to_keep, one.chosen, one.granularity, one.logarithmic,
                       one.shows_basins, one.shows_batch)


def _lay_descent(window: MainWindow, part: DescentPart | None, compared: object) -> None:
    if part is None:
        if window.descent is not None:
            window.descent.session.take_back(window.descent.session.beginning)
            window.descent.session.show_batch(True)
        return
    session = window.descent_session
    lanes = _lanes_of(part, compared)
    lane, runner = part.chosen
    is_there = lane < len(lanes) and runner < len(lanes[lane].runners)
    _take_up(session, part, lanes, part.chosen if is_there else (0, 0))
    session.show_batch(part.batch)


def _lanes_of(part: DescentPart, compared: object) -> list[DescentSetup]:
    """The set-ups of the lanes: one, or two while a remedy is tried on one of those that run."""
    from simulator.descent.remedies import remedied  # noqa: PLC0415 - only those who have a descent wait for it

    if part.remedy is None:
        return [part.setup]
    running = [number for number, entrant in enumerate(part.setup.entrants) if entrant.runs]
    if isinstance(compared, int) and compared in running:
        alone = part.setup.alone(compared)
        with suppress(ValueError):  # that part of a document isn't checked when it is read
            return [alone, remedied(alone, part.remedy)]
    alone = part.setup.alone(running[0])
    return [alone, remedied(alone, part.remedy)]


def _take_up(session: DescentSession, part: DescentPart, lanes: list[DescentSetup], chosen: tuple[int, int]) -> None:
    from gui.descent.lane import racing  # noqa: PLC0415

    # the trails follow from the set-up: the session records them as far as the place in view, a slice at a time
    session.take_up([(setup, racing(setup)) for setup in lanes], part.setup, part.remedy, part.place, chosen,
                    part.stride, logarithmic=part.logarithmic, basins=part.basins)


# the Graph workspace

def _graph_part(window: MainWindow) -> GraphPart | None:
    if window.graph is None:
        return None
    one, origin = window.graph.session, window.graph.join.origin
    derivative = None if origin is None else Derivative(origin.network, origin.wanted)
    return GraphPart(
        text=one.graph.text, derivative=derivative, values=dict(one.values), position=one.position, chosen=one.chosen,
        descending=one.descending, learning_rate=one.learning_rate, costs=one.costs, title=one.title,
        stride=one.granularity, by_hand=one.by_hand)


def _lay_graph(window: MainWindow, part: GraphPart | None) -> None:
    if part is None:
        if window.graph is not None:
            with window.graph.join.following():
                window.graph.session.take_back(window.graph.session.beginning)
        return
    session, join = window.graph_session, window.join
    if part.derivative is None:
        graph = read_graph(part.text)
    else:
        made = derivative_graph(part.derivative.network, part.derivative.wanted)
        join.know(made)
        graph = made.graph
    values = {name: float(part.values[name]) for name in graph.names}
    now = session.keep()
    memento = replace(
        now.memento, numbers=evaluate(graph, values), values=values,
        position=min(part.position, len(stops_of(graph)) - 1),
        chosen=part.chosen if part.chosen is not None and part.chosen < len(graph.nodes) else None,
        names=tuple(name for name in part.descending if name in values), learning_rate=part.learning_rate,
        costs=part.costs, title=part.title, by_hand=part.by_hand)
    with join.following():
        session.take_back(replace(now, memento=memento, stride=part.stride, edits=EditHistory()))

