"""What can be chosen in the Graph workspace, by hand: expression, values, what descent changes; and undone."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.workspaces.graph.value_rows import ValueRow
from simulator.graph.examples import EXAMPLES
from tests.gui.graph.conftest import OpenGraph
from tests.gui.graph.seats import GraphSeat
from tests.gui.hands import CONTROL

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def on_slider(row: ValueRow, share: float) -> QPoint:
    """A place on the slider: 0 is its left end, 1 its right one."""
    slider = row.slider
    return QPoint(round(7 + share * (slider.width() - 14)), slider.height() // 2)


def undo(seat: GraphSeat, times: int = 1) -> None:
    seat.press(*[KEY.Key_Z] * times, modifier=CONTROL)


def redo(seat: GraphSeat, times: int = 1) -> None:
    seat.press(*[KEY.Key_Y] * times, modifier=CONTROL)


# ready expressions


def test_a_click_opens_each_ready_expression(open_graph: OpenGraph) -> None:
    seat = open_graph("shared")
    session, former = seat.session, "shared"
    for example in EXAMPLES:
        seat.press(KEY.Key_End)
        seat.click_example(example.name)
        assert (session.title, session.graph.text) == (example.name, example.text)
        assert session.values == dict(example.values)
        assert session.descending == example.descending
        assert (seat.position, session.chosen, session.costs) == (0, None, ())
        assert seat.left.editor.text() == example.text
        assert seat.left.about.isVisible()
        seat.agrees()
        undo(seat)
        assert session.title == former
        assert seat.position == seat.end
        seat.agrees()
        redo(seat)
        former = example.name


def test_the_list_is_gone_through_with_the_keys(seat: GraphSeat) -> None:
    examples = seat.left.examples
    examples.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press(KEY.Key_Home, KEY.Key_Return)
    assert seat.session.title == EXAMPLES[0].name
    for example in EXAMPLES[1:]:
        seat.press(KEY.Key_Down, KEY.Key_Return)
        assert seat.session.title == example.name
        assert examples.hasFocus()
        seat.agrees()
    assert seat.session.title == EXAMPLES[-1].name
    seat.press(KEY.Key_Up, KEY.Key_Space)
    assert seat.session.title == EXAMPLES[-2].name
    seat.press(KEY.Key_Right)
    assert seat.position > 0, "the list leaves the arrows to the side to the transport"
    undo(seat, len(EXAMPLES) + 1)
    assert seat.session.title == "neuron_quadratic"
    seat.agrees()


# values


def test_a_value_is_typed(seat: GraphSeat) -> None:
    seat.press(KEY.Key_End)
    seat.fill(seat.row("w").field.line, "-1.25")
    assert seat.session.values["w"] == -1.25
    assert seat.position == seat.end, "the stop stays"
    seat.agrees()
    seat.fill(seat.row("y").field.line, "1e-3")
    assert seat.session.values["y"] == 0.001
    seat.agrees()
    undo(seat)
    assert seat.session.values["y"] == 1.06
    undo(seat)
    assert seat.session.values["w"] == 0.8
    seat.agrees()
    redo(seat, 2)
    assert (seat.session.values["w"], seat.session.values["y"]) == (-1.25, 0.001)
    seat.agrees()


@pytest.mark.parametrize("text", ["abc", "", "1/0", "inf", "nan", "1e999"])
def test_what_is_no_number_is_refused(seat: GraphSeat, text: str) -> None:
    seat.fill(seat.row("w").field.line, text)
    assert seat.session.values["w"] == 0.8
    assert not seat.session.history.can_undo
    seat.press(KEY.Key_Escape)
    assert seat.row("w").field.value() == 0.8
    seat.agrees()


def test_a_slider_is_dragged_and_undone_at_once(seat: GraphSeat) -> None:
    seat.press(KEY.Key_End)
    row = seat.row("w")
    seat.drag(row.slider, on_slider(row, 0.7), on_slider(row, 0.2), on_slider(row, 0.4), on_slider(row, 0.25))
    assert seat.session.values["w"] == pytest.approx(-1.0, abs=0.1)
    assert seat.position == seat.end
    seat.agrees()
    undo(seat)
    assert seat.session.values["w"] == 0.8
    assert not seat.session.history.can_undo
    seat.agrees()
    redo(seat)
    assert seat.session.values["w"] == pytest.approx(-1.0, abs=0.1)
    seat.agrees()


def test_a_slider_that_was_reached_with_tab_has_the_arrows(seat: GraphSeat) -> None:
    slider = seat.row("w").slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press(KEY.Key_Right)
    assert seat.session.values["w"] == pytest.approx(0.81)
    assert seat.position == 0
    seat.press(KEY.Key_Left, KEY.Key_Left)
    assert seat.session.values["w"] == pytest.approx(0.79)
    seat.agrees()


def test_a_value_at_which_nothing_is_defined_is_told_below_it(open_graph: OpenGraph) -> None:
    seat = open_graph("ratio")
    row = seat.row("b")
    for text, reason in (("0", "division by 0"), ("-1", "logarithm")):
        seat.fill(row.field.line, text)
        assert seat.session.values["b"] == 1.5
        assert row.message.isVisible()
        assert reason in row.message.text()
        assert row.field.value() == 1.5
        seat.agrees()
    seat.fill(row.field.line, "2")
    assert not row.message.isVisible()
    seat.drag(row.slider, on_slider(row, 0.6), on_slider(row, 0.3))
    assert seat.session.values["b"] > 0.0
    seat.agrees()
    undo(seat, 2)
    assert seat.session.values["b"] == 1.5
    seat.agrees()


# descent


def test_the_boxes_choose_what_descent_changes(seat: GraphSeat) -> None:
    seat.tick(seat.row("b").descends)
    assert seat.session.descending == ("w",)
    seat.agrees()
    seat.tick(seat.row("w").descends)
    assert seat.session.descending == ()
    seat.agrees()
    assert not any(button.isEnabled() for button in seat.workspace.descent.buttons)
    seat.tick(seat.row("x").descends)
    seat.tick(seat.row("w").descends)
    assert seat.session.descending == ("w", "x"), "in the order of the variables"
    undo(seat, 4)
    assert seat.session.descending == ("w", "b")
    seat.agrees()


def test_updates_are_made_with_the_buttons_and_undone(seat: GraphSeat) -> None:
    seat.press(KEY.Key_End)
    descent = seat.workspace.descent
    for button, made in zip(descent.buttons, (1, 11, 111), strict=True):
        seat.click(button)
        seat.settle()
        assert len(seat.session.costs) == made + 1
        assert seat.position == seat.end, "one goes on looking at the same stop"
        seat.agrees()
    assert str(111) in descent.outcome.text()
    assert seat.session.costs[-1] < 0.5 * seat.session.costs[0]
    assert seat.session.values["y"] == 1.06
    undo(seat)
    assert len(seat.session.costs) == 12
    seat.agrees()
    undo(seat, 2)
    assert seat.session.costs == ()
    assert seat.session.values["w"] == 0.8
    seat.agrees()
    redo(seat, 3)
    assert len(seat.session.costs) == 112
    seat.agrees()


def test_an_update_takes_eta_times_the_derivative(open_graph: OpenGraph) -> None:
    seat = open_graph("samples")
    seat.fill(seat.workspace.descent.rate.line, "0.2")
    assert seat.session.learning_rate == 0.2
    slope = (0.3 * 1.0 - 2.0) * 1.0 + (0.3 * 2.0 - 3.0) * 2.0
    seat.click(seat.workspace.descent.buttons[0])
    seat.settle()
    assert seat.session.values["w"] == pytest.approx(0.3 - 0.2 * slope, rel=1e-12)
    seat.agrees()


@pytest.mark.parametrize("text", ["0", "-0.5", "much", "", "inf"])
def test_a_wrong_learning_rate_is_refused_and_told(seat: GraphSeat, text: str) -> None:
    descent = seat.workspace.descent
    seat.fill(descent.rate.line, text)
    assert seat.session.learning_rate == 0.5
    assert descent.message.isVisible()
    assert not seat.session.history.can_undo
    seat.fill(descent.rate.line, "0.25")
    assert seat.session.learning_rate == 0.25
    assert not descent.message.isVisible()
    undo(seat)
    seat.agrees()


def test_updates_that_diverge_stop_and_say_why(open_graph: OpenGraph) -> None:
    seat = open_graph("weight_decay")
    descent = seat.workspace.descent
    seat.fill(descent.rate.line, "50")
    for _ in range(3):
        seat.click(descent.buttons[2])
        seat.settle()
    assert descent.message.isVisible()
    assert "Stopped after" in descent.message.text()
    assert all(map(math.isfinite, seat.session.costs))
    assert max(seat.session.costs) > 1e6
    seat.agrees()
    undo(seat, 3)
    assert seat.session.values["w"] == 2.0
    seat.settle()
    assert not descent.message.isVisible()
    seat.agrees()


def test_descent_from_a_dead_relu_stands_still(open_graph: OpenGraph) -> None:
    seat = open_graph("relu")
    seat.click(seat.workspace.descent.buttons[1])
    seat.settle()
    assert len(set(seat.session.costs)) == 1
    assert len(seat.session.costs) == 11
    assert seat.session.values["w"] == 0.5
    seat.agrees()


# everything together


def test_everything_is_undone_and_made_again_with_the_buttons_of_the_top_bar(seat: GraphSeat) -> None:
    states = []

    def note() -> None:
        seat.settle()
        session = seat.session
        states.append((session.graph.text, dict(session.values), session.descending, session.learning_rate,
                       session.costs, session.title))

    note()
    seat.fill(seat.row("x").field.line, "2")
    note()
    seat.tick(seat.row("b").descends)
    note()
    seat.fill(seat.workspace.descent.rate.line, "0.75")
    note()
    seat.click(seat.workspace.descent.buttons[1])
    note()
    seat.enter("L = (w*x - y)^4")
    note()
    row = seat.row("w")
    seat.drag(row.slider, on_slider(row, 0.6), on_slider(row, 0.3))
    note()
    seat.click_example("max")
    note()
    top_bar, seen = seat.window.top_bar, list(states)
    states.clear()
    for _ in seen[1:]:
        note()
        seat.click(top_bar.undo_button)
        seat.agrees()
    note()
    assert states[::-1] == seen
    assert not top_bar.undo_button.isEnabled()
    states.clear()
    for _ in seen[1:]:
        note()
        seat.click(top_bar.redo_button)
        seat.agrees()
    note()
    assert states == seen
    assert not top_bar.redo_button.isEnabled()
    seat.press(KEY.Key_Z, modifier=CONTROL)
    seat.press(KEY.Key_Z, modifier=CONTROL | SHIFT)
    states.clear()
    note()
    assert states[0] == seen[-1]
