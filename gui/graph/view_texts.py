"""The labels of a graph: those that stay, and those of the present stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from gui.graph.view_frame import GraphFrame
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
    left_of_node,
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
    word_of,
)
from gui.number_text import never_whole
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import Stop, StopKind

Key = tuple[str, int]
"""What a label belongs to: "value", "derivative", "local" …, and the number of the node or the edge."""
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
    nodes.sort(key=lambda node: bool(frame.shapes.letters[node]))  # names that stand outside come before all numbers
    labels: dict[Key, Label] = {}
    since: dict[Key, int] = {}

    def put(key: Key, label: Label | None, stop: int) -> None:
        if label is not None:
            ground.take(label.room)
            labels[key], since[key] = label, stop

    bare = ground.copy()
    for of_edges in (True, False):
        for node in nodes:
            # a number has nothing above it, so that its label may stand there, too
            below = partial(_rooms_at, frame, node, gap, above=False, both=graph.nodes[node].is_number,
                            left=graph.nodes[node].is_variable)
            if ("value", node) not in labels:
                texts = _value_texts(frame, numbers, node)
                put(("value", node), first_free(texts, LabelRole.VALUE, lettering, ground, below, of_edges=of_edges),
                    int(schedule.values[node]))
            above = partial(_rooms_at, frame, node, gap, above=True, left=graph.nodes[node].is_variable)
            if graph.depends[node] and ("derivative", node) not in labels:
                slope = float(numbers.derivatives[node])
                put(("derivative", node), first_free([shown(slope), never_whole(slope, 2)], LabelRole.DERIVATIVE,
                                                     lettering, ground, above, of_edges=of_edges),
                    int(schedule.derivatives[node]))
    labels = _with_values(frame, numbers, nodes, labels, bare, lettering)
    since |= {(kind, node): int(schedule.values[node]) for kind, node in labels if kind == "value"}
    ground = _with_labels(bare, labels.values())
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


def _with_labels(bare: Ground, labels: Iterable[Label]) -> Ground:
    ground = bare.copy()
    for label in labels:
        ground.take(label.room)
    return ground


def _with_values(frame: GraphFrame, numbers: GraphNumbers, nodes: Sequence[int], labels: Labels, bare: Ground,
                 lettering: Lettering) -> dict[Key, Label]:
    """The labels, with values that found no room at first where that can be made."""
    found = dict(labels)
    for node in nodes:
        if ("value", node) not in found:
            found |= _made_room(frame, numbers, node, found, bare, lettering)
    return found


def _made_room(frame: GraphFrame, numbers: GraphNumbers, node: int, labels: Labels, bare: Ground,
               lettering: Lettering) -> dict[Key, Label]:
    """A value that found no room, and one beside it that goes without its name for that; empty if it doesn't help."""
    graph, gap, height = numbers.graph, lettering.gap, lettering.height
    texts = _value_texts(frame, numbers, node)
    if not texts or graph.nodes[node].kind is None:
        return {}
    wanted = _rooms_at(frame, node, gap, (lettering.width(texts[-1], LabelRole.VALUE), height), above=False)
    for key, label in labels.items():
        if key[0] != "value" or graph.nodes[key[1]].kind is None or not meets_any(label.room, wanted):
            continue
        shorter = [text for text in _value_texts(frame, numbers, key[1]) if len(text) < len(label.text)]
        ground = _with_labels(bare, (other for other_key, other in labels.items() if other_key != key))
        found: dict[Key, Label] = {}
        for each, forms in ((key, shorter), (("value", node), texts)):
            below = partial(_rooms_at, frame, each[1], gap, above=False)
            it = first_free(forms, LabelRole.VALUE, lettering, ground, below) or \
                first_free(forms, LabelRole.VALUE, lettering, ground, below, of_edges=False)
            if it is not None:
                ground.take(it.room)
                found[each] = it
        if len(found) == 2:
            return found
    return {}


def _value_texts(frame: GraphFrame, numbers: GraphNumbers, node: int) -> list[str]:
    """What may stand below a node, the fullest first: its value, with its name if that isn't in the node."""
    it, value = numbers.graph.nodes[node], float(numbers.values[node])
    symbol, is_inside = symbol_of(numbers.graph, node), bool(frame.shapes.letters[node])
    if it.is_number:
        return [] if is_inside else [symbol]
    if it.kind is None:
        full = as_given(value)
        return [full] if is_inside else [f"{symbol} = {full}", symbol]
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


def chosen_label(frame: GraphFrame, graph: Graph, node: int, lettering: Lettering) -> dict[Key, Label]:
    """What the node that is looked at is called, where nodes are mere dots without names."""
    if frame.shows_symbols or node in frame.layout.hidden or not frame.area.contains(frame.centre(node)):
        return {}
    rooms = partial(_rooms_near, frame, node, lettering.gap, above=False, lines=0)
    return {("name", node): insisting([word_of(graph, node)], LabelRole.NAME, lettering, Ground(frame), frame, rooms)}


def present_labels(position: int, standing: StandingLabels, frame: GraphFrame, numbers: GraphNumbers,
                   schedule: Schedule, lettering: Lettering) -> dict[Key, Label]:
    """The labels of a stop, which are always shown."""
    stop, graph = schedule.stops[position], numbers.graph
    if stop.node < 0 or not frame.area.contains(frame.centre(stop.node)):
        return {}
    present = _Present(frame, lettering, stop)
    for key, label in standing.labels.items():
        if standing.since[key] <= position and key not in present.replaced:
            present.crowded.take(label.room)
    products = [float(numbers.products[edge]) for edge in arrived(graph, position)] if stop.is_backward else []
    if stop.kind is StopKind.VALUE:
        name, value = graph.nodes[stop.node].name, shown(float(numbers.values[stop.node]))
        texts = [computation(numbers, stop.node), value]
        present.put("value", [*(f"{name} = {text}" for text in texts if name), *texts[bool(name):]],
                    LabelRole.PRESENT_VALUE)
    elif stop.kind is StopKind.SEED:
        present.put("derivative", [f"{derivative_word(graph, stop.node)} = 1", "1"], LabelRole.PRESENT_DERIVATIVE)
    elif stop.kind is StopKind.SUM:
        present.put("derivative", [sum_text(products, is_complete=True), shown(sum(products))],
                    LabelRole.PRESENT_DERIVATIVE)
    else:
        present.put_product(numbers, standing.labels.get(("local", stop.edge)))
        if len(graph.outgoing[stop.node]) > 1:
            present.put("sum", [sum_text(products, is_complete=False)], LabelRole.PRESENT_SUM, lines=1)
    return present.labels


class _Present:
    """Finds the places of a stop's labels.

    Attributes
    ----------
    labels
        Those that have their place.
    crowded
        What they should leave free if they can: other labels, too.
    replaced
        Keys of standing labels that they say more fully.
    """

    def __init__(self, frame: GraphFrame, lettering: Lettering, stop: Stop) -> None:
        self._frame, self._lettering, self._stop = frame, lettering, stop
        self._ground = Ground(frame)
        self.crowded = self._ground.copy()
        self.labels: dict[Key, Label] = {}
        self.replaced = {("local", stop.edge), ("derivative" if stop.is_backward else "value", stop.node)}

    def put(self, kind: str, texts: Sequence[str], role: LabelRole, *, lines: int = 0) -> None:
        """A label at the node, so many lines away from it at least."""
        rooms = partial(_rooms_near, self._frame, self._stop.node, self._lettering.gap,
                        above=role is not LabelRole.PRESENT_VALUE, lines=lines)
        self._take((kind, self._stop.node), insisting(texts, role, self._lettering, self._ground, self._frame, rooms,
                                                      self.crowded))

    def put_product(self, numbers: GraphNumbers, usual: Label | None) -> None:
        """What travels over the edge, at the node if that is free, and the local derivative at the edge.

        Parameters
        ----------
        usual
            The local derivative as it stands there at other stops.
        """
        frame, stop, role = self._frame, self._stop, LabelRole.PRESENT_DERIVATIVE
        texts = [product_text(numbers, stop.edge), shown(float(numbers.products[stop.edge]))]
        above = partial(_rooms_at, frame, stop.node, self._lettering.gap, above=True)
        product = first_free(texts[:1], role, self._lettering, self.crowded, above)
        if product is not None:
            self._take(("derivative", stop.node), product)
        local = local_texts(numbers, stop.edge)
        if usual is not None and usual.text == local[0] and self._ground.is_free(usual.room):
            self._take(("local", stop.edge), Label(local[0], usual.room, LabelRole.PRESENT_LOCAL))
        else:
            beside = partial(beside_edge, frame.curve(stop.edge), gap=self._lettering.gap, farther=True)
            self._take(("local", stop.edge), insisting(local, LabelRole.PRESENT_LOCAL, self._lettering, self._ground,
                                                       frame, beside, self.crowded))
        if product is None:  # after the edge's label, for which there are fewer places
            self.put("derivative", texts, role)

    def _take(self, key: Key, label: Label) -> None:
        self.labels[key] = label
        self._ground.take(label.room)
        self.crowded.take(label.room)


def _rooms_at(frame: GraphFrame, node: int, gap: float, size: tuple[float, float], *, above: bool,
              both: bool = False, left: bool = False) -> list[Room]:
    rooms = list(beside_node(frame, node, size, gap, above=above))
    if both:
        rooms += beside_node(frame, node, size, gap, above=not above)
    if left:
        rooms += left_of_node(frame, node, size, gap)
    return rooms


def _rooms_near(frame: GraphFrame, node: int, gap: float, size: tuple[float, float], *, above: bool,
                lines: int) -> list[Room]:
    """Rooms above or below a node, and, where these are taken, farther away or on its other side."""
    sides = [(above, lines + more) for more in range(_LINES_AWAY)] + [(not above, lines + more) for more in (1, 2)]
    rooms = [list(beside_node(frame, node, size, gap, above=side, lines=away)) for side, away in sides]
    if frame.layout.graph.nodes[node].is_variable:  # nothing leads to it from there
        rooms.insert(1, list(left_of_node(frame, node, size, gap)))
    return [room for some in rooms for room in some]
