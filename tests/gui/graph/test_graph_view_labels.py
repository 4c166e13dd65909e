"""Labels of a graph: they cover nothing, and those of the present stop are always there."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.foundation.theme import SMALLEST_TEXT, Theme
from gui.workspaces.graph.layout import layout_of
from gui.workspaces.graph.view_frame import GraphFrame
from gui.workspaces.graph.view_labels import (
    Label,
    Labels,
    StandingLabels,
    chosen_label,
    labels_at,
    lettering_of,
    present_labels,
    standing_labels,
)
from gui.workspaces.graph.view_words import schedule_of
from simulator.activations import activation_named
from simulator.costs import cost_named
from simulator.graph.examples import EXAMPLES, GraphExample
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.network_text import NodePlace, Role, Wanted, name_of
from simulator.graph.of_network import derivative_graph
from simulator.graph.stops import StopKind, stops_of
from simulator.graph.text import read_graph
from simulator.network import Network

TEXTS = {
    "neuron": "z = w*x + b\na = sigmoid(z)\nL = (a - y)^2",
    "softmax": "p = exp(u)/(exp(u) + exp(v))\nL = -ln(p)",
    "shared": "L = x*x + x*y + sin(x)",
    "2-2-1": "a = sigmoid(w1*x + w2*y + b1)\nc = sigmoid(w3*x + w4*y + b2)\nL = (sigmoid(v1*a + v2*c + b3) - t)^2",
    "chain": "a = sigmoid(w1*x)\nb = sigmoid(w2*a)\nc = sigmoid(w3*b)\nL = (sigmoid(w4*c) - y)^2",
}
SIZES = [(700, 420), (1100, 560), (1500, 800)]


def made_network(sizes: tuple[int, ...], hidden: str, output: str, cost: str) -> Network:
    names = [hidden] * (len(sizes) - 2) + [output]
    return Network(sizes, tuple(map(activation_named, names)), cost_named(cost))


@cache
def graph_of(name: str) -> Graph:
    return read_graph(TEXTS[name])


@lru_cache(maxsize=2)
def standing_of(graph: Graph, size: tuple[int, int]) -> tuple[GraphFrame, GraphNumbers, StandingLabels]:
    frame = GraphFrame(layout_of(graph), QSizeF(*size))
    numbers = evaluate(graph, {name: 0.4 + 0.31 * place for place, name in enumerate(graph.names)})
    return frame, numbers, standing_labels(frame, numbers, schedule_of(graph), lettering_of(Theme()))


def labels_of(graph: Graph, size: tuple[int, int], position: int) -> tuple[Labels, GraphFrame]:
    frame, numbers, standing = standing_of(graph, size)
    return labels_at(position, standing, frame, numbers, schedule_of(graph), lettering_of(Theme())), frame


def node_rects(frame: GraphFrame) -> list[QRectF]:
    radius = frame.radius
    return [QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
            for x, y in frame.centres[~np.isnan(frame.centres[:, 0])].tolist()]


def overlaps(first: QRectF, second: QRectF) -> bool:
    common = first.intersected(second)
    return common.width() > 1.0 and common.height() > 1.0


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", TEXTS)
def test_no_label_covers_another_one_or_a_node(name: str, size: tuple[int, int]) -> None:
    graph = graph_of(name)
    for position in range(len(stops_of(graph))):
        labels, frame = labels_of(graph, size, position)
        standing = [label for label in labels.values() if not label.role.is_present]
        for place, label in enumerate(standing):
            assert frame.area.contains(label.rect)
            assert not any(overlaps(label.rect, other.rect) for other in standing[:place])
            assert not any(overlaps(label.rect, rect) for rect in node_rects(frame))
        present = [label for label in labels.values() if label.role.is_present]
        for place, label in enumerate(present):
            assert frame.area.contains(label.rect)
            assert not any(overlaps(label.rect, other.rect) for other in [*standing, *present[:place]])


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("size", SIZES[1:])
@pytest.mark.parametrize("name", ["neuron", "softmax", "shared", "chain"])
def test_where_there_is_room_even_the_present_labels_cover_no_node(name: str, size: tuple[int, int]) -> None:
    graph = graph_of(name)
    for position in range(len(stops_of(graph))):
        labels, frame = labels_of(graph, size, position)
        for label in labels.values():
            assert not any(overlaps(label.rect, rect) for rect in node_rects(frame))


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("name", ["neuron", "softmax", "shared"])
def test_no_label_lies_on_an_edge_where_there_is_room(name: str) -> None:
    graph = graph_of(name)
    labels, frame = labels_of(graph, (1500, 800), len(stops_of(graph)) - 1)
    for label in labels.values():
        inside = label.rect.adjusted(2, 2, -2, -2)
        assert not any(inside.contains(x, y) for x, y in frame.samples.tolist())


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("size", [(260, 180), (700, 420)])
@pytest.mark.parametrize("name", TEXTS)
def test_the_present_stop_is_labelled_even_where_it_is_tight(name: str, size: tuple[int, int]) -> None:
    graph = graph_of(name)
    for position, stop in enumerate(stops_of(graph)):
        labels, _ = labels_of(graph, size, position)
        present = [label for label in labels.values() if label.role.is_present]
        least = {StopKind.START: 0, StopKind.PRODUCT: 2}.get(stop.kind, 1)
        assert len(present) >= least


@pytest.mark.usefixtures("light_look")
def test_every_value_and_derivative_of_a_neuron_is_written_at_the_end() -> None:
    graph = graph_of("neuron")
    labels, frame = labels_of(graph, (1100, 560), len(stops_of(graph)) - 1)
    for node in range(len(graph.nodes)):
        if node not in frame.layout.hidden:
            assert ("value", node) in labels
            assert ("derivative", node) in labels
    assert {edge for kind, edge in labels if kind == "local"} == {
        edge for edge, it in enumerate(graph.edges) if not graph.nodes[it.source].is_number}


@pytest.mark.usefixtures("light_look")
def test_a_value_goes_without_its_name_where_the_next_one_would_find_no_room() -> None:
    graph = read_graph("z = w*x + b\na = sigmoid(z)\nL = -(y*ln(a) + (1 - y)*ln(1 - a))")
    _, _, standing = standing_of(graph, (526, 345))
    computed = [number for number, node in enumerate(graph.nodes) if node.kind is not None]
    assert {("value", number) for number in computed} <= standing.labels.keys()
    labels = list(standing.labels.values())
    assert not any(overlaps(first.rect, second.rect) for place, first in enumerate(labels)
                   for second in labels[:place])


@pytest.mark.usefixtures("light_look")
def test_among_mere_dots_only_the_present_stop_is_labelled() -> None:
    graph = read_graph("L = " + " + ".join(f"sin(a{number})*b{number}" for number in range(80)))
    position = len(stops_of(graph)) - 3
    labels, frame = labels_of(graph, (700, 420), position)
    assert not frame.shows_symbols
    assert labels
    assert all(label.role.is_present for label in labels.values())


@pytest.mark.usefixtures("light_look")
def test_a_name_too_long_even_for_a_capsule_stands_below_its_node() -> None:
    graph = read_graph("L = the_learning_rate_of_this_descent*x")
    labels, frame = labels_of(graph, (700, 420), 0)
    assert {label.text for label in labels.values()} == {"the_learning_rate_of_this_descent = 0.40", "0.71"}
    assert frame.shapes.halves[0] == frame.radius
    graph = read_graph("L = learning_rate*x")
    labels, frame = labels_of(graph, (700, 420), 0)
    assert {label.text for label in labels.values()} == {"0.40", "0.71"}
    assert frame.shapes.halves[0] > frame.radius


XOR = made_network((2, 4, 1), "tanh", "sigmoid", "binary_cross_entropy")
XOR_SMALL = made_network((2, 2, 1), "tanh", "sigmoid", "binary_cross_entropy")
JOINED = [*((XOR, Wanted(1, 0, source)) for source in range(2)), (XOR, Wanted(2, 0)), (XOR_SMALL, Wanted(1, 1)),
          (XOR_SMALL, Wanted(1, 0, 1)), (XOR_SMALL, Wanted(2, 0, 0))]
IN_WINDOWS = {"1440×900": QSizeF(834, 488), "1024×700": QSizeF(550, 326)}
"""What the window leaves to the graph."""


def short(one: Network | Wanted) -> str:
    if isinstance(one, Wanted):
        role = Role.WEIGHT if one.source is not None else Role.WEIGHTED_INPUT
        return name_of(NodePlace(role, one.layer, one.neuron, one.source))
    return "–".join(map(str, one.sizes))


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("size", IN_WINDOWS.values(), ids=IN_WINDOWS)
@pytest.mark.parametrize(("network", "wanted"), JOINED, ids=short)
def test_in_derivatives_of_xor_every_name_can_be_read(network: Network, wanted: Wanted, size: QSizeF) -> None:
    made = derivative_graph(network, wanted)
    frame = GraphFrame(layout_of(made.graph), size)
    assert_names_are_read(frame)


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize("size", IN_WINDOWS.values(), ids=IN_WINDOWS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_in_ready_expressions_every_name_can_be_read(example: GraphExample, size: QSizeF) -> None:
    assert_names_are_read(GraphFrame(layout_of(read_graph(example.text)), size))


def assert_names_are_read(frame: GraphFrame) -> None:
    """Every symbol stands in its node, in letters that can be read, and no node covers another one."""
    shown = ~np.isnan(frame.centres[:, 0])
    assert (frame.shapes.letters[shown] >= SMALLEST_TEXT).all()
    (x, y), halves = frame.centres[shown].T, frame.shapes.halves[shown]
    apart = ((np.abs(x[:, None] - x) >= halves[:, None] + halves) | (np.abs(y[:, None] - y) >= 2 * frame.radius))
    assert (apart | np.eye(len(x), dtype=bool)).all()


@pytest.mark.usefixtures("light_look")
@pytest.mark.parametrize(("network", "wanted"), JOINED, ids=short)
def test_in_derivatives_of_xor_most_numbers_stand_there_at_once(network: Network, wanted: Wanted) -> None:
    made = derivative_graph(network, wanted)
    frame = GraphFrame(layout_of(made.graph), IN_WINDOWS["1440×900"])
    numbers = evaluate(made.graph, {name: 0.4 + 0.31 * place for place, name in enumerate(made.graph.names)})
    written = standing_labels(frame, numbers, schedule_of(made.graph), lettering_of(Theme())).labels
    nodes = [number for number in range(len(made.graph.nodes)) if number not in frame.layout.hidden]
    derivatives = [number for number in nodes if made.graph.depends[number]]
    values = [number for number in nodes if not made.graph.nodes[number].is_number]
    assert sum(("derivative", number) in written for number in derivatives) >= 0.75 * len(derivatives)
    assert sum(("value", number) in written for number in values) >= 0.75 * len(values)


@pytest.mark.usefixtures("light_look")
def test_a_capsule_is_found_over_all_of_its_width_and_not_beside_it() -> None:
    frame = GraphFrame(layout_of(read_graph("L = learning_rate*x")), QSizeF(700, 420))
    half = float(frame.shapes.halves[0])
    assert half > 1.3 * frame.radius
    for side in (-1, 1):
        assert frame.node_at(frame.centre(0) + QPointF(side * (half - 1.0), 0.0), 0.0) == 0
        assert frame.node_at(frame.centre(0) + QPointF(side * (half + 2.0), 0.0), 0.0) is None
        assert frame.node_at(frame.centre(0) + QPointF(0.0, side * (frame.radius + 2.0)), 0.0) is None


@pytest.mark.usefixtures("light_look")
def test_among_mere_dots_what_is_chosen_is_named() -> None:
    graph = read_graph("L = " + " + ".join(f"sin(a{number})*b{number}" for number in range(80)))
    frame = GraphFrame(layout_of(graph), QSizeF(700, 420))
    node = next(number for number, it in enumerate(graph.nodes) if it.name == "a7")
    assert chosen_label(frame, graph, node, lettering_of(Theme()))[("name", node)].text == "a7"
    near = GraphFrame(layout_of(graph), QSizeF(700, 420), zoom=12.0)
    assert near.shows_symbols
    assert not chosen_label(near, graph, node, lettering_of(Theme()))


@pytest.mark.usefixtures("light_look")
def test_a_stop_out_of_view_has_no_labels() -> None:
    graph = graph_of("neuron")
    frame = GraphFrame(layout_of(graph), QSizeF(700, 420), zoom=4.0, left=-1500.0)
    numbers = evaluate(graph, dict.fromkeys(graph.names, 0.5))
    lettering, schedule = lettering_of(Theme()), schedule_of(graph)
    standing = standing_labels(frame, numbers, schedule, lettering)
    assert present_labels(1, standing, frame, numbers, schedule, lettering) == {}


def test_a_label_moves_with_the_view() -> None:
    label = next(iter([Label("1", (1.0, 2.0, 3.0, 4.0), None)]))  # type: ignore[arg-type]
    assert label.moved(10.0, 20.0).room == (11.0, 22.0, 13.0, 24.0)
