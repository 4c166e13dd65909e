"""The Graph workspace in the whole window: moving, looking and choosing, as a lecturer with a remote would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from gui.run.jobs import Activity
from simulator.graph.counting import reused_at
from simulator.graph.examples import EXAMPLES
from simulator.graph.stops import GraphStride, StopKind
from tests.gui.graph.conftest import OpenGraph
from tests.gui.graph.seats import GraphSeat
from tests.gui.hands import CONTROL

KEY = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


# moving


def test_alt_3_opens_it_and_the_picture_has_the_keys(open_graph: OpenGraph) -> None:
    seat = open_graph()
    seat.press(KEY.Key_1, modifier=ALT)
    assert seat.window.pages.currentWidget() is seat.window.workspaces["network"].page
    seat.press(KEY.Key_3, modifier=ALT)
    assert seat.window.pages.currentWidget() is seat.page
    assert seat.view.hasFocus()
    seat.click(seat.window.top_bar.workspaces.segments()[0])
    assert seat.window.pages.currentWidget() is seat.window.workspaces["network"].page
    seat.click(seat.window.top_bar.workspaces.segments()[2])
    assert seat.view.hasFocus()
    seat.agrees()


def test_next_and_back_go_stop_by_stop_to_the_end_and_back_to_the_start(seat: GraphSeat) -> None:
    moves = seat.page.bar.moves
    seat.press(KEY.Key_1)
    for position in range(1, seat.end + 1):
        seat.click(moves.next)
        assert seat.position == position
        seat.agrees()
    seat.click(moves.next)
    assert seat.position == seat.end
    for position in range(seat.end - 1, -1, -1):
        seat.click(moves.back)
        assert seat.position == position
        seat.agrees()
    seat.click(moves.back)
    assert seat.position == 0


def test_first_and_last_lead_to_the_ends(seat: GraphSeat) -> None:
    moves = seat.page.bar.moves
    seat.click(moves.last)
    assert seat.position == seat.end
    seat.click(moves.first)
    assert seat.position == 0
    seat.press(KEY.Key_End)
    assert seat.position == seat.end
    seat.agrees()
    seat.press(KEY.Key_Home)
    assert seat.position == 0


@pytest.mark.parametrize(("forward", "backward"), [(KEY.Key_Right, KEY.Key_Left), (KEY.Key_PageDown, KEY.Key_PageUp)])
def test_a_remote_and_the_arrows_go_through_all_of_it(open_graph: OpenGraph, forward: Qt.Key, backward: Qt.Key
                                                              ) -> None:
    seat = open_graph("samples")
    there = [0, *seat.walk(forward)]
    assert there == sorted(there)
    assert there[-1] == seat.end
    assert len(there) < seat.end, "node by node is coarser than edge by edge"
    assert [*seat.walk(backward)] == there[-2::-1]
    seat.agrees()


def test_the_digits_choose_how_far_a_press_goes_and_shift_goes_one_farther(seat: GraphSeat) -> None:
    for key, stride in zip((KEY.Key_1, KEY.Key_2, KEY.Key_3), GraphStride, strict=True):
        seat.press(key)
        assert seat.session.granularity is stride
        assert seat.page.bar.granularity.index() == list(GraphStride).index(stride)
    seat.press(KEY.Key_Right)
    assert seat.session.stop.node == seat.session.graph.output
    forward = seat.position
    seat.press(KEY.Key_Right)
    assert seat.position == seat.end
    seat.press(KEY.Key_Left, KEY.Key_Left)
    assert seat.position == 0
    seat.press(KEY.Key_2)
    seat.press(KEY.Key_Right, modifier=SHIFT)
    assert seat.position == forward, "Shift takes the next coarser stride"
    seat.press(KEY.Key_Left, modifier=SHIFT)
    seat.press(KEY.Key_1, KEY.Key_Right)
    assert seat.position == 1
    seat.press(KEY.Key_3)
    seat.press(KEY.Key_Left, modifier=SHIFT)
    assert seat.position == 0, "the coarsest is its own next"
    for segment, stride in zip(seat.page.bar.granularity.segments(), GraphStride, strict=True):
        seat.click(segment)
        assert seat.session.granularity is stride
    seat.agrees()


def test_space_plays_to_the_end_and_pauses(seat: GraphSeat) -> None:
    seat.session.set_speed(32.0)
    seat.press(KEY.Key_1, KEY.Key_Space)
    assert seat.session.activity is Activity.PLAYING
    seat.wait(lambda: seat.position > 2)
    seat.press(KEY.Key_Space)
    here = seat.position
    seat.settle()
    assert seat.position == here
    seat.agrees()
    seat.click(seat.page.bar.moves.play)
    seat.settle()
    assert seat.position == seat.end
    seat.agrees()


def test_who_turns_to_another_workspace_stops_the_play(seat: GraphSeat) -> None:
    seat.session.set_speed(0.25)
    seat.press(KEY.Key_Space)
    seat.press(KEY.Key_1, modifier=ALT)
    assert seat.session.activity is Activity.IDLE
    here, moment = seat.position, seat.program.session.moment
    seat.press(KEY.Key_3, modifier=ALT)
    assert seat.position == here
    seat.press(KEY.Key_Right)
    assert seat.program.session.moment is moment, "the network stays where it is"


def test_the_timeline_is_clicked_and_dragged(seat: GraphSeat) -> None:
    line = seat.page.bar.timeline

    def place(position: int) -> QPointF:
        span = line.span_of(position)
        return QPointF((span.left + span.right) / 2, line.rows.bar(span).center().y())

    for position in (5, seat.end, 1):
        seat.click(line, place(position))
        assert seat.position == position
        seat.agrees()
    seat.drag(line, place(1), place(9), place(3))
    assert seat.position == 3
    seat.click(line, QPoint(1, 20))
    assert seat.position == 0
    seat.press(KEY.Key_1, KEY.Key_Right)
    assert seat.position == 1, "after a click the keys still move"
    seat.agrees()


# the chain rule, the counts and what is used again


def chain_rule(seat: GraphSeat) -> list[str]:
    """What the card says, without the check: that comes when there is time for it, as there may be or not."""
    return [line for line in seat.workspace.chain.text().splitlines() if not line.startswith("check: ")]


@pytest.mark.parametrize("example", [example.name for example in EXAMPLES])
def test_every_ready_expression_is_gone_through_and_back(open_graph: OpenGraph, example: str) -> None:
    seat = open_graph(example)
    there = [(seat.position, chain_rule(seat), seat.workspace.counts.bars.bars())
             for _ in seat.walk(KEY.Key_Right)]
    assert there[-1][0] == seat.end
    made = [bars[0].made for _, _, bars in there]
    assert made == sorted(made)
    seat.agrees()
    last = there[-1][2]
    assert all(bar.made == bar.all for bar in last)
    for before in reversed(there):
        assert (seat.position, chain_rule(seat), seat.workspace.counts.bars.bars()) == before
        seat.press(KEY.Key_Left)
    assert seat.position == 0
    assert seat.workspace.counts.bars.bars()[0].made == 0


def test_contributions_come_one_by_one_and_then_their_sum(open_graph: OpenGraph) -> None:
    seat = open_graph("shared")
    seat.press(KEY.Key_1)
    told = [seat.workspace.chain.text() for _ in seat.walk(KEY.Key_Right)
            if seat.session.stop.node == seat.node("x") and seat.session.stop.is_backward]
    assert len(told) == 4
    for number, text in enumerate(told[:3], 1):
        assert f"contribution {number} of 3" in text
    assert "summed at x" in told[3]
    assert seat.session.stop.kind is StopKind.SUM


def test_what_is_used_again_lights_up_and_is_told(open_graph: OpenGraph) -> None:
    seat = open_graph("network")
    seat.press(KEY.Key_1)
    seen = 0
    for _ in seat.walk(KEY.Key_Right):
        reused = reused_at(seat.session.graph, seat.session.stop)
        assert seat.view._reused[0] == frozenset(reused)
        assert seat.workspace.counts.reuse.isVisible() == bool(reused)
        seen += bool(reused)
    assert seen > 3
    seat.press(KEY.Key_Home)
    assert not seat.workspace.counts.reuse.isVisible()


def test_check_all_shows_every_derivative_and_comes_back(seat: GraphSeat) -> None:
    chain = seat.workspace.chain
    seat.press(KEY.Key_End)
    text = chain.text()
    seat.click(chain.check_all)
    assert chain.table.isVisible()
    assert "∂L/∂w" in chain.table.text()
    assert not chain.view.isVisible()
    slider = seat.row("w").slider
    seat.click(slider, QPoint(slider.width() // 4, slider.height() // 2))
    seat.wait(lambda: chain.table.isEnabled() and len(chain._checks) > 0)
    assert chain._numbers is seat.session.numbers
    assert all(one.agrees for one in chain._checks.values())
    seat.click_example("max")
    seat.wait(lambda: bool(chain._checks))
    assert "∂L/∂m" in chain.table.text()
    seat.press(KEY.Key_Z, KEY.Key_Z, modifier=CONTROL)
    seat.click(chain.check_all)
    assert chain.view.isVisible()
    seat.press(KEY.Key_End)
    assert chain.text().splitlines()[0] == text.splitlines()[0]
    seat.agrees()


# choosing on the picture


def test_a_click_on_a_node_rings_it_and_says_what_it_is(seat: GraphSeat) -> None:
    seat.press(KEY.Key_End)
    for name in ("z", "w", "L"):
        node = seat.node(name)
        seat.click(seat.view, seat.node_place(node))
        assert seat.session.chosen == node
        assert seat.workspace.chain._stop.node == node
        seat.agrees()
    seat.click(seat.view, seat.free_place())
    assert seat.session.chosen is None
    seat.agrees()
    seat.press(KEY.Key_Left)
    assert seat.position < seat.end, "after a click the keys still move"


def test_a_click_on_an_edge_leads_to_its_product(seat: GraphSeat) -> None:
    edges = [stop.edge for stop in seat.session.stops if stop.kind is StopKind.PRODUCT]
    for edge in (edges[-1], edges[0], edges[2]):
        seat.click(seat.view, seat.edge_place(edge))
        assert seat.session.stop.edge == edge
        seat.agrees()


def test_a_click_on_an_edge_that_nothing_travels_back_on_leads_nowhere(open_graph: OpenGraph) -> None:
    seat = open_graph("samples")
    seat.press(KEY.Key_End)
    alone = [edge for edge in range(len(seat.session.graph.edges))
             if edge not in {stop.edge for stop in seat.session.stops} and seat.view.frame is not None
             and len(seat.view.frame.curve(edge))]
    assert alone
    for edge in alone:
        seat.click(seat.view, seat.edge_place(edge))
        assert seat.position == seat.end


def test_with_the_ring_up_and_down_choose_nodes_and_escape_none(seat: GraphSeat) -> None:
    seat.press(KEY.Key_Tab)
    seat.view.setFocus(Qt.FocusReason.TabFocusReason)
    chosen = []
    for _ in range(3):
        seat.press(KEY.Key_Down)
        chosen.append(seat.session.chosen)
    assert len(set(chosen)) == 3
    seat.press(KEY.Key_Up)
    assert seat.session.chosen == chosen[1]
    seat.press(KEY.Key_Escape)
    assert seat.session.chosen is None
    seat.press(KEY.Key_Right)
    assert seat.position > 0
    seat.agrees()


def test_what_is_under_the_pointer_is_told_beside_it(seat: GraphSeat) -> None:
    seat.press(KEY.Key_End)
    seat.point(seat.view, seat.node_place(seat.node("z")))
    seat.wait(seat.view.card.isVisible)
    seat.point(seat.view, seat.free_place())
    seat.wait(lambda: not seat.view.card.isVisible())


def test_the_wheel_zooms_and_undo_of_a_value_keeps_the_zoom(seat: GraphSeat) -> None:
    seat.turn_wheel(seat.view, 3)
    assert seat.view.frame is not None
    zoom = seat.view.frame.zoom
    assert zoom > 1.0
    seat.fill(seat.row("w").field.line, "0.25")
    seat.press(KEY.Key_Z, modifier=CONTROL)
    assert seat.session.values["w"] == 0.8
    assert seat.view.frame.zoom == zoom
    seat.click(seat.view.buttons[2])
    assert seat.view.frame.zoom == 1.0
