"""How quickly a graph of 500 nodes is laid out, and stepped through on the screen."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import apply_theme
from gui.foundation.theme import Theme, install_fonts
from gui.workspaces.graph.graph_view import GraphView
from gui.workspaces.graph.layout import layout_of
from simulator.expressions.operations import operation_named
from simulator.graph.graph import Graph, GraphNode, GraphNumbers, evaluate
from simulator.graph.stops import stops_of
from simulator.graph.text import read_graph

LAYOUT_SECONDS, FRAME_SECONDS = 0.200, 1.0 / 60.0
SIZE = (1100, 560)
STEPS = 120
KINDS = tuple(map(operation_named, ("add", "multiply", "add", "multiply", "subtract", "tanh", "sigmoid", "sin")))


def network(*sizes: int) -> Graph:
    """A network of sigmoids with quadratic cost, written out."""
    lines, before = [], [f"x{number + 1}" for number in range(sizes[0])]
    for layer, size in enumerate(sizes[1:], 1):
        for j in range(size):
            products = " + ".join(f"w{layer}_{j}_{k}*{a}" for k, a in enumerate(before))
            lines += [f"z{layer}_{j} = {products} + b{layer}_{j}", f"a{layer}_{j} = sigmoid(z{layer}_{j})"]
        before = [f"a{layer}_{j}" for j in range(size)]
    lines.append("L = " + " + ".join(f"({a} - y{k})^2" for k, a in enumerate(before)))
    return read_graph("\n".join(lines))


def tangle(count: int, reach: int) -> Graph:
    """Operations on whatever was computed not long before."""
    generator = np.random.default_rng(2)
    nodes = [GraphNode(name=f"x{number}") for number in range(count // 5)]
    unused = list(range(len(nodes)))
    while len(nodes) + len(unused) <= count:
        kind = KINDS[generator.integers(len(KINDS))]
        arguments = []
        for _ in range(kind.arity):
            if unused and generator.random() < 0.7:
                arguments.append(unused.pop(min(int(generator.integers(reach)), len(unused) - 1)))
            else:
                arguments.append(int(generator.integers(max(0, len(nodes) - 3 * reach), len(nodes))))
        unused.append(len(nodes))
        nodes.append(GraphNode(kind, tuple(arguments)))
    while len(unused) > 1:
        unused.append(len(nodes))
        nodes.append(GraphNode(operation_named("add"), (unused.pop(0), unused.pop(0))))
    return Graph("", tuple(nodes), len(nodes) - 1)


GRAPHS = {"network 9-11-9-2": network(9, 11, 9, 2), "tangle": tangle(500, 12), "loose tangle": tangle(500, 400)}


def numbers_of(graph: Graph) -> GraphNumbers:
    generator = np.random.default_rng(0)
    return evaluate(graph, {name: float(generator.normal(scale=0.4)) for name in graph.names})


@pytest.fixture
def open_view(qtbot: QtBot, qapp: QApplication) -> Callable[[Graph], GraphView]:
    def opened(graph: Graph) -> GraphView:
        install_fonts()
        apply_theme(qapp, Theme())
        view = GraphView(Theme())
        qtbot.addWidget(view)
        view.resize(*SIZE)
        view.show_graph(graph)
        view.show_numbers(numbers_of(graph))
        with qtbot.waitExposed(view):
            view.show()
        view.repaint()
        return view

    return opened


def report(title: str, seconds: list[float]) -> float:
    """The median; it is printed beside the slowest twentieth."""
    middle, late = statistics.median(seconds), sorted(seconds)[int(0.95 * len(seconds))]
    print(f"\n{title}: {1e3 * middle:.1f} ms, p95 {1e3 * late:.1f} ms")
    return middle


@pytest.mark.parametrize("name", GRAPHS)
def test_laying_out_500_nodes(name: str) -> None:
    graph = GRAPHS[name]
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        layout_of(graph)
        seconds.append(time.perf_counter() - begin)
    title = f"{name}, {len(graph.nodes)} nodes and {len(graph.edges)} edges laid out"
    assert report(title, seconds) <= LAYOUT_SECONDS


@pytest.mark.parametrize("zoom", [1.0, 4.0])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("name", GRAPHS)
def test_stepping_through_500_nodes(open_view: Callable[[Graph], GraphView], name: str, backwards: bool,
                                    zoom: float) -> None:
    graph = GRAPHS[name]
    view = open_view(graph)
    view.zoom(zoom, QPointF(SIZE[0] / 2, SIZE[1] / 2))
    count = len(stops_of(graph))
    # from the middle on, so that both passes are in it
    ways = range(count // 3, count // 3 + STEPS)
    seconds = []
    for position in reversed(ways) if backwards else ways:
        begin = time.perf_counter()
        view.show_stop(position)
        view.repaint()
        seconds.append(time.perf_counter() - begin)
    way = "back" if backwards else "on"
    assert report(f"{name}: a step {way} at zoom {zoom:g}", seconds) <= FRAME_SECONDS


@pytest.mark.parametrize("name", GRAPHS)
def test_zooming_and_dragging_500_nodes(open_view: Callable[[Graph], GraphView], name: str) -> None:
    view = open_view(GRAPHS[name])
    view.show_stop(len(stops_of(GRAPHS[name])) - 1)
    zooming, dragging = [], []
    for _ in range(20):
        begin = time.perf_counter()
        view.zoom(1.12, QPointF(400.0, 300.0))
        view.repaint()
        zooming.append(time.perf_counter() - begin)
    frame = view.frame
    assert frame is not None
    for step in range(20):
        begin = time.perf_counter()
        view.set_frame(frame.moved(QPointF(-8.0 * step, 3.0 * step)))
        view.repaint()
        dragging.append(time.perf_counter() - begin)
    report(f"{name}: zoomed", zooming)
    assert report(f"{name}: dragged", dragging) <= 0.1
