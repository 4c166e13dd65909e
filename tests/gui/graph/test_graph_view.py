"""A computational graph on the screen, under mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, SignalInstance
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.foundation.theme import Theme
from gui.workspaces.graph.graph_view import GraphView
from simulator.graph.graph import Graph, GraphNumbers, evaluate
from simulator.graph.stops import Stop, StopKind, stops_of
from simulator.graph.text import read_graph

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NEURON = read_graph("z = w*x + b\na = sigmoid(z)\nL = (a - y)^2")
VALUES = {"w": 0.8, "x": 1.5, "b": -0.3, "y": 1.06}
SHARED = read_graph("L = x*x + x*y + sin(x)")

Open = Callable[..., GraphView]
Record = Callable[[SignalInstance], list[object]]


@pytest.fixture
def open_view(qtbot: QtBot, light_look: None) -> Open:
    def opened(graph: Graph = NEURON, values: dict[str, float] | None = None, size: tuple[int, int] = (1000, 500),
               theme: Theme | None = None) -> GraphView:
        view = GraphView(theme or Theme())
        qtbot.addWidget(view)
        view.resize(*size)
        view.show_graph(graph)
        view.show_numbers(numbers_of(graph, values))
        with qtbot.waitExposed(view):
            view.show()
        return view

    return opened


def numbers_of(graph: Graph, values: dict[str, float] | None = None) -> GraphNumbers:
    known = values or VALUES
    return evaluate(graph, {name: known.get(name, 0.7) for name in graph.names})


def node_named(graph: Graph, name: str) -> int:
    return next(number for number, node in enumerate(graph.nodes) if node.name == name)


def place(view: GraphView, node: int) -> QPoint:
    assert view.frame is not None
    return view.frame.centre(node).toPoint()


def middle_of_edge(view: GraphView, edge: int) -> QPoint:
    assert view.frame is not None
    curve = view.frame.curve(edge)
    return QPointF(*curve[len(curve) // 2].tolist()).toPoint()


def picture(view: GraphView) -> QImage:
    return view.grab().toImage()


def looks_like(image: QImage, around: QPoint, color: QColor, reach: int) -> bool:
    """Whether there is a pixel of nearly this colour within a square."""
    for x in range(around.x() - reach, around.x() + reach + 1):
        for y in range(around.y() - reach, around.y() + reach + 1):
            pixel = image.pixelColor(x, y)
            if all(abs(one - other) <= 24 for one, other in zip(pixel.getRgb()[:3], color.getRgb()[:3], strict=True)):
                return True
    return False


def stop_where(graph: Graph, **wanted: object) -> int:
    return next(number for number, stop in enumerate(stops_of(graph))
                if all(getattr(stop, name) == value for name, value in wanted.items()))


def texts(view: GraphView) -> set[str]:
    assert view.scene is not None
    return {label.text for label in view.scene.labels.values()}


def test_values_appear_one_by_one(open_view: Open) -> None:
    view = open_view()
    assert texts(view) == {"0.80", "1.50", "−0.30", "1.06"}
    view.show_stop(1)
    assert "0.800 × 1.50 = 1.20" in texts(view)
    view.show_stop(2)
    assert {"1.20", "z = 1.20 − 0.300 = 0.900"} <= texts(view)


def test_derivatives_appear_one_by_one(open_view: Open) -> None:
    view = open_view()
    view.show_stop(stop_where(NEURON, kind=StopKind.SEED))
    assert "∂L/∂L = 1" in texts(view)
    z = node_named(NEURON, "z")
    view.show_stop(stop_where(NEURON, kind=StopKind.PRODUCT, node=z))
    assert {"σ′(z) = 0.206", "−0.698 · 0.206 = −0.143", "−0.698"} <= texts(view)
    view.show_stop(len(stops_of(NEURON)) - 1)
    assert {"−0.143", "σ′(z) = 0.206"} <= texts(view)


def test_contributions_are_shown_and_then_their_sum(open_view: Open) -> None:
    view = open_view(SHARED)
    x = node_named(SHARED, "x")
    products = [number for number, stop in enumerate(stops_of(SHARED))
                if stop == Stop(StopKind.PRODUCT, x, stop.edge)]
    assert len(products) == 4
    view.show_stop(products[1])
    assert any(text.endswith("+ …") and text.count("+") == 2 for text in texts(view))
    view.show_stop(stop_where(SHARED, kind=StopKind.SUM, node=x))
    numbers = numbers_of(SHARED)
    assert any(text.endswith(f"= {numbers.derivatives[x]:.2f}") and text.count("+") == 3 for text in texts(view))


def test_back_and_forth_leaves_no_trace_in_the_picture(open_view: Open) -> None:
    """What is painted again piece by piece looks like what is painted at once."""
    view, other = open_view(SHARED), open_view(SHARED)
    last = len(stops_of(SHARED)) - 1
    picture(view)
    for position in [*range(last + 1), *range(last - 1, 4, -1), 9, 2, 11]:
        view.show_stop(position)
        QApplication.processEvents()
    other.show_stop(11)
    assert picture(view) == picture(other)


def test_the_present_edge_is_thick_and_purple(open_view: Open) -> None:
    view = open_view()
    edge = next(number for number, one in enumerate(NEURON.edges) if NEURON.nodes[one.source].name == "z")
    point = middle_of_edge(view, edge)
    theme = Theme()
    assert not looks_like(picture(view), point, theme.delta_positive, 5)
    view.show_stop(stop_where(NEURON, kind=StopKind.PRODUCT, edge=edge))
    assert looks_like(picture(view), point, theme.delta_positive, 8)


def test_a_click_chooses_a_node_an_edge_or_nothing(open_view: Open, record: Record) -> None:
    view = open_view()
    nodes, edges = record(view.node_chosen), record(view.edge_chosen)
    b = node_named(NEURON, "b")
    QTest.mouseClick(view, LEFT, NO_KEYS, place(view, b))
    assert nodes == [b]
    QTest.mouseClick(view, LEFT, NO_KEYS, middle_of_edge(view, 3))
    assert edges == [3]
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(6, 6))
    assert nodes == [b, None]


def test_the_chosen_node_has_a_ring(open_view: Open) -> None:
    view = open_view()
    b = node_named(NEURON, "b")
    before = picture(view)
    view.show_chosen(b)
    assert picture(view) != before
    view.show_chosen(None)
    assert picture(view) == before


def test_what_is_linked_and_what_is_reused_lights_up(open_view: Open) -> None:
    view = open_view()
    before = picture(view)
    view.show_linked(frozenset({2}), frozenset({1}), QColor("#ff00ff"))
    linked = picture(view)
    view.show_reused(frozenset({4}), frozenset({4}))
    both = picture(view)
    assert len({before.cacheKey(), linked.cacheKey(), both.cacheKey()}) == 3
    assert linked not in (before, both)
    view.show_reused(frozenset(), frozenset())
    view.show_linked(frozenset(), frozenset())
    assert picture(view) == before


def test_the_card_says_only_what_is_known_already(open_view: Open, record: Record) -> None:
    view = open_view()
    hovered = record(view.hovered)
    z = node_named(NEURON, "z")
    QTest.mouseMove(view, place(view, z))
    assert hovered == [("node", z)]
    assert view.card.isVisible()
    assert view.card.text() == "z = w·x + b"
    view.show_stop(2)
    assert view.card.text().splitlines() == ["z = w·x + b", "= 1.20 − 0.300 = 0.900", "z = 0.9000"]
    view.show_stop(len(stops_of(NEURON)) - 1)
    assert view.card.text().splitlines()[-1].startswith("∂L/∂z = −0.143")
    QTest.mouseMove(view, QPoint(6, 6))
    assert not view.card.isVisible()
    assert hovered[-1] is None


def test_the_card_of_an_edge_has_formula_number_and_product(open_view: Open) -> None:
    view = open_view()
    edge = next(number for number, one in enumerate(NEURON.edges) if NEURON.nodes[one.source].name == "z")
    QTest.mouseMove(view, middle_of_edge(view, edge))
    assert view.card.text() == "∂a/∂z = σ′(z)"
    view.show_stop(len(stops_of(NEURON)) - 1)
    assert view.card.text().splitlines()[:2] == ["∂a/∂z = σ′(z) = 0.206", "∂L/∂a · ∂a/∂z = −0.698 · 0.206 = −0.143"]


def test_an_exponent_has_no_node_to_be_pointed_at(open_view: Open) -> None:
    view = open_view()
    assert view.frame is not None
    for node in view.frame.layout.hidden:
        assert view.frame.centres[node].tolist() != view.frame.centres[node].tolist(), "NaN"


def turn_wheel(view: QWidget, at: QPoint, angle: int) -> None:
    event = QWheelEvent(QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, angle),
                        Qt.MouseButton.NoButton, NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_about_the_pointer_and_f_shows_all(open_view: Open) -> None:
    view = open_view()
    b = node_named(NEURON, "b")
    before = place(view, b)
    assert not view.buttons[2].isVisible()
    turn_wheel(view, before, 480)
    assert view.frame is not None
    assert view.frame.zoom > 1.5
    assert (place(view, b) - before).manhattanLength() <= 2
    assert view.buttons[2].isVisible()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_F)
    assert view.frame.zoom == 1.0
    assert place(view, b) == before


def test_buttons_and_keys_zoom(open_view: Open) -> None:
    view = open_view()
    assert view.frame is not None
    QTest.mouseClick(view.buttons[1], LEFT)
    first = view.frame.zoom
    assert first > 1.0
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.frame.zoom > first
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.mouseClick(view.buttons[0], LEFT)
    assert view.frame.zoom == 1.0


def test_a_drag_shifts_and_chooses_nothing(open_view: Open, record: Record) -> None:
    view = open_view()
    chosen = record(view.node_chosen)
    view.zoom(3.0, QPointF(500.0, 250.0))
    b = node_named(NEURON, "b")
    before = place(view, b)
    QTest.mousePress(view, LEFT, NO_KEYS, QPoint(500, 100))
    QTest.mouseMove(view, QPoint(520, 110))
    QTest.mouseMove(view, QPoint(560, 130))
    QTest.mouseRelease(view, LEFT, NO_KEYS, QPoint(560, 130))
    assert (place(view, b) - before - QPoint(60, 30)).manhattanLength() <= 2
    assert chosen == []


def test_labels_follow_when_the_view_comes_to_rest(open_view: Open, qtbot: QtBot) -> None:
    view = open_view(SHARED)
    view.show_stop(len(stops_of(SHARED)) - 1)
    view.zoom(3.0, QPointF(500.0, 250.0))
    picture(view)
    assert view.frame is not None
    view.set_frame(view.frame.moved(QPointF(400.0, 0.0)))
    assert not view.is_at_rest
    moved = texts(view)
    qtbot.waitUntil(lambda: view.is_at_rest)
    assert texts(view) != moved


def test_up_and_down_choose_nodes_in_reading_order(open_view: Open, record: Record) -> None:
    view = open_view()
    chosen = record(view.node_chosen)
    view.node_chosen.connect(view.show_chosen)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert [NEURON.nodes[node].name for node in chosen[:2]] == ["w", "x"]  # type: ignore[call-overload]
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert chosen[-1] == chosen[2]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert chosen[-1] is None


def test_a_zoomed_view_follows_what_happens(open_view: Open) -> None:
    view = open_view()
    view.zoom(4.0, QPointF(900.0, 250.0))
    assert view.frame is not None
    w = node_named(NEURON, "w")
    assert not view.frame.area.contains(view.frame.centre(w))
    view.show_stop(stop_where(NEURON, kind=StopKind.PRODUCT, node=w))
    assert view.frame.area.contains(view.frame.centre(w))


def test_other_numbers_keep_stop_and_view(open_view: Open) -> None:
    view = open_view()
    view.show_stop(2)
    view.zoom(1.5, QPointF(500.0, 250.0))
    before = view.frame
    view.show_numbers(numbers_of(NEURON, {**VALUES, "b": 0.0}))
    assert view.frame == before
    assert "z = 1.20 + 0 = 1.20" in texts(view)


def test_another_graph_begins_at_its_start_and_none_is_empty(open_view: Open) -> None:
    view = open_view()
    view.show_stop(5)
    view.show_numbers(numbers_of(SHARED))
    assert view.graph is SHARED
    assert texts(view) == {"1.50", "1.06"}
    view.show_graph(None)
    assert view.scene is None
    assert picture(view).pixelColor(200, 200) == Theme().card
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.mouseClick(view, LEFT, NO_KEYS, QPoint(300, 200))


def test_it_says_what_it_is_to_those_who_do_not_see_it(open_view: Open) -> None:
    view = open_view()
    assert view.accessibleName() == "Computational graph"
    assert view.accessibleDescription().startswith("L from w, x, b, y, in 5 operations. ↑ and ↓ go from node to node")


@pytest.mark.parametrize("theme", [Theme(dark=True), Theme(scale=1.5), Theme(dark=True, scale=2.0)])
def test_it_can_be_drawn_in_every_theme_and_size(open_view: Open, theme: Theme) -> None:
    view = open_view(SHARED, size=(320, 240))
    view.set_theme(theme)
    for position in range(len(stops_of(SHARED))):
        view.show_stop(position)
        assert picture(view).pixelColor(2, 2) == theme.card
    view.resize(700, 420)
    assert not picture(view).isNull()


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
def test_the_card_stays_off_the_nodes_that_come_next(open_view: Open, backward: bool) -> None:
    view = open_view(size=(700, 380))
    stops = stops_of(NEURON)
    view.show_stop(len(stops) - 1 if backward else 0)
    assert view.frame is not None
    for node in np.flatnonzero(np.isfinite(view.frame.centres[:, 0])).tolist():
        edges = NEURON.incoming[node] if backward else NEURON.outgoing[node]
        QTest.mouseMove(view, place(view, node))
        assert view.card.isVisible()
        for edge in edges:
            ends = NEURON.edges[edge]
            assert not view.card.geometry().contains(place(view, ends.source if backward else ends.target))
