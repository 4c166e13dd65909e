"""Where the numbers of a graph stand: clear of nodes and edges and of each other, or nowhere.

Those of the present stop are always shown; others that lie in their way give way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from itertools import islice

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from gui.foundation.number_text import never_whole
from gui.foundation.theme import Theme
from gui.workspaces.graph.view_frame import GraphFrame
from gui.workspaces.graph.view_words import (
    Schedule,
    arrived,
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
from simulator.arrays import Array
from simulator.graph.graph import Graph, GraphNumbers
from simulator.graph.stops import Stop, StopKind

_GAP, _LETTERS = 4.5, 12.5
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
"""Where on an edge its label may stand, the best place first."""
_SHIFTS = (0.0, -0.25, 0.25, -0.5, 0.5)
_INSIDE = 2.0
_NEAR = 11
"""Rooms that count as near: two lines above or below, and beside it."""
_CELL = 2
_LINE, _NODE, _LABEL = 1, 2, 3


Room = tuple[float, float, float, float]
"""Left, top, right and bottom on the widget."""


def meets_any(room: Room, others: Iterable[Room]) -> bool:
    """Whether a room overlaps one of others."""
    left, top, right, bottom = room
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in others)


class LabelRole(Enum):
    """What a label says, which decides its colour and its weight."""

    VALUE = "value"
    DERIVATIVE = "derivative"
    LOCAL = "local"
    NAME = "name"
    PRESENT_VALUE = "present value"
    PRESENT_DERIVATIVE = "present derivative"
    PRESENT_LOCAL = "present local"
    PRESENT_SUM = "present sum"

    @property
    def is_semibold(self) -> bool:
        """Whether it is written in the heavier weight."""
        return self in _SEMIBOLD

    @property
    def is_present(self) -> bool:
        """Whether it belongs to the present stop."""
        return self.value.startswith("present")


_SEMIBOLD = frozenset({LabelRole.DERIVATIVE, LabelRole.PRESENT_VALUE, LabelRole.PRESENT_DERIVATIVE,
                       LabelRole.PRESENT_LOCAL})


@dataclass(frozen=True)
class Label:
    """A text with its place on the widget."""

    text: str
    room: Room
    role: LabelRole

    @property
    def rect(self) -> QRectF:
        """Its place."""
        left, top, right, bottom = self.room
        return QRectF(left, top, right - left, bottom - top)


    def moved(self, right: float, down: float) -> Label:
        """The same somewhere else."""
        left, top, far, low = self.room
        return Label(self.text, (left + right, top + down, far + right, low + down), self.role)


class Lettering:
    """Fonts and measures of the labels in a theme."""

    def __init__(self, theme: Theme) -> None:
        self.fonts: dict[bool, QFont] = {bold: theme.font(_LETTERS, semibold=bold, tabular=True)
                                         for bold in (False, True)}
        metrics = {bold: QFontMetricsF(font) for bold, font in self.fonts.items()}
        self.ascent = metrics[True].ascent()
        self.height = metrics[True].height()
        self.gap = _GAP * theme.scale
        self._letter: Callable[[bool, str], float] = lru_cache(maxsize=None)(
            lambda bold, letter: metrics[bold].horizontalAdvance(letter))

    def width(self, text: str, role: LabelRole) -> float:
        """Of a text, letter by letter: Qt takes longer for measuring than for drawing."""
        return sum(self._letter(role.is_semibold, letter) for letter in text) + 2.0


@lru_cache(maxsize=4)
def lettering_of(theme: Theme) -> Lettering:
    """Fonts and measures in a theme."""
    return Lettering(theme)


class Ground:
    """What labels must not cover, in cells of a few pixels.

    Parameters
    ----------
    frame
        How the graph lies on the widget.
    """

    def __init__(self, frame: GraphFrame) -> None:
        self._width, self._height = frame.size.width() - _INSIDE, frame.size.height() - _INSIDE
        rows, columns = int(frame.size.height()) // _CELL + 1, int(frame.size.width()) // _CELL + 1
        self._cells = np.zeros((rows, columns), np.uint8)
        if not frame.shows_symbols:
            return  # among mere dots there is no place that covers none
        points = np.floor(frame.samples / _CELL).astype(np.intp)
        inside = (points >= 0).all(axis=1) & (points[:, 0] < columns) & (points[:, 1] < rows)
        self._cells[points[inside, 1], points[inside, 0]] = _LINE
        reach = np.column_stack((frame.shapes.halves, np.full(len(frame.centres), frame.radius)))
        rooms = np.hstack((frame.centres - reach, frame.centres + reach))
        for left, top, right, bottom in rooms[~np.isnan(rooms[:, 0])].tolist():
            self._mark((left, top, right, bottom), _NODE)

    def copy(self) -> Ground:
        """The same, on which more can be put."""
        found = copy(self)
        found._cells = self._cells.copy()
        return found

    def take(self, room: Room) -> None:
        """Something stands there now."""
        self._mark(room, _LABEL)

    def is_inside(self, room: Room) -> bool:
        """Whether all of it is on the widget."""
        return room[0] >= _INSIDE and room[1] >= _INSIDE and room[2] <= self._width and room[3] <= self._height

    def is_free(self, room: Room, *, of_edges: bool = True) -> bool:
        """Whether neither nodes nor other labels are there, nor edges if these count."""
        return int(self._part(room).max(initial=0)) < (_LINE if of_edges else _NODE)

    def covered(self, room: Room) -> float:
        """How much a label there would hide; another label of the present stop is far worse to hide than a node."""
        part = self._part(room)
        return float(np.count_nonzero(part == _NODE) + 9 * np.count_nonzero(part == _LABEL))

    def _part(self, room: Room) -> npt.NDArray[np.uint8]:
        left, top = max(int(room[0]) // _CELL, 0), max(int(room[1]) // _CELL, 0)
        return self._cells[top:max(int(room[3]) // _CELL + 1, 0), left:max(int(room[2]) // _CELL + 1, 0)]

    def _mark(self, room: Room, mark: int) -> None:
        part = self._part(room)
        np.maximum(part, mark, out=part)


def beside_node(frame: GraphFrame, node: int, size: tuple[float, float], gap: float, *, above: bool,
                lines: int = 0) -> Iterable[Room]:
    """Rooms above or below a node, the middle one first; `lines` so many lines away from it."""
    (x, y), (width, height) = frame.centres[node].tolist(), size
    away = frame.radius + gap + lines * height
    top = y - away - height if above else y + away
    for shift in _SHIFTS:
        left = x - width / 2.0 + shift * width
        # at the edge of the widget it moves inwards, as long as it still touches the node
        left = min(max(left, _INSIDE, x - width), max(frame.size.width() - width - _INSIDE, _INSIDE), x)
        yield left, top, left + width, top + height


def left_of_node(frame: GraphFrame, node: int, size: tuple[float, float], gap: float) -> Iterable[Room]:
    """The room to the left of a node, level with it."""
    (x, y), (width, height) = frame.centres[node].tolist(), size
    right = x - float(frame.shapes.halves[node]) - gap
    yield right - width, y - height / 2.0, right, y + height / 2.0


def beside_edge(curve: Array, size: tuple[float, float], gap: float, *, farther: bool = False) -> Iterable[Room]:
    """Rooms beside an edge, above it first; if asked for, then others farther away from it."""
    yield from _beside(curve, size, gap)
    if farther:
        yield from _beside(curve, size, gap + 0.6 * size[1])
        yield from _beside(curve, size, gap + 1.5 * size[1])


def _beside(curve: Array, size: tuple[float, float], gap: float) -> Iterable[Room]:
    width, height = size
    last = len(curve) - 1
    places = np.clip(np.rint(np.array(_SHARES) * last).astype(np.intp), 1, last - 1)
    along = curve[places + 1] - curve[places - 1]
    across = np.column_stack((along[:, 1], -along[:, 0])) / np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    # so far that the nearest corner of the room is a gap away from the line
    away = gap + (np.abs(across[:, 0]) * width + np.abs(across[:, 1]) * height) / 2.0
    steps = across * away[:, None]
    corners = np.stack((curve[places] + steps, curve[places] - steps), axis=1) - np.array((width, height)) / 2.0
    for left, top in corners.reshape(-1, 2).tolist():
        yield left, top, left + width, top + height


def first_free(texts: Sequence[str], role: LabelRole, lettering: Lettering, ground: Ground,
               rooms: Callable[[tuple[float, float]], Iterable[Room]], *,
               of_edges: bool = True) -> Label | None:
    """The first of some texts, the fullest first, that finds room."""
    for text in texts:
        for room in rooms((lettering.width(text, role), lettering.height)):
            if ground.is_inside(room) and ground.is_free(room, of_edges=of_edges):
                return Label(text, room, role)
    return None


def insisting(texts: Sequence[str], role: LabelRole, lettering: Lettering, ground: Ground, frame: GraphFrame,
              rooms: Callable[[tuple[float, float]], Iterable[Room]], crowded: Ground | None = None) -> Label:
    """A label that is shown in any case: free if possible, else over edges, else where it covers the least.

    Parameters
    ----------
    texts
        The fullest first; a shorter one is taken where the one before finds no room that covers nothing but edges.
    crowded
        The same ground with the labels that would give way: where there is room near by they needn't.
    """
    def near(size: tuple[float, float]) -> Iterable[Room]:
        return islice(rooms(size), _NEAR)

    for of_edges in (True, False):
        label = first_free(texts[:1], role, lettering, crowded, near, of_edges=of_edges) if crowded else None
        if label is not None:
            return label
    for text in texts:
        for of_edges in (True, False):
            label = first_free((text,), role, lettering, ground, rooms, of_edges=of_edges)
            if label is not None:
                return label
    width, height = frame.size.width(), frame.size.height()
    size = lettering.width(texts[-1], role), lettering.height
    return Label(texts[-1], min((_kept(room, width, height) for room in rooms(size)), key=ground.covered), role)


def _kept(room: Room, width: float, height: float) -> Room:
    """The room, moved onto the widget."""
    left, top, right, bottom = room
    across = min(max(left, _INSIDE), max(width - (right - left) - _INSIDE, _INSIDE)) - left
    along = min(max(top, _INSIDE), max(height - (bottom - top) - _INSIDE, _INSIDE)) - top
    return left + across, top + along, right + across, bottom + along


# The labels of a graph: those that stay, and those of the present stop.

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
