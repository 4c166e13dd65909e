"""The labels of a graph: those that stay, and those of the present stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from gui.graph.view_frame import NUMBER_SIZE, GraphFrame
from gui.graph.view_labels import (
    Ground,
    Label,
    LabelRole,
    Lettering,
    Room,
    beside_edge,
    beside_node,
    first_free,
    insisting,
    meets_any,
)
from gui.graph.view_state import Schedule, arrived
from gui.graph.view_words import (
    as_given,
    computation,
    derivative_word,
    local_texts,
    product_text,
    shown,
    sum_text,
    symbol_of,
)
from gui.number_text import never_whole
from simulator.graph.evaluation import GraphNumbers
from simulator.graph.stops import StopKind

Key = tuple[str, int]
"""What a label belongs to: "value", "derivative" or "local", and the number of the node or the edge."""
Labels = Mapping[Key, Label]
_LINES_AWAY = 4


@dataclass(frozen=True, eq=False)
class StandingLabels:
    """Labels with the stop at which they appear.

    Attributes
    ----------
    labels
        All that find room.
    since
        Number of the stop from which on each is shown.
    """

    labels: Labels
    since: Mapping[Key, int]

    def moved(self, right: float, down: float) -> StandingLabels:
        """The same labels somewhere else."""
        return StandingLabels({key: label.moved(right, down) for key, label in self.labels.items()}, self.since)


NOTHING = StandingLabels({}, {})


def standing_labels(frame: GraphFrame, numbers: GraphNumbers, schedule: Schedule,
                    lettering: Lettering) -> StandingLabels:
    """Every value, derivative and local derivative that finds room, as if all had appeared."""
    if not frame.shows_symbols:
        return NOTHING
    graph, ground, gap = numbers.graph, Ground(frame), lettering.gap
    seen = frame.area.adjusted(-frame.radius, -frame.radius, frame.radius, frame.radius)
    nodes = [node for node in range(len(graph.nodes))
             if node not in frame.layout.hidden and seen.contains(frame.centre(node))]
    labels: dict[Key, Label] = {}
    since: dict[Key, int] = {}

    def put(key: Key, label: Label | None, stop: int) -> None:
        if label is not None:
            ground.take(label.room)
            labels[key], since[key] = label, stop

    for of_edges in (True, False):
        for node in nodes:
            # a number has nothing above it, so that its label may stand there, too
            below = partial(_rooms_at, frame, node, gap, above=False, both=graph.nodes[node].is_number)
            if ("value", node) not in labels:
                texts = _value_texts(frame, numbers, node, lettering)
                put(("value", node), first_free(texts, LabelRole.VALUE, lettering, ground, below, of_edges=of_edges),
                    int(schedule.values[node]))
            above = partial(_rooms_at, frame, node, gap, above=True)
            if graph.depends[node] and ("derivative", node) not in labels:
                slope = float(numbers.derivatives[node])
                put(("derivative", node), first_free([shown(slope), never_whole(slope, 2)], LabelRole.DERIVATIVE,
                                                     lettering, ground, above, of_edges=of_edges),
                    int(schedule.derivatives[node]))
    boxes, area = frame.boxes, frame.area
    in_view = ((boxes[:, 0] < area.right()) & (boxes[:, 2] > 0.0) & (boxes[:, 1] < area.bottom())
               & (boxes[:, 3] > 0.0))
    # a label needs a piece of its edge that is as long as itself
    for edge in np.flatnonzero(in_view & (boxes[:, 2] - boxes[:, 0] > 2.0 * frame.radius)).tolist():
        curve = frame.curve(edge)
        if graph.depends[graph.edges[edge].source]:
            beside = partial(beside_edge, curve, gap=gap)
            put(("local", edge), first_free(local_texts(numbers, edge), LabelRole.LOCAL, lettering, ground, beside),
                int(schedule.products[edge]))
    return StandingLabels(labels, since)


def _value_texts(frame: GraphFrame, numbers: GraphNumbers, node: int, lettering: Lettering) -> list[str]:
    """What may stand below a node, the fullest first: its value, with its name if that isn't in the node."""
    it, value = numbers.graph.nodes[node], float(numbers.values[node])
    symbol = symbol_of(numbers.graph, node)
    if it.is_number:
        return [] if lettering.fits(symbol, NUMBER_SIZE * frame.radius) else [symbol]
    if it.kind is None:
        full = as_given(value)
        return [full] if lettering.fits(symbol, frame.radius) else [f"{symbol} = {full}", symbol]
    named = [f"{it.name} = {shown(value)}"] if it.name else []
    return [*named, shown(value), never_whole(value, 2)]


def labels_at(position: int, standing: StandingLabels, frame: GraphFrame, numbers: GraphNumbers, schedule: Schedule,
              lettering: Lettering) -> Labels:
    """What is written at a stop: the present stop's labels, and of the standing ones those that don't hinder them."""
    present = present_labels(position, standing, frame, numbers, schedule, lettering)
    rooms = [label.room for label in present.values()]
    here = {key: label for key, label in standing.labels.items()
            if standing.since[key] <= position and key not in present and not meets_any(label.room, rooms)}
    return here | present


def present_labels(position: int, standing: StandingLabels, frame: GraphFrame, numbers: GraphNumbers,
                   schedule: Schedule, lettering: Lettering) -> dict[Key, Label]:
    """The labels of a stop, which are always shown."""
    stop, graph = schedule.stops[position], numbers.graph
    if stop.node < 0 or not frame.area.contains(frame.centre(stop.node)):
        return {}
    ground, gap = Ground(frame), lettering.gap
    labels: dict[Key, Label] = {}

    def put(key: Key, text: str, role: LabelRole, *, lines: int = 0) -> None:
        rooms = partial(_rooms_near, frame, stop.node, gap, above=role is not LabelRole.PRESENT_VALUE, lines=lines)
        labels[key] = insisting(text, role, lettering, ground, frame, rooms)
        ground.take(labels[key].room)

    if stop.kind is StopKind.VALUE:
        name = graph.nodes[stop.node].name
        put(("value", stop.node), f"{name} = {computation(numbers, stop.node)}" if name
            else computation(numbers, stop.node), LabelRole.PRESENT_VALUE)
        return labels
    if stop.kind is StopKind.SEED:
        put(("derivative", stop.node), f"{derivative_word(graph, stop.node)} = 1", LabelRole.PRESENT_DERIVATIVE)
        return labels
    products = [float(numbers.products[edge]) for edge in arrived(graph, position)]
    if stop.kind is StopKind.SUM:
        put(("derivative", stop.node), sum_text(products, is_complete=True), LabelRole.PRESENT_DERIVATIVE)
        return labels
    # the edge's label first: there are the fewest places for it
    usual = standing.labels.get(("local", stop.edge))
    beside = partial(beside_edge, frame.curve(stop.edge), gap=gap, farther=True)
    full = local_texts(numbers, stop.edge)[0]
    labels["local", stop.edge] = (
        Label(full, usual.room, LabelRole.PRESENT_LOCAL) if usual is not None and usual.text == full
        else insisting(full, LabelRole.PRESENT_LOCAL, lettering, ground, frame, beside))
    ground.take(labels["local", stop.edge].room)
    put(("derivative", stop.node), product_text(numbers, stop.edge), LabelRole.PRESENT_DERIVATIVE)
    if len(graph.outgoing[stop.node]) > 1:
        put(("sum", stop.node), sum_text(products, is_complete=False), LabelRole.PRESENT_SUM, lines=1)
    return labels


def _rooms_at(frame: GraphFrame, node: int, gap: float, size: tuple[float, float], *, above: bool,
              both: bool = False) -> list[Room]:
    rooms = list(beside_node(frame, node, size, gap, above=above))
    return [*rooms, *beside_node(frame, node, size, gap, above=not above)] if both else rooms


def _rooms_near(frame: GraphFrame, node: int, gap: float, size: tuple[float, float], *, above: bool,
                lines: int) -> list[Room]:
    """Rooms above or below a node, and, where these are taken, farther away or on its other side."""
    sides = [(above, lines + more) for more in range(_LINES_AWAY)] + [(not above, lines + more) for more in (1, 2)]
    return [room for side, away in sides
            for room in beside_node(frame, node, size, gap, above=side, lines=away)]
