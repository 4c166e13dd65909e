"""Edges of a graph are pointed at and taken with keys, as with the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.widgets.keyboard import shows_ring
from simulator.graph.stops import StopKind
from tests.gui.graph.conftest import OpenGraph
from tests.gui.graph.seats import GraphSeat

Keys = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reach(seat: GraphSeat) -> None:
    seat.left.examples.setFocus(Qt.FocusReason.TabFocusReason)  # so that the view surely gets it by a key
    seat.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert shows_ring(seat.view)


def ends(seat: GraphSeat) -> tuple[int, int]:
    """Source and target of the edge that is pointed at."""
    number = seat.view._hovered_edge
    assert number is not None
    edge = seat.session.graph.edges[number]
    return edge.source, edge.target


def test_with_shift_up_and_down_go_through_the_edges_of_the_chosen_node(seat: GraphSeat) -> None:
    seat.session.choose(seat.node("z"))
    reach(seat)
    graph, z = seat.session.graph, seat.node("z")
    seen = []
    for _ in range(3):
        seat.press(Keys.Key_Down, modifier=SHIFT)
        seen.append(ends(seat))
    assert seen == [*((source, z) for source in graph.nodes[z].arguments), (z, seat.node("a"))]
    seat.press(Keys.Key_Down, modifier=SHIFT)
    assert ends(seat) == seen[0]
    seat.press(Keys.Key_Up, modifier=SHIFT)
    assert ends(seat) == seen[2]
    assert seat.session.chosen == z


def test_the_edge_lights_up_and_its_card_and_its_words_say_what_is_known(seat: GraphSeat) -> None:
    seat.press(Keys.Key_End)
    seat.session.choose(seat.node("a"))
    reach(seat)
    before = seat.view.grab().toImage()
    seat.press(Keys.Key_Down, modifier=SHIFT)
    assert seat.view.grab().toImage() != before
    assert seat.view.card.isVisible()
    lines = seat.view.card.text().splitlines()
    assert lines[0].startswith("∂a/∂z = σ′(z) = ")
    assert seat.view.accessibleDescription().startswith(f"{lines[0]}, {lines[1]}. ↑ and ↓ go from node to node")


def test_enter_goes_to_where_the_product_travels_over_the_edge_as_a_click_does(seat: GraphSeat) -> None:
    seat.session.choose(seat.node("z"))
    reach(seat)
    seat.press(Keys.Key_Up, modifier=SHIFT)
    edge = seat.view._hovered_edge
    seat.press(Keys.Key_Return)
    by_key = seat.position
    stop = seat.session.stops[by_key]
    assert (stop.kind, stop.edge) == (StopKind.PRODUCT, edge)
    seat.press(Keys.Key_Escape)
    seat.press(Keys.Key_Home)
    assert edge is not None
    seat.click(seat.view, seat.edge_place(edge))
    assert seat.position == by_key
    seat.agrees()


def test_escape_another_node_the_mouse_and_leaving_end_it(seat: GraphSeat) -> None:
    reach(seat)
    free = seat.view.grab().toImage()
    for end in (lambda: seat.press(Keys.Key_Escape), lambda: seat.press(Keys.Key_Down),
                lambda: QTest.mouseMove(seat.view, seat.free_place()),
                lambda: seat.left.editor.edit.setFocus(Qt.FocusReason.TabFocusReason)):
        reach(seat)
        seat.press(Keys.Key_Down, modifier=SHIFT)
        assert seat.view._hovered_edge is not None
        end()
        assert seat.view._hovered_edge is None
        assert not seat.view.card.isVisible()
        seat.session.choose(None)
    reach(seat)
    assert seat.view.grab().toImage() == free


def test_without_a_chosen_node_all_edges_that_are_drawn_have_their_turn(open_graph: OpenGraph) -> None:
    seat = open_graph()
    reach(seat)
    frame, graph = seat.view.frame, seat.session.graph
    assert frame is not None
    seen = []
    for _ in graph.edges:
        seat.press(Keys.Key_Down, modifier=SHIFT)
        seen.append(seat.view._hovered_edge)
    drawn = [edge for edge in range(len(graph.edges)) if len(frame.curve(edge))]
    assert seen[:len(drawn)] == drawn
    assert set(seen) == set(drawn)
